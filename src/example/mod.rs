//! The example study: an invented one of four integrated care systems, built from embedded words by the same import and the
//! same verbs as any other project.

mod build;
mod chart;
mod codings;
mod findings;
mod memos;
mod tables;
mod texts;

use crate::project::{Project, Reader, data_folder};
use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// How far the building is, of how much; answers whether to go on.
pub type Progress<'a> = &'a dyn Fn(usize, usize) -> bool;

/// What stands where the example belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing.
    Missing,
    /// The example as this program builds it.
    AsBuilt,
    /// The example as another version of the program built it, not changed since.
    Outdated,
    /// An example that somebody has worked in, or another file.
    Changed,
}

/// What is written beside an example that was built.
#[derive(Serialize, Deserialize)]
struct Built {
    /// The mark of the words.
    mark: String,
    /// The last step of building it.
    step: i64,
}

/// Where the example lies: in the user's data folder.
pub fn place() -> Result<PathBuf> {
    Ok(data_folder()?.join("example").join("Integrated care study.themata"))
}

fn beside(path: &Path) -> PathBuf {
    path.with_extension("built.json")
}

/// What stands in a place where the example may be.
pub fn state(path: &Path) -> State {
    if !path.exists() {
        return State::Missing;
    }
    let built: Option<Built> = std::fs::read(beside(path)).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let step = Reader::open(path).and_then(|reader| reader.last_op()).ok();
    match built {
        Some(built) if Some(built.step) != step => State::Changed,
        Some(built) if built.mark == texts::mark() => State::AsBuilt,
        Some(_) => State::Outdated,
        None => State::Changed,
    }
}

/// Builds the example in a place that is free; a half-built one never stands there.
///
/// # Errors
/// A file that is there already is refused; `Cancelled` when `go_on` says so.
pub fn build(path: &Path, go_on: Progress) -> Result<()> {
    if path.exists() {
        return Err(Error::hint(
            format!("{} exists already; it was not touched", path.display()),
            "Choose another name, or replace it: --force keeps the old one beside it.",
        ));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
    let fresh = path.with_extension(format!("{}.building", std::process::id()));
    let _ = std::fs::remove_file(&fresh);
    let step = build::build(&fresh, go_on).inspect_err(|_| {
        let _ = std::fs::remove_file(&fresh);
    })?;
    std::fs::rename(&fresh, path).map_err(|error| Error::io(path, error))?;
    let built = serde_json::to_vec(&Built { mark: texts::mark(), step }).unwrap_or_default();
    std::fs::write(beside(path), built).map_err(|error| Error::io(path, error))
}

/// Builds the example anew. What stood in its place is kept beside it under the name that is returned, unless it was as it had been built.
///
/// # Errors
/// As [`build`]; and a project that somebody has open is left alone.
pub fn replace(path: &Path, go_on: Progress) -> Result<Option<PathBuf>> {
    let aside = match state(path) {
        State::Missing => None,
        State::AsBuilt | State::Outdated => {
            let old = set_aside(path)?;
            std::fs::remove_file(&old).map_err(|error| Error::io(&old, error))?;
            None
        }
        State::Changed => Some(set_aside(path)?),
    };
    build(path, go_on).map(|()| aside)
}

/// Gives a file another name, after what its log holds has gone into it.
fn set_aside(path: &Path) -> Result<PathBuf> {
    // Closing it brings the log home and proves that nobody else has it open; a file that is no project is moved as it is.
    match Project::open(path) {
        Ok(project) => project.close()?,
        Err(error) if Reader::open(path).is_ok() => return Err(error),
        Err(_) => {}
    }
    let aside = path.with_extension(format!("before-{}.themata", jiff::Zoned::now().strftime("%Y%m%dT%H%M%S%3f")));
    std::fs::rename(path, &aside).map_err(|error| Error::io(path, error))?;
    Ok(aside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SourceKind;
    use crate::text::count_words;

    #[test]
    fn the_example_is_known_as_built_and_as_changed() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("deep/example.themata");
        assert_eq!(state(&path), State::Missing);
        build(&path, &|_, _| true).unwrap();
        assert_eq!(state(&path), State::AsBuilt);
        assert_eq!(replace(&path, &|_, _| true).unwrap(), None);
        let mut project = Project::open(&path).unwrap();
        project.be_coder("ZZ", "").unwrap();
        project.close().unwrap();
        assert_eq!(state(&path), State::Changed);
        let aside = replace(&path, &|_, _| true).unwrap().unwrap();
        assert_eq!(state(&path), State::AsBuilt);
        assert_eq!(Reader::open(&aside).unwrap().corpus().unwrap().coders.len(), 6);
    }

    #[test]
    fn stopping_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("example.themata");
        assert!(matches!(build(&path, &|done, _| done < 3), Err(Error::Cancelled)));
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
    }

    #[test]
    fn it_holds_what_it_promises() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("example.themata");
        build(&path, &|_, _| true).unwrap();
        let reader = Reader::open(&path).unwrap();
        let corpus = reader.corpus().unwrap();
        let of = |kind| corpus.sources().iter().filter(|source| source.kind == kind).collect::<Vec<_>>();
        assert_eq!((of(SourceKind::Interview).len(), of(SourceKind::Observation).len()), (24, 3));
        for source in of(SourceKind::Interview) {
            let words = corpus.version(source.id).unwrap().words;
            assert!((600..=1500).contains(&words), "{} has {words} words", source.name);
            assert_eq!(corpus.cases_of(source.id).len(), 1, "{}", source.name);
            assert_eq!(corpus.speakers(source.id).iter().filter(|speaker| speaker.case_id.is_some()).count(), 1, "{}", source.name);
        }
        assert!(corpus.coding_count() >= 1200 && corpus.memos.len() >= 60);
        assert!(corpus.codings().filter(|coding| coding.star).count() >= 40);
        assert_eq!((corpus.frameworks().len(), corpus.coders.len()), (2, 5));
        assert_eq!((corpus.crosswalks().len(), corpus.reports().len()), (1, 1));
        let themes = corpus.codes().iter().filter(|code| code.theme && !code.statement.is_empty()).count();
        assert_eq!((corpus.verdicts().count(), themes), (15, 3));
        let kinds = |name: &str| corpus.cases().iter().filter(|case| corpus.kind_named(name).is_some_and(|kind| kind.id == case.kind)).count();
        assert_eq!((kinds("site"), kinds("person")), (4, 20));
        assert!(corpus.project.role.is_some() && corpus.project.phase.is_some() && !corpus.progress.is_empty() && !corpus.pins.is_empty());
    }

    #[test]
    fn no_run_of_eight_words_stands_in_two_transcripts() {
        let mut seen: std::collections::HashMap<String, &str> = std::collections::HashMap::new();
        let mut runs = 0;
        for text in texts::INTERVIEWS {
            let bare = text.words.to_lowercase().replace(|c: char| !c.is_alphanumeric() && !c.is_whitespace(), "");
            let words: Vec<&str> = bare.split_whitespace().collect();
            for run in words.windows(8) {
                let first = seen.entry(run.join(" ")).or_insert(text.stem);
                assert_eq!(*first, text.stem, "{} and {} share eight words", first, text.stem);
                runs += 1;
            }
            assert!(count_words(text.words) > 600);
        }
        assert!(runs > 20_000);
    }
}
