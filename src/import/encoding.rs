//! From bytes in any encoding to clean text: which encoding, and which others could be meant.

mod own;

pub(super) use own::Own;

use encoding_rs::{Encoding, ISO_2022_JP, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use serde::Serialize;
use std::borrow::Cow;

/// An encoding that a file can be in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Charset {
    /// One that the library decodes.
    Known(&'static Encoding),
    Own(Own),
}

impl From<&'static Encoding> for Charset {
    fn from(encoding: &'static Encoding) -> Self {
        Self::Known(encoding)
    }
}

impl Charset {
    /// Its name as WHATWG gives it, where it does.
    fn name(self) -> &'static str {
        match self {
            Self::Known(encoding) => encoding.name(),
            Self::Own(own) => own.name(),
        }
    }

    /// The words of bytes that are a part of a file.
    pub fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        match self {
            Self::Known(encoding) => encoding.decode_without_bom_handling(bytes).0,
            Self::Own(own) => own.decode(bytes).into(),
        }
    }

    /// Whether bytes that are no text in other encodings are words in it: zeros, or signs that switch between alphabets.
    pub fn has_controls(name: &str) -> bool {
        name.starts_with("UTF-16") || name.starts_with("UTF-32") || name == ISO_2022_JP.name()
    }
}

/// A text as it was read.
pub(super) struct Decoded {
    /// UTF-8 with LF line ends, without BOM; without NUL and control signs unless they are of cells.
    pub text: String,
    /// The encoding's name as WHATWG gives it.
    pub encoding: &'static str,
    /// Whether the encoding follows from the bytes, rather than being guessed.
    pub certain: bool,
    /// How many places could not be read and show as �.
    pub damaged: usize,
    /// How many NULs stood among its words, and are spaces now.
    pub nulls: usize,
}

/// An encoding a file could be in, with what it would look like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EncodingGuess {
    /// The encoding's name as WHATWG gives it.
    pub encoding: &'static str,
    /// The first words that would differ from plain ASCII.
    pub sample: String,
    /// How many places could not be read.
    pub damaged: usize,
}

/// What is offered beside the encoding found, the likeliest first.
const NEIGHBOURS: [&str; 28] = [
    "UTF-8",
    "windows-1252",
    "macintosh",
    "ISO-8859-15",
    "UTF-16LE",
    "UTF-16BE",
    "windows-1250",
    "ISO-8859-2",
    "windows-1251",
    "KOI8-R",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-874",
    "IBM850",
    "IBM852",
    "Shift_JIS",
    "EUC-JP",
    "ISO-2022-JP",
    "GBK",
    "Big5",
    "EUC-KR",
    "UTF-32LE",
    "UTF-32BE",
    "UTF-7",
    "HZ-GB-2312",
];

/// The encoding of a name such as “utf-8” or “latin1”.
pub(super) fn by_name(name: &str) -> Option<Charset> {
    // What browsers refuse is nothing to them but a sign that stands for it.
    Encoding::for_label(name.trim().as_bytes())
        .filter(|known| *known != REPLACEMENT)
        .map(Charset::Known)
        .or_else(|| Own::by_name(name).map(Charset::Own))
}

/// Decodes the bytes of a table: all that its cells hold stays, signs too that end a line of a text. Its line ends alone are LF.
pub(super) fn decode_cells(bytes: &[u8], forced: Option<Charset>) -> Decoded {
    let (encoding, certain) = forced.map_or_else(|| detect(bytes), |encoding| (encoding, true));
    let (text, damaged) = decode_as(bytes, encoding);
    Decoded { text: crate::text::lf(&text), encoding: encoding.name(), certain, damaged, nulls: 0 }
}

