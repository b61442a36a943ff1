//! The columns of cards: each scrolls by itself, only what is in sight is laid out, and one cursor walks over all of them.

use super::card::{self, Act, Laid, Stand};
use super::data::{Around, Board, Card, CardKey, Lane};
use super::lane;
use crate::model::{CodingId, Passage};
use crate::ui::cx::Cx;
use crate::ui::heights::Heights;
use crate::ui::text::PassageCache;
use crate::ui::views::read::palette::Purpose;
use crate::ui::widgets::{paint, take_focus};
use egui::accesskit::Role;
use egui::{Event, EventFilter, Id, Key, Modifiers, Rect, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use std::collections::{BTreeSet, HashMap, HashSet};

/// No column is narrower; then they scroll sideways.
const NARROW: f32 = 236.0;
/// None is wider, so that lines stay short.
const WIDE: f32 = 420.0;
/// One alone may be this wide.
const ALONE: f32 = 680.0;
/// Cards that Page Up and Page Down step over.
const PAGE: usize = 5;

/// Where a card stands: its column and its place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    lane: usize,
    at: usize,
}

/// What was asked for by key or pointer.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// The cards' stars, on or off.
    Star,
    /// The source of the card.
    Jump,
    /// What stands around the card.
    Context,
    /// The palette, with a first letter, and what it does.
    Palette(String, Purpose),
}

/// Cursor, choice, scroll and open contexts: what the board remembers between frames.
pub struct State {
    /// The card that the keys go to, and its column.
    cursor: Option<(u16, CardKey)>,
    /// Where the choice of several began.
    anchor: Option<(u16, CardKey)>,
    chosen: BTreeSet<CardKey>,
    /// What stands around the cards whose context shows.
    pub(super) open: HashMap<CardKey, Around>,
    pub(super) heights: HashMap<(CardKey, u32), f32>,
    /// Where the cards of each column stand, by its group, with the board and the width that is of.
    tops: HashMap<u16, ((u64, u32), Heights)>,
    /// How many boards there were.
    boards: u64,
    pub(super) cache: PassageCache<u64>,
    pub(super) reveal: Option<(usize, usize)>,
    /// Passages whose ends are being moved, and where they will be: the cursor goes with them.
    pub(super) moved: Vec<(CardKey, CardKey)>,
    /// Codings whose ends are being moved, until they are on disk; another coder's is asked about once.
    pub(super) nudged: HashMap<CodingId, Passage>,
    /// Where the card with the cursor was drawn, if it is in sight.
    pub at: Option<Rect>,
    /// Whether the board had the focus in the last frame.
    pub focused: bool,
}

impl Default for State {
    fn default() -> Self {
        Self {
            cursor: None,
            anchor: None,
            chosen: BTreeSet::new(),
            open: HashMap::new(),
            heights: HashMap::new(),
            tops: HashMap::new(),
            boards: 0,
            cache: PassageCache::new(2 << 20),
            reveal: None,
            moved: Vec::new(),
            nudged: HashMap::new(),
            at: None,
            focused: false,
        }
    }
}

impl State {
    /// Forgets everything: another code is shown.
    pub fn clear(&mut self) {
        *self = Self { focused: self.focused, boards: self.boards + 1, ..Self::default() };
    }

    /// Lets go of cards that are no longer shown; the cursor goes from one of them to the next that was shown before.
    pub fn keep(&mut self, before: Option<&Board>, board: &Board) {
        let here: HashSet<CardKey> = board.cards.iter().map(|card| card.key).collect();
        let stood = self.cursor;
        for (from, to) in std::mem::take(&mut self.moved) {
            if here.contains(&from) {
                self.moved.push((from, to));
                continue;
            }
            let places = self.cursor.iter_mut().chain(&mut self.anchor).map(|(_, key)| key);
            places.filter(|key| **key == from).for_each(|key| *key = to);
            if self.chosen.remove(&from) {
                self.chosen.insert(to);
            }
        }
        if self.place(board).is_none() {
            self.cursor = stood;
        }
        if self.place(board).is_none()
            && let Some((before, place)) = before.and_then(|before| Some((before, self.place(before)?)))
        {
            let lane = &before.lanes[place.lane];
            let stays = |at: &usize| here.contains(&before.cards[lane.cards[*at]].key);
            let next = (place.at..lane.cards.len()).find(stays).or_else(|| (0..place.at).rev().find(stays));
            self.cursor = next.map(|at| (lane.group, before.cards[lane.cards[at]].key));
        }
        self.chosen.retain(|key| here.contains(key));
        self.open.retain(|key, _| here.contains(key));
        self.heights.retain(|(key, _), _| here.contains(key));
        self.boards += 1;
    }

