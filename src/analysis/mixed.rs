//! Numbers mixed so that each bit of what goes in changes about half of what comes out: the same on every machine and for good.

/// The output of SplitMix64 for a state (Steele, Lea and Flood 2014).
pub(super) fn mixed(state: u64) -> u64 {
    let mut z = state.wrapping_add(STEP);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// Random numbers that come again for a seed.
pub(super) struct Dice(u64);

impl Dice {
    /// The numbers of a seed.
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `n`.
    pub(super) fn below(&mut self, n: usize) -> usize {
        let random = mixed(self.0);
        self.0 = self.0.wrapping_add(STEP);
        // The high half of the product: no remainder, which would favour small numbers.
        ((u128::from(random) * n as u128) >> 64) as usize
    }
}
