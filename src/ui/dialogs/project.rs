//! The project's settings: its name, what it is about, and how quotes are attributed, with a quote of its own as the example.

use super::{Dialog, Footer, Step, footer, head};
use crate::analysis::{Excerpt, Naming, Query, retrieve};
use crate::model::Project;
use crate::ui::attributed::{Attributed, Filled};
use crate::ui::command::Study;
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::theme::measure;
use crate::ui::views::parts;
use crate::ui::widgets::{Button, Field, multiline, paint, wrapped};
use egui::{Frame, Id, Margin, Stroke, Ui};
use std::sync::Arc;

/// How much of the example's words shows.
const LONG: usize = 160;

/// The project's settings.
pub struct ProjectDialog {
    row: Project,
    old: Project,
    /// The passage of the example, if anything is coded.
    quote: Arc<Vec<Excerpt>>,
    attributed: Attributed,
    read_only: bool,
}

impl ProjectDialog {
    /// The settings of an open project.
    pub fn new(desk: &Desk) -> Self {
        let row = desk.corpus.project.clone();
        let (old, quote) = (row.clone(), Arc::new(quote(desk).into_iter().collect()));
        Self { old, row, quote, attributed: Attributed::default(), read_only: desk.read_only().is_some() }
    }
}

/// The example as the template gives it, or what is wrong with the template.
fn example(quote: &[Excerpt], filled: Option<&Filled>) -> Result<String, String> {
    let filled = match filled {
        Some(Err(why)) => return Err(why.clone()),
        Some(Ok(filled)) => filled.as_slice(),
        None => &[],
    };
    let Some(quote) = quote.first() else { return Ok("An example shows here once a passage is coded.".into()) };
    let words = match quote.text.char_indices().nth(LONG) {
        Some((at, _)) => format!("{} …", quote.text[..at].trim_end()),
        None => quote.text.clone(),
    };
    Ok(format!("“{}” {}", words.replace('\n', " ").trim(), filled.first().map_or("", String::as_str)))
}

/// A key quote of the project, else any coded passage.
fn quote(desk: &Desk) -> Option<Excerpt> {
    let corpus = &desk.corpus;
    let coding = corpus.codings().find(|coding| coding.star).or_else(|| corpus.codings().next())?;
    let query = Query { sources: vec![coding.source], ..Query::code(coding.code, false) };
    let found = retrieve(corpus, &query, &**desk).ok()?;
    found.excerpts.into_iter().find(|excerpt| excerpt.codings.contains(&coding.id))
}

impl Dialog for ProjectDialog {
    fn name(&self) -> String {
        "Project settings".into()
    }

    fn width(&self) -> f32 {
        560.0
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, fresh: bool) -> Step {
        let Some(desk) = cx.project else { return Step::Close };
        head(ui, "Project settings", "They belong to the project and are kept in its history.");
        let seen = self.attributed.of(cx, desk, &self.row.attribution, Naming::Pseudonyms, &self.quote);
        let (example, known) = (example(&self.quote, seen.last), seen.ready);
        Frame::new().inner_margin(Margin { left: 20, right: 20, top: 0, bottom: 14 }).show(ui, |ui| {
            let id = Id::unique("project name");
            label(ui, cx, "Name");
            Field::new(&mut self.row.name, "Name").id(id).show(ui);
            if fresh {
                ui.memory_mut(|memory| memory.request_focus(id));
            }
            label(ui, cx, "What it is about");
            multiline(ui, &mut self.row.description, "What it is about", "Questions, funder, dates, who is in the team", 3);
            label(ui, cx, "How quotes are attributed");
            Field::new(&mut self.row.attribution, "How quotes are attributed").hint(Project::ATTRIBUTION).id(Id::unique("attribution")).show(ui);
            ui.add_space(8.0);
            shown(ui, cx, &example);
            let fields = "Fields: {site} {role} {phase} {name} {source} {date} {speaker} {turn} {time}, and any attribute or kind of case by its name. What is missing takes its comma with it.";
            ui.add_space(8.0);
            wrapped(ui, fields, paint::meta(), cx.tokens.ink3, 18.0);
            if let Some(words) = backups(desk) {
                label(ui, cx, "Backups");
                wrapped(ui, &words, paint::meta(), cx.tokens.ink3, 18.0);
            }
        });
        let ready = !self.row.name.trim().is_empty() && known && !self.read_only;
        let note = if self.read_only { "This project is open for reading only." } else { "" };
        match footer(ui, note, Button::primary("Keep").enabled(ready), Some("Cancel"), false) {
            Footer::Done if ready => {
                if self.row != self.old {
                    cx.push(Study::Set(Box::new(self.row.clone())));
                }
                Step::Close
            }
            Footer::Cancel => Step::Close,
            _ => Step::Stay,
        }
    }
}

/// How many backups there are, how large they are, and where they lie.
fn backups(desk: &Desk) -> Option<String> {
    let folder = desk.backups()?.last().and_then(|backup| backup.path.parent());
    let place = folder.map_or_else(String::new, |folder| format!(" in {}", folder.display()));
    Some(format!("{}{place}. One is kept when the project is opened and something changed; the last ten stay.", desk.backups_in_short()))
}

fn label(ui: &mut Ui, cx: &Cx, words: &str) {
    ui.add_space(8.0);
    wrapped(ui, words, paint::meta(), cx.tokens.ink2, 20.0);
}

/// The example on a card, or what stands in its way.
fn shown(ui: &mut Ui, cx: &Cx, example: &Result<String, String>) {
    let stroke = Stroke::new(cx.tokens.hair, cx.tokens.line);
    Frame::new().fill(cx.tokens.bg).stroke(stroke).corner_radius(measure::RADIUS_CARD).inner_margin(Margin::symmetric(14, 10)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        match example {
            Ok(words) => parts::words(ui, cx, words, true),
            Err(why) => wrapped(ui, why, paint::body(), cx.tokens.danger, 20.0),
        };
    });
}
