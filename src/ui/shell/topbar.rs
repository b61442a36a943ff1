//! The top bar: mark, project, tabs, the field that goes anywhere, who is coding, and whether all is saved.

use crate::text::capital;
use crate::ui::command::wanted::view_name;
use crate::ui::command::{Edit, Window};
use crate::ui::cx::Cx;
use crate::ui::fonts;
use crate::ui::icons;
use crate::ui::theme::measure;
use crate::ui::views::{ViewId, menu};
use crate::ui::widgets::{Mark, Tip, cap, disc, paint};
use egui::accesskit::Role;
use egui::{Align2, Color32, Id, Pos2, Rect, Response, Sense, Ui, WidgetInfo, pos2, vec2};

/// Whether what was done is on the disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Saved {
    /// Everything.
    #[default]
    Yes,
    /// Something is being written.
    Writing,
    /// The project is open for reading only.
    ReadOnly,
}

/// Draws the bar over `rect`; gives the mark's rectangle, under which the menu opens.
pub fn draw(ui: &mut Ui, rect: Rect, cx: &Cx, saved: Saved) -> Rect {
    let tokens = cx.tokens;
    ui.painter().rect_filled(rect, 0.0, tokens.panel);
    paint::hline(ui, ui.painter(), rect.x_range(), rect.bottom() - paint::hair(ui), tokens.line);
    let y = rect.top() + 22.0;
    let wide = rect.width() >= measure::FOLD_LEFT;
    let disc = cx.project.map(|_| pos2(rect.right() - 12.0 - state_width(ui, saved) - 48.0, y));
    let right = disc.map_or(rect.right() - 12.0, |middle| middle.x - 26.0);
    let left = rect.left() + 40.0;
    // In a very narrow window the tabs move together, as far as they must.
    let room = right - FIELD - 12.0 - (left + 7.0);
    let count = cx.views.iter().filter(|view| view.tab().is_some()).count().max(1) as f32 + 1.0;
    let each = |last: &str| (room - tabs_width(ui, cx, last, 0.0)) / (2.0 * count);
    let last = more_words(cx);
    // Where even that is not enough, the last of them is its caret alone.
    let last = if each(&last) < 1.0 { String::new() } else { last };
    let fits = each(&last);
    let pad = if fits >= WIDE_TAB { WIDE_TAB } else { fits.clamp(1.0, NARROW_TAB) };
    let tabs_wide = tabs_width(ui, cx, &last, pad);
    // The tabs stand whole at any width: the field gives way to them, then the name.
    let wanted: f32 = if wide { 251.0 } else { 170.0 };
    let field = wanted.min(right - 12.0 - (left + NAME + 19.0 + tabs_wide)).max(FIELD);
    let search = Rect::from_min_max(pos2(right - field, y - 15.0), pos2(right, y + 15.0));
    let room = search.left() - 12.0;
    // In reading order, which is the order Tab goes.
    let mark = mark(ui, pos2(rect.left() + 12.0, y - 10.0), cx);
    let after = name(ui, pos2(left, y), cx, room - 19.0 - tabs_wide - left);
    if cx.project.is_some() {
        let end = tabs(ui, after + 19.0, y, cx, pad);
        more(ui, pos2(end, y), cx, &last, pad);
    }
    anything(ui, search, cx);
    if let Some(middle) = disc {
        coder(ui, middle, cx);
        state(ui, pos2(rect.right() - 12.0, y), cx, saved);
    }
    mark
}

/// What the name has before the field gives way, and what is left of the field: its icon.
const NAME: f32 = 120.0;
const FIELD: f32 = 34.0;

/// What a tab has beside its words, where there is room, and at most where there is not.
const WIDE_TAB: f32 = 12.0;
const NARROW_TAB: f32 = 6.0;

/// How wide all tabs are together.
fn tabs_width(ui: &Ui, cx: &Cx, last: &str, pad: f32) -> f32 {
    if cx.project.is_none() {
        return 0.0;
    }
    let words = cx.views.iter().filter_map(|view| view.tab());
    let width = |words: &str| paint::whole(ui, words, paint::medium(), Color32::PLACEHOLDER).size().x + 2.0 * pad + 2.0;
    words.map(width).sum::<f32>() + width(last) + CARET
}

/// What the caret of the last tab takes.
const CARET: f32 = 16.0;

