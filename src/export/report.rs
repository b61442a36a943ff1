//! A report: chosen themes with what they state, where they are heard, what the chart says of them and quotes, for and against.

use super::blocks::{Block, Grid, GridRow, Picture, Whose};
use super::chart::name_no_passage;
use super::heard::{Called, heard_picture};
use super::picked::Already;
use super::quoted::{Quoted, Unwritten, already_chosen, quoted_of};
use super::tables::only_asked;
use crate::Result;
use crate::analysis::*;
use crate::model::*;
use crate::text::{capital, isolated};
use crate::typeset::Typesetter;
use std::collections::HashSet;

/// A theme of a report as it is written now.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportTheme {
    /// The theme.
    pub code: CodeId,
    /// Its name.
    pub name: String,
    /// The level of its heading, from 1: a theme that lies below another one of the report is its sub-theme.
    pub level: u8,
    /// What it states, else what the code means; may be empty.
    pub statement: String,
    /// In how many sites it is heard, and how often.
    pub line: String,
    /// Site by site, who speaks of it and who does not; nothing where the project says nothing of sites.
    pub sites: Option<Grid>,
    /// The sites themselves, of which a picture can be drawn; none where the project says nothing of them.
    pub columns: Vec<Column>,
    /// What was written of it in the framework chart, where that is in the report.
    pub charted: Option<Grid>,
    /// Whether the chart is in the report and says nothing of it, though something of others.
    pub uncharted: bool,
    /// Whether something speaks against it, and none of the quotes that were chosen does.
    pub one_sided: bool,
    /// Its quotes as they stand: what bears it out, then what speaks against it.
    pub quotes: Vec<ReportQuote>,
}

/// A quote of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportQuote {
    /// The passage.
    pub passage: Passage,
    /// Its words.
    pub words: String,
    /// Whose they are, as it is written.
    pub attribution: String,
    /// Whose they are.
    pub whose: Whose,
    /// Whether they bear the theme out or speak against it.
    pub stance: Stance,
    /// Whether somebody chose it, else it is taken by rule.
    pub chosen: bool,
    /// How it lies in the passage of the theme.
    pub lies: Option<Lies>,
    /// Why it is not written, where it is not.
    pub unwritten: Option<Unwritten>,
}

/// The themes of a report in its order, with what the project holds of them now. Quotes are those that were chosen, in their order; where none were,
/// they are of as many sites as there can be, then of as many people; what stands in the report already comes last.
pub fn report_themes(corpus: &Corpus, report: &Report, texts: &dyn Texts, naming: Naming) -> Result<Vec<ReportTheme>> {
    let heads = Heads::new(corpus);
    let themes: Vec<CodeId> = corpus.themes_of_report(report.id).collect();
    let ask = ChartAsk { by: corpus.project.site, codes: themes.clone(), ..ChartAsk::default() };
    let paper = Paper {
        corpus,
        report,
        texts,
        cast: Cast::new(corpus, &heads),
        charts: if report.chart { charts(corpus, texts, &ask)? } else { Vec::new() },
        names: Names::new(corpus, naming),
        naming,
        attribution: Attribution::new(corpus, &corpus.project.attribution, naming)?,
        heads,
    };
    let mut already = already_chosen(corpus, report.id);
    themes.iter().filter_map(|id| corpus.code(*id)).map(|code| paper.theme(code, &themes, &mut already)).collect()
}

/// The document of a report: what stands before its themes, then each with what it states, where it is heard, what the chart says, and its quotes.
///
/// Beside it stands, theme by theme, of what quotes are left out.
pub fn report_blocks(corpus: &Corpus, report: &Report, texts: &dyn Texts, naming: Naming) -> Result<(Vec<Block>, Vec<String>)> {
    let mut left_out = Vec::new();
    let mut blocks = Vec::new();
    blocks.extend((!report.intro.is_empty()).then(|| Block::Paragraph(report.intro.clone())));
    let themes: Vec<CodeId> = corpus.themes_of_report(report.id).collect();
    blocks.extend(corpus.basis_of_themes(&themes).into_iter().map(Block::Paragraph));
    let (heads, mut setter) = (Heads::new(corpus), Typesetter::new());
    for theme in report_themes(corpus, report, texts, naming)? {
        left_out.extend(theme.left_out());
        let drawn = report.pictures && !theme.columns.is_empty();
        let picture =
            drawn.then(|| heard_picture(&theme.name, &theme.columns, &Called { sites: &heads.site, roles: &heads.role, naming }, &mut setter));
        theme.write(picture, &mut blocks);
    }
    Ok((blocks, left_out))
}

