//! Small menus that hang under a button or open where something was clicked with the other button.

use crate::ui::command::{Command, Keys, table};
use crate::ui::cx::Cx;
use crate::ui::fonts::{self, Weight};
use crate::ui::icons;
use crate::ui::theme::measure;
use crate::ui::widgets::{cap, fits, lead, paint};
use egui::accesskit::Role;
use egui::{Align2, Context, Id, Popup, Response, Sense, Ui, WidgetInfo, pos2, vec2};

/// A list under a button that was pressed.
pub fn list(response: &Response, cx: &Cx, width: f32, contents: impl FnOnce(&mut Ui)) {
    fill(response, Popup::menu(response).gap(4.0), cx, width, contents);
}

/// A list where `response` was clicked with the other button.
pub fn context(response: &Response, cx: &Cx, width: f32, contents: impl FnOnce(&mut Ui)) {
    fill(response, Popup::context_menu(response), cx, width, contents);
}

fn fill(anchor: &Response, popup: Popup, cx: &Cx, width: f32, contents: impl FnOnce(&mut Ui)) {
    crate::ui::widgets::popup(anchor, popup, cx.tokens, |ui| {
        begin(ui);
        ui.set_width(width);
        ui.spacing_mut().item_spacing = vec2(6.0, 0.0);
        contents(ui);
    });
}

/// What the open menu shows keys for.
#[derive(Clone, Default)]
struct Offered {
    /// The pass in which it was drawn.
    pass: u64,
    keys: Vec<(Keys, Command)>,
}

fn offered_id() -> Id {
    Id::unique("keys of the open menu")
}

/// Begins a menu, which shows no keys yet.
pub fn begin(ui: &Ui) {
    let offered = Offered { pass: ui.ctx().cumulative_pass_nr(), keys: Vec::new() };
    ui.data_mut(|data| data.insert_temp(offered_id(), offered));
}

/// Has these keys give a command for as long as the menu that is being drawn is open.
pub fn offer(ui: &Ui, keys: impl IntoIterator<Item = Keys>, command: &Command) {
    ui.data_mut(|data| data.get_temp_mut_or_default::<Offered>(offered_id()).keys.extend(keys.into_iter().map(|keys| (keys, command.clone()))));
}

/// The keys that the open menu shows, and what each gives.
pub fn offered(ctx: &Context) -> Vec<(Keys, Command)> {
    let pass = ctx.cumulative_pass_nr();
    let offered = ctx.data(|data| data.get_temp::<Offered>(offered_id()));
    let mut keys: Vec<(Keys, Command)> = offered.filter(|offered| offered.pass + 2 >= pass).map(|offered| offered.keys).unwrap_or_default();
    // A menu is walked by these itself, whatever else they do in the view behind it.
    keys.retain(|(keys, _)| !walks(keys));
    // What stands at two rows means neither.
    let all = keys.clone();
    keys.retain(|(keys, command)| !all.iter().any(|(other, meant)| other == keys && meant != command));
    keys
}

/// Whether a menu is walked by these keys.
fn walks(keys: &Keys) -> bool {
    use egui::Key::{ArrowDown, ArrowLeft, ArrowRight, ArrowUp, Backspace, End, Enter, Escape, Home, PageDown, PageUp, Space, Tab};
    let walking = [ArrowDown, ArrowLeft, ArrowRight, ArrowUp, Backspace, End, Enter, Escape, Home, PageDown, PageUp, Space, Tab];
    !keys.ctrl && !keys.alt && walking.contains(&keys.key)
}

/// A head between entries; without words, a line.
pub fn head(ui: &mut Ui, cx: &Cx, words: &str) {
    if words.is_empty() {
        ui.add_space(5.0);
        paint::hline(ui, ui.painter(), ui.max_rect().x_range(), ui.cursor().top(), cx.tokens.line_soft);
        ui.add_space(5.0);
        return;
    }
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
    let font = fonts::text(Weight::Semibold, 11.0);
    paint::text(ui, pos2(rect.left() + 8.0, rect.center().y + 2.0), Align2::LEFT_CENTER, &words.to_uppercase(), font, cx.tokens.ink3);
}

/// One choice of several; says whether it was taken.
pub fn choice(ui: &mut Ui, cx: &Cx, words: &str, on: bool) -> bool {
    if !fits(ui, words) {
        return false;
    }
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::MenuItemRadio, true, on, words));
    lead(&response);
    ground(ui, cx, &response);
    if on {
        paint::icon(ui, pos2(rect.left() + 14.0, rect.center().y), icons::CHECK, 14.0, cx.tokens.accent);
    }
    paint::place(ui, paint::line(ui, words, paint::body(), cx.tokens.ink, rect.width() - 36.0), pos2(rect.left() + 28.0, rect.center().y));
    if response.clicked() {
        ui.close();
    }
    response.clicked()
}

/// One thing to do, with its key; says whether it was taken, and closes the list.
pub fn entry(ui: &mut Ui, cx: &Cx, words: &str, key: Option<&str>) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, true, words));
    ground(ui, cx, &response);
    let right = key.map_or(rect.right() - 8.0, |key| cap(ui, rect.right() - 8.0, rect.center().y, key).left() - 6.0);
    paint::place(ui, paint::line(ui, words, paint::body(), cx.tokens.ink, right - rect.left() - 10.0), pos2(rect.left() + 10.0, rect.center().y));
    if response.clicked() {
        ui.close();
    }
    response.clicked()
}

/// The row of a command in the table, with its words, key and tooltip, where it can be given now.
pub fn row(ui: &mut Ui, cx: &Cx, command: impl Into<Command>) {
    let command = command.into();
    row_for(ui, cx, command.clone(), command);
}

/// The same row, which says itself what it is about: `then` is given.
pub fn row_for(ui: &mut Ui, cx: &Cx, command: impl Into<Command>, then: Command) {
    let Some(row) = table::entry(&command.into()).filter(|row| cx.enabled(row) && cx.exists(row)) else { return };
    offer(ui, cx.keys.keys(row), &then);
    if entry(ui, cx, row.label, cx.keys.cap(row).as_deref()) {
        cx.push(then);
    }
}

fn ground(ui: &Ui, cx: &Cx, response: &Response) {
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(response.rect, measure::RADIUS, cx.tokens.hover);
    }
}
