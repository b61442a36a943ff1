//! Read: the text in the middle, stripes beside it, and coding from the keyboard.
//!
//! `data` is what a source shows as plain values, `page` lays it out lazily, `caret` moves in it, `paint` draws it;
//! `stripes` packs codings into lanes; `act` turns commands into what the project is asked for.

mod act;
mod bar;
mod caret;
mod coding;
mod copy;
mod correct;
mod data;
mod dense;
mod find;
mod header;
mod look;
mod measures;
mod notes;
mod open;
mod opening;
mod originals;
mod page;
mod paint;
pub(in crate::ui::views) mod palette;
mod pointer;
mod show;
mod showing;
mod status;
mod steps;
mod stripes;
mod stripes_paint;
mod titles;

pub use caret::Motion;
pub use find::Trail;
pub use look::Look;
pub use pointer::Carried;
pub use show::{Stops, StripeMode};
pub use steps::{Unit, nudged};
pub use titles::Titles;

use super::framework::Tree;
use super::sources::Shelf;
use super::{StatusItem, View, ViewId, parts};
use crate::analysis::resting_on_nothing;
use crate::model::{CodeId, SourceId, VersionId};
use crate::project::{Originals, Topic};
use crate::ui::chosen::Chosen;
use crate::ui::command::{Command, CorrectCommand, Entry, ReadCommand, Section, Side};
use crate::ui::counted::Counted;
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::later::Later;
use egui::{EventFilter, Id, Rangef, Rect, Sense, Ui, WidgetInfo, pos2, vec2};
use measures::Columns;
use open::Open;
use opening::Opening;
use page::Frame;
use show::Show;

/// The view Read.
#[derive(Default)]
pub struct Read {
    open: Option<Open>,
    /// What is to be open and is still being read.
    opening: Option<Opening>,
    show: Show,
    stops: Stops,
    /// The code used last, for `.`.
    last: Option<CodeId>,
    /// Whether the text has the keys: nothing else has the focus.
    listens: bool,
    shelf: Shelf,
    /// What gets the keys next.
    focus: Option<Id>,
    tree: Tree,
    /// The code under the pointer in the tree.
    pointed: Option<CodeId>,
    palette: Option<palette::CodePalette>,
    counted: Counted,
    /// How it was looked at when that was last remembered.
    kept: Option<Look>,
    /// Why the source cannot be shown.
    problem: Option<String>,
    /// Whether names show as they were, where a text has any.
    originals: bool,
    /// Whether that was asked for just now, so that it is said where no name was replaced.
    asked: bool,
    /// The text that was looked through for that last, and what was found.
    named: Later<(SourceId, VersionId), Option<Originals>>,
    find: find::Finding,
    /// How much rests on words that are gone from a source, and when that was counted.
    resting: Option<((SourceId, u64), usize)>,
}

/// The text's own id, by which it has the focus.
fn text_id() -> Id {
    Id::unique("read text")
}

impl View for Read {
    fn id(&self) -> ViewId {
        ViewId::Read
    }

    fn main(&self) -> Option<egui::Id> {
        Some(text_id())
    }

