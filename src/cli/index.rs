//! `themata index`: the search index, which is made by itself when something is sought.

use super::desk::{File, Shelf};
use super::out::{Outcome, say, warn};
use super::progress::Bar;
use crate::analysis::{Beforehand, Corpus, Texts};
use crate::jobs::Progress;
use crate::model::SourceId;
use crate::project::op::count;
use crate::project::{Reader, ReaderTexts};
use crate::search::Index;
use crate::text::SourceText;
use crate::{Error, Result};
use std::sync::Arc;

/// Bring the search index of a project up to date
///
/// It is made and kept up to date whenever something is sought; here it can be made beforehand, or anew. It lies in your cache folder,
/// readable by you alone, and can be deleted at any time: it is made again.
///
/// Example: themata index study.themata --rebuild
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct IndexIt {
    #[command(flatten)]
    file: File,
    /// Throw it away first
    #[arg(long)]
    rebuild: bool,
}

impl IndexIt {
    /// Makes it.
    pub(super) fn run(self) -> Outcome {
        let shelf = Shelf::open(&self.file.file)?;
        if self.rebuild && !Index::open(shelf.corpus.project.id, shelf.reader.path())?.clear()? {
            return Err(Error::hint("another program is writing the search index just now", BUSY).into());
        }
        let index = current(&shelf.reader, &shelf.corpus)?;
        if index.behind(&shelf.corpus) > 0 {
            return Err(Error::hint("another program is writing the search index just now: it is not up to date yet", BUSY).into());
        }
        index.forget(&Progress::silent())?;
        let files = std::fs::read_dir(index.folder()).into_iter().flatten().flatten();
        let bytes: u64 = files.filter_map(|entry| entry.metadata().ok()).map(|data| data.len()).sum();
        let (sources, memos) = (shelf.corpus.sources().len(), shelf.corpus.memos.len());
        let held = format!("{} and {}", count(sources, "source", "sources"), count(memos, "memo", "memos"));
        say(&format!("{held} can be searched, by {:.1} MB in {}.", bytes as f64 / 1e6, index.folder().display()));
        shelf.end()
    }
}

/// What to do while somebody else is at the index.
const BUSY: &str = "Try again in a moment, or close the window that has this project open. Searches find everything meanwhile.";

/// The index that a command asks, if any. Once the command has its answer, what is no longer in the project leaves its files too.
pub(super) struct Asked(Option<Index>);

impl Asked {
    /// The index of a project, up to date, unless it is not wanted or cannot be had: nothing is lost without it but time.
    pub fn new(reader: &Reader, corpus: &Corpus, wanted: bool) -> Self {
        let index = (wanted && reader.harm().is_none()).then(|| current(reader, corpus));
        Self(index.and_then(|index| index.map_err(|error| warn(&error.to_string(), error.remedy())).ok()))
    }

    /// It, where there is one.
    pub fn index(&self) -> Option<&Index> {
        self.0.as_ref()
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        let done = self.0.as_ref().map_or(Ok(true), |index| index.forget(&Progress::silent()));
        // The next search tries it again.
        done.map_or_else(|error| warn(&error.to_string(), error.remedy()), drop);
    }
}

/// The index of a project, brought up to date; a terminal is told how far it is.
fn current(reader: &Reader, corpus: &Corpus) -> Result<Index> {
    let index = Index::open(corpus.project.id, reader.path())?;
    let texts = Told { texts: reader.texts(corpus), bar: Bar::new("Reading sources for the search index:") };
    let done = index.catch_up(corpus, &texts, &Progress::silent());
    texts.bar.end();
    done.map(|_| index)
}

/// Texts that are read while a terminal is told how far it is.
struct Told<'a> {
    texts: ReaderTexts<'a>,
    bar: Bar,
}

impl Texts for Told<'_> {
    fn text(&self, source: SourceId) -> Result<Arc<SourceText>> {
        self.texts.text(source)
    }

    fn visit_after(&self, work: &Beforehand, sources: &[SourceId], each: &mut dyn FnMut(SourceId, &SourceText) -> Result<()>) -> Result<()> {
        let mut done = 0;
        self.texts.visit_after(work, sources, &mut |source, text| {
            done += 1;
            self.bar.go(done, sources.len());
            each(source, text)
        })
    }
}
