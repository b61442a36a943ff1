//! The versions of texts as the file has them: what carries a coding from the text it was made on to the one that is shown.

use crate::analysis::{Carried, Corpus, Line, LineStep};
use crate::model::{Coding, Passage, Source, SourceId, Span, Version, VersionId};
use crate::store::Store;
use crate::text::Followed;
use crate::{Error, Result};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

/// The lines of the sources whose text was corrected. What a corpus knows already is not read again.
pub(super) fn corrected(store: &Store, known: &Corpus, sources: &[Source], versions: &[Version]) -> Result<HashMap<SourceId, Line>> {
    let made: HashMap<VersionId, &Version> = versions.iter().map(|version| (version.id, version)).collect();
    let shown = sources.iter().filter(|source| made.get(&source.version).is_some_and(|version| version.base.is_some()));
    let read = |source: &Source| line(store, source.version, |id| Ok(made.get(&id).map(|version| (*version).clone())));
    let line_of = |source: &Source| match known.line(source.id).filter(|line| line.shown() == source.version) {
        Some(line) => Ok((source.id, line.clone())),
        None => Ok((source.id, read(source)?)),
    };
    shown.map(line_of).collect()
}

/// The line to a version: from one to the one it was made of, up to the import.
fn line(store: &Store, shown: VersionId, version: impl Fn(VersionId) -> Result<Option<Version>>) -> Result<Line> {
    let (mut steps, mut text) = (Vec::new(), None);
    let mut at = version(shown)?;
    while let Some(Version { base: Some(base), correction: Some(correction), text: made, .. }) = at {
        text.get_or_insert(made);
        let Some(older) = version(base)?.filter(|older| steps.iter().all(|step: &LineStep| step.version != older.id)) else { break };
        match store.correction(&correction) {
            Ok(correction) => steps.push(LineStep { version: base, text: older.text, correction: Arc::new(correction) }),
            // Of a damaged file: what was coded before waits for a place, rather than lie on words it never lay on.
            Err(_) if store.is_lenient() => break,
            Err(error) => return Err(error),
        }
        at = Some(older);
    }
    steps.reverse();
    Ok(Line::new(steps, (shown, text.unwrap_or_default())))
}

impl super::Project {
    /// Passages in the texts that are shown now: between the moment in which one is chosen and the verb's turn its text may have
    /// been corrected. One whose words are gone is refused.
    pub fn carry(&self, passages: &[Passage]) -> Result<Vec<(SourceId, Span)>> {
        let mut lines = Lines::new(&self.store);
        let now = |passage: &Passage| match lines.of(passage.source)?.follow(passage.version, passage.span) {
            Some(Followed::At(span)) => Ok((passage.source, span)),
            Some(Followed::Lost(_)) | None => {
                Err(Error::hint("the text was corrected meanwhile, and the passage is not in it any more", "Look at the text as it is now."))
            }
        };
        passages.iter().map(now).collect()
    }

    /// Sources as they are shown now, each as one passage.
    pub fn whole(&self, sources: &[SourceId]) -> Result<Vec<(SourceId, Span)>> {
        let whole = |source: &SourceId| {
            let shown = super::codes::found(self.store.get::<Source>(*source)?, "source")?.version;
            let version = super::codes::found(self.store.get::<Version>(shown)?, "version")?;
            Ok((*source, Span { start: 0, end: version.chars }))
        };
        sources.iter().map(whole).collect()
    }
}

/// Refuses a passage that is empty or lies outside the text it is said to be of.
pub(super) fn lies_in_its_text(store: &Store, passage: &Passage) -> Result<()> {
    let version = super::codes::found(store.get::<Version>(passage.version)?, "version of the text")?;
    if version.source != passage.source || passage.span.start >= passage.span.end || passage.span.end > version.chars {
        return Err(Error::rejected("the passage is empty or lies past the end of the text"));
    }
    Ok(())
}

/// Lines of sources inside an operation, each read once.
pub(super) struct Lines<'a> {
    store: &'a Store,
    known: HashMap<SourceId, Line>,
}

impl<'a> Lines<'a> {
    /// Nothing read yet.
    pub(super) fn new(store: &'a Store) -> Self {
        Self { store, known: HashMap::new() }
    }

    /// The line of a source.
    pub(super) fn of(&mut self, source: SourceId) -> Result<&Line> {
        Ok(match self.known.entry(source) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => {
                let shown = super::codes::found(self.store.get::<Source>(source)?, "source")?.version;
                entry.insert(line(self.store, shown, |id| self.store.get::<Version>(id))?)
            }
        })
    }

    /// A passage on the text that is shown; nothing where its words were all corrected away.
    pub(super) fn shown(&mut self, passage: Passage) -> Result<Option<Passage>> {
        let line = self.of(passage.source)?;
        Ok(match line.follow(passage.version, passage.span) {
            Some(Followed::At(span)) => Some(Passage { version: line.shown(), span, ..passage }),
            _ => None,
        })
    }

    /// A coding on the text that is shown; nothing where its words were all corrected away.
    pub(super) fn carry(&mut self, coding: &Coding) -> Result<Option<Coding>> {
        Ok(match self.of(coding.source)?.carry(coding.clone()) {
            Carried::Shown(coding) => Some(coding),
            Carried::Lost(_) => None,
        })
    }
}
