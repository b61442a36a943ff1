//! The study: the dashboard of the open project, behind a click on its name.

mod cards;
mod data;
mod table;

use super::frameworks::Due;
use super::{StatusItem, View, ViewId, parts};
use crate::model::{FrameworkId, SourceId};
use crate::project::Topic;
use crate::ui::cached::Cached;
use crate::ui::command::{Study, Target, Window};
use crate::ui::cx::Cx;
use crate::ui::fonts::{self, Weight};
use crate::ui::icons;
use crate::ui::widgets::{Button, Tip, paint};
use data::Page;
use egui::accesskit::Role;
use egui::{Align, Id, Layout, Rect, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// What the page tells of beside the passages.
const TOPICS: &[Topic] = &[Topic::Memos, Topic::Progress];

/// The margin around the page, between cards, and the widest it gets.
const MARGIN: f32 = 28.0;
const GAP: f32 = 17.0;
const WIDEST: f32 = 1440.0;
/// The height of the page's head.
const HEAD: f32 = 67.0;
/// Narrower, the buttons stand under the name, in a line of their own.
const NARROW: f32 = 860.0;
const LINE: f32 = 38.0;
/// The room below the cards.
const BOTTOM: f32 = 21.0;

/// The dashboard.
#[derive(Default)]
pub struct StudyView {
    page: Cached<(u64, Option<String>, Option<SourceId>, Vec<(FrameworkId, usize)>), Page>,
    due: Due,
}

impl View for StudyView {
    fn id(&self) -> ViewId {
        ViewId::Study
    }

    fn centre(&mut self, ui: &mut Ui, cx: &Cx) {
        let Some(desk) = cx.project else { return };
        let coder = cx.config.coder.as_ref().map(|coder| coder.initials.clone());
        let opened = cx.config.last.get(&desk.key()).and_then(|id| SourceId::parse(id));
        let due = self.due.follow(cx, desk).to_vec();
        let key = (desk.revision(Topic::PASSAGES) + desk.revision(TOPICS), coder.clone(), opened, due.clone());
        let page = self.page.get(key, |_| Page::new(desk, coder.as_deref(), opened, &due));
        let width = (ui.max_rect().width()).min(WIDEST);
        let inset = ((ui.max_rect().width() - width) / 2.0).floor();
        let height = ui.max_rect().height();
        if desk.corpus.sources().is_empty() {
            head(ui, cx, page, inset, width);
            let command = parts::import(cx).map(|command| ("Import transcripts", command));
            return parts::empty(ui, cx, "No transcripts yet", "Import some, or drop files and folders anywhere in this window.", command);
        }
        ScrollArea::vertical().id_salt("study").auto_shrink([false, false]).show(ui, |ui| {
            head(ui, cx, page, inset, width);
            cards(ui, cx, page, inset, width, height);
        });
    }

    fn status(&self, cx: &Cx) -> Vec<StatusItem> {
        let Some(desk) = cx.project else { return Vec::new() };
        let file = desk.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut items = vec![StatusItem::new(file), StatusItem::new(desk.summary())];
        let backups = desk.backups_in_short();
        items.extend((!backups.is_empty()).then(|| StatusItem::new(backups).command(Study::Settings)));
        items.push(StatusItem::new("Project settings").command(Study::Settings));
        items
    }
}

/// The project's name, what it holds, and the three things to do.
fn head(ui: &mut Ui, cx: &Cx, page: &Page, inset: f32, width: f32) {
    let Some(desk) = cx.project else { return };
    let top = ui.cursor().top();
    let below = if width < NARROW { LINE } else { 0.0 };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD + below), Sense::hover());
    let y = rect.top() + 36.0;
    let right = rect.left() + inset + width - MARGIN;
    let buttons = Rect::from_min_max(pos2(rect.left() + inset + MARGIN, y + below - 14.0), pos2(right, y + below + 14.0));
    let edge = ui
        .scope_builder(UiBuilder::new().max_rect(buttons).layout(Layout::right_to_left(Align::Center)), |ui| {
            ui.spacing_mut().item_spacing.x = 7.0;
            actions(ui, cx, page);
            ui.min_rect().left()
        })
        .inner;
    let edge = if below > 0.0 { right + 24.0 } else { edge };
    let left = rect.left() + inset + MARGIN;
    let title = paint::line(ui, desk.name(), fonts::text(Weight::Semibold, 22.0), cx.tokens.ink, edge - left - 24.0);
    let placed = paint::place(ui, title, pos2(left, y));
    ui.interact(placed, Id::unique("study title"), Sense::hover()).widget_info(|| WidgetInfo::labeled(Role::Heading, true, desk.name()));
    let galley = paint::line(ui, &page.holdings, paint::body(), cx.tokens.ink3, edge - placed.right() - 28.0);
    let cut = galley.elided;
    let line = paint::place(ui, galley, pos2(placed.right() + 12.0, y + 1.0));
    let response = ui.interact(line, Id::unique("study holdings"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &page.holdings));
    if cut {
        response.tip(&page.holdings);
    }
    // The buttons moved the cursor to their own lower edge.
    ui.add_space(top + HEAD + below - ui.cursor().top());
}

