//! Dialogs: what stands over the window until it is answered.

mod about;
mod agenda;
mod apply;
mod balance;
mod case;
mod coder;
mod confirm;
mod describe;
mod files;
mod found;

mod frame;
mod framework;
mod halves;
mod import;
mod kind;
mod language;
mod lost;
mod memo;
mod menu;
mod merge;
mod name;
mod newer;
mod note;
mod palette;
mod paths;
mod pick;
mod project;
mod pseudonyms;
mod reimport;
mod report;
mod settings;
mod shortcuts;
mod signing;
mod split;
mod survey;
mod text;
mod values;
mod version;
mod versions;
mod who;
mod word_rules;

pub use about::About;
pub use agenda::AgendaDialog;
pub use apply::{ApplyDialog, Preview as ApplyPreview};
pub use balance::BalanceDialog;
pub use case::{AttributeDialog, CaseDialog};
pub use coder::CoderDialog;
pub use confirm::Confirm;
pub use describe::DescribeDialog;
pub use files::{Ask, PathDialog, alternatives};
pub use found::FoundDialog;

pub use frame::{Dialogs, Footer, footer, head};
pub use framework::FrameworkDialog;
pub use import::{ImportDialog, Order};
pub use kind::KindDialog;
pub use language::{LanguageDialog, language};
pub use lost::LostDialog;
pub use memo::MemoDialog;
pub(super) use memo::{about as memo_subject, linked_icon, linked_words};
pub use menu::Menu;
pub use merge::MergeDialog;
pub use name::NameDialog;
pub use newer::NewerDialog;
pub use note::NoteDialog;
pub use palette::palette;
pub use pick::{Pick, PickItem};
pub use project::ProjectDialog;
pub use pseudonyms::{PseudonymDialog, PseudonymsDialog};
pub use reimport::ReimportDialog;
pub use report::ReportDialog;
pub use settings::{FACES, SettingsDialog};
pub use shortcuts::ShortcutList;
pub use split::SplitDialog;
pub use survey::{SurveyDialog, SurveyOrder};
pub use text::TextDialog;
pub use values::ValuesDialog;
pub use version::VersionDialog;
pub use versions::VersionsDialog;
pub use who::EditCoderDialog;
pub use word_rules::WordRulesDialog;

use super::command::Command;
use super::cx::Cx;
use egui::Ui;

/// Whether a dialog goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It stays.
    Stay,
    /// It is done.
    Close,
    /// It is left without being done, as by Esc: what it holds is asked about.
    Leave,
}

/// Where a dialog stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the middle of the window.
    Centre,
    /// Under the top bar, in the middle.
    Top,
    /// At this point, without darkening the window.
    At(egui::Pos2),
}

/// Something that stands over the window until it is answered. It asks on the queue, like a view.
pub trait Dialog {
    /// What a screen reader calls it.
    fn name(&self) -> String;

    /// Its width in points.
    fn width(&self) -> f32;

    /// Where it stands.
    fn place(&self) -> Place {
        Place::Centre
    }

    /// Draws it; the first thing in it that takes the focus has it when `fresh`.
    fn draw(&mut self, ui: &mut Ui, cx: &Cx, fresh: bool) -> Step;

    /// Whether it is a menu: the keys that it shows are heard while it is open.
    fn menu(&self) -> bool {
        false
    }

    /// A command while it is the topmost; says whether it was taken.
    fn command(&mut self, _command: &Command, _cx: &Cx) -> bool {
        false
    }

    /// Asks that what is typed and not kept yet be kept: the window or the project closes.
    fn keep(&mut self, _cx: &Cx) {}

    /// Esc or a click beside it closed it.
    fn left(&mut self, _cx: &Cx) {}

    /// Whether what is typed in it goes into the project: it does not open where that is open for reading only.
    fn writes(&self) -> bool {
        false
    }

    /// What would be lost if it were left now, in a sentence; nothing where nothing was decided in it.
    fn holds(&self) -> Option<String> {
        None
    }

    /// Whether a click beside it leaves it open, because it holds work.
    fn firm(&self) -> bool {
        false
    }

    /// Whether Esc and a click beside it close it.
    fn light(&self) -> bool {
        true
    }
}
