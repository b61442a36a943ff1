//! Counts as they are written, everywhere alike.

/// A count with a comma at each thousand: `14`, `1,234`. Whatever is said of how many there are goes through it; tables for other programs do not.
pub fn grouped(value: impl TryInto<i64>) -> String {
    let value: i64 = value.try_into().unwrap_or(i64::MAX);
    let digits = value.unsigned_abs().to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if value < 0 { format!("−{out}") } else { out }
}

/// A count with its noun: `1 passage`, `3 passages`, `1,234 passages`.
pub fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number as i64), if number == 1 { one } else { many })
}

/// A share in whole per cent, rounded, and never 100 before it is all; of nothing, nothing is known.
pub fn percent(part: usize, all: usize) -> Option<usize> {
    let rounded = part.saturating_mul(200).saturating_add(all).checked_div(all.saturating_mul(2))?;
    Some(if part < all { rounded.min(99) } else { rounded })
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn shares_are_rounded_and_whole_only_when_all_is_there() {
        let shares = [(13, 14), (1, 3), (2, 3), (199, 200), (200, 200), (0, 5), (1, 200), (1, 201)];
        assert_eq!(shares.map(|(part, all)| percent(part, all).unwrap()), [93, 33, 67, 99, 100, 0, 1, 0]);
        assert_eq!(percent(0, 0), None);
    }
}
