//! Signs put together to pieces of lines: words with the spaces that a page only shows, broken where a gap is wide.

use super::bidi;
use super::ink::Ink;
use super::justified::{Broken, rejoined};
use super::ruling::Ruling;
use std::collections::HashMap;
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// A gap wider than this part of an em is a space.
const SPACE: f32 = 0.18;

/// A gap wider than this part of an em parts a line: a column, a cell, a label beside what is said.
const WIDE: f32 = 0.65;

/// A line begins where the baseline moves by more than this part of the type's height.
const LINE: f32 = 0.55;

/// A word from left to right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Word {
    /// Its first byte in the piece's text.
    pub at: usize,
    pub x0: f32,
    pub x1: f32,
}

/// A piece of a line without a wide gap in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Piece {
    pub x0: f32,
    pub x1: f32,
    /// Its baseline.
    pub y: f32,
    pub size: f32,
    /// Its words in the order they are read.
    pub text: String,
    /// Where its words stand, where it is read from left to right.
    pub words: Vec<Word>,
    /// How wide its first word is.
    pub first: f32,
    /// The bytes of its text that are bold.
    pub bold: Vec<Range<usize>>,
    pub rtl: bool,
    /// Whether all of it is marked as no part of the text.
    pub apart: bool,
}

impl Piece {
    /// How many words it has; of writing without spaces about as many as there would be.
    pub fn count(&self) -> usize {
        let wide = self.text.chars().filter(|c| is_wide(*c)).count();
        self.text.split_whitespace().count().max(wide / 2)
    }
}

/// Whether a sign belongs to a script that is written without spaces.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}')
}

/// The signs of one line.
struct Row {
    y: f32,
    size: f32,
    /// In order from left to right.
    inks: Vec<Ink>,
}

/// The pieces of what is written in one direction, from top to bottom and left to right; upright lines part them too.
pub(super) fn pieces(inks: Vec<Ink>, ruling: &Ruling) -> Vec<Piece> {
    let broken = |row: Row| {
        let crossed = ruling.crossing(row.y, row.size);
        let layers = layers(settled(row.inks));
        let plain = layers.len() == 1;
        let pieces = layers.into_iter().flat_map(|layer| split_layer(layer, &crossed)).collect();
        Broken { pieces, crossed, plain }
    };
    rejoined(rows(inks).into_iter().map(broken).collect())
}

/// Signs by their baselines; what stands a little higher or lower in a free place of a line belongs to it.
fn rows(mut inks: Vec<Ink>) -> Vec<Row> {
    inks.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Row> = Vec::new();
    for ink in inks {
        match rows.last_mut() {
            Some(row) if ink.y - row.y <= 0.25 * row.size.min(ink.size) => {
                row.size = row.size.max(ink.size);
                row.inks.push(ink);
            }
            _ => rows.push(Row { y: ink.y, size: ink.size, inks: vec![ink] }),
        }
    }
    for row in &mut rows {
        row.inks.sort_by(|a, b| a.x.total_cmp(&b.x));
        // A line is as tall as most of it.
        let mut sizes: Vec<f32> = row.inks.iter().map(|ink| ink.size).collect();
        sizes.sort_by(f32::total_cmp);
        row.size = sizes[sizes.len() / 2];
    }
    let mut lines: Vec<Row> = Vec::with_capacity(rows.len());
    for row in rows {
        match lines.last_mut() {
            Some(line) if row.y - line.y < LINE * line.size.max(row.size) && apart(line, &row) => merge(line, row),
            _ => lines.push(row),
        }
    }
    lines
}

/// Whether two rows hardly stand over each other.
fn apart(one: &Row, other: &Row) -> bool {
    let (few, many) = if one.inks.len() < other.inks.len() { (one, other) } else { (other, one) };
    let covered = few.inks.iter().filter(|ink| {
        let middle = ink.x + ink.width / 2.0;
        let at = many.inks.partition_point(|other| other.x <= middle);
        ink.sign != " " && at > 0 && many.inks[at - 1].sign != " " && middle < many.inks[at - 1].x + many.inks[at - 1].width
    });
    covered.count() * 5 <= few.inks.len()
}

fn merge(line: &mut Row, row: Row) {
    if row.inks.len() > line.inks.len() {
        (line.y, line.size) = (row.y, row.size);
    }
    line.inks.extend(row.inks);
    line.inks.sort_by(|a, b| a.x.total_cmp(&b.x));
}

/// The signs of a line without those that are drawn twice, its accents on their letters.
fn settled(inks: Vec<Ink>) -> Vec<Ink> {
    let (marks, letters): (Vec<Ink>, Vec<Ink>) = inks.into_iter().partition(|ink| ink.sign.chars().all(is_combining_mark));
    let mut all: Vec<Ink> = Vec::with_capacity(letters.len());
    for ink in letters {
        let twice = |last: &&Ink| last.sign == ink.sign && ink.x - last.x < 0.1 * ink.em && (last.y - ink.y).abs() < 0.1 * ink.size;
        if ink.sign == " " || all.iter().rev().take(3).find(twice).is_none() {
            all.push(ink);
        }
    }
    for mark in marks {
        let middle = |ink: &Ink| ink.x + ink.width / 2.0;
        let after = all.partition_point(|ink| ink.x <= middle(&mark));
        let end = (after + 1).min(all.len());
        let near = all[after.saturating_sub(2)..end].iter_mut().filter(|ink| ink.sign != " ");
        if let Some(letter) = near.min_by(|a, b| (middle(a) - middle(&mark)).abs().total_cmp(&(middle(b) - middle(&mark)).abs())) {
            letter.sign.push_str(&mark.sign);
        }
    }
    all
}

