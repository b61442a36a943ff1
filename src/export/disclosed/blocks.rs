//! What a document of headings, quotes and tables tells of people: names in whatever is written, attributions and counts that fit one alone.

use super::{ALONE, ATTRIBUTED, Disclosed, NAMES, Tallies, given_away, tell_names};
use crate::Result;
use crate::analysis::{Attribution, Corpus, DisclosureCheck, Naming, RealNames, Texts};
use crate::export::blocks::{Block, Grid, Whose};

/// Looks through the words of a document: its title, heads, cells, quotes, pictures and paragraphs, and whose passages stand there with an attribution. A
/// part is the title, a paragraph, a quote, a picture, or a row of a table.
pub fn blocks_disclosed(corpus: &Corpus, texts: &dyn Texts, (title, blocks): (&str, &[Block]), naming: Naming) -> Result<Disclosed> {
    let attribution = Attribution::new(corpus, &corpus.project.attribution, naming)?;
    let real = RealNames::with_parts(corpus, texts)?;
    let sources = telling_sources(corpus, &real);
    let mut look = Look { real, sources, check: DisclosureCheck::new(corpus, &attribution), tallies: Tallies::new(("part", "parts")) };
    look.title(title);
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

/// The names of sources that are somebody's name or hold it. They stand in a document where it is written with keys or names in full, and where somebody
/// wrote them by hand.
fn telling_sources(corpus: &Corpus, real: &RealNames) -> Vec<String> {
    let names = corpus.sources().iter().map(|source| source.name.trim());
    names.filter(|name| real.in_label(name, &[])).map(str::to_lowercase).collect()
}

/// Whether words are the name of a source or, where it is more than one word, hold it.
fn holds(words: &str, name: &str) -> bool {
    let parted = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let whole = |at: usize| parted(words[..at].chars().next_back()) && parted(words[at + name.len()..].chars().next());
    words.trim() == name || name.chars().any(|c| !c.is_alphabetic()) && words.match_indices(name).any(|(at, _)| whole(at))
}

struct Look<'a> {
    real: RealNames,
    /// Names of sources that name somebody, in small letters.
    sources: Vec<String>,
    check: DisclosureCheck<'a>,
    tallies: Tallies,
}

impl Look<'_> {
    /// What stands over the document and in what programs say of its file.
    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.tallies.row();
            if self.real.in_label(title, &[]) || self.real.in_prose(title) {
                self.tallies.tell("A name in the title", NAMES.to_owned(), &[], title);
            }
        }
    }

    /// The next part, by its words.
    fn part(&mut self, words: &[&String]) {
        if words.iter().any(|words| !words.is_empty()) {
            self.tallies.row();
            words.iter().find(|words| self.real.in_prose(words)).into_iter().for_each(|words| tell_names(&mut self.tallies, words));
            if let Some(words) = words.iter().find(|words| self.holds_a_source(words)) {
                self.tallies.tell("A name in the source", NAMES.to_owned(), &[], words);
            }
        }
    }

    fn holds_a_source(&self, words: &str) -> bool {
        if self.sources.is_empty() {
            return false;
        }
        let words = words.to_lowercase();
        self.sources.iter().any(|name| holds(&words, name))
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
