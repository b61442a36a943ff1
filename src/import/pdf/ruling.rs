//! The straight lines of a page, and the cells of tables that they part.

use super::rows::Piece;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point};

/// More lines than this are a drawing.
const LINES: usize = 4_000;

/// Lines so near to each other are one, in points.
const NEAR: f32 = 2.0;

/// What is shorter is a mark, not a line.
const SHORT: f32 = 8.0;

/// A part of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Area {
    pub x0: f32,
    pub y0: f32,
    pub x1: f32,
    pub y1: f32,
}

impl Area {
    /// Whether a piece stands in it.
    pub fn holds(&self, piece: &Piece) -> bool {
        self.beside(piece) && (self.x0..self.x1).contains(&((piece.x0 + piece.x1) / 2.0))
    }

    /// Whether a piece stands as high as it, in it or beside it.
    pub fn beside(&self, piece: &Piece) -> bool {
        (self.y0..self.y1).contains(&middle(piece))
    }
}

/// The height of the middle of a piece's small letters.
fn middle(piece: &Piece) -> f32 {
    piece.y - 0.3 * piece.size
}

/// A line: how far down or across it lies, from where to where it goes.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Stroke {
    at: f32,
    from: f32,
    to: f32,
}

/// The straight lines of a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Ruling {
    level: Vec<Stroke>,
    upright: Vec<Stroke>,
    too_many: bool,
}

impl Ruling {
    /// Takes in what is drawn.
    pub fn draw(&mut self, path: &BezPath, place: Affine) {
        let (mut start, mut last) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            let next = match *element {
                PathEl::MoveTo(to) => {
                    (start, last) = (place * to, place * to);
                    continue;
                }
                PathEl::LineTo(to) => place * to,
                PathEl::ClosePath => start,
                PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to) => {
                    last = place * to;
                    continue;
                }
            };
            self.line(last, next);
            last = next;
            if self.too_many {
                return;
            }
        }
    }

    fn line(&mut self, one: Point, other: Point) {
        let (x, y) = ((one.x as f32, other.x as f32), (one.y as f32, other.y as f32));
        let stroke = |at: (f32, f32), along: (f32, f32)| Stroke { at: (at.0 + at.1) / 2.0, from: along.0.min(along.1), to: along.0.max(along.1) };
        match ((x.0 - x.1).abs(), (y.0 - y.1).abs()) {
            (across, down) if down <= 1.0 && across > 1.0 => self.level.push(stroke(y, x)),
            (across, down) if across <= 1.0 && down > 1.0 => self.upright.push(stroke(x, y)),
            _ => {}
        }
        self.too_many |= self.level.len() + self.upright.len() > LINES;
    }

    /// Lines that were drawn bit by bit, as whole ones.
    pub fn joined(self) -> Self {
        if self.too_many {
            return Self::default();
        }
        Self { level: joined(self.level), upright: joined(self.upright), too_many: false }
    }

    /// Where upright lines cross a line of text.
    pub fn crossing(&self, y: f32, size: f32) -> Vec<f32> {
        let middle = y - 0.3 * size;
        self.upright.iter().filter(|line| line.from < middle && middle < line.to).map(|line| line.at).collect()
    }

    /// Tables: lines that meet, with an upright one inside them.
    pub fn tables(&self) -> Vec<Area> {
        let mut tables: Vec<Area> = Vec::new();
        let mut seen = vec![false; self.level.len()];
        for first in 0..self.level.len() {
            let (mut open, mut ups, mut levels) = (vec![first], Vec::new(), 0);
            while let Some(at) = open.pop() {
                if std::mem::replace(&mut seen[at], true) {
                    continue;
                }
                levels += 1;
                for up in self.upright.iter().filter(|up| meets(&self.level[at], up)) {
                    ups.push(*up);
                    open.extend((0..self.level.len()).filter(|other| !seen[*other] && meets(&self.level[*other], up)));
                }
            }
            let top = self.level[first];
            let area = ups.iter().fold(Area { x0: top.from, x1: top.to, y0: top.at, y1: top.at }, |area, up| Area {
                x0: area.x0.min(up.at),
                x1: area.x1.max(up.at),
                y0: area.y0.min(up.from),
                y1: area.y1.max(up.to),
            });
            if levels >= 2 && ups.iter().any(|up| area.x0 + SHORT < up.at && up.at < area.x1 - SHORT) {
                tables.push(area);
            }
        }
        tables.sort_by(|a, b| a.y0.total_cmp(&b.y0));
        tables
    }

    /// The parts of an area between the lines that go all over it from left to right.
    pub fn bands(&self, area: Area) -> Vec<Area> {
        let cuts = cuts(&self.level, (area.y0, area.y1), (area.x0, area.x1));
        cuts.windows(2).map(|cut| Area { y0: cut[0], y1: cut[1], ..area }).collect()
    }

    /// The parts of an area between the lines that go all over it from top to bottom.
    pub fn cells(&self, area: Area) -> Vec<Area> {
        let cuts = cuts(&self.upright, (area.x0, area.x1), (area.y0, area.y1));
        cuts.windows(2).map(|cut| Area { x0: cut[0], x1: cut[1], ..area }).collect()
    }
}

