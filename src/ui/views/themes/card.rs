//! A card: the words of a passage, who says them, its star, and on demand what stands around it.

use super::data::{Around, Board, Card, CardKey};
use crate::analysis::lens::Standing;
use crate::model::{Span, Stance};
use crate::ui::command::{Command, ReadCommand, ThemesCommand};
use crate::ui::cx::Cx;
use crate::ui::icons;
use crate::ui::text::{Family, Fitted, Marks, Passage, PassageCache, PassageStyle, Run};
use crate::ui::theme::measure;
use crate::ui::widgets::{Tip, paint};
use egui::accesskit::Role;
use egui::{Color32, Id, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// Inside the edge of a card, at its sides.
const SIDE: f32 = 12.0;
/// Above the first line.
const TOP: f32 = 11.0;
/// The row with the attribution, to the lower edge.
const FOOT: f32 = 36.0;
/// The row that names codes below.
const BELOW: f32 = 18.0;
/// The mark at the left edge of a passage that speaks against the theme.
const AGAINST: f32 = 3.0;
/// Rows of a quote before it is cut; its context shows it whole.
const ROWS: usize = 10;
/// Letters of its own turn that context shows before and after a passage.
const NEAR: usize = 320;

/// The style of quotes on cards.
pub fn serif() -> PassageStyle {
    PassageStyle::new(Family::Serif, 15.0, 22.0)
}

fn small_serif() -> PassageStyle {
    PassageStyle::new(Family::Serif, 14.0, 20.0)
}

fn sans() -> PassageStyle {
    PassageStyle::new(Family::Sans, 12.0, 18.0)
}

/// A card laid out for a width.
pub struct Laid {
    /// The voice and the words of the turns before and after, where context shows.
    before: Option<(Fitted, Fitted)>,
    quote: Arc<Passage>,
    after: Option<(Fitted, Fitted)>,
    below: bool,
    /// Its height.
    pub height: f32,
}

/// Lays a card out; `around` is what stands around it, where that shows.
pub fn lay_out(cx: &Cx, cache: &mut PassageCache<u64>, card: &Card, width: f32, around: Option<&Around>) -> Laid {
    let inner = (width - 2.0 * SIDE).max(40.0);
    let quote = match around {
        Some(around) => in_its_turn(cx, cache, card, around, inner),
        None => cx.text.borrow_mut().fit(&card.quote, &serif(), inner, ROWS).passage,
    };
    let turn = |turn: Option<&(String, String)>| {
        turn.map(|(name, words)| {
            let mut engine = cx.text.borrow_mut();
            (engine.fit(name, &sans(), inner, 1), engine.fit(words, &small_serif(), inner, 4))
        })
    };
    let before = turn(around.and_then(|around| around.before.as_ref()));
    let after = turn(around.and_then(|around| around.after.as_ref()));
    let below = !card.below.is_empty();
    let block = |block: &Option<(Fitted, Fitted)>| block.as_ref().map_or(0.0, |(name, words)| turn_height(name, words) + 8.0);
    let height = TOP + block(&before) + quote.height() + block(&after) + if below { BELOW } else { 0.0 } + FOOT;
    Laid { before, quote, after, below, height }
}

fn turn_height(name: &Fitted, words: &Fitted) -> f32 {
    words.passage.height() + if name.passage.is_empty() { 0.0 } else { name.passage.height() }
}

/// About how high a card is that was not laid out yet.
pub fn estimate(card: &Card, width: f32) -> f32 {
    let letters = ((width - 2.0 * SIDE).max(40.0) / 7.1).max(4.0);
    let lines = (card.quote.chars().count() as f32 / letters).ceil().clamp(1.0, ROWS as f32);
    TOP + lines * serif().line_height + if card.below.is_empty() { 0.0 } else { BELOW } + FOOT
}

/// The passage in full with the rest of its turn around it, which stands back.
fn in_its_turn(cx: &Cx, cache: &mut PassageCache<u64>, card: &Card, around: &Around, width: f32) -> Arc<Passage> {
    let words = card.quote.trim_start_matches("… ").trim_end_matches(" …");
    let lead = last_words(&around.lead);
    let trail = first_words(&around.trail);
    let text = format!("{lead}{words}{trail}");
    let count = |text: &str| text.chars().count() as u32;
    let (from, to) = (count(&lead), count(&lead) + count(words));
    let faint = Some(cx.tokens.ink3);
    let runs = [
        Run { span: Span { start: 0, end: from }, colour: faint, ..Run::default() },
        Run { span: Span { start: to, end: to + count(&trail) }, colour: faint, ..Run::default() },
    ];
    let mut hasher = DefaultHasher::new();
    let engine = &mut *cx.text.borrow_mut();
    (&text, from, to, engine.key(&serif()), width.to_bits(), cx.tokens.ink3).hash(&mut hasher);
    let marks = Marks { runs: &runs, ..Marks::default() };
    cache.get_or(hasher.finish(), || engine.lay_out(&text, &serif(), marks, width))
}

/// The end of a text, cut between words, with a space after it.
fn last_words(text: &str) -> String {
    let letters = text.chars().count();
    if letters == 0 {
        return String::new();
    }
    if letters <= NEAR {
        return format!("{text} ");
    }
    let end: String = text.chars().skip(letters - NEAR).collect();
    format!("… {} ", end.split_once(' ').map_or(end.as_str(), |(_, rest)| rest))
}

/// The beginning of a text, cut between words, with a space before it where it does not begin with a sign.
fn first_words(text: &str) -> String {
    let space = if text.is_empty() || text.starts_with(|c: char| c.is_ascii_punctuation()) { "" } else { " " };
    if text.chars().count() <= NEAR {
        return format!("{space}{text}");
    }
    let start: String = text.chars().take(NEAR).collect();
    format!("{space}{} …", start.rsplit_once(' ').map_or(start.as_str(), |(rest, _)| rest))
}

/// How a card stands among the others.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stand {
    /// Whether the keys go to it.
    pub cursor: bool,
    /// Whether the board has the focus.
    pub focused: bool,
    /// Whether it is one of several chosen.
    pub chosen: bool,
    /// Whether its context shows.
    pub open: bool,
}

