//! Where who stands in a row of a chart stands besides: the same row in other groups, and other interviews of the same person there.

use super::rows::Draft;
use crate::model::{CaseId, RowKey};
use crate::text::isolated;
use std::collections::{BTreeSet, HashMap};

/// The interviews of each person, or of the same people.
pub(super) struct Elsewhere<'d> {
    interviews: HashMap<&'d [CaseId], Vec<&'d Draft>>,
}

/// The other groups of a row and of the person whose it is.
#[derive(Default)]
pub(super) struct Others {
    /// Those in which other interviews of the same person stand.
    person: Vec<u16>,
    /// Those in which the row itself stands.
    row: Vec<u16>,
}

impl<'d> Elsewhere<'d> {
    /// Reads it off all rows.
    pub fn new(drafts: &'d [Draft]) -> Self {
        let mut interviews: HashMap<&[CaseId], Vec<&Draft>> = HashMap::new();
        for draft in drafts.iter().filter(|draft| matches!(draft.key, RowKey::Source(_)) && !draft.people.is_empty()) {
            interviews.entry(&draft.people).or_default().push(draft);
        }
        Self { interviews }
    }

    /// The other groups of a row that stands in this one.
    pub fn of(&self, draft: &Draft, group: u16) -> Others {
        let hers = if matches!(draft.key, RowKey::Source(_)) { self.interviews.get(draft.people.as_slice()) } else { None };
        let person: BTreeSet<u16> = hers.into_iter().flatten().flat_map(|other| other.groups.iter().copied()).collect();
        let person = person.into_iter().filter(|other| !draft.groups.contains(other)).collect();
        Others { person, row: draft.groups.iter().copied().filter(|other| *other != group).collect() }
    }
}

impl Others {
    /// It in words, behind what is known of the row: “same person”, “same person also in Wales”, “also in Wales, the same cells”.
    pub fn said<'g>(&self, again: bool, name: impl Fn(u16) -> &'g str) -> String {
        let names = |groups: &[u16]| groups.iter().map(|group| isolated(name(*group))).collect::<Vec<_>>().join(", ");
        let person = match (again, self.person.as_slice()) {
            (false, []) => String::new(),
            (true, []) => "same person".into(),
            (true, groups) => format!("same person, also in {}", names(groups)),
            (false, groups) => format!("same person also in {}", names(groups)),
        };
        let row = if self.row.is_empty() { String::new() } else { format!("also in {}, the same cells", names(&self.row)) };
        [person, row].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · ")
    }
}
