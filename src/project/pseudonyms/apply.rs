//! Names replaced by what stands for them, everywhere, as one operation: texts get a new version, to which codings are carried.

use super::key_corpus;
use crate::analysis::{How, Known, PseudonymKey, Worded};
use crate::jobs::Progress;
use crate::model::{
    Attribute, AttributeType, AttributeValue, Case, CaseKind, ChartCell, Code, CrosswalkLink, Folder, Framework, FrameworkVersion, KeptRule, Layer,
    Memo, Project as ProjectRow, Pseudonym, Report, SavedSearch, Source, Speaker, ThemePart, Verdict,
};
use crate::project::op::{Op, OpKind, count};
use crate::project::reader::decode;
use crate::project::sources::{Base, Corrected, free_name};
use crate::project::{Done, Project};
use crate::store::{PackedValue, Record, Store};
use crate::text::Manuscript;
use crate::{Error, Result};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Texts that are in memory together.
const TOGETHER: usize = 64;

/// The reason that the new versions of texts carry.
const REASON: &str = "Pseudonyms";

/// What was replaced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// Texts that have a new version.
    pub texts: usize,
    /// Places in them where a name was replaced.
    pub names: usize,
    /// Titles, labels, values, codes and memos that read otherwise.
    pub rows: usize,
    /// Places in these.
    pub beside: usize,
}

impl Applied {
    /// “in 156 places: 150 in 5 texts, 6 in 4 titles and notes”.
    pub fn told(&self) -> String {
        let all = count(self.names + self.beside, "place", "places");
        let texts = format!("{} in {}", self.names, count(self.texts, "text", "texts"));
        let rows = format!("{} in {}", self.beside, count(self.rows, "title or note", "titles and notes"));
        match (self.texts, self.rows) {
            (_, 0) => format!("in {all} in {}", count(self.texts, "text", "texts")),
            (0, _) => format!("in {all} in {}", count(self.rows, "title or note", "titles and notes")),
            _ => format!("in {all}: {texts}, {rows}"),
        }
    }
}

/// A text to be looked through.
struct Waiting {
    base: Base,
    speakers: usize,
    text: PackedValue,
    structure: PackedValue,
}

impl Project {
    /// Replaces names of the list, or those among them that are given by their fullest spelling, by what stands for them: in texts, titles,
    /// speakers, cases, values, folders, codes and memos.
    pub fn apply_pseudonyms(&mut self, only: Option<&[String]>) -> Result<Done<Applied>> {
        let wanted = |known: &Known| only.is_none_or(|list| list.iter().any(|name| name == known.name()));
        let key = PseudonymKey::only(&key_corpus(&self.store)?, wanted);
        if key.names.iter().all(|known| known.stands.is_empty()) {
            return Err(Error::hint("there is no name with a pseudonym to be replaced", "Put names on the list first."));
        }
        let work = |store: &Store| {
            let mut applied = Applied::default();
            texts(store, &key, &mut applied)?;
            rows(store, &key, &mut applied)?;
            Ok(applied)
        };
        self.transact_told(OpKind::ApplyPseudonyms, work, |_, applied| {
            Ok(Op::new(OpKind::ApplyPseudonyms, format!("Applied pseudonyms {}", applied.told())))
        })
    }
}

/// Replaces names in texts, many at a time on all cores, and in what sources are called.
fn texts(store: &Store, key: &PseudonymKey, applied: &mut Applied) -> Result<()> {
    let sources = store.all::<Source>()?;
    let mut titles = Taken::new(&sources);
    let progress = store.watcher().unwrap_or_else(Progress::silent);
    progress.begin(sources.len() as u64);
    for some in sources.chunks(TOGETHER) {
        let waiting: Vec<Waiting> = some.iter().map(|source| waiting(store, source)).collect::<Result<_>>()?;
        let done: Vec<(Base, Option<(Corrected, usize)>)> = waiting.into_par_iter().map(|one| corrected(key, one)).collect::<Result<_>>()?;
        for (base, corrected) in done {
            let mut source = match &corrected {
                Some((corrected, _)) => corrected.write(store, &base)?,
                None => base.source.clone(),
            };
            applied.names += corrected.as_ref().map_or(0, |(_, names)| *names);
            applied.texts += usize::from(corrected.is_some());
            let beside = reword(key, &mut source);
            if beside > 0 {
                applied.rows += 1;
                applied.beside += beside;
                titles.settle(&base.source, &mut source);
            }
            store.update(&source)?;
            progress.advance(1);
        }
    }
    Ok(())
}

