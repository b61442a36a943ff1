//! A search cut into pieces, each with its place.

use super::Wrong;
use crate::model::Span;

/// A piece of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Open,
    Close,
    Comma,
    /// `-` or `NOT`.
    Not,
    And,
    Or,
    /// `near`, before a bracket.
    Near,
    /// Words in quotation marks, and how many others may stand among them.
    Quoted(String, u32),
    /// A word as it was written.
    Bare(String),
    /// A name before a colon, in lower case; its value is the next piece.
    Name(String),
}

/// A piece and its place.
pub(super) type Placed = (Piece, Span);

struct Reader<'a> {
    signs: &'a [char],
    at: usize,
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// What closes a quotation that this opens.
fn closers(open: char) -> &'static [char] {
    match open {
        '“' | '”' => &['”'],
        '„' => &['“', '”'],
        '«' => &['»'],
        '»' => &['«'],
        _ => &['"'],
    }
}

/// The pieces of a search.
pub(super) fn pieces(search: &str) -> Result<Vec<Placed>, Wrong> {
    let signs: Vec<char> = search.chars().collect();
    let mut reader = Reader { signs: &signs, at: 0 };
    let mut pieces = Vec::new();
    while let Some(c) = reader.peek() {
        let start = reader.at;
        let piece = match c {
            _ if c.is_whitespace() => {
                reader.at += 1;
                continue;
            }
            '(' => reader.sign(Piece::Open),
            ')' => reader.sign(Piece::Close),
            ',' => reader.sign(Piece::Comma),
            '-' | '−' if reader.begins_something() => reader.sign(Piece::Not),
            _ if is_quote(c) => reader.quoted()?,
            _ => match reader.name() {
                Some(name) => Piece::Name(name),
                None => reader.bare(),
            },
        };
        pieces.push((piece, Span::new(start as u32, reader.at as u32)));
    }
    Ok(pieces)
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.signs.get(self.at).copied()
    }

    fn sign(&mut self, piece: Piece) -> Piece {
        self.at += 1;
        piece
    }

    /// A minus is one only before what it takes away; inside a word it is a hyphen.
    fn begins_something(&self) -> bool {
        self.signs.get(self.at + 1).is_some_and(|c| !c.is_whitespace() && !matches!(c, ')' | ','))
    }

    fn quoted(&mut self) -> Result<Piece, Wrong> {
        let start = self.at;
        let inside = &self.signs[start + 1..];
        // What was opened is closed by its own sign, so that others may stand inside; where there is none, by any.
        let own = inside.iter().position(|c| closers(self.signs[start]).contains(c));
        let end = own.or_else(|| inside.iter().position(|c| is_quote(*c))).unwrap_or(inside.len());
        let words: String = inside[..end].iter().collect();
        self.at = start + 1 + end;
        if self.peek().is_none() {
            let at = Span::new(start as u32, start as u32 + 1);
            return Err(Wrong::new(at, "this quotation mark is not closed", "Write a second one behind the words."));
        }
        self.at += 1;
        let mut between = 0;
        if self.peek() == Some('~') {
            let digits: String = self.signs[self.at + 1..].iter().take_while(|c| c.is_ascii_digit()).collect();
            let at = Span::new(self.at as u32, self.at as u32 + 1 + digits.len() as u32);
            self.at += 1 + digits.len();
            between = match digits.parse() {
                Ok(between) if between <= 1000 => between,
                _ => {
                    return Err(Wrong::new(
                        at,
                        "how many words may stand between is not said",
                        "Write a number up to 1000, as in \"shared record\"~5.",
                    ));
                }
            };
        }
        Ok(Piece::Quoted(words, between))
    }

    /// A name and its colon: letters, digits, dots, lines, or a part in quotation marks as in `case."role group":`.
    fn name(&mut self) -> Option<String> {
        let mut at = self.at;
        let mut name = String::new();
        loop {
            match *self.signs.get(at)? {
                ':' if !name.is_empty() => break,
                c if is_quote(c) && name.ends_with('.') => {
                    let inside: String = self.signs[at + 1..].iter().take_while(|c| !is_quote(**c)).collect();
                    at += inside.chars().count() + 2;
                    name.push_str(&inside);
                }
                c if c.is_alphanumeric() || matches!(c, '.' | '_' | '-') => {
                    name.push(c);
                    at += 1;
                }
                _ => return None,
            }
        }
        // A colon before nothing is the end of a word: “P1: yes”.
        self.signs.get(at + 1).filter(|c| !c.is_whitespace())?;
        self.at = at + 1;
        Some(name.to_lowercase())
    }

    fn bare(&mut self) -> Piece {
        let word: String =
            self.signs[self.at..].iter().take_while(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | ',') && !is_quote(**c)).collect();
        self.at += word.chars().count().max(1);
        match word.as_str() {
            "AND" => Piece::And,
            "OR" => Piece::Or,
            "NOT" => Piece::Not,
            "near" | "NEAR" if self.peek() == Some('(') => Piece::Near,
            _ => Piece::Bare(word),
        }
    }
}
