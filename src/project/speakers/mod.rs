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
        self.edit_speakers(&[id], Some(title), Some(role))
    }

    /// Renames voices or gives them a role, in as many sources as they stand, as one operation; what is `None` stays as it is.
    pub fn edit_speakers(&mut self, ids: &[SpeakerId], title: Option<&str>, role: Option<SpeakerRole>) -> Result<Done> {
        if let Some(title) = title {
            super::codes::not_empty("a speaker", title)?;
        }
        if ids.is_empty() {
            return Err(Error::rejected("no speaker is chosen"));
        }
        let each: std::collections::BTreeSet<SpeakerId> = ids.iter().copied().collect();
        let old: Vec<Speaker> = each.into_iter().map(|id| found(self.store.get::<Speaker>(id)?, "speaker")).collect::<Result<_>>()?;
        let change = |speaker: &Speaker| {
            let role = role.unwrap_or(speaker.role);
            let case_id = speaker.case_id.filter(|_| role == SpeakerRole::Participant);
            Speaker { name: title.map_or_else(|| speaker.name.clone(), |title| title.trim().into()), role, case_id, ..speaker.clone() }
        };
        let (old, new): (Vec<Speaker>, Vec<Speaker>) =
            old.into_iter().map(|old| (change(&old), old)).filter(|(new, old)| new != old).map(|(new, old)| (old, new)).unzip();
        let (Some(before), Some(after)) = (old.first(), new.first()) else { return Ok(Done { op: None, value: () }) };
        if title.is_some() {
            self.refuse_namesakes(&new)?;
        }
        let many = old.iter().any(|speaker| speaker.name != before.name);
        let label = if many && title.is_none() {
            format!("Made {} {}", count(new.len(), "speaker", "speakers"), role_of(new.len(), after.role))
        } else if before.name == after.name {
            format!("Made {} {}", name(&after.name), with_article(after.role))
        } else {
            format!("Renamed the speaker {} to {}", name(&before.name), name(&after.name))
        };
        let sources: std::collections::BTreeSet<_> = old.iter().map(|speaker| speaker.source).collect();
        let sources: Vec<_> = sources.into_iter().collect();
        let place = match sources.as_slice() {
            [one] => found(self.store.get::<Source>(*one)?, "source")?.name,
            more => count(more.len(), "source", "sources"),
        };
        self.transact(&Op::new(OpKind::EditSpeaker, label).at(place), |store| new.iter().try_for_each(|speaker| store.update(speaker)))
    }

    /// Refuses a name that another voice of the source has: nobody could tell the two apart.
    fn refuse_namesakes(&self, renamed: &[Speaker]) -> Result<()> {
        for speaker in renamed {
            let small = speaker.name.to_lowercase();
            let twin = |other: &Speaker| other.id != speaker.id && other.same_as.is_none() && other.name.to_lowercase() == small;
            let there =
                self.store.by::<Speaker>("source", &speaker.source)?.into_iter().any(|other| match renamed.iter().find(|new| new.id == other.id) {
                    Some(new) => twin(new),
                    None => twin(&other),
                });
            if there {
                let source = found(self.store.get::<Source>(speaker.source)?, "source")?;
                return Err(Error::hint(
                    format!("there is a speaker “{}” in “{}” already", speaker.name, source.name),
                    "If the two are one, merge them: “The same voice as…” in the list of speakers, or themata speakers FILE merge NAME --into NAME.",
                ));
            }
        }
        Ok(())
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
        let to = case.map(|id| found(self.store.get::<Case>(id)?, "case")).transpose()?.map(|case| name(&case.name));
        self.transact_told(
            OpKind::JoinSpeakers,
            |store| join(store, ids, case),
            |touched, ()| {
                let speakers = touched.rows::<Speaker>()?;
                let whose = if speakers == 1 { "its" } else { "their" };
                let speakers = count(speakers, "speaker", "speakers");
                let label = to.map_or_else(|| format!("Parted {speakers} from {whose} case"), |to| format!("Joined {speakers} to {to}"));
                Ok(Op::new(OpKind::JoinSpeakers, label))
            },
        )
    }
}

/// Joins voices to a case, which then has their sources too; or parts them from theirs.
pub(super) fn join(store: &Store, ids: &[SpeakerId], case: Option<CaseId>) -> Result<()> {
    for id in ids {
        let speaker = found(store.get::<Speaker>(*id)?, "speaker")?;
        if let Some(case) = case {
            link(store, speaker.source, case)?;
        }
        store.update(&Speaker { case_id: case, role: SpeakerRole::Participant, ..speaker })?;
    }
    Ok(())
}

/// Gives a source to a case, unless it has it; whether it had not.
pub(super) fn link(store: &Store, source: crate::model::SourceId, case_id: CaseId) -> Result<bool> {
    if store.by::<SourceCase>("source", &source)?.iter().any(|l| l.case_id == case_id) {
        return Ok(false);
    }
    store.insert(&SourceCase { id: SourceCaseId::new(), source, case_id })?;
    Ok(true)
}

fn role_of(n: usize, role: SpeakerRole) -> &'static str {
    match role {
        _ if n == 1 => with_article(role),
        SpeakerRole::Participant => "participants",
        SpeakerRole::Interviewer => "interviewers",
        SpeakerRole::None => "no speakers",
    }
}

fn with_article(role: SpeakerRole) -> &'static str {
    match role {
        SpeakerRole::Participant => "a participant",
        SpeakerRole::Interviewer => "an interviewer",
        SpeakerRole::None => "no speaker",
    }
}
