//! `themata import`: transcripts, field notes and tables of attributes.

use super::desk::{AsJson, Desk, File, Who};
use super::out::{Failure, Outcome, complain, say, show_json};
use super::progress::Bar;
use crate::Error;
use crate::import::*;
use crate::model::grouped;
use crate::project::config_file;
use crate::project::op::{OpKind, count};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use table::TableReport;

mod kept;
mod table;

/// Import transcripts, notes and documents, and a table of attributes
///
/// Folders are taken with all that lies in them. What a file is, its content decides: plain text in any encoding,
/// Markdown, Word .docx and .doc, .odt, .rtf, PDF, web pages, subtitles .vtt and .srt, transcripts in JSON, .otr, .cha and .eaf.
/// Comments in a document become memos. A text that is in the project already is passed over.
///
/// Example: themata import study.themata interviews/ --attributes people.csv --case-column person --dry-run
#[derive(clap::Args, Debug)]
pub struct Import {
    #[command(flatten)]
    file: File,
    /// Files and folders
    #[arg(value_name = "PATH", required_unless_present = "attributes")]
    paths: Vec<PathBuf>,
    /// A table of attributes, .csv or .xlsx: one row a source or a case
    #[arg(long, value_name = "TABLE")]
    attributes: Option<PathBuf>,
    #[command(flatten)]
    columns: Columns,
    /// What the files are, when not as found: interview, "focus group", observation or document
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// The folder of the project they go to; made where it is missing
    #[arg(long, value_name = "FOLDER")]
    folder: Option<String>,
    /// The encoding of the texts, when not as found, such as windows-1252
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// Keep running heads, page numbers and line numbers of PDFs in the text
    #[arg(long)]
    keep_margins: bool,
    #[command(flatten)]
    speakers: SpeakersAs,
    /// Show what would come in, and change nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    form: AsJson,
    #[command(flatten)]
    who: Who,
}

/// How speakers are written, where the user says it.
#[derive(clap::Args, Debug)]
pub(super) struct SpeakersAs {
    /// How the speakers are written, when not as found: bold-colon, bold, capitals, brackets, colon, nobody, the name of a
    /// pattern that the window keeps, or a line as it is in the file, such as "{name} - {words}" or "{time} {name}: {words}"
    ///
    /// Such a line is kept for the next import, which tries it where it finds no speakers.
    #[arg(long, value_name = "PATTERN")]
    speaker_pattern: Option<String>,
    /// Try no pattern that is kept from an import before, and keep none
    #[arg(long)]
    no_kept_pattern: bool,
}

impl SpeakersAs {
    fn all() -> Vec<KeptPattern> {
        config_file().map_or_else(Vec::new, |path| KeptPattern::all(&path))
    }

    /// The pattern that is meant, if one is given, and those that are tried where none is and no speaker is found.
    pub(super) fn patterns(&self) -> crate::Result<(Option<SpeakerPattern>, Vec<SpeakerPattern>)> {
        let all = Self::all();
        let given = self.speaker_pattern.as_deref().map(|words| KeptPattern::find(&all, words)).transpose()?;
        let tried = given.is_none() && !self.no_kept_pattern;
        let kept = all.iter().filter(|_| tried).filter_map(|kept| SpeakerPattern::parse(&kept.pattern).ok());
        Ok((given, kept.collect()))
    }

    /// Keeps the pattern that was given, if it is the user's own and not kept yet, and says so.
    pub(super) fn keep(&self) {
        let all = Self::all();
        let given = self.speaker_pattern.as_deref().filter(|_| !self.no_kept_pattern).and_then(|words| KeptPattern::find(&all, words).ok());
        let Some(pattern) = given.filter(|pattern| matches!(pattern, SpeakerPattern::Own(_))) else { return };
        let (pattern, Some(path)) = (pattern.key().to_owned(), config_file()) else { return };
        if all.iter().any(|kept| kept.pattern == pattern) {
            return;
        }
        match kept::add(&path, KeptPattern { name: pattern.clone(), pattern: pattern.clone() }) {
            Ok(()) => say(&format!("The pattern “{pattern}” is kept: where the next import finds no speakers, it tries it.")),
            Err(error) => say(&format!("The pattern could not be kept: {error}")),
        }
    }
}

