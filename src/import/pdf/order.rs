//! The order in which a page is read: columns one after another, rows of a table one below another.

use super::rows::Piece;
use super::ruling::{Area, Ruling};
use super::sheet::lines;
use std::ops::Range;

/// A line as it is read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    pub text: String,
    pub x0: f32,
    pub x1: f32,
    pub y: f32,
    pub size: f32,
    /// How wide its first word is.
    pub first: f32,
    pub bold: Vec<Range<usize>>,
    pub rtl: bool,
    /// Which page it is on.
    pub page: u32,
    /// Which part of the text it belongs to: lines of one column of one page have one number.
    pub column: u32,
    /// Whether its column is the whole page.
    pub whole: bool,
    /// Whether it stands in a cell of a table.
    pub cell: bool,
}

/// How deep columns may lie in each other.
const DEEPEST: usize = 6;

/// A page's pieces put in order.
pub(super) struct Order {
    lines: Vec<Line>,
    page: u32,
    column: u32,
    leading: f32,
    rtl: bool,
    ruling: Ruling,
    /// The tables with lines around their cells that are not read yet.
    tables: Vec<Area>,
    /// How many rows of tables lie around what is read now.
    cells: u32,
}

impl Order {
    /// The lines of a page as they are read. `column` is the first number that no column has yet.
    pub fn of(pieces: Vec<Piece>, ruling: Ruling, page: u32, column: u32, leading: f32) -> (Vec<Line>, u32) {
        let (rtl, letters) =
            pieces.iter().fold((0, 0), |(rtl, all), piece| (rtl + usize::from(piece.rtl) * piece.text.len(), all + piece.text.len()));
        let tables = ruling.tables();
        let mut order = Self { lines: Vec::new(), page, column, leading, rtl: rtl * 2 > letters, ruling, tables, cells: 0 };
        order.region(pieces, true, 0);
        (order.lines, order.column)
    }

    /// Reads a part of a page; `whole` says that it is as wide as the page.
    fn region(&mut self, mut pieces: Vec<Piece>, whole: bool, depth: usize) {
        pieces.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
        if let Some(table) = self.next_table(&pieces).filter(|_| depth < DEEPEST) {
            let (above, rest): (Vec<Piece>, Vec<Piece>) = pieces.into_iter().partition(|piece| !table.beside(piece) && piece.y < table.y1);
            let (inside, below): (Vec<Piece>, Vec<Piece>) = rest.into_iter().partition(|piece| table.holds(piece));
            self.region(above, whole, depth);
            self.ruled(inside, table, whole, depth + 1);
            return self.region(below, whole, depth);
        }
        if depth < DEEPEST && pieces.len() >= 6 {
            for gutter in gutters(&pieces) {
                let bands = bands(&pieces, gutter);
                if bands.iter().any(|band| self.columns(band)) {
                    return self.banded(bands, whole, depth);
                }
            }
        }
        if depth < DEEPEST && pieces.len() >= 4 && self.table(&pieces, whole, depth) {
            return;
        }
        self.rows(pieces, whole);
    }

    /// The first table with lines that stands in a part of a page with nothing beside it.
    fn next_table(&mut self, pieces: &[Piece]) -> Option<Area> {
        let alone = |table: &Area| {
            let mut beside = pieces.iter().filter(|piece| table.beside(piece)).peekable();
            beside.peek().is_some() && beside.all(|piece| table.holds(piece))
        };
        let at = self.tables.iter().position(alone)?;
        Some(self.tables.remove(at))
    }

    /// Reads a table by the lines around its cells: rows that reading line by line would mix, cell by cell.
    fn ruled(&mut self, pieces: Vec<Piece>, area: Area, whole: bool, depth: usize) {
        let mut plain = Vec::new();
        for band in self.ruling.bands(area) {
            let inside = |area: &Area| pieces.iter().filter(|piece| area.holds(piece)).cloned().collect::<Vec<Piece>>();
            let cells: Vec<(Area, Vec<Piece>)> = self.ruling.cells(band).into_iter().map(|cell| (cell, inside(&cell))).collect();
            let mut cells: Vec<(Area, Vec<Piece>)> = cells.into_iter().filter(|(_, pieces)| !pieces.is_empty()).collect();
            if depth >= DEEPEST || !mixed(&cells) {
                plain.extend(cells.into_iter().flat_map(|(_, pieces)| pieces));
                continue;
            }
            self.region(std::mem::take(&mut plain), whole, depth);
            if self.rtl {
                cells.reverse();
            }
            self.cells += 1;
            for (cell, pieces) in cells {
                if self.ruling.bands(cell).len() > 1 { self.ruled(pieces, cell, false, depth + 1) } else { self.region(pieces, false, depth + 1) }
            }
            self.cells -= 1;
        }
        self.region(plain, whole, depth);
    }

