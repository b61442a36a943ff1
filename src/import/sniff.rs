//! What a file is, by its content; what this version cannot read is refused with a way out.

use super::{markdown, subtitles};
use crate::error::{Error, Result};
use std::path::Path;

/// A format that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Text,
    Markdown,
    /// A zip: Word or OpenDocument.
    Package,
    /// Rich text (RTF).
    Rich,
    /// Word before 2007.
    OldWord,
    Pdf,
    /// OpenDocument in one XML file.
    FlatOpenDocument,
    Html,
    Subtitles,
    Json,
    Chat,
    Elan,
}

/// What this version reads.
const READS: &str = "This version reads plain text, Markdown, Word (.docx, .doc), OpenDocument (.odt), RTF, PDF, web pages, WebVTT, SRT, JSON transcripts, CHAT and ELAN";

/// First bytes of files that are no text, what they are, and the way out.
const BINARIES: [(&[u8], &str, &str); 22] = [
    (b"\x89PNG", "a picture", "Type its text into a .txt or .docx file."),
    (b"\xFF\xD8\xFF", "a picture", "Type its text into a .txt or .docx file."),
    (b"GIF8", "a picture", "Type its text into a .txt or .docx file."),
    (b"II*\0", "a picture", "Type its text into a .txt or .docx file."),
    (b"MM\0*", "a picture", "Type its text into a .txt or .docx file."),
    (b"RIFF", "a sound, film or picture file", "Have it transcribed, and import the transcript."),
    (b"ID3", "a sound file", "Have it transcribed, and import the transcript."),
    (b"\xFF\xFB", "a sound file", "Have it transcribed, and import the transcript."),
    (b"OggS", "a sound file", "Have it transcribed, and import the transcript."),
    (b"fLaC", "a sound file", "Have it transcribed, and import the transcript."),
    (b"\x1A\x45\xDF\xA3", "a film", "Have it transcribed, and import the transcript."),
    (b"\x1F\x8B", "a compressed file", "Unpack it first, and import what is in it."),
    (b"\xFD7zXZ", "a compressed file", "Unpack it first, and import what is in it."),
    (b"BZh", "a compressed file", "Unpack it first, and import what is in it."),
    (b"7z\xBC\xAF", "a compressed file", "Unpack it first, and import what is in it."),
    (b"Rar!", "a compressed file", "Unpack it first, and import what is in it."),
    (b"SQLite format 3\0", "a database", "If it is another program's project, export its documents there as .docx or .txt."),
    (b"\x7FELF", "a program", "Choose a transcript."),
    (b"MZ\x90", "a program", "Choose a transcript."),
    (b"\xFFWPC", "a WordPerfect file", "Open it in LibreOffice and save it as .docx."),
    (b"\xDB\xA5-\0", "a Word file of before 1993", "Open it in LibreOffice and save it as .docx."),
    (b"bplist00", "a file of a Mac's own kind", "Open it in its program and save or export it as .docx, .html or .txt."),
];

/// What the bytes are if they are no plain text (which is to be decoded); what cannot be read is refused.
pub(super) fn container(path: &Path, bytes: &[u8]) -> Result<Option<Format>> {
    if bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return Err(Error::import(path, "The file is empty: it holds no words", "Check that it was saved or downloaded completely."));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Some(Format::Package));
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return old_office(path, bytes).map(Some);
    }
    if is(bytes, b"{\\rtf") {
        return Ok(Some(Format::Rich));
    }
    if is(bytes, b"%PDF") {
        return Ok(Some(Format::Pdf));
    }
    if bytes.get(4..8) == Some(b"ftyp") && bytes[0] == 0 {
        return Err(refuse(path, "a film or sound file", "Have it transcribed, and import the transcript."));
    }
    for (magic, what, remedy) in BINARIES {
        if is(bytes, magic) {
            return Err(refuse(path, what, remedy));
        }
    }
    Ok(None)
}

