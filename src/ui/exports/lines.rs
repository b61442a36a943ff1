//! The lines of the dialogs before an export: what is asked at the left, what can be chosen at the right.

use crate::analysis::Naming;
use crate::ui::cx::Cx;
use crate::ui::theme::measure;
use crate::ui::views::themes::menu::{Item, menu};
use crate::ui::widgets::{Button, paint, wrapped};
use egui::{Align, Layout, Rect, Ui, UiBuilder, vec2};

/// The column of labels.
pub(super) const LABELS: f32 = 116.0;

/// A line of the dialog: what it is at the left, the control at the right.
pub(super) fn line(ui: &mut Ui, cx: &Cx, words: &str, draw: impl FnOnce(&mut Ui)) {
    ui.add_space(6.0);
    let top = ui.cursor().left_top();
    let left = Rect::from_min_size(top, vec2(LABELS - 8.0, measure::FIELD));
    paint::text(ui, left.left_center(), egui::Align2::LEFT_CENTER, words, paint::meta(), cx.tokens.ink2);
    let right = Rect::from_min_size(top + vec2(LABELS, 0.0), vec2(ui.available_width() - LABELS, measure::FIELD));
    let builder = UiBuilder::new().max_rect(right).layout(Layout::left_to_right(Align::Center).with_main_wrap(true));
    let used = ui.scope_builder(builder, |ui| draw(ui)).response.rect;
    let bottom = used.bottom().max(left.bottom());
    ui.allocate_rect(Rect::from_min_max(top, egui::pos2(right.right(), bottom)), egui::Sense::hover());
}

/// A line of small choices, one of which is on.
pub(super) fn choices<T: PartialEq + Copy>(ui: &mut Ui, cx: &Cx, words: &str, value: &mut T, options: &[(T, impl AsRef<str>)]) {
    line(ui, cx, words, |ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for (option, name) in options {
            let name = name.as_ref();
            let spoken = format!("{words}: {name}");
            if Button::chip(name).name(&spoken).selected(value == option).show(ui).clicked() {
                *value = *option;
            }
        }
    });
}

/// A line with one of many, in a list that opens under it.
pub(super) fn one_of<T: PartialEq + Copy>(ui: &mut Ui, cx: &Cx, words: &str, value: &mut T, options: &[(T, String)]) {
    line(ui, cx, words, |ui| {
        let name = options.iter().find(|(option, _)| option == value).map_or("", |(_, name)| name.as_str());
        let chip = Button::chip(name).name(&format!("{words}: {name}")).caret().selected(true).show(ui);
        let items: Vec<Item> = options.iter().map(|(option, name)| Item::new(name, option == value)).collect();
        if let Some(at) = menu(cx, &chip, words, false, &items) {
            *value = options[at].0;
        }
    });
}

/// What can stand for people, in words: what the keys of this project are like, and whether there are pseudonyms at all.
pub(in crate::ui) fn namings(cx: &Cx) -> [(Naming, String); 3] {
    let corpus = cx.project.map(|desk| &desk.corpus);
    let has = corpus.is_some_and(|corpus| corpus.cases().iter().any(|case| !case.pseudonym.is_empty()));
    let pseudonyms = if has { "Pseudonyms" } else { "Pseudonyms: none yet, so keys" };
    let key = corpus.and_then(|corpus| {
        let persons = corpus.person_kinds();
        corpus.cases().iter().find(|case| persons.contains(&case.kind)).map(|case| case.name.clone())
    });
    let keys = key.map_or_else(|| "Keys".to_owned(), |key| format!("Keys, such as {}", elided(&key)));
    [(Naming::Pseudonyms, pseudonyms.to_owned()), (Naming::Keys, keys), (Naming::FullNames, "Names in full".to_owned())]
}

/// What stands for people, with a word where that is their names.
pub(super) fn people(ui: &mut Ui, cx: &Cx, naming: &mut Naming) {
    let names = namings(cx);
    choices(ui, cx, "People", naming, &names);
    if *naming == Naming::FullNames {
        line(ui, cx, "", |ui| drop(wrapped(ui, "Names in full are for inside the team alone.", paint::meta(), cx.tokens.warn, 20.0)));
    }
}

/// A name that is not too long for a choice.
pub(super) fn elided(name: &str) -> String {
    match name.char_indices().nth(34) {
        Some((at, _)) => format!("{}…", name[..at].trim_end()),
        None => name.to_owned(),
    }
}
