//! Texts for analysis and exports, read ahead and unpacked on all cores.

use super::reader::decode;
use super::{Reader, Session};
use crate::analysis::{Beforehand, Corpus, Texts};
use crate::model::{SourceId, Version, VersionId};
use crate::store::PackedValue;
use crate::text::{SourceText, Structure};
use crate::{Error, Result};
use std::sync::{Arc, mpsc};

/// Texts read before their turn.
const AHEAD: usize = 24;

/// Texts of a corpus from its file.
pub struct ReaderTexts<'a> {
    reader: &'a Reader,
    corpus: &'a Corpus,
}

impl Reader {
    /// The texts of the sources in a corpus of this project.
    pub fn texts<'a>(&'a self, corpus: &'a Corpus) -> ReaderTexts<'a> {
        ReaderTexts { reader: self, corpus }
    }
}

fn version(corpus: &Corpus, source: SourceId) -> Result<&Version> {
    corpus.version(source).ok_or_else(|| Error::NotFound("that source is no longer in the project".into()))
}

impl Texts for ReaderTexts<'_> {
    fn text(&self, source: SourceId) -> Result<Arc<SourceText>> {
        self.reader.text(version(self.corpus, source)?).map(Arc::new)
    }

    fn structure(&self, source: SourceId) -> Result<Structure> {
        self.reader.structure(version(self.corpus, source)?)
    }

    fn earlier(&self, source: SourceId, version: VersionId) -> Result<Arc<SourceText>> {
        let versions = self.reader.versions(source)?;
        let gone = || Error::NotFound("that version of the text is no longer in the project".into());
        self.reader.text(versions.iter().find(|one| one.id == version).ok_or_else(gone)?).map(Arc::new)
    }

    /// This thread reads and hands out; the pool unpacks, decodes and works, at most `AHEAD` texts before their turn.
    fn visit_after(&self, work: &Beforehand, sources: &[SourceId], each: &mut dyn FnMut(SourceId, &SourceText) -> Result<()>) -> Result<()> {
        let store = self.reader.store();
        rayon::in_place_scope(|pool| {
            let (sender, finished) = mpsc::channel::<(usize, Result<SourceText>)>();
            let mut waiting: Vec<Option<Result<SourceText>>> = sources.iter().map(|_| None).collect();
            let mut sent = 0;
            for (place, source) in sources.iter().enumerate() {
                while sent < sources.len().min(place + AHEAD) {
                    let version = version(self.corpus, sources[sent])?;
                    let (text, structure) = (store.packed(&version.text)?, store.packed(&version.structure)?);
                    let (sender, slot) = (sender.clone(), sent);
                    pool.spawn(move |_| {
                        let text = unpack(text, structure);
                        if let Ok(text) = &text {
                            work(slot, text);
                        }
                        drop(sender.send((slot, text)));
                    });
                    sent += 1;
                }
                while waiting[place].is_none() {
                    let Ok((slot, text)) = finished.recv() else { return Err(Error::Cancelled) };
                    waiting[slot] = Some(text);
                }
                if let Some(text) = waiting[place].take() {
                    each(*source, &text?)?;
                }
            }
            Ok(())
        })
    }
}

fn unpack(text: PackedValue, structure: PackedValue) -> Result<SourceText> {
    decode(text.open()?, &structure.open()?)
}

impl Texts for Session {
    fn text(&self, source: SourceId) -> Result<Arc<SourceText>> {
        Session::text(self, source)
    }

    fn structure(&self, source: SourceId) -> Result<Structure> {
        self.reader().texts(&self.corpus).structure(source)
    }

    fn earlier(&self, source: SourceId, version: VersionId) -> Result<Arc<SourceText>> {
        self.reader().texts(&self.corpus).earlier(source, version)
    }

    fn visit_after(&self, work: &Beforehand, sources: &[SourceId], each: &mut dyn FnMut(SourceId, &SourceText) -> Result<()>) -> Result<()> {
        let [one] = sources else { return self.reader().texts(&self.corpus).visit_after(work, sources, each) };
        let text = Session::text(self, *one)?;
        work(0, &text);
        each(*one, &text)
    }
}
