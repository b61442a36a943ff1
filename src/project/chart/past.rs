//! What stood in a cell of the chart before.

use crate::Result;
use crate::model::{CellStatus, ChartCell, ChartCellId, CodeId, CoderId, Evidence, Key, Passage, SourceId, Span, VersionId};
use crate::project::Reader;
use crate::project::history::Entry;
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// A cell as a step left it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastCell {
    /// The step.
    pub step: Entry,
    /// Its words then.
    pub summary: String,
    /// How far it was.
    pub status: CellStatus,
    /// The passages it rested on, each by its number.
    pub evidence: Vec<(u32, Passage)>,
    /// The code whose cell it was, with its name, where that was merged since into the one that the cell is of.
    pub of: Option<(CodeId, String)>,
}

impl PastCell {
    /// The code whose cell it was, where that was merged since.
    pub fn code(&self) -> Option<CodeId> {
        self.of.as_ref().map(|(code, _)| *code)
    }

    /// Who made it so: whoever takes a step back wrote none of the words that stand there again.
    pub fn by(&self) -> String {
        let who = &self.step.who;
        if self.step.undoes.is_some() { format!("{who} took back") } else { who.clone() }
    }
}

/// What is known of a cell from its steps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellPast {
    /// What was written in it and in the cells that came to it as codes were merged, oldest first: each step after which words, status or
    /// passages were others.
    pub stood: Vec<PastCell>,
    /// Who wrote the words that stand there; several where words of several came together.
    pub writers: Vec<CoderId>,
    /// Who said that what stands there is agreed, where it is.
    pub agreed: Vec<CoderId>,
}

impl Reader {
    /// What stood in a cell, who wrote what stands there, and who agreed on it.
    pub fn cell_past(&self, cell: ChartCellId) -> Result<CellPast> {
        let mut past = self.past_of(cell, None)?;
        past.stood.sort_by_key(|one| one.step.seq);
        past.agreed = self.cell_agreed(cell)?;
        Ok(past)
    }

    /// Who agreed on what stands in a cell, where it is agreed. Cells that come together as codes are merged are drafts again, so that what is agreed was
    /// said of this one.
    fn cell_agreed(&self, cell: ChartCellId) -> Result<Vec<CoderId>> {
        let (mut agreed, mut last): (Vec<CoderId>, Option<Written>) = Default::default();
        // Taking a step back is no agreeing: whoever had agreed before has again.
        let mut before: HashMap<i64, Vec<CoderId>> = HashMap::new();
        for (op, row) in self.store().states("chart_cell", cell.bytes())? {
            before.entry(op.seq).or_insert_with(|| agreed.clone());
            let now = Written::of(&row.and_then(|row| serde_json::from_str(&row).ok()).unwrap_or_default());
            let again = op.undoes.and_then(|step| before.get(&step).cloned());
            agreed = again.unwrap_or_else(|| now.agreed(last.as_ref(), op.coder, agreed));
            last = Some(now);
        }
        Ok(agreed)
    }

    fn past_of(&self, cell: ChartCellId, of: Option<(CodeId, String)>) -> Result<CellPast> {
        let states = self.store().states("chart_cell", cell.bytes())?;
        let Some(first) = states.first().map(|(op, _)| op.seq) else { return Ok(CellPast::default()) };
        let passages = Passages::since(self, cell, first)?;
        let (mut past, mut known, mut last): (CellPast, Vec<PastCell>, Option<Written>) = Default::default();
        // Who had written what stood there before each step: taking it back gives it to them again.
        let mut before: HashMap<i64, Vec<CoderId>> = HashMap::new();
        for (op, row) in states {
            // What was merged away stands in no state of its own any more.
            if row.is_none() && of.is_some() {
                continue;
            }
            before.entry(op.seq).or_insert_with(|| past.writers.clone());
            let again = op.undoes.and_then(|step| before.get(&step).cloned());
            let row: Value = row.and_then(|row| serde_json::from_str(&row).ok()).unwrap_or_default();
            let (now, seq) = (Written::of(&row), op.seq);
            let evidence = passages.after(seq);
            let same = |one: &PastCell| (&one.summary, one.status, &one.evidence) == (&now.summary, now.status, &evidence);
            if !known.last().is_some_and(same) {
                known.push(PastCell { step: Entry::of(op), summary: now.summary.clone(), status: now.status, evidence, of: of.clone() });
            }
            if let Some(writers) = again {
                (past.writers, last) = (writers, Some(now));
                continue;
            }
            let merged = if last.is_some() { self.merged_in(seq, &row)? } else { Vec::new() };
            if last.as_ref().is_none_or(|last| (&last.summary, last.coder) != (&now.summary, now.coder)) && merged.is_empty() {
                past.writers = now.coder.into_iter().collect();
            }
            if last.as_ref().is_some_and(|last| last.summary.is_empty()) && !merged.is_empty() {
                past.writers.clear();
            }
            for (other, code) in merged {
                let CellPast { stood, writers, .. } = self.past_of(other, Some(code))?;
                let wrote = stood.last().is_some_and(|last| !last.summary.is_empty());
                past.writers.extend(writers.into_iter().filter(|_| wrote));
                past.stood.extend(stood);
            }
            last = Some(now);
        }
        past.stood.extend(known);
        let mut writers = HashSet::new();
        past.writers.retain(|coder| writers.insert(*coder));
        Ok(past)
    }

