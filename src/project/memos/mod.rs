//! Memos on anything, and the drafts they grow from.

mod links;

pub(in crate::project) use links::move_memos;

use super::codes::found;
use super::lines::lies_in_its_text;
use super::op::{Op, OpKind, count, name};
use super::transact::{Done, Project};
use crate::Result;
use crate::model::{Case, Code, Coding, Memo, MemoId, MemoKind, MemoStanding, MemoState, MemoStateId, Passage, Source, Subject, Time};
use crate::store::Store;

/// A memo to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemoDraft {
    /// What it is on.
    pub subject: Subject,
    /// What it is for.
    pub kind: MemoKind,
    /// Its title, or empty.
    pub title: String,
    /// Its words.
    pub body: String,
}

impl Project {
    /// What a memo is on, in the words of the history.
    fn subject(&self, subject: Subject) -> Result<String> {
        Ok(match subject {
            Subject::Project => "the project".into(),
            Subject::Source(id) => name(&found(self.store.get::<Source>(id)?, "source")?.name),
            Subject::Passage(id, ..) => format!("a passage of {}", name(&found(self.store.get::<Source>(id)?, "source")?.name)),
            Subject::Code(id) => name(&found(self.store.get::<Code>(id)?, "code")?.name),
            Subject::Case(id) => name(&found(self.store.get::<Case>(id)?, "case")?.name),
            Subject::Coding(id) => {
                let coding = found(self.store.get::<Coding>(id)?, "coding")?;
                format!("a passage coded as {}", name(&found(self.store.get::<Code>(coding.code)?, "code")?.name))
            }
        })
    }

    /// Refuses a passage that is empty or lies outside the text it is said to be of.
    fn lies_in_its_text(&self, subject: Subject) -> Result<()> {
        match subject {
            Subject::Passage(source, version, span) => lies_in_its_text(&self.store, &Passage { source, version, span }),
            _ => Ok(()),
        }
    }

    /// Writes a memo. Its draft is done with.
    pub fn add_memo(&mut self, draft: MemoDraft) -> Result<Done<MemoId>> {
        let coder = self.who()?;
        let label = format!("Memo on {}", self.subject(draft.subject)?);
        self.lies_in_its_text(draft.subject)?;
        let MemoDraft { subject, kind, title, body } = draft;
        let memo = Memo { id: MemoId::new(), subject, kind, title, body, coder, at: Time::now() };
        self.transact(&Op::new(OpKind::AddMemo, label).at(kind.name()), |store| store.insert(&memo).map(|()| memo.id))
    }

    /// Writes memos that were made elsewhere, each by its own coder and at its own time.
    pub fn add_memos_of(&mut self, memos: &[Memo]) -> Result<Done> {
        memos.iter().try_for_each(|memo| self.lies_in_its_text(memo.subject))?;
        self.transact(&Op::new(OpKind::AddMemo, format!("Brought in {}", count(memos.len(), "memo", "memos"))), |store| {
            memos.iter().try_for_each(|memo| store.insert(memo))
        })
    }

    /// Changes a memo's kind, title or words.
    pub fn edit_memo(&mut self, id: MemoId, kind: MemoKind, title: &str, body: &str) -> Result<Done> {
        let memo = found(self.store.get::<Memo>(id)?, "memo")?;
        let label = format!("Changed the memo on {}", self.subject(memo.subject)?);
        let memo = Memo { kind, title: title.into(), body: body.into(), ..memo };
        self.transact(&Op::new(OpKind::EditMemo, label).at(kind.name()), |store| store.update(&memo))
    }

    /// Removes memos.
    pub fn remove_memos(&mut self, ids: &[MemoId]) -> Result<Done> {
        let work = |store: &Store| ids.iter().try_for_each(|id| store.delete::<Memo>(*id));
        self.transact_told(OpKind::RemoveMemos, work, |touched, ()| {
            Ok(Op::new(OpKind::RemoveMemos, format!("Removed {}", count(touched.rows::<Memo>()?, "memo", "memos"))))
        })
    }

    /// Settles memos, or opens them again. Those that are so already stay as somebody left them.
    pub fn settle_memos(&mut self, ids: &[MemoId], state: MemoState) -> Result<Done> {
        let coder = self.who()?;
        for id in ids {
            found(self.store.get::<Memo>(*id)?, "memo")?;
        }
        let work = |store: &Store| {
            ids.iter().try_for_each(|memo| {
                let old = store.by::<MemoStanding>("memo", memo)?.into_iter().next();
                match old {
                    Some(old) if old.state == state => Ok(()),
                    Some(old) => store.update(&MemoStanding { state, coder, at: Time::now(), ..old }),
                    None if state == MemoState::Open => Ok(()),
                    None => store.insert(&MemoStanding { id: MemoStateId::new(), memo: *memo, state, coder, at: Time::now() }),
                }
            })
        };
        self.transact_told(OpKind::SettleMemos, work, |touched, ()| {
            let memos = count(touched.rows::<MemoStanding>()?, "memo", "memos");
            let label = match state {
                MemoState::Settled => format!("Settled {memos}"),
                MemoState::Open => format!("Opened {memos} again"),
            };
            Ok(Op::new(OpKind::SettleMemos, label))
        })
    }

    /// Keeps what is being typed in `place`, outside the journal, so that a kill loses none of it. Empty words end the draft.
    pub fn keep_draft(&mut self, place: &str, text: &str) -> Result<()> {
        self.hold()?;
        self.store.put_draft(place, text)
    }

    /// Keeps what was being typed in `from` as what is being typed in `to`.
    pub fn move_draft(&mut self, from: &str, to: &str, text: &str) -> Result<()> {
        self.hold()?;
        self.store.move_draft(from, to, text)
    }
}
