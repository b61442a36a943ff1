//! Before anything is written: which quotes tell who said them, by their attribution alone.

use super::ExportJob;
use crate::ui::command::Export;
use crate::ui::cx::Cx;
use crate::ui::dialogs::{Dialog, Footer, Step, footer, head};
use crate::ui::format::{count, counted};
use crate::ui::icons;
use crate::ui::text::{Family, LabelStyle, PassageStyle, label};
use crate::ui::widgets::{Button, Kind, paint, wrapped};
use egui::{Frame, Margin, ScrollArea, Ui, pos2, vec2};

/// A reason why quotes tell who said them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// “site ICS B, role Carer fits one person of 24”.
    pub why: String,
    /// How many quotes.
    pub quotes: usize,
    /// The words of the first.
    pub first: String,
}

/// Counts a quote under its reason.
pub fn gather(found: &mut Vec<Telling>, why: String, words: &str) {
    match found.iter_mut().find(|telling| telling.why == why) {
        Some(telling) => telling.quotes += 1,
        None => found.push(Telling { why, quotes: 1, first: words.split_whitespace().collect::<Vec<_>>().join(" ") }),
    }
}

/// The list of them; go on or change.
pub struct DisclosureDialog {
    job: Box<ExportJob>,
    found: Vec<Telling>,
}

impl DisclosureDialog {
    /// What was found for an export.
    pub fn new(job: Box<ExportJob>, found: Vec<Telling>) -> Self {
        Self { job, found }
    }
}

impl Dialog for DisclosureDialog {
    fn name(&self) -> String {
        "Who could be known".into()
    }

    fn width(&self) -> f32 {
        600.0
    }

    fn left(&mut self, cx: &Cx) {
        cx.push(Export::Edit(self.job.clone()));
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, _fresh: bool) -> Step {
        let all: usize = self.found.iter().map(|telling| telling.quotes).sum();
        let title = if all == 1 { "One quote tells who said it".to_owned() } else { format!("{} quotes tell who said them", count(all as i64)) };
        let line = "These values, which the export shows, fit one person alone. A plainer attribution, such as ({site}), hides more.";
        head(ui, &title, line);
        Frame::new().inner_margin(Margin { left: 20, right: 12, top: 0, bottom: 14 }).show(ui, |ui| {
            ScrollArea::vertical().max_height(300.0).auto_shrink([false, true]).show(ui, |ui| {
                ui.spacing_mut().item_spacing = vec2(8.0, 2.0);
                self.found.iter().for_each(|telling| one(ui, cx, telling));
            });
        });
        let go_on = Button::new("Export all the same").kind(Kind::Plain);
        match footer(ui, "Nothing has been written yet.", go_on, Some("Change…"), false) {
            Footer::Done => {
                cx.push(Export::Where(self.job.clone()));
                Step::Close
            }
            Footer::Cancel => {
                cx.push(Export::Edit(self.job.clone()));
                Step::Close
            }
            Footer::Nothing => Step::Stay,
        }
    }
}

fn one(ui: &mut Ui, cx: &Cx, telling: &Telling) {
    ui.add_space(6.0);
    let at = ui.cursor().left_top();
    paint::icon(ui, pos2(at.x + 7.0, at.y + 10.0), icons::WARNING, 14.0, cx.tokens.warn);
    Frame::new().inner_margin(Margin { left: 24, right: 8, top: 0, bottom: 0 }).show(ui, |ui| {
        let why = format!("{} · {}", telling.why, counted(telling.quotes, "quote"));
        wrapped(ui, &why, paint::medium(), cx.tokens.ink, 20.0);
        let style = LabelStyle { rows: 1, ..LabelStyle::row(PassageStyle::new(Family::Serif, 14.0, 20.0), cx.tokens.ink2) };
        label(ui, &mut cx.text.borrow_mut(), &format!("“{}”", telling.first), &style);
    });
}
