//! Commands that change sources, their folders, their cases and their values.

use super::Command;
use super::table::{Entry, Section, When};
use crate::model::{AttributeId, CaseId, CodeId, FolderId, Owner, SourceId};
use crate::project::NoteDraft;
use crate::ui::chosen::Noun;
use crate::ui::views::{ListBy, ListSort, ViewId};

/// What can be done with the sources that are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnSources {
    /// Renames the one.
    Rename,
    /// Asks which cases they belong to.
    Cases,
    /// Asks which values they get.
    Values,
    /// Asks which folder they go into.
    Folder,
    /// Asks what they are coded as, whole.
    Code,
    /// Asks how far they are.
    Progress,
    /// Asks which language they are in.
    Language,
    /// Writes a memo on the one.
    Memo,
    /// Asks before they are removed.
    Remove,
}

/// What can be done with the folder that the keys are at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnFolder {
    /// Renames it.
    Rename,
    /// Removes it; its sources stay.
    Remove,
}

/// Sources: renamed, removed, put into folders, given values and cases.
#[derive(Clone, Debug, PartialEq)]
pub enum SourceCommand {
    /// Does something with the sources that are chosen.
    OnChosen(OnSources),
    /// Does something with the folder that the keys are at.
    OnFolder(OnFolder),
    /// Asks what a new note is.
    AskNote,
    /// Asks which folder the new note lies in, and gives it to the dialog that asks for the note.
    AskNoteFolder,
    /// The folder that was chosen.
    NoteFolder(Option<FolderId>),
    /// Makes a note and opens it to be written.
    AddNote(Box<NoteDraft>),
    /// Asks for another name of a source.
    AskRename(SourceId),
    /// Gives a source another name.
    Rename(SourceId, String),
    /// Tells what goes with sources, and asks.
    AskRemove(Vec<SourceId>),
    /// Removes sources with all that is on them.
    Remove(Vec<SourceId>),
    /// Asks which folder sources go into.
    AskMove(Vec<SourceId>),
    /// Puts sources into a folder, or out of every folder.
    MoveTo(Vec<SourceId>, Option<FolderId>),
    /// Asks for the name of a new folder and puts sources into it.
    AskFolder(Vec<SourceId>),
    /// Makes a folder and puts sources into it.
    AddFolder(String, Vec<SourceId>),
    /// Asks for another name of a folder.
    AskRenameFolder(FolderId),
    /// Gives a folder another name.
    RenameFolder(FolderId, String),
    /// Removes a folder; what lies in it goes up.
    RemoveFolder(FolderId),
    /// Asks which values sources get.
    AskValues(Vec<SourceId>),
    /// Gives values.
    SetValues(Vec<(AttributeId, Owner, String)>),
    /// Asks which cases sources belong to.
    AskCases(Vec<SourceId>),
    /// Gives sources to a case.
    Link(Vec<SourceId>, CaseId),
    /// Takes sources from a case.
    Unlink(Vec<SourceId>, CaseId),
    /// Asks what sources are coded as, whole.
    AskCode(Vec<SourceId>),
    /// Asks how far sources are.
    AskProgress(Vec<SourceId>),
    /// Asks which language sources are in.
    AskLanguage(Vec<SourceId>),
    /// Says which; without one their words tell it.
    SetLanguage(Vec<SourceId>, String),
    /// Codes whole sources, with each of the codes.
    Code(Vec<SourceId>, Vec<CodeId>),
    /// Asks what the list of sources is grouped by.
    AskGroup,
    /// Groups the list of sources.
    GroupBy(ListBy),
    /// Asks what the list of sources is sorted by.
    AskSort,
    /// Sorts the list of sources.
    SortBy(ListSort),
}

const fn row(when: When, id: &'static str, command: SourceCommand, label: &'static str, tip: &'static str, keys: &'static [&'static str]) -> Entry {
    Entry { id, command: Command::Sources(command), label, tip, keys, section: Section::Sources, when }
}

const fn some(id: &'static str, verb: OnSources, label: &'static str, tip: &'static str, keys: &'static [&'static str]) -> Entry {
    row(When::Chosen(Noun::Source), id, SourceCommand::OnChosen(verb), label, tip, keys)
}

const fn one(id: &'static str, verb: OnSources, label: &'static str, tip: &'static str, keys: &'static [&'static str]) -> Entry {
    row(When::Single(Noun::Source), id, SourceCommand::OnChosen(verb), label, tip, keys)
}

const HERE: When = When::View(ViewId::Read);

pub(super) const ROWS: &[Entry] = &[
    one("source.rename", OnSources::Rename, "Rename the source", "Give the chosen source another name; F2 alone corrects its text", &["Shift+F2"]),
    some("source.cases", OnSources::Cases, "The sources belong to…", "Say which people, sites or other cases the chosen sources are of", &["B"]),
    some("source.values", OnSources::Values, "Give the sources a value…", "Give the chosen sources an attribute, in one step", &["V"]),
    some("source.folder", OnSources::Folder, "Put the sources into a folder…", "Choose a folder, make one, or take them out of theirs", &["M"]),
    some("source.code", OnSources::Code, "Code whole sources…", "Give the chosen sources a code from beginning to end, in one step", &["C"]),
    some("source.progress", OnSources::Progress, "Progress of the sources…", "Mark the chosen sources: not begun, in work, done", &["P"]),
    some(
        "source.language",
        OnSources::Language,
        "Language of the sources…",
        "Say which language they are in, for stems and lang: in searches",
        &["L"],
    ),
    one("source.note", OnSources::Memo, "Memo on the source…", "Write down what concerns the chosen source", &["Alt+M"]),
    some("source.remove", OnSources::Remove, "Remove the sources…", "Remove the chosen sources; it says first what goes", &["Delete"]),
    row(
        When::Project,
        "source.write",
        SourceCommand::AskNote,
        "New note…",
        "Write or paste field notes or a document; they are a source like any other",
        &["Ctrl+Alt+F"],
    ),
    row(When::Project, "folder.new", SourceCommand::AskFolder(Vec::new()), "New folder…", "Make a folder for sources", &[]),
    row(
        When::Single(Noun::Folder),
        "folder.rename",
        SourceCommand::OnFolder(OnFolder::Rename),
        "Rename the folder",
        "Give the folder at the keys another name",
        &["F2"],
    ),
    row(
        When::Single(Noun::Folder),
        "folder.remove",
        SourceCommand::OnFolder(OnFolder::Remove),
        "Remove the folder; its sources stay",
        "Take the folder at the keys away; what is in it stays",
        &["Delete"],
    ),
    row(HERE, "sources.group", SourceCommand::AskGroup, "Group the sources by…", "By folder, a kind of case, or any attribute", &[]),
    row(HERE, "sources.sort", SourceCommand::AskSort, "Sort the sources…", "By name, date, length or progress", &[]),
];
