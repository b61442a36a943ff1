//! What the list of pseudonyms shows: names, what may be names, and the passages where they stand.

use crate::Result;
use crate::analysis::{Corpus, Known, Origin, PseudonymKey, Sought, Spot, Standing, Suggestion, look, suggestions};
use crate::jobs::Progress;
use crate::model::{PseudonymKind, Span};
use crate::project::{Listed, PseudonymDraft, Reader};
use crate::ui::format::counted;
use crate::ui::later::Watched;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The passages that a suggestion shows at most.
const MOST: usize = 300;

/// The list and the suggestions.
pub struct Data {
    /// The names on the list; the first row is all of them together.
    pub names: Vec<Row>,
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
    /// Which name of the list it is; none for all together and for a suggestion.
    pub listed: Option<Listed>,
    /// The name as it would be put on the list; none for all together.
    pub draft: Option<PseudonymDraft>,
    /// How many of these would be replaced: something stands for the name, and it is no part of a longer one.
    pub replaced: usize,
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
        let key = PseudonymKey::new(&corpus);
        let mut found: Vec<Vec<Standing>> = key.names.iter().map(|_| Vec::new()).collect();
        look(&corpus, &texts, &key, Sought::Remaining, &mut |standing| found[standing.name].push(standing))?;
        let mut names = vec![together(&corpus, &key, &found)];
        names.extend(key.names.iter().zip(&found).map(|(known, list)| listed(&corpus, known, list)));
        let list = suggestions(&corpus, &texts)?;
        let maybe = PseudonymKey::of(list.iter().map(known).collect());
        let mut found: Vec<Vec<Standing>> = maybe.names.iter().map(|_| Vec::new()).collect();
        look(&corpus, &texts, &maybe, Sought::Remaining, &mut |standing| {
            let list = &mut found[standing.name];
            if list.len() < MOST {
                list.push(standing);
            }
        })?;
        let suggestions = list.iter().zip(&found).map(|(one, list)| suggested(&corpus, one, list)).collect();
        let places = names[1..].iter().map(|row| row.replaced).sum();
        Ok(Self { names, suggestions, places })
    }
}

fn known(one: &Suggestion) -> Known {
    Known { row: None, case: one.case, kind: one.kind, names: one.names.clone(), stands: String::new() }
}

/// All names together: how many stand in each source.
fn together(corpus: &Corpus, key: &PseudonymKey, found: &[Vec<Standing>]) -> Row {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    found.iter().flatten().for_each(|standing| *places.entry(place(corpus, standing.spot)).or_default() += 1);
    let mut places: Vec<(String, usize)> = places.into_iter().collect();
    places.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let passages = places.into_iter().map(|(place, count)| Passage { place, words: counted(count, "name"), strong: Vec::new() });
    let count = found.iter().map(Vec::len).sum();
    let note = counted(key.names.len(), "name");
    Row {
        title: "All names".into(),
        note,
        count,
        counted: in_sources(found.iter().flatten(), count),
        passages: passages.collect(),
        listed: None,
        draft: None,
        replaced: 0,
    }
}

fn listed(corpus: &Corpus, known: &Known, list: &[Standing]) -> Row {
    let also = known.names.iter().skip(1).map(String::as_str).collect::<Vec<_>>().join(", ");
    let stands = if known.stands.is_empty() { "nothing stands for it yet".to_owned() } else { format!("→ {}", known.stands) };
    let parts = [stands, known.kind.to_string(), also];
    let draft = PseudonymDraft { kind: known.kind, names: known.names.clone(), stands: known.stands.clone(), case: known.case };
    Row {
        title: known.name().to_owned(),
        note: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
        count: list.len(),
        counted: in_sources(list.iter(), list.len()),
        passages: list.iter().map(|standing| passage(corpus, standing, !known.stands.is_empty())).collect(),
        listed: Listed::of(known).filter(|_| !known.stands.is_empty() || known.row.is_some()),
        draft: Some(draft),
        replaced: list.iter().filter(|standing| standing.stands != standing.found).count(),
    }
}

fn suggested(corpus: &Corpus, one: &Suggestion, list: &[Standing]) -> Row {
    let from = match one.origin {
        Origin::Case => one.case.and_then(|id| corpus.case(id)).map_or_else(|| "a case".into(), |case| format!("case {}", case.name)),
        Origin::Speaker => "a speaker".into(),
        Origin::Text => String::new(),
    };
    let also = one.names.iter().skip(1).map(String::as_str).collect::<Vec<_>>().join(", ");
    let parts = [one.kind.to_string(), from, also];
    Row {
        title: one.name().to_owned(),
        note: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
        count: one.count.max(list.len()),
        counted: in_sources(list.iter(), one.count.max(list.len())),
        passages: list.iter().map(|standing| passage(corpus, standing, false)).collect(),
        listed: None,
        draft: Some(PseudonymDraft { kind: kind(one.kind), names: one.names.clone(), stands: String::new(), case: one.case }),
        replaced: 0,
    }
}

fn kind(kind: PseudonymKind) -> PseudonymKind {
    if kind == PseudonymKind::Kept { PseudonymKind::Other } else { kind }
}

fn in_sources<'a>(list: impl Iterator<Item = &'a Standing>, count: usize) -> String {
    let sources: BTreeSet<_> = list.filter_map(|standing| standing.spot.source()).collect();
    format!("{} in {}", counted(count, "place"), counted(sources.len(), "source"))
}

fn place(corpus: &Corpus, spot: Spot) -> String {
    match spot {
        Spot::Text(id, _) | Spot::Source(id) | Spot::Speaker(id) => corpus.source(id).map_or_else(String::new, |source| source.name.clone()),
        Spot::Case(id) => corpus.case(id).map_or_else(String::new, |case| format!("Case {}", case.name)),
        Spot::Code(id) => corpus.code(id).map_or_else(String::new, |code| format!("Code {}", code.name)),
        Spot::Memo(_) => "Memos".into(),
        Spot::Elsewhere => "The project".into(),
    }
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
    // “Anne-Marie” is another name than “Anne”: it is pointed to and stays.
    let stays = if has_pseudonym && standing.stands == standing.found { " · stays: a part of a longer name" } else { "" };
    Passage { place: format!("{} · {}{stays}", place(corpus, standing.spot), standing.what), words, strong }
}
