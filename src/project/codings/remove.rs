//! Taking codings off, whole or in part.

use super::{Twins, code_name, memos_stay, place, these, touched_of};
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

    /// Takes codings off. Memos on them stay with their passages.
    pub fn remove_codings(&mut self, ids: &[CodingId]) -> Result<Done> {
        let list = self.codings(ids)?;
        let work = |store: &Store| {
            store.expect(ids.len() as u64);
            let twins = Twins::new(store);
            list.iter().try_fold(0, |memos, coding| Ok(memos + twins.remove(coding)?))
        };
        let done = self.transact_told(OpKind::RemoveCodings, work, |touched, memos| {
            let gone = touched_of(touched, &list)?;
            let label = format!("Took off the coding of {}{}", these(touched.store(), &gone)?, memos_stay(*memos));
            Ok(Op::new(OpKind::RemoveCodings, label).at(place(touched.store(), gone.iter().map(|c| c.source))?))
        })?;
        Ok(Done { op: done.op, value: () })
    }

    /// Takes off the part of codings that lies in `span`; what is left of one splits where it must. A piece without a letter or digit, such as
    /// the full stop behind what was taken, goes too. The memos stay with the first piece that stays, of one that goes whole with its passage. A piece that its coder has so already
    /// stays once.
    pub fn trim_codings(&mut self, ids: &[CodingId], span: Span) -> Result<Done> {
        let list = self.codings(ids)?;
        let work = |store: &Store| {
            let (mut twins, mut texts, mut memos) = (Twins::new(store), HashMap::new(), 0);
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
                    [] => memos += twins.remove(&coding)?,
                    [first, rest @ ..] => {
                        twins.change(coding.id, |_| Coding { span: *first, ..coding.clone() })?;
                        for piece in rest {
                            twins.add(&Coding { id: CodingId::new(), span: *piece, ..coding.clone() })?;
                        }
                    }
                }
            }
            Ok(memos)
        };
        let done = self.transact_told(OpKind::TrimCodings, work, |touched, memos| {
            let cut = touched_of(touched, &list)?;
            let label = format!("Took off part of the coding of {}{}", these(touched.store(), &cut)?, memos_stay(*memos));
            Ok(Op::new(OpKind::TrimCodings, label).at(place(touched.store(), cut.iter().map(|c| c.source))?))
        })?;
        Ok(Done { op: done.op, value: () })
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
