//! What is shown and how: the code, the columns, the filters. Remembered for each project in the user's configuration.

use crate::analysis::{Cast, Columns, Corpus, Filter, Groups, Heads, Query, Scope};
use crate::model::{CodeId, CoderId, Crosswalk, FrameworkId, Grouping};
use crate::text::capital;
use serde::{Deserialize, Serialize};

/// What the columns are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The project's sites.
    #[default]
    Site,
    /// Its role groups.
    Role,
    /// Its phases.
    Phase,
    /// The values of an attribute or the cases of a kind.
    Group(Grouping),
    /// One column for all.
    Nothing,
}

impl By {
    /// What the project groups by here.
    pub fn grouping(self, corpus: &Corpus) -> Option<Grouping> {
        match self {
            Self::Site => corpus.project.site,
            Self::Role => corpus.project.role,
            Self::Phase => corpus.project.phase,
            Self::Group(grouping) => Some(grouping),
            Self::Nothing => None,
        }
    }

    /// The same where the project has it; else sites, else nothing.
    pub fn fitting(self, corpus: &Corpus) -> Self {
        let is_known = |grouping: Grouping| match grouping {
            Grouping::Attribute(id) => corpus.attribute(id).is_some(),
            Grouping::Kind(id) => corpus.kinds().iter().any(|kind| kind.id == id),
        };
        match self {
            Self::Nothing => self,
            by if by.grouping(corpus).is_some_and(is_known) => by,
            _ if corpus.project.site.is_some() => Self::Site,
            _ => Self::Nothing,
        }
    }
}

/// A thing that passages can be filtered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Axis {
    /// Sites.
    Site,
    /// Role groups.
    Role,
    /// Phases.
    Phase,
}

impl Axis {
    /// All of them, in the order of the filters.
    pub const ALL: [Self; 3] = [Self::Site, Self::Role, Self::Phase];

    /// What the project groups by here.
    pub fn grouping(self, corpus: &Corpus) -> Option<Grouping> {
        match self {
            Self::Site => corpus.project.site,
            Self::Role => corpus.project.role,
            Self::Phase => corpus.project.phase,
        }
    }

    /// The groups of it.
    pub fn groups(self, heads: &Heads) -> &Groups {
        match self {
            Self::Site => &heads.site,
            Self::Role => &heads.role,
            Self::Phase => &heads.phase,
        }
    }

    /// Its name in the plural.
    pub const fn many(self) -> &'static str {
        match self {
            Self::Site => "sites",
            Self::Role => "roles",
            Self::Phase => "phases",
        }
    }
}

/// Which sites, role groups and phases show; of an axis without values all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Only {
    sites: Vec<String>,
    roles: Vec<String>,
    phases: Vec<String>,
}

impl Only {
    /// The values that pass on an axis; empty means all.
    pub fn of(&self, axis: Axis) -> &[String] {
        match axis {
            Axis::Site => &self.sites,
            Axis::Role => &self.roles,
            Axis::Phase => &self.phases,
        }
    }

    /// The same, to be changed.
    pub fn of_mut(&mut self, axis: Axis) -> &mut Vec<String> {
        match axis {
            Axis::Site => &mut self.sites,
            Axis::Role => &mut self.roles,
            Axis::Phase => &mut self.phases,
        }
    }

    /// Whether everything passes.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The filters that it comes to.
    pub fn filters(&self, corpus: &Corpus) -> Vec<Filter> {
        let filter = |axis: Axis| {
            let values = self.of(axis).to_vec();
            axis.grouping(corpus).filter(|_| !values.is_empty()).map(|by| Filter { by, values })
        };
        Axis::ALL.into_iter().filter_map(filter).collect()
    }
}

/// What is shown and how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choice {
    /// The code or theme.
    pub code: Option<CodeId>,
    /// What the columns are.
    pub by: By,
    /// Only these sites, roles and phases.
    #[serde(flatten)]
    pub only: Only,
    /// Only what these coders coded; empty means everybody.
    pub coders: Vec<CoderId>,
    /// Only key quotes.
    pub stars: bool,
    /// Whether the codes below count too.
    pub with_children: bool,
    /// The framework that is read as the one that the code is of.
    pub through: Option<FrameworkId>,
}

impl Default for Choice {
    fn default() -> Self {
        Self { code: None, by: By::Site, only: Only::default(), coders: Vec::new(), stars: false, with_children: true, through: None }
    }
}

impl Choice {
    /// Whether passages of the code may be left out.
    pub fn is_filtered(&self) -> bool {
        self.stars || !self.coders.is_empty() || !self.only.is_empty()
    }

    /// The same without filters.
    pub fn unfiltered(&self) -> Self {
        Self { code: self.code, by: self.by, with_children: self.with_children, through: self.through, ..Self::default() }
    }

    /// The same with what is gone from the project left out, and a code chosen where there is one.
    pub fn fitting(mut self, corpus: &Corpus) -> Self {
        self.code = self.code.filter(|id| corpus.code(*id).is_some()).or_else(|| first_code(corpus));
        self.coders.retain(|id| corpus.coder(*id).is_some());
        self.by = self.by.fitting(corpus);
        self
    }

