//! Commands of the view Themes: what the keys do with a card, and what is remembered of the view.

use super::table::{Entry, Section, When};
use super::{Command, ThemesCommand::*};
use crate::model::CodingId;
use crate::ui::views::ViewId;
use crate::ui::views::themes::Choice;

/// The view Themes. The view itself takes what is for its cards while it is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum ThemesCommand {
    /// Shows the card's passage in its source.
    Jump,
    /// Shows what stands around the card, or hides it.
    Context,
    /// Asks which code the cards get too.
    Code,
    /// Chooses every card.
    ChooseAll,
    /// Lets go of the chosen cards.
    ChooseNone,
    /// Tells whose codings these are, of this many passages, and asks whether to take them off.
    AskTakeOff(Vec<CodingId>, usize),
    /// Takes codings off, of this many passages; of some of them others' codings stay.
    TakeOff(Vec<CodingId>, usize, bool),
    /// Says of how many passages the codings of others stay as they are.
    Stay(usize),
    /// Remembers what is shown and how.
    Keep(Box<Choice>),
}

impl ThemesCommand {
    /// Whether its keys are heard only while the cards have them.
    pub fn is_for_cards(&self) -> bool {
        matches!(self, Jump | Context | Code | ChooseAll | ChooseNone)
    }
}

const fn row(id: &'static str, command: ThemesCommand, label: &'static str, tip: &'static str, keys: &'static [&'static str]) -> Entry {
    Entry { id, command: Command::Themes(command), label, tip, keys, section: Section::Code, when: When::View(ViewId::Themes) }
}

pub(super) const ROWS: &[Entry] = &[
    row("themes.jump", Jump, "Show the passage in its source", "Open the source in Read, at this passage", &["Enter"]),
    row("themes.context", Context, "What stands around the passage", "Show the turns before and after, or hide them", &["Space"]),
    row("themes.code", Code, "Code the passage too…", "Choose a code by a few letters; any letter opens this too", &["Alt+Enter"]),
    row("themes.all", ChooseAll, "Choose every passage", "Choose every passage that is shown", &["Ctrl+A"]),
    row("themes.none", ChooseNone, "Choose no passage", "Let go of the chosen passages", &["Escape"]),
];
