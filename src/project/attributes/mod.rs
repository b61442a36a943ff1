//! Attributes, their values, and whole tables of them.

mod changes;
mod table;

pub use changes::{CellChange, TableChanges};
pub(super) use table::apply;
pub use table::{ImportTable, TableCase, TableJoin, TableKind, TableOwner, TableValue, UnfitValue};
use table::{as_said, by_key, case_key};

use super::chart::GroupRows;
use super::codes::{found, not_empty};
use super::op::{Op, OpKind, count, name};
use super::transact::{Done, Project};
use crate::model::{Attribute, AttributeId, AttributeType, AttributeValue, Grouping, Owner, Target, ValueId, order};
use crate::store::Store;
use crate::text::lf;
use crate::{Error, Result};

/// An attribute to be made.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct AttributeDraft {
    /// What it stands on.
    pub target: Target,
    /// Its name.
    pub name: String,
    /// The type of its values.
    pub kind: AttributeType,
    /// The list of a choice.
    pub choices: Vec<String>,
}

impl Project {
    /// Makes an attribute.
    pub fn add_attribute(&mut self, draft: &AttributeDraft) -> Result<Done<AttributeId>> {
        let label = format!("Made the attribute {}", name(draft.name.trim()));
        self.transact(&Op::new(OpKind::AddAttribute, label), |store| insert(store, draft))
    }

    /// Changes an attribute's name, type or choices. Values that do not fit the new type stand in the way and are named.
    pub fn edit_attribute(&mut self, attribute: Attribute) -> Result<Done> {
        let attribute = Attribute { name: attribute.name.trim().into(), ..attribute };
        let old = found(self.store.get::<Attribute>(attribute.id)?, "attribute")?;
        refuse_twice(&self.store, attribute.target, Some(attribute.id), &attribute.name)?;
        if old.target != attribute.target {
            return Err(Error::rejected("an attribute stays with cases or with sources for good"));
        }
        let values = self.store.by::<AttributeValue>("attribute", &attribute.id)?;
        if let Some(bad) = values.iter().find(|v| written_value(&attribute, &v.value).is_err()) {
            let message = format!("the value “{}” is no {}", bad.value, attribute.kind);
            return Err(Error::hint(message, "Change that value first, or keep the type."));
        }
        let label = if old.name == attribute.name {
            format!("Changed the attribute {}", name(&old.name))
        } else {
            format!("Renamed the attribute {} to {}", name(&old.name), name(&attribute.name))
        };
        self.transact(&Op::new(OpKind::EditAttribute, label), |store| store.update(&attribute))
    }

    /// Removes an attribute with its values. A grouping that used it is empty then.
    pub fn remove_attribute(&mut self, id: AttributeId) -> Result<Done> {
        let attribute = found(self.store.get::<Attribute>(id)?, "attribute")?;
        let values = self.store.by::<AttributeValue>("attribute", &id)?.len();
        let label = format!("Removed the attribute {} with {}", name(&attribute.name), count(values, "value", "values"));
        let project = self.without_grouping(Grouping::Attribute(id))?;
        self.transact(&Op::new(OpKind::RemoveAttribute, label), |store| {
            store.update(&project)?;
            store.delete::<Attribute>(id)
        })
    }

    /// Sets values, each checked against its attribute's type and brought to its written form; an empty one clears. One operation.
    pub fn set_values(&mut self, list: &[(AttributeId, Owner, String)]) -> Result<Done> {
        if list.is_empty() {
            return Err(Error::rejected("there is no value to set"));
        }
        let work = |store: &Store| {
            let (rows, mut changed) = (GroupRows::new(store)?, Vec::new());
            for (id, owner, value) in list {
                if set(store, *id, *owner, value)? {
                    changed.push((*id, value.trim()));
                }
            }
            rows.carry(store)?;
            Ok(changed)
        };
        let done = self.transact_told(OpKind::SetValues, work, |touched, changed| {
            let named = |id: AttributeId| Ok::<_, Error>(name(&found(touched.store().get::<Attribute>(id)?, "attribute")?.name));
            let label = match changed.as_slice() {
                [(id, "")] => format!("Cleared {}", named(*id)?),
                [(id, value)] => format!("Set {} to {}", named(*id)?, name(value)),
                [(id, _), rest @ ..] if rest.iter().all(|(other, _)| other == id) => {
                    let verb = if changed.iter().all(|(_, value)| value.is_empty()) { "Cleared" } else { "Set" };
                    format!("{verb} {} in {}", named(*id)?, count(changed.len(), "row", "rows"))
                }
                _ => format!("Set {}", count(changed.len(), "value", "values")),
            };
            Ok(Op::new(OpKind::SetValues, label))
        })?;
        Ok(Done { op: done.op, value: () })
    }
}

