//! The rows of a chart: which there are, in which groups, what they are called, and who was met twice.

use super::elsewhere::{Elsewhere, Others};
use super::{Chart, ChartAsk, ChartGroup, ChartOf, ChartRow};
use crate::analysis::query::Sieve;
use crate::analysis::{Corpus, Groups, Heads, Naming, Query, Scope, coded_sources, is_bare_number, is_person};
use crate::model::*;
use std::collections::{BTreeSet, HashMap, HashSet};

/// What is said of the row of what has no group where questions count in it.
const ASKED: &str = "interviewers’ questions count here, as nobody’s";

/// A row before it stands in its groups.
pub(super) struct Draft {
    pub key: RowKey,
    title: String,
    detail: Detail,
    pub groups: Vec<u16>,
    /// Whose it is, and when, for pairs: people, and the place of its phase.
    pub people: Vec<CaseId>,
    phase: Vec<u16>,
    /// Whether anything is coded in its sources, as [`ChartRow::coded`] has it.
    coded: bool,
}

/// A role group and phase, as the project knows them and in exports.
struct Detail {
    label: String,
    shown: String,
}

struct Maker<'a> {
    corpus: &'a Corpus,
    persons: HashSet<CaseKindId>,
    heads: Heads,
    groups: Groups,
    sieve: Sieve,
    /// The sources that each person is heard in.
    heard: HashMap<CaseId, Vec<SourceId>>,
    /// The sources in which anything is coded with the framework of the columns.
    coded: HashSet<SourceId>,
}

/// The rows and groups of a chart; what is coded under them is not counted yet.
pub(super) fn rows(corpus: &Corpus, ask: &ChartAsk) -> Chart {
    let maker = Maker::new(corpus, ask);
    let drafts = maker.drafts(ask.of);
    let all = (!ask.filters.is_empty()).then(|| Maker::new(corpus, &ChartAsk { filters: Vec::new(), ..ask.clone() }).drafts(ask.of));
    let elsewhere = Elsewhere::new(all.as_ref().unwrap_or(&drafts));
    let several = |draft: &&Draft| draft.groups.len() > 1;
    let cases = |draft: &Draft| if let RowKey::Case(id) = draft.key { Some(id) } else { None };
    let parted = all.as_ref().unwrap_or(&drafts).iter().filter(several).filter_map(cases).collect();
    let mut chart = Chart { title: maker.groups.title.clone(), parted, ..Chart::default() };
    for (group, size) in maker.groups.all().zip(maker.sizes()) {
        let members = paired(corpus, drafts.iter().filter(|draft| draft.groups.contains(&group)).collect());
        // Where the rows are the groups themselves nothing else tells of what stands in none.
        let rest = members.is_empty() && maker.is_rest(ask, group) && !size.is_empty();
        if members.is_empty() && !rest {
            continue;
        }
        let (from, at) = (chart.rows.len(), chart.groups.len());
        let coded = members.iter().any(|draft| draft.coded) || rest && size.coded;
        let hides = all.as_ref().is_some_and(|all| all.iter().filter(|draft| draft.groups.contains(&group)).count() > members.len());
        chart.rows.extend(maker.together((ask, hides), group, at).map(|row| ChartRow { coded, ..row }));
        let mut before: &[CaseId] = &[];
        for draft in members {
            let again = matches!(draft.key, RowKey::Source(_)) && !draft.people.is_empty() && draft.people == before;
            before = &draft.people;
            let others = if ask.by.is_some() { elsewhere.of(draft, group) } else { Others::default() };
            let said = |detail: &str, name: fn(&Groups, u16) -> &str| joined(&[detail, &others.said(again, |group| name(&maker.groups, group))]);
            let (key, title) = (draft.key.clone(), draft.title.clone());
            let (detail, detail_shown) = (said(&draft.detail.label, Groups::label), said(&draft.detail.shown, Groups::shown));
            chart.rows.push(ChartRow { key, group: at, together: false, hides: false, title, detail, detail_shown, again, coded: draft.coded });
        }
        let named = |name: &str| if ask.by.is_some() { name.to_owned() } else { String::new() };
        chart.groups.push(ChartGroup {
            label: named(maker.groups.label(group)),
            shown: named(maker.groups.shown(group)),
            full: named(maker.groups.called(group, Naming::FullNames)),
            rows: from..chart.rows.len(),
            interviews: size.interviews,
            other_sources: size.other_sources,
            people: size.people.len(),
        });
    }
    chart
}

