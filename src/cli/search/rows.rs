//! Hits as lines of a concordance or as JSON, in the order and under the heads that were asked for.

use super::super::out::{Outcome, tame};
use crate::analysis::{Corpus, Groups, Voice};
use crate::model::{CaseId, CaseKindId, SourceId};
use crate::search::{Hit, Place, SortBy, in_order, sort_keys};
use crate::text::SourceText;
use std::collections::HashSet;
use std::io::{self, Write};

/// Letters of context before and after a hit, in a line to be read.
const LINE: usize = 44;
/// The most letters of a hit in a line: a whole turn is cut in its middle.
const LONG: usize = 120;

/// What lines are sorted by.
#[derive(clap::ValueEnum, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum SortArg {
    /// The order of sources and places
    #[default]
    Place,
    /// The words found
    Found,
    /// The words before, from the nearest on
    Before,
    /// The words after
    After,
}

#[derive(serde::Serialize)]
pub(super) struct Row {
    /// Its place in the list, from 1; `--only` takes it.
    pub number: usize,
    source: Option<String>,
    memo: Option<String>,
    turn: Option<usize>,
    speaker: Option<String>,
    start: u32,
    end: u32,
    left: String,
    words: String,
    right: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    /// Whether it was not there when somebody looked last; said of saved searches alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<bool>,
    /// Its place in the order of the texts.
    #[serde(skip)]
    pub at: usize,
    #[serde(skip)]
    rank: u16,
    #[serde(skip)]
    keys: [String; 3],
}

/// What lines stand under.
pub(super) enum Heads {
    Source,
    Case,
    Groups(Box<Groups>),
}

impl Heads {
    /// By this name: source, case, or what is grouped by anywhere else.
    pub fn named(corpus: &Corpus, name: &str) -> Outcome<Self> {
        Ok(match name {
            "source" => Self::Source,
            "case" => Self::Case,
            _ => Self::Groups(Box::new(Groups::new(corpus, Some(super::super::query::grouping(corpus, name)?)))),
        })
    }
}

/// Whose words hits stand in.
pub(super) struct People<'a> {
    corpus: &'a Corpus,
    persons: HashSet<CaseKindId>,
    now: Option<(SourceId, Voice)>,
}

impl<'a> People<'a> {
    pub fn new(corpus: &'a Corpus) -> Self {
        Self { corpus, persons: corpus.person_kinds(), now: None }
    }

    /// Of a hit.
    pub fn of(&mut self, hit: &Hit, text: &SourceText) -> Vec<CaseId> {
        let Place::Source(source, entry) = hit.place else { return Vec::new() };
        if self.now.as_ref().is_none_or(|(of, _)| *of != source) {
            self.now = Some((source, Voice::of(self.corpus, &self.persons, source, &text.structure)));
        }
        let mut people = Vec::new();
        if let Some((_, voice)) = &self.now {
            voice.people(entry.span, 0, &mut people);
        }
        people
    }
}

impl Row {
    pub fn new(corpus: &Corpus, hit: &Hit, text: &SourceText) -> Self {
        let (source, turn) = match hit.place {
            Place::Source(source, entry) => (corpus.source(source), entry.turn),
            Place::Memo(_) => (None, None),
        };
        let speaker = source.zip(turn.and_then(|turn| text.structure.turns.get(turn)));
        let [left, words, right] = [hit.around[0], hit.span, hit.around[1]].map(|span| text.words_of(span));
        Self {
            number: 0,
            source: source.map(|source| source.name.clone()),
            memo: if let Place::Memo(memo) = hit.place { Some(memo.to_string()) } else { None },
            turn: turn.map(|turn| turn + 1),
            speaker: speaker.and_then(|(source, turn)| corpus.speaker(source.id, turn.speaker)).map(|voice| voice.name.clone()),
            start: hit.span.start,
            end: hit.span.end,
            keys: sort_keys(&left, &words, &right),
            left,
            words,
            right,
            group: None,
            new: None,
            at: 0,
            rank: 0,
        }
    }

    /// The same under a head.
    pub fn under(mut self, corpus: &Corpus, heads: &Heads, hit: &Hit, people: &[CaseId]) -> Self {
        let Place::Source(source, _) = hit.place else { return Self { group: Some("Memos".into()), ..self } };
        let names = || people.iter().filter_map(|case| corpus.case(*case)).map(|case| case.name.as_str()).collect::<Vec<_>>().join(", ");
        let name = match heads {
            Heads::Source => self.source.clone().unwrap_or_default(),
            Heads::Case if people.is_empty() => self.speaker.clone().unwrap_or_else(|| "Nobody in particular".into()),
            Heads::Case => names(),
            Heads::Groups(groups) => {
                self.rank = groups.of(source, people).first().copied().unwrap_or(groups.unassigned());
                groups.label(self.rank).to_owned()
            }
        };
        self.group = Some(name);
        self
    }