/// What was done with a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// It was clicked.
    Choose,
    /// Its star was clicked.
    Star,
    /// Its context was asked for, or shall go.
    Context,
    /// The way to the source was clicked.
    Jump,
}

/// The id of a card in a column.
pub fn id(group: u16, key: CardKey) -> Id {
    Id::unique(("theme card", group, key.0, key.1))
}

/// Draws a card over `rect`; says what was done with it.
#[expect(clippy::too_many_arguments, reason = "all of it is the card's")]
pub fn draw(ui: &Ui, rect: Rect, id: Id, cx: &Cx, board: &Board, card: &Card, laid: &Laid, stand: Stand) -> (Response, Option<Act>) {
    let response = ui.interact(rect, id, Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, stand.cursor || stand.chosen, spoken(card)));
    ground(ui, rect, cx, card, stand);
    words(ui, rect, cx, laid);
    let mut act = None;
    let shows = stand.cursor || ui.rect_contains_pointer(rect);
    let right = tools(ui, rect, id, cx, card, stand, shows, &mut act);
    foot(ui, rect, id, cx, board, card, laid, right);
    if response.double_clicked() {
        act = Some(Act::Jump);
    } else if response.clicked() {
        act = act.or(Some(Act::Choose));
    }
    (response, act)
}

fn spoken(card: &Card) -> String {
    let star = if card.star { ", key quote" } else { "" };
    let against = if card.against { ", contradicts" } else { "" };
    let standing = standing(card).map_or_else(String::new, |standing| format!(", {}", standing.name()));
    format!("{}, {}{star}{against}{standing}", card.quote, card.attribution)
}

/// How far what is read through a lens is settled: the least of the readings.
fn standing(card: &Card) -> Option<Standing> {
    card.seen.iter().map(|reading| reading.standing).min()
}

/// The words at the right of the foot: what speaks against the theme, and how a reading stands.
fn marks(cx: &Cx, card: &Card) -> Vec<(&'static str, Color32)> {
    let mut list = Vec::new();
    if card.against {
        list.push((Stance::Contradicts.name(), cx.tokens.danger));
    }
    if let Some(standing) = standing(card) {
        list.push((standing.name(), if standing.is_settled() { cx.tokens.accent } else { cx.tokens.ink2 }));
    }
    list
}

