//! A text with a byte index: from scalar values to bytes and back in constant time for plain ASCII, else O(log n).

use crate::model::Span;
use std::sync::Arc;

/// Scalar values between two entries of the index.
const STEP: usize = 128;

/// Bytes that are looked at together while the index is made.
const PIECE: usize = 32;

/// A text that is addressed by Unicode scalar values.
#[derive(Clone, Debug, PartialEq)]
pub struct Geometry {
    text: Arc<String>,
    /// Byte offset of every `STEP`th scalar value; empty when the text is ASCII.
    index: Vec<u32>,
    chars: u32,
}

impl Geometry {
    /// The geometry of a text of at most 4 GiB.
    pub fn new(text: impl Into<String>) -> Self {
        // A string is moved, not copied: texts are made by the thousand.
        let text: Arc<String> = Arc::new(text.into());
        if text.is_ascii() {
            return Self { chars: text.len() as u32, text, index: Vec::new() };
        }
        let begins = |byte: u8| byte & 0xC0 != 0x80;
        let mut index = Vec::with_capacity(text.len() / STEP + 1);
        let mut chars = 0usize;
        // Pieces shorter than a step hold one entry at most, and those without one are counted many bytes at once.
        for (n, piece) in text.as_bytes().chunks(PIECE).enumerate() {
            let here = piece.iter().map(|byte| u8::from(begins(*byte))).sum::<u8>() as usize;
            let next = index.len() * STEP;
            if next < chars + here
                && let Some((at, _)) = piece.iter().enumerate().filter(|(_, byte)| begins(**byte)).nth(next - chars)
            {
                index.push((n * PIECE + at) as u32);
            }
            chars += here;
        }
        Self { text, index, chars: chars as u32 }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its length in scalar values.
    pub fn chars(&self) -> u32 {
        self.chars
    }

    /// The byte at which the scalar value `at` begins; past the end, the end.
    pub fn byte(&self, at: u32) -> usize {
        if at >= self.chars {
            return self.text.len();
        }
        if self.index.is_empty() {
            return at as usize;
        }
        let from = self.index[at as usize / STEP] as usize;
        let within = at as usize % STEP;
        self.text[from..].char_indices().nth(within).map_or(self.text.len(), |(offset, _)| from + offset)
    }

    /// The scalar value that holds the byte `byte`; past the end, the end.
    pub fn char(&self, byte: usize) -> u32 {
        if byte >= self.text.len() {
            return self.chars;
        }
        if self.index.is_empty() {
            return byte as u32;
        }
        let block = self.index.partition_point(|start| *start as usize <= byte) - 1;
        let from = self.index[block] as usize;
        let before = self.text.as_bytes()[from..=byte].iter().filter(|b| **b & 0xC0 != 0x80).count();
        (block * STEP + before - 1) as u32
    }

    /// The words of a span; what lies past the end is left out.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[self.byte(span.start)..self.byte(span.end)]
    }

    /// The span of a range of bytes.
    pub fn span_of(&self, bytes: &std::ops::Range<usize>) -> Span {
        Span { start: self.char(bytes.start), end: self.char(bytes.end) }
    }

    /// The whole text as a span.
    pub fn span(&self) -> Span {
        Span { start: 0, end: self.chars }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn positions_and_bytes_are_each_others_inverse(text in "([a-zé中🙂\\n ]){0,600}") {
            let geometry = Geometry::new(text.as_str());
            prop_assert_eq!(geometry.chars() as usize, text.chars().count());
            for (at, (byte, c)) in text.char_indices().enumerate() {
                prop_assert_eq!(geometry.byte(at as u32), byte);
                for inside in byte..byte + c.len_utf8() {
                    prop_assert_eq!(geometry.char(inside), at as u32);
                }
            }
            prop_assert_eq!(geometry.byte(geometry.chars()), text.len());
            prop_assert_eq!(geometry.char(text.len()), geometry.chars());
        }
    }
}
