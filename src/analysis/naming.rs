//! What people and voices are called outside the project.

use super::Corpus;
use crate::model::*;

/// What stands for people in copies and exports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Naming {
    /// A case's pseudonym, or its key where it has none.
    #[default]
    Pseudonyms,
    /// A case's key, such as `P07`.
    Keys,
    /// A case's name in full, or its key where it has none: for inside the team alone.
    FullNames,
}

impl Naming {
    /// The name of a case.
    pub fn case(self, case: &Case) -> &str {
        let name = match self {
            Self::Pseudonyms => &case.pseudonym,
            Self::Keys => &case.name,
            Self::FullNames => &case.full_name,
        };
        if name.is_empty() { &case.name } else { name }
    }

    /// The name of a case by its id; of one that is gone, nothing.
    pub fn case_of(self, corpus: &Corpus, id: CaseId) -> &str {
        corpus.case(id).map_or("", |case| self.case(case))
    }

    /// The name of a voice: its person's, “Interviewer”, or the label it has in the transcript.
    pub fn speaker(self, corpus: &Corpus, source: SourceId, number: u32) -> String {
        let Some(speaker) = corpus.speaker(source, number) else { return String::new() };
        match (speaker.case_id, speaker.role, self) {
            (Some(case), ..) => self.case_of(corpus, case).to_owned(),
            (None, SpeakerRole::Interviewer, Self::Pseudonyms) => "Interviewer".into(),
            _ => speaker.name.clone(),
        }
    }
}
