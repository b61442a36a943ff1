//! The codings of the example: who coded which words of which turn as what.

use super::texts::Text;
use crate::analysis::Corpus;
use crate::model::{CodeId, SourceId, SourceKind, Span};
use crate::text::SourceText;
use crate::{Error, Result};

/// One coded passage.
pub(super) struct Passage {
    pub coders: Vec<&'static str>,
    pub code: CodeId,
    pub source: SourceId,
    pub span: Span,
    /// A key quote of the first coder.
    pub star: bool,
}

/// What is said in a turn of an interview, or a paragraph of notes, counted from 1.
pub(super) fn turn(corpus: &Corpus, source: SourceId, text: &SourceText, number: usize) -> Option<Span> {
    let at = number.checked_sub(1)?;
    let whole = match corpus.source(source)?.kind {
        SourceKind::Observation => *text.structure.paragraphs.get(at)?,
        _ => text.structure.turns.get(at)?.span,
    };
    let pieces = text.structure.spoken(whole);
    Some(Span { start: pieces.first()?.start, end: pieces.last()?.end })
}

/// The span from the first place of `first words` to the first place after it of `last words`, written `first words … last words`.
fn within(text: &SourceText, turn: Span, quote: &str) -> Option<Span> {
    let whole = text.geometry.slice(turn);
    let (first, last) = quote.split_once(" … ").unwrap_or((quote, ""));
    let start = whole.find(first)?;
    let after = start + first.len();
    let end = if last.is_empty() { after } else { after + whole[after..].find(last)? + last.len() };
    let from = text.geometry.byte(turn.start);
    Some(Span { start: text.geometry.char(from + start), end: text.geometry.char(from + end) })
}

/// The coded passages of a text.
pub(super) fn passages(of: &Text, corpus: &Corpus, source: SourceId, text: &SourceText) -> Result<Vec<Passage>> {
    let read = |line: &'static str| {
        let mut parts = line.split('\t');
        let number: usize = parts.next()?.parse().ok()?;
        let coders = parts.next()?.split(',').collect();
        let code = match corpus.find_code(parts.next()?).as_slice() {
            [only] => *only,
            _ => return None,
        };
        let span = within(text, turn(corpus, source, text, number)?, parts.next()?)?;
        Some(Passage { coders, code, source, span, star: parts.next() == Some("*") })
    };
    let lines = of.codings.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(n, line)| read(line).ok_or_else(|| Error::rejected(format!("line {} of the codings of {} fits nothing", n + 1, of.stem)))).collect()
}
