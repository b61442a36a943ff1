//! Taking codings off, whole or in part.

use super::{Twins, code_name, place, these, touched_of};
use crate::model::{Coding, CodingId, Source, Span, Version, VersionId};
use crate::project::codes::found;
use crate::project::op::{Op, OpKind};
use crate::project::reader::decode;
use crate::project::{Done, Project};
use crate::store::Store;
use crate::text::SourceText;
use crate::{Error, Result};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// The text of a version.
fn text(store: &Store, version: VersionId) -> Result<SourceText> {
    let version = found(store.get::<Version>(version)?, "version")?;
    decode(store.value(&version.text)?, &store.value(&version.structure)?)
}

impl Project {
    /// The codings of these ids, all of them there.
    fn codings(&self, ids: &[CodingId]) -> Result<Vec<Coding>> {
        if ids.is_empty() {
            return Err(Error::rejected("no coding is chosen"));
        }
        ids.iter().map(|id| found(self.store.get::<Coding>(*id)?, "coding")).collect()
    }

    /// Takes codings off.
    pub fn remove_codings(&mut self, ids: &[CodingId]) -> Result<Done> {
        let list = self.codings(ids)?;
        let work = |store: &Store| {
            store.expect(ids.len() as u64);
            ids.iter().try_for_each(|id| store.delete::<Coding>(*id))
        };
        self.transact_told(OpKind::RemoveCodings, work, |touched, ()| {
            let gone = touched_of(touched, &list)?;
            let op = Op::new(OpKind::RemoveCodings, format!("Took off the coding of {}", these(touched.store(), &gone)?));
            Ok(op.at(place(touched.store(), gone.iter().map(|c| c.source))?))
        })
    }

    /// Takes off the part of codings that lies in `span`; what is left of one splits where it must. A piece without a letter or digit, such as
    /// the full stop behind what was taken, goes too. The memos stay with the first piece that stays. A piece that its coder has so already
    /// stays once.
    pub fn trim_codings(&mut self, ids: &[CodingId], span: Span) -> Result<Done> {
        let list = self.codings(ids)?;
        let work = |store: &Store| {
            let (mut twins, mut texts) = (Twins::new(store), HashMap::new());
            for coding in &list {
                // One that has no words in the text that is shown has none in the span either.
                let Some(coding) = twins.carry(coding)? else { continue };
                let text = match texts.entry(coding.version) {
                    Entry::Occupied(entry) => entry.into_mut(),
                    Entry::Vacant(entry) => entry.insert(text(store, coding.version)?),
                };
                let mut left = coding.span.minus(span);
                if coding.span.overlaps(span) {
                    left.retain(|piece| text.words_of(*piece).chars().any(char::is_alphanumeric));
                }
                match left.as_slice() {
                    [] => twins.remove(&coding)?,
                    [first, rest @ ..] => {
                        twins.change(coding.id, |_| Coding { span: *first, ..coding.clone() })?;
                        for piece in rest {
                            twins.add(&Coding { id: CodingId::new(), span: *piece, ..coding.clone() })?;
                        }
                    }
                }
            }
            Ok(())
        };
        self.transact_told(OpKind::TrimCodings, work, |touched, ()| {
            let cut = touched_of(touched, &list)?;
            let op = Op::new(OpKind::TrimCodings, format!("Took off part of the coding of {}", these(touched.store(), &cut)?));
            Ok(op.at(place(touched.store(), cut.iter().map(|c| c.source))?))
        })
    }

    /// Moves the ends of a coding, in the text that is shown; so one whose words were corrected away finds a new place. Where its coder has that very passage under the code already, one coding stays.
    pub fn resize_coding(&mut self, id: CodingId, span: Span) -> Result<Done> {
        let coding = found(self.store.get::<Coding>(id)?, "coding")?;
        let shown = found(self.store.get::<Source>(coding.source)?, "source")?.version;
        let version = found(self.store.get::<Version>(shown)?, "version")?;
        let span = Span { start: span.start, end: span.end.min(version.chars) };
        if span.start >= span.end {
            return Err(Error::hint("a coding cannot be empty", "Delete takes it off."));
        }
        let op = Op::new(OpKind::ResizeCoding, format!("Moved the ends of a passage coded as {}", code_name(&self.store, coding.code)?));
        let op = op.at(place(&self.store, std::iter::once(coding.source))?);
        self.transact(&op, |store| Twins::new(store).change(id, |coding| Coding { version: shown, span, ..coding }))
    }
}
