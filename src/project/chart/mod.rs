//! The framework chart: cells written, cleared, agreed; each with the passages it rests on.

mod past;
mod rows;
mod since;

pub use past::{CellPast, PastCell};
pub(super) use rows::GroupRows;
pub use since::{Happened, Looked, Since};

use super::codes::found;
use super::lines::{Lines, lies_in_its_text};
use super::op::{Op, OpKind, count, name};
use super::transact::{Done, Project};
use crate::analysis::{Chart, Corpus, settled};
use crate::model::{
    Attribute, Case, CaseKind, CellStatus, ChartCell, ChartCellId, Code, CodeId, CoderId, Evidence, EvidenceId, Passage, RowKey, Source, Time,
    grouped, named_passages, names_nothing, numbered_on,
};
use crate::store::Store;
use crate::{Error, Result};
use std::collections::HashMap;

/// A cell as it is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellDraft {
    /// Its row.
    pub row: RowKey,
    /// Its column.
    pub code: CodeId,
    /// Its words.
    pub summary: String,
    /// How far it is. What has words is charted: at least a draft.
    pub status: CellStatus,
    /// The passages it rests on, each by its number.
    pub evidence: Vec<(u32, Passage)>,
    /// The mark of what was coded under it when it was written, as `analysis::chart` makes it.
    pub beneath: String,
    /// Whether somebody looked and says that what stands there still fits; words that are new do so by themselves, and so does agreeing.
    pub fits: bool,
}

impl CellDraft {
    /// A cell of a chart as it stands, to be changed; its mark is that of the coding under it now. Nothing past the chart's ends.
    pub fn of(corpus: &Corpus, chart: &Chart, row: usize, column: usize) -> Option<Self> {
        let (head, code) = (chart.rows.get(row)?, *chart.codes.get(column)?);
        let view = chart.view(corpus, row, column);
        let held = view.cell.map(|cell| corpus.evidence(cell.id)).unwrap_or_default();
        Some(Self {
            row: head.key.clone(),
            code,
            summary: view.words().to_owned(),
            status: view.cell.map_or(CellStatus::NotCharted, |cell| cell.status),
            evidence: held.iter().map(|one| (one.number, one.passage())).collect(),
            beneath: chart.mark(row, column),
            fits: false,
        })
    }

    /// The cell with other words: those were not agreed on yet.
    pub fn written(self, words: &str) -> Self {
        let summary = words.trim().to_owned();
        let status = match self.status {
            status if summary == self.summary => status,
            _ if summary.is_empty() => CellStatus::NotCharted,
            _ => CellStatus::Draft,
        };
        Self { summary, status, ..self }
    }

    /// The cell without the passage of a number, which goes out of its words too; nothing where it rests on no such passage.
    pub fn without(self, number: u32) -> Option<Self> {
        let evidence: Vec<(u32, Passage)> = self.evidence.iter().copied().filter(|(known, _)| *known != number).collect();
        let name = format!("[{number}]");
        let words = self.summary.replace(&format!(" {name}"), "").replace(&name, "");
        (evidence.len() < self.evidence.len()).then(|| Self { evidence, ..self.written(&words) })
    }

    /// What its words name though it rests on no such passage: “[2], [5]”; nothing where all they name is there.
    pub fn names_nothing(&self) -> Option<String> {
        names_nothing(&self.summary, |number| self.evidence.iter().any(|(held, _)| *held == number))
    }

    /// The cell with the words, the status and the passages it had once; passages of sources that are gone stay away.
    pub fn as_it_was(self, corpus: &Corpus, past: PastCell) -> Self {
        let evidence = past.evidence.into_iter().filter(|(_, passage)| corpus.source(passage.source).is_some()).collect();
        Self { summary: past.summary, status: past.status, evidence, ..self }
    }
}

/// The number of the next passage of a cell: no other passage of it has it, nor do its words name it.
pub fn next_number(evidence: &[(u32, Passage)], words: &str) -> u32 {
    let (held, named) = (evidence.iter().map(|(number, _)| *number), named_passages(words).into_iter().map(|(_, number)| number));
    held.chain(named).max().map_or(1, |last| last.saturating_add(1))
}

