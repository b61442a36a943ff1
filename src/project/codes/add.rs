//! Making codes.

use super::{Place, key_at, not_empty, refuse_twice};
use crate::model::{Code, CodeId, Colour, Framework, FrameworkId};
use crate::project::op::{Op, OpKind, name};
use crate::project::{Done, Home, Project};
use crate::store::Store;
use crate::{Error, Result};

/// A code to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeDraft {
    /// Its name.
    pub name: String,
    /// Its short name, or empty.
    pub short: String,
    /// Its definition, or empty.
    pub description: String,
    /// Its colour; without, a code at the top gets the next of the twelve and others take their parent's.
    pub colour: Option<Colour>,
}

impl Project {
    /// The framework that a code is of.
    pub fn framework_of(&self, code: CodeId) -> Result<FrameworkId> {
        Ok(crate::project::codes::found(self.store.get::<Code>(code)?, "code")?.framework)
    }

    /// Makes a code.
    pub fn add_code(&mut self, place: Place, draft: &CodeDraft) -> Result<Done<CodeId>> {
        let framework = super::found(self.store.get::<Framework>(place.framework)?, "framework")?;
        let label = format!("Made the code {}", name(draft.name.trim()));
        self.transact(&Op::new(OpKind::AddCode, label).at(framework.name), |store| insert(store, place, draft))
    }

    /// Makes the codes of a path that are not there, in one operation, and returns the last one. `names` are those below `under`.
    /// The framework may be made with them.
    pub fn add_path(&mut self, home: impl Into<Home>, under: Option<CodeId>, names: &[String]) -> Result<Done<CodeId>> {
        let home = home.into();
        let last = names.last().ok_or_else(|| Error::rejected("a code needs a name"))?;
        let label = format!("Made the code {}", name(last.trim()));
        let op = Op::new(OpKind::AddCode, label).at(home.name(&self.store)?);
        let done = self.transact(&op, |store| insert_path(store, home.enter(store)?, under, names))?;
        Ok(Done { op: done.op, value: done.value.0 })
    }
}

/// Inserts the missing codes of a path inside an open operation: the last one, and whether it is new.
pub(in crate::project) fn insert_path(store: &Store, framework: FrameworkId, under: Option<CodeId>, names: &[String]) -> Result<(CodeId, bool)> {
    let (mut at, mut new) = (under, false);
    for name in names {
        let codes = store.by::<Code>("framework", &framework)?;
        let known = codes.iter().find(|c| c.parent == at && c.name.to_lowercase() == name.trim().to_lowercase());
        new = known.is_none();
        let id = match known {
            Some(code) => code.id,
            None => insert(store, Place { framework, parent: at, ahead_of: None }, &CodeDraft { name: name.clone(), ..CodeDraft::default() })?,
        };
        at = Some(id);
    }
    Ok((at.ok_or_else(|| Error::rejected("a code needs a name"))?, new))
}

fn insert(store: &Store, place: Place, draft: &CodeDraft) -> Result<CodeId> {
    not_empty("a code", &draft.name)?;
    let codes = store.by::<Code>("framework", &place.framework)?;
    if let Some(parent) = place.parent.filter(|id| !codes.iter().any(|c| c.id == *id)) {
        return Err(Error::NotFound(format!("the code above ({parent}) is no longer in that framework")));
    }
    refuse_twice(&codes, place.framework, place.parent, None, &draft.name)?;
    let tops = codes.iter().filter(|c| c.parent.is_none()).count();
    let family = || Colour::Named(crate::project::frameworks::FAMILIES[tops % 12]);
    let code = Code {
        id: CodeId::new(),
        framework: place.framework,
        parent: place.parent,
        name: draft.name.trim().into(),
        short: draft.short.trim().into(),
        description: draft.description.clone(),
        include: String::new(),
        exclude: String::new(),
        example: String::new(),
        colour: draft.colour.or_else(|| place.parent.is_none().then(family)),
        theme: false,
        statement: String::new(),
        codable: true,
        ord: key_at(&codes, place, None),
    };
    store.insert(&code)?;
    Ok(code.id)
}
