//! PDF: its words in the order they are read, as paragraphs, with the pages they stand on.
//!
//! The crate hayro draws each page; what is drawn is no picture here but signs with their places (`ink`). They become pieces of
//! lines (`rows`), line numbers, running heads and page numbers are taken out (`numbers`, `margins`), columns are put one after another
//! (`order`), lines together to paragraphs (`paragraphs`).

mod bidi;
mod hyphens;
mod ink;
mod justified;
mod limits;
mod margins;
mod numbers;
mod order;
mod paragraphs;
mod rows;
mod ruling;
mod sheet;
mod show;
#[cfg(test)]
mod tests;
mod work;

use super::draft::Draft;
use super::plan::PlanOptions;
use crate::error::{Error, Result};
use crate::model::grouped;
use order::{Line, Order};
use ruling::Ruling;
use sheet::Sheet;
use show::{Reached, Shown, Stopped};
use std::path::Path;
use std::sync::Arc;

/// How to get a file that can be read, where its program wrote something else.
const ANEW: &str = "Open it in a PDF reader and print or save it as a new PDF, or copy its text into a .txt file.";

/// What to do with a file that is too much.
const LESS: &str =
    "Divide it into parts; or open it in a PDF reader and print or save it as a new PDF, or copy its text into a .txt file, and import that.";

/// What makes words of pictures.
const OCR: &str =
    "Have its words recognised first (OCR), for instance with “ocrmypdf IN.pdf OUT.pdf” or in your PDF program, and import what comes of it.";

/// The same where a stamp or a number is text already.
const OVER: &str = "Have its words recognised first (OCR), for instance with “ocrmypdf --force-ocr IN.pdf OUT.pdf” or in your PDF program, and import what comes of it.";

/// The words of a PDF. Its bytes are lent to the library and come back.
pub(super) fn read(path: &Path, bytes: &mut Vec<u8>, options: &PlanOptions) -> Result<Draft> {
    let refuse = |what: &str, remedy: &str| Error::import(path, format!("{what}; nothing was imported from it"), remedy);
    if limits::unpacks_without_end(bytes) {
        return Err(refuse("The PDF unpacks to far more than a document holds", ANEW));
    }
    if limits::is_nested(bytes) {
        return Err(refuse("What the PDF describes lies in itself far deeper than in a document", ANEW));
    }
    let shared = Arc::new(std::mem::take(bytes));
    let shown = show::show(&shared);
    *bytes = Arc::try_unwrap(shared).unwrap_or_else(|shared| shared.as_ref().clone());
    let Shown { sheets, signs, unknown } = shown.map_err(|stopped| match stopped {
        Stopped::Locked => {
            let remedy = "Open it in a PDF reader with the password, and print or save it as a PDF without one.";
            refuse("The PDF is protected by a password", remedy)
        }
        Stopped::Damaged => refuse("The PDF is damaged", "Download or save it again; if a PDF reader opens it, print it from there as a new PDF."),
        Stopped::Pages => refuse(&format!("The PDF has more than {} pages", show::PAGES), "Divide it into parts."),
        Stopped::Work(reached) => refuse(&format!("The PDF draws far more than a document does{}", given_up(reached)), LESS),
        Stopped::Time(reached) => refuse(&format!("The PDF takes too long to read{}", given_up(reached)), LESS),
    })?;
    if signs == 0 {
        let pictured = sheets.iter().any(|sheet| sheet.pictured);
        let what = if pictured { "The PDF is a scan: it shows pictures of pages and holds no text" } else { "The PDF holds no text" };
        return Err(refuse(what, OCR));
    }
    if sheets.iter().any(Sheet::is_stamped) && sheets.iter().all(|sheet| sheet.is_stamped() || sheet.is_bare() || !sheet.pictured && sheet.is_empty())
    {
        return Err(refuse("The PDF is a scan: it shows pictures of pages, with hardly a word of text on them", OVER));
    }
    if unknown * 2 > signs {
        return Err(refuse("The fonts of the PDF do not say which letters their shapes are, so its text cannot be read", OCR));
    }
    let draft = words(sheets, unknown, options);
    if draft.lines.is_empty() { Err(refuse("The PDF holds no text", OCR)) } else { Ok(draft) }
}

