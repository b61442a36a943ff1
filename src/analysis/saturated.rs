//! Saturation of some interviews, with all that is said of it: judged in their order and in random ones, and what is not seen yet.

use super::saturation::{Coded, Guest, Judged, Later, Permuted, Unsaturated, Unseen, fresh, permuted, unseen};
use crate::model::counted;

/// Interviews in the order they were held, judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Saturation {
    /// The interviews, with the codes in each.
    pub coded: Coded,
    /// How it is judged.
    pub guest: Guest,
    /// Which random orders.
    pub seed: u64,
    /// How many codes each brought that none before it had.
    pub fresh: Vec<u32>,
    /// What that comes to.
    pub judged: Judged,
    /// What random orders say.
    pub permuted: Permuted,
    /// What interviews that were not held might still bring.
    pub unseen: Unseen,
}

impl Saturation {
    /// Judges interviews, and so many random orders of them.
    pub fn new(coded: Coded, guest: Guest, orders: usize, seed: u64) -> Self {
        let fresh = fresh(&coded.codes);
        let (judged, permuted) = (guest.judge(&fresh), permuted(&coded.codes, guest, orders, seed));
        Self { guest, seed, judged, permuted, unseen: unseen(&coded.codes), fresh, coded }
    }

    /// How many codes were seen by each interview.
    pub fn seen(&self) -> Vec<u32> {
        let mut sum = 0;
        let seen = |new: &u32| {
            sum += new;
            sum
        };
        self.fresh.iter().map(seen).collect()
    }

    /// “Reached after 6 interviews (6+2)”, or why not.
    pub fn verdict(&self) -> String {
        match self.judged.after {
            Ok(after) => format!("Reached after {} ({})", counted(after, "interview", "interviews"), self.guest.notation(after)),
            Err(why) => format!("Not reached: {}", why.said()),
        }
    }

    /// What came first behind the point where it was reached.
    pub fn later(&self) -> Option<Later> {
        self.judged.later(&self.fresh)
    }

    /// “base 4, run 2, threshold 5 %”.
    pub fn terms(&self) -> String {
        format!("base {}, run {}, threshold {} %", self.guest.base, self.guest.run, (self.guest.threshold * 10_000.0).round() / 100.0)
    }

    /// The verdict with its terms and what random orders say, in one line.
    pub fn line(&self) -> String {
        let chance = self.by_chance();
        let chance = if chance.is_empty() { chance } else { format!("; {chance}") };
        format!("{}: {}{chance}", self.verdict(), self.terms())
    }

    /// What is to be known beside it: what came later, and which interviews are left out; each in words, without those that say nothing.
    pub fn beside(&self) -> Vec<String> {
        let later = self.later().map_or_else(String::new, |later| later.said());
        [later, self.coded.left_out()].into_iter().filter(|words| !words.is_empty()).collect()
    }

    /// “in 812 of 1000 random orders, after 7 (5 to 9; seed 2020)”; empty where none was tried, and where no order of so few could reach it.
    pub fn by_chance(&self) -> String {
        let Permuted { orders, reached, after, .. } = &self.permuted;
        match after {
            _ if *orders == 0 || self.judged.after == Err(Unsaturated::TooFewInterviews) => String::new(),
            Some((median, low, high)) => format!("in {reached} of {orders} random orders, after {median} ({low} to {high}; seed {})", self.seed),
            None => format!("in none of {orders} random orders (seed {})", self.seed),
        }
    }

    /// “3 codes in one interview alone, 5 in two; about 40 codes in all (Chao2), 97 % of all mentions covered”; of fewer than two interviews how many
    /// there are.
    pub fn left(&self) -> String {
        let Unseen { once, twice, chao2, coverage } = self.unseen;
        let Some(chao2) = chao2 else {
            return format!("{}: what others would bring cannot be told", counted(self.fresh.len(), "interview", "interviews"));
        };
        let covered = coverage.map_or_else(|| "nothing is coded".to_owned(), |share| format!("{:.0} % of all mentions covered", share * 100.0));
        let about = counted(chao2.round() as usize, "code", "codes");
        format!("{} in one interview alone, {twice} in two; about {about} in all (Chao2), {covered}", counted(once as usize, "code", "codes"))
    }
}
