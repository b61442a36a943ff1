//! One page as pieces of lines, before it is known in which order they are read.

use super::rows::Piece;
use super::ruling::Ruling;

/// A page.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    /// Which page of the file, counted from 1.
    pub page: u32,
    pub height: f32,
    /// What is written in the direction of most of it, from top to bottom.
    pub pieces: Vec<Piece>,
    /// What is written in other directions, each by itself.
    pub aslant: Vec<Vec<Piece>>,
    /// The straight lines between them.
    pub ruling: Ruling,
    /// Whether it shows a picture.
    pub pictured: bool,
    /// Whether a picture covers most of it, and nobody had its words recognised.
    pub scanned: bool,
}

/// A page of fewer words over a picture has a stamp on it, or a number.
const FEW: usize = 20;

impl Sheet {
    /// Whether no text is on it.
    pub fn is_empty(&self) -> bool {
        self.words() == 0
    }

    /// Whether it shows a picture and no text.
    pub fn is_bare(&self) -> bool {
        self.pictured && self.is_empty()
    }

    /// Whether it is a picture of a page, with hardly a word on it.
    pub fn is_stamped(&self) -> bool {
        self.scanned && (1..FEW).contains(&self.words())
    }

    fn words(&self) -> usize {
        self.pieces.iter().chain(self.aslant.iter().flatten()).map(Piece::count).sum()
    }
}

/// The places of pieces that stand on one line, line by line from top to bottom, each from left to right.
pub(super) fn lines(pieces: &[Piece]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    order.sort_by(|a, b| pieces[*a].y.total_cmp(&pieces[*b].y));
    let mut lines: Vec<Vec<usize>> = Vec::new();
    for at in order {
        let piece = &pieces[at];
        let same = |line: &Vec<usize>| {
            let first = &pieces[line[0]];
            let free = line.iter().all(|other| pieces[*other].x1 <= piece.x0 + 1.0 || piece.x1 <= pieces[*other].x0 + 1.0);
            piece.y - first.y <= 0.4 * first.size.min(piece.size) && free
        };
        match lines.last_mut().filter(|line| same(line)) {
            Some(line) => line.push(at),
            None => lines.push(vec![at]),
        }
    }
    for line in &mut lines {
        line.sort_by(|a, b| pieces[*a].x0.total_cmp(&pieces[*b].x0));
    }
    lines
}

/// How many pieces below a line are looked at for the next one.
const NEAR: usize = 24;

/// The usual distance of lines in ems: the smallest that is frequent.
pub(super) fn leading(sheets: &[Sheet]) -> f32 {
    let mut counts = [0usize; 80];
    let mut all = 0;
    for sheet in sheets {
        let mut pieces: Vec<&Piece> = sheet.pieces.iter().collect();
        pieces.sort_by(|a, b| a.y.total_cmp(&b.y));
        for (at, one) in pieces.iter().enumerate() {
            // The next line of the same column: lines of columns side by side need not stand at one height.
            let below = |next: &&&Piece| next.y - one.y > 0.5 * one.size && next.x0 < one.x1 && one.x0 < next.x1;
            let Some(next) = pieces[at + 1..].iter().take(NEAR).find(below) else { continue };
            let step = (next.y - one.y) / one.size.max(next.size);
            if (0.8..4.0).contains(&step) {
                counts[(step * 20.0) as usize] += 1;
                all += 1;
            }
        }
    }
    // Two neighbouring steps are one distance, rounded.
    let frequent = (0..79).find(|n| (counts[*n] + counts[n + 1]) * 12 >= all && counts[*n] + counts[n + 1] > 0);
    frequent.map_or(1.2, |n| if counts[n] >= counts[n + 1] { n } else { n + 1 } as f32 / 20.0 + 0.025)
}
