//! Keyness: which words one part of the study says more than the rest, and over how many people that is spread.

use super::bags::{Bag, Bags};
use super::lexis::Lexis;
use super::list::WordList;
use crate::analysis::Groups;

/// How often a word stands in a part and in the rest, of so many words each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keyness {
    /// In the part.
    pub here: u64,
    /// In the rest.
    pub there: u64,
    /// All words of the part.
    pub here_of: u64,
    /// All words of the rest.
    pub there_of: u64,
}

impl Keyness {
    /// The log-likelihood G² of two terms (Rayson & Garside 2000).
    pub fn g2(&self) -> f64 {
        over_groups(&[self.here, self.there], &[self.here_of, self.there_of]).0
    }

    /// How likely such a difference is by chance, with one degree of freedom.
    pub fn p(&self) -> f64 {
        chance(self.g2(), 1)
    }

    /// The binary logarithm of how many times as often it is said here; none is counted as half of one (Hardie 2014).
    pub fn log_ratio(&self) -> f64 {
        let share = |count: u64, of: u64| if count == 0 { 0.5 } else { count as f64 } / of.max(1) as f64;
        (share(self.here, self.here_of) / share(self.there, self.there_of)).log2()
    }

    /// G² against the number of words, as a Bayes factor: above 2 speaks for a difference (Wilson 2013).
    pub fn bayes(&self) -> f64 {
        self.g2() - ((self.here_of + self.there_of) as f64).ln()
    }
}

/// G² of a word over any number of groups, and how likely it is by chance. Each group has a count and the number of all its words.
pub fn over_groups(counts: &[u64], sizes: &[u64]) -> (f64, f64) {
    let (all, size): (u64, u64) = (counts.iter().sum(), sizes.iter().sum());
    let share = all as f64 / size.max(1) as f64;
    let term = |(count, size): (&u64, &u64)| if *count == 0 { 0.0 } else { *count as f64 * (*count as f64 / (*size as f64 * share)).ln() };
    let g2 = (2.0 * counts.iter().zip(sizes).map(term).sum::<f64>()).max(0.0);
    (g2, chance(g2, counts.len().saturating_sub(1) as u32))
}

/// The upper tail of the χ² distribution (Abramowitz & Stegun 26.4.4 and 26.4.5).
fn chance(x: f64, freedom: u32) -> f64 {
    if freedom == 0 {
        return 1.0;
    }
    let half = x / 2.0;
    let (mut tail, mut term, mut at) = match freedom % 2 {
        1 => (libm::erfc(half.sqrt()), (-half).exp() * half.sqrt() / libm::tgamma(1.5), 1),
        _ => ((-half).exp(), (-half).exp() * half, 2),
    };
    while at < freedom {
        tail += term;
        at += 2;
        term *= half / (f64::from(at) / 2.0);
    }
    tail
}

/// A word that a part says more often than the rest, or less often.
#[derive(Clone, Debug, PartialEq)]
pub struct Keyword {
    /// The word, by its commonest form.
    pub word: String,
    /// Its counts.
    pub keyness: Keyness,
    /// People of the part who say it.
    pub cases_here: u32,
    /// People of the rest who say it.
    pub cases_there: u32,
}

/// [`keywords`] of one group of a grouping against all others, or against one other. What is of no group says nothing about either, unless that
/// is what is asked for; of two groups, what is of both counts as the first's.
pub fn keywords_of(bags: &Bags, lexis: &Lexis, groups: &Groups, (group, against): (u16, Option<u16>), p: f64, cases: u32) -> Vec<Keyword> {
    let is_here = |bag: &Bag| {
        let of = groups.of(bag.source, &bag.people);
        let known = match against {
            Some(other) => of.contains(&group) || of.contains(&other),
            None => group == groups.unassigned() || of.iter().any(|one| *one != groups.unassigned()),
        };
        known.then(|| of.contains(&group))
    };
    keywords(bags, lexis, &is_here, p, cases)
}

/// The words that a part says more often than the rest, the strongest first, then those it says less often. `is_here` says which part words
/// belong to; nothing leaves them out. Words are listed where chance has at most `p` of a share, and so many people say them; a source where
/// nobody is known counts as one of those.
pub fn keywords(bags: &Bags, lexis: &Lexis, is_here: &dyn Fn(&Bag) -> Option<bool>, p: f64, cases: u32) -> Vec<Keyword> {
    let here = WordList::of(bags, lexis, &|bag| is_here(bag) == Some(true));
    let there = WordList::of(bags, lexis, &|bag| is_here(bag) == Some(false));
    let empty = |list: &WordList| list.total == 0;
    if empty(&here) || empty(&there) {
        return Vec::new();
    }
    let both = WordList::of(bags, lexis, &|bag| is_here(bag).is_some());
    let of = |list: &WordList, key: &str| list.by_key(key).map_or((0, 0, 0), |word| (word.count, word.cases, word.spread));
    let keyword = |word: &super::list::WordCount| {
        let ((here_count, cases_here, spread_here), (there_count, cases_there, spread_there)) = (of(&here, &word.key), of(&there, &word.key));
        let keyness = Keyness { here: here_count, there: there_count, here_of: here.total, there_of: there.total };
        let spread = if keyness.log_ratio() >= 0.0 { spread_here } else { spread_there };
        (Keyword { word: word.label.clone(), keyness, cases_here, cases_there }, spread)
    };
    let wanted = |(word, spread): &(Keyword, u32)| word.keyness.p() <= p && *spread >= cases;
    let mut list: Vec<Keyword> = both.words.iter().map(keyword).filter(wanted).map(|(word, _)| word).collect();
    list.sort_by(|a, b| b.keyness.log_ratio().total_cmp(&a.keyness.log_ratio()).then_with(|| a.word.cmp(&b.word)));
    list
}
