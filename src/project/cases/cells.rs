//! Cells of the case table: a block of them changed as one operation.

use super::check_case;
use crate::model::{AttributeId, Case, CaseId, Owner, Source, SourceId, SourceKind};
use crate::project::chart::GroupRows;
use crate::project::codes::found;
use crate::project::op::{Op, OpKind, count};
use crate::project::{Done, Project};
use crate::store::Store;
use crate::{Error, Result};

/// A cell of the case table with what is to stand in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellEdit {
    /// A value of an attribute; an empty one clears.
    Value(AttributeId, Owner, String),
    /// A case's key.
    CaseName(CaseId, String),
    /// A case's name in full.
    FullName(CaseId, String),
    /// What stands for a case in exports.
    Pseudonym(CaseId, String),
    /// The case that a case belongs to.
    Parent(CaseId, Option<CaseId>),
    /// A source's name.
    SourceName(SourceId, String),
    /// What a source is.
    SourceKind(SourceId, SourceKind),
    /// A source's date, `YYYY-MM-DD` or empty.
    SourceDate(SourceId, String),
}

impl Project {
    /// Changes cells as one operation; one that does not fit refuses them all. Cells that stay the same leave no trace.
    pub fn edit_cells(&mut self, cells: &[CellEdit]) -> Result<Done> {
        let values: Option<Vec<_>> = cells
            .iter()
            .map(|cell| match cell {
                CellEdit::Value(attribute, owner, value) => Some((*attribute, *owner, value.clone())),
                _ => None,
            })
            .collect();
        match (cells, values) {
            ([], _) => Err(Error::rejected("there is no cell to change")),
            (_, Some(values)) => self.set_values(&values),
            ([one], None) => self.edit_one(one),
            (_, None) => {
                // Names that move down a column clash on the way; they are checked where they end.
                let work = |store: &Store| {
                    let rows = GroupRows::new(store)?;
                    let changed = cells.iter().try_fold(0, |changed, cell| Ok::<_, Error>(changed + usize::from(write(store, cell)?)))?;
                    cells.iter().try_for_each(|cell| check(store, cell))?;
                    rows.carry(store)?;
                    Ok(changed)
                };
                let done = self.transact_told(OpKind::SetValues, work, |_, changed| {
                    Ok(Op::new(OpKind::SetValues, format!("Changed {}", count(*changed, "cell", "cells"))))
                })?;
                Ok(Done { op: done.op, value: () })
            }
        }
    }

    /// One cell that is no attribute's: the operation is named after what it is.
    fn edit_one(&mut self, cell: &CellEdit) -> Result<Done> {
        if let Some(case) = changed_case(&self.store, cell)? {
            return self.edit_case(case);
        }
        match changed_source(&self.store, cell)? {
            Some(source) => self.edit_source(source.id, &source.name, source.kind, &source.date, &source.language),
            None => Err(Error::rejected("there is no cell to change")),
        }
    }
}

/// Writes a cell; whether something else stands in it now.
fn write(store: &Store, cell: &CellEdit) -> Result<bool> {
    if let CellEdit::Value(attribute, owner, value) = cell {
        return crate::project::attributes::set(store, *attribute, *owner, value);
    }
    if let Some(case) = changed_case(store, cell)? {
        let differs = store.get::<Case>(case.id)?.as_ref() != Some(&case);
        return store.update(&case).map(|()| differs);
    }
    let Some(source) = changed_source(store, cell)? else { return Ok(false) };
    let differs = store.get::<Source>(source.id)?.as_ref() != Some(&source);
    store.update(&source).map(|()| differs)
}

fn check(store: &Store, cell: &CellEdit) -> Result<()> {
    if let Some(case) = changed_case(store, cell)? {
        return check_case(store, &case).map(drop);
    }
    changed_source(store, cell)?.map_or(Ok(()), |source| crate::project::sources::check(store, Some(source.id), &source.name, &source.date))
}

fn changed_case(store: &Store, cell: &CellEdit) -> Result<Option<Case>> {
    let case = |id: CaseId| -> Result<Case> { found(store.get::<Case>(id)?, "case") };
    Ok(Some(match cell {
        CellEdit::CaseName(id, name) => Case { name: name.trim().into(), ..case(*id)? },
        CellEdit::FullName(id, name) => Case { full_name: name.trim().into(), ..case(*id)? },
        CellEdit::Pseudonym(id, name) => Case { pseudonym: name.trim().into(), ..case(*id)? },
        CellEdit::Parent(id, parent) => Case { parent: *parent, ..case(*id)? },
        _ => return Ok(None),
    }))
}

fn changed_source(store: &Store, cell: &CellEdit) -> Result<Option<Source>> {
    let source = |id: SourceId| -> Result<Source> { found(store.get::<Source>(id)?, "source") };
    Ok(Some(match cell {
        CellEdit::SourceName(id, name) => Source { name: name.trim().into(), ..source(*id)? },
        CellEdit::SourceKind(id, kind) => Source { kind: *kind, ..source(*id)? },
        CellEdit::SourceDate(id, date) => Source { date: date.trim().into(), ..source(*id)? },
        _ => return Ok(None),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AttributeType, Target};
    use crate::project::{AttributeDraft, CaseDraft, Reader};

    #[test]
    fn a_block_of_cells_is_one_step_and_one_bad_cell_refuses_all() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("cells.themata");
        let mut project = Project::create(&path, "Cells").unwrap();
        project.be_coder("BP", "Bo").unwrap();
        let kind = Reader::open(&path).unwrap().corpus().unwrap().kind_named("person").unwrap().id;
        let add = |project: &mut Project, name: &str| {
            project.add_case(&CaseDraft { kind, parent: None, name: name.into(), full_name: String::new() }).unwrap().value
        };
        let (one, two) = (add(&mut project, "P1"), add(&mut project, "P2"));
        let draft = AttributeDraft { target: Target::Case, name: "since".into(), kind: AttributeType::Date, choices: Vec::new() };
        let since = project.add_attribute(&draft).unwrap().value;
        let before = project.depths();
        assert!(project.edit_cells(&[CellEdit::CaseName(one, "p2".into()), CellEdit::FullName(two, "Ada".into())]).is_err(), "P2 is taken");
        assert_eq!(project.depths(), before);
        let cells = [
            CellEdit::CaseName(one, "P2".into()),
            CellEdit::CaseName(two, "P3".into()),
            CellEdit::Value(since, Owner::Case(one), "2022-03-14".into()),
        ];
        project.edit_cells(&cells).unwrap();
        assert_eq!(project.depths().0, before.0 + 1);
        let corpus = Reader::open(&path).unwrap().corpus().unwrap();
        assert_eq!((corpus.case(one).unwrap().name.as_str(), corpus.value(since, Owner::Case(one))), ("P2", Some("2022-03-14")));
        assert!(project.edit_cells(&[CellEdit::FullName(one, "Ada".into()), CellEdit::Value(since, Owner::Case(two), "soon".into())]).is_err());
        project.undo().unwrap();
        assert_eq!(Reader::open(&path).unwrap().corpus().unwrap().case(one).unwrap().name, "P1");
    }
}
