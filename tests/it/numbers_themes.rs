//! What is told of themes by site, role group and phase against a plain reckoning over random studies: columns, bars, who is silent, how far a theme
//! reaches in words, and who is quoted.

use crate::chart_study::{By, NAMES};
use crate::worked_study::{OfTheme, Worked, worked};
use std::collections::{BTreeMap, BTreeSet};
use themata::analysis::*;

const VIEWS: [(Columns, By, By, &str, &str); 3] = [
    (Columns::Site, By::Site, By::Role, "site", "sites"),
    (Columns::Role, By::Role, By::Site, "role group", "role groups"),
    (Columns::Phase, By::Phase, By::Role, "phase", "phases"),
];

/// What is told of a group: passages, interviews, other sources, people heard, people there are.
type Row = (usize, usize, usize, usize, usize);

struct Plain<'a> {
    study: &'a Worked,
    passages: Vec<OfTheme>,
    coded: BTreeSet<usize>,
    by: By,
}

impl Plain<'_> {
    fn here(&self, group: &str) -> Vec<&OfTheme> {
        self.passages.iter().filter(|one| self.study.study.groups(one.talk, &one.people, self.by).contains(group)).collect()
    }

    /// Who of a passage stands in a group in its source.
    fn of_group(&self, one: &OfTheme, group: &str) -> BTreeSet<usize> {
        one.people.iter().copied().filter(|person| self.study.stands(one.talk, Some(*person), self.by).contains(group)).collect()
    }

    fn heard(&self, list: &[&OfTheme], group: &str) -> BTreeSet<usize> {
        list.iter().flat_map(|one| self.of_group(one, group)).collect()
    }

    fn all(&self, group: &str) -> BTreeSet<usize> {
        self.study.of_cast(|talk, person| self.study.stands(talk, person, self.by).contains(group)).0
    }

    /// Those who could be heard.
    fn asked(&self, group: &str) -> BTreeSet<usize> {
        self.study.of_cast(|talk, person| self.coded.contains(&talk) && self.study.stands(talk, person, self.by).contains(group)).0
    }

    /// Whether anything of a group is coded.
    fn is_coded(&self, group: &str) -> bool {
        !self.here(group).is_empty()
            || !self.study.of_cast(|talk, person| self.coded.contains(&talk) && self.study.stands(talk, person, self.by).contains(group)).1.is_empty()
    }

    fn row(&self, group: &str) -> Row {
        let here = self.here(group);
        let sources: BTreeSet<usize> = here.iter().map(|one| one.talk).collect();
        let talks = sources.iter().filter(|talk| self.study.talks(**talk)).count();
        (here.len(), talks, sources.len() - talks, self.heard(&here, group).len(), self.all(group).len())
    }

    /// The groups of the bar within a column: passages, people heard there, people there are.
    fn bars(&self, group: &str, bar: By) -> BTreeMap<&'static str, (usize, usize, usize)> {
        let here = self.here(group);
        let of = |name: &'static str| {
            let stands = |talk: usize, person: usize| self.study.stands(talk, Some(person), bar).contains(name);
            let holds = |one: &&&OfTheme| match self.of_group(one, group) {
                spoke if spoke.is_empty() => self.study.study.groups(one.talk, &one.people, bar).contains(name),
                spoke => spoke.into_iter().any(|person| stands(one.talk, person)),
            };
            let heard: BTreeSet<usize> =
                here.iter().flat_map(|one| self.of_group(one, group).into_iter().filter(|person| stands(one.talk, *person))).collect();
            let all = self.study.of_cast(|talk, person| {
                self.coded.contains(&talk)
                    && self.study.stands(talk, person, self.by).contains(group)
                    && self.study.stands(talk, person, bar).contains(name)
            });
            (name, (here.iter().filter(|one| !one.question).filter(holds).count(), heard.len(), all.0.len()))
        };
        self.study.all_groups(bar).into_iter().map(of).collect()
    }

    /// Whether a theme has a column of a group.
    fn has(&self, group: &str) -> bool {
        let known = |(talk, person): (usize, Option<usize>)| self.study.stands(talk, person, self.by).contains(group);
        // Without a group, only people are expected to be heard.
        let expected = |(talk, person): (usize, Option<usize>)| (group != UNASSIGNED || person.is_some()) && known((talk, person));
        let grouped = !self.study.groups(self.by).is_empty();
        !self.here(group).is_empty() || (grouped || group != UNASSIGNED) && self.study.cast().into_iter().any(expected)
    }

    /// What is said of what speaks against a theme.
    fn against(&self) -> String {
        let count = self.passages.iter().filter(|one| one.against).count();
        let alone = |group: &&str| {
            let (asked, said): (Vec<&OfTheme>, Vec<&OfTheme>) = self.here(group).into_iter().partition(|one| one.question);
            drop(asked);
            !said.is_empty() && said.iter().all(|one| one.against)
        };
        let places: Vec<&str> = self.study.all_groups(self.by).into_iter().filter(alone).collect();
        let places = match places.as_slice() {
            [] => String::new(),
            [only] => format!(", all that is said in {only}"),
            [first @ .., last] => format!(", all that is said in {} and {last}", first.join(", ")),
        };
        match count {
            0 => String::new(),
            all if all == self.passages.len() => "all passages contradict it".into(),
            1 => format!("1 passage contradicts it{places}"),
            many => format!("{many} passages contradict it{places}"),
        }
    }

    fn reach(&self, one: &str, many: &str) -> String {
        let words = ["no", "one", "two", "three"];
        let all: Vec<&str> = self.study.groups(self.by).into_iter().filter(|group| self.has(group)).collect();
        let (all, away): (Vec<&str>, Vec<&str>) = all.into_iter().partition(|group| self.is_coded(group));
        let with: Vec<&str> = all.iter().copied().filter(|group| self.here(group).iter().any(|one| !one.question)).collect();
        let rest = match away.as_slice() {
            [] => String::new(),
            [only] => format!("{only} is not coded yet"),
            [first @ .., last] => format!("{} and {last} are not coded yet", first.join(", ")),
        };
        let so_far = match (with.len(), all.len()) {
            _ if rest.is_empty() => String::new(),
            (_, 0) => return rest,
            (0, _) => format!("In no {one} coded so far"),
            (1, 1) => format!("In {}, the one {one} coded so far", with[0]),
            (1, all) => format!("Only in {} of {} {many} coded so far", with[0], words[all]),
            (n, all) => format!("In {} of {} {many} coded so far", words[n], words[all]),
        };
        match (with.len(), all.len()) {
            _ if !so_far.is_empty() => format!("{so_far}; {rest}"),
            (_, 0) => String::new(),
            (0, _) => format!("In no {one}"),
            (1, 1) => format!("In the one {one}"),
            (1, _) => format!("Only in {}", with[0]),
            (2, 2) => format!("In both {many}"),
            (n, all) => format!("In {} of {} {many}", words[n], words[all]),
        }
    }
}