    /// The cells that came to one in a step, as their codes were merged into its own, each with that code: they are gone, and stood in its row.
    fn merged_in(&self, step: i64, row: &Value) -> Result<Vec<(ChartCellId, (CodeId, String))>> {
        let (store, word) = (self.store(), |row: &Value, column: &str| row.get(column).and_then(Value::as_str).unwrap_or_default().to_owned());
        let merges: Vec<Value> = store.rows_of_step(step, "merged_code")?.into_iter().filter_map(|(_, _, after)| parsed(after)).collect();
        let from: HashSet<String> = merges.iter().filter(|one| word(one, "into_code") == word(row, "code")).map(|one| word(one, "code")).collect();
        if from.is_empty() {
            return Ok(Vec::new());
        }
        let codes: Vec<Value> = store.rows_of_step(step, "code")?.into_iter().filter_map(|(_, before, _)| parsed(before)).collect();
        let mut list = Vec::new();
        for (id, before, after) in store.rows_of_step(step, "chart_cell")? {
            let (Some(before), None) = (parsed(before), after) else { continue };
            let same = ["source", "case_id", "attribute", "value"].iter().all(|column| before.get(*column) == row.get(*column));
            let id = ChartCellId::from_bytes(id);
            if !same || !from.contains(&word(&before, "code")) || store.get::<ChartCell>(id)?.is_some() {
                continue;
            }
            let named = |code: &&Value| word(code, "id") == word(&before, "code");
            let name = codes.iter().find(named).map(|code| word(code, "name")).unwrap_or_default();
            list.extend(CodeId::parse(&word(&before, "code")).map(|code| (id, (code, name))));
        }
        Ok(list)
    }

    /// Who agreed on each of these cells, where somebody did.
    pub fn cells_agreed<'c>(&self, cells: impl IntoIterator<Item = &'c ChartCell>) -> Result<HashMap<ChartCellId, Vec<CoderId>>> {
        let agreed = cells.into_iter().filter(|cell| cell.status == CellStatus::Agreed);
        agreed.map(|cell| Ok((cell.id, self.cell_agreed(cell.id)?))).collect()
    }
}

/// What a state of a cell says.
struct Written {
    summary: String,
    status: CellStatus,
    coder: Option<CoderId>,
}

impl Written {
    fn of(row: &Value) -> Self {
        let word = |column: &str| row.get(column).and_then(Value::as_str).unwrap_or_default();
        let status = CellStatus::parse(word("status")).unwrap_or(CellStatus::NotCharted);
        Self { summary: word("summary").to_owned(), status, coder: CoderId::parse(word("coder")) }
    }

    /// Who agreed on what it says after a step of this coder: whoever said so of other words agreed on those.
    fn agreed(&self, last: Option<&Self>, by: Option<CoderId>, before: Vec<CoderId>) -> Vec<CoderId> {
        let stays = last.is_some_and(|last| last.status == CellStatus::Agreed && last.summary == self.summary);
        match self.status {
            CellStatus::Agreed if stays => before,
            CellStatus::Agreed => by.into_iter().collect(),
            _ => Vec::new(),
        }
    }
}

fn parsed(row: Option<String>) -> Option<Value> {
    row.and_then(|row| serde_json::from_str(&row).ok())
}

/// The passages that a cell rested on, step by step.
struct Passages {
    /// As they stand.
    now: HashMap<[u8; 16], (u32, Passage)>,
    /// What became of them after the first step: by which step, which one, and how it stood before.
    changes: Vec<(i64, [u8; 16], Option<(u32, Passage)>)>,
}

impl Passages {
    fn since(reader: &Reader, cell: ChartCellId, first: i64) -> Result<Self> {
        let rows = reader.store().by::<Evidence>("cell", &cell)?;
        let now = rows.iter().map(|row| (*row.id.bytes(), (row.number, Passage { source: row.source, version: row.version, span: row.span })));
        let all = reader.store().changes_since("evidence", first)?;
        // One of another cell never stands here: its id is not among those that do, and what it was before is of no account.
        let changes = all.into_iter().map(|(step, id, before)| (step, id, before.and_then(|row| evidence(&row, cell))));
        Ok(Self { now: now.collect(), changes: changes.collect() })
    }

    /// Those that stood after a step, by number.
    fn after(&self, step: i64) -> Vec<(u32, Passage)> {
        let mut stood = self.now.clone();
        let mut known = HashSet::new();
        for (_, id, before) in self.changes.iter().filter(|(by, ..)| *by > step) {
            if known.insert(*id) {
                match before {
                    Some(before) => stood.insert(*id, *before),
                    None => stood.remove(id),
                };
            }
        }
        let mut stood: Vec<(u32, Passage)> = stood.into_values().collect();
        stood.sort_by_key(|(number, _)| *number);
        stood
    }
}

/// A passage that a cell rests on, as the journal keeps it; nothing where it is another cell's.
fn evidence(row: &str, cell: ChartCellId) -> Option<(u32, Passage)> {
    let row: Value = serde_json::from_str(row).ok()?;
    let word = |column: &str| row.get(column).and_then(Value::as_str);
    let number = |column: &str| row.get(column).and_then(Value::as_i64).and_then(|number| u32::try_from(number).ok());
    let passage = Passage {
        source: SourceId::parse(word("source")?)?,
        version: VersionId::parse(word("version")?)?,
        span: Span { start: number("start")?, end: number("stop")? },
    };
    (ChartCellId::parse(word("cell")?)? == cell).then_some((number("number")?, passage))
}
