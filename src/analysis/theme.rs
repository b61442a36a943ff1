//! A theme at a glance: columns of passages by group, who is heard in each and who is not.

use super::sample::in_each;
use super::silent::Heard;
use super::{Cast, Excerpt, Groups, Heads, UNASSIGNED};
use crate::analysis::cast::{Part, Uncoded};
use crate::model::*;
use crate::text::{capital, isolated};
use std::collections::{BTreeSet, HashMap};

/// Which of the project's groupings the columns are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Columns {
    /// Sites, with role groups as bars.
    #[default]
    Site,
    /// Role groups, with sites as bars.
    Role,
    /// Phases, with role groups as bars.
    Phase,
}

impl Columns {
    /// The groups that the columns are.
    pub fn groups(self, heads: &Heads) -> &Groups {
        match self {
            Self::Site => &heads.site,
            Self::Role => &heads.role,
            Self::Phase => &heads.phase,
        }
    }

    /// The groups that the bars within a column show.
    pub fn bars(self, heads: &Heads) -> &Groups {
        if self == Self::Role { &heads.site } else { &heads.role }
    }

    /// The columns that a passage stands in.
    pub fn of(self, excerpt: &Excerpt) -> &[u16] {
        match self {
            Self::Site => &excerpt.site,
            Self::Role => &excerpt.role,
            Self::Phase => &excerpt.phase,
        }
    }

    fn bars_of(self, excerpt: &Excerpt) -> &[u16] {
        if self == Self::Role { &excerpt.site } else { &excerpt.role }
    }

    pub(super) fn part(self, part: &Part) -> &[u16] {
        match self {
            Self::Site => &part.site,
            Self::Role => &part.role,
            Self::Phase => &part.phase,
        }
    }

    fn bars_part(self, part: &Part) -> &[u16] {
        if self == Self::Role { &part.site } else { &part.role }
    }

    /// What the groups of the columns are called, one and many of them: what stands for sites may be the project's phases or role groups.
    pub fn nouns(self, heads: &Heads) -> (&'static str, &'static str) {
        let is = |other: &Groups| heads.site.by.is_some() && heads.site.by == other.by;
        match self {
            Self::Site if is(&heads.phase) => Self::Phase.nouns(heads),
            Self::Site if is(&heads.role) => Self::Role.nouns(heads),
            Self::Site => ("site", "sites"),
            Self::Role => ("role group", "role groups"),
            Self::Phase => ("phase", "phases"),
        }
    }
}

/// How many passages, sources and people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Voiced {
    /// Passages, as the basis has them.
    pub passages: usize,
    /// Different interviews and focus groups.
    pub interviews: usize,
    /// Different field notes and documents.
    pub other_sources: usize,
    /// Different people.
    pub people: usize,
}

/// A group within a column: heard or silent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The group.
    pub group: u16,
    /// Its passages here, without questions of interviewers.
    pub passages: usize,
    /// Its people heard here.
    pub heard: usize,
    /// Its people in the study here who could be heard.
    pub people: usize,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The group.
    pub group: u16,
    /// Its passages, as places in the list that was summed up.
    pub excerpts: Vec<usize>,
    /// Whether it is heard there: questions of interviewers alone are none of its words.
    pub heard: bool,
    /// Whether any of its sources is coded: it is not silent else.
    pub coded: bool,
    /// Its people who are not coded yet.
    pub uncoded: Uncoded,
    /// How many of its passages are questions of interviewers: they stand in it by where they were asked, or by nothing under “Unassigned”, and are nobody’s.
    pub questions: usize,
    /// How much is in it; the people are those of the column.
    pub voiced: Voiced,
    /// The groups of its bar with passages, in order.
    pub bars: Vec<Share>,
    /// Groups with people here who could be heard, and of whom none is.
    pub silent: Vec<Share>,
    /// Whether it has several passages that all come from one person.
    pub one_voice: bool,
}

/// A theme summed up.
#[derive(Clone, Debug)]
pub struct Theme {
    /// Everything in it, people and sources once each.
    pub voiced: Voiced,
    /// One column a group that has passages or people; “Unassigned” last.
    pub columns: Vec<Column>,
    /// “In all four sites”, “In three of four sites”, “Only in ICS B”; empty without groups.
    pub reach: String,
}

fn voiced<'a>(list: impl Iterator<Item = &'a Excerpt>, talks: &BTreeSet<SourceId>) -> Voiced {
    let (mut sources, mut people, mut passages) = (BTreeSet::new(), BTreeSet::new(), 0);
    for excerpt in list {
        passages += 1;
        sources.insert(excerpt.source);
        people.extend(excerpt.people.iter().copied());
    }
    let interviews = sources.intersection(talks).count();
    Voiced { passages, interviews, other_sources: sources.len() - interviews, people: people.len() }
}

