//! What is read as codes of a framework beside what is coded so: asked by a key and by a chip, in Themes and in the chart.

use super::menu::{Item, menu};
use crate::model::FrameworkId;
use crate::ui::command::{CrosswalkCommand, ShowWay, Showing};
use crate::ui::cx::Cx;
use crate::ui::icons;
use crate::ui::widgets::Button;
use egui::Ui;

const MAP: &str = "The map of links…";

/// What can be read, and what is.
pub struct Readings<'a> {
    /// What the question is called.
    pub title: &'static str,
    /// The frameworks that are linked to the one that shows.
    pub lenses: &'a [(FrameworkId, String)],
    /// The one that is read.
    pub now: Option<FrameworkId>,
    /// What shows how they are linked.
    pub map: CrosswalkCommand,
}

impl Readings<'_> {
    fn ways(&self) -> impl Iterator<Item = (Option<FrameworkId>, String)> {
        let also = self.lenses.iter().map(|(id, name)| (Some(*id), format!("Also what is coded in {name}")));
        std::iter::once((None, "Only what is coded so".to_owned())).chain(also)
    }

    /// Asks for one.
    pub fn ask(self, cx: &Cx) {
        let ways = self.ways().map(|(id, words)| ShowWay::new(words, id == self.now, Showing::Through(id)));
        let ways = ways.chain([ShowWay::new(MAP, false, self.map.clone())]).collect();
        cx.push(Showing::Ask(self.title.into(), ways));
    }

    /// The chip that says which is read, with all under it; gives what was chosen.
    pub fn chip(self, ui: &mut Ui, cx: &Cx) -> Option<Option<FrameworkId>> {
        let now = self.lenses.iter().find(|(id, _)| self.now == Some(*id));
        let words = now.map_or_else(|| "Read".to_owned(), |(_, name)| format!("Read: {name}"));
        let chip = Button::chip(&words).icon(icons::BOOK_OPEN).caret().selected(now.is_some()).tip(cx.tip(Showing::AskThrough)).show(ui);
        let ways: Vec<(Option<FrameworkId>, String)> = self.ways().collect();
        let mut items: Vec<Item> = ways.iter().map(|(id, words)| Item::new(words, *id == self.now)).collect();
        items.push(Item::new(MAP, false).apart());
        let at = menu(cx, &chip, self.title, false, &items)?;
        if at == ways.len() {
            cx.push(self.map);
        }
        ways.get(at).map(|(id, _)| *id)
    }
}
