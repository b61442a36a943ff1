//! What the view shows of a code, as plain values: the head, the columns with who is heard in each, and the cards.

use super::choice::{By, Choice};
use crate::Result;
use crate::analysis::{Attribution, Corpus, Excerpt, Groups, Heads, Naming, Texts, counted, each_excerpt, reach, theme};
use crate::model::*;
use crate::text::SourceText;
use std::collections::HashSet;

/// A code with its passages side by side.
#[derive(Clone, Debug)]
pub struct Board {
    /// The code.
    pub code: CodeId,
    /// The framework and the codes above.
    pub path: String,
    /// Its name.
    pub title: String,
    /// Its colour.
    pub colour: Colour,
    /// A theme's statement, else what the code means; may be empty.
    pub statement: String,
    /// Whether codes stand below it.
    pub has_children: bool,
    /// “In all four sites”; empty without groups.
    pub reach: String,
    /// “14 passages · 11 interviews · 9 people”.
    pub line: String,
    /// What those numbers count.
    pub basis: String,
    /// Passages before filters.
    pub total: usize,
    /// The cards, by source and place.
    pub cards: Vec<Card>,
    /// The columns.
    pub lanes: Vec<Lane>,
    /// The groups of the bars, with the place of each one's colour.
    pub legend: Vec<(String, Hue)>,
    /// The project's own groups, for the filters.
    pub heads: Heads,
    /// What the columns are, in a word.
    pub columns: String,
}

/// A passage.
#[derive(Clone, Debug)]
pub struct Card {
    /// Where it stands.
    pub key: CardKey,
    /// Its words, whatever is corrected later.
    pub passage: Option<Passage>,
    /// The name of its source.
    pub source: String,
    /// Its words, with an ellipsis where they begin or end within a sentence.
    pub quote: String,
    /// Who says it.
    pub attribution: String,
    /// Its codings.
    pub codings: Vec<CodingId>,
    /// The codes below the one shown that brought it here.
    pub below: Vec<CodeId>,
    /// Whether it is a key quote.
    pub star: bool,
    /// Memos on it.
    pub memos: usize,
}

/// A passage by its place.
pub type CardKey = (SourceId, Span);

/// A column.
#[derive(Clone, Debug)]
pub struct Lane {
    /// Its group.
    pub group: u16,
    /// Its name.
    pub title: String,
    /// “5 · 3 people”.
    pub line: String,
    /// The bar: name, colour, passages, people heard, people.
    pub bars: Vec<Bar>,
    /// Its cards, as places in [`Board::cards`].
    pub cards: Vec<usize>,
    /// “One voice only: …”, or empty.
    pub warning: String,
    /// “Silent: councils (0 of 3)”, or empty.
    pub silence: String,
}

/// A part of a bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Its group's name.
    pub name: String,
    /// Its colour.
    pub hue: Hue,
    /// Its passages.
    pub passages: usize,
    /// “2 of 3 people heard”.
    pub heard: String,
}

/// The colour of a group in bars: one of the twelve, or grey for what has no group.
pub type Hue = Option<u8>;

/// Colours of groups in the order they are given, far from each other first.
const HUES: [u8; 12] = [7, 5, 2, 9, 11, 4, 1, 8, 0, 6, 10, 3];

fn hue(groups: &Groups, group: u16) -> Hue {
    (group != groups.unassigned()).then(|| HUES[usize::from(group) % HUES.len()])
}

/// Passages and sources that are read within a frame.
const LITTLE: (usize, usize) = (400, 24);

/// Whether the passages of the chosen code are so few that they are read at once.
pub fn is_little(corpus: &Corpus, choice: &Choice) -> bool {
    let Some(code) = choice.code else { return true };
    let codes: HashSet<CodeId> = if choice.with_children { corpus.family(code).into_iter().collect() } else { HashSet::from([code]) };
    let (mut passages, mut sources, mut last) = (0, 0, None);
    for coding in corpus.codings().filter(|coding| codes.contains(&coding.code)) {
        passages += 1;
        sources += usize::from(last.replace(coding.source) != Some(coding.source));
    }
    passages <= LITTLE.0 && sources <= LITTLE.1
}

