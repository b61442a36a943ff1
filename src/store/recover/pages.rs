//! The pages of a project file that SQLite may no longer open, with those its log holds laid over them.
//! After “Database File Format”, sqlite.org/fileformat2.html.

use crate::store::migrate::CURRENT;
use crate::store::open::{APPLICATION, beside};
use crate::{Error, Result};
use std::cell::RefCell;
use std::collections::HashMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

/// What SQLite calls a page's size when nothing else is asked for; every project is made so.
const PAGE: usize = 4096;

/// The pages of a file, counted from 1.
pub(super) struct Pages {
    file: RefCell<File>,
    log: Option<(RefCell<File>, HashMap<u32, u64>)>,
    /// Bytes a page.
    pub size: usize,
    /// Bytes of a page that hold rows.
    pub usable: usize,
    /// How many there are.
    pub count: u32,
}

/// Four bytes as a number, the first the greatest.
pub(super) fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map(u32::from_be_bytes)
}

fn is_size(size: usize) -> bool {
    size.is_power_of_two() && (512..=65_536).contains(&size)
}

impl Pages {
    /// Opens a file and its log, trusting no word of either.
    pub fn open(path: &Path) -> Result<Self> {
        let mut file = File::open(path).map_err(|error| Error::io(path, error))?;
        let length = file.metadata().map_err(|error| Error::io(path, error))?.len();
        let mut header = [0u8; 100];
        let whole = file.read_exact(&mut header).is_ok() && &header[..16] == b"SQLite format 3\0";
        let said = match u16::from_be_bytes([header[16], header[17]]) {
            1 => 65_536,
            size => usize::from(size),
        };
        let size = if whole && is_size(said) { said } else { PAGE };
        let reserved = if whole { usize::from(header[20]) } else { 0 };
        let log = log(&beside(path, "-wal"), size);
        let logged = log.as_ref().and_then(|(_, places)| places.keys().max().copied()).unwrap_or(0);
        let count = u32::try_from(length.div_ceil(size as u64)).unwrap_or(u32::MAX).max(logged);
        let usable = size - if reserved < size / 8 { reserved } else { 0 };
        Ok(Self { file: RefCell::new(file), log: log.map(|(file, places)| (RefCell::new(file), places)), size, usable, count })
    }

    /// The version of a project that says it is newer than this program. A header that is lost says nothing.
    pub fn newer(&self) -> Option<i32> {
        let head = self.page(1).filter(|head| head.starts_with(b"SQLite format 3\0"))?;
        let version = number(&head, 60).filter(|_| number(&head, 68) == u32::try_from(APPLICATION).ok())?;
        i32::try_from(version).ok().filter(|version| *version > CURRENT)
    }

    /// A page's bytes; one that a cut file holds in part is filled up with zeros.
    pub fn page(&self, page: u32) -> Option<Vec<u8>> {
        let place = u64::from(page.checked_sub(1)?) * self.size as u64;
        let logged = self.log.as_ref().and_then(|(file, places)| Some((file, *places.get(&page)?)));
        let (file, place) = logged.unwrap_or((&self.file, place));
        let mut file = file.borrow_mut();
        file.seek(SeekFrom::Start(place)).ok()?;
        let mut bytes = Vec::with_capacity(self.size);
        (&mut *file).take(self.size as u64).read_to_end(&mut bytes).ok()?;
        if bytes.is_empty() {
            return None;
        }
        bytes.resize(self.size, 0);
        Some(bytes)
    }

    /// The pages that hold nothing at present; rows in them were deleted. A chain that breaks off ends there.
    pub fn free(&self) -> std::collections::HashSet<u32> {
        let mut free = std::collections::HashSet::new();
        let mut trunk = self.page(1).and_then(|page| number(&page, 32)).unwrap_or(0);
        while trunk > 1 && trunk <= self.count && free.insert(trunk) {
            let Some(page) = self.page(trunk) else { break };
            let leaves = number(&page, 4).unwrap_or(0) as usize;
            if leaves > self.usable / 4 {
                free.remove(&trunk);
                break;
            }
            free.extend((0..leaves).filter_map(|n| number(&page, 8 + 4 * n)));
            trunk = number(&page, 0).unwrap_or(0);
        }
        free
    }
}

/// The log and where each page's last committed copy stands in it; it ends where a check sum does not fit, as it does for SQLite.
fn log(path: &Path, size: usize) -> Option<(File, HashMap<u32, u64>)> {
    let mut file = File::open(path).ok()?;
    let mut header = [0u8; 32];
    file.read_exact(&mut header).ok()?;
    let magic = number(&header, 0)?;
    if magic & !1 != 0x377F_0682 || number(&header, 8)? as usize != size {
        return None;
    }
    let big = magic & 1 == 1;
    let mut sums = sum(&header[..24], (0, 0), big);
    if sums != (number(&header, 24)?, number(&header, 28)?) {
        return None;
    }
    let (mut places, mut open) = (HashMap::new(), Vec::new());
    let mut frame = vec![0u8; 24 + size];
    let mut at = 32u64;
    while file.read_exact(&mut frame).is_ok() {
        sums = sum(&frame[24..], sum(&frame[..8], sums, big), big);
        if frame[8..16] != header[16..24] || sums != (number(&frame, 16)?, number(&frame, 20)?) {
            break;
        }
        open.push((number(&frame, 0)?, at + 24));
        if number(&frame, 4)? > 0 {
            places.extend(open.drain(..));
        }
        at += frame.len() as u64;
    }
    Some((file, places))
}

/// The log's check sum, carried on from `from`.
fn sum(bytes: &[u8], from: (u32, u32), big: bool) -> (u32, u32) {
    let word = |four: &[u8]| {
        let four = [four[0], four[1], four[2], four[3]];
        if big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) }
    };
    bytes.chunks_exact(8).fold(from, |(one, two), eight| {
        let one = one.wrapping_add(word(&eight[..4])).wrapping_add(two);
        (one, two.wrapping_add(word(&eight[4..])).wrapping_add(one))
    })
}