impl ReportTheme {
    /// What is said of the quotes that were chosen and are not written.
    pub fn left_out(&self) -> Vec<String> {
        let said = |why: Unwritten| {
            let gone = self.quotes.iter().filter(|quote| quote.unwritten == Some(why)).count();
            let rest = match (why, gone) {
                (_, 0) => return None,
                (Unwritten::NotInTheme, 1) => "is no longer in the theme and left out",
                (Unwritten::NotInTheme, _) => "are no longer in the theme and left out",
                (Unwritten::Corrected, 1) => "has no words since a correction and is left out",
                (Unwritten::Corrected, _) => "have no words since a correction and are left out",
            };
            Some(format!("{} of “{}” {rest}", counted(gone, "chosen quote", "chosen quotes"), self.name))
        };
        [Unwritten::NotInTheme, Unwritten::Corrected].into_iter().filter_map(said).collect()
    }

    fn write(self, picture: Option<Picture>, blocks: &mut Vec<Block>) {
        blocks.push(Block::Heading(self.level, self.name));
        blocks.extend((!self.statement.is_empty()).then_some(Block::Paragraph(self.statement)));
        blocks.push(Block::Paragraph(self.line));
        blocks.extend(picture.map(Block::Picture));
        blocks.extend(self.sites.into_iter().chain(self.charted).map(Block::Table));
        blocks.extend(self.uncharted.then(|| Block::Paragraph("The framework chart says nothing of it.".into())));
        let (mut against, quotes) = (false, self.quotes);
        for ReportQuote { words, attribution, whose, stance, .. } in quotes.into_iter().filter(|quote| quote.unwritten.is_none()) {
            if stance == Stance::Contradicts && !std::mem::replace(&mut against, true) {
                blocks.push(Block::Paragraph("What speaks against it:".into()));
            }
            blocks.push(Block::Quote { words, attribution, whose });
        }
        blocks.extend(self.one_sided.then(|| Block::Paragraph("None of the chosen quotes speaks against it.".into())));
    }
}

/// The charts of sources and of every kind of case in whose rows something is written of the themes.
fn charts(corpus: &Corpus, texts: &dyn Texts, ask: &ChartAsk) -> Result<Vec<Chart>> {
    let voices = Voices::read(corpus, texts)?;
    let kind_of = |cell: &ChartCell| match cell.row {
        RowKey::Case(id) => corpus.case(id).map(|case| case.kind),
        _ => None,
    };
    let written: HashSet<CaseKindId> =
        corpus.cells().filter(|cell| !cell.summary.is_empty() && ask.codes.contains(&cell.code)).filter_map(kind_of).collect();
    // The rows of whole groups stand in every chart.
    let kinds = corpus.kinds().iter().map(|kind| kind.id).filter(|kind| written.contains(kind) && ask.by != Some(Grouping::Kind(*kind)));
    let rows = std::iter::once(ChartOf::Sources).chain(kinds.map(ChartOf::Cases));
    let chart = |of| Chart::through(corpus, corpus.as_coded(), &voices, &ChartAsk { of, ..ask.clone() });
    Ok(rows.map(chart).collect())
}

/// What a report is made with.
struct Paper<'a> {
    corpus: &'a Corpus,
    report: &'a Report,
    texts: &'a dyn Texts,
    heads: Heads,
    cast: Cast,
    /// The framework charts of its themes, where these are in it: of sources, and of cases in whose rows something is written.
    charts: Vec<Chart>,
    names: Names,
    naming: Naming,
    attribution: Attribution,
}

