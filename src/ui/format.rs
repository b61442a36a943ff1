//! Numbers, durations and dates as people read them.

pub use crate::analysis::listed;

use crate::model::Time;

/// A whole number with a comma at each thousand; a fraction with at most two places.
pub fn number(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 { count(value as i64) } else { format!("{value:.2}") }
}

/// A count with a comma at each thousand.
pub fn count(value: impl TryInto<i64>) -> String {
    crate::model::grouped(value)
}

/// A count with its noun: `1 passage`, `14 passages`; an irregular plural is written `person|people`.
pub fn counted(value: usize, noun: &str) -> String {
    let (one, many) = noun.split_once('|').map_or_else(|| (noun, format!("{noun}s")), |(one, many)| (one, many.to_owned()));
    if value == 1 { format!("1 {one}") } else { format!("{} {many}", count(value as i64)) }
}

/// How large a file is: `840 kB`, `1.2 MB`.
pub fn size(bytes: u64) -> String {
    let kilobytes = bytes as f64 / 1000.0;
    match kilobytes {
        ..1000.0 => format!("{} kB", kilobytes.ceil()),
        ..1_000_000.0 => format!("{:.1} MB", kilobytes / 1000.0),
        _ => format!("{:.1} GB", kilobytes / 1_000_000.0),
    }
}

/// How long something takes: `4 s`, `2 min 10 s`, `1 h 5 min`.
pub fn duration(seconds: f64) -> String {
    let seconds = seconds.max(0.0).round() as u64;
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3600 if seconds.is_multiple_of(60) => format!("{} min", seconds / 60),
        60..3600 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => format!("{} h {} min", seconds / 3600, seconds % 3600 / 60),
    }
}

/// When something was, seen from `now`: relative within a week, then the day, with the year where it differs.
pub fn ago(then: jiff::Timestamp, now: jiff::Timestamp) -> String {
    let seconds = now.as_second() - then.as_second();
    let zone = jiff::tz::TimeZone::system();
    let (then, now) = (then.to_zoned(zone.clone()), now.to_zoned(zone));
    let days = (now.date() - then.date()).get_days();
    match (seconds, days) {
        (i64::MIN..60, _) => "just now".to_owned(),
        (60..3600, _) => format!("{} min ago", seconds / 60),
        (_, 0) => format!("{} h ago", seconds / 3600),
        (_, 1) => "yesterday".to_owned(),
        (_, 2..7) => format!("{days} days ago"),
        _ if then.year() == now.year() => then.strftime("%-d %B").to_string(),
        _ => then.strftime("%-d %B %Y").to_string(),
    }
}

/// When something was, seen from now.
pub fn when(at: Time) -> String {
    ago(timestamp(at), jiff::Timestamp::now())
}

/// The same with the clock.
pub fn moment_of(at: Time) -> String {
    moment(timestamp(at), jiff::Timestamp::now())
}

fn timestamp(at: Time) -> jiff::Timestamp {
    jiff::Timestamp::from_millisecond(at.0).unwrap_or_default()
}

/// [`ago`] with the clock, to tell moments apart that lie close together: “2 min ago, 14:32:05”.
pub fn moment(then: jiff::Timestamp, now: jiff::Timestamp) -> String {
    format!("{}, {}", ago(then, now), then.to_zoned(jiff::tz::TimeZone::system()).strftime("%H:%M:%S"))
}

/// How many come to a thousand, as many digits as say something: `12`, `1.2`, `0.12`.
pub fn rate(hits: u64, words: u64) -> String {
    match crate::search::in_thousand(hits, words) {
        None => "–".to_owned(),
        Some(rate) if rate >= 10.0 => count(rate.round() as i64),
        Some(rate) if rate >= 1.0 => format!("{rate:.1}"),
        Some(rate) => format!("{rate:.2}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_have_their_commas_and_nouns() {
        assert_eq!(count(1_470_123), "1,470,123");
        assert_eq!(count(-12_000), "−12,000");
        assert_eq!(counted(1, "person|people"), "1 person");
        assert_eq!(counted(1_204, "person|people"), "1,204 people");
        assert_eq!(counted(0, "coding"), "0 codings");
    }

    #[test]
    fn names_stand_in_a_row() {
        assert_eq!([&[][..], &["A"], &["A", "B"], &["A", "B", "C"]].map(listed), ["", "A", "A and B", "A, B and C"]);
    }

    #[test]
    fn dates_are_relative_within_a_week_only() {
        let now = "2026-03-10T12:00:00Z".parse::<jiff::Timestamp>().unwrap();
        let before = |seconds: i64| ago(jiff::Timestamp::from_second(now.as_second() - seconds).unwrap(), now);
        assert_eq!(before(20), "just now");
        let (one, other) = (jiff::Timestamp::from_second(now.as_second() - 3).unwrap(), jiff::Timestamp::from_second(now.as_second() - 4).unwrap());
        assert!(moment(one, now).starts_with("just now, ") && moment(one, now) != moment(other, now), "two that lie close together differ");
        assert_eq!(before(150), "2 min ago");
        assert_eq!(before(3 * 86_400), "3 days ago");
        assert_eq!(before(9 * 86_400), "1 March");
        assert_eq!(before(400 * 86_400), "3 February 2025");
    }

    #[test]
    fn sizes_are_short() {
        assert_eq!([1, 840_000, 1_240_000, 3_000_000_000].map(size), ["1 kB", "840 kB", "1.2 MB", "3.0 GB"]);
    }

    #[test]
    fn durations_read_aloud() {
        assert_eq!([4.0, 130.0, 120.0, 3900.0].map(duration), ["4 s", "2 min 10 s", "2 min", "1 h 5 min"]);
    }
}