/// Whether a level line and an upright one touch.
fn meets(level: &Stroke, up: &Stroke) -> bool {
    (level.from - NEAR..=level.to + NEAR).contains(&up.at) && (up.from - NEAR..=up.to + NEAR).contains(&level.at)
}

fn joined(mut strokes: Vec<Stroke>) -> Vec<Stroke> {
    strokes.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut whole: Vec<Stroke> = Vec::new();
    for group in strokes.chunk_by_mut(|a, b| b.at - a.at < NEAR) {
        group.sort_by(|a, b| a.from.total_cmp(&b.from));
        let first = whole.len();
        for stroke in group {
            match whole[first..].last_mut() {
                Some(last) if stroke.from <= last.to + NEAR => last.to = last.to.max(stroke.to),
                _ => whole.push(*stroke),
            }
        }
    }
    whole.retain(|stroke| stroke.to - stroke.from >= SHORT);
    whole
}

/// Where lines cut a stretch, its ends among them: those that go over nearly all of its breadth.
fn cuts(strokes: &[Stroke], (from, to): (f32, f32), (start, end): (f32, f32)) -> Vec<f32> {
    let slack = 0.05 * (end - start) + NEAR;
    let over =
        |stroke: &&Stroke| stroke.from <= start + slack && stroke.to >= end - slack && from + SHORT / 2.0 < stroke.at && stroke.at < to - SHORT / 2.0;
    let mut cuts: Vec<f32> = strokes.iter().filter(over).map(|stroke| stroke.at).collect();
    cuts.sort_by(f32::total_cmp);
    cuts.dedup_by(|b, a| *b - *a < SHORT / 2.0);
    cuts.insert(0, from);
    cuts.push(to);
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table of these heights and places, drawn cell by cell as word processors do.
    fn table(heights: &[f32], places: &[f32]) -> Ruling {
        let mut ruling = Ruling::default();
        for down in heights.windows(2) {
            for across in places.windows(2) {
                let (x, y) = ((f64::from(across[0]), f64::from(across[1])), (f64::from(down[0]), f64::from(down[1])));
                let mut path = BezPath::new();
                path.move_to((x.0, y.0));
                [(x.1, y.0), (x.1, y.1), (x.0, y.1)].into_iter().for_each(|to| path.line_to(to));
                path.close_path();
                ruling.draw(&path, Affine::IDENTITY);
            }
        }
        ruling.joined()
    }

    #[test]
    fn lines_around_cells_are_one_table_with_its_rows_and_cells() {
        let ruling = table(&[100.0, 140.0, 200.0], &[50.0, 150.0, 300.0, 400.0]);
        let area = Area { x0: 50.0, y0: 100.0, x1: 400.0, y1: 200.0 };
        assert_eq!(ruling.tables(), [area]);
        let bands = ruling.bands(area);
        assert_eq!((bands.len(), bands[1].y0, ruling.cells(bands[1]).len()), (2, 140.0, 3));
        assert_eq!(ruling.crossing(160.0, 10.0), [50.0, 150.0, 300.0, 400.0]);
    }

    #[test]
    fn a_frame_and_an_underline_are_no_tables() {
        assert!(table(&[100.0, 200.0], &[50.0, 400.0]).tables().is_empty());
        let mut line = BezPath::new();
        line.move_to((50.0, 100.0));
        line.line_to((400.0, 100.0));
        let mut ruling = Ruling::default();
        ruling.draw(&line, Affine::IDENTITY);
        assert!(ruling.joined().tables().is_empty());
    }
}
