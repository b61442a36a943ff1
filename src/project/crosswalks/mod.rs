//! Crosswalks: codes of one framework linked to codes of another, passages settled one by one, and the whole applied for good.

mod apply;
mod displaced;
mod merged;
mod overruled;
mod past;
mod settle;

pub use displaced::Displaced;
pub(super) use merged::{move_links, together};
pub use overruled::Overruled;
pub use past::Otherwise;
pub use settle::Settling;

use super::codes::found;
use super::op::{Op, OpKind, count, name};
use super::transact::{Done, Project};
use crate::model::{Code, CodeId, Crosswalk, CrosswalkId, CrosswalkLink, CrosswalkLinkId, Framework, FrameworkId, Layer, LayerId, LayerKind, Time};
use crate::store::Store;
use crate::{Error, Result};

/// A link as it is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkDraft {
    /// The code of the first framework.
    pub from: CodeId,
    /// The code of the second; nothing where it has no counterpart.
    pub to: Option<CodeId>,
    /// Why.
    pub reason: String,
}

impl Project {
    /// Links codes of one framework to codes of another; the crosswalk between the two is made with the first. A link that is there gets the new
    /// reason. A code that has a counterpart is no longer without one, and the other way round.
    pub fn map_codes(&mut self, from: FrameworkId, to: FrameworkId, links: &[LinkDraft]) -> Result<Done<CrosswalkId>> {
        let coder = self.who()?;
        let (lens, target) = (self.framework(from)?, self.framework(to)?);
        if from == to {
            return Err(Error::hint("a framework is not read through itself", "Choose codes of two frameworks."));
        }
        let Some(first) = links.first() else { return Err(Error::rejected("no code is chosen to be linked")) };
        for link in links {
            self.code_of(link.from, &lens)?;
            link.to.map(|code| self.code_of(code, &target)).transpose()?;
        }
        let title = {
            let code = name(&self.code_of(first.from, &lens)?.name);
            match first.to {
                Some(to) => format!("Linked {code} to {}", name(&self.code_of(to, &target)?.name)),
                None => {
                    let gone = match self.counterparts(first.from, (from, to))? {
                        0 => String::new(),
                        links => format!(", which takes {} away", count(links, "link", "links")),
                    };
                    format!("Noted that {code} has no counterpart in {}{gone}", name(&target.name))
                }
            }
        };
        let work = |store: &Store| {
            let crosswalk = enter(store, (&lens, &target))?;
            links.iter().try_for_each(|link| write(store, crosswalk, link, coder)).map(|()| crosswalk)
        };
        self.transact_told(OpKind::MapCodes, work, |touched, _| {
            let label = match links.len() {
                1 => title,
                _ => {
                    let links = count(touched.rows::<CrosswalkLink>()?, "code", "codes");
                    format!("Linked {links} of {} to {}", name(&lens.name), name(&target.name))
                }
            };
            Ok(Op::new(OpKind::MapCodes, label).at(target.name.clone()))
        })
    }

    /// Takes links away. What was settled under them is kept, and counts again when they are made again.
    pub fn unmap_codes(&mut self, ids: &[CrosswalkLinkId]) -> Result<Done> {
        let links = ids.iter().map(|id| found(self.store.get::<CrosswalkLink>(*id)?, "link")).collect::<Result<Vec<_>>>()?;
        let Some(first) = links.first() else { return Err(Error::rejected("no link is chosen")) };
        let code = |id| Ok::<_, Error>(self.store.get::<Code>(id)?.map_or_else(String::new, |code| name(&code.name)));
        let label = match (links.len(), first.to_code) {
            (1, Some(to)) => format!("Parted {} from {}", code(first.from_code)?, code(to)?),
            (1, None) => format!("Took back that {} has no counterpart", code(first.from_code)?),
            (n, _) => format!("Took {} away", count(n, "link", "links")),
        };
        let crosswalk = found(self.store.get::<Crosswalk>(first.crosswalk)?, "crosswalk")?;
        let op = Op::new(OpKind::MapCodes, label).at(self.framework(crosswalk.to_framework)?.name);
        self.transact(&op, |store| ids.iter().try_for_each(|id| store.delete::<CrosswalkLink>(*id)))
    }

    /// How many codes of another framework a code is linked to.
    fn counterparts(&self, code: CodeId, (from, to): (FrameworkId, FrameworkId)) -> Result<usize> {
        let all = self.store.all::<Crosswalk>()?;
        let here = |id: CrosswalkId| all.iter().any(|one| one.id == id && (one.from_framework, one.to_framework) == (from, to));
        let links = self.store.by::<CrosswalkLink>("from_code", &code)?;
        Ok(links.iter().filter(|link| link.to_code.is_some() && here(link.crosswalk)).count())
    }

    fn framework(&self, id: FrameworkId) -> Result<Framework> {
        found(self.store.get::<Framework>(id)?, "framework")
    }

    /// A code, which has to be of this framework.
    fn code_of(&self, id: CodeId, framework: &Framework) -> Result<Code> {
        let code = found(self.store.get::<Code>(id)?, "code")?;
        match code.framework == framework.id {
            true => Ok(code),
            false => Err(Error::hint(
                format!("“{}” is no code of {}", code.name, framework.name),
                "A crosswalk goes from the codes of one framework to those of another.",
            )),
        }
    }
}

/// The crosswalk between two frameworks, made with its layer where nothing was linked yet.
fn enter(store: &Store, (from, to): (&Framework, &Framework)) -> Result<CrosswalkId> {
    let there = store.by_both::<Crosswalk>(("from_framework", &from.id), ("to_framework", &to.id))?;
    if let Some(there) = there.first() {
        return Ok(there.id);
    }
    let name = format!("{} → {}", from.name, to.name);
    let layer = Layer { id: LayerId::new(), kind: LayerKind::Crosswalk, name, framework: Some(to.id) };
    let crosswalk = Crosswalk { id: CrosswalkId::new(), from_framework: from.id, to_framework: to.id, layer: layer.id };
    store.insert(&layer)?;
    store.insert(&crosswalk)?;
    Ok(crosswalk.id)
}

fn write(store: &Store, crosswalk: CrosswalkId, draft: &LinkDraft, coder: crate::model::CoderId) -> Result<()> {
    let reason = draft.reason.trim().to_owned();
    let there = store.by_both::<CrosswalkLink>(("crosswalk", &crosswalk), ("from_code", &draft.from))?;
    for other in there.iter().filter(|other| other.to_code.is_some() != draft.to.is_some()) {
        store.delete::<CrosswalkLink>(other.id)?;
    }
    match there.into_iter().find(|link| link.to_code == draft.to) {
        Some(link) if link.reason == reason => Ok(()),
        Some(link) => store.update(&CrosswalkLink { reason, coder, at: Time::now(), ..link }),
        None => {
            let (from_code, to_code) = (draft.from, draft.to);
            store.insert(&CrosswalkLink { id: CrosswalkLinkId::new(), crosswalk, from_code, to_code, reason, coder, at: Time::now() })
        }
    }
}
