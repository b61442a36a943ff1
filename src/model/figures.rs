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
