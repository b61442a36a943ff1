//! Saturation: what each further interview brings that is new, and after how many nothing much does.

use super::ids::IdMap;
use super::mixed::Dice;
use super::{Corpus, Groups, Scope, Voices, coded_sources};
use crate::model::*;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// How saturation is judged, after Guest, Namey and Chen (2020), doi 10.1371/journal.pone.0232076.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guest {
    /// Interviews that make the base: 4, 5 or 6.
    pub base: usize,
    /// Interviews looked at together: 2 or 3.
    pub run: usize,
    /// The most that a run may bring that is new, as a share of what the base brought: 0.05 or 0.
    pub threshold: f64,
}

impl Default for Guest {
    fn default() -> Self {
        Self { base: 4, run: 2, threshold: 0.05 }
    }
}

/// Interviews looked at together behind the base.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Run {
    /// The first and the last of them, from 1.
    pub interviews: (usize, usize),
    /// What they brought that was new.
    pub fresh: u32,
    /// The same as a share of what the base brought.
    pub ratio: f64,
    /// Whether that is no more than the threshold.
    pub meets: bool,
}

/// Why nothing can be said, or nothing was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaturated {
    /// Fewer interviews than base and run need.
    TooFewInterviews,
    /// The base has no codes: there is nothing to divide by.
    NoCodesInBase,
    /// Every run brought more than the threshold.
    ThresholdNotMet,
}

impl Unsaturated {
    /// The reason in words.
    pub fn said(self) -> &'static str {
        match self {
            Self::TooFewInterviews => "too few interviews for base and run",
            Self::NoCodesInBase => "nothing is coded in the base",
            Self::ThresholdNotMet => "every run brought more than the threshold",
        }
    }

    /// Its name for scripts.
    pub fn name(self) -> &'static str {
        match self {
            Self::TooFewInterviews => "too_few_interviews",
            Self::NoCodesInBase => "no_codes_in_base",
            Self::ThresholdNotMet => "threshold_not_met",
        }
    }
}

/// What was found by [`Guest::judge`].
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// Different codes in the base.
    pub base_total: u32,
    /// The runs, each an interview further on.
    pub runs: Vec<Run>,
    /// Interviews before the first run that met the threshold; written `6+2` with a run of two.
    pub after: Result<usize, Unsaturated>,
}

/// What came for the first time in the interviews behind those after which saturation is said to be reached: the run that met the threshold, and
/// all after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Later {
    /// Codes that came first in them.
    pub fresh: u32,
    /// Codes that came at all.
    pub all: u32,
    /// How many interviews they are.
    pub interviews: usize,
}

impl Later {
    /// “2 of 40 codes came first in the 6 interviews after that”.
    pub fn said(&self) -> String {
        let after = match self.interviews {
            1 => "the interview after that".to_owned(),
            many => format!("the {} after that", counted(many, "interview", "interviews")),
        };
        match self.fresh {
            0 => format!("no code came first in {after}"),
            fresh => format!("{} of {} came first in {after}", grouped(i64::from(fresh)), counted(self.all as usize, "code", "codes")),
        }
    }
}

impl Judged {
    /// What came later, where saturation was reached, by how many codes each interview brought that none before it had.
    pub fn later(&self, fresh: &[u32]) -> Option<Later> {
        let behind = &fresh[self.after.ok()?.min(fresh.len())..];
        Some(Later { fresh: behind.iter().sum(), all: fresh.iter().sum(), interviews: behind.len() })
    }
}