/// Sums up passages by columns; `cast` tells who could have been heard.
pub fn theme(excerpts: &[&Excerpt], heads: &Heads, cast: &Cast, by: Columns) -> Theme {
    let groups = by.groups(heads);
    let talks = cast.sources(Part::is_talk);
    let who = Heard::new(cast);
    let mut places: Vec<Vec<usize>> = vec![Vec::new(); groups.len() + 1];
    for (place, excerpt) in excerpts.iter().enumerate() {
        by.of(excerpt).iter().for_each(|group| places[usize::from(*group)].push(place));
    }
    let mut columns = Vec::new();
    for (group, excerpts_here) in groups.all().zip(places) {
        let here = |part: &Part| by.part(part).contains(&group);
        // People of no group are as silent as others; field notes of none tell nothing where they say nothing.
        let expected = match group == groups.unassigned() {
            true => !groups.is_empty() && !cast.people(here).is_empty(),
            false => cast.parts.iter().any(here),
        };
        if excerpts_here.is_empty() && !expected {
            continue;
        }
        columns.push(column(excerpts, excerpts_here, (heads, cast, &talks, &who), by, group));
    }
    let reach = reach(&columns, groups, by.nouns(heads), |group| groups.label(group));
    Theme { voiced: voiced(excerpts.iter().copied(), &talks), columns, reach }
}

/// A passage of people of two sites is in the columns of both, and in each it is that site's people who spoke.
fn column(
    excerpts: &[&Excerpt],
    places: Vec<usize>,
    (heads, cast, talks, who): (&Heads, &Cast, &BTreeSet<SourceId>, &Heard),
    by: Columns,
    group: u16,
) -> Column {
    let mine = || places.iter().map(|place| excerpts[*place]);
    // Who stands in several groups, as at two sites, is heard in each by what was said there.
    let (mut heard, mut there) = (BTreeSet::new(), HashMap::<u16, BTreeSet<CaseId>>::new());
    let mut passages = HashMap::<u16, usize>::new();
    for excerpt in mine().filter(|excerpt| !excerpt.is_question()) {
        let spoke = who.parts(excerpt, |part| by.part(part).contains(&group));
        for (part, person) in spoke.iter().filter_map(|part| Some((part, part.person?))) {
            heard.insert(person);
            for bar in by.bars_part(part) {
                there.entry(*bar).or_default().insert(person);
            }
        }
        // What nobody in particular says stands where its source does.
        let bars: BTreeSet<u16> = match spoke.is_empty() {
            true => by.bars_of(excerpt).iter().copied().collect(),
            false => spoke.iter().flat_map(|part| by.bars_part(part).iter().copied()).collect(),
        };
        bars.into_iter().for_each(|bar| *passages.entry(bar).or_default() += 1);
    }
    let voiced = Voiced { people: heard.len(), ..voiced(mine(), talks) };
    let share = |bar: u16| {
        let people = cast.coded(|part| by.part(part).contains(&group) && by.bars_part(part).contains(&bar));
        let heard = there.get(&bar).map_or(0, BTreeSet::len);
        Share { group: bar, passages: passages.get(&bar).copied().unwrap_or(0), heard, people: people.len() }
    };
    let shares: Vec<Share> = by.bars(heads).all().map(share).collect();
    // Where nothing is assigned at all, that nobody “Unassigned” is heard says nothing.
    let assigned = !by.bars(heads).is_empty();
    let voices: BTreeSet<CaseId> = mine().flat_map(|excerpt| excerpt.people.iter().copied()).collect();
    let all_known = mine().all(|excerpt| !excerpt.people.is_empty());
    let here = |part: &Part| by.part(part).contains(&group);
    Column {
        group,
        coded: !places.is_empty() || cast.parts.iter().any(|part| part.coded && here(part)),
        uncoded: cast.uncoded(here),
        heard: mine().any(|excerpt| !excerpt.is_question()),
        questions: mine().filter(|excerpt| excerpt.is_question()).count(),
        one_voice: voiced.passages > 1 && voices.len() == 1 && all_known,
        voiced,
        bars: shares.iter().filter(|share| share.passages > 0).cloned().collect(),
        silent: shares.into_iter().filter(|share| assigned && share.passages == 0 && share.people > 0 && share.heard == 0).collect(),
        excerpts: places,
    }
}

/// In how many of the groups it is heard, in words; the groups are called by a noun in the singular and in the plural, and a single one by
/// its name. Of those in which nothing is coded yet nothing is known, which is said.
pub fn reach<'g>(columns: &[Column], groups: &Groups, (one, many): (&str, &str), name: impl Fn(u16) -> &'g str) -> String {
    let known: Vec<&Column> = columns.iter().filter(|column| column.group != groups.unassigned()).collect();
    let (known, away): (Vec<&Column>, Vec<&Column>) = known.into_iter().partition(|column| column.coded);
    if let Some(first) = away.first() {
        return reach_so_far((&known, &away), first.uncoded.how(), (one, many), name);
    }
    let with: Vec<&&Column> = known.iter().filter(|column| column.heard).collect();
    match (with.as_slice(), known.len()) {
        (_, 0) => String::new(),
        ([], _) => format!("In no {one}"),
        ([_], 1) => format!("In the one {one}"),
        ([only], _) => format!("Only in {}", isolated(name(only.group))),
        (with, 2) if with.len() == 2 => format!("In both {many}"),
        (with, all) if with.len() == all => format!("In all {} {many}", in_words(all)),
        (with, all) => format!("In {} of {} {many}", in_words(with.len()), in_words(all)),
    }
}

