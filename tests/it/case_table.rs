//! The case table out to .csv and .xlsx and back: nothing is lost, and a newer table says what it changes before it does.

use super::cli_room::Room;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use std::path::Path;
use themata::analysis::{Corpus, case_table};
use themata::export::{TableOf, TableOptions as Written, own_table_csv, own_table_xlsx};
use themata::import::{Empty, NewerTable, TableOptions};
use themata::model::{AttributeType, Case, Owner, Target};
use themata::project::{AttributeDraft, CaseDraft, Project, Reader};

const TYPES: [AttributeType; 5] = [AttributeType::Text, AttributeType::Number, AttributeType::Date, AttributeType::YesNo, AttributeType::Choice];

/// Words that tables are hard on.
const WORDS: [&str; 16] = [
    "=1+1",
    "'=1+1",
    "''",
    "'quoted'",
    "+44 20",
    "-5",
    "@home",
    "a, b; c",
    "two\nlines",
    "“so” \"said\"",
    "007",
    "1e3",
    "2022-03-14",
    "yes",
    "谁 שלום",
    "\\ [x]; y",
];

/// One of them as a name, which stands on one line.
fn name(n: usize) -> String {
    WORDS[n % WORDS.len()].replace('\n', "  ")
}

fn value(kind: AttributeType, n: usize) -> String {
    match kind {
        AttributeType::Text => WORDS[n % WORDS.len()].into(),
        AttributeType::Number => ["12", "3.50", "-0.25", "1,200", "+7", "007", "1e3", "100000000000000000000"][n % 8].into(),
        AttributeType::Date => ["2022-03-14", "1899-12-30", "0044-03-15", "9999-12-31", "2024-02-29"][n % 5].into(),
        AttributeType::YesNo => ["yes", "no"][n % 2].into(),
        AttributeType::Choice => WORDS[(n * 7) % WORDS.len()].into(),
    }
}

/// A project of cases of three kinds with attributes of every type, as the numbers say.
fn project(path: &Path, numbers: &[usize]) -> Project {
    let mut project = Project::create(path, "Cases").unwrap();
    let kind = |project: &Project, name: &str| Reader::open(project.path()).unwrap().corpus().unwrap().kind_named(name).unwrap().id;
    let site = kind(&project, "site");
    project.add_case_kind("ward: [a]", Some(site)).unwrap();
    project.add_case_kind("empty", None).unwrap();
    let (ward, person) = (kind(&project, "ward: [a]"), kind(&project, "person"));
    let attributes: Vec<_> = TYPES
        .iter()
        .enumerate()
        .map(|(n, kind)| {
            let choices = if *kind == AttributeType::Choice { vec!["z".into(), WORDS[numbers[0] % 16].into(), "a; b".into()] } else { Vec::new() };
            let name = format!("{} {n}", name(numbers[1] + n));
            (*kind, project.add_attribute(&AttributeDraft { target: Target::Case, name, kind: *kind, choices }).unwrap().value)
        })
        .collect();
    let mut made = Vec::new();
    for (n, number) in numbers.iter().enumerate() {
        let of = [site, ward, person][number % 3];
        let parent = made.get(number / 3 % (made.len() + 1)).copied();
        let called = format!("{}{n}", name(*number));
        let full_name = if number % 2 == 0 { format!("{}  in full", name(number / 2)) } else { String::new() };
        let id = project.add_case(&CaseDraft { kind: of, parent, name: called, full_name }).unwrap().value;
        made.push(id);
        if number % 5 == 0 {
            let reader = Reader::open(path).unwrap();
            let case = reader.corpus().unwrap().case(id).unwrap().clone();
            project.edit_case(Case { pseudonym: name(number / 5), ..case }).unwrap();
        }
        for (kind, attribute) in attributes.iter().filter(|_| number % 4 != 3) {
            project.set_values(&[(*attribute, Owner::Case(id), value(*kind, number / 3 + n))]).unwrap();
        }
    }
    project
}

fn corpus(project: &Project) -> Corpus {
    Reader::open(project.path()).unwrap().corpus().unwrap()
}