impl Guest {
    /// Judges interviews by how many codes each brought that none before it had.
    pub fn judge(self, fresh: &[u32]) -> Judged {
        let base_total = fresh.iter().take(self.base).sum();
        let none = |why| Judged { base_total, runs: Vec::new(), after: Err(why) };
        if fresh.len() < self.base.saturating_add(self.run) || self.run == 0 {
            return none(Unsaturated::TooFewInterviews);
        }
        if base_total == 0 {
            return none(Unsaturated::NoCodesInBase);
        }
        let run = |from: usize| {
            let brought: u32 = fresh[from..from + self.run].iter().sum();
            let ratio = f64::from(brought) / f64::from(base_total);
            Run { interviews: (from + 1, from + self.run), fresh: brought, ratio, meets: ratio <= self.threshold }
        };
        let runs: Vec<Run> = (self.base..=fresh.len() - self.run).map(run).collect();
        let met = runs.iter().find(|run| run.meets).map(|run| run.interviews.0 - 1);
        Judged { base_total, runs, after: met.ok_or(Unsaturated::ThresholdNotMet) }
    }

    /// `6+2`: interviews before the confirming run, and the run.
    pub fn notation(self, after: usize) -> String {
        format!("{after}+{}", self.run)
    }
}

/// How many codes each interview brings that none before it had.
pub fn fresh<T: Eq + Hash>(interviews: &[Vec<T>]) -> Vec<u32> {
    let bits = Bits::of(interviews);
    bits.fresh(0..interviews.len()).collect()
}

/// Which codes stand in each interview, a bit each: random orders ask for it a million times.
struct Bits {
    /// Machine words for one interview.
    words: usize,
    bits: Vec<u64>,
}

impl Bits {
    fn of<T: Eq + Hash>(interviews: &[Vec<T>]) -> Self {
        let mut numbers = HashMap::new();
        for code in interviews.iter().flatten() {
            let next = numbers.len();
            numbers.entry(code).or_insert(next);
        }
        let words = numbers.len().div_ceil(64);
        let mut bits = vec![0; words * interviews.len()];
        for (at, codes) in interviews.iter().enumerate() {
            codes.iter().map(|code| numbers[code]).for_each(|number| bits[at * words + number / 64] |= 1 << (number % 64));
        }
        Self { words, bits }
    }

    /// How many codes each interview of an order has that none before it had.
    fn fresh(&self, order: impl Iterator<Item = usize>) -> impl Iterator<Item = u32> {
        let mut seen = vec![0; self.words];
        order.map(move |at| {
            let mut new = 0;
            for (seen, here) in seen.iter_mut().zip(&self.bits[at * self.words..][..self.words]) {
                new += (here & !*seen).count_ones();
                *seen |= here;
            }
            new
        })
    }
}

/// In how many interviews each code stands, however often in one.
pub fn incidence<T: Eq + Hash>(interviews: &[Vec<T>]) -> HashMap<&T, u32> {
    let mut counts = HashMap::new();
    for codes in interviews {
        codes.iter().collect::<HashSet<&T>>().into_iter().for_each(|code| *counts.entry(code).or_default() += 1);
    }
    counts
}

/// What the interviews not held might still bring.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unseen {
    /// Codes in one interview alone.
    pub once: u32,
    /// Codes in two.
    pub twice: u32,
    /// Codes there may be in all, bias-corrected Chao2 (Chao 1987; Colwell 2013); nothing of fewer than two interviews.
    pub chao2: Option<f64>,
    /// The share of all mentions that these interviews cover (Chao and Jost 2012, equation for incidence); nothing where nothing is coded, nor of
    /// fewer than two interviews.
    pub coverage: Option<f64>,
}

/// Estimates from codes that stand in one or two interviews alone.
pub fn unseen<T: Eq + Hash>(interviews: &[Vec<T>]) -> Unseen {
    let counts = incidence(interviews);
    let of = |n: u32| counts.values().filter(|count| **count == n).count() as u32;
    let (once, twice, n) = (of(1), of(2), interviews.len() as f64);
    let (q1, q2) = (f64::from(once), f64::from(twice));
    if interviews.len() < 2 {
        // One alone says nothing of what others would have brought.
        return Unseen { once, twice, chao2: None, coverage: None };
    }
    let chao2 = counts.len() as f64 + (n - 1.0) / n * q1 * (q1 - 1.0) / (2.0 * (q2 + 1.0));
    let mentions: f64 = counts.values().map(|count| f64::from(*count)).sum();
    let left = if q2 > 0.0 { (n - 1.0) * q1 / ((n - 1.0) * q1 + 2.0 * q2) } else { (n - 1.0) * (q1 - 1.0) / ((n - 1.0) * (q1 - 1.0) + 2.0) };
    let left = if q1 == 0.0 { 0.0 } else { left };
    Unseen { once, twice, chao2: Some(chao2), coverage: (mentions > 0.0).then(|| 1.0 - q1 / mentions * left) }
}

