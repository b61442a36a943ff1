//! Building the example step by step, as a team would have made it.

use super::codings::{self, Passage};
use super::tables::{self, Coder, Interview};
use super::texts::{self, Text};
use super::{Progress, chart, findings, memos};
use crate::analysis::Corpus;
use crate::import::{Corrections, PlanOptions, plan_bytes};
use crate::model::{self, CaseKind, CodingId, ProgressState, SourceId, SourceKind};
use crate::project::{CellEdit, NewCoding, Prepared, Project, Reader, Template, templates};
use crate::{Error, Result};
use std::collections::HashMap;
use std::path::Path;

/// What has been made so far.
pub(super) struct Made {
    pub reader: Reader,
    pub corpus: Corpus,
    /// The sources, by the stems of their files.
    pub sources: HashMap<&'static str, SourceId>,
}

/// The codes that each coder has on keys 1, 2, 3 …
const PINS: [(&str, &[&str]); 5] = [
    ("BP", &["L2.5", "L5.4", "L3.2", "2.1.2", "2.3.2"]),
    ("AR", &["L5.2", "L4.4", "2.4.1"]),
    ("SK", &["2.1.1", "2.1.2", "2.3.1", "2.4.2"]),
    ("MO", &["L3.5", "L5.6"]),
    ("JD", &["L1.4", "L3.3", "L4.5"]),
];

/// The sources that are still in work.
const IN_WORK: [&str; 3] = ["ICSC-MD-2", "ICSD-CN-2", "ICSD-partnership-2022-04"];

/// Builds the study in a new file; returns its last step.
pub(super) fn build(path: &Path, go_on: Progress) -> Result<i64> {
    let mut project = Project::create(path, "Integrated care study")?;
    let outcome = fill(&mut project, path, go_on);
    let closed = project.close();
    outcome.and_then(|step| closed.map(|()| step))
}

fn fill(project: &mut Project, path: &Path, go_on: Progress) -> Result<i64> {
    let total = texts::INTERVIEWS.len() + texts::NOTES.len() + 4;
    let mut done = 0;
    let mut step = || {
        done += 1;
        if go_on(done, total) { Ok(()) } else { Err(Error::Cancelled) }
    };
    let coders: Vec<Coder> = tables::rows(texts::CODERS)?;
    let interviews = tables::interviews()?;
    project.in_one_go(|project| team(project, &coders))?;
    step()?;
    let empty = Reader::open(path)?.corpus()?;
    let sources = project.in_one_go(|project| bring_in(project, &empty, &interviews))?;
    step()?;
    let reader = Reader::open(path)?;
    let corpus = reader.corpus()?;
    let mut made = Made { reader, corpus, sources };
    project.in_one_go(|project| {
        people(project, &made, &interviews)?;
        step()?;
        findings::name_versions(project, &made.corpus, "first")?;
        let coded_first = |text: &&Text| ["ICSA", "ICSB"].iter().any(|site| text.stem.starts_with(site));
        let all = || texts::INTERVIEWS.iter().chain(texts::NOTES);
        let mut code_all = |project: &mut Project, first: bool| {
            all().filter(|text| coded_first(text) == first).try_for_each(|text| {
                code(project, &made, text, &coders)?;
                step()
            })
        };
        code_all(project, true)?;
        be(project, &made, "BP")?;
        findings::redefine(project, &made.corpus, &frameworks())?;
        findings::name_versions(project, &made.corpus, "second")?;
        code_all(project, false)
    })?;
    made.corpus = made.reader.corpus()?;
    project.in_one_go(|project| {
        chart::chart(project, &made)?;
        marks(project, &made)?;
        findings::looked_again(project, &made, "ICSA")?;
        let memos = memos::memos(&made)?;
        project.add_memos_of(&memos)?;
        findings::link_memos(project, &made, &memos)
    })?;
    made.corpus = made.reader.corpus()?;
    project.in_one_go(|project| {
        findings::link_codes(project, &made)?;
        findings::themes(project, &made)?;
        findings::report(project, &made)
    })?;
    made.corpus = made.reader.corpus()?;
    project.in_one_go(|project| findings::settle(project, &made))?;
    step()?;
    made.reader.last_op()
}

