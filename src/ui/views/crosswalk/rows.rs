//! The lines: codes of the first framework as a tree, each with what it is linked to, why, and how its passages stand.

use super::data::{Line, Link, Map, Said, standings};
use super::{CrosswalkView, list_id};
use crate::ui::command::{CrosswalkCommand, Window};
use crate::ui::cx::Cx;
use crate::ui::fonts::{self, Weight};
use crate::ui::format;
use crate::ui::icons;
use crate::ui::theme::measure;
use crate::ui::views::menu::{context, head, row};
use crate::ui::views::parts;
use crate::ui::widgets::{Tip, VirtualList, disc_on, list_keys, paint, row_ground, tab_leads};
use egui::accesskit::Role;
use egui::{Align2, Id, Rect, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

const ROW: f32 = 32.0;
const HEAD: f32 = 34.0;
const SIDE: f32 = 20.0;
const GAP: f32 = 14.0;
/// The room of who says so.
const WHO: f32 = 34.0;
/// Below these widths reasons, and figures that say how passages were settled, stand beside alone.
const NO_REASON: f32 = 620.0;
const ALL_FIGURES: f32 = 900.0;

/// What a reason has at least where names need the room: it stands whole beside.
const LEAST_REASON: f32 = 90.0 + GAP;

/// The figures of a line: their heads, their room, and whether they stand in narrow windows too.
const FIGURES: [(&str, f32, bool); 5] =
    [("Passages", 56.0, true), ("Open", 44.0, true), ("Accepted", 62.0, false), ("Rejected", 60.0, false), ("Moved", 54.0, false)];

/// The first of them have beside their own figure that with the codes below.
const BELOW: usize = 2;

/// How wide a digit is.
const DIGIT: f32 = 7.5;

/// Where the columns stand.
struct Columns {
    code: (f32, f32),
    target: (f32, f32),
    reason: Option<(f32, f32)>,
    who: Option<f32>,
    /// The right edge of each figure that has room.
    figures: Vec<(usize, f32)>,
    left: f32,
    right: f32,
}

impl Columns {
    /// Columns between the edges of `rect`; `letters` are the longest code, target and reason, in letters, and so many signs the longest figures.
    fn new(rect: Rect, letters: [usize; 3], signs: [usize; BELOW]) -> Self {
        let (left, right) = (rect.left() + SIDE, rect.right() - SIDE);
        let wide = rect.width();
        let mut figures: Vec<(usize, f32)> = Vec::new();
        let mut figures_left = right;
        for at in (0..FIGURES.len()).rev().filter(|at| wide >= ALL_FIGURES || FIGURES[*at].2) {
            figures.insert(0, (at, figures_left));
            let signs = signs.get(at).copied().unwrap_or_default();
            figures_left -= FIGURES[at].1.max(signs as f32 * DIGIT + GAP);
        }
        let need = letters.map(|letters| letters as f32 * parts::LETTER);
        let [code, target, reason] = [need[0] + 22.0 + GAP, need[1] + 40.0 + GAP, need[2].clamp(90.0, 420.0) + GAP];
        let has_reason = wide >= NO_REASON;
        let room = figures_left - left - if has_reason { WHO } else { 0.0 };
        let [code, target, reason] = match has_reason {
            true => with_reason([code.max(140.0), target.max(130.0), reason], room),
            false => {
                let [code, target] = parts::share([code.max(110.0), target.max(110.0)], room);
                [code, target, 0.0]
            }
        };
        let at = left + code + target;
        Self {
            code: (left, code - GAP),
            target: (left + code, target - GAP),
            reason: has_reason.then_some((at, reason - GAP)),
            who: has_reason.then_some(at + reason + 11.0),
            figures,
            left,
            right,
        }
    }
}

/// Names first: a reason takes what they leave, as it stands whole beside.
fn with_reason([code, target, reason]: [f32; 3], room: f32) -> [f32; 3] {
    if code + target + reason <= room {
        return parts::share([code, target, reason], room);
    }
    let [code, target] = if code + target + LEAST_REASON <= room { [code, target] } else { parts::share([code, target], room - LEAST_REASON) };
    [code, target, room - code - target]
}

/// Draws the lines under the bar.
pub fn draw(view: &mut CrosswalkView, ui: &mut Ui, cx: &Cx) {
    let Some((map, shown)) = view.shown.last().cloned() else { return };
    if map.lines.is_empty() {
        return parts::empty(ui, cx, "The first framework has no codes", "Choose another one above, or make codes in it in Read.", None);
    }
    if shown.is_empty() {
        return parts::empty(ui, cx, "No code fits these filters", "They are set at the left.", Some(("Show all", Window::ShowAll.into())));
    }
    let page = Rect::from_min_max(ui.cursor().min, ui.max_rect().max);
    let columns = Columns::new(page, map.longest, longest_figures(&map.lines));
    heads(ui, cx, &map, &columns, page.top());
    let below = Rect::from_min_max(pos2(page.left(), page.top() + HEAD), page.max);
    let at = shown.iter().position(|line| view.at == Some(map.lines[*line].key()));
    let keys = list_keys(ui, list_id(), below, &format!("Codes of {}", map.from_name), at, shown.len(), (below.height() / ROW) as usize);
    let passages = view.cards().is_some_and(|cards| !cards.is_empty()).then(super::cards::list_id);
    // Where it has none, to what can be done with it.
    passages.or(view.first_button).into_iter().for_each(|id| tab_leads(ui, list_id(), id));
    if let Some(to) = keys.moved {
        choose(view, ui, &map.lines[shown[to]]);
        view.reveal = true;
    }
    if keys.enter {
        cx.push(CrosswalkCommand::Link);
    }
    let reveal = std::mem::take(&mut view.reveal).then_some(at).flatten();
    let to = keys.moved.or(reveal);
    let focused = keys.response.has_focus();
    ui.scope_builder(UiBuilder::new().max_rect(below), |ui| {
        let flat = view.choice.as_ref().is_some_and(super::Choice::is_filtered);
        VirtualList::same("crosswalk lines", ROW, shown.len()).reveal(to).show(ui, |ui, at| {
            if one(view, ui, cx, &map.lines[shown[at]], &columns, (focused, flat)) {
                keys.response.request_focus();
            }
        });
    });
}

fn choose(view: &mut CrosswalkView, ui: &Ui, line: &Line) {
    if view.at != Some(line.key()) {
        (view.at, view.card) = (Some(line.key()), None);
        // What stands beside it was drawn already.
        ui.ctx().request_repaint();
    }
}

fn heads(ui: &Ui, cx: &Cx, map: &Map, columns: &Columns, top: f32) {
    let y = top + 16.0;
    let head = |x: f32, width: f32, words: &str| {
        paint::place(ui, paint::line(ui, words, paint::meta(), cx.tokens.ink3, width), pos2(x, y));
    };
    head(columns.code.0, columns.code.1, &map.from_name);
    head(columns.target.0, columns.target.1, "Is read as");
    if let Some((x, width)) = columns.reason {
        head(x, width, "Because");
    }
    for (at, right) in &columns.figures {
        paint::text(ui, pos2(*right, y), Align2::RIGHT_CENTER, FIGURES[*at].0, paint::meta(), cx.tokens.ink3);
    }
    paint::hline(ui, ui.painter(), columns.left..=columns.right, top + HEAD - 1.0, cx.tokens.line);
}

/// Draws a line; says whether it was clicked.
fn one(view: &mut CrosswalkView, ui: &mut Ui, cx: &Cx, line: &Line, columns: &Columns, (focused, flat): (bool, bool)) -> bool {
    let (_, rect) = ui.allocate_space(ui.available_size());
    let response = ui.interact(rect, Id::unique(("crosswalk line", line.key())), Sense::CLICK);
    let chosen = view.at == Some(line.key());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, spoken(line)));
    row_ground(ui, rect, chosen, response.hovered(), focused && chosen);
    let mut cut: Vec<String> = Vec::new();
    if line.first || flat {
        code(ui, cx, line, columns, rect, flat, &mut cut);
        paint::hline(ui, ui.painter(), columns.left..=columns.right, rect.top(), cx.tokens.line_soft);
    }
    target(ui, cx, line, columns, rect, &mut cut);
    reason(ui, cx, line, columns, (rect, chosen), &mut cut);
    figures(ui, cx, line, columns, rect);
    if response.clicked() || response.secondary_clicked() {
        choose(view, ui, line);
    }
    if response.double_clicked() {
        cx.push(CrosswalkCommand::Link);
    }
    context(&response, cx, 288.0, |ui| entries(ui, cx, line));
    let clicked = response.clicked();
    if chosen {
        view.cut = (!cut.is_empty()).then(|| whole(line));
    }
    cut.extend(told_below(line));
    if !cut.is_empty() {
        response.tip_at_pointer(cut.join("\n"));
    }
    clicked
}

