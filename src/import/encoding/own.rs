//! Encodings that the library does not decode, since the web has none of them: UTF-7, UTF-32, HZ and the code pages of DOS.

use encoding_rs::GBK;
use oem_cp::code_table::DECODING_TABLE_CP_MAP;

/// Such an encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Own {
    /// Seven bits a byte: what is not ASCII stands in Base64 behind a plus sign.
    Utf7,
    Utf32Le,
    Utf32Be,
    /// Chinese of old mail and news: seven bits a byte, between `~{` and `~}` two for a sign of GB 2312.
    Hz,
    /// A code page of DOS, by its place among them.
    Dos(usize),
}

/// The code pages of DOS that the web does not know.
const DOS: [(u16, &str); 15] = [
    (437, "IBM437"),
    (720, "IBM720"),
    (737, "IBM737"),
    (775, "IBM775"),
    (850, "IBM850"),
    (852, "IBM852"),
    (855, "IBM855"),
    (857, "IBM857"),
    (858, "IBM858"),
    (860, "IBM860"),
    (861, "IBM861"),
    (862, "IBM862"),
    (863, "IBM863"),
    (865, "IBM865"),
    (869, "IBM869"),
];

impl Own {
    const ALL: [Self; 4] = [Self::Utf7, Self::Utf32Le, Self::Utf32Be, Self::Hz];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf7 => "UTF-7",
            Self::Utf32Le => "UTF-32LE",
            Self::Utf32Be => "UTF-32BE",
            Self::Hz => "HZ-GB-2312",
            Self::Dos(at) => DOS[at].1,
        }
    }

    /// The one of a name, as people write it.
    pub fn by_name(name: &str) -> Option<Self> {
        let plain = |name: &str| name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        let wanted = plain(name);
        let named = Self::ALL.into_iter().find(|own| plain(own.name()) == wanted).or((wanted == "utf32").then_some(Self::Utf32Le));
        // “IBM850”, “cp850”, “DOS-850”, “850”.
        named.or_else(|| Self::dos(wanted.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()?))
    }

    /// A code page of DOS by its number.
    pub fn dos(page: i32) -> Option<Self> {
        DOS.iter().position(|(known, _)| i32::from(*known) == page).map(Self::Dos)
    }

    /// The one that bytes are plainly in: UTF-32, by its mark or because every four bytes are a letter.
    pub fn wide(bytes: &[u8]) -> Option<Self> {
        for (mark, own) in [([0xFF, 0xFE, 0, 0], Self::Utf32Le), ([0, 0, 0xFE, 0xFF], Self::Utf32Be)] {
            if bytes.starts_with(&mark) {
                return Some(own);
            }
        }
        let whole = bytes.len() >= 8 && bytes.len().is_multiple_of(4) && bytes.contains(&0);
        let fits = |own: &Self| bytes.chunks_exact(4).all(|four| own.letter(four).is_some_and(|c| c != '\0'));
        [Self::Utf32Le, Self::Utf32Be].into_iter().find(|own| whole && fits(own))
    }

    fn letter(self, four: &[u8]) -> Option<char> {
        let four: [u8; 4] = four.try_into().ok()?;
        char::from_u32(if self == Self::Utf32Be { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) })
    }

    /// The text of bytes, without its mark.
    pub fn decode(self, bytes: &[u8]) -> String {
        let text = match self {
            Self::Utf7 => utf7(bytes).0,
            Self::Hz => hz(bytes).0,
            Self::Dos(at) => DECODING_TABLE_CP_MAP.get(&DOS[at].0).map_or_else(String::new, |table| table.decode_string_lossy(bytes)),
            _ => bytes.chunks(4).map(|four| self.letter(four).unwrap_or('\u{FFFD}')).collect(),
        };
        text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text)
    }
}

/// Whether bytes are UTF-7: every plus sign begins letters beyond ASCII, and they make words. (“+44 7700 900123” and “C++” do not.)
pub(super) fn is_utf7(bytes: &[u8]) -> bool {
    // Markup and JSON say what they are in.
    if !bytes.is_ascii() || matches!(bytes.trim_ascii_start().first(), Some(b'<' | b'{' | b'[')) {
        return false;
    }
    let (text, damaged, closed) = utf7(bytes);
    let beyond: Vec<char> = text.chars().filter(|c| !c.is_ascii()).collect();
    let plain = |c: &char| {
        c.is_alphabetic()
            || matches!(*c, '\u{A0}'..='\u{BF}' | '\u{2010}'..='\u{203A}' | '\u{20AC}' | '\u{3000}'..='\u{303F}' | '\u{FEFF}' | '\u{FF00}'..='\u{FFEF}')
    };
    damaged == 0 && !beyond.is_empty() && closed > 0 && beyond.iter().all(plain)
}

/// Whether bytes are HZ: all that stands between its signs is Chinese.
pub(super) fn is_hz(bytes: &[u8]) -> bool {
    if !bytes.is_ascii() || memchr::memmem::find(bytes, b"~{").is_none() || matches!(bytes.trim_ascii_start().first(), Some(b'<' | b'{' | b'[')) {
        return false;
    }
    let (text, damaged) = hz(bytes);
    let chinese =
        |c: char| matches!(c, '\u{B7}' | '\u{2010}'..='\u{2026}' | '\u{3000}'..='\u{303F}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}');
    let mut beyond = text.chars().filter(|c| !c.is_ascii()).peekable();
    damaged == 0 && beyond.peek().is_some() && beyond.all(chinese)
}

