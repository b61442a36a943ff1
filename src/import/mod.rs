//! Import: a pure plan per file, which a preview shows and one operation applies.
//!
//! A file goes through four stations: [`sniff`] says by its content what it is, a reader turns its bytes into a `Draft` (clean
//! text, lines, styles), a [`layout`] finds who speaks where, [`voices`] brings spellings together and guesses who asks.
//! [`plan_all`] does it for many files on all cores. Tables of attributes go their own way: [`read_table`], then [`TablePlan`].

mod again;
mod apply;
mod bytes;
mod chat;
mod collect;
mod compose;
mod dates;
mod docx;
mod draft;
mod elan;
mod elements;
mod encoding;
mod entities;
mod framework;
mod html;
mod json;
mod layout;
mod many;
mod markdown;
mod meet;
mod odt;
mod oldword;
mod package;
mod pdf;
mod plan;
mod rehearse;
mod rtf;
mod settle;
mod sniff;
mod subtitles;
mod survey;
mod table;
#[cfg(test)]
mod tests;
mod voices;

pub use again::take_over;
pub use apply::{Corrections, FileRequest, Imported, SpeakerChoice, TableRequest, import_files};
pub use bytes::file_bytes;
pub use collect::{Collected, collect};
pub use encoding::{EncodingGuess, encoding_guesses};
pub use framework::{codebook, outline, read_frameworks};
pub use layout::{KeptPattern, Own, SpeakerPattern};
pub use many::{Progress, plan_all, plan_each, plan_requests};
pub use plan::{Note, NoteKind, Plan, PlanOptions, PlannedSpeaker, Remark, TableData};
pub use rehearse::{Rehearsed, rehearse_files};
pub use settle::{Mixed, mixed_roles, settle_roles};
pub use survey::{
    Again, Earlier, EmptyAnswer, ImportedSurvey, LeftOut, PlannedQuestion, SurveyChanges, SurveyOptions, SurveyPlan, SurveyRequest, SurveyUse,
    home_named, import_survey,
};
pub use table::{
    ColumnUse, Empty, NewerTable, PlannedAttribute, PlannedCase, PlannedColumn, PlannedJoin, PlannedOwner, PlannedValue, TableGround, TableOptions,
    TablePlan, TableSource, TableVoice, UnfitCell, UnjoinedVoice, UnmatchedRow, read_table, read_table_bytes,
};
pub use voices::same_voice;

use crate::error::{Error, Result};
use crate::model::SourceKind;
use draft::Draft;
use layout::Reading;
use package::Package;
use std::path::Path;

/// The largest file that is read, in bytes.
const LARGEST: u64 = 1 << 30;

/// The plan of a file.
///
/// # Errors
/// A file that cannot be read, is of a format this version does not read, or is damaged; the error says what to do.
pub fn plan_file(path: &Path, options: &PlanOptions) -> Result<Plan> {
    if bytes::regular(path)?.len() > LARGEST {
        return Err(Error::import(path, "The file is larger than one gigabyte; nothing was imported from it", "Divide it into parts."));
    }
    let bytes = std::fs::read(path).map_err(|error| Error::io(path, error))?;
    // A reader that gives up on a damaged file takes nothing else with it.
    many::safely(path, || plan_bytes(path, bytes, options))
}

/// The plan of a file whose bytes are at hand.
///
/// # Errors
/// As [`plan_file`].
pub fn plan_bytes(path: &Path, mut bytes: Vec<u8>, options: &PlanOptions) -> Result<Plan> {
    let read = read(path, &mut bytes, options)?;
    let Read { mut draft, mut reading, format, encoding, laid_out, pattern } = read;
    if draft.lines.iter().all(|line| line.of(&draft.text).chars().all(is_unseen)) {
        return Err(Error::import(path, "The file holds no words", "Check that it was saved or downloaded completely."));
    }
    let name = path.file_stem().map_or_else(|| "Untitled".into(), |stem| stem.to_string_lossy().into_owned());
    let speakers = voices::speakers(&draft, &mut reading, &name);
    let structure = draft.structure(&reading);
    Ok(Plan {
        path: path.to_owned(),
        file: path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
        kind: kind(&name, &reading),
        date: dates::in_name(&name).or_else(|| dates::in_head(&draft)).unwrap_or_default(),
        name,
        format: format.into(),
        layout: reading.layout.into(),
        laid_out,
        pattern,
        encoding: encoding.into(),
        structure,
        speakers,
        remarks: draft.remarks(),
        notes: std::mem::take(&mut draft.notes),
        text: draft.text,
        original: bytes,
    })
}

/// What a reader made of a file.
struct Read {
    draft: Draft,
    reading: Reading,
    format: &'static str,
    encoding: &'static str,
    laid_out: bool,
    /// The kept pattern that found its speakers.
    pattern: Option<String>,
}

