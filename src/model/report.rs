//! Reports: themes in a chosen order, with the quotes chosen for each.

use super::{CodeId, Passage, ReportId, ReportPartId};

/// A document of chosen themes, which can be written again after every change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Its id.
    pub id: ReportId,
    /// Its title.
    pub name: String,
    /// What stands before the first theme, or empty.
    pub intro: String,
    /// How many quotes a theme has for which none were chosen.
    pub quotes: u32,
    /// Whether what the framework chart says of a theme stands under it.
    pub chart: bool,
    /// Whether a picture of where a theme is heard stands under it.
    pub pictures: bool,
    /// Its place among the reports (fractional key).
    pub ord: String,
}

impl Report {
    /// A report that has nothing but a title yet: three quotes a theme, with what the chart says and pictures.
    pub fn titled(name: String) -> Self {
        Self { id: ReportId::new(), name, intro: String::new(), quotes: 3, chart: true, pictures: true, ord: String::new() }
    }
}

/// A theme of a report, or a quote that was chosen for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportPart {
    /// Its id.
    pub id: ReportPartId,
    /// The report.
    pub report: ReportId,
    /// The theme.
    pub theme: CodeId,
    /// The quote; nothing where the row is the theme itself.
    pub quote: Option<Passage>,
    /// Its place among the themes, or among the quotes of its theme (fractional key).
    pub ord: String,
}
