//! Which files a choice of paths stands for.

use super::sniff;
use crate::error::Error;
use std::collections::{HashSet, VecDeque};
use std::path::{Path, PathBuf};

/// What was found along a choice of paths.
#[derive(Debug, Default)]
pub struct Collected {
    /// The files.
    pub files: Vec<PathBuf>,
    /// Tables that lie in the folders: what they are for has to be said.
    pub tables: Vec<PathBuf>,
    /// Paths that do not exist and folders that cannot be read, and why. They stop nothing.
    pub refused: Vec<(PathBuf, Error)>,
}

/// The files of paths: folders walked, in natural order, hidden files and attribute tables left out; a file named itself stays. Each folder is gone into
/// once, whatever links lead to it, and where it lies rather than by a link. `go_on` hears how many files were found and ends the search with `false`.
pub fn collect(paths: &[PathBuf], go_on: &dyn Fn(usize) -> bool) -> Collected {
    let mut walk = Walk { found: Collected::default(), entered: HashSet::new(), links: VecDeque::new(), go_on };
    for path in paths {
        match std::fs::metadata(path) {
            Ok(meta) if meta.is_dir() => walk.enter(path),
            Ok(_) => walk.found.files.push(path.clone()),
            Err(error) => walk.found.refused.push((path.clone(), Error::io(path, error))),
        }
    }
    while let Some(link) = walk.links.pop_front() {
        walk.enter(&link);
    }
    let mut found = walk.found;
    found.tables.retain(|table| !paths.contains(table));
    let mut seen = HashSet::new();
    found.files.retain(|file| seen.insert(file.clone()));
    found
}

struct Walk<'a> {
    found: Collected,
    /// Folders that were gone into, by where they lie.
    entered: HashSet<PathBuf>,
    /// Links to folders, which wait until all that lies there itself is known.
    links: VecDeque<PathBuf>,
    go_on: &'a dyn Fn(usize) -> bool,
}

impl Walk<'_> {
    /// Goes into a folder, unless that was done.
    fn enter(&mut self, folder: &Path) {
        let place = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        if !(self.go_on)(self.found.files.len()) || !self.entered.insert(place) {
            return;
        }
        for path in self.inside(folder) {
            // A link that leads nowhere is kept, so that it is reported with the files.
            if !std::fs::metadata(&path).is_ok_and(|meta| meta.is_dir()) {
                match sniff::is_table_name(&path) {
                    true => self.found.tables.push(path),
                    false => self.found.files.push(path),
                }
            } else if std::fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_symlink()) {
                self.links.push_back(path);
            } else {
                self.enter(&path);
            }
        }
    }

    /// What lies in a folder, in natural order, without what is hidden. One that breaks off in the middle brings what it told until then.
    fn inside(&mut self, folder: &Path) -> Vec<PathBuf> {
        let mut inside = Vec::new();
        match std::fs::read_dir(folder) {
            Err(error) => self.found.refused.push((folder.to_owned(), Error::io(folder, error))),
            Ok(entries) => {
                for entry in entries {
                    match entry {
                        Ok(entry) => inside.push(entry.path()),
                        Err(error) => self.found.refused.push((folder.to_owned(), Error::io(folder, error))),
                    }
                }
            }
        }
        let keyed = |path: PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            (!hidden(&name)).then(|| (natural(&name), path))
        };
        let mut inside: Vec<(String, PathBuf)> = inside.into_iter().filter_map(keyed).collect();
        inside.sort();
        inside.into_iter().map(|(_, path)| path).collect()
    }
}

/// What is not the user's: hidden files, and those of desktops and Office.
fn hidden(name: &str) -> bool {
    name.starts_with('.') || name.starts_with("~$") || matches!(name, "Thumbs.db" | "desktop.ini" | "__MACOSX")
}

/// A key by which names sort as people count: “Interview 2” before “Interview 10”, small and capital letters alike.
fn natural(name: &str) -> String {
    let mut key = String::with_capacity(name.len() + 8);
    let mut rest = name.chars().peekable();
    while let Some(c) = rest.next() {
        if !c.is_ascii_digit() {
            key.extend(c.to_lowercase());
            continue;
        }
        let mut digits = String::from(c);
        while let Some(digit) = rest.next_if(char::is_ascii_digit) {
            digits.push(digit);
        }
        let number = digits.trim_start_matches('0');
        key.push(char::from(b'0' + number.len().min(9) as u8));
        key.push_str(number);
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_walked_in_the_order_people_count() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir_all(folder.path().join("North/.git")).expect("made");
        for name in ["Interview 10.txt", "interview 2.txt", ".hidden", "cases.csv", "~$doc.docx", "North/b.md", "North/.git/config"] {
            std::fs::write(folder.path().join(name), "x").expect("written");
        }
        let missing = folder.path().join("nothing");
        let paths = [folder.path().to_owned(), missing.clone(), folder.path().join("North/b.md"), folder.path().join("cases.csv")];
        let Collected { files, tables, refused } = collect(&paths, &|_| true);
        assert!(tables.is_empty(), "the table that is named comes in");
        assert_eq!(collect(&paths[..1], &|_| true).tables, [folder.path().join("cases.csv")]);
        let names: Vec<_> = files.iter().map(|file| file.strip_prefix(folder.path()).expect("inside").to_string_lossy().into_owned()).collect();
        assert_eq!(names, ["interview 2.txt", "Interview 10.txt", "North/b.md", "cases.csv"]);
        assert_eq!(refused.iter().map(|(path, _)| path).collect::<Vec<_>>(), [&missing]);
    }

    #[test]
    #[cfg(unix)]
    fn a_folder_is_gone_into_once_however_many_links_lead_there() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir_all(folder.path().join("b")).expect("made");
        let elsewhere = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("b/one.txt"), "x").expect("written");
        std::fs::write(elsewhere.path().join("two.txt"), "x").expect("written");
        // Two links round in a ring would be walked in two to the power of their depth ways.
        for name in ["b/again", "b/once more"] {
            std::os::unix::fs::symlink(folder.path(), folder.path().join(name)).expect("linked");
        }
        std::os::unix::fs::symlink(folder.path().join("b"), folder.path().join("a link")).expect("linked");
        std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("elsewhere")).expect("linked");
        let entered = std::cell::Cell::new(0);
        let go_on = |_| {
            entered.set(entered.get() + 1);
            entered.get() < 100
        };
        let files = collect(&[folder.path().to_owned()], &go_on).files;
        assert!(entered.get() < 10, "{} folders", entered.get());
        assert_eq!(files, [folder.path().join("b/one.txt"), folder.path().join("elsewhere/two.txt")]);
        assert!(collect(&[folder.path().to_owned()], &|_| false).files.is_empty(), "it can be stopped");
    }
}
