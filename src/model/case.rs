//! Cases, their kinds, and typed attributes of cases and sources.

use super::{AttributeId, CaseId, CaseKindId, SourceCaseId, SourceId, ValueId, named};
use serde::{Deserialize, Serialize};

/// A kind of case; kinds nest (site > organisation > person).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseKind {
    /// Its id.
    pub id: CaseKindId,
    /// The kind above, whose cases hold cases of this one.
    pub parent: Option<CaseKindId>,
    /// Its name in the singular, such as “person”.
    pub name: String,
    /// Its place (fractional key).
    pub ord: String,
}

impl CaseKind {
    /// The kind that interviews are held with, in every new project.
    pub const PERSON: &'static str = "person";
    /// The kind that is compared, in every new project.
    pub const SITE: &'static str = "site";
}

/// A unit of comparison: a person, an organisation, a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// Its kind.
    pub kind: CaseKindId,
    /// The case it belongs to.
    pub parent: Option<CaseId>,
    /// Its key in tables, such as `P07`; unique within its kind without regard to case.
    pub name: String,
    /// Its name in full, as only the project knows it, or empty.
    pub full_name: String,
    /// What stands for it in exports, or empty.
    pub pseudonym: String,
    /// Its place (fractional key).
    pub ord: String,
}

/// A source of a case. A source may belong to several cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceCase {
    /// Its id.
    pub id: SourceCaseId,
    /// The source.
    pub source: SourceId,
    /// The case.
    pub case_id: CaseId,
}

named! {
    /// What an attribute stands on.
    Target {
        /// On cases.
        Case = "case",
        /// On sources.
        Source = "source",
    }
}

named! {
    /// The type of an attribute's values.
    AttributeType {
        /// Any words.
        Text = "text",
        /// A decimal number, kept as it was written.
        Number = "number",
        /// A date, `YYYY-MM-DD`.
        Date = "date",
        /// `yes` or `no`.
        YesNo = "yes/no",
        /// One of a list.
        Choice = "choice",
    }
}

/// A typed attribute of cases or of sources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribute {
    /// Its id.
    pub id: AttributeId,
    /// What it stands on.
    pub target: Target,
    /// Its name, unique within its target without regard to case.
    pub name: String,
    /// The type of its values.
    pub kind: AttributeType,
    /// The list of a choice, in order; empty otherwise.
    pub choices: Vec<String>,
    /// Its place (fractional key).
    pub ord: String,
}

/// Whose value it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    /// A case's.
    Case(CaseId),
    /// A source's.
    Source(SourceId),
}

/// A value of an attribute; a missing value is no row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeValue {
    /// Its id.
    pub id: ValueId,
    /// Which attribute.
    pub attribute: AttributeId,
    /// Whose.
    pub owner: Owner,
    /// The value in its type's written form.
    pub value: String,
}
