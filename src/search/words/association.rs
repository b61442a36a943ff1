//! How much two words keep together: measures of a table of four counts.

/// How often two words stand together, each of them anywhere, and how many words there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Association {
    /// Together.
    pub both: u64,
    /// The first one, or the places near it.
    pub first: u64,
    /// The second one.
    pub second: u64,
    /// All words.
    pub all: u64,
}

impl Association {
    /// How often they would stand together by chance.
    pub fn expected(&self) -> f64 {
        self.first as f64 * self.second as f64 / self.all.max(1) as f64
    }

    /// Pointwise mutual information, in bits (Church & Hanks 1990).
    pub fn information(&self) -> f64 {
        (self.both as f64 / self.expected()).log2()
    }

    /// The t score (Church et al. 1991).
    pub fn t(&self) -> f64 {
        (self.both as f64 - self.expected()) / (self.both as f64).sqrt()
    }

    /// Dice’s coefficient: twice the pairs in the share of both words’ counts.
    pub fn dice(&self) -> f64 {
        2.0 * self.both as f64 / (self.first + self.second).max(1) as f64
    }

    /// logDice (Rychlý 2008): at most 14; it does not depend on how long the texts are.
    pub fn log_dice(&self) -> f64 {
        14.0 + self.dice().log2()
    }

    /// The log-likelihood ratio over the four cells (Dunning 1993).
    pub fn likelihood(&self) -> f64 {
        let (both, first, second, all) = (self.both as f64, self.first as f64, self.second as f64, self.all as f64);
        let neither = (all - first - second + both).max(0.0);
        let cells =
            [(both, first, second), (first - both, first, all - second), (second - both, all - first, second), (neither, all - first, all - second)];
        let term = |(seen, row, column): (f64, f64, f64)| if seen > 0.0 { seen * (seen * all / (row * column)).ln() } else { 0.0 };
        2.0 * cells.into_iter().map(term).sum::<f64>()
    }
}