    /// Reads a part of a page that is a table, cell by cell; says whether it is one.
    fn table(&mut self, pieces: &[Piece], whole: bool, depth: usize) -> bool {
        let mut found = gutters(pieces);
        found.sort_by(|a, b| a.0.total_cmp(&b.0));
        let wraps = |band: &Band| cells(band, self.leading).is_some_and(|rows| rows.iter().any(wrapped));
        let Some(bands) = found.into_iter().map(|gutter| bands(pieces, gutter)).find(|bands| bands.iter().any(wraps)) else { return false };
        for band in bands {
            let rows = cells(&band, self.leading).filter(|rows| rows.iter().any(wrapped));
            let Some(rows) = rows else {
                let rest: Vec<Piece> = band.across.into_iter().chain(band.left).chain(band.right).collect();
                self.region(rest, whole, depth + 1);
                continue;
            };
            self.rows(band.across, whole);
            for row in rows {
                self.cells += 1;
                if wrapped(&row) {
                    let (first, second) = if self.rtl { (row.1, row.0) } else { row };
                    self.region(first, false, depth + 1);
                    self.region(second, false, depth + 1);
                } else {
                    self.region(row.0.into_iter().chain(row.1).collect(), whole, depth + 1);
                }
                self.cells -= 1;
            }
        }
        true
    }

    /// Whether a band is columns of running text, or a table whose cells hold several lines.
    fn columns(&self, band: &Band) -> bool {
        prose(&band.left, 2) && prose(&band.right, 2) && band.left.len() + band.right.len() >= 6
    }

    fn banded(&mut self, bands: Vec<Band>, whole: bool, depth: usize) {
        for band in bands {
            let columns = self.columns(&band);
            self.region(band.across, whole, depth + 1);
            if !columns {
                let rest: Vec<Piece> = band.left.into_iter().chain(band.right).collect();
                self.region(rest, whole, depth + 1);
                continue;
            }
            let rows = table_rows(band.left, band.right, self.leading);
            let within = u32::from(rows.len() > 1);
            self.cells += within;
            for (left, right) in rows {
                let (first, second) = if self.rtl { (right, left) } else { (left, right) };
                self.region(first, false, depth + 1);
                self.region(second, false, depth + 1);
            }
            self.cells -= within;
        }
    }

    /// Reads line by line; what stands on one line goes together.
    fn rows(&mut self, mut pieces: Vec<Piece>, whole: bool) {
        if pieces.is_empty() {
            return;
        }
        for row in lines(&pieces) {
            let rtl = row.iter().filter(|at| pieces[**at].rtl).count() * 2 > row.len();
            let places: Vec<usize> = if rtl { row.into_iter().rev().collect() } else { row };
            let mut line =
                Line { x0: f32::MAX, x1: f32::MIN, page: self.page, column: self.column, whole, rtl, cell: self.cells > 0, ..Line::default() };
            let mut end: Option<(f32, f32)> = None;
            for at in places {
                let piece = std::mem::take(&mut pieces[at]);
                match end {
                    None => (line.first, line.y, line.size) = (piece.first, piece.y, piece.size),
                    Some((x0, x1)) => {
                        let gap = if rtl { x0 - piece.x1 } else { piece.x0 - x1 };
                        line.text.push(if gap > 2.0 * piece.size { '\t' } else { ' ' });
                    }
                }
                let at = line.text.len();
                line.text.push_str(&piece.text);
                line.bold.extend(piece.bold.iter().map(|bold| bold.start + at..bold.end + at));
                (line.x0, line.x1) = (line.x0.min(piece.x0), line.x1.max(piece.x1));
                end = Some((piece.x0, piece.x1));
            }
            self.lines.push(line);
        }
        self.column += 1;
    }
}

/// A stretch of a page beside a gutter: what goes across it first, then what is left and right of it.
#[derive(Debug, Default)]
struct Band {
    across: Vec<Piece>,
    left: Vec<Piece>,
    right: Vec<Piece>,
}

