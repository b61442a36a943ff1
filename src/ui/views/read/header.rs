//! The line above the text: what is open, whose codings show, in which layer, and how it is set.

use super::open::Open;
use super::show::{Show, StripeMode, WashMode};
use super::showing;
use crate::model::grouped;
use crate::ui::command::{ShowWay, Showing};
use crate::ui::cx::Cx;
use crate::ui::icons;
use crate::ui::text::{Family, LabelStyle, PassageStyle, Weight as TextWeight};
use crate::ui::views::menu::{choice, head, list};
use crate::ui::widgets::{Button, Tip, paint};
use egui::accesskit::Role;
use egui::{Id, Layout, Rect, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// How high the line is.
pub const HEIGHT: f32 = 48.0;

/// Draws the line over `rect`; what shows stands on the chips.
pub fn draw(ui: &mut Ui, rect: Rect, cx: &Cx, open: &Open, show: &Show) {
    let middle = rect.center().y - 0.5;
    let right = Rect::from_min_max(pos2(rect.left() + 60.0, rect.top()), pos2(rect.right() - 19.0, rect.bottom() - 1.0));
    let chips = ui.scope_builder(UiBuilder::new().max_rect(right).layout(Layout::right_to_left(egui::Align::Center)), |ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        setting(ui, cx);
        layers(ui, cx, show);
        coders(ui, cx, show);
        ui.min_rect().left()
    });
    let end = chips.inner - 16.0;
    let left = rect.left() + 20.0;
    let title = title(ui, cx, &open.head.0, Rect::from_min_max(pos2(left, rect.top()), pos2(end, rect.bottom())));
    let galley = paint::line(ui, &open.head.1, paint::body(), cx.tokens.ink2, (end - title - 10.0).max(0.0));
    let (elided, size) = (galley.elided, galley.size());
    if end - title > 60.0 {
        paint::place(ui, galley, pos2(title + 10.0, middle));
        let place = Rect::from_min_size(pos2(title + 10.0, middle - 10.0), vec2(size.x, 20.0));
        let response = ui.interact(place, Id::unique("read meta"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &open.head.1));
        if elided {
            response.tip(&open.head.1);
        }
    }
    paint::hline(ui, ui.painter(), rect.x_range(), rect.bottom() - paint::hair(ui), cx.tokens.line);
}

/// Draws the title; gives its right edge.
fn title(ui: &mut Ui, cx: &Cx, words: &str, rect: Rect) -> f32 {
    let style = LabelStyle::row(PassageStyle::new(Family::Sans, 14.0, 20.0).weight(TextWeight::Semibold), cx.tokens.ink);
    let fitted = cx.text.borrow_mut().fit(words, &style.passage, rect.width(), 1);
    let at = pos2(rect.left() - fitted.passage.inset(), rect.center().y - 10.0);
    fitted.passage.paint(&mut cx.text.borrow_mut(), ui.painter(), at, style.colour);
    let place = Rect::from_min_size(pos2(rect.left(), at.y), vec2(fitted.passage.width(), 20.0));
    let response = ui.interact(place, Id::unique("read title"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, words));
    if fitted.cut {
        response.tip(words);
    }
    place.right()
}

fn coders(ui: &mut Ui, cx: &Cx, show: &Show) {
    let Some(desk) = cx.project else { return };
    let chosen = show.scope.coders.first().and_then(|id| desk.corpus.coder(*id));
    let words = match (chosen, show.scope.coders.len()) {
        (None, _) => "All coders".to_owned(),
        (Some(coder), 1) => format!("Only {}", coder.initials),
        (_, count) => format!("{} coders", grouped(count)),
    };
    let response = Button::chip(&words).icon(icons::USERS).selected(chosen.is_some()).tip(cx.tip(Showing::AskCoder)).show(ui);
    list(&response, cx, 220.0, |ui| ways(ui, cx, showing::coders(show, desk)));
}

fn layers(ui: &mut Ui, cx: &Cx, show: &Show) {
    let Some(desk) = cx.project else { return };
    let layers = &desk.corpus.layers;
    let name = |id: &crate::model::LayerId| layers.iter().find(|layer| layer.id == *id).map(|layer| layer.name.clone());
    let words = match (show.scope.layers.first(), layers.as_slice()) {
        (Some(id), _) => name(id).unwrap_or_default(),
        (None, [only]) => only.name.clone(),
        (None, _) => "All layers".to_owned(),
    };
    let words = crate::text::capital(&words);
    let tip = "Which layer of codings shows, as which stripes, and where words have colour";
    let response = Button::chip(&words).icon(icons::STACK).selected(!show.scope.layers.is_empty()).tip(tip).show(ui);
    list(&response, cx, 220.0, |ui| {
        ways(ui, cx, showing::layers(show, desk));
        stripes(ui, cx, show);
    });
}

/// Lines of a list, each of which asks for what it says.
fn ways(ui: &mut Ui, cx: &Cx, ways: Vec<ShowWay>) {
    for way in ways {
        if choice(ui, cx, &way.words, way.on) {
            cx.push(way.then);
        }
    }
}

fn stripes(ui: &mut Ui, cx: &Cx, show: &Show) {
    head(ui, cx, "Stripes");
    for (mode, words) in
        [(StripeMode::All, "All codes"), (StripeMode::Chosen, "Codes chosen in the framework"), (StripeMode::Density, "How much is coded")]
    {
        if choice(ui, cx, words, show.stripes == mode) {
            cx.push(Showing::Stripes(mode));
        }
    }
    head(ui, cx, "Colour behind words");
    for (mode, words) in [(WashMode::Chosen, "What is chosen or pointed at"), (WashMode::All, "All codings")] {
        if choice(ui, cx, words, show.wash == mode) && show.wash != mode {
            cx.push(Showing::Wash);
        }
    }
}

fn setting(ui: &mut Ui, cx: &Cx) {
    let response = Button::chip("Aa").name("How the text is set").tip("Font, size and width of the text").show(ui);
    let reading = &cx.config.reading;
    list(&response, cx, 236.0, |ui| {
        for face in crate::ui::dialogs::FACES {
            if choice(ui, cx, face, reading.font == face) {
                cx.push(Showing::Font(face.to_owned()));
            }
        }
        let size = stepper(ui, cx, "Size", &format!("{} pt", reading.size));
        if size != 0 {
            cx.push(Showing::Letters(size));
        }
        let width = stepper(ui, cx, "Width", &format!("{} characters", reading.width));
        if width != 0 {
            cx.push(Showing::Lines(width * 4));
        }
    });
}

/// A value with a button to make it less and one to make it more: −1, 0 or 1.
fn stepper(ui: &mut Ui, cx: &Cx, name: &str, value: &str) -> i8 {
    let mut step = 0;
    ui.horizontal(|ui| {
        ui.set_height(32.0);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width() - 62.0, 28.0), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{name}: {value}")));
        paint::place(ui, paint::line(ui, name, paint::body(), cx.tokens.ink2, 80.0), pos2(rect.left() + 28.0, rect.center().y));
        paint::place(ui, paint::line(ui, value, paint::body(), cx.tokens.ink, 100.0), pos2(rect.left() + 78.0, rect.center().y));
        if Button::chip("−").name(&format!("{name}: less")).show(ui).clicked() {
            step = -1;
        }
        if Button::chip("+").name(&format!("{name}: more")).show(ui).clicked() {
            step = 1;
        }
    });
    step
}