/// Signs that are written over others are a line of their own.
fn layers(inks: Vec<Ink>) -> Vec<Vec<Ink>> {
    let mut runs: HashMap<u32, (f32, f32)> = HashMap::new();
    for ink in inks.iter().filter(|ink| ink.sign != " ") {
        let (x0, x1) = runs.entry(ink.run).or_insert((f32::MAX, f32::MIN));
        (*x0, *x1) = (x0.min(ink.x), x1.max(ink.x + ink.width));
    }
    let mut order: Vec<(u32, (f32, f32))> = runs.into_iter().collect();
    order.sort_by(|a, b| a.1.0.total_cmp(&b.1.0).then(a.0.cmp(&b.0)));
    let em = inks.first().map_or(0.0, |ink| ink.em);
    let mut ends: Vec<f32> = Vec::new();
    let mut of_run: HashMap<u32, usize> = HashMap::new();
    for (run, (x0, x1)) in order {
        let at = ends.iter().position(|end| *end <= x0 + 0.4 * em).unwrap_or(ends.len());
        if at == ends.len() {
            ends.push(x1);
        }
        ends[at] = ends[at].max(x1);
        of_run.insert(run, at);
    }
    if ends.len() < 2 {
        return vec![inks];
    }
    let mut layers: Vec<Vec<Ink>> = vec![Vec::new(); ends.len()];
    for ink in inks {
        let at = of_run.get(&ink.run).copied().unwrap_or(0);
        layers[at].push(ink);
    }
    layers
}

/// The pieces of signs none of which is written over another.
fn split_layer(layer: Vec<Ink>, lines: &[f32]) -> Vec<Piece> {
    let mut inks: Vec<(Ink, bool)> = Vec::with_capacity(layer.len());
    let mut spaced = false;
    for ink in layer {
        if ink.sign.trim().is_empty() {
            spaced = true;
        } else {
            inks.push((ink, std::mem::take(&mut spaced)));
        }
    }
    let tracked = tracking(&inks);
    let mut pieces = Vec::new();
    let mut open: Vec<(Ink, bool)> = Vec::new();
    let mut end = f32::MIN;
    for (ink, spaced) in inks {
        let gap = (ink.x - end) / ink.em;
        // A line between words parts them; one that is drawn through a word parts nothing.
        let free = spaced || gap > SPACE || open.last().is_some_and(|(last, _)| last.run != ink.run);
        let crossed = free && lines.iter().any(|line| end - 0.1 * ink.em < *line && *line < ink.x + 0.1 * ink.em);
        if (gap > WIDE + tracked || crossed) && !open.is_empty() {
            pieces.push(piece(std::mem::take(&mut open)));
        }
        let wide = ink.sign.starts_with(is_wide) || open.last().is_some_and(|(last, _)| last.sign.ends_with(is_wide));
        let space = !open.is_empty() && (spaced || gap > tracked + if wide { 3.0 * SPACE } else { SPACE });
        end = end.max(ink.x + ink.width);
        open.push((ink, space));
    }
    if !open.is_empty() {
        pieces.push(piece(open));
    }
    pieces
}

/// How far the letters of a line are set apart, in ems, where they are set so: `T I T L E`.
fn tracking(inks: &[(Ink, bool)]) -> f32 {
    if inks.len() < 6 || inks.iter().any(|(_, spaced)| *spaced) {
        return 0.0;
    }
    let mut gaps: Vec<f32> = inks.windows(2).map(|pair| (pair[1].0.x - pair[0].0.x - pair[0].0.width) / pair[1].0.em).collect();
    gaps.sort_by(f32::total_cmp);
    let middle = gaps[gaps.len() / 2];
    if middle > SPACE / 2.0 && middle < 1.0 { middle } else { 0.0 }
}

/// The piece of signs that stand together, each with whether a space is before it.
fn piece(inks: Vec<(Ink, bool)>) -> Piece {
    let (x0, x1) = inks.iter().fold((f32::MAX, f32::MIN), |(x0, x1), (ink, _)| (x0.min(ink.x), x1.max(ink.x + ink.width)));
    let mut sizes: Vec<f32> = inks.iter().map(|(ink, _)| ink.size).collect();
    sizes.sort_by(f32::total_cmp);
    let size = sizes[sizes.len() / 2];
    let y = inks.iter().find(|(ink, _)| ink.size == size).map_or(0.0, |(ink, _)| ink.y);
    let apart = inks.iter().all(|(ink, _)| ink.apart);
    let mut piece = Piece { x0, x1, y, size, apart, ..Piece::default() };
    if inks.iter().any(|(ink, _)| ink.sign.contains(bidi::is_rtl)) {
        to_the_left(&mut piece, &inks)
    } else {
        to_the_right(&mut piece, &inks)
    }
    piece
}

