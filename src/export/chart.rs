//! The framework chart as a document: the chart itself, and the passages its cells rest on, each with an id.

use super::blocks::{Block, Grid, GridRow, Whose};
use crate::Result;
use crate::analysis::{
    Attribution, CellView, Chart, ChartAsk, Corpus, Excerpt, Filter, Groups, Heads, Names, Naming, Texts, UNASSIGNED, excerpts_of, listed,
};
use crate::model::*;
use crate::project::Reader;
use crate::text::{capital, isolated};
use std::collections::HashMap;

/// The chart as a table of its cells, how each stands as another, and the passages behind them as a third. In the cells a passage `[2]` reads `[Q17]`, its id in the
/// table of passages; ids go by row and column.
pub fn chart_blocks(past: &Reader, corpus: &Corpus, texts: &dyn Texts, (ask, chart, naming): (&ChartAsk, &Chart, Naming)) -> Result<Vec<Block>> {
    let agreed = past.cells_agreed(chart.rows.iter().flat_map(|row| chart.codes.iter().filter_map(|code| corpus.cell(&row.key, *code))))?;
    let names = Names::new(corpus, naming);
    let mut quotes = Quotes { corpus, places: Vec::new(), of: Vec::new() };
    let mut head = vec![first_head(corpus, chart)];
    head.extend(chart.codes.iter().map(|code| corpus.path(*code).join(" / ")));
    let (mut rows, mut standing) = (Vec::new(), Vec::new());
    // A row that stands in several groups has its passages once.
    let mut ids: HashMap<(RowKey, CodeId), HashMap<u32, u32>> = HashMap::new();
    for group in &chart.groups {
        let called = group.called(naming);
        if !group.label.is_empty() {
            let lone = (group.people == 1).then_some("A group of the chart has one person.");
            rows.push(GridRow { lone, ..GridRow::strong(vec![format!("{} · {}", isolated(called), group.size())]) });
        }
        for row in group.rows.clone() {
            let at = &chart.rows[row];
            let title = if at.together { at.together_as(called) } else { row_name(corpus, &names, &at.key).unwrap_or_default() };
            let detail = naming.of_group(&at.detail, &at.detail_shown);
            let mut cells = vec![if detail.is_empty() { title.clone() } else { format!("{title}\n{detail}") }];
            for (column, code) in chart.codes.iter().enumerate() {
                let view = chart.view(corpus, row, column);
                let rests = |cell: &ChartCell| !corpus.evidence(cell.id).is_empty();
                let Some(cell) = view.cell.filter(|cell| !cell.summary.is_empty() || rests(cell)) else {
                    cells.push(unwritten(&view));
                    continue;
                };
                let numbers = match ids.get(&(at.key.clone(), *code)) {
                    Some(known) => known.clone(),
                    None => {
                        let path = corpus.path(*code).join(" / ");
                        let numbers = quotes.of(cell, &title, &path);
                        let agreed = agreed.get(&cell.id).map_or(&[][..], Vec::as_slice);
                        standing.push(stands(corpus, &view, (cell, agreed), [title.clone(), path], &numbers));
                        numbers
                    }
                };
                cells.push(renumbered(&cell.summary, &numbers));
                ids.insert((at.key.clone(), *code), numbers);
            }
            rows.push(GridRow { cells, strong: at.together, ..GridRow::default() });
        }
    }
    let note = [left_out(corpus, ask), loose_ends(&standing)].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ");
    let standing: Vec<GridRow> = standing.into_iter().map(|(row, _)| row).collect();
    let mut blocks = vec![Block::Table(Grid { name: "Framework chart".into(), head, rows, prose: true, note })];
    if !standing.is_empty() {
        let head = ["Row", "Code", "Status", "Written by", "On", "Agreed by", "Passages", "To be noted"].map(str::to_owned).to_vec();
        blocks.push(Block::Table(Grid { name: "How the cells stand".into(), head, rows: standing, prose: false, ..Grid::default() }));
    }
    if !quotes.places.is_empty() {
        let head = ["Id", "Row", "Code", "Passage", "Whose"].map(str::to_owned).to_vec();
        let rows = quotes.rows(texts, naming)?;
        blocks.push(Block::Table(Grid { name: "Passages behind the chart".into(), head, rows, prose: true, ..Grid::default() }));
    }
    Ok(corpus.basis_of(&chart.codes).into_iter().map(Block::Paragraph).chain(blocks).collect())
}

/// What is noted of a cell whose words name passages on which it does not rest, by their numbers.
pub(super) fn name_no_passage(named: &str) -> String {
    let verb = if named.contains(',') { "name" } else { "names" };
    format!("{named} {verb} no passage")
}

/// What stands in a cell in which nothing is written: nothing where it waits to be.
fn unwritten(view: &CellView<'_>) -> String {
    let told = view.status == CellStatus::NoData || view.uncoded || view.silent;
    if told { view.said() } else { String::new() }
}

/// How many cells are named in a note.
const NAMED: usize = 5;

/// The note under the chart on numbers that name no passage, which stand there as they were written; empty where there are none.
fn loose_ends(standing: &[(GridRow, Option<String>)]) -> String {
    let mut list: Vec<String> =
        standing.iter().filter_map(|(row, named)| Some(format!("{} in {} × {}", named.as_ref()?, row.cells[0], row.cells[1]))).collect();
    let more = list.len().saturating_sub(NAMED);
    list.truncate(NAMED);
    list.extend((more > 0).then(|| format!("{} more", counted(more, "cell", "cells"))));
    if list.is_empty() { String::new() } else { format!("Numbers that name no passage of their cell: {}.", list.join("; ")) }
}

