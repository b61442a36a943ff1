//! The versions of a source's text up to the one that is shown, and the way of a span along them.

use crate::model::{Coding, Dismissed, Hash, Span, VersionId};
use crate::text::{Correction, Followed};
use std::sync::Arc;

/// A source's text from its import to what is shown.
#[derive(Clone, Debug)]
pub struct Line {
    /// Older versions, the oldest first.
    steps: Vec<LineStep>,
    shown: (VersionId, Hash),
}

/// An older version and what came of it.
#[derive(Clone, Debug)]
pub struct LineStep {
    /// The version.
    pub version: VersionId,
    /// Its text, by hash.
    pub text: Hash,
    /// What made the next version of it.
    pub correction: Arc<Correction>,
}

/// A coding whose words were all corrected away. It waits for a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostCoding {
    /// The coding as it was made, on an older version.
    pub coding: Coding,
    /// Where its words stood, in the text that is shown.
    pub place: u32,
}

/// What became of a coding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carried {
    /// It lies on the text that is shown.
    Shown(Coding),
    /// All its words are gone.
    Lost(LostCoding),
}

impl Line {
    /// The line to the version that is shown, given with its text's hash.
    pub fn new(steps: Vec<LineStep>, shown: (VersionId, Hash)) -> Self {
        Self { steps, shown }
    }

    /// The version that is shown.
    pub fn shown(&self) -> VersionId {
        self.shown.0
    }

    /// Whether the text was never corrected.
    pub fn is_plain(&self) -> bool {
        self.steps.is_empty()
    }

    /// Where the words of a span of a version stand in the text that is shown. Nothing for a version that is not on the line.
    /// Where the very text came back later, as an older version that was brought back, what lay between has taken nothing away.
    pub fn follow(&self, version: VersionId, span: Span) -> Option<Followed> {
        if version == self.shown() {
            return Some(Followed::At(span));
        }
        let mut at = self.steps.iter().position(|step| step.version == version)?;
        let mut found = Followed::At(span);
        while let Some(step) = self.steps.get(at) {
            if let Followed::At(span) = found {
                if step.text == self.shown.1 {
                    return Some(Followed::At(span));
                }
                at += self.steps[at..].iter().rposition(|later| later.text == step.text).unwrap_or(0);
            }
            let correction = &self.steps[at].correction;
            found = match found {
                Followed::At(span) => correction.follow(span),
                Followed::Lost(place) => Followed::Lost(correction.place(place)),
            };
            at += 1;
        }
        Some(found)
    }

    /// A dismissed passage on the text that is shown; nothing where its words were all corrected away.
    pub fn carry_dismissed(&self, row: Dismissed) -> Option<Dismissed> {
        match self.follow(row.version, row.span) {
            Some(Followed::At(span)) => Some(Dismissed { version: self.shown(), span, ..row }),
            _ => None,
        }
    }

    /// A coding on the text that is shown, if it still has words there.
    pub fn carry(&self, coding: Coding) -> Carried {
        match self.follow(coding.version, coding.span) {
            Some(Followed::At(span)) => Carried::Shown(Coding { version: self.shown(), span, ..coding }),
            Some(Followed::Lost(place)) => Carried::Lost(LostCoding { coding, place }),
            None => Carried::Lost(LostCoding { coding, place: 0 }),
        }
    }
}
