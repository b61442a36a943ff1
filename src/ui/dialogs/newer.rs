//! What a newer table would change, cell by cell, before it does.

use super::signing::Signing;
use super::{Dialog, Footer, Step, footer, head};
use crate::analysis::Corpus;
use crate::import::{Empty, NewerTable};
use crate::project::TableChanges;
use crate::ui::command::{CaseCommand, Command};
use crate::ui::cx::Cx;
use crate::ui::format::counted;
use crate::ui::widgets::{Button, VirtualList, paint, wrapped};
use egui::accesskit::Role;
use egui::{Frame, Id, Margin, Rect, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// The height of a row, and where its columns begin, as parts of the width.
const ROW: f32 = 26.0;
const COLUMNS: [f32; 5] = [0.0, 0.22, 0.44, 0.72, 1.0];

/// A row of the preview.
enum Line {
    /// What the rows below it are.
    Head(String),
    /// A cell: whose, which column, what is there, what would be.
    Cell([String; 4]),
    /// A name.
    Plain(String),
}

/// One way to take the empty cells.
struct Way {
    said: String,
    lines: Vec<Line>,
    any: bool,
}

/// The preview of a newer table.
pub struct NewerDialog {
    newer: Box<NewerTable>,
    empty: Empty,
    /// With empty cells kept, and cleared.
    ways: [Way; 2],
    signing: Signing,
}

impl NewerDialog {
    /// What a table would change in what a corpus holds.
    pub fn new(newer: NewerTable, corpus: &Corpus) -> Self {
        let ways = [Empty::Keep, Empty::Clear].map(|empty| Way::new(&newer, &newer.changes(corpus, empty)));
        Self { newer: Box::new(newer), empty: Empty::Keep, ways, signing: Signing::default() }
    }

    fn way(&self) -> &Way {
        &self.ways[usize::from(self.empty == Empty::Clear)]
    }

    fn list(&self, ui: &mut Ui, cx: &Cx, high: f32) {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), high));
        let lines = &self.way().lines;
        ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
            VirtualList::same("what a table changes", ROW, lines.len()).show(ui, |ui, n| row(ui, cx, n, &lines[n]));
        });
    }
}

impl Way {
    fn new(newer: &NewerTable, changes: &TableChanges) -> Self {
        let filled = changes.cells.iter().filter(|cell| cell.old.is_empty()).count();
        let cleared = changes.cells.iter().filter(|cell| cell.new.is_empty()).count();
        let replaced = changes.cells.len() - filled - cleared;
        let said = format!("{} replaced · {filled} filled · {cleared} cleared · {} stay", counted(replaced, "cell"), changes.same);
        let shown = |value: &str| if value.is_empty() { "—".to_owned() } else { value.replace('\n', " ") };
        let mut lines = Vec::new();
        if !changes.cells.is_empty() {
            lines.push(Line::Head("Cells that change".into()));
            let cell = |cell: &crate::project::CellChange| Line::Cell([cell.row.clone(), cell.column.clone(), shown(&cell.old), shown(&cell.new)]);
            lines.extend(changes.cells.iter().map(cell));
        }
        let links = changes.links.iter().map(|(source, case)| format!("{source} is of {case}")).collect::<Vec<_>>();
        let unfit = changes.unfit.iter().map(|value| format!("{}: {}", value.owner, value.why)).collect::<Vec<_>>();
        let notes: Vec<String> = newer.notes.iter().map(|note| note.text.clone()).collect();
        for (what, list) in [
            ("New kinds of cases", &changes.new_kinds),
            ("New cases", &changes.new_rows),
            ("New attributes", &changes.new_columns),
            ("Sources that are given to cases", &links),
            ("No longer in the table; they stay in the project", &changes.gone),
            ("Values that do not fit and are left out", &unfit),
            ("Rows that matched nothing", &newer.unmatched),
            ("To look at", &notes),
        ] {
            if !list.is_empty() {
                lines.push(Line::Head(format!("{what} · {}", crate::ui::format::count(list.len() as i64))));
                lines.extend(list.iter().map(|name| Line::Plain(name.clone())));
            }
        }
        Self { said, lines, any: !changes.is_empty() }
    }
}

