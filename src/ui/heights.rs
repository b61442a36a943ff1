//! Heights of blocks, estimated until they are laid out, with sums in O(log n): a Fenwick tree.

/// The heights of a column of blocks.
#[derive(Clone, Debug, Default)]
pub struct Heights {
    each: Vec<f32>,
    /// `tree[n]` is the sum of the `lowbit(n + 1)` heights that end with block `n`.
    tree: Vec<f64>,
}

impl Heights {
    /// The tree of these heights, in O(n).
    pub fn new(each: Vec<f32>) -> Self {
        let mut tree: Vec<f64> = each.iter().map(|height| f64::from(*height)).collect();
        for at in 0..tree.len() {
            let above = at | (at + 1);
            if above < tree.len() {
                tree[above] += tree[at];
            }
        }
        Self { each, tree }
    }

    /// How many blocks there are.
    pub fn len(&self) -> usize {
        self.each.len()
    }

    /// The height of a block; 0 past the end.
    pub fn get(&self, at: usize) -> f32 {
        self.each.get(at).copied().unwrap_or(0.0)
    }

    /// Puts the true height of a block in the place of the estimate.
    pub fn set(&mut self, at: usize, height: f32) {
        let Some(old) = self.each.get_mut(at) else { return };
        let more = f64::from(height) - f64::from(*old);
        if more == 0.0 {
            return;
        }
        *old = height;
        let mut node = at;
        while node < self.tree.len() {
            self.tree[node] += more;
            node |= node + 1;
        }
    }

    /// The top of a block: the sum of all before it.
    pub fn top(&self, at: usize) -> f64 {
        let mut end = at.min(self.tree.len());
        let mut sum = 0.0;
        while end > 0 {
            sum += self.tree[end - 1];
            end &= end - 1;
        }
        sum
    }

    /// The height of all.
    pub fn total(&self) -> f64 {
        self.top(self.tree.len())
    }

    /// The block at a height from the top, and how far below its own top that is; past the end, the end of the last.
    pub fn find(&self, y: f64) -> (usize, f32) {
        let Some(last) = self.len().checked_sub(1) else { return (0, 0.0) };
        let (mut at, mut left) = (0, y.max(0.0));
        let mut step = self.len().next_power_of_two();
        while step > 0 {
            if at + step <= self.tree.len() && self.tree[at + step - 1] <= left {
                left -= self.tree[at + step - 1];
                at += step;
            }
            step /= 2;
        }
        if at > last { (last, self.get(last)) } else { (at, left as f32) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sums_and_places_agree_with_plain_addition(heights in prop::collection::vec(1u16..200, 1..200), changes in prop::collection::vec((0usize..200, 1u16..400), 0..40), y in 0u32..40_000) {
            let mut plain: Vec<f32> = heights.iter().map(|h| f32::from(*h)).collect();
            let mut tree = Heights::new(plain.clone());
            for (at, height) in changes {
                let at = at % plain.len();
                plain[at] = f32::from(height);
                tree.set(at, plain[at]);
            }
            let mut top = 0.0;
            let mut found = None;
            for (at, height) in plain.iter().enumerate() {
                prop_assert!((tree.top(at) - top).abs() < 1e-6);
                if found.is_none() && f64::from(y) < top + f64::from(*height) {
                    found = Some((at, (f64::from(y) - top) as f32));
                }
                top += f64::from(*height);
            }
            prop_assert!((tree.total() - top).abs() < 1e-6);
            let last = plain.len() - 1;
            prop_assert_eq!(tree.find(f64::from(y)), found.unwrap_or((last, plain[last])));
        }
    }

    #[test]
    fn an_empty_column_has_no_height() {
        let tree = Heights::new(Vec::new());
        assert_eq!((tree.total(), tree.find(10.0)), (0.0, (0, 0.0)));
    }
}
