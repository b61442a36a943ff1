//! The commands of correcting that Read takes: beginning, ending, and what is asked on the way.

use super::Correcting;
use super::kept::Kept;
use crate::Result;
use crate::model::SourceId;
use crate::project::Revision;
use crate::text::SourceText;
use crate::ui::command::{Command, CorrectCommand, Edit, MemoCommand, ReadCommand, Remark, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::drafts::Draft;
use crate::ui::views::ViewId;
use crate::ui::views::read::open::Open;
use crate::ui::views::read::{Read, caret::Caret, text_id};
use egui::Ui;
use std::sync::Arc;

/// So many frames a correction may be on its way to the writer.
const PATIENCE: u8 = 8;

impl Read {
    /// A command while this view is shown that has to do with correcting; says whether it was taken.
    pub(in crate::ui::views::read) fn correct(&mut self, command: &Command, cx: &Cx) -> bool {
        match command {
            Command::Correct(command) => self.corrects(command, cx),
            _ if !self.corrects_now() => false,
            Command::Edit(Edit::Undo) => self.edit(|correct, caret| correct.undo(caret)),
            Command::Edit(Edit::Redo) => self.edit(|correct, caret| correct.redo(caret)),
            Command::Coding(_) => off(cx),
            Command::Read(command) if !works_meanwhile(command) => off(cx),
            Command::Window(Window::Show(view)) if *view != ViewId::Read => self.leave(cx),
            Command::Window(Window::Go(target)) if target.view() != ViewId::Read => self.leave(cx),
            _ => false,
        }
    }

    /// Whether a text is being corrected.
    pub(in crate::ui::views::read) fn corrects_now(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.correct.is_some())
    }

    fn edit(&mut self, work: impl FnOnce(&mut Correcting, Caret) -> Caret) -> bool {
        if let Some(open) = &mut self.open {
            open.settle();
            open.edit(|correct, _, caret| work(correct, caret));
        }
        true
    }

    /// Another view is shown: what was typed is kept and goes on later.
    fn leave(&mut self, cx: &Cx) -> bool {
        if let Some(open) = &mut self.open {
            open.keep_correction(cx);
        }
        false
    }

    fn corrects(&mut self, command: &CorrectCommand, cx: &Cx) -> bool {
        if *command == CorrectCommand::Begin && self.correct_later() {
            return true;
        }
        let (Some(desk), Some(mut open)) = (cx.project, self.open.take()) else { return false };
        let source = open.sheet.source;
        let taken = match command {
            CorrectCommand::Begin => self.begin(cx, desk, &mut open),
            CorrectCommand::TakeUp(of) if *of == source => open.take_up(cx, desk),
            CorrectCommand::Anew(of) if *of == source => {
                cx.push(MemoCommand::Keep(Draft::Text(source).place(), String::new()));
                open.correct_with(Some(Correcting::new(source, open.sheet.version, open.sheet.text.clone(), open.sheet.voices.len() as u32)));
                true
            }
            CorrectCommand::Done => open.finish(cx, desk),
            CorrectCommand::Discard => open.discard(cx, desk),
            CorrectCommand::GiveUp => open.end_correction(cx, desk),
            CorrectCommand::Turn | CorrectCommand::Join | CorrectCommand::Heading | CorrectCommand::Give(..) => {
                let now = cx.ctx.input(|input| input.time);
                Self::turns(cx, &mut open, command, now);
                true
            }
            CorrectCommand::Voice => open.ask_voice(cx, desk, open.caret.at),
            CorrectCommand::Lost => {
                cx.push(CorrectCommand::ShowLost(source, open.selection().filter(|_| open.originals.is_none()).map(|span| open.sheet.passage(span))));
                true
            }
            CorrectCommand::Versions => {
                cx.push(CorrectCommand::ShowVersions(source));
                true
            }
            CorrectCommand::Reimport => {
                cx.push(CorrectCommand::AskFile(source));
                true
            }
            _ => false,
        };
        self.open = Some(open);
        taken
    }

    fn begin(&mut self, cx: &Cx, desk: &Desk, open: &mut Open) -> bool {
        Open::take_keys(cx.ctx);
        // What is corrected is the text that is stored.
        if open.originals.is_some() {
            self.originals = false;
            open.show_originals(desk, None);
        }
        if open.correct.is_some() {
            return true;
        }
        self.palette = None;
        if desk.read_only().is_some() {
            cx.push(CorrectCommand::Say(Remark::ReadOnly));
            return true;
        }
        if cx.config.coder.is_none() {
            cx.push(Edit::AskCoder);
        }
        let (source, version, text) = (open.sheet.source, open.sheet.version, open.sheet.text.clone());
        let known = open.sheet.voices.len() as u32;
        let new = || Correcting::new(source, version, text.clone(), known);
        let correct = match Kept::of(cx, source) {
            None => new(),
            Some(Err(words)) => return unusable(cx, source, words),
            Some(Ok(kept)) if kept.base() == version => {
                let words = kept.words();
                match kept.take_up(source, text.clone(), known) {
                    Some(correct) => correct,
                    None => return unusable(cx, source, words),
                }
            }
            Some(Ok(_)) => {
                cx.push(CorrectCommand::AskMeanwhile(source));
                return true;
            }
        };
        open.correct_with(Some(correct));
        true
    }
}

