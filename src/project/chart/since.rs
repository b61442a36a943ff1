//! What changed under a cell of the chart since somebody looked last.

use crate::Result;
use crate::analysis::{Beneath, Carried, Corpus, Scope, Texts, Voices, mark_of, words_at};
use crate::model::{ChartCell, CodeId, CoderId, Coding, CodingId, Key, LayerId, Passage, RowKey, SourceId, Span, Time, VersionId};
use crate::project::Reader;
use crate::project::history::Entry;
use crate::project::op::OpKind;
use serde_json::Value;

/// How many steps are named that may have brought passages into a row, or taken them out of it.
const NAMED: usize = 3;

/// What happened under a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    /// A coding was made, or brought under it.
    Came,
    /// A coding was taken off, or away from it.
    Went,
    /// A coding has other ends or another code of the same branch.
    Other,
    /// Other passages stand in the row or the column, though nothing was coded: a step by which that may have come about.
    Step,
}

impl Happened {
    /// Its name for other programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Came => "came",
            Self::Went => "went",
            Self::Other => "other",
            Self::Step => "step",
        }
    }

    /// What a reader is told.
    pub fn said(self) -> &'static str {
        match self {
            Self::Came => "Coded since",
            Self::Went => "No longer coded",
            Self::Other => "Coded otherwise",
            Self::Step => "Other passages here since",
        }
    }
}

/// One thing that changed under a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Since {
    /// What happened.
    pub change: Happened,
    /// The words of the passage; of a step what was done.
    pub words: String,
    /// The code of the coding.
    pub code: Option<CodeId>,
    /// The initials of who coded, or took the step.
    pub who: String,
    /// The step, where it is one, and when it was taken.
    pub step: Option<(i64, Time)>,
}

/// The cell that is asked about.
pub struct Looked<'a> {
    /// Its row, as the chart knows it.
    pub row: &'a RowKey,
    /// What is kept of it.
    pub cell: &'a ChartCell,
    /// The mark of what is coded under it now.
    pub mark: &'a str,
    /// Whose codings count.
    pub scope: &'a Scope,
    /// Whose passages are whose.
    pub voices: &'a Voices,
}

impl Reader {
    /// What changed under a cell since somebody looked last: the codings that came, went or changed; where these are not all of it, as a person
    /// stands in another row or words of a passage were corrected, the steps by which that may have come about. Never empty where the mark
    /// is another one.
    pub fn cell_since(&self, corpus: &Corpus, texts: &dyn Texts, of: &Looked<'_>) -> Result<Vec<Since>> {
        let looked = self.looked_at(of.cell)?;
        let place = Beneath::new(corpus, of.row, of.cell.code, of.scope);
        let [mut reckoned, now] = [&of.cell.beneath, of.mark].map(|mark| u64::from_str_radix(mark, 16).unwrap_or_default());
        let mut list = Vec::new();
        for (id, before) in self.store().touched_since("coding", looked)? {
            // What stood there is held against the text as it is now.
            let before = before.and_then(|row| coding(&row)).map(|coding| carried(corpus, coding)).filter(|coding| place.has(of.voices, coding));
            let there = corpus.coding(CodingId::from_bytes(id)).filter(|coding| place.has(of.voices, coding)).cloned();
            reckoned = reckoned.wrapping_sub(before.as_ref().map_or(0, mark_of)).wrapping_add(there.as_ref().map_or(0, mark_of));
            let (change, coding) = match (before, there) {
                (None, Some(there)) => (Happened::Came, there),
                (Some(before), None) => (Happened::Went, before),
                (Some(before), Some(there)) if (before.span, before.code) != (there.span, there.code) => (Happened::Other, there),
                _ => continue,
            };
            let words = words_at(corpus, texts, Passage { source: coding.source, version: coding.version, span: coding.span })?;
            let who = corpus.coder(coding.coder).map_or_else(String::new, |coder| coder.initials.clone());
            list.push(Since { change, words, code: Some(coding.code), who, step: None });
        }
        if reckoned != now {
            list.extend(self.steps_since(looked)?);
        }
        if list.is_empty() {
            let words = "What stands in this row or under this code is not what it was".to_owned();
            list.push(Since { change: Happened::Step, words, code: None, who: String::new(), step: None });
        }
        Ok(list)
    }

