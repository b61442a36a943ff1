//! Beside the chart: the cell at the keys, whose words are written here, and the passages under it.

use super::ChartView;
use super::cards::{self, Carried};
use super::cell::Card;
use super::data::Line;
use super::edit::{self, field_id};
use crate::model::{CellStatus, Coder, Passage, named_passages};
use crate::ui::command::ChartCommand;
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::fonts::{self, Weight};
use crate::ui::format::{counted, listed, when};
use crate::ui::icons;
use crate::ui::keeping::RESCUED;
use crate::ui::text::{Family, LabelStyle, PassageStyle, label};
use crate::ui::theme::measure;
use crate::ui::views::themes::menu::{Item, menu};
use crate::ui::widgets::{Button, Highlight, Tip, paint, prose, wrapped};
use egui::accesskit::Role;
use egui::{Frame, Id, Margin, Rect, Response, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, vec2};

const SIDE: i8 = 12;

/// Draws the column.
pub fn draw(view: &mut ChartView, ui: &mut Ui, cx: &Cx) {
    let Some(desk) = cx.project else { return };
    let Some((row, column)) = view.place() else { return no_cell(view, ui, cx) };
    let writable = desk.read_only().is_none();
    let page = ui.max_rect();
    Frame::new().inner_margin(Margin { left: SIDE, right: SIDE, top: 14, bottom: 0 }).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        head(view, ui, cx, desk, (row, column));
        ui.add_space(10.0);
        words(view, ui, cx, desk, (row, column), page.height() * 0.4);
        ui.add_space(6.0);
    });
    let shown: Vec<(u32, Passage)> = match (&view.editor, view.making.last()) {
        (Some(editor), _) => editor.evidence.clone(),
        (None, Some(made)) => made.draft(&desk.corpus, row, column).map(|draft| draft.evidence).unwrap_or_default(),
        (None, None) => Vec::new(),
    };
    if let Some(cell) = view.cell() {
        let place = Rect::from_min_max(ui.cursor().min, page.max);
        let linked = |card: &Card| shown.iter().find(|(_, known)| *known == card.passage).map(|(number, _)| *number);
        let showing = cards::Showing { writable, whole: &view.whole, linked: &linked };
        view.long = ui.scope_builder(UiBuilder::new().max_rect(place), |ui| cards::draw(ui, cx, &desk.corpus, (cell, &showing))).inner;
    } else if let Some(why) = view.reading.trouble() {
        Frame::new().inner_margin(Margin::symmetric(SIDE, 8)).show(ui, |ui| wrapped(ui, why, paint::meta(), cx.tokens.danger, 18.0));
    }
}

/// At the head of a group, and before there is a chart.
fn no_cell(view: &ChartView, ui: &mut Ui, cx: &Cx) {
    let group = view.sheet.last().zip(view.chart()).and_then(|(sheet, chart)| match sheet.lines.get(view.cursor.0)? {
        Line::Group(at) => chart.groups.get(*at),
        Line::Row(_) => None,
    });
    let Some(group) = group else { return };
    Frame::new().inner_margin(Margin { left: SIDE, right: SIDE, top: 14, bottom: 0 }).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        wrapped(ui, &group.label, fonts::text(Weight::Semibold, 18.0), cx.tokens.ink, 26.0);
        wrapped(ui, &group.size(), paint::meta(), cx.tokens.ink3, 18.0);
        ui.add_space(8.0);
        wrapped(ui, "Enter folds or unfolds it, as Left and Right do. The row below is the group’s own.", paint::meta(), cx.tokens.ink3, 18.0);
    });
}

