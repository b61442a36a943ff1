//! RTF taken apart: groups, control words, and bytes of text.

/// A piece of an RTF file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open,
    Close,
    /// A control word and its number.
    Word(&'a str, Option<i32>),
    /// A control sign such as `\~`.
    Sign(u8),
    /// A byte of text as it stands.
    Byte(u8),
    /// A byte of text written `\'xx`.
    Hex(u8),
    /// Bytes that are no text.
    Binary,
}

/// The pieces of a file in order.
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// The longest control word.
const LONGEST: usize = 40;

impl<'a> Tokens<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        let at = bytes.iter().position(|byte| *byte == b'{').unwrap_or(0);
        Self { bytes, at }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    /// What follows a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let first = self.peek(0)?;
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            if first == b'\'' {
                let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
                if let (Some(high), Some(low)) = (digit(self.peek(0)), digit(self.peek(1))) {
                    self.at += 2;
                    return Some(Token::Hex((high * 16 + low) as u8));
                }
            }
            return Some(Token::Sign(first));
        }
        let rest = &self.bytes[self.at..];
        let length = rest.iter().take(LONGEST).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let word = std::str::from_utf8(&rest[..length]).unwrap_or("");
        self.at += length;
        let number = self.number();
        if self.peek(0) == Some(b' ') {
            self.at += 1;
        }
        if word == "bin" {
            let length = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
            self.at = self.at.saturating_add(length).min(self.bytes.len());
            return Some(Token::Binary);
        }
        Some(Token::Word(word, number))
    }

    fn number(&mut self) -> Option<i32> {
        let minus = self.peek(0) == Some(b'-') && self.peek(1).is_some_and(|byte| byte.is_ascii_digit());
        let start = self.at + usize::from(minus);
        let length = self.bytes[start.min(self.bytes.len())..].iter().take(11).take_while(|byte| byte.is_ascii_digit()).count();
        if length == 0 {
            return None;
        }
        self.at = start + length;
        let value = self.bytes[start..start + length].iter().fold(0i64, |sum, byte| sum * 10 + i64::from(byte - b'0'));
        let value = if minus { -value } else { value };
        Some(value.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = self.peek(0)?;
            self.at += 1;
            return match byte {
                b'{' => Some(Token::Open),
                b'}' => Some(Token::Close),
                b'\\' => self.control(),
                b'\r' | b'\n' | 0 => continue,
                other => Some(Token::Byte(other)),
            };
        }
    }
}
