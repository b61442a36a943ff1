//! A framework through time: named as it stands, and codings looked at again after their code was redefined.

use crate::model::{Code, Coding, CodingId, Framework, FrameworkId, FrameworkVersion, FrameworkVersionId, LookedAgain, LookedAgainId, Time};
use crate::project::codes::{found, not_empty, once};
use crate::project::op::{Op, OpKind, count, name};
use crate::project::{Done, Project};
use crate::store::Store;
use crate::{Error, Result};

impl Project {
    /// Names a framework as it stands, with why it came to be so and what was said at the meeting.
    pub fn name_version(&mut self, framework: FrameworkId, title: &str, reason: &str, note: &str) -> Result<Done<FrameworkVersionId>> {
        let coder = self.who()?;
        not_empty("a version", title)?;
        let of = found(self.store.get::<Framework>(framework)?, "framework")?;
        self.refuse_version_twice(framework, None, title)?;
        let codes = self.store.by::<Code>("framework", &framework)?;
        let version = FrameworkVersion {
            id: FrameworkVersionId::new(),
            framework,
            name: title.trim().to_owned(),
            reason: reason.trim().to_owned(),
            note: note.trim().to_owned(),
            codes,
            coder,
            at: Time::now(),
        };
        let codes = count(version.codes.len(), "code", "codes");
        let label = format!("Named {} as it stands, with {codes}, {}", name(&of.name), name(&version.name));
        self.transact(&Op::new(OpKind::NameVersion, label).at(of.name), |store| store.insert(&version).map(|()| version.id))
    }

    /// Changes the name, the reason or the note of a version; its codes and its time stay.
    pub fn edit_version(&mut self, id: FrameworkVersionId, title: &str, reason: &str, note: &str) -> Result<Done> {
        not_empty("a version", title)?;
        let old = found(self.store.get::<FrameworkVersion>(id)?, "version of a framework")?;
        self.refuse_version_twice(old.framework, Some(id), title)?;
        let label = if old.name == title.trim() {
            format!("Described the version {}", name(&old.name))
        } else {
            format!("Renamed the version {} to {}", name(&old.name), name(title.trim()))
        };
        let place = crate::project::reader::framework_name(&self.store, old.framework)?;
        let [title, reason, note] = [title, reason, note].map(|words| words.trim().to_owned());
        let new = FrameworkVersion { name: title, reason, note, ..old };
        self.transact(&Op::new(OpKind::EditVersion, label).at(place), |store| store.update(&new))
    }

    /// Removes named versions. The codes as they are now are not touched.
    pub fn remove_versions(&mut self, ids: &[FrameworkVersionId]) -> Result<Done> {
        let ids = once(ids);
        let versions = ids.iter().map(|id| found(self.store.get::<FrameworkVersion>(*id)?, "version of a framework")).collect::<Result<Vec<_>>>()?;
        let Some(first) = versions.first() else { return Err(Error::rejected("no version is chosen")) };
        let what = if versions.len() == 1 { format!("the version {}", name(&first.name)) } else { count(versions.len(), "version", "versions") };
        let place = crate::project::reader::framework_name(&self.store, first.framework)?;
        let op = Op::new(OpKind::RemoveVersions, format!("Removed {what}")).at(place);
        self.transact(&op, |store| ids.iter().try_for_each(|id| store.delete::<FrameworkVersion>(*id)))
    }

    fn refuse_version_twice(&self, framework: FrameworkId, own: Option<FrameworkVersionId>, title: &str) -> Result<()> {
        let all = self.store.by::<FrameworkVersion>("framework", &framework)?;
        match all.iter().any(|version| Some(version.id) != own && version.name.to_lowercase() == title.trim().to_lowercase()) {
            true => Err(Error::hint(format!("there is a version “{}” of this framework already", title.trim()), "Give this one another name.")),
            false => Ok(()),
        }
    }

    /// Notes that codings were looked at again and hold as their code is defined now.
    pub fn look_again(&mut self, ids: &[CodingId]) -> Result<Done> {
        let coder = self.who()?;
        let ids = once(ids);
        let codings = ids.iter().map(|id| found(self.store.get::<Coding>(*id)?, "coding")).collect::<Result<Vec<_>>>()?;
        if codings.is_empty() {
            return Err(Error::rejected("no coding is chosen"));
        }
        let work = |store: &Store| {
            store.expect(ids.len() as u64);
            for coding in &ids {
                let row = store.by::<LookedAgain>("coding", coding)?.into_iter().next();
                match row {
                    Some(row) => store.update(&LookedAgain { coder, at: Time::now(), ..row })?,
                    None => store.insert(&LookedAgain { id: LookedAgainId::new(), coding: *coding, coder, at: Time::now() })?,
                }
            }
            Ok(())
        };
        self.transact_told(OpKind::LookAgain, work, |touched, ()| {
            let store = touched.store();
            let label = format!("Looked again at {}", crate::project::codings::these(store, &codings)?);
            Ok(Op::new(OpKind::LookAgain, label).at(crate::project::codings::place(store, codings.iter().map(|coding| coding.source))?))
        })
    }
}
