//! What is coded under every cell of a chart, in one pass over all codings.

use super::{Chart, ChartAsk, Under};
use crate::analysis::ids::IdMap;
use crate::analysis::mixed::mixed;
use crate::analysis::{Corpus, Groups, Voice, Voices, is_person};
use crate::model::*;
use std::collections::{HashMap, HashSet};

/// Which rows a passage stands in.
#[derive(Default)]
struct Places {
    /// Rows of a case that stands in several groups, each with the case's person, if it is one, and its group there.
    parted: HashMap<usize, (Option<CaseId>, u16)>,
    /// What such rows are grouped by.
    by: Groups,
    sources: HashMap<SourceId, Vec<usize>>,
    people: IdMap<CaseId, Vec<usize>>,
    /// Rows that are groups: how it is grouped, and the row of each group.
    groups: Vec<(Groups, Vec<Vec<usize>>)>,
}

impl Places {
    fn new(corpus: &Corpus, ask: &ChartAsk, chart: &Chart) -> Self {
        let persons = corpus.person_kinds();
        let mut places = Self::default();
        places.part(corpus, ask.by, chart);
        for (row, of) in chart.rows.iter().enumerate() {
            match &of.key {
                RowKey::Source(id) => places.sources.entry(*id).or_default().push(row),
                RowKey::Case(id) if is_person(corpus, *id, &persons) => places.people.entry(*id).or_default().push(row),
                RowKey::Case(id) => {
                    let Some(case) = corpus.case(*id) else { continue };
                    places.group(corpus, Grouping::Kind(case.kind), &case.name, row);
                }
                RowKey::Group(attribute, value) => places.group(corpus, Grouping::Attribute(*attribute), value, row),
                RowKey::Rest(kind) => places.group(corpus, Grouping::Kind(*kind), "", row),
            }
        }
        places
    }

    /// Finds the rows of cases that stand in several groups: by the sources they are heard in, as a case's own value is one.
    fn part(&mut self, corpus: &Corpus, by: Option<Grouping>, chart: &Chart) {
        let persons = corpus.person_kinds();
        if chart.parted.is_empty() {
            return;
        }
        self.by = Groups::new(corpus, by);
        for (row, of) in chart.rows.iter().enumerate().filter(|(_, of)| !of.together) {
            let RowKey::Case(case) = of.key else { continue };
            if chart.parted.contains(&case) {
                let group = chart.groups.get(of.group).and_then(|group| self.by.find(&group.label));
                let person = Some(case).filter(|case| is_person(corpus, *case, &persons));
                self.parted.extend(group.map(|group| (row, (person, group))));
            }
        }
    }

    /// Whether a passage of these people in a source counts in a row in which it stands: where a case stands in several groups, only in those of
    /// the source. The row of a group is one cell whatever the rows beside it are, and counts alike.
    fn counts(&self, row: usize, source: SourceId) -> bool {
        self.parted.get(&row).is_none_or(|(person, group)| self.by.of(source, person.as_slice()).contains(group))
    }

    fn group(&mut self, corpus: &Corpus, by: Grouping, label: &str, row: usize) {
        let at = self.groups.iter().position(|(groups, _)| groups.by == Some(by)).unwrap_or_else(|| {
            let groups = Groups::new(corpus, Some(by));
            let rows = vec![Vec::new(); groups.len() + 1];
            self.groups.push((groups, rows));
            self.groups.len() - 1
        });
        let (groups, rows) = &mut self.groups[at];
        if let Some(group) = groups.find(label) {
            rows[usize::from(group)].push(row);
        }
    }

    /// The rows of passages of these people in a source, each with whether they count in it.
    fn of(&self, source: SourceId, people: &[CaseId], found: &mut Vec<(usize, bool)>) {
        let mut rows: Vec<usize> = self.sources.get(&source).into_iter().flatten().copied().collect();
        rows.extend(people.iter().filter_map(|person| self.people.get(person)).flatten());
        for (groups, of) in &self.groups {
            rows.extend(groups.of(source, people).into_iter().flat_map(|group| &of[usize::from(group)]));
        }
        rows.sort_unstable();
        rows.dedup();
        found.clear();
        found.extend(rows.into_iter().map(|row| (row, self.counts(row, source))));
    }
}

