//! The study page: who was interviewed, how far the coding is, and who codes.

use super::cast::Part;
use super::theme::listed;
use super::{Cast, Corpus, Groups, Heads};
use crate::model::*;
use crate::text::capital;
use std::collections::{BTreeSet, HashMap, HashSet};

/// People and the interviews they gave; a person counts once in a cell however many interviews there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Different people.
    pub people: usize,
    /// Different interviews and focus groups.
    pub interviews: usize,
}

/// A row of the table of who was interviewed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleRow {
    /// Its role group; the last row, of all, has none.
    pub role: Option<u16>,
    /// One cell a site, in the order of [`Sample::sites`].
    pub sites: Vec<Cell>,
    /// One cell a phase, in the order of [`Sample::phases`].
    pub phases: Vec<Cell>,
    /// People interviewed in every phase that has a name; zero with fewer than two phases.
    pub every_phase: usize,
    /// The whole row, people once each.
    pub all: Cell,
}

/// Who was interviewed, by role, site and phase: the methods table of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// The sites that stand in columns, “Unassigned” last where something is.
    pub sites: Vec<u16>,
    /// The phases that stand in columns.
    pub phases: Vec<u16>,
    /// One row a role group, then the row of all.
    pub rows: Vec<SampleRow>,
    /// Why totals are not the sums, where they are not; empty otherwise.
    pub note: String,
}

fn used(cast: &Cast, groups: &Groups, of: impl Fn(&Part) -> &[u16]) -> Vec<u16> {
    let here: HashSet<u16> = cast.parts.iter().filter(|part| part.is_talk()).flat_map(|part| of(part).iter().copied()).collect();
    groups.all().filter(|group| here.contains(group)).collect()
}

/// The table of who was interviewed. Field notes and documents are not in it.
pub fn sample(heads: &Heads, cast: &Cast) -> Sample {
    let (sites, phases) = (used(cast, &heads.site, |p| &p.site), used(cast, &heads.phase, |p| &p.phase));
    let roles = used(cast, &heads.role, |p| &p.role);
    let rows: Vec<SampleRow> =
        roles.iter().map(|role| Some(*role)).chain([None]).map(|role| row(cast, role, &sites, &phases, heads.phase.unassigned())).collect();
    let nobody = cast.sources(|part| part.is_talk() && part.person.is_none()).len();
    let notes = [note(&rows), nobodys(nobody)];
    let note = notes.into_iter().filter(|note| !note.is_empty()).collect::<Vec<_>>().join(" ");
    Sample { sites, phases, rows, note }
}

fn row(cast: &Cast, role: Option<u16>, sites: &[u16], phases: &[u16], no_phase: u16) -> SampleRow {
    let mine = |part: &Part| part.is_talk() && role.is_none_or(|role| part.role.contains(&role));
    let cell = |is: &dyn Fn(&Part) -> bool| Cell {
        people: cast.people(|part| mine(part) && is(part)).len(),
        interviews: cast.sources(|part| mine(part) && is(part)).len(),
    };
    let named: Vec<u16> = phases.iter().copied().filter(|phase| *phase != no_phase).collect();
    let in_phase = |phase: u16| cast.people(|part| mine(part) && part.phase.contains(&phase));
    let every = named.iter().map(|phase| in_phase(*phase)).reduce(|a, b| a.intersection(&b).copied().collect()).filter(|_| named.len() > 1);
    SampleRow {
        role,
        sites: sites.iter().map(|site| cell(&|part| part.site.contains(site))).collect(),
        phases: phases.iter().map(|phase| cell(&|part| part.phase.contains(phase))).collect(),
        every_phase: every.map_or(0, |people: BTreeSet<CaseId>| people.len()),
        all: cell(&|_| true),
    }
}

fn note(rows: &[SampleRow]) -> String {
    let several = |number: fn(&Cell) -> usize| {
        let Some((total, parts)) = rows.split_last() else { return Vec::new() };
        let over = |list: fn(&SampleRow) -> &[Cell]| rows.iter().any(|row| list(row).iter().map(number).sum::<usize>() > number(&row.all));
        let roles = parts.iter().map(|row| number(&row.all)).sum::<usize>() > number(&total.all);
        let all = [(roles, "role groups"), (over(|row| &row.sites), "sites"), (over(|row| &row.phases), "phases")];
        all.into_iter().filter(|(is, _)| *is).map(|(_, what)| what).collect::<Vec<&str>>()
    };
    not_sums(&[("people", several(|cell| cell.people)), ("interviews", several(|cell| cell.interviews))])
}

/// Why totals are not the sums: what stands in several groups of which kinds, “People in several sites count once in each and once in the total, so
/// totals are not sums.” Empty where nothing does.
pub fn not_sums(over: &[(&str, Vec<&str>)]) -> String {
    several_said(over, "count once in each and once in the total, so totals are not sums.")
}

/// The same under a table that has no total: “People in several sites count once in each.”
pub fn in_each(over: &[(&str, Vec<&str>)]) -> String {
    several_said(over, "count once in each.")
}