/// From the right: go on reading, import, the methods table.
fn actions(ui: &mut Ui, cx: &Cx, page: &Page) {
    if let Some((source, name, before)) = page.next.as_ref().filter(|_| cx.views.contains(&ViewId::Read)) {
        let short = parts::chip_name(name, 32);
        let words = if *before { format!("Go on reading: {short}") } else { format!("Begin reading: {short}") };
        if Button::primary(&words).icon(icons::PLAY).tip("Open the source where you left it").show(ui).clicked() {
            cx.push(Window::Go(Target::Source(*source)));
        }
    }
    if let Some(import) = parts::import(cx)
        && Button::new("Import").icon(icons::PLUS).tip(cx.tip(import.clone())).show(ui).clicked()
    {
        cx.push(import);
    }
    if page.has_people() && Button::new("Methods table").icon(icons::EXPORT).tip(cx.tip(Study::ExportTable)).show(ui).clicked() {
        cx.push(Study::ExportTable);
    }
}

/// The cards: the table over progress and coders at the left, what happened at the right; one column where the window is narrow.
fn cards(ui: &mut Ui, cx: &Cx, page: &Page, inset: f32, width: f32, height: f32) {
    let origin = pos2(ui.max_rect().left() + inset + MARGIN, ui.cursor().top());
    let whole = width - 2.0 * MARGIN;
    let beside = whole >= 980.0;
    let side = if beside { (whole * 0.331).min(460.0) } else { whole };
    let main = if beside { whole - side - 23.0 } else { whole };
    let table = Rect::from_min_size(origin, vec2(main, table::height(page)));
    table::draw(ui, cx, page, table);
    let half = (main - GAP) / 2.0;
    let lower = cards::height(page);
    let top = table.bottom() + GAP;
    cards::progress(ui, cx, page, Rect::from_min_size(pos2(origin.x, top), vec2(half, lower)));
    cards::coders(ui, cx, page, Rect::from_min_size(pos2(origin.x + half + GAP, top), vec2(half, lower)));
    let main_bottom = top + lower;
    let fill = origin.y + height - HEAD - BOTTOM;
    let side_rect = if beside {
        // As high as the window where there is enough to tell, and never shorter than the cards beside it.
        let bottom = fill.min(origin.y + cards::side_full(page)).max(main_bottom);
        Rect::from_min_max(pos2(origin.x + main + 23.0, origin.y), pos2(origin.x + whole, bottom))
    } else {
        Rect::from_min_size(pos2(origin.x, main_bottom + GAP), vec2(whole, cards::side_full(page).min(420.0)))
    };
    cards::side(ui, cx, page, side_rect);
    let bottom = main_bottom.max(side_rect.bottom()) + BOTTOM;
    // What was drawn in places of its own moved the cursor there.
    ui.add_space(bottom - ui.cursor().top());
}