fn written(corpus: &Corpus) -> [(&'static str, Vec<u8>); 3] {
    let (mut csv, mut semicolons, mut xlsx) = (Vec::new(), Vec::new(), Vec::new());
    own_table_csv(TableOf::Cases, corpus, Written::default(), &mut csv).unwrap();
    own_table_csv(TableOf::Cases, corpus, Written { bom: false, delimiter: b';' }, &mut semicolons).unwrap();
    own_table_xlsx(TableOf::Cases, corpus, &mut xlsx).unwrap();
    [("t.csv", csv), ("s.csv", semicolons), ("t.xlsx", xlsx)]
}

#[test]
fn what_goes_out_comes_back_as_it_was() {
    let mut runner = TestRunner::new_with_rng(Config::with_cases(8), proptest::test_runner::TestRng::deterministic_rng(Default::default()));
    let numbers = proptest::collection::vec(0usize..100_000, 3..14);
    runner
        .run(&numbers, |numbers| {
            let dir = tempfile::tempdir().unwrap();
            let mut full = project(&dir.path().join("full.themata"), &numbers);
            let before = corpus(&full);
            let table = case_table(&before);
            for (n, (name, bytes)) in written(&before).into_iter().enumerate() {
                // Over the same project nothing changes.
                let newer = NewerTable::of(Path::new(name), &bytes, &before, &TableOptions::default()).unwrap();
                let changes = newer.changes(&before, Empty::Clear);
                prop_assert!(changes.is_empty() && changes.unfit.is_empty() && changes.gone.is_empty(), "{name}: {changes:?}");
                prop_assert_eq!(full.import_table(&newer.with(Empty::Clear)).unwrap().op, None);
                // Over an empty one all of it is there.
                let mut empty = Project::create(&dir.path().join(format!("empty{n}.themata")), "Empty").unwrap();
                let newer = NewerTable::of(Path::new(name), &bytes, &corpus(&empty), &TableOptions::default()).unwrap();
                empty.import_table(&newer.with(Empty::Keep)).unwrap();
                let mut after = case_table(&corpus(&empty));
                let mut rows = table.rows.clone();
                after.rows.sort();
                rows.sort();
                prop_assert_eq!(&after.header, &table.header, "{}", name);
                prop_assert_eq!(&after.rows, &rows, "{}", name);
            }
            Ok(())
        })
        .unwrap();
}

/// Values with signs that end lines somewhere: written as .csv nothing is lost; as .xlsx nothing is, or it is refused with the way out.
#[test]
fn signs_that_end_lines_come_back_in_their_cells() {
    let mut runner = TestRunner::new_with_rng(Config::with_cases(12), proptest::test_runner::TestRng::deterministic_rng(Default::default()));
    let sign = prop_oneof!["[\u{2028}\u{2029}\u{85}\u{B}\u{C}\n\r\t\u{1}\u{1F}]", "[a,;\"'é谁 |]"];
    let value = proptest::collection::vec(sign, 1..9).prop_map(|signs| format!("a{}z", signs.concat()));
    runner
        .run(&proptest::collection::vec(value, 1..6), |values| {
            let dir = tempfile::tempdir().unwrap();
            let mut project = Project::create(&dir.path().join("full.themata"), "Full").unwrap();
            let kind = corpus(&project).kind_named("person").unwrap().id;
            let draft = AttributeDraft { target: Target::Case, name: "said".into(), kind: AttributeType::Text, choices: Vec::new() };
            let attribute = project.add_attribute(&draft).unwrap().value;
            for (n, value) in values.iter().enumerate() {
                let draft = CaseDraft { kind, parent: None, name: format!("P{n}"), full_name: String::new() };
                let case = project.add_case(&draft).unwrap().value;
                project.set_values(&[(attribute, Owner::Case(case), value.clone())]).unwrap();
            }
            let before = corpus(&project);
            let mut bytes = Vec::new();
            own_table_csv(TableOf::Cases, &before, Written::default(), &mut bytes).unwrap();
            let mut files = vec![("t.csv", bytes)];
            let mut bytes = Vec::new();
            match own_table_xlsx(TableOf::Cases, &before, &mut bytes) {
                Ok(_) => files.push(("t.xlsx", bytes)),
                Err(error) => prop_assert!(error.to_string().contains("other signs, than Excel takes"), "{error}"),
            }
            for (name, bytes) in files {
                let newer = NewerTable::of(Path::new(name), &bytes, &before, &TableOptions::default()).unwrap();
                let changes = newer.changes(&before, Empty::Clear);
                prop_assert!(changes.is_empty() && changes.unfit.is_empty() && changes.gone.is_empty(), "{name} of {values:?}: {changes:?}");
                let mut empty = Project::create(&dir.path().join(format!("{name}.themata")), "Empty").unwrap();
                let newer = NewerTable::of(Path::new(name), &bytes, &corpus(&empty), &TableOptions::default()).unwrap();
                empty.import_table(&newer.with(Empty::Keep)).unwrap();
                prop_assert_eq!(case_table(&corpus(&empty)).rows, case_table(&before).rows, "{}", name);
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_newer_table_of_attributes_says_what_it_changes_and_changes_it_as_one_step() {
    let room = Room::study();
    let attributes = || room.done(&["cases", "s.themata", "--kind", "person", "--json"]).json();
    let before = attributes();
    room.write("newer.csv", "person,site,role,minutes,ward\nP1,North,matron,45,B\nP2,South,,50,\nP3,South,clerk,10,C\n");
    let read = ["attributes", "s.themata", "newer.csv", "--case-column", "person", "--site-column", "site"];
    let told = room.done(&[&read[..], &["--dry-run", "--json"]].concat()).json();
    assert_eq!(attributes(), before, "a rehearsal changes nothing");
    let cell = |row: &str, column: &str, old: &str, new: &str| json!({"row": row, "on": "case", "column": column, "old": old, "new": new});
    let cells = told["cells"].as_array().unwrap();
    assert!(cells.contains(&cell("P1", "role", "nurse", "matron")) && cells.contains(&cell("P1", "ward", "", "B")), "{told}");
    assert!(!cells.iter().any(|cell| cell["row"] == "P2"), "an empty cell keeps what is here: {told}");
    assert_eq!((&told["new_rows"], &told["new_columns"], &told["gone"]), (&json!(["P3"]), &json!(["ward"]), &json!([])));
    let cleared = room.done(&[&read[..], &["--dry-run", "--json", "--empty", "clear"]].concat()).json();
    assert!(cleared["cells"].as_array().unwrap().contains(&cell("P2", "role", "porter", "")), "{cleared}");
    let listed = room.done(&[&read[..], &["--dry-run"]].concat());
    assert!(listed.out.contains("nurse") && listed.out.contains("matron") && listed.err.contains("1 replaced"), "{} {}", listed.out, listed.err);
    assert!(!listed.err.contains("matron"), "what is in the cells is not said on standard error");
    room.done(&[&read[..], &["--empty", "clear", "--coder", "BP"]].concat());
    let after = attributes();
    assert_eq!((&after[0]["attributes"]["role"], &after[1]["attributes"]["role"], &after[2]["name"]), (&json!("matron"), &Value::Null, &json!("P3")));
    assert!(room.done(&read).err.contains("Nothing changed"));
    room.done(&["undo", "s.themata", "--coder", "BP"]);
    assert_eq!(attributes(), before);
    // Rows that are gone are told, and stay.
    room.write("fewer.csv", "person,role\nP1,nurse\n");
    let told = room.done(&["attributes", "s.themata", "fewer.csv", "--case-column", "person", "--dry-run", "--json"]).json();
    assert_eq!((&told["gone"], &told["cells"]), (&json!(["P2"]), &json!([])));
}

#[test]
fn a_column_that_is_empty_throughout_clears_where_that_is_asked() {
    let room = Room::new();
    room.write("in/one.txt", "INT: Who?\n\nP1: We.\n");
    room.write("in/two.txt", "INT: Who?\n\nP2: They.\n");
    room.write("people.csv", "file,case_id,role,visit\none.txt,P1,nurse,a\none.txt,P1,nurse,a\ntwo.txt,P2,clerk,b\n");
    room.done(&["new", "s.themata", "--coder", "BP"]);
    let columns = ["--case-column", "case_id", "--coder", "BP"];
    room.done(&[&["import", "s.themata", "in", "--attributes", "people.csv"][..], &columns].concat());
    room.done(&["attributes", "s.themata", "add", "phase", "--on", "source", "--type", "text", "--coder", "BP"]);
    room.done(&["attributes", "s.themata", "set", "phase", "first", "--source", "one", "--coder", "BP"]);
    room.write("newer.csv", "file,case_id,role,visit,phase,unknown\none.txt,P1,,a,,\ntwo.txt,P2,,b,,\n");
    let kept = room.done(&[&["attributes", "s.themata", "newer.csv"][..], &columns].concat());
    assert!(kept.err.contains("0 cleared") && !kept.err.contains("new attribute"), "{}", kept.err);
    let cleared = room.done(&[&["attributes", "s.themata", "newer.csv", "--empty", "clear"][..], &columns].concat());
    assert!(cleared.err.contains("3 cleared") && !cleared.err.contains("new attribute"), "{}", cleared.err);
    let cases = room.done(&["cases", "s.themata", "--json"]).out;
    let sources = room.done(&["sources", "s.themata", "--json"]).out;
    assert!(!cases.contains("nurse") && !cases.contains("clerk") && cases.contains("\"a\"") && !sources.contains("first"), "{cases} {sources}");
    // The project's own table of cases too.
    room.done(&["cases", "s.themata", "export", "own.csv"]);
    let own = std::fs::read_to_string(room.path("own.csv")).unwrap();
    room.write("own.csv", &own.replace(",a", ",").replace(",b", ","));
    room.done(&["cases", "s.themata", "import", "own.csv", "--empty", "clear", "--coder", "BP"]);
    assert!(!room.done(&["cases", "s.themata", "--json"]).out.contains("\"a\""));
}

#[test]
fn the_table_of_cases_goes_out_is_worked_in_and_comes_back() {
    let room = Room::study();
    room.done(&["cases", "s.themata", "edit", "P1", "--pseudonym", "Anna"]);
    for file in ["cases.csv", "cases.xlsx"] {
        let told = room.done(&["cases", "s.themata", "export", file]);
        assert!(told.err.contains("It is for inside the team") || told.err.contains("for inside the team"), "{}", told.err);
        let told = room.done(&["cases", "s.themata", "import", file, "--json"]).json();
        assert_eq!((&told["step"], &told["cells"], &told["links"]), (&Value::Null, &json!([]), &json!([])), "{file}: {told}");
    }
    let table = std::fs::read_to_string(room.path("cases.csv")).unwrap();
    room.write("worked.csv", &table.replace("Anna", "Hanna").replace("North,site", "South,site").replace("nurse", "=nurse"));
    let told = room.done(&["cases", "s.themata", "import", "worked.csv", "--coder", "BP", "--json"]).json();
    assert_eq!(told["cells"].as_array().unwrap().len(), 3, "{told}");
    let cases = room.done(&["cases", "s.themata", "--kind", "person", "--json"]).json();
    assert_eq!((&cases[0]["pseudonym"], &cases[0]["parent"], &cases[0]["attributes"]["role"]), (&json!("Hanna"), &json!("South"), &json!("=nurse")));
    room.done(&["cases", "s.themata", "export", "again.csv"]);
    assert!(std::fs::read_to_string(room.path("again.csv")).unwrap().contains("'=nurse"), "it cannot run in a spreadsheet");
    room.done(&["new", "n.themata"]);
    room.done(&["attributes", "n.themata", "again.csv"]);
    let same = |file: &str| {
        let list = room.done(&["cases", file, "--json"]).json();
        let row = |case: &Value| json!([case["kind"], case["name"], case["full_name"], case["pseudonym"], case["parent"], case["attributes"]]);
        list.as_array().unwrap().iter().map(row).collect::<Vec<_>>()
    };
    assert_eq!(same("n.themata"), same("s.themata"));
    room.run(&["cases", "s.themata", "export", "cases.ods"]).ends(2);
}

#[test]
fn the_table_of_sources_goes_out_is_worked_in_and_comes_back() {
    let room = Room::study();
    let sources = |file: &str| room.done(&["sources", file, "--json"]).json();
    let names: Vec<String> = sources("s.themata").as_array().unwrap().iter().map(|source| source["name"].as_str().unwrap().to_owned()).collect();
    room.done(&[
        "attributes",
        "s.themata",
        "add",
        "nation",
        "--on",
        "source",
        "--type",
        "choice",
        "--choice",
        "Wales",
        "--choice",
        "a; b",
        "--coder",
        "BP",
    ]);
    room.done(&["attributes", "s.themata", "add", "phase", "--on", "source", "--type", "number", "--coder", "BP"]);
    room.done(&["attributes", "s.themata", "set", "nation", "Wales", "--source", &names[0], "--coder", "BP"]);
    room.done(&["attributes", "s.themata", "set", "phase", "2", "--source", &names[0], "--coder", "BP"]);
    for file in ["sources.csv", "sources.xlsx"] {
        let told = room.done(&["sources", "s.themata", "export", file]);
        assert!(told.err.contains("for inside the team"), "{}", told.err);
        let told = room.done(&["sources", "s.themata", "import", file, "--json", "--empty", "clear"]).json();
        assert_eq!((&told["step"], &told["cells"], &told["new_columns"]), (&Value::Null, &json!([]), &json!([])), "{file}: {told}");
    }
    let table = std::fs::read_to_string(room.path("sources.csv")).unwrap();
    assert!(table.contains("nation [choice: Wales; a\\; b]") && table.contains("phase [number]"), "{table}");
    room.write("worked.csv", &(table.replace("Wales,2", "a; b,3") + "Nobody knows it,Wales,1\n"));
    let told = room.done(&["sources", "s.themata", "import", "worked.csv", "--coder", "BP", "--json"]).json();
    let cell = |column: &str, old: &str, new: &str| json!({"row": names[0], "on": "source", "column": column, "old": old, "new": new});
    assert_eq!(
        (&told["cells"], &told["unmatched_rows"]),
        (&json!([cell("nation", "Wales", "a; b"), cell("phase", "2", "3")]), &json!(["Nobody knows it"]))
    );
    assert_eq!(sources("s.themata")[0]["attributes"], json!({"nation": "a; b", "phase": "3"}));
    // Into another study of the same sources, types and choices and all.
    room.done(&["undo", "s.themata", "--coder", "BP"]);
    room.done(&["attributes", "s.themata", "remove", "nation", "--yes", "--coder", "BP"]);
    room.done(&["sources", "s.themata", "import", "worked.csv", "--coder", "BP"]);
    assert_eq!(sources("s.themata")[0]["attributes"], json!({"nation": "a; b", "phase": "3"}));
    room.run(&["sources", "s.themata", "export", "sources.ods"]).ends(2);
}

#[test]
fn a_new_kind_and_new_cases_of_one_name_are_told_apart() {
    let room = Room::study();
    room.write(
        "cases.csv",
        "kind,case,full name,pseudonym,belongs to,belongs to kind,kind above,sources\nboard,West,,,,,,\nward,West,The west ward,,West,board,board,\n",
    );
    let told = room.done(&["cases", "s.themata", "import", "cases.csv", "--dry-run", "--json"]).json();
    assert_eq!((&told["new_kinds"], &told["new_rows"]), (&json!(["board", "ward"]), &json!(["West (board)", "West (ward)"])), "{told}");
    let cell = |row: &str, column: &str, new: &str| json!({"row": row, "on": "case", "column": column, "old": "", "new": new});
    let cells = told["cells"].as_array().unwrap();
    for wanted in
        [cell("ward", "kind above", "board"), cell("West (ward)", "full name", "The west ward"), cell("West (ward)", "belongs to", "West (board)")]
    {
        assert!(cells.contains(&wanted), "{wanted} in {told}");
    }
}
