//! What the list of pseudonyms shows: names, what may be names, and the passages where they stand.

use crate::Result;
use crate::analysis::{Corpus, Known, NamesFound, Often, Origin, Standing, Suggested, by_place};
use crate::jobs::Progress;
use crate::model::{PseudonymKind, Span};
use crate::project::{Listed, PseudonymDraft, Reader};
use crate::ui::format::counted;
use crate::ui::later::Watched;
use std::path::Path;

/// The passages that a suggestion shows at most.
const MOST: usize = 300;

/// The list and the suggestions.
pub struct Data {
    /// The names on the list; the first row is all of them together, the last what may be one of them, where there is any.
    pub names: Vec<Row>,
    /// How many are on the list.
    pub listed: usize,
    /// What may be names.
    pub suggestions: Vec<Row>,
    /// How often names stand that something stands for.
    pub places: usize,
}

/// A name.
pub struct Row {
    /// The name.
    pub title: String,
    /// What stands for it, what it is, its other spellings.
    pub note: String,
    /// How often it stands.
    pub count: usize,
    /// “14 places in 3 sources”.
    pub counted: String,
    /// Where.
    pub passages: Vec<Passage>,
    /// Which name of the list it is, or becomes a spelling of; none for all together and for what would be a name of its own.
    pub listed: Option<Listed>,
    /// The name as it would be put on the list; none for all together.
    pub draft: Option<PseudonymDraft>,
    /// The words that are no name, if the user says so.
    pub words: Vec<String>,
    /// How many of these would be replaced: something stands for the name, and it is no part of a longer one.
    pub replaced: usize,
}

impl Row {
    /// Whether it is a name that no case bears yet.
    pub fn is_no_cases(&self) -> bool {
        self.draft.as_ref().is_some_and(|draft| draft.case.is_none())
    }
}

/// A place where a name stands, in words.
pub struct Passage {
    /// The source, case or code, and what of it.
    pub place: String,
    /// The words around, with the name and what comes in its place.
    pub words: String,
    /// Where in them the two stand.
    pub strong: Vec<Span>,
}

impl Data {
    /// Reads the project at `path`.
    pub fn read(path: &Path, progress: &Progress) -> Result<Self> {
        let reader = Reader::open(path)?;
        let corpus = reader.corpus()?;
        let texts = Watched::new(reader.texts(&corpus), progress);
        let found = NamesFound::gather(&corpus, &texts, MOST)?;
        let key = corpus.pseudonym_key();
        // A case without a pseudonym is among what may be names: nothing stands for it yet.
        let on_it = || key.names.iter().zip(&found.listed).filter(|(known, _)| !known.stands.is_empty());
        let mut names = vec![together(&corpus, on_it().map(|(_, list)| list.as_slice()))];
        names.extend(on_it().map(|(known, list)| listed(&corpus, known, list)));
        let suggestions = found.suggested.iter().map(|one| suggested(&corpus, one)).collect();
        let places = names[1..].iter().map(|row| row.replaced).sum();
        let listed = names.len() - 1;
        names.extend(may_stand(&corpus, on_it().flat_map(|(_, list)| list)));
        Ok(Self { names, listed, suggestions, places })
    }
}

/// All places together where a word may be a name of the list or another word.
fn may_stand<'a>(corpus: &Corpus, list: impl Iterator<Item = &'a Standing>) -> Option<Row> {
    let list: Vec<&Standing> = list.filter(|standing| !standing.sure).collect();
    let often = Often::of(list.iter().copied());
    (often.places > 0).then(|| Row {
        title: "May stand".into(),
        note: "names that are other words too".into(),
        count: often.places,
        counted: in_sources(often),
        passages: list.into_iter().map(|standing| passage(corpus, standing, true)).collect(),
        listed: None,
        draft: None,
        words: Vec::new(),
        replaced: 0,
    })
}

/// All names together: how many stand in each source.
fn together<'a>(corpus: &Corpus, lists: impl Iterator<Item = &'a [Standing]> + Clone) -> Row {
    let passage = |(place, count): (String, usize)| Passage { place, words: counted(count, "name"), strong: Vec::new() };
    let sure = || lists.clone().flatten().filter(|standing| standing.sure);
    let passages = by_place(corpus, sure()).into_iter().map(passage);
    let often = Often::of(sure());
    Row {
        title: "All names".into(),
        note: counted(lists.count(), "name"),
        count: often.places,
        counted: in_sources(often),
        passages: passages.collect(),
        listed: None,
        draft: None,
        words: Vec::new(),
        replaced: 0,
    }
}

