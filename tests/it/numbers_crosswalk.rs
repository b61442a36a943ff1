//! What a second framework takes in, link by link, and what interviews bring that is new, against a plain reckoning over random studies.

use crate::chart_study::{ABOVE, By, FIRST, Marked, NAMES, Ruled, Run, Study, TURN};
use crate::support::Dice;
use crate::worked_study::{Worked, worked};
use std::collections::{BTreeMap, BTreeSet};
use themata::analysis::lens::{Lens, Taken, Why};
use themata::analysis::*;
use themata::model::*;

/// A study of which many passages are settled, each as one of several coders' runs or all of them had it, some more than once.
fn settled(seed: u64) -> Study {
    let Worked { mut study, .. } = worked(seed, 0);
    let dice = &mut Dice(seed ^ 0xACC);
    let mut verdicts: Vec<Verdict> = study.corpus.verdicts().cloned().collect();
    let mut at = verdicts.len() as i64;
    for from in 0..FIRST {
        let to: Vec<usize> = links(&study, from).unwrap_or_default().to_vec();
        for run in own(&study, &study.marked, from, [None, Some(0)][dice.below(2)]) {
            let rejects = dice.below(4) == 0;
            let chosen: Vec<usize> = to.iter().copied().filter(|_| rejects || dice.coin()).collect();
            for to in chosen {
                let is = if rejects { None } else { [None, Some(to), Some(FIRST + dice.below(NAMES.len() - FIRST))][dice.below(3)] };
                let ruling = match is {
                    None => Ruling::Rejected,
                    Some(is) if is == to => Ruling::Accepted,
                    Some(_) => Ruling::Moved,
                };
                let source = study.talks[run.talk].id;
                verdicts.push(Verdict {
                    id: VerdictId::new(),
                    crosswalk: study.crosswalk.id,
                    source,
                    version: study.corpus.source(source).unwrap().version,
                    span: Span::new(run.span.0, run.span.1),
                    from_code: study.codes[from],
                    to_code: study.codes[to],
                    ruling,
                    moved: is.filter(|_| ruling == Ruling::Moved).map(|is| study.codes[is]),
                    reason: String::new(),
                    coder: study.coders[dice.below(2)],
                    at: Time(at),
                });
                study.ruled.push(Ruled { talk: run.talk, span: run.span, link: (from, to), is });
                at += 1;
            }
        }
    }
    let rows = study.corpus.links(study.crosswalk.id).cloned().collect();
    study.corpus.set_crosswalks(vec![study.crosswalk.clone()], rows, verdicts);
    study
}

/// How a passage stands under a link: what was settled last of a passage that holds it, else that it has grown since, else nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stands {
    Open,
    Again,
    As(Option<usize>),
}

fn standing(study: &Study, run: &Run, link: (usize, usize)) -> Stands {
    let here = || study.ruled.iter().filter(move |one| one.talk == run.talk && one.link == link);
    let holds = here().rfind(|one| one.span.0 <= run.span.0 && run.span.1 <= one.span.1);
    let touches = here().any(|one| one.span.0 < run.span.1 && run.span.0 < one.span.1);
    match (holds, touches) {
        (Some(ruled), _) => Stands::As(ruled.is),
        (None, true) => Stands::Again,
        (None, false) => Stands::Open,
    }
}

/// The links of a code, its own or those of the nearest code above that has any; nothing where none has.
fn links(study: &Study, code: usize) -> Option<&[usize]> {
    std::iter::successors(Some(code), |code| ABOVE[*code]).find_map(|code| study.links.get(&code)).map(Vec::as_slice)
}

/// The passages of a code by itself.
fn own(study: &Study, marked: &[Marked], code: usize, coder: Option<usize>) -> Vec<Run> {
    let own: Vec<Marked> = marked.iter().filter(|one| one.code == code).cloned().collect();
    study.passages(&own, code, coder)
}

