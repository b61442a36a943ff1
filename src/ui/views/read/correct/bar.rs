//! The line above the page while its text is corrected: what changes under a code, why it is done, and the two ways out. And the one
//! that says that codings lost their words.

use super::Correcting;
use super::coded::Told;
use crate::model::grouped;
use crate::ui::command::CorrectCommand;
use crate::ui::cx::Cx;
use crate::ui::format::counted;
use crate::ui::icons;
use crate::ui::widgets::{Button, Field, Tip, paint};
use egui::accesskit::Role;
use egui::{Align, Id, Layout, Rect, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// How high the line is.
pub const HEIGHT: f32 = 44.0;
/// The widest that the field for the reason is.
const REASON: f32 = 200.0;

/// Draws the line over `rect`.
pub fn draw(ui: &mut Ui, rect: Rect, cx: &Cx, correct: &mut Correcting) {
    ui.painter().rect_filled(rect, 0.0, cx.tokens.accent_wash);
    paint::hline(ui, ui.painter(), rect.x_range(), rect.bottom() - paint::hair(ui), cx.tokens.line);
    let inner = Rect::from_min_max(pos2(rect.left() + 20.0, rect.top()), pos2(rect.right() - 19.0, rect.bottom() - 1.0));
    let left = ui.scope_builder(UiBuilder::new().max_rect(inner).layout(Layout::right_to_left(Align::Center)), |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let writing = correct.sent.is_some();
        let done = Button::primary("Done").cap(cx.cap(CorrectCommand::Done)).tip(cx.tip(CorrectCommand::Done)).enabled(!writing);
        if done.show(ui).clicked() {
            cx.push(CorrectCommand::Done);
        }
        if Button::new("Discard").tip(cx.tip(CorrectCommand::Discard)).enabled(!writing).show(ui).clicked() {
            cx.push(CorrectCommand::Discard);
        }
        let room = (inner.width() * 0.3).min(REASON);
        // What was never written needs no reason to be.
        if correct.is_first() {
            return ui.min_rect().left();
        }
        Field::new(&mut correct.reason, "Reason for the correction")
            .hint("Why? (misheard …)")
            .width(room)
            .id(Id::unique("correction reason"))
            .show(ui);
        ui.min_rect().left()
    });
    let words = match correct.is_first() {
        true => "Writing · # before a line or Alt+H makes a heading".to_owned(),
        false => said(correct.told),
    };
    line(ui, cx, Rect::from_min_max(inner.min, pos2(left.inner - 12.0, inner.bottom())), icons::NOTE_PENCIL, &words);
}

/// What a correction does to the codings, in words.
fn said(told: Told) -> String {
    let under = match (told.changed, told.lost) {
        (0, 0) if !told.any => return "Correcting the text: type in it".into(),
        (0, 0) if told.taken == 0 => return "Correcting the text · no coded passage changes".into(),
        (0, 0) => return format!("Correcting the text · {} another’s or nobody’s", counted_as(told.taken, "becomes", "become")),
        (0, lost) => format!("{} all words", counted_as(lost, "loses", "lose")),
        (changed, 0) => counted_as(changed, "changes", "change"),
        (changed, lost) => {
            format!("{} · {} more {} all words", counted_as(changed, "changes", "change"), grouped(lost), if lost == 1 { "loses" } else { "lose" })
        }
    };
    let taken =
        if told.taken == 0 { String::new() } else { format!(" · {} another’s or nobody’s", counted_as(told.taken, "becomes", "become")) };
    format!("Correcting the text · {under}{taken}")
}

fn counted_as(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", counted(count, "coded passage"), if count == 1 { one } else { many })
}

/// An icon and words in one line, whole on hover.
fn line(ui: &Ui, cx: &Cx, rect: Rect, icon: &str, words: &str) {
    if rect.width() < 40.0 {
        return;
    }
    paint::icon(ui, pos2(rect.left() + 8.0, rect.center().y), icon, 16.0, cx.tokens.ink2);
    let galley = paint::line(ui, words, paint::body(), cx.tokens.ink, rect.width() - 24.0);
    let (elided, size) = (galley.elided, galley.size());
    let at = pos2(rect.left() + 24.0, rect.center().y);
    paint::place(ui, galley, at);
    let response = ui.interact(Rect::from_min_size(at - vec2(0.0, 10.0), vec2(size.x, 20.0)), Id::unique(("read line", icon)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Status, true, words));
    if elided {
        response.tip(words);
    }
}

/// What else lies on passages themselves.
const REST: &str = "cells, themes or reports rest on";

/// Says over `rect` that so many codings lost their words, and that so much else rests on such words.
pub fn lost_line(ui: &mut Ui, rect: Rect, cx: &Cx, (codings, resting): (usize, usize)) {
    paint::hline(ui, ui.painter(), rect.x_range(), rect.bottom() - paint::hair(ui), cx.tokens.line);
    let inner = Rect::from_min_max(pos2(rect.left() + 20.0, rect.top()), pos2(rect.right() - 19.0, rect.bottom() - 1.0));
    let left = ui.scope_builder(UiBuilder::new().max_rect(inner).layout(Layout::right_to_left(Align::Center)), |ui| {
        if Button::chip("Decide…").name("Decide about what lost its words").tip(cx.tip(CorrectCommand::Lost)).show(ui).clicked() {
            cx.push(CorrectCommand::Lost);
        }
        ui.min_rect().left()
    });
    let its = |count: usize| if count == 1 { "its" } else { "their" };
    let words = match (codings, resting) {
        (codings, 0) => format!("{} lost all {} words to a correction", counted(codings, "coding"), its(codings)),
        (0, resting) => format!("{} that {REST} lost all {} words to a correction", counted(resting, "passage"), its(resting)),
        _ => format!("{} and {} that {REST} lost all their words to a correction", counted(codings, "coding"), counted(resting, "passage")),
    };
    line(ui, cx, Rect::from_min_max(inner.min, pos2(left.inner - 12.0, inner.bottom())), icons::WARNING, &words);
}
