//! Changing what a code says of itself.

use super::{found, not_empty, refuse_twice};
use crate::model::Code;
use crate::project::op::{Op, OpKind, name};
use crate::project::{Done, Project};
use crate::{Error, Result};

impl Project {
    /// Changes anything of a code but its place in the tree.
    pub fn edit_code(&mut self, code: Code) -> Result<Done> {
        not_empty("a code", &code.name)?;
        let code = Code { name: code.name.trim().into(), short: code.short.trim().into(), ..code };
        let old = found(self.store.get::<Code>(code.id)?, "code")?;
        if (old.framework, old.parent, &old.ord) != (code.framework, code.parent, &code.ord) {
            return Err(Error::rejected("a code’s place is changed by moving it"));
        }
        refuse_twice(&self.store.by::<Code>("framework", &code.framework)?, code.framework, code.parent, Some(code.id), &code.name)?;
        let op = Op::new(OpKind::EditCode, label(&old, &code)).at(super::super::reader::framework_name(&self.store, code.framework)?);
        self.transact(&op, |store| store.update(&code))
    }
}

/// What changed, in the words of the history.
fn label(old: &Code, new: &Code) -> String {
    let strong = name(&new.name);
    if old.name != new.name {
        return format!("Renamed {} to {strong}", name(&old.name));
    }
    if (&old.description, &old.include, &old.exclude, &old.example) != (&new.description, &new.include, &new.exclude, &new.example) {
        return format!("Changed the definition of {strong}");
    }
    if old.colour != new.colour {
        return format!("Changed the colour of {strong}");
    }
    if old.statement != new.statement {
        return format!("Changed the statement of {strong}");
    }
    match (old.theme, new.theme) {
        (false, true) => format!("Made {strong} a theme"),
        (true, false) => format!("Made {strong} a code that is no theme"),
        _ => format!("Changed {strong}"),
    }
}
