//! The list of pseudonyms: names put on it, changed, taken off, and replaced everywhere.

mod apply;

pub use apply::Applied;

use super::codes::found;
use super::op::{Op, OpKind, count, name};
use super::reader::the_project;
use super::transact::{Done, Project};
use crate::analysis::{Corpus, How, Known, PseudonymKey, bearer, is_title, looks_like_a_name};
use crate::model::{Case, CaseId, Pseudonym, PseudonymId, PseudonymKind, order};
use crate::store::Store;
use crate::{Error, Result};
use std::sync::Arc;

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
    /// Puts a name on the list. A name that one case bears is that case's; one that is on the list already gets more spellings.
    pub fn add_pseudonym(&mut self, draft: &PseudonymDraft) -> Result<Done> {
        let case = match draft.case {
            None => bearer(&key_corpus(&self.store)?, &draft.names),
            given => given,
        };
        let draft = &PseudonymDraft { case, ..draft.clone() };
        let draft = checked(&self.store, draft, None)?;
        let label = format!("Listed a name: {} stands for it", name(&draft.stands));
        self.transact(&Op::new(OpKind::AddPseudonym, label), |store| match draft.case {
            None => put(store, None, Pseudonym { kind: draft.kind, stands: draft.stands.clone(), ..fresh(store, None, draft.names.clone())? }),
            Some(case) => give(store, case, &draft, true),
        })
    }

    /// Changes a name on the list: its spellings, what stands for it, what it is of. A row that is given to a case becomes the case's.
    pub fn edit_pseudonym(&mut self, listed: Listed, draft: &PseudonymDraft) -> Result<Done> {
        let draft = checked(&self.store, draft, Some(listed))?;
        let label = format!("Changed a name on the list: {} stands for it", name(&draft.stands));
        self.transact(&Op::new(OpKind::EditPseudonym, label), |store| {
            let row = match listed {
                Listed::Case(case) => return give(store, case, &draft, false),
                Listed::Row(id) => found(store.get::<Pseudonym>(id)?, "name")?,
            };
            match draft.case {
                None => {
                    put(store, Some(row), Pseudonym { kind: draft.kind, stands: draft.stands.clone(), ..fresh(store, None, draft.names.clone())? })
                }
                Some(case) => {
                    store.delete::<Pseudonym>(row.id)?;
                    give(store, case, &draft, true)
                }
            }
        })
    }

    /// Takes names off the list. A case loses its pseudonym and its other spellings, and keeps its name in full.
    pub fn remove_pseudonyms(&mut self, listed: &[Listed]) -> Result<Done> {
        if listed.is_empty() {
            return Err(Error::rejected("no name is chosen"));
        }
        let work = |store: &Store| {
            let mut off = 0;
            for listed in listed {
                off += usize::from(match listed {
                    Listed::Row(id) => {
                        let there = store.get::<Pseudonym>(*id)?.is_some();
                        store.delete::<Pseudonym>(*id)?;
                        there
                    }
                    Listed::Case(id) => {
                        let case = found(store.get::<Case>(*id)?, "case")?;
                        let rows = store.by::<Pseudonym>("case_id", id)?;
                        let there = !rows.is_empty() || !case.pseudonym.is_empty();
                        rows.into_iter().try_for_each(|row| store.delete::<Pseudonym>(row.id))?;
                        store.update(&Case { pseudonym: String::new(), ..case })?;
                        there
                    }
                });
            }
            Ok(off)
        };
        let done = self.transact_told(OpKind::RemovePseudonyms, work, |_, off| {
            Ok(Op::new(OpKind::RemovePseudonyms, format!("Took {} off the list of pseudonyms", count(*off, "name", "names"))))
        })?;
        Ok(Done { op: done.op, value: () })
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
fn key_of(store: &Store) -> Result<(Corpus, Arc<PseudonymKey>)> {
    let corpus = key_corpus(store)?;
    let key = corpus.pseudonym_key().clone();
    Ok((corpus, key))
}

pub(super) fn key_corpus(store: &Store) -> Result<Corpus> {
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
fn checked(store: &Store, draft: &PseudonymDraft, listed: Option<Listed>) -> Result<PseudonymDraft> {
    let own = [listed, draft.case.map(Listed::Case)];
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
    for other in key.names.iter().filter(|known| !own.contains(&Listed::of(known))) {
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
            let (what, name) = (if twice { &stands } else { &other.stands }, other.name());
            return Err(Error::hint(
                format!("“{what}” stands for another name already, “{name}”"),
                format!(
                    "If it is the same person, add this as a spelling of “{name}”; else give another pseudonym: the two would be taken for each other."
                ),
            ));
        }
    }
    tells_nobody(draft.kind, &names, &stands)?;
    parts_apart(&key, draft, &own)?;
    Ok(PseudonymDraft { names, stands, ..draft.clone() })
}

/// Refuses a pseudonym of a person that holds a word of the name: “Witness Brunt” tells who Richard Brunt is.
fn tells_nobody(kind: PseudonymKind, names: &[String], stands: &str) -> Result<()> {
    let parts = |name: &str| name.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect::<Vec<_>>();
    let telling = |part: &String| part.chars().count() > 2 && !is_title(part);
    let own: Vec<String> = names.iter().flat_map(|name| parts(name)).filter(telling).collect();
    match parts(stands).into_iter().find(|part| own.contains(part)).filter(|_| kind == PseudonymKind::Person) {
        None => Ok(()),
        Some(part) => Err(Error::hint(
            format!("“{stands}” holds “{part}”, which is a part of the name itself"),
            "Give another pseudonym: this one tells who it stands for.",
        )),
    }
}

/// Refuses names that are parts of what stands for others: what was replaced by “Mary Stern” would be replaced again where “Mary” is listed.
fn parts_apart(key: &PseudonymKey, draft: &PseudonymDraft, own: &[Option<Listed>]) -> Result<()> {
    let others = || key.names.iter().filter(|known| !own.contains(&Listed::of(known)));
    let bare = |names: Vec<String>| Known { row: None, case: None, kind: draft.kind, names, stands: String::new() };
    let theirs: Vec<Known> = others().map(|known| bare(known.names.clone())).collect();
    let sought = PseudonymKey::of(theirs);
    if let Some(part) = sought.find(&draft.stands, How::Label).first() {
        let name = &draft.stands[part.at.clone()];
        return Err(Error::hint(
            format!("“{}” holds “{name}”, which is a name on the list itself", draft.stands),
            format!("Give another pseudonym, without “{name}”: it would be replaced once more."),
        ));
    }
    let sought = PseudonymKey::of(vec![bare(draft.names.clone())]);
    for stands in others().map(|known| &known.stands) {
        if let Some(part) = sought.find(stands, How::Label).first() {
            let name = &stands[part.at.clone()];
            return Err(Error::hint(
                format!("“{name}” is a part of “{stands}”, which stands for another name already"),
                format!("Give that one another pseudonym first, without “{name}”: it would be replaced once more."),
            ));
        }
    }
    Ok(())
}

/// Writes a name inside an open operation, into a case and the row of its other spellings: these are all it has from now on, or some `more`.
fn give(store: &Store, case: CaseId, draft: &PseudonymDraft, more: bool) -> Result<()> {
    let mut bearer = found(store.get::<Case>(case)?, "case")?;
    let was = store.by::<Pseudonym>("case_id", &case)?.into_iter().next();
    let mut rest: Vec<String> = if more { was.iter().flat_map(|row| row.names.iter().cloned()).collect() } else { Vec::new() };
    rest.extend(draft.names.iter().filter(|name| !rest.contains(name)).cloned().collect::<Vec<_>>());
    let has = |name: &String| rest.contains(name);
    if !more && looks_like_a_name(&bearer.name) && bearer.name.to_lowercase() != bearer.pseudonym.to_lowercase() && !has(&bearer.name) {
        return Err(Error::hint(
            format!("the case itself is called “{}”, so that this spelling stays on the list", bearer.name),
            "Rename the case first, or leave the spelling where it is.",
        ));
    }
    // The fullest spelling is the name in full; another one that is no longer among the spellings goes.
    if !more && !has(&bearer.full_name) {
        bearer.full_name.clear();
    }
    if bearer.full_name.is_empty() && draft.names.first().is_some_and(|first| first.to_lowercase() != bearer.name.to_lowercase()) {
        bearer.full_name.clone_from(&draft.names[0]);
    }
    rest.retain(|name| *name != bearer.full_name && *name != bearer.name);
    bearer.pseudonym.clone_from(&draft.stands);
    store.update(&bearer)?;
    match was {
        None if rest.is_empty() => Ok(()),
        was => put(store, was, Pseudonym { kind: draft.kind, ..fresh(store, Some(case), rest)? }),
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
