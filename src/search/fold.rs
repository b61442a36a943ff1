//! Words made comparable: case, accents and signs that nobody sees fall away.

use crate::text::{is_accent, is_unseen};
use rust_stemmers::Stemmer;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// A word without regard to case, accents, the kind of its apostrophes and hyphens, and what is not seen in it.
pub fn fold(word: &str) -> String {
    fold_cow(word).into_owned()
}

/// The same; nothing is made where it is so already.
pub(super) fn fold_cow(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return match word.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => Cow::Owned(word.to_ascii_lowercase()),
            false => Cow::Borrowed(word),
        };
    }
    let mut folded = String::with_capacity(word.len());
    for c in word.nfkd().filter(|c| !is_unseen(*c) && !is_accent(*c)).flat_map(char::to_lowercase) {
        match c {
            '’' | '‘' | 'ʼ' => folded.push('\''),
            '\u{2010}' | '\u{2011}' => folded.push('-'),
            'ß' => folded.push_str("ss"),
            'ς' => folded.push('σ'),
            // Letters with a stroke or without a dot have no accent that could fall away; joined ones are two.
            'ı' => folded.push('i'),
            'ł' => folded.push('l'),
            'ø' => folded.push('o'),
            'đ' => folded.push('d'),
            'ħ' => folded.push('h'),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            // Lower case takes an accent off that was part of a capital.
            c if is_accent(c) => {}
            c => folded.push(c),
        }
    }
    // A letter of a script that has its letters in parts is one again, so that what is left open in a search is a letter.
    Cow::Owned(folded.nfc().collect())
}

/// Whether a word has no capital and no accent, so that folding changes nothing that one would write on purpose.
pub(super) fn is_plain(word: &str) -> bool {
    written(word) == fold_cow(word)
}

/// A word in small letters and else as it is written, as rules for stems read it. What it is folded to is what the word itself is.
pub(super) fn lower(word: &str) -> Cow<'_, str> {
    if word.is_ascii() { fold_cow(word) } else { Cow::Owned(written(word).to_lowercase()) }
}

/// The stem of a word in small letters, by its own letters; endings are written with accents. Folded, so that it does not matter how somebody
/// writes the rest.
pub(super) fn stem(stemmer: &Stemmer, lower: &str) -> String {
    // Rules for Russian stems are written with е, and know no stress marks.
    if lower.contains(['ё', '\u{300}', '\u{301}']) {
        let plain: String = lower.chars().filter(|c| !matches!(c, '\u{300}' | '\u{301}')).map(|c| if c == 'ё' { 'е' } else { c }).collect();
        return fold(&stemmer.stem(&plain));
    }
    fold(&stemmer.stem(lower))
}

/// A word letter by letter, with what is not seen taken out and accents put together.
pub(super) fn written(word: &str) -> String {
    let signs = word.chars().filter(|c| !is_unseen(*c)).map(|c| match c {
        '’' | '‘' | 'ʼ' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        c => c,
    });
    signs.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_of_russian_do_not_mind_two_points_and_stress() {
        let russian = Stemmer::create(rust_stemmers::Algorithm::Russian);
        let of = |word: &str| stem(&russian, &lower(word));
        assert_eq!(of("чёрный"), of("чёрная"));
        assert_eq!(of("черный"), of("чёрная"));
        assert_eq!(of("ёлка"), of("ёлки"));
        assert_eq!(of("но\u{301}вый"), of("новая"));
    }

    #[test]
    fn case_accents_and_what_is_not_seen_fall_away_and_letters_stay() {
        for (word, folded) in [
            ("Trust", "trust"),
            ("É\u{301}té", "ete"),
            ("fund\u{AD}ing", "funding"),
            ("STRASSE", "strasse"),
            ("Straße", "strasse"),
            ("isn’t", "isn't"),
            ("co\u{2011}produce", "co-produce"),
            ("İzmir", "izmir"),
            ("ΛΌΓΟΣ", "λογοσ"),
            ("שָׁלוֹם", "שלום"),
            ("हिन्दी", "हिन्दी"),
            ("ﬁnance", "finance"),
            ("IŞIK", "isik"),
            ("ışık", "isik"),
            ("Łódź", "lodz"),
            ("Søren", "soren"),
            ("cœur", "coeur"),
        ] {
            assert_eq!(fold(word), folded, "{word}");
            assert_eq!(fold(&fold(word)), fold(word), "{word}");
        }
        assert!(is_plain("trust") && !is_plain("Trust") && !is_plain("été") && !is_plain("ława") && is_plain("isn’t"));
        assert_eq!(written("Ca\u{AD}fe\u{301}"), "Café");
    }

    proptest::proptest! {
        #[test]
        fn a_word_in_small_letters_is_folded_to_the_same(word in "\\PC{0,8}", near in "[aAéÉİIıßẞΣςﬁ가ันЙй\u{AD}\u{301}\u{200B}’‑]{0,8}") {
            for word in [word, near] {
                proptest::prop_assert_eq!(fold(&lower(&word)), fold(&word));
                proptest::prop_assert_eq!(fold(&fold(&word)), fold(&word));
            }
        }
    }
}
