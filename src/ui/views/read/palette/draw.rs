//! The palette on the screen, just below the selection.

use super::{CodePalette, NewCode, Offer, Purpose};
use crate::analysis::{Corpus, Counts};
use crate::model::CodeId;
use crate::ui::command::{ReadCommand, Window};
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::fuzzy;
use crate::ui::icons;
use crate::ui::theme::measure;
use crate::ui::widgets::{Field, cap, caret_to_end, paint};
use egui::accesskit::Role;
use egui::{Align2, Area, Id, Key, Margin, Modifiers, Order, Pos2, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

/// The height of an offer.
pub(super) const ROW: f32 = 30.0;
/// The width of the palette.
const WIDTH: f32 = 372.0;

/// What was taken, and whether the palette stays for the next one.
#[derive(Clone, Debug, PartialEq)]
pub enum Taken {
    /// A code.
    Code(CodeId),
    /// A new code.
    New(NewCode),
}

/// What became of the palette in a frame.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// What was taken.
    pub taken: Option<Taken>,
    /// Whether it goes away.
    pub closes: bool,
}

impl CodePalette {
    /// Draws it with its corner at `at`, moved so far that it stays in `room`; takes its keys.
    pub fn show(&mut self, ui: &Ui, cx: &Cx, corpus: &Corpus, counts: &Counts, at: Pos2, room: Rect) -> Outcome {
        // A dialog that opens meanwhile has the keys, and Esc means that one.
        if ui.ctx().memory(|memory| memory.top_modal_layer().is_some()) {
            return Outcome { taken: None, closes: true };
        }
        self.find(corpus);
        let mut outcome = self.keys(ui, cx);
        let left = at.x.min(room.right() - WIDTH - 10.0).max(room.left() + 8.0);
        let area = Area::new(Id::unique("code palette")).order(Order::Foreground).fixed_pos(pos2(left, at.y)).constrain(false).fade_in(false);
        let frame = paint::popup_frame(cx.tokens, measure::RADIUS_POPUP).inner_margin(Margin::ZERO);
        let shown = area.role(Role::Dialog).accessible_name("Code the selection").show(ui.ctx(), |ui| {
            frame.show(ui, |ui| {
                ui.set_width(WIDTH);
                ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
                self.field(ui, cx);
                paint::hline(
                    ui,
                    ui.painter(),
                    ui.max_rect().left() + 1.0..=ui.max_rect().left() + WIDTH - 1.0,
                    ui.cursor().top(),
                    cx.tokens.line_soft,
                );
                ui.add_space(6.0);
                let clicked = self.list(ui, cx, corpus, counts);
                ui.add_space(6.0);
                clicked
            })
        });
        if let Some(clicked) = shown.inner.inner {
            outcome = Outcome { taken: taken(&self.offers[clicked]), closes: true };
        }
        outcome.closes |= self.frames > 1 && shown.response.clicked_elsewhere();
        self.frames += 1;
        outcome
    }

    /// Arrows choose, Enter takes, Esc leaves; the keys that take and stay, make the new one and ask for its place can be changed.
    fn keys(&mut self, ui: &Ui, cx: &Cx) -> Outcome {
        let count = self.offers.len();
        let [new, staying, tab] =
            [ReadCommand::PaletteNew, ReadCommand::PaletteStay, ReadCommand::PaletteParent].map(|command| cx.keys.take(ui, command));
        let (step, enter, leave) = ui.input_mut(|input| {
            let step = input.count_and_consume_key(Modifiers::NONE, Key::ArrowDown) as isize
                - input.count_and_consume_key(Modifiers::NONE, Key::ArrowUp) as isize;
            (step, input.consume_key(Modifiers::NONE, Key::Enter), input.consume_key(Modifiers::NONE, Key::Escape))
        });
        if step != 0 && count > 0 {
            self.at = (self.at as isize + step).rem_euclid(count as isize) as usize;
        }
        if tab {
            self.turn();
        }
        if leave {
            if self.placing.is_some() {
                self.turn();
                return Outcome::default();
            }
            return Outcome { taken: None, closes: true };
        }
        if new {
            // Where there is no new code to make, the letters stay, and it is said why.
            if self.new_one().is_none() && !self.query.trim().is_empty() {
                cx.push(Window::Say(match self.purpose {
                    Purpose::Apply => "A code of that name is there already: Enter takes it",
                    Purpose::Recode(_) => "Codings are given a code that is there: Enter takes it",
                }));
            }
            let taken = self.new_one().cloned().map(Taken::New);
            return Outcome { closes: taken.is_some(), taken };
        }
        if enter || staying {
            let taken = self.offers.get(self.at).and_then(taken);
            if staying && taken.is_some() {
                (self.query, self.at, self.placing) = (String::new(), 0, None);
            }
            return Outcome { closes: enter && taken.is_some(), taken };
        }
        Outcome::default()
    }