impl Project {
    /// Writes cells of the chart as they are to be, as one step. One that has no words, no status and no passages any more keeps its
    /// history. A cell is by who wrote its words, or rested it on passages where it has none; a status says what the team holds of it.
    /// The mark of what was coded under it goes with new words, with agreeing, and with saying that it still fits.
    pub fn write_cells(&mut self, drafts: &[CellDraft]) -> Result<Done> {
        let coder = self.who()?;
        let [first, rest @ ..] = drafts else { return Err(Error::rejected("no cell was named")) };
        let (row, code) = (self.row_name(&first.row)?, name(&found(self.store.get::<Code>(first.code)?, "code")?.name));
        if rest.is_empty() && first.status == CellStatus::Agreed && status(first) != CellStatus::Agreed {
            return Err(Error::hint("nothing is written there to be agreed on", "Write the cell first, or mark it as “no data”."));
        }
        for (_, passage) in drafts.iter().flat_map(|draft| &draft.evidence) {
            lies_in_its_text(&self.store, passage)?;
        }
        for draft in rest {
            self.row_name(&draft.row)?;
            found(self.store.get::<Code>(draft.code)?, "code")?;
        }
        let mut known: HashMap<(RowKey, CodeId), ChartCell> = HashMap::new();
        let attributes = self.store.all::<Attribute>()?;
        for cell in self.store.all::<ChartCell>()? {
            known.insert((settled(&attributes, &cell.row), cell.code), cell);
        }
        let cell = known.get(&(settled(&attributes, &first.row), first.code));
        let held = cell.map(|cell| self.store.by::<Evidence>("cell", &cell.id)).transpose()?.unwrap_or_default();
        let mut held: Vec<u32> = held.iter().map(|one| one.number).collect();
        held.sort_unstable();
        let verb = verb(first, cell, &held);
        let emptied = drafts.iter().filter(|draft| empties(draft, known.get(&(settled(&attributes, &draft.row), draft.code)))).count();
        let told = |written: usize| match (written, written.saturating_sub(emptied)) {
            _ if rest.is_empty() => format!("{verb} {code} for {row}"),
            (all, 0) if all > 0 => format!("Emptied {} of the chart, from {code} for {row} on", count(all, "cell", "cells")),
            (all, more) if more < all => format!("Wrote {} of the chart and emptied {}", count(more, "cell", "cells"), grouped(all - more)),
            (all, _) if all == drafts.len() => format!("Wrote {} of the chart, from {code} for {row} on", count(all, "cell", "cells")),
            (some, _) => format!("Wrote {} of the chart", count(some, "cell", "cells")),
        };
        let work = |store: &Store| {
            store.expect(drafts.len() as u64);
            let mut lines = Lines::new(store);
            for draft in drafts {
                let place = (settled(&attributes, &draft.row), draft.code);
                // Where nothing was and nothing is to be nothing is kept: nobody has judged it.
                if status(draft) == CellStatus::NotCharted && known.get(&place).is_none_or(is_blank) {
                    continue;
                }
                let cell = write(store, &mut lines, draft, known.get(&place), coder)?;
                known.insert(place, cell);
            }
            Ok(())
        };
        self.transact_told(OpKind::WriteCells, work, |touched, ()| Ok(Op::new(OpKind::WriteCells, told(touched.rows::<ChartCell>()?))))
    }

    /// What a row is called.
    fn row_name(&self, row: &RowKey) -> Result<String> {
        Ok(match row {
            RowKey::Source(id) => name(&found(self.store.get::<Source>(*id)?, "source")?.name),
            RowKey::Case(id) => name(&found(self.store.get::<Case>(*id)?, "case")?.name),
            RowKey::Group(id, value) => {
                let attribute = found(self.store.get::<Attribute>(*id)?, "attribute")?;
                let value = if value.is_empty() { crate::analysis::UNASSIGNED } else { value };
                format!("{} {}", attribute.name, name(value))
            }
            RowKey::Rest(id) => {
                let kind = found(self.store.get::<CaseKind>(*id)?, "kind of case")?;
                format!("{} {}", kind.name, name(crate::analysis::UNASSIGNED))
            }
        })
    }
}

/// Whether nothing is kept of a cell but its history.
fn is_blank(cell: &ChartCell) -> bool {
    cell.status == CellStatus::NotCharted && cell.summary.is_empty()
}

/// Whether a cell has no words any more, or nothing at all.
fn empties(draft: &CellDraft, known: Option<&ChartCell>) -> bool {
    let bare = status(draft) == CellStatus::NotCharted;
    draft.summary.trim().is_empty() && known.is_some_and(|cell| bare || !cell.summary.is_empty())
}

/// What is done to a single cell, in the words of the history.
fn verb(draft: &CellDraft, known: Option<&ChartCell>, held: &[u32]) -> &'static str {
    let status = status(draft);
    let mut rests: Vec<u32> = draft.evidence.iter().map(|(number, _)| *number).collect();
    rests.sort_unstable();
    if known.is_some_and(|cell| (cell.summary.as_str(), cell.status) == (draft.summary.trim(), status)) {
        return if rests != held { "Changed the passages beneath" } else { "It still fits:" };
    }
    match (status, draft.summary.trim().is_empty()) {
        (CellStatus::NotCharted, _) => "Cleared",
        (CellStatus::NoData, _) => "Marked as no data",
        (CellStatus::Draft, true) if known.is_some_and(|cell| !cell.summary.is_empty()) => "Took the words out of",
        (CellStatus::Draft, true) => "Rested on passages",
        (CellStatus::Agreed, _) => "Agreed on",
        _ => "Charted",
    }
}

