//! Moments, in milliseconds since 1970 (UTC).

use serde::{Deserialize, Serialize};

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Time(pub i64);

impl Time {
    /// This moment, by the machine's clock.
    pub fn now() -> Self {
        Self(jiff::Timestamp::now().as_millisecond())
    }

    /// When a day begins where the machine is, the day being written as 2022-03-14; nothing where that is no day.
    pub fn day_begins(day: &str) -> Option<Self> {
        let day = day.trim().parse::<jiff::civil::Date>().ok()?;
        Some(Self(day.to_zoned(jiff::tz::TimeZone::system()).ok()?.timestamp().as_millisecond()))
    }

    /// The day of the moment where the machine is: 14 March 2022.
    pub fn day(self) -> String {
        let at = jiff::Timestamp::from_millisecond(self.0).unwrap_or_default();
        at.to_zoned(jiff::tz::TimeZone::system()).strftime("%-d %B %Y").to_string()
    }

    /// The moment as RFC 3339 in UTC, to the second.
    pub fn rfc3339(self) -> String {
        jiff::Timestamp::from_millisecond(self.0).map_or_else(|_| String::from("?"), |at| at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
    }
}