    /// Where the cards of the `n`th column stand; heights not yet seen are estimated, once for a board and a width.
    pub(super) fn take_tops(&mut self, board: &Board, n: usize, width: f32) -> Heights {
        let (lane, width_key) = (&board.lanes[n], width.to_bits());
        match self.tops.remove(&lane.group) {
            Some((key, tops)) if key == (self.boards, width_key) && tops.len() == lane.cards.len() => tops,
            _ => Heights::new(lane.cards.iter().map(|at| self.height(&board.cards[*at], width)).collect()),
        }
    }

    fn height(&self, card: &Card, width: f32) -> f32 {
        self.heights.get(&(card.key, width.to_bits())).copied().unwrap_or_else(|| card::estimate(card, width)) + lane::GAP
    }

    /// Keeps where they stand for the next frame.
    pub(super) fn put_tops(&mut self, board: &Board, n: usize, width: f32, tops: Heights) {
        self.tops.insert(board.lanes[n].group, ((self.boards, width.to_bits()), tops));
    }

    fn place(&self, board: &Board) -> Option<Place> {
        let (group, key) = self.cursor?;
        let lane = board.lanes.iter().position(|lane| lane.group == group)?;
        let at = board.lanes[lane].cards.iter().position(|card| board.cards[*card].key == key)?;
        Some(Place { lane, at })
    }

    /// The cards that a command is for: the chosen ones, else the one with the cursor.
    pub fn targets(&self, board: &Board) -> Vec<usize> {
        if !self.chosen.is_empty() {
            return (0..board.cards.len()).filter(|card| self.chosen.contains(&board.cards[*card].key)).collect();
        }
        self.cursor_card(board).into_iter().collect()
    }

    /// The card with the cursor.
    pub fn cursor_card(&self, board: &Board) -> Option<usize> {
        self.place(board).map(|place| board.lanes[place.lane].cards[place.at])
    }

    /// How many cards are chosen.
    pub fn chosen(&self) -> usize {
        self.chosen.len()
    }

    /// Chooses every card of the cursor's column, or of all.
    pub fn choose_all(&mut self, board: &Board) {
        self.chosen = board.cards.iter().map(|card| card.key).collect();
    }

    /// Lets go of the chosen cards.
    pub fn choose_none(&mut self) {
        (self.chosen, self.anchor) = (BTreeSet::new(), None);
    }

    fn go(&mut self, board: &Board, to: Place, extend: bool) {
        let here = |place: Place| (board.lanes[place.lane].group, board.cards[board.lanes[place.lane].cards[place.at]].key);
        let from = self.place(board);
        if extend && let Some(from) = from {
            let anchor = *self.anchor.get_or_insert(here(from));
            let start = board.lanes[to.lane].cards.iter().position(|card| board.cards[*card].key == anchor.1).unwrap_or(to.at);
            let cards = &board.lanes[to.lane].cards[start.min(to.at)..=start.max(to.at)];
            self.chosen = cards.iter().map(|card| board.cards[*card].key).collect();
        } else {
            self.choose_none();
        }
        self.cursor = Some(here(to));
        self.reveal = Some((to.lane, to.at));
    }

    /// A click: alone, with Ctrl one more or less, with Shift as far as here.
    fn click(&mut self, board: &Board, place: Place, modifiers: Modifiers) {
        let key = board.cards[board.lanes[place.lane].cards[place.at]].key;
        if modifiers.command {
            let before = self.cursor_card(board).map(|card| board.cards[card].key).filter(|_| self.chosen.is_empty());
            self.chosen.extend(before);
            if !self.chosen.remove(&key) {
                self.chosen.insert(key);
            }
            self.cursor = Some((board.lanes[place.lane].group, key));
            self.anchor = self.cursor;
        } else {
            self.go(board, place, modifiers.shift);
        }
        self.reveal = None;
    }
}

