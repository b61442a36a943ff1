//! Groups: the value of an attribute or the case of a kind that a passage stands under.

use super::chart::each_person;
use super::ids::IdMap;
use super::people::is_person;
use super::{Corpus, How, Names, Naming, PseudonymKey, natural};
use crate::model::*;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What stands where a value is missing: a category of its own.
pub const UNASSIGNED: &str = "Unassigned";

/// The groups of a grouping in the order they are shown, and which of them every source and case is in.
#[derive(Clone, Debug, Default)]
pub struct Groups {
    /// What is grouped by.
    pub by: Option<Grouping>,
    /// Its name, such as “site”.
    pub title: String,
    labels: Vec<Label>,
    cases: IdMap<CaseId, u16>,
    sources: IdMap<SourceId, Place>,
}

/// Where a source stands.
#[derive(Clone, Debug, Default)]
struct Place {
    /// Its own value, or those of its cases of the kind.
    own: Vec<u16>,
    /// What its cases that are no people have, for passages whose people have nothing.
    around: Vec<u16>,
    /// The same for passages that are nobody's, as questions are; where there is nothing, what all of its people share of where and when
    /// they were met: the site, the phase, and what stands on cases above them. What is a person's own, such as a role, is no question's.
    nobody: Vec<u16>,
}

/// What a group is called.
#[derive(Clone, Debug, Default)]
struct Label {
    /// By what it is known.
    key: String,
    /// What stands for it in exports.
    shown: String,
    /// Its name in full, where it is a case.
    full: String,
}

impl Groups {
    /// The groups of a grouping; with none, everything is unassigned.
    pub fn new(corpus: &Corpus, by: Option<Grouping>) -> Self {
        let reading = Reading::new(corpus, by);
        let cases: Vec<(CaseId, Label)> = corpus.cases().iter().filter_map(|case| reading.line(case.id).map(|label| (case.id, label))).collect();
        let own: Vec<(SourceId, Vec<Label>)> = corpus.sources().iter().map(|source| (source.id, reading.source(source.id))).collect();
        let mut labels: Vec<Label> = cases.iter().map(|(_, label)| label).chain(own.iter().flat_map(|(_, list)| list)).cloned().collect();
        labels.sort_by(|a, b| reading.order(&a.key).cmp(&reading.order(&b.key)).then_with(|| natural(&a.key, &b.key)));
        labels.dedup_by(|a, b| a.key == b.key);
        labels.truncate(usize::from(u16::MAX));
        let numbers: HashMap<&str, u16> = labels.iter().enumerate().map(|(n, label)| (label.key.as_str(), n as u16)).collect();
        let number = |label: &Label| numbers.get(label.key.as_str()).copied();
        let cases: IdMap<CaseId, u16> = cases.iter().filter_map(|(id, label)| number(label).map(|n| (*id, n))).collect();
        let persons = corpus.person_kinds();
        let place = |id: SourceId, list: &[Label]| {
            let others = corpus.cases_of(id).iter().filter(|case| !is_person(corpus, **case, &persons));
            let around = distinct(others.filter_map(|case| cases.get(case).copied()).collect());
            let people = corpus.people_of(id, &persons);
            let shared = || reading.shared(&people, &persons).as_ref().and_then(number).into_iter().collect();
            let nobody = if around.is_empty() { shared() } else { around.clone() };
            Place { own: distinct(list.iter().filter_map(number).collect()), around, nobody }
        };
        let sources = own.iter().map(|(id, list)| (*id, place(*id, list))).collect();
        drop(numbers);
        Self { by, title: reading.title, labels, cases, sources }
    }

    /// The name of a grouping, without the groups being made.
    pub fn title_of(corpus: &Corpus, by: Option<Grouping>) -> String {
        match by {
            None => String::new(),
            Some(Grouping::Kind(id)) => corpus.kinds().iter().find(|kind| kind.id == id).map_or_else(String::new, |kind| kind.name.clone()),
            Some(Grouping::Attribute(id)) => corpus.attribute(id).map_or_else(String::new, |attribute| attribute.name.clone()),
        }
    }

    /// The number of groups, “Unassigned” not among them.
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Whether there are no groups at all.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// The group of what has no value.
    pub fn unassigned(&self) -> u16 {
        self.labels.len() as u16
    }

    /// Every group in order, “Unassigned” last.
    pub fn all(&self) -> std::ops::RangeInclusive<u16> {
        0..=self.unassigned()
    }

