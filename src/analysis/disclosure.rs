//! The disclosure check: passages beside which an export shows what fits one person alone.

use super::{Attribution, Corpus, Excerpt, Groups, Names};
use crate::model::*;
use std::collections::{BTreeSet, HashMap};

/// Somebody who can be known by what is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Somebody {
    /// A person of the study.
    Person(CaseId),
    /// Whoever is heard in a source that is joined to no person: what is the source's own is theirs.
    HeardIn(SourceId),
}

/// A quote that tells who said it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disclosure {
    /// Its place in the list that was checked.
    pub excerpt: usize,
    /// The one person whom the values fit.
    pub person: Somebody,
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

    /// The values that people have in a source, as they stand beside a passage of theirs, or of nobody's; one that is not shown is none.
    fn of(&self, source: SourceId, people: &[CaseId]) -> Vec<Option<u16>> {
        match self {
            Self::Groups(groups) => groups.of(source, people).into_iter().map(|group| Some(group).filter(|_| group != groups.unassigned())).collect(),
            Self::Each { of, .. } => vec![of.get(&source).copied()],
        }
    }
}

/// A combination of values: one a field, or nothing where it is not shown.
type Values = Vec<Option<u16>>;

/// Checks quotes by what an export shows beside them. A value that is missing is not shown, so it fits everybody.
pub struct DisclosureCheck<'a> {
    fields: Vec<Told<'a>>,
    /// Everybody with the values of one of their sources.
    rows: Vec<(Somebody, Values)>,
    people: usize,
    known: HashMap<Values, Option<Somebody>>,
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
            let people = corpus.people_of(source.id, &persons);
            let mut add = |somebody: Somebody, own: &[CaseId]| {
                let mut combinations: Vec<Values> = vec![Vec::new()];
                for field in &fields {
                    let values = field.of(source.id, own);
                    combinations = combinations.iter().flat_map(|row| values.iter().map(|value| [row.as_slice(), &[*value]].concat())).collect();
                }
                rows.extend(combinations.into_iter().map(|values| (somebody, values)));
            };
            for person in &people {
                // What stands beside questions in somebody's interview is theirs too.
                add(Somebody::Person(*person), &[*person]);
                add(Somebody::Person(*person), &[]);
            }
            if people.is_empty() && is_heard(corpus, source) {
                add(Somebody::HeardIn(source.id), &[]);
            }
        }
        let people = rows.iter().map(|(person, _)| *person).collect::<BTreeSet<_>>().len();
        Self { fields, rows: rows.into_iter().collect(), people, known: HashMap::new() }
    }

    /// Whether it looks at nothing.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// How many people the study has.
    pub fn people(&self) -> usize {
        self.people
    }

    /// Whom a passage gives away, if it does. One of several people is checked for each. What stands beside a passage that is nobody's, a
    /// question or the words of a voice that is joined to no person, is its source's own: it tells whose interview that is all the same.
    pub fn look(&mut self, place: usize, excerpt: &Excerpt) -> Option<Disclosure> {
        self.look_beside(excerpt.source, &excerpt.people).map(|found| Disclosure { excerpt: place, ..found })
    }

    /// Whom what stands beside words of these people in a source gives away.
    pub fn look_beside(&mut self, source: SourceId, people: &[CaseId]) -> Option<Disclosure> {
        self.look_at(source, people).map(|(person, values)| {
            let shown = self.fields.iter().zip(&values).filter(|(_, value)| value.is_some());
            let fields = shown.map(|(field, _)| field.title().to_owned()).collect();
            Disclosure { excerpt: 0, person, why: self.why(&values), fields }
        })
    }

    fn look_at(&mut self, source: SourceId, people: &[CaseId]) -> Option<(Somebody, Values)> {
        own(people).into_iter().find_map(|own| {
            let values = self.values(source, own)?;
            Some((self.only(&values)?, values))
        })
    }

    /// Those whom what is shown of a source beside words of these people, or of nobody's, gives away.
    pub fn given_away(&mut self, source: SourceId, people: &[CaseId]) -> Vec<Somebody> {
        own(people).into_iter().filter_map(|own| self.values(source, own).and_then(|values| self.only(&values))).collect()
    }

    /// What is shown of people in a source, by name.
    pub fn fields_of(&self, source: SourceId, people: &[CaseId]) -> Vec<String> {
        let shown = |own| self.values(source, own).unwrap_or_default();
        let values = own(people).into_iter().map(shown).find(|values| !values.is_empty()).unwrap_or_default();
        self.fields.iter().zip(&values).filter(|(_, value)| value.is_some()).map(|(field, _)| field.title().to_owned()).collect()
    }

    /// The values that are shown of people; nothing where none is.
    fn values(&self, source: SourceId, people: &[CaseId]) -> Option<Values> {
        let values: Values = self.fields.iter().map(|field| field.of(source, people).first().copied().flatten()).collect();
        values.iter().any(Option::is_some).then_some(values)
    }

    /// The one person whom the values fit.
    fn only(&mut self, values: &Values) -> Option<Somebody> {
        let rows = &self.rows;
        *self.known.entry(values.clone()).or_insert_with(|| {
            let fits = |row: &&(Somebody, Values)| row.1.iter().zip(values).all(|(own, shown)| shown.is_none() || shown == own);
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

/// Whose values stand beside a passage: each of its people's, or nobody's.
fn own(people: &[CaseId]) -> Vec<&[CaseId]> {
    if people.is_empty() { vec![&[]] } else { people.chunks(1).collect() }
}

/// Whether somebody's words are data in a source: one of its voices, or those of an interview without voices.
fn is_heard(corpus: &Corpus, source: &Source) -> bool {
    let speakers = corpus.speakers(source.id);
    let talk = matches!(source.kind, SourceKind::Interview | SourceKind::FocusGroup);
    speakers.iter().any(|speaker| speaker.role == SpeakerRole::Participant) || (speakers.is_empty() && talk)
}

/// The quotes of a list whose attribution fits one person alone.
pub fn disclosures(corpus: &Corpus, attribution: &Attribution, excerpts: &[Excerpt]) -> Vec<Disclosure> {
    let mut check = DisclosureCheck::new(corpus, attribution);
    excerpts.iter().enumerate().filter_map(|(place, excerpt)| check.look(place, excerpt)).collect()
}
