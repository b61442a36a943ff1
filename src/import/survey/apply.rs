//! Applying a survey: respondents, their values, the answers as sources, and codings by question, all as one step.

use super::plan::{SurveyPlan, SurveyUse};
use super::text::{Answers, line};
use crate::analysis::Corpus;
use crate::error::Result;
use crate::import::plan::TableData;
use crate::model::{CaseKind, FolderId, Source, SourceId, SourceKind, Span, SpeakerRole, Target};
use crate::project::{
    AttributeDraft, Ground, Home, ImportTable, NewSource, NewSpeaker, Prepared, Project, TableCase, TableJoin, TableOwner, TableValue, UnfitValue,
};
use crate::text::{Geometry, SourceText};
use std::cell::RefCell;

/// The longest name that a question gives its source, in characters.
const NAME: usize = 80;

/// A survey to be imported.
#[derive(Clone, Debug)]
pub struct SurveyRequest<'a> {
    /// The table's file name.
    pub file: String,
    /// The table's bytes, kept with its sources.
    pub original: &'a [u8],
    /// The table.
    pub table: &'a TableData,
    /// Its plan.
    pub plan: &'a SurveyPlan,
    /// The kind of case that a respondent is.
    pub kind: String,
    /// The folder that its sources go to.
    pub folder: Option<FolderId>,
    /// Codes every answer with a code for its question, in this framework.
    pub code: Option<Home>,
}

/// What a survey brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportedSurvey {
    /// A source for each open question.
    pub sources: Vec<SourceId>,
    /// Values that do not fit attributes that are here already; they were left out.
    pub unfit: Vec<UnfitValue>,
    /// How many answers were coded.
    pub coded: usize,
}

/// A question's source, on its way into the project.
struct Asked {
    name: String,
    answers: Answers,
    source: SourceId,
}

/// The framework of a name, in full or short, or one to be made: where the codes for questions go.
pub fn home_named(corpus: &Corpus, name: &str) -> Home {
    let wanted = name.trim().to_lowercase();
    let known = corpus.frameworks().iter().find(|framework| [&framework.name, &framework.short].iter().any(|name| name.to_lowercase() == wanted));
    known.map_or_else(|| Home::New(name.trim().to_owned()), |framework| Home::Framework(framework.id))
}

/// Imports a survey. It takes several verbs: [`Project::as_one_step`] makes them one step.
///
/// # Errors
/// What the project refuses.
pub fn import_survey(project: &mut Project, request: &SurveyRequest) -> Result<ImportedSurvey> {
    let open = request.plan.questions.iter().enumerate().filter(|(_, question)| question.used == SurveyUse::Open);
    let asked: RefCell<Vec<Asked>> = RefCell::default();
    let mut feed = |write: &mut dyn FnMut(Prepared) -> Result<SourceId>| -> Result<()> {
        for (column, question) in open.clone() {
            let answers = Answers::new(request.table, column, &request.plan.rows, &request.plan.respondents);
            let source = write(prepared(request, &question.name, &answers)?)?;
            asked.borrow_mut().push(Asked { name: line(&question.name), answers, source });
        }
        Ok(())
    };
    let brought = project.import_sources(request.folder, &mut feed, &mut |_| (), &mut |ground: &dyn Fn() -> Result<Ground>| {
        Ok(Some(table(request, &asked.borrow(), &ground()?.sources)))
    })?;
    let mut imported = ImportedSurvey { sources: brought.value.sources, unfit: brought.value.unfit, coded: 0 };
    if let Some(home) = &request.code {
        imported.coded = code(project, home.clone(), &asked.borrow())?;
    }
    Ok(imported)
}