/// Passages, codings, sources and people.
fn tally(runs: &[Run]) -> (usize, usize, usize, usize) {
    let sources: BTreeSet<usize> = runs.iter().map(|run| run.talk).collect();
    let people: BTreeSet<usize> = runs.iter().flat_map(|run| run.people.iter().copied()).collect();
    (runs.len(), runs.iter().map(|run| run.codings.len()).sum(), sources.len(), people.len())
}

fn told(tally: Tally) -> (usize, usize, usize, usize) {
    (tally.references as usize, tally.codings as usize, tally.sources as usize, tally.people as usize)
}

fn scope(study: &Study, coder: Option<usize>) -> Scope {
    Scope { coders: coder.map(|coder| study.coders[coder]).into_iter().collect(), ..Scope::default() }
}

#[test]
fn every_link_is_covered_as_by_hand() {
    let mut seen = [0; 5];
    for seed in 0..200 {
        let study = settled(seed);
        let voices = Voices::read(&study.corpus, &study.texts).unwrap();
        for coder in [None, Some(0)] {
            let coverage = Lens::new(&study.corpus, &study.crosswalk).coverage(&scope(&study, coder), &voices);
            assert_eq!((coverage.codes.len(), coverage.targets.len()), (FIRST, NAMES.len() - FIRST));
            let mut sums = (0, 0, 0);
            for (code, covered) in coverage.codes.iter().enumerate() {
                let what = format!("seed {seed}, {coder:?}: {}", NAMES[code]);
                let runs = own(&study, &study.marked, code, coder);
                let links = links(&study, code).unwrap_or_default();
                assert_eq!((covered.code, told(covered.tally)), (study.codes[code], tally(&runs)), "{what}");
                let mut plain: Vec<_> = Vec::new();
                for to in links {
                    let stands: Vec<Stands> = runs.iter().map(|run| standing(&study, run, (code, *to))).collect();
                    let count = |is: &dyn Fn(&Stands) -> bool| stands.iter().filter(|one| is(one)).count();
                    let numbers = [
                        count(&|one| *one == Stands::Open),
                        count(&|one| *one == Stands::Again),
                        count(&|one| *one == Stands::As(Some(*to))),
                        count(&|one| *one == Stands::As(None)),
                        count(&|one| matches!(one, Stands::As(Some(is)) if is != to)),
                    ];
                    seen.iter_mut().zip(numbers).for_each(|(sum, number)| *sum += number);
                    plain.push((study.codes[*to], numbers));
                }
                let numbers = covered.links.iter().map(|link| (link.to, [link.open, link.again, link.accepted, link.rejected, link.moved]));
                let mut shown: Vec<_> = numbers.collect();
                shown.sort_by_key(|link| link.0);
                plain.sort_by_key(|link| link.0);
                assert_eq!(shown, plain, "{what}");
                let left = |run: &&Run| links.iter().all(|to| study.ruling(run.talk, run.span, (code, *to)) == Some(None));
                let rejected = if links.is_empty() { 0 } else { runs.iter().filter(left).count() };
                let reach = if links.is_empty() { 0 } else { runs.len() - rejected };
                let open = plain.iter().map(|(_, numbers)| numbers[0] + numbers[1]).sum::<usize>();
                assert_eq!((covered.reach, covered.rejected, covered.open), (reach, rejected, open), "{what}");
                sums = (sums.0 + runs.len(), sums.1 + reach, sums.2 + open);
            }
            assert_eq!((coverage.passages(), coverage.reach(), coverage.open()), sums, "seed {seed}");
            let read = study.read(coder);
            for (at, target) in coverage.targets.iter().enumerate() {
                let code = FIRST + at;
                let what = format!("seed {seed}, {coder:?}: {}", NAMES[code]);
                assert_eq!((target.code, told(target.own)), (study.codes[code], tally(&own(&study, &study.marked, code, coder))), "{what}");
                assert_eq!(told(target.read), tally(&own(&study, &read, code, coder)), "{what}");
                assert_eq!(told(target.whole), tally(&study.passages(&read, code, coder)), "{what}");
            }
        }
    }
    assert!(seen.iter().all(|number| *number > 30), "{seen:?}");
}

