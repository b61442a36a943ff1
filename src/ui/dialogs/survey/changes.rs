//! What a survey would change of what is here: texts, passages under a code, answers that go and values.

use super::SurveyDialog;
use crate::Result;
use crate::analysis::{Corpus, touched};
use crate::import::{Again, Earlier, SurveyChanges, SurveyPlan, SurveyRequest, TableData};
use crate::project::{Reader, Topic};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::dialogs::halves::part;
use crate::ui::format::counted;
use crate::ui::widgets::{paint, wrapped};
use egui::Ui;
use std::sync::Arc;

/// For what state of project and sketch, for what becomes of it and for what kind of case it was looked for.
pub(super) type Key = ((u64, usize), u64, bool, String);

/// Passages, answers and values that are listed, of each; more are counted.
const MOST: usize = 100;
/// How much of a passage shows.
const LONG: usize = 280;

/// What is told of it.
#[derive(Default)]
pub(super) struct Told {
    line: String,
    /// The code, how the passage reads now, and how then.
    passages: Vec<(String, String, Option<String>)>,
    others: Vec<(&'static str, Vec<String>)>,
    /// How many more there are of all these.
    more: usize,
}

/// What is needed to look for it.
struct Ground {
    path: std::path::PathBuf,
    corpus: Arc<Corpus>,
    table: Arc<TableData>,
    plan: Arc<SurveyPlan>,
    earlier: Option<Earlier>,
    original: Arc<Vec<u8>>,
    kind: String,
    again: Again,
}

impl Ground {
    fn told(self) -> Result<Arc<Told>> {
        let (original, table, plan, kind) = (self.original.as_slice(), &*self.table, &*self.plan, self.kind);
        let request = SurveyRequest { file: String::new(), original, table, plan, kind, folder: None, code: None, again: self.again };
        let reader = Reader::open(&self.path)?;
        let changes = SurveyChanges::of(&self.corpus, &reader.texts(&self.corpus), &request, self.earlier.as_ref())?;
        Ok(Arc::new(Told::new(&self.corpus, &changes, self.again == Again::Update)))
    }
}

impl Told {
    fn new(corpus: &Corpus, changes: &SurveyChanges, update: bool) -> Self {
        let short = |words: String| if words.chars().count() > LONG { words.chars().take(LONG).chain(['…']).collect() } else { words };
        let (mut told, mut lost, mut all) = (Self::default(), 0, 0);
        for text in &changes.texts {
            let (old, new) = (text.manuscript.from(), text.manuscript.text());
            for one in touched(corpus, text.source, &text.manuscript) {
                (all, lost) = (all + 1, lost + usize::from(one.after.is_none()));
                let Some(coding) = corpus.coding(one.coding).filter(|_| told.passages.len() < MOST) else { continue };
                let who = corpus.coder(coding.coder).map_or("", |coder| &coder.initials);
                let code = format!("{} · {who}", corpus.path(coding.code).join(" / "));
                told.passages.push((code, short(old.words_of(one.before)), one.after.map(|span| short(new.words_of(span)))));
            }
        }
        let name = |text: &crate::project::Revision| corpus.source(text.source).map_or_else(String::new, |source| source.name.clone());
        let emptied = changes.emptied.iter().map(|one| match one.codings {
            0 => format!("{}: {}", one.respondent, one.source),
            codings => format!("{}: {} · {} without words", one.respondent, one.source, counted(codings, "coding")),
        });
        let values = changes.overwritten.iter().map(|cell| format!("{} · {}: {} → {}", cell.row, cell.column, cell.old, cell.new));
        let lists = [
            ("Texts that change", changes.texts.iter().map(name).collect::<Vec<_>>()),
            ("Answers that are gone", emptied.collect()),
            ("Values that are overwritten", values.collect()),
        ];
        told.more = all - told.passages.len() + lists.iter().map(|(_, list)| list.len().saturating_sub(MOST)).sum::<usize>();
        told.others =
            lists.into_iter().filter(|(_, list)| !list.is_empty()).map(|(what, list)| (what, list.into_iter().take(MOST).collect())).collect();
        let texts = if update { format!("{} · ", changing(changes.texts.len(), "text")) } else { String::new() };
        let under = match all {
            0 => String::new(),
            _ => format!("{} under a code, {lost} without words afterwards · ", changing(all - lost, "passage")),
        };
        let values = format!("{} overwritten · {} filled", counted(changes.overwritten.len(), "value"), changes.filled);
        told.line = format!("{texts}{under}{} · {values}", counted(changes.new, "new respondent"));
        told
    }
}

/// `1 text changes`, `2 texts change`
fn changing(n: usize, what: &str) -> String {
    format!("{} {}", counted(n, what), if n == 1 { "changes" } else { "change" })
}

impl SurveyDialog {
    /// Has what would change looked for, in the background.
    pub(super) fn look_for_changes(&mut self, cx: &Cx, desk: &Desk, now: (u64, usize)) {
        let again = self.manner_of_again();
        let under = desk.revision(&[Topic::Codings, Topic::Codes, Topic::Attributes, Topic::Coders]);
        let key = (now, under, again == Again::Update, self.kind.clone());
        if self.changes.wants(&key) {
            let ground = Ground {
                path: desk.path().to_owned(),
                corpus: desk.corpus.clone(),
                table: self.sketch.table.clone(),
                plan: self.plan.clone(),
                earlier: self.earlier.clone(),
                original: self.bytes.clone(),
                kind: self.kind.clone(),
                again,
            };
            self.changes.start(key, cx.job(None, move |_| ground.told()));
        }
    }

    /// What would change of what is here; of a survey that is new to a project without its people nothing is said.
    pub(super) fn draw_changes(&self, ui: &mut Ui, cx: &Cx) {
        if let Some(why) = self.changes.trouble() {
            wrapped(ui, why, paint::body(), cx.tokens.danger, 20.0);
        }
        let Some(told) = self.changes.last().filter(|told| self.earlier.is_some() || !told.others.is_empty()) else { return };
        part(ui, "What changes");
        wrapped(ui, &told.line, paint::body(), cx.tokens.ink, 20.0);
        for (code, before, after) in &told.passages {
            ui.add_space(6.0);
            wrapped(ui, code, paint::strong(), cx.tokens.ink, 20.0);
            wrapped(ui, &format!("was: “{before}”"), paint::body(), cx.tokens.ink2, 20.0);
            match after {
                Some(words) => wrapped(ui, &format!("now: “{words}”"), paint::body(), cx.tokens.ink, 20.0),
                None => wrapped(ui, "now: no words are left; it waits for a decision", paint::body(), cx.tokens.warn, 20.0),
            };
        }
        for (what, list) in &told.others {
            ui.add_space(6.0);
            wrapped(ui, what, paint::strong(), cx.tokens.ink, 20.0);
            list.iter().for_each(|line| drop(wrapped(ui, line, paint::body(), cx.tokens.ink2, 20.0)));
        }
        if told.more > 0 {
            wrapped(ui, &format!("and {} more", crate::ui::format::count(told.more as i64)), paint::body(), cx.tokens.ink2, 20.0);
        }
        ui.add_space(12.0);
    }
}
