//! How analysis gets at texts: the one door through which words come in.

use crate::Result;
use crate::model::SourceId;
use crate::text::{SourceText, Turn};
use std::collections::HashMap;
use std::sync::Arc;

/// Hands out texts of sources. A session, a reader with its corpus, or a map of texts can be one.
pub trait Texts {
    /// The text of a source as it is shown.
    fn text(&self, source: SourceId) -> Result<Arc<SourceText>>;

    /// The turns of a source, without its words where that is cheaper.
    fn turns(&self, source: SourceId) -> Result<Vec<Turn>> {
        Ok(self.text(source)?.structure.turns.clone())
    }

    /// Hands each text to `each`, in the order of `sources`; many texts may be read ahead.
    fn visit(&self, sources: &[SourceId], each: &mut dyn FnMut(SourceId, &SourceText) -> Result<()>) -> Result<()> {
        sources.iter().try_for_each(|source| each(*source, &*self.text(*source)?))
    }
}

impl<S: std::hash::BuildHasher> Texts for HashMap<SourceId, Arc<SourceText>, S> {
    fn text(&self, source: SourceId) -> Result<Arc<SourceText>> {
        self.get(&source).cloned().ok_or_else(|| crate::Error::NotFound("the text of a source is not here".into()))
    }
}