impl Paper<'_> {
    fn theme(&self, code: &Code, themes: &[CodeId], already: &mut Already) -> Result<ReportTheme> {
        let (gathered, _) = gather(self.corpus, &Query::code(code.id, true), self.texts)?;
        let excerpts: Vec<&Excerpt> = gathered.iter().map(|one| &one.excerpt).collect();
        let cast = cast_of(self.corpus, &Query::code(code.id, true), &self.cast);
        let summed = theme(&excerpts, &self.heads, &cast, Columns::Site);
        let site = |group: u16| self.heads.site.called(group, self.naming);
        let reach = reach(&summed.columns, &self.heads.site, Columns::Site.nouns(&self.heads), site);
        let reach = if reach.is_empty() { String::new() } else { format!("{reach} · ") };
        let against = contradiction(&gathered, &summed.columns, site);
        let against = if against.is_empty() { String::new() } else { format!(" · {against}") };
        let quotes = self.quotes(code.id, &gathered, already)?;
        let charted = self.charted(code.id);
        let asked = only_asked(&gathered);
        let asked = if asked.is_empty() { String::new() } else { format!(" · {asked}") };
        let unread = self.corpus.left_unread(code.id).map_or_else(String::new, |words| format!(" · {words}"));
        Ok(ReportTheme {
            code: code.id,
            name: self.name(code, themes),
            level: self.level(code, themes),
            statement: stated(code),
            line: format!("{reach}{}{against}{asked}{unread}", summed.voiced.line()),
            sites: self.sites(&summed, &gathered, &cast),
            columns: if self.heads.site.is_empty() { Vec::new() } else { summed.columns },
            // Where no chart is made at all there is nothing to be missed.
            uncharted: self.report.chart && charted.is_none() && self.corpus.cells().any(|cell| !cell.summary.is_empty()),
            charted,
            one_sided: is_one_sided(&gathered, &quotes),
            quotes,
        })
    }

    /// The name of a theme; where another one of the report has the same, what it stands under: its framework, with the codes above it in the same one.
    fn name(&self, code: &Code, themes: &[CodeId]) -> String {
        let same = |other: &&Code| other.id != code.id && other.name.to_lowercase() == code.name.to_lowercase();
        let twins: Vec<&Code> = themes.iter().filter_map(|id| self.corpus.code(*id)).filter(same).collect();
        if twins.is_empty() {
            return code.name.clone();
        }
        let mut names: Vec<&str> = self.corpus.framework(code.framework).map(|one| one.name.as_str()).into_iter().collect();
        if twins.iter().any(|twin| twin.framework == code.framework) {
            names.extend(self.corpus.path(code.id));
            names.pop();
        }
        format!("{} ({})", code.name, names.join(" / "))
    }

    /// The level of a theme's heading: one more than of the theme above it that is in the report.
    fn level(&self, theme: &Code, themes: &[CodeId]) -> u8 {
        let mut level = 1;
        let mut above = theme.parent;
        while let Some(id) = above {
            level += u8::from(level < 5 && themes.contains(&id));
            above = self.corpus.code(id).and_then(|code| code.parent);
        }
        level
    }

    fn sites(&self, summed: &Theme, gathered: &[Gathering], cast: &Cast) -> Option<Grid> {
        if self.heads.site.is_empty() {
            return None;
        }
        let excerpts: Vec<&Excerpt> = gathered.iter().map(|one| &one.excerpt).collect();
        let quiet = silent(&excerpts, &self.heads, cast, Columns::Site);
        let row = |column: &Column| {
            let voiced = &column.voiced;
            let here: Vec<Silent> = quiet.iter().filter(|one| one.group == column.group).cloned().collect();
            let against = column.excerpts.iter().filter(|at| gathered.get(**at).is_some_and(|one| one.stance == Stance::Contradicts)).count();
            let against = if against == 0 { String::new() } else { format!("{} against it.", counted(against, "passage", "passages")) };
            let whole = column.silence(|group| self.heads.role.called(group, self.naming));
            let away = column.not_coded();
            let silence =
                [silence(&here, |_| ""), whole, away, column.warning(), against].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>();
            let mut cells = vec![self.heads.site.called(column.group, self.naming).to_owned()];
            cells.extend([voiced.passages, voiced.interviews, voiced.people].map(|number| number.to_string()));
            cells.push(silence.join("\n"));
            let lone = match voiced.people {
                1 => Some("At a site a theme is of one person alone."),
                _ => (here.iter().any(Silent::is_one) || column.silences_one()).then_some("At a site a group that is silent has one person."),
            };
            GridRow { lone, ..GridRow::plain(cells) }
        };
        let rows: Vec<GridRow> = summed.columns.iter().map(row).collect();
        let site = if self.heads.site.title.is_empty() { "Site".to_owned() } else { capital(&self.heads.site.title) };
        let head = [site.as_str(), "Passages", "Interviews", "People", "To be noted"].map(str::to_owned).to_vec();
        (!rows.is_empty()).then(|| Grid { name: String::new(), head, rows, note: summed.note(&self.heads, Columns::Site), prose: true })
    }

    fn charted(&self, theme: CodeId) -> Option<Grid> {
        let (mut groups, mut known): (Vec<(&str, Vec<Said>)>, HashSet<&RowKey>) = Default::default();
        for chart in &self.charts {
            let Some(column) = chart.codes.iter().position(|code| *code == theme) else { continue };
            for group in &chart.groups {
                let called = group.called(self.naming);
                // Who stands in several groups has one cell; what it says stands once.
                let written = group.rows.clone().filter(|at| !chart.view(self.corpus, *at, column).words().is_empty());
                let new: Vec<usize> = written.filter(|at| known.insert(&chart.rows[*at].key)).collect();
                let rows = new.into_iter().map(|at| self.said(chart, (at, column), called));
                match groups.iter_mut().find(|(name, _)| *name == called) {
                    Some((_, list)) => list.extend(rows),
                    None => groups.push((called, rows.collect())),
                }
            }
        }
        let mut rows = Vec::new();
        let note = groups.iter().flat_map(|(_, rows)| rows).filter_map(|(_, noted)| noted.clone()).collect::<Vec<_>>().join("\n");
        for (called, list) in groups.into_iter().filter(|(_, list)| !list.is_empty()) {
            rows.extend((!called.is_empty()).then(|| GridRow::strong(vec![called.to_owned()])));
            rows.extend(list.into_iter().map(|(row, _)| row));
        }
        let head = ["Row", "What the chart says"].map(str::to_owned).to_vec();
        (!rows.is_empty()).then(|| Grid { name: "From the framework chart".into(), head, rows, prose: true, note })
    }

    /// What a row of a chart says of a theme.
    fn said(&self, chart: &Chart, (at, column): (usize, usize), group: &str) -> Said {
        let (row, view) = (&chart.rows[at], chart.view(self.corpus, at, column));
        let title = match &row.key {
            _ if row.together => row.together_as(group),
            RowKey::Source(id) => self.names.source(self.corpus, *id).to_owned(),
            RowKey::Case(id) => self.names.case(self.corpus, *id).to_owned(),
            RowKey::Group(..) | RowKey::Rest(_) => row.together_as(group),
        };
        // What nobody agreed on is no finding yet; what rests on a coding that is no longer so may be none.
        let stands = match (view.status == CellStatus::Draft, view.changed) {
            (true, true) => " (draft; the coding changed since)",
            (true, false) => " (draft)",
            (false, true) => " (the coding changed since)",
            (false, false) => "",
        };
        let named = view.cell.and_then(|cell| self.corpus.names_nothing(cell));
        let noted = named.map(|named| format!("In what {} says, {}.", isolated(&title), name_no_passage(&named)));
        let held = |number: u32| view.cell.is_some_and(|cell| self.corpus.evidence(cell.id).iter().any(|one| one.number == number));
        (GridRow::plain(vec![title, unnumbered(view.words(), held) + stands]), noted)
    }

    fn quotes(&self, theme: CodeId, gathered: &[Gathering], already: &mut Already) -> Result<Vec<ReportQuote>> {
        let quoted = quoted_of(self.corpus, self.report, theme, (gathered, &self.heads), already);
        let places: Vec<(Passage, CodeId)> = quoted.iter().map(|one| (one.passage, theme)).collect();
        let excerpts = excerpts_of(self.corpus, &self.heads, &places, self.texts)?;
        let mut list: Vec<ReportQuote> = quoted.iter().zip(&excerpts).map(|(one, excerpt)| self.quote(one, excerpt)).collect();
        list.sort_by_key(|quote| quote.stance == Stance::Contradicts);
        Ok(list)
    }

    fn quote(&self, quoted: &Quoted, excerpt: &Excerpt) -> ReportQuote {
        let (words, attribution) = (excerpt.text.trim().to_owned(), self.attribution.of(self.corpus, excerpt));
        let Quoted { passage, stance, chosen, lies, unwritten, .. } = *quoted;
        ReportQuote { passage, words, attribution, whose: Whose::of(excerpt), stance, chosen, lies, unwritten }
    }
}

