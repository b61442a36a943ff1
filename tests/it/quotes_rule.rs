//! Quotes that a report takes by rule against a plain reckoning over random studies: who can be quoted, how many, from how many sites, and whose come first.

use crate::chart_study::{By, Marked, Set, Study, TURN, study};
use crate::support::Dice;
use crate::worked_study::pieces;
use std::collections::{BTreeMap, BTreeSet};
use themata::analysis::UNASSIGNED;
use themata::export::{all_quoted, report_quotes};
use themata::model::*;

const THEME: usize = 0;
const AGAINST: usize = 3;

/// A passage that can be quoted.
struct Quotable {
    talk: usize,
    span: (u32, u32),
    sites: Set,
    people: BTreeSet<usize>,
    star: bool,
    against: bool,
}

/// Stars on some codings; in some studies a code that speaks against the theme.
fn prepared(seed: u64) -> (Study, BTreeSet<CodingId>, bool) {
    let (mut study, mut dice) = (study(seed), Dice(seed + 11));
    let codings: Vec<Coding> = study.corpus.codings().map(|coding| Coding { star: dice.below(4) == 0, ..coding.clone() }).collect();
    let stars = codings.iter().filter(|coding| coding.star).map(|coding| coding.id).collect();
    study.corpus.set_codings(codings);
    let sided = dice.coin();
    if sided {
        study.corpus.set_theme_parts(vec![ThemePart {
            id: ThemePartId::new(),
            theme: study.codes[THEME],
            of: Gathered::Code(study.codes[AGAINST]),
            stance: Stance::Contradicts,
            star: false,
            note: String::new(),
            coder: study.coders[0],
            at: Time(0),
        }]);
    }
    (study, stars, sided)
}

/// Whether interviewers alone, whose voice is the first of every source, speak in a passage.
fn is_asked(study: &Study, talk: usize, span: (u32, u32)) -> bool {
    let turns = &study.texts[&study.talks[talk].id].structure.turns;
    let mut said = turns.iter().enumerate().filter(|(at, _)| span.0 < *at as u32 * TURN + TURN - 1 && span.1 > *at as u32 * TURN).peekable();
    said.peek().is_some() && said.all(|(_, turn)| turn.speaker == 0)
}

fn quotable(study: &Study, stars: &BTreeSet<CodingId>, sided: bool) -> Vec<Quotable> {
    // The letters of each side: what speaks against the theme does not bear it out too.
    let letters = |code: usize, talk: usize, starred: bool| -> BTreeSet<u32> {
        let runs = study.passages(&study.marked, code, None).into_iter().filter(|run| run.talk == talk);
        let codings = runs.flat_map(|run| run.codings).filter(|(id, ..)| !starred || stars.contains(id));
        let span = |id: CodingId| study.marked.iter().find(|one| one.id == id).map_or(0..0, |one| one.span.0..one.span.1);
        codings.flat_map(|(id, ..)| span(id)).collect()
    };
    let mut all = Vec::new();
    for talk in 0..study.talks.len() {
        let [cons, con_stars] = [false, true].map(|starred| if sided { letters(AGAINST, talk, starred) } else { BTreeSet::new() });
        let [pros, pro_stars] = [false, true].map(|starred| letters(THEME, talk, starred).difference(&cons).copied().collect::<BTreeSet<u32>>());
        for (mine, stars, against) in [(&cons, &con_stars, true), (&pros, &pro_stars, false)] {
            for span in pieces(mine) {
                let one = Marked { id: CodingId::new(), talk, code: THEME, coder: 0, span };
                let run = study.passages(&[one], THEME, None).remove(0);
                let star = (span.0..span.1).any(|at| stars.contains(&at));
                let words = (span.0..span.1).any(|at| ![TURN / 2, TURN - 1].contains(&(at % TURN)));
                let theirs = |one: &&Marked| one.talk == talk && study.family(if against { AGAINST } else { THEME }).contains(&one.code);
                let goes_on = |at: u32| study.marked.iter().filter(theirs).any(|one| one.span.0 < at && at < one.span.1);
                if words || !(goes_on(span.0) || goes_on(span.1)) {
                    all.push(Quotable { talk, span, sites: study.groups(talk, &run.people, By::Site), people: run.people, star, against });
                }
            }
        }
    }
    all.retain(|one| !is_asked(study, one.talk, one.span));
    all
}

/// From how many sites so many of these can be, with one of each side among them where that is wanted.
fn most_sites(all: &[Quotable], count: usize, both: bool) -> usize {
    let sides = |some: &[&Quotable]| some.iter().any(|one| one.against) && some.iter().any(|one| !one.against);
    fn each<'a>(all: &'a [Quotable], count: usize, some: &mut Vec<&'a Quotable>, found: &mut dyn FnMut(&[&Quotable])) {
        if count == 0 {
            return found(some);
        }
        for at in 0..all.len() {
            some.push(&all[at]);
            each(&all[at + 1..], count - 1, some, found);
            some.pop();
        }
    }
    let mut most = 0;
    each(all, count, &mut Vec::new(), &mut |some| {
        if !both || sides(some) {
            most = most.max(some.iter().flat_map(|one| &one.sites).collect::<BTreeSet<_>>().len());
        }
    });
    most
}