/// Decodes bytes as `forced`, or as what they seem to be.
pub(super) fn decode(bytes: &[u8], forced: Option<Charset>) -> Decoded {
    let (encoding, certain) = forced.map_or_else(|| detect(bytes), |encoding| (encoding, true));
    let (mut text, damaged) = decode_as(bytes, encoding);
    // CHAT sets times between control signs, for which others of its files have a bullet.
    if text.starts_with('@') && text.contains('\u{15}') {
        text = text.replace('\u{15}', "•").into();
    }
    let nulls = text.matches('\0').count();
    if nulls > 0 {
        text = parted(&text).into();
    }
    Decoded { text: clean(text), encoding: encoding.name(), certain, damaged, nulls }
}

/// The encodings a file could be in, the detected one first, each with a sample; those that cannot read it come last.
pub fn encoding_guesses(bytes: &[u8]) -> Vec<EncodingGuess> {
    let head = &bytes[..bytes.len().min(1 << 18)];
    let found = detect(bytes).0;
    let mut guesses: Vec<EncodingGuess> = std::iter::once(found)
        .chain(NEIGHBOURS.iter().filter_map(|name| by_name(name)).filter(|other| *other != found))
        .map(|encoding| {
            let (text, damaged) = decode_as(head, encoding);
            EncodingGuess { encoding: encoding.name(), sample: sample(&text), damaged }
        })
        .collect();
    guesses[1..].sort_by_key(|guess| guess.damaged > 0);
    guesses
}

/// The words around the first letter beyond ASCII, or the beginning.
fn sample(text: &str) -> String {
    let at = text.char_indices().find(|(_, c)| !c.is_ascii()).map_or(0, |(at, _)| at);
    let before: Vec<char> = text[..at].chars().rev().take_while(|c| *c != '\n').take(24).collect();
    let after = text[at..].chars().take(48).map(|c| if c.is_control() { ' ' } else { c });
    before.into_iter().rev().chain(after).collect::<String>().trim().to_owned()
}

fn decode_as(bytes: &[u8], encoding: Charset) -> (Cow<'_, str>, usize) {
    let (text, wrong) = match encoding {
        Charset::Known(encoding) => encoding.decode_with_bom_removal(bytes),
        Charset::Own(own) => (own.decode(bytes).into(), true),
    };
    let damaged = if wrong { text.matches('\u{FFFD}').count() } else { 0 };
    (text, damaged)
}

/// What the bytes seem to be, and whether they leave no doubt.
fn detect(bytes: &[u8]) -> (Charset, bool) {
    // Its mark begins as that of UTF-16 does.
    if let Some(own) = Own::wide(bytes) {
        return (Charset::Own(own), true);
    }
    if let Some(encoding) = Encoding::for_bom(bytes).map(|(encoding, _)| encoding).or_else(|| wide(bytes)).or_else(|| switching(bytes)) {
        return (encoding.into(), true);
    }
    match std::str::from_utf8(bytes) {
        Ok(_) if own::is_utf7(bytes) => return (Charset::Own(Own::Utf7), false),
        Ok(_) if own::is_hz(bytes) => return (Charset::Own(Own::Hz), false),
        Ok(_) => return (UTF_8.into(), true),
        Err(error) if mostly_utf8(bytes, error.valid_up_to()) => return (UTF_8.into(), false),
        Err(_) => {}
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let guess = detector.guess(None, chardetng::Utf8Detection::Allow);
    ((if guess == WINDOWS_1252 { western(bytes) } else { guess }).into(), false)
}

/// Whether bytes switch between alphabets (ISO 2022) in a way that cannot be read.
pub(super) fn switches(bytes: &[u8]) -> bool {
    memchr::memchr_iter(0x1B, bytes).any(|at| bytes.get(at + 1) == Some(&b'$'))
}

/// Japanese of old mail and news: bytes of ASCII, among which signs switch to its alphabets and back.
fn switching(bytes: &[u8]) -> Option<&'static Encoding> {
    let signs = |at: usize| matches!(bytes.get(at + 1..at + 3), Some([b'$', b'@' | b'B'] | [b'(', b'I']));
    (memchr::memchr_iter(0x1B, bytes).any(signs) && bytes.is_ascii() && !ISO_2022_JP.decode_without_bom_handling(bytes).1).then_some(ISO_2022_JP)
}