fn waiting(store: &Store, source: &Source) -> Result<Waiting> {
    let base = Base::of(store, source.clone())?;
    let speakers = store.by::<Speaker>("source", &source.id)?.iter().map(|speaker| speaker.number as usize + 1).max().unwrap_or(0);
    let (text, structure) = (store.packed(&base.shown.text)?, store.packed(&base.shown.structure)?);
    Ok(Waiting { base, speakers, text, structure })
}

/// A text with its names replaced, and how many they were; nothing where none stands in it.
fn corrected(key: &PseudonymKey, waiting: Waiting) -> Result<(Base, Option<(Corrected, usize)>)> {
    let Waiting { base, speakers, text, structure } = waiting;
    let text = decode(text.open()?, &structure.open()?)?;
    let found = key.find_in(&text, How::Prose);
    let swaps: Vec<_> = found.iter().flat_map(|found| &found.swaps).collect();
    if swaps.is_empty() {
        return Ok((base, None));
    }
    let names = found.iter().filter(|found| !found.swaps.is_empty()).count();
    let edits: Vec<_> = swaps.iter().map(|swap| (text.geometry.span_of(&swap.at), swap.words.as_str())).collect();
    let mut manuscript = Manuscript::new(Arc::new(text.clone()));
    manuscript.replace_each(&edits);
    let corrected = Corrected::new(&base, &manuscript, speakers, REASON)?;
    Ok((base, Some((corrected, names))))
}

/// Rows that read otherwise, and places in them.
#[derive(Clone, Copy, Default)]
struct Reworded {
    rows: usize,
    places: usize,
}

impl std::ops::AddAssign for Reworded {
    fn add_assign(&mut self, other: Self) {
        self.rows += other.rows;
        self.places += other.places;
    }
}

/// Replaces names in all other rows.
fn rows(store: &Store, key: &PseudonymKey, applied: &mut Applied) -> Result<()> {
    let fixed: HashSet<_> = {
        let words = |attribute: &Attribute| matches!(attribute.kind, AttributeType::Text | AttributeType::Choice);
        store.all::<Attribute>()?.into_iter().filter(|attribute| !words(attribute)).map(|attribute| attribute.id).collect()
    };
    let mut n = Reworded::default();
    n += all::<ProjectRow>(store, key, |_| true)?;
    n += all::<Layer>(store, key, |_| true)?;
    n += all::<Folder>(store, key, |_| true)?;
    n += all::<Speaker>(store, key, |_| true)?;
    n += all::<AttributeValue>(store, key, |value| !fixed.contains(&value.attribute))?;
    n += all::<Memo>(store, key, |_| true)?;
    n += all::<KeptRule>(store, key, |_| true)?;
    n += all::<ChartCell>(store, key, |_| true)?;
    n += all::<CrosswalkLink>(store, key, |_| true)?;
    n += all::<Verdict>(store, key, |_| true)?;
    n += all::<ThemePart>(store, key, |_| true)?;
    n += all::<FrameworkVersion>(store, key, |_| true)?;
    n += named::<Report>(store, key, |_, _| Ok(()))?;
    n += named::<SavedSearch>(store, key, |_, _| Ok(()))?;
    n += named::<CaseKind>(store, key, |_, _| Ok(()))?;
    n += named::<Framework>(store, key, |_, _| Ok(()))?;
    n += named::<Code>(store, key, |_, _| Ok(()))?;
    n += named::<Attribute>(store, key, |_, new| {
        let mut seen = HashSet::new();
        new.choices.retain(|choice| seen.insert(choice.clone()));
        Ok(())
    })?;
    n += named::<Case>(store, key, |old, new| keep_name(store, key, old, new))?;
    applied.rows += n.rows;
    applied.beside += n.places;
    Ok(())
}