/// Whether something speaks against a theme and nothing of what was chosen to be quoted does.
fn is_one_sided(gathered: &[Gathering], quotes: &[ReportQuote]) -> bool {
    let against = |stance: Stance| stance == Stance::Contradicts;
    let chosen = quotes.iter().any(|quote| quote.chosen) && !quotes.iter().any(|quote| quote.unwritten.is_none() && against(quote.stance));
    chosen && gathered.iter().any(|one| against(one.stance))
}

/// What a row of the chart says, and what is to be noted of its numbers.
type Said = (GridRow, Option<String>);

/// Words of a cell without the numbers of its passages, which mean nothing outside the chart; what names none of them stays.
fn unnumbered(words: &str, is_held: impl Fn(u32) -> bool) -> String {
    let letters: Vec<char> = words.chars().collect();
    let (mut out, mut at) = (String::with_capacity(words.len()), 0);
    for (span, _) in named_passages(words).into_iter().filter(|(_, number)| is_held(*number)) {
        out.extend(&letters[at..span.start as usize]);
        while out.ends_with(' ') {
            out.pop();
        }
        at = span.end as usize;
    }
    out.extend(&letters[at..]);
    out.trim().to_owned()
}

/// What a theme states; where no statement is written what its code is said to be, which is no finding and says so.
pub(super) fn stated(code: &Code) -> String {
    match (code.statement.trim(), code.description.trim()) {
        ("", "") => String::new(),
        ("", definition) => format!("Definition, as no statement is written: {definition}"),
        _ => code.statement.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_passages_stay_out() {
        assert_eq!(unnumbered("[1] Late [2], and small [3]. [sic]", |number| number < 4), "Late, and small. [sic]");
        assert_eq!(unnumbered("[1] Late [2], and small [3].", |number| number < 3), "Late, and small [3].");
    }
}
