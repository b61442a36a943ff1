//! Line numbers in the margin: of hearings, of courts, of MAXQDA's prints.

use super::rows::Piece;
use super::sheet::{Sheet, lines};

/// How many numbers a page must have for them to be a column of their own.
const FEW: usize = 4;

/// A number that stands beside a line.
#[derive(Clone, Copy, Debug)]
struct Number {
    value: u32,
    piece: usize,
    x0: f32,
    x1: f32,
    y: f32,
    size: f32,
}

/// Which margin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// Takes line numbers out of the margins; says how many.
pub(super) fn take_out(sheets: &mut [Sheet]) -> usize {
    let mut taken = 0;
    for side in [Side::Left, Side::Right] {
        let mut columns: Vec<Vec<Number>> = sheets.iter().map(|sheet| column(sheet, side)).collect();
        // A page with one paragraph goes on counting where the page before ended.
        for at in 1..columns.len() {
            if columns[at].is_empty() {
                let next = columns[at - 1].last().map(|last| last.value + 1);
                let rest = found(&sheets[at], side);
                columns[at] = rest.into_iter().filter(|number| Some(number.value) == next).take(1).collect();
            }
        }
        let written = sheets.iter().filter(|sheet| !sheet.pieces.is_empty()).count();
        let numbered = columns.iter().filter(|column| !column.is_empty()).count();
        if numbered * 2 < written || columns.iter().map(Vec::len).sum::<usize>() < fewest(&columns) {
            continue;
        }
        for (sheet, column) in sheets.iter_mut().zip(columns) {
            taken += column.len();
            remove(&mut sheet.pieces, &column, side);
        }
    }
    taken
}

/// How many numbers in all are enough: few where they are those of every fifth or tenth line from the first on, which nothing else is.
fn fewest(columns: &[Vec<Number>]) -> usize {
    let mut all = columns.iter().flatten();
    let first = all.next().map_or(0, |number| number.value);
    if matches!(first, 5 | 10) && all.all(|number| number.value.is_multiple_of(first)) { FEW } else { 2 * FEW }
}

/// The numbers at the outer ends of a page's lines.
fn found(sheet: &Sheet, side: Side) -> Vec<Number> {
    let number = |line: &Vec<usize>| {
        let piece = if side == Side::Left { *line.first()? } else { *line.last()? };
        let Piece { text, words, y, size, .. } = &sheet.pieces[piece];
        let word = if side == Side::Left { words.first()? } else { words.last()? };
        let other = if side == Side::Left { words.get(1) } else { words.len().checked_sub(2).and_then(|at| words.get(at)) };
        let gap = other.map_or(f32::MAX, |other| if side == Side::Left { other.x0 - word.x1 } else { word.x0 - other.x1 });
        let end = words.get(1).filter(|_| side == Side::Left).map_or(text.len(), |next| next.at);
        let digits = text.get(word.at..end)?.trim();
        let plain = !digits.is_empty() && digits.len() <= 5 && digits.bytes().all(|byte| byte.is_ascii_digit());
        (plain && gap >= 0.45 * size).then(|| digits.parse().ok())?.map(|value| Number { value, piece, x0: word.x0, x1: word.x1, y: *y, size: *size })
    };
    lines(&sheet.pieces).iter().filter_map(number).collect()
}

/// The numbers of a page that make a column of their own beside its text, in order.
fn column(sheet: &Sheet, side: Side) -> Vec<Number> {
    let numbers = found(sheet, side);
    let aligned = |edge: fn(&Number) -> f32| -> Vec<Number> {
        let near = |number: &Number| numbers.iter().filter(|other| (edge(other) - edge(number)).abs() < 0.35 * number.size).count();
        let Some(best) = numbers.iter().max_by_key(|number| near(number)) else { return Vec::new() };
        numbers.iter().filter(|other| (edge(other) - edge(best)).abs() < 0.35 * best.size).copied().collect()
    };
    let (by_end, by_start) = (aligned(|number| number.x1), aligned(|number| number.x0));
    let mut column = counting(if by_end.len() >= by_start.len() { by_end } else { by_start });
    if column.len() < FEW || !beside(sheet, &column, side) {
        column.clear();
    }
    column
}

/// Of numbers from top to bottom those that count on by the same step.
fn counting(mut numbers: Vec<Number>) -> Vec<Number> {
    numbers.sort_by(|a, b| a.y.total_cmp(&b.y));
    let steps: Vec<u32> = numbers.windows(2).map(|pair| pair[1].value.wrapping_sub(pair[0].value)).collect();
    let Some(step) = [1, 5, 10, 2].into_iter().max_by_key(|step| steps.iter().filter(|other| *other == step).count()) else { return Vec::new() };
    let right = steps.iter().filter(|other| **other == step).count();
    if right * 10 < steps.len() * 7 {
        return Vec::new();
    }
    let fits = |at: usize| at > 0 && steps[at - 1] == step || steps.get(at) == Some(&step);
    (0..numbers.len()).filter(|at| fits(*at)).map(|at| numbers[at]).collect()
}

