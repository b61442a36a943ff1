//! Names as they were: what stood in a text before pseudonyms came in their place. The older versions hold it.

use super::op::OpKind;
use super::reader::Reader;
use crate::Result;
use crate::model::{SourceId, Span, Version, VersionId};
use crate::text::{Correction, Followed, Manuscript, SourceText, differences};
use std::collections::HashMap;
use std::sync::Arc;

/// A text with the names that stood in it, and the way of a span there.
#[derive(Clone, Debug)]
pub struct Originals {
    /// The text.
    pub text: Arc<SourceText>,
    /// From the text that is shown to this one.
    pub correction: Correction,
}

impl Reader {
    /// The text `shown` of a version, with the words that pseudonyms took the place of wherever these still stand; nothing where there are none.
    pub fn originals(&self, source: SourceId, version: VersionId, shown: &Arc<SourceText>) -> Result<Option<Originals>> {
        let line = self.line_to(source, version)?;
        let mut edits: Vec<(Span, String)> = Vec::new();
        for (n, (older, made, correction)) in line.iter().enumerate() {
            if self.maker(made)?.is_none_or(|step| step.kind != OpKind::ApplyPseudonyms) {
                continue;
            }
            for one in differences(&self.text(older)?.geometry, correction).into_iter().filter(|one| !one.after.is_empty()) {
                let later = |at: Option<Span>, step: &(Version, Version, Correction)| match step.2.follow(at?) {
                    Followed::At(span) => Some(span),
                    Followed::Lost(_) => None,
                };
                let now = line[n + 1..].iter().fold(Some(one.after), later).filter(|span| shown.geometry.slice(*span) == one.new);
                // What stood there first is the name: a pseudonym may have been replaced by another since.
                if let Some(span) = now.filter(|span| edits.iter().all(|(other, _)| !other.overlaps(*span))) {
                    edits.push((span, one.old));
                }
            }
        }
        if edits.is_empty() {
            return Ok(None);
        }
        edits.sort_by_key(|(span, _)| *span);
        let edits: Vec<(Span, &str)> = edits.iter().map(|(span, words)| (*span, words.as_str())).collect();
        let mut manuscript = Manuscript::new(shown.clone());
        manuscript.replace_each(&edits);
        Ok(Some(Originals { text: manuscript.text().clone(), correction: manuscript.correction() }))
    }

    /// The versions that led to one, each with the next and the correction between them, the oldest first.
    fn line_to(&self, source: SourceId, version: VersionId) -> Result<Vec<(Version, Version, Correction)>> {
        let mut all: HashMap<VersionId, Version> = self.versions(source)?.into_iter().map(|version| (version.id, version)).collect();
        let mut line = Vec::new();
        let mut at = all.remove(&version);
        while let Some(made) = at {
            // Each is taken out, so that a broken file leads in no circle.
            at = made.base.and_then(|base| all.remove(&base));
            if let (Some(older), Some(correction)) = (&at, self.correction(&made)?) {
                line.push((older.clone(), made, correction));
            }
        }
        line.reverse();
        Ok(line)
    }
}
