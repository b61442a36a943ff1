//! The head of words: what is shown of them, which count, and beside which groups.

use super::super::SearchView;
use super::data::Shown;
use super::{Kind, WordLook};
use crate::analysis::{Corpus, Groups};
use crate::model::Grouping;
use crate::ui::command::SearchCommand;
use crate::ui::cx::Cx;
use crate::ui::fonts::{self, Weight};
use crate::ui::views::menu;
use crate::ui::views::themes::groupings;
use crate::ui::widgets::{Button, paint};
use egui::accesskit::Role;
use egui::{Sense, Ui, WidgetInfo};

/// Which picture, which groups, which words.
pub fn head(view: &SearchView, ui: &mut Ui, cx: &Cx) {
    let look = view.look.unwrap_or_default().words;
    let Some(desk) = cx.project else { return };
    let kinds = Button::chip(look.kind.label()).caret().name("What is shown of words").tip(cx.tip(SearchCommand::AskWords)).show(ui);
    menu::list(&kinds, cx, 200.0, |ui| {
        for kind in Kind::ALL {
            if menu::choice(ui, cx, kind.label(), kind == look.kind) {
                cx.push(SearchCommand::WordsAs(kind));
                ui.close();
            }
        }
    });
    match look.kind {
        Kind::List => groups_beside(view, ui, cx, &desk.corpus),
        Kind::Key => part(view, ui, cx, &desk.corpus),
        _ => {}
    }
    if !look.kind.is_tree() {
        counted(ui, cx, look);
    }
}

/// Which words count.
fn counted(ui: &mut Ui, cx: &Cx, look: WordLook) {
    let button = Button::chip("Counted").caret().name("Which words count").tip(cx.tip(SearchCommand::AskRules)).show(ui);
    menu::list(&button, cx, 250.0, |ui| {
        let choices = [
            ("Words of one stem as one", look.stems, SearchCommand::Stems),
            ("Common words too", look.common, SearchCommand::Common),
            ("What interviewers say too", look.interviewers, SearchCommand::Askers),
        ];
        for (words, on, command) in choices {
            if menu::choice(ui, cx, words, on) {
                cx.push(command);
                ui.close();
            }
        }
        menu::head(ui, cx, "");
        menu::row(ui, cx, SearchCommand::AskRules);
    });
}

fn groups_beside(view: &SearchView, ui: &mut Ui, cx: &Cx, corpus: &Corpus) {
    let by = view.words.by;
    let name = by.map_or_else(|| "No groups beside".to_owned(), |by| format!("By {}", Groups::title_of(corpus, Some(by)).to_lowercase()));
    let button = Button::chip(&name).caret().name("Groups beside the count").tip(cx.tip(SearchCommand::AskWordsBy)).show(ui);
    menu::list(&button, cx, 200.0, |ui| {
        for (grouping, name) in groupings(corpus).into_iter().map(|(by, name)| (Some(by), name)).chain([(None, "No groups beside".to_owned())]) {
            if menu::choice(ui, cx, &name, grouping == by) {
                cx.push(SearchCommand::WordsBy(grouping));
                ui.close();
            }
        }
    });
}

/// The part that is compared with the rest.
fn part(view: &SearchView, ui: &mut Ui, cx: &Cx, corpus: &Corpus) {
    let Some((by, part)) = &view.words.part else { return };
    let title = Groups::title_of(corpus, Some(*by));
    let (words, name) = (part.clone(), format!("The part that is compared: {title} {part}"));
    let button = Button::chip(&words).caret().name(&name);
    let button = button.tip(cx.tip(SearchCommand::AskPart)).show(ui);
    menu::list(&button, cx, 220.0, |ui| {
        for (grouping, head, values) in parts(corpus) {
            menu::head(ui, cx, &head);
            for value in values {
                if menu::choice(ui, cx, &value, grouping == *by && value == *part) {
                    cx.push(SearchCommand::Part(grouping, value));
                    ui.close();
                }
            }
        }
    });
    against(view, ui, cx, corpus, *by, part);
}

/// What a part is compared with.
fn against(view: &SearchView, ui: &mut Ui, cx: &Cx, corpus: &Corpus, by: Grouping, part: &str) {
    let now = view.words.against.as_deref();
    let words = format!("against {}", now.unwrap_or("the rest"));
    let button = Button::chip(&words).caret().name("What it is compared with").tip(cx.tip(SearchCommand::AskAgainst)).show(ui);
    menu::list(&button, cx, 220.0, |ui| {
        let others = parts(corpus).into_iter().filter(|(of, ..)| *of == by).flat_map(|(.., values)| values).filter(|value| value != part);
        for other in std::iter::once(None).chain(others.map(Some)) {
            if menu::choice(ui, cx, other.as_deref().unwrap_or("All the rest"), other.as_deref() == now) {
                cx.push(SearchCommand::Against(other));
                ui.close();
            }
        }
    });
}

/// The parts that can be compared: the groups of site, role and phase, and where something stands in none of them, “Unassigned”.
pub fn parts(corpus: &Corpus) -> Vec<(Grouping, String, Vec<String>)> {
    let project = &corpus.project;
    let heads = [(project.site, "Site"), (project.role, "Role"), (project.phase, "Phase")];
    let part = |(by, head): (Option<Grouping>, &str)| {
        let groups = Groups::new(corpus, Some(by?));
        let rest = Some(groups.unassigned()).filter(|_| !groups.is_empty() && groups.leaves_out(corpus));
        let values: Vec<String> = (0..groups.unassigned()).chain(rest).map(|group| groups.label(group).to_owned()).collect();
        (!values.is_empty()).then(|| (by, head.to_owned(), values)).and_then(|(by, head, values)| Some((by?, head, values)))
    };
    heads.into_iter().filter_map(part).collect()
}

/// How much was counted, at the right.
pub fn figures(view: &SearchView, ui: &mut Ui, cx: &Cx) {
    let is_tree = matches!(view.words.shown.last(), Some(Shown::Tree(_)));
    let said = view.words.table().map_or("", |table| table.said.as_str());
    if said.is_empty() && !is_tree {
        return;
    }
    if Button::chip("Save…").name("Save the words").tip(cx.tip(SearchCommand::SaveWords)).show(ui).clicked() {
        cx.push(SearchCommand::SaveWords);
    }
    let words = paint::line(ui, said, fonts::figures(Weight::Regular, 12.0), cx.tokens.ink3, ui.available_width());
    let (rect, response) = ui.allocate_exact_size(words.size(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Status, true, said));
    words.paint(ui.painter(), rect.min);
}
