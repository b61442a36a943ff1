//! `themata survey`: a table whose rows are respondents.

use super::desk::{AsJson, Desk, File, Who};
use super::out::{Failure, Outcome, Table, say, show_json};
use crate::import::{
    Note, NoteKind, PlanOptions, PlannedQuestion, SurveyOptions, SurveyPlan, SurveyRequest, SurveyUse, home_named, import_survey, read_table_bytes,
};
use crate::project::UnfitValue;
use crate::project::op::{OpKind, count};
use std::path::PathBuf;

/// Import a survey: a .csv or .xlsx in which each row is a respondent
///
/// Each respondent becomes a case. Closed columns become attributes of cases; each open column becomes a source, in which
/// every answer is a turn of its respondent. Which is which is guessed from the answers; the options say it otherwise.
///
/// Example: themata survey study.themata answers.csv --key id --open "What would help?" --code-questions "Survey" --dry-run
#[derive(clap::Args, Debug)]
pub struct Survey {
    #[command(flatten)]
    file: File,
    /// The table
    #[arg(value_name = "TABLE")]
    table: PathBuf,
    /// The column of the respondents' keys, when not as found
    #[arg(long, value_name = "COLUMN")]
    key: Option<String>,
    /// The column of the sites that respondents belong to, when not as found
    #[arg(long, value_name = "COLUMN")]
    site_column: Option<String>,
    /// A column whose answers are words to be coded; several times for several
    #[arg(long, value_name = "COLUMN")]
    open: Vec<String>,
    /// A column whose answers are values; several times for several
    #[arg(long, value_name = "COLUMN")]
    closed: Vec<String>,
    /// A column that is not wanted; several times for several
    #[arg(long, value_name = "COLUMN")]
    leave_out: Vec<String>,
    /// The kind of case that a respondent is
    #[arg(long, value_name = "KIND", default_value = "person")]
    kind: String,
    /// Code every answer with a code for its question, in this framework; made where it is missing
    #[arg(long, value_name = "FRAMEWORK")]
    code_questions: Option<String>,
    /// The folder of the project that the answers go to; made where it is missing
    #[arg(long, value_name = "FOLDER")]
    folder: Option<String>,
    /// The encoding of a .csv, when not as found, such as windows-1252
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// Show what would come in, and change nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    form: AsJson,
    #[command(flatten)]
    who: Who,
}

#[derive(serde::Serialize)]
struct Report<'a> {
    dry_run: bool,
    step: Option<i64>,
    respondents: usize,
    questions: &'a [PlannedQuestion],
    notes: &'a [Note],
    unfit: Vec<UnfitValue>,
    coded: usize,
}

impl Survey {
    /// Imports it, or shows what would come in.
    pub(super) fn run(self) -> Outcome {
        let bytes = crate::import::file_bytes(&self.table, 64)?;
        let table = read_table_bytes(&self.table, &bytes, &PlanOptions { encoding: self.encoding.clone(), ..PlanOptions::default() })?;
        let (key, site) = (self.key.clone(), self.site_column.clone());
        let columns = SurveyOptions { key, site, open: self.open.clone(), closed: self.closed.clone(), leave_out: self.leave_out.clone() };
        let plan = SurveyPlan::new(&table, &columns)?;
        let (questions, notes, respondents) = (&plan.questions[..], &plan.notes[..], plan.respondents.len());
        let mut report = Report { dry_run: self.dry_run, step: None, respondents, questions, notes, unfit: Vec::new(), coded: 0 };
        if self.dry_run {
            self.tell(&report)?;
            return Ok(());
        }
        let who = self.who.needed()?;
        let mut desk = Desk::open(&self.file.file)?;
        let folder = self.folder.as_deref().map(|path| super::folders::missing(&desk, path));
        let code = self.code_questions.as_deref().map(|name| home_named(&desk.corpus, name));
        let file = self.table.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let done = desk.step(who, OpKind::ImportSources, |project| {
            let folder = folder.as_ref().map_or(Ok(None), |(above, names)| super::folders::make(project, *above, names))?;
            let kind = self.kind.clone();
            import_survey(project, &SurveyRequest { file, original: &bytes, table: &table, plan: &plan, kind, folder, code })
        })?;
        (report.step, report.unfit, report.coded) = (done.op, done.value.unfit, done.value.coded);
        self.tell(&report)?;
        let all = report.unfit.is_empty();
        desk.finish(done.op)?;
        if all { Ok(()) } else { Err(Failure::Partly) }
    }

    fn tell(&self, report: &Report) -> Outcome {
        if self.form.json {
            return show_json(report);
        }
        let mut table = Table::new(&["column", "becomes", "#answered", "#do not fit"]);
        for question in report.questions {
            let becomes = match question.used {
                SurveyUse::Key => "the respondents".to_owned(),
                SurveyUse::Site => "the sites".to_owned(),
                SurveyUse::Closed => format!("an attribute ({})", question.kind.name()),
                SurveyUse::Open => "a source".to_owned(),
                SurveyUse::None => "left out".to_owned(),
            };
            table.row(vec![question.name.clone(), becomes, question.filled.to_string(), question.unfit.to_string()]);
        }
        table.show("No columns.")?;
        say(&format!("{}.", count(report.respondents, "respondent", "respondents")));
        for note in report.notes.iter().filter(|note| note.kind == NoteKind::Look || self.dry_run) {
            say(&note.text);
        }
        if !report.unfit.is_empty() {
            let mut columns: Vec<&str> = report.unfit.iter().map(|unfit| unfit.attribute.as_str()).collect();
            columns.dedup();
            let values = count(report.unfit.len(), "value does", "values do");
            say(&format!("{values} not fit attributes that are here already and were left out, in {}; --json lists them.", columns.join(", ")));
        }
        if self.dry_run {
            say("Nothing was changed: this was a rehearsal.");
        }
        Ok(())
    }
}