fn row(ui: &mut Ui, cx: &Cx, n: usize, line: &Line) {
    let rect = ui.max_rect().shrink2(vec2(8.0, 0.0));
    let response = ui.interact(rect, Id::unique(("change of a table", n)), Sense::hover());
    match line {
        Line::Head(words) => {
            response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, words));
            let at = pos2(rect.left(), rect.center().y + 2.0);
            paint::place(ui, paint::line(ui, words, paint::strong(), cx.tokens.ink, rect.width()), at);
        }
        Line::Plain(words) => {
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
            paint::place(ui, paint::line(ui, words, paint::body(), cx.tokens.ink, rect.width()), rect.left_center());
        }
        Line::Cell(cells) => {
            response.widget_info(|| WidgetInfo::labeled(Role::Row, true, format!("{}, {}: {} becomes {}", cells[0], cells[1], cells[2], cells[3])));
            let inks = [cx.tokens.ink, cx.tokens.ink2, cx.tokens.ink2, cx.tokens.ink];
            for (at, (words, ink)) in cells.iter().zip(inks).enumerate() {
                let left = rect.left() + rect.width() * COLUMNS[at];
                let room = rect.width() * (COLUMNS[at + 1] - COLUMNS[at]) - 12.0;
                let words = if at == 3 { format!("→ {words}") } else { words.clone() };
                let place = paint::place(ui, paint::line(ui, &words, paint::body(), ink, room), pos2(left, rect.center().y));
                if at == 2 && cells[2] != "—" {
                    let y = place.center().y + 1.0;
                    ui.painter().rect_filled(Rect::from_x_y_ranges(place.x_range(), y..=y + 1.0), 0.0, cx.tokens.ink3);
                }
            }
        }
    }
    paint::hline(ui, ui.painter(), rect.x_range(), rect.bottom() - paint::hair(ui), cx.tokens.line_soft);
}

impl Dialog for NewerDialog {
    fn name(&self) -> String {
        format!("What {} changes", self.newer.table.file)
    }

    fn width(&self) -> f32 {
        820.0
    }

    fn firm(&self) -> bool {
        true
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, _fresh: bool) -> Step {
        head(ui, &self.name(), &self.way().said);
        let high = (ui.ctx().content_rect().height() - 300.0).clamp(120.0, 420.0);
        Frame::new().inner_margin(Margin { left: 20, right: 20, top: 0, bottom: 12 }).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                for (empty, words) in [(Empty::Keep, "Empty cells keep what is here"), (Empty::Clear, "Empty cells clear it")] {
                    if Button::chip(words).selected(self.empty == empty).show(ui).clicked() {
                        self.empty = empty;
                    }
                }
            });
            ui.add_space(8.0);
            match self.way().lines.is_empty() {
                true => drop(wrapped(ui, "The table says what is here already.", paint::body(), cx.tokens.ink2, 20.0)),
                false => self.list(ui, cx, high.min(ROW * self.way().lines.len() as f32 + 4.0)),
            }
        });
        let apply = Button::primary("Apply").enabled(self.way().any);
        let pressed = footer(ui, "One step, which undo takes back.", apply, Some("Cancel"), true);
        let asked = pressed == Footer::Done && self.way().any;
        if self.signing.goes(cx, asked) {
            cx.push(CaseCommand::ApplyTable(Box::new(self.newer.with(self.empty))));
            return Step::Close;
        }
        if pressed == Footer::Cancel { Step::Close } else { Step::Stay }
    }

    fn command(&mut self, command: &Command, _cx: &Cx) -> bool {
        self.signing.hear(command);
        false
    }
}