#[test]
fn what_a_second_framework_leaves_out_is_as_by_hand_with_what_was_settled() {
    let mut whys: BTreeMap<Why, usize> = BTreeMap::new();
    for seed in 0..200 {
        let study = settled(seed);
        let coder = [None, Some(1)][seed as usize % 2];
        let extent = Lens::new(&study.corpus, &study.crosswalk).extent(&scope(&study, coder), &study.texts).unwrap();
        let mut left: BTreeSet<(usize, (u32, u32), usize, Why)> = BTreeSet::new();
        let mut all: Vec<(Run, bool)> = Vec::new();
        for code in 0..FIRST {
            for run in own(&study, &study.marked, code, coder) {
                let why = match links(&study, code) {
                    None => Some(Why::Unmapped),
                    Some([]) => Some(Why::Without),
                    Some(links) => links.iter().all(|to| study.ruling(run.talk, run.span, (code, *to)) == Some(None)).then_some(Why::Rejected),
                };
                left.extend(why.map(|why| (run.talk, run.span, code, why)));
                why.into_iter().for_each(|why| *whys.entry(why).or_default() += 1);
                all.push((run, why.is_none()));
            }
        }
        let place = |one: &themata::analysis::lens::LeftOut| {
            let talk = study.talks.iter().position(|talk| talk.id == one.source).unwrap();
            (talk, (one.span.start, one.span.end), study.codes.iter().position(|code| *code == one.code).unwrap(), one.why)
        };
        assert_eq!(extent.left.len(), left.len(), "seed {seed}");
        assert_eq!(extent.left.iter().map(place).collect::<BTreeSet<_>>(), left, "seed {seed}");
        let taken = |of: &dyn Fn(&Run) -> Vec<(usize, u32)>| {
            let count =
                |reach: bool| all.iter().filter(|(_, reaches)| !reach || *reaches).flat_map(|(run, _)| of(run)).collect::<BTreeSet<_>>().len();
            Taken { all: count(false), reach: count(true) }
        };
        let words =
            |run: &Run| (run.span.0..run.span.1).filter(|letter| [0, 6].contains(&(letter % TURN))).map(|letter| (run.talk, letter)).collect();
        let people = |run: &Run| run.people.iter().map(|person| (*person, 0)).collect();
        assert_eq!(extent.passages, Taken { all: all.len(), reach: all.iter().filter(|one| one.1).count() }, "seed {seed}");
        assert_eq!((extent.words, extent.people), (taken(&words), taken(&people)), "seed {seed}");
        assert_eq!(extent.sources, taken(&|run| vec![(run.talk, 0)]), "seed {seed}");
        for (told, by) in extent.groups.iter().zip([By::Site, By::Role, By::Phase]) {
            let mut plain: BTreeMap<&str, Taken> = BTreeMap::new();
            for (run, reaches) in &all {
                for group in study.groups(run.talk, &run.people, by) {
                    let taken = plain.entry(group).or_default();
                    (taken.all, taken.reach) = (taken.all + 1, taken.reach + usize::from(*reaches));
                }
            }
            let nobodys: usize = told.iter().map(|group| group.nobodys).sum();
            let of_nobody =
                all.iter().filter(|(run, _)| run.people.is_empty() && study.groups(run.talk, &run.people, by).contains(UNASSIGNED)).count();
            assert_eq!(nobodys, if told.is_empty() { 0 } else { of_nobody }, "seed {seed}, {by:?}");
            let told: BTreeMap<&str, Taken> = told.iter().map(|group| (group.label.as_str(), group.passages)).collect();
            assert!(told.is_empty() && plain.keys().all(|group| *group == UNASSIGNED) || told == plain, "seed {seed}, {by:?}: {told:?} {plain:?}");
        }
    }
    assert!(whys.len() == 3 && whys.values().all(|count| *count > 30), "{whys:?}");
}
