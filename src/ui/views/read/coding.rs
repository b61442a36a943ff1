//! The palette on the open source: opened by a letter, placed below the selection, and what comes of it.

use super::open::Open;
use super::palette::{CodePalette, NewCode, Outcome, Purpose, Subject, Taken, vivo};
use super::pointer::Carried;
use super::steps::{self, Unit};
use super::{Read, act};
use crate::analysis::{Counts, words_in};
use crate::model::grouped;
use crate::model::{CodeId, Span};
use crate::project::Topic;
use crate::ui::command::CodingCommand;
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::mine;
use crate::ui::widgets::paint;
use egui::{Event, Pos2, Rect, Response, Ui, vec2};
use std::sync::Arc;

/// What counts are read from.
const COUNTED: &[Topic] = &[Topic::Codings, Topic::Codes, Topic::Sources, Topic::Layers];

impl Read {
    /// References of every code in the scope that shows, counted anew when something changed.
    pub(super) fn counts(&mut self, cx: &Cx, desk: &Desk) -> Arc<Counts> {
        let key = (desk.revision(COUNTED), self.show.scope.clone());
        self.counted.of_codes(cx, &desk.corpus, key.0, &key.1)
    }

    /// Opens the palette on the selection, with the letters typed so far.
    pub(super) fn open_palette(&mut self, cx: &Cx, open: &mut Open, letters: String, purpose: Purpose) {
        let Some(desk) = cx.project else { return };
        let selection = open.selection();
        if selection.is_none() && purpose == Purpose::Apply {
            return;
        }
        let (words, name) = selection.map_or((0, String::new()), |span| (words_in(&open.sheet.text, span), vivo(&open.sheet.words(span))));
        let mut first: Vec<CodeId> = self.last.into_iter().collect();
        first.extend((1..=9).filter_map(|slot| cx.pinned(slot)));
        let mut palette = CodePalette::new(letters, purpose, Subject { vivo: name, words, first });
        palette.find(&desk.corpus);
        let end = selection.or(open.chosen_stripe().map(|stripe| stripe.span)).map_or(open.caret.at, |span| span.end);
        open.reveal = Some((end, palette.height() + 16.0));
        self.palette = Some(palette);
    }

    /// Any letter over a selection begins the name of a code.
    pub(super) fn letters(&mut self, ui: &Ui, cx: &Cx, open: &mut Open) {
        let modal = ui.memory(|memory| memory.top_modal_layer().is_some());
        if !self.listens || modal || self.palette.is_some() || open.caret.is_empty() || open.correct.is_some() || open.originals.is_some() {
            return;
        }
        let mut typed = String::new();
        ui.input_mut(|input| {
            input.events.retain(|event| match event {
                Event::Text(text) if text.chars().any(char::is_alphanumeric) => {
                    typed.push_str(text);
                    false
                }
                _ => true,
            });
        });
        if !typed.is_empty() {
            self.open_palette(cx, open, typed, Purpose::Apply);
            ui.ctx().request_repaint();
        }
    }

    /// Draws the palette, if it is open, and asks for what was taken.
    pub(super) fn show_palette(&mut self, ui: &Ui, cx: &Cx, open: &mut Open, text: &Response) {
        let (Some(mut palette), Some(desk)) = (self.palette.take(), cx.project) else { return };
        // What was to be coded was corrected away meanwhile.
        if palette.purpose == Purpose::Apply && open.selection().is_none() {
            return text.request_focus();
        }
        let counts = self.counts(cx, desk);
        let chosen = open.chosen_stripe().map(|stripe| stripe.span);
        let span = open.selection().or(chosen);
        let end = span.map_or(open.caret.at, |span| span.end);
        let view = open.frame.rect;
        let under = open.page.caret(&open.sheet, end, true).map(|rect| open.frame.outward(rect));
        let at = under.unwrap_or(Rect::from_min_size(view.center(), vec2(0.0, 0.0))).left_bottom() + vec2(4.0, 4.0);
        let Outcome { taken, closes } = palette.show(ui, cx, &desk.corpus, &counts, at, view);
        if let Some(taken) = taken {
            self.take(cx, open, &palette.purpose, taken);
        }
        if closes {
            text.request_focus();
        } else {
            self.palette = Some(palette);
        }
    }

