//! What memos are linked to beside what they are on.

use crate::model::{Key, Linked, Memo, MemoId, MemoLink, MemoLinkId, Subject, Time};
use crate::project::codes::found;
use crate::project::lines::Lines;
use crate::project::op::{Op, OpKind, count, name};
use crate::project::{Done, Project};
use crate::store::Store;
use crate::{Error, Result};

impl Project {
    /// What a memo is linked to, in the words of the history.
    fn linked(&self, to: Linked) -> Result<String> {
        match to {
            Linked::On(subject) => self.subject(subject),
            Linked::Memo(id) => Ok(format!("the memo {}", name(found(self.store.get::<Memo>(id)?, "memo")?.heading()))),
        }
    }

    fn linked_all(&self, to: &[Linked]) -> Result<String> {
        match to {
            [] => Err(Error::rejected("nothing is chosen to link the memo to")),
            [one] => self.linked(*one),
            several => {
                several.iter().try_for_each(|one| self.linked(*one).map(drop))?;
                Ok(count(several.len(), "thing", "things"))
            }
        }
    }

    /// Links a memo to more than what it is on. What it is on or linked to already stays as it is.
    pub fn link_memo(&mut self, id: MemoId, to: &[Linked]) -> Result<Done> {
        let coder = self.who()?;
        let memo = found(self.store.get::<Memo>(id)?, "memo")?;
        if to.contains(&Linked::Memo(id)) {
            return Err(Error::hint("a memo is not linked to itself", "Choose another one."));
        }
        if to.contains(&Linked::On(Subject::Project)) {
            return Err(Error::hint("every memo is about the project", "Link it to a passage, a source, a code, a case or another memo."));
        }
        let label = format!("Linked the memo {} to {}", name(memo.heading()), self.linked_all(to)?);
        for one in to {
            if let Linked::On(subject) = one {
                self.lies_in_its_text(*subject)?;
            }
        }
        let work = |store: &Store| {
            let mut places = Places { lines: Lines::new(store) };
            let own = places.shown(Linked::On(memo.subject))?;
            for one in to {
                let wanted = places.shown(*one)?;
                if wanted != own && places.links(store, id, wanted)?.is_empty() {
                    store.insert(&MemoLink { id: MemoLinkId::new(), memo: id, to: *one, coder, at: Time::now() })?;
                }
            }
            Ok(())
        };
        self.transact(&Op::new(OpKind::LinkMemo, label).at(memo.kind.name()), work)
    }

    /// Takes links of a memo off.
    pub fn unlink_memo(&mut self, id: MemoId, from: &[Linked]) -> Result<Done> {
        let memo = found(self.store.get::<Memo>(id)?, "memo")?;
        let label = format!("Took the link to {} off the memo {}", self.linked_all(from)?, name(memo.heading()));
        let work = |store: &Store| {
            let mut places = Places { lines: Lines::new(store) };
            for one in from {
                let wanted = places.shown(*one)?;
                for link in places.links(store, id, wanted)? {
                    store.delete::<MemoLink>(link.id)?;
                }
            }
            Ok(())
        };
        self.transact(&Op::new(OpKind::UnlinkMemo, label).at(memo.kind.name()), work)
    }
}

/// Moves the memos on a code or a coding, and the links to it, to what takes its place; how many memos that are. A link to what its memo is on or
/// linked to already goes.
pub(in crate::project) fn move_memos(store: &Store, from: Subject, to: Subject) -> Result<usize> {
    let Some((column, from)) = column(from) else { return Ok(0) };
    let links = |memo: MemoId| {
        let links = store.by::<MemoLink>("memo", &memo)?;
        Ok::<_, Error>(links.into_iter().filter(|link| link.to == Linked::On(to)).collect::<Vec<_>>())
    };
    let memos = store.by::<Memo>(column, &from)?;
    let count = memos.len();
    for memo in memos {
        for link in links(memo.id)? {
            store.delete::<MemoLink>(link.id)?;
        }
        store.update(&Memo { subject: to, ..memo })?;
    }
    for link in store.by::<MemoLink>(column, &from)? {
        let is_on = store.get::<Memo>(link.memo)?.is_some_and(|memo| memo.subject == to);
        match is_on || !links(link.memo)?.is_empty() {
            true => store.delete::<MemoLink>(link.id)?,
            false => store.update(&MemoLink { to: Linked::On(to), ..link })?,
        }
    }
    Ok(count)
}

/// Where rows of memos and of links name a code or a coding.
fn column(of: Subject) -> Option<(&'static str, [u8; 16])> {
    match of {
        Subject::Code(id) => Some(("code", *id.bytes())),
        Subject::Coding(id) => Some(("coding", *id.bytes())),
        Subject::Project | Subject::Source(_) | Subject::Passage(..) | Subject::Case(_) => None,
    }
}

/// Passages on the texts that are shown.
struct Places<'a> {
    lines: Lines<'a>,
}

impl Places<'_> {
    fn shown(&mut self, to: Linked) -> Result<Linked> {
        let Linked::On(Subject::Passage(source, version, span)) = to else { return Ok(to) };
        let place = crate::model::Passage { source, version, span };
        let place = self.lines.shown(place)?.unwrap_or(place);
        Ok(Linked::On(Subject::Passage(place.source, place.version, place.span)))
    }

    /// The links of a memo to one thing.
    fn links(&mut self, store: &Store, memo: MemoId, wanted: Linked) -> Result<Vec<MemoLink>> {
        let mut list = Vec::new();
        for link in store.by::<MemoLink>("memo", &memo)? {
            if self.shown(link.to)? == wanted {
                list.push(link);
            }
        }
        Ok(list)
    }
}
