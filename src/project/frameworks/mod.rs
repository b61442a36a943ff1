//! Frameworks: made empty, from a template or from an outline; renamed; removed.

mod came;
mod gone;
pub(in crate::project) mod past;
mod revisions;
mod templates;
mod versions;

pub use revisions::Revisions;
pub use templates::templates;

use super::op::{Op, OpKind, count, name};
use super::transact::{Done, Project};
use crate::model::{Code, CodeId, Colour, Framework, FrameworkId, order};
use crate::store::Store;
use crate::{Error, Result};
use serde::{Deserialize, Serialize};

/// A framework to be made, with its codes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Template {
    /// Its name.
    pub name: String,
    /// Its short name, or empty.
    pub short: String,
    /// What it is for and where it comes from.
    pub description: String,
    /// Its codes at the top.
    pub codes: Vec<TemplateCode>,
}

/// A code of a template, with those below it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TemplateCode {
    /// Its name.
    pub name: String,
    /// Its short name, or empty.
    pub short: String,
    /// Its definition.
    pub description: String,
    /// What to include.
    pub include: String,
    /// What to exclude.
    pub exclude: String,
    /// An example passage.
    pub example: String,
    /// Its colour.
    pub colour: Option<Colour>,
    /// Whether it is a theme.
    pub theme: bool,
    /// A theme's statement.
    pub statement: String,
    /// Whether it is a heading alone.
    pub heading: bool,
    /// The codes below.
    pub children: Vec<TemplateCode>,
}

impl TemplateCode {
    fn all(&self) -> usize {
        1 + self.children.iter().map(Self::all).sum::<usize>()
    }
}

/// The framework that new codes go into: one that is there, or one that is made on the way, as a project without any needs for its first code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Home {
    /// A framework of the project.
    Framework(FrameworkId),
    /// A new one of this name.
    New(String),
}

impl From<FrameworkId> for Home {
    fn from(id: FrameworkId) -> Self {
        Self::Framework(id)
    }
}

impl Home {
    /// The name of the framework, for the history.
    pub(super) fn name(&self, store: &Store) -> Result<String> {
        match self {
            Self::Framework(id) => Ok(super::codes::found(store.get::<Framework>(*id)?, "framework")?.name),
            Self::New(name) => Ok(name.trim().into()),
        }
    }

    /// The framework, made where it is new, inside an open operation.
    pub(super) fn enter(&self, store: &Store) -> Result<FrameworkId> {
        match self {
            Self::Framework(id) => Ok(*id),
            Self::New(name) => insert(store, &Template { name: name.clone(), ..Template::default() }),
        }
    }
}

/// Colours for families without one, far apart first.
pub(super) const FAMILIES: [u8; 12] = [8, 1, 0, 5, 10, 7, 4, 6, 9, 2, 11, 3];

impl Project {
    /// Makes a framework with the codes of its template.
    pub fn add_framework(&mut self, template: &Template) -> Result<Done<FrameworkId>> {
        let codes: usize = template.codes.iter().map(TemplateCode::all).sum();
        let label = format!("Made the framework {} with {}", name(template.name.trim()), count(codes, "code", "codes"));
        self.transact(&Op::new(OpKind::AddFramework, label), |store| insert(store, template))
    }

    /// Changes a framework's name, short name or description.
    pub fn edit_framework(&mut self, framework: Framework) -> Result<Done> {
        super::codes::not_empty("a framework", &framework.name)?;
        let framework = Framework { name: framework.name.trim().into(), short: framework.short.trim().into(), ..framework };
        refuse_twice(&self.store.all::<Framework>()?, Some(framework.id), &framework.name)?;
        let old = super::codes::found(self.store.get::<Framework>(framework.id)?, "framework")?;
        let label = if old.name == framework.name {
            format!("Described the framework {}", name(&old.name))
        } else {
            format!("Renamed the framework {} to {}", name(&old.name), name(&framework.name))
        };
        self.transact(&Op::new(OpKind::EditFramework, label), |store| store.update(&framework))
    }

    /// Removes a framework with its codes and all that was coded with them.
    pub fn remove_framework(&mut self, id: FrameworkId) -> Result<Done> {
        let framework = super::codes::found(self.store.get::<Framework>(id)?, "framework")?;
        let codes = self.store.by::<Code>("framework", &id)?.len();
        let label = format!("Removed the framework {} with {}", name(&framework.name), count(codes, "code", "codes"));
        self.transact(&Op::new(OpKind::RemoveFramework, label), |store| store.delete::<Framework>(id))
    }
}

/// Inserts a framework with the codes of its template inside an open operation.
fn insert(store: &Store, template: &Template) -> Result<FrameworkId> {
    super::codes::not_empty("a framework", &template.name)?;
    let others = store.all::<Framework>()?;
    refuse_twice(&others, None, &template.name)?;
    super::codes::check_siblings(&template.codes)?;
    let last = others.into_iter().map(|f| f.ord).max().unwrap_or_default();
    let framework = Framework {
        id: FrameworkId::new(),
        name: template.name.trim().into(),
        short: template.short.trim().into(),
        description: template.description.clone(),
        ord: order::between(&last, None),
    };
    store.insert(&framework)?;
    let keys = order::sequence("", template.codes.len());
    for (n, (code, key)) in template.codes.iter().zip(keys).enumerate() {
        let family = Colour::Named(FAMILIES[n % FAMILIES.len()]);
        insert_tree(store, framework.id, None, code, key, Some(code.colour.unwrap_or(family)))?;
    }
    Ok(framework.id)
}

fn refuse_twice(all: &[Framework], own: Option<FrameworkId>, title: &str) -> Result<()> {
    if all.iter().any(|f| Some(f.id) != own && f.name.to_lowercase() == title.trim().to_lowercase()) {
        return Err(Error::hint(format!("there is a framework “{}” already", title.trim()), "Give this one another name."));
    }
    Ok(())
}

fn insert_tree(
    store: &Store,
    framework: FrameworkId,
    parent: Option<CodeId>,
    from: &TemplateCode,
    ord: String,
    colour: Option<Colour>,
) -> Result<()> {
    let code = Code {
        id: CodeId::new(),
        framework,
        parent,
        name: from.name.trim().into(),
        short: from.short.trim().into(),
        description: from.description.clone(),
        include: from.include.clone(),
        exclude: from.exclude.clone(),
        example: from.example.clone(),
        colour,
        theme: from.theme,
        statement: from.statement.clone(),
        codable: !from.heading,
        ord,
    };
    store.insert(&code)?;
    for (child, key) in from.children.iter().zip(order::sequence("", from.children.len())) {
        insert_tree(store, framework, Some(code.id), child, key, child.colour)?;
    }
    Ok(())
}