    fn field(&mut self, ui: &mut Ui, cx: &Cx) {
        let (_, rect) = ui.allocate_space(vec2(WIDTH, 40.0));
        let y = rect.center().y + 2.0;
        paint::icon(ui, pos2(rect.left() + 23.0, y), icons::TAG, 17.0, cx.tokens.ink2);
        let words = match (&self.placing, &self.purpose) {
            (Some(name), _) => format!("for “{name}”"),
            (None, Purpose::Recode(ids)) => format::counted(ids.len(), "coding"),
            (None, Purpose::Apply) => format::counted(self.subject.words as usize, "word"),
        };
        let galley = paint::line(ui, &words, paint::meta(), cx.tokens.ink3, 140.0);
        let right = rect.right() - 14.0 - galley.size().x;
        paint::place(ui, galley, pos2(right, y));
        let inner = Rect::from_min_max(pos2(rect.left() + 38.0, rect.top() + 2.0), pos2(right - 8.0, rect.bottom() + 2.0));
        let id = Id::unique("code palette field");
        let hint = match (&self.placing, &self.purpose) {
            (Some(_), _) => "In which code shall it lie?",
            (None, Purpose::Recode(_)) => "Another code",
            (None, Purpose::Apply) => "Code, or the name of a new one",
        };
        let font = crate::ui::fonts::text(crate::ui::fonts::Weight::Regular, 14.0);
        let response = Field::new(&mut self.query, hint).hint(hint).id(id).font(font).bare().keeps_tab().show_in(ui, inner);
        if response.changed() {
            self.at = 0;
        }
        if self.frames < 2 {
            // The first letters were typed before the field was there: the caret goes behind them.
            caret_to_end(ui.ctx(), id);
            ui.memory_mut(|memory| memory.request_focus(id));
            ui.ctx().request_repaint();
        }
    }

    fn list(&self, ui: &mut Ui, cx: &Cx, corpus: &Corpus, counts: &Counts) -> Option<usize> {
        if self.offers.is_empty() {
            let (rect, response) = ui.allocate_exact_size(vec2(WIDTH, ROW), Sense::hover());
            let words = if corpus.codes().is_empty() { "Type the name of a first code" } else { "No code fits these letters" };
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
            paint::text(ui, pos2(rect.left() + 16.0, rect.center().y), Align2::LEFT_CENTER, words, paint::body(), cx.tokens.ink3);
        }
        let mut clicked = None;
        for (n, offer) in self.offers.iter().enumerate() {
            if row(ui, cx, corpus, counts, offer, n == self.at) {
                clicked = Some(n);
            }
        }
        clicked
    }
}

/// What an offer gives.
fn taken(offer: &Offer) -> Option<Taken> {
    Some(match offer {
        Offer::Code(code, ..) => Taken::Code(*code),
        Offer::New(new, _) | Offer::InVivo(new) | Offer::Under(new, ..) => Taken::New(new.clone()),
    })
}

fn row(ui: &mut Ui, cx: &Cx, corpus: &Corpus, counts: &Counts, offer: &Offer, chosen: bool) -> bool {
    let tokens = cx.tokens;
    let (rect, response) = ui.allocate_exact_size(vec2(WIDTH, ROW), Sense::click());
    let ground = rect.shrink2(vec2(6.0, 0.0));
    if chosen || response.hovered() {
        ui.painter().rect_filled(ground, measure::RADIUS, if chosen { tokens.accent_wash } else { tokens.hover });
    }
    let (y, left) = (rect.center().y, ground.left() + 13.0);
    let enter = chosen.then(|| "Enter".to_owned());
    let (words, places, note) = match offer {
        Offer::Code(code, path, places) => {
            swatch(ui, pos2(left, y), tokens.code(corpus.colour(*code)));
            (path.clone(), places.as_slice(), enter.ok_or_else(|| format::count(counts.get(*code, false).references)))
        }
        Offer::New(new, place) => {
            paint::icon(ui, pos2(left, y), icons::PLUS, 15.0, tokens.ink2);
            (
                format!("New code “{}” in {place}", new.names.join(" / ")),
                &[][..],
                enter.or_else(|| cx.cap(ReadCommand::PaletteNew)).ok_or_else(String::new),
            )
        }
        Offer::InVivo(new) => {
            paint::icon(ui, pos2(left, y), icons::QUOTES, 15.0, tokens.ink2);
            let key = cx.cap(ReadCommand::InVivo).unwrap_or_default();
            (format!("In vivo: “{}”", new.names[0]), &[][..], enter.or(Some(key)).filter(|key| !key.is_empty()).ok_or_else(String::new))
        }
        Offer::Under(new, path, places) => {
            match new.under {
                Some(code) => swatch(ui, pos2(left, y), tokens.code(corpus.colour(code))),
                None => paint::icon(ui, pos2(left, y), icons::TREE_STRUCTURE, 15.0, tokens.ink2),
            }
            (path.clone(), places.as_slice(), enter.ok_or_else(String::new))
        }
    };
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, &words));
    let right = match note {
        Ok(key) => cap(ui, ground.right() - 8.0, y, &key).left(),
        Err(count) => {
            let font = crate::ui::fonts::figures(crate::ui::fonts::Weight::Regular, 12.0);
            paint::text(ui, pos2(ground.right() - 8.0, y), Align2::RIGHT_CENTER, &count, font, tokens.ink3).left()
        }
    };
    let fitted = paint::path(ui, &words, &fuzzy::spans(places), paint::body(), tokens.ink, (right - left - 21.0).max(40.0));
    paint::place(ui, fitted, pos2(left + 13.0, y));
    response.clicked()
}

fn swatch(ui: &Ui, at: Pos2, colour: egui::Color32) {
    ui.painter().rect_filled(Rect::from_center_size(paint::snap(ui, at), vec2(10.0, 10.0)), 2.5, colour);
}