/// The coders, the frameworks, and what kinds of cases there are.
fn team(project: &mut Project, coders: &[Coder]) -> Result<()> {
    for coder in coders {
        let id = project.be_coder(&coder.initials, &coder.name)?;
        let Coder { initials, name, role } = coder.clone();
        project.edit_coder(model::Coder { id, initials, name, role })?;
    }
    // The lead goes on from here.
    if let Some(lead) = coders.first() {
        project.be_coder(&lead.initials, &lead.name)?;
    }
    let about = project.about()?;
    let description = "An invented study, for looking around: four integrated care systems in England and how they work on quality. \
                       Nobody in it exists, and nobody said these words."
        .to_owned();
    project.edit_project(model::Project { description, ..about })?;
    frameworks().into_iter().try_for_each(|template| project.add_framework(&findings::at_first(template)).map(drop))
}

fn frameworks() -> Vec<Template> {
    templates().into_iter().map(|(_, template)| template).filter(|template| !template.codes.is_empty()).collect()
}

/// The sources, site by site, each with its people.
fn bring_in(project: &mut Project, empty: &Corpus, interviews: &[Interview]) -> Result<HashMap<&'static str, SourceId>> {
    project.import_table(&tables::sites()?)?;
    kinds(project, empty)?;
    let mut ids = HashMap::new();
    for site in ["ICS A", "ICS B", "ICS C", "ICS D"] {
        let folder = project.add_folder(None, site)?.value;
        let mut stems = Vec::new();
        let mut sources: Vec<Prepared> = Vec::new();
        for text in texts::INTERVIEWS {
            if let Some(interview) = interviews.iter().find(|interview| interview.file == text.stem && interview.site == site) {
                stems.push(text.stem);
                sources.push(prepare(text, &interview.source(), SourceKind::Interview, &interview.date)?);
            }
        }
        let mut notes = Vec::new();
        for text in texts::NOTES.iter().filter(|text| text.stem.starts_with(&site.replace(' ', ""))) {
            let (name, phase, date) = note(text, site);
            stems.push(text.stem);
            sources.push(prepare(text, &name, SourceKind::Observation, &date)?);
            notes.push((name, phase));
        }
        let table = tables::people(site, interviews, &notes);
        let mut feed = |write: &mut dyn FnMut(Prepared) -> Result<SourceId>| sources.drain(..).try_for_each(|source| write(source).map(drop));
        let made = project.import_sources(Some(folder), &mut feed, &mut |_| (), &mut |_| Ok(Some(table.clone())))?;
        ids.extend(stems.into_iter().zip(made.value.sources));
    }
    Ok(ids)
}

/// Organisations stand between sites and people.
fn kinds(project: &mut Project, corpus: &Corpus) -> Result<()> {
    let kind = |name: &str| corpus.kind_named(name).cloned().ok_or_else(|| Error::NotFound(format!("the project has no kind “{name}”")));
    let organisation = project.add_case_kind("organisation", Some(kind(CaseKind::SITE)?.id))?.value;
    project.edit_case_kind(CaseKind { parent: Some(organisation), ..kind(CaseKind::PERSON)? })?;
    Ok(())
}

/// The name, phase and date of field notes, from `ICSA-board-2022-02`.
fn note(text: &Text, site: &str) -> (String, &'static str, String) {
    let words: Vec<&str> = text.stem.split('-').skip(1).collect();
    let (meeting, date) = words.split_at(words.len().saturating_sub(2));
    let phase = if date.first() == Some(&"2023") { "Phase 2" } else { "Phase 1" };
    let month = match date.last() {
        Some(&"02") => "February",
        Some(&"03") => "March",
        _ => "April",
    };
    let meeting = meeting.join(" ");
    let (first, rest) = meeting.split_at(1);
    // The notes say the month alone; the date is its first day.
    (format!("{site} · {}{rest}, {month} · notes", first.to_uppercase()), phase, format!("{}-01", date.join("-")))
}

