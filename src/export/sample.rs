//! Who was interviewed, as the methods table of a paper.

use super::Written;
use super::cells::{Table, TableOptions};
use crate::Result;
use crate::analysis::{Cell, Groups, Heads, Naming, Sample};
use std::io::Write;

/// The table as words: a head and one row a role group, the last of all. A cell reads `4 (6)`: people, and interviews in brackets.
pub fn sample_table(heads: &Heads, sample: &Sample, naming: Naming) -> (Vec<String>, Vec<Vec<String>>) {
    let names = |groups: &Groups, list: &[u16]| list.iter().map(|group| groups.called(*group, naming).to_owned()).collect::<Vec<_>>();
    let mut header = vec!["People (interviews)".to_owned()];
    let (sites, phases) = (tells(&heads.site, &sample.sites), tells(&heads.phase, &sample.phases));
    header.extend(names(&heads.site, &sample.sites).into_iter().filter(|_| sites));
    header.extend(names(&heads.phase, &sample.phases).into_iter().filter(|_| phases));
    header.extend(every_phase(heads, sample).map(str::to_owned));
    header.push("All".into());
    let rows = sample.rows.iter().map(|row| {
        let role = row.role.map_or_else(|| "All".to_owned(), |role| heads.role.called(role, naming).to_owned());
        let mut cells = vec![role];
        cells.extend(row.sites.iter().filter(|_| sites).chain(row.phases.iter().filter(|_| phases)).map(said));
        cells.extend(every_phase(heads, sample).map(|_| row.every_phase.to_string()));
        cells.push(said(&row.all));
        cells
    });
    (header, rows.collect())
}

/// The head of the column of people who were interviewed in every phase, where there are at least two.
pub fn every_phase(heads: &Heads, sample: &Sample) -> Option<&'static str> {
    match sample.phases.iter().filter(|phase| **phase != heads.phase.unassigned()).count() {
        0 | 1 => None,
        2 => Some("Both"),
        _ => Some("Every phase"),
    }
}

/// Whether the columns of a grouping tell more than the column of all: not where everything is unassigned.
pub fn tells(groups: &Groups, columns: &[u16]) -> bool {
    columns.iter().any(|group| *group != groups.unassigned())
}

fn said(cell: &Cell) -> String {
    format!("{} ({})", cell.people, cell.interviews)
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