/// Which columns of the table mean what; the others become attributes.
#[derive(clap::Args, Debug)]
pub(super) struct Columns {
    /// The column that names the files, when not as found
    #[arg(long, value_name = "COLUMN", requires = "attributes")]
    source_column: Option<String>,
    /// The column of the people's keys, such as case_id
    #[arg(long, value_name = "COLUMN", requires = "attributes")]
    case_column: Option<String>,
    /// The column of the people's names
    #[arg(long, value_name = "COLUMN", requires = "attributes")]
    case_name_column: Option<String>,
    /// The column of the sites
    #[arg(long, value_name = "COLUMN", requires = "attributes")]
    site_column: Option<String>,
}

impl Columns {
    /// Which columns mean what.
    pub(super) fn options(&self) -> TableOptions {
        let Self { source_column, case_column, case_name_column, site_column } = self;
        TableOptions {
            source_column: source_column.clone(),
            case_column: case_column.clone(),
            case_name_column: case_name_column.clone(),
            site_column: site_column.clone(),
            ..TableOptions::default()
        }
    }
}

/// What an import did, or would do.
#[derive(Serialize)]
struct Report {
    dry_run: bool,
    step: Option<i64>,
    sources: Vec<Item>,
    same: Vec<Same>,
    refused: Vec<Refused>,
    /// Voices that ask in some of the files and are heard in others.
    mixed_roles: Vec<Mixed>,
    /// Tables in the folders, which were passed over.
    passed_tables: Vec<PathBuf>,
    /// The patterns that were kept from an import before and found speakers, with how many files each.
    kept_patterns: BTreeMap<String, usize>,
    table: Option<TableReport>,
}

#[derive(Serialize)]
struct Item {
    file: PathBuf,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<Plan>,
}

#[derive(Serialize)]
struct Same {
    file: PathBuf,
    source: String,
}

#[derive(Serialize)]
struct Refused {
    file: PathBuf,
    error: String,
    hint: String,
}

impl Import {
    /// Imports, or shows what would come in.
    pub(super) fn run(self) -> Outcome {
        let kind = self.kind.as_deref().map(super::sources::source_kind).transpose()?;
        let table = self.attributes.as_deref().map(|path| read_table(path, &PlanOptions::default())).transpose()?;
        let Collected { files, mut tables, refused } = collect(&self.paths, &|_| true);
        let same = |a: &Path, b: &Path| a == b || a.canonicalize().ok().zip(b.canonicalize().ok()).is_some_and(|(a, b)| a == b);
        tables.retain(|path| !self.attributes.as_deref().is_some_and(|read| same(read, path)));
        let mut missed: Vec<Refused> = refused.into_iter().map(|(file, error)| self::refused(file, &error)).collect();
        if files.is_empty() && table.is_none() {
            tell_tables(&tables);
            if !missed.is_empty() {
                missed.iter().for_each(|missed| complain(&missed.error, &missed.hint));
                return Err(Failure::Partly);
            }
            return Err(Error::hint("there is no file to import in what was given", "Give files, or a folder with transcripts in it.").into());
        }
        let (speakers, kept) = self.speakers.patterns()?;
        let options = PlanOptions { encoding: self.encoding.clone(), keep_margins: self.keep_margins, speakers, kept };
        let corrections = Corrections { kind, ..Corrections::default() };
        let request = |path| FileRequest { options: options.clone(), corrections: corrections.clone(), ..FileRequest::below(path, &self.paths) };
        let requests: Vec<FileRequest> = files.into_iter().map(request).collect();
        let mut report = match self.dry_run {
            true => self.rehearse(&requests, table.as_ref())?,
            false => self.import(&requests, table.as_ref())?,
        };
        report.refused.append(&mut missed);
        report.passed_tables = tables;
        let told = self.tell(&report);
        if report.step.is_some() {
            self.speakers.keep();
        }
        told
    }

