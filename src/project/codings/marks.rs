//! A coder's own marks: codes pinned to keys, and how far each source is.

use super::code_name;
use crate::model::{CodeId, Pin, PinId, Progress, ProgressId, ProgressState, Source, SourceId};
use crate::project::cases::sources_named;
use crate::project::codes::found;
use crate::project::op::{Op, OpKind};
use crate::project::{Done, Project};
use crate::store::Store;
use crate::{Error, Result};

impl Project {
    /// Puts a code on a key from 1 to 9 for the present coder, or frees the key.
    pub fn set_pin(&mut self, slot: u8, code: Option<CodeId>) -> Result<Done> {
        let coder = self.who()?;
        if !(1..=9).contains(&slot) {
            return Err(Error::rejected("codes are pinned to the keys 1 to 9"));
        }
        let label = match code {
            Some(id) => format!("Pinned {} to {slot}", code_name(&self.store, id)?),
            None => format!("Freed the key {slot}"),
        };
        self.transact(&Op::new(OpKind::SetPin, label), |store| {
            for pin in store.by::<Pin>("coder", &coder)?.into_iter().filter(|pin| pin.slot == slot || Some(pin.code) == code) {
                store.delete::<Pin>(pin.id)?;
            }
            match code {
                Some(code) => store.insert(&Pin { id: PinId::new(), coder, code, slot }),
                None => Ok(()),
            }
        })
    }

    /// Marks how far the present coder is with sources.
    pub fn set_progress(&mut self, sources: &[SourceId], state: ProgressState) -> Result<Done> {
        let coder = self.who()?;
        found(sources.first().map(|id| self.store.get::<Source>(*id)).transpose()?.flatten(), "source")?;
        let work = |store: &Store| {
            let mut marked = Vec::new();
            for source in sources {
                let known = store.by::<Progress>("source", source)?.into_iter().find(|p| p.coder == coder);
                match (known, state) {
                    (None, ProgressState::NotBegun) => continue,
                    (Some(row), _) if row.state == state => continue,
                    (Some(row), ProgressState::NotBegun) => store.delete::<Progress>(row.id)?,
                    (Some(row), _) => store.update(&Progress { state, ..row })?,
                    (None, _) => store.insert(&Progress { id: ProgressId::new(), source: *source, coder, state })?,
                }
                marked.push(*source);
            }
            Ok(marked)
        };
        let done = self.transact_told(OpKind::SetProgress, work, |touched, marked| {
            Ok(Op::new(OpKind::SetProgress, format!("Marked {} as {state}", sources_named(touched.store(), marked)?)))
        })?;
        Ok(Done { op: done.op, value: () })
    }
}
