//! The transcripts beside the project, as files to import.

use std::path::{Path, PathBuf};
use std::process::Command;
use themata::import::{FileRequest, collect, import_files};
use themata::project::{Project, Reader};

/// Imports a folder into a new project and closes it, so that everything is checkpointed; says how many sources and words.
pub fn import(files: &[FileRequest], path: &Path) -> (usize, u64) {
    let mut project = Project::create(path, "Bench").expect("a project");
    let imported = import_files(&mut project, files, None, None, &|_, _| true).expect("imported");
    project.close().expect("closed");
    let corpus = Reader::open(path).and_then(|reader| reader.corpus()).expect("a corpus");
    let words = corpus.sources().iter().filter_map(|s| corpus.version(s.id)).map(|v| u64::from(v.words)).sum();
    (imported.sources.len(), words)
}

/// The files of a folder.
pub fn requests(folder: &Path) -> Vec<FileRequest> {
    collect(&[folder.to_owned()], &|_| true).files.into_iter().map(FileRequest::new).collect()
}

/// Unpacks the Markdown transcripts, which the corpora hold as one archive.
pub fn markdown(shared: &Path, into: &Path) -> Option<PathBuf> {
    let archive = shared.join("corpora/changelog_md.tar.xz");
    let done = Command::new("tar").arg("-xJf").arg(&archive).arg("-C").arg(into).status();
    if done.is_ok_and(|status| status.success()) {
        return Some(into.to_owned());
    }
    println!("skipped: {} cannot be unpacked (tar with xz is needed)", archive.display());
    None
}
