//! The list of pseudonyms: names put on it, changed, taken off, and replaced everywhere.

mod apply;

pub use apply::Applied;

use super::codes::found;
use super::op::{Op, OpKind, count, name};
use super::reader::the_project;
use super::transact::{Done, Project};
use crate::analysis::{Corpus, Known, PseudonymKey};
use crate::model::{Case, CaseId, Pseudonym, PseudonymId, PseudonymKind, order};
use crate::store::Store;
use crate::{Error, Result};

/// A name to be put on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PseudonymDraft {
    /// What it is of.
    pub kind: PseudonymKind,
    /// Its spellings, the fullest first.
    pub names: Vec<String>,
    /// What stands for it; [`Pseudonym::REDACTED`] where nothing should.
    pub stands: String,
    /// The case that bears it: what stands for it becomes the case's pseudonym.
    pub case: Option<CaseId>,
}

/// A name on the list: a row of it, or a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// A row that is no case's.
    Row(PseudonymId),
    /// A case, by its name in full and its pseudonym, with its other spellings.
    Case(CaseId),
}

impl Listed {
    /// Which name of the key it is.
    pub fn of(known: &Known) -> Option<Self> {
        known.case.map(Self::Case).or(known.row.map(Self::Row))
    }
}

impl Project {
    /// Puts a name on the list. The name of a case that is on it already gets more spellings.
    pub fn add_pseudonym(&mut self, draft: &PseudonymDraft) -> Result<Done> {
        let draft = checked(&self.store, draft, draft.case.map(Listed::Case))?;
        let label = format!("Listed a name: {} stands for it", name(&draft.stands));
        self.transact(&Op::new(OpKind::AddPseudonym, label), |store| write(store, None, &draft))
    }

    /// Changes a name on the list: its spellings, what stands for it, what it is of.
    pub fn edit_pseudonym(&mut self, listed: Listed, draft: &PseudonymDraft) -> Result<Done> {
        let draft = checked(&self.store, draft, Some(listed))?;
        let label = format!("Changed a name on the list: {} stands for it", name(&draft.stands));
        self.transact(&Op::new(OpKind::EditPseudonym, label), |store| {
            match listed {
                Listed::Row(id) => write(store, Some(found(store.get::<Pseudonym>(id)?, "name")?), &draft)?,
                Listed::Case(case) => write(store, None, &PseudonymDraft { case: Some(case), ..draft })?,
            }
            Ok(())
        })
    }

    /// Takes names off the list. A case loses its pseudonym and its other spellings, and keeps its name in full.
    pub fn remove_pseudonyms(&mut self, listed: &[Listed]) -> Result<Done> {
        if listed.is_empty() {
            return Err(Error::rejected("no name is chosen"));
        }
        let label = format!("Took {} off the list of pseudonyms", count(listed.len(), "name", "names"));
        self.transact(&Op::new(OpKind::RemovePseudonyms, label), |store| {
            listed.iter().try_for_each(|listed| match listed {
                Listed::Row(id) => store.delete::<Pseudonym>(*id),
                Listed::Case(id) => {
                    let case = found(store.get::<Case>(*id)?, "case")?;
                    store.by::<Pseudonym>("case_id", id)?.into_iter().try_for_each(|row| store.delete::<Pseudonym>(row.id))?;
                    store.update(&Case { pseudonym: String::new(), ..case })
                }
            })
        })
    }

    /// Says of words that they are no names: they stay as they are and are suggested no more. What holds a name and is none, as a street
    /// does, keeps it.
    pub fn keep_words(&mut self, words: &[String]) -> Result<Done> {
        let list = spellings(words)?;
        let (corpus, key) = key_of(&self.store)?;
        if let Some(known) = list.iter().find_map(|words| key.known(words)) {
            return Err(Error::hint(format!("“{}” is on the list of pseudonyms", known.name()), "Take it off the list first."));
        }
        let known = |words: &String| key.kept.iter().any(|kept| kept.to_lowercase() == words.to_lowercase());
        let new: Vec<String> = list.into_iter().filter(|words| !known(words)).collect();
        let label = format!("Left {} as no names", count(new.len(), "word", "words"));
        self.transact(&Op::new(OpKind::AddPseudonym, label), |store| {
            let mut last = last(&corpus);
            new.into_iter().try_for_each(|words| {
                last = order::between(&last, None);
                let (kind, ord) = (PseudonymKind::Kept, last.clone());
                store.insert(&Pseudonym { id: PseudonymId::new(), case_id: None, kind, names: vec![words], stands: String::new(), ord })
            })
        })
    }
}

/// The key of a project, and what of its corpus is needed for that.
fn key_of(store: &Store) -> Result<(Corpus, PseudonymKey)> {
    let corpus = key_corpus(store)?;
    let key = PseudonymKey::new(&corpus);
    Ok((corpus, key))
}

