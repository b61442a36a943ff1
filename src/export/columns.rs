//! How wide the columns of a table are by what stands in them, and how many lines a row takes: for paper, sheets and pages alike.

use super::blocks::{Grid, GridRow};

/// What stands beside the letters of a cell, in letters.
const EDGES: f64 = 2.0;
/// The longest word that a column is made as wide as.
const WORD: f64 = 22.0;
/// How much wider strong letters are, also in the faces that stand in where a document’s own is missing, and how much more capitals are.
const STRONG: f64 = 1.3;
const CAPITAL: f64 = 0.4;
/// A column of running text is no wider, in letters.
pub(super) const WIDEST: f64 = 70.0;
/// The longest line of a head: longer ones are wrapped.
const HEAD: f64 = 24.0;

/// The columns of a table, in letters.
pub(super) struct Columns {
    /// How wide each is.
    pub widths: Vec<f64>,
    /// Whether every word has room.
    pub fits: bool,
}

/// The widths of columns that have so much room together and are at most so wide each. Each has room for its longest word; what is left goes to
/// those with much to say.
pub(super) fn columns(grid: &Grid, room: f64, widest: f64) -> Columns {
    let of = |column: usize| Wanted::of(grid, column, widest);
    let all: Vec<Wanted> = (0..grid.head.len()).map(of).collect();
    let (need, want): (f64, f64) = (all.iter().map(|one| one.need).sum(), all.iter().map(|one| one.want).sum());
    if want <= room {
        return Columns { widths: all.iter().map(|one| one.want).collect(), fits: true };
    }
    if need >= room {
        return Columns { widths: all.iter().map(|one| one.need * room / need).collect(), fits: need <= room };
    }
    Columns { widths: shared(&all, room), fits: true }
}

/// A table that has no room for its words with its columns as rows, where it has room so; nothing else is changed.
pub(super) fn turned(grid: &Grid, room: f64) -> Option<Grid> {
    if columns(grid, room, WIDEST).fits {
        return None;
    }
    let cell = |row: &GridRow, column: usize| row.cells.get(column).cloned().unwrap_or_default();
    let head = grid.head.iter().take(1).cloned().chain(grid.rows.iter().map(|row| cell(row, 0))).collect();
    let line =
        |column: usize| GridRow::plain(std::iter::once(grid.head[column].clone()).chain(grid.rows.iter().map(|row| cell(row, column))).collect());
    let turned = Grid { head, rows: (1..grid.head.len()).map(line).collect(), ..grid.clone() };
    columns(&turned, room, WIDEST).fits.then_some(turned)
}

/// What a column asks for.
struct Wanted {
    /// Its longest word.
    need: f64,
    /// Its longest line.
    want: f64,
    /// How much it has to say.
    weight: f64,
}

impl Wanted {
    fn of(grid: &Grid, column: usize, widest: f64) -> Self {
        let head = grid.head.get(column).map_or("", String::as_str);
        let cells = || grid.rows.iter().filter_map(|row| row.cells.get(column)).map(String::as_str);
        let longest = |parts: &mut dyn Iterator<Item = &str>| parts.map(letters).fold(0.0, f64::max);
        let word =
            longest(&mut cells().flat_map(str::split_whitespace)).max(head.split_whitespace().map(strong).fold(0.0, f64::max)).clamp(4.0, WORD);
        let line = longest(&mut cells().flat_map(str::lines)).max(letters(head).min(HEAD));
        let whole = longest(&mut cells());
        let need = word + EDGES;
        Self { need, want: (line + EDGES).clamp(need, widest.max(need)), weight: whole.max(1.0).sqrt() }
    }
}

/// Room shared out: nobody has more than it asks for while others want.
fn shared(all: &[Wanted], room: f64) -> Vec<f64> {
    let mut widths: Vec<f64> = all.iter().map(|one| one.need).collect();
    loop {
        let rest = room - widths.iter().sum::<f64>();
        let open: Vec<usize> = (0..all.len()).filter(|at| widths[*at] + 0.01 < all[*at].want).collect();
        let weights: f64 = open.iter().map(|at| all[*at].weight).sum();
        if rest < 0.5 || open.is_empty() {
            return widths;
        }
        for at in open {
            widths[at] = (widths[at] + rest * all[at].weight / weights).min(all[at].want);
        }
    }
}