fn refuse_twice(store: &Store, target: Target, own: Option<AttributeId>, title: &str) -> Result<()> {
    not_empty("an attribute", title)?;
    let twin = store
        .all::<Attribute>()?
        .into_iter()
        .any(|a| a.target == target && Some(a.id) != own && a.name.to_lowercase() == title.trim().to_lowercase());
    if twin {
        return Err(Error::hint(
            format!("there is an attribute “{}” of {target}s already", title.trim()),
            "Use that one, or give this one another name.",
        ));
    }
    Ok(())
}

fn insert(store: &Store, draft: &AttributeDraft) -> Result<AttributeId> {
    refuse_twice(store, draft.target, None, &draft.name)?;
    let last = store.all::<Attribute>()?.into_iter().map(|a| a.ord).max().unwrap_or_default();
    let attribute = Attribute {
        id: AttributeId::new(),
        target: draft.target,
        name: draft.name.trim().into(),
        kind: draft.kind,
        choices: draft.choices.clone(),
        ord: order::between(&last, None),
    };
    store.insert(&attribute)?;
    Ok(attribute.id)
}

/// Sets or clears one value inside an open operation; a new choice joins the list. Whether another value stands there now.
pub(in crate::project) fn set(store: &Store, id: AttributeId, owner: Owner, value: &str) -> Result<bool> {
    let attribute = found(store.get::<Attribute>(id)?, "attribute")?;
    let here = match owner {
        Owner::Case(case) => store.by::<AttributeValue>("case_id", &case)?,
        Owner::Source(source) => store.by::<AttributeValue>("source", &source)?,
    };
    let fits = matches!((attribute.target, owner), (Target::Case, Owner::Case(_)) | (Target::Source, Owner::Source(_)));
    if !fits {
        return Err(Error::rejected(format!("“{}” is an attribute of {}s", attribute.name, attribute.target)));
    }
    let known = here.into_iter().find(|v| v.attribute == id);
    if value.trim().is_empty() {
        return known.map_or(Ok(false), |row| store.delete::<AttributeValue>(row.id).map(|()| true));
    }
    let value = written_value(&attribute, value)?;
    if attribute.kind == AttributeType::Choice && !attribute.choices.contains(&value) {
        let mut choices = attribute.choices.clone();
        choices.push(value.clone());
        store.update(&Attribute { choices, ..attribute })?;
    }
    match known {
        Some(row) if row.value == value => return Ok(false),
        Some(row) => store.update(&AttributeValue { value, ..row })?,
        None => store.insert(&AttributeValue { id: ValueId::new(), attribute: id, owner, value })?,
    }
    Ok(true)
}

/// The written form of a value of an attribute's type, or a refusal that says what would fit.
pub fn written_value(attribute: &Attribute, value: &str) -> Result<String> {
    let value = value.trim();
    let refuse = |hint: &str| Err(Error::hint(format!("“{value}” is no {} for “{}”", attribute.kind, attribute.name), hint));
    match attribute.kind {
        AttributeType::Text | AttributeType::Choice => Ok(lf(value)),
        AttributeType::Number => match value.replace(',', "").parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(value.to_owned()),
            _ => refuse("Write digits, such as 12 or 3.5."),
        },
        AttributeType::Date => match value.parse::<jiff::civil::Date>() {
            Ok(date) => Ok(date.to_string()),
            Err(_) => refuse("Write it as 2022-03-14."),
        },
        AttributeType::YesNo => match value.to_lowercase().as_str() {
            "yes" | "y" | "true" | "1" => Ok("yes".into()),
            "no" | "n" | "false" | "0" => Ok("no".into()),
            _ => refuse("Write yes or no."),
        },
    }
}
