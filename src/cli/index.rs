//! `themata index`: the search index, which is made by itself when something is sought.

use super::desk::{File, Shelf};
use super::out::{Outcome, say};
use super::progress::Bar;
use crate::Result;
use crate::analysis::{Corpus, Texts};
use crate::jobs::Progress;
use crate::model::SourceId;
use crate::project::op::count;
use crate::project::{Reader, ReaderTexts};
use crate::search::Index;
use crate::text::SourceText;
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
        if self.rebuild {
            Index::open(shelf.corpus.project.id, shelf.reader.path())?.clear();
        }
        let index = current(&shelf.reader, &shelf.corpus)?;
        let files = std::fs::read_dir(index.folder()).into_iter().flatten().flatten();
        let bytes: u64 = files.filter_map(|entry| entry.metadata().ok()).map(|data| data.len()).sum();
        let (sources, memos) = (shelf.corpus.sources().len(), shelf.corpus.memos.len());
        let held = format!("{} and {}", count(sources, "source", "sources"), count(memos, "memo", "memos"));
        say(&format!("{held} can be searched, by {:.1} MB in {}.", bytes as f64 / 1e6, index.folder().display()));
        shelf.end()
    }
}

/// The index of a project, brought up to date; a terminal is told how far it is.
pub(super) fn current(reader: &Reader, corpus: &Corpus) -> Result<Index> {
    let index = Index::open(corpus.project.id, reader.path())?;
    let texts = Told { texts: reader.texts(corpus), bar: Bar::new("Reading sources for the search index:") };
    let done = index.catch_up(corpus, &texts, &Progress::silent());
    texts.bar.end();
    done.map(|()| index)
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

    fn visit(&self, sources: &[SourceId], each: &mut dyn FnMut(SourceId, &SourceText) -> Result<()>) -> Result<()> {
        let mut done = 0;
        self.texts.visit(sources, &mut |source, text| {
            done += 1;
            self.bar.go(done, sources.len());
            each(source, text)
        })
    }
}
