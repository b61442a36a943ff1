//! How names and the places where they stand are shown.

use crate::analysis::{Corpus, Known, NamesFound, Often, Origin, PseudonymKey, Standing, Suggested, by_place};
use crate::cli::desk::{File, Shelf};
use crate::cli::out::{Outcome, Table, say, show_json};
use crate::model::PseudonymKind;
use crate::project::op::count;
use serde::Serialize;

/// How many suggestions of the texts are shown without `--all`.
const SHOWN: usize = 40;

/// A name with how often it stands.
#[derive(Serialize)]
struct NameRow {
    name: String,
    pseudonym: String,
    places: usize,
    sources: usize,
}

/// A source or another thing, with how many names stand in it.
#[derive(Serialize)]
struct PlaceRow {
    place: String,
    names: usize,
}

/// A place where a name stands.
#[derive(Serialize)]
struct Passage {
    place: String,
    what: &'static str,
    name: String,
    before: String,
    found: String,
    becomes: String,
    after: String,
}

/// Names by name and by place, and each place.
#[derive(Serialize)]
pub(super) struct Counted {
    names: Vec<NameRow>,
    places: Vec<PlaceRow>,
    passages: Vec<Passage>,
}

/// Counts what was found.
pub(super) fn counted<'a>(corpus: &Corpus, key: &PseudonymKey, list: impl Iterator<Item = &'a Standing> + Clone) -> Counted {
    let row = |(n, known): (usize, &Known)| {
        let Often { places, sources, .. } = Often::of(list.clone().filter(|standing| standing.name == n));
        NameRow { name: known.name().into(), pseudonym: known.stands.clone(), places, sources }
    };
    let mut names: Vec<NameRow> = key.names.iter().enumerate().map(row).filter(|row| row.places > 0).collect();
    names.sort_by_key(|row| std::cmp::Reverse(row.places));
    let places = by_place(corpus, list.clone()).into_iter().map(|(place, names)| PlaceRow { place, names }).collect();
    let passage = |standing: &Standing| Passage {
        place: standing.spot.called(corpus),
        what: standing.what,
        name: key.names.get(standing.name).map_or_else(String::new, |known| known.name().to_owned()),
        before: standing.before.clone(),
        found: standing.found.clone(),
        becomes: standing.stands.clone(),
        after: standing.after.clone(),
    };
    Counted { names, places, passages: list.map(passage).collect() }
}

impl Counted {
    /// Whether no name was found.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Shows it as tables; with each place in its line where that is wanted. The first column says what the names are.
    pub fn show(self, what: &'static str, each: bool, nothing: &str) -> Outcome {
        let found = !self.names.is_empty();
        let mut table = Table::new(&[what, "pseudonym", "#places", "#sources"]);
        self.names.into_iter().for_each(|row| table.row(vec![row.name, row.pseudonym, row.places.to_string(), row.sources.to_string()]));
        table.show(nothing)?;
        if !found {
            return Ok(());
        }
        crate::cli::out::show(|out| writeln!(out))?;
        let mut table = Table::new(&["in", "#names"]);
        self.places.into_iter().for_each(|row| table.row(vec![row.place, row.names.to_string()]));
        table.show("")?;
        if each {
            crate::cli::out::show(|out| writeln!(out))?;
            let mut table = Table::new(&["in", "what", "passage", "becomes"]);
            for one in self.passages {
                let passage = format!("{}{}{}", tail(&one.before), one.found, head(&one.after));
                let becomes = if one.becomes == one.found { "(it stays)".into() } else { one.becomes };
                table.row(vec![one.place, one.what.into(), passage, becomes]);
            }
            table.show("")?;
        }
        Ok(())
    }
}

/// The last words before a name.
fn tail(words: &str) -> String {
    let n = words.chars().count().saturating_sub(20);
    words.chars().skip(n).collect()
}

/// The first words behind a name.
fn head(words: &str) -> String {
    words.chars().take(20).collect()
}

#[derive(Serialize)]
struct SuggestionRow {
    name: String,
    spellings: Vec<String>,
    kind: PseudonymKind,
    from: Origin,
    case: Option<String>,
    /// Whose name it may be a part or a short form of.
    of: Option<String>,
    places: usize,
    sources: usize,
}

/// Lists what may be names.
pub(super) fn suggest(file: &File, all: bool, json: bool) -> Outcome {
    let shelf = Shelf::open(&file.file)?;
    let list = NamesFound::gather(&shelf.corpus, &shelf.reader.texts(&shelf.corpus), 0)?.suggested;
    let texts = list.iter().filter(|one| one.name.origin == Origin::Text).count();
    let left = if all || json { 0 } else { texts.saturating_sub(SHOWN) };
    let row = |Suggested { name: one, often, .. }: Suggested| SuggestionRow {
        name: one.name().to_owned(),
        spellings: one.names.iter().skip(1).cloned().collect(),
        kind: one.kind,
        from: one.origin,
        case: one.case.and_then(|id| shelf.corpus.case(id)).map(|case| case.name.clone()),
        of: one.of,
        places: often.places,
        sources: often.sources,
    };
    let shown = list.len() - left;
    let rows: Vec<SuggestionRow> = list.into_iter().take(shown).map(row).collect();
    if json {
        show_json(&rows)?;
        return shelf.end();
    }
    let mut table = Table::new(&["name", "spellings", "kind", "from", "#places", "#sources"]);
    for row in rows {
        let from: String = match row.from {
            Origin::Case => row.case.map_or_else(|| "a case".into(), |case| format!("case {case}")),
            Origin::Speaker => "a speaker".into(),
            Origin::Listed => "the list".into(),
            Origin::Text => "the texts".into(),
        };
        let from = row.of.map_or(from.clone(), |name| format!("{from}: may be {name}"));
        table.row(vec![row.name, row.spellings.join(", "), row.kind.to_string(), from, row.places.to_string(), row.sources.to_string()]);
    }
    table.show("Nothing looks like a name that is not on the list.")?;
    if left > 0 {
        say(&format!("{} more; --all shows them.", count(left, "name", "names")));
    }
    shelf.end()
}