/// A text with a space for the NULs between its words.
fn parted(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for part in text.split('\0').filter(|part| !part.is_empty()) {
        let between = !clean.is_empty() && !clean.ends_with(char::is_whitespace) && !part.starts_with(char::is_whitespace);
        clean.extend(between.then_some(' '));
        clean.push_str(part);
    }
    clean
}

/// Whether bytes are plain text but for NULs among its words, as some programs part what they write. (Of UTF-16 in letters that are plain bytes
/// too, half are NULs.)
pub(super) fn is_parted(bytes: &[u8]) -> bool {
    let nulls = memchr::memchr_iter(0, bytes).count();
    if nulls == 0 || nulls * 5 >= bytes.len() * 2 {
        return false;
    }
    let plain = |byte: u8| byte >= 0x20 && byte != 0x7F || matches!(byte, b'\t' | b'\n' | b'\r' | 0xC);
    let words: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    words.iter().all(|byte| plain(*byte)) && std::str::from_utf8(&words).is_ok()
}

/// UTF-16 without a mark: more than 2 % NULs, nine in ten of them on one side of the pairs.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    if !bytes.contains(&0) || is_parted(bytes) {
        return None;
    }
    let (mut even, mut odd) = (0usize, 0usize);
    for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == 0) {
        if at.is_multiple_of(2) { even += 1 } else { odd += 1 }
    }
    let all = even + odd;
    if all * 50 <= bytes.len() {
        return None;
    }
    if odd * 10 >= all * 9 {
        return Some(UTF_16LE);
    }
    (even * 10 >= all * 9).then_some(UTF_16BE)
}

/// Whether a file is UTF-8 but for a few damaged places: one in a hundred of its longer letters.
fn mostly_utf8(bytes: &[u8], valid: usize) -> bool {
    let long = |bytes: &[u8]| bytes.iter().filter(|byte| **byte >= 0xC2).count();
    if long(&bytes[..valid]) == 0 && long(bytes) < 100 {
        return false;
    }
    let damaged = String::from_utf8_lossy(bytes).matches('\u{FFFD}').count();
    damaged * 100 <= long(bytes)
}

/// Windows or old Macintosh, by which of the two makes the more ordinary words.
fn western(bytes: &[u8]) -> &'static Encoding {
    let macintosh = encoding_rs::MACINTOSH;
    let ordinary = |encoding: &'static Encoding| ordinariness(&encoding.decode_without_bom_handling(bytes).0);
    if ordinary(macintosh) > ordinary(WINDOWS_1252) { macintosh } else { WINDOWS_1252 }
}

/// The commonest letters beyond ASCII in western languages.
const USUAL: &str = "éèàçêäöüßáñóãõåøæ";

/// How far the signs beyond ASCII stand where writing has them.
fn ordinariness(text: &str) -> i64 {
    let mut sum = 0;
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if !c.is_ascii() {
            sum += fits(before, c, chars.peek().copied().unwrap_or(' '));
        }
        before = c;
    }
    sum
}

fn fits(before: char, c: char, after: char) -> i64 {
    let (word_before, word_after) = (before.is_alphanumeric(), after.is_alphanumeric());
    let fits = match c {
        '’' => word_before,
        '“' | '‘' | '¿' | '¡' => word_after && !word_before,
        '”' => !word_after,
        '–' | '—' => word_before == word_after,
        c if c.is_uppercase() => !before.is_lowercase(),
        _ => true,
    };
    match c {
        '’' | '“' | '‘' | '¿' | '¡' | '”' | '–' | '—' if fits => 3,
        '’' | '“' | '‘' | '¿' | '¡' | '”' | '–' | '—' => -1,
        c if USUAL.contains(c) => 2,
        c if c.is_uppercase() && !fits => -2,
        '…' | '«' | '»' | '€' | '£' | '\u{A0}' | '°' => 1,
        c if c.is_alphabetic() => 1,
        _ => -2,
    }
}

