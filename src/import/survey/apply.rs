//! Applying a survey: respondents, their values, the answers as sources, and codings by question, all as one step.

use super::earlier::{Again, voice_of};
use super::plan::{SurveyPlan, SurveyUse};
use super::text::{Answers, line, title};
use crate::analysis::Corpus;
use crate::error::Result;
use crate::import::plan::TableData;
use crate::model::{CaseKind, FolderId, Source, SourceId, SourceKind, Span, SpeakerRole, Target};
use crate::project::{
    AttributeDraft, Ground, Home, ImportTable, NewFile, NewSource, NewSpeaker, Prepared, Project, Reader, Revision, TableCase, TableJoin, TableOwner,
    TableValue, UnfitValue,
};
use crate::text::{Geometry, SourceText};
use std::cell::RefCell;

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
    /// What becomes of it where it is here already.
    pub again: Again,
}

/// What a survey brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportedSurvey {
    /// A source for each open question, new or here already.
    pub sources: Vec<SourceId>,
    /// How many of these were here.
    pub here: usize,
    /// How many of these read otherwise now.
    pub updated: usize,
    /// Values that do not fit attributes that are here already; they were left out.
    pub unfit: Vec<UnfitValue>,
    /// How many answers were coded.
    pub coded: usize,
}

/// A question's source, on its way into the project.
pub(super) struct Asked {
    name: String,
    answers: Answers,
    source: SourceId,
    /// The voice of each of the answers' voices.
    numbers: Vec<u32>,
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
    let asked: RefCell<Vec<(usize, Asked)>> = RefCell::default();
    let corpus = Reader::open(project.path())?.corpus()?;
    let mut plan = request.plan.clone();
    let earlier = plan.meet(&corpus, request.table, blake3::hash(request.original).as_bytes());
    let request = &SurveyRequest { plan: &plan, ..request.clone() };
    let (mut known, mut updated) = (0, 0);
    for (column, source) in earlier.into_iter().filter(|_| request.again == Again::Update).flat_map(|earlier| earlier.texts) {
        let (mut revision, one) = revised(&corpus, project.revise(source)?, request, column);
        revision.file = Some(NewFile { name: request.file.clone(), encoding: String::new(), original: request.original.to_vec() });
        revision.reason.clone_from(&request.file);
        updated += usize::from(!revision.manuscript.is_unchanged());
        project.correct_text(&revision)?;
        asked.borrow_mut().push((column, one));
        known += 1;
    }
    let here: Vec<usize> = asked.borrow().iter().map(|(column, _)| *column).collect();
    let open = request.plan.questions.iter().enumerate().filter(|(column, question)| question.used == SurveyUse::Open && !here.contains(column));
    let mut feed = |write: &mut dyn FnMut(Prepared) -> Result<SourceId>| -> Result<()> {
        for (column, question) in open.clone() {
            let answers = Answers::new(request.table, column, &request.plan.rows, &request.plan.respondents);
            let source = write(prepared(request, &question.name, &answers)?)?;
            let numbers = (0..answers.voices.len() as u32).collect();
            asked.borrow_mut().push((column, Asked { name: line(&question.name), answers, source, numbers }));
        }
        Ok(())
    };
    let brought = project.import_sources(request.folder, &mut feed, &mut |_| (), &mut |ground: &dyn Fn() -> Result<Ground>| {
        Ok(Some(table(request, &asked.borrow(), &ground()?.sources)))
    })?;
    let mut asked = asked.into_inner();
    asked.sort_by_key(|(column, _)| *column);
    let sources = asked.iter().map(|(_, one)| one.source).collect();
    let mut imported = ImportedSurvey { sources, here: known, updated, unfit: brought.value.unfit, coded: 0 };
    if let Some(home) = &request.code {
        imported.coded = code(project, home.clone(), &asked)?;
    }
    Ok(imported)
}

