//! Commands that change frameworks and their codes.

use super::Command;
use super::table::{Entry, Section, When};
use crate::model::{Code, CodeId, CodingId, Colour, Framework, FrameworkId};
use crate::project::{CodeDraft, CodeWords, Part, Place, Template};
use crate::ui::chosen::Noun;
use std::path::PathBuf;

/// What can be done with the codes that are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnCodes {
    /// Renames the one.
    Rename,
    /// Writes what the one means.
    Define,
    /// Chooses their colour.
    Colour,
    /// Makes them themes, or no longer.
    Theme,
    /// Lets passages be coded with them, or no longer.
    Codable,
    /// Moves them up or down, in or out.
    Step(Way),
    /// Asks where they go.
    Move,
    /// Asks which code they are merged into.
    Merge,
    /// Splits the one by its passages.
    Split,
    /// Writes a memo on the one.
    Memo,
    /// Shows the passages of the one side by side.
    Passages,
    /// Shows uncoded paragraphs like those of the one.
    Like,
    /// Asks before they are removed.
    Remove,
}

/// What several codes are given at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trait {
    /// A colour of their own, or that of the code above.
    Colour(Option<Colour>),
    /// Whether they are themes.
    Theme(bool),
    /// Whether passages are coded with them.
    Codable(bool),
}

/// Which way codes go in their tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Ahead of the code before them.
    Up,
    /// Behind the code after them.
    Down,
    /// Below the code before them.
    In,
    /// Beside the code above them.
    Out,
}

/// What can be done with the framework that the keys are at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnFramework {
    /// Renames it.
    Rename,
    /// Changes its name, short name and description.
    Describe,
    /// Shows its versions.
    Versions,
    /// Shows how it is read as another.
    Crosswalk,
    /// Asks before it is removed.
    Remove,
}

/// Frameworks and codes: made, changed, moved, merged, removed.
#[derive(Clone, Debug, PartialEq)]
pub enum CodeCommand {
    /// Does something with the codes that are chosen.
    OnChosen(OnCodes),
    /// Does something with the framework that the keys are at.
    OnFramework(OnFramework),
    /// Asks for the name of a new code.
    AskNew,
    /// Asks for another name of a code.
    AskRename(CodeId),
    /// Asks for the colour of codes.
    AskColour(Vec<CodeId>),
    /// Gives codes the same, as one step.
    Give(Vec<CodeId>, Trait),
    /// Asks where codes go.
    AskMove(Vec<CodeId>),
    /// Asks which code others are merged into.
    AskInto(Vec<CodeId>),
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
    /// Asks for another name of a framework.
    AskRenameFramework(FrameworkId),
    /// Asks for a framework's name, short name and description.
    AskDescribe(FrameworkId),
    /// Changes a framework's name or description.
    EditFramework(Box<Framework>),
    /// Tells what goes with a framework, and asks.
    AskRemoveFramework(FrameworkId),
    /// Removes a framework.
    RemoveFramework(FrameworkId),
}