    fn column(&self, side: Side) -> Option<&'static str> {
        Some(if side == Side::Left { "Sources" } else { "Framework" })
    }

    fn left(&mut self, ui: &mut Ui, cx: &Cx) {
        self.follow(cx);
        self.give_focus(ui);
        let shown = self.here();
        let asked = self.shelf.draw(ui, cx, shown);
        if let Some(source) = asked.open {
            self.open_source(cx, source, None);
            ui.ctx().request_repaint();
        }
        if asked.leave {
            ui.memory_mut(|memory| memory.request_focus(text_id()));
        }
    }

    fn right(&mut self, ui: &mut Ui, cx: &Cx) {
        self.follow(cx);
        let Some(desk) = cx.project else { return };
        let counts = self.counts(cx, desk);
        let asked = self.tree.draw(ui, cx, &counts, self.open.as_ref().map(|open| open.sheet.source));
        if let (Some(code), Some(open)) = (asked.apply, &self.open) {
            act::apply(cx, open, code);
        }
        if asked.pointed != self.pointed || self.show.codes != *self.tree.chosen() {
            self.pointed = asked.pointed;
            self.show.codes.clone_from(self.tree.chosen());
            ui.ctx().request_repaint();
        }
        if asked.leave {
            ui.memory_mut(|memory| memory.request_focus(text_id()));
        }
    }

    fn centre(&mut self, ui: &mut Ui, cx: &Cx) {
        self.follow(cx);
        // The column of the list may be the only one that is not folded.
        self.give_focus(ui);
        let rect = ui.max_rect();
        let Some(mut open) = self.open.take() else {
            self.empty(ui, cx);
            return;
        };
        let head = Rect::from_min_size(rect.min, vec2(rect.width(), header::HEIGHT));
        header::draw(ui, head, cx, &open, &self.show);
        let top = self.lines(ui, Rect::from_min_max(head.left_bottom(), rect.max), cx, &mut open);
        let view = Rect::from_min_max(pos2(rect.left(), top), rect.max);
        self.text(ui, view, cx, &mut open);
        if open.correct.is_none() && open.sheet.blocks.is_empty() {
            ui.scope_builder(egui::UiBuilder::new().max_rect(view), |ui| {
                let more = "Type field notes, or paste a text; # before a line makes it a heading.";
                parts::empty(ui, cx, "Nothing is written here yet", more, Some(("Write", CorrectCommand::Begin.into())));
            });
        }
        open.remember(cx, ui.ctx());
        self.open = Some(open);
        self.remember(cx);
    }

    fn chosen(&self, desk: &Desk) -> Chosen {
        let shown = self.here();
        Chosen {
            codes: self.tree.chosen().iter().copied().filter(|id| desk.corpus.code(*id).is_some()).collect(),
            framework: self.tree.framework_at(desk),
            sources: self.shelf.chosen(shown).into_iter().filter(|id| desk.corpus.source(*id).is_some()).collect(),
            folder: self.shelf.folder_at(desk),
            cases: self.shelf.case_at(desk).into_iter().collect(),
            correcting: self.corrects_now(),
            ..Chosen::default()
        }
    }

    fn status(&self, cx: &Cx) -> Vec<StatusItem> {
        status::items(cx, self.open.as_ref(), self.stops)
    }

    fn hears(&self, entry: &Entry) -> bool {
        let Command::Read(command) = &entry.command else { return true };
        let only_read = self.corrects_now() || (self.shows_originals() && *command != ReadCommand::Originals);
        if only_read && !correct::works_meanwhile(command) {
            return false;
        }
        let selected = self.open.as_ref().is_some_and(|open| !open.caret.is_empty());
        match command {
            // With a selection a letter begins the name of a code.
            ReadCommand::Next | ReadCommand::Previous => !selected && self.listens,
            ReadCommand::Palette | ReadCommand::Delete | ReadCommand::SelectAll => self.listens,
            _ => self.listens || !matches!(entry.section, Section::Caret | Section::Select),
        }
    }

    fn writes(&self) -> bool {
        self.corrects_now() && self.listens
    }

    fn keep(&mut self, cx: &Cx) {
        self.tree.keep(cx);
        if let Some(open) = &mut self.open {
            open.settle();
            if let Some(correct) = &mut open.correct {
                correct.keep_now(cx);
            }
        }
    }

    fn command(&mut self, command: &Command, cx: &Cx) -> bool {
        self.follow(cx);
        if self.correct(command, cx) {
            return true;
        }
        self.act(command, cx)
    }
}