/// Whether hardly a line of the text stands where the numbers do.
fn beside(sheet: &Sheet, column: &[Number], side: Side) -> bool {
    let (x0, x1) = column.iter().fold((f32::MAX, f32::MIN), |(x0, x1), number| (x0.min(number.x0), x1.max(number.x1)));
    let held = |at: usize| column.iter().any(|number| number.piece == at);
    let over = |piece: &Piece| if side == Side::Left { piece.x0 < x1 } else { piece.x1 > x0 };
    let others: Vec<&Piece> = sheet.pieces.iter().enumerate().filter(|(at, _)| !held(*at)).map(|(_, piece)| piece).collect();
    let within = column.iter().filter(|number| sheet.pieces[number.piece].words.len() > 1).count();
    let (top, end) = (column[0].y, column[column.len() - 1].y);
    let crossing = others.iter().filter(|piece| piece.y >= top && piece.y <= end && over(piece)).count();
    others.len() + within > 0 && crossing * 8 <= others.len().max(column.len())
}

/// Takes numbers out of their pieces.
fn remove(pieces: &mut Vec<Piece>, column: &[Number], side: Side) {
    let mut empty = Vec::new();
    for number in column {
        let piece = &mut pieces[number.piece];
        if piece.words.len() < 2 {
            empty.push(number.piece);
        } else if side == Side::Left {
            let cut = piece.words[1].at;
            piece.words.remove(0);
            piece.words.iter_mut().for_each(|word| word.at -= cut);
            piece.text.drain(..cut);
            piece.bold =
                piece.bold.iter().map(|bold| bold.start.saturating_sub(cut)..bold.end.saturating_sub(cut)).filter(|bold| !bold.is_empty()).collect();
            (piece.x0, piece.first) = (piece.words[0].x0, piece.words[0].x1 - piece.words[0].x0);
        } else if let Some(last) = piece.words.pop() {
            piece.text.truncate(piece.text[..last.at].trim_end().len());
            let end = piece.text.len();
            piece.bold.iter_mut().for_each(|bold| bold.end = bold.end.min(end));
            piece.bold.retain(|bold| bold.start < bold.end);
            piece.x1 = piece.words.last().map_or(piece.x0, |word| word.x1);
        }
    }
    empty.sort_unstable();
    for at in empty.into_iter().rev() {
        pieces.remove(at);
    }
}

#[cfg(test)]
mod tests {
    use super::super::rows::pieces;
    use super::super::tests::line;
    use super::*;
    use crate::import::pdf::ruling::Ruling;

    fn sheet(page: u32, lines: &[(f32, f32, &str)]) -> Sheet {
        let inks = lines.iter().flat_map(|(x, y, words)| line(*x, *y, 10.0, words)).collect();
        Sheet { page, height: 800.0, pieces: pieces(inks, &Ruling::default()), ..Sheet::default() }
    }

    #[test]
    fn numbers_of_lines_go_and_numbers_that_are_said_stay() {
        let numbered = |page| {
            let lines: Vec<String> = (1..=10).map(|n| format!("{n:>2} words of the line")).collect();
            let lines: Vec<(f32, f32, &str)> = lines.iter().enumerate().map(|(n, words)| (50.0, 100.0 + 14.0 * n as f32, words.as_str())).collect();
            sheet(page, &lines)
        };
        let mut sheets = vec![numbered(1), numbered(2)];
        assert_eq!(take_out(&mut sheets), 20);
        assert!(sheets.iter().flat_map(|sheet| &sheet.pieces).all(|piece| piece.text == "words of the line"));
        let every_fifth = |first: usize| {
            let words = |n: usize| if n % 5 == 4 { format!("{:>2} words of the line", first + n - 4) } else { "   words of the line".into() };
            let lines: Vec<String> = (0..20).map(words).collect();
            let place = |(n, words): (usize, &String)| (if n % 5 == 4 { 50.0 } else { 65.0 }, 100.0 + 14.0 * n as f32, words.trim().to_owned());
            let lines: Vec<(f32, f32, String)> = lines.iter().enumerate().map(place).collect();
            sheet(1, &lines.iter().map(|(x, y, words)| (*x, *y, words.as_str())).collect::<Vec<_>>())
        };
        let mut one = [every_fifth(5)];
        assert_eq!((take_out(&mut one), take_out(&mut [every_fifth(12)])), (4, 0));
        assert!(one[0].pieces.iter().all(|piece| piece.text == "words of the line"));
        let said = [(50.0, 100.0, "12 of us"), (50.0, 114.0, "13 and more"), (50.0, 128.0, "came"), (50.0, 142.0, "14 left")];
        assert_eq!(take_out(&mut [sheet(1, &said)]), 0);
    }
}