/// Puts signs down from left to right.
fn to_the_right(piece: &mut Piece, inks: &[(Ink, bool)]) {
    for (n, (ink, space)) in inks.iter().enumerate() {
        if *space {
            piece.text.push(' ');
        }
        let at = piece.text.len();
        let shown = |sign: &str| sign.trim().replace('\u{AD}', if n + 1 == inks.len() { "\u{AD}" } else { "" });
        piece.text.push_str(&shown(&ink.sign));
        match piece.words.last_mut().filter(|_| !*space) {
            Some(word) => word.x1 = word.x1.max(ink.x + ink.width),
            None => piece.words.push(Word { at, x0: ink.x, x1: ink.x + ink.width }),
        }
        if ink.bold {
            match piece.bold.last_mut().filter(|last| at - last.end <= 1) {
                Some(last) => last.end = piece.text.len(),
                None => piece.bold.push(at..piece.text.len()),
            }
        }
    }
    piece.first = piece.words.first().map_or(0.0, |word| word.x1 - word.x0);
}

/// Puts signs down in the order they are read, where some are written from right to left.
fn to_the_left(piece: &mut Piece, inks: &[(Ink, bool)]) {
    let mut signs: Vec<&str> = Vec::with_capacity(inks.len());
    for (ink, space) in inks {
        signs.extend(space.then_some(" "));
        signs.push(ink.sign.trim());
    }
    piece.rtl = bidi::mostly_rtl(signs.iter().copied());
    let order = bidi::order(&signs, piece.rtl);
    // Some programs name brackets as they look, some as they are read: the first one read opens.
    let mirror = piece.rtl && order.iter().find_map(|n| bidi::opens(signs[*n])) == Some(false);
    for n in order {
        piece.text.push_str(if mirror { bidi::mirrored(signs[n]).unwrap_or(signs[n]) } else { signs[n] });
    }
    if inks.iter().all(|(ink, _)| ink.bold) {
        piece.bold.push(0..piece.text.len());
    }
    let mut first = inks.iter().rev().take_while(|(_, space)| !space).count() + 1;
    first = first.min(inks.len());
    let word = if piece.rtl { &inks[inks.len() - first..] } else { &inks[..inks.iter().skip(1).take_while(|(_, space)| !space).count() + 1] };
    piece.first = word.last().map_or(0.0, |(ink, _)| ink.x + ink.width) - word[0].0.x;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of half an em from `x` on.
    fn inks(x: f32, y: f32, size: f32, words: &str) -> Vec<Ink> {
        let ink =
            |(n, c): (usize, char)| Ink { x: x + n as f32 * size / 2.0, y, width: size / 2.0, size, em: size, sign: c.to_string(), ..Ink::default() };
        words.chars().enumerate().map(ink).filter(|ink| ink.sign != "_").collect()
    }

    fn texts(inks: Vec<Ink>) -> Vec<String> {
        pieces(inks, &Ruling::default()).into_iter().map(|piece| piece.text).collect()
    }

    #[test]
    fn gaps_are_spaces_and_wide_gaps_part_a_line() {
        assert_eq!(texts(inks(0.0, 10.0, 10.0, "one_two___three_four")), ["one two", "three four"]);
        assert_eq!(texts(inks(0.0, 10.0, 10.0, "one two")), ["one two"]);
    }

    #[test]
    fn a_raised_number_stays_in_its_line_and_the_next_line_does_not() {
        let mut line = inks(0.0, 20.0, 10.0, "word_more");
        line.extend(inks(20.0, 16.0, 6.0, "1"));
        line.extend(inks(0.0, 31.0, 10.0, "next"));
        assert_eq!(texts(line), ["word1 more", "next"]);
    }

    #[test]
    fn what_is_drawn_twice_is_there_once_and_accents_are_on_their_letters() {
        let mut line = inks(0.0, 10.0, 10.0, "lull");
        line.extend(inks(0.3, 10.0, 10.0, "lull"));
        line.extend(inks(5.1, 10.0, 10.0, "\u{308}"));
        assert_eq!(texts(line), ["lu\u{308}ll"]);
    }

    #[test]
    fn what_is_written_over_something_else_is_not_mixed_with_it() {
        let mut line = inks(0.0, 10.0, 10.0, "one_line_of_words");
        line.extend(inks(7.0, 11.0, 10.0, "another").into_iter().map(|ink| Ink { run: 1, ..ink }));
        assert_eq!(texts(line), ["one line of words", "another"]);
    }

    #[test]
    fn letters_set_apart_are_words_still() {
        let letters = "TWOWORDS".chars().enumerate().map(|(n, c)| {
            let x = n as f32 * 9.0 + if n > 2 { 6.0 } else { 0.0 };
            Ink { x, y: 10.0, width: 5.0, size: 10.0, em: 10.0, sign: c.to_string(), ..Ink::default() }
        });
        assert_eq!(texts(letters.collect()), ["TWO WORDS"]);
    }
}
