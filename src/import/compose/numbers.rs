//! The numbers that lists show: counted by level, written as figures, letters or Roman numerals.

/// How a number is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::import) enum Figures {
    #[default]
    Decimal,
    /// `01`
    Padded,
    LowerLetter,
    UpperLetter,
    LowerRoman,
    UpperRoman,
    /// A bullet, or nothing.
    None,
}

impl Figures {
    /// A number as it is written.
    pub fn write(self, number: u32) -> String {
        match self {
            Self::Decimal => number.to_string(),
            Self::Padded => format!("{number:02}"),
            Self::LowerLetter => letters(number),
            Self::UpperLetter => letters(number).to_uppercase(),
            Self::LowerRoman => roman(number),
            Self::UpperRoman => roman(number).to_uppercase(),
            Self::None => String::new(),
        }
    }
}

/// `a` to `z`, then `aa`, `bb`, as Word counts.
fn letters(number: u32) -> String {
    let Some(n) = number.checked_sub(1) else { return "0".into() };
    let letter = char::from(b'a' + (n % 26) as u8);
    std::iter::repeat_n(letter, (n / 26 + 1).min(40) as usize).collect()
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let mut rest = number;
    let mut written = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            written.push_str(sign);
            rest -= value;
        }
    }
    written
}

/// The most signs that stand around the figures of a number; what is longer is cut.
const LONGEST: usize = 64;

/// What stands around the figures of a list's numbers, as a file says it.
pub(in crate::import) fn around(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(LONGEST) {
        text.truncate(end);
    }
    text
}

/// The levels a list may have.
pub(in crate::import) const LEVELS: usize = 10;

/// How far a list has counted, level by level.
#[derive(Clone, Debug, Default)]
pub(in crate::import) struct Counter {
    at: [Option<u32>; LEVELS],
}

impl Counter {
    /// The number of the next item at `level`, which begins at `start`; deeper levels begin anew.
    pub fn next(&mut self, level: usize, start: u32) -> u32 {
        let level = level.min(LEVELS - 1);
        let number = self.at[level].map_or(start, |number| number.saturating_add(1));
        self.at[level] = Some(number);
        self.at[level + 1..].fill(None);
        number
    }

    /// The next item at `level` begins anew.
    pub fn restart(&mut self, level: usize) {
        self.at[level.min(LEVELS - 1)..].fill(None);
    }

    /// The number that `level` stands at, or the one it begins with.
    pub fn current(&self, level: usize, start: u32) -> u32 {
        self.at.get(level).copied().flatten().unwrap_or(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_word_writes_them() {
        let written: Vec<String> = [1, 26, 28].map(|n| Figures::LowerLetter.write(n)).to_vec();
        assert_eq!(written, ["a", "z", "bb"]);
        assert_eq!(
            (Figures::UpperRoman.write(1994), Figures::LowerRoman.write(0), Figures::Padded.write(7)),
            ("MCMXCIV".into(), "0".into(), "07".into())
        );
    }

    #[test]
    fn deeper_levels_begin_anew() {
        let mut counter = Counter::default();
        let counted: Vec<u32> = [0, 1, 1, 0, 1, 99].map(|level| counter.next(level, 1)).to_vec();
        assert_eq!((counted, counter.current(0, 1)), (vec![1, 1, 2, 2, 1, 1], 2));
    }
}
