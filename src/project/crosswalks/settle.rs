//! Settling what single passages are in the second framework.

use super::found;
use crate::model::{Code, CodeId, Crosswalk, CrosswalkId, Framework, Passage, Ruling, Time, Verdict, VerdictId};
use crate::project::frameworks::past::definitions_of;
use crate::project::lines::{Lines, lies_in_its_text};
use crate::project::op::{Op, OpKind, count, name};
use crate::project::{Done, Project};
use crate::store::Store;
use crate::{Error, Result};

/// What is settled of a passage.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Settling {
    /// The passage.
    pub passage: Passage,
    /// What it is coded with.
    pub from: CodeId,
    /// What the link makes of it.
    pub to: CodeId,
    /// What is settled; nothing opens it again.
    pub ruling: Option<Ruling>,
    /// What it is instead, where it is moved.
    pub moved: Option<CodeId>,
}

impl Project {
    /// Settles what passages are in the second framework of a crosswalk, or opens that again, with one reason.
    pub fn settle_passages(&mut self, crosswalk: CrosswalkId, list: &[Settling], reason: &str) -> Result<Done> {
        let coder = self.who()?;
        let crosswalk = found(self.store.get::<Crosswalk>(crosswalk)?, "crosswalk")?;
        // What is moved to where it is read is accepted there.
        let stays = |one: &Settling| one.ruling == Some(Ruling::Moved) && one.moved == Some(one.to);
        let accepted = |one: &Settling| Settling { ruling: Some(Ruling::Accepted), moved: None, ..one.clone() };
        let list: &[Settling] = &list.iter().map(|one| if stays(one) { accepted(one) } else { one.clone() }).collect::<Vec<_>>();
        let Some(first) = list.first() else { return Err(Error::rejected("no passage is chosen")) };
        for one in list {
            self.check_settling(&crosswalk, one)?;
        }
        let told = verb(first.ruling);
        let to = first.moved.filter(|_| first.ruling == Some(Ruling::Moved)).unwrap_or(first.to);
        let target = name(&found(self.store.get::<Code>(to)?, "code")?.name);
        let place = found(self.store.get::<Framework>(crosswalk.to_framework)?, "framework")?.name;
        let work = |store: &Store| {
            store.expect(list.len() as u64);
            let mut lines = Lines::new(store);
            let written = |one: &Settling| {
                let verdict = Verdict {
                    id: VerdictId::new(),
                    crosswalk: crosswalk.id,
                    source: one.passage.source,
                    version: one.passage.version,
                    span: one.passage.span,
                    from_code: one.from,
                    to_code: one.to,
                    ruling: one.ruling?,
                    moved: one.moved.filter(|_| one.ruling == Some(Ruling::Moved)),
                    reason: reason.trim().to_owned(),
                    coder,
                    at: Time::now(),
                };
                Some(verdict)
            };
            list.iter().try_for_each(|one| settle(store, &mut lines, one, &crosswalk, written(one)))
        };
        self.transact_told(OpKind::SettlePassages, work, |touched, ()| {
            let passages = touched.rows::<Verdict>()?.min(list.len());
            let passages = if passages == 1 { "a passage".to_owned() } else { count(passages, "passage", "passages") };
            Ok(Op::new(OpKind::SettlePassages, told.replace("{passages}", &passages).replace("{code}", &target)).at(place))
        })
    }

    fn check_settling(&self, crosswalk: &Crosswalk, one: &Settling) -> Result<()> {
        lies_in_its_text(&self.store, &one.passage)?;
        let of = |id, framework| Ok::<_, Error>(found(self.store.get::<Code>(id)?, "code")?.framework == framework);
        let moved = match (one.ruling, one.moved) {
            (Some(Ruling::Moved), None) => {
                return Err(Error::hint("it is not said what the passage is instead", "Name a code of the second framework."));
            }
            (Some(Ruling::Moved), Some(code)) => of(code, crosswalk.to_framework)?,
            _ => true,
        };
        if !(of(one.from, crosswalk.from_framework)? && of(one.to, crosswalk.to_framework)? && moved) {
            return Err(Error::hint("that code is not of this crosswalk’s frameworks", "Name a code of the second framework."));
        }
        Ok(())
    }
}

fn verb(ruling: Option<Ruling>) -> &'static str {
    match ruling {
        Some(Ruling::Accepted) => "Accepted {passages} as {code}",
        Some(Ruling::Rejected) => "Rejected {passages} as {code}",
        Some(Ruling::Moved) => "Moved {passages} to {code}",
        None => "Opened {passages} again as {code}",
    }
}

/// Puts a verdict in the place of those that overlap it under the same link.
fn settle(store: &Store, lines: &mut Lines<'_>, one: &Settling, crosswalk: &Crosswalk, verdict: Option<Verdict>) -> Result<()> {
    let wanted = lines.shown(one.passage)?.unwrap_or(one.passage);
    let mut here: Vec<Verdict> = Vec::new();
    for old in store.by_both::<Verdict>(("source", &one.passage.source), ("from_code", &one.from))? {
        let place = lines.shown(old.passage())?.unwrap_or(old.passage());
        if (old.crosswalk, old.to_code) == (crosswalk.id, one.to) && place.version == wanted.version && place.span.overlaps(wanted.span) {
            here.push(old);
        }
    }
    let mut here = here.into_iter();
    match (verdict, here.next()) {
        (Some(new), Some(old)) => {
            let place = lines.shown(old.passage())?.unwrap_or(old.passage());
            let same = (old.ruling, old.moved, &old.reason) == (new.ruling, new.moved, &new.reason) && place == wanted;
            // Settled once more, what was settled by other words of its codes is so by those that stand now.
            if !same || is_outdated(store, &old)? {
                store.update(&Verdict { id: old.id, ..new })?;
            }
        }
        (Some(new), None) => store.insert(&new)?,
        (None, Some(old)) => store.delete::<Verdict>(old.id)?,
        (None, None) => {}
    }
    here.try_for_each(|old| store.delete::<Verdict>(old.id))
}

/// Whether one of the codes of a ruling was said to be something else when it was made.
fn is_outdated(store: &Store, verdict: &Verdict) -> Result<bool> {
    let codes = [Some(verdict.from_code), Some(verdict.to_code), verdict.moved];
    codes.into_iter().flatten().try_fold(false, |known, code| Ok(known || definitions_of(store, code)?.differ_since(verdict.at)))
}
