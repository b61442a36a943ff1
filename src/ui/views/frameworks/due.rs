//! How many codings of each framework are to be looked at again, counted in the background.

use super::TOPICS;
use crate::analysis::{Corpus, Scope};
use crate::jobs::Progress;
use crate::model::FrameworkId;
use crate::project::Reader;
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::later::Later;

/// How many of each framework, where there are any.
pub type Counts = Vec<(FrameworkId, usize)>;

/// The counts, made again when something changed.
#[derive(Default)]
pub struct Due(Later<u64, Counts>);

impl Due {
    /// The counts as they were made last.
    pub fn follow(&mut self, cx: &Cx, desk: &Desk) -> &[(FrameworkId, usize)] {
        let revision = desk.revision(TOPICS);
        if self.0.wants(&revision) {
            let (path, corpus) = (desk.path().to_owned(), desk.corpus.clone());
            self.0.start(revision, cx.job(None, move |progress: &Progress| count(&Reader::open(&path)?, &corpus, progress)));
        }
        self.counts()
    }

    /// The same, without making them again.
    pub fn counts(&self) -> &[(FrameworkId, usize)] {
        self.0.last().map_or(&[], Vec::as_slice)
    }

    /// How many of one framework.
    pub fn of(&self, framework: FrameworkId) -> usize {
        self.counts().iter().find(|(id, _)| *id == framework).map_or(0, |(_, count)| *count)
    }
}

fn count(reader: &Reader, corpus: &Corpus, progress: &Progress) -> crate::Result<Counts> {
    let mut counts = Vec::new();
    for framework in corpus.frameworks() {
        progress.check()?;
        let due =
            reader.to_look_again(corpus, &reader.definitions(corpus, framework.id)?)?.iter().filter(|due| Scope::default().has(due.coding)).count();
        if due > 0 {
            counts.push((framework.id, due));
        }
    }
    Ok(counts)
}
