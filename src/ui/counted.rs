//! How much is coded with every code: counted at once where there is little, else in the background while the last figures show.

use super::cx::Cx;
use super::later::Later;
use crate::analysis::lens::Lens;
use crate::analysis::{Corpus, Counts, Scope, Voices, counts, counts_while};
use crate::jobs::Progress;
use crate::model::CrosswalkId;
use std::sync::Arc;

/// Codings that are counted within a frame.
const FEW: usize = 20_000;

/// The counts of a scope, made again when something changed.
#[derive(Default)]
pub struct Counted(Later<(u64, Scope, Option<CrosswalkId>), Arc<Counts>>);

impl Counted {
    /// References of every code in a scope; `revision` rises when they may have changed. Nothing is counted before the first figures come.
    pub fn of_codes(&mut self, cx: &Cx, corpus: &Arc<Corpus>, revision: u64, scope: &Scope) -> Arc<Counts> {
        self.through(cx, corpus, revision, scope, None)
    }

    /// The same, with what is read through a crosswalk as codes of its second framework.
    pub fn through(&mut self, cx: &Cx, corpus: &Arc<Corpus>, revision: u64, scope: &Scope, lens: Option<CrosswalkId>) -> Arc<Counts> {
        let key = (revision, scope.clone(), lens);
        if self.0.wants(&key) {
            let (corpus, scope) = (corpus.clone(), scope.clone());
            let few = corpus.coding_count() <= FEW;
            let count = move |progress: &Progress| {
                progress.begin(corpus.sources().len() as u64);
                if let Some(crosswalk) = lens.and_then(|id| corpus.crosswalk(id)) {
                    return Ok(Arc::new(Lens::new(&corpus, crosswalk).counts(&scope, &Voices::default())));
                }
                let each = &mut || {
                    progress.advance(1);
                    progress.check()
                };
                counts_while(&corpus, &scope, &Voices::default(), None, each).map(Arc::new)
            };
            if few { self.0.put(key, count(&Progress::silent())) } else { self.0.start(key, cx.job(Some("Counting the passages"), count)) }
        }
        self.0.last().cloned().unwrap_or_else(|| Arc::new(counts(corpus, scope, &Voices::default(), Some(&[]))))
    }
}
