//! The menus of the framework column.

use super::Tree;
use crate::model::{CodeId, Colour, FrameworkId};
use crate::ui::command::{CodeCommand, CodingCommand, Command, Keys, OnCodes, OnFramework, Showing, Trait, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::icons;
use crate::ui::theme::measure;
use crate::ui::views::ViewId;
use crate::ui::views::menu::{choice, context, entry, head, list, offer, row};
use crate::ui::widgets::{icon_button, paint};
use egui::accesskit::Role;
use egui::{Response, Sense, Ui, WidgetInfo, vec2};

impl Tree {
    /// What the tree shows and counts, and new frameworks.
    pub(super) fn tree_menu(&self, ui: &mut Ui, cx: &Cx) {
        let response = icon_button(ui, icons::GIT_BRANCH, "Frameworks", "New framework, and what the tree counts and shows");
        list(&response, cx, 252.0, |ui| {
            row(ui, cx, CodeCommand::AskFramework);
            row(ui, cx, CodeCommand::AskFrameworkFile);
            row(ui, cx, CodeCommand::AskNew);
            row(ui, cx, Window::Show(ViewId::Frameworks));
            head(ui, cx, "Passages counted");
            for (own, words) in [(false, "Of a code and those below it"), (true, "Of a code itself")] {
                if choice(ui, cx, words, self.look.own == own) && self.look.own != own {
                    cx.push(Showing::Own);
                }
            }
            head(ui, cx, "Shown");
            for (here, words) in [(false, "All codes"), (true, "Codes used in this source")] {
                if choice(ui, cx, words, self.look.here == here) && self.look.here != here {
                    cx.push(Showing::Here);
                }
            }
            head(ui, cx, "");
            row(ui, cx, Showing::Fold);
            row(ui, cx, Showing::Unfold);
        });
    }

    /// Takes what is the tree's to show, count and fold.
    pub(in crate::ui::views) fn showing(&mut self, command: &Showing, desk: &Desk) {
        match command {
            Showing::Own => self.look.own = !self.look.own,
            Showing::Here => self.look.here = !self.look.here,
            Showing::Fold => {
                self.look.closed = desk.corpus.codes().iter().map(|code| code.id).filter(|id| !desk.corpus.children(*id).is_empty()).collect();
            }
            Showing::Unfold => {
                self.look.closed.clear();
                self.look.shut.clear();
            }
            _ => {}
        }
    }

    pub(super) fn framework_menu(&mut self, cx: &Cx, response: &Response, id: FrameworkId) {
        if response.secondary_clicked() {
            self.stand(id);
            self.reveal = false;
        }
        context(response, cx, 300.0, |ui| {
            for verb in [OnFramework::Rename, OnFramework::Describe, OnFramework::Versions, OnFramework::Crosswalk, OnFramework::Remove] {
                row(ui, cx, CodeCommand::OnFramework(verb));
            }
        });
    }

    /// What can be done with a code, or with all that are chosen.
    pub(super) fn code_menu(&mut self, cx: &Cx, desk: &Desk, response: &Response, id: CodeId) {
        if response.secondary_clicked() {
            self.mean(id);
        }
        context(response, cx, 264.0, |ui| code_entries(ui, cx, desk, id));
    }
}

/// The entries of a code's menu, for the codes that are chosen.
pub(super) fn code_entries(ui: &mut Ui, cx: &Cx, desk: &Desk, id: CodeId) {
    let Some(code) = desk.corpus.code(id) else { return };
    let rows = |ui: &mut Ui, verbs: &[OnCodes]| verbs.iter().for_each(|verb| row(ui, cx, CodeCommand::OnChosen(*verb)));
    rows(ui, &[OnCodes::Rename, OnCodes::Define]);
    let ids = &cx.chosen.codes;
    let same = ids.iter().filter_map(|id| desk.corpus.code(*id)).all(|other| other.colour == code.colour);
    swatches(ui, cx, code.colour.filter(|_| same), |colour| cx.push(CodeCommand::Give(ids.clone(), Trait::Colour(colour))));
    rows(ui, &[OnCodes::Theme, OnCodes::Codable]);
    if cx.chosen.codes.len() < 2 {
        pins(ui, cx, id);
    }
    head(ui, cx, "");
    rows(ui, &[OnCodes::Move, OnCodes::Merge, OnCodes::Split]);
    head(ui, cx, "");
    rows(ui, &[OnCodes::Memo, OnCodes::Passages, OnCodes::Like, OnCodes::Remove]);
}

/// The digit keys, to put a code on one.
fn pins(ui: &mut Ui, cx: &Cx, id: CodeId) {
    head(ui, cx, "On a key");
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for slot in 1..=9u8 {
            let (rect, response) = ui.allocate_exact_size(vec2(24.0, 24.0), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, true, format!("Put it on the key {slot}")));
            if response.hovered() || response.has_focus() {
                ui.painter().rect_filled(rect, 5.0, cx.tokens.hover);
            }
            paint::text(ui, rect.center(), egui::Align2::CENTER_CENTER, &slot.to_string(), paint::body(), cx.tokens.ink);
            let pin = Command::from(CodingCommand::Pin(slot, Some(id)));
            offer(ui, Keys::parse(&slot.to_string()), &pin);
            if response.clicked() {
                cx.push(pin);
                ui.close();
            }
        }
    });
}

/// The twelve colours, and that of the code above.
pub(super) fn swatches(ui: &mut Ui, cx: &Cx, now: Option<Colour>, take: impl Fn(Option<Colour>)) {
    head(ui, cx, "Colour");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for (n, name) in Colour::NAMES.iter().enumerate() {
            let colour = Colour::Named(n as u8);
            let (rect, response) = ui.allocate_exact_size(vec2(30.0, 24.0), Sense::click());
            response.widget_info(|| WidgetInfo::selected(Role::MenuItemRadio, true, now == Some(colour), *name));
            if response.hovered() || response.has_focus() {
                ui.painter().rect_filled(rect, 5.0, cx.tokens.hover);
            }
            ui.painter().rect_filled(egui::Rect::from_center_size(rect.center(), vec2(16.0, 16.0)), 4.0, cx.tokens.code(colour));
            if now == Some(colour) {
                paint::icon(ui, rect.center(), icons::CHECK, 11.0, cx.tokens.bg);
            }
            if response.clicked() {
                take(Some(colour));
                ui.close();
            }
        }
    });
    if now.is_some() && entry(ui, cx, "The colour of the code above", None) {
        take(None);
    }
    ui.add_space(measure::RADIUS - 3.0);
}
