//! Saved searches on the command line: kept, listed with what is new, taken as seen, renamed, removed.

use super::desk::{Desk, Shelf, end};
use super::index::Asked;
use super::out::{Outcome, Table, show_json};
use super::search::ready;
use crate::analysis::Corpus;
use crate::jobs::Progress;
use crate::model::{SavedSearch, SearchId};
use crate::project::Identity;
use crate::project::op::OpKind;
use crate::search::{Finder, Noting, Search, Seen, found_since, noted};
use crate::{Error, Result};
use std::path::Path;

#[derive(serde::Serialize)]
struct Row {
    id: String,
    name: String,
    query: String,
    hits: Option<usize>,
    new: Option<usize>,
    seen: String,
    /// Why it finds nothing any more: a site that was renamed, a code that is gone.
    wrong: Option<String>,
}

/// The saved search of a name.
pub(super) fn named<'a>(corpus: &'a Corpus, name: &str) -> Result<&'a SavedSearch> {
    let missing = || Error::hint(format!("there is no saved search “{name}”"), "themata search FILE --saved lists them.");
    corpus.search_named(name).ok_or_else(missing)
}

/// Keeps a search, found with the index or without.
pub(super) fn save(file: &Path, name: &str, query: &str, index: bool, who: Identity) -> Outcome {
    let desk = Desk::open(file)?;
    let mut search = ready(query, &desk.corpus)?;
    let texts = desk.reader.texts(&desk.corpus);
    let asked = Asked::new(&desk.reader, &desk.corpus, index);
    let seen = noted(&desk.corpus, &Finder::new(&desk.corpus, &texts).with(asked.index()), &mut search, &Progress::silent())?;
    let kind = if desk.corpus.search_named(name).is_some() { OpKind::EditSearch } else { OpKind::SaveSearch };
    desk.act(who, kind, |project| project.save_search(name, query, &seen).map(drop))
}

/// Takes what was noted as seen.
pub(super) fn see(file: &Path, id: SearchId, noting: Noting, who: Identity) -> Outcome {
    Desk::open(file)?.act(who, OpKind::SeeSearch, |project| project.see_search(id, &noting.end()).map(drop))
}

/// Calls a saved search something else.
pub(super) fn rename(file: &Path, name: &str, new: &str, who: Identity) -> Outcome {
    let desk = Desk::open(file)?;
    let id = named(&desk.corpus, name)?.id;
    desk.act(who, OpKind::EditSearch, |project| project.rename_search(id, new).map(drop))
}

/// Removes a saved search.
pub(super) fn forget(file: &Path, name: &str, who: Identity) -> Outcome {
    let desk = Desk::open(file)?;
    let id = named(&desk.corpus, name)?.id;
    desk.act(who, OpKind::RemoveSearches, |project| project.remove_searches(&[id]).map(drop))
}

/// Lists what is saved, with how much each finds and what of it is new.
pub(super) fn list(file: &Path, index: bool, json: bool) -> Outcome {
    let Shelf { reader, corpus } = Shelf::open(file)?;
    let texts = reader.texts(&corpus);
    let asked = Asked::new(&reader, &corpus, index);
    let finder = Finder::new(&corpus, &texts).with(asked.index());
    let rows: Vec<Row> = corpus.searches().iter().map(|saved| row(&corpus, &finder, saved)).collect::<Result<_>>()?;
    if json {
        show_json(&rows)?;
        return end(&reader);
    }
    let mut table = Table::new(&["Name", "#Hits", "#New", "Since", "Search"]);
    for row in rows {
        let number = |count: Option<usize>| count.map_or_else(|| "?".to_owned(), |count| count.to_string());
        let query = row.wrong.map_or(row.query.clone(), |wrong| format!("{} ({wrong})", row.query));
        table.row(vec![row.name, number(row.hits), number(row.new), row.seen, query]);
    }
    table.show("No search is saved yet: themata search FILE QUERY --save NAME.")?;
    end(&reader)
}

fn row(corpus: &Corpus, finder: &Finder, saved: &SavedSearch) -> Result<Row> {
    let mut row = Row {
        id: saved.id.to_string(),
        name: saved.name.clone(),
        query: saved.query.clone(),
        hits: None,
        new: None,
        seen: saved.at.day(),
        wrong: None,
    };
    let mut search = match Search::new(&saved.query, corpus) {
        Ok(search) => search,
        Err(wrong) => return Ok(Row { wrong: Some(wrong.what), ..row }),
    };
    let (found, new) = found_since(&mut Seen::read(corpus, &saved.seen), finder, &mut search, &Progress::silent())?;
    (row.hits, row.new) = (Some(found.hits), Some(new));
    Ok(row)
}
