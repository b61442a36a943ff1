//! A report: chosen themes with what they state, where they are heard, what the chart says of them and quotes, for and against.

use super::blocks::{Block, Grid, GridRow};
use super::tables::examples;
use crate::Result;
use crate::analysis::*;
use crate::model::*;
use crate::text::capital;

/// The document of a report, made of what the project holds now. Themes stand in the report's order; one that lies below another of them is a
/// sub-theme and has a smaller heading. Quotes are those that were chosen, in their order; where none were, key quotes come first, then those of
/// people not quoted yet.
pub fn report_blocks(corpus: &Corpus, report: &Report, texts: &dyn Texts, naming: Naming) -> Result<Vec<Block>> {
    let (heads, voices) = (Heads::new(corpus), Voices::read(corpus, texts)?);
    let themes: Vec<CodeId> = corpus.themes_of_report(report.id).collect();
    let ask = ChartAsk { by: corpus.project.site, codes: themes.clone(), ..ChartAsk::default() };
    let paper = Paper {
        corpus,
        report,
        texts,
        cast: Cast::new(corpus, &heads),
        chart: report.chart.then(|| Chart::new(corpus, &voices, &ask)),
        voices,
        names: Names::new(corpus, naming),
        attribution: Attribution::new(corpus, &corpus.project.attribution, naming)?,
        heads,
    };
    let mut blocks = Vec::new();
    blocks.extend((!report.intro.is_empty()).then(|| Block::Paragraph(report.intro.clone())));
    themes.iter().try_for_each(|theme| paper.theme(*theme, &themes, &mut blocks))?;
    Ok(blocks)
}

/// What a report is made with.
struct Paper<'a> {
    corpus: &'a Corpus,
    report: &'a Report,
    texts: &'a dyn Texts,
    heads: Heads,
    cast: Cast,
    voices: Voices,
    /// The framework chart of its themes, where that is in it.
    chart: Option<Chart>,
    names: Names,
    attribution: Attribution,
}

