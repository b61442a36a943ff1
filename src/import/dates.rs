//! Dates as people and programs write them, brought to `YYYY-MM-DD`.

use super::draft::Draft;

/// The first three letters of the months in English, German, French, Spanish, Italian, Portuguese, Dutch and Swedish where they differ.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen", "jän"],
    &["feb", "fév", "fev"],
    &["mar", "mär", "mrz", "maa"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mag", "mei", "maj"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "aoû", "aou", "ago"],
    &["sep", "set"],
    &["oct", "okt", "ott", "out"],
    &["nov"],
    &["dec", "dez", "déc", "dic"],
];

/// The order of day and month where figures alone leave it open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
}

fn iso(year: i64, month: i64, day: i64) -> Option<String> {
    let year = if year < 70 {
        year + 2000
    } else if year < 100 {
        year + 1900
    } else {
        year
    };
    let date = jiff::civil::Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    (1000..=9999).contains(&year).then(|| date.to_string())
}

/// A date in one of the common forms as `YYYY-MM-DD`: `2024-03-05`, `5.3.2024`, `05/03/24`, `5 March 2024`, `Mar 5, 2024`; a time after it is left out.
pub(super) fn written(text: &str, order: Order) -> Option<String> {
    let text = text.trim();
    if text.len() > 40 || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut numbers: Vec<i64> = Vec::new();
    let mut lengths: Vec<usize> = Vec::new();
    let mut month = None;
    // The “T” before a time of day.
    let text =
        text.split_once('T').filter(|(date, _)| date.len() == 10 && date.ends_with(|c: char| c.is_ascii_digit())).map_or(text, |(date, _)| date);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if numbers.len() + usize::from(month.is_some()) == 3 {
            break;
        }
        let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
        if !digits.is_empty() && digits.len() <= 4 && matches!(&word[digits.len()..], "" | "st" | "nd" | "rd" | "th" | "er") {
            numbers.push(digits.parse().ok()?);
            lengths.push(digits.len());
        } else if let Some(number) = month_named(word) {
            month = month.or(Some(number));
        } else if !weekday_or_small(word) {
            return None;
        }
    }
    match (month, numbers.as_slice()) {
        (Some(month), [day, year]) if *year > 31 || lengths[1] == 4 => iso(*year, month, *day),
        (Some(month), [year, day]) => iso(*year, month, *day),
        (None, [year, month, day]) if lengths[0] == 4 => iso(*year, *month, *day),
        (None, [first, second, year]) if lengths[2] >= 2 && separated(text) => match order {
            _ if *first > 12 => iso(*year, *second, *first),
            _ if *second > 12 => iso(*year, *first, *second),
            Order::DayFirst => iso(*year, *second, *first),
            Order::MonthFirst => iso(*year, *first, *second),
        },
        _ => None,
    }
}

/// Whether the first two signs between figures are alike and such as dates have.
fn separated(text: &str) -> bool {
    let signs: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit() && *c != ' ').take(2).collect();
    matches!(signs.as_slice(), [a, b] if a == b && matches!(a, '/' | '.' | '-'))
}

/// Whether figures in this text can only be month first.
pub(super) fn month_first(text: &str) -> bool {
    let numbers: Vec<i64> = text.split(|c: char| !c.is_ascii_digit()).filter_map(|word| word.parse().ok()).collect();
    separated(text) && matches!(numbers.as_slice(), [first, second, ..] if *first <= 12 && *second > 12 && *second <= 31)
}

fn month_named(word: &str) -> Option<i64> {
    let lower = word.to_lowercase();
    let at = MONTHS.iter().position(|names| names.iter().any(|name| lower.starts_with(name)))?;
    let known = lower.chars().count() <= 10 && lower.chars().all(char::is_alphabetic);
    known.then_some(at as i64 + 1)
}

fn weekday_or_small(word: &str) -> bool {
    let lower = word.to_lowercase();
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun", "of", "de", "the", "am", "pm"].iter().any(|start| lower.starts_with(start))
}

/// The date in a file's name: `2024-03-05`, `2024_03_05`, `20240305`, as recorders and meeting programs write it.
pub(super) fn in_name(name: &str) -> Option<String> {
    let bytes = name.as_bytes();
    (0..bytes.len()).filter(|at| *at == 0 || !bytes[at - 1].is_ascii_digit()).find_map(|at| at_start(&bytes[at..]))
}

fn at_start(bytes: &[u8]) -> Option<String> {
    let number = |range: std::ops::Range<usize>| {
        let digits = bytes.get(range)?;
        digits.iter().all(u8::is_ascii_digit).then(|| digits.iter().fold(0, |sum, byte| sum * 10 + i64::from(byte - b'0')))
    };
    let year = number(0..4).filter(|year| (1900..2100).contains(year))?;
    let sign = *bytes.get(4)?;
    let (month, day, end) = match sign {
        b'-' | b'_' | b'.' | b' ' if bytes.get(7) == Some(&sign) => (number(5..7)?, number(8..10)?, 10),
        b'0'..=b'9' => (number(4..6)?, number(6..8)?, 8),
        _ => return None,
    };
    if bytes.get(end).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    iso(year, month, day)
}

/// The date on one of a text's first lines, if such a line is nothing else.
pub(super) fn in_head(draft: &Draft) -> Option<String> {
    draft.lines.iter().take(6).find_map(|line| {
        let words = line.of(&draft.text).trim();
        let words = ["Date:", "Date of interview:", "Datum:", "Fecha:"].iter().find_map(|label| words.strip_prefix(label)).unwrap_or(words).trim();
        let open = separated(words) && !month_first(words) && !words.starts_with(|c: char| c.is_ascii_digit());
        if open { None } else { written(words, Order::DayFirst) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_forms() {
        for text in [
            "2024-03-05",
            "2024/3/5",
            "5.3.2024",
            "05/03/24",
            "5 March 2024",
            "5th March, 2024",
            "Mar 5, 2024",
            "Tuesday 5 March 2024",
            "2024-03-05T10:15:00",
            "5. März 2024",
            "5 mars 2024",
            "5 March 2024, 06:07pm",
        ] {
            assert_eq!(written(text, Order::DayFirst).as_deref(), Some("2024-03-05"), "{text}");
        }
        assert_eq!(written("03/05/2024", Order::MonthFirst).as_deref(), Some("2024-03-05"));
        assert_eq!(written("03/25/2024", Order::DayFirst).as_deref(), Some("2024-03-25"));
        for text in ["12", "3.5", "March", "31.02.2024", "Ward 5, 2024", "10:30:00", "1.2.3", "P07"] {
            assert_eq!(written(text, Order::DayFirst), None, "{text}");
        }
    }

    #[test]
    fn dates_in_names() {
        assert_eq!(in_name("M1_2023-06-19_Sir_Hill").as_deref(), Some("2023-06-19"));
        assert_eq!(in_name("GMT20220412-055954_Recording").as_deref(), Some("2022-04-12"));
        assert_eq!(in_name("Interview 7"), None);
        assert_eq!(in_name("120240305"), None);
    }
}
