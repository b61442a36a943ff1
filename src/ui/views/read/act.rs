//! From commands to what is asked for: the caret moves here, the project is changed through the queue.

use super::open::Open;
use super::palette::Purpose;
use super::show::Stops;
use super::steps::{self, Unit};
use super::{Motion, Read, notes};
use crate::model::{CodeId, CodingId, ProgressState, SourceId, Span};
use crate::ui::command::{CodingCommand, Command, MemoCommand, Nudge, ReadCommand, ReadNote, SearchCommand, Side, Target, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::mine;

impl Read {
    /// Takes what is Read's to do; says whether it was.
    pub(super) fn act(&mut self, command: &Command, cx: &Cx) -> bool {
        match command {
            Command::Window(Window::Go(target)) => self.go_to(cx, *target),
            Command::Read(command) => self.read(command, cx),
            Command::Search(command) => self.find(command, cx),
            Command::Showing(command) => self.showing(command, cx),
            Command::Memos(command) => self.memos(command, cx),
            Command::Codes(command) => self.tree.command(command, cx),
            Command::Sources(command) => self.shelf.command(command, cx),
            _ => false,
        }
    }

    /// Finds in the open text.
    fn find(&mut self, command: &SearchCommand, cx: &Cx) -> bool {
        let Some(open) = &mut self.open else { return false };
        match command {
            SearchCommand::Find => self.find.begin(open),
            SearchCommand::FindSame(trail) => self.find.show(trail),
            SearchCommand::Next | SearchCommand::Previous if !self.find.is_open() => self.find.begin(open),
            SearchCommand::Next => self.find.step(cx, open, true),
            SearchCommand::Previous => self.find.step(cx, open, false),
            _ => return false,
        }
        true
    }

    fn go_to(&mut self, cx: &Cx, target: Target) -> bool {
        match target {
            Target::Source(source) => self.open_source(cx, source, None),
            Target::Passage(source, span) => self.open_source(cx, source, Some(span)),
            Target::Case(case) => self.shelf.only(case),
            Target::Code(_) => return false,
        }
        true
    }

    fn read(&mut self, command: &ReadCommand, cx: &Cx) -> bool {
        match command {
            ReadCommand::Used(code) => self.last = Some(*code),
            ReadCommand::PinChosen(slot) => {
                // A key codes with one code.
                if let (Some(code), 1) = (self.tree.chosen().first(), self.tree.chosen().len()) {
                    cx.push(CodingCommand::Pin(*slot, Some(*code)));
                }
            }
            ReadCommand::Say(_) | ReadCommand::Keep(..) | ReadCommand::Remember(_) | ReadCommand::ToClipboard(_) => return false,
            ReadCommand::Originals => self.turn_originals(cx),
            ReadCommand::Stops => self.stops = self.stops.other(),
            ReadCommand::Go(motion) => self.travel(cx, *motion, false),
            ReadCommand::Select(motion) => self.travel(cx, *motion, true),
            ReadCommand::ToSources => self.focus_on(cx, Side::Left, crate::ui::views::sources::list_id()),
            ReadCommand::ToCases => self.focus_on(cx, Side::Left, crate::ui::views::sources::cases_id()),
            ReadCommand::ToFramework => self.focus_on(cx, Side::Right, crate::ui::views::framework::tree_id()),
            ReadCommand::NextSource => self.neighbour(cx, 1),
            ReadCommand::PreviousSource => self.neighbour(cx, -1),
            other => self.with_open(other, cx),
        }
        true
    }

    /// Gives the keys to a list in a column, which unfolds for it.
    fn focus_on(&mut self, cx: &Cx, side: Side, id: egui::Id) {
        self.focus = Some(id);
        cx.push(Window::Unfold(side));
    }

    fn travel(&mut self, cx: &Cx, motion: Motion, extend: bool) {
        let Some(open) = &mut self.open else { return };
        let engine = &mut *cx.text.borrow_mut();
        let (mut ground, caret) = open.ground(engine);
        ground.go(caret, motion, extend);
        open.reveal = Some((open.caret.at, 0.0));
        if !extend {
            open.chosen = None;
        }
    }

    /// What is done with the open source, its selection and its chosen coding.
    fn with_open(&mut self, command: &ReadCommand, cx: &Cx) {
        let (Some(mut open), Some(desk)) = (self.open.take(), cx.project) else { return };
        if open.originals.is_some() && !super::correct::works_meanwhile(command) && !matches!(command, ReadCommand::Next | ReadCommand::Previous) {
            cx.push(ReadCommand::Say(ReadNote::Originals));
            self.open = Some(open);
            return;
        }
        match command {
            ReadCommand::Copy | ReadCommand::CopyPlain => {
                if let Some(span) = open.selection() {
                    let plain = *command == ReadCommand::CopyPlain;
                    let words = if plain { open.sheet.words(span) } else { super::copy::attributed(&desk.corpus, &open, span) };
                    cx.push(ReadCommand::ToClipboard(words));
                }
            }
            // Without a selection the key goes through the codings at the caret.
            ReadCommand::Palette if open.selection().is_none() => {
                let here = open.stripes.at(open.caret.at);
                let now = here.iter().position(|stripe| Some(stripe.coding) == open.chosen);
                open.chosen = here.get(now.map_or(0, |at| at + 1)).map(|stripe| stripe.coding);
            }
            ReadCommand::Palette => self.open_palette(cx, &mut open, String::new(), Purpose::Apply),
            ReadCommand::InVivo => self.in_vivo(cx, &mut open),
            ReadCommand::Recode => {
                let ids = settled(cx, &mut open);
                if !ids.is_empty() {
                    self.open_palette(cx, &mut open, String::new(), Purpose::Recode(ids));
                }
            }
            other => self.simple(other, cx, desk, &mut open),
        }
        self.open = Some(open);
    }

    fn simple(&mut self, command: &ReadCommand, cx: &Cx, desk: &Desk, open: &mut Open) {
        match command {
            ReadCommand::Leave if self.find.close() => {}
            ReadCommand::Leave => {
                if open.caret.is_empty() {
                    open.chosen = None;
                }
                open.caret.collapse();
            }
            ReadCommand::SelectAll => open.caret = super::caret::Caret::over(open.sheet.text.geometry.span()),
            ReadCommand::SelectTurn => open.caret = super::caret::Caret::over(steps::unit_at(&open.sheet.text, open.caret.at, Unit::Turn)),
            ReadCommand::Again => match self.last.filter(|code| desk.corpus.code(*code).is_some()) {
                Some(code) => apply(cx, open, code),
                None => cx.push(ReadCommand::Say(ReadNote::NoLast)),
            },
            ReadCommand::Pinned(slot) => match cx.pinned(*slot) {
                Some(code) => apply(cx, open, code),
                None => cx.push(ReadCommand::Say(ReadNote::NoPin(*slot))),
            },
            ReadCommand::Memos => self.list_memos(cx, open),
            ReadCommand::Delete => delete(cx, open),
            ReadCommand::LinkMemo => self.link_memo(cx, open),
            ReadCommand::Memo => cx.push(MemoCommand::OpenAmong(notes::subjects(open))),
            ReadCommand::Star => star(cx, desk, open),
            ReadCommand::Nudge(way) => nudge(cx, open, *way),
            ReadCommand::Next => self.stop(cx, open, true),
            ReadCommand::Previous => self.stop(cx, open, false),
            ReadCommand::Progress => progress(cx, desk, open.sheet.source),
            _ => {}
        }
    }

    /// Goes to the next stop or the one before, and says so where there is none.
    fn stop(&mut self, cx: &Cx, open: &mut Open, on: bool) {
        let found = match self.stops {
            Stops::Hits if self.find.marks().is_empty() => return cx.push(ReadCommand::Say(ReadNote::NothingFound)),
            Stops::Hits => self.find.stop(open, on),
            stops => stop(open, stops, on),
        };
        if !found {
            cx.push(ReadCommand::Say(ReadNote::NoStop(self.stops, on)));
        }
    }

    /// Opens the source so many places further in the list.
    fn neighbour(&mut self, cx: &Cx, by: isize) {
        let Some(here) = self.here() else { return };
        let all = self.shelf.order(cx);
        let at = all.iter().position(|source| *source == here);
        let next = at.and_then(|at| at.checked_add_signed(by)).and_then(|at| all.get(at)).copied();
        match next {
            Some(source) => self.open_source(cx, source, None),
            None if by > 0 => cx.push(Window::Say("This is the last source of the list")),
            None => cx.push(Window::Say("This is the first source of the list")),
        }
    }

    /// Selects a turn by its place.
    pub(super) fn select_turn(&self, open: &mut Open, turn: u32) {
        let Some(turn) = open.sheet.text.structure.turns.get(turn as usize) else { return };
        open.caret = super::caret::Caret::over(steps::tighten(&open.sheet.text, turn.span));
    }
}

/// Codes the selection.
pub(super) fn apply(cx: &Cx, open: &Open, code: CodeId) {
    apply_each(cx, open, &[code]);
}

/// Codes the selection with each of these codes.
pub(super) fn apply_each(cx: &Cx, open: &Open, codes: &[CodeId]) {
    // While the text is corrected, or shows names as they were, its places are not those that codings are made on.
    if open.correct.is_some() || open.originals.is_some() {
        return;
    }
    match open.selection() {
        Some(span) => code(cx, open, span, codes),
        None => cx.push(ReadCommand::Say(ReadNote::NoSelection)),
    }
}

/// Codes a passage of the open source with each of these codes.
pub(super) fn code(cx: &Cx, open: &Open, span: Span, codes: &[CodeId]) {
    if open.correct.is_none() && open.originals.is_none() {
        let passages = vec![open.sheet.passage(span)];
        match codes {
            [one] => cx.push(CodingCommand::Apply(*one, passages)),
            several => cx.push(CodingCommand::ApplyEach(several.to_vec(), passages)),
        }
    }
}

/// The codings that a selection means: the chosen one if it touches it, else all that it touches.
fn meant(open: &Open, span: Span) -> Vec<CodingId> {
    match open.chosen_stripe() {
        Some(stripe) if stripe.span.overlaps(span) => vec![stripe.coding],
        _ => open.stripes.within(span).map(|stripe| stripe.coding).collect(),
    }
}

fn delete(cx: &Cx, open: &Open) {
    match (open.selection(), open.chosen) {
        (Some(span), _) => {
            // Space at its edges goes too, so that what is left ends with a word.
            let span = steps::loosen(&open.sheet.text, span);
            let passage = open.sheet.passage(span);
            mine::change(cx, meant(open, span), |ids| CodingCommand::Trim(ids, passage));
        }
        (None, Some(id)) => mine::change(cx, vec![id], CodingCommand::Remove),
        (None, None) => cx.push(ReadCommand::Say(ReadNote::NoCoding)),
    }
}

/// The codings that a command on a coding acts on: the chosen one, those of the selected words, or the one around the caret; one's own
/// before others'. A single one is the chosen one from then on. Where there is none, that is said.
fn settled(cx: &Cx, open: &mut Open) -> Vec<CodingId> {
    let ids = match open.selection() {
        Some(span) => {
            let meant = meant(open, span);
            let exactly: Vec<CodingId> = open.stripes.within(span).filter(|stripe| stripe.span == span).map(|stripe| stripe.coding).collect();
            if meant.len() > 1 && !exactly.is_empty() { exactly } else { meant }
        }
        None => open.chosen.map_or_else(|| open.stripes.at(open.caret.at).iter().map(|stripe| stripe.coding).collect(), |id| vec![id]),
    };
    let own = mine::own(cx, &ids);
    let mut ids = if own.is_empty() { ids } else { own };
    if open.selection().is_none() {
        // The shortest around the caret.
        ids.truncate(1);
    }
    match ids.as_slice() {
        [] => cx.push(ReadCommand::Say(ReadNote::NoCoding)),
        [one] => open.chosen = Some(*one),
        _ => {}
    }
    ids
}

fn star(cx: &Cx, desk: &Desk, open: &mut Open) {
    let ids = settled(cx, open);
    // Several are starred together, unless all of them are.
    let star = ids.iter().any(|id| desk.corpus.coding(*id).is_some_and(|coding| !coding.star));
    mine::change(cx, ids, |ids| CodingCommand::Star(ids, star));
}

/// Chooses a coding and brings it in sight, where it shows.
pub(super) fn choose(open: &mut Open, id: CodingId) {
    if let Some(stripe) = open.stripes.all().iter().find(|stripe| stripe.coding == id).copied() {
        open.go(stripe.span.start);
        open.chosen = Some(id);
    }
}

/// Moves an end of the chosen coding by a word; it never becomes empty.
fn nudge(cx: &Cx, open: &mut Open, way: Nudge) {
    if open.chosen.is_none() && settled(cx, open).len() > 1 {
        return cx.push(ReadCommand::Say(ReadNote::NoCoding));
    }
    let Some(stripe) = open.chosen_stripe() else { return };
    // A second press may come before the first one is on disk.
    let span = open.nudged.filter(|(id, _)| *id == stripe.coding).map_or(stripe.span, |(_, span)| span);
    let Some(moved) = steps::nudged(&open.sheet.text, span, way) else { return };
    // Who was asked about this end already is not asked at each word.
    let passage = open.sheet.passage(moved);
    let resize = |_| CodingCommand::Resize(vec![(stripe.coding, passage)]);
    let agreed = open.agreed == Some((stripe.coding, span));
    open.agreed = Some((stripe.coding, moved));
    if agreed {
        open.nudged = Some((stripe.coding, moved));
        return cx.push(resize(Vec::new()));
    }
    if !mine::own(cx, &[stripe.coding]).is_empty() {
        open.nudged = Some((stripe.coding, moved));
    }
    mine::change(cx, vec![stripe.coding], resize);
}

/// Goes to the next stop or the one before among codings, or turns without one; says whether there is one.
fn stop(open: &mut Open, stops: Stops, on: bool) -> bool {
    let at = open.caret.at;
    if stops == Stops::Coded {
        let here = open.chosen_stripe().map_or(at, |stripe| stripe.span.start);
        let list = open.stripes.all();
        // Codings that begin together are stops one after another.
        let own = open.chosen.and_then(|id| list.iter().position(|stripe| stripe.coding == id));
        let next = match (own, on) {
            (Some(own), true) => list.get(own + 1),
            (Some(own), false) => own.checked_sub(1).map(|n| &list[n]),
            (None, true) => open.stripes.after(here),
            (None, false) => open.stripes.before(here),
        };
        let next = next.copied();
        if let Some(stripe) = next {
            open.go(stripe.span.start);
            open.chosen = Some(stripe.coding);
        }
        return next.is_some();
    }
    let structure = &open.sheet.text.structure;
    let bare = |n: &usize| {
        let turn = &structure.turns[*n];
        let asks = open.sheet.voices.get(turn.speaker as usize).is_some_and(|voice| voice.asks);
        !asks && open.stripes.within(turn.span).next().is_none()
    };
    let here = structure.turns.partition_point(|turn| turn.span.start <= at);
    let found = if on { (here..structure.turns.len()).find(bare) } else { (0..here.saturating_sub(1)).rev().find(bare) };
    if let Some(turn) = found {
        let start = steps::tighten(&open.sheet.text, structure.turns[turn].span).start;
        open.go(start);
    }
    found.is_some()
}

/// The next state of a source for who is coding.
fn progress(cx: &Cx, desk: &Desk, source: SourceId) {
    let me = cx.me();
    let now = desk.corpus.progress.iter().find(|p| p.source == source && Some(p.coder) == me).map_or(ProgressState::NotBegun, |p| p.state);
    let at = ProgressState::ALL.iter().position(|state| *state == now).unwrap_or(0);
    cx.push(CodingCommand::Progress(vec![source], ProgressState::ALL[(at + 1) % ProgressState::ALL.len()]));
}
