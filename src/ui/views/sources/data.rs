//! The list of sources as plain values: filtered, sorted, grouped.

use crate::analysis::{Corpus, Groups, UNASSIGNED, natural};
use crate::model::{Case, CaseId, CaseKindId, CoderId, FolderId, Grouping, ProgressState, RowKey, Source, SourceId, SourceKind};
use crate::ui::views::read::Titles;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// What sources are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// Nothing: one list.
    Nothing,
    /// Folders.
    Folder,
    /// An attribute or a kind of case.
    Grouping(Grouping),
}

impl By {
    /// Whether what it reads is in the project.
    pub fn is_there(self, corpus: &Corpus) -> bool {
        groupings(corpus).iter().any(|(by, _)| *by == self)
    }
}

/// Everything sources can be grouped by.
pub fn groupings(corpus: &Corpus) -> Vec<(By, String)> {
    let mut all = vec![(By::Nothing, "Not grouped".to_owned()), (By::Folder, "By folder".to_owned())];
    all.extend(corpus.kinds().iter().map(|kind| (By::Grouping(Grouping::Kind(kind.id)), format!("By {}", kind.name))));
    all.extend(corpus.attributes().iter().map(|attribute| (By::Grouping(Grouping::Attribute(attribute.id)), format!("By {}", attribute.name))));
    all
}

/// What sources are sorted by within a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// By what they are called.
    #[default]
    Name,
    /// By date, the earliest first.
    Date,
    /// By length, the longest first.
    Words,
    /// What is not done first.
    Progress,
    /// As they were brought in.
    Brought,
}

impl Sort {
    /// Every order, as they are offered.
    pub const ALL: [Self; 5] = [Self::Name, Self::Date, Self::Words, Self::Progress, Self::Brought];

    /// Its words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Name => "By name",
            Self::Date => "By date",
            Self::Words => "Longest first",
            Self::Progress => "Not done first",
            Self::Brought => "As brought in",
        }
    }
}

/// A source in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Which one.
    pub id: SourceId,
    /// What it is called in the list.
    pub label: String,
    /// Its name.
    pub name: String,
    /// How far who is coding is with it.
    pub state: ProgressState,
}

/// A group of sources.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its name; empty for the one list without groups.
    pub name: String,
    /// The folder it is.
    pub folder: Option<FolderId>,
    /// Where sources go that are let go on it: into the folder, or out of every folder.
    pub takes: Option<Option<FolderId>>,
    /// What is in it.
    pub items: Vec<Item>,
}

/// What the list is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// What it is grouped by.
    pub by: By,
    /// What it is sorted by.
    pub sort: Sort,
    /// Letters that names must hold.
    pub filter: String,
    /// Whose progress shows.
    pub coder: Option<CoderId>,
    /// Only sources of this case and those below it.
    pub case: Option<CaseId>,
}

/// What a project's sources are grouped by until somebody says otherwise.
pub fn usual(corpus: &Corpus) -> By {
    match corpus.project.site {
        Some(site) => By::Grouping(site),
        None if !corpus.folders().is_empty() => By::Folder,
        None => By::Nothing,
    }
}

/// The groups of sources, in order; groups that the filter empties are left out.
pub fn shelf(corpus: &Corpus, wanted: &Wanted) -> Vec<Group> {
    let titles = Titles::new(corpus);
    let roles = roles_tell(corpus, &titles, wanted.by);
    let letters = wanted.filter.trim().to_lowercase();
    let mut list: Vec<(&Source, Item)> = corpus
        .sources()
        .iter()
        .filter(|source| wanted.case.is_none_or(|case| of_case(corpus, source.id, case)))
        .map(|source| (source, item(corpus, &titles, roles, source, wanted.coder)))
        .filter(|(_, item)| letters.is_empty() || item.label.to_lowercase().contains(&letters) || item.name.to_lowercase().contains(&letters))
        .collect();
    sort(corpus, &mut list, wanted.sort);
    let mut groups = grouped(corpus, wanted.by, list);
    groups.iter_mut().for_each(|group| tell_apart(corpus, &titles, &mut group.items));
    let keep_empty = letters.is_empty() && wanted.by == By::Folder;
    groups.retain(|group| keep_empty || !group.items.is_empty());
    groups
}