/// The best places at which columns may part: few pieces go across, several are whole on either side.
fn gutters(pieces: &[Piece]) -> Vec<(f32, f32)> {
    let mut sizes: Vec<f32> = pieces.iter().map(|piece| piece.size).collect();
    sizes.sort_by(f32::total_cmp);
    let least = 0.6 * sizes[sizes.len() / 2];
    let mut ends: Vec<f32> = pieces.iter().map(|piece| piece.x1).collect();
    let mut starts: Vec<f32> = pieces.iter().map(|piece| piece.x0).collect();
    ends.sort_by(f32::total_cmp);
    starts.sort_by(f32::total_cmp);
    // A gutter ends where pieces begin: try the free strip before each beginning.
    let mut found: Vec<(usize, (f32, f32))> = Vec::new();
    let mut tried = f32::MIN;
    for start in &starts {
        if start - tried < 2.0 {
            continue;
        }
        tried = *start;
        let edge = start - 0.5;
        let strip = edge - least;
        let left = ends.partition_point(|end| *end <= strip);
        let right = starts.len() - starts.partition_point(|x0| *x0 < edge);
        let across = pieces.len().saturating_sub(left + right);
        if left >= 2 && right >= 2 && across * 3 <= left.min(right) * 2 {
            let nearest = ends.get(left.wrapping_sub(1)).copied().unwrap_or(strip);
            found.push((left.min(right).saturating_sub(across), (nearest.min(strip), edge)));
        }
    }
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.into_iter().take(6).map(|(_, gutter)| (gutter.1 - least, gutter.1)).collect()
}

/// Parts pieces, from top to bottom, at those that go across a gutter.
fn bands(pieces: &[Piece], (from, to): (f32, f32)) -> Vec<Band> {
    let mut bands = vec![Band::default()];
    for piece in pieces {
        let Some(band) = bands.last_mut() else { break };
        if piece.x1 <= from {
            band.left.push(piece.clone());
        } else if piece.x0 >= to {
            band.right.push(piece.clone());
        } else if band.left.is_empty() && band.right.is_empty() {
            band.across.push(piece.clone());
        } else {
            bands.push(Band { across: vec![piece.clone()], ..Band::default() });
        }
    }
    bands
}

/// Whether pieces are running text: lines of several words, most of them about as long as the longest. They may be several columns themselves.
fn prose(pieces: &[Piece], least: usize) -> bool {
    if pieces.len() < least {
        return false;
    }
    let widest = pieces.iter().map(|piece| piece.x1 - piece.x0).fold(0.0, f32::max);
    let words: usize = pieces.iter().map(Piece::count).sum();
    let width: f32 = pieces.iter().map(|piece| piece.x1 - piece.x0).sum();
    let labels = pieces.iter().filter(|piece| piece.text.ends_with(':')).count();
    words * 2 >= pieces.len() * 5 && width >= 0.5 * widest * pieces.len() as f32 && labels * 3 <= pieces.len()
}

/// Two columns, or the rows of a table that is two columns of cells: there the lines left and right break at the same heights.
fn table_rows(left: Vec<Piece>, right: Vec<Piece>, leading: f32) -> Vec<(Vec<Piece>, Vec<Piece>)> {
    let (ours, theirs) = (breaks(&left, leading), breaks(&right, leading));
    let common: Vec<f32> = ours.iter().filter_map(|one| theirs.iter().find_map(|other| both(*one, *other))).collect();
    if common.is_empty() || common.len() * 2 < ours.len().max(theirs.len()) {
        return vec![(left, right)];
    }
    let mut rows: Vec<(Vec<Piece>, Vec<Piece>)> = (0..=common.len()).map(|_| Default::default()).collect();
    let row = |piece: &Piece| common.partition_point(|height| *height < piece.y);
    left.into_iter().for_each(|piece| rows[row(&piece)].0.push(piece));
    right.into_iter().for_each(|piece| rows[row(&piece)].1.push(piece));
    rows
}

/// The rows of a table: what stands beside each cell on the left. Nothing where what is right begins above what is left.
fn cells(band: &Band, leading: f32) -> Option<Vec<(Vec<Piece>, Vec<Piece>)>> {
    let (first, beside) = (band.left.first()?, band.right.first()?);
    if beside.y < first.y - 0.5 * first.size {
        return None;
    }
    let mut rows: Vec<(Vec<Piece>, Vec<Piece>)> = Vec::new();
    let mut last = f32::MIN;
    for piece in &band.left {
        if piece.y - last > 1.25 * leading * piece.size {
            rows.push(Default::default());
        }
        last = piece.y;
        rows.last_mut()?.0.push(piece.clone());
    }
    let tops: Vec<f32> = rows.iter().map(|(cell, _)| cell[0].y - 0.5 * cell[0].size).collect();
    for piece in &band.right {
        let row = tops.partition_point(|top| *top <= piece.y).saturating_sub(1);
        rows[row].1.push(piece.clone());
    }
    Some(rows)
}