/// Whether bytes begin as a format does. Where its first bytes could be those of words (“ID3 of the form says …”), the ones after them decide.
fn is(bytes: &[u8], magic: &[u8]) -> bool {
    // These two are found by their own programs behind blank lines too.
    let bytes = if matches!(magic, b"%PDF" | b"{\\rtf") { bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start() } else { bytes };
    let Some(rest) = bytes.strip_prefix(magic) else { return false };
    let next = |at: usize| rest.get(at).copied().unwrap_or(b' ');
    match magic {
        b"%PDF" => next(0) == b'-',
        b"GIF8" => matches!(next(0), b'7' | b'9') && next(1) == b'a' && next(3) < 0x20 && next(5) < 0x20,
        b"RIFF" => [&b"WAVE"[..], b"AVI ", b"WEBP", b"RMID", b"ACON", b"CDXA", b"RMP3"].iter().any(|kind| rest.get(4..8) == Some(kind)),
        b"ID3" => (2..=4).contains(&next(0)) && next(1) < 0x20 && rest.get(3..7).is_some_and(|size| size.iter().all(|byte| *byte < 0x80)),
        b"OggS" => next(0) == 0,
        b"fLaC" => matches!(next(0), 0 | 0x80) && next(1) == 0,
        b"BZh" => (b'1'..=b'9').contains(&next(0)) && matches!(rest.get(1..7), Some(b"1AY&SY" | b"\x17\x72\x45\x38\x50\x90")),
        b"Rar!" => next(0) == 0x1A,
        _ => true,
    }
}

/// Refuses a file that is something else.
pub(super) fn refuse(path: &Path, what: &str, remedy: &str) -> Error {
    Error::import(path, format!("This is {what}. {READS}; nothing was imported from it"), remedy)
}

/// How far from either end of an old Office file the names of its parts are sought, in bytes.
const NAMES: usize = 16 << 20;

/// An old Word file; other old Office files, and new ones behind a password, are refused.
fn old_office(path: &Path, bytes: &[u8]) -> Result<Format> {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        // The names of what is in it stand near the start or the end.
        let (head, tail) = (&bytes[..bytes.len().min(NAMES)], &bytes[bytes.len().saturating_sub(NAMES)..]);
        [head, tail].iter().any(|part| part.windows(wide.len()).any(|window| window == wide))
    };
    if holds("EncryptedPackage") || holds("EncryptionInfo") {
        return Err(locked(path));
    }
    match () {
        () if holds("WordDocument") => Ok(Format::OldWord),
        () if holds("Workbook") || holds("Book") => {
            Err(refuse(path, "an old Excel table", "Save it as .xlsx or .csv, and give it as the attribute table."))
        }
        () if holds("PowerPoint Document") => Err(refuse(path, "an old presentation", "Copy its text into a .docx or .txt file.")),
        () => Err(refuse(path, "an old Office file without words", "Open it in its program and save it as .docx.")),
    }
}

/// The refusal of a file behind a password.
pub(super) fn locked(path: &Path) -> Error {
    Error::import(
        path,
        "The file is protected by a password; nothing was imported from it",
        "Open it in Word or LibreOffice, remove the password (in Word: File, Info, Protect Document) and save it.",
    )
}

/// Whether bytes that are no UTF-16 are no text either: more than one in twenty is a sign that no text has.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    // CHAT marks times and underlined words with three of them.
    let strange = |byte: &&u8| matches!(byte, 0 | 3..=8 | 14..=20 | 22..=31);
    bytes.iter().filter(strange).count() * 20 > bytes.len()
}

/// The refusal of what no text can be made of.
pub(super) fn unreadable(path: &Path) -> Error {
    refuse(path, "no readable text", "If it is a transcript, choose its encoding by hand, or save it as .docx or .txt (UTF-8).")
}

/// The refusal of text whose alphabets are switched in a way that is not read.
pub(super) fn switching(path: &Path) -> Error {
    let what = "text that switches between alphabets (ISO-2022-KR or ISO-2022-CN), which cannot be read";
    refuse(path, what, "Open it in LibreOffice, choose its encoding there, and save it as .docx or .txt (UTF-8).")
}

