//! Codes: made, described, moved, merged, removed.

mod add;
mod edit;
mod merge;
mod relocate;
mod remove;

pub use add::CodeDraft;
pub(super) use add::insert_path;
pub use edit::CodeWords;

use crate::model::{Code, CodeId, FrameworkId};
use crate::{Error, Result};
use std::collections::HashSet;
use std::hash::Hash;

/// Where a code goes: under a parent or at the top of a framework, ahead of a sibling or last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The framework.
    pub framework: FrameworkId,
    /// The code above.
    pub parent: Option<CodeId>,
    /// The sibling it goes ahead of; last without.
    pub ahead_of: Option<CodeId>,
}

/// What was looked for, or an error that says what kind of thing is gone.
pub(super) fn found<T>(row: Option<T>, kind: &str) -> Result<T> {
    row.ok_or_else(|| Error::NotFound(format!("that {kind} is no longer in the project")))
}

/// Things in their order, what is named twice once: what is said of them counts them.
pub(super) fn once<T: Copy + Eq + Hash>(all: &[T]) -> Vec<T> {
    let mut seen = HashSet::new();
    all.iter().copied().filter(|one| seen.insert(*one)).collect()
}

/// Refuses a name without letters, and signs that no name has.
pub(super) fn not_empty(what: &str, name: &str) -> Result<()> {
    if name.trim().is_empty() {
        return Err(Error::rejected(format!("{what} needs a name")));
    }
    if name.chars().any(char::is_control) {
        return Err(Error::rejected(format!("the name of {what} cannot hold line ends or control signs")));
    }
    Ok(())
}

/// Refuses two siblings of one name.
pub(super) fn check_siblings(codes: &[super::TemplateCode]) -> Result<()> {
    let mut seen = std::collections::HashSet::new();
    for code in codes {
        not_empty("a code", &code.name)?;
        if !seen.insert(code.name.trim().to_lowercase()) {
            return Err(Error::rejected(format!("the code “{}” stands twice in one place", code.name.trim())));
        }
        check_siblings(&code.children)?;
    }
    Ok(())
}

/// Refuses a name that a sibling has.
fn refuse_twice(codes: &[Code], framework: FrameworkId, parent: Option<CodeId>, own: Option<CodeId>, name: &str) -> Result<()> {
    let twin = codes
        .iter()
        .find(|c| c.framework == framework && c.parent == parent && Some(c.id) != own && c.name.to_lowercase() == name.trim().to_lowercase());
    match twin {
        Some(_) => {
            Err(Error::hint(format!("there is a code “{}” in this place already", name.trim()), "Use that one, or give this one another name."))
        }
        None => Ok(()),
    }
}

/// The key of a place among its siblings; `moving` does not count as a sibling.
fn key_at(codes: &[Code], place: Place, moving: Option<CodeId>) -> String {
    let mut siblings: Vec<&Code> =
        codes.iter().filter(|c| c.framework == place.framework && c.parent == place.parent && Some(c.id) != moving).collect();
    siblings.sort_by(|a, b| (&a.ord, a.id).cmp(&(&b.ord, b.id)));
    let at = place.ahead_of.and_then(|id| siblings.iter().position(|c| c.id == id));
    match at {
        Some(at) => {
            let before = at.checked_sub(1).map_or("", |n| siblings[n].ord.as_str());
            crate::model::order::between(before, Some(&siblings[at].ord))
        }
        None => crate::model::order::between(siblings.last().map_or("", |c| c.ord.as_str()), None),
    }
}

/// A code and all below it, it first.
pub(super) fn family(codes: &[Code], id: CodeId) -> Vec<CodeId> {
    let mut list = vec![id];
    let mut at = 0;
    while at < list.len() {
        let above = list[at];
        list.extend(codes.iter().filter(|c| c.parent == Some(above)).map(|c| c.id));
        at += 1;
    }
    list
}