fn key_corpus(store: &Store) -> Result<Corpus> {
    let mut corpus = Corpus::new(the_project(store)?);
    corpus.set_cases(store.all()?, store.all()?, Vec::new());
    corpus.set_pseudonyms(store.all()?);
    Ok(corpus)
}

fn last(corpus: &Corpus) -> String {
    corpus.pseudonyms().iter().map(|row| row.ord.clone()).max().unwrap_or_default()
}

/// Spellings trimmed, each once.
fn spellings(names: &[String]) -> Result<Vec<String>> {
    let mut list: Vec<String> = Vec::new();
    for name in names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
        if !name.chars().any(char::is_alphanumeric) || name.chars().any(char::is_control) {
            return Err(Error::rejected(format!("“{}” is no name", name.escape_debug())));
        }
        // Another case is another spelling: in small letters a name counts only where it is spelled so.
        if list.iter().all(|other| other != name) {
            list.push(name.to_owned());
        }
    }
    if list.is_empty() { Err(Error::rejected("a pseudonym needs a name that it stands for")) } else { Ok(list) }
}

/// A draft in order, or why it cannot be: names and pseudonyms must be told apart, or what is replaced once would be replaced again.
fn checked(store: &Store, draft: &PseudonymDraft, own: Option<Listed>) -> Result<PseudonymDraft> {
    let (names, stands) = (spellings(&draft.names)?, draft.stands.trim().to_owned());
    super::codes::not_empty("a pseudonym", &stands)?;
    if draft.kind == PseudonymKind::Kept {
        return Err(Error::rejected("words that are no name have no pseudonym"));
    }
    let (_, key) = key_of(store)?;
    let small = stands.to_lowercase();
    let is = |known: &Known, words: &str| known.names.iter().any(|name| name.to_lowercase() == words);
    if names.iter().any(|name| name.to_lowercase() == small) {
        return Err(Error::hint(format!("“{stands}” cannot stand for itself"), "Give the name another pseudonym."));
    }
    for other in key.names.iter().filter(|known| Listed::of(known) != own) {
        if let Some(name) = names.iter().find(|name| is(other, &name.to_lowercase())) {
            return Err(Error::hint(
                format!("“{name}” is on the list already, as a spelling of “{}”", other.name()),
                "Change that one, or remove it.",
            ));
        }
        if is(other, &small) {
            return Err(Error::hint(
                format!("“{stands}” is a name on the list itself"),
                "Give another pseudonym: the two would be taken for each other.",
            ));
        }
        let twice = other.stands.to_lowercase() == small && stands != Pseudonym::REDACTED;
        if twice || names.iter().any(|name| name.to_lowercase() == other.stands.to_lowercase()) {
            let what = if twice { &stands } else { &other.stands };
            return Err(Error::hint(
                format!("“{what}” stands for another name already"),
                "Give another pseudonym: the two would be taken for each other.",
            ));
        }
    }
    Ok(PseudonymDraft { names, stands, ..draft.clone() })
}

/// Writes a name inside an open operation: into a row, or into a case and the row of its other spellings.
fn write(store: &Store, row: Option<Pseudonym>, draft: &PseudonymDraft) -> Result<()> {
    let PseudonymDraft { kind, names, stands, case } = draft.clone();
    let Some(case) = case else { return put(store, row, Pseudonym { kind, stands, ..fresh(store, None, names)? }) };
    let mut bearer = found(store.get::<Case>(case)?, "case")?;
    let (was, own) = (store.by::<Pseudonym>("case_id", &case)?.into_iter().next(), bearer.name.to_lowercase());
    let mut rest: Vec<String> = names;
    if bearer.full_name.is_empty() && rest.first().is_some_and(|first| first.to_lowercase() != own) {
        bearer.full_name = rest.remove(0);
    }
    rest.retain(|name| *name != bearer.full_name && *name != bearer.name);
    bearer.pseudonym = stands;
    store.update(&bearer)?;
    if let Some(row) = row {
        store.delete::<Pseudonym>(row.id)?;
    }
    match was {
        None if rest.is_empty() => Ok(()),
        was => put(store, was, Pseudonym { kind, ..fresh(store, Some(case), rest)? }),
    }
}

/// A new row at the end of the list.
fn fresh(store: &Store, case_id: Option<CaseId>, names: Vec<String>) -> Result<Pseudonym> {
    let last = store.all::<Pseudonym>()?.into_iter().map(|row| row.ord).max().unwrap_or_default();
    Ok(Pseudonym { id: PseudonymId::new(), case_id, kind: PseudonymKind::Other, names, stands: String::new(), ord: order::between(&last, None) })
}

/// Writes a row, in the place of the one that was there.
fn put(store: &Store, was: Option<Pseudonym>, row: Pseudonym) -> Result<()> {
    match was {
        Some(was) => store.update(&Pseudonym { id: was.id, ord: was.ord, ..row }),
        None => store.insert(&row),
    }
}