/// The views that have no tab of their own, beside the study, which the name leads to.
fn others<'a>(cx: &'a Cx) -> impl Iterator<Item = ViewId> + 'a {
    ViewId::PLACES.into_iter().filter(|view| cx.views.contains(view) && view.tab().is_none() && *view != ViewId::Study)
}

/// The words on the tab of all other views: the name of the one that shows.
fn more_words(cx: &Cx) -> String {
    let shows = others(cx).find(|view| *view == cx.view);
    shows.map_or_else(|| "More".to_owned(), |view| capital(view_name(view).trim_start_matches("the ")))
}

fn control(ui: &Ui, rect: Rect, id: &str, name: &str) -> Response {
    let response = ui.interact(rect, Id::unique(("top bar", id)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    response
}

fn mark(ui: &Ui, at: Pos2, cx: &Cx) -> Rect {
    let rect = Rect::from_min_size(at, vec2(20.0, 20.0));
    let response = control(ui, rect.expand(6.0), "mark", "Menu");
    Mark::draw(ui, rect);
    paint::focus(ui, &response, rect.expand(4.0), 8.0);
    if response.tip(cx.tip(Window::Menu)).clicked() {
        cx.push(Window::Menu);
    }
    rect
}

fn name(ui: &Ui, at: Pos2, cx: &Cx, room: f32) -> f32 {
    let Some(project) = cx.project else {
        return paint::text(ui, at, Align2::LEFT_CENTER, "Themata", paint::strong(), cx.tokens.ink).right();
    };
    if room < 24.0 {
        return at.x - 12.0;
    }
    let galley = paint::line(ui, project.name(), paint::strong(), cx.tokens.ink, room.min(260.0));
    let elided = galley.elided;
    let rect = Align2::LEFT_CENTER.anchor_size(at, galley.size());
    let response = control(ui, rect.expand2(vec2(6.0, 6.0)), "name", project.name());
    if response.hovered() || cx.view == ViewId::Study {
        ui.painter().rect_filled(rect.expand2(vec2(6.0, 5.0)), measure::RADIUS, cx.tokens.hover);
    }
    paint::place(ui, galley, at);
    paint::focus(ui, &response, rect.expand2(vec2(6.0, 5.0)), measure::RADIUS);
    let tip = cx.tip(Window::Show(ViewId::Study));
    let response = response.tip(if elided { format!("{}\n{tip}", project.name()) } else { tip });
    if response.clicked() {
        cx.push(Window::Show(ViewId::Study));
    }
    rect.right()
}

/// The tab under which all views without one hang; it is called as the one of them that shows.
fn more(ui: &Ui, Pos2 { x, y }: Pos2, cx: &Cx, words: &str, pad: f32) {
    let chosen = others(cx).any(|view| view == cx.view);
    let galley = paint::whole(ui, words, paint::medium(), if chosen { cx.tokens.ink } else { cx.tokens.ink2 });
    let rect = Rect::from_min_size(pos2(x, y - 16.0), vec2(galley.size().x + CARET + 2.0 * pad, 32.0));
    let name = if chosen { format!("More views: {}", more_words(cx)) } else { "More views".to_owned() };
    let response = control(ui, rect, "more", &name);
    if chosen {
        paint::boxed(ui, rect, measure::RADIUS + 1.0, cx.tokens.raised, cx.tokens.line);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, measure::RADIUS + 1.0, cx.tokens.hover);
    }
    let after = paint::place(ui, galley, pos2(x + pad, y)).right();
    paint::icon(ui, pos2(after + CARET / 2.0 + 2.0, y), icons::CARET_DOWN, 13.0, cx.tokens.ink2);
    paint::focus(ui, &response, rect, measure::RADIUS + 1.0);
    let response = response.tip("Reports, memos, the case table and all else that has no tab");
    menu::list(&response, cx, 280.0, |ui| others(cx).for_each(|view| menu::row(ui, cx, Window::Show(view))));
}

/// Draws the tabs; gives where the next would begin.
fn tabs(ui: &Ui, left: f32, y: f32, cx: &Cx, pad: f32) -> f32 {
    let mut x = left;
    for (view, words) in cx.views.iter().filter_map(|view| view.tab().map(|words| (*view, words))) {
        let chosen = cx.view == view;
        let ink = if chosen { cx.tokens.ink } else { cx.tokens.ink2 };
        let galley = paint::whole(ui, words, paint::medium(), ink);
        let rect = Rect::from_min_size(pos2(x, y - 16.0), vec2(galley.size().x + 2.0 * pad, 32.0));
        let response = ui.interact(rect, Id::unique(("tab", words)), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::Tab, true, chosen, words));
        if chosen {
            paint::boxed(ui, rect, measure::RADIUS + 1.0, cx.tokens.raised, cx.tokens.line);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, measure::RADIUS + 1.0, cx.tokens.hover);
        }
        paint::place(ui, galley, pos2(x + pad, y));
        paint::focus(ui, &response, rect, measure::RADIUS + 1.0);
        if response.tip(cx.tip(Window::Show(view))).clicked() {
            cx.push(Window::Show(view));
        }
        x = rect.right() + 2.0;
    }
    x
}

