//! Letters as they are compared: what is not seen, what is an accent, and letters without regard to case.

use std::borrow::Cow;

/// Whether a sign stands in a word and is not seen: soft hyphens, joiners, direction marks, the mark of byte order.
pub fn is_unseen(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Whether a sign is an accent of Latin, Greek and Cyrillic letters, a point of Hebrew or a vowel mark of Arabic. Vowel signs of other scripts
/// are letters.
pub fn is_accent(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{0591}'..='\u{05BD}' | '\u{05BF}' | '\u{05C1}' | '\u{05C2}' | '\u{05C7}' | '\u{0640}' | '\u{064B}'..='\u{0652}' | '\u{0670}')
}

/// A letter without regard to case, by full folding: `ß` and `ẞ` are `ss`, `ς` is `σ`, `ﬁ` is `fi`.
pub fn caseless(c: char) -> impl Iterator<Item = char> {
    // Small letters alone are not enough: `ß` is one of its own, and its capital is `SS`.
    c.to_lowercase().flat_map(char::to_uppercase).flat_map(char::to_lowercase)
}

/// Whether a letter is of a script written from right to left.
pub fn is_from_the_right(c: char) -> bool {
    c.is_alphabetic() && matches!(u32::from(c), 0x590..=0x8FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF)
}

/// A name as it stands within a sentence: one of a script written from right to left between U+2068 and U+2069, as it would take the numbers
/// beside it along; any other as it is.
pub fn isolated(name: &str) -> Cow<'_, str> {
    if name.chars().any(is_from_the_right) { Cow::Owned(format!("\u{2068}{name}\u{2069}")) } else { Cow::Borrowed(name) }
}

/// Whether words read from right to left: by the first letter that is not of an isolated name.
pub fn reads_from_the_right(words: &str) -> bool {
    let mut within = 0_u32;
    let first = words.chars().find(|c| {
        match c {
            '\u{2066}'..='\u{2068}' => within += 1,
            '\u{2069}' => within = within.saturating_sub(1),
            _ => {}
        }
        within == 0 && c.is_alphabetic()
    });
    first.is_some_and(is_from_the_right)
}

/// Words with LF line ends.
pub fn lf(words: &str) -> String {
    if words.contains('\r') { words.replace("\r\n", "\n").replace('\r', "\n") } else { words.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_isolated_says_nothing_of_the_direction_of_its_sentence() {
        let said = format!("{}: 6 interviews", isolated("מזרח"));
        assert_eq!(said, "\u{2068}מזרח\u{2069}: 6 interviews");
        assert_eq!(
            ["מזרח: 6 interviews", &said, "East מזרח", "12", "\u{2068}מזרח\u{2069}, אמון"].map(reads_from_the_right),
            [true, false, false, false, true]
        );
        assert_eq!(isolated("North"), "North");
    }

    #[test]
    fn capitals_that_are_more_letters_are_the_same_word() {
        let fold = |word: &str| word.chars().flat_map(caseless).collect::<String>();
        for (one, other) in [("STRASSE", "Straße"), ("STRAẞE", "strasse"), ("ΓΙΏΡΓΟΣ", "Γιώργος"), ("ﬁnn", "FINN"), ("Ǆ", "ǆ"), ("ŁÓDŹ", "łódź")]
        {
            assert_eq!(fold(one), fold(other));
        }
    }
}
