//! Commands on what shows and how: stripes and colour in Read, what the tree counts, the columns and filters of Themes, kinds and coders in lists.

use super::table::{Entry, Section, When};
use super::{Command, Showing::*};
use crate::model::{CoderId, FrameworkId, LayerId};
use crate::ui::views::ViewId;
use crate::ui::views::read::StripeMode;
use crate::ui::views::themes::{Axis, By};

/// What shows and how. The view that is shown takes these; where there is a choice to make, it answers with [`Showing::Ask`].
#[derive(Clone, Debug, PartialEq)]
pub enum Showing {
    /// Shows these stripes.
    Stripes(StripeMode),
    /// Colours the words of every coding, or only of what is chosen or pointed at.
    Wash,
    /// Asks whose codings, steps or memos show.
    AskCoder,
    /// Shows the codings of one coder, or of all.
    Coder(Option<CoderId>),
    /// Shows what this one did or wrote, or leaves it out.
    Who(String),
    /// Asks which layer shows.
    AskLayer,
    /// Shows a layer, or all.
    Layer(Option<LayerId>),
    /// Counts with the codes below, or without.
    Own,
    /// Shows only the codes used in this source, or all.
    Here,
    /// Folds every code of the tree.
    Fold,
    /// Unfolds all of it.
    Unfold,
    /// Asks which kinds of a list show.
    AskKind,
    /// Shows this kind, or leaves it out; where one shows at a time, shows it.
    Kind(String),
    /// Asks what the columns are.
    AskColumns,
    /// Makes columns.
    Columns(By),
    /// Asks which sites, roles or phases show.
    AskOnly(Axis),
    /// Shows this one, or no longer; without one, shows all.
    Only(Axis, Option<String>),
    /// Shows key quotes alone, or everything.
    Stars,
    /// Shows passages of the codes below too, or no longer.
    Below,
    /// Asks which framework is read as the one that shows.
    AskThrough,
    /// Reads what is coded in this framework too, or only what is coded so.
    Through(Option<FrameworkId>),
    /// Asks what the text is set in.
    AskFont,
    /// Sets the text in this face.
    Font(String),
    /// Sets the text so many points larger.
    Letters(i8),
    /// Makes the lines so many characters longer.
    Lines(i8),
    /// Asks for one of these.
    Ask(String, Vec<Way>),
}

/// Something to choose of what shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// Its words.
    pub words: String,
    /// Whether it shows now.
    pub on: bool,
    /// What choosing it asks for.
    pub then: Command,
}

impl Way {
    /// Something to choose, and whether it shows now.
    pub fn new(words: impl Into<String>, on: bool, then: impl Into<Command>) -> Self {
        Self { words: words.into(), on, then: then.into() }
    }
}

impl From<Showing> for Command {
    fn from(command: Showing) -> Self {
        Self::Showing(command)
    }
}

const fn row(when: When, id: &'static str, command: Showing, label: &'static str, tip: &'static str, keys: &'static [&'static str]) -> Entry {
    Entry { id, command: Command::Showing(command), label, tip, keys, section: Section::Show, when }
}

const READ: When = When::View(ViewId::Read);
const THEMES: When = When::View(ViewId::Themes);
const FOLDS: When = When::Views(&[ViewId::Read, ViewId::Themes, ViewId::Memos]);

pub(super) const ROWS: &[Entry] = &[
    row(
        When::Views(&[ViewId::Read, ViewId::Themes, ViewId::History, ViewId::Memos]),
        "show.coder",
        AskCoder,
        "Whose work shows…",
        "Choose whose codings, steps or memos show",
        &["Alt+O"],
    ),
    row(
        When::Views(&[ViewId::History, ViewId::Memos, ViewId::Speakers, ViewId::Cases, ViewId::Crosswalk]),
        "show.kind",
        AskKind,
        "Which kinds show…",
        "Choose which kinds of steps, memos, speakers or codes show, or which table",
        &["Alt+H"],
    ),
    row(READ, "show.stripes-all", Stripes(StripeMode::All), "Stripes: every code", "Show a stripe for every coding", &[]),
    row(
        READ,
        "show.stripes-chosen",
        Stripes(StripeMode::Chosen),
        "Stripes: the chosen codes",
        "Show stripes of the codes chosen in the framework and of those below them",
        &[],
    ),
    row(READ, "show.stripes-density", Stripes(StripeMode::Density), "Stripes: how much is coded", "Show one lane that says how much is coded", &[]),
    row(
        READ,
        "show.wash",
        Wash,
        "Colour behind all coded words, or not",
        "Colour the words of every coding, or only of what is chosen or pointed at",
        &["Alt+W"],
    ),
    row(READ, "show.layer", AskLayer, "Which layer shows…", "Choose the layer whose codings show", &[]),
    row(
        READ,
        "show.own",
        Own,
        "Counts: with the codes below, or own",
        "Count the passages of a code with those of the codes below it, or its own alone",
        &[],
    ),
    row(READ, "show.here", Here, "Codes used in this source, or all", "Show only the codes that the open source is coded with, or all", &["Alt+U"]),
    row(
        FOLDS,
        "show.fold",
        Fold,
        "Fold every code or kind",
        "Fold the tree of codes, or the kinds of memos, so that only the top shows",
        &["Ctrl+Alt+ArrowUp"],
    ),
    row(FOLDS, "show.unfold", Unfold, "Unfold every code or kind", "Show every code of the tree, or every memo", &["Ctrl+Alt+ArrowDown"]),
    row(READ, "show.font", AskFont, "The face for reading…", "Choose what the text is set in", &[]),
    row(READ, "show.letters-larger", Letters(1), "Larger letters for reading", "Set the text a point larger", &[]),
    row(READ, "show.letters-smaller", Letters(-1), "Smaller letters for reading", "Set the text a point smaller", &[]),
    row(READ, "show.lines-longer", Lines(4), "Longer lines for reading", "Make the column of text four characters wider", &[]),
    row(READ, "show.lines-shorter", Lines(-4), "Shorter lines for reading", "Make the column of text four characters narrower", &[]),
    row(THEMES, "show.columns", AskColumns, "Columns of passages…", "Choose what the columns are: site, role, phase, or any attribute", &["Alt+G"]),
    row(THEMES, "show.sites", AskOnly(Axis::Site), "Which sites show…", "Show the passages of chosen sites alone", &[]),
    row(THEMES, "show.roles", AskOnly(Axis::Role), "Which roles show…", "Show the passages of chosen roles alone", &[]),
    row(THEMES, "show.phases", AskOnly(Axis::Phase), "Which phases show…", "Show the passages of chosen phases alone", &[]),
    row(THEMES, "show.stars", Stars, "Key quotes alone, or all passages", "Show only passages with a star, or all", &["Alt+Q"]),
    row(
        When::Views(&[ViewId::Themes, ViewId::Chart]),
        "show.through",
        AskThrough,
        "Read another framework here…",
        "Show what is coded in another framework as what it is linked to here",
        &["Alt+Z"],
    ),
    row(THEMES, "show.below", Below, "With sub-codes, or without", "Show the passages of the codes below too, or no longer", &["Alt+B"]),
];
