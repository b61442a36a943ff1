//! Completing a path that is being written: the entries of its folder that begin like its last part.

use std::path::{MAIN_SEPARATOR, Path};

/// One entry of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// What the field holds when it is taken.
    pub path: String,
    /// Whether it is a folder.
    pub folder: bool,
}

/// The entries of the folder that was looked into last.
#[derive(Default)]
pub struct Completion {
    folder: Option<String>,
    entries: Vec<Entry>,
}

impl Completion {
    /// The entries that fit what is written, folders first.
    pub fn list(&mut self, text: &str, folders_only: bool) -> Vec<Entry> {
        let (folder, begun) = split(text);
        self.look(folder);
        let begun = begun.to_lowercase();
        let hidden = begun.starts_with('.');
        let fits = |entry: &&Entry| {
            entry.name.to_lowercase().starts_with(&begun) && (hidden || !entry.name.starts_with('.')) && (!folders_only || entry.folder)
        };
        self.entries.iter().filter(fits).cloned().collect()
    }

    /// What is written, made longer by what all fitting entries share; nothing when that is nothing.
    pub fn complete(&mut self, text: &str) -> Option<String> {
        let list = self.list(text, false);
        let first = list.first()?;
        if list.len() == 1 {
            return Some(first.path.clone());
        }
        let shared = list
            .iter()
            .skip(1)
            .fold(first.name.clone(), |shared, entry| shared.chars().zip(entry.name.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect());
        let (folder, begun) = split(text);
        (shared.chars().count() > begun.chars().count()).then(|| format!("{folder}{shared}"))
    }

    fn look(&mut self, folder: &str) {
        if self.folder.as_deref() == Some(folder) {
            return;
        }
        self.folder = Some(folder.to_owned());
        let place = if folder.is_empty() { Path::new(".") } else { Path::new(folder) };
        let found = std::fs::read_dir(place).into_iter().flatten().flatten().take(5_000);
        self.entries = found
            .map(|entry| {
                let name = entry.file_name().to_string_lossy().into_owned();
                let is_folder = entry.path().is_dir();
                let end = if is_folder { MAIN_SEPARATOR.to_string() } else { String::new() };
                Entry { path: format!("{folder}{name}{end}"), name, folder: is_folder }
            })
            .collect();
        self.entries.sort_by_key(|entry| (!entry.folder, entry.name.to_lowercase()));
    }
}

/// The folder that is written, with its separator, and what is begun after it.
fn split(text: &str) -> (&str, &str) {
    text.rfind(MAIN_SEPARATOR).map_or(("", text), |at| text.split_at(at + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_completed_from_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["study one.themata", "study two.themata", ".hidden"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        std::fs::create_dir(folder.path().join("transcripts")).unwrap();
        let base = format!("{}/", folder.path().display());
        let mut completion = Completion::default();
        let names = |list: Vec<Entry>| list.into_iter().map(|entry| entry.name).collect::<Vec<_>>();
        assert_eq!(names(completion.list(&base, false)), ["transcripts", "study one.themata", "study two.themata"]);
        assert_eq!(names(completion.list(&base, true)), ["transcripts"]);
        assert_eq!(completion.complete(&format!("{base}s")), Some(format!("{base}study ")));
        assert_eq!(completion.complete(&format!("{base}tr")), Some(format!("{base}transcripts/")));
        assert_eq!(completion.complete(&format!("{base}nothing")), None);
    }
}