/// Whose cell it is, of which code, how far it is and who wrote it.
fn head(view: &mut ChartView, ui: &mut Ui, cx: &Cx, desk: &Desk, (row, column): (usize, usize)) {
    let Some(made) = view.making.last() else { return };
    let (head, corpus) = (&made.chart.rows[row], &desk.corpus);
    let cell = made.chart.view(corpus, row, column);
    let named = made.whole_name(head);
    let detail = made.detail(head);
    let parts = [named.as_ref(), detail.as_str()];
    let line = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    wrapped(ui, &line, paint::meta(), cx.tokens.ink2, 18.0);
    ui.add_space(2.0);
    let code = corpus.code(made.chart.codes[column]);
    let style = PassageStyle::new(Family::Sans, 18.0, 25.0).weight(crate::ui::text::Weight::Semibold);
    let name = code.map_or("", |code| code.name.as_str());
    label(ui, &mut cx.text.borrow_mut(), name, &LabelStyle { rows: 2, ..LabelStyle::wrapped(style, cx.tokens.ink) });
    ui.add_space(6.0);
    let (status, changed) = (cell.status, cell.changed);
    let who = cell.cell.filter(|kept| !kept.summary.is_empty()).map(|kept| {
        let when = when(kept.at);
        let several = view.cell().map(|cell| cell.writers.as_slice()).filter(|writers| writers.len() > 1 && writers.contains(&kept.coder));
        let coders = || several.unwrap_or(std::slice::from_ref(&kept.coder)).iter().filter_map(|id| corpus.coder(*id));
        let said = |of: fn(&Coder) -> &str| listed(&coders().map(of).collect::<Vec<_>>());
        let agreed = || view.cell().filter(|_| cell.status == CellStatus::Agreed).map_or(&[][..], |cell| cell.agreed.as_slice()).iter();
        let told = |of: fn(&Coder) -> &str| {
            let who = listed(&agreed().filter_map(|id| corpus.coder(*id)).map(of).collect::<Vec<_>>());
            if who.is_empty() { String::new() } else { format!(", agreed by {who}") }
        };
        let (words, name) = (said(|coder| &coder.initials), said(Coder::called));
        (format!("{words}, {when}{}", told(|coder| &coder.initials)), format!("{name}{}", told(Coder::called)))
    });
    let versions = view.cell().map_or(0, |cell| cell.past.len());
    let height = ui.spacing().interact_size.y;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        ui.spacing_mut().interact_size.y = height.min(24.0);
        ui.horizontal_wrapped(|ui| {
            status_chip(ui, cx, desk, status);
            if let Some((words, name)) = &who {
                badge(ui, cx, words, None, cx.tokens.ink2).tip(format!("Written by {name}"));
            }
            let name = counted(versions, "version");
            let old = Button::chip(&name).icon(icons::CLOCK_COUNTER_CLOCKWISE).tip(cx.tip(ChartCommand::AskBack));
            if versions > 1 && old.show(ui).clicked() {
                cx.push(ChartCommand::AskBack);
            }
            if changed {
                badge(ui, cx, "Coding changed", Some(icons::WARNING_CIRCLE), cx.tokens.warn)
                    .tip("What is coded under it is not what it was when the cell was written");
            }
        });
    });
}

fn status_chip(ui: &mut Ui, cx: &Cx, desk: &Desk, status: CellStatus) {
    let name = crate::text::capital(status.name());
    let icon = match status {
        CellStatus::Agreed => icons::CHECK_CIRCLE,
        CellStatus::Draft => icons::CIRCLE_HALF,
        CellStatus::NoData => icons::MINUS,
        CellStatus::NotCharted => icons::CIRCLE,
    };
    let spoken = format!("Status: {name}");
    let chip = Button::chip(&name).name(&spoken).icon(icon).caret().selected(status == CellStatus::Agreed);
    let chip = chip.enabled(desk.read_only().is_none()).tip("How far the cell is").show(ui);
    let all = [CellStatus::Draft, CellStatus::Agreed, CellStatus::NoData, CellStatus::NotCharted];
    let items: Vec<Item> = all.iter().map(|other| Item::new(crate::text::capital(other.name()), *other == status)).collect();
    if let Some(at) = menu(cx, &chip, "Status", false, &items) {
        cx.push(ChartCommand::Status(all[at]));
    }
}

