//! Fractional keys: a key between any two keys, so that moving one sibling writes one row.

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

fn digit(byte: u8) -> usize {
    DIGITS.iter().position(|d| *d == byte).unwrap_or(0)
}

/// Digits that are counted up when a key is wanted at the end: room for fourteen million siblings in short keys.
const COUNTED: usize = 4;

/// A key that sorts after `before` and ahead of `after`; an empty `before` is the start, `None` the end.
/// Keys sort as bytes and never end in `0`, so there is always room. Two equal or crossed keys give a key after `before`.
pub fn between(before: &str, after: Option<&str>) -> String {
    match after.filter(|key| *key > before) {
        Some(after) => middle(before.as_bytes(), Some(after.as_bytes())),
        None => counted(before.as_bytes()).unwrap_or_else(|| middle(before.as_bytes(), None)),
    }
}

/// The next key in counting order, while the counted digits last.
fn counted(before: &[u8]) -> Option<String> {
    let mut number = (0..COUNTED).fold(0, |sum, at| sum * DIGITS.len() + before.get(at).map_or(0, |b| digit(*b))) + 1;
    number += usize::from(number.is_multiple_of(DIGITS.len()));
    let mut key = [0u8; COUNTED];
    for place in key.iter_mut().rev() {
        *place = DIGITS[number % DIGITS.len()];
        number /= DIGITS.len();
    }
    (number == 0).then(|| key.iter().map(|b| *b as char).collect())
}

/// The key halfway between two, one digit longer where there is no room.
fn middle(low: &[u8], high: Option<&[u8]>) -> String {
    let mut key = String::new();
    let mut bounded = true;
    for at in 0.. {
        let from = low.get(at).map_or(0, |b| digit(*b));
        let to = match high {
            Some(high) if bounded => high.get(at).map_or(0, |b| digit(*b)),
            _ => DIGITS.len(),
        };
        if to > from + 1 {
            key.push(DIGITS[(from + to) / 2] as char);
            break;
        }
        key.push(DIGITS[from] as char);
        bounded = bounded && from == to;
    }
    key
}

/// `count` keys in order after `before`.
pub fn sequence(before: &str, count: usize) -> Vec<String> {
    let mut last = before.to_owned();
    (0..count)
        .map(|_| {
            last = between(&last, None);
            last.clone()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn keys_stay_in_order_through_any_insertions(places in proptest::collection::vec(0usize..1000, 1..200)) {
            let mut keys: Vec<String> = Vec::new();
            for place in places {
                let at = place % (keys.len() + 1);
                let before = if at == 0 { "" } else { &keys[at - 1] };
                let key = between(before, keys.get(at).map(String::as_str));
                keys.insert(at, key);
            }
            prop_assert!(keys.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!(keys.iter().all(|key| !key.ends_with('0')));
        }
    }

    #[test]
    fn appending_keeps_keys_short() {
        assert!(sequence("", 500).last().is_some_and(|key| key.len() == COUNTED));
    }
}
