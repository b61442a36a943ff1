//! Importing sources: one operation for all of them, for the comments in them, and for a table with them.

use super::Prepared;
use super::remarks::write_remark;
use crate::model::{Attribute, Case, CoderId, FolderId, Source, SourceId, Speaker, SpeakerId, Time, Version, VersionId, order};
use crate::project::attributes::{ImportTable, UnfitValue, apply};
use crate::project::op::{Op, OpKind, count, name};
use crate::project::{Done, Project};
use crate::store::Store;
use crate::{Error, Result};
use std::collections::HashSet;

/// What an import brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// The new sources, in the order they were written.
    pub sources: Vec<SourceId>,
    /// Values of the table that do not fit attributes that are here already; they were left out.
    pub unfit: Vec<UnfitValue>,
}

/// What a table is planned with: what is in the project once the sources are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ground {
    /// The sources.
    pub sources: Vec<Source>,
    /// Their voices.
    pub speakers: Vec<Speaker>,
    /// The attributes.
    pub attributes: Vec<Attribute>,
    /// Whether cases belong to others, as people do to sites.
    pub nested: bool,
}

impl Project {
    /// Imports sources into a folder as one operation. `feed` is called once with the way to write a source and calls it for each, so that
    /// none waits in memory while the next are read. Once all are known, `settle` may change what their voices are; they are written then.
    /// At last `table` may ask what there is and give a table to be applied with the sources.
    /// Comments on passages become memos of who is coding; where nobody is, of a coder made of their author's name.
    /// An error of either, such as `Cancelled`, leaves nothing behind.
    pub fn import_sources(
        &mut self,
        folder: Option<FolderId>,
        feed: &mut dyn FnMut(&mut dyn FnMut(Prepared) -> Result<SourceId>) -> Result<()>,
        settle: &mut dyn FnMut(&mut [Speaker]),
        table: &mut dyn FnMut(&dyn Fn() -> Result<Ground>) -> Result<Option<ImportTable>>,
    ) -> Result<Done<Brought>> {
        let coder = self.who().ok();
        let work = |store: &Store| {
            let mut desk = Desk::new(store, folder, coder)?;
            let mut brought = Brought::default();
            feed(&mut |prepared| {
                let id = desk.write(prepared)?;
                brought.sources.push(id);
                Ok(id)
            })?;
            settle(&mut desk.voices);
            desk.voices.iter().try_for_each(|voice| store.insert(voice))?;
            let ground = || {
                let nested = store.all::<Case>()?.iter().any(|case| case.parent.is_some());
                Ok(Ground { sources: store.all()?, speakers: store.all()?, attributes: store.all()?, nested })
            };
            let table = table(&ground)?;
            if brought.sources.is_empty() && table.is_none() {
                return Err(Error::rejected("there is nothing to import"));
            }
            if let Some(table) = &table {
                brought.unfit = apply(store, table)?;
            }
            Ok((brought, desk.remarks, table.map(|table| name(&table.file))))
        };
        let done = self.transact_told(OpKind::ImportSources, work, |_, (brought, remarks, table)| {
            let comments = if *remarks > 0 { format!(" and {}", count(*remarks, "comment", "comments")) } else { String::new() };
            let label = match (brought.sources.len(), table) {
                (0, Some(table)) => format!("Read in the table {table}"),
                (sources, Some(table)) => format!("Imported {}{comments} with {table}", count(sources, "source", "sources")),
                (sources, None) => format!("Imported {}{comments}", count(sources, "source", "sources")),
            };
            Ok(Op::new(OpKind::ImportSources, label))
        })?;
        Ok(Done { op: done.op, value: done.value.0 })
    }
}

/// Where sources are written one after another.
pub(super) struct Desk<'a> {
    store: &'a Store,
    folder: Option<FolderId>,
    names: HashSet<String>,
    last: String,
    at: Time,
    coder: Option<CoderId>,
    /// How many comments were written.
    remarks: usize,
    /// The voices of the sources, which wait until all are known.
    voices: Vec<Speaker>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(store: &'a Store, folder: Option<FolderId>, coder: Option<CoderId>) -> Result<Self> {
        let all = store.all::<Source>()?;
        let last = all.iter().map(|s| s.ord.as_str()).max().unwrap_or("").to_owned();
        let names = all.into_iter().map(|s| s.name.to_lowercase()).collect();
        Ok(Self { store, folder, names, last, at: Time::now(), coder, remarks: 0, voices: Vec::new() })
    }

    pub(super) fn write(&mut self, prepared: Prepared) -> Result<SourceId> {
        let Prepared { new, text, structure, original, chars, words } = prepared;
        self.store.put(&text)?;
        self.store.put(&structure)?;
        if let Some(original) = &original {
            self.store.put(original)?;
        }
        self.last = order::between(&self.last, None);
        let (id, version) = (SourceId::new(), VersionId::new());
        let source = Source {
            id,
            folder: self.folder,
            name: free_name(&mut self.names, &new.name),
            kind: new.kind,
            date: new.date,
            language: new.language,
            version,
            file: new.file,
            encoding: new.encoding,
            original: original.map(|value| value.hash),
            at: self.at,
            ord: self.last.clone(),
        };
        self.store.insert(&source)?;
        let turns = new.structure.turns.len() as u32;
        let reason = String::new();
        self.store.insert(&Version {
            id: version,
            source: id,
            number: 1,
            reason,
            base: None,
            correction: None,
            text: text.hash,
            structure: structure.hash,
            chars,
            words,
            turns,
        })?;
        for (number, speaker) in new.speakers.into_iter().enumerate() {
            let (name, role) = (speaker.name, speaker.role);
            self.voices.push(Speaker { id: SpeakerId::new(), source: id, number: number as u32, name, role, case_id: None, same_as: None });
        }
        self.remarks += new.remarks.len();
        new.remarks.into_iter().try_for_each(|remark| write_remark(self.store, self.coder, self.at, (id, version), remark))?;
        Ok(id)
    }
}

/// The name that a source gets: the one that is wanted, or with a number behind it where that is taken. `taken` holds names in small letters
/// and takes in the new one.
pub fn free_name(taken: &mut HashSet<String>, wanted: &str) -> String {
    let wanted: String = wanted.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let wanted = if wanted.is_empty() { "Untitled".to_owned() } else { wanted };
    let mut title = wanted.clone();
    let mut n = 2;
    while !taken.insert(title.to_lowercase()) {
        title = format!("{wanted} ({n})");
        n += 1;
    }
    title
}
