//! What the view does with what a theme gathers, and with passages that are read through a lens.

use super::Themes;
use super::data::Card;
use crate::analysis::stance_now;
use crate::model::{CodeId, CrosswalkId, Gathered, Ruling, Stance};
use crate::project::{PartDraft, Settling};
use crate::ui::command::{Gathering, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;

/// What is said where nothing is read through a lens.
const NO_LENS: &str = "No other framework is read here: “Read” at the head of the view chooses one that is linked to this one";

/// What is said of passages that are coded with the code that shows.
const OWN: &str = "Nothing is to be settled: these passages are coded with this framework itself";

impl Themes {
    /// Takes what is for the code that shows or for its cards; says whether it did.
    pub(super) fn gathering(&mut self, cx: &Cx, desk: &Desk, command: &Gathering) -> bool {
        self.refresh(cx);
        let chosen = self.choice.as_ref().and_then(|choice| choice.code);
        let Some(theme) = chosen.filter(|id| desk.corpus.code(*id).is_some()).or(self.board.as_ref().map(|board| board.code)) else { return false };
        match command {
            Gathering::Against => self.against(cx, desk, theme),
            Gathering::AskStatement => cx.push(Gathering::PickStatement(theme)),
            Gathering::AskCode => cx.push(Gathering::PickCode(theme)),
            Gathering::AskLink => cx.push(Gathering::PickLink(theme)),
            Gathering::AskBalance => self.ask_balance(cx, desk),
            Gathering::AskReport => cx.push(Gathering::PickReport(theme)),
            Gathering::AskQuote => self.ask_quote(cx, theme),
            Gathering::AskPart => self.ask_part(cx, theme),
            Gathering::Accept => self.settle(cx, desk, Some(Ruling::Accepted), None),
            Gathering::Reject => self.settle(cx, desk, Some(Ruling::Rejected), None),
            Gathering::Reopen => self.settle(cx, desk, None, None),
            Gathering::AskMove => self.ask_move(cx, desk),
            _ => return false,
        }
        true
    }

    fn targets(&self) -> Vec<&Card> {
        let board = self.board.as_ref();
        board.map_or_else(Vec::new, |board| self.state.targets(board).into_iter().map(|at| &board.cards[at]).collect())
    }

    /// Marks the chosen passages as speaking against the theme, or takes the mark off where all of them have it. One that is in the theme by its
    /// coding stays in it.
    fn against(&self, cx: &Cx, desk: &Desk, theme: CodeId) {
        let cards = self.targets();
        if cards.is_empty() {
            return cx.push(Window::Say(super::NO_CARD));
        }
        let on = cards.iter().any(|card| !card.against);
        let stance = if on { Stance::Contradicts } else { Stance::Supports };
        let (mut parts, mut gone) = (Vec::new(), Vec::new());
        for card in cards.into_iter().filter(|card| card.against != on) {
            match (card.part, card.passage) {
                // By its coding it stands in the theme without, on the side that is wanted.
                (Some(part), Some(passage)) if !card.codings.is_empty() && stance_now(&desk.corpus, theme, &passage, Some(part)) == stance => {
                    gone.push(part);
                }
                (part, Some(passage)) => {
                    let said = |id| desk.corpus.theme_parts().iter().find(|one| one.id == id).map(|one| one.note.clone());
                    let note = part.and_then(said).unwrap_or_default();
                    parts.push(PartDraft { of: Gathered::Passage(passage), stance, star: card.star, note });
                }
                (_, None) => {}
            }
        }
        cx.push(Gathering::Change(theme, parts, gone));
    }

    fn ask_quote(&self, cx: &Cx, theme: CodeId) {
        let passages: Vec<_> = self.targets().into_iter().filter_map(|card| card.passage).collect();
        match passages.is_empty() {
            true => cx.push(Window::Say(super::NO_CARD)),
            false => cx.push(Gathering::PickQuote(theme, passages)),
        }
    }

    /// Shows who is quoted.
    fn ask_balance(&self, cx: &Cx, desk: &Desk) {
        let Some(board) = &self.board else { return };
        let reports = desk.corpus.reports_with(board.code).map(|(report, quotes)| (report.name.clone(), quotes)).collect();
        let titles = [&board.heads.site, &board.heads.role].map(|groups| groups.title.clone());
        cx.push(Gathering::Balance(board.title.clone(), Box::new(board.balance.clone()), titles, reports));
    }

    fn ask_part(&self, cx: &Cx, theme: CodeId) {
        match self.board.as_ref().is_some_and(|board| !board.parts.is_empty()) {
            true => cx.push(Gathering::PickPart(theme)),
            false => cx.push(Window::Say("This theme gathers no code: “Gather a code into this theme…” does")),
        }
    }

    /// Whether passages are read through a lens, so that what is taken off is rejected.
    pub(super) fn is_lens(&self) -> bool {
        self.targets().iter().any(|card| !card.seen.is_empty())
    }

    fn settlings(&self, cx: &Cx, desk: &Desk, ruling: Option<Ruling>, moved: Option<CodeId>) -> Option<(CrosswalkId, Vec<Settling>)> {
        let crosswalk = self.choice.as_ref().and_then(|choice| choice.lens(&desk.corpus)).map(|one| one.id);
        let seen: Vec<_> = self.targets().into_iter().flat_map(|card| card.seen.iter()).collect();
        let Some(crosswalk) = crosswalk else {
            cx.push(Window::Say(NO_LENS));
            return None;
        };
        if seen.is_empty() {
            cx.push(Window::Say(if self.targets().is_empty() { super::NO_CARD } else { OWN }));
            return None;
        }
        let one = |reading: &super::data::Reading| Settling { passage: reading.passage, from: reading.from, to: reading.to, ruling, moved };
        Some((crosswalk, seen.into_iter().map(one).collect()))
    }

    pub(super) fn settle(&self, cx: &Cx, desk: &Desk, ruling: Option<Ruling>, moved: Option<CodeId>) {
        let Some((crosswalk, list)) = self.settlings(cx, desk, ruling, moved) else { return };
        match ruling {
            Some(Ruling::Rejected) => cx.push(Gathering::AskReason(crosswalk, list)),
            _ => cx.push(Gathering::Settle(crosswalk, list, String::new())),
        }
    }

    pub(super) fn ask_move(&self, cx: &Cx, desk: &Desk) {
        if let Some((crosswalk, list)) = self.settlings(cx, desk, Some(Ruling::Moved), None) {
            cx.push(Gathering::PickMove(crosswalk, list));
        }
    }

    /// What the passages are read from.
    pub(super) fn ask_through(&self, cx: &Cx) {
        let Some(board) = self.board.as_ref().filter(|board| !board.lenses.is_empty()) else {
            return cx.push(Window::Say("Nothing is linked to this framework yet: “Read another code as this one…” does"));
        };
        if let Some(choice) = &self.choice {
            super::head::readings(cx, board, choice).ask(cx);
        }
    }
}