/// Replaces names in the words of a row; says in how many places.
fn reword(key: &PseudonymKey, row: &mut impl Worded) -> usize {
    let mut places = 0;
    row.words(&mut |_, how: How, words| {
        if let Some((new, here)) = key.replaced_in(words, how) {
            *words = new;
            places += here;
        }
    });
    places
}

fn all<R: Record + Worded>(store: &Store, key: &PseudonymKey, wanted: impl Fn(&R) -> bool) -> Result<Reworded> {
    let mut n = Reworded::default();
    for mut row in store.all::<R>()?.into_iter().filter(wanted) {
        let places = reword(key, &mut row);
        if places > 0 {
            store.update(&row)?;
            n += Reworded { rows: 1, places };
        }
    }
    Ok(n)
}

/// The same for rows whose name may not stand twice in one place.
fn named<R: Record + Worded + Sole + Clone>(store: &Store, key: &PseudonymKey, mut also: impl FnMut(&R, &mut R) -> Result<()>) -> Result<Reworded> {
    let rows = store.all::<R>()?;
    let (mut taken, mut n) = (Taken::new(&rows), Reworded::default());
    for old in rows {
        let mut row = old.clone();
        let places = reword(key, &mut row);
        if places > 0 {
            taken.settle(&old, &mut row);
            also(&old, &mut row)?;
            store.update(&row)?;
            n += Reworded { rows: 1, places };
        }
    }
    Ok(n)
}

/// A case whose key was its name: the name goes where the key to pseudonyms is, or nobody could tell it any more.
fn keep_name(store: &Store, key: &PseudonymKey, old: &Case, new: &mut Case) -> Result<()> {
    let own = key.names.iter().find(|known| known.case == Some(old.id));
    if old.name == new.name || !own.is_some_and(|known| known.names.contains(&old.name)) || old.full_name == old.name {
        return Ok(());
    }
    if old.full_name.is_empty() {
        new.full_name = old.name.clone();
        return Ok(());
    }
    match store.by::<Pseudonym>("case_id", &old.id)?.into_iter().next() {
        Some(row) => store.update(&Pseudonym { names: [row.names.as_slice(), std::slice::from_ref(&old.name)].concat(), ..row }),
        None => {
            let kind = own.map_or(crate::model::PseudonymKind::Person, |known| known.kind);
            store.insert(&Pseudonym { kind, ..super::fresh(store, Some(old.id), vec![old.name.clone()])? })
        }
    }
}

/// A row whose name may not stand twice in one place.
trait Sole {
    /// The place.
    fn place(&self) -> String;
    /// The name.
    fn name(&mut self) -> &mut String;
}

macro_rules! sole {
    ($($noun:ident in $place:expr),+ $(,)?) => {$(
        impl Sole for $noun {
            fn place(&self) -> String { let place: fn(&Self) -> String = $place; place(self) }
            fn name(&mut self) -> &mut String { &mut self.name }
        }
    )+};
}
sole!(
    Source in |_| String::new(),
    CaseKind in |_| String::new(),
    Framework in |_| String::new(),
    SavedSearch in |_| String::new(),
    Report in |_| String::new(),
    Case in |case| case.kind.to_string(),
    Attribute in |attribute| attribute.target.to_string(),
    Code in |code| format!("{}{:?}", code.framework, code.parent),
);

/// The names that are taken, by place.
struct Taken(HashMap<String, HashSet<String>>);

impl Taken {
    fn new<R: Sole + Clone>(rows: &[R]) -> Self {
        let mut taken: HashMap<String, HashSet<String>> = HashMap::new();
        for row in rows {
            taken.entry(row.place()).or_default().insert(row.clone().name().to_lowercase());
        }
        Self(taken)
    }

    /// Gives a row whose name changed a number, where another has that name by now.
    fn settle<R: Sole + Clone>(&mut self, old: &R, row: &mut R) {
        let before = old.clone().name().clone();
        let names = self.0.entry(row.place()).or_default();
        let name = row.name();
        if before != *name {
            names.remove(&before.to_lowercase());
            *name = free_name(names, name);
        }
    }
}
