//! The framework chart: rows of sources or cases by codes, with what is written in each cell and how much is coded under it.

mod behind;
mod beneath;
mod elsewhere;
mod parted;
mod read;
mod rows;
mod under;

pub use behind::{Behind, Coded, behind};
pub use beneath::Beneath;
pub use read::{Reading, readings};
pub(super) use rows::each_person;
pub use under::mark_of;

use super::{Corpus, Filter, Naming, Query, Scope, Voices, is_person};
use crate::model::*;
use crate::text::isolated;
use std::collections::HashSet;

/// What is said of the row of a group of people in which more counts than they say: notes, questions, voices that are nobody's.
const NOBODYS: &str = "what nobody in particular said counts here too";

/// What the rows are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ChartOf {
    /// Sources.
    #[default]
    Sources,
    /// The cases of a kind: people, organisations, sites.
    Cases(CaseKindId),
}

/// Which chart is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChartAsk {
    /// What the rows are.
    pub of: ChartOf,
    /// What rows are grouped by; each group has a row of its own.
    pub by: Option<Grouping>,
    /// The columns, each with the codes below it, in their order.
    pub codes: Vec<CodeId>,
    /// Only rows for which all of these hold.
    pub filters: Vec<Filter>,
    /// Whose codings count, in which layers.
    pub scope: Scope,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartRow {
    /// What it is.
    pub key: RowKey,
    /// Its group, as a place in [`Chart::groups`].
    pub group: usize,
    /// Whether it stands for its whole group.
    pub together: bool,
    /// Whether it stands for rows, too, that filters leave out.
    pub hides: bool,
    /// What it is called.
    pub title: String,
    /// Its role group and phase, as far as they are known.
    pub detail: String,
    /// The same in exports.
    pub detail_shown: String,
    /// Whether the same person was met in the row before it.
    pub again: bool,
    /// Whether anything is coded with the framework of the columns in a source that it stands for; so too where it stands for none.
    pub coded: bool,
}

/// A group of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartGroup {
    /// Its name; empty where nothing is grouped.
    pub label: String,
    /// What it is called in exports.
    pub shown: String,
    /// Its name in full, where it is a case that has one.
    pub full: String,
    /// Its rows, that of the whole group first.
    pub rows: std::ops::Range<usize>,
    /// Interviews and focus groups in it.
    pub interviews: usize,
    /// Field notes and documents in it.
    pub other_sources: usize,
    /// People in it.
    pub people: usize,
}

impl ChartGroup {
    /// “18 interviews, 15 people”, with field notes and documents where there are any.
    pub fn size(&self) -> String {
        let mut parts = vec![counted(self.interviews, "interview", "interviews")];
        if self.other_sources > 0 {
            parts.push(counted(self.other_sources, "note or document", "notes and documents"));
        }
        parts.push(counted(self.people, "person", "people"));
        parts.join(", ")
    }

    /// What it is called where people are called so.
    pub fn called(&self, naming: Naming) -> &str {
        match naming {
            Naming::Pseudonyms => &self.shown,
            Naming::Keys => &self.label,
            Naming::FullNames => &self.full,
        }
    }

    /// “ICS B · 18 interviews, 15 people”.
    pub fn line(&self) -> String {
        format!("{} · {}", self.label, self.size())
    }
}

/// What is coded under a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Under {
    /// References: maximal runs of text, coders merged; where a case stands in several groups, those from the sources of the
    /// row's group alone.
    pub passages: u32,
    mark: u64,
}

impl Under {
    /// What a cell keeps to know later whether the coding under it changed: which codings these are, with which codes, and how long
    /// their passages. The same in every order, on every machine; a correction elsewhere in the text leaves it as it is.
    pub fn mark(&self) -> String {
        format!("{:016x}", self.mark)
    }
}

/// How a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellView<'a> {
    /// What is kept of it.
    pub cell: Option<&'a ChartCell>,
    /// What is coded under it.
    pub under: Under,
    /// How far it is, as somebody said; what nobody judged is not charted.
    pub status: CellStatus,
    /// Whether nobody wrote anything and nobody has coded its sources with the framework yet: there may be data, or none.
    pub uncoded: bool,
    /// Whether nobody judged it and nothing is coded under it though its sources are coded: that there is no data somebody has to say.
    pub silent: bool,
    /// Whether the coding under it changed since somebody looked last.
    pub changed: bool,
}

