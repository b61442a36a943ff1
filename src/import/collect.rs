//! Which files a choice of paths stands for.

use super::sniff;
use crate::error::Error;
use std::path::{Path, PathBuf};

/// What was found along a choice of paths.
#[derive(Debug, Default)]
pub struct Collected {
    /// The files.
    pub files: Vec<PathBuf>,
    /// Paths that do not exist and folders that cannot be read, and why. They stop nothing.
    pub refused: Vec<(PathBuf, Error)>,
}

/// The files of paths: folders walked, in natural order, hidden files and attribute tables left out; a file named itself stays.
pub fn collect(paths: &[PathBuf]) -> Collected {
    let mut found = Collected::default();
    for path in paths {
        match std::fs::metadata(path) {
            Ok(meta) if meta.is_dir() => walk(path, 0, &mut found),
            Ok(_) => found.files.push(path.clone()),
            Err(error) => found.refused.push((path.clone(), Error::io(path, error))),
        }
    }
    let mut seen = std::collections::HashSet::new();
    found.files.retain(|file| seen.insert(file.clone()));
    found
}

/// How deep folders are walked: links may go round in a ring.
const DEEPEST: usize = 32;

fn walk(folder: &Path, depth: usize, found: &mut Collected) {
    let mut inside = Vec::new();
    // A folder that breaks off in the middle brings what it told until then.
    let mut refuse = |error| found.refused.push((folder.to_owned(), Error::io(folder, error)));
    match std::fs::read_dir(folder) {
        Err(error) => return refuse(error),
        Ok(entries) => {
            for entry in entries {
                match entry {
                    Ok(entry) => inside.push(entry.path()),
                    Err(error) => refuse(error),
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
    for (_, path) in inside {
        // A link that leads nowhere is kept, so that it is reported with the files.
        if std::fs::metadata(&path).is_ok_and(|meta| meta.is_dir()) {
            if depth < DEEPEST {
                walk(&path, depth + 1, found);
            }
        } else if !sniff::is_table_name(&path) {
            found.files.push(path);
        }
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
        let Collected { files, refused } = collect(&paths);
        let names: Vec<_> = files.iter().map(|file| file.strip_prefix(folder.path()).expect("inside").to_string_lossy().into_owned()).collect();
        assert_eq!(names, ["interview 2.txt", "Interview 10.txt", "North/b.md", "cases.csv"]);
        assert_eq!(refused.iter().map(|(path, _)| path).collect::<Vec<_>>(), [&missing]);
    }
}
