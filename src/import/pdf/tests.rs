//! PDFs made here, as their programs write them, and what is read of them.

use super::ink::Ink;

/// The signs of a line in type whose letters are half an em wide; nothing is drawn for a space.
pub(super) fn line(x: f32, y: f32, size: f32, words: &str) -> Vec<Ink> {
    let ink =
        |(n, c): (usize, char)| Ink { x: x + n as f32 * size / 2.0, y, width: size / 2.0, size, em: size, sign: c.to_string(), ..Ink::default() };
    words.chars().enumerate().map(ink).filter(|ink| ink.sign != " ").collect()
}
