//! What a corrected file would change in a source that is coded already; it is imported over it when that is wanted.

use super::{Dialog, Footer, Step, footer, head};
use crate::analysis::{Corpus, touched};
use crate::project::Revision;
use crate::text::differences;
use crate::ui::command::CorrectCommand;
use crate::ui::cx::Cx;
use crate::ui::format::counted;
use crate::ui::widgets::{Button, Field, paint, wrapped};
use egui::{Frame, Margin, ScrollArea, Ui};

/// Passages that are listed; more are counted.
const MOST: usize = 200;
/// How much of a passage shows.
const LONG: usize = 280;

/// A coded passage that changes.
struct Row {
    code: String,
    before: String,
    after: Option<String>,
}

/// The preview of an import over a source.
pub struct ReimportDialog {
    revision: Box<Revision>,
    rows: Vec<Row>,
    changed: usize,
    lost: usize,
    /// How many places of the text differ.
    places: usize,
    name: String,
}

impl ReimportDialog {
    /// What a revision by a file changes.
    pub fn new(corpus: &Corpus, revision: Revision) -> Self {
        let list = touched(corpus, revision.source, &revision.manuscript);
        let lost = list.iter().filter(|touched| touched.after.is_none()).count();
        let (old, new) = (revision.manuscript.from(), revision.manuscript.text());
        let short = |words: String| if words.chars().count() > LONG { words.chars().take(LONG).chain(['…']).collect() } else { words };
        let rows = list.iter().take(MOST).filter_map(|touched| {
            let coding = corpus.coding(touched.coding)?;
            let who = corpus.coder(coding.coder).map_or("", |coder| &coder.initials);
            let code = format!("{} · {who}", corpus.path(coding.code).join(" / "));
            Some(Row { code, before: short(old.words_of(touched.before)), after: touched.after.map(|span| short(new.words_of(span))) })
        });
        let rows = rows.collect();
        let places = differences(&old.geometry, &revision.manuscript.correction()).len();
        let name = corpus.source(revision.source).map_or_else(String::new, |source| source.name.clone());
        Self { changed: list.len() - lost, lost, places, rows, name, revision: Box::new(revision) }
    }

    fn rows(&self, ui: &mut Ui, cx: &Cx) {
        for row in &self.rows {
            wrapped(ui, &row.code, paint::strong(), cx.tokens.ink, 20.0);
            wrapped(ui, &format!("was: “{}”", row.before), paint::body(), cx.tokens.ink2, 20.0);
            match &row.after {
                Some(words) => wrapped(ui, &format!("now: “{words}”"), paint::body(), cx.tokens.ink, 20.0),
                None => wrapped(ui, "now: no words are left; it waits for a decision", paint::body(), cx.tokens.warn, 20.0),
            };
            ui.add_space(10.0);
        }
        let more = self.changed + self.lost - self.rows.len();
        if more > 0 {
            wrapped(ui, &format!("and {more} more"), paint::body(), cx.tokens.ink2, 20.0);
        }
    }
}

impl Dialog for ReimportDialog {
    fn name(&self) -> String {
        format!("Import over {}", self.name)
    }

    fn width(&self) -> f32 {
        620.0
    }

    fn firm(&self) -> bool {
        true
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, _fresh: bool) -> Step {
        let under = match self.changed + self.lost {
            0 => "no coded passage changes".to_owned(),
            _ => format!(
                "{} under a code {}, {} without words afterwards",
                counted(self.changed, "passage"),
                if self.changed == 1 { "changes" } else { "change" },
                self.lost
            ),
        };
        let voices = match self.revision.voices.len() {
            0 => String::new(),
            count => format!(" · {}", counted(count, "new speaker")),
        };
        let comments = match self.revision.remarks.len() {
            0 => String::new(),
            count => format!(" · {} as memos", counted(count, "comment")),
        };
        head(ui, &self.name(), &format!("The text differs in {} · {under}{voices}{comments}", counted(self.places, "place")));
        let high = (ui.ctx().content_rect().height() - 320.0).max(160.0);
        Frame::new().inner_margin(Margin { left: 20, right: 20, top: 0, bottom: 12 }).show(ui, |ui| {
            ScrollArea::vertical().id_salt("changed passages").max_height(high).show(ui, |ui| {
                ui.set_width(ui.available_width());
                self.rows(ui, cx);
            });
            ui.add_space(8.0);
            Field::new(&mut self.revision.reason, "Reason for the correction").hint("Why? (proofread …)").show(ui);
        });
        match footer(ui, "The text before stays as an older version.", Button::primary("Import"), Some("Cancel"), true) {
            Footer::Done => {
                cx.push(CorrectCommand::Write(self.revision.clone(), self.changed, self.lost));
                Step::Close
            }
            Footer::Cancel => Step::Close,
            Footer::Nothing => Step::Stay,
        }
    }
}