fn listed(corpus: &Corpus, known: &Known, list: &[Standing]) -> Row {
    let also = known.names.iter().skip(1).map(String::as_str).collect::<Vec<_>>().join(", ");
    let stands = format!("→ {}", known.stands);
    let bearer = known.case.and_then(|id| corpus.case(id)).filter(|case| case.name != known.name());
    let bearer = bearer.map_or_else(String::new, |case| format!("case {}", case.name));
    let parts = [stands, known.kind.to_string(), bearer, also];
    let sure = || list.iter().filter(|standing| standing.sure);
    let often = Often::of(sure());
    let draft = PseudonymDraft { kind: known.kind, names: known.names.clone(), stands: known.stands.clone(), case: known.case };
    Row {
        title: known.name().to_owned(),
        note: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
        count: often.places,
        counted: in_sources(often),
        passages: sure().map(|standing| passage(corpus, standing, true)).collect(),
        listed: Listed::of(known),
        draft: Some(draft),
        words: Vec::new(),
        replaced: often.replaced,
    }
}

fn suggested(corpus: &Corpus, Suggested { name: one, often, places }: &Suggested) -> Row {
    let from = match one.origin {
        Origin::Case => one.case.and_then(|id| corpus.case(id)).map_or_else(|| "a case".into(), |case| format!("case {}", case.name)),
        Origin::Speaker => "a speaker".into(),
        Origin::Listed | Origin::Text => String::new(),
    };
    let of = one.of.as_ref().map_or_else(String::new, |name| format!("may be {name}"));
    // A part of a name on the list is put on it as another spelling of that.
    let key = corpus.pseudonym_key();
    let whole = one.of.as_ref().filter(|_| one.origin == Origin::Listed).and_then(|name| key.known(name));
    let draft = match whole {
        Some(known) => PseudonymDraft {
            kind: known.kind,
            names: known.names.iter().chain(&one.names).cloned().collect(),
            stands: known.stands.clone(),
            case: known.case,
        },
        None => PseudonymDraft { kind: kind(one.kind), names: one.names.clone(), stands: String::new(), case: one.case },
    };
    let also = one.names.iter().skip(1).map(String::as_str).collect::<Vec<_>>().join(", ");
    let parts = [one.kind.to_string(), from, of, also];
    Row {
        title: one.name().to_owned(),
        note: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
        count: often.places,
        counted: in_sources(*often),
        passages: places.iter().map(|standing| passage(corpus, standing, false)).collect(),
        listed: whole.and_then(Listed::of),
        draft: Some(draft),
        words: one.names.clone(),
        replaced: 0,
    }
}

fn kind(kind: PseudonymKind) -> PseudonymKind {
    if kind == PseudonymKind::Kept { PseudonymKind::Other } else { kind }
}

fn in_sources(often: Often) -> String {
    format!("{} in {}", counted(often.places, "place"), counted(often.sources, "source"))
}

fn passage(corpus: &Corpus, standing: &Standing, has_pseudonym: bool) -> Passage {
    let (mut words, mut strong) = (standing.before.replace('\n', " "), Vec::new());
    let mut add = |words: &mut String, part: &str| {
        let start = words.chars().count() as u32;
        words.push_str(&part.replace('\n', " "));
        strong.push(Span { start, end: words.chars().count() as u32 });
    };
    add(&mut words, &standing.found);
    if standing.stands != standing.found {
        words.push_str(" → ");
        add(&mut words, &standing.stands);
    }
    words.push_str(&standing.after);
    // “Anne-Marie” is another name than “Anne”, and “annes” no whole word: they are pointed to and stay.
    let stays = match has_pseudonym && standing.stands == standing.found {
        true if standing.sure => " · stays: in small letters or a part of other words",
        true => " · may be another word",
        false => "",
    };
    Passage { place: format!("{} · {}{stays}", standing.spot.called(corpus), standing.what), words, strong }
}
