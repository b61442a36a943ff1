//! Protecting people, as a script does it.

use crate::cli_room::Room;
use serde_json::{Value, json};

/// A study in which people, a place and a hospital are named wherever names stand.
pub fn named_study() -> Room {
    let room = Room::new();
    let text = "Interviewer: How was it, Anne Miller?\n\nAnne Miller: Leeds's winter was long. ANNE they called, and Annie.\nI went to St. Mary's\nHospital in Leeds.\n\nInterviewer: With Joanne?\n\nAnne Miller: Joanne and Bob Birch. Bob’s tea.\n";
    room.write("in/Anne Miller 1.txt", text);
    room.write("in/second.txt", "Interviewer: And Anne?\n\nBob Birch: Anne Miller was there. Zoom was on. Zoom failed in Anne Street.\n");
    room.done(&["new", "s.themata", "--name", "Winter", "--framework", "leutz", "--coder", "BP"]);
    room.done(&["import", "s.themata", "in", "--folder", "Leeds round", "--coder", "BP"]);
    room.done(&["cases", "s.themata", "add", "P1", "--kind", "person", "--source", "Anne Miller 1", "--coder", "BP"]);
    room.done(&["cases", "s.themata", "edit", "P1", "--full-name", "Anne Miller", "--coder", "BP"]);
    room.done(&["attributes", "s.themata", "add", "town", "--on", "case", "--type", "choice", "--choice", "Leeds", "--coder", "BP"]);
    room.done(&["attributes", "s.themata", "set", "town", "Leeds", "--case", "P1", "--coder", "BP"]);
    room.done(&["memos", "s.themata", "add", "Anne’s winter, in Leeds.", "--source", "second", "--coder", "BP"]);
    room.done(&["codebook", "s.themata", "edit", "Law 2", "--example", "“Leeds pays,” said Bob Birch.", "--coder", "BP"]);
    for words in ["Leeds's winter was long", "Joanne and Bob Birch"] {
        room.done(&["code", "s.themata", "--source", "Anne Miller 1", "--code", "Law 2", "--text", words, "--coder", "BP"]);
    }
    room.done(&["code", "s.themata", "--source", "second", "--code", "Law 3", "--text", "Anne?", "--coder", "BP"]);
    room
}

/// The names of that study on its list.
pub fn list_names(room: &Room) {
    let add = |more: &[&str]| room.done(&[&["pseudonyms", "s.themata", "add"][..], more, &["--coder", "BP"]].concat());
    add(&["Anne Miller", "Anne", "Annie", "--as", "Mary Stern"]);
    add(&["Leeds", "--as", "Northtown", "--kind", "place"]);
    add(&["St Mary's Hospital", "--as", "the hospital", "--kind", "organisation"]);
    add(&["Bob Birch", "Bob", "--redact"]);
    room.done(&["pseudonyms", "s.themata", "dismiss", "Anne Street", "Zoom", "--coder", "BP"]);
}

