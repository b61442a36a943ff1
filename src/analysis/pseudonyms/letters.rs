//! Letters of names as they are compared: without regard to case, accents, width, and to how a keyboard writes them.

use crate::text::{caseless, goes_on, is_accent, is_unseen};
use unicode_normalization::UnicodeNormalization;

/// What may stand before a letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Gap {
    #[default]
    No,
    /// It begins a word.
    Word,
    /// It is a capital within one: “McDonald” may be written “Mc Donald”.
    Capital,
}

/// Whether a letter or figure of a word; accents go with theirs.
pub(super) fn is_letter(c: char) -> bool {
    // One of the apostrophes is a letter by Unicode’s book.
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { goes_on(c) && !is_dropped(c) && c != 'ʼ' }
}

pub(super) fn is_dropped(c: char) -> bool {
    !c.is_ascii() && (is_accent(c) || is_unseen(c))
}

/// A letter as it is compared: without regard to case and accents.
pub(super) fn folded(c: char, each: &mut impl FnMut(char)) {
    if c.is_ascii() {
        each(c.to_ascii_lowercase());
        return;
    }
    // Hamza over and under a letter is often left out.
    let drop = |c: &char| is_dropped(*c) || matches!(c, '\u{0653}'..='\u{0655}');
    // Also of full width, and as one sign with its neighbour.
    for c in std::iter::once(c).nfkd().filter(|c| !drop(c)).flat_map(caseless).filter(|c| !drop(c)) {
        match c {
            'ø' => each('o'),
            'ł' => each('l'),
            'đ' | 'ð' => each('d'),
            'æ' => {
                each('a');
                each('e');
            }
            'œ' => {
                each('o');
                each('e');
            }
            'ى' => each('ي'),
            'ة' => each('ه'),
            c => each(c),
        }
    }
}

/// The letters of a name as they are compared, and what may stand before each.
pub(super) fn spelled(name: &str) -> (Vec<char>, Vec<Gap>) {
    let (mut letters, mut gaps, mut parted, mut small) = (Vec::new(), Vec::new(), false, false);
    for c in name.trim().chars() {
        if is_letter(c) {
            let mut gap = match (std::mem::take(&mut parted), small && c.is_uppercase()) {
                _ if letters.is_empty() => Gap::No,
                (true, _) => Gap::Word,
                (false, capital) => {
                    if capital {
                        Gap::Capital
                    } else {
                        Gap::No
                    }
                }
            };
            folded(c, &mut |letter| {
                gaps.push(std::mem::take(&mut gap));
                letters.push(letter);
            });
            small = c.is_lowercase();
        } else if !is_dropped(c) {
            parted = true;
        }
    }
    (letters, gaps)
}

/// A letter that is written out where a keyboard lacks it.
pub(super) fn written_out(c: char) -> Option<&'static str> {
    Some(match c {
        'ä' => "ae",
        'ö' | 'ø' => "oe",
        'ü' => "ue",
        'å' => "aa",
        'Ä' => "Ae",
        'Ö' | 'Ø' => "Oe",
        'Ü' => "Ue",
        'Å' => "Aa",
        _ => return None,
    })
}

/// The letters of words with their accents, without regard to case.
pub(super) fn exact(words: &str) -> Vec<char> {
    words.chars().filter(|c| goes_on(*c) && !is_unseen(*c)).nfd().flat_map(caseless).collect()
}
