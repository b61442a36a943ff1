//! Blocks of cells, and cells as spreadsheets copy them: what the case table and the chart have in common.

/// A block of cells: first and last row, first and last column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// The first and the last row.
    pub rows: (usize, usize),
    /// The first and the last column.
    pub columns: (usize, usize),
}

impl Block {
    /// The block between two corners.
    pub fn between(a: (usize, usize), b: (usize, usize)) -> Self {
        Self { rows: (a.0.min(b.0), a.0.max(b.0)), columns: (a.1.min(b.1), a.1.max(b.1)) }
    }

    /// Whether a cell lies in it.
    pub fn has(self, row: usize, column: usize) -> bool {
        (self.rows.0..=self.rows.1).contains(&row) && (self.columns.0..=self.columns.1).contains(&column)
    }

    /// How many cells it has.
    pub fn count(self) -> usize {
        (self.rows.1 - self.rows.0 + 1) * (self.columns.1 - self.columns.0 + 1)
    }
}

/// A cell as spreadsheets copy it: in quotes where it holds a tab, a line end or a quote.
pub fn quoted(cell: &str) -> String {
    if cell.contains(['\t', '\n', '"']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

/// Words with tabs and lines, as spreadsheets copy them.
pub fn parse(words: &str) -> Vec<Vec<String>> {
    let words = words.strip_suffix('\n').unwrap_or(words);
    let words = words.strip_suffix('\r').unwrap_or(words);
    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').has_headers(false).flexible(true).from_reader(words.as_bytes());
    let rows: Vec<Vec<String>> = reader.records().flatten().map(|row| row.iter().map(str::to_owned).collect()).collect();
    if rows.is_empty() { vec![vec![words.to_owned()]] } else { rows }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_in_quotes_hold_tabs_and_lines() {
        assert_eq!(parse("\"a\tb\"\tc\nd"), [vec!["a\tb", "c"], vec!["d"]]);
        assert_eq!(parse(&format!("{}\tb", quoted("a \"so\"\nand more"))), [vec!["a \"so\"\nand more", "b"]]);
        assert!(Block::between((2, 1), (0, 3)).has(1, 2) && Block::between((2, 1), (0, 3)).count() == 9);
    }
}
