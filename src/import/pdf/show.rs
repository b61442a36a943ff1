//! The pages of a PDF, drawn by the library within limits of pages, time and panics.

use super::ink::{Ink, Page as Drawn, Stop};
use super::rows;
use super::ruling::Ruling;
use super::sheet::Sheet;
use super::work::Work;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::Rect;
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, TransformExt, interpret_page};
use memchr::memmem;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How many pages are read.
pub(super) const PAGES: usize = 10_000;

/// How many signs, lines and pictures a file may draw: some two million words.
const MARKS: usize = 12_000_000;

/// How long a file may take, and how much longer for each of its pages. What a document may hold is told by what it draws, the same on every
/// machine; the clock is there for what draws nothing and never ends.
const TIME: (Duration, Duration) = (Duration::from_secs(6), Duration::from_millis(100));

/// How much of a page a picture covers that is the page itself.
const MOST: f64 = 0.6;

/// Why a PDF cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stopped {
    Locked,
    Damaged,
    Pages,
    /// It draws more than a document does.
    Work(Reached),
    /// It takes longer than anybody waits.
    Time(Reached),
}

/// How far a file was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reached {
    /// How many pages were read.
    pub pages: usize,
    /// How many it has.
    pub of: usize,
}

/// What a file shows.
#[derive(Default)]
pub(super) struct Shown {
    pub sheets: Vec<Sheet>,
    /// How many signs.
    pub signs: usize,
    /// How many of them mean nothing that is known.
    pub unknown: usize,
}

/// Draws all pages.
pub(super) fn show(bytes: &Arc<Vec<u8>>) -> Result<Shown, Stopped> {
    // A library that gives up on a damaged file must not take the rest of an import with it.
    let reached = Cell::new(Reached::default());
    catch_unwind(AssertUnwindSafe(|| pages(bytes, &reached))).unwrap_or_else(|panic| {
        Err(match panic.downcast_ref::<Stop>() {
            Some(Stop::Work) => Stopped::Work(reached.get()),
            Some(Stop::Time) => Stopped::Time(reached.get()),
            None => Stopped::Damaged,
        })
    })
}

fn pages(bytes: &Arc<Vec<u8>>, reached: &Cell<Reached>) -> Result<Shown, Stopped> {
    let pdf = Pdf::new(Arc::clone(bytes)).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Stopped::Locked,
        // The library looks a damaged file over once more and forgets what it was that could not be opened.
        LoadPdfError::Invalid if memmem::find(bytes, b"/Encrypt").is_some() => Stopped::Locked,
        LoadPdfError::Invalid => Stopped::Damaged,
    })?;
    let pages = pdf.pages();
    match pages.len() {
        0 => return Err(Stopped::Damaged),
        count if count > PAGES => return Err(Stopped::Pages),
        _ => {}
    }
    let until = Instant::now() + TIME.0 + TIME.1 * pages.len() as u32;
    let cache = InterpreterCache::new();
    let mut work = Work::default();
    if pages.iter().any(|page| work.is_too_much(page)) {
        return Err(Stopped::Work(reached.get()));
    }
    let (mut shown, mut left) = (Shown::default(), MARKS);
    for (n, page) in pages.iter().enumerate() {
        reached.set(Reached { pages: n, of: pages.len() });
        let drawn = draw(page, &pdf, &cache, until, left);
        left -= drawn.marks.min(left);
        shown.signs += drawn.inks.len();
        shown.unknown += drawn.unknown;
        shown.sheets.push(sheet(n as u32 + 1, page, drawn));
    }
    Ok(shown)
}

fn draw<'a>(page: &Page<'a>, pdf: &'a Pdf, cache: &InterpreterCache<'a>, until: Instant, left: usize) -> Drawn {
    let size @ (width, height) = page.render_dimensions();
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut drawn = Drawn::new(size, until, left);
    let mut context = Context::new(page.initial_transform(true).to_kurbo(), bounds, cache, pdf.xref(), InterpreterSettings::default());
    interpret_page(page, &mut context, &mut drawn);
    drawn
}

/// The pieces of lines of a page: what goes in the direction of most of it, and what goes in others.
fn sheet(number: u32, page: &Page, drawn: Drawn) -> Sheet {
    let mut by_angle: BTreeMap<i32, Vec<Ink>> = BTreeMap::new();
    for ink in drawn.inks {
        by_angle.entry(ink.angle).or_default().push(ink);
    }
    let main = by_angle.iter().max_by_key(|(angle, inks)| (inks.len(), **angle == 0)).map_or(0, |(angle, _)| *angle);
    // Lines lie as the page does; those of a page that is written sideways part nothing here.
    let ruling = if main == 0 { drawn.ruling.joined() } else { Ruling::default() };
    let pieces = by_angle.remove(&main).map_or_else(Vec::new, |inks| rows::pieces(inks, &ruling));
    let (width, height) = page.render_dimensions();
    // A page that is written sideways is as high as it is wide.
    let (top, height) = match main {
        0 => (0.0, height),
        _ => pieces.iter().fold((f32::MAX, f32::MIN), |(top, end), piece| (top.min(piece.y), end.max(piece.y))),
    };
    let height = if main == 0 { height } else { (height - top).max(width.min(height)) };
    let aslant = by_angle.into_values().map(|inks| rows::pieces(inks, &Ruling::default())).collect();
    Sheet { page: number, height, pieces, aslant, ruling, pictured: drawn.pictures > 0, scanned: drawn.covered >= MOST && !drawn.recognised }
}
