//! How searches are written: what stands in the field, and what it finds.

use super::{Dialog, Footer, Step, footer, head};
use crate::ui::cx::Cx;
use crate::ui::fonts::{self, Weight};
use crate::ui::widgets::{Button, paint, wrapped};
use egui::accesskit::Role;
use egui::{Frame, Margin, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

/// What is written, and what it finds.
const LANGUAGE: [(&str, &str); 18] = [
    ("trust", "the word in every form: trusted, Trusts"),
    ("=trust", "this form alone; =Trust with its capital"),
    ("fund*   organi?ation", "letters left open: any, or one"),
    ("organsiation~", "a slip or two: ~1 or ~2"),
    ("\"shared record\"", "words one after another; \"…\"~3 lets three stand between"),
    ("money trust", "both in one turn, or one paragraph where nobody speaks"),
    ("money OR budget", "either; brackets group: (money OR pay) trust"),
    ("money -trust", "the one without the other; also NOT"),
    ("near(money, trust, 10 words)", "either beside the other; also turn, or paragraph"),
    ("site:\"ICS B\"   role:   phase:", "where, by whom, when; so for every attribute"),
    ("case:P07   source:   kind:   lang:", "a person or another case; a source, its kind, its language"),
    ("speaker:Ann   interviewer:out", "a voice; without questions; interviewer:only for them alone"),
    ("answers:money   heading:Staff", "said to such a question; under such a heading"),
    ("=trust with:(money OR pay)", "in turns in which the search in brackets finds something"),
    ("code:Money   code:*", "only what is coded so, or coded at all"),
    ("-code:Money", "only what is not coded so yet"),
    ("coder:BP", "what this coder coded; with code: by one coding"),
    ("memo:any   memo:analytic", "in memos, not in what was said"),
];

const ROW: f32 = 26.0;
/// How wide what is written stands.
const WRITTEN: f32 = 236.0;

/// Draws the table over the width there is.
pub fn language(ui: &mut Ui, cx: &Cx) {
    for (written, finds) in LANGUAGE {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{written}: {finds}")));
        let y = rect.center().y;
        let font = fonts::text(Weight::Medium, 13.0);
        paint::place(ui, paint::line(ui, written, font, cx.tokens.ink, WRITTEN - 8.0), pos2(rect.left(), y));
        let words = paint::line(ui, finds, paint::body(), cx.tokens.ink2, rect.width() - WRITTEN);
        paint::place(ui, words, pos2(rect.left() + WRITTEN, y));
        paint::hline(ui, ui.painter(), rect.x_range(), rect.bottom() - 1.0, cx.tokens.line_soft);
    }
}

/// How searches are written.
pub struct LanguageDialog;

impl Dialog for LanguageDialog {
    fn name(&self) -> String {
        "How searches are written".into()
    }

    fn width(&self) -> f32 {
        680.0
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, _fresh: bool) -> Step {
        head(ui, &self.name(), "Case and accents do not matter. A mistake shows with a line under its place.");
        let room = (ui.ctx().content_rect().height() - 230.0).max(160.0);
        ScrollArea::vertical().id_salt("language").max_height(room).show(ui, |ui| {
            Frame::new().inner_margin(Margin { left: 20, right: 20, top: 0, bottom: 12 }).show(ui, |ui| {
                language(ui, cx);
                ui.add_space(10.0);
                let more = "The same words are understood by the command line: themata search study.themata 'money site:\"ICS B\"'.";
                wrapped(ui, more, paint::meta(), cx.tokens.ink3, 18.0);
            });
        });
        match footer(ui, "", Button::primary("Close"), None, true) {
            Footer::Nothing => Step::Stay,
            _ => Step::Close,
        }
    }
}
