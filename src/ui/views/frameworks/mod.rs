//! Frameworks through time: what a framework was at each named version and what changed, passages to look at again since, and saturation.
//!
//! The column at the left has the frameworks and what is chosen from on a page; each page draws itself.

mod again;
mod changes;
mod data;
mod due;
mod head;
mod reworded;
mod saturation;
mod side;
mod versions;

use super::{StatusItem, View, ViewId, parts};
use crate::analysis::Between;
use crate::model::{FrameworkId, FrameworkVersionId};
use crate::project::Topic;
use crate::ui::chosen::{Chosen, Noun};
use crate::ui::command::{CodeCommand, Command, FrameworkCommand, Side, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use again::AgainPage;
use egui::{Id, Ui};
use saturation::SaturationPage;
use versions::VersionsPage;

pub use due::Due;
pub use saturation::{SavedSaturation, Term};

/// What versions and counts tell of.
const TOPICS: &[Topic] = &[Topic::Codes, Topic::Codings, Topic::Versions, Topic::Coders, Topic::Sources];

/// What shows of a framework.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// Its named versions, and what differs between two of them.
    #[default]
    Versions,
    /// Passages that were judged before their code was redefined.
    Again,
    /// What each interview brought that was new.
    Saturation,
}

impl Page {
    /// Every page, in the order of their chips.
    pub const ALL: [Self; 3] = [Self::Versions, Self::Again, Self::Saturation];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Versions => "Versions",
            Self::Again => "Look again",
            Self::Saturation => "Saturation",
        }
    }
}

/// The view.
#[derive(Default)]
pub struct FrameworksView {
    framework: Option<FrameworkId>,
    page: Page,
    versions: VersionsPage,
    again: AgainPage,
    saturation: SaturationPage,
    due: Due,
}

/// What a list of this view holds.
pub fn noun_of(id: Id) -> Option<Noun> {
    if id == again::list_id() {
        return Some(Noun::Due);
    }
    (id == versions::list_id()).then_some(Noun::Version)
}

impl FrameworksView {
    /// The framework that shows: the one that was chosen, while it is there, else the one looked at last in the project, else the first.
    fn settle(&mut self, cx: &Cx, desk: &Desk) -> Option<FrameworkId> {
        let all = desk.corpus.frameworks();
        let is_there = |id: &FrameworkId| all.iter().any(|framework| framework.id == *id);
        let last = || cx.config.frameworks.get(&desk.key()).copied().filter(is_there);
        self.framework = self.framework.filter(is_there).or_else(last).or(all.first().map(|framework| framework.id));
        self.framework
    }

    /// Shows another framework.
    fn show(&mut self, cx: &Cx, id: FrameworkId) {
        if self.framework != Some(id) {
            self.framework = Some(id);
            cx.push(FrameworkCommand::Keep(id));
            self.versions.forget();
            self.again.forget();
            self.saturation.forget();
        }
    }

    /// Shows a page; its list has the keys.
    fn turn(&mut self, cx: &Cx, page: Page) {
        if self.page != page {
            self.page = page;
            self.main().into_iter().for_each(|id| cx.ctx.memory_mut(|memory| memory.request_focus(id)));
        }
    }

    /// Makes what shows again where something changed.
    fn refresh(&mut self, cx: &Cx, desk: &Desk) {
        let Some(framework) = self.settle(cx, desk) else { return };
        self.due.follow(cx, desk);
        match self.page {
            Page::Versions => self.versions.follow(cx, desk, framework),
            Page::Again => self.again.follow(cx, desk, framework),
            Page::Saturation => self.saturation.follow(cx, desk, framework),
        }
    }
}

impl View for FrameworksView {
    fn id(&self) -> ViewId {
        ViewId::Frameworks
    }

    fn main(&self) -> Option<Id> {
        Some(match self.page {
            Page::Versions => versions::list_id(),
            Page::Again => again::list_id(),
            Page::Saturation => saturation::list_id(),
        })
    }

