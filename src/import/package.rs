//! The zip around a Word or OpenDocument file: which part is the main one, and parts as text, with limits.

use crate::error::{Error, Result};
use crate::import::{encoding, sniff};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{Cursor, Read};
use std::path::Path;
use zip::ZipArchive;

/// The largest part that is unpacked, and all parts together, in bytes.
const LARGEST: u64 = 200 << 20;

/// The most parts that a document has; pictures are parts too.
const MOST: usize = 20_000;

/// A part larger than this that packed itself a hundredfold is no document.
const SUSPECT: u64 = 48 << 20;

/// What a package is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    OpenDocument,
}

/// An opened file of parts.
pub(super) struct Package<'a> {
    path: &'a Path,
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// What the file is.
    pub kind: Kind,
    /// How many bytes may still be unpacked.
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens a zip and refuses those that are no document.
    pub fn open(path: &'a Path, bytes: &'a [u8]) -> Result<Self> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| {
            Error::import(
                path,
                "The file begins like a Word file, but its end is missing or damaged; nothing was imported from it",
                "Copy or download it once more, or open it in Word, which may repair it, and save it anew.",
            )
        })?;
        if zip.len() > MOST {
            let what = "The file holds far more parts than a document has; nothing was imported from it";
            return Err(Error::import(path, what, "Open it in Word or LibreOffice, and save it anew as .docx."));
        }
        let mut package = Self { path, zip, kind: Kind::Word, left: LARGEST };
        let mimetype = package.part("mimetype").unwrap_or_default();
        if mimetype.starts_with("application/vnd.oasis.opendocument.text") {
            package.kind = Kind::OpenDocument;
        } else if let Some((what, remedy)) = package.other(&mimetype) {
            return Err(sniff::refuse(path, what, remedy));
        }
        Ok(package)
    }

    /// The names of its parts.
    pub fn names(&self) -> impl Iterator<Item = String> {
        self.zip.file_names().filter_map(|name| name.ok().map(|name| name.into_owned()))
    }

    /// What the zip is, if it is a known other kind, and the way out.
    fn other(&self, kind: &str) -> Option<(&'static str, &'static str)> {
        if kind.starts_with("application/vnd.oasis.opendocument.spreadsheet") {
            return Some(("an OpenDocument table (.ods)", "Save it as .xlsx or .csv, and give it as the attribute table."));
        }
        if kind.starts_with("application/epub") {
            return Some(("an e-book", "Convert it to .docx or .txt."));
        }
        let mut names = self.names();
        let (mut sheets, mut slides, mut pages, mut office) = (false, false, false, false);
        for name in &mut names {
            sheets |= name.starts_with("xl/");
            slides |= name.starts_with("ppt/");
            pages |= name.starts_with("Index/") && name.ends_with(".iwa");
            office |= name == "_rels/.rels" || name == "[Content_Types].xml";
        }
        match () {
            () if sheets => Some((
                "an Excel table",
                "Give it as the attribute table of the import instead, or import it as a survey if each row is a respondent.",
            )),
            () if slides => Some(("a presentation", "Copy its text into a .docx or .txt file.")),
            () if pages => Some(("a Pages document", "Export it from Pages as Word (.docx).")),
            () if !office => Some(("a compressed folder or an unknown kind of file", "Unpack it first, and import the files in it.")),
            () => None,
        }
    }

    /// The name of the main part, as the package's relations give it.
    pub fn main(&mut self) -> Result<String> {
        let relations = self.part("_rels/.rels").unwrap_or_default();
        let named = target(&relations, "/officeDocument").map(|target| target.trim_start_matches('/').to_owned());
        let main = named.filter(|name| self.zip.index_for_name(name).is_some()).unwrap_or_else(|| "word/document.xml".into());
        if self.zip.index_for_name(&main).is_none() {
            return Err(Error::import(
                self.path,
                "The file is packed like a Word file, but the part with its text is missing",
                "Open it in Word or LibreOffice, which may repair it, and save it anew as .docx.",
            ));
        }
        Ok(main)
    }

    /// The text of the part that `main` is related to by a type ending in `kind`.
    pub fn related(&mut self, main: &str, kind: &str) -> Option<String> {
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", main));
        let relations = self.part(&format!("{folder}/_rels/{file}.rels"))?;
        let target = target(&relations, kind)?;
        let name = target.strip_prefix('/').map_or_else(|| format!("{folder}/{target}"), str::to_owned);
        self.part(&name)
    }

    /// The text of a part that must be there.
    pub fn text(&mut self, name: &str) -> Result<String> {
        let broken = "The file is damaged: the part with its text cannot be unpacked";
        let path = self.path;
        let damaged = || Error::import(path, broken, REPAIR);
        let left = self.left;
        let part = self.zip.by_name(name).map_err(|_| damaged())?;
        let (size, packed) = (part.size(), part.compressed_size().max(1));
        if size > left || size > SUSPECT && size / packed > 100 {
            return Err(too_large(path));
        }
        let mut bytes = Vec::with_capacity((size as usize).min(1 << 20));
        let limit = if packed.saturating_mul(100) < SUSPECT { SUSPECT } else { LARGEST }.min(left);
        part.take(limit + 1).read_to_end(&mut bytes).map_err(|_| damaged())?;
        if bytes.len() as u64 > limit {
            return Err(too_large(path));
        }
        self.left -= bytes.len() as u64;
        Ok(encoding::decode(&bytes, None).text)
    }

    /// The text of a part that may be missing.
    pub fn part(&mut self, name: &str) -> Option<String> {
        self.zip.index_for_name(name)?;
        self.text(name).ok()
    }
}

/// The way out where a document cannot be read.
const REPAIR: &str = "Open it in Word or LibreOffice, which may repair it, and save it anew as .docx.";

/// A document of which more comes than any holds.
pub(super) fn too_large(path: &Path) -> Error {
    Error::import(path, "The file unpacks to far more than a document holds; nothing was imported from it", REPAIR)
}

/// What a zip is by the names of its parts, if it is no workbook; nothing where that cannot be told.
pub(super) fn no_workbook(bytes: &[u8]) -> Option<&'static str> {
    let zip = ZipArchive::new(Cursor::new(bytes)).ok().filter(|zip| zip.len() <= MOST)?;
    let names: Vec<_> = zip.file_names().flatten().collect();
    let holds = |part: &str| names.iter().any(|name| name.starts_with(part));
    match () {
        () if holds("xl/") => None,
        () if holds("word/") => Some("a Word file"),
        () if holds("ppt/") => Some("a presentation"),
        () if holds("mimetype") && holds("content.xml") => Some("an OpenDocument file"),
        () if holds("[Content_Types].xml") => None,
        () => Some("a compressed folder or an unknown kind of file"),
    }
}

/// The target of the first relation whose type ends in `kind`.
fn target(relations: &str, kind: &str) -> Option<String> {
    let mut reader = Reader::from_str(relations);
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element)
                if element.local_name().as_ref() == "Relationship" && attribute(&element, "Type").is_some_and(|found| found.ends_with(kind)) =>
            {
                return attribute(&element, "Target");
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// The value of an attribute by its name without prefix.
pub(super) fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let found = element.attributes().with_checks(false).flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(crate::import::entities::replace(&found.value).into_owned())
}