impl<'a> Maker<'a> {
    fn new(corpus: &'a Corpus, ask: &ChartAsk) -> Self {
        let persons = corpus.person_kinds();
        let mut heard: HashMap<CaseId, Vec<SourceId>> = HashMap::new();
        for source in corpus.sources() {
            for case in corpus.people_of(source.id, &persons).into_iter().chain(corpus.cases_of(source.id).iter().copied()) {
                let list = heard.entry(case).or_default();
                if list.last() != Some(&source.id) {
                    list.push(source.id);
                }
            }
        }
        let sieve = Sieve::new(corpus, &Query { filters: ask.filters.clone(), ..Query::default() });
        let coded = coded(corpus, ask);
        Self { corpus, persons, heads: Heads::new(corpus), groups: Groups::new(corpus, ask.by), sieve, heard, coded }
    }

    fn source(&self, source: &Source) -> Option<Draft> {
        let people = self.corpus.people_of(source.id, &self.persons);
        let each = |groups: &Groups| each_person(groups, source.id, &people);
        // A focus group passes where one of its people does, and stands in the groups of those who do.
        let pass: Vec<CaseId> = people.iter().copied().filter(|person| self.sieve.lets_through(source.id, &[*person])).collect();
        let passes = if people.is_empty() { self.sieve.lets_through(source.id, &[]) } else { !pass.is_empty() };
        let (groups, role, phase) = (each_person(&self.groups, source.id, &pass), each(&self.heads.role), each(&self.heads.phase));
        let detail = self.detail(&role, &phase);
        let coded = self.coded.contains(&source.id);
        passes.then_some(Draft { key: RowKey::Source(source.id), title: source.name.clone(), detail, groups, phase, people, coded })
    }

    fn case(&self, case: &Case) -> Option<Draft> {
        let person = is_person(self.corpus, case.id, &self.persons);
        let sources = self.sources_below(case, person);
        let people: Vec<CaseId> = if person { vec![case.id] } else { Vec::new() };
        let pass: Vec<SourceId> = sources.iter().copied().filter(|source| self.passes(*source, case, person)).collect();
        let of = |groups: &Groups, sources: &[SourceId]| -> Vec<u16> {
            let own = groups.of_case(case.id);
            // A person stands where the passages do: what a source has itself goes before what its people have.
            let settled = !person && own != groups.unassigned() || sources.is_empty();
            let all = sources.iter().flat_map(|source| groups.of(*source, &people));
            let found: BTreeSet<u16> = if settled { [own].into() } else { all.collect() };
            found.into_iter().collect()
        };
        let passes = !pass.is_empty() || sources.is_empty() && self.sieve.lets_through(SourceId::from_bytes([0; 16]), &[case.id]);
        let (groups, detail) = (of(&self.groups, &pass), self.detail(&of(&self.heads.role, &sources), &[]));
        let coded = sources.is_empty() || sources.iter().any(|source| self.coded.contains(source));
        passes.then_some(Draft { key: RowKey::Case(case.id), title: case.name.clone(), detail, groups, phase: Vec::new(), people, coded })
    }

    /// Whether a source passes for a case: by who of it is there, or by itself where nobody is.
    fn passes(&self, source: SourceId, case: &Case, person: bool) -> bool {
        let below = |id: &CaseId| self.corpus.line_of(*id).iter().any(|above| above.id == case.id);
        let here = || self.corpus.people_of(source, &self.persons).into_iter().filter(below).collect();
        let people: Vec<CaseId> = if person { vec![case.id] } else { here() };
        match people.as_slice() {
            [] => self.sieve.lets_through(source, &[]),
            all => all.iter().any(|person| self.sieve.lets_through(source, &[*person])),
        }
    }