    fn import(&self, requests: &[FileRequest], table: Option<&TableData>) -> Outcome<Report> {
        let mut desk = Desk::open(&self.file.file)?;
        let table = table.map(|data| TableRequest { file: file_name(self.attributes.as_deref()), data, options: self.columns.options() });
        let folder = self.folder.as_deref().map(|path| super::folders::missing(&desk, path));
        let bar = Bar::new("Importing");
        let imported = desk.step(self.who.needed()?, OpKind::ImportSources, |project| {
            let folder = folder.as_ref().map_or(Ok(None), |(above, names)| super::folders::make(project, *above, names))?;
            import_files(project, requests, folder, table.as_ref(), &|done, total| bar.go(done, total))
        })?;
        let imported = imported.value;
        bar.end();
        let corpus = desk.reader.corpus()?;
        let source_name = |id| corpus.source(id).map_or_else(String::new, |source| source.name.clone());
        let roles = |id| corpus.speakers(id).iter().map(|voice| (voice.name.clone(), voice.role)).collect::<Vec<_>>();
        let unfit = imported.unfit;
        let told = table.zip(imported.table).map(|(table, (plan, ground))| TableReport::new(&plan, &ground, table.data, unfit));
        let mixed_roles = mixed_roles(&imported.sources.iter().map(|(_, id)| roles(*id)).collect::<Vec<_>>());
        let report = Report {
            dry_run: false,
            step: imported.op,
            sources: imported.sources.into_iter().map(|(file, id)| Item { file, name: source_name(id), plan: None }).collect(),
            same: imported.same.into_iter().map(|(file, source)| Same { file, source }).collect(),
            refused: imported.refused.into_iter().map(|(file, error)| refused(file, &error)).collect(),
            passed_tables: Vec::new(),
            mixed_roles,
            kept_patterns: counted(imported.by_pattern.into_iter().map(|(_, pattern)| pattern)),
            table: told,
        };
        desk.project.close()?;
        Ok(report)
    }

    /// What an import would bring.
    fn rehearse(&self, requests: &[FileRequest], table: Option<&TableData>) -> Outcome<Report> {
        let reader = crate::project::Reader::open(&self.file.file)?;
        let bar = Bar::new("Reading");
        let found = rehearse_files(&reader, requests, &|done, total| bar.go(done, total))?;
        bar.end();
        let planned = |(_, plan): &(PathBuf, Plan)| plan.speakers.iter().map(|voice| (voice.name.clone(), voice.role)).collect::<Vec<_>>();
        let told = table.map(|table| {
            TablePlan::new(table, &found.ground, &self.columns.options()).map(|plan| TableReport::new(&plan, &found.ground, table, Vec::new()))
        });
        Ok(Report {
            dry_run: true,
            step: None,
            passed_tables: Vec::new(),
            mixed_roles: mixed_roles(&found.plans.iter().map(planned).collect::<Vec<_>>()),
            kept_patterns: counted(found.plans.iter().filter_map(|(_, plan)| plan.pattern.clone())),
            sources: found.plans.into_iter().map(|(file, plan)| Item { file, name: plan.name.clone(), plan: Some(plan) }).collect(),
            same: found.same.into_iter().map(|(file, source)| Same { file, source }).collect(),
            refused: found.refused.into_iter().map(|(file, error)| refused(file, &error)).collect(),
            table: told.transpose()?,
        })
    }

    fn tell(&self, report: &Report) -> Outcome {
        if self.form.json {
            show_json(report)?;
        } else if report.dry_run {
            rehearsal(report)?;
        }
        let verb = if report.dry_run { "would be imported" } else { "imported" };
        match (report.sources.len(), report.step.is_none() && !report.dry_run) {
            (0, true) => say("Nothing was imported."),
            (sources, _) => say(&format!("{} {verb}.", count(sources, "source", "sources"))),
        }
        tell_same(&report.same);
        tell_tables(&report.passed_tables);
        tell_mixed(&report.mixed_roles);
        for (pattern, files) in &report.kept_patterns {
            let files = count(*files, "file", "files");
            say(&format!("Speakers of {files} were found by the pattern “{pattern}”, kept from an import before; --no-kept-pattern leaves it."));
        }
        if let Some(table) = &report.table {
            table.tell();
        }
        for refused in &report.refused {
            complain(&refused.error, &refused.hint);
        }
        if report.dry_run {
            say("Nothing was changed.");
        }
        if report.refused.is_empty() { Ok(()) } else { Err(Failure::Partly) }
    }
}

