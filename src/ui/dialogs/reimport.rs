//! What a corrected file would change in a source that is coded already; it is imported over it when that is wanted.

use super::halves::encoding_chip;
use super::import::pattern::{Form, speakers_as};
use super::import::why;
use super::{Dialog, Footer, Step, footer, head};
use crate::Error;
use crate::analysis::{Becomes, Corpus, losses, touched};
use crate::import::{Note, NoteKind, PlanOptions, encoding_guesses, plan_file, take_over};
use crate::model::{SourceId, VersionId};
use crate::project::Revision;
use crate::text::{SourceText, differences};
use crate::ui::command::{CorrectCommand, ProjectCommand};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::format::counted;
use crate::ui::later::Later;
use crate::ui::widgets::{Button, Field, checkbox, paint, wrapped};
use egui::{Frame, Margin, ScrollArea, Ui, vec2};
use std::path::PathBuf;
use std::sync::Arc;

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

/// What a file would change.
struct Compared {
    revision: Revision,
    rows: Vec<Row>,
    /// What else rests on passages that lose their words.
    resting: Vec<String>,
    changed: usize,
    lost: usize,
    /// How many places of the text differ.
    places: usize,
    /// What becomes of who speaks.
    turns: String,
    /// Which coded passages are other people's by that.
    handed: Vec<String>,
    /// In how many places names of the list of pseudonyms come back.
    names: usize,
    notes: Vec<Note>,
    manner: Manner,
}

/// What can be said of how the file is read.
#[derive(Clone, Default)]
struct Manner {
    encoding: String,
    encodings: Vec<(String, String)>,
    laid_out: bool,
    paged: bool,
}

/// Why a file cannot be read, and what to do.
type Refused = (String, String);

/// The preview of an import over a source.
pub struct ReimportDialog {
    ground: Ground,
    name: String,
    /// How the file is read, as far as the user said.
    options: PlanOptions,
    pattern: Form,
    made: Later<PlanOptions, Result<Arc<Compared>, Refused>>,
    manner: Manner,
    reason: String,
}

/// The text that is corrected, and the file that it is compared with.
#[derive(Clone)]
struct Ground {
    corpus: Arc<Corpus>,
    source: SourceId,
    base: VersionId,
    text: Arc<SourceText>,
    path: PathBuf,
}

impl Ground {
    fn compare(self, options: &PlanOptions) -> Result<Arc<Compared>, Refused> {
        let plan = plan_file(&self.path, options).map_err(|error| (why(&error), error.remedy().to_owned()))?;
        let encodings = if plan.encoding.is_empty() { Vec::new() } else { encoding_guesses(&plan.original) };
        let manner = Manner {
            encoding: plan.encoding.clone(),
            encodings: encodings.into_iter().map(|guess| (guess.encoding.to_owned(), guess.sample)).collect(),
            laid_out: plan.laid_out,
            paged: plan.structure.pages().next().is_some(),
        };
        let (corpus, notes) = (&self.corpus, plan.notes.clone());
        let mut revision = Revision::new(self.source, self.base, self.text);
        take_over(&mut revision, corpus, plan);
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
        let (turns, names) = (revision.turns().words(), revision.names_back(corpus));
        let handed = whose(corpus, &revision);
        let (changed, resting) = (list.len() - lost, losses(corpus, revision.source, &revision.manuscript));
        Ok(Arc::new(Compared { changed, lost, places, rows, resting, turns, handed, names, notes, manner, revision }))
    }
}

/// Which coded passages are other people's by a correction, in sentences, and how they are given back.
fn whose(corpus: &Corpus, revision: &Revision) -> Vec<String> {
    let handed = revision.handed(corpus);
    let free = handed.iter().any(|one| one.from.is_some() && matches!(one.to, Becomes::Free(_)));
    let back =
        free.then(|| "Where it is the same person, join the voice to that person in Speakers afterwards: the passages are theirs again.".to_owned());
    handed.iter().map(|one| one.said(corpus)).chain(back).collect()
}

