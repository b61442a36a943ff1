//! What a table would bring, as plain values; and what the user says of its columns.

use crate::import::plan::Note;
use crate::model::{AttributeType, Target};
use serde::Serialize;

/// Which columns mean what; what is not given is guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableOptions {
    /// The column that names the sources' files.
    pub source_column: Option<String>,
    /// The column of the cases' keys.
    pub case_column: Option<String>,
    /// The column of the cases' full names.
    pub case_name_column: Option<String>,
    /// The column of the sites.
    pub site_column: Option<String>,
    /// Whether to guess a case column that is not given.
    pub without_cases: bool,
    /// Columns that are not wanted, by name.
    pub leave_out: Vec<String>,
    /// Types that the user set, by column name.
    pub types: Vec<(String, AttributeType)>,
}

/// What a column is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnUse {
    /// It names the sources.
    Source,
    /// It names the cases.
    CaseKey,
    /// It holds the cases' full names.
    CaseName,
    /// It names the sites that the cases belong to.
    Site,
    /// It is an attribute of cases: it never varies within one.
    CaseAttribute,
    /// It is an attribute of sources.
    SourceAttribute,
    /// It is left out: empty, or not wanted.
    None,
}

/// A column as the preview shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlannedColumn {
    /// Its header.
    pub name: String,
    /// What it is used for.
    pub used: ColumnUse,
    /// The type of its values.
    pub kind: AttributeType,
    /// How many of the rows that count fill it.
    pub filled: usize,
    /// How many different values it has.
    pub distinct: usize,
    /// Whether the attribute is in the project already, so that its type stands.
    pub here: bool,
}

/// A case to create, or to find by its key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PlannedCase {
    /// Its key in the table.
    pub key: String,
    /// Its name in full, or empty.
    pub full_name: String,
    /// The site it belongs to, by its place in `TablePlan::sites`.
    pub site: Option<usize>,
    /// Every name that its rows give it.
    #[serde(skip)]
    pub names: Vec<String>,
    /// Its sources, by their places in the list that was given.
    pub sources: Vec<usize>,
}

/// An attribute to create, or to find by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlannedAttribute {
    /// Its name: the column's header.
    pub name: String,
    /// What it stands on.
    pub target: Target,
    /// Its type.
    pub kind: AttributeType,
    /// The values of a choice, in order; empty otherwise.
    pub choices: Vec<String>,
}

/// Whose value it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PlannedOwner {
    /// A case's, by its place in `TablePlan::cases`.
    Case(usize),
    /// A source's, by its place in the list that was given.
    Source(usize),
}

/// A value to write.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlannedValue {
    /// Which attribute, by its place in `TablePlan::attributes`.
    pub attribute: usize,
    /// Whose.
    pub owner: PlannedOwner,
    /// The value in its type's written form; never empty.
    pub value: String,
}

/// A row that names no source, or may mean several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnmatchedRow {
    /// Its place among the table's rows, from 0.
    pub row: usize,
    /// What it is called in the table.
    pub name: String,
    /// Whether it may mean several sources, so that it was given to none.
    pub several: bool,
}

/// A voice of a source that is one of its people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PlannedJoin {
    /// The source, by its place in the list that was given.
    pub source: usize,
    /// The voice's number in it.
    pub voice: u32,
    /// The person, by their place in `TablePlan::cases`.
    pub case: usize,
}

/// A voice that is heard in a source of one or more people and could not be told to be one of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnjoinedVoice {
    /// The source, by its place in the list that was given.
    pub source: usize,
    /// The voice's label.
    pub voice: String,
}

/// A cell that is no value of its column's type, and is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnfitCell {
    /// Its row's place among the table's rows, from 0.
    pub row: usize,
    /// Its column.
    pub column: String,
    /// What stands in it.
    pub value: String,
    /// The type that it does not fit.
    pub kind: AttributeType,
}

/// What a table would bring, as plain values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TablePlan {
    /// The columns in their order.
    pub columns: Vec<PlannedColumn>,
    /// The sites, where they are parents of cases.
    pub sites: Vec<String>,
    /// The cases in the order they first occur.
    pub cases: Vec<PlannedCase>,
    /// The attributes in the order of their columns.
    pub attributes: Vec<PlannedAttribute>,
    /// The values.
    pub values: Vec<PlannedValue>,
    /// Whose cells in a column of an attribute are all empty: the attribute by its place, and whose.
    #[serde(skip)]
    pub blanks: Vec<(usize, PlannedOwner)>,
    /// The attribute that groups by site where sites are no parents: it varies within cases.
    pub grouping: Option<usize>,
    /// How many rows matched a source.
    pub matched_rows: usize,
    /// Rows that matched nothing and bring nothing.
    pub unmatched_rows: Vec<UnmatchedRow>,
    /// Rows that matched no source and bring their case alone, by their places.
    pub rows_of_cases_alone: Vec<usize>,
    /// Cells that are no values of the type that was chosen for their column, or that its attribute has in the project.
    pub unfit: Vec<UnfitCell>,
    /// Voices that are joined to their people.
    pub joins: Vec<PlannedJoin>,
    /// Voices that are heard and joined to nobody.
    pub unjoined: Vec<UnjoinedVoice>,
    /// Sources that no row names, by their places in the list that was given.
    pub unmatched_sources: Vec<usize>,
    /// What the preview says.
    pub notes: Vec<Note>,
}
