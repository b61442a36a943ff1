//! The bar over the grid: what the rows and columns are, what is left out, how far the chart is, and its export.

use super::ChartView;
use super::choice::{Part, RowsOf, rows_of_name};
use super::menus::{columns, linked, readings, rows};
use crate::model::FrameworkId;
use crate::ui::command::ChartCommand;
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::icons;
use crate::ui::views::parts;
use crate::ui::views::themes::menu::{Item, menu};
use crate::ui::views::themes::{Axis, By, ways};
use crate::ui::widgets::{Button, Field, Tip, paint};
use egui::accesskit::Role;
use egui::{Id, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

/// At the sides of the bar, and above and below its first row.
const SIDE: f32 = 14.0;
const ROW: f32 = 44.0;

/// Draws the bar at the top of the page.
pub fn draw(view: &mut ChartView, ui: &mut Ui, cx: &Cx, desk: &Desk) {
    let page = ui.max_rect();
    let right = exports(view, ui, cx, Rect::from_min_max(page.min, pos2(page.right() - SIDE, page.top() + ROW)));
    let place = Rect::from_min_max(pos2(page.left() + SIDE, page.top() + 10.0), pos2(right - 10.0, page.top() + 10.0 + 24.0));
    let lower = parts::chips(ui, "chart choices", place, |ui| {
        word(ui, cx, "Rows");
        rows_chip(view, ui, cx, desk);
        word(ui, cx, "Columns");
        columns_chip(view, ui, cx, desk);
        filter_chip(view, ui, cx, desk);
        through_chip(view, ui, cx, desk);
        let words = view.choice.as_ref().map_or_else(String::new, |choice| choice.words.clone());
        let mut wanted = words.clone();
        let (_, place) = ui.allocate_space(vec2(118.0, 24.0));
        let field = Field::new(&mut wanted, "Only codes with these letters").hint("Filter codes").font(paint::meta());
        field.id(Id::unique("chart code filter")).narrows(super::grid_id()).show_in(ui, place);
        if wanted != words {
            view.change(cx, |choice| choice.words = wanted);
        }
    });
    let bottom = lower + 10.0;
    ui.add_space(bottom - ui.cursor().top());
}

fn word(ui: &mut Ui, cx: &Cx, words: &str) {
    let galley = paint::whole(ui, words, paint::body(), cx.tokens.ink3);
    let (rect, _) = ui.allocate_exact_size(vec2(galley.size().x + 2.0, 24.0), Sense::hover());
    paint::place(ui, galley, rect.left_center());
}

/// How far the chart is, and the button that brings it out; gives their left edge.
fn exports(view: &ChartView, ui: &mut Ui, cx: &Cx, place: Rect) -> f32 {
    let shown = parts::from_right(ui, "chart exports", place, |ui| {
        let wide = place.width() > 620.0;
        let label = if wide { "Excel, Word" } else { "" };
        let export = Button::new(label).name("Export the chart").icon(icons::EXPORT).tip(cx.tip(ChartCommand::Export)).show(ui);
        if export.clicked() {
            cx.push(ChartCommand::Export);
        }
        let Some(charted) = view.sheet.last().map(|sheet| sheet.charted) else { return export.rect };
        let words = crate::text::capital(&charted.said());
        let galley = paint::whole(ui, &words, paint::body(), cx.tokens.ink3);
        let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
        paint::place(ui, galley, rect.left_center());
        let count = |number: usize| crate::ui::format::count(number as i64);
        let more = format!("{} of {} cells with passages or words are charted", count(charted.settled), count(charted.due));
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{words}: {more}")));
        response.tip(more);
        rect
    });
    shown.left()
}

fn rows_chip(view: &mut ChartView, ui: &mut Ui, cx: &Cx, desk: &Desk) {
    let Some(choice) = view.choice.clone() else { return };
    let name = choice.rows_name(&desk.corpus);
    let chip = Button::chip(&name).name(&format!("Rows: {name}")).caret().selected(true).tip(cx.tip(ChartCommand::AskRows)).show(ui);
    let (of, by): (Vec<RowsOf>, Vec<(By, String)>) = (rows(&desk.corpus), ways(&desk.corpus));
    let mut items: Vec<Item> = of.iter().map(|of| Item::new(rows_of_name(&desk.corpus, *of), *of == choice.of)).collect();
    items.extend(by.iter().enumerate().map(|(n, (by, words))| {
        let words = if *by == By::Nothing { "Not grouped".into() } else { format!("By {}", words.to_lowercase()) };
        let item = Item::new(words, *by == choice.by);
        if n == 0 { item.apart() } else { item }
    }));
    match menu(cx, &chip, "Rows", false, &items) {
        Some(at) if at < of.len() => view.change(cx, |choice| choice.of = of[at]),
        Some(at) => view.change(cx, |choice| choice.by = by[at - of.len()].0),
        None => {}
    }
}

fn columns_chip(view: &ChartView, ui: &mut Ui, cx: &Cx, desk: &Desk) {
    let Some(choice) = view.choice.as_ref() else { return };
    let name = choice.columns_name(&desk.corpus, view.chart().map_or(0, |chart| chart.codes.len()));
    let chip = Button::chip(&name).name(&format!("Columns: {name}")).caret().selected(true).tip(cx.tip(ChartCommand::AskColumns)).show(ui);
    let all = columns(&desk.corpus);
    let is_on = |(_, framework, part): &(String, FrameworkId, Part)| choice.framework == Some(*framework) && choice.part == *part;
    let mut items: Vec<Item> = all.iter().map(|one| Item::new(&one.0, is_on(one))).collect();
    items.push(Item::new("A branch…", matches!(choice.part, Part::Branch(_))).apart());
    if let Some(at) = menu(cx, &chip, "Columns", false, &items) {
        cx.push(all.get(at).map_or(ChartCommand::AskBranch, |(_, framework, part)| ChartCommand::Columns(*framework, *part)));
    }
}

/// What is read as the framework of the columns, where something can be.
fn through_chip(view: &mut ChartView, ui: &mut Ui, cx: &Cx, desk: &Desk) {
    let linked = linked(view, &desk.corpus);
    if linked.is_empty() {
        return;
    }
    if let Some(through) = readings(view, &desk.corpus, &linked).chip(ui, cx) {
        view.change(cx, |choice| choice.through = through);
    }
}

/// What rows and columns are left out.
fn filter_chip(view: &mut ChartView, ui: &mut Ui, cx: &Cx, desk: &Desk) {
    let Some(choice) = view.choice.clone() else { return };
    let on = choice.used || !choice.only.is_empty();
    let chip = Button::chip("Filter").icon(icons::FUNNEL_SIMPLE).selected(on).tip(cx.tip(ChartCommand::AskOnly)).show(ui);
    let mut items = vec![Item::new("Only codes in use", choice.used)];
    let mut does = vec![ChartCommand::Used];
    for axis in Axis::ALL.into_iter().filter(|axis| axis.grouping(&desk.corpus).is_some()) {
        let all = Item::new(format!("All {}", axis.many()), choice.only.of(axis).is_empty()).apart();
        items.push(all);
        does.push(ChartCommand::Only(axis, None));
        let known = view.making.last().and_then(|made| made.values.iter().find(|(of, _)| *of == axis));
        for value in known.map_or(&[][..], |(_, values)| values) {
            items.push(Item::new(value, choice.only.of(axis).contains(value)));
            does.push(ChartCommand::Only(axis, Some(value.clone())));
        }
    }
    if let Some(at) = menu(cx, &chip, "Filter", true, &items) {
        cx.push(does[at].clone());
    }
    if choice.is_filtered() && Button::chip("Show all").icon(icons::X).tip("Take every filter off").show(ui).clicked() {
        view.change(cx, |choice| *choice = choice.unfiltered());
    }
}

impl ChartView {
    /// Says what would stand here, and what brings it about.
    pub(super) fn nothing(&mut self, ui: &mut Ui, cx: &Cx, desk: &Desk) {
        let corpus = &desk.corpus;
        if corpus.sources().is_empty() {
            let import = parts::import(cx).map(|command| ("Import", command));
            return parts::empty(ui, cx, "Nothing to chart yet", "Bring in transcripts, or drop them anywhere in this window.", import);
        }
        if corpus.codes().is_empty() {
            let more = "The columns of the chart are codes. Make some, or bring in a framework.";
            return parts::empty(ui, cx, "No codes yet", more, Some(("New framework…", crate::ui::command::CodeCommand::AskFramework.into())));
        }
        let filtered = self.choice.as_ref().is_some_and(super::Choice::is_filtered);
        if filtered {
            draw(self, ui, cx, desk);
            let show = crate::ui::command::Window::ShowAll;
            return parts::empty(ui, cx, "Everything is left out", "No row or no code passes the filters.", Some(("Show all", show.into())));
        }
        let bare = self.chart().is_some_and(|chart| chart.codes.is_empty());
        draw(self, ui, cx, desk);
        match bare {
            true => parts::empty(ui, cx, "This framework has no codes", "Choose another one above, or make codes in it in Read.", None),
            false => parts::empty(ui, cx, "There are no rows", "There is no case of this kind yet. Choose other rows above, or make cases.", None),
        }
    }
}