    fn column(&self, side: Side) -> Option<&'static str> {
        match (side, self.page) {
            (Side::Left, _) => Some("Frameworks"),
            (Side::Right, Page::Again) => Some("The passage"),
            (Side::Right, Page::Saturation) => Some("Figures"),
            (Side::Right, Page::Versions) => None,
        }
    }

    fn left(&mut self, ui: &mut Ui, cx: &Cx) {
        let Some(desk) = cx.project else { return };
        self.refresh(cx, desk);
        side::draw(self, ui, cx, desk);
    }

    fn right(&mut self, ui: &mut Ui, cx: &Cx) {
        let Some(desk) = cx.project else { return };
        self.refresh(cx, desk);
        match self.page {
            Page::Again => again::draw_passage(&mut self.again, ui, cx),
            Page::Saturation => saturation::draw_figures(&self.saturation, ui, cx),
            Page::Versions => {}
        }
    }

    fn centre(&mut self, ui: &mut Ui, cx: &Cx) {
        let Some(desk) = cx.project else { return };
        self.refresh(cx, desk);
        if self.framework.is_none() {
            let more = "A framework is a tree of codes; what became of it shows here.";
            return parts::empty(ui, cx, "No framework yet", more, Some(("New framework…", CodeCommand::AskFramework.into())));
        }
        head::draw(self, ui, cx, desk);
        match self.page {
            Page::Versions => changes::draw(&mut self.versions, ui, cx),
            Page::Again => again::draw(&mut self.again, ui, cx),
            Page::Saturation => saturation::draw(&mut self.saturation, ui, cx),
        }
    }

    fn chosen(&self, _desk: &Desk) -> Chosen {
        match self.page {
            Page::Versions => Chosen { version: self.versions.version().is_some(), ..Chosen::default() },
            Page::Again => Chosen { due: self.again.chosen(), ..Chosen::default() },
            Page::Saturation => Chosen::default(),
        }
    }

    fn status(&self, cx: &Cx) -> Vec<StatusItem> {
        match self.page {
            Page::Versions => self.versions.status(cx),
            Page::Again => self.again.status(cx),
            Page::Saturation => self.saturation.status(cx),
        }
    }

    fn command(&mut self, command: &Command, cx: &Cx) -> bool {
        let Some(desk) = cx.project else { return false };
        let Command::Frameworks(command) = command else { return false };
        // Before what was decided here is on its way nothing is read again: what is decided is gone until then.
        if is_for_window(command) {
            return false;
        }
        self.refresh(cx, desk);
        match command {
            FrameworkCommand::Of(id) => self.show(cx, *id),
            FrameworkCommand::Open(id, page) => {
                self.show(cx, *id);
                self.turn(cx, *page);
            }
            FrameworkCommand::Page(page) => self.turn(cx, *page),
            FrameworkCommand::AskName => match self.framework {
                Some(id) => cx.push(FrameworkCommand::AskNameOf(id)),
                None => cx.push(Window::Say("There is no framework yet")),
            },
            other => {
                // What is said of a page shows it.
                self.turn(cx, page_of(other).unwrap_or(self.page));
                self.refresh(cx, desk);
                return self.versions.act(other, cx) || self.again.act(other, cx, desk) || self.saturation.act(other, cx, desk);
            }
        }
        true
    }
}

/// The page that a command is about, where it is about one.
fn page_of(command: &FrameworkCommand) -> Option<Page> {
    match command {
        FrameworkCommand::AskCompare | FrameworkCommand::Compare(_) | FrameworkCommand::Export => Some(Page::Versions),
        FrameworkCommand::AskOnly | FrameworkCommand::Only(_) => Some(Page::Again),
        FrameworkCommand::AskPart
        | FrameworkCommand::Part(_)
        | FrameworkCommand::AskTerms
        | FrameworkCommand::Term(_)
        | FrameworkCommand::Tops
        | FrameworkCommand::SavePicture => Some(Page::Saturation),
        _ => None,
    }
}

/// Whether the window does it, whatever shows.
fn is_for_window(command: &FrameworkCommand) -> bool {
    use FrameworkCommand::*;
    let of_versions =
        matches!(command, Ask | Keep(_) | AskNameOf(_) | Name(..) | AskEdit(_) | Edit(..) | AskRemove(_) | Remove(_) | Check(_) | Where(_) | To(..));
    of_versions || matches!(command, PickRecode(_) | LookedAt(_) | CheckPicture(_) | WherePicture(_) | WritePicture(..))
}

/// Two states of the framework that shows.
fn states(framework: FrameworkId, older: Option<FrameworkVersionId>, newer: Option<FrameworkVersionId>) -> Between {
    Between { framework, older, newer }
}
