//! What is typed while a text is corrected: events in their order, by the keys that every field knows and those of the caret.

use super::{Correcting, Leaving};
use crate::model::Span;
use crate::ui::command::keys::{Script, pressed};
use crate::ui::command::{Command, CorrectCommand, ReadCommand, Section, When};
use crate::ui::cx::Cx;
use crate::ui::text::edit::{self, Act, Reach, Shape, act_of};
use crate::ui::views::read::caret::{Caret, Motion};
use crate::ui::views::read::data::Sheet;
use crate::ui::views::read::open::Open;
use crate::ui::views::read::steps::Unit;
use crate::ui::views::read::{Read, steps, text_id};
use egui::{Event, EventFilter, Ui};

impl Read {
    /// Takes what was typed since the last frame.
    pub(in crate::ui::views::read) fn write(&mut self, ui: &Ui, cx: &Cx, open: &mut Open) {
        let modal = ui.memory(|memory| memory.top_modal_layer().is_some());
        if !self.listens || modal || open.correct.as_ref().is_none_or(|correct| correct.sent.is_some()) {
            return;
        }
        let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
        let (events, now) = ui.input(|input| (input.filtered_events(&filter), input.time));
        let os = ui.ctx().os();
        for event in &events {
            if let Some(command) = row(cx, event) {
                match command {
                    Command::Read(command) => self.step(cx, open, &command),
                    Command::Correct(command) => Self::turns(cx, open, &command, now),
                    _ => {}
                }
            } else if let Some(act) = act_of(event, os, Shape::Lines, 1) {
                self.perform(cx, open, act, now);
            }
        }
    }

    /// A step of the caret, or what selects.
    fn step(&mut self, cx: &Cx, open: &mut Open, command: &ReadCommand) {
        open.settle();
        match command {
            ReadCommand::Go(motion) => go(cx, open, *motion, false),
            ReadCommand::Select(motion) => go(cx, open, *motion, true),
            ReadCommand::SelectAll => open.caret = Caret::over(open.sheet.text.geometry.span()),
            ReadCommand::SelectTurn => open.caret = Caret::over(steps::unit_at(&open.sheet.text, open.caret.at, Unit::Turn)),
            ReadCommand::Leave => open.caret.collapse(),
            _ => {}
        }
        open.caret_moved();
    }

    /// Does what parts and joins turns.
    pub(super) fn turns(cx: &Cx, open: &mut Open, command: &CorrectCommand, now: f64) {
        open.settle();
        match command {
            CorrectCommand::Turn => open.edit(|correct, sheet, caret| correct.begin_turn(sheet, caret, now)),
            CorrectCommand::Join => open.edit(|correct, _, caret| correct.join_turn(caret, now)),
            CorrectCommand::Heading => open.edit(|correct, _, caret| correct.turn_heading(caret, now)),
            CorrectCommand::Give(at, speaker, name) => open.edit(|correct, _, caret| correct.give(caret, *at, *speaker, name, now)),
            other => cx.push(other.clone()),
        }
    }

    fn perform(&mut self, cx: &Cx, open: &mut Open, act: Act, now: f64) {
        if !matches!(act, Act::Compose(..) | Act::Commit(_) | Act::Copy) {
            open.settle();
        }
        match act {
            Act::Move(motion, extend) => {
                go(cx, open, seen(motion), extend);
                open.caret_moved();
            }
            Act::SelectAll => open.caret = Caret::over(open.sheet.text.geometry.span()),
            Act::Type(words) if words == "\n" => open.edit(|correct, sheet, caret| correct.part(sheet, caret, now)),
            Act::Type(words) => open.edit(|correct, _, caret| correct.type_words(caret, &words, now)),
            Act::Insert(words) => open.edit(|correct, _, caret| correct.paste(caret, &words, now)),
            Act::Erase(reach, back) => open.edit(|correct, sheet, caret| correct.erase(sheet, caret, reach, back, now)),
            Act::EraseAround(before, after) => {
                (0..after).for_each(|_| open.edit(|correct, sheet, caret| correct.erase(sheet, caret, Reach::Letter, false, now)));
                (0..before).for_each(|_| open.edit(|correct, sheet, caret| correct.erase(sheet, caret, Reach::Letter, true, now)));
            }
            Act::Copy => copy(cx, open),
            Act::Cut => {
                copy(cx, open);
                open.edit(|correct, sheet, caret| correct.cut(sheet, caret, now));
            }
            Act::Undo => open.edit(|correct, _, caret| correct.undo(caret)),
            Act::Redo => open.edit(|correct, _, caret| correct.redo(caret)),
            Act::Compose(words, _) => open.edit(|correct, _, caret| correct.compose(caret, &words)),
            Act::Commit(words) => {
                open.edit(|correct, _, caret| correct.compose(caret, ""));
                open.edit(|correct, _, caret| correct.type_words(caret, &words, now));
            }
            Act::Select(_) | Act::Replace(_) | Act::NextLine | Act::Indent(_) | Act::Finish => {}
        }
    }
}

