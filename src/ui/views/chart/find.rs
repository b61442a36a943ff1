//! Finding words in the cells: a field over the grid, and the way from one cell that has them to the next.

use super::{ChartView, grid_id};
use crate::model::Span;
use crate::ui::command::{ChartCommand, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::format::count;
use crate::ui::icons;
use crate::ui::widgets::{Field, icon_button, paint, select_all};
use egui::{Align, Event, Id, Key, Layout, Rect, Sense, Ui, UiBuilder, pos2, vec2};

const HEIGHT: f32 = 40.0;

/// What is sought.
#[derive(Default)]
pub struct Find {
    open: bool,
    words: String,
    /// Whether the field is to get the keys.
    fresh: bool,
    /// The cells that have them, row by row, and of which words, chart and state.
    found: Option<((String, u64, u64), Vec<(usize, usize)>)>,
}

impl Find {
    /// Opens the field, or gives it the keys again.
    pub fn open(&mut self) {
        (self.open, self.fresh) = (true, true);
    }

    /// Where the words sought stand in those of a cell, in scalar values.
    pub fn spans(&self, text: &str) -> Vec<Span> {
        let wanted: Vec<char> = self.words.trim().chars().flat_map(char::to_lowercase).collect();
        if !self.open || wanted.is_empty() {
            return Vec::new();
        }
        // Letters whose lower case is longer are rare, and never found in the wrong place.
        let letters: Vec<char> = text.chars().map(|letter| letter.to_lowercase().next().unwrap_or(letter)).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at + wanted.len() <= letters.len() {
            if letters[at..at + wanted.len()] == wanted[..] {
                found.push(Span::new(at as u32, (at + wanted.len()) as u32));
                at += wanted.len();
            } else {
                at += 1;
            }
        }
        found
    }
}

fn field_id() -> Id {
    Id::unique("chart find field")
}

/// Looks for the words where they, the chart or the cells are others than they were.
fn look(view: &mut ChartView, desk: &Desk) {
    let Some(made) = view.making.last() else { return };
    let key = (view.find.words.trim().to_lowercase(), made.edition, desk.revision(&[crate::project::Topic::Chart]));
    if view.find.found.as_ref().is_some_and(|(known, _)| *known == key) {
        return;
    }
    let (mut found, mut known) = (Vec::new(), std::collections::HashSet::new());
    if !key.0.is_empty() {
        // A row that stands in several groups has the same cells in each.
        for (row, head) in made.chart.rows.iter().enumerate().filter(|(_, head)| known.insert(&head.key)) {
            let has =
                |code: &crate::model::CodeId| desk.corpus.cell(&head.key, *code).is_some_and(|cell| cell.summary.to_lowercase().contains(&key.0));
            found.extend(made.chart.codes.iter().enumerate().filter(|(_, code)| has(code)).map(|(column, _)| (row, column)));
        }
    }
    view.find.found = Some((key, found));
}

/// Goes to the next cell that has the words, or the one before.
pub fn step(view: &mut ChartView, cx: &Cx, desk: &Desk, on: bool) {
    if view.find.words.trim().is_empty() {
        view.find.open();
        return;
    }
    view.find.open = true;
    look(view, desk);
    let now = view.place();
    let Some((_, found)) = &view.find.found else { return };
    let to = match (on, now) {
        (true, Some(now)) => found.iter().find(|cell| **cell > now).or(found.first()),
        (false, Some(now)) => found.iter().rev().find(|cell| **cell < now).or(found.last()),
        (true, None) => found.first(),
        (false, None) => found.last(),
    };
    match to.copied() {
        Some(cell) if Some(cell) == now => cx.push(Window::Say("No other cell has these words")),
        Some((row, column)) => view.go_to(cx, desk, row, column),
        None => cx.push(Window::Say("No cell has these words")),
    }
}

/// Draws the field, if it is open.
pub fn draw(view: &mut ChartView, ui: &mut Ui, cx: &Cx, desk: &Desk) {
    if !view.find.open {
        return;
    }
    look(view, desk);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    let inner = Rect::from_min_max(pos2(rect.left() + 14.0, rect.top()), pos2(rect.right() - 14.0, rect.bottom()));
    let (mut to, mut shut) = (None, false);
    // Shift tells which way before the field has the key.
    let has = ui.memory(|memory| memory.has_focus(field_id()));
    if has {
        let way = |event: &Event| match event {
            Event::Key { key: Key::Enter, pressed: true, modifiers, .. } => Some(!modifiers.shift),
            _ => None,
        };
        ui.input_mut(|input| {
            if let Some(at) = input.events.iter().position(|event| way(event).is_some()) {
                to = way(&input.events.remove(at));
            }
        });
    }
    ui.scope_builder(UiBuilder::new().max_rect(inner).layout(Layout::left_to_right(Align::Center)), |ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let wide = (inner.width() - 190.0).clamp(120.0, 320.0);
        let field = Field::new(&mut view.find.words, "Find in the cells").hint("Find in the cells").icon(icons::MAGNIFYING_GLASS).width(wide);
        let field = field.id(field_id()).show(ui);
        shut = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
        if std::mem::take(&mut view.find.fresh) {
            ui.memory_mut(|memory| memory.request_focus(field_id()));
            select_all(ui.ctx(), field_id());
        }
        if icon_button(ui, icons::CARET_UP, "Previous cell with the words", &cx.tip(ChartCommand::FindPrevious)).clicked() {
            to = Some(false);
        }
        if icon_button(ui, icons::CARET_DOWN, "Next cell with the words", &cx.tip(ChartCommand::FindNext)).clicked() {
            to = Some(true);
        }
        shut |= icon_button(ui, icons::X, "Close the field", "Close the field  (Esc)").clicked();
        let said = said(view);
        let words = paint::line(ui, &said, paint::meta(), cx.tokens.ink3, inner.right() - ui.cursor().left());
        let (place, response) = ui.allocate_exact_size(words.size(), Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, &said));
        paint::place(ui, words, place.left_center());
    });
    ui.add_space(rect.bottom() - ui.cursor().top());
    if let Some(on) = to {
        cx.push(if on { ChartCommand::FindNext } else { ChartCommand::FindPrevious });
    }
    if shut {
        view.find.open = false;
        ui.memory_mut(|memory| memory.request_focus(grid_id()));
    }
}

/// “2 of 7 cells”.
fn said(view: &ChartView) -> String {
    let Some((_, found)) = view.find.found.as_ref().filter(|_| !view.find.words.trim().is_empty()) else { return String::new() };
    let at = view.place().and_then(|place| found.iter().position(|cell| *cell == place));
    match (found.len(), at) {
        (0, _) => "No cell has these words".into(),
        (1, Some(_)) => "1 of 1 cell".into(),
        (all, Some(at)) => format!("{} of {} cells", count(at as i64 + 1), count(all as i64)),
        (all, None) => crate::ui::format::counted(all, "cell"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_without_regard_to_case_in_any_script() {
        let find = |words: &str| Find { open: true, words: words.into(), ..Find::default() };
        assert_eq!(find("trust").spans("Trust, é trust"), [Span::new(0, 5), Span::new(9, 14)]);
        assert_eq!(find("ÉT").spans("été"), [Span::new(0, 2)]);
        assert!(find(" ").spans("a b").is_empty() && find("abc").spans("ab").is_empty());
        assert!(Find { open: false, ..find("a") }.spans("a").is_empty());
    }
}
