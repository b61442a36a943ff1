//! What differs between two versions: change by change under the head of its kind, old and new words beside each other.

use super::data::{Line, Reworded, Told, said, spoken};
use super::reworded::{self, Pair};
use super::versions::VersionsPage;
use crate::model::FrameworkVersionId;
use crate::ui::command::FrameworkCommand;
use crate::ui::cx::Cx;
use crate::ui::fonts::{self, Weight};
use crate::ui::format::{counted, moment_of};
use crate::ui::views::parts;
use crate::ui::widgets::{Row, Tip, VirtualList, compared_style, list_keys, paint, row_ground, scroll_by_keys, section_head, within, wrapped};
use egui::accesskit::Role;
use egui::{Align, Align2, Frame, Id, Layout, Margin, Rect, ScrollArea, Sense, Ui, WidgetInfo, pos2};
use std::sync::Arc;

const SIDE: f32 = 20.0;
const HEAD: f32 = 38.0;
const ROW: f32 = 32.0;
/// How far words that are compared stand in.
const INDENT: f32 = 12.0;
/// How much of the page reason and note take at most.
const NOTE: f32 = 132.0;

/// The changes, for the focus.
pub(super) fn list_id() -> Id {
    Id::unique("framework changes")
}

/// The words of changes, laid out as they come in sight.
#[derive(Default)]
pub(super) struct Laid {
    /// What they were laid out of, how wide and with which faces.
    of: Option<(Arc<Told>, f32, u64)>,
    parts: Vec<Option<Vec<Pair>>>,
}

impl Laid {
    fn fit(&mut self, told: &Arc<Told>, width: f32, faces: u64) {
        if !self.of.as_ref().is_some_and(|(of, wide, with)| Arc::ptr_eq(of, told) && (*wide, *with) == (width, faces)) {
            self.parts = told.changes.iter().map(|_| None).collect();
            self.of = Some((told.clone(), width, faces));
        }
    }

    fn lay_out(&mut self, cx: &Cx, at: usize, reworded: &[Reworded], width: f32) -> &[Pair] {
        self.parts[at].get_or_insert_with(|| reworded.iter().map(|part| reworded::lay_out(cx, part, inner(width))).collect())
    }

    /// The height of a change: as it was laid out, else about.
    fn height(&self, at: usize, reworded: &[Reworded], width: f32) -> f32 {
        let pair = |n: usize| self.parts[at].as_ref().and_then(|parts| parts.get(n));
        ROW + reworded.iter().enumerate().map(|(n, part)| reworded::height(part, pair(n), inner(width))).sum::<f32>()
    }
}

/// How much of a page is for words that are compared.
fn inner(width: f32) -> f32 {
    width - 2.0 * SIDE - INDENT
}

/// Draws the page.
pub(super) fn draw(page: &mut VersionsPage, ui: &mut Ui, cx: &Cx) {
    if let Some(why) = page.states.trouble() {
        return parts::empty(ui, cx, "The versions could not be read", why, None);
    }
    // Until the versions are there nothing else takes the keys.
    if page.row().is_none() {
        parts::waiting(ui, &mut page.states, "Reading the versions", "The versions were not read");
        return;
    }
    let Some(between) = page.between else { return nothing_before(page, ui, cx) };
    title(page, ui, cx, between.older);
    let rect = Rect::from_min_max(ui.cursor().min, ui.max_rect().max);
    if let Some(why) = page.told.trouble() {
        return parts::empty(ui, cx, "The versions could not be compared", why, None);
    }
    let Some(told) = page.shown().cloned() else {
        within(ui, rect, Layout::top_down(Align::Min), |ui| parts::waiting(ui, &mut page.told, "Comparing the versions", "They were not compared"));
        return;
    };
    if told.changes.is_empty() {
        let more = "The same codes, in the same places, with the same words.";
        let compare = Some(("Compare with another…", FrameworkCommand::AskCompare.into()));
        return within(ui, rect, Layout::top_down(Align::Min), |ui| parts::empty(ui, cx, "Nothing differs", more, compare));
    }
    within(ui, rect, Layout::top_down(Align::Min), |ui| list(page, ui, cx, &told));
}

/// The state with nothing before it.
fn nothing_before(page: &VersionsPage, ui: &mut Ui, cx: &Cx) {
    let name = Some(("Name the framework as it stands…", FrameworkCommand::AskName.into()));
    if page.row().is_none_or(|row| row.id.is_none()) {
        let more = "Name the framework as it stands, with why: what changes from then on is told here, code by code.";
        return parts::empty(ui, cx, "No version is named yet", more, name);
    }
    title(page, ui, cx, None);
    let rect = Rect::from_min_max(ui.cursor().min, ui.max_rect().max);
    within(ui, rect, Layout::top_down(Align::Min), |ui| first_codes(page, ui, cx));
}

/// The codes of the first version, as they stood.
fn first_codes(page: &VersionsPage, ui: &mut Ui, cx: &Cx) {
    let Some(codes) = page.first() else { return };
    let rect = ui.max_rect();
    let rows = (rect.height() / crate::ui::theme::measure::ROW) as usize;
    let keys = list_keys(ui, list_id(), rect, "Codes of the first version", None, 0, rows.max(1));
    if keys.response.has_focus() {
        scroll_by_keys(ui, rect.height());
    }
    VirtualList::same("codes of the first version", crate::ui::theme::measure::ROW, codes.len()).show(ui, |ui, at| {
        let code = &codes[at];
        let row = Row::new(&code.name).level(code.depth).swatch(cx.tokens.code(code.colour)).note(&code.words);
        row.sense(Sense::hover()).show(ui);
    });
}

