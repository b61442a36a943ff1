//! Whether the counts and places that an old Word file declares fit into it: its reader makes room for what they say.

use std::io::{Cursor, Read};
use std::ops::Range;

/// The largest stream of a file, in bytes.
const LARGEST: u64 = 256 << 20;

/// Where the FIB of Word 6 and 95 says how many letters the text has, and where the table of its pieces is.
const WORD6: (usize, usize) = (0x34, 0x160);

/// Numbers of the FIB of Word 97 among its long words: the letters of the text and of its last notes, headers and comments.
const LETTERS: Range<usize> = 3..8;

/// Places of the FIB among its pairs: the texts of footnotes, headers and endnotes, and the table of pieces.
const STORIES: [usize; 3] = [3, 11, 47];
const PIECES: usize = 33;

/// How much more than its own size a text may declare: a letter takes a byte or two, and no passage stands twice.
const SLACK: u64 = 1 << 16;

/// Whether they do. What is no such file, or ends within, is left to its reader, which says so.
pub(super) fn hold(bytes: &[u8]) -> bool {
    let Ok(mut file) = cfb::CompoundFile::open(Cursor::new(bytes)) else { return true };
    let mut stream = |name: &str| {
        let mut all = Vec::new();
        file.open_stream(name).and_then(|stream| stream.take(LARGEST).read_to_end(&mut all)).ok().map(|_| all)
    };
    let Some(words) = stream("/WordDocument") else { return true };
    let most = words.len() as u64 + SLACK;
    let flags = word(&words, 0x0A).unwrap_or(0);
    if word(&words, 0) == Some(0xA5DC) || word(&words, 2).is_some_and(|version| version < 0xC0) {
        let pieces = if flags & 4 == 0 { Some(0) } else { pair(&words, WORD6.1).and_then(|at| pieces(words.get(at)?)) };
        return long(&words, WORD6.0).is_none_or(|letters| letters <= most) && pieces.is_none_or(|letters| letters <= most);
    }
    let Some((letters, pairs)) = arrays(&words) else { return true };
    let table = stream(if flags & 0x200 == 0 { "/0Table" } else { "/1Table" }).unwrap_or_default();
    let at = |n: usize| pair(&words, pairs + n * 8).and_then(|range| table.get(range));
    let stories = STORIES.into_iter().filter_map(at).map(spanned).sum::<u64>();
    letters <= most && stories <= most && at(PIECES).and_then(pieces).is_none_or(|letters| letters <= most)
}

fn word(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2).map(|two| u16::from_le_bytes([two[0], two[1]]))
}

fn long(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..at + 4).map(|four| u64::from(u32::from_le_bytes([four[0], four[1], four[2], four[3]])))
}

/// A place and a size, which stand at `at`.
fn pair(bytes: &[u8], at: usize) -> Option<Range<usize>> {
    let (start, size) = (long(bytes, at)? as usize, long(bytes, at + 4)? as usize);
    Some(start..start.checked_add(size)?)
}

/// How many letters the parts of a file of Word 97 have by its FIB, and where the pairs of that begin.
fn arrays(words: &[u8]) -> Option<(u64, usize)> {
    let longs = 34 + usize::from(word(words, 32)?) * 2;
    let pairs = longs + 2 + usize::from(word(words, longs)?) * 4 + 2;
    let letters = LETTERS.filter_map(|n| long(words, longs + 2 + n * 4)).sum();
    Some((letters, pairs))
}

/// The letters that pieces hold together.
fn pieces(mut table: &[u8]) -> Option<u64> {
    while table.first() == Some(&1) {
        table = table.get(3 + usize::from(word(table, 1)?)..)?;
    }
    let size = long(table, 1)? as usize;
    let list = table.get(5..5usize.checked_add(size)?)?;
    let count = list.len().checked_sub(4)? / 12;
    Some(spanned(&list[..(count + 1) * 4]))
}

/// The letters between places that follow each other, each run counted as often as it comes.
fn spanned(places: &[u8]) -> u64 {
    let places: Vec<u64> = places.chunks_exact(4).filter_map(|four| long(four, 0)).collect();
    places.windows(2).map(|two| two[1].saturating_sub(two[0])).sum()
}
