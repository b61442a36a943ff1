//! Letters typed over an open list: they narrow it to the rows that have them, and lead to the first.

use super::paint;
use crate::ui::icons;
use crate::ui::theme::Tokens;
use egui::accesskit::Role;
use egui::{Context, Event, Id, Key, Response, Sense, Ui, WidgetInfo, pos2, vec2};

/// What was typed over the open list.
#[derive(Clone, Default)]
struct Sought {
    words: String,
    /// Whether letters came since a row was led to.
    fresh: bool,
    /// How many rows it has that letters narrow, and how many of these are left.
    rows: usize,
    left: usize,
}

fn key() -> Id {
    Id::unique("letters over the open list")
}

fn look<R>(ctx: &Context, see: impl FnOnce(&mut Sought) -> R) -> R {
    ctx.data_mut(|data| see(data.get_temp_mut_or_default(key())))
}

/// A list opens: nothing is typed over it yet.
pub(super) fn begin(ctx: &Context) {
    look(ctx, |sought| *sought = Sought::default());
}

/// Takes letters out of the input where the open list is one to choose from. Space is one of them once some are typed.
pub fn seek(ctx: &Context) {
    let mut sought = look(ctx, |sought| sought.clone());
    if sought.rows == 0 {
        return;
    }
    let before = sought.words.clone();
    ctx.input_mut(|input| {
        input.events.retain(|event| match event {
            Event::Text(text) if sought.words.is_empty() && text.trim().is_empty() => true,
            Event::Text(text) => {
                sought.words.push_str(text);
                false
            }
            Event::Key { key: Key::Backspace, pressed: true, .. } => sought.words.pop().is_none(),
            Event::Key { key: Key::Space, pressed: true, .. } => sought.words.is_empty(),
            _ => true,
        });
    });
    if sought.words != before {
        look(ctx, |now| *now = Sought { fresh: true, ..sought });
        ctx.request_repaint();
    }
}

/// Draws a list with what was typed over it.
pub(super) fn narrowed<R>(ui: &mut Ui, tokens: &Tokens, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let words = look(ui.ctx(), |sought| {
        (sought.rows, sought.left) = (0, 0);
        sought.words.clone()
    });
    if !words.is_empty() {
        line(ui, tokens, &words, Some(icons::MAGNIFYING_GLASS));
    }
    let shown = contents(ui);
    let nothing = look(ui.ctx(), |sought| {
        sought.fresh = false;
        sought.rows > 0 && sought.left == 0
    });
    if nothing {
        line(ui, tokens, "Nothing fits these letters", None);
    }
    shown
}

fn line(ui: &mut Ui, tokens: &Tokens, words: &str, icon: Option<&str>) {
    let galley = paint::whole(ui, words, paint::body(), tokens.ink2);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 38.0, 26.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Status, true, words));
    icon.into_iter().for_each(|icon| paint::icon(ui, pos2(rect.left() + 14.0, rect.center().y), icon, 14.0, tokens.ink3));
    paint::place(ui, galley, pos2(rect.left() + 28.0, rect.center().y));
}

/// Whether a row of these words has all that was typed: others are not drawn.
pub fn fits(ui: &Ui, words: &str) -> bool {
    look(ui.ctx(), |sought| {
        let small = words.to_lowercase();
        let fits = sought.words.to_lowercase().split_whitespace().all(|part| small.contains(part));
        sought.rows += 1;
        sought.left += usize::from(fits);
        fits
    })
}

/// Leads to a row that fits, if it is the first since letters came.
pub fn lead(row: &Response) {
    if look(&row.ctx, |sought| std::mem::take(&mut sought.fresh)) {
        row.request_focus();
        row.scroll_to_me(None);
    }
}
