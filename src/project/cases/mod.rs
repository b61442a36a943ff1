//! Cases, their kinds and the sources they have.

mod cells;

pub use cells::CellEdit;

use super::codes::{found, not_empty};
use super::op::{Op, OpKind, count, name};
use super::transact::{Done, Project};
use crate::model::{Case, CaseId, CaseKind, CaseKindId, Grouping, Source, SourceCase, SourceId, Speaker, SpeakerId, order};
use crate::store::Store;
use crate::{Error, Result};

/// A case to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseDraft {
    /// Its kind.
    pub kind: CaseKindId,
    /// The case it belongs to.
    pub parent: Option<CaseId>,
    /// Its key, such as `P07`.
    pub name: String,
    /// Its name in full, or empty.
    pub full_name: String,
}

impl Project {
    /// Makes a kind of case below another.
    pub fn add_case_kind(&mut self, title: &str, parent: Option<CaseKindId>) -> Result<Done<CaseKindId>> {
        let all = self.store.all::<CaseKind>()?;
        refuse_kind_twice(&all, None, title)?;
        let last = all.into_iter().map(|kind| kind.ord).max().unwrap_or_default();
        let kind = CaseKind { id: CaseKindId::new(), parent, name: title.trim().into(), ord: order::between(&last, None) };
        self.transact(&Op::new(OpKind::AddCaseKind, format!("Made the kind of case {}", name(title.trim()))), |store| {
            store.insert(&kind).map(|()| kind.id)
        })
    }

    /// Renames a kind of case or moves it below another.
    pub fn edit_case_kind(&mut self, kind: CaseKind) -> Result<Done> {
        let kind = CaseKind { name: kind.name.trim().into(), ..kind };
        let old = found(self.store.get::<CaseKind>(kind.id)?, "kind of case")?;
        let all = self.store.all::<CaseKind>()?;
        refuse_kind_twice(&all, Some(kind.id), &kind.name)?;
        let mut above = kind.parent;
        while let Some(id) = above {
            if id == kind.id {
                return Err(Error::rejected(format!("“{}” cannot lie below itself", kind.name)));
            }
            above = all.iter().find(|other| other.id == id).and_then(|other| other.parent);
        }
        let label = if old.name == kind.name {
            format!("Changed the kind of case {}", name(&kind.name))
        } else {
            format!("Renamed the kind of case {} to {}", name(&old.name), name(&kind.name))
        };
        self.transact(&Op::new(OpKind::EditCaseKind, label), |store| store.update(&kind))
    }

    /// Removes a kind that has no cases; kinds below it go up. A grouping that used it is empty then.
    pub fn remove_case_kind(&mut self, id: CaseKindId) -> Result<Done> {
        let kind = found(self.store.get::<CaseKind>(id)?, "kind of case")?;
        let cases = self.store.by::<Case>("kind", &id)?.len();
        if cases > 0 {
            return Err(Error::hint(
                format!("{} of the kind “{}” would be left without a kind", count(cases, "case", "cases"), kind.name),
                "Remove them first, or give them another kind.",
            ));
        }
        let project = self.without_grouping(Grouping::Kind(id))?;
        self.transact(&Op::new(OpKind::RemoveCaseKind, format!("Removed the kind of case {}", name(&kind.name))), |store| {
            store.update(&project)?;
            for below in store.by::<CaseKind>("parent", &id)? {
                store.update(&CaseKind { parent: kind.parent, ..below })?;
            }
            store.delete::<CaseKind>(id)
        })
    }

    /// Makes a case.
    pub fn add_case(&mut self, draft: &CaseDraft) -> Result<Done<CaseId>> {
        self.add_case_for(draft, &[], &[])
    }

    /// Makes a case and gives it sources, and joins speakers to it, as one step.
    pub fn add_case_for(&mut self, draft: &CaseDraft, sources: &[SourceId], speakers: &[SpeakerId]) -> Result<Done<CaseId>> {
        not_empty("a case", &draft.name)?;
        found(self.store.get::<CaseKind>(draft.kind)?, "kind of case")?;
        let same_kind = self.store.by::<Case>("kind", &draft.kind)?;
        refuse_twice(&same_kind, None, &draft.name)?;
        let last = same_kind.into_iter().map(|case| case.ord).max().unwrap_or_default();
        let case = Case {
            id: CaseId::new(),
            kind: draft.kind,
            parent: draft.parent,
            name: draft.name.trim().into(),
            full_name: draft.full_name.trim().into(),
            pseudonym: String::new(),
            ord: order::between(&last, None),
        };
        let work = |store: &Store| {
            store.insert(&case)?;
            sources.iter().try_for_each(|source| super::speakers::link(store, *source, case.id).map(drop))?;
            let given = store.by::<SourceCase>("case_id", &case.id)?.len();
            super::speakers::join(store, speakers, Some(case.id))?;
            Ok(given)
        };
        let done = self.transact_told(OpKind::AddCase, work, |touched, given| {
            let joined = touched.rows::<Speaker>()?;
            let given = [
                (*given > 0).then(|| format!(" and gave it {}", count(*given, "source", "sources"))),
                (joined > 0).then(|| format!(" and joined {} to it", count(joined, "speaker", "speakers"))),
            ];
            Ok(Op::new(OpKind::AddCase, format!("Made the case {}{}", name(&case.name), given.into_iter().flatten().collect::<String>())))
        })?;
        Ok(Done { op: done.op, value: case.id })
    }

