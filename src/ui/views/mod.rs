//! The views: what fills the window under the top bar.
//!
//! A view is a folder with `data.rs` (what it shows, as plain values) and `mod.rs` (drawing). To add one: implement
//! [`View`] and add it to [`Views::new`]; its tab, its key and its rows in menu and palette appear with it.

mod block;
mod cases;
pub mod chart;
pub mod crosswalk;
mod framework;
pub mod frameworks;
mod history;
mod memos;
pub(super) mod menu;
pub(super) mod parts;
pub mod read;
mod reports;
pub mod search;
mod sources;
mod speakers;
mod study;
pub mod themes;
mod tree;
mod welcome;

pub use sources::{By as ListBy, Sort as ListSort};
pub(super) use sources::{Called, groupings as list_groupings};
pub(super) use speakers::data::named as case_words;

use super::chosen::{Chosen, Noun};
use super::command::{Command, Entry, Side};
use super::cx::Cx;
use super::desk::Desk;
use egui::{Id, Ui};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The views by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ViewId {
    /// What opens without a project.
    Welcome,
    /// The dashboard of the open project: a click on its name.
    Study,
    /// Reading and coding.
    Read,
    /// Passages of a code side by side.
    Themes,
    /// The framework chart: interviews or people by codes, with a summary in each cell.
    Chart,
    /// What was said, searched.
    Search,
    /// The journal.
    History,
    /// The case table: attributes of cases and sources, as in a spreadsheet.
    Cases,
    /// Who speaks in which source, and who they are.
    Speakers,
    /// What the researchers wrote down.
    Memos,
    /// Documents of chosen themes.
    Reports,
    /// Frameworks through time: versions, passages to look at again, saturation.
    Frameworks,
    /// How codes of one framework are read as codes of another.
    Crosswalk,
}

impl ViewId {
    /// All that an open project can be looked at in.
    pub const PLACES: [Self; 12] = [
        Self::Study,
        Self::Read,
        Self::Themes,
        Self::Search,
        Self::History,
        Self::Cases,
        Self::Speakers,
        Self::Memos,
        Self::Chart,
        Self::Reports,
        Self::Frameworks,
        Self::Crosswalk,
    ];

    /// The words on its tab; places that are gone to from the menu or another view have none.
    pub const fn tab(self) -> Option<&'static str> {
        match self {
            Self::Welcome | Self::Study | Self::Cases | Self::Speakers | Self::Memos | Self::Reports | Self::Frameworks | Self::Crosswalk => None,
            Self::Read => Some("Read"),
            Self::Themes => Some("Themes"),
            Self::Chart => Some("Chart"),
            Self::Search => Some("Search"),
            Self::History => Some("History"),
        }
    }
}

/// One piece of the status line.
#[derive(Clone, Debug, PartialEq)]
pub struct StatusItem {
    /// Its words.
    pub text: String,
    /// What a click asks for, if anything.
    pub command: Option<Command>,
    /// Whether it stands at the right.
    pub right: bool,
}

impl StatusItem {
    /// Words at the left.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), command: None, right: false }
    }

    /// What a click asks for.
    pub fn command(mut self, command: impl Into<Command>) -> Self {
        self.command = Some(command.into());
        self
    }

    /// At the right instead.
    pub fn right(mut self) -> Self {
        self.right = true;
        self
    }
}

/// Something that fills the window under the top bar. Drawing changes nothing but the view's own caches, scroll and drafts.
pub trait View {
    /// Which one it is.
    fn id(&self) -> ViewId;

    /// The name of its column on this side, or none where it has no such column.
    fn column(&self, _side: Side) -> Option<&'static str> {
        None
    }

    /// Draws the column at the left.
    fn left(&mut self, _ui: &mut Ui, _cx: &Cx) {}

    /// Draws the column at the right.
    fn right(&mut self, _ui: &mut Ui, _cx: &Cx) {}

    /// Draws what is between the columns.
    fn centre(&mut self, ui: &mut Ui, cx: &Cx);

    /// What gets the keys when the view is gone to: its main list. Nothing where the view gives them itself, or has no such list.
    fn main(&self) -> Option<Id> {
        None
    }

    /// What is chosen in it, for the commands that act on what is chosen.
    fn chosen(&self, _desk: &Desk) -> Chosen {
        Chosen::default()
    }

    /// What the status line says.
    fn status(&self, _cx: &Cx) -> Vec<StatusItem> {
        Vec::new()
    }

    /// Whether the keys of this row are heard now: a view with a caret needs letters and arrows for itself at times.
    fn hears(&self, _entry: &Entry) -> bool {
        true
    }

    /// What is said where the keys of this row are pressed and not heard, as what they are for has not the focus.
    fn unheard(&self, _entry: &Entry) -> Option<&'static str> {
        None
    }

    /// Whether what is typed now goes into a text of the view itself, so that keys that write are its own.
    fn writes(&self) -> bool {
        false
    }

    /// Asks that what is typed and not kept yet be kept: the window or the project closes.
    fn keep(&mut self, _cx: &Cx) {}

    /// Another view is gone to.
    fn leave(&mut self, _cx: &Cx) {}

    /// A command while this view is shown, before anybody else sees it; says whether it was taken. What changes the
    /// project goes back on the queue with everything it needs (which code, which span).
    fn command(&mut self, _command: &Command, _cx: &Cx) -> bool {
        false
    }
}