/// What random orders of the interviews say.
#[derive(Clone, Debug, PartialEq)]
pub struct Permuted {
    /// How many orders were tried.
    pub orders: usize,
    /// How many of them reached saturation.
    pub reached: usize,
    /// Of these, the middle number of interviews before the confirming run, and the bounds of the middle 95 %.
    pub after: Option<(usize, usize, usize)>,
    /// For each number of interviews, the middle number of codes seen by then, and the bounds of the middle 95 %.
    pub seen: Vec<(u32, u32, u32)>,
}

/// Judges random orders of the interviews; the same seed gives the same orders.
pub fn permuted<T: Eq + Hash>(interviews: &[Vec<T>], guest: Guest, orders: usize, seed: u64) -> Permuted {
    let bits = Bits::of(interviews);
    let mut list: Vec<usize> = (0..interviews.len()).collect();
    let mut dice = Dice::new(seed);
    let (mut met, mut curves) = (Vec::new(), vec![Vec::with_capacity(orders); interviews.len()]);
    for _ in 0..orders {
        for at in (1..list.len()).rev() {
            list.swap(at, dice.below(at + 1));
        }
        let fresh: Vec<u32> = bits.fresh(list.iter().copied()).collect();
        let mut sum = 0;
        for (curve, new) in curves.iter_mut().zip(&fresh) {
            sum += new;
            curve.push(sum);
        }
        met.extend(guest.judge(&fresh).after.ok());
    }
    let reached = met.len();
    let seen = curves.into_iter().filter_map(band).collect();
    Permuted { orders, reached, after: band(met), seen }
}

/// The median and the bounds of the middle 95 %, by the nearest rank.
fn band<N: Copy + Ord>(mut list: Vec<N>) -> Option<(N, N, N)> {
    list.sort_unstable();
    let rank = |share: f64| list.get(((list.len() as f64 * share).ceil() as usize).clamp(1, list.len().max(1)) - 1).copied();
    Some((rank(0.5)?, rank(0.025)?, rank(0.975)?))
}

/// Interviews in the order they were held, each with the codes that count in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coded {
    /// The interviews.
    pub sources: Vec<SourceId>,
    /// The codes in each, once, in the order of their first passage.
    pub codes: Vec<Vec<CodeId>>,
    /// How many have no date and stand by their place in the list behind those that have one.
    pub undated: usize,
    /// How many have the date of another one and stand by their place in the list among these.
    pub same_day: usize,
    /// How many are not among them, as nobody has coded anything in them with the framework yet: they do not bring nothing new, they are not read.
    pub uncoded: usize,
    /// Whose codings alone count, by initials; empty where everybody’s do.
    pub by: String,
}

impl Coded {
    /// “3 interviews are not coded yet and left out”, or “not coded by BP”; empty where all are coded.
    pub fn left_out(&self) -> String {
        let coded = if self.by.is_empty() { "coded yet".to_owned() } else { format!("coded by {}", self.by) };
        match self.uncoded {
            0 => String::new(),
            1 => format!("1 interview is not {coded} and left out"),
            many => format!("{} interviews are not {coded} and left out", grouped(many)),
        }
    }
}

impl Coded {
    /// How those that no date puts in order stand, in sentences without a full stop; none where dates put all in order.
    pub fn order(&self) -> Vec<String> {
        let stand = |number: usize| if number == 1 { "stands" } else { "stand" };
        let same = match self.same_day {
            0 => None,
            many => Some(format!("{} have the date of another and stand among these by their place in the list", grouped(many))),
        };
        let none = match self.undated {
            0 => None,
            all if all == self.sources.len() => Some("no interview has a date, they stand by their place in the list".to_owned()),
            some => Some(format!("{} without a date {} last, by the place in the list", grouped(some), stand(some))),
        };
        same.into_iter().chain(none).collect()
    }
}