    /// A line of a concordance: the hit in the middle, where it stands at the end.
    fn line(&self, numbers: bool) -> String {
        let flat = |words: &str| crate::text::on_one_line(tame(words));
        let left: Vec<char> = flat(&self.left).chars().collect();
        let left: String = left[left.len().saturating_sub(LINE)..].iter().collect();
        let right: String = flat(&self.right).chars().take(LINE).collect();
        let place = match (&self.source, self.turn) {
            (Some(source), Some(turn)) => format!("{source}, turn {turn}"),
            (Some(source), None) => source.clone(),
            (None, _) => "memo".into(),
        };
        let gap = |words: &str| if words.is_empty() || words.starts_with(['.', ',', ';', ':', '?', '!', '…']) { "" } else { " " };
        let right = format!("{}{right}", gap(&right));
        let new = if self.new == Some(true) { "  new" } else { "" };
        let number = if numbers { format!("{:>5}  ", self.number) } else { String::new() };
        format!("{number}{left:>LINE$} [{}]{right:<LINE$}  {}{new}", short(&flat(&self.words)), tame(&place))
    }
}

/// Words that fit into a line: the first and the last of them.
fn short(words: &str) -> String {
    let signs: Vec<char> = words.chars().collect();
    if signs.len() <= LONG {
        return words.to_owned();
    }
    let half = LONG / 2;
    let (first, last): (String, String) = (signs[..half].iter().collect(), signs[signs.len() - half..].iter().collect());
    format!("{} … {}", first.trim_end(), last.trim_start())
}

/// Puts rows in order and numbers them.
pub(super) fn sort(rows: &mut [Row], sort: SortArg) {
    rows.iter_mut().enumerate().for_each(|(at, row)| row.at = at);
    match sort {
        SortArg::Place => {}
        SortArg::Found => rows.sort_by(|a, b| in_order(&a.keys, &b.keys, SortBy::Found)),
        SortArg::Before => rows.sort_by(|a, b| in_order(&a.keys, &b.keys, SortBy::Before)),
        SortArg::After => rows.sort_by(|a, b| in_order(&a.keys, &b.keys, SortBy::After)),
    }
    rows.sort_by(|a, b| a.rank.cmp(&b.rank).then_with(|| a.group.cmp(&b.group)));
    rows.iter_mut().enumerate().for_each(|(at, row)| row.number = at + 1);
}

/// Writes lines, each group under its head.
pub(super) fn lines(out: &mut dyn Write, rows: &[Row], numbers: bool) -> io::Result<()> {
    for group in rows.chunk_by(|a, b| a.group == b.group) {
        if let Some(name) = &group[0].group {
            writeln!(out, "{}, {}", tame(name), crate::project::op::count(group.len(), "hit", "hits"))?;
        }
        group.iter().try_for_each(|row| writeln!(out, "{}", row.line(numbers).trim_end()))?;
    }
    Ok(())
}

/// How the hits of a search are spread over groups.
pub(super) struct Spread {
    name: String,
    groups: Groups,
    hits: Vec<u64>,
    sources: Vec<HashSet<SourceId>>,
}

#[derive(serde::Serialize)]
pub(super) struct SpreadJson {
    by: String,
    groups: Vec<SpreadRow>,
}

#[derive(serde::Serialize)]
pub(super) struct SpreadRow {
    pub group: String,
    pub hits: u64,
    pub sources: usize,
    pub words: u64,
    pub per_thousand: Option<f64>,
}

impl Spread {
    pub fn new(corpus: &Corpus, name: &str) -> Outcome<Self> {
        let by = super::super::query::grouping(corpus, name)?;
        let groups = Groups::new(corpus, Some(by));
        Ok(Self { name: name.to_owned(), hits: vec![0; groups.len() + 1], sources: vec![HashSet::new(); groups.len() + 1], groups })
    }

    pub fn groups(&self) -> &Groups {
        &self.groups
    }

    pub fn take(&mut self, hit: &Hit, people: &[CaseId]) {
        let Place::Source(source, _) = hit.place else { return };
        for group in self.groups.of(source, people) {
            self.hits[usize::from(group)] += 1;
            self.sources[usize::from(group)].insert(source);
        }
    }

    /// With so many words said in each group.
    pub fn end(&self, said: &[u64]) -> SpreadJson {
        let row = |group: u16| {
            let at = usize::from(group);
            let (hits, words) = (self.hits[at], said.get(at).copied().unwrap_or(0));
            let per_thousand = crate::search::in_thousand(hits, words);
            SpreadRow { group: self.groups.label(group).to_owned(), hits, sources: self.sources[at].len(), words, per_thousand }
        };
        // Nobody asks for the unassigned where there are none.
        let groups = self.groups.all().map(row).filter(|row| row.words > 0 || row.hits > 0 || row.group != crate::analysis::UNASSIGNED);
        SpreadJson { by: self.name.clone(), groups: groups.collect() }
    }
}

impl SpreadJson {
    pub fn head(&self) -> &str {
        &self.by
    }

    pub fn rows(&self) -> &[SpreadRow] {
        &self.groups
    }
}
