//! The framework chart: what is written where a row meets a code.

use super::{AttributeId, CaseId, CaseKindId, ChartCellId, CodeId, CoderId, EvidenceId, Passage, SourceId, Span, Time, VersionId, named};
use serde::{Deserialize, Serialize};

named! {
    /// How far a cell of the chart is.
    CellStatus {
        /// Nothing is written yet.
        NotCharted = "not charted",
        /// Somebody looked, and there is nothing to say.
        NoData = "no data",
        /// Written by one.
        Draft = "draft",
        /// Read and agreed by the team.
        Agreed = "agreed",
    }
}

/// What a row of the chart is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKey {
    /// A source: an interview, a note.
    Source(SourceId),
    /// A case: a person, an organisation, a site.
    Case(CaseId),
    /// All that have a value of an attribute; an empty value is those without one.
    Group(AttributeId, String),
    /// All that have no case of a kind; the row of those that have one is the case.
    Rest(CaseKindId),
}

/// A cell of the chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChartCell {
    /// Its id.
    pub id: ChartCellId,
    /// Its row.
    pub row: RowKey,
    /// Its column.
    pub code: CodeId,
    /// The researcher's own words; `[2]` in them is the passage of that number.
    pub summary: String,
    /// How far it is.
    pub status: CellStatus,
    /// What was coded under it when it was last looked at, as a mark of sixteen hex digits.
    pub beneath: String,
    /// Who wrote it last.
    pub coder: CoderId,
    /// When that was.
    pub at: Time,
}

/// A passage that a cell of the chart rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Its id.
    pub id: EvidenceId,
    /// The cell.
    pub cell: ChartCellId,
    /// Its number within the cell, from 1, which it keeps.
    pub number: u32,
    /// The source it stands in.
    pub source: SourceId,
    /// The version whose positions it has.
    pub version: VersionId,
    /// Where it stands.
    pub span: Span,
}

impl Evidence {
    /// The passage.
    pub fn passage(&self) -> Passage {
        Passage { source: self.source, version: self.version, span: self.span }
    }
}

/// The passages that words name, as `[2]`: where each stands, in scalar values, and its number.
pub fn named_passages(words: &str) -> Vec<(Span, u32)> {
    let letters: Vec<char> = words.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let figures = letters[at + 1..].iter().take_while(|letter| letter.is_ascii_digit()).count();
        let end = at + figures + 1;
        if letters[at] == '[' && (1..=6).contains(&figures) && letters.get(end) == Some(&']') {
            let number: String = letters[at + 1..end].iter().collect();
            found.extend(number.parse().ok().map(|number| (Span::new(at as u32, end as u32 + 1), number)));
            at = end;
        }
        at += 1;
    }
    found
}

/// What words name as passages that are none of those held, by their numbers: “[2], [5]”; nothing where all that they name is held.
pub fn names_nothing(words: &str, is_held: impl Fn(u32) -> bool) -> Option<String> {
    let mut named: Vec<u32> = named_passages(words).into_iter().map(|(_, number)| number).filter(|number| !is_held(*number)).collect();
    named.sort_unstable();
    named.dedup();
    let list: Vec<String> = named.iter().map(|number| format!("[{number}]")).collect();
    (!list.is_empty()).then(|| list.join(", "))
}

/// The same words, every passage in them named by a number that is `by` higher.
pub fn numbered_on(words: &str, by: u32) -> String {
    let letters: Vec<char> = words.chars().collect();
    let mut out = String::new();
    let mut end = 0;
    for (span, number) in named_passages(words) {
        out.extend(&letters[end..span.start as usize]);
        out.push_str(&format!("[{}]", number.saturating_add(by)));
        end = span.end as usize;
    }
    out.extend(&letters[end..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passages_are_named_by_numbers_in_brackets_alone() {
        assert_eq!(named_passages("So [2], é[13]. [sic] [] [4"), [(Span::new(3, 6), 2), (Span::new(9, 13), 13)]);
        assert!(named_passages("").is_empty() && named_passages("[").is_empty());
    }

    #[test]
    fn passages_are_numbered_on_all_at_once() {
        assert_eq!(numbered_on("é[1] and [2], [sic] [12].", 1), "é[2] and [3], [sic] [13].");
        assert_eq!(numbered_on("nothing", 4), "nothing");
    }
}
