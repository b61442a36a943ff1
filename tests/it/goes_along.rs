//! What is told to go along with what is removed, against what is really gone from the file.

use crate::cli_room::Room;
use crate::support::{corpus, raw};
use std::collections::HashMap;
use std::path::Path;
use themata::analysis::{Corpus, Removed, goes_along};
use themata::project::Project;

/// Rows of each kind that is told, by the word for one of them.
fn held(path: &Path) -> HashMap<&'static str, i64> {
    let conn = raw(path);
    let count = |from: &str| conn.query_row(&format!("SELECT count(*) FROM {from}"), [], |row| row.get::<_, i64>(0)).unwrap();
    HashMap::from([
        ("coding", count("coding")),
        ("memo", count("memo")),
        ("cell of the chart", count("chart_cell WHERE summary <> '' OR status <> 'not charted'")),
        ("link between frameworks", count("crosswalk_link")),
        ("settled passage", count("verdict")),
        ("thing that a theme gathers", count("theme_part")),
        ("theme in a report", count("report_part WHERE source IS NULL")),
        ("named version", count("framework_version")),
        ("value", count("attribute_value")),
        ("other spelling of a name", count("pseudonym")),
    ])
}

fn done<T>(result: themata::Result<T>) {
    result.map(|_| ()).unwrap();
}

type Remove = Box<dyn Fn(&mut Project)>;

/// Removals of every kind: each code and framework, sources, cases, attributes.
fn removals(corpus: &Corpus) -> Vec<(Removed<'static>, Remove)> {
    let mut list: Vec<(Removed<'static>, Remove)> = Vec::new();
    for code in corpus.codes().iter().map(|code| code.id) {
        list.push((Removed::Codes(vec![code].leak()), Box::new(move |project| done(project.remove_codes(&[code])))));
    }
    for framework in corpus.frameworks().iter().map(|framework| framework.id) {
        list.push((Removed::Framework(framework), Box::new(move |project| done(project.remove_framework(framework)))));
    }
    for source in corpus.sources().iter().step_by(5).map(|source| source.id) {
        list.push((Removed::Sources(vec![source].leak()), Box::new(move |project| done(project.remove_sources(&[source])))));
    }
    for case in corpus.cases().iter().step_by(3).map(|case| case.id) {
        list.push((Removed::Cases(vec![case].leak()), Box::new(move |project| done(project.remove_cases(&[case])))));
    }
    for attribute in corpus.attributes().iter().map(|attribute| attribute.id) {
        list.push((Removed::Attribute(attribute), Box::new(move |project| done(project.remove_attribute(attribute)))));
    }
    list
}

#[test]
fn what_is_told_to_go_along_is_what_is_gone() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("study.themata");
    themata::example::build(&path, &|_, _| true).unwrap();
    let start = corpus(&path);
    let mut project = Project::open(&path).unwrap();
    project.be_coder("BP", "Bo Price").unwrap();
    let before = held(&path);
    let mut seen: HashMap<&str, i64> = HashMap::new();
    for (removed, remove) in removals(&start) {
        let told: HashMap<&str, i64> = goes_along(&start, &removed).kinds.iter().map(|(count, one, _)| (*one, *count as i64)).collect();
        remove(&mut project);
        let after = held(&path);
        for (kind, count) in &before {
            let gone = count - after[kind];
            assert_eq!(told.get(kind).copied().unwrap_or(0), gone, "{kind} of {removed:?}");
            *seen.entry(kind).or_default() += gone;
        }
        project.undo().unwrap();
    }
    assert_eq!(held(&path), before);
    let never: Vec<&&str> = before.keys().filter(|kind| seen.get(**kind).is_none_or(|count| *count == 0)).collect();
    assert!(never.is_empty() || never == [&"other spelling of a name"], "never gone: {never:?}");
}

#[test]
fn what_was_written_by_hand_is_not_removed_unasked() {
    let room = Room::study();
    room.done(&["chart", "s.themata", "set", "North 1", "Law 2", "Late money"]);
    let refused = room.run(&["sources", "s.themata", "remove", "North 1"]).ends(1);
    assert!(refused.err.contains("1 cell of the chart") && refused.err.contains("nothing was changed"), "{}", refused.err);
    let refused = room.run(&["codebook", "s.themata", "remove", "Law 2"]).ends(1);
    assert!(refused.err.contains("1 cell of the chart would go with that") && refused.err.contains("--yes"), "{}", refused.err);
    room.done(&["codebook", "s.themata", "remove", "Law 2", "--yes"]);
    room.done(&["undo", "s.themata"]);
    assert!(room.done(&["chart", "s.themata", "show", "--json"]).out.contains("Late money"));
}