/// The text with LF line ends and without control signs; untouched where nothing is to be done.
pub(super) fn clean(text: Cow<'_, str>) -> String {
    let fine = |bytes: &[u8]| !bytes.iter().any(|byte| *byte < 0x20 && !matches!(byte, b'\n' | b'\t') || *byte == 0x7F);
    if fine(text.as_bytes()) && (text.is_ascii() || !text.contains(['\u{85}', '\u{2028}', '\u{2029}'])) {
        return text.into_owned();
    }
    let mut clean = String::with_capacity(text.len());
    let mut after_return = false;
    for c in text.chars() {
        match c {
            '\n' if after_return => {}
            '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => clean.push('\n'),
            c if c.is_control() && c != '\t' => {}
            c => clean.push(c),
        }
        after_return = c == '\r';
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, &'static str) {
        let decoded = decode(bytes, None);
        (decoded.text, decoded.encoding)
    }

    #[test]
    fn a_mark_nulls_or_valid_utf8_decide_before_any_guess() {
        assert_eq!(read("\u{FEFF}Öl\r\nund Brot".as_bytes()), ("Öl\nund Brot".into(), "UTF-8"));
        let wide: Vec<u8> = "Guten Tag, Frau Öz".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&wide), ("Guten Tag, Frau Öz".into(), "UTF-16BE"));
        let marked: Vec<u8> = "\u{FEFF}שלום".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&marked), ("שלום".into(), "UTF-16LE"));
        assert_eq!(read("naïve – “yes”".as_bytes()).1, "UTF-8");
    }

    #[test]
    fn windows_and_macintosh_are_told_apart() {
        let french = "Elle a été très gênée, à vrai dire, par cette façon de répéter l'été passé.";
        let english = "I’m sure they’d say “it’s fine” – but we couldn’t know. That’s Anna’s view, isn’t it?";
        let mac: Vec<u8> = french
            .chars()
            .map(|c| match c {
                'é' => 0x8E,
                'è' => 0x8F,
                'à' => 0x88,
                'ç' => 0x8D,
                'ê' => 0x90,
                c => c as u8,
            })
            .collect();
        assert_eq!(read(&mac), (french.into(), "macintosh"));
        for text in [french, english] {
            let (bytes, _, _) = WINDOWS_1252.encode(text);
            assert_eq!(read(&bytes), (text.into(), "windows-1252"));
        }
    }

    #[test]
    fn a_forced_encoding_wins_and_a_few_damaged_places_do_not_spoil_utf8() {
        assert_eq!(decode(b"caf\xE9", by_name("windows-1251")).text, "cafй");
        let mut bytes = "ä ö ü é ".repeat(60).into_bytes();
        bytes.insert(3, 0xFF);
        let decoded = decode(&bytes, None);
        assert_eq!((decoded.encoding, decoded.damaged, decoded.certain), ("UTF-8", 1, false));
    }

    #[test]
    fn line_ends_and_control_signs_are_cleaned() {
        assert_eq!(
            read(b"one\r\ntwo\rthree and\0 four, which go on for longer than that\x0Cfive\tsix").0,
            "one\ntwo\nthree and four, which go on for longer than that\nfive\tsix"
        );
    }

    #[test]
    fn guesses_begin_with_the_one_found_and_show_what_differs() {
        let guesses = encoding_guesses(b"caf\xE9 au lait");
        assert_eq!((guesses[0].encoding, guesses[0].sample.as_str()), ("windows-1252", "café au lait"));
        assert!(guesses.iter().any(|guess| guess.encoding == "macintosh" && guess.sample == "cafÈ au lait"));
    }
}
