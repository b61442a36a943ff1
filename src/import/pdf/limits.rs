//! What a PDF unpacks to, measured before anything of it is unpacked for good.

use flate2::read::ZlibDecoder;
use memchr::memmem;
use std::io::Read;

/// How much one stream that is no picture may unpack to, in bytes.
const STREAM: u64 = 96 << 20;

/// How much all of them may unpack to.
const ALL: u64 = 384 << 20;

/// How far before its bytes a stream's own description is sought.
const HEAD: usize = 2000;

/// Whether the streams of a file unpack to far more than a document holds. Pictures are never unpacked and count for nothing.
pub(super) fn unpacks_without_end(bytes: &[u8]) -> bool {
    let mut all = 0u64;
    for at in memmem::find_iter(bytes, b"stream") {
        let data = &bytes[at + b"stream".len()..];
        let data = data.strip_prefix(b"\r\n").or_else(|| data.strip_prefix(b"\n")).or_else(|| data.strip_prefix(b"\r"));
        let (Some(data), false) = (data, bytes[..at].ends_with(b"end")) else { continue };
        let before = &bytes[at.saturating_sub(HEAD)..at];
        let head = memmem::rfind(before, b"obj").map_or(before, |start| &before[start..]);
        let times = memmem::find_iter(head, b"/Fl").count();
        let picture = [&b"/Image"[..], b"/DCTDecode", b"/JPXDecode", b"/CCITTFaxDecode", b"/JBIG2Decode"];
        if times == 0 || memmem::find(head, b"/ObjStm").is_none() && picture.iter().any(|sign| memmem::find(head, sign).is_some()) {
            continue;
        }
        let size = unpacked(data, times);
        all += size;
        if size > STREAM || all > ALL {
            return true;
        }
    }
    false
}

/// How deep what a PDF describes may lie in each other.
const DEEPEST: usize = 500;

/// Whether the descriptions of a file, outside its streams, lie in each other deeper than those of a document do: its reader begins anew for each.
pub(super) fn is_nested(bytes: &[u8]) -> bool {
    let (mut rest, mut depth) = (bytes, 0usize);
    while let Some(at) = memchr::memchr3(b'<', b'>', b's', rest) {
        let here = &rest[at..];
        let step = match here {
            [b'<', b'<', ..] => {
                depth += 1;
                2
            }
            [b'>', b'>', ..] => {
                depth = depth.saturating_sub(1);
                2
            }
            _ if here.starts_with(b"stream") => {
                depth = 0;
                memmem::find(here, b"endstream").map_or(here.len(), |end| end + b"endstream".len())
            }
            _ => 1,
        };
        if depth > DEEPEST {
            return true;
        }
        rest = &here[step..];
    }
    false
}

/// How many bytes come out of data that were packed so many times, as far as they may.
fn unpacked(data: &[u8], times: usize) -> u64 {
    let mut reader: Box<dyn Read + '_> = Box::new(data);
    for _ in 0..times.min(8) {
        reader = Box::new(ZlibDecoder::new(reader).take(STREAM + 1));
    }
    let mut count = 0;
    let mut buffer = vec![0; 1 << 16];
    // A stream that breaks off counts as far as it goes.
    while let Ok(read @ 1..) = reader.read(&mut buffer) {
        count += read as u64;
    }
    count
}
