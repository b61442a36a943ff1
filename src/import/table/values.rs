//! Whose a column's values are, and taking them.

use super::plan::Row;
use super::planned::PlannedOwner;
use super::types::Typed;
use crate::import::plan::TableData;
use crate::model::Target;
use std::collections::{HashMap, HashSet};

/// Whether a column has two different values within one case, by all rows of the table: those of interviews that are still to come say as well whose
/// the column is. Blanks do not count.
pub(super) fn varies(table: &TableData, rows: &[Row], key: Option<usize>, column: usize) -> bool {
    // A row that counts and has no case has nothing but its source to stand on.
    if rows.iter().any(|row| row.case.is_none() && !table.rows[row.at][column].is_empty()) {
        return true;
    }
    let Some(key) = key else { return false };
    let mut first: HashMap<String, &str> = HashMap::new();
    let filled = table.rows.iter().filter(|cells| !cells[key].is_empty() && !cells[column].is_empty());
    filled.into_iter().any(|cells| *first.entry(cells[key].to_lowercase()).or_insert(&cells[column]) != cells[column])
}

/// What came of taking a column's values.
#[derive(Debug, Default)]
pub(super) struct Taken {
    /// How many rows contradict an earlier one of the same owner.
    pub conflicts: usize,
    /// The rows whose cells are no values of the column's type.
    pub unfit: Vec<usize>,
    /// Whose cells are all empty.
    pub blanks: Vec<PlannedOwner>,
}

/// Hands over every value of a column with its owner; a cell that does not fit the column's type is left out.
pub(super) fn take(
    table: &TableData,
    rows: &[Row],
    column: usize,
    target: Target,
    typed: &Typed,
    mut give: impl FnMut(PlannedOwner, String),
) -> Taken {
    let mut known: HashMap<PlannedOwner, &str> = HashMap::new();
    let mut taken = Taken::default();
    let owners = |row: &Row| -> Vec<PlannedOwner> {
        match target {
            Target::Case => row.case.map(PlannedOwner::Case).into_iter().collect(),
            Target::Source => row.sources.iter().copied().map(PlannedOwner::Source).collect(),
        }
    };
    let (mut filled, mut empty) = (HashSet::new(), Vec::new());
    for row in rows {
        let cell = table.rows[row.at][column].as_str();
        if cell.is_empty() {
            empty.extend(owners(row));
            continue;
        }
        filled.extend(owners(row));
        let Some(value) = typed.write(cell) else {
            taken.unfit.push(row.at);
            continue;
        };
        for owner in owners(row) {
            match known.insert(owner, cell) {
                None => give(owner, value.clone()),
                Some(before) => {
                    taken.conflicts += usize::from(before != cell);
                    known.insert(owner, before);
                }
            }
        }
    }
    let mut seen = HashSet::new();
    taken.blanks = empty.into_iter().filter(|owner| !filled.contains(owner) && seen.insert(*owner)).collect();
    taken
}

#[cfg(test)]
mod tests {
    use crate::import::table::{ColumnUse, PlannedOwner, TableGround, TableOptions, TablePlan, TableSource, read_table_bytes};
    use crate::import::{PlanOptions, TableData};
    use crate::model::{Attribute, AttributeId, AttributeType, Target};
    use std::path::Path;

    fn table(text: &str) -> TableData {
        read_table_bytes(Path::new("t.csv"), text.as_bytes(), &PlanOptions::default()).expect("a table")
    }

    fn names(list: &[&str]) -> TableGround {
        let sources = list.iter().map(|name| TableSource { name: (*name).into(), ..TableSource::default() }).collect();
        TableGround { sources, ..TableGround::default() }
    }

