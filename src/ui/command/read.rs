//! Commands of the view Read: the caret, the selection, and coding from the keyboard.

use super::table::{Entry, Section, When};
use super::{Command, ReadCommand::*};
use crate::model::{CodeId, SourceId};
use crate::ui::config::Place;
use crate::ui::views::ViewId;
use crate::ui::views::read::{Look, Motion, Stops as AtStops, Unit};

/// One of the two ends of a coding, and which way it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nudge {
    /// The end, a word back.
    EndBack,
    /// The end, a word on.
    EndOn,
    /// The start, a word back.
    StartBack,
    /// The start, a word on.
    StartOn,
}

/// Why nothing was done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Note {
    /// No coding is chosen, for a command that needs one.
    NoCoding,
    /// No words are selected that could be coded.
    NoSelection,
    /// No code was used yet.
    NoLast,
    /// No code is on this digit key.
    NoPin(u8),
    /// There is no further stop on this side.
    NoStop(AtStops, bool),
    /// Nothing is sought, or found, in this text.
    NothingFound,
    /// What is stepped through goes on in this source, the so-many-th of so many; or it began again there.
    Further(SourceId, usize, usize, bool),
    /// There are no memos in this text.
    NoMemos,
    /// Nothing is coded while names show as they were.
    Originals,
    /// No name was replaced in this text.
    NoOriginals,
}

/// The view Read. The view itself takes these while it is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum ReadCommand {
    /// Moves the caret.
    Go(Motion),
    /// Moves the caret and selects on the way.
    Select(Motion),
    /// Ends what is open: a palette, the selection, a chosen coding.
    Leave,
    /// Selects the turn at the caret.
    SelectTurn,
    /// Selects the whole source.
    SelectAll,
    /// Opens the code palette on the selection.
    Palette,
    /// In the open palette: takes a code and stays for the next one.
    PaletteStay,
    /// In the open palette: makes the new code.
    PaletteNew,
    /// In the open palette: asks where the new code shall lie.
    PaletteParent,
    /// Codes with the words themselves as the name.
    InVivo,
    /// Codes with the code on this digit key.
    Pinned(u8),
    /// Puts the chosen code on this digit key.
    PinChosen(u8),
    /// Codes with the code used last.
    Again,
    /// Takes the chosen coding off, or the selected part of the codings here.
    Delete,
    /// Gives the chosen coding another code.
    Recode,
    /// Writes a memo on the chosen coding, the selection or the source.
    Memo,
    /// Asks which memo the chosen coding or the selection is linked to.
    LinkMemo,
    /// Makes the chosen coding a key quote, or no longer.
    Star,
    /// Moves an end of the chosen coding by a word.
    Nudge(Nudge),
    /// Goes to the next stop.
    Next,
    /// Goes to the stop before.
    Previous,
    /// Changes what Next and Previous stop at.
    Stops,
    /// Copies the selection with its attribution.
    Copy,
    /// Copies the selection alone.
    CopyPlain,
    /// Marks the source: not begun, in work, done.
    Progress,
    /// Shows names as they were before pseudonyms came in their place, or the pseudonyms again.
    Originals,
    /// Lists the memos in this text.
    Memos,
    /// Gives the keys to the sources.
    ToSources,
    /// Gives the keys to the cases.
    ToCases,
    /// Gives the keys to the framework.
    ToFramework,
    /// Opens the next source of the list.
    NextSource,
    /// Opens the source before.
    PreviousSource,
    /// A code was used: `.` codes with it again.
    Used(CodeId),
    /// Says why nothing was done.
    Say(Note),
    /// Puts words on the clipboard.
    ToClipboard(String),
    /// Remembers how it is looked at.
    Remember(Box<Look>),
    /// Remembers where reading stopped.
    Keep(SourceId, Place),
}

const fn row(
    section: Section,
    id: &'static str,
    command: ReadCommand,
    label: &'static str,
    tip: &'static str,
    keys: &'static [&'static str],
) -> Entry {
    Entry { id, command: Command::Read(command), label, tip, keys, section, when: When::View(ViewId::Read) }
}