/// The place a key leads to; the first key only shows where the cursor is.
fn step(board: &Board, from: Option<Place>, key: Key) -> Option<Place> {
    let first = || board.lanes.iter().position(|lane| !lane.cards.is_empty()).map(|lane| Place { lane, at: 0 });
    let Some(Place { lane, at }) = from else { return first() };
    let last = board.lanes[lane].cards.len().saturating_sub(1);
    let beside = |mut lanes: Box<dyn Iterator<Item = usize>>| {
        lanes.find(|n| !board.lanes[*n].cards.is_empty()).map(|n| Place { lane: n, at: at.min(board.lanes[n].cards.len() - 1) })
    };
    match key {
        Key::ArrowDown => Some(Place { lane, at: (at + 1).min(last) }),
        Key::ArrowUp => Some(Place { lane, at: at.saturating_sub(1) }),
        Key::PageDown => Some(Place { lane, at: (at + PAGE).min(last) }),
        Key::PageUp => Some(Place { lane, at: at.saturating_sub(PAGE) }),
        Key::Home => Some(Place { lane, at: 0 }),
        Key::End => Some(Place { lane, at: last }),
        Key::ArrowRight => beside(Box::new(lane + 1..board.lanes.len())),
        Key::ArrowLeft => beside(Box::new((0..lane).rev())),
        _ => None,
    }
}

const MOVES: [Key; 8] = [Key::ArrowDown, Key::ArrowUp, Key::ArrowLeft, Key::ArrowRight, Key::PageDown, Key::PageUp, Key::Home, Key::End];

fn keys(ui: &Ui, board: &Board, state: &mut State) -> Option<Asked> {
    for key in MOVES {
        for (modifiers, extend) in [(Modifiers::SHIFT, true), (Modifiers::NONE, false)] {
            while ui.input_mut(|input| input.consume_key(modifiers, key)) {
                if let Some(to) = step(board, state.place(board), key) {
                    state.go(board, to, extend);
                }
            }
        }
    }
    state.cursor_card(board)?;
    let typed = ui.input_mut(|input| {
        let at = input.events.iter().position(|event| matches!(event, Event::Text(text) if text.chars().next().is_some_and(|c| !c.is_control())));
        at.map(|at| input.events.remove(at))
    });
    let Some(Event::Text(text)) = typed else { return None };
    text.starts_with(char::is_alphabetic).then_some(Asked::Palette(text, Purpose::Apply))
}

/// The board as a whole, which has the focus for all its cards.
pub fn id() -> Id {
    Id::unique("themes board")
}

/// Gives the keys to the cards.
pub fn take_keys(ui: &Ui) {
    ui.memory_mut(|memory| memory.request_focus(id()));
}

/// Draws the columns over `rect`, which hear keys while `listens`; says what was asked for.
pub fn draw(ui: &mut Ui, rect: Rect, cx: &Cx, board: &Board, state: &mut State, listens: bool) -> Option<Asked> {
    let id = id();
    state.at = None;
    let response = ui.interact(rect, id, Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, format!("Passages of {}", board.title)));
    if listens {
        take_focus(ui, id);
    }
    state.focused = listens && response.has_focus() && !egui::Popup::is_any_open(ui.ctx());
    let mut asked = None;
    if state.focused {
        let arrows = EventFilter { vertical_arrows: true, horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
        asked = keys(ui, board, state);
    }
    if let Some((group, key)) = state.cursor.filter(|_| state.focused) {
        ui.ctx().accesskit_node_builder(id, |node| node.set_active_descendant(card::id(group, key).accesskit_id()));
    }
    let most = if board.lanes.len() == 1 { ALONE } else { WIDE };
    let width = (rect.width() / board.lanes.len().max(1) as f32).clamp(NARROW, most.max(NARROW)).floor();
    let builder = UiBuilder::new().max_rect(rect).id_salt("lanes");
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        ScrollArea::horizontal().id_salt(("themes lanes", board.code)).auto_shrink([false, false]).show(ui, |ui| {
            ui.set_width(width * board.lanes.len() as f32);
            let origin = ui.max_rect().min;
            for n in 0..board.lanes.len() {
                let place = Rect::from_min_size(pos2(origin.x + n as f32 * width, rect.top()), vec2(width, rect.height()));
                if state.reveal.is_some_and(|(lane, _)| lane == n) {
                    ui.scroll_to_rect(place, None);
                }
                if place.right() < rect.left() || place.left() > rect.right() {
                    continue;
                }
                paint::vline(ui, ui.painter(), place.right() - paint::hair(ui), place.y_range(), cx.tokens.line_soft);
                asked = lane::draw(ui, place, cx, (board, n), state).or(asked.take());
            }
        });
    });
    state.reveal = None;
    asked
}

