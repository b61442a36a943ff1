//! A path that is being written: what it means, and the entries of its folder that begin like its last part.

use crate::ui::widgets::caret_to_end;
use egui::{FocusDirection, Id, Key, Modifiers, Ui};
use std::path::{MAIN_SEPARATOR, Path, PathBuf, is_separator};

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
    /// Where what is written begins unless it says so; empty for the folder the program runs in.
    base: PathBuf,
    folder: Option<String>,
    entries: Vec<Entry>,
}

impl Completion {
    /// Completes what is written from this folder on.
    pub fn from(base: PathBuf) -> Self {
        Self { base, ..Self::default() }
    }

    /// The path that was written, from the folder on that it begins in.
    pub fn whole(&self, text: &str) -> PathBuf {
        let path = expand(text);
        if path.as_os_str().is_empty() { path } else { self.base.join(path) }
    }

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

    /// Tab in a field makes what is written longer as far as it can, and goes on where nothing fits.
    pub fn by_tab(&mut self, ui: &Ui, id: Id, text: &mut String) {
        let pressed = ui.memory(|memory| memory.has_focus(id)) && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Tab));
        if !pressed {
            return;
        }
        if let Some(longer) = self.complete(text) {
            *text = longer;
            caret_to_end(ui.ctx(), id);
        } else if self.list(text, false).is_empty() {
            ui.memory_mut(|memory| memory.move_focus(FocusDirection::Next));
        }
    }

    fn look(&mut self, folder: &str) {
        if self.folder.as_deref() == Some(folder) {
            return;
        }
        self.folder = Some(folder.to_owned());
        let place = self.base.join(if folder.is_empty() { PathBuf::from(".") } else { expand(folder) });
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

/// The path that was written, `~` being the home folder.
pub(in crate::ui) fn expand(text: &str) -> PathBuf {
    let text = meant(text.trim());
    match (home_of(text), directories::UserDirs::new()) {
        (Some(rest), Some(dirs)) => dirs.home_dir().join(rest),
        _ => PathBuf::from(text),
    }
}

/// What stands behind a `~` that is the home folder.
fn home_of(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('~')?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix(is_separator) }
}

/// The last whole path of what is written. The field begins with a folder, and who knows the path writes or pastes all of it behind that.
fn meant(text: &str) -> &str {
    let whole = |at: &usize| Path::new(&text[*at..]).is_absolute() || home_of(&text[*at..]).is_some();
    let ends = text.char_indices().filter(|(_, sign)| is_separator(*sign)).map(|(at, sign)| at + sign.len_utf8());
    ends.rev().find(whole).map_or(text, |at| &text[at..])
}

/// The folder that is written, with its separator, and what is begun after it.
fn split(text: &str) -> (&str, &str) {
    let text = meant(text);
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

    #[test]
    fn what_begins_in_no_folder_begins_in_the_one_that_was_shown() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("transcripts")).unwrap();
        let mut completion = Completion::from(folder.path().to_owned());
        assert_eq!(completion.complete("tr"), Some(format!("transcripts{MAIN_SEPARATOR}")));
        assert_eq!(completion.whole("transcripts"), folder.path().join("transcripts"));
        assert_eq!((completion.whole("/elsewhere"), completion.whole("")), (PathBuf::from("/elsewhere"), PathBuf::new()));
    }

    #[test]
    #[cfg(unix)]
    fn a_whole_path_behind_the_folder_that_stood_there_is_that_path() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("table.csv"), "").unwrap();
        let glued = format!("/home/bo/Documents/{}/ta", folder.path().display());
        assert_eq!(expand(&glued), folder.path().join("ta"));
        assert_eq!(Completion::default().complete(&glued), Some(folder.path().join("table.csv").display().to_string()));
        let home = directories::UserDirs::new().map(|dirs| dirs.home_dir().to_owned()).unwrap_or_default();
        assert_eq!((expand("/home/bo/~/a"), expand("~"), expand(" ~/a ")), (home.join("a"), home.clone(), home.join("a")));
        assert_eq!((meant("/a/b~/c"), meant("/a/~b/c"), meant("a/b")), ("/a/b~/c", "/a/~b/c", "a/b"));
    }
}
