//! The journal as a researcher reads it.

use super::op::OpKind;
use super::reader::Reader;
use crate::Result;
use crate::analysis::Corpus;
use crate::model::{CodeId, CoderId, Key, SourceId, Time, Version};
use serde::Serialize;

/// One step of the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Its place in the journal.
    pub seq: i64,
    /// The verb.
    pub kind: OpKind,
    /// What was done; names stand between isolates (`op::name`).
    pub label: String,
    /// Where.
    pub place: String,
    /// Who.
    pub coder: Option<CoderId>,
    /// Their initials then.
    pub who: String,
    /// When.
    pub at: Time,
    /// The step it takes back.
    pub undoes: Option<i64>,
    /// Whether it is taken back at present.
    pub undone: bool,
}

impl Entry {
    /// A step as it stands in the journal, not taken back.
    pub(super) fn of(op: crate::store::OpRow) -> Self {
        Self {
            seq: op.seq,
            kind: OpKind::parse(&op.kind).unwrap_or(OpKind::Upgrade),
            label: op.label,
            place: op.place,
            coder: op.coder,
            who: op.who,
            at: op.at,
            undoes: op.undoes,
            undone: false,
        }
    }
}

/// What a step did to one row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// The table.
    pub table: String,
    /// The row's id in hex.
    pub row: String,
    /// The row before, or nothing when it is new.
    pub before: Option<serde_json::Value>,
    /// The row after, or nothing when it is gone.
    pub after: Option<serde_json::Value>,
}

/// Something that steps can be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A source: itself, its speakers, codings, memos, values and progress.
    Source(SourceId),
    /// A code: itself, its codings, memos and pins.
    Code(CodeId),
}

/// Says that what was before a moment is not known, as there is no history of it: “this file has no history of before 3 May 2026”.
pub fn no_history_before(begins: Time) -> String {
    format!("this file has no history of before {}", begins.day())
}

impl Reader {
    /// When the history begins, where people coded before that, as in a copy to hand on: what was done earlier is not known. Nothing where all is.
    pub fn unknown_before(&self, corpus: &Corpus) -> Result<Option<Time>> {
        let begins = self.store().ops_after(0, 1)?.first().map(|op| op.at);
        Ok(begins.filter(|begins| corpus.all_codings().any(|coding| coding.at < *begins)))
    }
}

impl Reader {
    /// The steps that touched something or what hangs on it, by place in the journal.
    pub fn steps_about(&self, about: About) -> Result<std::collections::HashSet<i64>> {
        match about {
            About::Source(id) => self.store().ops_about("source", id.bytes()),
            About::Code(id) => self.store().ops_about("code", id.bytes()),
        }
    }

    /// The steps after `seq`, oldest first. A step is `undone` when an inverse of it that is itself not undone stands after it;
    /// with `seq` over 0 that is known only for the steps returned, so read from 0 to show the history.
    pub fn history(&self, seq: i64) -> Result<Vec<Entry>> {
        self.history_part(seq, u32::MAX)
    }

    /// The same, at most so many steps.
    pub fn history_part(&self, seq: i64, most: u32) -> Result<Vec<Entry>> {
        let ops = self.store().ops_after(seq, most)?;
        let mut undone = std::collections::HashSet::new();
        for op in ops.iter().rev() {
            // Later steps are settled first: an undo that was itself taken back takes nothing back.
            if let Some(target) = op.undoes.filter(|_| !undone.contains(&op.seq)) {
                undone.insert(target);
            }
        }
        Ok(ops.into_iter().map(|op| Entry { undone: undone.contains(&op.seq), ..Entry::of(op) }).collect())
    }

    /// The step that made a version of a text.
    pub fn maker(&self, version: &Version) -> Result<Option<Entry>> {
        Ok(self.store().maker("version", version.id.bytes())?.map(Entry::of))
    }

    /// How many rows a step changed.
    pub fn change_count(&self, seq: i64) -> Result<u64> {
        self.store().change_count(seq)
    }

    /// What a step changed, at most `limit` rows.
    pub fn changes_of(&self, seq: i64, limit: u32) -> Result<Vec<Change>> {
        let json = |text: Option<String>| text.and_then(|text| serde_json::from_str(&text).ok());
        let change = |row: crate::store::RowChange| Change {
            table: row.table,
            row: row.row.iter().map(|byte| format!("{byte:02x}")).collect(),
            before: json(row.before),
            after: json(row.after),
        };
        Ok(self.store().changes(seq, limit)?.into_iter().map(change).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{CodeDraft, Place, Project, Template, TemplateCode};

    #[test]
    fn the_steps_about_a_code_are_its_own_and_those_of_what_hangs_on_it() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("about.themata");
        let mut project = Project::create(&path, "About").unwrap();
        project.be_coder("BP", "Bo").unwrap();
        let codes = vec![TemplateCode { name: "Trust".into(), ..TemplateCode::default() }];
        let framework = project.add_framework(&Template { name: "Laws".into(), codes, ..Template::default() }).unwrap();
        let trust = Reader::open(&path).unwrap().corpus().unwrap().find_code("Trust")[0];
        let draft = CodeDraft { name: "Money".into(), ..CodeDraft::default() };
        let money = project.add_code(Place { framework: framework.value, parent: None, ahead_of: None }, &draft).unwrap();
        let pinned = project.set_pin(1, Some(trust)).unwrap();
        let unpinned = project.set_pin(1, None).unwrap();
        let reader = Reader::open(&path).unwrap();
        let about = |code| {
            let mut steps: Vec<i64> = reader.steps_about(About::Code(code)).unwrap().into_iter().collect();
            steps.sort_unstable();
            steps
        };
        assert_eq!(about(trust), [framework.op, pinned.op, unpinned.op].map(Option::unwrap));
        assert_eq!(about(money.value), [money.op.unwrap()]);
    }
}
