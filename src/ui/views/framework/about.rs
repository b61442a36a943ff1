//! The foot of the column while the keys are at a framework: what it is for, and how large it is.

use super::Tree;
use crate::model::{Framework, FrameworkId};
use crate::ui::command::{CodeCommand, OnFramework};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::fonts::{self, Weight};
use crate::ui::format;
use crate::ui::icons;
use crate::ui::text::{Family, LabelStyle, PassageStyle, label};
use crate::ui::views::menu::{list, row};
use crate::ui::widgets::{Button, paint, wrapped};
use egui::{Align2, Frame, Margin, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

impl Tree {
    /// Draws what a framework is over `rect`.
    pub(super) fn about(&mut self, ui: &mut Ui, cx: &Cx, desk: &Desk, id: FrameworkId, rect: Rect) {
        let Some(framework) = desk.corpus.framework(id) else { return };
        paint::hline(ui, ui.painter(), rect.x_range(), rect.top(), cx.tokens.line);
        let codes = format::counted(desk.corpus.tree(id).len(), "code");
        let right = paint::text(ui, pos2(rect.right() - 13.0, rect.top() + 20.0), Align2::RIGHT_CENTER, &codes, paint::meta(), cx.tokens.ink3);
        let name = Rect::from_min_max(pos2(rect.left() + 12.0, rect.top() + 10.0), pos2(right.left() - 8.0, rect.top() + 30.0));
        ui.scope_builder(UiBuilder::new().max_rect(name), |ui| {
            let style = PassageStyle::new(Family::Sans, 13.0, 20.0).weight(crate::ui::text::Weight::Semibold);
            label(ui, &mut cx.text.borrow_mut(), &framework.name, &LabelStyle::row(style, cx.tokens.ink));
        });
        let foot = Rect::from_min_max(pos2(rect.left() + 12.0, rect.bottom() - 36.0), pos2(rect.right() - 12.0, rect.bottom() - 11.0));
        let middle = Rect::from_min_max(pos2(rect.left(), rect.top() + 34.0), pos2(rect.right(), foot.top() - 4.0));
        ui.scope_builder(UiBuilder::new().max_rect(middle).id_salt("framework words"), |ui| {
            ui.set_clip_rect(middle.intersect(ui.clip_rect()));
            ScrollArea::vertical().id_salt(("framework words", id)).show(ui, |ui| {
                let shown = Frame::new().inner_margin(Margin::symmetric(12, 0)).show(ui, |ui| words(ui, cx, framework));
                self.detail_height = shown.response.rect.height() + 84.0;
            });
        });
        ui.scope_builder(UiBuilder::new().max_rect(foot).id_salt("framework buttons"), |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                let describe = CodeCommand::OnFramework(OnFramework::Describe);
                if Button::chip("Name and description").icon(icons::PENCIL_SIMPLE).tip(cx.tip(describe.clone())).show(ui).clicked() {
                    cx.push(describe);
                }
                let more = Button::chip("").icon(icons::DOTS_THREE).name("More for this framework").tip("Rename, add a code, remove").show(ui);
                list(&more, cx, 300.0, |ui| {
                    row(ui, cx, CodeCommand::AskNew);
                    row(ui, cx, CodeCommand::OnFramework(OnFramework::Rename));
                    row(ui, cx, CodeCommand::OnFramework(OnFramework::Versions));
                    row(ui, cx, CodeCommand::OnFramework(OnFramework::Crosswalk));
                    row(ui, cx, CodeCommand::OnFramework(OnFramework::Remove));
                });
            });
        });
    }
}

fn words(ui: &mut Ui, cx: &Cx, framework: &Framework) {
    ui.set_width(ui.available_width());
    if !framework.short.trim().is_empty() {
        wrapped(ui, &format!("Short name: {}", framework.short), fonts::text(Weight::Regular, 12.0), cx.tokens.ink3, 20.0);
    }
    if framework.description.trim().is_empty() {
        wrapped(ui, "No description yet: where it comes from, and what it is for.", paint::meta(), cx.tokens.ink3, 18.0);
    } else {
        let style = PassageStyle::new(Family::Sans, 12.0, 20.0);
        label(ui, &mut cx.text.borrow_mut(), &framework.description, &LabelStyle::wrapped(style, cx.tokens.ink));
    }
    ui.allocate_space(vec2(0.0, 2.0));
}
