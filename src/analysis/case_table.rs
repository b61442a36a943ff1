//! The table of all cases with everything that is known of them, and that of the sources with their attributes, as they are written to a
//! spreadsheet and read back without loss.
//!
//! One row a case; a kind without cases has a row of its own. The heads of attributes carry their types: `role [choice: nurse; porter]`.

use super::Corpus;
use crate::model::{Attribute, AttributeType, Case, Owner, Source, Target};
use std::borrow::Cow;

/// The columns before those of attributes.
pub const CASE_COLUMNS: [&str; 8] = ["kind", "case", "full name", "pseudonym", "belongs to", "belongs to kind", "kind above", "sources"];

/// The table as words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseTable {
    /// The heads of its columns.
    pub header: Vec<String>,
    /// The types of the columns; nothing for those that are no attributes.
    pub types: Vec<Option<AttributeType>>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

/// The table of a project's cases.
pub fn case_table(corpus: &Corpus) -> CaseTable {
    let attributes: Vec<&Attribute> = corpus.attributes().iter().filter(|attribute| attribute.target == Target::Case).collect();
    let header = CASE_COLUMNS.iter().map(|name| (*name).to_owned()).chain(attributes.iter().map(|attribute| attribute_head(attribute)));
    let types = CASE_COLUMNS.iter().map(|_| None).chain(attributes.iter().map(|attribute| Some(attribute.kind)));
    let mut rows = Vec::new();
    for kind in corpus.kinds() {
        let above = kind.parent.and_then(|id| corpus.kinds().iter().find(|other| other.id == id)).map_or("", |above| &above.name);
        let before = rows.len();
        for case in corpus.cases().iter().filter(|case| case.kind == kind.id) {
            let mut cells = fixed(corpus, case, &kind.name, above);
            cells.extend(attributes.iter().map(|attribute| corpus.value(attribute.id, Owner::Case(case.id)).unwrap_or_default().to_owned()));
            rows.push(cells);
        }
        if rows.len() == before {
            let mut cells = vec![String::new(); CASE_COLUMNS.len() + attributes.len()];
            (cells[0], cells[6]) = (kind.name.clone(), above.to_owned());
            rows.push(cells);
        }
    }
    CaseTable { header: header.collect(), types: types.collect(), rows }
}

/// The first column of the table of sources; the others are attributes, by whose heads the table is known again.
pub const SOURCE_COLUMN: &str = "source";

/// The table of a project's sources with their own attributes: one row a source. What varies from interview to interview is theirs.
pub fn source_table(corpus: &Corpus) -> CaseTable {
    let attributes: Vec<&Attribute> = corpus.attributes().iter().filter(|attribute| attribute.target == Target::Source).collect();
    let row = |source: &Source| {
        let value = |attribute: &&Attribute| corpus.value(attribute.id, Owner::Source(source.id)).unwrap_or_default().to_owned();
        std::iter::once(source.name.clone()).chain(attributes.iter().map(value)).collect()
    };
    CaseTable {
        header: std::iter::once(SOURCE_COLUMN.to_owned()).chain(attributes.iter().map(|attribute| attribute_head(attribute))).collect(),
        types: std::iter::once(None).chain(attributes.iter().map(|attribute| Some(attribute.kind))).collect(),
        rows: corpus.sources().iter().map(row).collect(),
    }
}

fn fixed(corpus: &Corpus, case: &Case, kind: &str, above: &str) -> Vec<String> {
    let parent = case.parent.and_then(|id| corpus.case(id));
    let of = parent.and_then(|parent| corpus.kinds().iter().find(|kind| kind.id == parent.kind)).map_or("", |kind| &kind.name);
    let sources: Vec<&str> = corpus.sources_of(case.id).into_iter().filter_map(|id| corpus.source(id)).map(|source| source.name.as_str()).collect();
    let words = [kind, &case.name, &case.full_name, &case.pseudonym, parent.map_or("", |parent| &parent.name), of, above];
    words.into_iter().map(str::to_owned).chain([joined(&sources)]).collect()
}

/// The head of an attribute's column.
pub fn attribute_head(attribute: &Attribute) -> String {
    match attribute.kind {
        AttributeType::Choice if !attribute.choices.is_empty() => {
            let choices: Vec<&str> = attribute.choices.iter().map(String::as_str).collect();
            format!("{} [{}: {}]", attribute.name, attribute.kind, joined(&choices))
        }
        kind => format!("{} [{kind}]", attribute.name),
    }
}