/// Which states are compared, how much differs, and why the newer one came to be so.
fn title(page: &VersionsPage, ui: &mut Ui, cx: &Cx, older: Option<FrameworkVersionId>) {
    let Some(row) = page.row() else { return };
    Frame::new().inner_margin(Margin { left: SIDE as i8, right: SIDE as i8, top: 14, bottom: 8 }).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let words = match older {
            Some(_) => format!("From {} to {}", page.name(older), page.name(row.id)),
            None => format!("“{}” is the first version", row.name),
        };
        wrapped(ui, &words, fonts::text(Weight::Semibold, 15.0), cx.tokens.ink, 23.0);
        let mut line = Vec::new();
        if let Some(at) = row.at {
            line.push(format!("named {} by {}", moment_of(at), row.who));
        }
        line.push(counted(row.codes, "code"));
        line.extend(page.shown().map(|told| counted(told.changes.len(), "change")));
        line.extend(row.codings.map(|codings| format!("{} made under it", counted(codings, "coding"))));
        line.extend(row.came_words());
        wrapped(ui, &line.join(" · "), paint::meta(), cx.tokens.ink3, 20.0);
        let words: Vec<(&str, &str)> =
            [("Why", row.reason.as_str()), ("At the meeting", row.note.as_str())].into_iter().filter(|(_, words)| !words.is_empty()).collect();
        if words.is_empty() {
            return;
        }
        ui.add_space(4.0);
        let most = NOTE.min(ui.max_rect().height() * 0.3);
        ScrollArea::vertical().id_salt(("version words", row.id)).max_height(most).auto_shrink([false, true]).show(ui, |ui| {
            for (head, words) in words {
                wrapped(ui, head, fonts::text(Weight::Semibold, 12.0), cx.tokens.ink2, 18.0);
                parts::words(ui, cx, words, true);
                ui.add_space(4.0);
            }
        });
    });
    paint::hline(ui, ui.painter(), ui.max_rect().x_range(), ui.cursor().top(), cx.tokens.line_soft);
}

fn list(page: &mut VersionsPage, ui: &mut Ui, cx: &Cx, told: &Arc<Told>) {
    let rect = ui.max_rect();
    let width = rect.width();
    page.laid.fit(told, width, cx.text.borrow_mut().key(&compared_style()));
    let keys = list_keys(ui, list_id(), rect, "What changed", page.place(), told.changes.len(), (rect.height() / ROW / 2.0) as usize);
    if let Some(to) = keys.moved {
        (page.at, page.reveal_change) = (told.key(to), true);
    }
    if keys.enter {
        page.go(cx);
    }
    let chosen = page.place();
    let to = std::mem::take(&mut page.reveal_change).then(|| chosen.and_then(|at| told.line(at))).flatten();
    let heights: Vec<f32> = told
        .lines
        .iter()
        .map(|line| match line {
            Line::Head(..) => HEAD,
            Line::Change(at) => page.laid.height(*at, &told.reworded[*at], width),
        })
        .collect();
    let focused = keys.response.has_focus();
    let mut clicked = None;
    VirtualList::of("framework changes rows", heights).reveal(to).show(ui, |ui, line| match told.lines[line] {
        Line::Head(words, many) => kind(ui, words, many),
        Line::Change(at) => {
            let response = one(page, ui, cx, told, (at, chosen == Some(at), focused));
            if response.clicked() {
                clicked = Some((at, response.double_clicked()));
            }
        }
    });
    if let Some((at, go)) = clicked {
        page.at = told.key(at);
        keys.response.request_focus();
        if go {
            page.go(cx);
        }
    }
}

/// The head of a kind of change.
fn kind(ui: &mut Ui, words: &str, many: usize) {
    let rect = ui.max_rect();
    let inner = Rect::from_min_max(pos2(rect.left() + SIDE - 12.0, rect.top()), rect.max);
    within(ui, inner, Layout::top_down(Align::Min), |ui| section_head(ui, &format!("{words} · {}", crate::ui::format::count(many as i64)), |_| {}));
}

fn one(page: &mut VersionsPage, ui: &mut Ui, cx: &Cx, told: &Told, (at, chosen, focused): (usize, bool, bool)) -> egui::Response {
    let tokens = cx.tokens;
    let (_, rect) = ui.allocate_space(ui.available_size());
    let response = ui.interact(rect, Id::unique(("framework change", at)), Sense::CLICK);
    let (changed, parts) = (&told.changes[at], &told.reworded[at]);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, spoken(changed, parts)));
    row_ground(ui, rect, chosen, response.hovered(), focused && chosen);
    let y = rect.top() + ROW / 2.0;
    let right = rect.right() - SIDE;
    let under = paint::text(ui, pos2(right, y), Align2::RIGHT_CENTER, &changed.under(), fonts::figures(Weight::Regular, 12.0), tokens.ink3);
    let words = said(&changed.change);
    let strong = if parts.is_empty() { paint::body() } else { paint::medium() };
    let line = paint::both_ends(ui, &words, strong, tokens.ink, under.left() - rect.left() - SIDE - 14.0);
    let cut = line.elided;
    paint::place(ui, line, pos2(rect.left() + SIDE, y));
    let mut top = rect.top() + ROW;
    let width = rect.width();
    let pairs = page.laid.lay_out(cx, at, parts, width);
    for (part, pair) in parts.iter().zip(pairs) {
        reworded::paint(ui, cx, (part, pair), pos2(rect.left() + SIDE + INDENT, top), inner(width), ["before", "after"]);
        top += reworded::height(part, Some(pair), inner(width));
    }
    paint::hline(ui, ui.painter(), rect.left() + SIDE..=right, rect.bottom() - 1.0, tokens.line_soft);
    if cut { response.tip_at_pointer(words) } else { response }
}
