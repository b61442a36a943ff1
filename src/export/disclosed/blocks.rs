//! What a document of headings, quotes and tables tells of people: names in whatever is written, attributions and counts that fit one alone.

use super::{ALONE, ATTRIBUTED, Disclosed, Tallies, given_away, tell_names};
use crate::Result;
use crate::analysis::{Attribution, Corpus, DisclosureCheck, Naming, RealNames, Texts};
use crate::export::blocks::{Block, Grid, Whose};

/// Looks through the words of a document: its heads, cells, quotes, pictures and paragraphs, and whose passages stand there with an attribution. A part
/// is a paragraph, a quote, a picture, or a row of a table.
pub fn blocks_disclosed(corpus: &Corpus, texts: &dyn Texts, blocks: &[Block], naming: Naming) -> Result<Disclosed> {
    let attribution = Attribution::new(corpus, &corpus.project.attribution, naming)?;
    let real = RealNames::with_parts(corpus, texts)?;
    let mut look = Look { real, check: DisclosureCheck::new(corpus, &attribution), tallies: Tallies::new(("part", "parts")) };
    for block in blocks {
        match block {
            Block::Heading(_, words) | Block::Paragraph(words) => look.part(&[words]),
            Block::Quote { words, attribution, whose } => {
                look.part(&[words, attribution]);
                look.quoted(std::slice::from_ref(whose), words);
            }
            Block::Picture(picture) => look.part(&picture.words.iter().chain([&picture.alt]).collect::<Vec<_>>()),
            Block::Table(grid) => look.table(grid),
        }
    }
    Ok(look.tallies.done())
}

struct Look<'a> {
    real: RealNames,
    check: DisclosureCheck<'a>,
    tallies: Tallies,
}

impl Look<'_> {
    /// The next part, by its words.
    fn part(&mut self, words: &[&String]) {
        if words.iter().any(|words| !words.is_empty()) {
            self.tallies.row();
            words.iter().find(|words| self.real.in_prose(words)).into_iter().for_each(|words| tell_names(&mut self.tallies, words));
        }
    }

    /// Whose passages stand in the part that was begun last.
    fn quoted(&mut self, quoted: &[Whose], words: &str) {
        let found: Vec<_> = quoted.iter().filter_map(|whose| given_away(&mut self.check, &self.real, whose.source, &whose.people)).collect();
        if let Some((_, why)) = found.first() {
            let people: Vec<_> = found.iter().flat_map(|(people, _)| people.iter().copied()).collect();
            self.tallies.tell(ATTRIBUTED, why.clone(), &people, words);
        }
    }

    fn table(&mut self, grid: &Grid) {
        self.part(&[&grid.name, &grid.note].into_iter().chain(&grid.head).collect::<Vec<_>>());
        for row in &grid.rows {
            self.part(&row.cells.iter().collect::<Vec<_>>());
            self.quoted(&row.quoted, row.cells.first().map_or("", String::as_str));
            row.lone.into_iter().for_each(|why| self.tallies.tell(ALONE, why.to_owned(), &[], ""));
        }
    }
}