#[test]
fn columns_of_themes_are_as_by_hand_by_site_role_group_and_phase() {
    let (mut against, mut single, mut silences, mut several, mut places, mut away) = (0, 0, 0, 0, 0, 0);
    for seed in 0..100 {
        let study = worked(seed, 0);
        let corpus = &study.study.corpus;
        for (code, name) in NAMES.iter().enumerate() {
            let (gathered, heads) = gather(corpus, &Query::code(study.study.codes[code], true), &study.study.texts).unwrap();
            let excerpts: Vec<&Excerpt> = gathered.iter().map(|one| &one.excerpt).collect();
            let cast = cast_of(corpus, &Query::code(study.study.codes[code], true), &Cast::new(corpus, &heads));
            for (columns, by, bar, one, many) in VIEWS {
                let plain = Plain { study: &study, passages: study.theme(code), coded: study.coded(code), by };
                let what = format!("seed {seed}, {name} by {one}");
                same_passages(&plain, &gathered, &what);
                let told = theme(&excerpts, &heads, &cast, columns);
                let groups = columns.groups(&heads);
                let everybody: BTreeSet<usize> = plain.passages.iter().flat_map(|one| one.people.iter().copied()).collect();
                let sources: BTreeSet<usize> = plain.passages.iter().map(|one| one.talk).collect();
                let talks = sources.iter().filter(|talk| study.talks(**talk)).count();
                let whole = (told.voiced.passages, told.voiced.interviews, told.voiced.other_sources, told.voiced.people);
                assert_eq!(whole, (plain.passages.len(), talks, sources.len() - talks, everybody.len()), "{what}");
                let labels: Vec<&str> = told.columns.iter().map(|column| groups.label(column.group)).collect();
                let known: Vec<&str> = study.all_groups(by).into_iter().filter(|group| plain.has(group)).collect();
                assert_eq!(labels, known, "{what}");
                for column in &told.columns {
                    let group = groups.label(column.group);
                    let what = format!("{what}: {group}");
                    let row = plain.row(group);
                    let voiced = column.voiced;
                    assert_eq!((voiced.passages, voiced.interviews, voiced.other_sources, voiced.people), (row.0, row.1, row.2, row.3), "{what}");
                    let bars = plain.bars(group, bar);
                    let share = |share: &Share| (columns.bars(&heads).label(share.group), (share.passages, share.heard, share.people));
                    let shown: BTreeMap<&str, _> = column.bars.iter().map(share).collect();
                    assert_eq!(shown, bars.iter().filter(|(_, bar)| bar.0 > 0).map(|(name, bar)| (*name, *bar)).collect(), "{what}");
                    let quiet: BTreeMap<&str, _> = column.silent.iter().map(share).collect();
                    let assigned = !study.groups(bar).is_empty();
                    let is_silent = |bar: &(usize, usize, usize)| assigned && bar.0 == 0 && bar.1 == 0 && bar.2 > 0;
                    assert_eq!(quiet, bars.iter().filter(|(_, bar)| is_silent(bar)).map(|(name, bar)| (*name, *bar)).collect(), "{what}");
                    silences += quiet.len();
                    let (all, asked) = (plain.all(group), plain.asked(group));
                    assert_eq!((column.uncoded.people, column.uncoded.of), (all.len() - asked.len(), all.len()), "{what}");
                    assert_eq!(column.coded, plain.is_coded(group), "{what}");
                    away += usize::from(asked.len() < all.len());
                    let here = plain.here(group);
                    let voices: BTreeSet<usize> = here.iter().flat_map(|one| one.people.iter().copied()).collect();
                    let alone = here.len() > 1 && voices.len() == 1 && here.iter().all(|one| !one.people.is_empty());
                    assert_eq!(column.one_voice, alone, "{what}");
                    assert_eq!(column.questions, here.iter().filter(|one| one.question).count(), "{what}");
                    several += usize::from(here.iter().any(|one| study.study.groups(one.talk, &one.people, by).len() > 1));
                }
                assert_eq!(told.reach, plain.reach(one, many), "{what}");
                let against = contradiction(&gathered, &told.columns, |group| groups.label(group));
                assert_eq!(against, plain.against(), "{what}");
                places += usize::from(against.contains("all that is said"));
            }
            let passages = study.theme(code);
            against += passages.iter().filter(|one| one.against).count();
            single += gathered.iter().filter(|one| one.excerpt.codings.is_empty()).count();
        }
    }
    assert!(
        against > 100 && single > 50 && silences > 100 && several > 50 && places > 20 && away > 50,
        "{away} not coded, {places} places, {against} against, {single} single, {silences} silent, {several}"
    );
}