/// One group whose interviews are looked at: a site, a role, a phase.
#[derive(Clone, Copy)]
pub struct OfGroup<'a> {
    /// All groups.
    pub groups: &'a Groups,
    /// This one.
    pub group: u16,
    /// Who speaks where.
    pub voices: &'a Voices,
}

impl OfGroup<'_> {
    /// Whether a coding is one of what the group's people say; of nobody's words, whether the source is the group's.
    fn says(&self, coding: &Coding, people: &mut Vec<CaseId>) -> bool {
        people.clear();
        if let Some(voice) = self.voices.get(coding.source) {
            voice.people(coding.span, 0, people);
        }
        super::chart::each_person(self.groups, coding.source, people).contains(&self.group)
    }
}

/// The interviews and focus groups of a project by date in which anything is coded with the frameworks of these codes, with those of the codes that are coded in them; a code below one of them counts as
/// it where `with_children`. With `only` those of one group alone, each with what the group's own people say there: others may speak in it too.
pub fn coded(corpus: &Corpus, codes: &[CodeId], with_children: bool, scope: &Scope, only: Option<OfGroup<'_>>) -> Coded {
    let mut counts_as: IdMap<CodeId, Vec<usize>> = IdMap::default();
    for (place, code) in codes.iter().enumerate().filter(|(place, code)| !codes[..*place].contains(code)) {
        let family = if with_children { corpus.family(*code) } else { vec![*code] };
        family.into_iter().for_each(|member| counts_as.entry(member).or_default().push(place));
    }
    let persons = corpus.person_kinds();
    let inside = |source: &Source| {
        let Some(OfGroup { groups, group, .. }) = only else { return true };
        super::chart::each_person(groups, source.id, &corpus.people_of(source.id, &persons)).contains(&group)
    };
    let people = std::cell::RefCell::new(Vec::new());
    let said = |coding: &&Coding| only.is_none_or(|only| only.says(coding, &mut people.borrow_mut()));
    let talk = |source: &&Source| matches!(source.kind, SourceKind::Interview | SourceKind::FocusGroup);
    let frameworks: HashSet<FrameworkId> = codes.iter().filter_map(|code| corpus.code(*code)).map(|code| code.framework).collect();
    let coded = coded_sources(corpus, &frameworks, scope);
    let (mut sources, uncoded): (Vec<&Source>, Vec<&Source>) =
        corpus.sources().iter().filter(talk).filter(|source| inside(source)).partition(|source| coded.contains(&source.id));
    // Sorting keeps the order of the list among those of one day.
    sources.sort_by(|a, b| (a.date.is_empty(), &a.date).cmp(&(b.date.is_empty(), &b.date)));
    let in_source = |source: &&Source| {
        let mut seen = vec![false; codes.len()];
        let codings = corpus.codings_of(source.id).iter().filter(|coding| scope.has(coding));
        let counted = codings.filter_map(|coding| counts_as.get(&coding.code).map(|places| (coding, places)));
        let places = counted.filter(|(coding, _)| said(coding)).flat_map(|(_, places)| places);
        places.filter(|place| !std::mem::replace(&mut seen[**place], true)).map(|place| codes[*place]).collect()
    };
    Coded {
        codes: sources.iter().map(in_source).collect(),
        undated: sources.iter().filter(|source| source.date.is_empty()).count(),
        same_day: sources.chunk_by(|a, b| a.date == b.date).filter(|day| day.len() > 1 && !day[0].date.is_empty()).map(<[_]>::len).sum(),
        uncoded: uncoded.len(),
        by: corpus.coders.iter().filter(|coder| scope.coders.contains(&coder.id)).map(|coder| coder.initials.as_str()).collect::<Vec<_>>().join(", "),
        sources: sources.into_iter().map(|source| source.id).collect(),
    }
}
