//! The rows on one page, each read by itself: a cell that makes no sense costs no other.

use super::pages::{Pages, number};
use rusqlite::types::Value;

/// What a page of a tree is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Leads to others, holding keys alone.
    InnerTable,
    /// Holds rows with a number.
    LeafTable,
    /// Holds rows by key and leads to others.
    InnerIndex,
    /// Holds rows by key.
    LeafIndex,
}

/// A page of a tree.
pub(super) struct Page {
    /// What it is.
    pub kind: Kind,
    bytes: Vec<u8>,
    cells: Vec<usize>,
    right: Option<u32>,
}

/// A row: its number where the table has such, and its columns.
pub(super) type Row = (i64, Vec<Value>);

impl Page {
    /// The page of this number, if its head makes sense.
    pub fn read(pages: &Pages, page: u32) -> Option<Self> {
        let bytes = pages.page(page)?;
        let head = if page == 1 { 100 } else { 0 };
        let kind = match bytes[head] {
            0x02 => Kind::InnerIndex,
            0x05 => Kind::InnerTable,
            0x0A => Kind::LeafIndex,
            0x0D => Kind::LeafTable,
            _ => return None,
        };
        let short = |at: usize| usize::from(u16::from_be_bytes([bytes[at], bytes[at + 1]]));
        let inner = matches!(kind, Kind::InnerIndex | Kind::InnerTable);
        let first = head + if inner { 12 } else { 8 };
        let count = short(head + 3);
        if first + 2 * count > pages.usable {
            return None;
        }
        let cells: Vec<usize> = (0..count).map(|n| short(first + 2 * n)).collect();
        if cells.iter().any(|at| *at < first + 2 * count || *at + 4 > pages.usable) {
            return None;
        }
        let right = if inner { number(&bytes, head + 8) } else { None };
        Some(Self { kind, bytes, cells, right })
    }

    /// The pages it leads to, in order.
    pub fn children(&self) -> Vec<u32> {
        let Some(right) = self.right else { return Vec::new() };
        self.cells.iter().filter_map(|at| number(&self.bytes, *at)).chain([right]).collect()
    }

    /// Its rows; `None` for one that cannot be read. A page that leads on by keys alone has none.
    pub fn rows<'a>(&'a self, pages: &'a Pages) -> impl Iterator<Item = Option<Row>> + 'a {
        let cells = if self.kind == Kind::InnerTable { &[] } else { self.cells.as_slice() };
        cells.iter().map(|at| self.row(pages, *at))
    }

    fn row(&self, pages: &Pages, mut at: usize) -> Option<Row> {
        if self.kind == Kind::InnerIndex {
            at += 4;
        }
        let length = usize::try_from(varint(&self.bytes, &mut at)?).ok()?;
        let rowid = if self.kind == Kind::LeafTable { varint(&self.bytes, &mut at)? } else { 0 };
        let payload = self.payload(pages, at, length)?;
        Some((rowid, columns(&payload)?))
    }

    /// The bytes of a row, gathered from the pages it runs over to.
    fn payload(&self, pages: &Pages, at: usize, length: usize) -> Option<Vec<u8>> {
        let usable = pages.usable;
        let most = if self.kind == Kind::LeafTable { usable - 35 } else { (usable - 12) * 64 / 255 - 23 };
        if length <= most {
            return self.bytes.get(at..at + length).map(<[u8]>::to_vec);
        }
        if length / pages.size > pages.count as usize {
            return None;
        }
        let least = (usable - 12) * 32 / 255 - 23;
        let here = least + (length - least) % (usable - 4);
        let here = if here <= most { here } else { least };
        let mut payload = self.bytes.get(at..at + here)?.to_vec();
        let mut next = number(&self.bytes, at + here)?;
        while payload.len() < length {
            if next == 0 || next > pages.count {
                return None;
            }
            let page = pages.page(next)?;
            let take = (length - payload.len()).min(usable - 4);
            payload.extend_from_slice(&page[4..4 + take]);
            next = number(&page, 0)?;
        }
        Some(payload)
    }
}

/// A number of one to nine bytes.
fn varint(bytes: &[u8], at: &mut usize) -> Option<i64> {
    let mut value = 0u64;
    for n in 0..9 {
        let byte = *bytes.get(*at)?;
        *at += 1;
        if n == 8 {
            return Some((value << 8 | u64::from(byte)) as i64);
        }
        value = value << 7 | u64::from(byte & 0x7F);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some(value as i64)
}

/// The columns of a row; text that is no UTF-8 keeps what can be read of it.
fn columns(payload: &[u8]) -> Option<Vec<Value>> {
    let mut at = 0;
    let head = usize::try_from(varint(payload, &mut at)?).ok()?;
    let mut body = head;
    let mut list = Vec::new();
    while at < head {
        let serial = varint(payload, &mut at)?;
        let length = match serial {
            0 | 8 | 9 => 0,
            1..=4 => serial as usize,
            5 => 6,
            6 | 7 => 8,
            10 | 11 => return None,
            _ => usize::try_from((serial - 12) / 2).ok()?,
        };
        let bytes = payload.get(body..body.checked_add(length)?)?;
        body += length;
        list.push(match serial {
            0 => Value::Null,
            8 => Value::Integer(0),
            9 => Value::Integer(1),
            1..=6 => Value::Integer(bytes.iter().fold(if bytes[0] & 0x80 == 0 { 0i64 } else { -1 }, |sum, byte| sum << 8 | i64::from(*byte))),
            7 => Value::Real(f64::from_be_bytes(bytes.try_into().ok()?)),
            _ if serial % 2 == 0 => Value::Blob(bytes.to_vec()),
            _ => Value::Text(String::from_utf8_lossy(bytes).into_owned()),
        });
    }
    // What is left over belongs to no column: this is no row.
    (body == payload.len()).then_some(list)
}
