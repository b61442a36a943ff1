//! Which passages a report quotes for each theme: those that were chosen, else those taken by rule.

use super::picked::{Already, examples};
use crate::Result;
use crate::analysis::*;
use crate::model::*;

/// Why a chosen quote is not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unwritten {
    /// Its theme gathers no word of it any more.
    NotInTheme,
    /// Its words were corrected away.
    Corrected,
}

impl Unwritten {
    /// What a reader is told.
    pub const fn said(self) -> &'static str {
        match self {
            Self::NotInTheme => "no longer in the theme: not written",
            Self::Corrected => "its words were corrected away: not written",
        }
    }
}

/// A quote of a theme as it stands in a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// The passage.
    pub passage: Passage,
    /// The number of the passage of the theme that it is or lies in, from 1; nothing where the theme gathers no word of it.
    pub number: Option<usize>,
    /// How it lies in that passage.
    pub lies: Option<Lies>,
    /// Whether it bears the theme out or speaks against it, as far as it is in it.
    pub stance: Stance,
    /// Whether somebody chose it, else it is taken by rule.
    pub chosen: bool,
    /// Why it is not written, where it is not.
    pub unwritten: Option<Unwritten>,
}

/// What was chosen to be quoted in a report and can be written, for all of its themes.
pub(super) fn already_chosen(corpus: &Corpus, report: ReportId) -> Already {
    let mut already = Already::default();
    let chosen = corpus.themes_of_report(report).flat_map(|theme| corpus.quotes_of_report(report, theme));
    chosen.filter(|quote| corpus.shows(quote.source, quote.version)).for_each(|quote| already.add(quote));
    already
}

/// The quotes of each theme of a report as they stand, in the order of the report and theirs.
pub fn all_quoted(corpus: &Corpus, report: &Report, texts: &dyn Texts) -> Result<Vec<(CodeId, Vec<Quoted>)>> {
    let mut already = already_chosen(corpus, report.id);
    corpus.themes_of_report(report.id).map(|theme| Ok((theme, quoted(corpus, report, theme, texts, &mut already)?))).collect()
}

/// The quotes of a theme in a report as they stand: those that were chosen, else those taken by rule, in their order.
pub fn report_quotes(corpus: &Corpus, report: &Report, theme: CodeId, texts: &dyn Texts) -> Result<Vec<Passage>> {
    let is_chosen = |theme: &CodeId| corpus.quotes_of_report(report.id, *theme).next().is_some();
    if is_chosen(&theme) {
        return Ok(corpus.quotes_of_report(report.id, theme).collect());
    }
    let mut already = already_chosen(corpus, report.id);
    // What is taken for the themes before it is not taken again.
    for before in corpus.themes_of_report(report.id).take_while(|one| *one != theme).filter(|one| !is_chosen(one)) {
        quoted(corpus, report, before, texts, &mut already)?;
    }
    Ok(quoted(corpus, report, theme, texts, &mut already)?.into_iter().map(|quote| quote.passage).collect())
}

fn quoted(corpus: &Corpus, report: &Report, theme: CodeId, texts: &dyn Texts, already: &mut Already) -> Result<Vec<Quoted>> {
    let (gathered, heads) = gather(corpus, &Query::code(theme, true), texts)?;
    Ok(quoted_of(corpus, report, theme, (&gathered, &heads), already))
}

/// The quotes of a theme that gathers these passages; those taken by rule are `already` quoted from now on.
pub(super) fn quoted_of(
    corpus: &Corpus,
    report: &Report,
    theme: CodeId,
    (gathered, heads): (&[Gathering], &Heads),
    already: &mut Already,
) -> Vec<Quoted> {
    let all: Vec<Option<Passage>> = gathered.iter().map(|one| corpus.passage(one.excerpt.source, one.excerpt.span)).collect();
    let chosen: Vec<Passage> = corpus.quotes_of_report(report.id, theme).collect();
    if !chosen.is_empty() {
        let quote = |passage: Passage| {
            let place = lies_among(corpus, gathered, passage);
            let stance = place.map_or(Stance::Supports, |(at, _)| gathered[at].stance);
            let unwritten = place.is_none().then(|| match corpus.shows(passage.source, passage.version) {
                true => Unwritten::NotInTheme,
                false => Unwritten::Corrected,
            });
            let (number, lies) = (place.map(|(at, _)| at + 1), place.map(|(_, lies)| lies));
            Quoted { passage, number, lies, stance, chosen: true, unwritten }
        };
        return chosen.into_iter().map(quote).collect();
    }
    let mut picked = examples(gathered, heads, report.quotes as usize, already);
    picked.sort_by_key(|at| gathered[*at].stance == Stance::Contradicts);
    let quote = |at: usize| {
        let (passage, stance) = (all[at]?, gathered[at].stance);
        Some(Quoted { passage, number: Some(at + 1), lies: Some(Lies::Whole), stance, chosen: false, unwritten: None })
    };
    let quotes: Vec<Quoted> = picked.into_iter().filter_map(quote).collect();
    quotes.iter().for_each(|quote| already.add(quote.passage));
    quotes
}
