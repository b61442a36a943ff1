//! The one table of commands, which menu, palette, key list and key handling all read.

use super::{
    Command, care, cases, chart, codes, correct, crosswalk, edit, export, frameworks, gathering, history, like, memos, project, pseudonyms, read,
    reports, search, showing, sources, speakers, study, themes, window,
};
use crate::ui::chosen::Noun;
use crate::ui::views::ViewId;

/// Where a command stands in the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Section {
    /// Projects and files.
    Project,
    /// What leaves the project: passages, pages, tables, copies.
    Export,
    /// Undo and who does it.
    Edit,
    /// Codes and frameworks.
    Code,
    /// Sources and folders.
    Sources,
    /// Codes on digit keys.
    Pin,
    /// Cells of the framework chart.
    Chart,
    /// Finding words.
    Search,
    /// Cases, attributes and speakers.
    Cases,
    /// What shows and how.
    Show,
    /// Views and places.
    Go,
    /// Steps of the caret.
    Caret,
    /// Steps that select.
    Select,
    /// Columns, look and size.
    Window,
    /// Help and settings.
    Help,
}

impl Section {
    /// Every section, in the menu's order.
    pub const ALL: &'static [Self] = &[
        Self::Project,
        Self::Export,
        Self::Edit,
        Self::Code,
        Self::Sources,
        Self::Pin,
        Self::Chart,
        Self::Search,
        Self::Cases,
        Self::Show,
        Self::Go,
        Self::Caret,
        Self::Select,
        Self::Window,
        Self::Help,
    ];

    /// Its name in the menu.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Project => "Project",
            Self::Export => "Export",
            Self::Edit => "Edit",
            Self::Code => "Code",
            Self::Sources => "Sources",
            Self::Pin => "Pins",
            Self::Chart => "Chart",
            Self::Search => "Find",
            Self::Cases => "Cases",
            Self::Show => "Show",
            Self::Go => "Go",
            Self::Caret => "Caret",
            Self::Select => "Select",
            Self::Window => "Window",
            Self::Help => "Help",
        }
    }
}

/// When a command can be given, which is also where its keys are heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// At any time.
    Always,
    /// With a project open.
    Project,
    /// With a project open, while this view is shown.
    View(ViewId),
    /// With a project open, while one of these views is shown.
    Views(&'static [ViewId]),
    /// With a project open that can be changed, while this view is shown.
    Writable(ViewId),
    /// While the text in Read is being corrected.
    Correcting,
    /// With a project open, when this view exists.
    Shown(ViewId),
    /// While the palette of codes is open, which hears its keys itself.
    Palette,
    /// When one or more of these are chosen. Its keys are heard while the list they are chosen in has the focus.
    Chosen(Noun),
    /// When one of these is chosen, and no more.
    Single(Noun),
    /// When there is something to undo.
    Undoable,
    /// When there is something to redo.
    Redoable,
}

impl When {
    /// Whether two commands can hear the same key at the same time.
    pub fn overlaps(self, other: Self) -> bool {
        if let (Some(a), Some(b)) = (self.noun(), other.noun()) {
            return a == b;
        }
        match (self.view(), other.view()) {
            // The palette keeps from the views and lists what is typed into it; a list that has the focus comes before the view around it.
            (Self::Palette, Self::View(_) | Self::Views(_)) | (Self::View(_) | Self::Views(_), Self::Palette) => false,
            (Self::Chosen(_) | Self::Single(_), Self::View(_) | Self::Views(_) | Self::Palette) => false,
            (Self::View(_) | Self::Views(_) | Self::Palette, Self::Chosen(_) | Self::Single(_)) => false,
            (Self::View(a), Self::View(b)) => a == b,
            (Self::View(one), Self::Views(many)) | (Self::Views(many), Self::View(one)) => many.contains(&one),
            (Self::Views(some), Self::Views(others)) => some.iter().any(|view| others.contains(view)),
            _ => true,
        }
    }

    /// The same as a view alone, where more must hold there.
    fn view(self) -> Self {
        match self {
            Self::Writable(view) => Self::View(view),
            Self::Correcting => Self::View(ViewId::Read),
            other => other,
        }
    }

    /// What must be chosen.
    pub fn noun(self) -> Option<Noun> {
        match self {
            Self::Chosen(noun) | Self::Single(noun) => Some(noun),
            _ => None,
        }
    }
}

/// One row: a command that needs nothing more to be said.
#[derive(Debug)]
pub struct Entry {
    /// A stable name, under which the user's own keys are kept.
    pub id: &'static str,
    /// What it asks for.
    pub command: Command,
    /// Its words in menu, palette and list.
    pub label: &'static str,
    /// One sentence more, for the tooltip.
    pub tip: &'static str,
    /// Its keys until the user changes them, the first one shown.
    pub keys: &'static [&'static str],
    /// Where it stands in the menu.
    pub section: Section,
    /// When it can be given.
    pub when: When,
}

/// The rows by noun; a noun that comes later adds its own here.
const NOUNS: &[&[Entry]] = &[
    project::ROWS,
    care::ROWS,
    export::ROWS,
    edit::ROWS,
    codes::ROWS,
    sources::ROWS,
    read::ROWS,
    correct::ROWS,
    themes::ROWS,
    chart::ROWS,
    gathering::ROWS,
    frameworks::ROWS,
    crosswalk::ROWS,
    search::ROWS,
    like::ROWS,
    showing::ROWS,
    history::ROWS,
    cases::ROWS,
    reports::ROWS,
    speakers::ROWS,
    pseudonyms::ROWS,
    memos::ROWS,
    study::ROWS,
    window::ROWS,
];

/// Every row of the table.
pub fn all() -> impl Iterator<Item = &'static Entry> {
    NOUNS.iter().flat_map(|rows| rows.iter())
}

/// The row of a command, for its label and keys.
pub fn entry(command: &Command) -> Option<&'static Entry> {
    all().find(|entry| entry.command == *command)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn ids_and_labels_are_unique_and_every_section_has_rows() {
        let ids: HashSet<_> = all().map(|entry| entry.id).collect();
        let labels: HashSet<_> = all().map(|entry| entry.label).collect();
        assert_eq!((ids.len(), labels.len()), (all().count(), all().count()));
        for section in Section::ALL {
            assert!(all().any(|entry| entry.section == *section), "{section:?} is empty");
        }
        assert!(all().all(|entry| Section::ALL.contains(&entry.section)), "a section is missing from the menu");
    }

    #[test]
    fn every_row_has_words_that_help() {
        for entry in all() {
            assert!(!entry.label.is_empty() && !entry.tip.is_empty(), "{}", entry.id);
            assert!(!entry.tip.ends_with('.'), "{}: tooltips have no full stop", entry.id);
        }
    }
}
