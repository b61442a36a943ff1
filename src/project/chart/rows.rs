//! Rows that are groups keep their cells when their group is called otherwise.

use crate::Result;
use crate::analysis::settled;
use crate::model::{Attribute, AttributeId, AttributeValue, ChartCell, Owner, RowKey};
use crate::store::Store;
use std::collections::{BTreeMap, BTreeSet};

/// Cells of groups, and who stood in each group before values were set.
pub(in crate::project) struct GroupRows {
    attributes: Vec<Attribute>,
    /// By attribute, as [`settled`] knows it, and value.
    before: BTreeMap<(AttributeId, String), Vec<Owner>>,
    /// Every value that somebody had.
    known: BTreeSet<(AttributeId, String)>,
}

impl GroupRows {
    /// Looks before values are set.
    pub fn new(store: &Store) -> Result<Self> {
        let attributes = store.all::<Attribute>()?;
        let mut before = BTreeMap::new();
        for cell in group_cells(store, &attributes)? {
            if let RowKey::Group(id, value) = settled(&attributes, &cell.row) {
                before.insert((id, value), Vec::new());
            }
        }
        let mut rows = Self { attributes, before, known: BTreeSet::new() };
        for (key, owners) in rows.holders(store)? {
            rows.before.insert(key, owners);
        }
        rows.known = rows.values(store)?.into_iter().map(|value| (rows.family(value.attribute), value.value)).collect();
        Ok(rows)
    }

    /// Who stands in each of the groups now.
    fn holders(&self, store: &Store) -> Result<BTreeMap<(AttributeId, String), Vec<Owner>>> {
        let mut of: BTreeMap<(AttributeId, String), Vec<Owner>> = BTreeMap::new();
        for value in self.values(store)? {
            let key = (self.family(value.attribute), value.value);
            if self.before.contains_key(&key) {
                of.entry(key).or_default().push(value.owner);
            }
        }
        Ok(of)
    }

    /// The attribute that stands for those of its name.
    fn family(&self, id: AttributeId) -> AttributeId {
        match settled(&self.attributes, &RowKey::Group(id, String::new())) {
            RowKey::Group(family, _) => family,
            _ => id,
        }
    }

    /// The values of the attributes that the groups are of.
    fn values(&self, store: &Store) -> Result<Vec<AttributeValue>> {
        let families: BTreeSet<AttributeId> = self.before.keys().map(|(id, _)| *id).collect();
        let mut list = Vec::new();
        for attribute in self.attributes.iter().filter(|one| families.contains(&self.family(one.id))) {
            list.extend(store.by::<AttributeValue>("attribute", &attribute.id)?);
        }
        Ok(list)
    }

    /// Moves the cells of groups in which nobody stands any more to the one new value that those who stood there have now. Where they have
    /// several, or one that others had before, they went to other groups, and the cells stay as they are.
    pub fn carry(self, store: &Store) -> Result<()> {
        if self.before.is_empty() {
            return Ok(());
        }
        let (now, values) = (self.holders(store)?, self.values(store)?);
        for ((id, old), owners) in &self.before {
            if old.is_empty() || owners.is_empty() || now.contains_key(&(*id, old.clone())) {
                continue;
            }
            let theirs = values.iter().filter(|value| self.family(value.attribute) == *id && owners.contains(&value.owner));
            let new: BTreeSet<&str> = theirs.map(|value| value.value.as_str()).collect();
            if let [new] = new.into_iter().collect::<Vec<_>>()[..]
                && !self.known.contains(&(*id, new.to_owned()))
            {
                self.rename(store, *id, (old, new))?;
            }
        }
        Ok(())
    }

    fn rename(&self, store: &Store, id: AttributeId, (old, new): (&str, &str)) -> Result<()> {
        let cells = group_cells(store, &self.attributes)?;
        let is = |cell: &&ChartCell, value: &str| settled(&self.attributes, &cell.row) == RowKey::Group(id, value.to_owned());
        for cell in cells.iter().filter(|cell| is(cell, old)) {
            if !cells.iter().filter(|cell| is(cell, new)).any(|other| other.code == cell.code) {
                store.update(&ChartCell { row: RowKey::Group(id, new.to_owned()), ..cell.clone() })?;
            }
        }
        Ok(())
    }
}

/// The cells whose rows are groups.
fn group_cells(store: &Store, attributes: &[Attribute]) -> Result<Vec<ChartCell>> {
    let mut list = Vec::new();
    for attribute in attributes {
        list.extend(store.by::<ChartCell>("attribute", &attribute.id)?);
    }
    Ok(list)
}