/// Words in a small box.
fn badge(ui: &mut Ui, cx: &Cx, words: &str, icon: Option<&str>, ink: egui::Color32) -> Response {
    let galley = paint::whole(ui, words, paint::meta(), ink);
    let lead = if icon.is_some() { 18.0 } else { 0.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 18.0 + lead, measure::CHIP), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    paint::boxed(ui, rect, measure::RADIUS, cx.tokens.raised, cx.tokens.line);
    if let Some(glyph) = icon {
        paint::icon(ui, rect.left_center() + vec2(16.0, 0.0), glyph, 14.0, ink);
    }
    paint::place(ui, galley, rect.left_center() + vec2(9.0 + lead, 0.0));
    response
}

/// The words of the cell: to be read, or a field while they are written.
fn words(view: &mut ChartView, ui: &mut Ui, cx: &Cx, desk: &Desk, place: (usize, usize), most: f32) {
    let width = ui.available_width();
    let top = ui.cursor().min;
    let ended = view.editor.is_some() && edit::keys(view, ui, cx);
    let scroll = ScrollArea::vertical().id_salt("words of the cell").max_height(most).auto_shrink([false, true]);
    if let Some(editor) = view.editor.as_mut().filter(|_| !ended) {
        let marks = named_passages(&editor.text).into_iter().filter(|(_, number)| editor.evidence.iter().any(|(known, _)| known == number));
        let marks: Vec<Highlight> = marks.map(|(span, _)| Highlight { span, colour: cx.tokens.accent_wash, under: false }).collect();
        let hint = "What the passages below come to";
        if editor.rescued {
            wrapped(ui, RESCUED, paint::meta(), cx.tokens.warn, 18.0);
        }
        scroll.show(ui, |ui| prose(ui, field_id(), &mut editor.text, "Words of the cell", hint, 4, &marks));
        editor.opened(ui);
        editor.keep(ui, cx);
    } else {
        read(view, ui, cx, desk, place, scroll);
    }
    let rect = Rect::from_min_max(top, ui.cursor().min + vec2(width, 0.0));
    drop_on(ui, cx, rect);
}

fn read(view: &mut ChartView, ui: &mut Ui, cx: &Cx, desk: &Desk, (row, column): (usize, usize), scroll: ScrollArea) {
    let Some(made) = view.making.last() else { return };
    let cell = made.chart.view(&desk.corpus, row, column);
    let text = cell.words().to_owned();
    let inside = scroll.show(ui, |ui| {
        let frame = Frame::new().fill(cx.tokens.raised).stroke(Stroke::new(paint::hair(ui), cx.tokens.line)).corner_radius(measure::RADIUS);
        let shown = frame.inner_margin(Margin::symmetric(10, 7)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.set_min_height(2.0 * 22.0);
            if text.is_empty() {
                let hint = cx.keyed(ChartCommand::Edit, "writes here").unwrap_or_default();
                let words = if desk.read_only().is_some() { cell.said() } else { format!("{}. {hint}.", cell.said()) };
                wrapped(ui, &words, paint::body(), cx.tokens.ink3, 20.0);
                return;
            }
            let style = PassageStyle::new(Family::Serif, 15.0, 22.0);
            for line in text.lines() {
                label(ui, &mut cx.text.borrow_mut(), line, &LabelStyle::wrapped(style, cx.tokens.ink));
            }
        });
        shown.response.rect
    });
    let rect = inside.inner.intersect(inside.inner_rect);
    let response = ui.interact(rect, Id::unique("chart cell words"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Write in the cell"));
    paint::focus(ui, &response, rect, measure::RADIUS);
    if response.clicked() {
        edit::begin(view, cx, None);
    }
}

/// A passage that is let go of over the words is quoted in them.
fn drop_on(ui: &Ui, cx: &Cx, rect: Rect) {
    let response = ui.interact(rect, Id::unique("chart cell drop"), Sense::hover());
    if response.dnd_hover_payload::<Carried>().is_some() {
        ui.painter().rect_stroke(rect, measure::RADIUS, Stroke::new(cx.tokens.focus, cx.tokens.accent), StrokeKind::Outside);
    }
    if let Some(carried) = response.dnd_release_payload::<Carried>() {
        cx.push(ChartCommand::Quote(carried.0));
    }
}
