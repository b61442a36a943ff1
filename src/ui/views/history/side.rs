//! The filters at the left: words, groups, coders, and the thing that steps are about.

use super::HistoryView;
use crate::project::About;
use crate::project::op::OpGroup;
use crate::ui::command::History;
use crate::ui::cx::Cx;
use crate::ui::icons;
use crate::ui::views::parts;
use crate::ui::widgets::{Button, Field, section_head};
use egui::{Frame, Id, Margin, ScrollArea, Ui};

pub(super) fn draw(view: &mut HistoryView, ui: &mut Ui, cx: &Cx) {
    Frame::new().inner_margin(Margin { left: 10, right: 10, top: 10, bottom: 0 }).show(ui, |ui| {
        let field =
            Field::new(&mut view.filter.words, "Filter the history").hint("Filter steps").icon(icons::FUNNEL_SIMPLE).id(Id::unique("history filter"));
        field.narrows(super::list::id()).show(ui);
    });
    ScrollArea::vertical().id_salt("history filters").auto_shrink([false, false]).show(ui, |ui| {
        let HistoryView { journal, filter, .. } = view;
        let Some(journal) = journal.last() else { return };
        section_head(ui, "Show", |_| {});
        for group in OpGroup::ALL {
            let Some(count) = journal.groups.get(&group) else { continue };
            if parts::tick(ui, cx, group.name(), *count, !filter.without.contains(&group)) {
                filter.turn_kind(group);
            }
        }
        section_head(ui, "By", |_| {});
        for (who, count) in &journal.coders {
            if parts::tick(ui, cx, name(who), *count, !filter.silent.contains(who)) {
                filter.turn_who(who);
            }
        }
        section_head(ui, "About", |_| {});
        about(view.about.as_ref(), ui, cx);
    });
}

/// Who did a step, in words.
pub(super) fn name(who: &str) -> &str {
    if who.is_empty() { "nobody" } else { who }
}

/// What the steps are about, and the ways to choose it.
fn about(chosen: Option<&(About, String)>, ui: &mut Ui, cx: &Cx) {
    Frame::new().inner_margin(Margin { left: 12, right: 12, top: 2, bottom: 12 }).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        if let Some((about, words)) = chosen {
            let icon = if matches!(about, About::Code(_)) { icons::TAG } else { icons::FILE_TEXT };
            parts::note(ui, cx, icon, words);
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
            if Button::chip("Everything").selected(chosen.is_none()).tip(cx.tip(History::Show(None))).show(ui).clicked() {
                cx.push(History::Show(None));
            }
            for (words, command) in [("A code…", History::PickCode), ("A source…", History::PickSource)] {
                if Button::chip(words).tip(cx.tip(command.clone())).show(ui).clicked() {
                    cx.push(command);
                }
            }
        });
    });
}