fn prepared(request: &SurveyRequest, question: &str, answers: &Answers) -> Result<Prepared> {
    let voice = |at: &usize| NewSpeaker { name: line(&request.plan.respondents[*at]), role: SpeakerRole::Participant };
    let name = line(question);
    let short: String = name.chars().take(NAME).collect();
    let (date, language, encoding) = Default::default();
    Prepared::new(NewSource {
        name: if short.len() < name.len() { format!("{}…", short.trim_end()) } else { name },
        kind: SourceKind::Document,
        date,
        language,
        file: request.file.clone(),
        encoding,
        original: Some(request.original.to_vec()),
        text: answers.text.clone(),
        structure: answers.structure.clone(),
        speakers: answers.voices.iter().map(voice).collect(),
        remarks: Vec::new(),
    })
}

/// The respondents with their values, and whose voice each is.
fn table(request: &SurveyRequest, asked: &[Asked], sources: &[Source]) -> ImportTable {
    let mut table = ImportTable { file: request.file.clone(), cases: cases(request), ..ImportTable::default() };
    // Sites come before those who belong to them.
    let first = table.cases.len() - request.plan.respondents.len();
    for (column, question) in request.plan.questions.iter().enumerate().filter(|(_, question)| question.used == SurveyUse::Closed) {
        let typed = &request.plan.typed[column];
        let attribute = table.attributes.len();
        let name = line(&question.name);
        table.attributes.push(AttributeDraft { target: Target::Case, name, kind: typed.kind, choices: typed.choices.clone() });
        for (row, respondent) in request.table.rows.iter().zip(&request.plan.rows) {
            if let Some(value) = typed.write(row[column].trim()) {
                table.values.push(TableValue { attribute, owner: TableOwner::Case(first + respondent), value });
            }
        }
    }
    for one in asked {
        let Some(source) = sources.iter().find(|source| source.id == one.source) else { continue };
        let join = |(voice, case): (usize, &usize)| TableJoin { source: source.name.clone(), voice: voice as u32, case: first + case };
        table.joins.extend(one.answers.voices.iter().enumerate().map(join));
    }
    table
}

/// The sites, then the respondents in their order.
fn cases(request: &SurveyRequest) -> Vec<TableCase> {
    let column = request.plan.questions.iter().position(|question| question.used == SurveyUse::Site);
    let mut sites: Vec<String> = Vec::new();
    let mut homes: Vec<Option<usize>> = vec![None; request.plan.respondents.len()];
    for (row, respondent) in request.table.rows.iter().zip(&request.plan.rows) {
        let name = column.map_or_else(String::new, |column| line(&row[column]));
        if name.is_empty() || homes[*respondent].is_some() {
            continue;
        }
        let known = sites.iter().position(|site| site.to_lowercase() == name.to_lowercase());
        homes[*respondent] = Some(known.unwrap_or_else(|| {
            sites.push(name);
            sites.len() - 1
        }));
    }
    let site = |name: &String| TableCase { kind: CaseKind::SITE.into(), name: name.clone(), ..TableCase::default() };
    let person = |(name, parent): (&String, &Option<usize>)| TableCase {
        kind: request.kind.clone(),
        name: name.clone(),
        parent: *parent,
        ..TableCase::default()
    };
    sites.iter().map(site).chain(request.plan.respondents.iter().zip(&homes).map(person)).collect()
}

/// Codes every answer with a code of its question's name.
fn code(project: &mut Project, mut home: Home, asked: &[Asked]) -> Result<usize> {
    let mut coded = 0;
    for one in asked {
        let text = SourceText { geometry: Geometry::new(one.answers.text.as_str()), structure: one.answers.structure.clone() };
        let said: Vec<(SourceId, Span)> =
            text.structure.turns.iter().filter_map(|turn| text.said_in(turn.span)).map(|span| (one.source, span)).collect();
        if said.is_empty() {
            continue;
        }
        let made = project.apply_new_code(home, None, std::slice::from_ref(&one.name), &said)?.value;
        coded += made.coded;
        home = Home::Framework(project.framework_of(made.code)?);
    }
    Ok(coded)
}