    /// The sources that a case or one below it is heard in.
    fn sources_below(&self, case: &Case, person: bool) -> Vec<SourceId> {
        let mut found = self.heard.get(&case.id).cloned().unwrap_or_default();
        if !person {
            let below = |id: &&CaseId| self.corpus.line_of(**id).iter().any(|above| above.id == case.id);
            found.extend(self.heard.keys().filter(below).flat_map(|id| self.heard[id].iter().copied()));
            found.sort_unstable();
            found.dedup();
        }
        found
    }

    fn detail(&self, roles: &[u16], phases: &[u16]) -> Detail {
        Detail { label: self.told(roles, phases, Groups::label), shown: self.told(roles, phases, Groups::shown) }
    }

    fn told(&self, roles: &[u16], phases: &[u16], name: fn(&Groups, u16) -> &str) -> String {
        let named = |groups: &Groups, list: &[u16]| -> String {
            let known: Vec<&str> = list.iter().filter(|group| **group < groups.unassigned()).map(|group| name(groups, *group)).collect();
            known.join(", ")
        };
        let phase = named(&self.heads.phase, phases);
        let phase = if phase.is_empty() || phase.to_lowercase().starts_with("phase") { phase } else { with_noun(&self.heads.phase.title, &phase) };
        joined(&[&named(&self.heads.role, roles), &phase])
    }

    /// Whether what interviewers ask people of a group counts in the row of what has none: nobody has said it who could have one.
    fn asks_here(&self) -> bool {
        let asks = |source: &Source| self.corpus.speakers(source.id).iter().any(|voice| voice.role == SpeakerRole::Interviewer);
        let rest = self.groups.unassigned();
        let grouped = |id: SourceId| each_person(&self.groups, id, &self.corpus.people_of(id, &self.persons)).iter().any(|group| *group != rest);
        let here = |source: &&Source| self.groups.of(source.id, &[]).contains(&rest) && grouped(source.id);
        self.corpus.sources().iter().filter(here).any(|source| asks(source) && self.corpus.has_joined_voices(source.id))
    }

    /// Whether a group holds what no row of a chart is of, as each of its rows is a group by itself.
    fn is_rest(&self, ask: &ChartAsk, group: u16) -> bool {
        let own = matches!((ask.of, ask.by), (ChartOf::Cases(kind), Some(Grouping::Kind(by))) if kind == by);
        own && group == self.groups.unassigned()
    }

    /// The row of a whole group.
    fn together(&self, (ask, hides): (&ChartAsk, bool), group: u16, at: usize) -> Option<ChartRow> {
        let label = self.groups.label(group);
        let key = match ask.by? {
            Grouping::Kind(kind) if group == self.groups.unassigned() => RowKey::Rest(kind),
            Grouping::Kind(kind) => RowKey::Case(self.corpus.cases().iter().find(|case| case.kind == kind && case.name == label)?.id),
            Grouping::Attribute(id) if group == self.groups.unassigned() => RowKey::Group(id, String::new()),
            Grouping::Attribute(id) => RowKey::Group(id, label.to_owned()),
        };
        if matches!((&key, ask.of), (RowKey::Case(id), ChartOf::Cases(kind)) if self.corpus.case(*id).is_some_and(|case| case.kind == kind)) {
            return None;
        }
        let asked = if group == self.groups.unassigned() && self.asks_here() { ASKED } else { "" };
        let (title, detail, detail_shown) = (String::new(), asked.to_owned(), asked.to_owned());
        let row = ChartRow { key, group: at, together: true, hides, title, detail, detail_shown, again: false, coded: true };
        Some(ChartRow { title: row.together_as(label), ..row })
    }