fn anything(ui: &Ui, rect: Rect, cx: &Cx) {
    let response = control(ui, rect, "anything", "Go to anything");
    let fill = if response.hovered() { cx.tokens.hover } else { cx.tokens.raised };
    paint::boxed(ui, rect, measure::RADIUS + 1.0, fill, cx.tokens.line);
    paint::icon(ui, pos2(rect.left() + 17.0, rect.center().y), icons::MAGNIFYING_GLASS, measure::ICON, cx.tokens.ink2);
    let room = rect.width() > 150.0;
    let end = cx.cap(Window::Palette).filter(|_| room).map_or(rect.right(), |text| cap(ui, rect.right() - 9.0, rect.center().y, &text).left());
    if rect.width() > 2.0 * FIELD {
        let words = paint::line(ui, "Go to anything", paint::body(), cx.tokens.ink3, end - rect.left() - 37.0);
        paint::place(ui, words, pos2(rect.left() + 31.0, rect.center().y));
    }
    paint::focus(ui, &response, rect, measure::RADIUS + 1.0);
    if response.tip(cx.tip(Window::Palette)).clicked() {
        cx.push(Window::Palette);
    }
}

/// What the bar says of the disk: icon and words.
fn words(saved: Saved) -> (&'static str, &'static str) {
    match saved {
        Saved::Yes => (icons::CHECK, "Saved"),
        Saved::Writing => (icons::FLOPPY_DISK, "Saving"),
        Saved::ReadOnly => (icons::LOCK, "Read only"),
    }
}

/// How wide the state is; no narrower than “Saved”, so that nothing moves while something is being written.
fn state_width(ui: &Ui, saved: Saved) -> f32 {
    let width = |words: &str| paint::whole(ui, words, paint::meta(), Color32::PLACEHOLDER).size().x;
    width("Saved").max(if saved == Saved::ReadOnly { width("Read only") } else { 0.0 })
}

fn state(ui: &Ui, right: Pos2, cx: &Cx, saved: Saved) {
    let (glyph, words) = words(saved);
    let colour = if saved == Saved::ReadOnly { cx.tokens.warn } else { cx.tokens.ink3 };
    let text = paint::text(ui, right, Align2::RIGHT_CENTER, words, paint::meta(), colour);
    paint::icon(ui, pos2(right.x - state_width(ui, saved) - 11.0, right.y), glyph, 15.0, colour);
    let response = ui.interact(text, Id::unique("saved state"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Status, true, words));
    let why = match saved {
        Saved::Yes => "Everything that was done is on the disk",
        Saved::Writing => "What was done last is being written to the disk",
        Saved::ReadOnly => cx.project.and_then(|desk| desk.read_only()).unwrap_or_default(),
    };
    response.tip(why);
}

fn coder(ui: &Ui, middle: Pos2, cx: &Cx) {
    let rect = Rect::from_center_size(middle, vec2(26.0, 26.0));
    let name = cx.config.coder.as_ref().map_or_else(
        || "Who is coding".to_owned(),
        |coder| format!("Coding as {}", if coder.name.trim().is_empty() { &coder.initials } else { &coder.name }),
    );
    let response = control(ui, rect.expand(3.0), "coder", &name);
    match &cx.config.coder {
        Some(coder) => disc(ui, middle, 13.0, &coder.initials),
        None => {
            ui.painter().circle_filled(middle, 13.0, cx.tokens.hover);
            paint::text(ui, middle, Align2::CENTER_CENTER, icons::USER, fonts::icons(15.0), cx.tokens.ink2);
        }
    }
    paint::focus(ui, &response, rect.expand(2.0), 15.0);
    let tip = cx.config.coder.as_ref().map_or_else(|| cx.tip(Edit::AskCoder), |_| name.clone());
    if response.tip(tip).clicked() {
        cx.push(Edit::AskCoder);
    }
}