/// Where passages are coded: the text, and the cards of a theme.
const CODING: When = When::Views(&[ViewId::Read, ViewId::Themes]);

/// What is done with a passage by the same keys in the text and on a card.
const fn both(
    section: Section,
    id: &'static str,
    command: ReadCommand,
    label: &'static str,
    tip: &'static str,
    keys: &'static [&'static str],
) -> Entry {
    Entry { id, command: Command::Read(command), label, tip, keys, section, when: CODING }
}

const fn coding(id: &'static str, command: ReadCommand, label: &'static str, tip: &'static str, keys: &'static [&'static str]) -> Entry {
    both(Section::Code, id, command, label, tip, keys)
}

const fn palette(id: &'static str, command: ReadCommand, label: &'static str, tip: &'static str, keys: &'static [&'static str]) -> Entry {
    Entry { id, command: Command::Read(command), label, tip, keys, section: Section::Code, when: When::Palette }
}

const fn code(id: &'static str, command: ReadCommand, label: &'static str, tip: &'static str, keys: &'static [&'static str]) -> Entry {
    row(Section::Code, id, command, label, tip, keys)
}

const fn go(id: &'static str, motion: Motion, label: &'static str, keys: &'static [&'static str]) -> Entry {
    row(Section::Caret, id, Go(motion), label, "Move the caret", keys)
}

const fn select(id: &'static str, motion: Motion, label: &'static str, keys: &'static [&'static str]) -> Entry {
    row(Section::Select, id, Select(motion), label, "Extend the selection", keys)
}

pub(super) const ROWS: &[Entry] = &[
    code(
        "code.palette",
        Palette,
        "Code the selection…",
        "Choose a code by a few letters; any letter opens this too; without a selection, choose a coding here",
        &["Enter"],
    ),
    palette(
        "palette.stay",
        PaletteStay,
        "Code and stay for the next",
        "In the palette of codes: take the code, and choose another",
        &["Shift+Enter"],
    ),
    palette("palette.new", PaletteNew, "Make the new code", "In the palette of codes: make the code that the letters name", &["Ctrl+Enter"]),
    palette(
        "palette.parent",
        PaletteParent,
        "Another place for the new code",
        "In the palette of codes: choose what the new code lies under",
        &["Tab"],
    ),
    coding("code.again", Again, "The last code again", "Code the selection or the card as the last one was", &["."]),
    code("code.vivo", InVivo, "Code in vivo", "Make a code named by the selected words", &["Alt+I"]),
    coding("code.delete", Delete, "Take the coding off", "Take the chosen coding off, or the selected part of it; a card off its code", &["Delete"]),
    Entry {
        id: "code.recode",
        command: Command::Read(Recode),
        label: "Another code…",
        tip: "Give the chosen coding, the card or the passage another code",
        keys: &["Alt+R"],
        section: Section::Code,
        when: When::Views(&[ViewId::Read, ViewId::Themes, ViewId::Crosswalk]),
    },
    coding("code.memo", Memo, "Memo…", "Write a memo on the coding, the passage or the source", &["Alt+M"]),
    coding(
        "code.link-memo",
        LinkMemo,
        "Link the passage to a memo…",
        "A memo that is written already stands beside this passage too",
        &["Alt+Shift+M"],
    ),
    coding("code.star", Star, "Key quote", "Star the chosen coding or the card, or take the star off", &["Alt+K"]),
    coding("code.end-back", Nudge(self::Nudge::EndBack), "End a word back", "Move the end of the chosen coding a word back", &["["]),
    coding("code.end-on", Nudge(self::Nudge::EndOn), "End a word on", "Move the end of the chosen coding a word on", &["]"]),
    coding("code.start-back", Nudge(self::Nudge::StartBack), "Start a word back", "Move the start of the chosen coding a word back", &["Shift+["]),
    coding("code.start-on", Nudge(self::Nudge::StartOn), "Start a word on", "Move the start of the chosen coding a word on", &["Shift+]"]),
    row(Section::Go, "read.next", Next, "Next stop", "Next coded passage, hit or uncoded turn, as the status line says", &["N"]),
    row(Section::Go, "read.previous", Previous, "Stop before", "Coded passage, hit or uncoded turn before, as the status line says", &["P"]),
    row(Section::Go, "read.stops", Stops, "What Next stops at", "Change what Next and Previous stop at", &["Alt+N"]),
    row(Section::Go, "read.memos", Memos, "Memos in this text…", "Choose one by its first words; its passage is shown beside it", &["Alt+E"]),
    row(Section::Go, "read.source-next", NextSource, "Next source", "Open the next source of the list", &["Ctrl+PageDown"]),
    row(Section::Go, "read.source-previous", PreviousSource, "Source before", "Open the source before in the list", &["Ctrl+PageUp"]),
    row(Section::Go, "read.sources", ToSources, "To the sources", "Walk the list of sources with the arrows; Esc goes back to the text", &["Alt+S"]),
    row(
        Section::Go,
        "read.cases",
        ToCases,
        "To the cases",
        "Walk the list of cases with the arrows; Enter shows only the sources of one",
        &["Alt+C"],
    ),
    row(
        Section::Go,
        "read.framework",
        ToFramework,
        "To the framework",
        "Walk the codes with the arrows; Enter codes, Esc goes back to the text",
        &["Alt+F"],
    ),
    row(
        Section::Sources,
        "read.originals",
        Originals,
        "Show names as they were, or pseudonyms",
        "In a text whose names were replaced; older versions hold what stood there",
        &["Ctrl+Alt+O"],
    ),
    code("read.progress", Progress, "Progress of this source", "Mark it: not begun, in work, done", &["Alt+P"]),
    row(Section::Edit, "read.copy", Copy, "Copy with attribution", "Copy the selected words and where they come from", &["Ctrl+C"]),
    row(Section::Edit, "read.copy-plain", CopyPlain, "Copy the words alone", "Copy the selected words", &["Ctrl+Shift+C"]),
    row(Section::Select, "select.none", Leave, "Select nothing", "End the selection, or close what is open", &["Escape"]),
    row(Section::Select, "select.turn", SelectTurn, "Select the turn", "Select all of what this voice says here", &["Ctrl+L"]),
    row(Section::Select, "select.all", SelectAll, "Select all", "Select the whole source", &["Ctrl+A"]),
    go("caret.left", Motion::Left, "Left", &["ArrowLeft"]),
    go("caret.right", Motion::Right, "Right", &["ArrowRight"]),
    go("caret.up", Motion::Up, "Up", &["ArrowUp"]),
    go("caret.down", Motion::Down, "Down", &["ArrowDown"]),
    go("caret.word-back", Motion::Back(Unit::Word), "A word to the left", &["Ctrl+ArrowLeft"]),
    go("caret.word-on", Motion::On(Unit::Word), "A word to the right", &["Ctrl+ArrowRight"]),
    go("caret.sentence-back", Motion::Back(Unit::Sentence), "A sentence to the left", &["Alt+ArrowLeft"]),
    go("caret.sentence-on", Motion::On(Unit::Sentence), "A sentence to the right", &["Alt+ArrowRight"]),
    go("caret.turn-back", Motion::Back(Unit::Turn), "A turn back", &["Ctrl+ArrowUp"]),
    go("caret.turn-on", Motion::On(Unit::Turn), "A turn on", &["Ctrl+ArrowDown"]),
    go("caret.line-start", Motion::LineStart, "Beginning of the line", &["Home"]),
    go("caret.line-end", Motion::LineEnd, "End of the line", &["End"]),
    go("caret.page-up", Motion::PageUp, "A page up", &["PageUp"]),
    go("caret.page-down", Motion::PageDown, "A page down", &["PageDown"]),
    go("caret.top", Motion::Top, "Beginning of the text", &["Ctrl+Home"]),
    go("caret.bottom", Motion::Bottom, "End of the text", &["Ctrl+End"]),
    select("select.left", Motion::Left, "Select to the left", &["Shift+ArrowLeft"]),
    select("select.right", Motion::Right, "Select to the right", &["Shift+ArrowRight"]),
    select("select.up", Motion::Up, "Select upwards", &["Shift+ArrowUp"]),
    select("select.down", Motion::Down, "Select downwards", &["Shift+ArrowDown"]),
    select("select.word-back", Motion::Back(Unit::Word), "Select a word to the left", &["Ctrl+Shift+ArrowLeft"]),
    select("select.word-on", Motion::On(Unit::Word), "Select a word to the right", &["Ctrl+Shift+ArrowRight"]),
    select("select.sentence-back", Motion::Back(Unit::Sentence), "Select a sentence to the left", &["Alt+Shift+ArrowLeft"]),
    select("select.sentence-on", Motion::On(Unit::Sentence), "Select a sentence to the right", &["Alt+Shift+ArrowRight"]),
    select("select.turn-back", Motion::Back(Unit::Turn), "Select a turn back", &["Ctrl+Shift+ArrowUp"]),
    select("select.turn-on", Motion::On(Unit::Turn), "Select a turn on", &["Ctrl+Shift+ArrowDown"]),
    select("select.line-start", Motion::LineStart, "Select to the beginning of the line", &["Shift+Home"]),
    select("select.line-end", Motion::LineEnd, "Select to the end of the line", &["Shift+End"]),
    select("select.page-up", Motion::PageUp, "Select a page up", &["Shift+PageUp"]),
    select("select.page-down", Motion::PageDown, "Select a page down", &["Shift+PageDown"]),
    select("select.top", Motion::Top, "Select to the beginning of the text", &["Ctrl+Shift+Home"]),
    select("select.bottom", Motion::Bottom, "Select to the end of the text", &["Ctrl+Shift+End"]),
    both(Section::Pin, "pin.1", Pinned(1), "Code with pin 1", "Code the selection with the code pinned to 1", &["1"]),
    both(Section::Pin, "pin.2", Pinned(2), "Code with pin 2", "Code the selection with the code pinned to 2", &["2"]),
    both(Section::Pin, "pin.3", Pinned(3), "Code with pin 3", "Code the selection with the code pinned to 3", &["3"]),
    both(Section::Pin, "pin.4", Pinned(4), "Code with pin 4", "Code the selection with the code pinned to 4", &["4"]),
    both(Section::Pin, "pin.5", Pinned(5), "Code with pin 5", "Code the selection with the code pinned to 5", &["5"]),
    both(Section::Pin, "pin.6", Pinned(6), "Code with pin 6", "Code the selection with the code pinned to 6", &["6"]),
    both(Section::Pin, "pin.7", Pinned(7), "Code with pin 7", "Code the selection with the code pinned to 7", &["7"]),
    both(Section::Pin, "pin.8", Pinned(8), "Code with pin 8", "Code the selection with the code pinned to 8", &["8"]),
    both(Section::Pin, "pin.9", Pinned(9), "Code with pin 9", "Code the selection with the code pinned to 9", &["9"]),
    both(Section::Pin, "pin.set-1", PinChosen(1), "Pin to 1", "Put the chosen code on the key 1", &["Alt+1"]),
    both(Section::Pin, "pin.set-2", PinChosen(2), "Pin to 2", "Put the chosen code on the key 2", &["Alt+2"]),
    both(Section::Pin, "pin.set-3", PinChosen(3), "Pin to 3", "Put the chosen code on the key 3", &["Alt+3"]),
    both(Section::Pin, "pin.set-4", PinChosen(4), "Pin to 4", "Put the chosen code on the key 4", &["Alt+4"]),
    both(Section::Pin, "pin.set-5", PinChosen(5), "Pin to 5", "Put the chosen code on the key 5", &["Alt+5"]),
    both(Section::Pin, "pin.set-6", PinChosen(6), "Pin to 6", "Put the chosen code on the key 6", &["Alt+6"]),
    both(Section::Pin, "pin.set-7", PinChosen(7), "Pin to 7", "Put the chosen code on the key 7", &["Alt+7"]),
    both(Section::Pin, "pin.set-8", PinChosen(8), "Pin to 8", "Put the chosen code on the key 8", &["Alt+8"]),
    both(Section::Pin, "pin.set-9", PinChosen(9), "Pin to 9", "Put the chosen code on the key 9", &["Alt+9"]),
];
