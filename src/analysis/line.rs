//! The versions of a source's text up to the one that is shown, and the way of a span along them.

use crate::model::{Coding, Span, VersionId};
use crate::text::{Correction, Followed};
use std::sync::Arc;

/// A source's text from its import to what is shown.
#[derive(Clone, Debug)]
pub struct Line {
    /// Older versions, the oldest first, each with the correction that made the next of it.
    steps: Vec<(VersionId, Arc<Correction>)>,
    shown: VersionId,
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
    /// The line to `shown`.
    pub fn new(steps: Vec<(VersionId, Arc<Correction>)>, shown: VersionId) -> Self {
        Self { steps, shown }
    }

    /// The version that is shown.
    pub fn shown(&self) -> VersionId {
        self.shown
    }

    /// Whether the text was never corrected.
    pub fn is_plain(&self) -> bool {
        self.steps.is_empty()
    }

    /// Where the words of a span of a version stand in the text that is shown. Nothing for a version that is not on the line.
    pub fn follow(&self, version: VersionId, span: Span) -> Option<Followed> {
        if version == self.shown {
            return Some(Followed::At(span));
        }
        let from = self.steps.iter().position(|(id, _)| *id == version)?;
        Some(self.steps[from..].iter().fold(Followed::At(span), |at, (_, correction)| match at {
            Followed::At(span) => correction.follow(span),
            Followed::Lost(place) => Followed::Lost(correction.place(place)),
        }))
    }

    /// A coding on the text that is shown, if it still has words there.
    pub fn carry(&self, coding: Coding) -> Carried {
        match self.follow(coding.version, coding.span) {
            Some(Followed::At(span)) => Carried::Shown(Coding { version: self.shown, span, ..coding }),
            Some(Followed::Lost(place)) => Carried::Lost(LostCoding { coding, place }),
            None => Carried::Lost(LostCoding { coding, place: 0 }),
        }
    }
}
