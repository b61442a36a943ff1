//! The cells of the framework chart in the corpus, by row and code, with the passages they rest on.

use super::Corpus;
use crate::analysis::Groups;
use crate::model::{Attribute, CellStatus, ChartCell, ChartCellId, CodeId, Evidence, FrameworkId, Grouping, RowKey, names_nothing};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// Cells by their place, and evidence by its cell, in the order of its numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept {
    cells: Arc<HashMap<(RowKey, CodeId), ChartCell>>,
    evidence: Arc<HashMap<ChartCellId, Vec<Evidence>>>,
}

impl Corpus {
    /// Puts the cells of the chart in. Their passages are on the text that is shown, unless all their words were corrected away.
    pub fn set_chart(&mut self, cells: Vec<ChartCell>, evidence: Vec<Evidence>) {
        let mut of: HashMap<ChartCellId, Vec<Evidence>> = HashMap::new();
        for mut one in evidence {
            let shown = self.shown(one.passage());
            (one.version, one.span) = (shown.version, shown.span);
            of.entry(one.cell).or_default().push(one);
        }
        of.values_mut().for_each(|list| list.sort_by_key(|one| one.number));
        self.chart.cells = Arc::new(cells.into_iter().map(|cell| ((cell.row.clone(), cell.code), cell)).collect());
        self.chart.evidence = Arc::new(of);
        self.settle_chart();
    }

    /// Finds the cells by their rows anew, as after an attribute was renamed.
    pub(super) fn settle_chart(&mut self) {
        let cells: Vec<ChartCell> = self.cells().cloned().collect();
        self.chart.cells = Arc::new(cells.into_iter().map(|cell| ((self.settled(&cell.row), cell.code), cell)).collect());
    }

    /// All cells of which something is kept, in no order.
    pub fn cells(&self) -> impl Iterator<Item = &ChartCell> {
        self.chart.cells.values()
    }

    /// The framework that a chart begins with where none is named: that of which most cells are written or judged; else the first in which somebody
    /// coded by hand, as what was applied through a crosswalk is nobody's own; else the first in use.
    pub fn charted_first(&self) -> Option<FrameworkId> {
        let of = |code: CodeId| self.code(code).map(|code| code.framework);
        let mut written: HashMap<FrameworkId, usize> = HashMap::new();
        for framework in self.cells().filter(|cell| cell.status != CellStatus::NotCharted).filter_map(|cell| of(cell.code)) {
            *written.entry(framework).or_default() += 1;
        }
        let all = || self.frameworks().iter().map(|framework| framework.id);
        // Of several with as many the first.
        let most = all().rev().filter(|id| written.contains_key(id)).max_by_key(|id| written[id]);
        let by_hand =
            || -> HashSet<FrameworkId> { self.codings().filter(|coding| !self.is_applied(coding)).filter_map(|coding| of(coding.code)).collect() };
        most.or_else(|| {
            let coded = by_hand();
            all().find(|id| coded.contains(id))
        })
        .or_else(|| self.first_in_use())
    }

    /// The cell of a row and a code, where something of it is kept.
    pub fn cell(&self, row: &RowKey, code: CodeId) -> Option<&ChartCell> {
        self.chart.cells.get(&(self.settled(row), code))
    }

    /// The passages that a cell rests on, by number. One whose words were corrected away has a version that is not shown.
    pub fn evidence(&self, cell: ChartCellId) -> &[Evidence] {
        self.chart.evidence.get(&cell).map_or(&[], Vec::as_slice)
    }

    /// What the words of a cell name as passages on which it does not rest: “[2], [5]”.
    pub fn names_nothing(&self, cell: &ChartCell) -> Option<String> {
        names_nothing(&cell.summary, |number| self.evidence(cell.id).iter().any(|one| one.number == number))
    }

    /// Rows of groups in which nothing stands any more, each with how many of its cells are written: no chart shows them.
    pub fn stray_rows(&self) -> Vec<(RowKey, usize)> {
        let mut rows: BTreeMap<RowKey, usize> = BTreeMap::new();
        for cell in self.cells().filter(|cell| !cell.summary.is_empty()) {
            if matches!(&cell.row, RowKey::Group(..) | RowKey::Rest(_)) {
                *rows.entry(self.settled(&cell.row)).or_default() += 1;
            }
        }
        let mut known: HashMap<Grouping, Groups> = HashMap::new();
        let mut stands = |row: &RowKey| {
            let (by, value) = match row {
                RowKey::Group(id, value) => (Grouping::Attribute(*id), value.as_str()),
                RowKey::Rest(id) => (Grouping::Kind(*id), ""),
                RowKey::Source(_) | RowKey::Case(_) => return true,
            };
            let groups = known.entry(by).or_insert_with(|| Groups::new(self, Some(by)));
            if value.is_empty() { groups.leaves_out(self) } else { groups.all().any(|group| groups.label(group) == value) }
        };
        rows.into_iter().filter(|(row, _)| !stands(row)).collect()
    }

    /// What a row is called; nothing where what it is of is gone.
    pub fn row_name(&self, row: &RowKey) -> Option<String> {
        match row {
            RowKey::Source(id) => self.source(*id).map(|source| source.name.clone()),
            RowKey::Case(id) => self.case(*id).map(|case| case.name.clone()),
            RowKey::Group(id, value) => {
                let value = if value.is_empty() { crate::analysis::UNASSIGNED } else { value };
                self.attribute(*id).map(|attribute| format!("{} {value}", attribute.name))
            }
            RowKey::Rest(id) => {
                let kind = self.kinds().iter().find(|kind| kind.id == *id);
                kind.map(|kind| format!("{} {}", kind.name, crate::analysis::UNASSIGNED))
            }
        }
    }

    /// A row as it is known by, see [`settled`].
    pub fn settled(&self, row: &RowKey) -> RowKey {
        settled(&self.attributes, row)
    }
}

/// A row as it is known by: attributes of cases and of sources that have one name group alike, and the first of them stands for all.
pub fn settled(attributes: &[Attribute], row: &RowKey) -> RowKey {
    let RowKey::Group(id, value) = row else { return row.clone() };
    let named = attributes.iter().find(|attribute| attribute.id == *id).map(|attribute| attribute.name.to_lowercase());
    let alike = attributes.iter().filter(|other| named.is_some() && Some(other.name.to_lowercase()) == named);
    RowKey::Group(alike.map(|other| other.id).min().unwrap_or(*id), value.clone())
}