/// How many letters words are wide: those of East Asian scripts count as two.
fn letters(words: &str) -> f64 {
    unicode_width::UnicodeWidthStr::width(words) as f64
}

/// How wide a word of a head is, in letters.
fn strong(word: &str) -> f64 {
    letters(word) * STRONG + word.chars().filter(|letter| letter.is_uppercase()).count() as f64 * CAPITAL
}

/// How many lines a row takes in columns so wide.
pub(super) fn lines(row: &GridRow, widths: &[f64]) -> usize {
    let cell = |(words, width): (&String, &f64)| words.split('\n').map(|line| wrapped(line, (width - EDGES).max(1.0))).sum::<usize>();
    row.cells.iter().zip(widths).map(cell).max().unwrap_or(1).max(1)
}

/// The lines of a paragraph, broken between words, and within those that are longer than a line.
fn wrapped(line: &str, width: f64) -> usize {
    let (mut lines, mut used) = (1, 0.0);
    for word in line.split_whitespace().map(letters) {
        if used > 0.0 && used + 1.0 + word > width {
            lines += 1;
            used = 0.0;
        }
        used += if used > 0.0 { 1.0 + word } else { word };
        while used > width {
            lines += 1;
            used -= width;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: &[[&str; 3]]) -> Grid {
        let rows = rows.iter().map(|row| GridRow::plain(row.map(str::to_owned).to_vec())).collect();
        Grid { head: ["No", "Name", "What it says of itself"].map(str::to_owned).to_vec(), rows, ..Grid::default() }
    }

    #[test]
    fn columns_are_as_wide_as_what_stands_in_them_and_no_wider_than_the_room() {
        let long = "words and words ".repeat(20);
        let small = columns(&grid(&[["1", "Healthwatch", "yes"]]), 100.0, 60.0);
        assert_eq!((small.widths, small.fits), (vec![6.0, 13.0, 24.0], true), "a head has no more than its own line");
        let wide = columns(&grid(&[["1", "Healthwatch", &long]]), 60.0, 60.0);
        assert!(wide.fits && (wide.widths.iter().sum::<f64>() - 60.0).abs() < 1.0, "{:?}", wide.widths);
        assert!(wide.widths[1] >= 13.0 && wide.widths[2] > 30.0, "a word is not broken: {:?}", wide.widths);
        let tight = columns(&grid(&[["1", "Healthwatch", &long]]), 20.0, 60.0);
        assert!(!tight.fits && (tight.widths.iter().sum::<f64>() - 20.0).abs() < 0.01);
    }

    #[test]
    fn a_table_without_room_is_turned_where_it_has_room_so() {
        let row = |cells: [&str; 4]| GridRow::plain(cells.map(str::to_owned).to_vec());
        let head = ["Site", "Neighbourhoods", "Organisations", "Partnerships"].map(str::to_owned).to_vec();
        let sites = Grid { head, rows: vec![row(["A", "1", "2", "3"]), row(["B", "4", "5", ""])], ..Grid::default() };
        assert!(turned(&sites, 80.0).is_none(), "it has room");
        let narrow = turned(&sites, 40.0).unwrap();
        assert_eq!(narrow.head, ["Site", "A", "B"]);
        let cells: Vec<&[String]> = narrow.rows.iter().map(|row| row.cells.as_slice()).collect();
        assert_eq!(cells, [["Neighbourhoods", "1", "4"], ["Organisations", "2", "5"], ["Partnerships", "3", ""]]);
        assert!(turned(&sites, 8.0).is_none(), "it has no room either way");
    }

    #[test]
    fn a_row_is_as_many_lines_as_its_longest_cell() {
        let row = |words: &str| GridRow::plain(vec!["1".into(), words.into()]);
        assert_eq!(lines(&row("a b c"), &[4.0, 12.0]), 1);
        assert_eq!(lines(&row("one two three\n\nfour"), &[4.0, 10.0]), 4);
        assert_eq!(lines(&row(&"x".repeat(25)), &[4.0, 12.0]), 3);
    }
}