impl Read {
    /// A file whose format says itself who speaks.
    fn of((draft, reading, format): (Draft, Reading, &'static str), encoding: &'static str) -> Self {
        Self { draft, reading, format, encoding, laid_out: false, pattern: None }
    }
}

fn with((draft, reading): (Draft, Reading), format: &'static str) -> (Draft, Reading, &'static str) {
    (draft, reading, format)
}

fn read(path: &Path, bytes: &mut Vec<u8>, options: &PlanOptions) -> Result<Read> {
    match sniff::container(path, bytes)? {
        Some(sniff::Format::Package) => {
            let mut package = Package::open(path, bytes)?;
            return match package.kind {
                package::Kind::Word => Ok(laid_out(docx::read(path, &mut package)?, "Word", "", options)),
                package::Kind::OpenDocument => Ok(laid_out(odt::read(path, &mut package)?, "OpenDocument", "", options)),
            };
        }
        Some(sniff::Format::Rich) => return Ok(laid_out(rtf::read(path, bytes)?, "RTF", "", options)),
        Some(sniff::Format::Pdf) => return Ok(laid_out(pdf::read(path, bytes, options)?, "PDF", "", options)),
        Some(sniff::Format::OldWord) => return Ok(laid_out(oldword::read(path, bytes)?, "Word (old)", "", options)),
        _ => {}
    }
    let forced = match &options.encoding {
        Some(name) => Some(
            encoding::by_name(name)
                .ok_or_else(|| Error::hint(format!("There is no encoding “{name}”"), "Give one such as UTF-8 or windows-1252."))?,
        ),
        None => None,
    };
    let decoded = encoding::decode(bytes, forced.or_else(|| html::declared(bytes).map(Into::into)));
    let (text, encoding) = (&decoded.text, decoded.encoding);
    if options.encoding.is_none() && encoding == "UTF-8" && encoding::switches(bytes) {
        return Err(sniff::switching(path));
    }
    if sniff::is_binary(bytes) && !encoding::Charset::has_controls(encoding) && !encoding::is_parted(bytes) {
        return Err(sniff::unreadable(path));
    }
    let mut read = match sniff::text(path, text)? {
        sniff::Format::Subtitles => Read::of(subtitles::read(text), encoding),
        sniff::Format::Json => match json::read(path, text)? {
            json::Words::Spoken(draft, reading, format) => Read::of((draft, reading, format), encoding),
            json::Words::Written(draft, format) => laid_out(draft, format, encoding, options),
        },
        sniff::Format::Chat => Read::of(with(chat::read(text), "CHAT"), encoding),
        sniff::Format::Elan => Read::of(with(elan::read(path, text)?, "ELAN"), ""),
        sniff::Format::FlatOpenDocument => laid_out(odt::read_flat(path, text)?, "OpenDocument", "", options),
        sniff::Format::Html => laid_out(html::read(path, text)?, "Web page", encoding, options),
        sniff::Format::Markdown => laid_out(markdown::read(text), "Markdown", encoding, options),
        _ => laid_out(Draft::plain(decoded.text), "Text", encoding, options),
    };
    if decoded.nulls > 0 {
        let signs = crate::project::op::count(decoded.nulls, "NUL stands", "NULs stand");
        read.draft
            .look(format!("{signs} among the words, which no text has; spaces are in their places: look whether it is read in the right encoding."));
    }
    if decoded.damaged > 0 {
        read.draft.look(format!("{} places could not be read as {} and show as �.", decoded.damaged, decoded.encoding));
    } else if !decoded.certain && !read.encoding.is_empty() {
        read.draft.look(format!("The encoding was guessed as {}: look whether accents and quotation marks are right.", decoded.encoding));
    }
    Ok(read)
}

fn laid_out(mut draft: Draft, format: &'static str, encoding: &'static str, options: &PlanOptions) -> Read {
    let reading = layout::read_as(&mut draft, options.speakers.as_ref());
    if options.speakers.is_none() && reading.turns.is_empty() {
        for pattern in &options.kept {
            // A line or two may look so in any text; voices that come again are an interview.
            let mut tried = draft.clone();
            let reading = layout::read_as(&mut tried, Some(pattern));
            if reading.turns.len() > reading.voices.len().max(2) {
                tried.look(format!("The speakers were found by a pattern that was kept: {}", pattern.words()));
                return Read { draft: tried, reading, format, encoding, laid_out: true, pattern: Some(pattern.words().to_owned()) };
            }
        }
    }
    if let Some(note) = passed(&reading.passed) {
        draft.look(note);
    }
    Read { draft, reading, format, encoding, laid_out: true, pattern: None }
}

/// What is said of words before a colon that were taken for no labels, the first of them named.
fn passed(labels: &[String]) -> Option<String> {
    let mut named: Vec<&str> = Vec::new();
    for label in labels {
        if named.len() < 3 && !named.contains(&label.as_str()) {
            named.push(label);
        }
    }
    let named = named.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ");
    let paragraphs = crate::project::op::count(labels.len(), "paragraph", "paragraphs");
    (!labels.is_empty()).then(|| {
        format!(
            "Words before a colon at the start of {paragraphs} ({named}) were taken for what is said, not for a name: look whether somebody is \
             called so."
        )
    })
}

/// Whether a sign shows nothing: white space, and what only joins or parts others.
fn is_unseen(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// What a source seems to be, by its name and by whether people speak in it.
fn kind(name: &str, reading: &Reading) -> SourceKind {
    let name = name.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if says(&["focus group", "focus_group", "focusgroup", "focus-group"]) {
        SourceKind::FocusGroup
    } else if says(&["field note", "fieldnote", "field_note", "field-note", "observation"]) {
        SourceKind::Observation
    } else if reading.turns.is_empty() {
        SourceKind::Document
    } else {
        SourceKind::Interview
    }
}