/// Reads everything that is shown of the chosen code; nothing where none is chosen.
pub fn gather(corpus: &Corpus, texts: &dyn Texts, choice: &Choice) -> Result<Option<Board>> {
    let Some((query, code)) = choice.query(corpus).zip(choice.code.and_then(|id| corpus.code(id))) else { return Ok(None) };
    let heads = choice.heads(corpus);
    let (mut excerpts, mut quotes) = (Vec::new(), Vec::new());
    each_excerpt(corpus, &query, &heads, texts, &mut |excerpt, text| {
        quotes.push(quote(text, &excerpt));
        excerpts.push(excerpt);
        Ok(())
    })?;
    let by = choice.columns();
    let summed = theme(&excerpts, &heads, &choice.cast(corpus, &heads), by);
    let reach = match choice.by {
        By::Group(_) => reach(&summed.columns, &heads.site, (&heads.site.title, &many(&heads.site.title))),
        By::Nothing => String::new(),
        _ => summed.reach.clone(),
    };
    let named = Named::new(corpus, &heads, choice);
    let cards = excerpts.iter().zip(quotes).map(|(excerpt, quote)| card(corpus, &named, excerpt, quote)).collect();
    let bars = by.bars(&heads);
    let lanes: Vec<Lane> = summed.columns.iter().map(|column| lane(choice, column, by.groups(&heads), bars)).collect();
    let all = |id: SourceId| corpus.references(&Default::default(), code.id, choice.with_children, id).len();
    Ok(Some(Board {
        code: code.id,
        path: path(corpus, code),
        title: code.name.clone(),
        colour: corpus.colour(code.id),
        statement: if code.statement.is_empty() { code.description.clone() } else { code.statement.clone() },
        has_children: !corpus.children(code.id).is_empty(),
        reach,
        line: summed.voiced.line(),
        basis: basis(choice, corpus, code),
        total: if choice.is_filtered() { corpus.sources().iter().map(|source| all(source.id)).sum() } else { excerpts.len() },
        cards,
        legend: legend(&lanes, &summed.columns, bars),
        lanes,
        heads: Heads::new(corpus),
        columns: choice.columns_name(corpus),
    }))
}

fn path(corpus: &Corpus, code: &Code) -> String {
    let framework = corpus.framework(code.framework).map_or("", |framework| framework.name.as_str());
    let mut names = vec![framework];
    names.extend(corpus.path(code.id));
    names.pop();
    names.into_iter().map(shortened).collect::<Vec<_>>().join(" / ")
}

/// A name cut between words where it is a whole sentence, so that the last of a path still shows.
fn shortened(name: &str) -> String {
    const LONG: usize = 48;
    match name.char_indices().nth(LONG) {
        Some((at, _)) => format!("{}…", name[..at].rsplit_once(' ').map_or(&name[..at], |(words, _)| words).trim_end_matches([',', ' '])),
        None => name.to_owned(),
    }
}

fn basis(choice: &Choice, corpus: &Corpus, code: &Code) -> String {
    let whose = if choice.coders.is_empty() { "all coders merged" } else { "the chosen coders merged" };
    let below = match (corpus.children(code.id).is_empty(), choice.with_children) {
        (true, _) => "",
        (false, true) => ", the codes below included",
        (false, false) => ", the codes below not included",
    };
    format!("Passages are runs of text under the code, {whose}{below}. Interviews are sources, people are cases.")
}

fn many(noun: &str) -> String {
    format!("{noun}{}", if noun.ends_with('s') { "" } else { "s" })
}

/// The words of a passage as one paragraph, an ellipsis where it begins or ends within a sentence.
fn quote(text: &SourceText, excerpt: &Excerpt) -> String {
    let words = excerpt.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let paragraph = text.structure.paragraph_at(excerpt.span.start).map(|n| text.structure.paragraphs[n]);
    let starts =
        paragraph.is_some_and(|p| p.start < excerpt.span.start) && words.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase);
    let ends = words.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | ';' | ':' | '–' | '—')) && !ends_paragraph(text, excerpt.span.end);
    format!("{}{words}{}", if starts { "… " } else { "" }, if ends { " …" } else { "" })
}

fn ends_paragraph(text: &SourceText, end: u32) -> bool {
    let here = text.structure.paragraph_at(end.saturating_sub(1)).map(|n| text.structure.paragraphs[n]);
    here.is_none_or(|paragraph| text.geometry.slice(Span { start: end.min(paragraph.end), end: paragraph.end }).trim().is_empty())
}

fn card(corpus: &Corpus, named: &Named, excerpt: &Excerpt, quote: String) -> Card {
    Card {
        key: (excerpt.source, excerpt.span),
        passage: corpus.passage(excerpt.source, excerpt.span),
        source: corpus.source(excerpt.source).map(|source| source.name.clone()).unwrap_or_default(),
        quote,
        attribution: named.of(corpus, excerpt),
        codings: excerpt.codings.clone(),
        below: excerpt.codes.iter().copied().filter(|code| *code != excerpt.code).collect(),
        star: excerpt.star,
        memos: excerpt.memos.len(),
    }
}

/// An attribution without the brackets around it, which a card does not need.
fn unwrapped(who: &str) -> String {
    let pair =
        |open: char, close: char| who.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)).filter(|inner| !inner.contains([open, close]));
    pair('(', ')').or_else(|| pair('[', ']')).unwrap_or(who).to_owned()
}

/// Who says a passage, as cards tell it: by the project's template without what the column says already, and the phase where neither shows it.
struct Named<'a> {
    template: Option<Attribution>,
    phase: Option<&'a Groups>,
}

