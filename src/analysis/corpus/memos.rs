//! Memos in the corpus, what became of them and what they are linked to.

use super::Corpus;
use crate::model::*;
use std::collections::HashMap;
use std::sync::Arc;

impl Corpus {
    /// Puts memos in.
    pub fn set_memos(&mut self, mut memos: Vec<Memo>) {
        memos.iter_mut().for_each(|memo| memo.subject = self.subject_now(memo.subject));
        memos.sort_unstable_by_key(|memo| memo.id);
        self.memos = Arc::new(memos);
    }

    /// A memo.
    pub fn memo(&self, id: MemoId) -> Option<&Memo> {
        self.memos.binary_search_by_key(&id, |memo| memo.id).ok().map(|at| &self.memos[at])
    }

    /// A subject on the text that is shown; as it is where its words were corrected away.
    fn subject_now(&self, subject: Subject) -> Subject {
        let Subject::Passage(source, version, span) = subject else { return subject };
        let Passage { version, span, .. } = self.shown(Passage { source, version, span });
        Subject::Passage(source, version, span)
    }

    /// Puts in what memos are linked to. Passages are on the text that is shown, unless all their words were corrected away.
    pub fn set_memo_links(&mut self, links: Vec<MemoLink>) {
        let mut of: HashMap<MemoId, Vec<MemoLink>> = HashMap::new();
        for mut link in links {
            if let Linked::On(subject) = link.to {
                link.to = Linked::On(self.subject_now(subject));
            }
            of.entry(link.memo).or_default().push(link);
        }
        self.memo_links = Arc::new(of);
    }

    /// What a memo is linked to, in the order it was linked.
    pub fn links_of_memo(&self, memo: MemoId) -> &[MemoLink] {
        self.memo_links.get(&memo).map_or(&[], Vec::as_slice)
    }

    /// Everything that a memo is on or linked to, other memos apart: first what it is on.
    pub fn subjects_of(&self, memo: &Memo) -> impl Iterator<Item = Subject> {
        let linked = self.links_of_memo(memo.id).iter().filter_map(|link| match link.to {
            Linked::On(subject) => Some(subject),
            Linked::Memo(_) => None,
        });
        std::iter::once(memo.subject).chain(linked)
    }

    /// The memos that are on something or linked to it, in the order they were written.
    pub fn memos_at(&self, subject: Subject) -> impl Iterator<Item = &Memo> {
        self.memos.iter().filter(move |memo| self.subjects_of(memo).any(|one| one == subject))
    }

    /// The memos that are linked to a memo.
    pub fn memos_linked_to(&self, memo: MemoId) -> impl Iterator<Item = &Memo> {
        self.memos.iter().filter(move |other| self.links_of_memo(other.id).iter().any(|link| link.to == Linked::Memo(memo)))
    }

    /// Puts in what became of memos.
    pub fn set_memo_states(&mut self, states: Vec<MemoStanding>) {
        self.memo_states = Arc::new(states.into_iter().map(|one| (one.memo, one)).collect());
    }

    /// What became of a memo, by whom and when; nothing where nobody said anything yet.
    pub fn memo_standing(&self, memo: MemoId) -> Option<&MemoStanding> {
        self.memo_states.get(&memo)
    }

    /// Whether a memo is done with.
    pub fn memo_state(&self, memo: MemoId) -> MemoState {
        self.memo_standing(memo).map_or(MemoState::Open, |one| one.state)
    }

    /// How many memos are open.
    pub fn open_memos(&self) -> usize {
        self.memos.iter().filter(|memo| self.memo_state(memo.id) == MemoState::Open).count()
    }
}