/// What each source is called where they are grouped so; nothing where role and phase tell them apart, which stand beside a name.
pub fn called(corpus: &Corpus, by: Option<Grouping>) -> HashMap<SourceId, String> {
    let (by, titles) = (by.map_or(By::Nothing, By::Grouping), Titles::new(corpus));
    if roles_tell(corpus, &titles, by) {
        return HashMap::new();
    }
    let list = corpus.sources().iter().map(|source| (source, item(corpus, &titles, false, source, None))).collect();
    let mut groups = grouped(corpus, by, list);
    groups.iter_mut().for_each(|group| tell_apart(corpus, &titles, &mut group.items));
    groups.into_iter().flat_map(|group| group.items).map(|item| (item.id, item.label)).collect()
}

/// What sources are called in the window, as the list of them, the chart and the map of links call them.
#[derive(Clone, Debug)]
pub struct Called {
    labels: HashMap<SourceId, String>,
    groups: Groups,
}

impl Called {
    /// As they are called where they are grouped by the project's sites.
    pub fn new(corpus: &Corpus) -> Self {
        let site = corpus.project.site;
        Self { labels: called(corpus, site), groups: Groups::new(corpus, site) }
    }

    /// What a source is called beside the name of its group.
    pub fn within(&self, corpus: &Corpus, id: SourceId) -> String {
        let Some(source) = corpus.source(id) else { return String::new() };
        self.labels.get(&id).filter(|label| !source.name.contains(label.as_str())).unwrap_or(&source.name).clone()
    }

    /// What it is called anywhere else: behind the name of its group, unless it goes by its own name, which is enough.
    pub fn whole(&self, corpus: &Corpus, id: SourceId) -> String {
        let within = self.within(corpus, id);
        let groups = self.groups.of(id, corpus.cases_of(id));
        match groups.first().filter(|group| **group != self.groups.unassigned()) {
            Some(group) if corpus.source(id).is_some_and(|source| source.name != within) => format!("{} · {within}", self.groups.label(*group)),
            _ => within,
        }
    }

    /// What a row of the chart is called.
    pub fn row(&self, corpus: &Corpus, row: &RowKey) -> String {
        match row {
            RowKey::Source(id) => self.whole(corpus, *id),
            other => corpus.row_name(other).unwrap_or_default(),
        }
    }
}

fn grouped(corpus: &Corpus, by: By, list: Vec<(&Source, Item)>) -> Vec<Group> {
    match by {
        By::Nothing => vec![Group { name: String::new(), folder: None, takes: None, items: list.into_iter().map(|(_, item)| item).collect() }],
        By::Folder => by_folder(corpus, list),
        By::Grouping(by) => by_group(&Groups::new(corpus, Some(by)), corpus, list),
    }
}

/// Whether role and phase tell all conversations of every group apart: all of a list are called in one way.
fn roles_tell(corpus: &Corpus, titles: &Titles, by: By) -> bool {
    let talks = corpus.sources().iter().filter(|source| matches!(source.kind, SourceKind::Interview | SourceKind::FocusGroup));
    let by_role = |source| Some((source, Item { label: titles.by_role(corpus, source)?, ..item(corpus, titles, false, source, None) }));
    let Some(list) = talks.map(by_role).collect::<Option<Vec<_>>>() else { return false };
    grouped(corpus, by, list).iter().all(|group| several(&group.items).is_empty())
}

/// What several sources of a group are called.
fn several(items: &[Item]) -> HashSet<String> {
    let mut seen: HashSet<&str> = HashSet::new();
    items.iter().filter(|item| !seen.insert(&item.label)).map(|item| item.label.clone()).collect()
}

