//! Changing what a code says of itself.

use super::{found, not_empty, refuse_twice};
use crate::analysis::listed;
use crate::model::{Code, CodeId};
use crate::project::op::{Op, OpKind, name};
use crate::project::{Done, Project};
use crate::{Error, Result};

/// Words of a definition that are changed; what is none stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct CodeWords {
    /// What the code means.
    pub description: Option<String>,
    /// What to include.
    pub include: Option<String>,
    /// What to exclude.
    pub exclude: Option<String>,
    /// An example passage.
    pub example: Option<String>,
    /// A short name.
    pub short: Option<String>,
    /// What a theme says.
    pub statement: Option<String>,
}

impl Project {
    /// Changes words of a code's definition, and nothing else that may have been changed meanwhile.
    pub fn define_code(&mut self, id: CodeId, words: CodeWords) -> Result<Done> {
        let mut code = found(self.store.get::<Code>(id)?, "code")?;
        let put = |old: &mut String, new: Option<String>| new.into_iter().for_each(|new| *old = new);
        put(&mut code.description, words.description);
        put(&mut code.include, words.include);
        put(&mut code.exclude, words.exclude);
        put(&mut code.example, words.example);
        put(&mut code.short, words.short);
        put(&mut code.statement, words.statement);
        self.edit_code(code)
    }

    /// A code as it stands, also one made in a step that is not finished yet.
    pub fn code(&self, id: CodeId) -> Result<Code> {
        found(self.store.get::<Code>(id)?, "code")
    }

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
        // What stands there already is no step.
        self.transact(&op, |store| if code == old { Ok(()) } else { store.update(&code) })
    }
}

/// What changed, all of it, in the words of the history: “Changed the colour and statement of Money and made it a theme”.
fn label(old: &Code, new: &Code) -> String {
    let strong = name(&new.name);
    let mut clauses: Vec<String> = Vec::new();
    if old.name != new.name {
        clauses.push(format!("renamed {} to {strong}", name(&old.name)));
    }
    let parts = [
        ((&old.description, &old.include, &old.exclude, &old.example) != (&new.description, &new.include, &new.exclude, &new.example), "definition"),
        (old.short != new.short, "short name"),
        (old.colour != new.colour, "colour"),
        (old.statement != new.statement, "statement"),
    ];
    let parts: Vec<&str> = parts.into_iter().filter(|(changed, _)| *changed).map(|(_, part)| part).collect();
    if !parts.is_empty() {
        clauses.push(if clauses.is_empty() {
            format!("changed the {} of {strong}", listed(&parts))
        } else {
            format!("changed its {}", listed(&parts))
        });
    }
    let made = [
        (old.theme != new.theme, if new.theme { "a theme" } else { "a code that is no theme" }),
        (old.codable != new.codable, if new.codable { "a code to code with" } else { "a heading" }),
    ];
    let made: Vec<&str> = made.into_iter().filter(|(changed, _)| *changed).map(|(_, made)| made).collect();
    if !made.is_empty() {
        let what = if clauses.is_empty() { strong.as_str() } else { "it" };
        clauses.push(format!("made {what} {}", listed(&made)));
    }
    if clauses.is_empty() {
        clauses.push(format!("changed {strong}"));
    }
    let said = listed(&clauses.iter().map(String::as_str).collect::<Vec<_>>());
    said[..1].to_uppercase() + &said[1..]
}
