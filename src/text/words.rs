//! Words and sentences: counting them, and finding the one at a place.

use super::Geometry;
use crate::model::Span;
use unicode_segmentation::UnicodeSegmentation;

/// Whether `c` is part of a word in itself.
fn inner(c: char) -> bool {
    c.is_alphanumeric()
}

/// Whether `c` holds a word together when it stands between two of its letters.
fn joint(c: char) -> bool {
    matches!(c, '\'' | '’' | '-' | '\u{2010}' | '\u{2011}' | '\u{00AD}')
}

/// Whether a letter beside `c` goes on with the same word.
pub fn goes_on(c: char) -> bool {
    inner(c) || is_combining(c)
}

/// The words of a text as byte ranges: letters or digits with inner apostrophes or hyphens.
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Tokens<'a> {
    /// The words of `text`.
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }
}

impl Iterator for Tokens<'_> {
    type Item = std::ops::Range<usize>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = &self.text[self.at..];
        let start = self.at + rest.find(inner)?;
        let mut end = start;
        let mut chars = self.text[start..].char_indices().peekable();
        while let Some((offset, c)) = chars.next() {
            let combining = !c.is_ascii() && is_combining(c);
            if inner(c) || combining {
                end = start + offset + c.len_utf8();
            } else if !(joint(c) && chars.peek().is_some_and(|(_, next)| inner(*next))) {
                break;
            }
        }
        self.at = end;
        Some(start..end)
    }
}

/// Whether `c` is a mark that belongs to the letter before it, as vowel signs and viramas are: the two are one letter then.
fn is_combining(c: char) -> bool {
    // Below are none, and signs of punctuation, which are met most, are none either.
    if matches!(c as u32, 0..0x300 | 0x2010..=0x20CF | 0x3000..=0x3029) {
        return false;
    }
    let mut pair = [b'a'; 5];
    let len = c.encode_utf8(&mut pair[1..]).len();
    std::str::from_utf8(&pair[..=len]).is_ok_and(|pair| pair.graphemes(true).nth(1).is_none())
}

/// The number of words in `text`. Bytes are enough for ASCII, which most transcripts are: a word begins at a letter or digit that
/// neither follows one nor follows an apostrophe or hyphen that does. Written without branches, so that many bytes are looked at together.
pub fn count_words(text: &str) -> u32 {
    if !text.is_ascii() {
        return Tokens::new(text).count() as u32;
    }
    let letter = |byte: u8| ((byte | 0x20).wrapping_sub(b'a') < 26) | (byte.wrapping_sub(b'0') < 10);
    let joint = |byte: u8| (byte == b'\'') | (byte == b'-');
    let bytes = text.as_bytes();
    let begun: u32 = bytes.windows(3).map(|three| u32::from(letter(three[2]) & !letter(three[1]) & !(joint(three[1]) & letter(three[0])))).sum();
    let first = bytes.first().is_some_and(|byte| letter(*byte));
    let second = bytes.get(1).is_some_and(|byte| letter(*byte) && !first);
    begun + u32::from(first) + u32::from(second)
}

/// The line around a position, so that a word or a sentence is sought there and not in the whole text.
fn line_around(geometry: &Geometry, at: u32) -> std::ops::Range<usize> {
    let (text, byte) = (geometry.text(), geometry.byte(at));
    let start = text[..byte].rfind('\n').map_or(0, |n| n + 1);
    let end = text[byte..].find('\n').map_or(text.len(), |n| byte + n);
    start..end
}

/// The line that holds `at`, without its end.
pub fn line_at(geometry: &Geometry, at: u32) -> Span {
    geometry.span_of(&line_around(geometry, at))
}

/// The word at `at`, or the run of other signs there.
pub fn word_at(geometry: &Geometry, at: u32) -> Span {
    let line = line_around(geometry, at);
    let byte = geometry.byte(at).saturating_sub(line.start);
    let text = &geometry.text()[line.clone()];
    if let Some(word) = Tokens::new(text).find(|word| byte < word.end)
        && word.start <= byte
    {
        return geometry.span_of(&(line.start + word.start..line.start + word.end));
    }
    let piece = text.split_word_bound_indices().find(|(start, piece)| byte < start + piece.len());
    piece.map_or(Span { start: at, end: at }, |(start, piece)| geometry.span_of(&(line.start + start..line.start + start + piece.len())))
}

