//! The column at the left: the frameworks, and below them what is chosen from on the page that shows.

use super::{FrameworksView, Page, again, saturation, versions};
use crate::ui::command::FrameworkCommand;
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::widgets::{Row, section_head};
use egui::{Id, Ui};

pub(super) fn draw(view: &mut FrameworksView, ui: &mut Ui, cx: &Cx, desk: &Desk) {
    section_head(ui, "Frameworks", |_| {});
    for framework in desk.corpus.frameworks() {
        let row = Row::new(&framework.name).selected(view.framework == Some(framework.id)).id(Id::unique(("framework of time", framework.id)));
        if row.show(ui).response.clicked() {
            cx.push(FrameworkCommand::Of(framework.id));
        }
    }
    match view.page {
        Page::Versions => versions::draw(&mut view.versions, ui, cx),
        Page::Again => again::draw_codes(&view.again, ui, cx, desk),
        Page::Saturation => saturation::draw_parts(&view.saturation, ui, cx, desk),
    }
}