fn ground(ui: &Ui, rect: Rect, cx: &Cx, card: &Card, stand: Stand) {
    let tokens = cx.tokens;
    let fill = if stand.chosen { tokens.accent_wash } else { tokens.raised };
    let line = if card.star { tokens.codes[1] } else { tokens.line };
    paint::boxed(ui, rect, measure::RADIUS_CARD, fill, line);
    if card.against {
        // Beside the frame of the chosen card, which would cover it.
        let wide = AGAINST + if stand.cursor { tokens.focus } else { 0.0 };
        let edge = Rect::from_min_max(rect.min, pos2(rect.left() + wide, rect.bottom()));
        ui.painter().with_clip_rect(edge.intersect(ui.clip_rect())).rect_filled(rect, measure::RADIUS_CARD, tokens.danger);
    }
    if stand.cursor && stand.focused {
        ui.painter().rect_stroke(rect, measure::RADIUS_CARD, Stroke::new(tokens.focus, tokens.accent), StrokeKind::Inside);
    } else if stand.cursor {
        ui.painter().rect_stroke(rect, measure::RADIUS_CARD, Stroke::new(paint::hair(ui), tokens.accent), StrokeKind::Inside);
    }
}

fn words(ui: &Ui, rect: Rect, cx: &Cx, laid: &Laid) {
    let tokens = cx.tokens;
    let mut engine = cx.text.borrow_mut();
    let mut at = rect.min + vec2(SIDE, TOP);
    let mut turn = |at: &mut Pos2, block: &Option<(Fitted, Fitted)>, gap: f32| {
        let Some((name, words)) = block else { return };
        at.y += gap;
        if !name.passage.is_empty() {
            name.passage.paint(&mut engine, ui.painter(), *at, tokens.ink3);
            at.y += name.passage.height();
        }
        words.passage.paint(&mut engine, ui.painter(), *at, tokens.ink3);
        at.y += words.passage.height() + 8.0 - gap;
    };
    turn(&mut at, &laid.before, 0.0);
    let quote = at;
    at.y += laid.quote.height();
    turn(&mut at, &laid.after, 8.0);
    laid.quote.paint(&mut engine, ui.painter(), quote, tokens.ink);
}

