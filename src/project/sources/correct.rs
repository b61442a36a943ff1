//! Correcting a source's text: a new version, with the change that made it. No coding is rewritten.

use super::prepared::fits;
use super::remarks::write_remark;
use super::{NewRemark, NewSpeaker};
use crate::model::{Source, SourceId, Speaker, SpeakerId, Time, Version, VersionId};
use crate::project::codes::found;
use crate::project::op::{Op, OpKind, count, name};
use crate::project::reader::decode;
use crate::project::{Done, Project};
use crate::store::NewValue;
use crate::text::{Manuscript, SourceText};
use crate::{Error, Result};
use std::sync::Arc;

/// So many corrected texts may be made one of another; the next is stored whole, so that reading never takes long.
const CHAIN: u32 = 15;

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

    /// Whether it changes neither words nor turns, and brings no comment.
    pub fn is_empty(&self) -> bool {
        self.manuscript.is_unchanged() && self.remarks.is_empty()
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
        let base = found(self.store.get::<Version>(revision.base)?, "version")?;
        let speakers = self.store.by::<Speaker>("source", &source.id)?;
        let voices = speakers.iter().map(|speaker| speaker.number + 1).max().unwrap_or(0);
        let text = revision.manuscript.text();
        let (chars, structure) = (text.geometry.chars(), &text.structure);
        allowed(revision, &source, voices as usize + revision.voices.len())?;
        let (coder, at) = (self.who().ok(), Time::now());
        let comments = count(revision.remarks.len(), "comment", "comments");
        if revision.manuscript.is_unchanged() {
            if revision.remarks.is_empty() {
                return Ok(Done { op: None, value: () });
            }
            let label = format!("Took {comments} of a file over into {}", name(&source.name));
            return self.transact(&Op::new(OpKind::CorrectText, label), |store| {
                revision.remarks.iter().cloned().try_for_each(|remark| write_remark(store, coder, at, (source.id, base.id), remark))
            });
        }
        let correction = NewValue::new(stored(&revision.manuscript.correction(), &source.name)?);
        let stand = NewValue::new(stored(structure, &source.name)?);
        let words = structure.count_words(&text.geometry);
        let whole = NewValue::new(text.geometry.text().as_bytes().to_vec());
        let number = self.store.by::<Version>("source", &source.id)?.iter().map(|version| version.number).max().unwrap_or(0) + 1;
        let (id, turns, reason) = (VersionId::new(), structure.turns.len() as u32, revision.reason.trim().to_owned());
        let why = if reason.is_empty() { String::new() } else { format!(": {reason}") };
        let with = if revision.remarks.is_empty() { String::new() } else { format!(" with {comments}") };
        let did = if base.chars == 0 { "Wrote" } else { "Corrected" };
        self.transact(&Op::new(OpKind::CorrectText, format!("{did} the text of {}{with}{why}", name(&source.name))), |store| {
            store.put(&correction)?;
            store.put(&stand)?;
            let short = NewValue::corrected(text.geometry.text(), base.text, correction.hash);
            let chained = base.text != whole.hash && store.chain(&base.text)? < CHAIN && short.is_smaller_than(&whole);
            store.put(if chained { &short } else { &whole })?;
            let (base, correction, text) = (Some(base.id), Some(correction.hash), whole.hash);
            let structure = stand.hash;
            store.insert(&Version { id, source: source.id, number, reason, base, correction, text, structure, chars, words, turns })?;
            for (n, voice) in revision.voices.iter().enumerate() {
                let (number, name, role) = (voices + n as u32, voice.name.clone(), voice.role);
                store.insert(&Speaker { id: SpeakerId::new(), source: source.id, number, name, role, case_id: None, same_as: None })?;
            }
            revision.remarks.iter().cloned().try_for_each(|remark| write_remark(store, coder, at, (source.id, id), remark))?;
            let source = Source { version: id, ..source };
            let Some(file) = &revision.file else { return store.update(&source) };
            let original = NewValue::new(file.original.clone());
            store.put(&original)?;
            // The folder that it came from stays its place, by which tables name it.
            let folder = source.file.rsplit_once('/').map_or_else(String::new, |(folder, _)| format!("{folder}/"));
            store.update(&Source { file: format!("{folder}{}", file.name), encoding: file.encoding.clone(), original: Some(original.hash), ..source })
        })
    }
}

/// Refuses a text without words, and a structure or comments that do not fit it; its turns name one of so many voices.
fn allowed(revision: &Revision, source: &Source, voices: usize) -> Result<()> {
    let text = revision.manuscript.text();
    let chars = text.geometry.chars();
    if chars == 0 {
        return Err(Error::hint("a source needs some words", "Remove the source where nothing of it should stay."));
    }
    if !fits(&text.structure, chars, voices) {
        return Err(Error::rejected(format!("the structure of {} does not fit its text", source.name)));
    }
    if !revision.remarks.iter().all(|remark| remark.span.start < remark.span.end && remark.span.end <= chars) {
        return Err(Error::rejected(format!("a comment lies past the end of the text of {}", source.name)));
    }
    Ok(())
}

fn stored(value: &impl serde::Serialize, name: &str) -> Result<Vec<u8>> {
    postcard::to_stdvec(value).map_err(|error| Error::rejected(format!("the correction of {name} cannot be stored: {error}")))
}
