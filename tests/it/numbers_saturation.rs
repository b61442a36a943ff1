//! Saturation against a plain reckoning: which codes stand in which interviews of a random study, random orders, and what is not seen yet.

use crate::chart_study::{By, FIRST, NAMES, TURN};
use crate::support::Dice;
use crate::worked_study::{Worked, worked};
use std::collections::{BTreeMap, BTreeSet};
use themata::analysis::saturation::*;
use themata::analysis::*;
use themata::model::*;

/// The interviews of a study by day, with the codes that are coded in each, and how many are not read yet.
struct Asked {
    /// Whether codes below count as those above.
    below: bool,
    coder: Option<usize>,
    group: Option<(By, &'static str)>,
}

/// Who of a source is looked at one by one; of a source of nobody, nobody.
fn each(study: &Worked, talk: usize) -> Vec<Option<usize>> {
    study.cast().into_iter().filter(|one| one.0 == talk).map(|one| one.1).collect()
}

fn interviews(study: &Worked, columns: &[usize], asked: &Asked) -> (Vec<(usize, BTreeSet<usize>)>, usize, usize) {
    let of_framework = |code: usize| (code >= FIRST) == (columns[0] >= FIRST);
    let mine = |coder: usize| asked.coder.is_none_or(|one| one == coder);
    let inside = |talk: usize| {
        asked.group.is_none_or(|(by, group)| each(study, talk).into_iter().any(|person| study.stands(talk, person, by).contains(group)))
    };
    let says = |talk: usize, span: (u32, u32)| {
        let Some((by, group)) = asked.group else { return true };
        let of = &study.study.talks[talk];
        let touches = |turn: usize| span.0 < turn as u32 * TURN + TURN - 1 && span.1 > turn as u32 * TURN;
        let who: BTreeSet<usize> = match of.joined.is_empty() {
            true => of.linked.clone(),
            false => of.turns.iter().enumerate().filter(|(turn, _)| touches(*turn)).filter_map(|(_, who)| *who).collect(),
        };
        let alone: Vec<Option<usize>> = if who.is_empty() { vec![None] } else { who.into_iter().map(Some).collect() };
        alone.into_iter().any(|person| study.stands(talk, person, by).contains(group))
    };
    let talks = (0..study.kinds.len()).filter(|talk| study.talks(*talk) && inside(*talk));
    let (mut read, unread): (Vec<usize>, Vec<usize>) =
        talks.partition(|talk| study.study.marked.iter().any(|one| one.talk == *talk && of_framework(one.code) && mine(one.coder)));
    read.sort_by_key(|talk| (study.days[*talk].is_empty(), study.days[*talk], *talk));
    let undated = read.iter().filter(|talk| study.days[**talk].is_empty()).count();
    let codes = |talk: usize| -> BTreeSet<usize> {
        let here = study.study.marked.iter().filter(|one| one.talk == talk && mine(one.coder) && says(talk, one.span));
        let here: Vec<usize> = here.map(|one| one.code).collect();
        let has = |column: &usize| here.iter().any(|code| if asked.below { study.study.family(*column).contains(code) } else { code == column });
        columns.iter().copied().filter(has).collect()
    };
    (read.into_iter().map(|talk| (talk, codes(talk))).collect(), unread.len(), undated)
}

#[test]
fn what_stands_in_which_interview_is_as_by_hand_whoever_coded_it_and_of_every_group() {
    let (mut kept, mut met, mut silent) = (0, 0, 0);
    for seed in 0..150 {
        let study = worked(seed, 3);
        let (heads, voices) = (Heads::new(&study.study.corpus), Voices::read(&study.study.corpus, &study.study.texts).unwrap());
        let views = [(By::Site, &heads.site), (By::Role, &heads.role), (By::Phase, &heads.phase)];
        let groups = views.iter().flat_map(|(by, groups)| study.all_groups(*by).into_iter().map(|group| Some((*by, *groups, group))));
        for group in groups.chain([None]) {
            for (below, columns) in [(false, (0..FIRST).collect::<Vec<_>>()), (true, vec![0, 3]), (false, (FIRST..NAMES.len()).collect())] {
                let coder = [None, None, Some(1)][(seed as usize + columns.len()) % 3];
                let only = group.map(|(_, groups, name)| OfGroup { groups, group: groups.find(name).unwrap(), voices: &voices });
                let codes: Vec<CodeId> = columns.iter().map(|code| study.study.codes[*code]).collect();
                let scope = Scope { coders: coder.map(|coder: usize| study.study.coders[coder]).into_iter().collect(), ..Scope::default() };
                let told = coded(&study.study.corpus, &codes, below, &scope, only);
                let (plain, uncoded, undated) = interviews(&study, &columns, &Asked { below, coder, group: group.map(|(by, _, name)| (by, name)) });
                let what = format!("seed {seed}, {:?}, {columns:?}, {coder:?}", group.map(|one| one.2));
                let place = |code: &CodeId| study.study.codes.iter().position(|one| one == code).unwrap();
                let shown: Vec<(usize, BTreeSet<usize>)> = told
                    .sources
                    .iter()
                    .map(|source| study.study.talks.iter().position(|talk| talk.id == *source).unwrap())
                    .zip(told.codes.iter().map(|codes| codes.iter().map(place).collect()))
                    .collect();
                assert_eq!((shown, told.uncoded, told.undated), (plain.clone(), uncoded, undated), "{what}");
                let day = |talk: usize| study.days[talk];
                let shared = |talk: usize| !day(talk).is_empty() && plain.iter().any(|(other, _)| *other != talk && day(*other) == day(talk));
                assert_eq!(told.same_day, plain.iter().filter(|(talk, _)| shared(*talk)).count(), "{what}");
                let mut known = BTreeSet::new();
                let new: Vec<u32> = plain.iter().map(|(_, codes)| codes.iter().filter(|code| known.insert(**code)).count() as u32).collect();
                assert_eq!(fresh(&told.codes), new, "{what}");
                kept += plain.len();
                met += new.iter().filter(|new| **new > 0).count();
                silent += plain.iter().filter(|(_, codes)| codes.is_empty()).count();
            }
        }
    }
    assert!(kept > 3_000 && met > 1_000 && silent > 300, "{kept} interviews, {met} with new codes, {silent} without any");
}

/// All orders of a short list.
fn orders(list: &[Vec<usize>]) -> Vec<Vec<Vec<usize>>> {
    if list.is_empty() {
        return vec![Vec::new()];
    }
    let before = |at: usize| {
        let mut rest = list.to_vec();
        let one = rest.remove(at);
        orders(&rest).into_iter().map(move |order| [vec![one.clone()], order].concat())
    };
    (0..list.len()).flat_map(before).collect()
}

/// How many codes each interview of an order brings, and after how many little is new.
fn judged(order: &[Vec<usize>], guest: Guest) -> (Vec<u32>, Option<usize>) {
    let mut known = BTreeSet::new();
    let new: Vec<u32> = order.iter().map(|codes| codes.iter().filter(|code| known.insert(**code)).count() as u32).collect();
    let base: u32 = new.iter().take(guest.base).sum();
    let enough = new.len() >= guest.base + guest.run && base > 0;
    let brought = |at: usize| f64::from(new[at..at + guest.run].iter().sum::<u32>());
    let after = (guest.base..=new.len().saturating_sub(guest.run)).find(|at| enough && brought(*at) / f64::from(base) <= guest.threshold);
    (new, after)
}

/// The value at which so many in a thousand, rounded up, are no greater.
fn at_share(mut list: Vec<u32>, thousandths: usize) -> u32 {
    list.sort_unstable();
    list[(list.len() * thousandths).div_ceil(1_000).max(1) - 1]
}

#[test]
fn random_orders_say_what_all_orders_do() {
    let (mut always, mut never, mut sometimes) = (0, 0, 0);
    for seed in 0..80 {
        let dice = &mut Dice(seed);
        let (codes, n) = (1 + dice.below(7), 1 + dice.below(6));
        let list: Vec<Vec<usize>> = (0..n).map(|_| (0..codes).filter(|_| dice.below(3) == 0).collect()).collect();
        let guest = Guest { base: 1 + dice.below(3), run: 1 + dice.below(2), threshold: [0.0, 0.05, 0.4][dice.below(3)] };
        let told = permuted(&list, guest, 400, seed);
        let all: Vec<(Vec<u32>, Option<usize>)> = orders(&list).iter().map(|order| judged(order, guest)).collect();
        let after: Vec<u32> = all.iter().filter_map(|(_, after)| after.map(|after| after as u32)).collect();
        assert_eq!((told.orders, told.seen.len()), (400, n), "seed {seed}");
        // Of orders that all end alike nothing is left to chance; else about as many of those tried do as of all.
        let share = after.len() as f64 / all.len() as f64;
        match after.len() {
            0 => assert_eq!((told.reached, told.after), (0, None), "seed {seed}"),
            count if count == all.len() => assert_eq!(told.reached, 400, "seed {seed}"),
            _ => assert!((told.reached as f64 / 400.0 - share).abs() < 0.12, "seed {seed}: {} of 400, {share}", told.reached),
        }
        (always, never) = (always + usize::from(share == 1.0), never + usize::from(share == 0.0));
        sometimes += usize::from(share > 0.0 && share < 1.0);
        // The middle and the bounds lie where they lie for all orders, but for a little room at their edges.
        let near = |told: u32, list: &[u32], thousandths: usize, what: &str| {
            let (low, high) = (at_share(list.to_vec(), thousandths.saturating_sub(100)), at_share(list.to_vec(), (thousandths + 100).min(1_000)));
            assert!((low..=high).contains(&told), "seed {seed}, {what}: {told}, not {low} to {high}");
        };
        if let Some((middle, low, high)) = told.after {
            [(middle, 500), (low, 25), (high, 975)].into_iter().for_each(|(told, share)| near(told as u32, &after, share, "after"));
        }
        for (at, (middle, low, high)) in told.seen.iter().enumerate() {
            let seen: Vec<u32> = all.iter().map(|(new, _)| new[..=at].iter().sum()).collect();
            [(*middle, 500), (*low, 25), (*high, 975)].into_iter().for_each(|(told, share)| near(told, &seen, share, &format!("{} seen", at + 1)));
        }
        let total = all[0].0.iter().sum::<u32>();
        assert_eq!(told.seen.last(), Some(&(total, total, total)), "seed {seed}: all are seen in the end");
    }
    assert!(always > 10 && never > 10 && sometimes > 10, "{always} always, {never} never, {sometimes} sometimes");
}

/// A random order comes again with its seed: the middle of a list and its bounds are those of the orders themselves, which the seed gives.
#[test]
fn the_middle_of_random_orders_is_that_of_the_orders_of_the_seed() {
    for seed in 0..60 {
        let dice = &mut Dice(seed + 1_000);
        let list: Vec<Vec<usize>> = (0..2 + dice.below(9)).map(|_| (0..8).filter(|_| dice.below(4) == 0).collect()).collect();
        let (guest, orders) = (Guest { base: 2, run: 1, threshold: 0.2 }, 1 + dice.below(60));
        let told = permuted(&list, guest, orders, seed);
        let (mut order, mut random, mut all) = (list.clone(), Dice(seed), Vec::new());
        for _ in 0..orders {
            for at in (1..order.len()).rev() {
                order.swap(at, ((u128::from(random.next()) * (at as u128 + 1)) >> 64) as usize);
            }
            all.push(judged(&order, guest));
        }
        let of = |list: Vec<u32>| (at_share(list.clone(), 500), at_share(list.clone(), 25), at_share(list, 975));
        let seen: Vec<(u32, u32, u32)> = (0..list.len()).map(|at| of(all.iter().map(|(new, _)| new[..=at].iter().sum()).collect())).collect();
        let after: Vec<u32> = all.iter().filter_map(|(_, after)| after.map(|after| after as u32)).collect();
        let shown = told.after.map(|(middle, low, high)| (middle as u32, low as u32, high as u32));
        assert_eq!((told.seen, told.reached), (seen, after.len()), "seed {seed}");
        assert_eq!(shown, (!after.is_empty()).then(|| of(after)), "seed {seed}");
    }
}

#[test]
fn what_is_not_seen_yet_is_estimated_as_by_hand() {
    let mut estimated = 0;
    for seed in 0..300 {
        let dice = &mut Dice(seed + 7);
        let (codes, n) = (1 + dice.below(9), dice.below(8));
        let list: Vec<Vec<usize>> = (0..n).map(|_| (0..codes).filter(|_| dice.below(3) == 0).collect()).collect();
        let mut times: BTreeMap<usize, usize> = BTreeMap::new();
        list.iter().flatten().for_each(|code| *times.entry(*code).or_default() += 1);
        let of = |count: usize| times.values().filter(|times| **times == count).count() as f64;
        let (once, twice, m) = (of(1), of(2), n as f64);
        let mentions = times.values().sum::<usize>() as f64;
        let told = unseen(&list);
        // Chao2, bias-corrected: S + (m - 1) / m × Q1 (Q1 - 1) / (2 (Q2 + 1)).
        let chao2 = times.len() as f64 + (m - 1.0) / m * once * (once - 1.0) / (2.0 * (twice + 1.0));
        // One interview alone can tell neither.
        if n < 2 {
            assert_eq!((told.chao2, told.coverage), (None, None), "seed {seed}");
            continue;
        }
        // Coverage of a sample of incidences (Chao and Jost 2012, equation 12): 1 - Q1 / U × ((m - 1) Q1 / ((m - 1) Q1 + 2 Q2)); where nothing stands
        // in two, Q2 is as Chao2 takes it.
        let rest = match (once == 0.0, twice == 0.0) {
            (true, _) => 0.0,
            (_, false) => (m - 1.0) * once / ((m - 1.0) * once + 2.0 * twice),
            (_, true) => (m - 1.0) * (once - 1.0) / ((m - 1.0) * (once - 1.0) + 2.0),
        };
        let coverage = (mentions > 0.0).then(|| 1.0 - once / mentions * rest);
        let same = |one: f64, other: f64| (one - other).abs() < 1e-9;
        assert!(same(told.chao2.unwrap(), chao2) && told.coverage.is_some() == coverage.is_some(), "seed {seed}: {told:?} {chao2} {coverage:?}");
        assert!(same(told.coverage.unwrap_or(0.0), coverage.unwrap_or(0.0)), "seed {seed}: {told:?} {coverage:?}");
        estimated += usize::from(chao2 > times.len() as f64);
    }
    assert!(estimated > 50, "{estimated}");
}