    /// Changes a case's name, full name, pseudonym, kind or parent.
    pub fn edit_case(&mut self, case: Case) -> Result<Done> {
        let trimmed = |text: &str| text.trim().to_owned();
        let case = Case { name: trimmed(&case.name), full_name: trimmed(&case.full_name), pseudonym: trimmed(&case.pseudonym), ..case };
        let old = check_case(&self.store, &case)?;
        let label = if old.name == case.name {
            format!("Changed the case {}", name(&case.name))
        } else {
            format!("Renamed the case {} to {}", name(&old.name), name(&case.name))
        };
        self.transact(&Op::new(OpKind::EditCase, label), |store| store.update(&case))
    }

    /// Removes cases with their values and memos; cases that belonged to them stay, and their sources too.
    pub fn remove_cases(&mut self, ids: &[CaseId]) -> Result<Done> {
        let first = found(ids.first().map(|id| self.store.get::<Case>(*id)).transpose()?.flatten(), "case")?;
        let work = |store: &Store| {
            for id in ids {
                for below in store.by::<Case>("parent", id)? {
                    store.update(&Case { parent: None, ..below })?;
                }
                store.delete::<Case>(*id)?;
            }
            Ok(())
        };
        self.transact_told(OpKind::RemoveCases, work, |touched, ()| {
            let gone = touched.of::<Case>(ids)?.len();
            Ok(Op::new(OpKind::RemoveCases, format!("Removed {}", if gone == 1 { name(&first.name) } else { count(gone, "case", "cases") })))
        })
    }

    /// Gives sources to a case.
    pub fn link_sources(&mut self, sources: &[SourceId], case: CaseId) -> Result<Done> {
        let to = found(self.store.get::<Case>(case)?, "case")?;
        let work = |store: &Store| {
            let mut given = Vec::new();
            for source in sources {
                if super::speakers::link(store, *source, case)? {
                    given.push(*source);
                }
            }
            Ok(given)
        };
        let done = self.transact_told(OpKind::LinkSources, work, |touched, given| {
            Ok(Op::new(OpKind::LinkSources, format!("Gave {} to {}", sources_named(touched.store(), given)?, name(&to.name))))
        })?;
        Ok(Done { op: done.op, value: () })
    }

    /// Takes sources from a case; speakers joined to it there are parted from it.
    pub fn unlink_sources(&mut self, sources: &[SourceId], case: CaseId) -> Result<Done> {
        let from = found(self.store.get::<Case>(case)?, "case")?;
        let work = |store: &Store| {
            let mut taken = Vec::new();
            for source in sources {
                let links = store.by::<SourceCase>("source", source)?.into_iter().filter(|link| link.case_id == case);
                let speakers = store.by::<Speaker>("source", source)?.into_iter().filter(|s| s.case_id == Some(case));
                let (links, speakers): (Vec<_>, Vec<_>) = (links.collect(), speakers.collect());
                if !links.is_empty() || !speakers.is_empty() {
                    taken.push(*source);
                }
                links.into_iter().try_for_each(|link| store.delete::<SourceCase>(link.id))?;
                speakers.into_iter().try_for_each(|speaker| store.update(&Speaker { case_id: None, ..speaker }))?;
            }
            Ok(taken)
        };
        let done = self.transact_told(OpKind::UnlinkSources, work, |touched, taken| {
            Ok(Op::new(OpKind::UnlinkSources, format!("Took {} from {}", sources_named(touched.store(), taken)?, name(&from.name))))
        })?;
        Ok(Done { op: done.op, value: () })
    }
}

/// One source's name or how many, in the words of the history.
pub(super) fn sources_named(store: &Store, ids: &[SourceId]) -> Result<String> {
    match ids {
        [one] => Ok(name(&found(store.get::<Source>(*one)?, "source")?.name)),
        _ => Ok(count(ids.len(), "source", "sources")),
    }
}

/// Refuses a case without a name, with a name another of its kind has, or that would belong to itself; gives it as it stands.
fn check_case(store: &Store, case: &Case) -> Result<Case> {
    not_empty("a case", &case.name)?;
    let old = found(store.get::<Case>(case.id)?, "case")?;
    refuse_twice(&store.by::<Case>("kind", &case.kind)?, Some(case.id), &case.name)?;
    let all = store.all::<Case>()?;
    let mut above = case.parent;
    while let Some(id) = above {
        if id == case.id {
            return Err(Error::rejected(format!("“{}” cannot belong to itself", case.name)));
        }
        above = all.iter().find(|other| other.id == id).and_then(|other| other.parent);
    }
    Ok(old)
}

/// Refuses a kind without a name, or with a name that another one has.
fn refuse_kind_twice(all: &[CaseKind], own: Option<CaseKindId>, title: &str) -> Result<()> {
    not_empty("a kind of case", title)?;
    if all.iter().any(|kind| Some(kind.id) != own && kind.name.to_lowercase() == title.trim().to_lowercase()) {
        return Err(Error::hint(format!("there is a kind of case “{}” already", title.trim()), "Use that one, or give this one another name."));
    }
    Ok(())
}

fn refuse_twice(same_kind: &[Case], own: Option<CaseId>, title: &str) -> Result<()> {
    if same_kind.iter().any(|case| Some(case.id) != own && case.name.to_lowercase() == title.trim().to_lowercase()) {
        return Err(Error::hint(format!("there is a case “{}” of this kind already", title.trim()), "Give this one another name."));
    }
    Ok(())
}
