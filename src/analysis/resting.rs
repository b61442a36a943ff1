//! What rests on passages themselves and not on codings: cells of the chart, themes, reports. Told of where their words are corrected away, so that
//! nothing drops out unseen.

use super::Corpus;
use crate::model::*;
use crate::text::{Followed, Manuscript};

/// What rests on a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rests {
    /// A cell, by its row and column, in which the passage has a number.
    Cell(RowKey, CodeId, u32),
    /// A theme that gathers it.
    Theme(CodeId, ThemePartId),
    /// A report in which it is quoted for a theme.
    Report(ReportId, CodeId),
}

/// A passage that something rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resting {
    /// What does.
    pub on: Rests,
    /// The passage: on the text that is shown, or, where its words were corrected away, on the one that had them.
    pub passage: Passage,
}

impl Resting {
    /// “[1] of ICS A · Quality Lead · 1 × Law 2”.
    pub fn said(&self, corpus: &Corpus) -> String {
        let name = |code: CodeId| corpus.code(code).map_or("", |code| code.name.as_str());
        match &self.on {
            Rests::Cell(row, code, number) => format!("[{number}] of the cell {} × {}", corpus.row_name(row).unwrap_or_default(), name(*code)),
            Rests::Theme(theme, _) => format!("a passage of the theme {}", name(*theme)),
            Rests::Report(report, theme) => {
                let report = corpus.reports().iter().find(|one| one.id == *report).map_or("", |report| report.name.as_str());
                format!("a quote for {} in the report {report}", name(*theme))
            }
        }
    }

    /// “Loses its words: [1] of the cell …”.
    pub fn loses(&self, corpus: &Corpus) -> String {
        format!("Loses its words: {}.", self.said(corpus))
    }
}

/// Everything that rests on passages of a source: cells by row and number, then themes, then reports.
pub fn resting_on(corpus: &Corpus, source: SourceId) -> Vec<Resting> {
    let mut list = Vec::new();
    for cell in corpus.cells() {
        let here = corpus.evidence(cell.id).iter().filter(|one| one.source == source);
        list.extend(here.map(|one| {
            let on = Rests::Cell(cell.row.clone(), cell.code, one.number);
            Resting { on, passage: one.passage() }
        }));
    }
    list.sort_by_cached_key(|one| match &one.on {
        Rests::Cell(row, code, number) => (corpus.row_name(row), *code, *number),
        Rests::Theme(code, _) | Rests::Report(_, code) => (None, *code, 0),
    });
    list.extend(corpus.theme_parts().iter().filter_map(|part| match part.of {
        Gathered::Passage(passage) if passage.source == source => Some(Resting { on: Rests::Theme(part.theme, part.id), passage }),
        _ => None,
    }));
    let quotes = corpus.report_parts().iter().filter_map(|part| Some((part, part.quote.filter(|quote| quote.source == source)?)));
    list.extend(quotes.map(|(part, passage)| Resting { on: Rests::Report(part.report, part.theme), passage }));
    list
}

/// What rests on words of a source that were corrected away.
pub fn resting_on_nothing(corpus: &Corpus, source: SourceId) -> Vec<Resting> {
    // Only a text that was corrected has lost any.
    match corpus.line(source) {
        Some(line) if !line.is_plain() => resting_on(corpus, source).into_iter().filter(|one| !corpus.shows(source, one.passage.version)).collect(),
        _ => Vec::new(),
    }
}

/// What rests on words of a source that go when its text, as the corpus has it, becomes that of a manuscript.
pub fn resting_on_what_goes(corpus: &Corpus, source: SourceId, manuscript: &Manuscript) -> Vec<Resting> {
    let correction = manuscript.correction();
    let goes = |one: &Resting| corpus.shows(source, one.passage.version) && matches!(correction.follow(one.passage.span), Followed::Lost(_));
    resting_on(corpus, source).into_iter().filter(goes).collect()
}

/// How many of what loses its words are told one by one.
const FEW: usize = 5;

/// What rests on passages that a correction leaves without words, in sentences: the first few, and how many more.
pub fn losses(corpus: &Corpus, source: SourceId, manuscript: &Manuscript) -> Vec<String> {
    let all = resting_on_what_goes(corpus, source, manuscript);
    let mut said: Vec<String> = all.iter().take(FEW).map(|one| one.loses(corpus)).collect();
    if all.len() > FEW {
        said.push(format!("And {} more.", grouped(all.len() - FEW)));
    }
    said
}
