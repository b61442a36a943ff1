//! The order people expect: “Phase 2” before “Phase 10”, without regard to case.

use std::cmp::Ordering;

/// The leading digits of a text without noughts in front, and what follows; nothing when it begins otherwise.
fn number(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (end > 0).then(|| (text[..end].trim_start_matches('0'), &text[end..]))
}

/// Whether a name is a bare number, or one with a letter, such as 2A, which says nothing without what it numbers.
pub fn is_bare_number(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_digit()) && name.chars().all(char::is_alphanumeric)
}

/// Compares two names: numbers in them by value, letters without regard to case; what differs only so, by its signs.
pub fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    loop {
        if let (Some((m, after_m)), Some((n, after_n))) = (number(left), number(right)) {
            let order = m.len().cmp(&n.len()).then_with(|| m.cmp(n));
            if order != Ordering::Equal {
                return order;
            }
            (left, right) = (after_m, after_n);
            continue;
        }
        let (mut one, mut other) = (left.chars(), right.chars());
        match (one.next(), other.next()) {
            (Some(x), Some(y)) => {
                let order = x.to_lowercase().cmp(y.to_lowercase());
                if order != Ordering::Equal {
                    return order;
                }
            }
            (None, None) => return a.cmp(b),
            (x, y) => return x.is_some().cmp(&y.is_some()),
        }
        (left, right) = (one.as_str(), other.as_str());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_and_case_does_not() {
        let mut names = ["Phase 10", "phase 2", "ICS b", "ICS A", "Phase 02", "", "1", "a1b2", "a1b10"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(names, ["", "1", "a1b2", "a1b10", "ICS A", "ICS b", "Phase 02", "phase 2", "Phase 10"]);
    }
}
