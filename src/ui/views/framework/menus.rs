//! The menus of the framework column.

use super::{Renamed, Tree};
use crate::model::{Code, CodeId, Colour, Framework, FrameworkId, Subject};
use crate::ui::command::{CodeCommand, CodingCommand, MemoCommand, Target, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::icons;
use crate::ui::theme::measure;
use crate::ui::views::ViewId;
use crate::ui::views::menu::{choice, context, entry, head, list};
use crate::ui::widgets::{icon_button, paint};
use egui::accesskit::Role;
use egui::{Response, Sense, Ui, WidgetInfo, vec2};

impl Tree {
    /// What the tree shows and counts, and new frameworks.
    pub(super) fn tree_menu(&mut self, ui: &mut Ui, cx: &Cx) {
        let response = icon_button(ui, icons::GIT_BRANCH, "Frameworks", "New framework, and what the tree counts and shows");
        list(&response, cx, 252.0, |ui| {
            if entry(ui, cx, "New framework…", cx.cap(CodeCommand::AskFramework).as_deref()) {
                cx.push(CodeCommand::AskFramework);
            }
            head(ui, cx, "Passages counted");
            for (own, words) in [(false, "Of a code and those below it"), (true, "Of a code itself")] {
                if choice(ui, cx, words, self.own == own) {
                    self.own = own;
                }
            }
            head(ui, cx, "Shown");
            for (here, words) in [(false, "All codes"), (true, "Codes used in this source")] {
                if choice(ui, cx, words, self.here == here) {
                    self.here = here;
                }
            }
            head(ui, cx, "");
            if entry(ui, cx, "Fold everything", None)
                && let Some(desk) = cx.project
            {
                self.closed = desk.corpus.codes().iter().map(|code| code.id).filter(|id| !desk.corpus.children(*id).is_empty()).collect();
            }
            if entry(ui, cx, "Unfold everything", None) {
                self.closed.clear();
                self.shut.clear();
            }
        });
    }

    pub(super) fn framework_menu(&mut self, cx: &Cx, response: &Response, id: FrameworkId) {
        context(response, cx, 216.0, |ui| {
            let framework = cx.project.and_then(|desk| desk.corpus.framework(id)).cloned();
            if entry(ui, cx, "Rename", None)
                && let Some(Framework { name, .. }) = framework
            {
                self.rename = Some((Renamed::Framework(id), name, true));
            }
            if entry(ui, cx, "Remove…", None) {
                cx.push(CodeCommand::AskRemoveFramework(id));
            }
        });
    }

    /// What can be done with a code, or with all that are chosen.
    pub(super) fn code_menu(&mut self, cx: &Cx, desk: &Desk, response: &Response, id: CodeId) {
        context(response, cx, 232.0, |ui| self.code_entries(ui, cx, desk, id));
    }

    /// The entries of a code's menu.
    pub(super) fn code_entries(&mut self, ui: &mut Ui, cx: &Cx, desk: &Desk, id: CodeId) {
        let Some(code) = desk.corpus.code(id) else { return };
        let change = |code: Code| cx.push(CodeCommand::Edit(Box::new(code)));
        if entry(ui, cx, "Rename", Some("F2")) {
            self.begin_rename(desk, id);
        }
        if entry(ui, cx, "Definition, include, exclude…", None) {
            cx.push(CodeCommand::AskDefine(id));
        }
        swatches(ui, cx, code.colour, |colour| change(Code { colour, ..code.clone() }));
        if entry(ui, cx, if code.theme { "No longer a theme" } else { "Make it a theme" }, None) {
            change(Code { theme: !code.theme, ..code.clone() });
        }
        if entry(ui, cx, if code.codable { "Make it a heading, not coded with" } else { "Let passages be coded with it" }, None) {
            change(Code { codable: !code.codable, ..code.clone() });
        }
        pins(ui, cx, id);
        head(ui, cx, "");
        if entry(ui, cx, "Memo…", None) {
            cx.push(MemoCommand::Open(Subject::Code(id)));
        }
        if cx.views.contains(&ViewId::Themes) && entry(ui, cx, "Its theme", None) {
            cx.push(Window::Go(Target::Code(id)));
        }
        if entry(ui, cx, "Split by its passages…", None) {
            cx.push(CodeCommand::AskSplit(id));
        }
        if entry(ui, cx, "Remove…", Some("Delete")) {
            cx.push(CodeCommand::AskRemove(self.chosen_with(id)));
        }
    }
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
            if response.clicked() {
                cx.push(CodingCommand::Pin(slot, Some(id)));
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