impl Paper<'_> {
    fn theme(&self, id: CodeId, themes: &[CodeId], blocks: &mut Vec<Block>) -> Result<()> {
        let Some(code) = self.corpus.code(id) else { return Ok(()) };
        let (gathered, _) = gather(self.corpus, &Query::code(id, true), self.texts)?;
        let excerpts: Vec<&Excerpt> = gathered.iter().map(|one| &one.excerpt).collect();
        let summed = theme(&excerpts, &self.heads, &self.cast, Columns::Site);
        blocks.push(Block::Heading(self.level(id, themes), code.name.clone()));
        let statement = if code.statement.is_empty() { &code.description } else { &code.statement };
        blocks.extend((!statement.is_empty()).then(|| Block::Paragraph(statement.clone())));
        let reach = if summed.reach.is_empty() { String::new() } else { format!("{} · ", summed.reach) };
        blocks.push(Block::Paragraph(format!("{reach}{}", summed.voiced.line())));
        blocks.extend(self.sites(&summed));
        blocks.extend(self.charted(id));
        self.quotes(id, &gathered, blocks)
    }

    /// The level of a theme's heading: one more than of the theme above it that is in the report.
    fn level(&self, theme: CodeId, themes: &[CodeId]) -> u8 {
        let mut level = 1;
        let mut above = self.corpus.code(theme).and_then(|code| code.parent);
        while let Some(id) = above {
            level += u8::from(level < 5 && themes.contains(&id));
            above = self.corpus.code(id).and_then(|code| code.parent);
        }
        level
    }

    /// Where it is heard, site by site, with who is silent there; nothing where the project says nothing of sites.
    fn sites(&self, summed: &Theme) -> Option<Block> {
        if self.heads.site.is_empty() {
            return None;
        }
        let row = |column: &Column| {
            let voiced = &column.voiced;
            let silence = [column.silence(&self.heads.role), column.warning()].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>();
            let mut cells = vec![self.heads.site.shown(column.group).to_owned()];
            cells.extend([voiced.passages, voiced.interviews, voiced.people].map(|number| number.to_string()));
            cells.push(silence.join("\n"));
            GridRow { cells, strong: false }
        };
        let rows: Vec<GridRow> = summed.columns.iter().map(row).collect();
        let site = if self.heads.site.title.is_empty() { "Site".to_owned() } else { capital(&self.heads.site.title) };
        let head = [site.as_str(), "Passages", "Interviews", "People", "To be noted"].map(str::to_owned).to_vec();
        (!rows.is_empty()).then(|| Block::Table(Grid { name: String::new(), head, rows, prose: true }))
    }

    /// What was written of it in the framework chart.
    fn charted(&self, theme: CodeId) -> Option<Block> {
        let chart = self.chart.as_ref()?;
        let column = chart.codes.iter().position(|code| *code == theme)?;
        let mut rows = Vec::new();
        for group in &chart.groups {
            for at in group.rows.clone() {
                let (row, view) = (&chart.rows[at], chart.view(self.corpus, at, column));
                if view.words().is_empty() {
                    continue;
                }
                let title = match &row.key {
                    RowKey::Source(id) => self.names.source(self.corpus, *id).to_owned(),
                    RowKey::Case(id) => self.names.case(self.corpus, *id).to_owned(),
                    RowKey::Group(..) => format!("{} together", group.shown),
                };
                let cells = vec![group.shown.clone(), title, unnumbered(view.words())];
                rows.push(GridRow { cells, strong: row.together });
            }
        }
        let head = ["Group", "Row", "What the chart says"].map(str::to_owned).to_vec();
        (!rows.is_empty()).then(|| Block::Table(Grid { name: "From the framework chart".into(), head, rows, prose: true }))
    }

    fn quotes(&self, theme: CodeId, gathered: &[Gathering], blocks: &mut Vec<Block>) -> Result<()> {
        let chosen: Vec<Passage> = self.corpus.quotes_of_report(self.report.id, theme).collect();
        let mut list: Vec<(Stance, Block)> = Vec::new();
        let quote =
            |excerpt: &Excerpt| Block::Quote { words: excerpt.text.trim().to_owned(), attribution: self.attribution.of(self.corpus, excerpt) };
        if chosen.is_empty() {
            let excerpts: Vec<&Excerpt> = gathered.iter().map(|one| &one.excerpt).collect();
            let picked = examples(&excerpts, self.report.quotes as usize);
            list.extend(picked.into_iter().map(|at| (gathered[at].stance, quote(&gathered[at].excerpt))));
        }
        for passage in chosen {
            let text = self.texts.text(passage.source)?;
            let (people, words) = (self.voices.people(passage.source, passage.span), text.words_of(passage.span));
            let excerpt = Excerpt::bare(self.corpus, &self.heads, (passage.source, passage.span, theme), (&text, words), people);
            let here = gathered.iter().find(|one| one.excerpt.source == passage.source && one.excerpt.span.overlaps(passage.span));
            list.push((here.map_or(Stance::Supports, |one| one.stance), quote(&excerpt)));
        }
        let (against, for_it): (Vec<_>, Vec<_>) = list.into_iter().partition(|(stance, _)| *stance == Stance::Contradicts);
        blocks.extend(for_it.into_iter().map(|(_, block)| block));
        if !against.is_empty() {
            blocks.push(Block::Paragraph("What speaks against it:".into()));
            blocks.extend(against.into_iter().map(|(_, block)| block));
        }
        Ok(())
    }
}

/// Words of a cell without the numbers of its passages, which mean nothing outside the chart.
fn unnumbered(words: &str) -> String {
    let letters: Vec<char> = words.chars().collect();
    let (mut out, mut at) = (String::with_capacity(words.len()), 0);
    for (span, _) in named_passages(words) {
        out.extend(&letters[at..span.start as usize]);
        while out.ends_with(' ') {
            out.pop();
        }
        at = span.end as usize;
    }
    out.extend(&letters[at..]);
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_passages_stay_out() {
        assert_eq!(unnumbered("[1] Late [2], and small [3]. [sic]"), "Late, and small. [sic]");
    }
}