/// The text of a source that is here as the table says it: codings stay on their words, and voices are those that spoke.
pub(super) fn revised(corpus: &Corpus, mut revision: Revision, request: &SurveyRequest, column: usize) -> (Revision, Asked) {
    let source = revision.source;
    let answers = Answers::new(request.table, column, &request.plan.rows, &request.plan.respondents);
    let voices = corpus.speakers(source);
    let next = voices.iter().map(|voice| voice.number + 1).max().unwrap_or(0);
    let mut numbers = Vec::new();
    for respondent in answers.voices.iter().map(|at| &request.plan.respondents[*at]) {
        numbers.push(voice_of(corpus, voices, respondent).map_or(next + revision.voices.len() as u32, |voice| voice.number));
        if numbers.last().is_some_and(|number| *number == next + revision.voices.len() as u32) {
            revision.voices.push(NewSpeaker { name: line(respondent), role: SpeakerRole::Participant });
        }
    }
    let mut structure = answers.structure.clone();
    structure.turns.iter_mut().for_each(|turn| turn.speaker = numbers[turn.speaker as usize]);
    let parts = parts(revision.manuscript.from(), &SourceText { geometry: Geometry::new(answers.text.as_str()), structure: structure.clone() });
    let parts: Vec<(Option<Span>, &str)> = parts.iter().map(|(old, new)| (*old, &answers.text[new.clone()])).collect();
    revision.manuscript.become_parts(&parts, structure);
    (revision, Asked { name: line(&request.plan.questions[column].name), answers, source, numbers })
}

/// Which part of the old answers each part of the new ones is, in bytes of these: the question, and each turn with what stands before it, by
/// who speaks.
fn parts(old: &SourceText, new: &SourceText) -> Vec<(Option<Span>, std::ops::Range<usize>)> {
    let cut = |text: &SourceText| -> Vec<(Option<u32>, Span)> {
        let mut at = 0;
        let turns = text.structure.turns.iter().map(|turn| (Some(turn.speaker), turn.span.end));
        let question = text.structure.turns.first().map_or(text.geometry.chars(), |turn| {
            let before = text.geometry.slice(Span { start: 0, end: turn.span.start });
            before.trim_end().chars().count() as u32
        });
        let ends = std::iter::once((None, question)).chain(turns);
        let part = |(who, end): (Option<u32>, u32)| {
            let start = std::mem::replace(&mut at, end);
            (who, Span { start: start.min(end), end })
        };
        ends.map(part).collect()
    };
    let mut left = cut(old);
    let mut list = Vec::new();
    for (who, span) in cut(new) {
        let known = left.iter().position(|(other, _)| *other == who).map(|at| left.remove(at).1);
        list.push((known, new.geometry.byte(span.start)..new.geometry.byte(span.end)));
    }
    list
}

fn prepared(request: &SurveyRequest, question: &str, answers: &Answers) -> Result<Prepared> {
    let voice = |at: &usize| NewSpeaker { name: line(&request.plan.respondents[*at]), role: SpeakerRole::Participant };
    let (date, language, encoding) = Default::default();
    Prepared::new(NewSource {
        name: title(question),
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
pub(super) fn table(request: &SurveyRequest, asked: &[(usize, Asked)], sources: &[Source]) -> ImportTable {
    let mut table = ImportTable { file: request.file.clone(), cases: cases(request), ..ImportTable::default() };
    // Sites come before those who belong to them.
    let first = table.cases.len() - request.plan.respondents.len();
    for (column, question) in request.plan.questions.iter().enumerate().filter(|(_, question)| question.used == SurveyUse::Closed) {
        let typed = &request.plan.typed[column];
        let attribute = table.attributes.len();
        let name = line(&question.name);
        table.attributes.push(AttributeDraft { target: Target::Case, name, kind: typed.kind, choices: typed.choices.clone() });
        for (respondent, value) in request.plan.closed(request.table, column) {
            table.values.push(TableValue { attribute, owner: TableOwner::Case(first + respondent), value });
        }
    }
    for (_, one) in asked {
        let Some(source) = sources.iter().find(|source| source.id == one.source) else { continue };
        let join = |(voice, case): (&u32, &usize)| TableJoin { source: source.name.clone(), voice: *voice, case: first + case };
        table.joins.extend(one.numbers.iter().zip(&one.answers.voices).map(join));
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
fn code(project: &mut Project, mut home: Home, asked: &[(usize, Asked)]) -> Result<usize> {
    let mut coded = 0;
    for (_, one) in asked {
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