fn several_said(over: &[(&str, Vec<&str>)], rest: &str) -> String {
    let mut said: Vec<(Vec<&str>, &[&str])> = Vec::new();
    for (what, several) in over.iter().filter(|(_, several)| !several.is_empty()) {
        match said.iter_mut().find(|(_, known)| *known == several.as_slice()) {
            Some((all, _)) => all.push(what),
            None => said.push((vec![what], several)),
        }
    }
    let sentence = |(what, several): &(Vec<&str>, &[&str])| {
        let words = format!("{} in several {}", listed(what), several.join(" or "));
        format!("{} {rest}", capital(&words))
    };
    said.iter().map(sentence).collect::<Vec<_>>().join(" ")
}

/// What is said of interviews that no person is known of.
fn nobodys(number: usize) -> String {
    match number {
        0 => String::new(),
        1 => "1 interview is of no person yet: it counts among the interviews, and nobody among the people.".into(),
        _ => format!("{number} interviews are of no person yet: they count among the interviews, and nobody among the people."),
    }
}

/// How far the sources of a site are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteProgress {
    /// The site.
    pub site: u16,
    /// Its sources.
    pub sources: usize,
    /// Those that at least one coder has marked as done.
    pub done: usize,
    /// Those that somebody has begun, by a mark or a coding, and nobody has done.
    pub in_work: usize,
}

/// How far the coding is, site by site; a source of two sites counts in both.
pub fn progress(corpus: &Corpus, heads: &Heads, cast: &Cast) -> Vec<SiteProgress> {
    let marked = |state: ProgressState| -> HashSet<SourceId> { corpus.progress.iter().filter(|p| p.state == state).map(|p| p.source).collect() };
    let (done, begun) = (marked(ProgressState::Done), marked(ProgressState::InWork));
    let of_site = |site: u16| {
        let sources = cast.sources(|part| part.site.contains(&site));
        let is_begun = |id: &&SourceId| !done.contains(id) && (begun.contains(id) || !corpus.codings_of(**id).is_empty());
        let (finished, in_work) = (sources.iter().filter(|id| done.contains(id)).count(), sources.iter().filter(is_begun).count());
        SiteProgress { site, sources: sources.len(), done: finished, in_work }
    };
    heads.site.all().map(of_site).filter(|row| row.sources > 0).collect()
}

/// What one coder has done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// Who.
    pub coder: CoderId,
    /// Codings they made.
    pub codings: usize,
    /// Sources they coded in.
    pub sources: usize,
    /// Memos they wrote.
    pub memos: usize,
    /// When they last coded or wrote a memo.
    pub last: Option<Time>,
}

/// What every coder has done, the busiest first.
pub fn activity(corpus: &Corpus) -> Vec<Activity> {
    let new = |coder: &Coder| (coder.id, Activity { coder: coder.id, codings: 0, sources: 0, memos: 0, last: None });
    let mut rows: HashMap<CoderId, Activity> = corpus.coders.iter().map(new).collect();
    for source in corpus.sources() {
        let mut here = HashSet::new();
        for coding in corpus.codings_of(source.id) {
            let Some(row) = rows.get_mut(&coding.coder) else { continue };
            row.codings += 1;
            row.sources += usize::from(here.insert(coding.coder));
            row.last = row.last.max(Some(coding.at));
        }
    }
    for memo in corpus.memos.iter() {
        let Some(row) = rows.get_mut(&memo.coder) else { continue };
        row.memos += 1;
        row.last = row.last.max(Some(memo.at));
    }
    let mut rows: Vec<Activity> = rows.into_values().collect();
    rows.sort_by_key(|row| (std::cmp::Reverse(row.codings), row.coder));
    rows
}

/// “113 interviews with 75 people · 12 observations · 9 documents”: what the study holds. Interviews of nobody in particular are said apart.
pub fn holdings(cast: &Cast) -> String {
    let of = |kind: SourceKind, is: &dyn Fn(&Part) -> bool| cast.sources(|part| part.kind == kind && is(part)).len();
    let talks = |is: &dyn Fn(&Part) -> bool| {
        let kinds = [(SourceKind::Interview, "interview", "interviews"), (SourceKind::FocusGroup, "focus group", "focus groups")];
        let said = kinds.map(|(kind, one, many)| (of(kind, is), one, many)).into_iter().filter(|(number, ..)| *number > 0);
        said.map(|(number, one, many)| counted(number, one, many)).collect::<Vec<String>>().join(" and ")
    };
    let (with, without) = (talks(&|part| part.person.is_some()), talks(&|part| part.person.is_none()));
    let people = counted(cast.people(Part::is_talk).len(), "person", "people");
    let mut parts: Vec<String> = match (with.is_empty(), without.is_empty()) {
        (true, true) => Vec::new(),
        (true, false) => vec![without],
        (false, true) => vec![format!("{with} with {people}")],
        (false, false) => vec![format!("{with} with {people}, {without} without a person")],
    };
    for (kind, one, many) in [(SourceKind::Observation, "observation", "observations"), (SourceKind::Document, "document", "documents")] {
        let number = of(kind, &|_| true);
        if number > 0 {
            parts.push(counted(number, one, many));
        }
    }
    parts.join(" · ")
}