/// What a decoded text is.
pub(super) fn text(path: &Path, text: &str) -> Result<Format> {
    let head = text.trim_start();
    let start: String = head.chars().take(400).collect::<String>().to_ascii_lowercase();
    if subtitles::is(text) {
        return Ok(Format::Subtitles);
    }
    if let Some(format) = marked_up(path, &start)? {
        return Ok(format);
    }
    if start.contains("mime-version:") && start.contains("multipart/") {
        return Err(refuse(path, "a web archive or a letter", "Open it in Word or a browser, and save it as .docx or .html."));
    }
    if start.starts_with('@') && start.contains("@begin") {
        return Ok(Format::Chat);
    }
    if (start.starts_with('{') || start.starts_with('[')) && serde_json::from_str::<serde::de::IgnoredAny>(head).is_ok() {
        return Ok(Format::Json);
    }
    if is_table(path, text) {
        return Err(refuse(
            path,
            "a table",
            "Give it as the attribute table of the import instead, or import it as a survey if each row is a respondent.",
        ));
    }
    if text.contains('\u{FFFD}') && text.matches('\u{FFFD}').count() * 10 > text.chars().count() {
        return Err(unreadable(path));
    }
    Ok(if is_markdown(path, text) { Format::Markdown } else { Format::Text })
}

/// What a file of markup is by the names at its start, in small letters.
fn marked_up(path: &Path, start: &str) -> Result<Option<Format>> {
    let html = ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| start.contains(tag));
    let xml = start.starts_with("<?xml");
    if start.contains("<annotation_document") {
        return Ok(Some(Format::Elan));
    }
    if start.contains("<office:document") {
        return Ok(Some(Format::FlatOpenDocument));
    }
    if start.starts_with('<') && html {
        return Ok(Some(Format::Html));
    }
    let suffix = path.extension().map(|suffix| suffix.to_string_lossy().to_lowercase());
    let named = matches!(suffix.as_deref(), Some("html" | "htm" | "xhtml"));
    if !xml && (named || ["<p>", "<p ", "<div", "<table", "<h1", "<span", "<!--"].iter().any(|tag| start.starts_with(tag))) {
        return Ok(Some(Format::Html));
    }
    if xml || start.starts_with("<!doctype") {
        let remedy = "Open it in its program and save or export it as .docx or .txt.";
        return Err(refuse(path, "an XML file", remedy));
    }
    Ok(None)
}

/// Whether a file's name says that it is a table of attributes.
pub(super) fn is_table_name(path: &Path) -> bool {
    let suffix = path.extension().map(|suffix| suffix.to_string_lossy().to_lowercase());
    matches!(suffix.as_deref(), Some("csv" | "tsv" | "tab" | "xlsx" | "xlsm" | "xls" | "xlsb" | "ods"))
}

/// Whether a text is a table: its name says so, and it is no transcript in columns.
fn is_table(path: &Path, text: &str) -> bool {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("").to_lowercase();
    let transcript = header.contains("speaker") && (header.contains("timespan") || header.contains("content") || header.contains('\t'));
    is_table_name(path) && !transcript && super::layout::read(&super::draft::Draft::plain(text.to_owned())).turns.is_empty()
}