const fn row(when: When, id: &'static str, command: CodeCommand, label: &'static str, tip: &'static str, keys: &'static [&'static str]) -> Entry {
    Entry { id, command: Command::Codes(command), label, tip, keys, section: Section::Code, when }
}

const fn one(id: &'static str, verb: OnCodes, label: &'static str, tip: &'static str, keys: &'static [&'static str]) -> Entry {
    row(When::Single(Noun::Code), id, CodeCommand::OnChosen(verb), label, tip, keys)
}

const fn some(id: &'static str, verb: OnCodes, label: &'static str, tip: &'static str, keys: &'static [&'static str]) -> Entry {
    row(When::Chosen(Noun::Code), id, CodeCommand::OnChosen(verb), label, tip, keys)
}

const fn framework(id: &'static str, verb: OnFramework, label: &'static str, tip: &'static str, keys: &'static [&'static str]) -> Entry {
    row(When::Single(Noun::Framework), id, CodeCommand::OnFramework(verb), label, tip, keys)
}

pub(super) const ROWS: &[Entry] = &[
    row(
        When::Project,
        "framework.new",
        CodeCommand::AskFramework,
        "New framework…",
        "Make a framework: empty, from a template, or from an outline",
        &["Ctrl+Shift+N"],
    ),
    row(
        When::Project,
        "framework.file",
        CodeCommand::AskFrameworkFile,
        "Frameworks from a file…",
        "Bring in a codebook, an outline or a template",
        &[],
    ),
    framework("framework.rename", OnFramework::Rename, "Rename the framework", "Give the framework at the keys another name", &["F2"]),
    framework(
        "framework.describe",
        OnFramework::Describe,
        "Name and description of the framework…",
        "Say what the framework at the keys is",
        &["Alt+Enter"],
    ),
    framework(
        "framework.time",
        OnFramework::Versions,
        "The framework through time",
        "Its versions, what changed, and what is to be looked at again",
        &["V"],
    ),
    framework(
        "framework.crosswalk",
        OnFramework::Crosswalk,
        "Read as another framework",
        "Show what the codes of the framework at the keys are linked to",
        &["K"],
    ),
    framework(
        "framework.remove",
        OnFramework::Remove,
        "Remove the framework…",
        "Remove the framework at the keys with its codes; it says first what goes",
        &["Delete"],
    ),
    row(
        When::Project,
        "code.new",
        CodeCommand::AskNew,
        "New code…",
        "Make a code under the chosen one, or at the top of a framework",
        &["Ctrl+Alt+C"],
    ),
    one("code.rename", OnCodes::Rename, "Rename the code", "Give the chosen code another name", &["F2"]),
    one(
        "code.define",
        OnCodes::Define,
        "Definition, include, exclude…",
        "Say what the chosen code means, its short name and statement",
        &["Alt+Enter"],
    ),
    some("code.colour", OnCodes::Colour, "Colour of the codes…", "Give the chosen codes a colour of their own", &["O"]),
    some(
        "code.theme",
        OnCodes::Theme,
        "Mark as themes, or no longer",
        "Make the chosen codes themes, with a statement that gathers passages, or codes again",
        &["T"],
    ),
    some("code.codable", OnCodes::Codable, "Headings, or coded with", "Passages are not coded with a heading; it holds other codes together", &["H"]),
    some("code.up", OnCodes::Step(Way::Up), "Move the codes up", "Ahead of the code before", &["Alt+ArrowUp"]),
    some("code.down", OnCodes::Step(Way::Down), "Move the codes down", "Behind the code after", &["Alt+ArrowDown"]),
    some("code.in", OnCodes::Step(Way::In), "Move the codes in", "Below the code before", &["Alt+ArrowRight"]),
    some("code.out", OnCodes::Step(Way::Out), "Move the codes out", "Beside the code above", &["Alt+ArrowLeft"]),
    some("code.move", OnCodes::Move, "Move the codes to…", "Choose the code or framework that they go below", &["M"]),
    some("code.merge", OnCodes::Merge, "Merge the codes into…", "Choose the code that takes their passages; it shows first what moves", &["G"]),
    one("code.split", OnCodes::Split, "Split by its passages…", "Walk through the passages of the chosen code and give some to others", &["S"]),
    one("code.note", OnCodes::Memo, "Memo on the code…", "Write down what concerns the chosen code", &["Alt+M"]),
    one("code.passages", OnCodes::Passages, "Its passages side by side", "Show the chosen code in Themes", &["V"]),
    one("code.like", OnCodes::Like, "More like its passages", "Show uncoded paragraphs whose words are the likest", &["L"]),
    some("code.remove", OnCodes::Remove, "Remove the codes…", "Remove the chosen codes and all below them; it says first what goes", &["Delete"]),
];