/// How a cell stands: how far it is, who wrote it and when, who agreed, all passages that it rests on, and what is to be noted; beside it which numbers in its words
/// name none of them.
fn stands(
    corpus: &Corpus,
    view: &CellView<'_>,
    (cell, agreed): (&ChartCell, &[CoderId]),
    [row, code]: [String; 2],
    numbers: &HashMap<u32, u32>,
) -> (GridRow, Option<String>) {
    let initials = |coder: &CoderId| corpus.coder(*coder).map_or("", |coder| coder.initials.as_str());
    let (who, agreed) = (initials(&cell.coder).to_owned(), listed(&agreed.iter().map(initials).collect::<Vec<_>>()));
    let mut ids: Vec<u32> = numbers.values().copied().collect();
    ids.sort_unstable();
    let ids = ids.iter().map(|id| format!("Q{id}")).collect::<Vec<_>>().join(", ");
    let named = corpus.names_nothing(cell);
    let changed = view.changed.then(|| "The coding changed since".to_owned());
    let noted = changed.into_iter().chain(named.as_deref().map(name_no_passage)).collect::<Vec<_>>().join("; ");
    (GridRow::plain(vec![row, code, capital(view.status.name()), who, cell.at.day(), agreed, ids, noted]), named)
}

/// Whose codes the columns are, and what the rows are grouped by: “Leutz’s five laws, by site”.
fn first_head(corpus: &Corpus, chart: &Chart) -> String {
    let mut names: Vec<&str> = Vec::new();
    for framework in chart.codes.iter().filter_map(|code| corpus.framework(corpus.code(*code)?.framework)) {
        if !names.contains(&framework.name.as_str()) {
            names.push(&framework.name);
        }
    }
    let by = (!chart.title.is_empty()).then(|| format!("by {}", chart.title));
    names.into_iter().map(str::to_owned).chain(by).collect::<Vec<_>>().join(", ")
}

/// Says which rows alone there are, where filters leave others out; empty where there are all.
fn left_out(corpus: &Corpus, ask: &ChartAsk) -> String {
    let said = |filter: &Filter| {
        let unassigned = |value: &String| if value.is_empty() { UNASSIGNED.to_owned() } else { value.clone() };
        format!("{} is {}", Groups::title_of(corpus, Some(filter.by)), filter.values.iter().map(unassigned).collect::<Vec<_>>().join(" or "))
    };
    let said: Vec<String> = ask.filters.iter().map(said).collect();
    if said.is_empty() { String::new() } else { format!("Only rows whose {}; others are left out.", said.join(" and whose ")) }
}

/// What a source or a case is called outside; nothing for a group.
fn row_name(corpus: &Corpus, names: &Names, key: &RowKey) -> Option<String> {
    match key {
        RowKey::Source(id) => Some(names.source(corpus, *id).to_owned()),
        RowKey::Case(id) => Some(names.case(corpus, *id).to_owned()),
        RowKey::Group(..) | RowKey::Rest(_) => None,
    }
}

/// Words whose numbers of passages are the ids of the export.
fn renumbered(words: &str, numbers: &HashMap<u32, u32>) -> String {
    let letters: Vec<char> = words.chars().collect();
    let (mut out, mut at) = (String::with_capacity(words.len()), 0);
    for (span, number) in named_passages(words) {
        let Some(id) = numbers.get(&number) else { continue };
        out.extend(&letters[at..span.start as usize]);
        out.push_str(&format!("[Q{id}]"));
        at = span.end as usize;
    }
    out.extend(&letters[at..]);
    out
}

/// The passages behind cells, numbered on.
struct Quotes<'a> {
    corpus: &'a Corpus,
    places: Vec<(Passage, CodeId)>,
    /// The row and the code of each.
    of: Vec<[String; 2]>,
}

impl Quotes<'_> {
    /// Takes in the passages of a cell; the answer is their ids by their numbers.
    fn of(&mut self, cell: &ChartCell, row: &str, code: &str) -> HashMap<u32, u32> {
        let mut ids = HashMap::new();
        for one in self.corpus.evidence(cell.id) {
            self.places.push((one.passage(), cell.code));
            self.of.push([row.to_owned(), code.to_owned()]);
            ids.insert(one.number, self.places.len() as u32);
        }
        ids
    }

    /// The table of them.
    fn rows(self, texts: &dyn Texts, naming: Naming) -> Result<Vec<GridRow>> {
        let attribution = Attribution::new(self.corpus, &self.corpus.project.attribution, naming)?;
        let excerpts = excerpts_of(self.corpus, &Heads::new(self.corpus), &self.places, texts)?;
        let row = |(at, (excerpt, [row, code])): (usize, (Excerpt, [String; 2]))| {
            let whose = attribution.of(self.corpus, &excerpt);
            let quoted = vec![Whose::of(&excerpt)];
            // Words that were corrected away are quoted no more: there was a reason for that.
            let passage = self.places[at].0;
            let shown = self.corpus.shows(passage.source, passage.version);
            let words = if shown { excerpt.text } else { "(its words were corrected away)".into() };
            GridRow { quoted, ..GridRow::plain(vec![format!("Q{}", at + 1), row, code, words, whose]) }
        };
        Ok(excerpts.into_iter().zip(self.of.clone()).enumerate().map(row).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_passages_become_ids_and_other_brackets_stay() {
        let numbers = HashMap::from([(1, 7), (2, 8)]);
        assert_eq!(renumbered("So [1], [2]. [3] [sic] [", &numbers), "So [Q7], [Q8]. [3] [sic] [");
    }
}