/// Where several sources of a group are called the same, what else tells them apart stands behind it.
fn tell_apart(corpus: &Corpus, titles: &Titles, items: &mut [Item]) {
    for more in 0..3 {
        let same = several(items);
        for item in items.iter_mut().filter(|item| same.contains(&item.label)) {
            let apart = corpus.source(item.id).map(|source| titles.apart(corpus, source));
            item.label = apart.and_then(|ways| ways.into_iter().nth(more)).unwrap_or_else(|| item.name.clone());
        }
    }
}

fn item(corpus: &Corpus, titles: &Titles, roles: bool, source: &Source, coder: Option<CoderId>) -> Item {
    let far = coder.and_then(|coder| corpus.progress.iter().find(|p| p.source == source.id && p.coder == coder));
    let state = far.map_or(ProgressState::NotBegun, |p| p.state);
    let label = titles.by_role(corpus, source).filter(|_| roles).unwrap_or_else(|| titles.own(corpus, source));
    Item { id: source.id, label, name: source.name.clone(), state }
}

/// Whether a source is of a case or of one below it.
pub fn of_case(corpus: &Corpus, source: SourceId, case: CaseId) -> bool {
    corpus.cases_of(source).iter().any(|own| corpus.line_of(*own).iter().any(|above| above.id == case))
}

fn sort(corpus: &Corpus, list: &mut [(&Source, Item)], sort: Sort) {
    let words = |source: &Source| corpus.version(source.id).map_or(0, |version| version.words);
    let far = |item: &Item| ProgressState::ALL.iter().position(|state| *state == item.state);
    // Notes and papers stand after the conversations they belong to.
    let kind = |source: &Source| !matches!(source.kind, SourceKind::Interview | SourceKind::FocusGroup);
    list.sort_by(|(a, x), (b, y)| match sort {
        Sort::Name => kind(a).cmp(&kind(b)).then_with(|| natural(&x.label, &y.label)),
        Sort::Date => a.date.is_empty().cmp(&b.date.is_empty()).then_with(|| a.date.cmp(&b.date)),
        Sort::Words => words(b).cmp(&words(a)),
        Sort::Progress => far(x).cmp(&far(y)).then_with(|| natural(&x.label, &y.label)),
        Sort::Brought => std::cmp::Ordering::Equal,
    });
}

fn by_folder(corpus: &Corpus, list: Vec<(&Source, Item)>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for folder in corpus.folders() {
        groups.push(Group { name: folder.name.clone(), folder: Some(folder.id), takes: Some(Some(folder.id)), items: Vec::new() });
    }
    groups.push(Group { name: "In no folder".into(), folder: None, takes: Some(None), items: Vec::new() });
    for (source, item) in list {
        let at = groups.iter().position(|group| group.folder == source.folder).unwrap_or(groups.len() - 1);
        groups[at].items.push(item);
    }
    if groups.last().is_some_and(|last| last.items.is_empty()) {
        groups.pop();
    }
    groups
}

/// One group a value; sources without one are documents, or unassigned.
fn by_group(groups: &Groups, corpus: &Corpus, list: Vec<(&Source, Item)>) -> Vec<Group> {
    let group = |name: &str| Group { name: name.to_owned(), folder: None, takes: None, items: Vec::new() };
    let mut all: Vec<Group> = groups.all().map(|n| group(groups.label(n))).collect();
    let mut documents = group("Documents");
    for (source, item) in list {
        for n in groups.of(source.id, corpus.cases_of(source.id)) {
            if n == groups.unassigned() && source.kind == SourceKind::Document {
                documents.items.push(item.clone());
            } else if let Some(group) = all.get_mut(usize::from(n)) {
                group.items.push(item.clone());
            }
        }
    }
    if let Some(last) = all.last_mut() {
        last.name = UNASSIGNED.into();
    }
    all.insert(all.len() - 1, documents);
    all
}

/// A line in the list of cases.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseLine {
    /// The case; none for a heading that is no case itself, such as a role.
    pub id: Option<CaseId>,
    /// Its words.
    pub label: String,
    /// How deep it stands.
    pub level: u8,
    /// Whether it is a heading of those below it.
    pub head: bool,
    /// Sources of it and of what is below.
    pub sources: usize,
}