    fn take(&mut self, cx: &Cx, open: &mut Open, purpose: &Purpose, taken: Taken) {
        match (taken, purpose) {
            (Taken::Code(code), Purpose::Apply) => act::apply(cx, open, code),
            (Taken::Code(code), Purpose::Recode(ids)) => mine::change(cx, ids.clone(), |ids| CodingCommand::Recode(ids, code)),
            (Taken::New(new), _) => make(cx, open, new),
        }
    }

    /// Makes a code named by the selected words and codes them with it.
    pub(super) fn in_vivo(&mut self, cx: &Cx, open: &mut Open) {
        let Some(desk) = cx.project else { return };
        let Some(name) = open.selection().map(|span| vivo(&open.sheet.words(span))).filter(|name| !name.is_empty()) else { return };
        let near = self.last.and_then(|id| desk.corpus.code(id)).map(|code| code.framework);
        let framework = near.or_else(|| desk.corpus.frameworks().first().map(|framework| framework.id));
        make(cx, open, NewCode { framework, under: None, names: vec![name] });
        self.palette = None;
    }

    /// Codes let go on the selection code it; let go anywhere else they code the turn that is there. What would be coded shows while
    /// they are carried, so that nothing out of sight is coded.
    pub(super) fn dropped(&mut self, ui: &Ui, cx: &Cx, open: &mut Open, response: &Response) {
        let over = response.dnd_hover_payload::<Carried>().filter(|carried| matches!(&**carried, Carried::Codes(_)));
        let at = ui.input(|input| input.pointer.latest_pos()).filter(|_| over.is_some());
        let works = open.correct.is_none() && open.originals.is_none();
        open.target = at.filter(|_| works).and_then(|at| under(open, at));
        let (Some(carried), Some(at), Some(desk)) = (over, at, cx.project) else { return };
        let Carried::Codes(codes) = &*carried else { return };
        // What is let go is seen by the same frame that lets it go.
        if response.dnd_release_payload::<Carried>().is_some() {
            if let Some(span) = open.target.take() {
                act::code(cx, open, span, codes);
            }
            return;
        }
        if let Some(span) = open.target {
            let name = |id: &CodeId| desk.corpus.code(*id).map_or("", |code| code.name.as_str());
            let with = if let [one] = codes.as_slice() { format!("“{}”", name(one)) } else { format!("{} codes", grouped(codes.len())) };
            carried_words(ui, cx, at, &format!("{} as {with}", what(open, span)));
        }
    }
}

/// What a code let go here codes: the selection where it is under the pointer, else the turn, or the paragraph where nobody speaks.
fn under(open: &Open, at: Pos2) -> Option<Span> {
    let (place, _) = open.page.hit(&open.sheet, open.frame.inward(at))?;
    if let Some(span) = open.selection().filter(|span| span.start <= place && place <= span.end) {
        return Some(span);
    }
    Some(steps::unit_at(&open.sheet.text, place, Unit::Turn)).filter(|span| !span.is_empty())
}

/// `Code the selection`, `Code turn 4`.
fn what(open: &Open, span: Span) -> String {
    match open.sheet.text.structure.turn_at(span.start) {
        _ if open.selection() == Some(span) => "Code the selection".into(),
        Some(turn) => format!("Code turn {}", turn + 1),
        None => "Code the paragraph".into(),
    }
}

/// Words beside the pointer while something is carried.
fn carried_words(ui: &Ui, cx: &Cx, at: Pos2, words: &str) {
    let area = egui::Area::new(egui::Id::unique("what is carried")).order(egui::Order::Tooltip).interactable(false);
    area.fixed_pos(at + vec2(14.0, 12.0)).show(ui.ctx(), |ui| {
        paint::popup_frame(cx.tokens, 7.0).inner_margin(egui::Margin::symmetric(10, 6)).show(ui, |ui| {
            ui.set_max_width(320.0);
            crate::ui::widgets::wrapped(ui, words, paint::body(), cx.tokens.ink, 20.0);
        });
    });
}

/// Makes the codes that are missing and codes the selection with the last.
fn make(cx: &Cx, open: &Open, new: NewCode) {
    let passages = open.selection().map(|span| open.sheet.passage(span)).into_iter().collect();
    cx.push(CodingCommand::ApplyNew { framework: new.framework, under: new.under, names: new.names, passages });
}
