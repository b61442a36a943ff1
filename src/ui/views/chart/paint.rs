//! Painting the grid: heads of columns, names of rows, heads of groups, and the cells in sight.

use super::ChartView;
use super::data::{Line, Made, Sheet};
use super::grid::{ABOVE, FOOT, HEAD, LEADING, PAD, Places};
use crate::analysis::{CellView, ChartGroup, ChartOf};
use crate::model::{CellStatus, CodeId, Span, named_passages};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::fonts::{self, Weight};
use crate::ui::format::{count, counted};
use crate::ui::icons;
use crate::ui::notify::{looked_at, written_at};
use crate::ui::text::{Family, PassageStyle, Run};
use crate::ui::views::block::Block;
use crate::ui::views::search::found_wash;
use crate::ui::widgets::{Tip, paint};
use egui::accesskit::Role;
use egui::{Align2, Id, Rect, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// The face of what is written in a cell.
pub fn serif() -> PassageStyle {
    PassageStyle::new(Family::Serif, 14.0, LEADING)
}

/// What a screen reader says of the cell the keys go to.
pub fn spoken(view: &ChartView, desk: &Desk, made: &Made, sheet: &Sheet) -> String {
    let chart = &made.chart;
    match sheet.lines.get(view.cursor.0) {
        Some(Line::Group(at)) => {
            let group = &chart.groups[*at];
            let folded = !sheet.lines.contains(&Line::Row(group.rows.start));
            format!("Framework chart, {}, {}", group.line(), if folded { "folded" } else { "unfolded" })
        }
        Some(Line::Row(row)) if view.cursor.1 < chart.codes.len() => {
            let code = desk.corpus.code(chart.codes[view.cursor.1]).map_or("", |code| code.name.as_str());
            format!("Framework chart, {}, {code}: {}", made.whole_name(&chart.rows[*row]), said(&chart.view(&desk.corpus, *row, view.cursor.1)))
        }
        _ => "Framework chart".into(),
    }
}

/// What a cell says, in words alone.
fn said(view: &CellView) -> String {
    if view.words().is_empty() {
        return view.said();
    }
    let passages = counted(view.under.passages as usize, "passage");
    let changed = if view.changed { ", coding changed" } else { "" };
    format!("{}, {}, {passages}{changed}", view.words(), view.standing())
}

/// Draws what is in sight.
pub fn draw(view: &ChartView, ui: &mut Ui, cx: &Cx, desk: &Desk, places: &Places, (made, sheet): (&Made, &Sheet)) {
    let body = places.body();
    let cells = Rect::from_min_max(pos2(places.names(), body.top()), body.max);
    let names = Rect::from_min_max(body.min, pos2(places.names(), body.bottom()));
    let columns = places.columns();
    let columns = columns.start..columns.end.min(made.chart.codes.len());
    let drawing = Drawing { view, cx, desk, made, block: view.block(), wide: places.wide };
    clipped(ui, cells, |ui| {
        for line in places.lines() {
            let Line::Row(row) = sheet.lines[line] else { continue };
            for column in columns.clone() {
                drawing.cell(ui, places.cell(line, column), (line, column), row);
            }
        }
    });
    clipped(ui, names, |ui| {
        for line in places.lines() {
            if let Line::Row(row) = sheet.lines[line] {
                let (top, bottom) = places.line(line);
                drawing.name(ui, Rect::from_min_max(pos2(body.left(), top), pos2(places.names(), bottom)), line, row);
            }
        }
    });
    clipped(ui, body, |ui| {
        for line in places.lines() {
            if let Line::Group(at) = sheet.lines[line] {
                let (top, bottom) = places.line(line);
                let folded = !sheet.lines.contains(&Line::Row(made.chart.groups[at].rows.start));
                drawing.group(ui, Rect::from_min_max(pos2(body.left(), top), pos2(body.right(), bottom)), line, &made.chart.groups[at], folded);
            }
        }
    });
    // The frame of the cell lies over the lines of its neighbours.
    if matches!(sheet.lines.get(view.cursor.0), Some(Line::Row(_))) && view.cursor.1 + 1 < places.lefts.len() {
        clipped(ui, cells, |ui| {
            let cell = places.cell(view.cursor.0, view.cursor.1);
            // What is read next is the cell below.
            looked_at(ui.ctx(), cell.union(cell.translate(vec2(0.0, cell.height()))).intersect(ui.clip_rect()));
            if view.editor.is_some() {
                written_at(ui.ctx(), cell.intersect(ui.clip_rect()));
            }
            let heard = view.listens || view.editor.is_some();
            let stroke = Stroke::new(if heard { cx.tokens.focus } else { cx.tokens.hair }, cx.tokens.accent);
            ui.painter().rect_stroke(cell, 2.0, stroke, StrokeKind::Inside);
        });
    }
    drawing.heads(ui, places, columns);
}

fn clipped(ui: &mut Ui, clip: Rect, draw: impl FnOnce(&mut Ui)) {
    ui.scope_builder(UiBuilder::new().max_rect(clip), |ui| {
        ui.set_clip_rect(clip.intersect(ui.clip_rect()));
        draw(ui);
    });
}

/// What all that is drawn has in common.
struct Drawing<'a> {
    view: &'a ChartView,
    cx: &'a Cx<'a>,
    desk: &'a Desk,
    made: &'a Made,
    block: Block,
    wide: f32,
}