    /// The rows that pass the filters.
    fn drafts(&self, of: ChartOf) -> Vec<Draft> {
        match of {
            ChartOf::Sources => self.corpus.sources().iter().filter_map(|source| self.source(source)).collect(),
            ChartOf::Cases(kind) => self.corpus.cases().iter().filter(|case| case.kind == kind).filter_map(|case| self.case(case)).collect(),
        }
    }

    /// How much is in each group, in one pass over all sources.
    fn sizes(&self) -> Vec<Size> {
        let mut sizes: Vec<Size> = self.groups.all().map(|_| Size::default()).collect();
        for source in self.corpus.sources() {
            let mut people = self.corpus.people_of(source.id, &self.persons);
            // What the rows leave out is not in a group as it shows.
            let nobody = people.is_empty();
            people.retain(|person| self.sieve.lets_through(source.id, &[*person]));
            if if nobody { !self.sieve.lets_through(source.id, &[]) } else { people.is_empty() } {
                continue;
            }
            for group in each_person(&self.groups, source.id, &people) {
                let size = &mut sizes[usize::from(group)];
                size.coded |= self.coded.contains(&source.id);
                let talk = matches!(source.kind, SourceKind::Interview | SourceKind::FocusGroup);
                *if talk { &mut size.interviews } else { &mut size.other_sources } += 1;
            }
            for person in people {
                for group in self.groups.of(source.id, &[person]) {
                    sizes[usize::from(group)].people.insert(person);
                }
            }
        }
        sizes
    }
}

/// The sources in which anything is coded with the frameworks of the columns, by whomever.
fn coded(corpus: &Corpus, ask: &ChartAsk) -> HashSet<SourceId> {
    let frameworks = ask.codes.iter().filter_map(|code| corpus.code(*code)).map(|code| code.framework).collect();
    coded_sources(corpus, &frameworks, &Scope::default())
}

/// How much is in a group.
#[derive(Default)]
struct Size {
    interviews: usize,
    other_sources: usize,
    people: BTreeSet<CaseId>,
    /// Whether anything is coded in its sources.
    coded: bool,
}

impl Size {
    fn is_empty(&self) -> bool {
        self.interviews + self.other_sources == 0
    }
}

/// The groups of a source's people, or of a source without any.
pub(in crate::analysis) fn each_person(groups: &Groups, source: SourceId, people: &[CaseId]) -> Vec<u16> {
    match people {
        [] => groups.of(source, &[]),
        all => all.iter().flat_map(|person| groups.of(source, &[*person])).collect::<BTreeSet<u16>>().into_iter().collect(),
    }
}

/// The rows of a group with those of one person behind each other, where the first of them stood, by phase.
fn paired<'d>(corpus: &Corpus, drafts: Vec<&'d Draft>) -> Vec<&'d Draft> {
    let mut first: HashMap<&[CaseId], usize> = HashMap::new();
    for (at, draft) in drafts.iter().enumerate().filter(|(_, draft)| !draft.people.is_empty()) {
        first.entry(&draft.people).or_insert(at);
    }
    let mut placed: Vec<(usize, &Draft)> =
        drafts.into_iter().enumerate().map(|(at, draft)| (first.get(draft.people.as_slice()).copied().unwrap_or(at), draft)).collect();
    let day = |draft: &&Draft| match draft.key {
        RowKey::Source(id) => corpus.source(id).map(|source| source.date.clone()).unwrap_or_default(),
        _ => String::new(),
    };
    placed.sort_by_cached_key(|(at, draft)| (*at, draft.phase.clone(), day(draft)));
    placed.into_iter().map(|(_, draft)| draft).collect()
}

fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" · ")
}

/// “module 1”, “module 2A” where the value is a bare number or one with a letter, else the value.
fn with_noun(noun: &str, value: &str) -> String {
    if value.split(", ").all(is_bare_number) { format!("{noun} {value}") } else { value.to_owned() }
}
