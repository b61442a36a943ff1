//! What is found: every hit a span of the text it stands in.

use super::ask::Search;
use super::entry::Entry;
use super::finder::{Finder, News, Wanted};
use crate::Result;
use crate::analysis::{Corpus, Texts};
use crate::jobs::Progress;
use crate::model::*;
use crate::text::SourceText;

/// What a hit stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A source, in an entry of its text.
    Source(SourceId, Entry),
    /// A memo; its text is its title, a line end and its words, or its words alone.
    Memo(MemoId),
}

/// A source or a memo as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Whole {
    /// A source.
    Source(SourceId),
    /// A memo.
    Memo(MemoId),
}

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it stands in.
    pub place: Place,
    /// Where, in scalar values.
    pub span: Span,
    /// The words around it in its entry: so many before, and so many after.
    pub around: [Span; 2],
}

/// How much was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Hits.
    pub hits: usize,
    /// Sources, or memos, with at least one.
    pub places: usize,
}

/// Hands each hit of a search to `each`, with the text it stands in. `context` is how many words around it are wanted on either side.
/// Every text is read; a [`Finder`] with an index reads those alone in which something is found.
pub fn find(
    corpus: &Corpus,
    texts: &dyn Texts,
    search: &mut Search,
    context: usize,
    each: &mut dyn FnMut(Hit, &SourceText) -> Result<()>,
) -> Result<Found> {
    Finder::new(corpus, texts).run(search, Wanted::all(context), &Progress::silent(), &mut |news| match news {
        News::Hit(hit, text) => each(hit, text),
        News::Listed | News::Counted { .. } => Ok(()),
    })
}
