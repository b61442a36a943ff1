//! The dialog before an export: which passages, what stands for people, how quotes are attributed, with examples as they will be.

use super::lines::{LABELS, choices, elided, line, people};
use super::{ExportJob, What};
use crate::Result;
use crate::analysis::{Basis, Corpus, Excerpt, Groups, Query, Texts, retrieve};
use crate::export::{Around, Paper};
use crate::jobs::Progress;
use crate::project::{Reader, Topic};
use crate::ui::attributed::{Attributed, Filled};
use crate::ui::command::Export;
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::dialogs::{Dialog, Footer, Step, footer, head};
use crate::ui::later::{Later, Watched};
use crate::ui::text::{Family, LabelStyle, PassageStyle, label};
use crate::ui::theme::measure;
use crate::ui::widgets::{Button, Field, checkbox, paint, wrapped};
use egui::{Frame, Id, Margin, Stroke, Ui};
use std::sync::Arc;

/// Examples that show.
const EXAMPLES: usize = 3;

/// What examples are read from.
const TOPICS: &[Topic] = &[Topic::Sources, Topic::Speakers, Topic::Cases, Topic::Codes, Topic::Codings];
/// Codings among which examples are looked for within a frame.
const FEW: usize = 20_000;

/// The dialog.
pub struct ExportDialog {
    job: ExportJob,
    examples: Later<(u64, Query), Arc<Vec<Excerpt>>>,
    attributed: Attributed,
}

impl ExportDialog {
    /// The dialog for an export.
    pub fn new(job: ExportJob) -> Self {
        Self { job, examples: Later::default(), attributed: Attributed::default() }
    }

    fn is_transcript(&self) -> bool {
        matches!(self.job.what, What::Transcript(_) | What::TranscriptPage(_))
    }

    /// The first passages that go out, read again only when others do: at once where there is little, else in the background.
    fn examples(&mut self, cx: &Cx, desk: &Desk) -> Arc<Vec<Excerpt>> {
        let key = (desk.revision(TOPICS), self.job.query());
        if self.examples.wants(&key) {
            if desk.corpus.coding_count() <= FEW {
                self.examples.put(key.clone(), found(&desk.corpus, &key.1, &**desk));
            } else {
                let (path, corpus, query) = (desk.path().to_owned(), desk.corpus.clone(), key.1.clone());
                let read = move |progress: &Progress| {
                    let reader = Reader::open(&path)?;
                    found(&corpus, &query, &Watched::new(reader.texts(&corpus), progress))
                };
                self.examples.start(key, cx.job(None, read));
            }
        }
        self.examples.last().cloned().unwrap_or_default()
    }

    fn rows(&mut self, ui: &mut Ui, cx: &Cx, desk: &Desk) {
        let job = &mut self.job;
        match job.what {
            What::Page => line(ui, cx, "Title", |ui| drop(Field::new(&mut job.title, "Title of the page").hint(&desk.corpus.project.name).show(ui))),
            What::Csv | What::Excel | What::Word | What::Json => {
                let forms = [(What::Csv, "CSV"), (What::Excel, "Excel"), (What::Word, "Word"), (What::Json, "JSON, for scripts")];
                choices(ui, cx, "Format", &mut job.what, &forms);
            }
            What::Transcript(source) | What::TranscriptPage(source) => {
                let forms = [(What::Transcript(source), "PDF"), (What::TranscriptPage(source), "Web page (HTML)")];
                choices(ui, cx, "Format", &mut job.what, &forms);
            }
        }
        if matches!(job.what, What::Transcript(_)) {
            choices(ui, cx, "Paper", &mut job.paper, &[(Paper::A4, "A4"), (Paper::Letter, "Letter")]);
        }
        if self.is_transcript() {
            let job = &mut self.job;
            choices(ui, cx, "And then", &mut job.print, &[(false, "Keep it in a place of yours"), (true, "Open it to print")]);
            if job.print {
                let words = "A private copy opens in the program that your desktop has for it. It is removed when Themata closes.";
                line(ui, cx, "", |ui| drop(wrapped(ui, words, paint::meta(), cx.tokens.ink3, 20.0)));
            }
        }
        let job = &mut self.job;
        if let Some((name, _)) = &job.shown {
            let name = elided(name);
            choices(ui, cx, "Passages", &mut job.every, &[(false, format!("As shown: {name}").as_str()), (true, "Every code")]);
        }
        if let Some(by) = job.by.filter(|_| job.what != What::Page) {
            let title = Groups::title_of(&desk.corpus, Some(by));
            choices(ui, cx, "Groups", &mut job.grouped, &[(true, format!("By {title}, as shown").as_str()), (false, "None")]);
        }
        if job.what != What::Page {
            let merged = if matches!(job.what, What::Transcript(_) | What::TranscriptPage(_)) {
                "One a passage, coders merged"
            } else {
                "A passage, coders merged"
            };
            let name = if matches!(job.what, What::Transcript(_) | What::TranscriptPage(_)) { "Lines" } else { "A row is" };
            choices(ui, cx, name, &mut job.basis, &[(Basis::References, merged), (Basis::Codings, "Every coding")]);
        }
        if matches!(job.what, What::Csv | What::Excel | What::Json) {
            let around = [(Around::Nothing, "Nothing"), (Around::Paragraph, "Its paragraph"), (Around::Turn, "Its turn")];
            choices(ui, cx, "Context", &mut job.around, &around);
        }
        if job.what == What::Csv {
            choices(ui, cx, "Cells parted by", &mut job.delimiter, &[(b',', "Comma"), (b';', "Semicolon"), (b'\t', "Tab")]);
            line(ui, cx, "", |ui| drop(checkbox(ui, &mut job.bom, "Marked as UTF-8, as Excel needs it")));
        }
        people(ui, cx, &mut job.naming);
    }