    /// The name of a group as the project knows it.
    pub fn label(&self, group: u16) -> &str {
        self.named(group, |label| &label.key)
    }

    /// The name of a group in exports: a case's pseudonym where it has one.
    pub fn shown(&self, group: u16) -> &str {
        self.named(group, |label| &label.shown)
    }

    /// What a group is called where people are called so.
    pub fn called(&self, group: u16, naming: Naming) -> &str {
        self.named(group, |label| match naming {
            Naming::Pseudonyms => &label.shown,
            Naming::Keys => &label.key,
            Naming::FullNames => &label.full,
        })
    }

    fn named(&self, group: u16, name: impl Fn(&Label) -> &String) -> &str {
        self.labels.get(usize::from(group)).map_or(UNASSIGNED, |label| name(label))
    }

    /// The group of a name, without regard to case; an empty name is “Unassigned”.
    pub fn find(&self, name: &str) -> Option<u16> {
        let name = name.trim().to_lowercase();
        if name.is_empty() || name == UNASSIGNED.to_lowercase() {
            return Some(self.unassigned());
        }
        let of = |called: fn(&Label) -> &String| self.labels.iter().position(|label| called(label).to_lowercase() == name).map(|n| n as u16);
        of(|label| &label.key).or_else(|| of(|label| &label.shown))
    }

    /// The groups of a passage: its source's, else its people's, else those of what else the source belongs to; a passage that is nobody's
    /// has of its source's people only what they share of where and when they were met. Never none.
    pub fn of(&self, source: SourceId, people: &[CaseId]) -> Vec<u16> {
        let place = self.sources.get(&source);
        if let Some(own) = place.map(|place| &place.own).filter(|own| !own.is_empty()) {
            return own.clone();
        }
        let theirs: Vec<u16> = people.iter().map(|person| self.of_case(*person)).collect();
        if theirs.iter().any(|group| *group != self.unassigned()) {
            return distinct(theirs);
        }
        let rest = place.map(|place| if people.is_empty() { &place.nobody } else { &place.around });
        rest.filter(|rest| !rest.is_empty()).cloned().unwrap_or_else(|| vec![self.unassigned()])
    }

    /// Whether any source, anybody who speaks in one, or any person who speaks in none stands in no group.
    pub fn leaves_out(&self, corpus: &Corpus) -> bool {
        let (persons, rest) = (corpus.person_kinds(), self.unassigned());
        let mut heard = HashSet::new();
        let mut out = |source: &Source| {
            let people = corpus.people_of(source.id, &persons);
            heard.extend(people.iter().copied());
            each_person(self, source.id, &people).contains(&rest)
        };
        corpus.sources().iter().any(&mut out)
            || corpus.cases().iter().any(|case| persons.contains(&case.kind) && !heard.contains(&case.id) && self.of_case(case.id) == rest)
    }

    /// The group of a case: its own value, else that of the nearest case above.
    pub fn of_case(&self, case: CaseId) -> u16 {
        self.cases.get(&case).copied().unwrap_or(self.unassigned())
    }
}

fn distinct(mut list: Vec<u16>) -> Vec<u16> {
    list.sort_unstable();
    list.dedup();
    list
}

/// A grouping being read off the corpus.
struct Reading<'a> {
    corpus: &'a Corpus,
    title: String,
    kind: Option<CaseKindId>,
    /// The attribute of cases and the one of sources; of the same name if there are both.
    case: Option<&'a Attribute>,
    source: Option<&'a Attribute>,
    /// What stands for cases in exports.
    names: Names,
    /// What stands for names in values in exports.
    key: Arc<PseudonymKey>,
    /// Whether it says where or when people were met: it is the project's site or phase.
    is_place: bool,
}

impl<'a> Reading<'a> {
    fn new(corpus: &'a Corpus, by: Option<Grouping>) -> Self {
        let is_place = [corpus.project.site, corpus.project.phase].into_iter().flatten().any(|known| same(corpus, Some(known), by));
        let (names, title) = (Names::plain(Naming::Pseudonyms), Groups::title_of(corpus, by));
        match by {
            None => Self { corpus, title, kind: None, case: None, source: None, names, key: Arc::default(), is_place },
            Some(Grouping::Kind(id)) => {
                let names = if corpus.person_kinds().contains(&id) { Names::new(corpus, Naming::Pseudonyms) } else { names };
                Self { corpus, title, kind: Some(id), case: None, source: None, names, key: corpus.pseudonym_key().clone(), is_place }
            }
            Some(Grouping::Attribute(_)) => {
                let on = |target| corpus.attributes().iter().find(|a| a.target == target && a.name.to_lowercase() == title.to_lowercase());
                let (case, source) = (on(Target::Case), on(Target::Source));
                Self { corpus, title, kind: None, case, source, names, key: corpus.pseudonym_key().clone(), is_place }
            }
        }
    }

