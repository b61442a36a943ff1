//! Where an export is offered to lie.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A place beside the project, under a name that is free.
pub fn free(project: &Path, name: &str) -> PathBuf {
    let folder = project.parent().unwrap_or(Path::new(""));
    let (stem, suffix) = name.rsplit_once('.').unwrap_or((name, ""));
    let mut path = folder.join(name);
    let mut number = 2;
    while path.exists() && number < 1000 {
        path = folder.join(format!("{stem} {number}.{suffix}"));
        number += 1;
    }
    path
}

/// What is exported: what kind of thing, and which of them.
pub type Exported = (&'static str, String);

/// Where things were exported to since the project was opened.
#[derive(Debug, Default)]
pub struct Places(Vec<Place>);

#[derive(Debug)]
struct Place {
    of: Exported,
    path: PathBuf,
    /// When it was written: a file that was changed since is somebody's own.
    at: Option<SystemTime>,
}

/// Where an export is offered to lie, and whether it was written there before and may take that place again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// The place.
    pub path: PathBuf,
    /// Whether what lies there is the same export, as it was written.
    pub again: bool,
}

impl Places {
    /// Remembers where something was written.
    pub fn wrote(&mut self, of: Exported, path: &Path) {
        self.0.retain(|place| place.of != of);
        self.0.push(Place { of, path: path.to_owned(), at: written(path) });
    }

    /// Where something is offered to lie that would have this name: where it was written last, with the ending that is `asked` for, if one is; else under a
    /// free name in the folder where its kind was written last, or beside the project.
    pub fn offered(&self, of: &Exported, project: &Path, name: &str, asked: Option<&str>) -> Offered {
        if let Some(place) = self.0.iter().find(|place| place.of == *of) {
            let ends = |path: &Path| asked.is_none_or(|asked| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(asked)));
            let path = if ends(&place.path) { place.path.clone() } else { place.path.with_extension(asked.unwrap_or_default()) };
            let again = path == place.path && path.exists() && written(&path) == place.at;
            return if again || !path.exists() { Offered { path, again } } else { Offered { path: free(&path, &named(&path)), again } };
        }
        let last = self.0.iter().rfind(|place| place.of.0 == of.0).map(|place| place.path.as_path());
        Offered { path: free(last.unwrap_or(project), name), again: false }
    }
}

fn written(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|there| there.modified()).ok()
}

fn named(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_is_offered_a_free_name_beside_the_project() {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("study.themata");
        assert_eq!(free(&project, "Trust.csv"), folder.path().join("Trust.csv"));
        std::fs::write(folder.path().join("Trust.csv"), "").unwrap();
        assert_eq!(free(&project, "Trust.csv"), folder.path().join("Trust 2.csv"));
    }

    #[test]
    fn what_was_written_is_offered_its_place_again_unless_somebody_changed_it() {
        let folder = tempfile::tempdir().unwrap();
        let (project, other) = (folder.path().join("study.themata"), folder.path().join("out"));
        std::fs::create_dir(&other).unwrap();
        let (board, nurses) = (("report", "1".to_owned()), ("report", "2".to_owned()));
        let (mut places, path) = (Places::default(), other.join("mine.html"));
        assert_eq!(places.offered(&board, &project, "Board.docx", None), Offered { path: folder.path().join("Board.docx"), again: false });
        std::fs::write(&path, "one").unwrap();
        places.wrote(board.clone(), &path);
        assert_eq!(places.offered(&board, &project, "Board.docx", None), Offered { path: path.clone(), again: true });
        assert_eq!(places.offered(&board, &project, "Board.docx", Some("md")), Offered { path: other.join("mine.md"), again: false });
        assert_eq!(places.offered(&nurses, &project, "Nurses.docx", None), Offered { path: other.join("Nurses.docx"), again: false });
        let later = SystemTime::now() + std::time::Duration::from_secs(60);
        std::fs::File::options().write(true).open(&path).unwrap().set_modified(later).unwrap();
        assert_eq!(places.offered(&board, &project, "Board.docx", None), Offered { path: other.join("mine 2.html"), again: false });
        std::fs::remove_file(&path).unwrap();
        assert_eq!(places.offered(&board, &project, "Board.docx", None), Offered { path, again: false });
    }
}
