//! Shows the reading text in every script, to look at type, direction and wrapping: `cargo run --example scripts [dark]`.

#![expect(clippy::disallowed_methods, reason = "the example is its own theme")]

use eframe::egui::{self, Color32, pos2, vec2};
use themata::model::Span;
use themata::ui::text::{Family, LabelStyle, Marks, Passage, PassageStyle, SelectionPaint, TextEngine, Weight, label};

const READING: &str = "Honestly, it was not shared so much as held back until somebody shouted. The trusts had their own improvement teams, we had two people and a spreadsheet, and nobody wanted to move a post across before the office had shown it could hold on to it.";

const SAMPLES: [(&str, u32, u32); 8] = [
    ("I said שלום עולם to the group, then left. 👩‍👩‍👧‍👦 🇩🇪 👍🏽 ❤️", 4, 17),
    ("كان يا ما كان في قديم الزمان رجل يعيش في مدينة بعيدة اسمها London وكان عمره 25 سنة", 4, 18),
    ("אמרתי hello world לקבוצה, ואז הלכתי הביתה.", 4, 17),
    ("क्षत्रिय श्रृंखला विद्यार्थी — สวัสดีชาวโลก น้ำ — 你好，世界。これは書き起こしです。", 3, 17),
    ("ผู้เข้าร่วมกล่าวว่าพวกเขารู้สึกไม่สบายใจเมื่อพูดถึงประสบการณ์ในโรงพยาบาลและครอบครัวของตน", 3, 16),
    ("这是一次访谈的文字记录，讲述了医院和社区之间的合作。", 2, 9),
    ("오늘 인터뷰에서는 지역 의료에 대해 이야기했습니다.", 3, 8),
    ("Ελληνικά και Кириллица, Łódź, Ångström, ﬁ ﬂ → ½ ™", 3, 12),
];

struct Scripts {
    engine: TextEngine,
    ink: Color32,
    paper: Color32,
    selection: SelectionPaint,
}

impl Scripts {
    fn passage(&mut self, ui: &egui::Ui, at: egui::Pos2, passage: &Passage, span: Span) -> f32 {
        passage.paint_selection(ui.painter(), at, span, &self.selection);
        passage.paint(&mut self.engine, ui.painter(), at, self.ink);
        at.y + passage.height() + 10.0
    }

    fn left_column(&mut self, ui: &egui::Ui) {
        let style = PassageStyle::new(Family::Serif, 17.0, 28.0);
        let mut y = 20.0;
        for (text, start, end) in SAMPLES {
            let passage = self.engine.lay_out(text, &style, Marks::default(), 420.0);
            y = self.passage(ui, pos2(30.0, y), &passage, Span::new(start, end));
        }
    }

    fn right_column(&mut self, ui: &egui::Ui) {
        let mut y = 20.0;
        for (family, size, height) in
            [(Family::Serif, 17.0, 28.0), (Family::Legible, 17.0, 28.0), (Family::Sans, 14.0, 22.0), (Family::Serif, 14.0, 22.0)]
        {
            let passage = self.engine.lay_out(READING, &PassageStyle::new(family, size, height), Marks::default(), 500.0);
            y = self.passage(ui, pos2(520.0, y), &passage, Span::new(14, 60));
        }
        let weights = [Weight::Regular, Weight::Medium, Weight::Semibold];
        for (index, weight) in weights.into_iter().enumerate() {
            let style = PassageStyle::new(Family::Sans, 13.0, 20.0).weight(weight);
            let passage = self.engine.lay_out("Quality Lead · ICS B 0123456789", &style, Marks::default(), 500.0);
            passage.paint(&mut self.engine, ui.painter(), pos2(520.0 + 240.0 * index as f32, y), self.ink);
        }
    }

    fn labels(&mut self, ui: &mut egui::Ui) {
        let row = LabelStyle::row(PassageStyle::new(Family::Sans, 13.0, 20.0), self.ink);
        let place = egui::Rect::from_min_size(pos2(520.0, 640.0), vec2(160.0, 140.0));
        ui.scope_builder(egui::UiBuilder::new().max_rect(place), |ui| {
            for (text, ..) in SAMPLES {
                label(ui, &mut self.engine, text, &row);
            }
        });
        let card = LabelStyle { rows: 3, ..LabelStyle::wrapped(PassageStyle::new(Family::Serif, 14.0, 22.0), self.ink) };
        let place = egui::Rect::from_min_size(pos2(720.0, 640.0), vec2(300.0, 140.0));
        ui.scope_builder(egui::UiBuilder::new().max_rect(place), |ui| {
            label(ui, &mut self.engine, READING, &card);
            label(ui, &mut self.engine, SAMPLES[1].0, &card);
        });
    }
}

impl eframe::App for Scripts {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        ui.painter().rect_filled(ui.max_rect(), 0.0, self.paper);
        self.left_column(ui);
        self.right_column(ui);
        self.labels(ui);
    }
}

fn main() -> eframe::Result {
    let dark = std::env::args().any(|argument| argument == "dark");
    let hex = |light: &str, night: &str| Color32::from_hex(if dark { night } else { light }).unwrap_or_default();
    let selection = SelectionPaint { fill: hex("#dedcd9", "#3c3d3e"), edge: hex("#006266", "#6bcac9"), starts: true, ends: true };
    let app = Scripts { engine: TextEngine::new(), ink: hex("#1f1d1a", "#ece9e4"), paper: hex("#fbfaf8", "#17181a"), selection };
    let options = eframe::NativeOptions { viewport: egui::ViewportBuilder::default().with_inner_size([1280.0, 800.0]), ..Default::default() };
    eframe::run_native("Scripts", options, Box::new(|_| Ok(Box::new(app))))
}
