//! Commands of the view Search, and of finding in a text.

use super::table::{Entry, Section, When};
use super::{Command, SearchCommand::*};
use crate::model::{Grouping, SearchId, WordRule};
use crate::search::Unit;
use crate::ui::views::ViewId;
use crate::ui::views::read::Trail;
use crate::ui::views::search::{By, Code, Look, Mode, Picked, SavedWords, Sort, WordsKind};
use std::path::PathBuf;
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
    /// Shows its words, counted.
    Words,
    /// Asks what is shown of words.
    AskWords,
    /// Shows words so.
    WordsAs(WordsKind),
    /// Asks which groups stand beside the count.
    AskWordsBy,
    /// Has these groups, or none, beside the count.
    WordsBy(Option<Grouping>),
    /// Asks which part is compared with the rest.
    AskPart,
    /// Compares this part of a grouping.
    Part(Grouping, String),
    /// Counts words of one stem as one, or no longer.
    Stems,
    /// Counts common words too, or no longer.
    Common,
    /// Counts what interviewers say too, or no longer.
    Askers,
    /// Shows the word in the texts.
    SeekWord,
    /// Leaves the word out of every count.
    LeaveWord,
    /// The same, of this word.
    LeaveOut(String),
    /// Asks what a part is compared with.
    AskAgainst,
    /// The same, of this part.
    PickAgainst(Grouping, String),
    /// Compares with this part, or with all the rest.
    Against(Option<String>),
    /// Asks which words are left out, kept, or counted as one.
    AskRules,
    /// Keeps these rules for counting words.
    SetRules(Vec<WordRule>),
    /// Saves the words that show.
    SaveWords,
    /// The same, of these.
    SaveThese(Arc<SavedWords>),
    /// Asks where to.
    WhereWords(Arc<SavedWords>),
    /// Writes them.
    WriteWords(Arc<SavedWords>, PathBuf),
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
    /// Asks which saved search gets another name.
    PickRename,
    /// Asks for another name of this one.
    AskRename(SearchId),
    /// Gives it the name.
    Rename(SearchId, String),
    /// Asks which saved search is removed.
    Forget,
    /// Removes it.
    Remove(SearchId),
    /// In Read: finds words in the text.
    Find,
    /// In Read: finds the same there as was found elsewhere.
    FindSame(Trail),
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
    row("search.words", Words, "Found: words", "Show the words of what is searched, counted", &["Alt+W"]),
    row(
        "search.words-as",
        AskWords,
        "Words: list, cloud, tree…",
        "A list, a cloud, what one part says more, what stands beside what was found",
        &["Alt+V"],
    ),
    row("search.words-by", AskWordsBy, "Words: groups beside…", "The count in each site, role or phase beside that of all", &["Alt+B"]),
    row("search.words-part", AskPart, "Words: compare a part…", "What one site, role or phase says more often than the rest", &["Alt+R"]),
    row(
        "search.words-against",
        AskAgainst,
        "Words: compare with…",
        "Compare the part with one other site, role or phase, or with all the rest",
        &["Alt+Shift+R"],
    ),
    row("search.stems", Stems, "Words: stems as one", "Count words of one stem as one, or each by itself", &[]),
    row("search.common", Common, "Words: common ones too", "Count articles, pronouns and other common words, or leave them out", &[]),
    row("search.askers", Askers, "Words: interviewers’ too", "Count what interviewers say, or leave it out", &[]),
    row("search.rules", AskRules, "Words: left out, kept, as one…", "Which words count, and which as one; kept with the project", &["Alt+L"]),
    row("search.seek", SeekWord, "Words: show in the texts", "Search for the chosen word, as a concordance; Enter does so in its list", &[]),
    row("search.leave", LeaveWord, "Words: leave it out", "Leave the chosen word out of every count; undo counts it again", &["Delete"]),
    row("search.save-words", SaveWords, "Words: save…", "As a table (.csv); a cloud or a tree as a picture (.svg, .png)", &[]),
    row("search.group", AskGroup, "Group what was found…", "Group passages by source, site or case", &["Alt+G"]),
    row("search.sort", AskSort, "Sort the concordance…", "By place, site, the words found, or the words before or after", &["Alt+S"]),
    row("search.open", Open, "Show the hit in its source", "Open the source in Read, at this hit; of a word, show it in the texts", &["Enter"]),
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
    row("search.rename", PickRename, "Rename a saved search…", "Give a saved search another name; what it has seen stays", &[]),
    row("search.forget", Forget, "Remove a saved search…", "What was coded by it stays; undo brings it back", &[]),
    row("search.tick-all", TickAll, "Tick every hit, or none", "Tick all that was found, or take every tick off", &["Ctrl+A"]),
];

impl SearchCommand {
    /// Whether its keys are heard only while the list of what was found has them.
    pub fn is_for_hits(&self) -> bool {
        matches!(self, Open | Tick | TickAll)
    }

    /// Whether its keys are heard only while words have them.
    pub fn is_for_words(&self) -> bool {
        matches!(self, SeekWord | LeaveWord)
    }

    /// The view that a look shows.
    pub fn of(mode: Mode) -> Command {
        match mode {
            Mode::Passages => Passages.into(),
            Mode::Concordance => Concordance.into(),
            Mode::Words => Words.into(),
            Mode::Like => super::LikeCommand::Show.into(),
        }
    }
}