/// The name, type and choices that a head says, where it says a type.
pub fn read_head(head: &str) -> Option<(String, AttributeType, Vec<String>)> {
    let inner = head.strip_suffix(']')?;
    // Brackets inside of it are marked, so that the last one that is not is where it begins.
    let at = inner.char_indices().rev().find(|(at, c)| *c == '[' && !is_marked(inner, *at)).map(|(at, _)| at)?;
    let (name, said) = (inner[..at].trim_end(), &inner[at + 1..]);
    let (kind, choices) = said.split_once(": ").map_or((said, Vec::new()), |(kind, list)| (kind, parted(list)));
    let kind = AttributeType::parse(kind.trim())?;
    (!name.is_empty() && (choices.is_empty() || kind == AttributeType::Choice)).then(|| (name.to_owned(), kind, choices))
}

fn is_marked(text: &str, at: usize) -> bool {
    text[..at].chars().rev().take_while(|c| *c == '\\').count() % 2 == 1
}

/// Names in one cell, with `; ` between them; what would be taken for more is marked by a backslash.
fn joined(names: &[&str]) -> String {
    let marked =
        |name: &&str| -> String { name.chars().flat_map(|c| if matches!(c, '\\' | ';' | '[' | ']') { vec!['\\', c] } else { vec![c] }).collect() };
    names.iter().map(marked).collect::<Vec<_>>().join("; ")
}

/// The names of a cell that [`joined`] wrote.
pub fn parted(cell: &str) -> Vec<String> {
    if cell.is_empty() {
        return Vec::new();
    }
    let mut names = vec![String::new()];
    let mut chars = cell.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => names.last_mut().into_iter().for_each(|name| name.extend(chars.next())),
            ';' => {
                chars.next_if_eq(&' ');
                names.push(String::new());
            }
            c => names.last_mut().into_iter().for_each(|name| name.push(c)),
        }
    }
    names
}

/// A cell as a spreadsheet shows it and does not run it: with an apostrophe in front where it would be taken for a formula, or has one already.
pub fn defused_fully(cell: &str) -> Cow<'_, str> {
    if runs(cell) || cell.starts_with('\'') { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// What a cell was before [`defused_fully`]. One that was typed with an apostrophe for nothing keeps it.
pub fn undefused(cell: &str) -> Cow<'_, str> {
    match cell.strip_prefix('\'') {
        Some(rest) if runs(rest) || rest.starts_with('\'') => Cow::Owned(rest.to_owned()),
        _ => Cow::Borrowed(cell),
    }
}

/// Whether a spreadsheet would take a cell for a formula. Plain numbers stay what they are.
pub fn runs(cell: &str) -> bool {
    let dangerous = cell.starts_with(['=', '+', '-', '@', '\t', '\n', '\r', '＝', '＋', '－', '＠']);
    let digits = cell.strip_prefix(['-', '+']).unwrap_or(cell);
    let number =
        digits.starts_with(|c: char| c.is_ascii_digit()) && digits.chars().all(|c| c.is_ascii_digit() || c == '.') && digits.matches('.').count() < 2;
    dangerous && !number
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::AttributeId;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_cell_runs_and_every_one_comes_back(cell in "['=+@\t -]{0,3}[a-z0-9.'=-]{0,4}") {
            let safe = defused_fully(&cell);
            prop_assert!(!runs(&safe));
            prop_assert_eq!(undefused(&safe), cell.as_str());
        }

        #[test]
        fn a_head_says_what_it_was_written_of(name in "[a-z谁 :;\\[\\]\\\\]{1,12}", choices in prop::collection::vec("[a-z谁 :;\\[\\]\\\\]{1,9}", 0..4), choice: bool) {
            let name = name.trim().to_owned();
            prop_assume!(!name.is_empty());
            let kind = if choice { AttributeType::Choice } else { AttributeType::Date };
            let choices = if choice { choices } else { Vec::new() };
            let attribute = Attribute { id: AttributeId::new(), target: Target::Case, name: name.clone(), kind, choices: choices.clone(), ord: String::new() };
            prop_assert_eq!(read_head(&attribute_head(&attribute)), Some((name, kind, choices)));
        }
    }

    #[test]
    fn other_heads_say_no_type() {
        for head in ["role", "role [nurse]", "[date]", "since [date: a]", "role ]"] {
            assert_eq!(read_head(head), None, "{head}");
        }
    }
}
