//! Commands of frameworks through time: versions named and compared, passages looked at again.

use super::table::{Entry, Section, When};
use super::{Command, FrameworkCommand::*};
use crate::analysis::Between;
use crate::model::{CodeId, CodingId, FrameworkId, FrameworkVersionId, Grouping};
use crate::ui::chosen::Noun;
use crate::ui::views::ViewId;
use crate::ui::views::frameworks::{Page, SavedSaturation, Term};
use std::path::PathBuf;
use std::sync::Arc;

/// Frameworks through time. The view itself takes what is about what is chosen in it, while it is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum FrameworkCommand {
    /// Asks which framework.
    Ask,
    /// Shows a framework, on the page that shows.
    Of(FrameworkId),
    /// Remembers that a framework shows.
    Keep(FrameworkId),
    /// Shows a framework, on a page of it.
    Open(FrameworkId, Page),
    /// Shows a page.
    Page(Page),
    /// Asks what the framework as it stands is called.
    AskName,
    /// Asks the same of a framework.
    AskNameOf(FrameworkId),
    /// Names a framework as it stands: name, reason, note of the meeting.
    Name(FrameworkId, String, String, String),
    /// Asks for another name, reason or note of the chosen version.
    EditChosen,
    /// Asks for those of a version.
    AskEdit(FrameworkVersionId),
    /// Changes name, reason and note of a version.
    Edit(FrameworkVersionId, String, String, String),
    /// Removes the chosen version.
    RemoveChosen,
    /// Removes a version; asks first where somebody else named it.
    AskRemove(FrameworkVersionId),
    /// Removes a version.
    Remove(FrameworkVersionId),
    /// Asks which other version the chosen one is compared with.
    AskCompare,
    /// Compares the chosen version with this one; nothing is the framework as it stands.
    Compare(Option<FrameworkVersionId>),
    /// Exports what differs between the two that are compared.
    Export,
    /// Looks for names in what differs, then asks where it shall lie.
    Check(Between),
    /// Asks where it shall lie.
    Where(Between),
    /// Writes it there; the suffix says how.
    To(Between, PathBuf),
    /// Asks of which code passages show.
    AskOnly,
    /// Shows the passages of this code alone, or all.
    Only(Option<CodeId>),
    /// Chooses all passages that are to be looked at again and show.
    AllDue,
    /// Shows the passage in its source.
    Show,
    /// Notes that the chosen passages were looked at and hold.
    Holds,
    /// Takes the code off the chosen passages.
    Uncode,
    /// Asks which other code the chosen passages get.
    AskRecode,
    /// Asks which other code these get.
    PickRecode(Vec<CodingId>),
    /// Gives these another code.
    Recode(Vec<CodingId>, CodeId),
    /// Notes that these were looked at and hold.
    LookedAt(Vec<CodingId>),
    /// Asks whose interviews are judged for saturation.
    AskPart,
    /// Judges those of a site, role or phase, or all.
    Part(Option<(Grouping, String)>),
    /// Asks by which numbers interviews are judged.
    AskTerms,
    /// Judges by this number.
    Term(Term),
    /// Counts the top codes alone, each with those below it, or all.
    Tops,
    /// Saves the picture of saturation.
    SavePicture,
    /// Looks for names in what stands over a picture, then asks where it shall lie.
    CheckPicture(Arc<SavedSaturation>),
    /// Asks where a picture shall lie.
    WherePicture(Arc<SavedSaturation>),
    /// Writes a picture there; the suffix says how.
    WritePicture(Arc<SavedSaturation>, PathBuf),
}

impl From<FrameworkCommand> for Command {
    fn from(command: FrameworkCommand) -> Self {
        Self::Frameworks(command)
    }
}

const fn page(id: &'static str, page: Page, label: &'static str, tip: &'static str, keys: &'static [&'static str]) -> Entry {
    Entry { id, command: Command::Frameworks(Page(page)), label, tip, keys, section: Section::Show, when: HERE }
}

const fn row(
    when: When,
    id: &'static str,
    command: FrameworkCommand,
    label: &'static str,
    tip: &'static str,
    keys: &'static [&'static str],
) -> Entry {
    Entry { id, command: Command::Frameworks(command), label, tip, keys, section: Section::Code, when }
}

const HERE: When = When::View(ViewId::Frameworks);
const VERSION: When = When::Chosen(Noun::Version);
const DUE: When = When::Chosen(Noun::Due);

pub(super) const ROWS: &[Entry] = &[
    row(HERE, "frameworks.of", Ask, "Which framework…", "Choose the framework whose versions, passages or saturation show", &["Alt+F"]),
    page("frameworks.versions", Page::Versions, "Versions of the framework", "What it was at each time, and what changed", &["Alt+V"]),
    row(
        HERE,
        "frameworks.name",
        AskName,
        "Name the framework as it stands…",
        "Keep the framework as it stands under a name, with why it came to be so",
        &["N"],
    ),
    row(
        VERSION,
        "frameworks.edit",
        EditChosen,
        "Name, reason and note of the version…",
        "Say otherwise what the chosen version is called, and why it was made",
        &["F2"],
    ),
    row(
        VERSION,
        "frameworks.remove",
        RemoveChosen,
        "Remove the version",
        "Forget the chosen version; the codes as they are now stay, and undo brings it back",
        &["Delete"],
    ),
    row(
        HERE,
        "frameworks.compare",
        AskCompare,
        "Compare the version with…",
        "Choose which other version the chosen one is compared with",
        &["Alt+C"],
    ),
    row(
        HERE,
        "frameworks.export",
        Export,
        "Export what differs…",
        "What happened between the two versions: Word, Excel, CSV, HTML, Markdown",
        &["Alt+X"],
    ),
    page("frameworks.again", Page::Again, "Codings to look at again", "Passages that were judged before their code was redefined", &["Alt+L"]),
    row(HERE, "frameworks.only", AskOnly, "Only the passages of one code…", "Choose the redefined code whose passages show, or all", &["Alt+O"]),
    row(DUE, "due.show", Show, "Look again: show it in its source", "Open the source in Read, at the chosen passage", &["Enter"]),
    row(DUE, "due.holds", Holds, "Look again: it holds", "The chosen passages fit their code as it is said now", &["H", "Alt+K"]),
    row(DUE, "due.uncode", Uncode, "Look again: take the code off", "Take the code off the chosen passages; undo brings it back", &["Delete"]),
    row(DUE, "due.recode", AskRecode, "Look again: give another code…", "Choose the code that the chosen passages get instead", &["R", "Alt+R"]),
    row(DUE, "due.all", AllDue, "Look again: choose all", "Choose every passage that shows", &["Ctrl+A"]),
    page(
        "frameworks.saturation",
        Page::Saturation,
        "Saturation",
        "What each interview brought that was new, and after how many nothing much did",
        &["Alt+S"],
    ),
    row(
        HERE,
        "saturation.part",
        AskPart,
        "Saturation: of which interviews…",
        "Judge all interviews, or those of one site, role or phase",
        &["Alt+G"],
    ),
    row(HERE, "saturation.terms", AskTerms, "Saturation: how it is judged…", "Choose base, run, threshold and how many random orders", &["Alt+J"]),
    row(
        HERE,
        "saturation.tops",
        Tops,
        "Saturation: top codes or all",
        "Count the top codes alone, each with those below it, or every code",
        &["Alt+T"],
    ),
    row(HERE, "saturation.save", SavePicture, "Saturation: save the picture…", "As .svg or .png, as it shows", &["Alt+P"]),
];
