//! Who was interviewed, as the methods table of a paper.

use super::Written;
use super::cells::{Table, TableOptions};
use crate::Result;
use crate::analysis::{Cell, Groups, Heads, Naming, Sample, SampleRow, is_bare_number};
use crate::text::capital;
use std::io::Write;

/// The table as words: a head and one row a role group, the last of all. A cell reads `4 (6)`: people, and interviews in brackets;
/// where there is nobody it is a dash, so that gaps are seen.
pub fn sample_table(heads: &Heads, sample: &Sample, naming: Naming) -> (Vec<String>, Vec<Vec<String>>) {
    let mut header = vec!["People (interviews)".to_owned()];
    let (sites, phases) = (tells(&heads.site, &sample.sites), tells(&heads.phase, &sample.phases));
    let both =
        sites && phases && [(&heads.site, &sample.sites), (&heads.phase, &sample.phases)].iter().all(|(by, list)| list.contains(&by.unassigned()));
    let names = |groups: &Groups, list: &[u16]| list.iter().map(|group| column(groups, *group, both, naming)).collect::<Vec<_>>();
    header.extend(names(&heads.site, &sample.sites).into_iter().filter(|_| sites));
    header.extend(names(&heads.phase, &sample.phases).into_iter().filter(|_| phases));
    header.extend(every_phase(heads, sample).map(str::to_owned));
    header.push("All".into());
    let rows = sample_rows(heads, sample).map(|row| {
        let role = row.role.map_or_else(|| "All".to_owned(), |role| heads.role.called(role, naming).to_owned());
        let mut cells = vec![role];
        cells.extend(row.sites.iter().filter(|_| sites).chain(row.phases.iter().filter(|_| phases)).map(said));
        cells.extend(every_phase(heads, sample).map(|_| if row.every_phase == 0 { NOBODY.to_owned() } else { row.every_phase.to_string() }));
        cells.push(said(&row.all));
        cells
    });
    (header, rows.collect())
}

/// The rows that are told: where the project knows no role groups, that of all alone.
pub(super) fn sample_rows<'a>(heads: &'a Heads, sample: &'a Sample) -> impl Iterator<Item = &'a SampleRow> {
    let known = sample.rows.iter().any(|row| row.role.is_some_and(|role| role != heads.role.unassigned()));
    sample.rows.iter().filter(move |row| known || row.role.is_none())
}

/// The head of a column: a bare number, or one with a letter, with what it numbers; what has no group with what it lacks where there is such a column of
/// sites and one of phases.
fn column(groups: &Groups, group: u16, both: bool, naming: Naming) -> String {
    let (name, title) = (groups.called(group, naming), groups.title.as_str());
    match group == groups.unassigned() {
        true if both && !title.is_empty() => format!("{name} ({title})"),
        false if is_bare_number(name) => capital(&format!("{title} {name}")),
        _ => name.to_owned(),
    }
}

/// The head of the column of people who were interviewed in every phase, where there are at least two and anybody was.
pub fn every_phase(heads: &Heads, sample: &Sample) -> Option<&'static str> {
    let phases = sample.phases.iter().filter(|phase| **phase != heads.phase.unassigned()).count();
    match phases {
        _ if sample.rows.iter().all(|row| row.every_phase == 0) => None,
        0 | 1 => None,
        2 => Some("Both"),
        _ => Some("Every phase"),
    }
}

/// Whether the columns of a grouping tell more than the column of all: not where everything is unassigned.
pub fn tells(groups: &Groups, columns: &[u16]) -> bool {
    columns.iter().any(|group| *group != groups.unassigned())
}

/// What stands where there is nobody.
const NOBODY: &str = "–";

fn said(cell: &Cell) -> String {
    match (cell.people, cell.interviews) {
        (0, 0) => NOBODY.to_owned(),
        (people, interviews) => format!("{people} ({interviews})"),
    }
}

/// Writes the table, and under it why totals are not sums where they are not.
pub fn sample_csv(heads: &Heads, sample: &Sample, naming: Naming, options: TableOptions, out: &mut dyn Write) -> Result<Written> {
    let (header, rows) = sample_table(heads, sample, naming);
    let mut table = Table::new(out, options, &header)?;
    for row in &rows {
        table.row(row)?;
    }
    if !sample.note.is_empty() {
        let mut note = vec![String::new(); header.len()];
        note[0].clone_from(&sample.note);
        table.row(&note)?;
    }
    table.close()
}
