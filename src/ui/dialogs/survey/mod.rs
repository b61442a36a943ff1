//! A survey before it comes in: what each column becomes, and one respondent as they will be; nothing is changed before the one button.

mod changes;
mod columns;
mod respondent;

use super::halves::{self, Half, Halves};
use super::signing::Signing;
use super::{Dialog, Footer, Step, footer};
use crate::Result;
use crate::import::{Again, Earlier, PlanOptions, SurveyOptions, SurveyPlan, SurveyUse, TableData, read_table_bytes};
use crate::model::FolderId;
use crate::project::Topic;
use crate::project::op::count;
use crate::ui::command::{Command, ProjectCommand};
use crate::ui::cx::Cx;
use crate::ui::later::Later;
use crate::ui::widgets::Button;
use egui::Ui;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How large it is, and how much of it the columns take.
const HALVES: Halves = Halves { width: (1000.0, 1400.0, 0.7), height: (500.0, 820.0, 0.6), left: 0.56 };

/// A survey as the dialog leaves it.
#[derive(Clone, Debug, PartialEq)]
pub struct SurveyOrder {
    /// The table's file.
    pub path: PathBuf,
    /// Its bytes.
    pub bytes: Arc<Vec<u8>>,
    /// What it holds.
    pub table: Arc<TableData>,
    /// What its columns are.
    pub options: SurveyOptions,
    /// The kind of case that a respondent is.
    pub kind: String,
    /// The framework with a code for each question, by which every answer is coded; none where they are not.
    pub code: Option<String>,
    /// The folder of the project that the texts go to.
    pub folder: Option<FolderId>,
    /// What becomes of it where it is here already.
    pub again: Again,
}

/// How the table is read, and what its columns are.
type Key = (Option<String>, SurveyOptions);

/// The table as it is read, and what it would bring.
struct Sketch {
    table: Arc<TableData>,
    /// The encoding that was asked for.
    encoding: Option<String>,
    plan: SurveyPlan,
    /// The rows of each respondent.
    rows: Vec<Vec<usize>>,
}

impl Sketch {
    fn new(table: Arc<TableData>, (encoding, options): &Key) -> Result<Arc<Self>> {
        let plan = SurveyPlan::sketch(&table, options)?;
        let mut rows = vec![Vec::new(); plan.respondents.len()];
        plan.rows.iter().enumerate().for_each(|(row, respondent)| rows[*respondent].push(row));
        Ok(Arc::new(Self { table, encoding: encoding.clone(), plan, rows }))
    }

    fn of(&self, used: SurveyUse) -> usize {
        self.plan.questions.iter().filter(|question| question.used == used).count()
    }

    /// `120 respondents · 8 attributes · 3 texts`
    fn tally(&self) -> String {
        let respondents = count(self.plan.respondents.len(), "respondent", "respondents");
        let attributes = count(self.of(SurveyUse::Closed), "attribute", "attributes");
        format!("{respondents} · {attributes} · {}", count(self.of(SurveyUse::Open), "text", "texts"))
    }
}

/// The import of a survey into the open project.
pub struct SurveyDialog {
    path: PathBuf,
    bytes: Arc<Vec<u8>>,
    /// The encoding as it was found, and its neighbours with how they read; none where the format says it itself.
    encodings: Vec<(String, String)>,
    /// How it is read and what its columns are, as far as the user said.
    key: Key,
    made: Later<Key, Arc<Sketch>>,
    /// What was made last, for the frame that is drawn.
    sketch: Arc<Sketch>,
    /// The kinds of case there are, and the one that a respondent is.
    kinds: Vec<String>,
    kind: String,
    folder: Option<FolderId>,
    /// Whether the answers are coded by question, and in which framework.
    coded: bool,
    framework: String,
    /// The hash of the file, what is here already of the survey and for which state of project and sketch that was looked for.
    hash: [u8; 32],
    earlier: Option<Earlier>,
    looked: Option<(u64, usize)>,
    again: Again,
    /// The plan as it has met what is here.
    plan: Arc<SurveyPlan>,
    changes: Later<changes::Key, Arc<changes::Told>>,
    /// The respondent that is shown.
    shown: usize,
    width: f32,
    signing: Signing,
}

fn read(path: &Path, bytes: &[u8], encoding: Option<&String>) -> Result<Arc<TableData>> {
    Ok(Arc::new(read_table_bytes(path, bytes, &PlanOptions { encoding: encoding.cloned(), ..PlanOptions::default() })?))
}

impl SurveyDialog {
    /// Looks at a table as at a survey. `kinds` are the kinds of case of the project, those of people first. It takes as long as the table is.
    ///
    /// # Errors
    /// A table that cannot be read, or one without rows.
    pub fn new(path: PathBuf, bytes: Vec<u8>, kinds: Vec<String>) -> Result<Self> {
        let key = Key::default();
        let sketch = Sketch::new(read(&path, &bytes, None)?, &key)?;
        let mut made = Later::default();
        made.put(key.clone(), Ok(sketch.clone()));
        let kind = kinds.first().cloned().unwrap_or_else(|| crate::model::CaseKind::PERSON.into());
        let guesses = if bytes.starts_with(b"PK") { Vec::new() } else { crate::import::encoding_guesses(&bytes) };
        let encodings = guesses.into_iter().map(|guess| (guess.encoding.to_owned(), guess.sample)).collect();
        let hash = *blake3::hash(&bytes).as_bytes();
        let (bytes, framework) = (Arc::new(bytes), "Survey".into());
        Ok(Self {
            hash,
            earlier: None,
            looked: None,
            again: Again::default(),
            plan: Arc::new(sketch.plan.clone()),
            changes: Later::default(),
            path,
            bytes,
            encodings,
            key,
            made,
            sketch,
            kinds,
            kind,
            folder: None,
            coded: false,
            framework,
            shown: 0,
            width: HALVES.width.0,
            signing: Signing::default(),
        })
    }