impl Read {
    /// Gives the keys to the list that was asked for.
    fn give_focus(&mut self, ui: &Ui) {
        if let Some(id) = self.focus.take() {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
    }

    /// Opens what is to be open and reads again what has changed.
    fn follow(&mut self, cx: &Cx) {
        let Some(desk) = cx.project else {
            (self.open, self.opening) = (None, None);
            return;
        };
        self.recall(cx, desk);
        self.await_source(cx, desk);
        if let Some(open) = &mut self.open {
            open.meanwhile(cx, desk);
        }
        if let Some(open) = &mut self.open
            && !open.follow(desk, &self.show, cx.config.reading.width)
        {
            self.open = None;
        }
        if self.here().is_none() && self.problem.is_none() {
            let last = cx.config.last.get(&desk.key()).and_then(|id| SourceId::parse(id)).filter(|id| desk.corpus.source(*id).is_some());
            if let Some(source) = last.or_else(|| desk.corpus.sources().first().map(|source| source.id)) {
                self.open_source(cx, source, None);
            }
        }
        self.bring_originals(cx, desk);
    }

    /// How many codings of a source have no words, and how much else rests on words that are gone.
    fn lost(&mut self, desk: &Desk, source: SourceId) -> (usize, usize) {
        let key = (source, desk.revision(Topic::RESTING));
        let counted = self.resting.filter(|(known, _)| *known == key).map(|(_, count)| count);
        let resting = counted.unwrap_or_else(|| resting_on_nothing(&desk.corpus, source).len());
        self.resting = Some((key, resting));
        (desk.corpus.lost_of(source).len(), resting)
    }

    /// What stands between head and page: the line of a correction, or that of codings without words, and the one that finds. Gives where the page begins.
    fn lines(&mut self, ui: &mut Ui, room: Rect, cx: &Cx, open: &mut Open) -> f32 {
        let line = Rect::from_min_size(room.min, vec2(room.width(), correct::HEIGHT));
        let source = open.sheet.source;
        let lost = cx.project.map_or((0, 0), |desk| self.lost(desk, source));
        let mut top = line.bottom();
        match &mut open.correct {
            Some(correct) => correct::draw_bar(ui, line, cx, correct),
            None if lost != (0, 0) => correct::lost_line(ui, line, cx, lost),
            None => top = room.top(),
        }
        if self.find.is_open() {
            let line = Rect::from_min_size(pos2(room.left(), top), vec2(room.width(), find::HEIGHT));
            self.find.draw(ui, line, cx, open);
            if self.find.is_open() {
                return line.bottom();
            }
            self.find.leave(ui);
        }
        top
    }

    /// The page under its head.
    fn text(&mut self, ui: &mut Ui, view: Rect, cx: &Cx, open: &mut Open) {
        let Some(desk) = cx.project else { return };
        self.write(ui, cx, open);
        open.follow(desk, &self.show, cx.config.reading.width);
        self.find.follow(cx, desk, open);
        {
            let engine = &mut *cx.text.borrow_mut();
            let mut setting = open.setting(engine, &cx.config.reading);
            let voice = paint::widest(engine, open);
            open.columns = Columns::new(Rangef::new(view.left(), view.right()), setting.width, voice, open.stripes.lanes());
            setting.width = open.columns.text.span();
            open.frame = Frame { rect: view, left: open.columns.text.min };
            open.page.fit(&open.sheet, setting);
            let over = ui.rect_contains_pointer(view);
            let wheel = if over { ui.input(|input| input.smooth_scroll_delta.y) } else { 0.0 };
            if wheel != 0.0 {
                open.page.scroll(-wheel);
            }
            if let Some((at, below)) = open.reveal.take() {
                open.page.view = view.height();
                open.page.reveal(engine, &open.sheet, at, below);
            }
            open.page.settle(engine, &open.sheet, view.height());
        }
        let response = self.feel(ui, view, cx, open);
        let washes = paint::washes(&desk.corpus, cx, open, &self.show, self.pointed);
        paint::page(ui, cx, open, &washes, self.find.marks(), response.has_focus());
        open.attend(ui, cx, desk);
        paint::announce(ui, open);
        if let Some(block) = paint::gutter(ui, cx, open).map(|at| open.sheet.blocks[at]) {
            match block.turn {
                _ if open.correct.is_some() => drop(open.ask_voice(cx, desk, block.span.start)),
                Some(turn) => self.select_turn(open, turn),
                None => {}
            }
            response.request_focus();
        }
        let noted = if open.correct.is_none() && open.originals.is_none() { notes::show(ui, cx, open) } else { Vec::new() };
        if noted != open.noted {
            open.noted = noted;
            ui.ctx().request_repaint();
        }
        let pointed = stripes_paint::show(ui, cx, &desk.corpus, open, &self.show);
        if pointed.hovered != open.hovered {
            open.hovered = pointed.hovered;
            ui.ctx().request_repaint();
        }
        if let Some(coding) = pointed.clicked {
            open.chosen = Some(coding);
            response.request_focus();
        }
        bar::show(ui, cx, open);
        self.letters(ui, cx, open);
        self.show_palette(ui, cx, open, &response);
    }

    /// The text as a thing that has the focus and feels the mouse.
    fn feel(&mut self, ui: &Ui, view: Rect, cx: &Cx, open: &mut Open) -> egui::Response {
        let place = Rect::from_x_y_ranges(open.columns.text.expand(8.0), view.y_range());
        let response = ui.interact(place, text_id(), Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Document, true, &open.head.0));
        if open.pointed(ui, cx, &response) {
            open.settle();
            open.caret_moved();
            response.request_focus();
        }
        self.dropped(ui, cx, open, &response);
        let focused = ui.memory(|memory| memory.focused());
        self.listens = focused.is_none() || focused == Some(text_id());
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(text_id(), filter));
        response.on_hover_cursor(egui::CursorIcon::Text)
    }

    /// What stands where no source is.
    fn empty(&self, ui: &mut Ui, cx: &Cx) {
        if self.draw_opening(ui, cx) {
            return;
        }
        match &self.problem {
            Some(problem) => parts::empty(ui, cx, "This source cannot be shown", problem, None),
            None => {
                let import = parts::import(cx).map(|command| ("Import", command));
                parts::empty(ui, cx, "There is nothing to read yet", "Bring in transcripts, or drop them anywhere in this window.", import);
            }
        }
    }
}
