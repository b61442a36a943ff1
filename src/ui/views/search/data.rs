//! What was found, as plain values: hits, the passages they stand in, and the order they are listed in.

use super::hunt::Quest;
pub use super::tally::{Bars, Tally};
use super::words::WordLook;
use crate::analysis::{Corpus, Groups};
use crate::model::{CaseId, MemoId, SourceId, Span};
use crate::search::{Hit, Place, SortBy, Wrong, in_order, is_asked, sort_keys};
use crate::text::SourceText;
use crate::ui::format::listed;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::sync::Arc;

/// What a search has to say, as it goes on.
pub enum Answer {
    /// It cannot be read.
    Wrong(Wrong),
    /// It found nothing: why, and what to write instead.
    Instead(Vec<String>),
    /// More was found, and so much in all by now.
    More {
        /// Hits.
        rows: Vec<Row>,
        /// The passages that they stand in.
        passages: Vec<Passage>,
        /// Hits that are new since somebody looked last and are not listed, of a saved search.
        new: Vec<HitKey>,
        /// All that was found, also what is not listed.
        tally: Tally,
        /// Whether this is all.
        last: bool,
    },
}

/// What a hit stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A source.
    Source(SourceId),
    /// A memo.
    Memo(MemoId),
}

impl Subject {
    /// Of a place.
    pub fn of(place: Place) -> Self {
        match place {
            Place::Source(source, _) => Self::Source(source),
            Place::Memo(memo) => Self::Memo(memo),
        }
    }
}

/// A hit by where it stands.
#[derive(Clone, Copy, Debug)]
pub struct HitKey {
    /// What it stands in.
    pub subject: Subject,
    /// Where.
    pub span: Span,
    /// Whether an interviewer says it; it is the same hit when that changes.
    pub asked: bool,
}

impl PartialEq for HitKey {
    fn eq(&self, other: &Self) -> bool {
        (self.subject, self.span) == (other.subject, other.span)
    }
}

impl Eq for HitKey {}

impl std::hash::Hash for HitKey {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.subject, self.span).hash(state);
    }
}

impl HitKey {
    /// Of a hit in a text.
    pub fn of(corpus: &Corpus, hit: &Hit, text: &SourceText) -> Self {
        Self { subject: Subject::of(hit.place), span: hit.span, asked: is_asked(corpus, text, hit.place) }
    }
}

/// A hit with the words around it, on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where it stands.
    pub key: HitKey,
    /// Its passage, by place in the list.
    pub passage: usize,
    /// The words before it.
    pub left: String,
    /// Its own.
    pub words: String,
    /// The words after it.
    pub right: String,
    /// Whether it was not there when somebody looked last, of a saved search.
    pub new: bool,
    /// What it is sorted by: its words, those before it from the nearest on, those after it.
    keys: [String; 3],
}

impl Row {
    /// A hit of these words: before it, its own, after it.
    pub fn new(key: HitKey, passage: usize, [left, words, right]: [String; 3], new: bool) -> Self {
        let keys = sort_keys(&left, &words, &right);
        Self { key, passage, left, words, right, new, keys }
    }
}

/// A turn, a paragraph or a memo with hits.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// Where it stands.
    pub place: Place,
    /// What is said of it beside its words.
    pub told: Arc<Told>,
    /// The number of its turn, from 1.
    pub turn: Option<usize>,
    /// Its words around the first hit, on one line.
    pub text: String,
    /// How many letters those are.
    pub letters: usize,
    /// Where hits stand in those words; hits further on have no mark.
    pub marks: Vec<Span>,
    /// Its hits, by place in the list.
    pub hits: Range<usize>,
}

impl Passage {
    /// Whether a hit of this place belongs to it.
    pub fn is_in(&self, place: Place) -> bool {
        self.place == place
    }
}

/// What is said of a passage beside its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The source, or what kind of memo it is.
    pub source: String,
    /// Its site, role and phase, as far as they are known, else who speaks: `ICS B · Quality Lead`.
    pub line: String,
    /// The same without the phase, for a narrow place.
    pub short: String,
    /// Its site, with the place of that among sites.
    site: (u16, String),
    /// Its people, or who speaks.
    case: String,
}

impl Told {
    /// What is said of the passages of a voice in a source, which are these people's.
    pub fn new(corpus: &Corpus, heads: &[Groups; 3], source: Option<SourceId>, people: &[CaseId], speaker: Option<u32>) -> Self {
        let Some(source) = source else { return Self::default() };
        let name = |groups: &Groups| {
            let all = groups.of(source, people);
            let known: Vec<&str> = all.iter().filter(|group| **group != groups.unassigned()).map(|group| groups.label(*group)).collect();
            listed(&known)
        };
        let site = heads[0].of(source, people).first().copied().unwrap_or_default();
        let names: Vec<&str> = people.iter().filter_map(|case| corpus.case(*case)).map(|case| case.name.as_str()).collect();
        let voice = speaker.and_then(|number| corpus.speaker(source, number)).map_or("", |voice| voice.name.as_str());
        let case = if names.is_empty() { voice.to_owned() } else { listed(&names) };
        let [own, role, phase] = [0, 1, 2].map(|n| if heads[n].by.is_some() { name(&heads[n]) } else { String::new() });
        // Where nobody's words are meant, as in a question, whose voice it is says more than nothing.
        let who = if people.is_empty() || own.is_empty() && role.is_empty() { case.clone() } else { role };
        let joined = |parts: &[&str]| parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let (line, short) = (joined(&[&own, &who, &phase]), joined(&[&own, &who]));
        let source = corpus.source(source).map_or_else(String::new, |source| source.name.clone());
        let site = (site, if own.is_empty() { crate::analysis::UNASSIGNED.to_owned() } else { own });
        Self { source, line, short, site, case }
    }

