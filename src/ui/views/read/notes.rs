//! Memos on passages: their marks beside the text, what a memo written now would be on, and the way to each by keys.

use super::open::Open;
use super::steps::{self, Unit};
use super::{Read, act};
use crate::analysis::Corpus;
use crate::model::grouped;
use crate::model::{Memo, MemoId, Span, Subject, VersionId};
use crate::ui::command::{MemoCommand, ReadCommand, ReadNote};
use crate::ui::cx::Cx;
use crate::ui::format::counted;
use crate::ui::icons;
use crate::ui::widgets::{Tip, paint};
use egui::accesskit::Role;
use egui::{Align2, Id, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

/// Letters of a memo that its mark says.
const SHORT: usize = 140;
/// Codings around the caret that a memo is offered for.
const MOST: usize = 3;

/// A memo on a passage of the open source.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// The memo.
    pub memo: MemoId,
    /// Where.
    pub span: Span,
    /// Its first words, with who wrote it.
    pub words: String,
}

/// The memos on passages of this version of a source, by place.
pub fn notes(corpus: &Corpus, version: VersionId) -> Vec<Note> {
    let note = |memo: &Memo, subject: Subject| match subject {
        Subject::Passage(_, on, span) if on == version => Some(Note { memo: memo.id, span, words: words(corpus, memo) }),
        _ => None,
    };
    let mut list: Vec<Note> = corpus.memos.iter().flat_map(|memo| corpus.subjects_of(memo).filter_map(move |subject| note(memo, subject))).collect();
    list.sort_by_key(|note| note.span);
    list
}

/// `BP: Money again. Who pays for the night?`
fn words(corpus: &Corpus, memo: &Memo) -> String {
    let who = corpus.coder(memo.coder).map_or("", |coder| &coder.initials);
    let both = [memo.title.as_str(), memo.body.as_str()].map(crate::text::on_one_line);
    let all = both.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(": ");
    let short: String = all.chars().take(SHORT).collect();
    format!("{who}: {short}{}", if short.len() < all.len() { "…" } else { "" })
}

/// Draws a mark for the memos that begin on a line; gives the passages of the mark under the pointer.
pub fn show(ui: &Ui, cx: &Cx, open: &Open) -> Vec<Span> {
    let sight = open.page.sight(&open.sheet);
    let mut lines: Vec<(f32, Vec<&Note>)> = Vec::new();
    for note in open.notes.iter().filter(|note| sight.overlaps(note.span)) {
        let Some(rect) = open.page.caret(&open.sheet, note.span.start, false) else { continue };
        let y = open.frame.outward(rect).center().y;
        match lines.last_mut() {
            Some((last, notes)) if (y - *last).abs() < 2.0 => notes.push(note),
            _ => lines.push((y, vec![note])),
        }
    }
    let mut pointed = Vec::new();
    for (y, notes) in lines {
        if mark(ui, cx, open, y, &notes) {
            pointed.extend(notes.iter().map(|note| note.span));
        }
    }
    pointed
}

