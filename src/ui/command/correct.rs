//! Commands that correct the text of a source: in the window, by a file, and back to an older version.

use super::table::{Entry, Section, When};
use super::{Command, CorrectCommand::*};
use crate::model::{Passage, SourceId, VersionId};
use crate::project::Revision;
use crate::ui::views::ViewId;
use std::path::PathBuf;

/// Correcting a text, and what is to be decided afterwards.
#[derive(Clone, Debug, PartialEq)]
pub enum CorrectCommand {
    /// Begins to correct the open text, or goes on with it.
    Begin,
    /// Writes the correction.
    Done,
    /// Throws the correction away, after asking where something was typed.
    Discard,
    /// Asks whether it is to be thrown away.
    AskDiscard,
    /// Throws it away.
    GiveUp,
    /// Begins a new turn at the caret.
    Turn,
    /// Joins the turn at the caret to the one before.
    Join,
    /// Makes the paragraph at the caret a heading, a smaller one, or plain words again.
    Heading,
    /// Asks who speaks the turn at the caret.
    Voice,
    /// Asks which of these voices speaks the turn at a place, which begins with these words.
    PickVoice(u32, String, Vec<(u32, String)>),
    /// Gives the turn at a place to a voice by number and name, or to a new one.
    Give(u32, Option<u32>, String),
    /// Asks what becomes of a draft whose text was changed meanwhile.
    AskMeanwhile(SourceId),
    /// Asks what becomes of a draft that fits the text no longer; with the words that were typed in it.
    AskUnusable(SourceId, String),
    /// Makes these words a memo on the source, and begins anew.
    Rescue(SourceId, String),
    /// Goes on with it all the same.
    TakeUp(SourceId),
    /// Begins anew; the draft is thrown away.
    Anew(SourceId),
    /// Writes a correction under which so many coded passages change and so many lose all their words.
    Write(Box<Revision>, usize, usize),
    /// Shows what lost its words to a correction.
    Lost,
    /// Shows those of a source, which can be put on this passage of it.
    ShowLost(SourceId, Option<Passage>),
    /// Shows the versions of the open text.
    Versions,
    /// Shows the versions of a source's text.
    ShowVersions(SourceId),
    /// Makes a text what it was in a version.
    BringBack(SourceId, VersionId),
    /// Asks for a corrected file of the open text.
    Reimport,
    /// Asks for a corrected file of a source.
    AskFile(SourceId),
    /// Reads a corrected file and shows what it would change.
    ReadFile(SourceId, PathBuf),
    /// Says something that nobody asked.
    Say(Remark),
}

/// What is said about correcting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Remark {
    /// The project is open to be read.
    ReadOnly,
    /// Nothing is coded meanwhile.
    CodingWaits,
    /// What was typed in this source is kept.
    Kept(SourceId),
    /// The text of this source was changed while it was corrected.
    Changed(SourceId),
}

const fn row(
    when: When,
    section: Section,
    id: &'static str,
    command: super::CorrectCommand,
    label: &'static str,
    tip: &'static str,
    keys: &'static [&'static str],
) -> Entry {
    Entry { id, command: Command::Correct(command), label, tip, keys, section, when }
}

const fn meanwhile(id: &'static str, command: super::CorrectCommand, label: &'static str, tip: &'static str, keys: &'static [&'static str]) -> Entry {
    row(When::Correcting, Section::Edit, id, command, label, tip, keys)
}

const HERE: When = When::View(ViewId::Read);

pub(super) const ROWS: &[Entry] = &[
    row(
        When::Writable(ViewId::Read),
        Section::Edit,
        "correct.begin",
        Begin,
        "Correct the text",
        "Type in the text; what is coded stays on its words",
        &["F2"],
    ),
    meanwhile("correct.done", Done, "The correction is done", "Write it as a new version of the text", &["Ctrl+S"]),
    meanwhile("correct.discard", Discard, "Discard the correction…", "Leave the text as it was", &[]),
    meanwhile("correct.turn", Turn, "Begin a new turn", "Another voice speaks from the caret on", &["Ctrl+Enter"]),
    meanwhile("correct.join", Join, "Join the turn to the one before", "One voice speaks both; the label between them goes", &["Alt+J"]),
    meanwhile(
        "correct.voice",
        Voice,
        "Give the turn to another speaker…",
        "Choose who speaks the turn at the caret, or name a new voice",
        &["Alt+V"],
    ),
    meanwhile(
        "correct.heading",
        Heading,
        "Heading, smaller heading, plain words",
        "Make the paragraph at the caret a heading; # before its words does too",
        &["Alt+H"],
    ),
    row(HERE, Section::Sources, "correct.lost", Lost, "What lost its words…", "Codings, and cells, themes and reports that rest on such words", &[]),
    row(HERE, Section::Sources, "correct.versions", Versions, "Versions of this text…", "Compare two, or bring one back", &[]),
    row(
        When::Writable(ViewId::Read),
        Section::Sources,
        "correct.reimport",
        Reimport,
        "Import a corrected file over this source…",
        "What is coded stays on its words; it says first what changes",
        &[],
    ),
];
