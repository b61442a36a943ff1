//! The user's configuration: one JSON file in the configuration folder, written atomically; never part of a project.

use super::exports::TableJob;
use super::theme::{Theme, measure};
use super::views::ViewId;
use super::views::chart::Choice as ChartChoice;
use super::views::crosswalk::Choice as CrosswalkChoice;
use super::views::read::Look;
use super::views::search::Look as SearchLook;
use super::views::themes::Choice;
use crate::import::KeptPattern;
use crate::model::FrameworkId;
pub use crate::project::Identity;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What the user has chosen and what the window remembers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Config {
    /// The look.
    pub theme: Theme,
    /// The interface's scale in per cent, 75 to 200.
    pub scale: u32,
    /// Whether nothing moves that need not.
    pub reduce_motion: bool,
    /// How transcripts are set.
    pub reading: Reading,
    /// Columns and window.
    pub layout: Layout,
    /// Who is coding, once they have said so.
    pub coder: Option<Identity>,
    /// Keys changed by the user: id of the command to its keys; an empty list takes a key away.
    pub keys: BTreeMap<String, Vec<String>>,
    /// Projects, the latest first.
    pub recent: Vec<Recent>,
    /// Scroll positions, by project and source.
    pub places: BTreeMap<String, BTreeMap<String, Place>>,
    /// The source read last, by project.
    pub last: BTreeMap<String, String>,
    /// How Read was looked at, by project.
    pub read: BTreeMap<String, Look>,
    /// The view that was shown last, by project.
    pub views: BTreeMap<String, ViewId>,
    /// The framework that was looked at last, by project.
    pub frameworks: BTreeMap<String, FrameworkId>,
    /// What Themes showed and how, by project.
    pub themes: BTreeMap<String, Choice>,
    /// What the chart showed and how, by project.
    pub charts: BTreeMap<String, ChartChoice>,
    /// What the map of links showed and how, by project.
    pub crosswalks: BTreeMap<String, CrosswalkChoice>,
    /// How a table for the paper was asked for last, by project.
    pub tables: BTreeMap<String, TableJob>,
    /// How what was found is looked at.
    pub search: SearchLook,
    /// Speaker patterns of the user's own, which the import offers.
    pub patterns: Vec<KeptPattern>,
}

/// How transcripts are set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reading {
    /// The family's name.
    pub font: String,
    /// Its size in points.
    pub size: f32,
    /// The width of the column in characters.
    pub width: u32,
}

/// Columns and window.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Layout {
    /// Width of the left column in points.
    pub left: f32,
    /// Width of the right column in points.
    pub right: f32,
    /// Whether the left column shows.
    pub left_open: bool,
    /// Whether the right column shows.
    pub right_open: bool,
    /// The window's size in points when it was last closed.
    pub window: Option<[f32; 2]>,
    /// Whether it filled the screen.
    pub maximised: bool,
}

/// A project that was open before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    /// Where it is.
    pub path: PathBuf,
    /// Its name.
    pub name: String,
    /// What was in it, such as “24 interviews · 1,204 codings”.
    #[serde(default)]
    pub summary: String,
    /// When it was last open.
    pub at: jiff::Timestamp,
}

/// Where reading stopped in a source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The first visible paragraph.
    pub paragraph: u32,
    /// How far its top is above the edge, in points.
    pub offset: f32,
    /// Where the caret stands, in scalar values.
    #[serde(default)]
    pub caret: u32,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            scale: 100,
            reduce_motion: false,
            reading: Reading::default(),
            layout: Layout::default(),
            coder: None,
            keys: BTreeMap::new(),
            recent: Vec::new(),
            places: BTreeMap::new(),
            last: BTreeMap::new(),
            read: BTreeMap::new(),
            views: BTreeMap::new(),
            frameworks: BTreeMap::new(),
            themes: BTreeMap::new(),
            charts: BTreeMap::new(),
            crosswalks: BTreeMap::new(),
            tables: BTreeMap::new(),
            search: SearchLook::default(),
            patterns: Vec::new(),
        }
    }
}

impl Default for Reading {
    fn default() -> Self {
        Self { font: "Themata Serif".into(), size: 17.0, width: 68 }
    }
}

impl Default for Layout {
    fn default() -> Self {
        Self { left: measure::LEFT, right: measure::RIGHT, left_open: true, right_open: true, window: None, maximised: false }
    }
}

