//! Sources: imported, renamed, removed.

mod add;
mod correct;
mod corrected;
mod note;
mod prepared;
mod remarks;

pub use add::{Brought, Ground, free_name};
pub use correct::{NewFile, Revision};
pub(super) use corrected::{Base, Corrected};
pub use note::NoteDraft;
pub use prepared::{NewRemark, NewSource, NewSpeaker, Prepared};
pub use remarks::remark_title;

use super::codes::{found, not_empty};
use super::op::{Op, OpKind, count, name};
use super::transact::{Done, Project};
use crate::model::{Source, SourceId, SourceKind};
use crate::store::Store;
use crate::{Error, Result};

impl Project {
    /// Changes a source's name, kind, date or language.
    pub fn edit_source(&mut self, id: SourceId, title: &str, kind: SourceKind, date: &str, language: &str) -> Result<Done> {
        let source = found(self.store.get::<Source>(id)?, "source")?;
        let changed = Source { name: title.trim().into(), kind, date: date.into(), language: language.into(), ..source.clone() };
        check(&self.store, Some(id), &changed.name, &changed.date)?;
        let label = if source.name == title.trim() {
            format!("Changed {}", name(title))
        } else {
            format!("Renamed {} to {}", name(&source.name), name(title))
        };
        self.transact(&Op::new(OpKind::EditSource, label), |store| store.update(&changed))
    }

    /// Says which language sources are in, by its BCP 47 name, such as `en`; empty where their words tell it.
    pub fn set_language(&mut self, ids: &[SourceId], language: &str) -> Result<Done> {
        let language = language.trim();
        if !language.is_empty()
            && !language.split(['-', '_']).all(|part| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric()))
        {
            return Err(Error::hint(format!("“{language}” is no language"), "Write it as en, cy or pt-BR; empty, its words tell it."));
        }
        let sources = ids.iter().map(|id| found(self.store.get::<Source>(*id)?, "source")).collect::<Result<Vec<_>>>()?;
        let what = match &sources[..] {
            [] => return Err(Error::rejected("no source is chosen")),
            [one] => name(&one.name),
            many => super::op::count(many.len(), "source", "sources"),
        };
        let label = if language.is_empty() {
            format!("Let the words of {what} tell the language")
        } else {
            format!("Set the language of {what} to {language}")
        };
        self.transact(&Op::new(OpKind::EditSource, label), |store| {
            sources.into_iter().try_for_each(|source| store.update(&Source { language: language.into(), ..source }))
        })
    }

    /// Which texts are here, by hash, and the names of their sources: to notice the same file again.
    pub fn known_texts(&self) -> Result<std::collections::HashMap<crate::model::Hash, String>> {
        super::reader::known_texts(&self.store)
    }

    /// Removes sources with their codings, memos and values. Their texts stay in the history, for undo.
    pub fn remove_sources(&mut self, ids: &[SourceId]) -> Result<Done> {
        if ids.is_empty() {
            return Err(Error::rejected("no source is chosen"));
        }
        let first = found(ids.first().map(|id| self.store.get::<Source>(*id)).transpose()?.flatten(), "source")?;
        let work = |store: &Store| {
            let mut rows = ids.len() as u64;
            for id in ids {
                rows += store.count_of("source", id)?;
            }
            store.expect(rows);
            ids.iter().try_for_each(|id| store.delete::<Source>(*id))
        };
        self.transact_told(OpKind::RemoveSources, work, |touched, ()| {
            let gone = touched.of::<Source>(ids)?.len();
            let what = if gone == 1 { name(&first.name) } else { count(gone, "source", "sources") };
            Ok(Op::new(OpKind::RemoveSources, format!("Removed {what}")))
        })
    }
}

/// Refuses a source without a name, with a name another one has, or with a date that is none.
pub(super) fn check(store: &Store, own: Option<SourceId>, title: &str, date: &str) -> Result<()> {
    not_empty("a source", title)?;
    let small = title.to_lowercase();
    if store.all::<Source>()?.into_iter().any(|other| Some(other.id) != own && other.name.to_lowercase() == small) {
        return Err(Error::hint(format!("there is a source “{title}” already"), "Give this one another name."));
    }
    if !date.is_empty() && date.parse::<jiff::civil::Date>().is_err() {
        return Err(Error::hint(format!("“{date}” is no date"), "Write it as 2022-03-14."));
    }
    Ok(())
}