fn prepare(text: &Text, name: &str, kind: SourceKind, date: &str) -> Result<Prepared> {
    let mut plan = plan_bytes(Path::new(text.file), text.words.as_bytes().to_vec(), &PlanOptions::default())?;
    plan.correct(&Corrections { name: Some(name.into()), kind: Some(kind), date: Some(date.into()), speakers: None });
    plan.prepare()
}

/// Joins each speaker to the person, and gives people their pseudonyms.
fn people(project: &mut Project, made: &Made, interviews: &[Interview]) -> Result<()> {
    let mut pseudonyms = Vec::new();
    for case in made.corpus.cases() {
        let own: Vec<&Interview> = interviews.iter().filter(|interview| interview.person == case.name).collect();
        let Some(first) = own.first() else { continue };
        pseudonyms.push(CellEdit::Pseudonym(case.id, first.pseudonym.clone()));
        let sources = own.iter().filter_map(|interview| made.sources.get(interview.file.as_str()));
        let speakers = sources.flat_map(|source| made.corpus.speakers(*source)).filter(|speaker| speaker.name == case.name);
        project.join_speakers(&speakers.map(|speaker| speaker.id).collect::<Vec<_>>(), Some(case.id))?;
    }
    project.edit_cells(&pseudonyms).map(drop)
}

/// The codings of one source, coder by coder.
fn code(project: &mut Project, made: &Made, text: &Text, coders: &[Coder]) -> Result<()> {
    let missing = || Error::NotFound(format!("{} was not brought in", text.stem));
    let source = *made.sources.get(text.stem).ok_or_else(missing)?;
    let words = made.reader.source_text(&made.corpus, source)?;
    let passages = codings::passages(text, &made.corpus, source, &words)?;
    for coder in coders {
        let own: Vec<&Passage> = passages.iter().filter(|passage| passage.coders.contains(&coder.initials.as_str())).collect();
        if own.is_empty() {
            continue;
        }
        be(project, made, &coder.initials)?;
        let list: Vec<NewCoding> = own.iter().map(|passage| NewCoding { source: passage.source, span: passage.span, code: passage.code }).collect();
        let ids = project.apply_codes(&list)?.value;
        // Where a coder took the same words twice under one code, one coding was made, and places no longer match.
        let stars: Vec<CodingId> = match ids.len() == own.len() {
            true => own
                .iter()
                .zip(&ids)
                .filter(|(passage, _)| passage.star && passage.coders.first() == Some(&coder.initials.as_str()))
                .map(|(_, id)| *id)
                .collect(),
            false => return Err(Error::rejected(format!("{} coded the same words of {} twice", coder.initials, text.stem))),
        };
        if !stars.is_empty() {
            project.star_codings(&stars, true)?;
        }
    }
    Ok(())
}

/// Goes on as this coder.
pub(super) fn be(project: &mut Project, made: &Made, initials: &str) -> Result<()> {
    let coder = made.corpus.coder_named(initials).ok_or_else(|| Error::NotFound(format!("there is no coder {initials}")))?;
    project.set_coder(coder.clone());
    Ok(())
}

/// What each coder has on keys, and how far they are.
fn marks(project: &mut Project, made: &Made) -> Result<()> {
    let open: Vec<SourceId> = IN_WORK.iter().filter_map(|stem| made.sources.get(stem)).copied().collect();
    for (initials, pins) in PINS.iter().rev() {
        be(project, made, initials)?;
        let coder = made.corpus.coder_named(initials).map(|coder| coder.id);
        let coded = |source: &SourceId| made.corpus.codings_of(*source).iter().any(|coding| Some(coding.coder) == coder);
        let (work, finished): (Vec<SourceId>, Vec<SourceId>) =
            made.corpus.sources().iter().map(|source| source.id).filter(coded).partition(|source| open.contains(source));
        project.set_progress(&finished, ProgressState::Done)?;
        if !work.is_empty() {
            project.set_progress(&work, ProgressState::InWork)?;
        }
        for (slot, path) in (1..).zip(*pins) {
            project.set_pin(slot, made.corpus.find_code(path).first().copied())?;
        }
    }
    Ok(())
}
