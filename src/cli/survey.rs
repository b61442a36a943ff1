//! `themata survey`: a table whose rows are respondents.

use super::desk::{AsJson, Desk, File, Shelf, Who};
use super::edit::{Row, rows, show_rows};
use super::out::{Failure, Outcome, Table, say, show_json};
use crate::Error;
use crate::analysis::Corpus;
use crate::import::{
    Again, EmptyAnswer, LeftOut, Note, NoteKind, PlanOptions, PlannedQuestion, SurveyChanges, SurveyOptions, SurveyPlan, SurveyRequest, SurveyUse,
    home_named, import_survey, read_table_bytes,
};
use crate::model::SourceId;
use crate::project::op::{OpKind, count};
use crate::project::{CellChange, UnfitValue};
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
    /// What becomes of a survey that is here already: its texts and values are brought up to date, with their codings; it comes in once more;
    /// or it is left alone. Without this it is refused
    #[arg(long, value_name = "update|new|skip")]
    again: Option<AgainArg>,
    /// Show what would come in, and change nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    form: AsJson,
    #[command(flatten)]
    who: Who,
}

/// What becomes of a survey that is here already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum AgainArg {
    /// Its texts become what the table says
    Update,
    /// It comes in once more
    New,
    /// Nothing is changed
    Skip,
}

/// The ways on from a survey that is here already.
const AGAIN: &str =
    "Say --again update to bring its texts and values up to date, with their codings; --again new to import it once more; or --again skip.";

#[derive(Default, serde::Serialize)]
struct Report<'a> {
    dry_run: bool,
    step: Option<i64>,
    respondents: usize,
    questions: &'a [PlannedQuestion],
    /// The sources that are here already with its answers.
    here: Vec<String>,
    left_out: &'a [LeftOut],
    notes: &'a [Note],
    unfit: Vec<UnfitValue>,
    coded: usize,
    #[serde(flatten)]
    changes: Changes,
}

/// What of all that is here the survey changes.
#[derive(Default, serde::Serialize)]
struct Changes {
    /// The sources whose texts read otherwise.
    texts_changed: Vec<String>,
    /// Coded passages whose words change.
    codings: Vec<Row>,
    /// Answers that the table has no more.
    emptied: Vec<EmptyAnswer>,
    /// Values that are others.
    overwritten: Vec<CellChange>,
    /// How many values come where none stood, and how many respondents are new.
    filled: usize,
    new_respondents: usize,
}

impl Changes {
    fn new(corpus: &Corpus, changes: SurveyChanges) -> Self {
        let name = |id: SourceId| corpus.source(id).map_or_else(String::new, |source| source.name.clone());
        let SurveyChanges { texts, emptied, new, overwritten, filled } = changes;
        Self {
            texts_changed: texts.iter().map(|text| name(text.source)).collect(),
            codings: texts.iter().flat_map(|text| rows(corpus, text.source, &text.manuscript)).collect(),
            emptied,
            overwritten,
            filled,
            new_respondents: new,
        }
    }

    /// How much of what is here is another afterwards.
    fn line(&self, update: bool) -> String {
        let lost = self.codings.iter().filter(|row| row.after.is_none()).count();
        let parts = [
            (update, self.texts_changed.len(), "text changes", "texts change"),
            (!self.texts_changed.is_empty(), self.codings.len() - lost, "coded passage changes", "coded passages change"),
            (lost > 0, lost, "is left without words and waits for a decision", "are left without words and wait for a decision"),
            (true, self.new_respondents, "respondent is new", "respondents are new"),
            (true, self.overwritten.len(), "value is overwritten", "values are overwritten"),
            (true, self.filled, "value comes where none stood", "values come where none stood"),
        ];
        let parts = parts.into_iter().filter(|(told, ..)| *told).map(|(_, n, one, many)| count(n, one, many));
        format!("{}.", parts.collect::<Vec<_>>().join(", "))
    }

    /// Shows it; what people wrote and their values go to standard output alone.
    fn show(&self, rehearsed: bool) -> Outcome {
        if !self.codings.is_empty() {
            super::out::show(|out| writeln!(out))?;
            show_rows(&self.codings)?;
        }
        if !self.emptied.is_empty() {
            super::out::show(|out| writeln!(out))?;
            let mut table = Table::new(&["source", "answer that is gone", "#codings without words"]);
            self.emptied.iter().for_each(|one| table.row(vec![one.source.clone(), one.respondent.clone(), one.codings.to_string()]));
            table.show("")?;
        }
        if !self.overwritten.is_empty() {
            super::out::show(|out| writeln!(out))?;
            let [old, new] = if rehearsed { ["is", "becomes"] } else { ["was", "is now"] };
            let mut table = Table::new(&["respondent", "column", old, new]);
            self.overwritten.iter().for_each(|cell| table.row([&cell.row, &cell.column, &cell.old, &cell.new].map(Clone::clone).to_vec()));
            table.show("")?;
        }
        Ok(())
    }
}

