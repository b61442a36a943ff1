//! Words and sentences: counting them, and finding the one at a place.

use super::{Geometry, is_unseen};
use crate::model::Span;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use std::ops::Range;
use std::sync::LazyLock;
use unicode_segmentation::UnicodeSegmentation;

/// Whether `c` is part of a word in itself.
fn inner(c: char) -> bool {
    c.is_alphanumeric()
}

/// Whether `c` holds a word together when it stands between two of its letters, as what is not seen does anyway.
fn joint(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '-' | '\u{2010}' | '\u{2011}')
}

/// Whether a letter beside `c` goes on with the same word.
pub fn goes_on(c: char) -> bool {
    inner(c) || is_combining(c)
}

/// Whether `c` is of a script that is written without spaces between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese.
pub fn is_unspaced(c: char) -> bool {
    // Most letters are below all of them.
    let c = c as u32;
    c >= 0xE00
        && matches!(c, 0xE00..=0xEFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x19E0..=0x19FF | 0x2E80..=0x2FDF | 0x3005..=0x3007 | 0x3021..=0x3029
            | 0x3031..=0x3035 | 0x3038..=0x303B | 0x3041..=0x3096 | 0x3099..=0x309F | 0x30A1..=0x30FA | 0x30FC..=0x30FF | 0x31F0..=0x31FF
            | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xA9E0..=0xA9FF | 0xAA60..=0xAA7F | 0xF900..=0xFAFF | 0xFF66..=0xFF9F | 0x1AFF0..=0x1B16F
            | 0x20000..=0x3FFFF)
}

/// Cuts what is written without spaces into words, by dictionary.
static DICTIONARY: LazyLock<WordSegmenterBorrowed<'static>> = LazyLock::new(|| WordSegmenter::new_dictionary(Default::default()));

/// The words of a text as byte ranges: letters or digits with inner apostrophes or hyphens. What is written without spaces between words is
/// cut by a dictionary.
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
    /// Words of what was cut by the dictionary, the last first.
    cut: Vec<Range<usize>>,
}

impl<'a> Tokens<'a> {
    /// The words of `text`.
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, cut: Vec::new() }
    }

    /// The words of a part of a text that begin in it, as they are cut in the whole.
    pub fn within(text: &'a str, part: Range<usize>) -> impl Iterator<Item = Range<usize>> + use<'a> {
        let inside = |at: usize| text[..at].ends_with(is_unspaced) && text[at..].starts_with(is_unspaced);
        let starts = text[..part.start].char_indices().rev().take_while(|(_, c)| inner(*c) || is_combining(*c)).last();
        let start = if inside(part.start) { starts.map_or(part.start, |(at, _)| at) } else { part.start };
        let ends = text[part.end..].char_indices().find(|(_, c)| !inner(*c) && !is_combining(*c));
        let end = if inside(part.end) { ends.map_or(text.len(), |(at, _)| part.end + at) } else { part.end };
        let words = Tokens::new(&text[start..end]).map(move |word| start + word.start..start + word.end);
        words.filter(move |word| part.contains(&word.start))
    }
}

/// The words of a run of letters in which there are some of a script without spaces, the last first.
fn cut(text: &str, run: Range<usize>) -> Vec<Range<usize>> {
    let (mut words, mut at) = (Vec::new(), run.start);
    while at < run.end {
        let rest = &text[at..run.end];
        let is = rest.starts_with(is_unspaced);
        // Marks go on with the letter before them, whatever their script.
        let other = |c: char| is_unspaced(c) != is && (inner(c) || joint(c));
        let end = rest.find(other).map_or(run.end, |len| at + len);
        let piece = &text[at..end];
        if is {
            let mut last = 0;
            for edge in DICTIONARY.segment_str(piece).filter(|edge| *edge > 0) {
                if piece[last..edge].contains(inner) {
                    words.push(at + last..at + edge);
                }
                last = edge;
            }
        } else {
            words.extend(Tokens::new(piece).map(|word| at + word.start..at + word.end));
        }
        at = end;
    }
    words.reverse();
    words
}