impl CellView<'_> {
    /// Its words; empty where there are none.
    pub fn words(&self) -> &str {
        self.cell.map_or("", |cell| cell.summary.as_str())
    }

    /// Whether nobody wrote or settled anything here yet and there is something to chart.
    pub fn waits(&self) -> bool {
        self.status == CellStatus::NotCharted && !self.uncoded && !self.silent
    }

    /// How far it is, as a word.
    pub fn standing(&self) -> &'static str {
        match () {
            () if self.uncoded => "not coded yet",
            () if self.silent => "nothing coded",
            () => self.status.name(),
        }
    }

    /// Whether somebody wrote it or settled that there is nothing to say.
    pub fn is_settled(&self) -> bool {
        self.cell.is_some_and(|cell| cell.status != CellStatus::NotCharted)
    }

    /// How it stands in words where it has none of its own: “No data”, “Nothing coded”, “Not yet charted · 3 passages”.
    pub fn said(&self) -> String {
        match (self.status, self.under.passages) {
            _ if self.uncoded => "Not coded yet".into(),
            _ if self.silent => "Nothing coded".into(),
            (CellStatus::NoData, _) => "No data".into(),
            (CellStatus::NotCharted, 0) => "Not yet charted".into(),
            (CellStatus::NotCharted, n) => format!("Not yet charted · {}", counted(n as usize, "passage", "passages")),
            (CellStatus::Draft, _) => "Passages linked, nothing written".into(),
            (CellStatus::Agreed, _) => "Agreed, nothing written".into(),
        }
    }
}

/// How far a chart is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Charted {
    /// Cells with something coded under them or something settled.
    pub due: usize,
    /// Of these, the settled ones.
    pub settled: usize,
    /// Settled ones under which the coding changed.
    pub changed: usize,
}

/// A chart.
#[derive(Clone, Debug, Default)]
pub struct Chart {
    /// What rows are grouped by, in words; empty where they are not.
    pub title: String,
    /// Groups in order; one without a name where nothing is grouped.
    pub groups: Vec<ChartGroup>,
    /// Rows, group by group.
    pub rows: Vec<ChartRow>,
    /// Columns.
    pub codes: Vec<CodeId>,
    /// Cases that stand in several groups, filters or not: each of their rows counts what was said there.
    parted: HashSet<CaseId>,
    under: Vec<Under>,
    /// What is coded under the cells in truth, where the chart is read through a lens.
    own: Option<Vec<Under>>,
}

impl ChartRow {
    /// What the row of a whole group is called by this name of the group; where filters leave rows out, that it stands for those too.
    pub fn together_as(&self, group: &str) -> String {
        format!("{} {}", isolated(group), if self.hides { "together, with rows that are not shown" } else { "together" })
    }
}

impl Chart {
    /// The chart that is asked for.
    pub fn new(corpus: &Corpus, voices: &Voices, ask: &ChartAsk) -> Self {
        let mut chart = rows::rows(corpus, ask);
        chart.codes = ask.codes.iter().copied().filter(|code| corpus.code(*code).is_some()).collect();
        let counted = under::under(corpus, voices, ask, &chart);
        chart.under = counted.cells;
        if matches!(ask.of, ChartOf::Cases(kind) if corpus.person_kinds().contains(&kind)) {
            chart.tell_nobodys(&counted.nobodys);
        }
        chart
    }

    /// The chart of a corpus that is read through a lens. Whether the coding under a cell changed is told by what is coded in truth: a lens
    /// changes no coding.
    pub fn through(lens: &Corpus, own: &Corpus, voices: &Voices, ask: &ChartAsk) -> Self {
        let mut chart = Self::new(lens, voices, ask);
        chart.own = Some(under::under(own, voices, ask, &chart).cells);
        chart
    }