/// A draft that fits no text here is not gone on with, and not thrown away before that is said.
fn unusable(cx: &Cx, source: SourceId, words: String) -> bool {
    cx.push(CorrectCommand::AskUnusable(source, words));
    true
}

/// Coding waits while the text is corrected.
fn off(cx: &Cx) -> bool {
    cx.push(CorrectCommand::Say(Remark::CodingWaits));
    true
}

/// What of Read goes on while its text is corrected.
pub(in crate::ui::views::read) fn works_meanwhile(command: &ReadCommand) -> bool {
    use ReadCommand::*;
    matches!(
        command,
        Go(_)
            | Select(_)
            | Leave
            | SelectTurn
            | SelectAll
            | Copy
            | CopyPlain
            | ToSources
            | ToCases
            | ToFramework
            | NextSource
            | PreviousSource
            | Used(_)
            | ToClipboard(_)
            | Remember(_)
            | Say(_)
            | Keep(..)
    )
}

impl Open {
    /// Shows a text as it is being corrected, or as it is stored again.
    fn correct_with(&mut self, correct: Option<Correcting>) {
        self.correct = correct.map(Box::new);
        self.chosen = None;
        self.caret.collapse();
        self.rewrite();
    }

    /// Goes on with what was typed on a text that is not shown any more.
    fn take_up(&mut self, cx: &Cx, desk: &Desk) -> bool {
        let source = self.sheet.source;
        let old = |kept: &Kept| -> Result<Option<Arc<SourceText>>> {
            let versions = desk.reader().versions(source)?;
            let base = versions.iter().find(|version| version.id == kept.base());
            base.map(|version| desk.reader().text(version).map(Arc::new)).transpose()
        };
        let known = self.sheet.voices.len() as u32;
        let (version, now) = (self.sheet.version, self.sheet.text.clone());
        let kept = match Kept::of(cx, source) {
            None => return true,
            Some(Err(words)) => return unusable(cx, source, words),
            Some(Ok(kept)) => kept,
        };
        let words = kept.words();
        match old(&kept).ok().flatten().and_then(|old| kept.take_up_on(source, old, version, now, known)) {
            Some(correct) => self.correct_with(Some(correct)),
            None => return unusable(cx, source, words),
        }
        true
    }

    /// Sends the correction to be written, where something was corrected.
    fn finish(&mut self, cx: &Cx, desk: &Desk) -> bool {
        self.settle();
        let Some(correct) = &mut self.correct else { return true };
        if correct.sent.is_some() {
            return true;
        }
        if !correct.is_changed() {
            return self.end_correction(cx, desk);
        }
        correct.sent = Some(0);
        let revision = Revision {
            manuscript: correct.manuscript.clone(),
            voices: correct.voices.clone(),
            reason: correct.reason.trim().to_owned(),
            ..Revision::new(correct.source, correct.base, correct.manuscript.from().clone())
        };
        cx.push(CorrectCommand::Write(Box::new(revision), correct.told.changed, correct.told.lost));
        true
    }

