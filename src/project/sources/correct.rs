//! Correcting a source's text: a new version, with the change that made it. No coding is rewritten.

use super::corrected::{Base, Corrected};
use super::remarks::write_remark;
use super::{NewRemark, NewSpeaker};
use crate::analysis::{Corpus, Handed, How, handed};
use crate::model::{Source, SourceId, Speaker, SpeakerId, SpeakerRole, Time, Version, VersionId};
use crate::project::codes::found;
use crate::project::op::{Op, OpKind, count, name};
use crate::project::reader::decode;
use crate::project::{Done, Project, Reader};
use crate::store::NewValue;
use crate::text::{Manuscript, SourceText, TurnsChanged};
use crate::{Error, Result};
use std::sync::Arc;

/// A corrected text of a source.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    /// The source.
    pub source: SourceId,
    /// The version that was corrected.
    pub base: VersionId,
    /// The corrected text. Its turns name speakers of the source by number, then `voices`.
    pub manuscript: Manuscript,
    /// Speakers that are new; the first has the number after the source's last.
    pub voices: Vec<NewSpeaker>,
    /// The file that brought the text, where one did; it is kept as the source's original from then on.
    pub file: Option<NewFile>,
    /// Comments of that file, on passages of the corrected text; they become memos.
    pub remarks: Vec<NewRemark>,
    /// Why, for the history; may be empty.
    pub reason: String,
}

impl Revision {
    /// Nothing corrected yet in a version of a source.
    pub fn new(source: SourceId, base: VersionId, text: Arc<SourceText>) -> Self {
        Self { source, base, manuscript: Manuscript::new(text), voices: Vec::new(), file: None, remarks: Vec::new(), reason: String::new() }
    }

    /// The text of an older version again, as a correction of the one that is shown.
    pub fn bring_back(&mut self, older: &Version, text: SourceText) {
        self.manuscript.become_text(text.geometry.text(), text.structure);
        self.reason = format!("version {} again", older.number);
    }

    /// Whether it changes neither words nor turns, and brings no comment.
    pub fn is_empty(&self) -> bool {
        self.manuscript.is_unchanged() && self.remarks.is_empty()
    }

    /// In how many places more than before names of the list of pseudonyms stand: a file of an earlier day brings them back.
    pub fn names_back(&self, corpus: &Corpus) -> usize {
        let key = corpus.pseudonym_key();
        let count = |text: &SourceText| key.find_in(text, How::Prose).iter().filter(|found| !found.swaps.is_empty()).count();
        if key.is_empty() { 0 } else { count(self.manuscript.text()).saturating_sub(count(self.manuscript.from())) }
    }

    /// The coded passages that are other people's by it.
    pub fn handed(&self, corpus: &Corpus) -> Vec<Handed> {
        let new: Vec<(&str, SpeakerRole)> = self.voices.iter().map(|voice| (voice.name.as_str(), voice.role)).collect();
        handed(corpus, self.source, &self.manuscript, &new)
    }

    /// What becomes of who speaks.
    pub fn turns(&self) -> TurnsChanged {
        TurnsChanged::of(self.manuscript.from(), self.manuscript.text(), &self.manuscript.correction())
    }
}

/// A file that is kept with a source.
#[derive(Clone, Debug, PartialEq)]
pub struct NewFile {
    /// Its name.
    pub name: String,
    /// The encoding it was read with, or empty.
    pub encoding: String,
    /// Its bytes.
    pub original: Vec<u8>,
}

impl Reader {
    /// The text of a source as a corpus shows it, ready to be corrected.
    pub fn revise(&self, corpus: &Corpus, source: SourceId) -> Result<Revision> {
        let base = found(corpus.version(source), "source")?.id;
        Ok(Revision::new(source, base, self.source_text(corpus, source)?))
    }
}

impl Project {
    /// The text of a source as it is shown, ready to be corrected.
    pub fn revise(&self, source: SourceId) -> Result<Revision> {
        let base = found(self.store.get::<Source>(source)?, "source")?.version;
        let version = found(self.store.get::<Version>(base)?, "version")?;
        let text = decode(self.store.value(&version.text)?, &self.store.value(&version.structure)?)?;
        Ok(Revision::new(source, base, Arc::new(text)))
    }

    /// Shows a corrected text instead of the one it was made of. Codings and memos keep the version they were made on and are carried to the
    /// new text wherever they are read; those that lost all their words wait for a decision. Refused where another correction came first.
    pub fn correct_text(&mut self, revision: &Revision) -> Result<Done> {
        let source = found(self.store.get::<Source>(revision.source)?, "source")?;
        if source.version != revision.base {
            let why = format!("the text of “{}” was corrected meanwhile", source.name);
            return Err(Error::hint(why, "Look at the text as it is now and correct it again."));
        }
        let speakers = self.store.by::<Speaker>("source", &source.id)?;
        let voices = speakers.iter().map(|speaker| speaker.number + 1).max().unwrap_or(0);
        let (manuscript, reason) = (&revision.manuscript, revision.reason.trim());
        let base = Base::of(&self.store, source)?;
        let corrected = Corrected::new(&base, manuscript, voices as usize + revision.voices.len(), reason)?;
        let chars = manuscript.text().geometry.chars();
        if !revision.remarks.iter().all(|remark| remark.span.start < remark.span.end && remark.span.end <= chars) {
            return Err(Error::rejected(format!("a comment lies past the end of the text of {}", base.source.name)));
        }
        let (coder, at) = (self.who().ok(), Time::now());
        let comments = count(revision.remarks.len(), "comment", "comments");
        if manuscript.is_unchanged() {
            if revision.remarks.is_empty() {
                return Ok(Done { op: None, value: () });
            }
            let label = format!("Took {comments} of a file over into {}", name(&base.source.name));
            return self.transact(&Op::new(OpKind::CorrectText, label), |store| {
                let place = (base.source.id, base.shown.id);
                revision.remarks.iter().cloned().try_for_each(|remark| write_remark(store, coder, at, place, remark))
            });
        }
        let why = if reason.is_empty() { String::new() } else { format!(": {reason}") };
        let with = if revision.remarks.is_empty() { String::new() } else { format!(" with {comments}") };
        let first = base.shown.chars == 0;
        let label = format!("{} the text of {}{with}{why}", if first { "Wrote" } else { "Corrected" }, name(&base.source.name));
        // Among verbs that make one step, that step is what is undone.
        let kind = if first && self.joint.is_none() { OpKind::WriteNote } else { OpKind::CorrectText };
        self.transact(&Op::new(kind, label), |store| {
            let source = corrected.write(store, &base)?;
            for (n, voice) in revision.voices.iter().enumerate() {
                let (number, name, role) = (voices + n as u32, voice.name.clone(), voice.role);
                store.insert(&Speaker { id: SpeakerId::new(), source: source.id, number, name, role, case_id: None, same_as: None })?;
            }
            let place = (source.id, source.version);
            revision.remarks.iter().cloned().try_for_each(|remark| write_remark(store, coder, at, place, remark))?;
            let Some(file) = &revision.file else { return store.update(&source) };
            let original = NewValue::new(file.original.clone());
            store.put(&original)?;
            // The folder that it came from stays its place, by which tables name it.
            let folder = source.file.rsplit_once('/').map_or_else(String::new, |(folder, _)| format!("{folder}/"));
            store.update(&Source { file: format!("{folder}{}", file.name), encoding: file.encoding.clone(), original: Some(original.hash), ..source })
        })
    }
}