impl Survey {
    /// Imports it, or shows what would come in.
    pub(super) fn run(self) -> Outcome {
        let bytes = crate::import::file_bytes(&self.table, 64)?;
        let table = read_table_bytes(&self.table, &bytes, &PlanOptions { encoding: self.encoding.clone(), ..PlanOptions::default() })?;
        let (key, site) = (self.key.clone(), self.site_column.clone());
        let columns = SurveyOptions { key, site, open: self.open.clone(), closed: self.closed.clone(), leave_out: self.leave_out.clone() };
        let mut plan = SurveyPlan::sketch(&table, &columns)?;
        if !plan.has_open() {
            let columns = table.header.join(", ");
            let hint = format!("Say which one is with --open COLUMN. The columns are: {columns}.");
            return Err(Error::hint("no column of this table looks like an open question", hint).into());
        }
        let shelf = Shelf::open(&self.file.file)?;
        let earlier = plan.meet(&shelf.corpus, &table, blake3::hash(&bytes).as_bytes());
        let name = |id: &SourceId| shelf.corpus.source(*id).map(|source| source.name.clone());
        let here = earlier.iter().flat_map(|earlier| &earlier.texts).filter_map(|(_, id)| name(id)).collect();
        let (questions, notes, left_out) = (&plan.questions[..], &plan.notes[..], &plan.left_out[..]);
        let (respondents, dry_run) = (plan.respondents.len(), self.dry_run);
        let mut report = Report { dry_run, respondents, questions, here, left_out, notes, ..Report::default() };
        if let Some(earlier) = &earlier
            && (self.dry_run || self.again == Some(AgainArg::Skip))
        {
            say(&earlier.line());
        }
        let file = self.table.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let kind = self.kind.clone();
        let again = if self.again == Some(AgainArg::New) || earlier.is_none() { Again::New } else { Again::Update };
        let mut request = SurveyRequest { file, original: &bytes, table: &table, plan: &plan, kind, folder: None, code: None, again };
        let skipped = self.again == Some(AgainArg::Skip) && earlier.is_some();
        if let (None, Some(earlier), false) = (self.again, &earlier, self.dry_run) {
            return Err(Error::hint(earlier.line(), AGAIN).into());
        }
        if !skipped {
            let changes = SurveyChanges::of(&shelf.corpus, &shelf.reader.texts(&shelf.corpus), &request, earlier.as_ref())?;
            report.changes = Changes::new(&shelf.corpus, changes);
        }
        if self.dry_run {
            return self.tell(&report);
        }
        if skipped {
            say("Nothing was changed.");
            return if self.form.json { show_json(&report) } else { Ok(()) };
        }
        let who = self.who.needed()?;
        let mut desk = Desk::open(&self.file.file)?;
        let folder = self.folder.as_deref().map(|path| super::folders::missing(&desk, path));
        request.code = self.code_questions.as_deref().map(|name| home_named(&desk.corpus, name));
        let done = desk.step(who, OpKind::ImportSources, |project| {
            request.folder = folder.as_ref().map_or(Ok(None), |(above, names)| super::folders::make(project, *above, names))?;
            import_survey(project, &request)
        })?;
        if done.value.updated > 0 && !shelf.corpus.pseudonym_key().is_empty() {
            say("hint: what came in anew may hold names that were replaced: themata pseudonyms FILE check");
        }
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
        if !report.left_out.is_empty() {
            super::out::show(|out| writeln!(out))?;
            let mut table = Table::new(&["#row", "respondent", "column", "stands", "left out"]);
            for one in report.left_out {
                let [respondent, column, stands, left_out] = [&one.respondent, &one.column, &one.stands, &one.left_out].map(Clone::clone);
                table.row(vec![one.row.to_string(), respondent, column, stands, left_out]);
            }
            table.show("")?;
        }
        report.changes.show(self.dry_run)?;
        say(&format!("{}.", count(report.respondents, "respondent", "respondents")));
        say(&report.changes.line(!report.here.is_empty() && self.again != Some(AgainArg::New)));
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