/// The end of the first word that ends after `at`; without one, the end of the text.
pub fn word_after(geometry: &Geometry, at: u32) -> u32 {
    let byte = geometry.byte(at);
    let line = line_around(geometry, at);
    let found = Tokens::new(&geometry.text()[line.clone()]).find(|word| line.start + word.end > byte).map(|word| line.start + word.end);
    let found = found.or_else(|| Tokens::new(&geometry.text()[line.end..]).next().map(|word| line.end + word.end));
    found.map_or(geometry.chars(), |end| geometry.char(end))
}

/// The start of the last word that starts before `at`; without one, 0.
pub fn word_before(geometry: &Geometry, at: u32) -> u32 {
    let byte = geometry.byte(at);
    let mut end = byte;
    loop {
        let start = geometry.text()[..end].rfind('\n').map_or(0, |n| n + 1);
        if let Some(word) = Tokens::new(&geometry.text()[start..byte.max(end)]).take_while(|word| start + word.start < byte).last() {
            return geometry.char(start + word.start);
        }
        if start == 0 {
            return 0;
        }
        end = start - 1;
    }
}

/// The sentence at `at`, without the space around it.
pub fn sentence_at(geometry: &Geometry, at: u32) -> Span {
    let line = line_around(geometry, at);
    let byte = geometry.byte(at).saturating_sub(line.start);
    let text = &geometry.text()[line.clone()];
    let piece = text.split_sentence_bound_indices().find(|(start, piece)| byte < start + piece.len());
    let (start, piece) = piece.or_else(|| text.split_sentence_bound_indices().last()).unwrap_or((0, ""));
    let from = line.start + start + (piece.len() - piece.trim_start().len());
    geometry.span_of(&(from..from + piece.trim().len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_inner_apostrophes_and_hyphens_and_lose_the_rest() {
        let text = "It’s a well-known, 3-year 'plan' -- isn't it?";
        let words: Vec<&str> = Tokens::new(text).map(|range| &text[range]).collect();
        assert_eq!(words, ["It’s", "a", "well-known", "3-year", "plan", "isn't", "it"]);
        assert_eq!(count_words("It's a well-known, 3-year 'plan' -- isn't it?"), 7);
    }

    #[test]
    fn marks_part_no_word_in_any_script() {
        for (text, words) in [
            ("அம்மா வந்தார்", 2),
            ("বিশ্ব শান্তি", 2),
            ("తెలుగు పుస్తకం", 2),
            ("മലയാളം വാക്ക്", 2),
            ("ગુજરાતી શબ્દ", 2),
            ("ខ្មែរ", 1),
            ("हिन्दी शब्द", 2),
            ("שָׁלוֹם", 1),
            ("السَّلَامُ عَلَيْكُمْ", 2),
            ("e\u{301}tude", 1),
            ("“quoted” … ‘so’ – and", 3),
        ] {
            assert_eq!(count_words(text), words, "{text}");
        }
    }

    #[test]
    fn the_fast_count_agrees_with_the_tokens() {
        for text in ["", "a", "a-", "-a- b'", "don't--do it", "x 1.5 y", "o'clock' '"] {
            assert_eq!(count_words(text) as usize, Tokens::new(text).count(), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn the_fast_count_agrees_with_the_tokens_on_anything(text in "[a1 '.-]{0,12}") {
            proptest::prop_assert_eq!(count_words(&text) as usize, Tokens::new(&text).count());
        }
    }

    #[test]
    fn steps_by_word_cross_lines() {
        let geometry = Geometry::new("One, two.\n\nÉtés three");
        assert_eq!(word_after(&geometry, 0), 3);
        assert_eq!(word_after(&geometry, 3), 8);
        assert_eq!(word_after(&geometry, 8), 15);
        assert_eq!(word_before(&geometry, 15), 11);
        assert_eq!(word_before(&geometry, 11), 5);
        assert_eq!(word_before(&geometry, 0), 0);
        assert_eq!(geometry.slice(word_at(&geometry, 6)), "two");
        assert_eq!(geometry.slice(sentence_at(&geometry, 1)), "One, two.");
    }
}
