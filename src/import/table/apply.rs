//! From a table's plan to the table that the project applies.

use super::{PlannedAttribute, PlannedOwner, TablePlan, TableSource, guess};
use crate::model::{AttributeType, CaseKind};
use crate::project::{AttributeDraft, ImportTable, TableCase, TableJoin, TableOwner, TableValue};

/// What columns are called that say when an interview was held, without what stands between the words.
const HELD: [&str; 8] =
    ["date", "interviewdate", "dateofinterview", "dateoftheinterview", "interviewedon", "recordingdate", "dateofrecording", "recordedon"];

impl TablePlan {
    /// What the project writes of this plan. `file` is the table's name for the history, `sources` what it was planned with.
    pub fn import(&self, file: &str, sources: &[TableSource]) -> ImportTable {
        let sites = self.sites.iter().map(|name| TableCase { kind: CaseKind::SITE.into(), name: name.clone(), ..TableCase::default() });
        let people = self.cases.iter().map(|case| TableCase {
            kind: CaseKind::PERSON.into(),
            name: case.key.clone(),
            full_name: case.full_name.clone(),
            parent: case.site,
            ..TableCase::default()
        });
        let place = |case: usize| self.sites.len() + case;
        let owner = |owner: PlannedOwner| match owner {
            PlannedOwner::Case(case) => TableOwner::Case(place(case)),
            PlannedOwner::Source(source) => TableOwner::Source(sources[source].name.clone()),
        };
        let draft = |attribute: &PlannedAttribute| AttributeDraft {
            target: attribute.target,
            name: attribute.name.clone(),
            kind: attribute.kind,
            choices: attribute.choices.clone(),
        };
        ImportTable {
            file: file.into(),
            cases: sites.chain(people).collect(),
            attributes: self.attributes.iter().map(draft).collect(),
            links: self
                .cases
                .iter()
                .enumerate()
                .flat_map(|(n, case)| case.sources.iter().map(move |source| (sources[*source].name.clone(), place(n))))
                .collect(),
            joins: self
                .joins
                .iter()
                .map(|join| TableJoin { source: sources[join.source].name.clone(), voice: join.voice, case: place(join.case) })
                .collect(),
            values: self
                .values
                .iter()
                .map(|value| TableValue { attribute: value.attribute, owner: owner(value.owner), value: value.value.clone() })
                .collect(),
            dates: self.dates(),
            groupings: [
                self.grouping,
                self.attribute_named(&["role group", "role_group", "role"]),
                self.attribute_named(&["phase", "wave", "round"]),
            ],
            ..ImportTable::default()
        }
    }

    /// Whose cells are empty, as the project names them.
    pub fn blanks(&self, sources: &[TableSource]) -> Vec<(usize, TableOwner)> {
        let owner = |owner: PlannedOwner| match owner {
            PlannedOwner::Case(case) => TableOwner::Case(self.sites.len() + case),
            PlannedOwner::Source(source) => TableOwner::Source(sources[source].name.clone()),
        };
        self.blanks.iter().map(|(attribute, of)| (*attribute, owner(*of))).collect()
    }

    /// The attribute that says when interviews were held.
    pub(super) fn dates(&self) -> Option<usize> {
        let is = |attribute: &PlannedAttribute, name: &str| attribute.kind == AttributeType::Date && guess::fold(&attribute.name) == name;
        HELD.iter().find_map(|name| self.attributes.iter().position(|attribute| is(attribute, name)))
    }

    /// The first attribute that has one of these names.
    fn attribute_named(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.attributes.iter().position(|attribute| attribute.name.to_lowercase() == *name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{TableOptions, read_table_bytes};

    #[test]
    fn sites_come_before_their_people_and_values_find_their_owners() {
        let csv = "file,person,site,role,date\na,P1,North,nurse,2022-01-02\nb,P1,North,nurse,2023-01-02\nc,P2,South,porter,2022-02-03\n";
        let table = read_table_bytes(std::path::Path::new("t.csv"), csv.as_bytes(), &Default::default()).unwrap();
        let sources = ["a", "b", "c"].map(|name| TableSource { name: name.into(), ..TableSource::default() });
        let options = TableOptions { case_column: Some("person".into()), site_column: Some("site".into()), ..TableOptions::default() };
        let ground = crate::import::TableGround { sources: sources.to_vec(), ..Default::default() };
        let import = TablePlan::new(&table, &ground, &options).unwrap().import("t.csv", &sources);
        let cases: Vec<(&str, Option<usize>)> = import.cases.iter().map(|case| (case.name.as_str(), case.parent)).collect();
        assert_eq!(cases, [("North", None), ("South", None), ("P1", Some(0)), ("P2", Some(1))]);
        assert_eq!(import.links, [("a".into(), 2), ("b".into(), 2), ("c".into(), 3)]);
        let place = |name: &str| import.attributes.iter().position(|attribute| attribute.name == name);
        let role = place("role").unwrap();
        assert_eq!((import.dates, import.dates.is_some()), (place("date"), true));
        assert_eq!(import.groupings, [None, Some(role), None]);
        assert!(import.values.contains(&TableValue { attribute: role, owner: TableOwner::Case(3), value: "porter".into() }));
    }
}