/// What the list with this id, which has the focus, holds where its keys are.
pub fn list_of(id: Id, chosen: &Chosen) -> Option<Noun> {
    if id == framework::tree_id() {
        return Some(if chosen.framework.is_some() { Noun::Framework } else { Noun::Code });
    }
    if id == sources::list_id() {
        return Some(if chosen.folder.is_some() { Noun::Folder } else { Noun::Source });
    }
    if id == search::like_id() {
        return Some(Noun::Alike);
    }
    if let Some(noun) = frameworks::noun_of(id) {
        return Some(noun);
    }
    (id == sources::cases_id()).then_some(Noun::Case)
}

/// The views there are.
pub struct Views {
    all: Vec<Box<dyn View>>,
    ids: Arc<[ViewId]>,
    shown: usize,
    /// The one that was shown before it, until it is told.
    left: Option<usize>,
    /// The ways that led from view to view, the last one last.
    ways: Vec<Way>,
}

/// A way from one view to another, which can be gone back.
#[derive(Clone, Copy)]
struct Way {
    from: ViewId,
    /// What had the keys there.
    focus: Option<Id>,
    to: ViewId,
}

/// How many ways are remembered.
const WAYS: usize = 20;

impl Views {
    /// The views of this program.
    pub fn new() -> Self {
        Self::of(vec![
            Box::new(welcome::Welcome::default()),
            Box::new(study::StudyView::default()),
            Box::new(read::Read::default()),
            Box::new(themes::Themes::default()),
            Box::new(chart::ChartView::default()),
            Box::new(search::SearchView::default()),
            Box::new(history::HistoryView::default()),
            Box::new(cases::CaseTable::default()),
            Box::new(speakers::SpeakersView::default()),
            Box::new(memos::MemosView::default()),
            Box::new(reports::ReportsView::default()),
            Box::new(frameworks::FrameworksView::default()),
            Box::new(crosswalk::CrosswalkView::default()),
        ])
    }

    fn of(all: Vec<Box<dyn View>>) -> Self {
        Self { ids: all.iter().map(|view| view.id()).collect(), all, shown: 0, left: None, ways: Vec::new() }
    }

    /// Their names, in the order of the tabs.
    pub fn ids(&self) -> Arc<[ViewId]> {
        self.ids.clone()
    }

    /// Tells the one that was left since the last frame.
    pub fn settle(&mut self, cx: &Cx) {
        if let Some(at) = self.left.take().filter(|at| *at != self.shown) {
            self.all[at].leave(cx);
        }
    }

    /// The one that is shown, to be drawn.
    pub fn shown(&mut self) -> (ViewId, &mut dyn View) {
        (self.ids[self.shown], self.all[self.shown].as_mut())
    }

    /// Asks all of them to keep what is typed.
    pub fn keep(&mut self, cx: &Cx) {
        self.all.iter_mut().for_each(|view| view.keep(cx));
    }

    /// The one that is shown, to be asked.
    pub fn look(&self) -> &dyn View {
        self.all[self.shown].as_ref()
    }

    /// The name of the one that is shown.
    pub fn current(&self) -> ViewId {
        self.ids[self.shown]
    }

    /// Shows another one, if there is such a one.
    pub fn show(&mut self, view: ViewId) {
        if let Some(at) = self.ids.iter().position(|id| *id == view) {
            self.left = Some(std::mem::replace(&mut self.shown, at)).filter(|left| *left != at).or(self.left);
        }
    }

    /// Shows another one that this one leads to; [`Self::back`] comes back, with the keys at `focus`.
    pub fn lead(&mut self, to: ViewId, focus: Option<Id>) {
        let from = self.current();
        self.show(to);
        if self.current() != from {
            self.ways.push(Way { from, focus, to });
            let more = self.ways.len().saturating_sub(WAYS);
            self.ways.drain(..more);
        }
    }

    /// The view that led to this one, if one did.
    pub fn came_from(&self) -> Option<ViewId> {
        self.ways.last().filter(|way| way.to == self.current()).map(|way| way.from)
    }

    /// Goes back to the view that led here; gives what had the keys there. Nothing where none did.
    pub fn back(&mut self) -> Option<Option<Id>> {
        self.came_from()?;
        let way = self.ways.pop()?;
        self.show(way.from);
        Some(way.focus)
    }

    /// Another view was gone to by name: what led here leads back no more.
    pub fn forget_ways(&mut self) {
        self.ways.clear();
    }

    /// Shows what a project opens with: the view that was shown last, else the study.
    pub fn home(&mut self, last: Option<ViewId>) {
        for view in last.filter(|view| *view != ViewId::Welcome).into_iter().chain([ViewId::Study, ViewId::Read]) {
            if self.ids.contains(&view) {
                self.show(view);
                return;
            }
        }
    }

    /// Forgets everything of the project that was open: new views, the welcome page shown.
    pub fn reset(&mut self) {
        *self = Self::new();
    }
}

impl Default for Views {
    fn default() -> Self {
        Self::new()
    }
}
