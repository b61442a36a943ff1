//! Numbers of tables and views against a plain reckoning over random studies: counts of every code, who is quoted by role group, and saturation.

use crate::chart_study::{By, FIRST, Marked, NAMES, Run, study};
use crate::support::Dice;
use std::collections::{BTreeMap, BTreeSet};
use themata::analysis::saturation::{Guest, fresh, unseen};
use themata::analysis::*;
use themata::model::*;

/// What is counted of runs: passages, codings, sources, people.
fn tallied(runs: &[Run]) -> (u32, u32, u32, u32) {
    let sources: BTreeSet<usize> = runs.iter().map(|run| run.talk).collect();
    let people: BTreeSet<usize> = runs.iter().flat_map(|run| run.people.iter().copied()).collect();
    (runs.len() as u32, runs.iter().map(|run| run.codings.len()).sum::<usize>() as u32, sources.len() as u32, people.len() as u32)
}

#[test]
fn every_code_is_counted_as_by_hand_by_itself_and_with_those_below() {
    let (mut merged, mut below) = (0, 0);
    for seed in 0..200 {
        let study = study(seed);
        let voices = Voices::read(&study.corpus, &study.texts).unwrap();
        for coder in [None, Some(1)] {
            let scope = Scope { coders: coder.map(|coder: usize| study.coders[coder]).into_iter().collect(), ..Scope::default() };
            let told = counts(&study.corpus, &scope, &voices, None);
            for (code, name) in NAMES.iter().enumerate() {
                let of = |whole: bool| {
                    let tally = told.get(study.codes[code], whole);
                    (tally.references, tally.codings, tally.sources, tally.people)
                };
                let own: Vec<Marked> = study.marked.iter().filter(|one| one.code == code).cloned().collect();
                let (own, whole) = (tallied(&study.passages(&own, code, coder)), tallied(&study.passages(&study.marked, code, coder)));
                assert_eq!((of(false), of(true)), (own, whole), "seed {seed}, {coder:?}: {name}");
                merged += usize::from(whole.0 < whole.1);
                below += usize::from(whole.0 > own.0);
            }
        }
    }
    assert!(merged > 200 && below > 200, "{merged} merged, {below} with codes below");
}

#[test]
fn who_of_a_role_group_is_quoted_is_counted_as_by_hand() {
    let mut quoted_people = 0;
    for seed in 0..300 {
        let mut study = study(seed);
        let dice = &mut Dice(seed + 5);
        let codings: Vec<Coding> = study.corpus.codings().map(|coding| Coding { star: dice.below(3) == 0, ..coding.clone() }).collect();
        let stars: BTreeSet<CodingId> = codings.iter().filter(|coding| coding.star).map(|coding| coding.id).collect();
        study.corpus.set_codings(codings);
        for (code, name) in NAMES.iter().enumerate().take(FIRST) {
            let found = retrieve(&study.corpus, &Query::code(study.codes[code], true), &study.texts).unwrap();
            let excerpts: Vec<&Excerpt> = found.excerpts.iter().collect();
            let told = balance(&excerpts, &found.heads, &Cast::new(&study.corpus, &found.heads), Naming::Pseudonyms);
            let mut runs = study.passages(&study.marked, code, None);
            // A question is nobody's words.
            runs.retain(|run| !run.asked || !run.people.is_empty());
            let starred: Vec<&Run> = runs.iter().filter(|run| run.codings.iter().any(|(id, ..)| stars.contains(id))).collect();
            let people = |runs: &[&Run]| runs.iter().flat_map(|run| run.people.iter().copied()).collect::<BTreeSet<usize>>();
            assert_eq!((told.quotes, told.quoted), (starred.len(), people(&starred).len()), "seed {seed}: a passage with two stars is one key quote");
            for role in ["Nurse", "Porter"] {
                let Some(row) = told.roles.iter().find(|row| row.label == role) else { continue };
                let here: Vec<&Run> = runs.iter().filter(|run| study.groups(run.talk, &run.people, By::Role).contains(role)).collect();
                let quotes: Vec<&Run> = here.iter().copied().filter(|run| starred.iter().any(|one| std::ptr::eq(*one, *run))).collect();
                let of_role = |people: BTreeSet<usize>| people.into_iter().filter(|person| study.people[*person].role == Some(role)).count();
                let all: BTreeSet<usize> = (0..study.talks.len()).flat_map(|talk| study.all(talk)).collect();
                let wanted = (quotes.len(), of_role(people(&quotes)), here.len(), of_role(people(&here)), of_role(all));
                assert_eq!((row.quotes, row.quoted, row.passages, row.heard, row.people), wanted, "seed {seed}, {role}: {name}");
                quoted_people += wanted.1;
            }
        }
    }
    assert!(quoted_people > 200, "{quoted_people} people quoted");
}

#[test]
fn saturation_is_judged_as_by_hand() {
    let mut reached = 0;
    for seed in 0..500 {
        let dice = &mut Dice(seed);
        let codes = 2 + dice.below(12);
        let interviews: Vec<Vec<usize>> = (0..dice.below(14)).map(|_| (0..codes).filter(|_| dice.below(3) == 0).collect()).collect();
        let new: Vec<u32> = (0..interviews.len())
            .map(|at| interviews[at].iter().filter(|code| !interviews[..at].iter().any(|before| before.contains(code))).count() as u32)
            .collect();
        assert_eq!(fresh(&interviews), new, "seed {seed}");
        let mut met: BTreeMap<usize, usize> = BTreeMap::new();
        interviews.iter().flatten().for_each(|code| *met.entry(*code).or_default() += 1);
        let times = |n: usize| met.values().filter(|count| **count == n).count() as u32;
        let told = unseen(&interviews);
        assert_eq!((told.once, told.twice), (times(1), times(2)), "seed {seed}");
        let guest = Guest { base: 1 + dice.below(5), run: 1 + dice.below(3), threshold: [0.0, 0.05, 0.2][dice.below(3)] };
        let judged = guest.judge(&new);
        let base: u32 = new.iter().take(guest.base).sum();
        assert_eq!(judged.base_total, base, "seed {seed}");
        // The first run behind the base that brings no more than the share: saturation is reached before it.
        let share = |from: usize| f64::from(new[from..from + guest.run].iter().sum::<u32>()) / f64::from(base);
        let enough = new.len() >= guest.base + guest.run && base > 0;
        let first = (guest.base..=new.len().saturating_sub(guest.run)).find(|from| enough && share(*from) <= guest.threshold);
        assert_eq!(judged.after.ok(), first, "seed {seed}, {guest:?}: {new:?}");
        let later = judged.later(&new).map(|later| (later.fresh, later.all, later.interviews));
        let behind = first.map(|from| (new[from..].iter().sum(), new.iter().sum(), new.len() - from));
        assert_eq!(later, behind, "seed {seed}");
        reached += usize::from(first.is_some());
    }
    assert!(reached > 100, "{reached} reached");
}
