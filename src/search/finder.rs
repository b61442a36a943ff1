//! A search run through a project: the first hits at once, the others counted until the number is exact.

use super::ask::Search;
use super::entry::words;
use super::find::{Found, Hit, Whole};
use super::fold::fold_cow;
use super::going::{Asking, Going};
use super::index::{Index, State};
use crate::Result;
use crate::analysis::{Corpus, Texts};
use crate::jobs::Progress;
use crate::model::SourceId;
use crate::text::SourceText;
use std::collections::HashMap;
use std::sync::Arc;

/// Which hits are handed out, in the order of sources and places, and how many words around each. The others are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The first hits that are passed over.
    pub skip: usize,
    /// How many are handed out after those.
    pub hits: usize,
    /// Words around a hit on either side.
    pub context: usize,
}

impl Wanted {
    /// Every hit.
    pub fn all(context: usize) -> Self {
        Self { skip: 0, hits: usize::MAX, context }
    }

    /// The first hits.
    pub fn first(hits: usize, context: usize) -> Self {
        Self { skip: 0, hits, context }
    }

    /// The place behind the last hit that is handed out.
    pub(super) fn end(self) -> usize {
        self.skip.saturating_add(self.hits)
    }
}

/// What a running search tells.
pub enum News<'a> {
    /// A hit that was wanted, with the text it stands in.
    Hit(Hit, &'a SourceText),
    /// All hits that were wanted are handed out. Told once.
    Listed,
    /// All hits of a source or a memo are counted; told of those with hits.
    Counted {
        /// Which one.
        whole: Whole,
        /// Its hits.
        hits: usize,
        /// All that were counted so far, these included.
        found: Found,
    },
}

/// Runs searches through a project.
pub struct Finder<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) texts: &'a dyn Texts,
    index: Option<Arc<State>>,
}

impl<'a> Finder<'a> {
    /// One that reads every text.
    pub fn new(corpus: &'a Corpus, texts: &'a dyn Texts) -> Self {
        Self { corpus, texts, index: None }
    }

    /// The same with an index, if there is one, as it is now: only what is not in it is read as a whole. What is found is the same.
    pub fn with(self, index: Option<&Index>) -> Self {
        Self { index: index.map(Index::state), ..self }
    }

    /// The folded words of all that is said, and how often: of an index in how many entries.
    pub(super) fn vocabulary(&self, progress: &Progress) -> Result<HashMap<String, u64>> {
        if let Some(index) = self.index.as_ref().filter(|index| index.has_words()) {
            return Ok(index.vocabulary());
        }
        let mut known: HashMap<String, u64> = HashMap::new();
        let order: Vec<SourceId> = self.corpus.sources().iter().map(|source| source.id).collect();
        let mut here = Vec::new();
        self.texts.visit(&order, &mut |_, text| {
            progress.check()?;
            words(text, text.geometry.span(), &mut here);
            for word in &here {
                let word = fold_cow(&text.geometry.text()[word.clone()]);
                match known.get_mut(word.as_ref()) {
                    Some(count) => *count += 1,
                    None => drop(known.insert(word.into_owned(), 1)),
                }
            }
            Ok(())
        })?;
        Ok(known)
    }

    /// Runs a search: hands out what is wanted, counts the rest, and says how much there is. Each source or memo is a step of `progress`,
    /// between which it stops when it is to; an error of `tell` ends it too.
    pub fn run(&self, search: &mut Search, wanted: Wanted, progress: &Progress, tell: &mut dyn FnMut(News) -> Result<()>) -> Result<Found> {
        let mut going = Going::new(self.corpus, wanted, tell);
        let asking = &mut Asking { node: &search.node, lexicon: &mut search.lexicon };
        let steps = if search.memos { self.corpus.memos.len() } else { self.corpus.sources().len() };
        progress.begin(steps as u64);
        match &self.index {
            Some(index) if search.memos => self.noted(index, asking, progress, &mut going)?,
            Some(index) => self.said(index, asking, progress, &mut going)?,
            None if search.memos => {
                for memo in self.corpus.memos.iter() {
                    progress.check()?;
                    progress.advance(1);
                    going.memo(asking, memo, None)?;
                }
            }
            None => {
                let order: Vec<SourceId> = self.corpus.sources().iter().map(|source| source.id).collect();
                self.texts.visit(&order, &mut |source, text| {
                    progress.check()?;
                    progress.advance(1);
                    going.source(asking, source, text, None, None)
                })?;
            }
        }
        going.end()
    }
}
