//! What is done with cards by the keys that do the same in Read: code, uncode, recode, star, move an end, write a memo.

use super::board::Asked;
use super::data::{Card, CardKey};
use super::{Themes, codings, palette, passages};
use crate::model::{CodeId, CodingId, Passage, Ruling, Span, Subject, ThemePartId};
use crate::project::PartDraft;
use crate::ui::command::{CodingCommand, Gathering, MemoCommand, Nudge, ReadCommand, ReadNote, ThemesCommand, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::mine;
use crate::ui::views::read::nudged;

impl Themes {
    /// Takes a command of coding for its cards; says whether it did.
    pub(super) fn by_key(&mut self, cx: &Cx, desk: &Desk, command: &ReadCommand) -> bool {
        let bare = self.board.as_ref().is_none_or(|board| self.state.targets(board).is_empty());
        match command {
            ReadCommand::Pinned(slot) if cx.pinned(*slot).is_none() => cx.push(ReadCommand::Say(ReadNote::NoPin(*slot))),
            ReadCommand::Star
            | ReadCommand::Delete
            | ReadCommand::Recode
            | ReadCommand::Memo
            | ReadCommand::LinkMemo
            | ReadCommand::Nudge(_)
            | ReadCommand::Pinned(_)
                if bare =>
            {
                cx.push(Window::Say(super::NO_CARD));
            }
            ReadCommand::Again if self.again.is_none() => cx.push(ReadCommand::Say(ReadNote::NoLast)),
            ReadCommand::Again if bare => cx.push(Window::Say(super::NO_CARD)),
            ReadCommand::Used(code) => self.again = Some(*code),
            ReadCommand::Star => self.star(cx, desk),
            // What is read through a lens has another code: that one stays.
            ReadCommand::Delete if self.is_lens() => self.settle(cx, desk, Some(Ruling::Rejected), None),
            ReadCommand::Recode if self.is_lens() => self.ask_move(cx, desk),
            ReadCommand::Delete => self.uncode(cx),
            ReadCommand::Recode => {
                let ids = self.board.as_ref().map_or_else(Vec::new, |board| codings(board, &self.state.targets(board)));
                if !ids.is_empty() {
                    self.act(cx, desk, Asked::Palette(String::new(), palette::Purpose::Recode(ids)));
                }
            }
            ReadCommand::Memo => self.memo(cx),
            ReadCommand::LinkMemo => self.link_memo(cx),
            ReadCommand::Nudge(way) => self.nudge(cx, desk, *way),
            ReadCommand::Again => self.apply(cx, self.again.filter(|code| desk.corpus.code(*code).is_some())),
            ReadCommand::Pinned(slot) => self.apply(cx, cx.pinned(*slot)),
            ReadCommand::PinChosen(slot) => {
                if let Some(board) = &self.board {
                    cx.push(CodingCommand::Pin(*slot, Some(board.code)));
                }
            }
            _ => return false,
        }
        true
    }

    fn apply(&self, cx: &Cx, code: Option<CodeId>) {
        if let (Some(board), Some(code)) = (&self.board, code) {
            let passages = passages(board, &self.state.targets(board));
            if !passages.is_empty() {
                cx.push(CodingCommand::Apply(code, passages));
            }
        }
    }

    /// Makes the cards key quotes, or no longer: by one's own codings; those of others only when asked.
    pub(super) fn star(&self, cx: &Cx, desk: &Desk) {
        let Some(board) = &self.board else { return };
        let targets = self.state.targets(board);
        let on = targets.iter().any(|card| !board.cards[*card].star);
        let changing: Vec<usize> = targets.into_iter().filter(|card| board.cards[*card].star != on).collect();
        let stands = |id: &CodingId| desk.corpus.coding(*id).is_none_or(|coding| coding.star == on);
        let ids: Vec<CodingId> = codings(board, &changing).into_iter().filter(|id| !stands(id)).collect();
        let alone: Vec<PartDraft> =
            changing.iter().filter_map(|card| part(desk, &board.cards[*card])).map(|part| PartDraft { star: on, ..part }).collect();
        if !alone.is_empty() {
            cx.push(Gathering::Change(board.code, alone, Vec::new()));
        }
        self.stay(cx, &ids);
        mine::change(cx, ids, |ids| CodingCommand::Star(ids, on));
    }

    /// Where some of the passages are one's own to change and others are not: says that those stay.
    pub(super) fn stay(&self, cx: &Cx, ids: &[CodingId]) {
        let Some(board) = &self.board else { return };
        let own = mine::own(cx, ids);
        let has = |card: &&super::data::Card, some: &[CodingId]| card.codings.iter().any(|id| some.contains(id));
        let left = board.cards.iter().filter(|card| has(card, ids) && !has(card, &own)).count();
        if !own.is_empty() && left > 0 {
            cx.push(ThemesCommand::Stay(left));
        }
    }

    /// Takes the cards off the code: one's own codings; those of others only when asked.
    fn uncode(&self, cx: &Cx) {
        let Some(board) = &self.board else { return };
        let targets = self.state.targets(board);
        if targets.is_empty() {
            return;
        }
        let ids = codings(board, &targets);
        let own = mine::own(cx, &ids);
        let alone = targets.iter().map(|card| &board.cards[*card]).filter(|card| card.codings.is_empty()).filter_map(|card| card.part);
        let alone: Vec<ThemePartId> = alone.collect();
        if !alone.is_empty() {
            cx.push(Gathering::Change(board.code, Vec::new(), alone));
            if ids.is_empty() {
                return;
            }
        }
        if own.is_empty() {
            cx.push(ThemesCommand::AskTakeOff(ids, targets.len()));
        } else {
            let rest = own.len() < ids.len();
            let touched = targets.iter().filter(|card| board.cards[**card].codings.iter().any(|id| own.contains(id))).count();
            cx.push(ThemesCommand::TakeOff(own, touched, rest));
        }
    }

    /// A memo on the coding of the card with the cursor; on the passage where several coded it.
    fn memo(&self, cx: &Cx) {
        let Some((board, card)) = self.board.as_ref().and_then(|board| Some((board, self.state.cursor_card(board)?))) else { return };
        let card = &board.cards[card];
        let subject = match (card.codings.as_slice(), card.passage) {
            ([only], _) => Subject::Coding(*only),
            (_, Some(Passage { source, version, span })) => Subject::Passage(source, version, span),
            (_, None) => return,
        };
        cx.push(MemoCommand::Open(subject));
    }

    /// Asks which memo the passage of the card with the cursor is linked to.
    fn link_memo(&self, cx: &Cx) {
        let passage = self.board.as_ref().and_then(|board| board.cards[self.state.cursor_card(board)?].passage);
        if let Some(Passage { source, version, span }) = passage {
            cx.push(MemoCommand::AskMemo(Subject::Passage(source, version, span)));
        }
    }

    /// Moves an end of the card with the cursor by a word: that of every coding which ends there.
    fn nudge(&mut self, cx: &Cx, desk: &Desk, way: Nudge) {
        let Some((board, card)) = self.board.as_ref().and_then(|board| Some((board, self.state.cursor_card(board)?))) else { return };
        let key = self.now(desk, board.cards[card].key);
        let (source, whole) = key;
        let (Ok(text), Some(version)) = (desk.text(source), desk.corpus.version(source).map(|version| version.id)) else { return };
        let ends = |span: Span| match way {
            Nudge::EndBack | Nudge::EndOn => span.end == whole.end,
            Nudge::StartBack | Nudge::StartOn => span.start == whole.start,
        };
        // A second press may come before the first one is on disk.
        let asked = |id: CodingId| self.state.nudged.get(&id).filter(|asked| desk.saving() && asked.version == version).map(|asked| asked.span);
        let place = |id: CodingId| asked(id).or_else(|| desk.corpus.coding(id).map(|coding| coding.span));
        let all = board.cards[card].codings.iter().filter_map(|id| Some((*id, place(*id)?))).filter(|(_, span)| ends(*span));
        let all: Vec<(CodingId, Span)> = all.collect();
        let own = mine::own(cx, &all.iter().map(|(id, _)| *id).collect::<Vec<_>>());
        let meant: Vec<_> = all.into_iter().filter(|(id, _)| own.is_empty() || own.contains(id)).collect();
        let (mut list, mut agreed) = (Vec::new(), true);
        for (id, span) in meant {
            let Some(moved) = nudged(&text, span, way) else { continue };
            self.state.moved.retain(|(from, _)| *from != key);
            self.state.moved.push((key, (source, moved)));
            // Who was asked about this end already is not asked at each word.
            let passage = |span| Passage { source, version, span };
            agreed &= self.state.nudged.insert(id, passage(moved)) == Some(passage(span));
            list.push((id, passage(moved)));
        }
        match agreed {
            true if list.is_empty() => {}
            true => cx.push(CodingCommand::Resize(list)),
            false => mine::change(cx, list.iter().map(|(id, _)| *id).collect(), |_| CodingCommand::Resize(list)),
        }
    }

    /// Where a card will be once what was asked for is on disk.
    fn now(&self, desk: &Desk, key: CardKey) -> CardKey {
        let steps = self.state.moved.iter().filter(|_| desk.saving());
        steps.fold(key, |at, (from, to)| if *from == at { *to } else { at })
    }
}

/// The part of the theme that a card is which no coding brought here, as it stands.
fn part(desk: &Desk, card: &Card) -> Option<PartDraft> {
    let id = card.part.filter(|_| card.codings.is_empty())?;
    let part = desk.corpus.theme_parts().iter().find(|part| part.id == id)?;
    Some(PartDraft { of: part.of, stance: part.stance, star: part.star, note: part.note.clone() })
}
