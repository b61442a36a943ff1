//! Which files a choice of paths stands for.

use super::sniff;
use crate::error::{Error, Result};
use std::path::{Path, PathBuf};

/// The files of paths: folders walked, in natural order, hidden files and attribute tables left out; a file named itself stays.
///
/// # Errors
/// A path that does not exist or a folder that cannot be read.
pub fn collect(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        let meta = std::fs::metadata(path).map_err(|error| Error::io(path, error))?;
        if meta.is_dir() {
            walk(path, 0, &mut files)?;
        } else {
            files.push(path.clone());
        }
    }
    let mut seen = std::collections::HashSet::new();
    files.retain(|file| seen.insert(file.clone()));
    Ok(files)
}

/// How deep folders are walked: links may go round in a ring.
const DEEPEST: usize = 32;

fn walk(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<()> {
    let entries = std::fs::read_dir(folder).map_err(|error| Error::io(folder, error))?;
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| Error::io(folder, error))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if !hidden(&name) {
            found.push((natural(&name), path));
        }
    }
    found.sort();
    for (_, path) in found {
        // A link that leads nowhere is kept, so that it is reported with the files.
        if std::fs::metadata(&path).is_ok_and(|meta| meta.is_dir()) {
            if depth < DEEPEST {
                walk(&path, depth + 1, files)?;
            }
        } else if !sniff::is_table_name(&path) {
            files.push(path);
        }
    }
    Ok(())
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
        let files = collect(&[folder.path().to_owned(), folder.path().join("North/b.md"), folder.path().join("cases.csv")]).expect("walked");
        let names: Vec<_> = files.iter().map(|file| file.strip_prefix(folder.path()).expect("inside").to_string_lossy().into_owned()).collect();
        assert_eq!(names, ["interview 2.txt", "Interview 10.txt", "North/b.md", "cases.csv"]);
        assert!(collect(&[folder.path().join("nothing")]).is_err());
    }
}