    fn line(&self, case: CaseId) -> Option<Label> {
        self.line_of(case, |_| true)
    }

    /// The value of a case, or of the nearest one above, among those that count.
    fn line_of(&self, case: CaseId, counts: impl Fn(&Case) -> bool) -> Option<Label> {
        self.corpus.line_of(case).into_iter().filter(|case| counts(case)).find_map(|case| match (self.kind, self.case) {
            (Some(kind), _) => (case.kind == kind).then(|| self.named(case)),
            (None, Some(attribute)) => self.corpus.value(attribute.id, Owner::Case(case.id)).map(|value| self.shown(value)),
            (None, None) => None,
        })
    }

    /// What all of these people share: their value where it says where or when they were met, else what the cases above them have.
    fn shared(&self, people: &[CaseId], persons: &HashSet<CaseKindId>) -> Option<Label> {
        let of = |person: &CaseId| self.line_of(*person, |case| self.is_place || !persons.contains(&case.kind));
        let first = people.first().and_then(of)?;
        people.iter().all(|person| of(person).is_some_and(|label| label.key == first.key)).then_some(first)
    }

    fn source(&self, source: SourceId) -> Vec<Label> {
        if let Some(kind) = self.kind {
            // Whose a passage is, its turns decide, not the list of who was there.
            if self.corpus.person_kinds().contains(&kind) {
                return Vec::new();
            }
            let cases = self.corpus.cases_of(source).iter().filter_map(|id| self.corpus.case(*id));
            return cases.filter(|case| case.kind == kind).map(|case| self.named(case)).collect();
        }
        let value = self.source.and_then(|attribute| self.corpus.value(attribute.id, Owner::Source(source)));
        value.map(|value| self.shown(value)).into_iter().collect()
    }

    /// A value with what it is called in exports.
    fn shown(&self, value: &str) -> Label {
        let shown = self.key.replaced(value, How::Label).unwrap_or_else(|| value.to_owned());
        Label { key: value.to_owned(), shown, full: value.to_owned() }
    }

    fn named(&self, case: &Case) -> Label {
        let full = if case.full_name.is_empty() { &case.name } else { &case.full_name };
        Label { key: case.name.clone(), shown: self.shown(self.names.case(self.corpus, case.id)).shown, full: full.clone() }
    }

    /// The place of a value among the choices, or behind them all.
    fn order(&self, value: &str) -> usize {
        let choices = [self.case, self.source].into_iter().flatten().find(|a| a.kind == AttributeType::Choice).map(|a| a.choices.as_slice());
        let yes_no = [self.case, self.source].into_iter().flatten().any(|a| a.kind == AttributeType::YesNo);
        match choices {
            Some(choices) => choices.iter().position(|choice| choice == value).unwrap_or(usize::MAX),
            None if yes_no => usize::from(value != "yes"),
            None => 0,
        }
    }
}

/// Whether two groupings read the same: attributes of cases and of sources do by their name.
fn same(corpus: &Corpus, one: Option<Grouping>, other: Option<Grouping>) -> bool {
    let name = |grouping: Option<Grouping>| match grouping {
        Some(Grouping::Attribute(id)) => corpus.attribute(id).map(|attribute| attribute.name.to_lowercase()),
        _ => None,
    };
    one == other || name(one).is_some_and(|one| name(other) == Some(one))
}

impl Corpus {
    /// What a name groups by: “site”, “role” or “phase” as the project defines them, else an attribute, else a kind of case.
    pub fn grouping_named(&self, name: &str) -> Option<Grouping> {
        let name = name.trim().to_lowercase();
        let known = match name.as_str() {
            "site" => self.project.site,
            "role" => self.project.role,
            "phase" => self.project.phase,
            _ => None,
        };
        let attribute = || self.attributes().iter().find(|a| a.name.to_lowercase() == name).map(|a| Grouping::Attribute(a.id));
        known.or_else(attribute).or_else(|| self.kind_named(&name).map(|kind| Grouping::Kind(kind.id)))
    }
}
