//! Letters as they are compared: what is not seen, what is an accent, and letters without regard to case.

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

/// Words with LF line ends.
pub fn lf(words: &str) -> String {
    if words.contains('\r') { words.replace("\r\n", "\n").replace('\r', "\n") } else { words.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::caseless;

    #[test]
    fn capitals_that_are_more_letters_are_the_same_word() {
        let fold = |word: &str| word.chars().flat_map(caseless).collect::<String>();
        for (one, other) in [("STRASSE", "Straße"), ("STRAẞE", "strasse"), ("ΓΙΏΡΓΟΣ", "Γιώργος"), ("ﬁnn", "FINN"), ("Ǆ", "ǆ"), ("ŁÓDŹ", "łódź")]
        {
            assert_eq!(fold(one), fold(other));
        }
    }
}
