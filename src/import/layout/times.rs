//! Times of a recording as transcripts write them: `0:04`, `1:02:03`, `[00:12:34]`, `#00:00:24-0#`.

/// The time at the start of `s`, `m:ss` or `h:mm:ss` with a fraction: its length in bytes and the milliseconds.
pub(crate) fn plain(s: &[u8]) -> Option<(usize, i64)> {
    number(s).filter(|(end, _)| !s.get(*end).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b':'))
}

/// The time at the start of `s` where a word stands behind it without a space, as in “00:09Ben”, but not in “12:30pm”.
pub(crate) fn glued(s: &str) -> Option<(usize, i64)> {
    let (end, ms) = number(s.as_bytes())?;
    let after = &s[end..];
    let half = ["am", "pm", "AM", "PM"].iter().any(|half| after.strip_prefix(*half).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)));
    (after.starts_with(char::is_alphabetic) && !half).then_some((end, ms))
}

/// The time at the start of `s`, whatever follows.
fn number(s: &[u8]) -> Option<(usize, i64)> {
    let (first, mut at) = digits(s, 0, 3)?;
    let mut parts = [first, 0, 0];
    let mut count = 1;
    while count < 3 && s.get(at) == Some(&b':') {
        let Some((value, next)) = digits(s, at + 1, 2).filter(|(value, next)| next - at == 3 && *value < 60) else { break };
        parts[count] = value;
        count += 1;
        at = next;
    }
    if count == 1 {
        return None;
    }
    let seconds = if count == 2 { parts[0] * 60 + parts[1] } else { parts[0] * 3600 + parts[1] * 60 + parts[2] };
    let (thousandths, end) = fraction(s, at);
    Some((end, seconds * 1000 + thousandths))
}

/// Up to `most` digits at `at`: their value and the place after them; none where more follow.
fn digits(s: &[u8], at: usize, most: usize) -> Option<(i64, usize)> {
    let count = s[at.min(s.len())..].iter().take(most + 1).take_while(|byte| byte.is_ascii_digit()).count();
    if count == 0 || count > most {
        return None;
    }
    Some((s[at..at + count].iter().fold(0, |sum, byte| sum * 10 + i64::from(byte - b'0')), at + count))
}

/// A fraction of a second after `.` or `,` in milliseconds, and where it ends.
fn fraction(s: &[u8], at: usize) -> (i64, usize) {
    if !matches!(s.get(at), Some(b'.' | b',')) {
        return (0, at);
    }
    let count = s[at + 1..].iter().take(9).take_while(|byte| byte.is_ascii_digit()).count();
    if count == 0 {
        return (0, at);
    }
    (thousandths(&s[at + 1..at + 1 + count]), at + 1 + count)
}

/// Digits after a decimal sign as thousandths.
pub(crate) fn thousandths(digits: &[u8]) -> i64 {
    let three = digits.iter().copied().chain(std::iter::repeat(b'0')).take(3);
    three.fold(0, |sum, byte| sum * 10 + i64::from(byte - b'0'))
}

/// The time in brackets at the start of `s`: `[0:04]`, `(1:02:03)`, `{…}`, `#00:00:24-0#`, a range with ` - ` or ` to ` counting as its start.
pub(crate) fn bracketed(s: &[u8]) -> Option<(usize, i64)> {
    let close = match s.first()? {
        b'[' => b']',
        b'(' => b')',
        b'{' => b'}',
        b'#' => b'#',
        _ => return None,
    };
    let mut at = 1 + spaces(&s[1..]);
    let (length, ms) = plain(&s[at..])?;
    at += length;
    let mut ms = ms;
    if close == b'#' && s.get(at) == Some(&b'-') && s.get(at + 1).is_some_and(u8::is_ascii_digit) {
        ms += i64::from(s[at + 1] - b'0') * 100;
        at += 2;
    }
    at += spaces(&s[at..]);
    for dash in [&b"-->"[..], b"-", "–".as_bytes(), b"to "] {
        if s[at..].starts_with(dash) {
            let from = at + dash.len() + spaces(&s[at + dash.len()..]);
            let (length, _) = plain(&s[from..])?;
            at = from + length + spaces(&s[from + length..]);
            break;
        }
    }
    (s.get(at) == Some(&close)).then_some((at + 1, ms))
}

/// The time at the start of `s`, in brackets or not.
pub(crate) fn any(s: &[u8]) -> Option<(usize, i64)> {
    bracketed(s).or_else(|| plain(s))
}

/// The time that a line consists of, a second one after a dash allowed.
pub(crate) fn alone(line: &[u8]) -> Option<i64> {
    let line = line.trim_ascii();
    let (length, ms) = any(line)?;
    let rest = line[length..].trim_ascii();
    if rest.is_empty() {
        return Some(ms);
    }
    let rest = [&b"-->"[..], b"-", "–".as_bytes(), b"to "].iter().find_map(|dash| rest.strip_prefix(*dash))?.trim_ascii_start();
    any(rest).filter(|(length, _)| rest[*length..].trim_ascii().is_empty()).map(|_| ms)
}

/// How many spaces and tabs `s` begins with.
pub(crate) fn spaces(s: &[u8]) -> usize {
    s.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_times_need_whole_minutes_and_seconds() {
        assert_eq!(plain(b"0:04 x"), Some((4, 4000)));
        assert_eq!(plain(b"1:02:03.5"), Some((9, 3_723_500)));
        assert_eq!(plain(b"00:00:03,250 "), Some((12, 3250)));
        assert_eq!(plain(b"53:34"), Some((5, 3_214_000)));
        for no in [&b"10"[..], b"1:2", b"10:61", b"12:30pm", b"1:2:3", b"00:01:02:03", b"2024:01"] {
            assert_eq!(plain(no), None, "{}", String::from_utf8_lossy(no));
        }
    }

    #[test]
    fn times_before_a_word_without_a_space() {
        assert_eq!(glued("00:09Ben: Yes"), Some((5, 9000)));
        assert_eq!(glued("1:02:04Élan"), Some((7, 3_724_000)));
        for no in ["00:09 Ben", "12:30pm", "12:30 pm", "00:01:02:03B", "10:61a"] {
            assert_eq!(glued(no), None, "{no}");
        }
    }

    #[test]
    fn brackets_of_every_kind() {
        assert_eq!(bracketed(b"[01:46] so"), Some((7, 106_000)));
        assert_eq!(bracketed(b"#00:00:24-7#"), Some((12, 24_700)));
        assert_eq!(bracketed(b"#00:00:24.7#"), Some((12, 24_700)));
        assert_eq!(bracketed(b"(0:04 - 0:09)"), Some((13, 4000)));
        assert_eq!(bracketed(b"[25:59 to 27:11]"), Some((16, 1_559_000)));
        assert_eq!(bracketed(b"[inaudible 00:12]"), None);
        assert_eq!(alone(b" [25:59] to [27:11] "), Some(1_559_000));
        assert_eq!(alone(b"00:00:11"), Some(11_000));
        assert_eq!(alone(b"00:00:11 and on"), None);
    }
}
