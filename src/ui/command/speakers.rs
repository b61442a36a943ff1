//! Commands of the speakers: who they are, what they are, and coding all they say.

use super::table::{Entry, Section, When};
use super::{Command, SpeakerCommand::*};
use crate::model::{CaseId, CodeId, SpeakerId, SpeakerRole};
use crate::ui::views::ViewId;

/// The speakers: who they are, what they are, and coding all they say.
#[derive(Clone, Debug, PartialEq)]
pub enum SpeakerCommand {
    /// Asks which case the chosen speakers are.
    Join,
    /// Asks which case these speakers are.
    AskJoin(Vec<SpeakerId>),
    /// Parts the chosen speakers from their cases.
    Part,
    /// Joins speakers to a case, or parts them from theirs.
    JoinTo(Vec<SpeakerId>, Option<CaseId>),
    /// Asks which voice the chosen ones are too.
    Merge,
    /// Asks which voice of their source these are too.
    AskMerge(Vec<SpeakerId>),
    /// Says that voices are the same as another, as one step.
    MergeInto(Vec<SpeakerId>, SpeakerId),
    /// Says what the chosen speakers are.
    Role(SpeakerRole),
    /// Says what these speakers are.
    SetRole(Vec<SpeakerId>, SpeakerRole),
    /// Asks for another name of the speaker at the keys.
    Rename,
    /// Renames a speaker.
    SetName(SpeakerId, String),
    /// Asks for the code of all turns of the chosen speakers.
    CodeTurns,
    /// Asks for the code of all turns of these speakers.
    AskCode(Vec<SpeakerId>),
    /// Codes all turns of speakers.
    Code(Vec<SpeakerId>, CodeId),
    /// Chooses all speakers that show.
    All,
}

impl From<SpeakerCommand> for Command {
    fn from(command: SpeakerCommand) -> Self {
        Self::Speakers(command)
    }
}

const fn row(id: &'static str, command: SpeakerCommand, label: &'static str, tip: &'static str, keys: &'static [&'static str]) -> Entry {
    Entry { id, command: Command::Speakers(command), label, tip, keys, section: Section::Cases, when: When::View(ViewId::Speakers) }
}

pub(super) const ROWS: &[Entry] = &[
    row("speakers.join", Join, "Join the speaker to a case…", "Say who the chosen speakers are", &["J"]),
    row("speakers.part", Part, "Part the speaker from its case", "The chosen speakers are nobody known", &["Delete"]),
    row("speakers.merge", Merge, "The same voice as…", "Merge the chosen speakers into another of their source", &["M"]),
    row("speakers.rename", Rename, "Rename the speaker…", "Give the speaker at the keys another label", &["F2"]),
    row("speakers.code", CodeTurns, "Code all turns of the speaker…", "Give all that the chosen speakers say one code", &["C"]),
    row("speakers.participant", Role(SpeakerRole::Participant), "The speaker is a participant", "The chosen speakers’ words are data", &["P"]),
    row("speakers.interviewer", Role(SpeakerRole::Interviewer), "The speaker is an interviewer", "The chosen speakers ask", &["I"]),
    row("speakers.none", Role(SpeakerRole::None), "This is no speaker", "The chosen ones are marks, such as a break", &["N"]),
    row("speakers.all", All, "Choose all speakers that show", "Choose all speakers of the list", &["Ctrl+A"]),
];