impl Iterator for Tokens<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(word) = self.cut.pop() {
            return Some(word);
        }
        let rest = &self.text[self.at..];
        let start = self.at + rest.find(inner)?;
        let (mut end, mut unspaced) = (start, false);
        // An apostrophe or hyphen since the last letter: one more, or a mark, ends the word.
        let mut joined = false;
        for (offset, c) in self.text[start..].char_indices() {
            if inner(c) || !c.is_ascii() && !joined && is_combining(c) {
                end = start + offset + c.len_utf8();
                unspaced |= is_unspaced(c);
                joined = false;
            } else if joint(c) && !joined {
                joined = true;
            } else if !is_unseen(c) {
                break;
            }
        }
        self.at = end;
        if unspaced {
            self.cut = cut(self.text, start..end);
            return self.next();
        }
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
fn line_around(geometry: &Geometry, at: u32) -> Range<usize> {
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
    let mut line = line_around(geometry, at);
    loop {
        if let Some(word) = Tokens::new(&geometry.text()[line.clone()]).take_while(|word| line.start + word.start < byte).last() {
            return geometry.char(line.start + word.start);
        }
        if line.start == 0 {
            return 0;
        }
        let end = line.start - 1;
        line = geometry.text()[..end].rfind('\n').map_or(0, |n| n + 1)..end;
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

/// Words with a capital in front.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Words on one line, with one space between them.
pub fn on_one_line(words: impl AsRef<str>) -> String {
    words.as_ref().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first of them, on one line.
pub fn first_words(words: impl AsRef<str>, most: usize) -> String {
    words.as_ref().split_whitespace().take(most).collect::<Vec<_>>().join(" ")
}

/// A name of more letters may be parted.
const LONG_NAME: usize = 20;

/// Words in which long names, as files have them, may be parted after `_`, `-`, `.` and slashes: a break without width stands there.
pub fn parted_names(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for word in words.split_inclusive(char::is_whitespace) {
        let long = word.chars().count() > LONG_NAME;
        let mut letters = word.chars().peekable();
        while let Some(letter) = letters.next() {
            out.push(letter);
            let goes_on = letters.peek().is_some_and(|next| next.is_alphanumeric());
            if long && goes_on && matches!(letter, '_' | '-' | '.' | '/' | '\\') {
                out.push('\u{200B}');
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_parted_after_their_signs_and_words_are_not() {
        let parts = |words: &str| parted_names(words).split('\u{200B}').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(parts("for M2C_2024-04-30_Ms_Marion_Reynolds"), ["for M2C_", "2024-", "04-", "30_", "Ms_", "Marion_", "Reynolds"]);
        assert_eq!(parts("a well-known one. Two"), ["a well-known one. Two"]);
        assert_eq!(parts("/tmp/a_long_folder/board.docx."), ["/", "tmp/", "a_", "long_", "folder/", "board.", "docx."]);
    }

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
            ("isn‘t", 1),
            ("fund\u{200B}ing fund\u{2060}ing fund\u{FEFF}ing fund\u{200E}ing fund\u{AD}\u{AD}ing", 5),
            ("co\u{2060}-\u{2060}op -\u{200B}- a\u{200B} b", 3),
            ("a-\u{301}b a--b", 4),
        ] {
            assert_eq!(count_words(text), words, "{text}");
        }
    }

    #[test]
    fn what_is_written_without_spaces_is_cut_into_words() {
        for (text, words) in [
            ("我们需要更多的钱和时间。", &["我们", "需要", "更多", "的", "钱", "和", "时间"][..]),
            ("医院里的COVID-19病人", &["医院", "里", "的", "COVID-19", "病人"]),
            ("私は病院で働いています。", &["私", "は", "病院", "で", "働い", "てい", "ます"]),
            ("コーヒーを飲む", &["コーヒー", "を", "飲む"]),
            ("เราต้องการเงินมากขึ้น", &["เรา", "ต้องการ", "เงิน", "มาก", "ขึ้น"]),
            ("P3说：钱！ It’s钱.", &["P3", "说", "钱", "It’s", "钱"]),
        ] {
            let found: Vec<&str> = Tokens::new(text).map(|range| &text[range]).collect();
            assert_eq!(found, words, "{text}");
            assert_eq!(count_words(text) as usize, words.len());
        }
    }

    #[test]
    fn the_word_under_a_double_click_is_one_of_the_dictionary_and_steps_go_from_one_to_the_next() {
        let geometry = Geometry::new("一\n我们需要时间\n二");
        assert_eq!(geometry.slice(word_at(&geometry, 4)), "需要");
        assert_eq!(geometry.slice(word_at(&geometry, 3)), "我们");
        assert_eq!((word_after(&geometry, 2), word_after(&geometry, 4)), (4, 6));
        assert_eq!((word_before(&geometry, 6), word_before(&geometry, 5), word_before(&geometry, 2)), (4, 4, 0));
    }

    #[test]
    fn a_part_has_the_words_of_the_whole_that_begin_in_it() {
        let text = "我们需要更多的时间, and money";
        let all: Vec<Range<usize>> = Tokens::new(text).collect();
        for start in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
            for end in (start..=text.len()).filter(|at| text.is_char_boundary(*at) && !text[..*at].ends_with(|c: char| c.is_ascii_alphanumeric())) {
                if text[..start].ends_with(|c: char| c.is_ascii_alphanumeric()) {
                    continue;
                }
                let part: Vec<Range<usize>> = Tokens::within(text, start..end).collect();
                let wanted: Vec<Range<usize>> = all.iter().filter(|word| (start..end).contains(&word.start)).cloned().collect();
                assert_eq!(part, wanted, "{start}..{end}");
            }
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
        fn every_letter_is_in_one_word_in_whatever_script(text in "[a'1 \u{AD}\u{200D}我们需要时間はのコーヒไทยเงินមាន\u{301}。-]{0,20}") {
            let words: Vec<Range<usize>> = Tokens::new(&text).collect();
            proptest::prop_assert!(words.windows(2).all(|two| two[0].end <= two[1].start));
            let letters = |c: &(usize, char)| inner(c.1);
            proptest::prop_assert!(text.char_indices().filter(letters).all(|(at, _)| words.iter().filter(|word| word.contains(&at)).count() == 1));
        }

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