/// The star, always there; the others where the pointer or the keys are. Gives the left edge of the last.
#[expect(clippy::too_many_arguments, reason = "all of it is the card's")]
fn tools(ui: &Ui, rect: Rect, id: Id, cx: &Cx, card: &Card, stand: Stand, shows: bool, act: &mut Option<Act>) -> f32 {
    let y = rect.bottom() - FOOT / 2.0 - 2.0;
    let star = if card.star { (icons::STAR_FILL, "Key quote, take the star off") } else { (icons::STAR, "Make it a key quote") };
    let context = if stand.open { (icons::MINUS, "Hide what stands around it") } else { (icons::TEXT_INDENT, "Show what stands around it") };
    let read = (icons::BOOK_OPEN, "Show it in its source");
    let mut x = rect.right() - SIDE - 8.0;
    let list = [
        (star, Act::Star, Command::from(ReadCommand::Star)),
        (context, Act::Context, ThemesCommand::Context.into()),
        (read, Act::Jump, ThemesCommand::Jump.into()),
    ];
    for (n, ((glyph, name), does, command)) in list.into_iter().enumerate() {
        if n > 0 && !shows {
            break;
        }
        let place = Rect::from_center_size(pos2(x, y), vec2(22.0, 22.0));
        let response = ui.interact(place, id.with(n), Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        if response.hovered() {
            ui.painter().rect_filled(place, 5.0, cx.tokens.hover);
        }
        let ink = if does == Act::Star && card.star { cx.tokens.codes[1] } else { cx.tokens.ink2 };
        paint::icon(ui, place.center(), glyph, 15.0, ink);
        if response.clicked() {
            *act = Some(does);
        }
        response.tip(cx.cap(command).map_or_else(|| name.to_owned(), |key| format!("{name}  ({key})")));
        x -= 24.0;
    }
    x + 12.0
}

#[expect(clippy::too_many_arguments, reason = "all of it is the card's")]
fn foot(ui: &Ui, rect: Rect, id: Id, cx: &Cx, board: &Board, card: &Card, laid: &Laid, right: f32) {
    let tokens = cx.tokens;
    let left = rect.left() + SIDE;
    let y = rect.bottom() - FOOT / 2.0 - 2.0;
    if laid.below {
        below(ui, pos2(left, y - BELOW), rect.right() - SIDE - left, cx, board, card);
    }
    let mut room = right - left - 6.0;
    if card.memos > 0 {
        let middle = pos2(right - 8.0, y);
        paint::icon(ui, middle, icons::NOTE, 14.0, tokens.ink3);
        let response = ui.interact(Rect::from_center_size(middle, vec2(18.0, 18.0)), id.with("memos"), Sense::hover());
        let said = crate::ui::format::counted(card.memos, "memo");
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
        response.tip(said);
        room -= 20.0;
    }
    if !card.quoted.is_empty() {
        let middle = pos2(left + room - 4.0, y);
        paint::icon(ui, middle, icons::QUOTES, 14.0, tokens.ink3);
        let response = ui.interact(Rect::from_center_size(middle, vec2(18.0, 18.0)), id.with("quoted"), Sense::hover());
        let said = format!("Quoted in {}", card.quoted.join(", "));
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
        response.tip(said);
        room -= 20.0;
    }
    for (words, ink) in marks(cx, card) {
        let galley = paint::whole(ui, words, paint::meta(), ink);
        let wide = galley.size().x;
        if wide + 60.0 < room {
            paint::place(ui, galley, pos2(left + room - wide, y));
            room -= wide + 8.0;
        } else if card.against && words == Stance::Contradicts.name() {
            // Never by its edge alone.
            let middle = pos2(left + room - 4.0, y);
            paint::icon(ui, middle, icons::X, 14.0, ink);
            let response = ui.interact(Rect::from_center_size(middle, vec2(18.0, 18.0)), id.with("against"), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
            response.tip(words);
            room -= 20.0;
        }
    }
    line(ui, cx, &card.attribution, pos2(left, y), room, tokens.ink3);
    let place = Rect::from_min_max(pos2(left, y - 9.0), pos2(left + room.max(1.0), y + 9.0));
    ui.interact(place, id.with("from"), Sense::hover()).tip(format!("{}\n{}", card.attribution, card.source));
}

/// A line of any script with the middle of its left edge at `at`.
pub fn line(ui: &Ui, cx: &Cx, words: &str, at: Pos2, width: f32, colour: Color32) {
    let mut engine = cx.text.borrow_mut();
    let fitted = engine.fit(words, &sans(), width.max(1.0), 1);
    let origin = at - vec2(fitted.passage.inset(), fitted.passage.height() / 2.0);
    fitted.passage.paint(&mut engine, ui.painter(), origin, colour);
}

/// The codes below that brought the passage here, each with its swatch.
fn below(ui: &Ui, at: Pos2, width: f32, cx: &Cx, board: &Board, card: &Card) {
    let Some(project) = cx.project else { return };
    let corpus = &project.corpus;
    let mut x = at.x;
    for code in card.below.iter().filter(|id| **id != board.code) {
        let Some(found) = corpus.code(*code) else { continue };
        if x + 24.0 > at.x + width {
            break;
        }
        let swatch = Rect::from_center_size(paint::snap(ui, pos2(x + 4.0, at.y)), vec2(8.0, 8.0));
        ui.painter().rect_filled(swatch, 2.0, cx.tokens.code(corpus.colour(*code)));
        let mut engine = cx.text.borrow_mut();
        let fitted = engine.fit(&found.name, &sans(), at.x + width - x - 14.0, 1);
        let origin = pos2(x + 14.0 - fitted.passage.inset(), at.y - fitted.passage.height() / 2.0);
        fitted.passage.paint(&mut engine, ui.painter(), origin, cx.tokens.ink2);
        x += 14.0 + fitted.passage.width() + 12.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_near_is_cut_between_words() {
        assert_eq!((last_words(""), first_words("")), (String::new(), String::new()));
        assert_eq!((last_words("Well."), first_words(", really.")), ("Well. ".into(), ", really.".into()));
        let long = "word ".repeat(200);
        let end = last_words(long.trim());
        assert!(end.starts_with("… word ") && end.ends_with("word ") && end.chars().count() <= NEAR + 3, "{end}");
        let start = first_words(long.trim());
        assert!(start.starts_with(" word ") && start.ends_with("word …") && start.chars().count() <= NEAR + 3, "{start}");
    }
}