/// The passages themselves, with their sides and key quotes.
fn same_passages(plain: &Plain<'_>, gathered: &[Gathering], what: &str) {
    let place = |source| plain.study.study.talks.iter().position(|talk| talk.id == source).unwrap();
    let told: Vec<_> = gathered
        .iter()
        .map(|one| (place(one.excerpt.source), (one.excerpt.span.start, one.excerpt.span.end), one.stance == themata::model::Stance::Contradicts))
        .collect();
    let wanted: Vec<_> = plain.passages.iter().map(|one| (one.talk, one.span, one.against)).collect();
    assert_eq!(told, wanted, "{what}");
    let stars: Vec<bool> = gathered.iter().map(|one| one.excerpt.star).collect();
    assert_eq!(stars, plain.passages.iter().map(|one| one.star).collect::<Vec<_>>(), "{what}");
}

#[test]
fn who_is_silent_and_who_is_quoted_is_as_by_hand_by_site_role_group_and_phase() {
    let (mut quiet, mut quoted) = (0, 0);
    for seed in 0..100 {
        let study = worked(seed, 0);
        let corpus = &study.study.corpus;
        for (code, name) in NAMES.iter().enumerate() {
            let (gathered, heads) = gather(corpus, &Query::code(study.study.codes[code], true), &study.study.texts).unwrap();
            let excerpts: Vec<&Excerpt> = gathered.iter().map(|one| &one.excerpt).collect();
            let cast = cast_of(corpus, &Query::code(study.study.codes[code], true), &Cast::new(corpus, &heads));
            let both = balance(&excerpts, &heads, &cast, Naming::Pseudonyms);
            for (columns, by, _, one, _) in VIEWS {
                let plain = Plain { study: &study, passages: study.theme(code), coded: study.coded(code), by };
                let groups = columns.groups(&heads);
                let (asked, stars): (Vec<&OfTheme>, Vec<&OfTheme>) = plain.passages.iter().filter(|one| one.star).partition(|one| one.question);
                let everybody: BTreeSet<usize> = stars.iter().flat_map(|one| one.people.iter().copied()).collect();
                assert_eq!((both.quotes, both.quoted, both.asked), (stars.len(), everybody.len(), asked.len()), "seed {seed}, {name}");
                let questions = plain.passages.iter().filter(|one| one.question).count();
                assert_eq!((both.passages, both.questions), (plain.passages.len(), questions), "seed {seed}, {name}");
                let told = silent(&excerpts, &heads, &cast, columns);
                let rows = match columns {
                    Columns::Site => Some(&both.sites),
                    Columns::Role => Some(&both.roles),
                    Columns::Phase => None,
                };
                for group in study.all_groups(by) {
                    let what = format!("seed {seed}, {name} by {one}: {group}");
                    let (here, all) = (plain.here(group), plain.all(group));
                    let heard = plain.heard(&here, group);
                    let said = told.iter().find(|one| groups.label(one.group) == group);
                    let asked = plain.asked(group);
                    assert!(heard.is_subset(&asked), "{what}");
                    let silent: BTreeSet<_> = asked.difference(&heard).map(|person| study.study.people[*person].id).collect();
                    let wanted = (!all.is_empty()).then(|| (silent.clone(), asked.len(), all.len() - asked.len()));
                    assert_eq!(said.map(|one| (one.people.iter().copied().collect(), one.of, one.uncoded.people)), wanted, "{what}");
                    quiet += silent.len();
                    let Some(rows) = rows else { continue };
                    let row = rows.iter().find(|row| row.label == group);
                    let questions = here.iter().filter(|one| one.question).count();
                    let here: Vec<&OfTheme> = here.into_iter().filter(|one| !one.question).collect();
                    let stars: Vec<&OfTheme> = here.iter().copied().filter(|one| one.star).collect();
                    let silent = asked.len() - heard.len();
                    let wanted = (stars.len(), plain.heard(&stars, group).len(), here.len(), heard.len(), silent, all.len(), questions);
                    let stands = !study.groups(by).is_empty() && (!here.is_empty() || !all.is_empty());
                    let told = row.map(|row| (row.quotes, row.quoted, row.passages, row.heard, row.silent(), row.people, row.questions));
                    assert_eq!(told, stands.then_some(wanted), "{what}");
                    quoted += wanted.1;
                }
            }
        }
    }
    assert!(quiet > 500 && quoted > 200, "{quiet} silent, {quoted} quoted");
}