fn passages(room: &Room) -> Vec<String> {
    let value = room.done(&["excerpts", "s.themata", "--format", "json", "--basis", "codings"]).json();
    value["excerpts"].as_array().unwrap().iter().map(|one| one["passage"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn names_are_listed_and_told_apart_from_what_stands_for_them() {
    let room = named_study();
    list_names(&room);
    let list = room.done(&["pseudonyms", "s.themata", "--json"]).json();
    assert_eq!(
        list[0],
        json!({ "name": "Anne Miller", "spellings": ["Anne", "Annie"], "pseudonym": "Mary Stern", "redacted": false, "kind": "person", "case": "P1" })
    );
    assert_eq!((&list[3]["pseudonym"], &list[3]["redacted"]), (&json!("[…]"), &json!(true)));
    // What the case table and exports show is the same list.
    let cases = room.done(&["cases", "s.themata", "--json"]).json();
    assert_eq!((&cases[0]["full_name"], &cases[0]["pseudonym"]), (&json!("Anne Miller"), &json!("Mary Stern")));
    let refused = |more: &[&str]| room.run(&[&["pseudonyms", "s.themata", "add"][..], more, &["--coder", "BP"]].concat()).ends(1);
    assert!(refused(&["Carol", "--as", "Leeds"]).err.contains("is a name on the list itself"));
    assert!(refused(&["Carol", "--as", "Northtown"]).err.contains("stands for another name already"));
    assert!(refused(&["Northtown", "--as", "Hull"]).err.contains("stands for another name already"));
    assert!(refused(&["Carol", "--as", "carol"]).err.contains("itself"));
    room.run(&["pseudonyms", "s.themata", "add", "Carol"]).ends(2);
    // A name that is there already gets more spellings and another pseudonym.
    room.done(&["pseudonyms", "s.themata", "add", "Leeds", "Leedsy", "--as", "Hull", "--coder", "BP"]);
    room.done(&["pseudonyms", "s.themata", "remove", "bob", "--coder", "BP"]);
    let list = room.done(&["pseudonyms", "s.themata", "--json"]).json();
    assert_eq!((list.as_array().unwrap().len(), &list[1]["spellings"], &list[1]["pseudonym"]), (3, &json!(["Leedsy"]), &json!("Hull")));
    room.run(&["pseudonyms", "s.themata", "remove", "Bob", "--coder", "BP"]).ends(1);
    room.done(&["check", "s.themata"]);
}

#[test]
fn speakers_cases_and_words_with_a_capital_are_suggested_until_they_are_dismissed() {
    let room = named_study();
    let suggested = || room.done(&["pseudonyms", "s.themata", "suggest", "--json"]).json();
    let names = |list: &Value| list.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    let list = suggested();
    let anne = list.as_array().unwrap().iter().find(|one| one["name"] == "Anne Miller").unwrap();
    assert_eq!((&anne["from"], &anne["kind"], &anne["case"], &anne["spellings"]), (&json!("case"), &json!("person"), &json!("P1"), &json!(["Anne"])));
    let seen = names(&list);
    assert!(seen.contains(&"Bob Birch".to_owned()) && seen.contains(&"Leeds".to_owned()), "{seen:?}");
    assert!(!seen.contains(&"Interviewer".to_owned()) && !seen.contains(&"Hospital".to_owned()), "{seen:?}");
    list_names(&room);
    let left = names(&suggested());
    assert!(!left.iter().any(|name| ["Anne Miller", "Bob Birch", "Leeds", "Zoom"].contains(&name.as_str())), "{left:?}");
}

#[test]
fn names_are_replaced_everywhere_as_one_step_and_codings_hold() {
    let room = named_study();
    list_names(&room);
    let steps = |room: &Room| room.done(&["log", "s.themata", "--json"]).json().as_array().unwrap().len();
    let before = steps(&room);
    let rehearsal = room.done(&["pseudonyms", "s.themata", "apply", "--dry-run", "--json"]).json();
    let counted: Vec<(&str, u64)> =
        rehearsal["names"].as_array().unwrap().iter().map(|row| (row["name"].as_str().unwrap(), row["places"].as_u64().unwrap())).collect();
    assert!(counted.contains(&("St Mary's Hospital", 1)), "{counted:?}");
    let one = rehearsal["passages"].as_array().unwrap().iter().find(|one| one["found"] == "ANNE").unwrap();
    assert_eq!((&one["place"], &one["becomes"], &one["after"]), (&json!("Anne Miller 1"), &json!("MARY"), &json!(" they called, and Annie.")));
    assert_eq!(steps(&room), before);
    room.run(&["pseudonyms", "s.themata", "check"]).ends(1);
    let told = room.done(&["pseudonyms", "s.themata", "apply", "--coder", "BP"]);
    assert!(told.err.contains("Applied pseudonyms") && !told.err.contains("Anne"), "{}", told.err);
    assert_eq!(steps(&room), before + 1);
    assert_eq!(passages(&room), ["Northtown's winter was long", "Joanne and […]", "Mary?"]);
    let printed = [
        room.done(&["export", "s.themata", "--what", "transcript", "--source", "Mary Stern 1", "-o", "t.html"]).err,
        std::fs::read_to_string(room.path("t.html")).unwrap(),
        room.done(&["sources", "s.themata", "--json"]).out,
        room.done(&["folders", "s.themata"]).out,
        room.done(&["speakers", "s.themata"]).out,
        room.done(&["memos", "s.themata", "--json"]).out,
        room.done(&["codes", "s.themata", "--json"]).out,
        room.done(&["attributes", "s.themata", "--json"]).out,
    ];
    for name in ["Miller", "Annie", "ANNE", "Leeds", "Birch", "Bob", "St. Mary"] {
        printed.iter().for_each(|words| assert!(!words.contains(name), "{name} remains in {words}"));
    }
    assert!(
        printed[1].contains("Northtown's winter") && printed[1].contains("the\nhospital in Northtown")
            || printed[1].contains("hospital in Northtown")
    );
    room.done(&["pseudonyms", "s.themata", "check"]);
    room.done(&["check", "s.themata"]);
    assert!(room.run(&["pseudonyms", "s.themata", "apply"]).ends(0).err.contains("Nothing changed"));
    room.done(&["undo", "s.themata", "--yes"]);
    assert_eq!(passages(&room), ["Leeds's winter was long", "Joanne and Bob Birch", "Anne?"]);
    room.done(&["redo", "s.themata"]);
    room.done(&["pseudonyms", "s.themata", "check"]);
}

#[test]
fn one_name_alone_is_replaced_where_that_is_asked() {
    let room = named_study();
    list_names(&room);
    room.done(&["pseudonyms", "s.themata", "apply", "--name", "leeds", "--coder", "BP"]);
    assert_eq!(passages(&room), ["Northtown's winter was long", "Joanne and Bob Birch", "Anne?"]);
    let left = room.run(&["pseudonyms", "s.themata", "check", "--json"]).ends(1).json();
    assert!(left["names"].as_array().unwrap().iter().all(|row| row["name"] != "Leeds"), "{left}");
}

#[test]
fn a_case_whose_key_was_its_name_keeps_the_name_in_the_key() {
    let room = Room::study();
    room.done(&["cases", "s.themata", "edit", "P1", "--name", "Ann", "--full-name", "", "--coder", "BP"]);
    room.done(&["pseudonyms", "s.themata", "add", "Ann", "--as", "Mary", "--coder", "BP"]);
    room.done(&["pseudonyms", "s.themata", "apply", "--coder", "BP"]);
    let cases = room.done(&["cases", "s.themata", "--json"]).json();
    let mary = cases.as_array().unwrap().iter().find(|case| case["name"] == "Mary").unwrap();
    assert_eq!((&mary["full_name"], &mary["pseudonym"]), (&json!("Ann"), &json!("Mary")));
    let list = room.done(&["pseudonyms", "s.themata", "--json"]).json();
    assert!(list.as_array().unwrap().iter().any(|row| row["name"] == "Ann" && row["case"] == "Mary"), "{list}");
}