    #[test]
    fn what_never_varies_within_a_case_is_the_cases() {
        let table = table(
            "file,person,full name,site,role,wave\na1.txt,P1,Ann,North,nurse,1\na2.txt,P1,Ann,North,,2\nb.txt,P2,Bob,South,clerk,1\nx.txt,P3,Cy,South,clerk,1\n",
        );
        let plan = TablePlan::new(&table, &names(&["a1", "a2", "b", "c"]), &TableOptions::default()).expect("planned");
        let used: Vec<ColumnUse> = plan.columns.iter().map(|column| column.used).collect();
        assert_eq!(
            used,
            [ColumnUse::Source, ColumnUse::CaseKey, ColumnUse::CaseName, ColumnUse::Site, ColumnUse::CaseAttribute, ColumnUse::SourceAttribute]
        );
        assert_eq!(plan.sites, ["North", "South"]);
        let cases: Vec<_> = plan.cases.iter().map(|case| (case.key.as_str(), case.full_name.as_str(), case.site, case.sources.as_slice())).collect();
        assert_eq!(cases, [("P1", "Ann", Some(0), &[0, 1][..]), ("P2", "Bob", Some(1), &[2][..])]);
        assert_eq!((plan.matched_rows, plan.unmatched_rows[0].name.as_str(), plan.unmatched_sources.as_slice()), (3, "x.txt", &[3][..]));
        let values: Vec<_> = plan.values.iter().map(|value| (value.attribute, value.owner, value.value.as_str())).collect();
        let (case, source) = (PlannedOwner::Case, PlannedOwner::Source);
        assert_eq!(values, [(0, case(0), "nurse"), (0, case(1), "clerk"), (1, source(0), "1"), (1, source(1), "2"), (1, source(2), "1")]);
        assert_eq!(plan.attributes[1].target, Target::Source);
        assert_eq!(plan.attributes[1].kind, AttributeType::Number);
    }

    #[test]
    fn a_site_that_varies_within_a_person_groups_sources() {
        let table = table("file,id,site\na.txt,P1,North\nb.txt,P1,South\n");
        let plan = TablePlan::new(&table, &names(&["a.txt", "b.txt"]), &TableOptions::default()).expect("planned");
        assert!(plan.sites.is_empty());
        assert_eq!(plan.grouping.map(|at| plan.attributes[at].name.as_str()), Some("site"));
        assert_eq!(plan.columns[2].used, ColumnUse::SourceAttribute);
    }

    /// Interviews come in one after another, with one table of all of them, or with a table each time.
    #[test]
    fn what_varies_in_interviews_that_are_still_to_come_is_of_the_interviews() {
        let whole = table("file,id,site,wave\na.txt,P1,North,1\nb.txt,P1,South,2\nc.txt,P2,South,2\n");
        let source = |plan: &TablePlan| plan.columns[2..].iter().all(|column| column.used == ColumnUse::SourceAttribute);
        let first = TablePlan::new(&whole, &names(&["a.txt"]), &TableOptions::default()).expect("planned");
        assert!(source(&first) && first.sites.is_empty() && first.values.len() == 2, "{first:?}");
        // What is here as the sources' stays theirs, though it does not vary in a table of a few.
        let mut ground = names(&["a.txt", "c.txt"]);
        let here = |name: &str| Attribute {
            id: AttributeId::new(),
            target: Target::Source,
            name: name.into(),
            kind: AttributeType::Text,
            choices: Vec::new(),
            ord: "a".into(),
        };
        ground.attributes = vec![here("Site"), here("wave")];
        let few = table("file,id,site,wave\nc.txt,P2,South,2\n");
        let later = TablePlan::new(&few, &ground, &TableOptions::default()).expect("planned");
        assert!(source(&later) && later.sites.is_empty() && later.columns[2..].iter().all(|column| column.here), "{later:?}");
        // What was taken for the cases' and varies now is told, with the way out.
        ground.attributes = vec![Attribute { target: Target::Case, ..here("wave") }];
        let plan = TablePlan::new(&whole, &ground, &TableOptions::default()).expect("planned");
        let told = plan.notes.iter().find(|note| note.text.contains("“wave” varies within a case")).expect("a note");
        assert!(source(&plan) && told.text.contains("Remove that attribute of the cases"), "{told:?}");
    }

    #[test]
    fn a_table_of_people_finds_their_sources_by_their_keys() {
        let table = table("participant,age\nP1,40\nP2,50\nP9,60\n");
        let plan = TablePlan::new(&table, &names(&["Interview P01 a", "P02 follow-up", "P01 b"]), &TableOptions::default()).expect("planned");
        let sources: Vec<&[usize]> = plan.cases.iter().map(|case| case.sources.as_slice()).collect();
        assert_eq!(sources, [&[0, 2][..], &[1], &[]]);
        assert!(plan.unmatched_rows.is_empty() && plan.unmatched_sources.is_empty());
        assert_eq!(plan.matched_rows, 2);
    }

