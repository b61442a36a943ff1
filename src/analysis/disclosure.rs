//! The disclosure check: quotes whose attribution fits one person alone.

use super::{Attribution, Corpus, Excerpt, Groups};
use crate::model::*;
use std::collections::{BTreeSet, HashMap};

/// A quote that tells who said it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disclosure {
    /// Its place in the list that was checked.
    pub excerpt: usize,
    /// The one person whom the values fit.
    pub person: CaseId,
    /// Why, in plain words: “site ICS B, role Carer fits one person of 24”.
    pub why: String,
}

/// A combination of values: one group a field, or nothing where it is not shown.
type Values = Vec<Option<u16>>;

/// Checks quotes by the fields that their attribution shows, or by those of an export. A value that is missing is not shown, so it fits everybody.
pub struct DisclosureCheck<'a> {
    fields: Vec<&'a Groups>,
    /// Every person with the values of one of their sources.
    rows: Vec<(CaseId, Vec<u16>)>,
    people: usize,
    known: HashMap<Values, BTreeSet<CaseId>>,
}

impl<'a> DisclosureCheck<'a> {
    /// A check over the fields of an attribution.
    pub fn new(corpus: &Corpus, attribution: &'a Attribution) -> Self {
        Self::of_fields(corpus, attribution.groups().collect())
    }

    /// A check over fields that are shown together.
    pub fn of_fields(corpus: &Corpus, fields: Vec<&'a Groups>) -> Self {
        let persons = corpus.person_kinds();
        let mut rows = BTreeSet::new();
        for source in corpus.sources() {
            for person in corpus.people_of(source.id, &persons) {
                let mut combinations: Vec<Vec<u16>> = vec![Vec::new()];
                for groups in &fields {
                    let values = groups.of(source.id, &[person]);
                    combinations = combinations.iter().flat_map(|row| values.iter().map(|value| [row.as_slice(), &[*value]].concat())).collect();
                }
                rows.extend(combinations.into_iter().map(|values| (person, values)));
            }
        }
        let people = rows.iter().map(|(person, _)| *person).collect::<BTreeSet<_>>().len();
        Self { fields, rows: rows.into_iter().collect(), people, known: HashMap::new() }
    }

    /// Whom a quote gives away, if it does. A quote of several people is checked for each.
    pub fn look(&mut self, place: usize, excerpt: &Excerpt) -> Option<Disclosure> {
        if self.fields.is_empty() {
            return None;
        }
        excerpt.people.iter().find_map(|person| {
            let shown = |groups: &&Groups| groups.of(excerpt.source, &[*person]).first().copied().filter(|group| *group != groups.unassigned());
            let values: Values = self.fields.iter().map(shown).collect();
            if values.iter().all(Option::is_none) {
                return None;
            }
            let fits = self.fitting(&values);
            let only = fits.first().copied().filter(|_| fits.len() == 1)?;
            Some(Disclosure { excerpt: place, person: only, why: self.why(&values) })
        })
    }

    fn fitting(&mut self, values: &Values) -> &BTreeSet<CaseId> {
        let rows = &self.rows;
        self.known.entry(values.clone()).or_insert_with(|| {
            let fits = |row: &&(CaseId, Vec<u16>)| row.1.iter().zip(values).all(|(own, shown)| shown.is_none_or(|shown| shown == *own));
            rows.iter().filter(fits).map(|(person, _)| *person).collect()
        })
    }

    fn why(&self, values: &Values) -> String {
        let named =
            self.fields.iter().zip(values).filter_map(|(groups, value)| value.map(|value| format!("{} {}", groups.title, groups.label(value))));
        format!("{} fits one person of {}", named.collect::<Vec<_>>().join(", "), self.people)
    }
}

/// The quotes of a list whose attribution fits one person alone.
pub fn disclosures(corpus: &Corpus, attribution: &Attribution, excerpts: &[Excerpt]) -> Vec<Disclosure> {
    let mut check = DisclosureCheck::new(corpus, attribution);
    excerpts.iter().enumerate().filter_map(|(place, excerpt)| check.look(place, excerpt)).collect()
}