/// The same where some groups are not coded yet: “In two of two sites coded so far; South is not coded yet”.
fn reach_so_far<'g>((known, away): (&[&Column], &[&Column]), how: String, (one, many): (&str, &str), name: impl Fn(u16) -> &'g str) -> String {
    let names: Vec<_> = away.iter().map(|column| isolated(name(column.group))).collect();
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    let rest = format!("{} {} {how}", listed(&names), if names.len() == 1 { "is" } else { "are" });
    let with: Vec<&&Column> = known.iter().filter(|column| column.heard).collect();
    let so_far = match (with.as_slice(), known.len()) {
        (_, 0) => return capital(&rest),
        ([], _) => format!("In no {one} coded so far"),
        ([only], 1) => format!("In {}, the one {one} coded so far", isolated(name(only.group))),
        ([only], all) => format!("Only in {} of {} {many} coded so far", isolated(name(only.group)), in_words(all)),
        (with, all) => format!("In {} of {} {many} coded so far", in_words(with.len()), in_words(all)),
    };
    format!("{so_far}; {rest}")
}

/// Small numbers as words.
pub(super) fn in_words(number: usize) -> String {
    const WORDS: [&str; 13] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// Words one after another: “a”, “a and b”, “a, b and c”.
pub fn listed(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

impl Theme {
    /// What stands in several columns, so that these do not add up to the whole; empty where nothing does.
    pub fn note(&self, heads: &Heads, by: Columns) -> String {
        let several = |number: fn(&Voiced) -> usize| {
            let sum: usize = self.columns.iter().map(|column| number(&column.voiced)).sum();
            if sum > number(&self.voiced) { vec![by.nouns(heads).1] } else { Vec::new() }
        };
        let over = [("passages", several(|one| one.passages)), ("interviews", several(|one| one.interviews)), ("people", several(|one| one.people))];
        let nobody = if self.columns.iter().any(|column| column.voiced.passages > 0 && column.voiced.people == 0) { NOBODYS } else { "" };
        [in_each(&over).as_str(), nobody].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// Why there can be passages of no people.
const NOBODYS: &str = "Passages without people are what interviewers say, or voices that are joined to nobody.";

impl Voiced {
    /// “14 passages · 11 interviews · 9 people”, with field notes and documents where there are any.
    pub fn line(&self) -> String {
        let mut parts = vec![counted(self.passages, "passage", "passages"), counted(self.interviews, "interview", "interviews")];
        if self.other_sources > 0 {
            parts.push(counted(self.other_sources, "note or document", "notes and documents"));
        }
        parts.push(counted(self.people, "person", "people"));
        parts.join(" · ")
    }

    /// “5 · 3 people”.
    pub fn short(&self) -> String {
        format!("{} · {}", self.passages, counted(self.people, "person", "people"))
    }
}

impl Column {
    /// “5 · 3 people”, with questions where there are any: “5, 2 of them questions · 3 people”.
    pub fn line(&self) -> String {
        let Voiced { passages, people, .. } = self.voiced;
        let questions = match (self.questions, passages) {
            (0, _) => String::new(),
            (1, 1) => ", a question".into(),
            (all, passages) if all == passages => ", all of them questions".into(),
            (1, _) => ", one of them a question".into(),
            (some, _) => format!(", {} of them questions", grouped(some)),
        };
        format!("{passages}{questions} · {}", counted(people, "person", "people"))
    }

    /// “Silent: councils (none of 3 spoke of it), patients (none of 2)”, by the names that groups are given; empty when nobody is.
    pub fn silence<'g>(&self, name: impl Fn(u16) -> &'g str) -> String {
        let told = |(at, share): (usize, &Share)| {
            let verb = if at == 0 { " spoke of it" } else { "" };
            format!("{} (none of {}{verb})", isolated(name(share.group)), share.people)
        };
        let list: Vec<String> = self.silent.iter().enumerate().map(told).collect();
        if list.is_empty() { String::new() } else { format!("Silent: {}", list.join(", ")) }
    }

    /// That some of its people are not coded yet, or all that is in it is not; empty where all are.
    pub fn not_coded(&self) -> String {
        if self.coded { self.uncoded.said() } else { capital(&self.uncoded.how()) }
    }

    /// Whether a group of one single person is among those that are silent: it tells who that is.
    pub fn silences_one(&self) -> bool {
        self.silent.iter().any(|share| share.people == 1)
    }

    /// A warning when all passages are one person's; empty otherwise.
    pub fn warning(&self) -> String {
        match (self.one_voice, self.voiced.passages) {
            (false, _) => String::new(),
            (true, 2) => "One voice only: both passages come from the same person.".into(),
            (true, n) => format!("One voice only: all {} passages come from the same person.", in_words(n)),
        }
    }

    /// Whether it gathers what has no group.
    pub fn is_unassigned(&self, groups: &Groups) -> bool {
        groups.label(self.group) == UNASSIGNED
    }
}