    /// Says of the rows of groups of people that passages count there which no row of theirs has.
    fn tell_nobodys(&mut self, rows: &HashSet<usize>) {
        for (_, row) in self.rows.iter_mut().enumerate().filter(|(at, row)| rows.contains(at) && row.together && row.detail.is_empty()) {
            (row.detail, row.detail_shown) = (NOBODYS.to_owned(), NOBODYS.to_owned());
        }
    }

    /// What a cell keeps of what is coded under it.
    pub fn mark(&self, row: usize, column: usize) -> String {
        let own = self.own.as_ref().unwrap_or(&self.under);
        own.get(row * self.codes.len() + column).copied().unwrap_or_default().mark()
    }

    /// What is coded under a cell, by its row and column.
    pub fn under(&self, row: usize, column: usize) -> Under {
        self.under.get(row * self.codes.len() + column).copied().unwrap_or_default()
    }

    /// How a cell stands.
    pub fn view<'a>(&self, corpus: &'a Corpus, row: usize, column: usize) -> CellView<'a> {
        let under = self.under(row, column);
        let cell = self.rows.get(row).zip(self.codes.get(column)).and_then(|(row, code)| corpus.cell(&row.key, *code));
        let bare = under.passages == 0 && cell.is_none_or(|cell| cell.status == CellStatus::NotCharted);
        let uncoded = bare && self.rows.get(row).is_some_and(|row| !row.coded);
        let silent = bare && !uncoded;
        let status = cell.map_or(CellStatus::NotCharted, |cell| cell.status);
        let settled = cell.filter(|cell| cell.status != CellStatus::NotCharted);
        let changed = settled.is_some_and(|cell| !cell.beneath.is_empty() && cell.beneath != self.mark(row, column));
        CellView { cell, under, status, uncoded, silent, changed }
    }

    /// The row of a key; the first where a case stands in several groups.
    pub fn row(&self, corpus: &Corpus, key: &RowKey) -> Option<usize> {
        let key = corpus.settled(key);
        self.rows.iter().position(|row| corpus.settled(&row.key) == key)
    }

    /// How far it is. A row that stands in several groups counts once, with what is coded under it in any of them.
    pub fn charted(&self, corpus: &Corpus) -> Charted {
        let mut charted = Charted::default();
        let mut of: std::collections::HashMap<&RowKey, Vec<usize>> = std::collections::HashMap::new();
        self.rows.iter().enumerate().for_each(|(at, row)| of.entry(&row.key).or_default().push(at));
        for rows in of.values() {
            for column in 0..self.codes.len() {
                let view = self.view(corpus, rows[0], column);
                let coded = rows.iter().any(|row| self.under(*row, column).passages > 0);
                charted.due += usize::from(view.is_settled() || coded);
                charted.settled += usize::from(view.is_settled());
                charted.changed += usize::from(view.changed);
            }
        }
        charted
    }
}

/// The passages under a cell, as what asks for them.
pub fn beneath(corpus: &Corpus, row: &RowKey, code: CodeId, scope: &Scope) -> Query {
    let mut query = Query { scope: scope.clone(), ..Query::code(code, true) };
    let persons = corpus.person_kinds();
    match row {
        RowKey::Source(id) => query.sources = vec![*id],
        RowKey::Case(id) if is_person(corpus, *id, &persons) => query.people = vec![*id],
        RowKey::Case(id) => {
            let filter = |case: &Case| Filter { by: Grouping::Kind(case.kind), values: vec![case.name.clone()] };
            query.filters = corpus.case(*id).map(filter).into_iter().collect();
        }
        RowKey::Group(attribute, value) => query.filters = vec![Filter { by: Grouping::Attribute(*attribute), values: vec![value.clone()] }],
        RowKey::Rest(kind) => query.filters = vec![Filter { by: Grouping::Kind(*kind), values: vec![String::new()] }],
    }
    query
}

impl Charted {
    /// “12% charted”; what has nothing to be charted is not charted whole.
    pub fn said(&self) -> String {
        if self.due == 0 { "nothing to chart yet".to_owned() } else { format!("{}% charted", self.percent()) }
    }

    /// The share of what is due that is settled, in whole percent, never 100 before all is.
    pub fn percent(&self) -> usize {
        percent(self.settled, self.due).unwrap_or(100)
    }
}
