//! A look at the parts of a workbook before it is opened: what it unpacks to, and how many texts and styles it says it has.

use super::read::MOST;
use crate::error::{Error, Result};
use crate::import::package::attribute;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{BufReader, Cursor, Read};
use std::path::Path;
use zip::ZipArchive;

/// The most parts that a workbook has; pictures are parts too.
const PARTS: usize = 20_000;

/// What all parts together may unpack to, in bytes.
const ALL: u64 = 200 << 20;

/// A part larger than this that packed itself a hundredfold is no part of a table.
const SUSPECT: u64 = 48 << 20;

/// What a part that is kept whole while the workbook is open may unpack to.
const WHOLE: u64 = 16 << 20;

/// The most styles of cells, twice what Excel has, and the longest sign of one, in bytes: each style holds what it refers to.
const STYLES: usize = 130_000;
const SIGN: usize = 2_000;

/// Refuses a workbook that is made to fill the memory. Sizes are taken by unpacking: those that a zip declares may be lies.
///
/// # Errors
/// A workbook that is cut short, or holds or declares far more than a table does.
pub(super) fn look(path: &Path, bytes: &[u8]) -> Result<()> {
    let refuse = |what: &str| Error::import(path, what, "Copy the table into a new workbook, or save it as .csv.");
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| {
        let remedy = "Copy or download it once more, or open it in Excel, which may repair it, and save it anew.";
        Error::import(path, "The file begins like a workbook, but its end is missing or damaged", remedy)
    })?;
    if zip.len() > PARTS {
        return Err(refuse("The file holds far more parts than a workbook has"));
    }
    let mut left = ALL;
    for at in 0..zip.len() {
        // A part that cannot be opened is not opened later either.
        let Ok(part) = zip.by_index(at) else { continue };
        let name = part.name().map(|name| name.to_lowercase()).unwrap_or_default();
        let kind = Part::of(&name);
        let kept = if matches!(kind, Part::Whole | Part::Styles) { WHOLE } else { ALL };
        let plain = if part.compressed_size().saturating_mul(100) < SUSPECT { SUSPECT } else { ALL };
        let limit = plain.min(kept).min(left);
        // Damage within a part is told when its sheet is read.
        let mut part = part.take(limit + 1);
        let _ = std::io::copy(&mut part, &mut std::io::sink());
        let size = limit + 1 - part.limit();
        if size > limit {
            return Err(refuse("The workbook unpacks to far more than a table holds"));
        }
        drop(part);
        if matches!(kind, Part::Texts | Part::Styles) && zip.by_index(at).is_ok_and(|part| kind.count(part).is_none()) {
            return Err(refuse("The workbook holds or declares far more texts or styles than a table has"));
        }
        left -= size;
    }
    Ok(())
}

/// What a part is to the reader.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The texts of all sheets.
    Texts,
    Styles,
    /// The list of sheets, and of what belongs together.
    Whole,
    /// A sheet, a picture, or what is not read.
    Other,
}

impl Part {
    fn of(name: &str) -> Self {
        match () {
            () if name.ends_with("sharedstrings.xml") => Self::Texts,
            () if name.ends_with("styles.xml") => Self::Styles,
            () if name.ends_with(".rels") || name.ends_with("workbook.xml") || name.contains("theme") => Self::Whole,
            () => Self::Other,
        }
    }

    /// Counts what the reader will keep; nothing where it is too much.
    fn count(self, part: impl Read) -> Option<()> {
        let mut reader = Reader::from_reader(BufReader::new(part));
        reader.config_mut().check_end_names = false;
        let (mut buffer, mut count) = (Vec::new(), 0);
        loop {
            buffer.clear();
            let element = match reader.read_event_into(&mut buffer) {
                Ok(Event::Start(element) | Event::Empty(element)) => element,
                Ok(Event::Eof) | Err(_) => return Some(()),
                Ok(_) => continue,
            };
            let most = if self == Self::Texts { MOST } else { STYLES };
            match (self, element.local_name().as_ref()) {
                (Self::Texts, "sst") => {
                    let declared = attribute(&element, "uniqueCount").and_then(|count| count.trim().parse::<u128>().ok());
                    declared.is_none_or(|count| count <= MOST as u128).then_some(())?;
                }
                (Self::Texts, "si") | (Self::Styles, "xf") => count += 1,
                _ => {}
            }
            if count > most || self == Self::Styles && element.len() > SIGN {
                return None;
            }
        }
    }
}