    #[test]
    fn a_cell_that_is_no_value_of_the_chosen_type_is_left_out_and_said() {
        let table = table("file,since\na,2020-01-02\nb,soon\nc,2021-03-04\n");
        let options = TableOptions { types: vec![("since".into(), AttributeType::Date)], ..TableOptions::default() };
        let plan = TablePlan::new(&table, &names(&["a", "b", "c"]), &options).expect("planned");
        let values: Vec<&str> = plan.values.iter().map(|value| value.value.as_str()).collect();
        assert_eq!(values, ["2020-01-02", "2021-03-04"]);
        let unfit: Vec<_> = plan.unfit.iter().map(|cell| (cell.row, cell.column.as_str(), cell.value.as_str(), cell.kind)).collect();
        assert_eq!(unfit, [(1, "since", "soon", AttributeType::Date)]);
    }

    #[test]
    fn the_type_of_an_attribute_that_is_here_stands_and_is_checked_in_the_plan() {
        let here =
            |target, name: &str, kind| Attribute { id: AttributeId::new(), target, name: name.into(), kind, choices: Vec::new(), ord: "a".into() };
        let mut ground = names(&["a", "b"]);
        ground.attributes = vec![
            here(Target::Case, "Beds", AttributeType::Number),
            here(Target::Source, "beds", AttributeType::Text),
            here(Target::Case, "open", AttributeType::YesNo),
            here(Target::Case, "since", AttributeType::Date),
        ];
        let table = table("file,person,beds,open,since\na,P1,a dozen,1,3 May 2024\nb,P2,\"1,200\",0,2024-06-01\n");
        let options = TableOptions { types: vec![("beds".into(), AttributeType::Text)], ..TableOptions::default() };
        let plan = TablePlan::new(&table, &ground, &options).expect("planned");
        let unfit: Vec<_> = plan.unfit.iter().map(|cell| (cell.row, cell.value.as_str(), cell.kind)).collect();
        assert_eq!(unfit, [(0, "a dozen", AttributeType::Number)]);
        let values: Vec<&str> = plan.values.iter().map(|value| value.value.as_str()).collect();
        assert_eq!(values, ["1,200", "yes", "no", "2024-05-03", "2024-06-01"]);
        assert!(plan.columns[2].here && plan.columns[2].kind == AttributeType::Number);
    }

    #[test]
    fn a_row_that_may_mean_two_sources_is_given_to_neither_and_said() {
        let of = |name: &str, file: &str| TableSource { name: name.into(), file: file.into(), ..TableSource::default() };
        let sources = [of("a", "/x/north/a.txt"), of("a (2)", "/x/south/a.txt"), of("b", "/x/north/b.txt")];
        let sources = TableGround { sources: sources.to_vec(), ..TableGround::default() };
        let by_file = table("file,person\na.txt,P1\na.txt,P2\nb.txt,P3\n");
        let plan = TablePlan::new(&by_file, &sources, &TableOptions::default()).expect("planned");
        assert_eq!((plan.matched_rows, plan.unmatched_rows.iter().filter(|row| row.several).count()), (1, 2));
        assert!(plan.notes.iter().any(|note| note.text.contains("“a.txt” may mean several sources")), "{:?}", plan.notes);
        let by_folder = table("file,person\nsouth/a.txt,P2\nnorth/a.txt,P1\nnorth/b.txt,P3\n");
        let plan = TablePlan::new(&by_folder, &sources, &TableOptions::default()).expect("planned");
        let cases: Vec<_> = plan.cases.iter().map(|case| (case.key.as_str(), case.sources.as_slice())).collect();
        assert_eq!(cases, [("P2", &[1][..]), ("P1", &[0]), ("P3", &[2])]);
    }

    #[test]
    fn columns_that_are_given_must_exist() {
        let options = TableOptions { case_column: Some("nobody".into()), ..TableOptions::default() };
        let error = TablePlan::new(&table("a,b\n1,2\n"), &TableGround::default(), &options).expect_err("refused");
        assert!(error.remedy().contains("a, b"));
    }
}
