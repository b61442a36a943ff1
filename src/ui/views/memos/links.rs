//! What a memo is linked to: a line each, with the way there and a way to take it off.

use super::data::target;
use crate::analysis::Corpus;
use crate::model::{Linked, MemoId};
use crate::ui::command::{Command, MemoCommand, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::dialogs::{linked_icon, linked_words};
use crate::ui::icons;
use crate::ui::theme::measure;
use crate::ui::widgets::{Button, Row, icon_button, paint, wrapped};
use egui::{Id, Ui, vec2};

/// What a memo is linked to, ready to be drawn.
pub struct Links {
    memo: MemoId,
    to: Vec<Line>,
    from: Vec<Line>,
}

/// A link, from one end.
struct Line {
    words: String,
    icon: &'static str,
    way: Option<Command>,
    /// What it is taken off from.
    off: Option<Linked>,
}

impl Links {
    /// The links of a memo, and the memos that are linked to it.
    pub fn new(cx: &Cx, desk: &Desk, memo: MemoId) -> Self {
        let line = |to: Linked, off| Line { words: linked_words(desk, to), icon: linked_icon(to), way: way(cx, &desk.corpus, to), off };
        Self {
            memo,
            to: desk.corpus.links_of_memo(memo).iter().map(|link| line(link.to, Some(link.to))).collect(),
            from: desk.corpus.memos_linked_to(memo).map(|other| line(Linked::Memo(other.id), None)).collect(),
        }
    }

    /// Draws them.
    pub fn draw(&self, ui: &mut Ui, cx: &Cx) {
        for (head, lines) in [("Linked to", &self.to), ("Linked from", &self.from)] {
            if !lines.is_empty() {
                wrapped(ui, head, paint::meta(), cx.tokens.ink3, 20.0);
            }
            lines.iter().for_each(|line| self.line(ui, cx, line));
        }
        if Button::chip("Link to…").icon(icons::PLUS).name("Link the memo to more").tip(cx.tip(MemoCommand::LinkChosen)).show(ui).clicked() {
            cx.push(MemoCommand::AskLink(vec![self.memo]));
        }
    }

    /// A line with the way to what it names, and at its end the way to take it off.
    fn line(&self, ui: &mut Ui, cx: &Cx, Line { words, icon, way, off }: &Line) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let width = (ui.available_width() - if off.is_some() { 28.0 } else { 0.0 }).max(40.0);
            let clicked = ui.allocate_ui(vec2(width, measure::ROW), |ui| {
                ui.set_width(width);
                let row = Row::new(words).icon(icon).note("go there").id(Id::unique(("memo link", words, off.is_some())));
                row.show(ui).response.clicked()
            });
            if let (true, Some(way)) = (clicked.inner, way) {
                cx.push(way.clone());
            }
            if let Some(to) = off
                && icon_button(ui, icons::X, &format!("Take the link to {words} off"), "Take this link off").clicked()
            {
                cx.push(MemoCommand::Unlink(self.memo, *to));
            }
        });
    }
}

/// The way to what is linked, where there is one.
fn way(cx: &Cx, corpus: &Corpus, to: Linked) -> Option<Command> {
    match to {
        Linked::Memo(id) => Some(MemoCommand::Show(id).into()),
        Linked::On(subject) => target(corpus, subject).filter(|target| cx.views.contains(&target.view())).map(|target| Window::Go(target).into()),
    }
}
