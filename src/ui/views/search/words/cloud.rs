//! A word cloud: the commonest words, the larger the commoner, as the picture that can be saved has it.

use super::super::SearchView;
use super::data::Shown;
use super::list_id;
use crate::export::{CLOUD, Cloud};
use crate::ui::command::SearchCommand;
use crate::ui::cx::Cx;
use crate::ui::fonts::{self, Weight};
use crate::ui::theme::measure;
use crate::ui::widgets::{Tip, list_keys, paint};
use egui::accesskit::Role;
use egui::{Color32, Id, Rect, Sense, Ui, WidgetInfo, vec2};

const SIDE: f32 = 24.0;

/// A cloud laid out for a place.
pub type Set = Cloud;

/// Draws it.
pub fn draw(view: &mut SearchView, ui: &mut Ui, cx: &Cx) {
    let page = ui.max_rect();
    let place = Rect::from_min_max(page.min + vec2(SIDE, 12.0), page.max - vec2(SIDE, 16.0));
    let Some(Shown::Table(table)) = view.words.shown.last() else { return };
    let (edition, size) = (view.words.edition, [place.width() as i32, place.height() as i32]);
    // The rows stand in their own order here.
    view.words.rows.get((edition, None), |_| table.order(None));
    let cloud = view.words.cloud.get((edition, size), |_| {
        let words: Vec<(String, u64)> = table.rows.iter().take(CLOUD).map(|row| (row.word.clone(), row.values[0] as u64)).collect();
        Cloud::new(&words, (place.width(), place.height()), &mut |word, size| {
            paint::whole(ui, word, fonts::text(Weight::Medium, size), Color32::PLACEHOLDER).size().x
        })
    });
    let keys = list_keys(ui, list_id(), place, "Word cloud", view.words.at, cloud.words.len(), 8);
    view.words.at = keys.moved.or(view.words.at);
    view.words.listens = keys.response.has_focus();
    let mut act = None;
    for (n, word) in cloud.words.iter().enumerate() {
        let rect = Rect::from_min_size(place.min + vec2(word.x, word.y), vec2(word.width, word.height));
        let response = ui.interact(rect, Id::unique(("cloud word", n)), Sense::CLICK);
        let said = format!("{}: {}", word.word, crate::ui::format::counted(word.count as usize, "time"));
        let is = view.words.at == Some(n);
        response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is, &said));
        if response.hovered() {
            ui.painter().rect_filled(rect, measure::RADIUS, cx.tokens.hover);
        }
        if is && view.words.listens {
            paint::ring(ui, rect, measure::RADIUS);
        }
        paint::place(ui, paint::whole(ui, &word.word, fonts::text(Weight::Medium, word.size), cx.tokens.ink), rect.left_center());
        let response = response.tip(format!("{said}. A double click shows them in the texts"));
        if response.double_clicked() {
            act = Some((n, true));
        } else if response.clicked() {
            act = Some((n, false));
        }
    }
    if let Some((n, open)) = act {
        view.words.at = Some(n);
        keys.response.request_focus();
        if open {
            cx.push(SearchCommand::SeekWord);
        }
    }
}