    /// Makes a column what the user says.
    fn choose(&mut self, column: usize, used: SurveyUse) {
        let Some(name) = self.sketch.table.header.get(column).cloned() else { return };
        let options = &mut self.key.1;
        for list in [&mut options.open, &mut options.closed, &mut options.leave_out] {
            list.retain(|other| *other != name);
        }
        for one in [&mut options.key, &mut options.site] {
            one.take_if(|other| *other == name);
        }
        match used {
            SurveyUse::Key => options.key = Some(name),
            SurveyUse::Site => options.site = Some(name),
            SurveyUse::Open => options.open.push(name),
            SurveyUse::Closed => options.closed.push(name),
            SurveyUse::None => options.leave_out.push(name),
        }
    }

    /// Takes what was made in the background, and asks for what is wanted now.
    fn make(&mut self, cx: &Cx) {
        if self.made.wants(&self.key) {
            let (path, bytes, key) = (self.path.clone(), self.bytes.clone(), self.key.clone());
            // The table stays as it was read while nothing but its columns is said.
            let table = (self.sketch.encoding == key.0).then(|| self.sketch.table.clone());
            let job = cx.job(None, move |_| Sketch::new(table.map_or_else(|| read(&path, &bytes, key.0.as_ref()), Ok)?, &key));
            self.made.start(self.key.clone(), job);
        }
        if let Some(sketch) = self.made.last() {
            self.sketch = sketch.clone();
        }
        if let Some(desk) = cx.project {
            let now = (desk.revision(&[Topic::Sources, Topic::Speakers, Topic::Cases]), Arc::as_ptr(&self.sketch) as usize);
            if self.looked.replace(now) != Some(now) {
                let mut plan = self.sketch.plan.clone();
                self.earlier = plan.meet(&desk.corpus, &self.sketch.table, &self.hash);
                self.plan = Arc::new(plan);
            }
            self.look_for_changes(cx, desk, now);
        }
        self.shown = self.shown.min(self.sketch.plan.respondents.len().saturating_sub(1));
    }

    fn head(&mut self, ui: &mut Ui, cx: &Cx) {
        let file = self.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let tally = self.sketch.tally();
        let mut asked = None;
        halves::head(ui, cx, &format!("Import the survey {file}"), &tally, |ui| {
            halves::folder_chip(ui, cx, &mut self.folder);
            if let Some((found, _)) = self.encodings.first() {
                asked = halves::encoding_chip(ui, cx, self.key.0.as_ref().unwrap_or(found), &self.encodings);
            }
        });
        if let Some(encoding) = asked {
            // Its columns may be called otherwise then.
            self.key = (Some(encoding), SurveyOptions::default());
        }
    }

    /// Why it cannot come in as it is, or nothing.
    fn objection(&self) -> Option<&str> {
        let framework = self.coded && self.framework.trim().is_empty();
        match () {
            () if self.made.trouble().is_some() => self.made.trouble(),
            () if !self.sketch.plan.has_open() => Some("No column is open: say which one has answers to be read."),
            () if framework => Some("Say which framework the answers are coded in."),
            () => None,
        }
    }

    fn order(&self) -> SurveyOrder {
        SurveyOrder {
            path: self.path.clone(),
            bytes: self.bytes.clone(),
            table: self.sketch.table.clone(),
            options: self.key.1.clone(),
            kind: self.kind.clone(),
            code: self.coded.then(|| self.framework.trim().to_owned()),
            folder: self.folder,
            again: self.manner_of_again(),
        }
    }

    fn manner_of_again(&self) -> Again {
        if self.earlier.is_some() { self.again } else { Again::New }
    }
}

impl Dialog for SurveyDialog {
    fn name(&self) -> String {
        "Import a survey".into()
    }

    fn width(&self) -> f32 {
        self.width
    }

    fn firm(&self) -> bool {
        true
    }

    fn holds(&self) -> Option<String> {
        (self.key.1 != SurveyOptions::default()).then(|| "What you said of the columns would be lost.".into())
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, fresh: bool) -> Step {
        if fresh {
            ui.memory_mut(|memory| memory.request_focus(columns::first_id()));
        }
        self.make(cx);
        self.width = HALVES.wide(ui.ctx().content_rect().width());
        // Before what has the focus takes it for its own Enter.
        let order = ui.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, egui::Key::Enter));
        self.head(ui, cx);
        HALVES.body(ui, cx, |ui, half| if half == Half::Left { self.columns(ui, cx) } else { self.respondent(ui, cx) });
        let objection = self.objection().map(str::to_owned);
        let note = objection.as_deref().unwrap_or("Nothing is changed until you import. One undo takes it all back.");
        let verb = if self.earlier.is_some() && self.again == Again::Update { "Update" } else { "Import" };
        let words = format!("{verb} {}", count(self.sketch.plan.respondents.len(), "respondent", "respondents"));
        let good = objection.is_none() && self.made.of(&self.key).is_some();
        let pressed = footer(ui, note, Button::primary(&words).enabled(good), Some("Cancel"), false);
        if self.signing.goes(cx, good && (pressed == Footer::Done || order)) && good {
            cx.push(ProjectCommand::ImportSurvey(Box::new(self.order())));
            return Step::Close;
        }
        if pressed == Footer::Cancel { Step::Leave } else { Step::Stay }
    }

    fn command(&mut self, command: &Command, _cx: &Cx) -> bool {
        self.signing.hear(command);
        // Files that are dropped now are no survey's.
        matches!(command, Command::Project(ProjectCommand::ImportPaths(_)))
    }
}
