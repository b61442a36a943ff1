//! Commands that change frameworks and their codes.

use super::Command;
use super::table::{Entry, Section, When};
use crate::model::{Code, CodeId, CodingId, Framework, FrameworkId};
use crate::project::{CodeDraft, CodeWords, Part, Place, Template};
use std::path::PathBuf;

/// Frameworks and codes: made, changed, moved, merged, removed.
#[derive(Clone, Debug, PartialEq)]
pub enum CodeCommand {
    /// Makes a code.
    Add(Place, CodeDraft),
    /// Begins to write what a code means.
    AskDefine(CodeId),
    /// Changes words of a code's definition.
    Define(CodeId, Box<CodeWords>),
    /// Asks whether what was typed of a definition is thrown away.
    AskForget(CodeId),
    /// Throws it away.
    Forget(CodeId),
    /// Changes anything of a code but its place.
    Edit(Box<Code>),
    /// Moves codes, with all below them.
    Move(Vec<CodeId>, Place),
    /// Shows what merging codes into one would move, and asks.
    AskMerge(Vec<CodeId>, CodeId),
    /// Merges codes into one.
    Merge(Vec<CodeId>, CodeId),
    /// Tells what goes with codes, and asks.
    AskRemove(Vec<CodeId>),
    /// Removes codes with what is below them and their codings.
    Remove(Vec<CodeId>),
    /// Walks through the passages of a code to split it.
    AskSplit(CodeId),
    /// Gives codings of a code to other codes, new ones below it among them, as one step.
    Split(CodeId, Vec<(CodingId, Part)>),
    /// Asks what a new framework is made of.
    AskFramework,
    /// Asks for a file that holds frameworks.
    AskFrameworkFile,
    /// Makes the frameworks that a file holds.
    FrameworksOf(PathBuf),
    /// Makes a framework with its codes.
    AddFramework(Box<Template>),
    /// Changes a framework's name or description.
    EditFramework(Box<Framework>),
    /// Tells what goes with a framework, and asks.
    AskRemoveFramework(FrameworkId),
    /// Removes a framework.
    RemoveFramework(FrameworkId),
}

pub(super) const ROWS: &[Entry] = &[Entry {
    id: "framework.new",
    command: Command::Codes(CodeCommand::AskFramework),
    label: "New framework…",
    tip: "Make a framework: empty, from a template, or from an outline",
    keys: &["Ctrl+Shift+N"],
    section: Section::Code,
    when: When::Project,
}];