/// What a line says, whole: “Quality / Co-production → Law 5 / Reliance on Healthwatch”.
fn whole(line: &Line) -> String {
    match &line.said {
        Said::To(_, target, ..) => format!("{} → {target}", line.path),
        _ => line.path.clone(),
    }
}

/// The entries of a line's menu.
fn entries(ui: &mut Ui, cx: &Cx, line: &Line) {
    row(ui, cx, CrosswalkCommand::Link);
    row(ui, cx, CrosswalkCommand::Without);
    if line.link().is_some_and(|link| link.above.is_none()) {
        row(ui, cx, CrosswalkCommand::Reason);
        row(ui, cx, CrosswalkCommand::Unlink);
    }
    if matches!(line.said, Said::To(..)) {
        head(ui, cx, "");
        row(ui, cx, CrosswalkCommand::Read);
    }
}

/// What a screen reader says: “Trust, is read as Law 2: costs come first, 6 passages, 4 open, 1 accepted”.
fn spoken(line: &Line) -> String {
    let passages = format::counted(line.passages, "passage");
    let of = |link: &Link| {
        let above = link.above.as_ref().map_or_else(String::new, |above| format!(", as {above}"));
        let reason = if link.reason.is_empty() { String::new() } else { format!(": {}", link.reason) };
        format!("{above}{reason}")
    };
    let said = match &line.said {
        Said::Nothing => format!("{}, not looked at yet, {passages}", line.name),
        Said::Without(link) => format!("{}, no counterpart{}, {passages}", line.name, of(link)),
        Said::To(link, target, _, covered) => {
            let told = standings(covered).filter(|(n, _)| *n > 0).map(|(n, word)| format!(", {} {word}", format::count(n as i64)));
            format!("{}, is read as {target}{}, {passages}{}", line.name, of(link), told.collect::<String>())
        }
    };
    [Some(said), told_below(line)].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What the codes below add: “with the codes below 6 passages, 6 open”.
fn told_below(line: &Line) -> Option<String> {
    let passages = (line.whole > line.passages).then(|| format!("with the codes below {}", format::counted(line.whole, "passage")))?;
    let open = (line.open_below > 0).then(|| format!(", {} open", format::count((line.open + line.open_below) as i64)));
    Some(passages + &open.unwrap_or_default())
}

/// A figure, and that with the codes below where it is another: “0 · 125”.
fn with_below(own: usize, whole: usize) -> String {
    let own_said = format::count(own as i64);
    if whole > own { format!("{own_said} · {}", format::count(whole as i64)) } else { own_said }
}

/// How many signs the longest figure of passages takes, and that of open readings.
fn longest_figures(lines: &[Line]) -> [usize; BELOW] {
    let signs = |own: usize, whole: usize| with_below(own, whole).chars().count();
    let of = |line: &Line| [signs(line.passages, line.whole), signs(line.open, line.open + line.open_below)];
    lines.iter().map(of).fold([0; BELOW], |most, one| std::array::from_fn(|at| most[at].max(one[at])))
}

fn code(ui: &Ui, cx: &Cx, line: &Line, columns: &Columns, rect: Rect, flat: bool, cut: &mut Vec<String>) {
    let (x, width) = columns.code;
    let indent = if flat { 0.0 } else { line.level as f32 * measure::INDENT }.min(width * 0.4);
    let y = rect.center().y;
    let swatch = Rect::from_center_size(paint::snap(ui, pos2(x + indent + 5.0, y)), vec2(10.0, 10.0));
    ui.painter().rect_filled(swatch, 2.5, cx.tokens.code(line.colour));
    let room = width - indent - 18.0;
    let font = if line.level == 0 && !flat { paint::medium() } else { paint::body() };
    let words = if flat { &line.path } else { &line.name };
    let set = if flat { paint::path(ui, words, &[], font, cx.tokens.ink, room) } else { paint::line(ui, words, font, cx.tokens.ink, room) };
    if set.elided {
        cut.push(line.path.clone());
    }
    paint::place(ui, set, pos2(x + indent + 18.0, y));
}

/// What the code is read as, in a chip; plain where a code above it is.
fn target(ui: &Ui, cx: &Cx, line: &Line, columns: &Columns, rect: Rect, cut: &mut Vec<String>) {
    let tokens = cx.tokens;
    let ((x, width), y) = (columns.target, rect.center().y);
    let (link, name, colour) = match &line.said {
        Said::Nothing => {
            paint::place(ui, paint::line(ui, "not looked at yet", paint::body(), tokens.ink2, width), pos2(x, y));
            return;
        }
        Said::Without(link) => {
            paint::icon(ui, pos2(x + 7.0, y), icons::MINUS, 13.0, tokens.ink2);
            paint::place(ui, paint::line(ui, "no counterpart", paint::body(), tokens.ink2, width - 20.0), pos2(x + 20.0, y));
            cut.extend(link.above.as_ref().map(|above| format!("As {above}, the code above")));
            return;
        }
        Said::To(link, name, colour, _) => (link, name, *colour),
    };
    let own = link.above.is_none();
    let words = paint::line(ui, name, paint::body(), if own { tokens.ink } else { tokens.ink2 }, width - 34.0);
    if words.elided {
        cut.push(name.clone());
    }
    if own {
        let chip = Rect::from_min_size(pos2(x, y - 12.0), vec2(words.size().x + 34.0, measure::CHIP));
        paint::boxed(ui, chip, measure::RADIUS, tokens.raised, tokens.line);
    } else {
        cut.extend(link.above.as_ref().map(|above| format!("As {above}, the code above")));
    }
    let swatch = Rect::from_center_size(paint::snap(ui, pos2(x + 14.0, y)), vec2(10.0, 10.0));
    match own {
        true => drop(ui.painter().rect_filled(swatch, 2.5, tokens.code(colour))),
        false => paint::icon(ui, swatch.center(), icons::ARROW_UP, 12.0, tokens.ink3),
    }
    paint::place(ui, words, pos2(x + 25.0, y));
}

fn reason(ui: &Ui, cx: &Cx, line: &Line, columns: &Columns, (rect, chosen): (Rect, bool), cut: &mut Vec<String>) {
    let (Some((x, width)), Some(link)) = (columns.reason, line.link()) else { return };
    let y = rect.center().y;
    let words = paint::line(ui, &link.reason, paint::body(), cx.tokens.ink2, width);
    if words.elided {
        cut.push(link.reason.clone());
    }
    paint::place(ui, words, pos2(x, y));
    if let Some(who) = columns.who.filter(|_| link.above.is_none()) {
        disc_on(ui, pos2(who, y), 11.0, &link.who, chosen);
    }
}

fn figures(ui: &Ui, cx: &Cx, line: &Line, columns: &Columns, rect: Rect) {
    let covered = if let Said::To(_, _, _, covered) = &line.said { Some(covered) } else { None };
    let numbers = [
        line.first.then_some(line.passages),
        covered.map(|covered| covered.unsettled()).or((line.open_below > 0).then_some(0)),
        covered.map(|covered| covered.accepted),
        covered.map(|covered| covered.rejected),
        covered.map(|covered| covered.moved),
    ];
    for (at, right) in &columns.figures {
        // Nothing settled is nothing to be read.
        let below = [line.whole - line.passages.min(line.whole), line.open_below].get(*at).copied().unwrap_or_default();
        let Some(number) = numbers[*at].filter(|number| *number + below > 0 || *at == 0) else { continue };
        let ink = if *at == 1 { cx.tokens.ink } else { cx.tokens.ink2 };
        let font = fonts::figures(if *at == 1 { Weight::Medium } else { Weight::Regular }, 13.0);
        paint::text(ui, pos2(*right, rect.center().y), Align2::RIGHT_CENTER, &with_below(number, number + below), font, ink);
    }
}