impl Drawing<'_> {
    fn cell(&self, ui: &Ui, place: Rect, at: (usize, usize), row: usize) {
        let (tokens, corpus) = (self.cx.tokens, &self.desk.corpus);
        let (chart, column) = (&self.made.chart, at.1);
        let view = chart.view(corpus, row, column);
        let (head, code) = (&chart.rows[row], chart.codes[column]);
        let chosen = self.block.count() > 1 && self.block.has(at.0, column);
        if chosen {
            ui.painter().rect_filled(place, 0.0, tokens.accent_wash);
        } else if head.together {
            ui.painter().rect_filled(place, 0.0, together(self.cx));
        }
        self.edges(ui, place, row);
        let editor = self.view.editor.as_ref().filter(|editor| editor.is_of(&head.key, code));
        let words = editor.map_or(view.words(), |editor| editor.text.as_str());
        let cut = self.words(ui, place, &view, words);
        self.foot(ui, place, &view, words.is_empty());
        let response = ui.interact(place.intersect(ui.clip_rect()), Id::unique(("chart cell", at.0, column)), Sense::hover());
        response.widget_info(|| {
            let name = corpus.code(code).map_or("", |code| code.name.as_str());
            WidgetInfo::selected(Role::Cell, true, self.block.has(at.0, column), format!("{} × {name}: {}", self.made.whole_name(head), said(&view)))
        });
        if cut && editor.is_none() {
            response.tip_at_pointer(words);
        }
    }

    /// The words of a cell, or how it stands where it has none; says whether they were cut.
    fn words(&self, ui: &Ui, place: Rect, view: &CellView, words: &str) -> bool {
        let tokens = self.cx.tokens;
        let at = place.min + vec2(PAD, ABOVE);
        let width = self.wide - 2.0 * PAD;
        if words.is_empty() {
            // What somebody judged stands out from what nobody did.
            let ink = if view.status == CellStatus::NoData { tokens.ink } else { tokens.ink3 };
            let line = paint::line(ui, &view.said(), paint::meta(), ink, width);
            let cut = line.elided;
            paint::place(ui, line, at + vec2(0.0, LEADING / 2.0));
            return cut;
        }
        let flat = words.replace('\n', " ");
        let rows = ((place.height() - ABOVE - FOOT + 2.0) / LEADING).floor().max(1.0) as usize;
        let evidence = named_passages(&flat);
        let run = |(span, _): &(Span, u32)| Run { span: *span, colour: Some(tokens.accent), ..Run::default() };
        let runs: Vec<Run> = evidence.iter().map(run).collect();
        let mut engine = self.cx.text.borrow_mut();
        let fitted = engine.fit_marked(&flat, &serif(), &runs, width, rows);
        for span in self.view.find.spans(&flat) {
            let inside = fitted.passage.rects(Span { end: span.end.min(fitted.passage.len()), ..span });
            inside.into_iter().for_each(|rect| found_wash(self.cx, ui.painter(), rect.translate(at.to_vec2())));
        }
        fitted.paint(&mut engine, ui.painter(), at, tokens.ink);
        fitted.cut
    }

    /// How far the cell is, and how much is coded under it.
    fn foot(&self, ui: &Ui, place: Rect, view: &CellView, bare: bool) {
        let tokens = self.cx.tokens;
        let y = place.bottom() - 14.0;
        let mark = match view.status {
            CellStatus::Agreed => Some((icons::CHECK_CIRCLE, tokens.accent)),
            CellStatus::Draft => Some((icons::CIRCLE_HALF, tokens.ink3)),
            CellStatus::NotCharted | CellStatus::NoData => None,
        };
        if let Some((glyph, ink)) = mark {
            paint::icon(ui, pos2(place.left() + PAD + 6.0, y), glyph, 13.0, ink);
        }
        let figures = fonts::figures(Weight::Regular, 12.0);
        let mut right = place.right() - PAD;
        // Where nothing is written the words say how many passages there are.
        if view.under.passages > 0 && !(bare && view.status == CellStatus::NotCharted) {
            right = paint::text(ui, pos2(right, y), Align2::RIGHT_CENTER, &count(view.under.passages), figures, tokens.ink3).left();
        }
        if view.changed {
            let room = right - place.left() - PAD - 24.0;
            let dot = if right < place.right() - PAD { " · " } else { "" };
            let words = paint::line(ui, &format!("coding changed{dot}"), fonts::text(Weight::Medium, 11.0), tokens.warn, room);
            let left = right - words.size().x;
            paint::place(ui, words, pos2(left, y));
        }
    }

    /// The hairlines of a cell: none between the rows of one person.
    fn edges(&self, ui: &Ui, place: Rect, row: usize) {
        let tokens = self.cx.tokens;
        paint::vline(ui, ui.painter(), place.right() - 1.0, place.y_range(), tokens.line_soft);
        let pair = self.made.chart.rows.get(row + 1).is_some_and(|next| next.again);
        let line = if pair { tokens.line_soft } else { tokens.line };
        paint::hline(ui, ui.painter(), place.x_range(), place.bottom() - 1.0, line);
    }

    /// The name of a row, with its role and phase.
    fn name(&self, ui: &Ui, place: Rect, line: usize, row: usize) {
        let tokens = self.cx.tokens;
        let head = &self.made.chart.rows[row];
        let chosen = (self.block.rows.0..=self.block.rows.1).contains(&line);
        let fill = if head.together { together(self.cx) } else { tokens.bg };
        ui.painter().rect_filled(place, 0.0, fill);
        self.edges(ui, place, row);
        paint::vline(ui, ui.painter(), place.right() - 1.0, place.y_range(), tokens.line);
        let group = self.made.chart.groups.get(head.group).map_or("", |group| group.label.as_str());
        let mut left = place.left() + PAD;
        if head.again || self.made.chart.rows.get(row + 1).is_some_and(|next| next.again) {
            // A bracket joins the rows of one person.
            let (top, bottom) = if head.again { (place.top(), place.bottom() - 12.0) } else { (place.top() + 12.0, place.bottom()) };
            paint::vline(ui, ui.painter(), place.left() + 5.0, top..=bottom, tokens.ink3);
            left += 4.0;
        }
        let width = place.right() - PAD - left;
        let style = PassageStyle::new(Family::Sans, 13.0, 18.0);
        let style = if head.together || chosen { style.weight(crate::ui::text::Weight::Medium) } else { style };
        let small = PassageStyle::new(Family::Sans, 12.0, 16.0);
        let mut engine = self.cx.text.borrow_mut();
        let told = self.made.detail(head);
        let detail = (!told.is_empty()).then(|| engine.fit(&told, &small, width, 2));
        let rows = ((place.height() - 2.0 * ABOVE - detail.as_ref().map_or(0.0, |detail| detail.passage.height())) / 18.0).floor().max(1.0);
        // Names of files may break behind their lines, not in the middle of a word.
        let called = self.made.called(head);
        let name = shorter(called, group).replace('_', "_\u{200B}");
        let title = engine.fit(&name, &style, width, rows as usize);
        title.paint(&mut engine, ui.painter(), pos2(left, place.top() + ABOVE), tokens.ink);
        if let Some(detail) = &detail {
            detail.paint(&mut engine, ui.painter(), pos2(left, place.top() + ABOVE + title.passage.height() + 1.0), tokens.ink3);
        }
        drop(engine);
        let response = ui.interact(place.intersect(ui.clip_rect()), Id::unique(("chart row", line)), Sense::hover());
        response.widget_info(|| {
            let whole = self.made.whole_name(head);
            let parts = [whole.as_ref(), told.as_str()];
            let words: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            WidgetInfo::selected(Role::RowHeader, true, chosen, words.join(", "))
        });
        if title.cut || called != head.title || detail.is_some_and(|detail| detail.cut) {
            let name = if called == head.title { "" } else { head.title.as_str() };
            let lines: Vec<&str> = [called, &told, name].into_iter().filter(|line| !line.is_empty()).collect();
            response.tip(lines.join("\n"));
        }
    }

    fn group(&self, ui: &Ui, place: Rect, line: usize, group: &ChartGroup, folded: bool) {
        let tokens = self.cx.tokens;
        let here = self.view.cursor.0 == line;
        ui.painter().rect_filled(place, 0.0, if here { tokens.hover } else { tokens.panel });
        paint::hline(ui, ui.painter(), place.x_range(), place.bottom() - 1.0, tokens.line);
        let y = place.center().y;
        paint::icon(ui, pos2(place.left() + 17.0, y), if folded { icons::CARET_RIGHT } else { icons::CARET_DOWN }, 13.0, tokens.ink2);
        let name = paint::line(ui, &group.label, paint::strong(), tokens.ink, place.width() * 0.5);
        let end = paint::place(ui, name, pos2(place.left() + 29.0, y)).right();
        let size = paint::line(ui, &format!(" · {}", group.size()), paint::body(), tokens.ink3, place.right() - end - PAD);
        paint::place(ui, size, pos2(end, y));
        if here {
            let stroke = Stroke::new(if self.view.listens { tokens.focus } else { tokens.hair }, tokens.accent);
            ui.painter().rect_stroke(place, 2.0, stroke, StrokeKind::Inside);
        }
        let response = ui.interact(place.intersect(ui.clip_rect()), Id::unique(("chart group", line)), Sense::hover());
        response.widget_info(|| WidgetInfo::selected(Role::RowHeader, true, here, group.line()));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(!folded));
    }

    /// The heads of the columns, and the corner above the names.
    fn heads(&self, ui: &mut Ui, places: &Places, columns: std::ops::Range<usize>) {
        let (tokens, rect) = (self.cx.tokens, places.rect);
        let bar = Rect::from_min_size(rect.min, vec2(rect.width(), HEAD));
        ui.painter().rect_filled(bar, 0.0, tokens.panel);
        paint::hline(ui, ui.painter(), bar.x_range(), bar.top(), tokens.line);
        let right = Rect::from_min_max(pos2(places.names(), bar.top()), bar.max);
        clipped(ui, right, |ui| {
            for column in columns {
                let (left, right) = places.column(column);
                self.head(ui, Rect::from_min_max(pos2(left, bar.top()), pos2(right, bar.bottom())), column, self.made.chart.codes[column]);
            }
        });
        let title = match self.made.ask.of {
            ChartOf::Sources => "Source",
            ChartOf::Cases(_) => "Case",
        };
        paint::text(ui, pos2(bar.left() + PAD, bar.top() + 17.0), Align2::LEFT_CENTER, title, fonts::text(Weight::Semibold, 12.0), tokens.ink2);
        paint::vline(ui, ui.painter(), places.names() - 1.0, bar.y_range(), tokens.line);
        paint::hline(ui, ui.painter(), bar.x_range(), bar.bottom() - 1.0, tokens.line);
    }

    fn head(&self, ui: &Ui, place: Rect, column: usize, code: CodeId) {
        let (tokens, corpus) = (self.cx.tokens, &self.desk.corpus);
        let name = corpus.code(code).map_or("", |code| code.name.as_str());
        let chosen = self.view.cursor.1 == column;
        let top = place.top() + 9.0;
        let swatch = Rect::from_center_size(paint::snap(ui, pos2(place.left() + PAD + 5.0, top + 8.0)), vec2(10.0, 10.0));
        ui.painter().rect_filled(swatch, 2.5, tokens.code(corpus.colour(code)));
        let style = PassageStyle::new(Family::Sans, 12.0, 16.0).weight(crate::ui::text::Weight::Semibold);
        let left = place.left() + PAD + 17.0;
        let mut engine = self.cx.text.borrow_mut();
        let fitted = engine.fit(name, &style, self.wide - 2.0 * PAD - 17.0, 2);
        let lift = if fitted.passage.lines().len() > 1 { 3.0 } else { 0.0 };
        fitted.paint(&mut engine, ui.painter(), pos2(left, top - lift), if chosen { tokens.ink } else { tokens.ink2 });
        drop(engine);
        paint::vline(ui, ui.painter(), place.right() - 1.0, place.y_range(), tokens.line);
        let response = ui.interact(place.intersect(ui.clip_rect()), Id::unique(("chart head", column)), Sense::hover());
        response.widget_info(|| WidgetInfo::selected(Role::ColumnHeader, true, chosen, name));
        let about = corpus.code(code).map_or("", |code| code.description.as_str());
        response.tip(format!("{}\n{about}", corpus.path(code).join(" / ")).trim().to_owned());
    }
}

