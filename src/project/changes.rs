//! What an operation touched, so that views know what to read again.

use crate::model::{CodingId, Key};
use std::collections::BTreeSet;

/// A kind of thing that views show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Topic {
    /// The project's row.
    Project,
    /// Coders.
    Coders,
    /// Layers.
    Layers,
    /// Folders.
    Folders,
    /// Sources and their versions.
    Sources,
    /// Speakers.
    Speakers,
    /// Cases, their kinds and links to sources.
    Cases,
    /// Attributes and values.
    Attributes,
    /// Frameworks and codes.
    Codes,
    /// Codings.
    Codings,
    /// Memos, what became of them and what they are linked to.
    Memos,
    /// The list of pseudonyms.
    Pseudonyms,
    /// Searches kept by name.
    Searches,
    /// Rules for counting words.
    WordRules,
    /// Cells of the chart and what they rest on.
    Chart,
    /// Crosswalks, their links and what was settled.
    Crosswalks,
    /// What themes gather.
    Themes,
    /// Reports, their themes and quotes.
    Reports,
    /// Named versions of frameworks, merged codes, codings looked at again.
    Versions,
    /// Pins.
    Pins,
    /// Progress.
    Progress,
    /// Passages that are not offered again for a code.
    Dismissed,
}

impl Topic {
    /// What coded passages are, and whose.
    pub const PASSAGES: &'static [Self] =
        &[Self::Project, Self::Coders, Self::Sources, Self::Speakers, Self::Cases, Self::Attributes, Self::Codes, Self::Codings];

    /// What rests on passages themselves, and on which words.
    pub const RESTING: &'static [Self] = &[Self::Sources, Self::Chart, Self::Themes, Self::Reports];

    /// The number of topics.
    pub const COUNT: usize = 22;

    /// The topic of a table.
    pub(super) fn of(table: &str) -> Option<Self> {
        Some(match table {
            "project" => Self::Project,
            "coder" => Self::Coders,
            "layer" => Self::Layers,
            "folder" => Self::Folders,
            "source" | "version" => Self::Sources,
            "speaker" => Self::Speakers,
            "case_kind" | "cases" | "source_case" => Self::Cases,
            "attribute" | "attribute_value" => Self::Attributes,
            "framework" | "code" => Self::Codes,
            "coding" => Self::Codings,
            "memo" | "memo_state" | "memo_link" => Self::Memos,
            "pseudonym" => Self::Pseudonyms,
            "saved_search" => Self::Searches,
            "word_rule" => Self::WordRules,
            "chart_cell" | "evidence" => Self::Chart,
            "crosswalk" | "crosswalk_link" | "verdict" => Self::Crosswalks,
            "theme_part" => Self::Themes,
            "report" | "report_part" => Self::Reports,
            "framework_version" | "merged_code" | "looked_again" => Self::Versions,
            "pin" => Self::Pins,
            "progress" => Self::Progress,
            "dismissed" => Self::Dismissed,
            _ => return None,
        })
    }
}

/// What changed between two places in the journal.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// The place in the journal that is now seen.
    pub upto: i64,
    /// The topics touched.
    pub topics: BTreeSet<Topic>,
    /// The codings touched: new, changed or gone.
    pub codings: Vec<CodingId>,
    /// Whether a text was given another version, or a new one came.
    pub texts: bool,
}

impl Changes {
    /// The changes of these rows.
    pub(super) fn of(upto: i64, rows: Vec<(String, [u8; 16])>) -> Self {
        let mut changes = Self { upto, ..Self::default() };
        for (table, row) in rows {
            if table == "coding" {
                changes.codings.push(CodingId::from_bytes(row));
            }
            changes.texts |= table == "version";
            changes.topics.extend(Topic::of(&table));
        }
        changes
    }

    /// Whether nothing was touched.
    pub fn is_empty(&self) -> bool {
        self.topics.is_empty()
    }
}