/// Whether a text is Markdown: by its signs, which may be fewer where its name says so.
fn is_markdown(path: &Path, text: &str) -> bool {
    let suffix = path.extension().map(|suffix| suffix.to_string_lossy().to_lowercase());
    matches!(suffix.as_deref(), Some("md" | "markdown" | "mdown" | "mkd")) || markdown::signs(text) >= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(name: &str, bytes: &[u8]) -> String {
        let error = container(Path::new(name), bytes).expect_err("refused");
        assert!(!error.remedy().is_empty());
        error.to_string()
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        assert_eq!(container(Path::new("a.txt"), b"%PDF-1.7 ...").expect("read"), Some(Format::Pdf));
        assert_eq!(container(Path::new("a.docx"), b"{\\rtf1 x}").expect("read"), Some(Format::Rich));
        assert!(refused("a.txt", b"\n \n").contains("empty"));
        assert!(refused("a.wpd", b"\xFFWPC\x10\0").contains("WordPerfect"));
        assert!(is_binary(&[7; 40]) && !is_binary("*A:\tyes \u{15}1_2\u{15}\n".as_bytes()));
        let mut locked = b"\xD0\xCF\x11\xE0".to_vec();
        locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert!(refused("a.docx", &locked).contains("password"));
        let named = |name: &str| [b"\xD0\xCF\x11\xE0".to_vec(), name.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
        assert!(refused("a.doc", &named("Workbook")).contains("Excel"));
        assert!(refused("a.doc", &named("Something")).contains("without words"));
        assert_eq!(container(Path::new("a.doc"), &named("WordDocument")).expect("read"), Some(Format::OldWord));
    }

    #[test]
    fn words_that_begin_like_sound_or_archives_are_words() {
        for words in
            ["ID3 of the form says no.", "BZh: We met twice.", "BZh9 was the room.", "RIFF is what we called it, all of us.", "fLaC", "OggS: Yes."]
        {
            assert_eq!(container(Path::new("a.txt"), words.as_bytes()).expect("text"), None, "{words}");
        }
        for words in ["Rar! he said.", "GIF87 was the form.", "%PDF is what they sent", "Bit ftyp, he said", "MZ of the ward"] {
            assert_eq!(container(Path::new("a.txt"), words.as_bytes()).expect("text"), None, "{words}");
        }
        assert!(refused("a.mp3", b"ID3\x04\x00\x00\x00\x00\x23\x76TSSE").contains("a sound file"));
        assert!(refused("a.bz2", b"BZh91AY&SY\x9a\xd4").contains("a compressed file"));
        assert!(refused("a.wav", b"RIFF\x24\x08\x00\x00WAVEfmt ").contains("a sound, film"));
        assert!(refused("a.flac", b"fLaC\x00\x00\x00\x22\x10").contains("a sound file"));
        assert!(refused("a.ogg", b"OggS\x00\x02\x00").contains("a sound file"));
        assert!(refused("a.gif", b"GIF89a\x01\x00\x01\x00\x80\x00\x00").contains("a picture"));
        assert!(refused("a.rar", b"Rar!\x1A\x07\x01\x00").contains("a compressed file"));
        assert!(refused("a.mp4", b"\x00\x00\x00\x20ftypisom").contains("a film"));
    }

    #[test]
    fn the_content_decides_and_the_name_only_helps() {
        let format = |name: &str, words: &str| text(Path::new(name), words).expect("read");
        assert_eq!(format("a.txt", "WEBVTT\n\n00:01.000 --> 00:02.000\nHello"), Format::Subtitles);
        assert_eq!(format("a.txt", "**Anna:** Hello.\n\n**Ben:** Hello \\[laughs\\]."), Format::Markdown);
        assert_eq!(format("a.txt", "Anna: Hello.\nBen: *sighs* Hello."), Format::Text);
        assert_eq!(format("a.txt", "{\"text\": []}"), Format::Json);
        assert_eq!(format("a.doc", "<html><body>x</body></html>"), Format::Html);
        assert_eq!(format("a.txt", "<p>Anna: Hello.</p>"), Format::Html);
        assert_eq!(format("a.txt", "@UTF8\n@Begin\n*A:\tx"), Format::Chat);
        assert_eq!(format("a.xml", "<?xml version=\"1.0\"?>\n<ANNOTATION_DOCUMENT>"), Format::Elan);
        assert_eq!(format("a.txt", "<laughs> Anna: Hello."), Format::Text);
        assert!(text(Path::new("a.xml"), "<?xml version=\"1.0\"?><study/>").is_err());
        assert!(text(Path::new("a.doc"), "MIME-Version: 1.0\nContent-Type: multipart/related").is_err());
        assert!(text(Path::new("a.csv"), "case,site\nP1,North\n").is_err());
    }
}
