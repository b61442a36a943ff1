//! Commands on what a theme gathers, and on how one framework is read as another.

use super::Command;
use super::table::{Entry, Section, When};
use crate::analysis::Balance;
use crate::model::{CodeId, CrosswalkId, FrameworkId, Passage, ReportId, ThemePartId};
use crate::project::{LinkDraft, PartDraft, Settling};
use crate::ui::views::ViewId;

/// What a theme gathers, and what passages are in a second framework. The views Themes and Crosswalk take what is for their passages.
#[derive(Clone, Debug, PartialEq)]
pub enum Gathering {
    /// The chosen passages speak against the theme, or no longer.
    Against,
    /// Asks what the theme says.
    AskStatement,
    /// The same for this theme.
    PickStatement(CodeId),
    /// Lets a theme say this; a code that was none becomes one.
    State(CodeId, String),
    /// Asks which code the theme gathers.
    AskCode,
    /// The same for this theme.
    PickCode(CodeId),
    /// Asks whether this code bears the theme out or speaks against it.
    AskStance(CodeId, CodeId),
    /// Gathers codes and passages into a theme, and parts with some.
    Change(CodeId, Vec<PartDraft>, Vec<ThemePartId>),
    /// Asks which code the theme parts with.
    AskPart,
    /// The same for this theme.
    PickPart(CodeId),
    /// Asks what of another framework is read as the code that shows.
    AskLink,
    /// The same for this code.
    PickLink(CodeId),
    /// Asks why a code is linked to another, or has no counterpart.
    AskWhy(FrameworkId, FrameworkId, CodeId, Option<CodeId>),
    /// Links codes of two frameworks.
    Link(FrameworkId, FrameworkId, LinkDraft),
    /// Shows who is quoted for the theme, and who is not.
    AskBalance,
    /// The same with what it shows: the theme's name, the balance, what sites and roles are called, the reports it is in.
    Balance(String, Box<Balance>, [String; 2], Vec<(String, usize)>),
    /// Asks into which report the theme goes, or out of which.
    AskReport,
    /// The same for this theme.
    PickReport(CodeId),
    /// Begins a report of these themes.
    BeginReport(String, Vec<CodeId>),
    /// Puts a theme at the end of a report.
    PutInReport(ReportId, CodeId),
    /// Takes a theme out of a report.
    TakeFromReport(ReportId, CodeId),
    /// Asks in which report the chosen passages are quoted for the theme.
    AskQuote,
    /// The same for this theme and these passages.
    PickQuote(CodeId, Vec<Passage>),
    /// Chooses the quotes of a theme in a report.
    Quote(ReportId, CodeId, Vec<Passage>),
    /// Quotes these alone of those that stand in a report for a theme: another one was taken out.
    QuoteRest(ReportId, CodeId, Vec<Passage>),
    /// Quotes these passages beside those that stand in a report for a theme, which become chosen with it.
    AlsoQuote(ReportId, CodeId, Vec<Passage>),
    /// The chosen passages are what the link says.
    Accept,
    /// They are not.
    Reject,
    /// Asks what they are instead.
    AskMove,
    /// The same for these.
    PickMove(CrosswalkId, Vec<Settling>),
    /// Settles them again as they were before anybody did.
    Reopen,
    /// Asks why they are settled so.
    AskReason(CrosswalkId, Vec<Settling>),
    /// Settles them; where that would replace what somebody else settled, asks first.
    Settle(CrosswalkId, Vec<Settling>, String),
    /// Settles them, whoever did so before.
    SettleAnew(CrosswalkId, Vec<Settling>, String),
}

impl Gathering {
    /// Whether its keys are heard only while cards have them.
    pub fn is_for_cards(&self) -> bool {
        matches!(self, Self::Against | Self::AskQuote | Self::Accept | Self::Reject | Self::AskMove | Self::Reopen)
    }
}

impl From<Gathering> for Command {
    fn from(command: Gathering) -> Self {
        Self::Gathering(command)
    }
}

const fn settle(id: &'static str, command: Gathering, label: &'static str, tip: &'static str, keys: &'static [&'static str]) -> Entry {
    let when = When::Views(&[ViewId::Themes, ViewId::Crosswalk]);
    Entry { id, command: Command::Gathering(command), label, tip, keys, section: Section::Code, when }
}

const fn row(id: &'static str, command: Gathering, label: &'static str, tip: &'static str, keys: &'static [&'static str]) -> Entry {
    Entry { id, command: Command::Gathering(command), label, tip, keys, section: Section::Code, when: When::View(ViewId::Themes) }
}

pub(super) const ROWS: &[Entry] = &[
    row(
        "theme.against",
        Gathering::Against,
        "It speaks against the theme, or not",
        "Mark the chosen passages as contradicting the theme, or take the mark off",
        &["Alt+X"],
    ),
    row(
        "theme.statement",
        Gathering::AskStatement,
        "What the theme says…",
        "Write the sentence or two that the theme comes to; reports and tables begin with it. A code becomes a theme so",
        &["Alt+J"],
    ),
    row(
        "theme.gather",
        Gathering::AskCode,
        "Gather a code into this theme…",
        "Choose a code of any framework whose passages belong to this theme too",
        &[],
    ),
    row("theme.part", Gathering::AskPart, "Part with a code of this theme…", "Choose a code that this theme gathers, and take it out", &[]),
    row(
        "theme.balance",
        Gathering::AskBalance,
        "Who is quoted…",
        "Whom the key quotes are of, by site and role, and who spoke of it without being quoted",
        &["Alt+Y"],
    ),
    row(
        "theme.report",
        Gathering::AskReport,
        "Put the theme into a report…",
        "Choose a report, or begin one; “Write a report…” in the menu Export writes it. A theme that is in one is taken out so",
        &[],
    ),
    row(
        "theme.quote",
        Gathering::AskQuote,
        "Quote the passages in a report…",
        "The report quotes the chosen passages for this theme, in the order they were chosen; the same again takes them out",
        &[],
    ),
    row(
        "lens.link",
        Gathering::AskLink,
        "Read another code as this one…",
        "Link a code of another framework to this one, so that its passages can be read here",
        &[],
    ),
    settle("lens.accept", Gathering::Accept, "Accept as this code", "The chosen passages are what the link says", &["Alt+T"]),
    settle(
        "lens.reject",
        Gathering::Reject,
        "Reject as this code…",
        "The chosen passages are not what the link says; Delete does the same while another framework is read",
        &[],
    ),
    settle(
        "lens.move",
        Gathering::AskMove,
        "Move to another code of this framework…",
        "The chosen passages are something else of this framework",
        &[],
    ),
    settle("lens.reopen", Gathering::Reopen, "Open again what was settled", "Take back what was settled of the chosen passages", &[]),
];