/// How a passage stands after those that are quoted: less comes first.
fn rank(one: &Quotable, quoted: &[&Quotable]) -> (usize, bool, usize, bool) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let keys = |one: &Quotable| -> (Vec<String>, Vec<String>) {
        let alone = one.people.is_empty().then(|| format!("source {}", one.talk));
        (
            one.sites.iter().map(|site| format!("site {site}")).collect(),
            one.people.iter().map(|person| format!("person {person}")).chain(alone).collect(),
        )
    };
    for other in quoted {
        let (sites, people) = keys(other);
        sites.into_iter().chain(people).for_each(|key| *counts.entry(key).or_default() += 1);
    }
    let (sites, people) = keys(one);
    let least = |keys: Vec<String>| keys.iter().map(|key| counts.get(key).copied().unwrap_or(0)).min().unwrap_or(0);
    (least(sites), one.sites.iter().all(|site| *site == UNASSIGNED), least(people), !one.star)
}

#[test]
fn quotes_by_rule_are_from_as_many_sites_as_there_can_be_then_of_as_many_people() {
    let (mut spread, mut two_sided, mut starred) = (0, 0, 0);
    for seed in 0..600 {
        let (mut study, stars, sided) = prepared(seed);
        let all = quotable(&study, &stars, sided);
        let both = all.iter().any(|one| one.against) && all.iter().any(|one| !one.against);
        for most in 0..5 {
            let report =
                Report { id: ReportId::new(), name: "R".into(), intro: String::new(), quotes: most, chart: false, pictures: false, ord: "a".into() };
            study.corpus.set_reports(vec![report.clone()], Vec::new());
            let told = report_quotes(&study.corpus, &report, study.codes[THEME], &study.texts).unwrap();
            let find = |quote: &Passage| {
                let is = |one: &&Quotable| study.talks[one.talk].id == quote.source && one.span == (quote.span.start, quote.span.end);
                all.iter().find(is).unwrap_or_else(|| panic!("seed {seed}: {quote:?} cannot be quoted"))
            };
            let quoted: Vec<&Quotable> = told.iter().map(find).collect();
            let wanted = if most == 0 { 0 } else { (most as usize).max(if both { 2 } else { 0 }).min(all.len()) };
            assert_eq!(quoted.len(), wanted, "seed {seed}, {most}");
            assert_eq!(told.iter().collect::<BTreeSet<_>>().len(), wanted, "seed {seed}: nothing twice");
            if both && most > 0 {
                assert!(quoted.iter().any(|one| one.against) && quoted.iter().any(|one| !one.against), "seed {seed}, {most}: both sides");
                two_sided += 1;
            }
            if all.iter().all(|one| one.sites.len() == 1) && all.len() < 16 {
                let sites: BTreeSet<&str> = quoted.iter().flat_map(|one| one.sites.iter().copied()).collect();
                assert_eq!(sites.len(), most_sites(&all, wanted, both), "seed {seed}, {most}");
                spread += usize::from(sites.len() > 1);
            }
            // Where nothing contradicts they stand in the order in which they were taken.
            for at in (0..quoted.len()).filter(|_| !all.iter().any(|one| one.against)) {
                let is_left = |one: &&Quotable| !quoted[..=at].iter().any(|other| std::ptr::eq(*other, *one));
                let (first, before) = (rank(quoted[at], &quoted[..at]), &quoted[..at]);
                assert!(all.iter().filter(is_left).all(|one| rank(one, before) >= first), "seed {seed}, {most}: quote {at}");
                starred += usize::from(quoted[at].star);
            }
        }
    }
    assert!(spread > 200 && two_sided > 200 && starred > 100, "{spread} over sites, {two_sided} with both sides, {starred} key quotes");
}

#[test]
fn a_quote_that_stands_in_the_report_already_is_taken_only_where_nothing_else_is_left() {
    let (mut fresh_only, mut again) = (0, 0);
    for seed in 0..300 {
        let (mut study, stars, sided) = prepared(seed);
        let all = quotable(&study, &stars, sided);
        let report =
            Report { id: ReportId::new(), name: "R".into(), intro: String::new(), quotes: 2, chart: false, pictures: false, ord: "a".into() };
        // The theme comes after one that shares passages with it.
        let themes = [study.codes[AGAINST], study.codes[THEME]];
        let part = |(at, theme): (usize, &CodeId)| ReportPart {
            id: ReportPartId::new(),
            report: report.id,
            theme: *theme,
            quote: None,
            ord: ["a", "b"][at].into(),
        };
        study.corpus.set_reports(vec![report.clone()], themes.iter().enumerate().map(part).collect());
        let [first, second] = themes.map(|theme| report_quotes(&study.corpus, &report, theme, &study.texts).unwrap());
        let both: Vec<Vec<Passage>> = all_quoted(&study.corpus, &report, &study.texts)
            .unwrap()
            .into_iter()
            .map(|(_, quotes)| quotes.iter().map(|one| one.passage).collect())
            .collect();
        assert_eq!(both, [first.clone(), second.clone()], "seed {seed}: one by one as all together");
        let stands =
            |source: SourceId, span: (u32, u32)| first.iter().any(|one| one.source == source && one.span.overlaps(Span::new(span.0, span.1)));
        let is_new = |one: &&Quotable| !stands(study.talks[one.talk].id, one.span);
        let repeated = second.iter().filter(|one| stands(one.source, (one.span.start, one.span.end))).count();
        if repeated == 0 {
            fresh_only += usize::from(all.iter().any(|one| !is_new(&one)));
            continue;
        }
        again += 1;
        let left = all.iter().filter(is_new).count();
        let lone =
            [true, false].iter().any(|side| all.iter().any(|one| one.against == *side) && !all.iter().filter(is_new).any(|one| one.against == *side));
        assert!(left < second.len() || lone, "seed {seed}: {repeated} again, {left} others");
    }
    assert!(fresh_only > 30 && again > 10, "{fresh_only}, {again}");
}