fn counted(patterns: impl Iterator<Item = String>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    patterns.for_each(|pattern| *counts.entry(pattern).or_default() += 1);
    counts
}

fn file_name(path: Option<&Path>) -> String {
    path.and_then(Path::file_name).map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

fn refused(file: PathBuf, error: &Error) -> Refused {
    Refused { file, error: error.to_string(), hint: error.remedy().to_owned() }
}

/// How many names of a list are said.
const SAID: usize = 5;

fn some(names: &[String]) -> String {
    some_of(names, ", ")
}

fn some_of(names: &[String], between: &str) -> String {
    let more = if names.len() > SAID { format!(" and {} more", grouped(names.len() - SAID)) } else { String::new() };
    format!("{}{more}", names.iter().take(SAID).cloned().collect::<Vec<_>>().join(between))
}

fn tell_same(same: &[Same]) {
    if same.len() <= SAID {
        same.iter().for_each(|one| say(&format!("{}: passed over, its text is here already as “{}”.", one.file.display(), one.source)));
        return;
    }
    let mut names: Vec<String> = same.iter().map(|one| one.source.clone()).collect();
    names.dedup();
    say(&format!("{} passed over, their texts are here already: {}.", count(same.len(), "file", "files"), some(&names)));
}

/// Says which tables in folders were passed over, and how they come in.
fn tell_tables(tables: &[PathBuf]) {
    let shown: Vec<String> = tables.iter().map(|path| path.display().to_string()).collect();
    match shown.len() {
        0 => return,
        1 => say(&format!("{}: passed over, it is a table.", shown[0])),
        n => say(&format!("{} passed over: {}.", count(n, "table", "tables"), some(&shown))),
    }
    say("hint: a table of attributes comes in with --attributes TABLE, a survey with themata survey FILE TABLE");
}

/// Says which voices have differing roles from file to file, and how that is mended.
fn tell_mixed(mixed: &[Mixed]) {
    let Some(first) = mixed.first() else { return };
    for one in mixed.iter().take(SAID) {
        let files = |n| count(n, "file", "files");
        say(&format!("“{}” is taken for an interviewer in {} and for a participant in {}.", one.name, files(one.asks), files(one.heard)));
    }
    if mixed.len() > SAID {
        say(&format!("{} more have differing roles.", count(mixed.len() - SAID, "voice", "voices")));
    }
    let name = super::desk::shell(&first.name);
    let role = if first.asks >= first.heard { "interviewer" } else { "participant" };
    say(&format!("hint: themata speakers FILE role {name} {role} makes it the same in all"));
}

/// What is said of a file in the table: what to look at, then what was left out or changed.
fn note(plan: &Plan) -> String {
    let of = |kind| plan.notes.iter().filter(move |note| note.kind == kind).map(|note| note.text.as_str());
    of(NoteKind::Look).chain(of(NoteKind::Info)).collect::<Vec<_>>().join(" ")
}

fn rehearsal(report: &Report) -> Outcome {
    let mut table = super::out::Table::new(&["source", "kind", "format", "speakers as", "#turns", "speakers", "note"]);
    for plan in report.sources.iter().filter_map(|item| item.plan.as_ref()) {
        let speakers: Vec<&str> = plan.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
        let turns = plan.structure.turns.len().to_string();
        table.row(vec![plan.name.clone(), plan.kind.name().into(), plan.format.clone(), plan.layout.clone(), turns, speakers.join(", "), note(plan)]);
    }
    table.show("No file would come in.")
}
