//! How analysis gets at texts: the one door through which words come in.

use super::Corpus;
use crate::Result;
use crate::model::{Passage, SourceId, VersionId};
use crate::text::{SourceText, Structure};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What is done with a text before it is handed out, given its place in the list that was asked for: on any core, in any order.
pub type Beforehand<'a> = dyn Fn(usize, &SourceText) + Sync + 'a;

/// Hands out texts of sources. A session, a reader with its corpus, or a map of texts can be one.
pub trait Texts {
    /// The text of a source as it is shown.
    fn text(&self, source: SourceId) -> Result<Arc<SourceText>>;

    /// What stands over the text of a source, without its words where that is cheaper.
    fn structure(&self, source: SourceId) -> Result<Structure> {
        Ok(self.text(source)?.structure.clone())
    }

    /// The text of a source as it was in a version that is not shown any more. Who has no older texts says so.
    fn earlier(&self, source: SourceId, version: VersionId) -> Result<Arc<SourceText>> {
        let _ = (source, version);
        Err(crate::Error::NotFound("the older texts of a source are not here".into()))
    }

    /// Hands each text to `each`, in the order of `sources`; many texts may be read ahead.
    fn visit(&self, sources: &[SourceId], each: &mut dyn FnMut(SourceId, &SourceText) -> Result<()>) -> Result<()> {
        self.visit_after(&|_, _| {}, sources, each)
    }

    /// The same, with work done on each text before it is handed out.
    fn visit_after(&self, work: &Beforehand, sources: &[SourceId], each: &mut dyn FnMut(SourceId, &SourceText) -> Result<()>) -> Result<()> {
        sources.iter().enumerate().try_for_each(|(place, source)| {
            let text = self.text(*source)?;
            work(place, &text);
            each(*source, &text)
        })
    }
}

/// The words of a passage; those that were corrected away as they were.
pub fn words_at(corpus: &Corpus, texts: &dyn Texts, passage: Passage) -> Result<String> {
    let Passage { source, version, span } = passage;
    let text = if corpus.shows(source, version) { texts.text(source)? } else { texts.earlier(source, version)? };
    Ok(text.words_of(span))
}

/// Makes something of each source and what is known of it, on all cores where texts are read ahead, and hands that out with the text, in their order.
pub(super) fn made_of_each<Known: Send, Made: Send>(
    texts: &dyn Texts,
    list: Vec<(SourceId, Known)>,
    make: &(dyn Fn(SourceId, Known, &SourceText) -> Made + Sync),
    each: &mut dyn FnMut(SourceId, Made, &SourceText) -> Result<()>,
) -> Result<()> {
    let order: Vec<SourceId> = list.iter().map(|(source, _)| *source).collect();
    let known: Vec<Mutex<Option<Known>>> = list.into_iter().map(|(_, known)| Mutex::new(Some(known))).collect();
    let made: Vec<Mutex<Option<Made>>> = order.iter().map(|_| Mutex::new(None)).collect();
    let work = |place: usize, text: &SourceText| {
        if let Some(known) = taken(&known[place]) {
            *made[place].lock().unwrap_or_else(PoisonError::into_inner) = Some(make(order[place], known, text));
        }
    };
    let mut places = order.iter().zip(&made);
    texts.visit_after(&work, &order, &mut |source, text| match places.find(|(of, _)| **of == source).and_then(|(_, made)| taken(made)) {
        Some(made) => each(source, made, text),
        None => Ok(()),
    })
}

fn taken<T>(place: &Mutex<Option<T>>) -> Option<T> {
    place.lock().unwrap_or_else(PoisonError::into_inner).take()
}

impl<S: std::hash::BuildHasher> Texts for HashMap<SourceId, Arc<SourceText>, S> {
    fn text(&self, source: SourceId) -> Result<Arc<SourceText>> {
        self.get(&source).cloned().ok_or_else(|| crate::Error::NotFound("the text of a source is not here".into()))
    }
}