/// The status that goes with the words: nothing written is no draft, and what is written is charted.
fn status(draft: &CellDraft) -> CellStatus {
    match (draft.status, draft.summary.trim().is_empty()) {
        (CellStatus::Draft | CellStatus::Agreed, true) if draft.evidence.is_empty() => CellStatus::NotCharted,
        (CellStatus::NotCharted, true) if !draft.evidence.is_empty() => CellStatus::Draft,
        (CellStatus::NotCharted | CellStatus::NoData, false) => CellStatus::Draft,
        (status, _) => status,
    }
}

fn write(store: &Store, lines: &mut Lines<'_>, draft: &CellDraft, known: Option<&ChartCell>, coder: CoderId) -> Result<ChartCell> {
    let mut gone = known.map(|cell| store.by::<Evidence>("cell", &cell.id)).transpose()?.unwrap_or_default();
    let mut new = Vec::new();
    for (number, passage) in &draft.evidence {
        // A passage that was carried through corrections is the one that stands already.
        let wanted = (*number, lines.shown(*passage)?.unwrap_or(*passage));
        let mut stands = None;
        for (at, old) in gone.iter().enumerate() {
            let there = old.passage();
            if (old.number, lines.shown(there)?.unwrap_or(there)) == wanted {
                stands = Some(at);
            }
        }
        match stands {
            Some(at) => drop(gone.swap_remove(at)),
            None => new.push((*number, *passage)),
        }
    }
    let same = gone.is_empty() && new.is_empty();
    let summary = draft.summary.trim().to_owned();
    let (status, beneath) = (status(draft), draft.beneath.clone());
    let looked = |cell: &ChartCell| draft.fits || status != cell.status && matches!(status, CellStatus::Agreed | CellStatus::NoData);
    let cell = match known {
        Some(cell) if cell.summary == summary && (same || !summary.is_empty()) => {
            let beneath = if looked(cell) { beneath } else { cell.beneath.clone() };
            // Passages that are others are a state of the cell, whose words are still those of who wrote them.
            let at = if same { cell.at } else { Time::now() };
            ChartCell { status, beneath, at, ..cell.clone() }
        }
        Some(cell) => ChartCell { summary, status, beneath, coder, at: Time::now(), ..cell.clone() },
        None => ChartCell { id: ChartCellId::new(), row: draft.row.clone(), code: draft.code, summary, status, beneath, coder, at: Time::now() },
    };
    match known {
        Some(old) if *old == cell => {}
        Some(_) => store.update(&cell)?,
        None => store.insert(&cell)?,
    }
    gone.iter().try_for_each(|old| store.delete::<Evidence>(old.id))?;
    for (number, Passage { source, version, span }) in new {
        store.insert(&Evidence { id: EvidenceId::new(), cell: cell.id, number, source, version, span })?;
    }
    Ok(cell)
}

/// Gives the cells of one code to another: where both have one in a row the words come together, with the passages numbered on.
pub(super) fn move_cells(store: &Store, from: CodeId, into: CodeId) -> Result<()> {
    let there = store.by::<ChartCell>("code", &into)?;
    for cell in store.by::<ChartCell>("code", &from)? {
        let Some(own) = there.iter().find(|own| own.row == cell.row) else {
            store.update(&ChartCell { code: into, ..cell })?;
            continue;
        };
        let held: Vec<(u32, Passage)> = store.by::<Evidence>("cell", &own.id)?.iter().map(|one| (one.number, one.passage())).collect();
        let by = next_number(&held, &own.summary) - 1;
        // Whatever the words name goes along, so that what named no passage does not come to name one.
        let words = numbered_on(&cell.summary, by);
        for one in store.by::<Evidence>("cell", &cell.id)? {
            store.update(&Evidence { cell: own.id, number: one.number.saturating_add(by), ..one })?;
        }
        let gap = if own.summary.is_empty() || words.is_empty() { "" } else { "\n" };
        let status = own.status.max(cell.status).min(CellStatus::Draft);
        let summary = format!("{}{gap}{words}", own.summary);
        // Where one of them has no words they are the other's.
        let (coder, at) = if own.summary.is_empty() { (cell.coder, cell.at) } else { (own.coder, own.at) };
        store.update(&ChartCell { summary, status, coder, at, ..own.clone() })?;
        store.delete::<ChartCell>(cell.id)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_changed_are_a_draft_again() {
        let draft = |summary: &str, status| CellDraft {
            row: RowKey::Source(crate::model::SourceId::new()),
            code: CodeId::new(),
            summary: summary.into(),
            status,
            evidence: Vec::new(),
            beneath: String::new(),
            fits: false,
        };
        assert_eq!(draft("a", CellStatus::Agreed).written(" a ").status, CellStatus::Agreed);
        assert_eq!(draft("a", CellStatus::Agreed).written("b").status, CellStatus::Draft);
        assert_eq!(draft("a", CellStatus::Agreed).written(" ").status, CellStatus::NotCharted);
        assert_eq!(draft("", CellStatus::NoData).written("b").status, CellStatus::Draft);
    }
}