    fn discard(&mut self, cx: &Cx, desk: &Desk) -> bool {
        let Some(correct) = &self.correct else { return true };
        if correct.is_changed() || !correct.reason.trim().is_empty() {
            cx.push(CorrectCommand::AskDiscard);
            return true;
        }
        self.end_correction(cx, desk)
    }

    /// Ends correcting: the text shows as it is stored, and nothing is kept of what was typed.
    pub(in crate::ui::views::read) fn end_correction(&mut self, cx: &Cx, desk: &Desk) -> bool {
        if let Some(correct) = self.correct.take() {
            correct.forget(cx);
            self.reread(desk);
            Self::take_keys(cx.ctx);
        }
        true
    }

    /// Keeps what was typed, and says so where there is anything.
    pub(in crate::ui::views::read) fn keep_correction(&mut self, cx: &Cx) {
        self.settle();
        if let Some(correct) = &mut self.correct
            && correct.keep_now(cx)
        {
            cx.push(CorrectCommand::Say(Remark::Kept(correct.source)));
        }
    }

    /// Asks whose turn it is that holds a place.
    pub(in crate::ui::views::read) fn ask_voice(&self, cx: &Cx, desk: &Desk, at: u32) -> bool {
        let Some((correct, (at, speaker))) = self.correct.as_ref().and_then(|correct| Some((correct, correct.voice_at(at)?))) else { return true };
        let source = desk.corpus.speakers(correct.source).iter().filter(|speaker| speaker.same_as.is_none());
        let mut voices: Vec<(u32, String)> = source.map(|speaker| (speaker.number, speaker.name.clone())).collect();
        let known = self.sheet.voices.len() as u32 - correct.voices.len() as u32;
        voices.extend(correct.voices.iter().enumerate().map(|(n, voice)| (known + n as u32, voice.name.clone())));
        voices.retain(|(number, _)| *number != speaker);
        cx.push(CorrectCommand::PickVoice(at, correct.begins(at), voices));
        true
    }

    /// Follows what happened to the text meanwhile: written, or changed by somebody else.
    pub(in crate::ui::views::read) fn meanwhile(&mut self, cx: &Cx, desk: &Desk) {
        let Some(correct) = &mut self.correct else { return };
        let shown = desk.corpus.version(correct.source).map(|version| version.id);
        if shown == Some(correct.base) {
            return;
        }
        if correct.sent.is_none() && correct.keep_now(cx) {
            cx.push(CorrectCommand::Say(Remark::Changed(correct.source)));
        }
        self.correct = None;
        self.reread(desk);
    }

    /// What a frame does beside drawing: keeps what is typed, tells an input method where the caret is, and waits for the writer.
    pub(in crate::ui::views::read) fn attend(&mut self, ui: &Ui, cx: &Cx, desk: &Desk) {
        let Some(correct) = &mut self.correct else { return };
        correct.keep(cx, ui.ctx());
        if let Some(frames) = &mut correct.sent {
            *frames = if desk.saving() { 0 } else { *frames + 1 };
            // Nobody writes it: it was refused, or waits for a name.
            if *frames > PATIENCE {
                correct.sent = None;
            }
            ui.ctx().request_repaint();
        }
        let caret = self.page.caret(&self.sheet, self.caret.at, self.caret.trailing).map(|rect| self.frame.outward(rect));
        if let Some(caret) = caret.filter(|_| ui.memory(|memory| memory.has_focus(text_id()))) {
            let ime = egui::output::IMEOutput {
                purpose: egui::IMEPurpose::Normal,
                rect: self.frame.rect,
                cursor_rect: caret,
                should_interrupt_composition: false,
            };
            ui.output_mut(|output| output.ime = Some(ime));
        }
    }
}
