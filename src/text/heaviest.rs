//! Of things that were moved about, those that count as having stayed.

/// Which of these count as having stayed: the heaviest row of them whose old places are in order too. Each is its old place and its weight, and they
/// come in their new order. In time n log n.
pub(super) fn in_order(list: &[(usize, usize)]) -> Vec<bool> {
    let mut places: Vec<usize> = list.iter().map(|(place, _)| *place).collect();
    places.sort_unstable();
    // The heaviest row that ends at or before each place, as a tree of prefixes (Fenwick 1994), with what it ends with.
    let mut tree: Vec<(usize, Option<usize>)> = vec![(0, None); list.len() + 1];
    let mut before: Vec<Option<usize>> = Vec::with_capacity(list.len());
    for (n, (place, weight)) in list.iter().enumerate() {
        let place = places.partition_point(|other| other <= place);
        let (mut best, mut at) = ((0, None), place);
        while at > 0 {
            best = best.max(tree[at]);
            at &= at - 1;
        }
        before.push(best.1);
        at = place;
        while at < tree.len() {
            tree[at] = tree[at].max((best.0 + weight, Some(n)));
            at += at & at.wrapping_neg();
        }
    }
    let mut at = tree.iter().max().and_then(|best| best.1);
    let mut stays = vec![false; list.len()];
    while let Some(n) = at {
        stays[n] = true;
        at = before[n];
    }
    stays
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same by looking at every row there can be.
    fn heaviest(list: &[(usize, usize)]) -> usize {
        let rows =
            (0..1_u32 << list.len()).map(|row| list.iter().enumerate().filter(|(n, _)| row >> n & 1 == 1).map(|(_, one)| *one).collect::<Vec<_>>());
        rows.filter(|row| row.is_sorted_by_key(|(place, _)| *place)).map(|row| row.iter().map(|(_, weight)| weight).sum()).max().unwrap_or(0)
    }

    proptest! {
        #[test]
        fn what_stays_is_in_order_and_as_heavy_as_can_be(list in prop::collection::vec((0_usize..6, 1_usize..9), 0..9)) {
            let stays = in_order(&list);
            let kept: Vec<(usize, usize)> = list.iter().zip(&stays).filter(|(_, stays)| **stays).map(|(one, _)| *one).collect();
            prop_assert!(kept.is_sorted_by_key(|(place, _)| *place));
            prop_assert_eq!(kept.iter().map(|(_, weight)| weight).sum::<usize>(), heaviest(&list));
        }
    }
}