/// Draws one card of a column; says what was asked for.
pub(super) fn one(ui: &Ui, rect: Rect, cx: &Cx, board: &Board, (lane, at): (usize, usize), laid: &Laid, state: &mut State) -> Option<Asked> {
    let column: &Lane = &board.lanes[lane];
    let card = &board.cards[column.cards[at]];
    let stand = Stand {
        cursor: state.cursor == Some((column.group, card.key)),
        focused: state.focused,
        chosen: state.chosen.contains(&card.key),
        open: state.open.contains_key(&card.key),
    };
    if stand.cursor {
        state.at = Some(rect);
    }
    let (_, act) = card::draw(ui, rect, card::id(column.group, card.key), cx, board, card, laid, stand);
    let act = act?;
    take_keys(ui);
    let modifiers = ui.input(|input| input.modifiers);
    let place = Place { lane, at };
    match act {
        Act::Choose => state.click(board, place, modifiers),
        _ => state.click(board, place, Modifiers::NONE),
    }
    match act {
        Act::Choose => None,
        Act::Star => Some(Asked::Star),
        Act::Context => Some(Asked::Context),
        Act::Jump => Some(Asked::Jump),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CodeId, Colour, SourceId, Span};
    use crate::ui::views::themes::data::Card;

    fn board(counts: &[usize]) -> Board {
        let (mut cards, mut lanes) = (Vec::new(), Vec::new());
        for (group, count) in counts.iter().enumerate() {
            let start = cards.len();
            for n in 0..*count {
                let key = (SourceId::new(), Span::new(n as u32, n as u32 + 5));
                let words = String::new;
                cards.push(Card {
                    key,
                    passage: None,
                    source: words(),
                    quote: words(),
                    attribution: words(),
                    codings: Vec::new(),
                    below: Vec::new(),
                    star: false,
                    memos: 0,
                    against: false,
                    part: None,
                    quoted: Vec::new(),
                    seen: Vec::new(),
                });
            }
            let (title, line, warning, silence) = Default::default();
            lanes.push(Lane { group: group as u16, title, line, bars: Vec::new(), cards: (start..cards.len()).collect(), warning, silence });
        }
        Board {
            code: CodeId::new(),
            path: String::new(),
            title: String::new(),
            colour: Colour::Named(0),
            statement: String::new(),
            has_children: false,
            reach: String::new(),
            line: String::new(),
            basis: String::new(),
            total: cards.len(),
            cards,
            lanes,
            legend: Vec::new(),
            heads: Default::default(),
            columns: String::new(),
            parts: Vec::new(),
            unread: String::new(),
            single: 0,
            corrected: 0,
            balance: crate::analysis::Balance { sites: Vec::new(), roles: Vec::new(), quotes: 0, quoted: 0, asked: 0, questions: 0, passages: 0 },
            lenses: Vec::new(),
        }
    }

    fn walk(board: &Board, keys: &[Key]) -> Option<(usize, usize)> {
        let at = keys.iter().fold(None, |at, key| step(board, at, *key).or(at));
        at.map(|place: Place| (place.lane, place.at))
    }

    #[test]
    fn arrows_walk_cards_and_pass_over_empty_columns() {
        use Key::*;
        let board = board(&[0, 3, 0, 1]);
        assert_eq!(walk(&board, &[ArrowDown]), Some((1, 0)));
        assert_eq!(walk(&board, &[ArrowDown, End, ArrowDown]), Some((1, 2)));
        assert_eq!(walk(&board, &[ArrowDown, End, ArrowRight]), Some((3, 0)));
        assert_eq!(walk(&board, &[ArrowDown, ArrowRight, ArrowRight, ArrowLeft]), Some((1, 0)));
        assert_eq!(walk(&self::board(&[0]), &[ArrowDown]), None);
    }

    #[test]
    fn shift_chooses_from_where_it_began_and_what_goes_leaves_the_cursor_on_its_neighbour() {
        let board = board(&[4]);
        let mut state = State::default();
        let place = |at| Place { lane: 0, at };
        state.go(&board, place(1), false);
        state.go(&board, place(2), true);
        state.go(&board, place(3), true);
        assert_eq!(state.targets(&board), [1, 2, 3]);
        state.go(&board, place(0), true);
        assert_eq!(state.targets(&board), [0, 1]);
        let mut after = board.clone();
        after.cards.drain(..2);
        after.lanes[0].cards.truncate(2);
        state.keep(Some(&board), &after);
        assert_eq!((state.chosen(), state.targets(&after)), (0, vec![0]));
        state.go(&board, place(2), false);
        state.click(&board, place(3), Modifiers::COMMAND);
        assert_eq!(state.targets(&board), [2, 3]);
        state.click(&board, place(2), Modifiers::COMMAND);
        assert_eq!(state.targets(&board), [3]);
    }
}
