//! What is chosen in the view that is shown: what a command acts on that names nothing itself.

use crate::model::{CaseId, CodeId, FolderId, FrameworkId, SourceId};

/// A kind of thing that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noun {
    /// Codes.
    Code,
    /// A framework.
    Framework,
    /// Sources.
    Source,
    /// A folder of sources.
    Folder,
    /// Cases.
    Case,
    /// A paragraph like the passages of a code.
    Alike,
    /// A named version of a framework.
    Version,
    /// Passages to look at again after their code was redefined.
    Due,
}

/// What is chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// Codes, in no particular order.
    pub codes: Vec<CodeId>,
    /// The framework that the keys are at.
    pub framework: Option<FrameworkId>,
    /// Sources, or the one that is open.
    pub sources: Vec<SourceId>,
    /// The folder that the keys are at.
    pub folder: Option<FolderId>,
    /// Cases.
    pub cases: Vec<CaseId>,
    /// Whether a paragraph like the passages of a code is.
    pub alike: bool,
    /// Whether a named version of a framework is.
    pub version: bool,
    /// How many passages that are to be looked at again.
    pub due: usize,
    /// Whether the text that is shown is being corrected.
    pub correcting: bool,
    /// Whether Undo brings something back in the view itself, whatever was done in the project.
    pub undoes: bool,
}

impl Chosen {
    /// How many of a kind are chosen.
    pub fn count(&self, noun: Noun) -> usize {
        match noun {
            Noun::Code => self.codes.len(),
            Noun::Framework => usize::from(self.framework.is_some()),
            Noun::Source => self.sources.len(),
            Noun::Folder => usize::from(self.folder.is_some()),
            Noun::Case => self.cases.len(),
            Noun::Alike => usize::from(self.alike),
            Noun::Version => usize::from(self.version),
            Noun::Due => self.due,
        }
    }
}