    /// The step in which somebody looked at the cell as its mark has it. Taking a step back is no look: the mark that comes again is that of the
    /// look before.
    fn looked_at(&self, cell: &ChartCell) -> Result<i64> {
        let (mut looked, mut last): (Option<i64>, Option<String>) = (None, None);
        for (op, row) in self.store().states("chart_cell", cell.id.bytes())? {
            let row: Value = row.and_then(|row| serde_json::from_str(&row).ok()).unwrap_or_default();
            let mark = row.get("beneath").and_then(Value::as_str).unwrap_or_default().to_owned();
            if mark == cell.beneath && last.as_ref() != Some(&mark) && (op.undoes.is_none() || looked.is_none()) {
                looked = Some(op.seq);
            }
            last = Some(mark);
        }
        Ok(looked.unwrap_or_default())
    }

    /// The last steps that may have put passages into other rows or columns, or changed how long they are, oldest first; what was taken back again is
    /// none of them.
    fn steps_since(&self, seq: i64) -> Result<Vec<Since>> {
        let all = self.history(seq)?;
        let moves = |entry: &&Entry| {
            let takes_back = entry.undoes.is_some_and(|step| step > seq);
            !entry.undone && !takes_back && self.kind_of(entry).is_some_and(moves)
        };
        let steps: Vec<&Entry> = all.iter().filter(moves).collect();
        let step = |entry: &&Entry| {
            let words = crate::project::op::plain(&entry.label);
            Since { change: Happened::Step, words, code: None, who: entry.who.clone(), step: Some((entry.seq, entry.at)) }
        };
        Ok(steps[steps.len().saturating_sub(NAMED)..].iter().map(step).collect())
    }

    /// The verb of a step; of one that takes another back that of the other.
    fn kind_of(&self, entry: &Entry) -> Option<OpKind> {
        let (mut kind, mut undoes) = (entry.kind, entry.undoes);
        while let Some(step) = undoes {
            let op = self.store().op(step).ok()??;
            (kind, undoes) = (OpKind::parse(&op.kind)?, op.undoes);
        }
        Some(kind)
    }
}

/// Whether a verb puts passages into other rows or columns, or changes how long they are.
fn moves(kind: OpKind) -> bool {
    use OpKind::*;
    let of_people = matches!(kind, EditSpeaker | JoinSpeakers | MergeSpeakers | LinkSources | UnlinkSources);
    let of_cases = matches!(kind, EditCase | RemoveCases | EditCaseKind | RemoveCaseKind | SetValues | ImportTable | EditAttribute | RemoveAttribute);
    of_people || of_cases || matches!(kind, CorrectText | ApplyPseudonyms | MoveCodes)
}

/// A coding with its span in the text that is shown, where its words are still there.
fn carried(corpus: &Corpus, coding: Coding) -> Coding {
    match corpus.line(coding.source).map(|line| line.carry(coding.clone())) {
        Some(Carried::Shown(shown)) => shown,
        _ => coding,
    }
}

/// A coding as the journal keeps it.
fn coding(row: &str) -> Option<Coding> {
    let row: Value = serde_json::from_str(row).ok()?;
    let word = |column: &str| row.get(column).and_then(Value::as_str);
    let number = |column: &str| row.get(column).and_then(Value::as_i64);
    let at = |column: &str| number(column).and_then(|number| u32::try_from(number).ok());
    Some(Coding {
        id: CodingId::parse(word("id")?)?,
        source: SourceId::parse(word("source")?)?,
        version: VersionId::parse(word("version")?)?,
        span: Span { start: at("start")?, end: at("stop")? },
        code: CodeId::parse(word("code")?)?,
        coder: CoderId::parse(word("coder")?)?,
        layer: LayerId::parse(word("layer")?)?,
        star: number("star")? == 1,
        at: Time(number("at")?),
    })
}
