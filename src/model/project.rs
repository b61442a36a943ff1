//! The project's own row: its name and what it calls site, role and phase.

use super::{AttributeId, CaseKindId, ProjectId};
use serde::{Deserialize, Serialize};

/// What a grouping reads: an attribute of cases or sources, or the case of a kind (the site itself).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grouping {
    /// The value of an attribute.
    Attribute(AttributeId),
    /// The nearest case of this kind, itself or above.
    Kind(CaseKindId),
}

/// What a project says of itself. Exactly one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    /// Its id; a copy keeps it.
    pub id: ProjectId,
    /// Its name as the window shows it.
    pub name: String,
    /// What it is about.
    pub description: String,
    /// What is compared as sites.
    pub site: Option<Grouping>,
    /// What role groups are.
    pub role: Option<Grouping>,
    /// What phases are.
    pub phase: Option<Grouping>,
    /// The template of attributions, such as `({site}, {role})`.
    pub attribution: String,
}

impl Project {
    /// The template a new project starts with.
    pub const ATTRIBUTION: &'static str = "({site}, {role})";
}