/// A mark beside a line: a sheet, with their number where there are several. Says whether the pointer is on it.
fn mark(ui: &Ui, cx: &Cx, open: &Open, y: f32, notes: &[&Note]) -> bool {
    let at = pos2(open.columns.text.max + 3.0, y);
    let hit = Rect::from_center_size(at, vec2(14.0, 20.0));
    if !open.frame.rect.intersects(hit) {
        return false;
    }
    let all = notes.iter().map(|note| note.words.as_str()).collect::<Vec<_>>().join("\n");
    let name = format!("{} on this passage: {all}", counted(notes.len(), "memo"));
    let response = ui.interact(hit.intersect(open.frame.rect), Id::unique(("note", notes[0].memo)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let painter = ui.painter().with_clip_rect(open.frame.rect);
    let ink = if response.hovered() || response.has_focus() { cx.tokens.accent } else { cx.tokens.ink2 };
    paint::text_in(ui, &painter, at, Align2::CENTER_CENTER, icons::NOTE, crate::ui::fonts::icons(12.0), ink);
    if notes.len() > 1 {
        let font = crate::ui::fonts::figures(crate::ui::fonts::Weight::Semibold, 9.0);
        paint::text_in(ui, &painter, at + vec2(0.0, 10.0), Align2::CENTER_CENTER, &grouped(notes.len()), font, ink);
    }
    paint::focus(ui, &response, hit, 4.0);
    let hovered = response.hovered();
    if response.clicked() {
        cx.push(match notes {
            [one] => MemoCommand::OpenMemo(one.memo),
            several => MemoCommand::Pick(several.iter().map(|note| note.memo).collect()),
        });
    }
    response.tip(all);
    hovered
}

/// What a memo written now can be on, the likeliest first: the selected or chosen words, what is coded or noted closest around the caret,
/// the source, the turn.
pub fn subjects(open: &Open) -> Vec<Subject> {
    let (source, version) = (open.sheet.source, open.sheet.version);
    let passage = |span| Subject::Passage(source, version, span);
    let at = open.caret.at;
    let mut list: Vec<Subject> = match (open.chosen_stripe(), open.selection()) {
        (Some(stripe), Some(span)) if stripe.span != span => vec![passage(span), Subject::Coding(stripe.coding)],
        (Some(stripe), selected) => std::iter::once(Subject::Coding(stripe.coding)).chain(selected.map(passage)).collect(),
        (None, Some(span)) => vec![passage(span)],
        (None, None) => Vec::new(),
    };
    let selected = open.selection();
    let around = selected.unwrap_or(Span { start: at, end: at + 1 });
    let holds = |span: Span| span.start <= around.start && around.end <= span.end.max(span.start + 1);
    let noted = open.notes.iter().filter(|note| holds(note.span)).map(|note| (note.span.len(), passage(note.span)));
    let coded = open.stripes.within(around).filter(|stripe| holds(stripe.span)).map(|stripe| (stripe.span.len(), Subject::Coding(stripe.coding)));
    let mut near: Vec<(u32, Subject)> = noted.chain(coded).collect();
    near.sort_by_key(|(length, _)| *length);
    list.extend(near.into_iter().take(MOST).map(|(_, subject)| subject));
    list.push(Subject::Source(source));
    let turn = steps::unit_at(&open.sheet.text, at, Unit::Turn);
    if selected.is_none() && !turn.is_empty() {
        list.push(passage(turn));
    }
    let mut seen: Vec<Subject> = Vec::new();
    list.retain(|subject| {
        !seen.contains(subject) && {
            seen.push(*subject);
            true
        }
    });
    list
}

impl Read {
    /// Shows the place of a memo that is opened; the window opens it.
    pub(super) fn memos(&mut self, command: &MemoCommand, cx: &Cx) -> bool {
        if let (MemoCommand::OpenMemo(id), Some(desk), Some(open)) = (command, cx.project, &mut self.open) {
            match desk.corpus.memos.iter().find(|memo| memo.id == *id).map(|memo| memo.subject) {
                Some(Subject::Passage(source, version, span)) if (source, version) == (open.sheet.source, open.sheet.version) => {
                    open.go(open.shown(span).start);
                    open.chosen = None;
                }
                Some(Subject::Coding(id)) => act::choose(open, id),
                _ => {}
            }
        }
        false
    }

    /// Asks which memo the selection, or else the passage of the chosen coding, is linked to.
    pub(super) fn link_memo(&self, cx: &Cx, open: &Open) {
        let passage = subjects(open).into_iter().find_map(|subject| match subject {
            Subject::Coding(id) => {
                let coding = cx.project?.corpus.coding(id)?;
                Some(Subject::Passage(coding.source, coding.version, coding.span))
            }
            Subject::Passage(..) => Some(subject),
            _ => None,
        });
        cx.push(match passage {
            Some(subject) => crate::ui::command::Command::from(MemoCommand::AskMemo(subject)),
            None => ReadCommand::Say(ReadNote::NoSelection).into(),
        });
    }

    /// Lists the memos in the open text, by place: on passages, on codings, and on the source itself.
    pub(super) fn list_memos(&self, cx: &Cx, open: &Open) {
        let Some(desk) = cx.project else { return };
        let place = |subject: Subject| match subject {
            Subject::Source(id) if id == open.sheet.source => Some(0),
            Subject::Passage(id, _, span) if id == open.sheet.source => Some(span.start),
            Subject::Coding(id) => desk.corpus.coding(id).filter(|coding| coding.source == open.sheet.source).map(|coding| coding.span.start),
            _ => None,
        };
        let mut list: Vec<(u32, MemoId)> =
            desk.corpus.memos.iter().filter_map(|memo| Some((desk.corpus.subjects_of(memo).filter_map(place).min()?, memo.id))).collect();
        list.sort_unstable();
        cx.push(match list.is_empty() {
            true => crate::ui::command::Command::from(ReadCommand::Say(ReadNote::NoMemos)),
            false => MemoCommand::Pick(list.into_iter().map(|(_, id)| id).collect()).into(),
        });
    }
}
