//! What is coded under every cell of a chart, in one pass over all codings.

use super::{Chart, ChartAsk, Under};
use crate::analysis::ids::IdMap;
use crate::analysis::mixed::mixed;
use crate::analysis::{Corpus, Groups, Voice, Voices, is_person};
use crate::model::*;
use std::collections::HashMap;

/// Which rows a passage stands in.
#[derive(Default)]
struct Places {
    sources: HashMap<SourceId, Vec<usize>>,
    people: IdMap<CaseId, Vec<usize>>,
    /// Rows that are groups: how it is grouped, and the row of each group.
    groups: Vec<(Groups, Vec<Vec<usize>>)>,
}

impl Places {
    fn new(corpus: &Corpus, chart: &Chart) -> Self {
        let persons = corpus.person_kinds();
        let mut places = Self { sources: HashMap::new(), people: IdMap::default(), groups: Vec::new() };
        for (row, of) in chart.rows.iter().enumerate() {
            match &of.key {
                RowKey::Source(id) => places.sources.entry(*id).or_default().push(row),
                RowKey::Case(id) if is_person(corpus, *id, &persons) => places.people.entry(*id).or_default().push(row),
                RowKey::Case(id) => {
                    let Some(case) = corpus.case(*id) else { continue };
                    places.group(corpus, Grouping::Kind(case.kind), &case.name, row);
                }
                RowKey::Group(attribute, value) => places.group(corpus, Grouping::Attribute(*attribute), value, row),
            }
        }
        places
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

    /// The rows of passages of these people in a source.
    fn of(&self, source: SourceId, people: &[CaseId], found: &mut Vec<usize>) {
        found.clear();
        found.extend(self.sources.get(&source).into_iter().flatten());
        found.extend(people.iter().filter_map(|person| self.people.get(person)).flatten());
        for (groups, rows) in &self.groups {
            found.extend(groups.of(source, people).into_iter().flat_map(|group| &rows[usize::from(group)]));
        }
        found.sort_unstable();
        found.dedup();
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
pub(super) fn under(corpus: &Corpus, voices: &Voices, ask: &ChartAsk, chart: &Chart) -> Vec<Under> {
    let width = chart.codes.len();
    let mut columns: IdMap<CodeId, Vec<usize>> = IdMap::default();
    for (column, code) in chart.codes.iter().enumerate() {
        corpus.family(*code).into_iter().for_each(|member| columns.entry(member).or_default().push(column));
    }
    let mut ledger =
        Ledger { places: Places::new(corpus, chart), cells: vec![Under::default(); width * chart.rows.len()], width, ..Ledger::default() };
    let nobody = Voice::Whole(Vec::new());
    let mut open: Vec<Option<Run>> = vec![None; width];
    for source in corpus.sources() {
        let voice = voices.get(source.id).unwrap_or(&nobody);
        ledger.known = false;
        for coding in corpus.codings_of(source.id).iter().filter(|coding| ask.scope.has(coding)) {
            let Some(columns) = columns.get(&coding.code) else { continue };
            let mark = mark(coding);
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
    ledger.cells
}

/// The cells being counted.
#[derive(Default)]
struct Ledger {
    places: Places,
    cells: Vec<Under>,
    width: usize,
    people: Vec<CaseId>,
    /// The people of the last passage and its rows: most passages of a source are one person's.
    last: Vec<CaseId>,
    rows: Vec<usize>,
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
        for row in &self.rows {
            let cell = &mut self.cells[row * self.width + column];
            cell.passages += 1;
            cell.mark = cell.mark.wrapping_add(run.mark);
        }
    }
}

/// A number for a coding, of its id, its code and the length of its passage. Marks are kept in project files: it must never change.
fn mark(coding: &Coding) -> u64 {
    let half = |id: &[u8; 16], at: usize| u64::from_be_bytes(std::array::from_fn(|n| id[at + n]));
    let (id, code) = (coding.id.bytes(), coding.code.bytes());
    [half(id, 8), half(id, 0), half(code, 8), half(code, 0), u64::from(coding.span.len())].into_iter().fold(0, |mark, word| mixed(mark ^ word))
}