/// A passage that is being merged.
#[derive(Clone, Copy, Default)]
struct Run {
    span: Span,
    mark: u64,
}

/// Counts what is coded under every cell, row by row. A passage is merged first and then given to the rows that it stands in, as
/// [`crate::analysis::retrieve`] has it.
pub(super) fn under(corpus: &Corpus, voices: &Voices, ask: &ChartAsk, chart: &Chart) -> Counted {
    let width = chart.codes.len();
    let mut columns: IdMap<CodeId, Vec<usize>> = IdMap::default();
    for (column, code) in chart.codes.iter().enumerate() {
        corpus.family(*code).into_iter().for_each(|member| columns.entry(member).or_default().push(column));
    }
    let mut ledger =
        Ledger { places: Places::new(corpus, ask, chart), cells: vec![Under::default(); width * chart.rows.len()], width, ..Ledger::default() };
    let nobody = Voice::Whole(Vec::new());
    let mut open: Vec<Option<Run>> = vec![None; width];
    for source in corpus.sources() {
        let voice = voices.get(source.id).unwrap_or(&nobody);
        ledger.known = false;
        for coding in corpus.codings_of(source.id).iter().filter(|coding| ask.scope.has(coding)) {
            let Some(columns) = columns.get(&coding.code) else { continue };
            let mark = mark_of(coding);
            for column in columns {
                match &mut open[*column] {
                    Some(run) if coding.span.start <= run.span.end => {
                        run.span.end = run.span.end.max(coding.span.end);
                        run.mark = run.mark.wrapping_add(mark);
                    }
                    other => {
                        let closed = other.replace(Run { span: coding.span, mark });
                        closed.into_iter().for_each(|run| ledger.add(source.id, voice, *column, run));
                    }
                }
            }
        }
        for (column, run) in open.iter_mut().enumerate() {
            run.take().into_iter().for_each(|run| ledger.add(source.id, voice, column, run));
        }
    }
    Counted { cells: ledger.cells, nobodys: ledger.nobodys }
}

/// What was counted.
pub(super) struct Counted {
    /// What is coded under each cell, row by row.
    pub cells: Vec<Under>,
    /// The rows in which passages count that are nobody's.
    pub nobodys: HashSet<usize>,
}

/// The cells being counted.
#[derive(Default)]
struct Ledger {
    places: Places,
    cells: Vec<Under>,
    nobodys: HashSet<usize>,
    width: usize,
    people: Vec<CaseId>,
    /// The people of the last passage and its rows: most passages of a source are one person's.
    last: Vec<CaseId>,
    rows: Vec<(usize, bool)>,
    known: bool,
}

impl Ledger {
    fn add(&mut self, source: SourceId, voice: &Voice, column: usize, run: Run) {
        voice.people(run.span, 0, &mut self.people);
        if !self.known || self.people != self.last {
            self.places.of(source, &self.people, &mut self.rows);
            self.last.clone_from(&self.people);
            self.known = true;
        }
        for (row, counts) in &self.rows {
            let cell = &mut self.cells[row * self.width + column];
            cell.passages += u32::from(*counts);
            if *counts && self.people.is_empty() {
                self.nobodys.insert(*row);
            }
            // A cell is one in however many groups its row stands: what it keeps of the coding is of all of it.
            cell.mark = cell.mark.wrapping_add(run.mark);
        }
    }
}

/// A number for a coding, of its id, its code and the length of its passage. Marks are kept in project files: it must never change.
pub fn mark_of(coding: &Coding) -> u64 {
    let half = |id: &[u8; 16], at: usize| u64::from_be_bytes(std::array::from_fn(|n| id[at + n]));
    let (id, code) = (coding.id.bytes(), coding.code.bytes());
    [half(id, 8), half(id, 0), half(code, 8), half(code, 0), u64::from(coding.span.len())].into_iter().fold(0, |mark, word| mixed(mark ^ word))
}