impl Compared {
    fn words(&self) -> String {
        if self.revision.is_empty() {
            return "The text in that file is the same: nothing would change.".into();
        }
        let under = match self.changed + self.lost {
            0 if self.handed.is_empty() => "no coded passage changes".to_owned(),
            0 => "the words of no coded passage change".to_owned(),
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
        let turns = if self.turns.is_empty() { String::new() } else { format!(" · {}", self.turns) };
        let names = match self.names {
            0 => String::new(),
            count => format!(" · names of the list come back in {}: apply the pseudonyms again", counted(count, "place")),
        };
        format!("The text differs in {} · {under}{turns}{voices}{comments}{names}", counted(self.places, "place"))
    }
}

impl ReimportDialog {
    /// Compares the file at `path` with the text of a source, in the background.
    pub fn new(desk: &Desk, source: SourceId, path: PathBuf) -> Result<Self, Error> {
        let corpus = desk.corpus.clone();
        let base = corpus.version(source).map(|version| version.id).ok_or_else(|| Error::NotFound("there is no such source any more".into()))?;
        let name = corpus.source(source).map_or_else(String::new, |source| source.name.clone());
        let ground = Ground { text: desk.text(source)?, corpus, source, base, path };
        let (options, pattern, made, manner) = (PlanOptions::default(), Form::default(), Later::default(), Manner::default());
        Ok(Self { ground, name, options, pattern, made, manner, reason: String::new() })
    }

    /// How the file is read: offered where it can be read in more ways than one.
    fn manner(&mut self, ui: &mut Ui, cx: &Cx) {
        let Manner { encoding, encodings, laid_out, paged } = &self.manner;
        if encoding.is_empty() && !laid_out && !paged {
            return;
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(10.0, 6.0);
            if !encoding.is_empty()
                && let Some(asked) = encoding_chip(ui, cx, self.options.encoding.as_ref().unwrap_or(encoding), encodings)
            {
                self.options.encoding = Some(asked);
            }
            if *paged {
                checkbox(ui, &mut self.options.keep_margins, "Keep running heads, page and line numbers");
            }
        });
        if *laid_out {
            let current = self.options.speakers.clone();
            if let Some(asked) = speakers_as(ui, cx, current.as_ref(), &mut self.pattern, false) {
                self.options.speakers = asked;
            }
        }
        ui.add_space(10.0);
    }
}

impl Compared {
    /// What the reader of the file noticed.
    fn draw_notes(&self, ui: &mut Ui, cx: &Cx) {
        for note in self.notes.iter().filter(|note| note.kind == NoteKind::Look) {
            wrapped(ui, &note.text, paint::meta(), cx.tokens.warn, 18.0);
            ui.add_space(8.0);
        }
    }

    fn rows(&self, ui: &mut Ui, cx: &Cx) {
        for said in &self.handed {
            wrapped(ui, said, paint::body(), cx.tokens.warn, 20.0);
            ui.add_space(10.0);
        }
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
        self.resting.iter().for_each(|said| drop(wrapped(ui, said, paint::body(), cx.tokens.warn, 20.0)));
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
        if self.made.wants(&self.options) {
            let (ground, options) = (self.ground.clone(), self.options.clone());
            self.made.start(self.options.clone(), cx.job(None, move |_| Ok(ground.compare(&options))));
        }
        let seen = self.made.last().cloned();
        if let Some(Ok(compared)) = &seen {
            self.manner.clone_from(&compared.manner);
        }
        let line = match (&seen, self.made.trouble()) {
            (_, Some(why)) => why.to_owned(),
            (None, _) => "Reading the corrected file …".into(),
            (Some(Err((why, remedy))), _) => format!("{why}. {remedy}"),
            (Some(Ok(compared)), _) => compared.words(),
        };
        head(ui, &self.name(), &line);
        let high = (ui.ctx().content_rect().height() - 400.0).max(140.0);
        Frame::new().inner_margin(Margin { left: 20, right: 20, top: 0, bottom: 12 }).show(ui, |ui| {
            self.manner(ui, cx);
            if let Some(Ok(compared)) = &seen {
                compared.draw_notes(ui, cx);
                ScrollArea::vertical().id_salt("changed passages").max_height(high).show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    compared.rows(ui, cx);
                });
            }
            ui.add_space(8.0);
            Field::new(&mut self.reason, "Reason for the correction").hint("Why? (proofread …)").show(ui);
        });
        let ready = self.made.of(&self.options).and_then(|made| made.as_ref().ok()).filter(|compared| !compared.revision.is_empty()).cloned();
        match footer(
            ui,
            "The text before stays as an older version.",
            Button::primary("Import").enabled(ready.is_some()),
            Some("Cancel"),
            ready.is_some(),
        ) {
            Footer::Done => {
                let keep = self.pattern.to_keep(self.options.speakers.iter(), &cx.config.patterns);
                if !keep.is_empty() {
                    cx.push(ProjectCommand::KeepPatterns(keep));
                }
                if let Some(compared) = ready {
                    let revision = Revision { reason: self.reason.clone(), ..compared.revision.clone() };
                    cx.push(CorrectCommand::Write(Box::new(revision), compared.changed, compared.lost));
                }
                Step::Close
            }
            Footer::Cancel => Step::Close,
            Footer::Nothing => Step::Stay,
        }
    }
}