impl Config {
    /// How many projects the welcome page remembers.
    const RECENT: usize = 12;

    /// Where the configuration lies on this computer, where there is a home folder.
    pub fn path() -> Option<PathBuf> {
        crate::project::config_file()
    }

    /// Reads the file; one that is damaged is set aside, which the second value says in plain words.
    pub fn load(path: &Path) -> (Self, Option<String>) {
        let Ok(bytes) = std::fs::read(path) else { return (Self::default(), None) };
        match serde_json::from_slice::<Self>(&bytes) {
            Ok(config) => (config.bounded(), None),
            Err(_) => {
                let aside = path.with_extension("damaged.json");
                let kept = std::fs::rename(path, &aside).is_ok();
                let place = if kept { format!("It was set aside as {}.", aside.display()) } else { "It will be replaced.".to_owned() };
                (Self::default(), Some(format!("The settings file was damaged, so the settings start afresh. {place} No project is affected.")))
            }
        }
    }

    /// Writes the file: beside the old one first, then in its place.
    pub fn save(&self, path: &Path) -> std::io::Result<()> {
        let folder = path.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)?;
        let beside = path.with_extension(format!("{}.new", std::process::id()));
        let mut file = std::fs::File::create(&beside)?;
        file.write_all(&serde_json::to_vec_pretty(self).map_err(std::io::Error::other)?)?;
        file.sync_all()?;
        drop(file);
        std::fs::rename(&beside, path)
    }

    /// Puts a project at the head of the recent ones.
    pub fn remember(&mut self, recent: Recent) {
        self.recent.retain(|other| other.path != recent.path);
        self.recent.insert(0, recent);
        self.recent.truncate(Self::RECENT);
    }

    /// Where reading stopped in this source of this project.
    pub fn place(&self, project: &str, source: &str) -> Option<Place> {
        self.places.get(project)?.get(source).copied()
    }

    /// Remembers which framework was looked at last in this project.
    pub fn looks_at(&mut self, project: String, framework: Option<FrameworkId>) {
        if let Some(framework) = framework {
            self.frameworks.insert(project, framework);
        }
    }

    /// Remembers where reading stopped in this source of this project.
    pub fn set_place(&mut self, project: &str, source: &str, place: Place) {
        self.places.entry(project.to_owned()).or_default().insert(source.to_owned(), place);
    }

    /// The same with every number inside what the window can show.
    fn bounded(mut self) -> Self {
        self.scale = self.scale.clamp(75, 200);
        self.reading.size = self.reading.size.clamp(11.0, 32.0);
        self.reading.width = self.reading.width.clamp(40, 110);
        self.layout.left = self.layout.left.clamp(160.0, 480.0);
        self.layout.right = self.layout.right.clamp(200.0, 560.0);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_saved_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/config.json");
        let mut config = Config { theme: Theme::Dark, scale: 125, ..Config::default() };
        config.coder = Some(Identity { name: "Bea Pym".into(), initials: "BP".into() });
        config.keys.insert("app.palette".into(), vec!["Ctrl+P".into()]);
        config.set_place("p", "s", Place { paragraph: 14, offset: 3.5, caret: 99 });
        config.save(&path).unwrap();
        assert_eq!(Config::load(&path), (config, None));
        assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn a_damaged_file_is_set_aside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.json");
        std::fs::write(&path, b"{\"scale\": ").unwrap();
        let (config, said) = Config::load(&path);
        assert_eq!(config, Config::default());
        assert!(said.unwrap().contains("set aside"));
        assert_eq!(std::fs::read(folder.path().join("config.damaged.json")).unwrap(), b"{\"scale\": ");
    }

    #[test]
    fn older_files_without_some_fields_are_read_and_wild_numbers_bounded() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.json");
        std::fs::write(&path, br#"{"scale": 9000, "unknown": 1, "layout": {"left": 5}}"#).unwrap();
        let (config, said) = Config::load(&path);
        assert_eq!((config.scale, config.layout.left, said), (200, 160.0, None));
    }

    #[test]
    fn a_project_stands_once_among_the_recent_ones() {
        let mut config = Config::default();
        for name in ["a", "b", "a"] {
            config.remember(Recent { path: name.into(), name: name.into(), summary: String::new(), at: jiff::Timestamp::UNIX_EPOCH });
        }
        assert_eq!(config.recent.iter().map(|r| r.name.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    }
}