    /// The template with its examples; says whether it can be read.
    fn attribution(&mut self, ui: &mut Ui, cx: &Cx, desk: &Desk) -> bool {
        if self.is_transcript() {
            return true;
        }
        let hint = crate::model::Project::ATTRIBUTION;
        line(ui, cx, "Attribution", |ui| {
            drop(Field::new(&mut self.job.attribution, "How quotes are attributed").hint(hint).id(Id::unique("export attribution")).show(ui));
        });
        let examples = self.examples(cx, desk);
        let seen = self.attributed.of(cx, desk, &self.job.attribution, self.job.naming, &examples);
        ui.add_space(6.0);
        Frame::new().inner_margin(Margin { left: LABELS as i8, right: 0, top: 0, bottom: 0 }).show(ui, |ui| card(ui, cx, &examples, seen.last));
        seen.ready
    }
}

/// A passage of each of the first sources that have one, so that the examples differ.
fn found(corpus: &Corpus, query: &Query, texts: &dyn Texts) -> Result<Arc<Vec<Excerpt>>> {
    let mut excerpts: Vec<Excerpt> = Vec::new();
    let asked = |id| query.sources.is_empty() || query.sources.contains(&id);
    for source in corpus.sources().iter().filter(|source| asked(source.id) && !corpus.codings_of(source.id).is_empty()) {
        let here = Query { sources: vec![source.id], ..query.clone() };
        excerpts.extend(retrieve(corpus, &here, texts)?.excerpts.into_iter().next());
        if excerpts.len() >= EXAMPLES {
            break;
        }
    }
    Ok(Arc::new(excerpts))
}

impl Dialog for ExportDialog {
    fn name(&self) -> String {
        match self.job.what {
            What::Page => "Page for reviewers",
            What::Csv | What::Excel | What::Word | What::Json => "Export passages",
            What::Transcript(_) | What::TranscriptPage(_) => "Print or save a transcript",
        }
        .into()
    }

    fn width(&self) -> f32 {
        600.0
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, _fresh: bool) -> Step {
        let Some(desk) = cx.project else { return Step::Close };
        let line = match self.job.what {
            What::Page => "One file that a reviewer opens in any browser: themes by site, with filters and search. It needs no network.".to_owned(),
            What::Csv | What::Excel | What::Json => "One row a passage, with its source, people, attributes, code, coders and place.".to_owned(),
            What::Word => "A document with the quotes under their codes, each with its attribution.".to_owned(),
            What::Transcript(source) | What::TranscriptPage(source) => {
                let name = desk.corpus.source(source).map_or("", |source| source.name.as_str());
                format!("{name}, with its codings in the margin and a legend.")
            }
        };
        head(ui, &self.name(), &line);
        let mut ready = false;
        Frame::new().inner_margin(Margin { left: 20, right: 20, top: 0, bottom: 16 }).show(ui, |ui| {
            self.rows(ui, cx, desk);
            ready = self.attribution(ui, cx, desk);
        });
        let note = "What may tell who somebody is comes first.";
        let words = if self.is_transcript() && self.job.print { "Open to print" } else { "Choose where…" };
        match footer(ui, note, Button::primary(words).enabled(ready), Some("Cancel"), ready) {
            Footer::Done if ready => {
                cx.push(Export::Check(Box::new(self.job.clone())));
                Step::Close
            }
            Footer::Cancel => Step::Close,
            _ => Step::Stay,
        }
    }
}

/// The examples on a card, or what stands in their way.
fn card(ui: &mut Ui, cx: &Cx, examples: &[Excerpt], attributed: Option<&Filled>) {
    let stroke = Stroke::new(cx.tokens.hair, cx.tokens.line);
    Frame::new().fill(cx.tokens.bg).stroke(stroke).corner_radius(measure::RADIUS_CARD).inner_margin(Margin::symmetric(14, 10)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        match attributed {
            Some(Err(why)) => drop(wrapped(ui, why, paint::body(), cx.tokens.danger, 20.0)),
            None => drop(wrapped(ui, "Reading examples …", paint::body(), cx.tokens.ink3, 20.0)),
            Some(Ok(_)) if examples.is_empty() => drop(wrapped(ui, "No passage goes out so.", paint::body(), cx.tokens.ink3, 20.0)),
            Some(Ok(list)) => {
                for (excerpt, who) in examples.iter().zip(list) {
                    let words = crate::text::on_one_line(&excerpt.text);
                    let serif = PassageStyle::new(Family::Serif, 14.0, 20.0);
                    label(ui, &mut cx.text.borrow_mut(), &format!("“{words}”"), &LabelStyle::row(serif, cx.tokens.ink));
                    let who = if who.is_empty() { "without attribution" } else { who };
                    let sans = PassageStyle::new(Family::Sans, 12.0, 18.0);
                    label(ui, &mut cx.text.borrow_mut(), who, &LabelStyle::row(sans, cx.tokens.ink3));
                }
            }
        }
    });
}