/// The row that hears these keys here: those of the caret, and of turns.
fn row(cx: &Cx, event: &Event) -> Option<Command> {
    let Event::Key { modifiers, .. } = event else { return None };
    let here = |entry: &crate::ui::command::Entry| entry.when == When::Correcting || matches!(entry.section, Section::Caret | Section::Select);
    let keys = pressed(event, None, *modifiers, Script::Latin).into_iter().filter(|keys| keys.types());
    keys.into_iter().find_map(|keys| cx.keys.find(keys, here)).map(|entry| entry.command.clone())
}

fn go(cx: &Cx, open: &mut Open, motion: Motion, extend: bool) {
    // From an empty line that was only opened, a step back or on ends beside it.
    let back = matches!(motion, Motion::Left | Motion::Up | Motion::Back(_));
    let on = matches!(motion, Motion::Right | Motion::Down | Motion::On(_));
    let left = open.off_the_line();
    if (back && left == Some(Leaving::Above)) || (on && left == Some(Leaving::Below)) {
        open.reveal = Some((open.caret.at, 0.0));
        return;
    }
    let engine = &mut *cx.text.borrow_mut();
    let (mut ground, caret) = open.ground(engine);
    ground.go(caret, motion, extend);
    open.reveal = Some((open.caret.at, 0.0));
}

fn copy(cx: &Cx, open: &Open) {
    let span = open.caret.span();
    if !span.is_empty() {
        cx.push(ReadCommand::ToClipboard(open.sheet.words(span)));
    }
}

/// A move of a field as one of the page.
fn seen(motion: edit::Motion) -> Motion {
    match motion {
        edit::Motion::Left => Motion::Left,
        edit::Motion::Right => Motion::Right,
        edit::Motion::WordLeft => Motion::Back(Unit::Word),
        edit::Motion::WordRight => Motion::On(Unit::Word),
        edit::Motion::LineStart => Motion::LineStart,
        edit::Motion::LineEnd => Motion::LineEnd,
        edit::Motion::Lines(lines) => {
            if lines < 0 {
                Motion::Up
            } else {
                Motion::Down
            }
        }
        edit::Motion::Start => Motion::Top,
        edit::Motion::End => Motion::Bottom,
    }
}

impl Open {
    /// Changes the manuscript, and shows what came of it.
    pub(in crate::ui::views::read) fn edit(&mut self, work: impl FnOnce(&mut Correcting, &Sheet, Caret) -> Caret) {
        let Some(correct) = &mut self.correct else { return };
        let before = correct.edition;
        let caret = work(correct, &self.sheet, self.caret);
        self.caret = caret;
        if correct.edition != before {
            self.chosen = None;
            self.rewrite();
        }
        self.reveal = Some((self.caret.at, 0.0));
    }

    /// What an input method has not settled is taken as it stands.
    pub(in crate::ui::views::read) fn settle(&mut self) {
        if let Some(correct) = &mut self.correct {
            correct.settle();
        }
    }

    /// The caret may have left an empty line.
    pub(in crate::ui::views::read) fn caret_moved(&mut self) {
        let caret = self.caret;
        if self.correct.as_mut().is_some_and(|correct| correct.moved(&caret)) {
            self.rewrite();
        }
    }

    fn off_the_line(&mut self) -> Option<Leaving> {
        let left = self.correct.as_mut().and_then(|correct| correct.leave_line());
        if left.is_some() {
            self.rewrite();
        }
        left
    }

    /// What is marked as selected: while the text is corrected, space and all.
    pub fn marked(&self) -> Option<Span> {
        match &self.correct {
            Some(_) => Some(self.caret.span()).filter(|span| !span.is_empty()),
            None => self.selection(),
        }
    }

    /// Gives the keys back to the text.
    pub(in crate::ui::views::read) fn take_keys(ctx: &egui::Context) {
        ctx.memory_mut(|memory| memory.request_focus(text_id()));
    }
}
