//! Commands of the view Search, and of finding in a text.

use super::table::{Entry, Section, When};
use super::{Command, SearchCommand::*};
use crate::model::SearchId;
use crate::search::Unit;
use crate::ui::views::ViewId;
use crate::ui::views::search::{By, Code, Look, Mode, Picked, Sort};
use std::sync::Arc;

/// The view Search. The view itself takes most of these while it is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum SearchCommand {
    /// Gives the keys to the field that is written in.
    Field,
    /// Says how searches are written.
    Language,
    /// Shows passages with what was found marked in them.
    Passages,
    /// Shows a line a hit, the hits under each other.
    Concordance,
    /// Asks what passages are grouped by.
    AskGroup,
    /// Groups passages.
    Group(By),
    /// Asks what lines are sorted by.
    AskSort,
    /// Sorts lines.
    Sort(Sort),
    /// Shows the hit in its source.
    Open,
    /// Ticks the hit, or no longer.
    Tick,
    /// Ticks every hit, or none.
    TickAll,
    /// Asks what the ticked hits are coded with.
    AskCode,
    /// The same, of these hits.
    PickCode(Arc<Picked>),
    /// Shows what would be coded, and asks.
    CodeWith(Arc<Picked>, Code),
    /// Remembers what is coded of hits.
    Unit(Unit),
    /// Asks for a name to save the search under.
    Save,
    /// The same, of this search.
    AskName(String),
    /// Saves a search under a name.
    SaveAs(String, String),
    /// Asks which saved search is run.
    Saved,
    /// Runs it.
    Run(SearchId),
    /// Ticks what is new since somebody looked last, and no more.
    TickNew,
    /// Takes what the saved search finds as seen.
    See,
    /// The same, of this one.
    SeeThis(SearchId),
    /// Asks which saved search is removed.
    Forget,
    /// Removes it.
    Remove(SearchId),
    /// In Read: finds words in the text.
    Find,
    /// In Read: finds the same there as was found elsewhere.
    FindSame(String),
    /// In Read: goes to the next of what was found.
    Next,
    /// In Read: goes to the one before.
    Previous,
    /// Remembers how it is looked at.
    Keep(Look),
}

const fn row(id: &'static str, command: SearchCommand, label: &'static str, tip: &'static str, keys: &'static [&'static str]) -> Entry {
    Entry { id, command: Command::Search(command), label, tip, keys, section: Section::Search, when: When::View(ViewId::Search) }
}

const fn find(id: &'static str, command: SearchCommand, label: &'static str, tip: &'static str, keys: &'static [&'static str]) -> Entry {
    Entry { id, command: Command::Search(command), label, tip, keys, section: Section::Search, when: When::View(ViewId::Read) }
}

pub(super) const ROWS: &[Entry] = &[
    Entry {
        id: "search.language",
        command: Command::Search(Language),
        label: "How searches are written",
        tip: "Words, phrases, wildcards, distances, and fields such as site: and code:",
        keys: &["F4"],
        section: Section::Search,
        when: When::Shown(ViewId::Search),
    },
    find("search.find", Find, "Find in this text", "Mark words in the text that is open, and step through them", &["Ctrl+F"]),
    find("search.next", Next, "Find the next one", "Go to the next of what was found in this text", &["F3"]),
    find("search.previous", Previous, "Find the one before", "Go to the one before of what was found in this text", &["Shift+F3"]),
    row("search.field", Field, "To the search field", "Write what is sought; Enter goes to what was found", &["Ctrl+L"]),
    row("search.passages", Passages, "Found: passages", "Show passages with what was found marked in them", &["Alt+P"]),
    row("search.concordance", Concordance, "Found: concordance", "Show a line a hit, the hits under each other", &["Alt+C"]),
    row("search.group", AskGroup, "Group what was found…", "Group passages by source, site or case", &["Alt+G"]),
    row("search.sort", AskSort, "Sort the concordance…", "By place, site, the words found, or the words before or after", &["Alt+S"]),
    row("search.open", Open, "Show the hit in its source", "Open the source in Read, at this hit", &["Enter"]),
    row("search.tick", Tick, "Tick the hit", "Tick it to be coded, or no longer", &["Space"]),
    row("search.code", AskCode, "Code what was found…", "Code the ticked hits, or the sentence, paragraph or turn around each", &["Ctrl+Enter"]),
    row("search.save", Save, "Save the search…", "Keep it by a name; it says what is new the next time", &["Ctrl+S"]),
    Entry {
        id: "search.saved",
        command: Command::Search(Saved),
        label: "Run a saved search…",
        tip: "Choose one, and see what it finds and what of that is new",
        keys: &["Ctrl+Shift+K"],
        section: Section::Search,
        when: When::Shown(ViewId::Search),
    },
    row("search.tick-new", TickNew, "Tick only what is new", "Of a saved search: what was not there when somebody looked last", &["Alt+N"]),
    row("search.see", See, "Take what was found as seen", "Of a saved search: none of it is new the next time", &["Alt+Enter"]),
    row("search.forget", Forget, "Remove a saved search…", "What was coded by it stays; undo brings it back", &[]),
    row("search.tick-all", TickAll, "Tick every hit, or none", "Tick all that was found, or take every tick off", &["Ctrl+A"]),
];

impl SearchCommand {
    /// Whether its keys are heard only while the list of what was found has them.
    pub fn is_for_hits(&self) -> bool {
        matches!(self, Open | Tick | TickAll)
    }

    /// The view that a look shows.
    pub fn of(mode: Mode) -> Self {
        if mode == Mode::Passages { Passages } else { Concordance }
    }
}
