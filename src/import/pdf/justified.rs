//! Lines that were set to an even width: their spaces may be as wide as the strip between two columns, and part nothing.

use super::rows::{Piece, Word};

/// A gap of this many ems is never a space.
const WIDEST: f32 = 4.0;

/// How much of a gap is looked at on either side, in ems: the strip between two columns is narrower than the end of a short line beside it.
const EDGE: f32 = 0.3;

/// How many lines above and below are looked at.
const NEAR: usize = 3;

/// A line with its pieces from left to right.
pub(super) struct Broken {
    pub pieces: Vec<Piece>,
    /// Where upright lines cross it.
    pub crossed: Vec<f32>,
    /// Whether nothing in it is written over something else.
    pub plain: bool,
}

/// Puts pieces together again that a wide space of an even line has parted: the other spaces of that line are as wide, and the lines above and
/// below have letters there. Between columns and cells the strip is free in them too.
pub(super) fn rejoined(rows: Vec<Broken>) -> Vec<Piece> {
    let spots: Vec<Vec<(f32, f32)>> = rows.iter().map(|row| row.pieces.iter().flat_map(inked).collect()).collect();
    let mut all = Vec::new();
    for (at, row) in rows.into_iter().enumerate() {
        let joins: Vec<bool> = (1..row.pieces.len())
            .map(|n| {
                may_be_space(&row, n)
                    && shared(&spots, at, gap_of(&row.pieces, n), EDGE * row.pieces[n].size) * 5.0 < if is_like(&row, n) { 3.0 } else { 2.0 }
            })
            .collect();
        for (n, piece) in row.pieces.into_iter().enumerate() {
            match all.last_mut().filter(|_| n > 0 && joins[n - 1]) {
                Some(last) => join(last, piece),
                None => all.push(piece),
            }
        }
    }
    all
}

/// Where a piece has letters.
fn inked(piece: &Piece) -> Vec<(f32, f32)> {
    if piece.words.is_empty() { vec![(piece.x0, piece.x1)] } else { piece.words.iter().map(|word| (word.x0, word.x1)).collect() }
}

/// The gap before piece `n`.
fn gap_of(pieces: &[Piece], n: usize) -> (f32, f32) {
    (pieces[n - 1].x1, pieces[n].x0)
}

/// Whether the gap before piece `n` may be a space at all.
fn may_be_space(row: &Broken, n: usize) -> bool {
    let (from, to) = gap_of(&row.pieces, n);
    let (left, right) = (&row.pieces[n - 1], &row.pieces[n]);
    let sane = to > from && to - from <= WIDEST * left.size.max(right.size);
    row.plain && sane && !left.rtl && !right.rtl && !row.crossed.iter().any(|line| from < *line && *line < to)
}

/// Whether the gap before piece `n` is as wide as a space beside it.
fn is_like(row: &Broken, n: usize) -> bool {
    let (from, to) = gap_of(&row.pieces, n);
    let words: Vec<&Word> = row.pieces.iter().flat_map(|piece| &piece.words).collect();
    let here = words.iter().position(|word| word.x0 >= to - 0.01).unwrap_or(words.len());
    let space = |n: usize| words[n].x0 - words[n - 1].x1;
    let like = |n: usize| (1..words.len()).contains(&n) && (space(n) - (to - from)).abs() < 0.25 * (to - from);
    like(here.wrapping_sub(1)) || like(here + 1)
}

/// How large a part of the lines near by is free at the same edge of a gap; all of them where none stands beside it.
fn shared(spots: &[Vec<(f32, f32)>], at: usize, (from, to): (f32, f32), edge: f32) -> f32 {
    let edge = edge.min(0.3 * (to - from));
    let near = (at.saturating_sub(NEAR)..(at + NEAR + 1).min(spots.len())).filter(|n| *n != at);
    let (mut told, mut left, mut right) = (0, 0, 0);
    for row in near.map(|n| &spots[n]) {
        if !row.iter().any(|(x0, _)| *x0 < from) || !row.iter().any(|(_, x1)| *x1 > to) {
            continue;
        }
        let free = |a: f32, b: f32| row.iter().all(|(x0, x1)| *x1 <= a || *x0 >= b);
        told += 1;
        left += usize::from(free(from, from + edge));
        right += usize::from(free(to - edge, to));
    }
    if told == 0 { 1.0 } else { left.max(right) as f32 / told as f32 }
}

fn join(last: &mut Piece, piece: Piece) {
    let at = last.text.len() + 1;
    last.text.push(' ');
    last.text.push_str(&piece.text);
    last.words.extend(piece.words.iter().map(|word| Word { at: word.at + at, ..*word }));
    last.bold.extend(piece.bold.iter().map(|bold| bold.start + at..bold.end + at));
    if piece.text.len() > at {
        last.size = piece.size;
    }
    last.x1 = last.x1.max(piece.x1);
    last.apart &= piece.apart;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line of words that begin and end at these places; a wide gap parts pieces, as on a page.
    fn line(y: f32, words: &[(f32, f32)]) -> Broken {
        let mut pieces: Vec<Piece> = Vec::new();
        for (x0, x1) in words.iter().copied() {
            let word = Piece { x0, x1, y, size: 10.0, text: "word".into(), words: vec![Word { at: 0, x0, x1 }], ..Piece::default() };
            match pieces.last_mut().filter(|last| x0 - last.x1 <= 6.5) {
                Some(last) => join(last, word),
                None => pieces.push(word),
            }
        }
        Broken { pieces, crossed: Vec::new(), plain: true }
    }

    #[test]
    fn wide_spaces_of_an_even_line_part_nothing_and_a_strip_between_columns_does() {
        // Left column to 100, right column from 114; the second line of the left one is set wide.
        let right = [(114.0, 134.0), (137.0, 157.0), (160.0, 180.0)];
        let of = |y: f32, left: &[(f32, f32)]| line(y, &[left, &right].concat());
        let tight = [(0.0, 22.0), (25.0, 47.0), (50.0, 72.0), (75.0, 100.0)];
        let wide = [(0.0, 28.0), (36.0, 64.0), (72.0, 100.0)];
        let rows = vec![of(10.0, &tight), of(22.0, &wide), of(34.0, &tight)];
        assert_eq!(rows[1].pieces.len(), 4, "the spaces of the wide line part it");
        let pieces = rejoined(rows);
        assert_eq!(pieces.iter().map(|piece| piece.words.len()).collect::<Vec<_>>(), [4, 3, 3, 3, 4, 3]);
    }

    #[test]
    fn cells_of_single_words_stay_apart() {
        let row = |y: f32| line(y, &[(0.0, 20.0), (35.0, 55.0), (70.0, 90.0), (105.0, 125.0)]);
        assert_eq!(rejoined(vec![row(10.0), row(22.0), row(34.0)]).len(), 12);
    }
}