/// Where reading was given up.
fn given_up(Reached { pages, of }: Reached) -> String {
    if pages == 0 { String::new() } else { format!(", and was given up after {pages} of its {of} pages") }
}

/// The draft of pages, with what is worth knowing of them.
fn words(mut sheets: Vec<Sheet>, unknown: usize, options: &PlanOptions) -> Draft {
    let mut told = Draft::default();
    pictures(&mut told, "without text", &pages_of(&sheets, Sheet::is_bare));
    pictures(&mut told, "with hardly a word of text", &pages_of(&sheets, Sheet::is_stamped));
    if !options.keep_margins {
        take_out(&mut told, &mut sheets);
    }
    let leading = sheet::leading(&sheets);
    let (mut draft, hyphens) = paragraphs::Lines::new(ordered(sheets, leading), leading, options.speakers.as_ref()).draft();
    draft.notes = told.notes;
    match hyphens {
        0 => {}
        1 => draft.info("1 word that a line end parted was joined."),
        n => draft.info(format!("{} words that line ends parted were joined.", grouped(n))),
    }
    match unknown {
        0 => {}
        1 => draft.look("1 sign could not be read: its font does not say which letter it is. It shows as �."),
        n => draft.look(format!("{} signs could not be read: their fonts do not say which letters they are. They show as �.", grouped(n))),
    }
    draft
}

/// The numbers of the pages that are so.
fn pages_of(sheets: &[Sheet], are: impl Fn(&Sheet) -> bool) -> Vec<u32> {
    sheets.iter().filter(|sheet| are(sheet)).map(|sheet| sheet.page).collect()
}

/// Says which pages show pictures and no text, or hardly any.
fn pictures(told: &mut Draft, text: &str, pages: &[u32]) {
    let some = pages.iter().take(8).map(u32::to_string).collect::<Vec<_>>().join(", ");
    let more = if pages.len() > 8 { format!(" and {} more", grouped(pages.len() - 8)) } else { String::new() };
    match pages.len() {
        0 => {}
        1 => told.look(format!("Page {some} shows a picture {text}: what is written there is not in. OCR makes words of it.")),
        _ => told.look(format!("Pages {some}{more} show pictures {text}: what is written there is not in. OCR makes words of them.")),
    }
}

/// Takes running heads, page numbers and line numbers out, and says so.
fn take_out(told: &mut Draft, sheets: &mut [Sheet]) {
    match numbers::take_out(sheets) {
        0 => {}
        n => told.info(format!("{} line numbers in the margin were left out.", grouped(n))),
    }
    let taken = margins::take_out(sheets, sheet::leading(sheets));
    if taken.pages > 0 {
        let pages = if taken.pages == 1 { "1 page".into() } else { format!("{} pages", taken.pages) };
        let heads: Vec<String> = taken.heads.iter().map(|head| format!("“{head}”")).collect();
        match heads.len() {
            0 => told.info(format!("Page numbers were left out, on {pages}.")),
            _ => told.info(format!("Running heads and page numbers were left out, on {pages}: {}.", heads.join(", "))),
        }
    }
}

/// All lines as they are read.
fn ordered(sheets: Vec<Sheet>, leading: f32) -> Vec<Line> {
    let mut all = Vec::new();
    let mut column = 0;
    for sheet in sheets {
        let aslant = sheet.aslant.into_iter().map(|pieces| (pieces, Ruling::default()));
        for (pieces, ruling) in std::iter::once((sheet.pieces, sheet.ruling)).chain(aslant) {
            let (lines, next) = Order::of(pieces, ruling, sheet.page, column, leading);
            all.extend(lines);
            column = next;
        }
    }
    all
}
