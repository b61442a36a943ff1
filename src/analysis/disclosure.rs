//! The disclosure check: passages beside which an export shows what fits one person alone.

use super::{Attribution, Corpus, Excerpt, Groups, Names};
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
    /// What the values are of: site, role.
    pub fields: Vec<String>,
}

/// Something that an export shows beside a passage.
pub enum Told<'a> {
    /// The groups of a grouping.
    Groups(&'a Groups),
    /// What every source has of its own.
    Each {
        /// What it is, such as “source”.
        title: &'static str,
        /// The place of a source's value among the labels; none where nothing is shown.
        of: HashMap<SourceId, u16>,
        /// The values.
        labels: Vec<String>,
    },
}

impl Told<'_> {
    fn each(corpus: &Corpus, title: &'static str, value: impl Fn(&Source) -> Option<String>) -> Self {
        let mut known: HashMap<String, u16> = HashMap::new();
        let (mut of, mut labels) = (HashMap::new(), Vec::new());
        for (source, value) in corpus.sources().iter().filter_map(|source| value(source).map(|value| (source.id, value))) {
            let next = u16::try_from(labels.len()).unwrap_or(u16::MAX);
            let place = *known.entry(value.clone()).or_insert(next);
            if place == next {
                labels.push(value);
            }
            of.insert(source, place);
        }
        Self::Each { title, of, labels }
    }

    /// The names of sources, but for those that a neutral label stands for.
    pub fn source(corpus: &Corpus, names: &Names) -> Self {
        Self::each(corpus, "source", |source| Some(source.name.clone()).filter(|_| !names.hides(source.id)))
    }

    /// When sources were collected.
    pub fn date(corpus: &Corpus) -> Self {
        Self::each(corpus, "date", |source| Some(source.date.clone()).filter(|date| !date.is_empty()))
    }

    /// What sources are.
    pub fn kind(corpus: &Corpus) -> Self {
        Self::each(corpus, "kind", |source| Some(source.kind.to_string()))
    }

    /// What it is called.
    pub fn title(&self) -> &str {
        match self {
            Self::Groups(groups) => &groups.title,
            Self::Each { title, .. } => title,
        }
    }

    fn label(&self, value: u16) -> &str {
        match self {
            Self::Groups(groups) => groups.label(value),
            Self::Each { labels, .. } => labels.get(usize::from(value)).map_or("", String::as_str),
        }
    }

    /// The values that a person has in a source; one that is not shown is none.
    fn of(&self, source: SourceId, person: CaseId) -> Vec<Option<u16>> {
        match self {
            Self::Groups(groups) => {
                groups.of(source, &[person]).into_iter().map(|group| Some(group).filter(|_| group != groups.unassigned())).collect()
            }
            Self::Each { of, .. } => vec![of.get(&source).copied()],
        }
    }
}

/// A combination of values: one a field, or nothing where it is not shown.
type Values = Vec<Option<u16>>;

/// Checks quotes by what an export shows beside them. A value that is missing is not shown, so it fits everybody.
pub struct DisclosureCheck<'a> {
    fields: Vec<Told<'a>>,
    /// Every person with the values of one of their sources.
    rows: Vec<(CaseId, Values)>,
    people: usize,
    known: HashMap<Values, Option<CaseId>>,
}

impl<'a> DisclosureCheck<'a> {
    /// A check over what an attribution tells.
    pub fn new(corpus: &Corpus, attribution: &'a Attribution) -> Self {
        Self::of_fields(corpus, attribution.told(corpus))
    }

    /// A check over fields that are shown together.
    pub fn of_fields(corpus: &Corpus, fields: Vec<Told<'a>>) -> Self {
        let persons = corpus.person_kinds();
        let mut rows = BTreeSet::new();
        for source in corpus.sources() {
            for person in corpus.people_of(source.id, &persons) {
                let mut combinations: Vec<Values> = vec![Vec::new()];
                for field in &fields {
                    let values = field.of(source.id, person);
                    combinations = combinations.iter().flat_map(|row| values.iter().map(|value| [row.as_slice(), &[*value]].concat())).collect();
                }
                rows.extend(combinations.into_iter().map(|values| (person, values)));
            }
        }
        let people = rows.iter().map(|(person, _)| *person).collect::<BTreeSet<_>>().len();
        Self { fields, rows: rows.into_iter().collect(), people, known: HashMap::new() }
    }

    /// Whether it looks at nothing.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// What is shown of a person in a source.
    pub fn fields_of(&self, source: SourceId, person: CaseId) -> Vec<String> {
        self.values(source, person).map_or_else(Vec::new, |values| self.shown(&values))
    }

    fn shown(&self, values: &Values) -> Vec<String> {
        self.fields.iter().zip(values).filter(|(_, value)| value.is_some()).map(|(field, _)| field.title().to_owned()).collect()
    }

    /// How many people the study has.
    pub fn people(&self) -> usize {
        self.people
    }

    /// Whom a quote gives away, if it does. A quote of several people is checked for each.
    pub fn look(&mut self, place: usize, excerpt: &Excerpt) -> Option<Disclosure> {
        excerpt.people.iter().find_map(|person| {
            let values = self.values(excerpt.source, *person)?;
            let only = self.only(&values)?;
            Some(Disclosure { excerpt: place, person: only, why: self.why(&values), fields: self.shown(&values) })
        })
    }

    /// Those of these people whom what is shown of a source gives away.
    pub fn given_away(&mut self, source: SourceId, people: &[CaseId]) -> Vec<CaseId> {
        people.iter().filter_map(|person| self.values(source, *person).and_then(|values| self.only(&values))).collect()
    }

    /// The values that are shown of a person; nothing where none is.
    fn values(&self, source: SourceId, person: CaseId) -> Option<Values> {
        let values: Values = self.fields.iter().map(|field| field.of(source, person).first().copied().flatten()).collect();
        values.iter().any(Option::is_some).then_some(values)
    }

    /// The one person whom the values fit.
    fn only(&mut self, values: &Values) -> Option<CaseId> {
        let rows = &self.rows;
        *self.known.entry(values.clone()).or_insert_with(|| {
            let fits = |row: &&(CaseId, Values)| row.1.iter().zip(values).all(|(own, shown)| shown.is_none() || shown == own);
            let mut fitting = rows.iter().filter(fits).map(|(person, _)| *person);
            let first = fitting.next()?;
            fitting.all(|person| person == first).then_some(first)
        })
    }

    fn why(&self, values: &Values) -> String {
        let named =
            self.fields.iter().zip(values).filter_map(|(field, value)| value.map(|value| format!("{} {}", field.title(), field.label(value))));
        format!("{} fits one person of {}", named.collect::<Vec<_>>().join(", "), self.people)
    }
}

/// The quotes of a list whose attribution fits one person alone.
pub fn disclosures(corpus: &Corpus, attribution: &Attribution, excerpts: &[Excerpt]) -> Vec<Disclosure> {
    let mut check = DisclosureCheck::new(corpus, attribution);
    excerpts.iter().enumerate().filter_map(|(place, excerpt)| check.look(place, excerpt)).collect()
}
