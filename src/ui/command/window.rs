//! Commands of the window itself: views, columns, look, dialogs.

use super::table::{Entry, Section, When};
use super::{Command, Window::*};
use crate::model::{CaseId, CodeId, SourceId, Span};
use crate::ui::theme::Theme;
use crate::ui::views::ViewId;

/// One of the two columns beside a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Sources, themes, filters.
    Left,
    /// The framework, details.
    Right,
}

/// Something in the project that can be gone to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// A source, where it was left.
    Source(SourceId),
    /// A passage of a source.
    Passage(SourceId, Span),
    /// A code and its passages.
    Code(CodeId),
    /// A case and its sources.
    Case(CaseId),
}

impl Target {
    /// The view that shows it.
    pub const fn view(self) -> ViewId {
        match self {
            Self::Source(_) | Self::Passage(..) | Self::Case(_) => ViewId::Read,
            Self::Code(_) => ViewId::Themes,
        }
    }
}

/// The window itself: views, columns, look, dialogs.
#[derive(Clone, Debug, PartialEq)]
pub enum Window {
    /// Shows a view.
    Show(ViewId),
    /// Goes to a source, a passage, a code or a case, in the view that shows it.
    Go(Target),
    /// Takes every filter of the view off.
    ShowAll,
    /// Opens the field that goes anywhere.
    Palette,
    /// Opens the menu.
    Menu,
    /// Shows the list of keys.
    Shortcuts,
    /// Opens the settings.
    Settings,
    /// Says what this program is.
    About,
    /// Shows or folds a column.
    Toggle(Side),
    /// Shows a column if it is folded.
    Unfold(Side),
    /// Makes a column this wide, in points.
    Resize(Side, f32),
    /// Chooses the look.
    Look(Theme),
    /// Makes the interface larger.
    Larger,
    /// Makes the interface smaller.
    Smaller,
    /// Sets the interface's scale in per cent.
    Scale(u32),
    /// Fills the screen, or no longer.
    FullScreen,
    /// Puts a change of the settings in force.
    Configure(Box<crate::ui::config::Config>),
    /// Stops a piece of work under way.
    CancelJob(u64),
    /// Goes on with work that was stopped.
    GoOn(u64),
    /// Closes the dialog of this number, with what was decided in it.
    LeaveDialog(u64),
    /// Gives a row of the table, by its id, that cannot be given here: goes to where it can, or says what must be done first.
    Reach(&'static str),
    /// Goes back to the view that led here, and to what had the keys in it.
    Back,
    /// Says why nothing was done.
    Say(&'static str),
    /// Takes a notice away.
    Dismiss(u64),
    /// Ends the program.
    Quit,
}

const fn row(section: Section, id: &'static str, command: Window, label: &'static str, tip: &'static str, keys: &'static [&'static str]) -> Entry {
    Entry { id, command: Command::Window(command), label, tip, keys, section, when: When::Always }
}

const fn go(id: &'static str, view: ViewId, label: &'static str, tip: &'static str, keys: &'static [&'static str]) -> Entry {
    Entry { id, command: Command::Window(Show(view)), label, tip, keys, section: Section::Go, when: When::Shown(view) }
}

pub(super) const ROWS: &[Entry] = &[
    Entry {
        id: "view.all",
        command: Command::Window(ShowAll),
        label: "Take every filter off",
        tip: "Show all that the view has",
        keys: &["Ctrl+Shift+L"],
        section: Section::Go,
        when: When::Views(&[ViewId::Themes, ViewId::Chart, ViewId::History, ViewId::Speakers, ViewId::Memos, ViewId::Crosswalk]),
    },
    Entry {
        id: "go.back",
        command: Command::Window(Back),
        label: "Back to where you came from",
        tip: "Back to the view that led to this one, and to the row it left",
        keys: &["Alt+Backspace"],
        section: Section::Go,
        when: When::Project,
    },
    row(Section::Go, "go.anything", Palette, "Go to anything…", "Find a command, source, code or case by a few letters", &["Ctrl+K"]),
    go("go.study", ViewId::Study, "The study", "Who was interviewed, how far coding is, what happened", &["Ctrl+1"]),
    go("go.read", ViewId::Read, "Read", "Read and code transcripts", &["Ctrl+2"]),
    go("go.themes", ViewId::Themes, "Themes", "Passages of a code side by side", &["Ctrl+3"]),
    go("go.search", ViewId::Search, "Search", "Find words in everything that was said, or in memos", &["Ctrl+4", "Ctrl+Shift+F"]),
    go("go.history", ViewId::History, "History", "Everything that was done, in plain words", &["Ctrl+5"]),
    go("go.cases", ViewId::Cases, "The case table", "Attributes of people, sites and sources, as in a spreadsheet", &["Ctrl+6"]),
    go("go.speakers", ViewId::Speakers, "The speakers", "Who speaks in which source, and who they are", &["Ctrl+7"]),
    go("go.chart", ViewId::Chart, "The chart", "Interviews or people by codes, with a summary in each cell", &["Ctrl+9"]),
    go(
        "go.frameworks",
        ViewId::Frameworks,
        "Frameworks through time",
        "Versions of a framework, what changed, what to look at again, saturation",
        &["Ctrl+Alt+V"],
    ),
    go("go.memos", ViewId::Memos, "The memos", "Everything the researchers wrote down", &["Ctrl+8"]),
    go("go.reports", ViewId::Reports, "The reports", "Documents of chosen themes, in your order, to be written and written again", &[]),
    go("go.crosswalk", ViewId::Crosswalk, "The map of links", "How codes of one framework are read as codes of another", &["Ctrl+Shift+X"]),
    row(Section::Window, "window.left", Toggle(Side::Left), "Show or fold the left column", "Show or fold the column on the left", &["Ctrl+B"]),
    row(
        Section::Window,
        "window.right",
        Toggle(Side::Right),
        "Show or fold the right column",
        "Show or fold the column on the right",
        &["Ctrl+Alt+B"],
    ),
    row(Section::Window, "window.system", Look(Theme::System), "Look: as the desktop", "Light or dark, as the desktop says", &[]),
    row(Section::Window, "window.light", Look(Theme::Light), "Look: light", "Ink on paper", &[]),
    row(Section::Window, "window.dark", Look(Theme::Dark), "Look: dark", "Paper on ink", &[]),
    row(Section::Window, "window.contrast", Look(Theme::ContrastLight), "Look: high contrast, light", "Black on white, lines doubled", &[]),
    row(Section::Window, "window.contrast-dark", Look(Theme::ContrastDark), "Look: high contrast, dark", "White on black, lines doubled", &[]),
    row(Section::Window, "window.larger", Larger, "Larger", "Make everything larger", &["Ctrl+Plus", "Ctrl+Equals"]),
    row(Section::Window, "window.smaller", Smaller, "Smaller", "Make everything smaller", &["Ctrl+Minus"]),
    row(Section::Window, "window.normal", Scale(100), "Normal size", "Back to 100%", &["Ctrl+0"]),
    row(Section::Window, "window.full", FullScreen, "Full screen", "Fill the screen, or no longer", &["F11"]),
    row(Section::Help, "help.menu", Menu, "Menu", "Every command, by what it is about", &["F10"]),
    row(Section::Help, "help.keys", Shortcuts, "Keys", "Every command with its keys", &["F1", "Ctrl+Slash"]),
    row(Section::Help, "help.settings", Settings, "Settings…", "Look, scale, reading font and keys", &["Ctrl+Comma"]),
    row(Section::Help, "help.about", About, "About Themata", "Version, licences, where things are kept", &[]),
    row(Section::Project, "window.quit", Quit, "Quit", "Close the window; everything is saved already", &["Ctrl+Q"]),
];