/// The ground of the row of a whole group.
fn together(cx: &Cx) -> egui::Color32 {
    if cx.tokens.high_contrast { cx.tokens.panel } else { cx.tokens.accent_wash.gamma_multiply(0.3) }
}

/// The title of a row without the name of its group, which stands above it.
fn shorter<'a>(title: &'a str, group: &str) -> &'a str {
    let rest = title.strip_prefix(group).filter(|_| !group.is_empty()).map(|rest| rest.trim_start_matches([' ', '·', '-', '–', ':', ',', '/', '_']));
    let cut = title.len() - rest.map_or(title.len(), str::len);
    // A name that only begins with the same letters stays whole, and so does one of which only a number would be left.
    let says = |rest: &&str| rest.contains(char::is_alphabetic) && !rest.starts_with("together");
    rest.filter(|rest| cut > group.len() && says(rest)).unwrap_or(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_group_is_not_said_again() {
        assert_eq!(shorter("ICS B · Quality Lead", "ICS B"), "Quality Lead");
        assert_eq!(shorter("ICS B together", "ICS B"), "ICS B together");
        assert_eq!(["Northern", "North", "one"].map(|title| shorter(title, "North")), ["Northern", "North", "one"]);
        assert_eq!(shorter("spotlight-9", "spotlight"), "spotlight-9");
        assert_eq!(shorter("one", ""), "one");
    }
}