/// The text of HZ, and how many places of it could not be read.
fn hz(bytes: &[u8]) -> (String, usize) {
    let (mut text, mut damaged, mut rest) = (String::with_capacity(bytes.len()), 0, bytes);
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        match (*byte, after.first()) {
            (b'~', Some(b'~')) => {
                text.push('~');
                rest = &after[1..];
            }
            // A line that goes on.
            (b'~', Some(b'\n')) => rest = &after[1..],
            (b'~', Some(b'{')) => {
                let end = memchr::memmem::find(after, b"~}").unwrap_or(after.len());
                let signs: Vec<u8> = after[1..end].iter().filter(|byte| !matches!(byte, b'\n' | b'\r')).map(|byte| byte | 0x80).collect();
                let (words, wrong) = GBK.decode_without_bom_handling(&signs);
                damaged += usize::from(wrong || !signs.len().is_multiple_of(2) || end == after.len());
                text.push_str(&words);
                rest = &after[(end + 2).min(after.len())..];
            }
            _ => {
                text.push(if byte.is_ascii() { char::from(*byte) } else { '\u{FFFD}' });
                damaged += usize::from(!byte.is_ascii());
            }
        }
    }
    (text, damaged)
}

/// The text of UTF-7, how many places of it could not be read, and how many pieces of Base64 end as they do.
fn utf7(bytes: &[u8]) -> (String, usize, usize) {
    let (mut text, mut damaged, mut closed) = (String::with_capacity(bytes.len()), 0, 0);
    let mut rest = bytes;
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        if *byte != b'+' {
            text.push(if byte.is_ascii() { char::from(*byte) } else { '\u{FFFD}' });
            damaged += usize::from(!byte.is_ascii());
            continue;
        }
        let length = rest.iter().take_while(|byte| sextet(**byte).is_some()).count();
        let (piece, after) = rest.split_at(length);
        let ends = after.first() == Some(&b'-');
        if length == 0 && ends {
            text.push('+');
        } else if let Some(letters) = letters(piece) {
            text.push_str(&letters);
            closed += usize::from(ends);
        } else {
            damaged += 1;
            text.push('\u{FFFD}');
        }
        rest = &after[usize::from(ends)..];
    }
    (text, damaged, closed)
}

/// The letters of a piece of Base64, if it is one of whole letters.
fn letters(piece: &[u8]) -> Option<String> {
    let (mut units, mut bits, mut count) = (Vec::new(), 0u32, 0);
    for byte in piece {
        bits = bits << 6 | u32::from(sextet(*byte)?);
        count += 6;
        if count >= 16 {
            count -= 16;
            units.push((bits >> count) as u16);
            bits &= (1 << count) - 1;
        }
    }
    let whole = count < 6 && bits == 0 && !units.is_empty();
    String::from_utf16(&units).ok().filter(|_| whole)
}

fn sextet(byte: u8) -> Option<u8> {
    Some(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf7_is_known_by_its_letters_and_a_plus_sign_alone_says_nothing() {
        for (bytes, text) in [
            ("caf+AOk- au lait", "café au lait"),
            ("+IBw-So+IB0 it is, +2D3eAA- 1 +- 1", "“So” it is, 😀 1 + 1"),
            ("Hi Mom -+Jjo--!", "Hi Mom -☺-!"),
            ("+ZeVnLIqe-", "日本語"),
        ] {
            assert_eq!(utf7(bytes.as_bytes()), (text.to_owned(), 0, utf7(bytes.as_bytes()).2), "{bytes}");
        }
        assert!(is_utf7(b"caf+AOk- au lait") && is_utf7(b"+ZeVnLIqe-"));
        for words in ["call +44 7700 900123 or C++", "+Leo says yes", "A+ and B+-", "1+1=2", "plain", "<p>caf+AOk-</p>", "+Jjo- is a face; and 1+1"] {
            assert!(!is_utf7(words.as_bytes()), "{words}");
        }
    }

    #[test]
    fn utf32_is_known_with_a_mark_and_without() {
        let of = |text: &str, big: bool| -> Vec<u8> {
            let four = |c: char| if big { u32::from(c).to_be_bytes() } else { u32::from(c).to_le_bytes() };
            text.chars().flat_map(four).collect()
        };
        for (big, own) in [(false, Own::Utf32Le), (true, Own::Utf32Be)] {
            for text in ["\u{FEFF}Zoë: 日本 😀", "Zoë: 日本 😀"] {
                let bytes = of(text, big);
                assert_eq!((Own::wide(&bytes), own.decode(&bytes).as_str()), (Some(own), "Zoë: 日本 😀"));
            }
        }
        let sixteen: Vec<u8> = "Zoë and the others, too.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!((Own::wide(&sixteen), Own::wide(b"plain words")), (None, None));
        assert_eq!(
            [Own::by_name("utf-32le"), Own::by_name("UTF_32"), Own::by_name("utf7"), Own::by_name("x")],
            [Some(Own::Utf32Le), Some(Own::Utf32Le), Some(Own::Utf7), None]
        );
    }

    #[test]
    fn code_pages_of_dos_have_numbers_and_names() {
        for name in ["IBM850", "cp850", "DOS-850", "850"] {
            assert_eq!(Own::by_name(name).map(|own| own.decode(b"Gr\x81\xe1e")), Some("Grüße".into()), "{name}");
        }
        assert_eq!((Own::by_name("851"), Own::dos(1252)), (None, None));
        for (page, name) in DOS {
            let own = Own::dos(page.into()).unwrap();
            assert_eq!((own.name(), own.decode(b"plain").as_str()), (name, "plain"));
        }
    }
}