    /// What is said of a memo of this kind.
    pub fn of_memo(kind: &str, who: &str) -> Self {
        let line = if who.is_empty() { kind.to_owned() } else { format!("{kind} · {who}") };
        Self { source: "Memos".into(), short: line.clone(), line, site: (0, "Memos".into()), case: "Memos".into() }
    }

    /// The group that a passage stands in, with what groups are sorted by.
    pub fn group(&self, by: By) -> (u16, &str) {
        match by {
            By::Source => (0, &self.source),
            By::Site => (self.site.0, &self.site.1),
            By::Case => (0, if self.case.is_empty() { "Nobody in particular" } else { &self.case }),
        }
    }
}

/// What passages are grouped by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// Their source.
    #[default]
    Source,
    /// Their site.
    Site,
    /// The people who say them.
    Case,
}

impl By {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Source, Self::Site, Self::Case];

    /// Its words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Source => "By source",
            Self::Site => "By site",
            Self::Case => "By case",
        }
    }
}

/// What the lines of a concordance are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// The order of sources and places.
    #[default]
    Place,
    /// Their site.
    Site,
    /// The words found.
    Words,
    /// The words before, from the nearest on.
    Left,
    /// The words after.
    Right,
}

impl Sort {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Place, Self::Site, Self::Words, Self::Left, Self::Right];

    /// Its words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Place => "As they stand",
            Self::Site => "Site",
            Self::Words => "Words found",
            Self::Left => "Word before",
            Self::Right => "Word after",
        }
    }
}

/// How what was found is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Passages with what was found marked in them.
    #[default]
    Passages,
    /// A line a hit, the hits under each other.
    Concordance,
    /// Its words, counted.
    Words,
    /// Uncoded paragraphs like the passages of a code.
    Like,
}

/// How it is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    /// Passages or lines.
    pub mode: Mode,
    /// What passages are grouped by.
    pub by: By,
    /// What lines are sorted by.
    pub sort: Sort,
    /// How words are looked at.
    pub words: WordLook,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// The head of a group, with how many of its hits are listed.
    Head(String, usize),
    /// A passage, by its place.
    Passage(usize),
    /// A hit, by its place.
    Hit(usize),
}

/// What was found.
#[derive(Default)]
pub struct Found {
    /// What was sought.
    pub quest: Quest,
    /// The hits that are listed.
    pub rows: Vec<Row>,
    /// Their passages.
    pub passages: Vec<Passage>,
    /// New hits that are not listed.
    pub more_new: Vec<HitKey>,
    /// How much was found in all.
    pub tally: Tally,
    /// Whether that is all.
    pub done: bool,
    /// Where nothing was found, what to write instead.
    pub hints: Vec<String>,
    /// Rises with each change.
    pub edition: u64,
}

impl Found {
    /// The lines in the order of a look.
    pub fn lines(&self, look: Look) -> Vec<Line> {
        match look.mode {
            Mode::Concordance => self.hits(look.sort).into_iter().map(Line::Hit).collect(),
            Mode::Passages => self.grouped(look.by),
            Mode::Words | Mode::Like => Vec::new(),
        }
    }

    fn hits(&self, sort: Sort) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        let by = |a: &usize, b: &usize, by: SortBy| in_order(&self.rows[*a].keys, &self.rows[*b].keys, by);
        match sort {
            Sort::Place => {}
            Sort::Site => order.sort_by_key(|at| self.passages.get(self.rows[*at].passage).map(|passage| passage.told.group(By::Site))),
            Sort::Words => order.sort_by(|a, b| by(a, b, SortBy::Found)),
            Sort::Left => order.sort_by(|a, b| by(a, b, SortBy::Before)),
            Sort::Right => order.sort_by(|a, b| by(a, b, SortBy::After)),
        }
        order
    }

    fn grouped(&self, by: By) -> Vec<Line> {
        let mut order: Vec<usize> = (0..self.passages.len()).collect();
        if by != By::Source {
            order.sort_by(|a, b| {
                let [a, b] = [a, b].map(|at| self.passages[*at].told.group(by));
                a.0.cmp(&b.0).then_with(|| crate::analysis::natural(a.1, b.1))
            });
        }
        let mut lines: Vec<Line> = Vec::new();
        let mut head = 0;
        for at in order {
            let (group, hits) = (self.passages[at].told.group(by).1, self.passages[at].hits.len());
            match lines.get_mut(head) {
                Some(Line::Head(name, count)) if name == group => *count += hits,
                _ => {
                    head = lines.len();
                    lines.push(Line::Head(group.to_owned(), hits));
                }
            }
            lines.push(Line::Passage(at));
        }
        lines
    }
}