    /// The crosswalk that is read through, where there is one to the code's framework.
    pub fn lens<'a>(&self, corpus: &'a Corpus) -> Option<&'a Crosswalk> {
        let to = corpus.code(self.code?)?.framework;
        corpus.crosswalk_between(self.through?, to)
    }

    /// What is asked for.
    pub fn query(&self, corpus: &Corpus) -> Option<Query> {
        Some(Query {
            filters: self.only.filters(corpus),
            scope: Scope::own(corpus, self.coders.clone()),
            only_stars: self.stars,
            ..Query::code(self.code?, self.with_children)
        })
    }

    /// The groups, the columns' own in the place of the sites where they are others.
    pub fn heads(&self, corpus: &Corpus) -> Heads {
        let heads = Heads::new(corpus);
        match self.by {
            By::Group(grouping) => Heads { site: Groups::new(corpus, Some(grouping)), ..heads },
            By::Nothing => Heads { site: Groups::new(corpus, None), ..heads },
            By::Site | By::Role | By::Phase => heads,
        }
    }

    /// Which of those groups the columns are.
    pub fn columns(&self) -> Columns {
        match self.by {
            By::Role => Columns::Role,
            By::Phase => Columns::Phase,
            By::Site | By::Group(_) | By::Nothing => Columns::Site,
        }
    }

    /// Who could be heard under these filters.
    pub fn cast(&self, corpus: &Corpus, heads: &Heads) -> Cast {
        let own = Heads::new(corpus);
        let all = Cast::new(corpus, &own);
        let mut cast = Cast::new(corpus, heads);
        let wanted = |axis: Axis| -> Vec<u16> { self.only.of(axis).iter().filter_map(|value| axis.groups(&own).find(value)).collect() };
        let (sites, roles, phases) = (wanted(Axis::Site), wanted(Axis::Role), wanted(Axis::Phase));
        let pass = |wanted: &[u16], has: &[u16]| wanted.is_empty() || has.iter().any(|group| wanted.contains(group));
        let mut parts = all.parts.iter();
        cast.parts.retain(|_| parts.next().is_some_and(|part| pass(&sites, &part.site) && pass(&roles, &part.role) && pass(&phases, &part.phase)));
        cast
    }

    /// The name of the columns' chip.
    pub fn columns_name(&self, corpus: &Corpus) -> String {
        match self.by {
            By::Site => "Site".into(),
            By::Role => "Role".into(),
            By::Phase => "Phase".into(),
            By::Nothing => "None".into(),
            By::Group(grouping) => capital(&Groups::title_of(corpus, Some(grouping))),
        }
    }
}

/// Every way to make columns that the project has, with its name.
pub fn ways(corpus: &Corpus) -> Vec<(By, String)> {
    let project = &corpus.project;
    let known = [(By::Site, "Site", project.site), (By::Role, "Role", project.role), (By::Phase, "Phase", project.phase)];
    let mut ways: Vec<(By, String)> = known.iter().filter(|(_, _, by)| by.is_some()).map(|(by, name, _)| (*by, (*name).to_owned())).collect();
    let used = [project.site, project.role, project.phase];
    let attributes = corpus.attributes().iter().map(|a| (Grouping::Attribute(a.id), a.name.as_str()));
    let kinds = corpus.kinds().iter().map(|kind| (Grouping::Kind(kind.id), kind.name.as_str()));
    for (grouping, name) in attributes.chain(kinds) {
        let name = capital(name);
        if !used.contains(&Some(grouping)) && ways.iter().all(|(_, other)| *other != name) {
            ways.push((By::Group(grouping), name));
        }
    }
    ways.push((By::Nothing, "None".into()));
    ways
}

/// Ticks a value or takes its tick away; without one, all ticks go.
pub fn toggle<T: PartialEq>(list: &mut Vec<T>, value: Option<T>) {
    let Some(value) = value else { return list.clear() };
    match list.iter().position(|other| *other == value) {
        Some(at) => drop(list.remove(at)),
        None => list.push(value),
    }
}

/// Every grouping that the project has, with its name.
pub fn groupings(corpus: &Corpus) -> Vec<(Grouping, String)> {
    ways(corpus).into_iter().filter_map(|(by, name)| Some((by.grouping(corpus)?, name))).collect()
}

/// What opens first: a theme, else the first code with a passage, else the first code.
fn first_code(corpus: &Corpus) -> Option<CodeId> {
    let order: Vec<CodeId> = corpus.frameworks().iter().flat_map(|f| corpus.tree(f.id)).map(|(code, _)| code).collect();
    let theme = order.iter().find(|id| corpus.code(**id).is_some_and(|code| code.theme)).copied();
    let used: std::collections::HashSet<CodeId> = corpus.codings().map(|coding| coding.code).collect();
    theme.or_else(|| order.iter().find(|id| used.contains(*id)).copied()).or_else(|| order.first().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_by_an_older_version_is_read() {
        let choice: Choice = serde_json::from_str(r#"{"by": "role", "roles": ["Nurse"], "later": 1}"#).unwrap();
        assert_eq!((choice.by, choice.with_children, choice.is_filtered()), (By::Role, true, true));
        let again: Choice = serde_json::from_str(&serde_json::to_string(&choice).unwrap()).unwrap();
        assert_eq!(again, choice);
        assert!(!choice.unfiltered().is_filtered());
    }
}