impl CaseLine {
    fn head(corpus: &Corpus, label: &str, level: u8, id: Option<CaseId>) -> Self {
        Self { id, label: label.to_owned(), level, head: true, sources: id.map_or(0, |id| corpus.sources_of(id).len()) }
    }

    fn case(corpus: &Corpus, case: &Case, level: u8) -> Self {
        let label = if case.full_name.is_empty() { case.name.clone() } else { format!("{} · {}", case.name, case.full_name) };
        Self { id: Some(case.id), label, level, head: false, sources: corpus.sources_of(case.id).len() }
    }
}

/// People by site and by role, then the cases of every other kind that does not stand over the people already; and how many people there are.
pub fn cases(corpus: &Corpus) -> (usize, Vec<CaseLine>) {
    let persons = corpus.person_kinds();
    let (count, mut lines) = people(corpus, &persons);
    let over: Option<CaseKindId> = match corpus.project.site {
        Some(Grouping::Kind(kind)) if count > 0 => Some(kind),
        _ => None,
    };
    let shown: HashSet<CaseId> = lines.iter().filter_map(|line| line.id).collect();
    for kind in corpus.kinds().iter().filter(|kind| !persons.contains(&kind.id)) {
        // Sites without people are told of where the other sites are not repeated.
        let mut left: Vec<&Case> = corpus.cases().iter().filter(|case| case.kind == kind.id && !shown.contains(&case.id)).collect();
        left.sort_by(|a, b| natural(&a.name, &b.name));
        if left.is_empty() {
            continue;
        }
        let name = if over == Some(kind.id) { format!("{} without people", kind.name) } else { kind.name.clone() };
        lines.push(CaseLine::head(corpus, &crate::text::capital(&name), 1, None));
        let here: HashSet<CaseId> = left.iter().map(|case| case.id).collect();
        let tops: Vec<&Case> = left.iter().copied().filter(|case| case.parent.is_none_or(|above| !here.contains(&above))).collect();
        tops.into_iter().for_each(|case| below(corpus, &left, case, 2, &mut lines));
    }
    (count, lines)
}

/// A case and those of the same kind below it.
fn below(corpus: &Corpus, all: &[&Case], case: &Case, level: u8, lines: &mut Vec<CaseLine>) {
    lines.push(CaseLine::case(corpus, case, level));
    for child in all.iter().filter(|child| child.parent == Some(case.id) && level < 8) {
        below(corpus, all, child, level + 1, lines);
    }
}

/// People by site and by role; a site that is a case can be taken as one.
fn people(corpus: &Corpus, persons: &HashSet<CaseKindId>) -> (usize, Vec<CaseLine>) {
    let (sites, roles) = (Groups::new(corpus, corpus.project.site), Groups::new(corpus, corpus.project.role));
    let mut people: Vec<_> = corpus.cases().iter().filter(|case| persons.contains(&case.kind)).collect();
    let place = |id| (sites.of_case(id), roles.of_case(id));
    people.sort_by(|a, b| place(a.id).cmp(&place(b.id)).then_with(|| natural(&a.name, &b.name)));
    let site = |label: &str| match corpus.project.site {
        Some(Grouping::Kind(kind)) => corpus.cases().iter().find(|case| case.kind == kind && case.name == label).map(|case| case.id),
        _ => None,
    };
    let mut lines: Vec<CaseLine> = Vec::new();
    let mut last = None;
    for case in &people {
        let (at, role) = place(case.id);
        if !sites.is_empty() && last.is_none_or(|(old, _)| old != at) {
            lines.push(CaseLine::head(corpus, sites.label(at), 1, site(sites.label(at))));
        }
        if !roles.is_empty() && last != Some((at, role)) {
            lines.push(CaseLine::head(corpus, roles.label(role), 2, None));
        }
        last = Some((at, role));
        lines.push(CaseLine::case(corpus, case, 3));
    }
    (people.len(), lines)
}
