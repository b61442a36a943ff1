//! What a memo is linked to: a line each, with the way there and a way to take it off.

use super::data::target;
use crate::analysis::Corpus;
use crate::model::{Linked, Memo, MemoId, Subject};
use crate::ui::command::{Command, MemoCommand, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::dialogs::memo_subject;
use crate::ui::icons;
use crate::ui::theme::measure;
use crate::ui::widgets::{Button, Row, icon_button, paint, wrapped};
use egui::{Id, Ui, vec2};

/// Draws the links of a memo, and the memos that are linked to it.
pub fn draw(ui: &mut Ui, cx: &Cx, desk: &Desk, memo: MemoId) {
    let corpus = &desk.corpus;
    let links = corpus.links_of_memo(memo);
    let back: Vec<&Memo> = corpus.memos_linked_to(memo).collect();
    if !links.is_empty() {
        wrapped(ui, "Linked to", paint::meta(), cx.tokens.ink3, 20.0);
    }
    for link in links {
        let words = named(desk, link.to);
        line(ui, cx, (&words, icon(link.to)), way(cx, corpus, link.to), Some((memo, link.to)));
    }
    if !back.is_empty() {
        wrapped(ui, "Linked from", paint::meta(), cx.tokens.ink3, 20.0);
    }
    for memo in back {
        line(ui, cx, (memo.heading(), icons::NOTE), Some(MemoCommand::Show(memo.id).into()), None);
    }
    if Button::chip("Link to…").icon(icons::PLUS).name("Link the memo to more").tip(cx.tip(MemoCommand::LinkChosen)).show(ui).clicked() {
        cx.push(MemoCommand::AskLink(vec![memo]));
    }
}

/// What is linked, in words.
pub fn named(desk: &Desk, to: Linked) -> String {
    match to {
        Linked::On(subject) => memo_subject(desk, subject),
        Linked::Memo(id) => desk.corpus.memos.iter().find(|memo| memo.id == id).map_or_else(|| "a memo".to_owned(), |memo| memo.heading().to_owned()),
    }
}

/// What stands before it.
pub fn icon(to: Linked) -> &'static str {
    match to {
        Linked::Memo(_) => icons::NOTE,
        Linked::On(Subject::Code(_)) => icons::TAG,
        Linked::On(Subject::Case(_)) => icons::USER,
        Linked::On(Subject::Passage(..) | Subject::Coding(_)) => icons::QUOTES,
        Linked::On(_) => icons::FILE_TEXT,
    }
}

/// The way to what is linked, where there is one.
fn way(cx: &Cx, corpus: &Corpus, to: Linked) -> Option<Command> {
    match to {
        Linked::Memo(id) => Some(MemoCommand::Show(id).into()),
        Linked::On(subject) => target(corpus, subject).filter(|target| cx.views.contains(&target.view())).map(|target| Window::Go(target).into()),
    }
}

/// A line with the way to what it names, and at its end the way to take it off.
fn line(ui: &mut Ui, cx: &Cx, (words, icon): (&str, &str), way: Option<Command>, off: Option<(MemoId, Linked)>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let width = (ui.available_width() - if off.is_some() { 28.0 } else { 0.0 }).max(40.0);
        let clicked = ui.allocate_ui(vec2(width, measure::ROW), |ui| {
            ui.set_width(width);
            let row = Row::new(words).icon(icon).note("go there").id(Id::unique(("memo link", words, off.is_some())));
            row.show(ui).response.clicked()
        });
        if let (true, Some(way)) = (clicked.inner, way) {
            cx.push(way);
        }
        if let Some((memo, to)) = off
            && icon_button(ui, icons::X, &format!("Take the link to {words} off"), "Take this link off").clicked()
        {
            cx.push(MemoCommand::Unlink(memo, to));
        }
    });
}
