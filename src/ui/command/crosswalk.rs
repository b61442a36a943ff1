//! Commands of the map of links: codes of two frameworks linked, what that comes to, and the whole applied for good.

use super::table::{Entry, Section, When};
use super::{Command, CrosswalkCommand::*};
use crate::analysis::lens::Applying;
use crate::model::{CodeId, CrosswalkId, CrosswalkLinkId, FrameworkId};
use crate::ui::views::ViewId;
use crate::ui::views::crosswalk::{Choice, Page};
use std::path::PathBuf;
use std::sync::Arc;

/// The map of links. The view itself takes what is for its lines and passages while it is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum CrosswalkCommand {
    /// Shows how a framework is read as another; of one that is not named, what fits.
    Of(Option<FrameworkId>, Option<FrameworkId>),
    /// Asks which framework is read.
    AskFrom,
    /// Reads this framework.
    ReadFrom(FrameworkId),
    /// Asks as which framework it is read.
    AskTo,
    /// Reads it as this framework.
    ReadAs(FrameworkId),
    /// Reads the second framework as the first.
    Turn,
    /// Looks at the links, at what is taken in, or at what is left out.
    Page(Page),
    /// Asks what the chosen code is linked to.
    Link,
    /// The same for this code of the first of two frameworks.
    PickTarget(FrameworkId, FrameworkId, CodeId),
    /// Says of the chosen code that it has no counterpart, and asks why.
    Without,
    /// Takes the chosen link away; where passages have the keys, rejects the chosen one.
    Unlink,
    /// Takes links away, after a question where others made them.
    Unmap(Vec<CrosswalkLinkId>),
    /// Takes links away, whoever made them.
    UnmapAnyway(Vec<CrosswalkLinkId>),
    /// Asks for another reason of the chosen link.
    Reason,
    /// The same for this link, which has this one now.
    AskReason(FrameworkId, FrameworkId, CodeId, Option<CodeId>, String),
    /// Shows the chosen link in Themes, read through.
    Read,
    /// Shows the chosen passage in its source.
    Jump,
    /// Reckons what would be coded for good, and asks.
    Apply,
    /// The same for this crosswalk.
    AskApply(CrosswalkId),
    /// Codes these passages for good.
    ApplyAll(CrosswalkId, Arc<Applying>),
    /// Brings what is taken in and left out into a file.
    Export,
    /// Looks for names in it, then asks where it shall lie.
    Check(CrosswalkId),
    /// Asks where it shall lie.
    Where(CrosswalkId),
    /// Writes it there; the suffix says how.
    WriteTo(CrosswalkId, PathBuf),
    /// Remembers what is shown and how.
    Keep(Box<Choice>),
}

impl From<CrosswalkCommand> for Command {
    fn from(command: CrosswalkCommand) -> Self {
        Self::Crosswalk(command)
    }
}

const fn row(
    section: Section,
    id: &'static str,
    command: CrosswalkCommand,
    label: &'static str,
    tip: &'static str,
    keys: &'static [&'static str],
) -> Entry {
    Entry { id, command: Command::Crosswalk(command), label, tip, keys, section, when: When::View(ViewId::Crosswalk) }
}

const CODE: Section = Section::Code;
const SHOW: Section = Section::Show;

pub(super) const ROWS: &[Entry] = &[
    row(
        CODE,
        "crosswalk.link",
        Link,
        "Link the code…",
        "Choose a code of the second framework that the chosen one is read as; Enter does the same",
        &["L"],
    ),
    row(
        CODE,
        "crosswalk.without",
        Without,
        "The code has no counterpart…",
        "Note that nothing of the second framework is what the chosen code says",
        &["N"],
    ),
    row(
        CODE,
        "crosswalk.unlink",
        Unlink,
        "Take the link away",
        "Part the chosen code from what it is linked to; a chosen passage is rejected",
        &["Delete"],
    ),
    row(CODE, "crosswalk.reason", Reason, "Why it is linked so…", "Change the reason of the chosen link", &["F2"]),
    row(CODE, "crosswalk.read", Read, "Read it in Themes", "Show the passages of the chosen link in Themes, read as the second framework", &["T"]),
    row(CODE, "crosswalk.jump", Jump, "Show the chosen passage in Read", "Open its source at the chosen passage", &["G"]),
    row(
        CODE,
        "crosswalk.apply",
        Apply,
        "Apply the links for good…",
        "Code what is read with the codes of the second framework; it says first what would be coded",
        &[],
    ),
    row(
        Section::Export,
        "crosswalk.export",
        Export,
        "What is taken in and left out, as a file…",
        "The links, the figures by code, site and role, and the passages that are left out; as Word, Excel, CSV, HTML or Markdown",
        &["Alt+X"],
    ),
    row(SHOW, "crosswalk.links", Page(Page::Links), "Links between the frameworks", "Show what each code is linked to", &["Alt+1"]),
    row(SHOW, "crosswalk.coverage", Page(Page::Coverage), "What is taken in", "Show how much the second framework takes in", &["Alt+2"]),
    row(
        SHOW,
        "crosswalk.left",
        Page(Page::LeftOut),
        "What is left out",
        "Walk through the passages that the second framework leaves out",
        &["Alt+3"],
    ),
    row(SHOW, "crosswalk.from", AskFrom, "The framework that is read…", "Choose the framework that was coded with", &["Alt+C"]),
    row(SHOW, "crosswalk.to", AskTo, "The framework it is read as…", "Choose the framework whose codes the first is linked to", &["Alt+G"]),
    row(SHOW, "crosswalk.turn", Turn, "The other way round", "Read the second framework as the first", &[]),
];