/// What the columns are by.
pub fn grouping(corpus: &Corpus, choice: &Choice) -> Option<Grouping> {
    match choice.by {
        By::Site => corpus.project.site,
        By::Role => corpus.project.role,
        By::Phase => corpus.project.phase,
        By::Group(by) => Some(by),
        By::Nothing => None,
    }
}

impl<'a> Named<'a> {
    fn new(corpus: &Corpus, heads: &'a Heads, choice: &Choice) -> Self {
        let words = &corpus.project.attribution;
        let told = choice.by == By::Phase || words.to_lowercase().contains("phase}");
        let column = grouping(corpus, choice);
        let template = Attribution::new(corpus, words, Naming::Keys).ok();
        let template = template.map(|template| column.into_iter().fold(template, Attribution::without));
        Self { template, phase: (!told).then_some(&heads.phase) }
    }

    fn of(&self, corpus: &Corpus, excerpt: &Excerpt) -> String {
        let who = self.template.as_ref().map(|template| unwrapped(&template.of(corpus, excerpt))).filter(|who| !who.is_empty());
        let who = who.unwrap_or_else(|| corpus.source(excerpt.source).map(|source| source.name.clone()).unwrap_or_default());
        let phases = |groups: &Groups| {
            let known = excerpt.phase.iter().filter(|group| **group != groups.unassigned());
            known.map(|group| groups.label(*group).to_owned()).collect::<Vec<_>>().join(", ")
        };
        match self.phase.map(phases).filter(|phases| !phases.is_empty()) {
            Some(phases) => format!("{who} · {phases}"),
            None => who,
        }
    }
}

fn lane(choice: &Choice, column: &crate::analysis::Column, groups: &Groups, bars: &Groups) -> Lane {
    let bar = |share: &crate::analysis::Share| Bar {
        name: bars.label(share.group).to_owned(),
        hue: hue(bars, share.group),
        passages: share.passages,
        heard: if share.people == 0 { String::new() } else { format!("{} of {} heard", share.heard, counted(share.people, "person", "people")) },
    };
    Lane {
        group: column.group,
        title: if choice.by == By::Nothing { "All passages".into() } else { groups.label(column.group).to_owned() },
        line: column.voiced.short(),
        bars: column.bars.iter().map(bar).collect(),
        cards: column.excerpts.clone(),
        // With key quotes alone nobody is silent: they were only not chosen.
        warning: if choice.stars { String::new() } else { column.warning() },
        silence: if choice.stars { String::new() } else { column.silence(bars) },
    }
}

/// Every group that is heard or could be, in order.
fn legend(lanes: &[Lane], columns: &[crate::analysis::Column], bars: &Groups) -> Vec<(String, Hue)> {
    let here = |group: u16| columns.iter().any(|column| column.bars.iter().chain(&column.silent).any(|share| share.group == group));
    let named = bars.all().filter(|group| here(*group)).map(|group| (bars.label(group).to_owned(), hue(bars, group)));
    if lanes.is_empty() { Vec::new() } else { named.collect() }
}

/// What stands around a passage: the turn before, the rest of its own, the turn after.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// The voice and the words of the turn before.
    pub before: Option<(String, String)>,
    /// The words of its own turns before the passage.
    pub lead: String,
    /// The words of its own turns after the passage.
    pub trail: String,
    /// The voice and the words of the turn after.
    pub after: Option<(String, String)>,
}

/// Reads what stands around a passage; where a source has no turns, its paragraphs are taken for them.
pub fn around(corpus: &Corpus, texts: &dyn Texts, (source, span): CardKey) -> Result<Around> {
    let text = texts.text(source)?;
    let turns: Vec<(Span, Option<u32>)> = match text.structure.turns.as_slice() {
        [] => text.structure.paragraphs.iter().map(|paragraph| (*paragraph, None)).collect(),
        turns => turns.iter().map(|turn| (turn.span, Some(turn.speaker))).collect(),
    };
    let first = turns.partition_point(|(turn, _)| turn.end <= span.start);
    let end = turns.partition_point(|(turn, _)| turn.start < span.end).max(first);
    let words = |span: Span| text.words_of(span).split_whitespace().collect::<Vec<_>>().join(" ");
    let said = |(turn, speaker): &(Span, Option<u32>)| {
        let name = speaker.and_then(|number| corpus.speaker(source, number)).map_or_else(String::new, |speaker| speaker.name.clone());
        (name, words(*turn))
    };
    let inside = turns.get(first..end).and_then(|own| Some((own.first()?.0.start, own.last()?.0.end)));
    let (from, to) = inside.unwrap_or((span.start, span.end));
    Ok(Around {
        before: first.checked_sub(1).and_then(|n| turns.get(n)).map(said),
        lead: words(Span { start: from.min(span.start), end: span.start }),
        trail: words(Span { start: span.end, end: to.max(span.end) }),
        after: turns.get(end).map(said),
    })
}
