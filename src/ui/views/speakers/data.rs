//! The voices of all sources as plain values, filtered.

use crate::analysis::Corpus;
use crate::model::*;

/// A voice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: SpeakerId,
    /// The number its turns have.
    pub number: u32,
    /// Its source.
    pub source: SourceId,
    /// Its source's name.
    pub source_name: String,
    /// The version of the text that its turns are of.
    pub version: Option<VersionId>,
    /// Its label.
    pub name: String,
    /// What it is.
    pub role: SpeakerRole,
    /// Whom it is joined to, in words.
    pub case: Option<String>,
    /// The voice that it was merged into.
    pub same_as: Option<String>,
}

impl Row {
    /// Whether it is a participant of whom it is not known who they are.
    pub fn is_open(&self) -> bool {
        self.role == SpeakerRole::Participant && self.case.is_none() && self.same_as.is_none()
    }
}

/// Which voices show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// All of them.
    #[default]
    All,
    /// Participants that are joined to nobody.
    Open,
    /// Participants.
    Participants,
    /// Those who ask.
    Interviewers,
}

impl Show {
    /// Every choice, in the order it is offered.
    pub const ALL: [Self; 4] = [Self::All, Self::Open, Self::Participants, Self::Interviewers];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "All speakers",
            Self::Open => "Not joined",
            Self::Participants => "Participants",
            Self::Interviewers => "Interviewers",
        }
    }

    /// Whether a voice shows.
    pub fn has(self, row: &Row) -> bool {
        match self {
            Self::All => true,
            Self::Open => row.is_open(),
            Self::Participants => row.role == SpeakerRole::Participant,
            Self::Interviewers => row.role == SpeakerRole::Interviewer,
        }
    }
}

/// The voices, source by source, that fit the choice and the words; and how many each choice has.
pub fn rows(corpus: &Corpus, show: Show, words: &str) -> (Vec<Row>, [usize; 4]) {
    let mut all = Vec::new();
    for source in corpus.sources() {
        let voices = corpus.speakers(source.id);
        all.extend(voices.iter().map(|voice| Row {
            id: voice.id,
            number: voice.number,
            source: source.id,
            source_name: source.name.clone(),
            version: corpus.version(source.id).map(|version| version.id),
            name: voice.name.clone(),
            role: voice.role,
            case: voice.case_id.and_then(|id| corpus.case(id)).map(named),
            same_as: voice.same_as.and_then(|id| voices.iter().find(|other| other.id == id)).map(|other| other.name.clone()),
        }));
    }
    let counts = Show::ALL.map(|show| all.iter().filter(|row| show.has(row)).count());
    let wanted = words.trim().to_lowercase();
    let holds = |row: &Row| {
        let case = row.case.as_deref().unwrap_or_default();
        wanted.is_empty() || [row.name.as_str(), row.source_name.as_str(), case].iter().any(|part| part.to_lowercase().contains(&wanted))
    };
    all.retain(|row| show.has(row) && holds(row));
    (all, counts)
}

/// A case as it is named where it is chosen.
pub fn named(case: &Case) -> String {
    let other = if case.full_name.is_empty() { &case.pseudonym } else { &case.full_name };
    if other.is_empty() { case.name.clone() } else { format!("{} · {other}", case.name) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(role: SpeakerRole, case: Option<&str>, same_as: Option<&str>) -> Row {
        let (id, source) = (SpeakerId::new(), SourceId::new());
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Row { id, number: 0, source, source_name: "one".into(), version: None, name: "P1".into(), role, case: owned(case), same_as: owned(same_as) }
    }

    #[test]
    fn a_voice_is_open_while_it_is_a_participant_that_nobody_knows() {
        assert!(row(SpeakerRole::Participant, None, None).is_open());
        assert!(!row(SpeakerRole::Participant, Some("P01"), None).is_open());
        assert!(!row(SpeakerRole::Participant, None, Some("P2")).is_open(), "it speaks with another");
        assert!(!row(SpeakerRole::Interviewer, None, None).is_open());
        let asks = row(SpeakerRole::Interviewer, None, None);
        assert_eq!(Show::ALL.map(|show| show.has(&asks)), [true, false, false, true]);
    }
}
