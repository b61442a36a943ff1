//! What the view shows of a report, as plain values: its themes and quotes as they would be written now, and where they would move.

use crate::Result;
use crate::analysis::{Corpus, Naming, Texts};
use crate::export::{ReportTheme, report_themes};
use crate::model::{CodeId, Passage, Report, ReportId};

/// A report as it is written now.
#[derive(Clone, Debug)]
pub struct Page {
    /// The report.
    pub report: Report,
    /// Its themes.
    pub themes: Vec<ReportTheme>,
    /// What stands in the list, from top to bottom.
    pub lines: Vec<Line>,
    /// Themes of the project that are not in it.
    pub missing: Vec<CodeId>,
}

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// The theme at this place.
    Theme(usize),
    /// A theme's quote, by their places.
    Quote(usize, usize),
}

/// What a line is about, whatever moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A theme.
    Theme(CodeId),
    /// A quote of a theme.
    Quote(CodeId, Passage),
}

impl Page {
    /// Reads a report.
    pub fn read(corpus: &Corpus, report: &Report, texts: &dyn Texts) -> Result<Self> {
        // Pictures are drawn as it is written; they do not show here.
        let themes = report_themes(corpus, &Report { pictures: false, ..report.clone() }, texts, Naming::Pseudonyms)?;
        let quotes = |(at, theme): (usize, &ReportTheme)| {
            std::iter::once(Line::Theme(at)).chain((0..theme.quotes.len()).map(move |quote| Line::Quote(at, quote)))
        };
        let lines = themes.iter().enumerate().flat_map(quotes).collect();
        let all = corpus.frameworks().iter().flat_map(|framework| corpus.tree(framework.id)).map(|(id, _)| id);
        let is_theme = |id: &CodeId| corpus.code(*id).is_some_and(|code| code.theme);
        let missing = all.filter(|id| is_theme(id) && !themes.iter().any(|theme| theme.code == *id)).collect();
        Ok(Self { report: report.clone(), themes, lines, missing })
    }

    /// What a line is about.
    pub fn key(&self, line: Line) -> Key {
        match line {
            Line::Theme(at) => Key::Theme(self.themes[at].code),
            Line::Quote(at, quote) => Key::Quote(self.themes[at].code, self.themes[at].quotes[quote].passage),
        }
    }

    /// The place of a line by what it is about.
    pub fn at(&self, key: Key) -> Option<usize> {
        self.lines.iter().position(|line| self.key(*line) == key)
    }

    /// What the next line that stays is about, when this one goes: that above it at the end. A theme goes with its quotes; from a quote the keys
    /// go to another of its theme or to that, never to the next theme, which would go with them at the next key.
    pub fn after(&self, key: Key) -> Option<Key> {
        let at = self.at(key)?;
        let goes = |line: &Line| matches!((key, self.key(*line)), (Key::Theme(of), Key::Quote(theme, _)) if of == theme);
        let another = |line: &Line| matches!((key, self.key(*line)), (Key::Quote(..), Key::Theme(_)));
        let next = self.lines[at + 1..].iter().find(|line| !goes(line)).filter(|line| !another(line)).copied();
        next.or_else(|| self.lines[..at].last().copied()).map(|line| self.key(line))
    }

    /// The theme that a key is of.
    pub fn theme(&self, key: Key) -> Option<&ReportTheme> {
        let (Key::Theme(code) | Key::Quote(code, _)) = key;
        self.themes.iter().find(|theme| theme.code == code)
    }

    /// The quotes of a theme: those that were chosen as the corpus has them now, else those that show.
    pub fn quotes_of(&self, corpus: &Corpus, theme: CodeId) -> Vec<Passage> {
        let chosen: Vec<Passage> = corpus.quotes_of_report(self.report.id, theme).collect();
        let shown = self.theme(Key::Theme(theme)).map_or(&[][..], |theme| &theme.quotes);
        if chosen.is_empty() { shown.iter().map(|one| one.passage).collect() } else { chosen }
    }

    /// The quotes of a theme where one of them goes up or down among those of its side; nothing where it is at that end already.
    pub fn quote_moved(&self, corpus: &Corpus, theme: CodeId, quote: Passage, up: bool) -> Option<Vec<Passage>> {
        let shown = &self.theme(Key::Theme(theme))?.quotes;
        let stance = |passage: Passage| shown.iter().find(|one| one.passage == passage).map(|one| one.stance);
        let mut order = self.quotes_of(corpus, theme);
        let at = order.iter().position(|one| *one == quote)?;
        let same = |to: &usize| stance(order[*to]) == stance(quote);
        let to = if up { (0..at).rev().find(same) } else { (at + 1..order.len()).find(same) }?;
        let moved = order.remove(at);
        order.insert(to, moved);
        Some(order)
    }

    /// How many quotes it has.
    pub fn quotes(&self) -> usize {
        self.themes.iter().map(|theme| theme.quotes.len()).sum()
    }
}

/// Before which theme one stands that goes up or down in a report, with its sub-themes, among those under the same theme; where it is at that end already,
/// the theme under which it stands.
pub fn theme_moved(corpus: &Corpus, report: ReportId, theme: CodeId, up: bool) -> std::result::Result<Option<CodeId>, Option<CodeId>> {
    let all: Vec<CodeId> = corpus.themes_of_report(report).collect();
    let above = corpus.theme_above(theme, &all);
    let themes: Vec<CodeId> = all.iter().copied().filter(|one| corpus.theme_above(*one, &all) == above).collect();
    let at = themes.iter().position(|one| *one == theme).ok_or(above)?;
    match up {
        true => Ok(Some(themes[at.checked_sub(1).ok_or(above)?])),
        false if at + 1 < themes.len() => Ok(themes.get(at + 2).copied()),
        false => Err(above),
    }
}
