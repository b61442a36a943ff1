//! Speakers: renamed, given a role, merged, joined to cases.

use super::codes::found;
use super::op::{Op, OpKind, count, name};
use super::transact::{Done, Project};
use crate::model::{Case, CaseId, Source, SourceCase, SourceCaseId, Speaker, SpeakerId, SpeakerRole};
use crate::store::Store;
use crate::{Error, Result};

impl Project {
    /// Renames a voice or gives it a role.
    pub fn edit_speaker(&mut self, id: SpeakerId, title: &str, role: SpeakerRole) -> Result<Done> {
        super::codes::not_empty("a speaker", title)?;
        let speaker = found(self.store.get::<Speaker>(id)?, "speaker")?;
        let source = found(self.store.get::<Source>(speaker.source)?, "source")?;
        let label = if speaker.name == title.trim() {
            format!("Made {} {}", name(title), with_article(role))
        } else {
            format!("Renamed the speaker {} to {}", name(&speaker.name), name(title))
        };
        let case_id = speaker.case_id.filter(|_| role == SpeakerRole::Participant);
        let changed = Speaker { name: title.trim().into(), role, case_id, ..speaker };
        self.transact(&Op::new(OpKind::EditSpeaker, label).at(source.name), |store| store.update(&changed))
    }

    /// Says that one voice of a source is the same as another: its turns become the other's.
    pub fn merge_speakers(&mut self, from: SpeakerId, into: SpeakerId) -> Result<Done> {
        let (from, into) = (found(self.store.get::<Speaker>(from)?, "speaker")?, found(self.store.get::<Speaker>(into)?, "speaker")?);
        if from.source != into.source || from.id == into.id || into.same_as.is_some() {
            return Err(Error::hint("these two cannot be one voice", "Speakers are merged within one source, into one that is not merged itself."));
        }
        let source = found(self.store.get::<Source>(from.source)?, "source")?;
        let label = format!("Merged the speaker {} into {}", name(&from.name), name(&into.name));
        self.transact(&Op::new(OpKind::MergeSpeakers, label).at(source.name), |store| {
            for also in store.by::<Speaker>("same_as", &from.id)? {
                store.update(&Speaker { same_as: Some(into.id), ..also })?;
            }
            store.update(&Speaker { same_as: Some(into.id), case_id: None, ..from })
        })
    }

    /// Joins voices to a case, which then has their sources too; or parts them from theirs.
    pub fn join_speakers(&mut self, ids: &[SpeakerId], case: Option<CaseId>) -> Result<Done> {
        let label = match case {
            Some(id) => format!("Joined {} to {}", count(ids.len(), "speaker", "speakers"), name(&found(self.store.get::<Case>(id)?, "case")?.name)),
            None => format!("Parted {} from their case", count(ids.len(), "speaker", "speakers")),
        };
        self.transact(&Op::new(OpKind::JoinSpeakers, label), |store| {
            for id in ids {
                let speaker = found(store.get::<Speaker>(*id)?, "speaker")?;
                if let Some(case) = case {
                    link(store, speaker.source, case)?;
                }
                store.update(&Speaker { case_id: case, role: SpeakerRole::Participant, ..speaker })?;
            }
            Ok(())
        })
    }
}

/// Gives a source to a case, unless it has it.
pub(super) fn link(store: &Store, source: crate::model::SourceId, case_id: CaseId) -> Result<()> {
    if store.by::<SourceCase>("source", &source)?.iter().any(|l| l.case_id == case_id) {
        return Ok(());
    }
    store.insert(&SourceCase { id: SourceCaseId::new(), source, case_id })
}

fn with_article(role: SpeakerRole) -> &'static str {
    match role {
        SpeakerRole::Participant => "a participant",
        SpeakerRole::Interviewer => "an interviewer",
        SpeakerRole::None => "no speaker",
    }
}