/// Whether reading the cells of a row line by line would mix them: several go on over lines, or one begins lower than the others.
fn mixed(cells: &[(Area, Vec<Piece>)]) -> bool {
    let heights: Vec<usize> = cells.iter().map(|(_, pieces)| lines(pieces).len()).collect();
    let top = cells.iter().flat_map(|(_, pieces)| pieces).map(|piece| piece.y).fold(f32::MAX, f32::min);
    let lower = |(_, pieces): &&(Area, Vec<Piece>)| pieces.iter().all(|piece| piece.y > top + 0.5 * piece.size);
    let several = heights.iter().filter(|height| **height >= 2).count();
    let pair = |cells: &[(Area, Vec<Piece>)]| match cells {
        // Labels beside what is said stay with it.
        [(_, left), (_, right)] => wrapped(&(left.clone(), right.clone())),
        _ => true,
    };
    several >= 1 && cells.len() >= 2 && (several >= 2 && pair(cells) || cells.iter().any(|cell| lower(&cell)))
}

/// Whether a row of a table has lines that go on within its cells, so that reading line by line would mix them.
fn wrapped((left, right): &(Vec<Piece>, Vec<Piece>)) -> bool {
    let beside = |piece: &Piece| right.iter().any(|other| (other.y - piece.y).abs() < 0.3 * piece.size);
    let heights = |pieces: &[Piece]| lines(pieces).len();
    let (ours, theirs) = (heights(left), heights(right));
    let labels = left.iter().filter(|piece| piece.text.ends_with(':')).count();
    ours >= 2 && theirs >= 2 && labels == 0 && !(ours == theirs && left.iter().all(beside))
}

/// The free strips between the lines of a column that are wider than between lines of one paragraph.
fn breaks(pieces: &[Piece], leading: f32) -> Vec<(f32, f32)> {
    let pairs = pieces.windows(2).filter(|pair| pair[1].y - pair[0].y > 1.25 * leading * pair[0].size.max(pair[1].size));
    pairs.map(|pair| (pair[0].y, pair[1].y - 0.7 * pair[1].size)).collect()
}

/// The height at which two strips are both free.
fn both(one: (f32, f32), other: (f32, f32)) -> Option<f32> {
    let (from, to) = (one.0.max(other.0), one.1.min(other.1));
    (from < to).then_some((from + to) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::super::rows::pieces;
    use super::super::tests::line;
    use super::*;

    fn read(lines: &[(f32, f32, &str)]) -> Vec<String> {
        let inks = lines.iter().flat_map(|(x, y, words)| line(*x, *y, 10.0, words)).collect();
        Order::of(pieces(inks, &Ruling::default()), Ruling::default(), 1, 0, 1.2).0.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn columns_are_read_one_after_another_below_their_title() {
        let mut page = vec![(50.0, 50.0, "A title that goes over both of the columns of the page")];
        for n in 0..6 {
            page.push((50.0, 80.0 + 12.0 * n as f32, "left words that fill it"));
            page.push((220.0, 83.0 + 12.0 * n as f32, "right words that fill"));
        }
        let read = read(&page);
        assert_eq!(
            (read.len(), read[1].as_str(), read[6].as_str(), read[7].as_str()),
            (13, "left words that fill it", "left words that fill it", "right words that fill")
        );
    }

    #[test]
    fn a_label_beside_what_is_said_stays_with_it() {
        let said = ["how did it all begin then", "slowly it was and we had", "two rooms and one kettle", "and then", "then the others came too"];
        let labels = ["INT:", "P07:", "", "INT:", "P07:"];
        let mut page = Vec::new();
        for n in 0..5 {
            if !labels[n].is_empty() {
                page.push((50.0, 80.0 + 12.0 * n as f32, labels[n]));
            }
            page.push((120.0, 80.0 + 12.0 * n as f32, said[n]));
        }
        assert_eq!(read(&page)[..3], ["INT:\thow did it all begin then", "P07:\tslowly it was and we had", "two rooms and one kettle"]);
    }

    #[test]
    fn a_table_is_read_row_by_row_and_cell_by_cell() {
        let mut page = Vec::new();
        for row in 0..3 {
            for n in 0..2 {
                let y = 80.0 + 40.0 * row as f32 + 12.0 * n as f32;
                page.push((50.0, y, "the code and its name"));
                page.push((220.0, y, "what it means to us all"));
            }
        }
        let read = read(&page);
        assert_eq!(read[..5].iter().map(|line| &line[..3]).collect::<Vec<_>>(), ["the", "the", "wha", "wha", "the"]);
    }
}
