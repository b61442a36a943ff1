//! Protecting people, as a script does it.

use crate::cli_room::Room;
use crate::support::raw;
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
}

fn dismiss(room: &Room) {
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
    // What would be replaced once more.
    assert!(refused(&["Carol", "--as", "Annie Stone"]).err.contains("holds “Annie”"));
    let chained = refused(&["Stern", "--as", "Hill"]).err;
    assert!(chained.contains("“Stern” is a part of “Mary Stern”") && chained.contains("another pseudonym first"), "{chained}");
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
fn a_name_of_the_list_is_given_to_a_case_and_the_case_keeps_the_spellings_it_had() {
    let room = Room::study();
    let add = |more: &[&str]| room.done(&[&["pseudonyms", "s.themata", "add"][..], more, &["--coder", "BP"]].concat());
    add(&["Anne Miller", "Anne", "--as", "Mary"]);
    add(&["Annie", "--as", "Joan Stern", "--case", "P1"]);
    let list = || room.done(&["pseudonyms", "s.themata", "--json"]).json();
    add(&["anne miller", "--as", "Joan", "--case", "P1"]);
    let given = list();
    assert_eq!(
        (given.as_array().unwrap().iter().filter(|row| row["case"].is_null()).count(), &given[0]["case"], &given[0]["pseudonym"]),
        (0, &json!("P1"), &json!("Joan")),
        "{given}"
    );
    let spelled = [vec![given[0]["name"].clone()], given[0]["spellings"].as_array().unwrap().clone()].concat();
    for name in ["Annie", "Anne Miller", "Anne"] {
        assert!(spelled.contains(&json!(name)), "{name} is lost: {given}");
    }
    // Another spelling of a case takes none away.
    add(&["Nan", "--as", "Joan", "--case", "P1"]);
    assert!(list()[0]["spellings"].as_array().unwrap().len() > spelled.len() - 1, "{}", list());
    room.done(&["check", "s.themata"]);
}

#[test]
fn speakers_cases_and_words_with_a_capital_are_suggested_until_they_are_dismissed() {
    let room = named_study();
    let suggested = || room.done(&["pseudonyms", "s.themata", "suggest", "--json"]).json();
    let names = |list: &Value| list.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    let list = suggested();
    let anne = list.as_array().unwrap().iter().find(|one| one["name"] == "Anne Miller").unwrap();
    assert_eq!(
        (&anne["from"], &anne["kind"], &anne["case"], &anne["spellings"]),
        (&json!("case"), &json!("person"), &json!("P1"), &json!(["Anne", "Annie"]))
    );
    let seen = names(&list);
    assert!(seen.contains(&"Bob Birch".to_owned()) && seen.contains(&"Leeds".to_owned()), "{seen:?}");
    assert!(!seen.contains(&"Interviewer".to_owned()) && !seen.contains(&"Hospital".to_owned()), "{seen:?}");
    list_names(&room);
    dismiss(&room);
    let left = names(&suggested());
    assert!(!left.iter().any(|name| ["Anne Miller", "Bob Birch", "Leeds", "Zoom"].contains(&name.as_str())), "{left:?}");
}

#[test]
fn names_are_replaced_everywhere_as_one_step_and_codings_hold() {
    let room = named_study();
    list_names(&room);
    dismiss(&room);
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
    // The rehearsal, the list and what is said of it count the same places.
    let places: u64 = counted.iter().map(|(_, places)| places).sum();
    assert!(told.err.contains(&format!("in {places} places: ")), "{places}: {}", told.err);
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
fn a_check_sees_names_that_are_no_whole_words_and_says_where() {
    let room = Room::new();
    let text = "INT: Who came?\n\nP1: The Annes did, and anne, from leeds. Write to annemiller@nhs.uk. We met the Millers; I will, she may.\n";
    room.write("in/AnneMiller_int1.txt", text);
    room.write("in/Leeds2_int.txt", "INT: And then?\n\nP2: We left, as Will did.\n");
    room.done(&["new", "s.themata", "--coder", "BP"]);
    room.done(&["import", "s.themata", "in", "--folder", "LeedsFolder", "--coder", "BP"]);
    room.done(&["codebook", "s.themata", "add", "trust in annes work", "--coder", "BP"]);
    room.done(&["memos", "s.themata", "add", "Ask the Millers.", "--source", "Leeds2_int", "--coder", "BP"]);
    room.done(&["attributes", "s.themata", "add", "where_leeds", "--on", "source", "--type", "text", "--coder", "BP"]);
    for (names, stands) in [(&["Anne Miller", "Anne", "Miller"][..], "Mary Stern"), (&["Leeds"], "Northtown"), (&["Will"], "Paul")] {
        room.done(&[&["pseudonyms", "s.themata", "add"][..], names, &["--as", stands, "--coder", "BP"]].concat());
    }
    room.done(&["pseudonyms", "s.themata", "apply", "--coder", "BP"]);
    // What is glued in titles, file names and folders is replaced, since nothing else could change a file name.
    let sources = room.done(&["sources", "s.themata", "--json"]).out + &room.done(&["folders", "s.themata"]).out;
    for name in ["MaryStern_int1.txt", "Northtown2_int.txt", "NorthtownFolder"] {
        assert!(sources.contains(name), "{name} is missing in {sources}");
    }
    let check = room.run(&["pseudonyms", "s.themata", "check", "--json"]).ends(1);
    assert!(check.err.contains("themata edit"), "{}", check.err);
    let left = check.json();
    let told = |left: &Value| -> Vec<(String, String, String)> {
        let one = |one: &Value| ["place", "what", "found"].map(|key| one[key].as_str().unwrap().to_owned());
        left["passages"].as_array().unwrap().iter().map(one).map(|[place, what, found]| (place, what, found)).collect()
    };
    let sure = told(&left);
    for (place, what, found) in [
        ("MaryStern_int1", "text", "Anne"),
        ("MaryStern_int1", "text", "anne"),
        ("MaryStern_int1", "text", "leeds"),
        ("MaryStern_int1", "text", "annemiller"),
        ("MaryStern_int1", "text", "Miller"),
        ("code trust in annes work", "code", "anne"),
        ("memos", "memo", "Miller"),
        ("the project", "name of an attribute", "leeds"),
    ] {
        assert!(sure.contains(&(place.into(), what.into(), found.into())), "{place}, {what}, {found}: {sure:?}");
    }
    assert_eq!(sure.len(), 8, "{sure:?}");
    assert_eq!(told(&left["may_stand"]), [("MaryStern_int1".into(), "text".into(), "will".into())], "{left}");
    let shown = room.run(&["pseudonyms", "s.themata", "check"]).ends(1);
    assert!(shown.out.contains("may stand"), "{}", shown.out);
    // A copy warns in the same way, by kind and never by name.
    let told = room.done(&["copy", "s.themata", "early.themata", "--without-key"]).err;
    for what in ["Names in: text", "Names in: code", "Names in: memo", "Names in: name of an attribute", "Words that may be names in: text"] {
        assert!(told.contains(what), "{what}: {told}");
    }
    assert!(!told.to_lowercase().contains("anne") && !told.to_lowercase().contains("leeds"), "{told}");
    // Once these are corrected, what may stand alone is no failure and still told.
    for (old, new) in [("The Annes", "They"), ("anne, from leeds", "others"), ("annemiller@nhs.uk", "us"), ("the Millers", "them")] {
        room.done(&["edit", "s.themata", "--source", "MaryStern_int1", "--replace", old, new, "--coder", "BP"]);
    }
    room.done(&["codebook", "s.themata", "rename", "trust in annes work", "trust", "--coder", "BP"]);
    room.done(&["attributes", "s.themata", "edit", "where_leeds", "--name", "where", "--coder", "BP"]);
    let memo = room.done(&["memos", "s.themata", "--json"]).json()[0]["id"].as_str().unwrap().to_owned();
    room.done(&["memos", "s.themata", "remove", &memo, "--coder", "BP"]);
    let clean = room.done(&["pseudonyms", "s.themata", "check"]);
    assert!(clean.err.contains("for certain") && clean.out.contains("may stand"), "{} {}", clean.err, clean.out);
    room.done(&["copy", "s.themata", "given.themata", "--without-key"]);
    for (n, bytes) in all_bytes(&room.path("given.themata")).iter().enumerate() {
        for name in ["anne", "miller", "leeds"] {
            assert!(!holds(&bytes.to_ascii_lowercase(), name), "{name} stands in the copy (piece {n})");
        }
    }
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
fn a_name_alone_stays_in_a_longer_one_and_a_pseudonym_is_no_name_the_second_time() {
    let room = Room::study();
    room.write("more/Talk.txt", "P1: Leeds City Council, and Leeds. Anne Miller and Mary.\n");
    room.done(&["import", "s.themata", "more"]);
    for (name, stands) in [("Leeds", "Northtown"), ("Leeds City Council", "the council"), ("Mary", "Sue")] {
        room.done(&["pseudonyms", "s.themata", "add", name, "--as", stands, "--kind", "other", "--coder", "BP"]);
    }
    // The list would refuse it, but a table of cases may say so.
    room.done(&["cases", "s.themata", "edit", "P1", "--full-name", "Anne Miller", "--pseudonym", "Mary Stern", "--coder", "BP"]);
    let read = || room.done(&["search", "s.themata", "source:Talk", "--json"]).json()["rows"][0]["words"].clone();
    room.done(&["pseudonyms", "s.themata", "apply", "--name", "Leeds", "--coder", "BP"]);
    assert_eq!(read(), "Leeds City Council, and Northtown. Anne Miller and Mary");
    room.done(&["pseudonyms", "s.themata", "apply", "--coder", "BP"]);
    assert_eq!(read(), "the council, and Northtown. Mary Stern and Sue");
    room.run(&["pseudonyms", "s.themata", "apply", "--coder", "BP"]);
    assert_eq!(read(), "the council, and Northtown. Mary Stern and Sue");
}

#[test]
fn a_name_that_ends_one_turn_and_goes_on_as_a_longer_one_is_found() {
    let room = Room::study();
    room.write("more/Talk.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v P1>I saw Anne\n\n00:03.000 --> 00:04.000\n<v P2>Miller was there.\n");
    room.done(&["import", "s.themata", "more"]);
    room.done(&["pseudonyms", "s.themata", "add", "Anne Miller", "Anne", "--as", "Mary Stern", "--coder", "BP"]);
    room.done(&["pseudonyms", "s.themata", "apply", "--coder", "BP"]);
    let found = room.done(&["search", "s.themata", "saw source:Talk", "--json"]).json();
    assert_eq!(found["rows"][0]["right"], " Mary", "{found}");
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

/// Every name of the study, as it may stand in bytes.
const NAMES: [&str; 17] = [
    "Anne Miller",
    "Anne",
    "Annie",
    "ANNE",
    "Leeds",
    "Bob",
    "Birch",
    "St. Mary",
    "St Mary",
    "AnneMiller",
    "Anne_Miller",
    "annemiller",
    "annes",
    "Millers",
    "leeds",
    "LEEDS",
    "birch",
];

/// Whether a name stands in bytes, as UTF-8 or as UTF-16 of either order.
fn holds(bytes: &[u8], name: &str) -> bool {
    let wide: Vec<u16> = name.encode_utf16().collect();
    let forms = [
        name.as_bytes().to_vec(),
        wide.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
        wide.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
    ];
    forms.iter().any(|form| bytes.windows(form.len()).any(|window| window == form.as_slice()))
}

/// The bytes of a project file, and those of each value in it unpacked.
fn all_bytes(path: &std::path::Path) -> Vec<Vec<u8>> {
    let mut list = vec![std::fs::read(path).unwrap()];
    let conn = raw(path);
    let mut statement = conn.prepare("SELECT packed, bytes FROM value").unwrap();
    let values: Vec<(i64, Vec<u8>)> = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().collect::<Result<_, _>>().unwrap();
    list.extend(values.into_iter().map(|(packed, bytes)| if packed == 1 { lz4_flex::decompress_size_prepended(&bytes).unwrap() } else { bytes }));
    list
}

#[test]
fn a_copy_that_is_handed_on_holds_no_name_and_works() {
    let room = named_study();
    list_names(&room);
    room.done(&["pseudonyms", "s.themata", "apply", "--coder", "BP"]);
    assert!(NAMES.iter().any(|name| all_bytes(&room.path("s.themata")).iter().any(|bytes| holds(bytes, name))), "the project itself holds them");
    // Words that are taken out, and a coding that loses them all, stay behind.
    room.done(&["code", "s.themata", "--source", "second", "--code", "Law 4", "--text", "Zoom failed", "--coder", "BP"]);
    room.done(&["memos", "s.themata", "add", "Bad line.", "--source", "second", "--text", "Zoom failed", "--coder", "BP"]);
    room.done(&["edit", "s.themata", "--source", "second", "--replace", " Zoom failed in", "", "--coder", "BP"]);
    let before = passages(&room);
    let told = room.done(&["copy", "s.themata", "given.themata", "--without-key"]);
    assert!(told.err.contains("1 coding that has no words left") && told.err.contains("2 sources") && !told.err.contains("warning"), "{}", told.err);
    room.done(&["check", "given.themata"]);
    for (n, bytes) in all_bytes(&room.path("given.themata")).iter().enumerate() {
        NAMES.iter().for_each(|name| assert!(!holds(bytes, name), "{name} stands in the copy (piece {n})"));
    }
    let conn = raw(&room.path("given.themata"));
    let count = |what: &str| conn.query_row(&format!("SELECT {what}"), [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(count("count(*) FROM op"), 1);
    assert_eq!(count("count(*) FROM version"), count("count(*) FROM source"));
    assert_eq!((count("count(*) FROM version WHERE base IS NOT NULL"), count("count(*) FROM pseudonym"), count("count(*) FROM draft")), (0, 0, 0));
    assert_eq!((count("freelist_count FROM pragma_freelist_count"), count("count(*) FROM source WHERE original IS NOT NULL")), (0, 0));
    drop(conn);
    let read = |file: &str| room.done(&["excerpts", file, "--format", "json", "--basis", "codings"]).json()["excerpts"].clone();
    let words = |list: &Value| list.as_array().unwrap().iter().map(|one| one["passage"].clone()).collect::<Vec<_>>();
    assert_eq!(words(&read("given.themata")), before);
    let memos = room.done(&["memos", "given.themata", "--json"]).json();
    assert!(memos.as_array().unwrap().iter().any(|memo| memo["on"] == "source" && memo["body"] == "Bad line."), "{memos}");
    // It is worked in as any project is.
    room.done(&["code", "given.themata", "--source", "second", "--code", "Law 1", "--text", "was there", "--coder", "CX"]);
    room.done(&["edit", "given.themata", "--source", "second", "--replace", "was there", "came", "--coder", "CX"]);
    room.done(&["undo", "given.themata", "--yes"]);
    room.done(&["check", "given.themata"]);
    room.run(&["copy", "s.themata", "given.themata", "--without-key"]).ends(1);
    assert_eq!(
        std::fs::read_dir(room.dir.path()).unwrap().filter(|file| file.as_ref().unwrap().file_name().to_string_lossy().contains("part")).count(),
        0
    );
}

#[test]
fn a_first_name_that_stands_alone_remains_though_the_whole_name_is_on_the_list() {
    let room = Room::new();
    room.write(
        "one.txt",
        "INT: Who came?\n\nP1: Only Dana Will, and Dana was late. Will she come? So I told Dana.\n\nINT: Will she?\n\nP1: She will.\n",
    );
    room.done(&["new", "s.themata", "--coder", "BP"]);
    room.done(&["import", "s.themata", "one.txt", "--coder", "BP"]);
    room.done(&["pseudonyms", "s.themata", "add", "Dana Will", "--as", "Mary Stern", "--coder", "BP"]);
    room.done(&["pseudonyms", "s.themata", "apply", "--coder", "BP"]);
    let left = room.run(&["pseudonyms", "s.themata", "check", "--json"]).ends(1);
    assert!(left.err.contains("parts of names on the list"), "{}", left.err);
    let names: Vec<(Value, Value)> =
        left.json()["names"].as_array().unwrap().iter().map(|row| (row["name"].clone(), row["places"].clone())).collect();
    // “Will” is a word of the text, too, and no name for that.
    assert_eq!(names, [(json!("Dana"), json!(2))]);
    // What goes out is checked in the same way: passages, pages, transcripts, the list of words.
    room.done(&["codebook", "s.themata", "add", "Waiting", "--coder", "BP"]);
    room.done(&["code", "s.themata", "--source", "one", "--turn", "2", "--code", "Waiting", "--coder", "BP"]);
    for way in [
        &["excerpts", "s.themata", "--format", "csv", "-o", "e.csv"][..],
        &["export", "s.themata", "--format", "html", "-o", "e.html"],
        &["export", "s.themata", "--what", "transcript", "--source", "one", "--format", "pdf", "-o", "e.pdf"],
        &["words", "s.themata", "-o", "w.csv"],
    ] {
        let told = room.done(way);
        assert!(told.err.contains("A name") && !told.err.contains("Dana"), "{way:?}: {}", told.err);
    }
    let copied = room.done(&["copy", "s.themata", "early.themata", "--without-key"]);
    assert!(copied.err.contains("Names in: text") && !copied.err.contains("Dana"), "{}", copied.err);
    room.done(&["pseudonyms", "s.themata", "add", "Dana Will", "Dana", "--as", "Mary Stern", "--coder", "BP"]);
    room.done(&["pseudonyms", "s.themata", "apply", "--coder", "BP"]);
    room.done(&["pseudonyms", "s.themata", "check"]);
}

#[test]
fn a_family_name_behind_another_first_name_remains() {
    let room = Room::new();
    room.write("one.txt", "INT: Who came?\n\nP1: Sir John Harcourt did. We all call him Jack Harcourt, you know.\n");
    room.done(&["new", "s.themata", "--coder", "BP"]);
    room.done(&["import", "s.themata", "one.txt", "--coder", "BP"]);
    room.done(&["pseudonyms", "s.themata", "add", "Sir John Harcourt", "John Harcourt", "--as", "Paul Grey", "--coder", "BP"]);
    room.done(&["pseudonyms", "s.themata", "apply", "--coder", "BP"]);
    let left = room.run(&["pseudonyms", "s.themata", "check", "--json"]).ends(1).json();
    assert_eq!((&left["names"][0]["name"], &left["names"][0]["places"]), (&json!("Jack Harcourt"), &json!(1)), "{left}");
}

#[test]
fn a_newer_table_knows_a_person_again_whose_file_is_called_otherwise_by_now() {
    let room = Room::new();
    room.write("in/Sir_John_Harcourt.txt", "INT: Who came?\n\nP1: We did.\n");
    room.write("in/Ann_Bell.txt", "INT: Who came?\n\nP1: I did.\n");
    let table = "file,case_id,name\nSir_John_Harcourt.txt,W1,Sir John Harcourt\nAnn_Bell.txt,W2,Ann Bell\n";
    room.write("people.csv", table);
    room.done(&["new", "s.themata", "--coder", "BP"]);
    let columns = ["--case-column", "case_id", "--case-name-column", "name", "--coder", "BP"];
    room.done(&[&["import", "s.themata", "in", "--attributes", "people.csv"][..], &columns].concat());
    room.done(&["pseudonyms", "s.themata", "add", "Sir John Harcourt", "John Harcourt", "--as", "Paul Grey", "--coder", "BP"]);
    room.done(&["pseudonyms", "s.themata", "apply", "--coder", "BP"]);
    room.write("newer.csv", &table.replace("name\n", "name,colour\n").replace("Harcourt\n", "Harcourt,blue\n").replace("Bell\n", "Bell,red\n"));
    let told = room.done(&[&["attributes", "s.themata", "newer.csv"][..], &columns].concat());
    assert!(told.err.contains("1 row names no source that is here, but a case"), "{}", told.err);
    let cases = room.done(&["cases", "s.themata", "--json"]).json();
    assert!(cases.to_string().contains("blue") && cases.to_string().contains("red"), "{cases}");
}

#[test]
fn names_that_remain_are_counted_before_a_copy_and_before_exports_which_use_the_list() {
    let room = named_study();
    list_names(&room);
    let told = room.done(&["copy", "s.themata", "early.themata", "--without-key"]);
    assert!(told.err.contains("warning: ") && told.err.contains("Names in: text") && told.err.contains("Names in: title"), "{}", told.err);
    NAMES.iter().for_each(|name| assert!(!told.err.contains(name), "{name} is told: {}", told.err));
    let csv = room.done(&["excerpts", "s.themata", "--format", "csv", "-o", "e.csv"]);
    assert!(csv.err.contains("A name in the words themselves"), "{}", csv.err);
    let rows = std::fs::read_to_string(room.path("e.csv")).unwrap();
    assert!(rows.contains("Mary Stern 1") && rows.contains("Northtown"), "{rows}");
    assert!(!rows.contains("Anne Miller") && !rows.contains("Interview 1"), "{rows}");
    room.done(&["export", "s.themata", "--what", "cases", "--format", "csv", "-o", "c.csv"]);
    let cases = std::fs::read_to_string(room.path("c.csv")).unwrap();
    assert!(cases.contains("Mary Stern") && cases.contains("Northtown") && !cases.contains("Leeds"), "{cases}");
    room.done(&["pseudonyms", "s.themata", "apply", "--coder", "BP"]);
    let csv = room.done(&["excerpts", "s.themata", "--format", "csv", "-o", "e.csv"]);
    assert!(!csv.err.contains("A name in"), "{}", csv.err);
}

#[test]
fn parts_and_short_forms_of_names_are_suggested_where_the_person_is_spoken_of() {
    let room = Room::new();
    room.write(
        "in/Wormald one.txt",
        "INT: Who came?\n\nChristopher Wormald: I did. They asked for Christopher, and some said Chris. I told them that Chris was me.\n\nINT: Yes.\n\nChristopher Wormald: A note says that Chris Wormald spoke.\n",
    );
    room.write("in/two.txt", "INT: Who came?\n\nP2: I met Bill there, and Bill was late.\n");
    room.done(&["new", "s.themata", "--coder", "BP"]);
    room.done(&["import", "s.themata", "in", "--coder", "BP"]);
    let suggested = || room.done(&["pseudonyms", "s.themata", "suggest", "--json"]).json();
    let row = |list: &Value, name: &str| list.as_array().unwrap().iter().find(|row| row["name"] == name).cloned();
    let first = row(&suggested(), "Christopher Wormald").unwrap();
    assert_eq!(first["spellings"], json!(["Chris Wormald", "Christopher", "Chris"]));
    // Once the name alone is on the list, what else tells who it is may be a spelling of it; nothing of that is replaced by itself.
    room.done(&["pseudonyms", "s.themata", "add", "Christopher Wormald", "--as", "Paul Grey", "--coder", "BP"]);
    let told = |list: Value| ["Christopher", "Chris", "Chris Wormald", "Wormald"].map(|name| row(&list, name).map(|row| row["of"].clone()));
    let of = Some(json!("Christopher Wormald"));
    assert_eq!(told(suggested()), [of.clone(), of.clone(), of.clone(), of]);
    // The places within the name that is on the list are that name's.
    let places = |name: &str| row(&suggested(), name).unwrap()["places"].clone();
    assert_eq!((places("Christopher"), places("Chris"), places("Wormald")), (json!(1), json!(2), json!(2)));
    let shown = room.done(&["pseudonyms", "s.themata", "suggest"]);
    assert!(shown.out.contains("the list: may be Christopher Wormald"), "{}", shown.out);
    room.done(&["pseudonyms", "s.themata", "apply", "--coder", "BP"]);
    // The name of the source still holds the family name, which no text has by itself: it is counted.
    let left = room.run(&["pseudonyms", "s.themata", "check", "--json"]).ends(1).json();
    assert!(left["passages"].as_array().unwrap().iter().any(|one| one["what"] == "title" && one["found"] == "Wormald"), "{left}");
    assert!(left["names"].as_array().unwrap().iter().all(|one| one["name"] != "Bill"), "{left}");
    room.done(&[
        "pseudonyms",
        "s.themata",
        "add",
        "Christopher Wormald",
        "Christopher",
        "Chris",
        "Chris Wormald",
        "Wormald",
        "--as",
        "Paul Grey",
        "--coder",
        "BP",
    ]);
    room.done(&["pseudonyms", "s.themata", "apply", "--coder", "BP"]);
    room.done(&["pseudonyms", "s.themata", "check"]);
    let sources = room.done(&["sources", "s.themata"]).out;
    assert!(sources.contains("Grey one") && !sources.contains("Wormald"), "{sources}");
}

#[test]
fn a_short_form_that_may_be_of_several_people_is_nobodys_spelling() {
    let room = Room::new();
    let words = "INT: Who came?\n\nP1: I met Christopher Wormald, and Christine Bell, and Christine Bell again. Then Christopher Wormald left, and then Chris too.\n";
    room.write("one.txt", words);
    room.done(&["new", "s.themata", "--coder", "BP"]);
    room.done(&["import", "s.themata", "one.txt", "--coder", "BP"]);
    let list = room.done(&["pseudonyms", "s.themata", "suggest", "--json"]).json();
    let chris: Vec<&Value> = list.as_array().unwrap().iter().filter(|row| row["name"] == "Chris").collect();
    assert_eq!((chris.len(), &chris[0]["kind"], chris[0]["of"].is_string()), (1, &json!("person"), true), "{list}");
    assert!(!list.to_string().contains("\"spellings\":[\"Chris"), "{list}");
}

#[test]
fn words_of_a_listed_name_are_seen_whatever_the_texts_say_of_them() {
    for words in [
        "And so Anne Q. Miller went.",
        "Anne said so.",
        "We met Miller, and Mr Miller left. The miller knows.",
        "so ANNE was there.",
        "Anne2 too, and AnneM.",
        "Mail a.miller@x.org",
        "Then Smith said so.",
        "Jones too, Mrs Jones.",
    ] {
        let room = Room::new();
        room.write("in/one.txt", &format!("INT: And?\n\nP1: I saw Anne Miller and Ann Smith-Jones there.\n\nP1: {words}\n"));
        room.done(&["new", "s.themata"]);
        room.done(&["import", "s.themata", "in"]);
        room.done(&["pseudonyms", "s.themata", "add", "Anne Miller", "--as", "Eva Hale", "--kind", "person"]);
        room.done(&["pseudonyms", "s.themata", "add", "Ann Smith-Jones", "--as", "Ida Rook", "--kind", "person"]);
        room.done(&["pseudonyms", "s.themata", "apply"]);
        let told = room.run(&["pseudonyms", "s.themata", "check", "--json"]).json();
        let told = [&told["passages"], &told["may_stand"]["passages"]].map(|list| list.as_array().map_or(0, Vec::len));
        assert!(told.iter().sum::<usize>() > 0, "{words}: {told:?}");
    }
}

#[test]
fn names_in_attributions_and_layers_do_not_stay() {
    let room = Room::study();
    room.done(&["project", "s.themata", "--attribution", "({site}, study of Zaphira Quill)"]);
    room.done(&["frameworks", "s.themata", "add", "Frame Zaphira Quill"]);
    room.done(&["codebook", "s.themata", "add", "Frame Zaphira Quill/Money"]);
    room.done(&["crosswalk", "s.themata", "map", "Frame Zaphira Quill/Money", "Law 2"]);
    room.done(&["pseudonyms", "s.themata", "add", "Zaphira Quill", "--as", "Eva Hale"]);
    room.done(&["pseudonyms", "s.themata", "apply"]);
    room.done(&["copy", "s.themata", "copy.themata", "--without-key"]);
    let bytes = std::fs::read(room.path("copy.themata")).unwrap();
    assert!(!bytes.windows(7).any(|window| window.eq_ignore_ascii_case(b"zaphira")), "the copy holds the name");
    assert_eq!(room.done(&["project", "s.themata", "--json"]).json()["attribution"], "({site}, study of Eva Hale)");
}

/// A study of one person, whose case has her name in full with a title.
fn titled(full: &str, said: &str) -> Room {
    let room = Room::new();
    room.write("in/P1.txt", said);
    room.done(&["new", "s.themata", "--coder", "BP"]);
    room.done(&["import", "s.themata", "in", "--coder", "BP"]);
    room.done(&["cases", "s.themata", "add", "P1", "--kind", "person", "--source", "P1", "--coder", "BP"]);
    room.done(&["cases", "s.themata", "edit", "P1", "--full-name", full, "--coder", "BP"]);
    room
}

fn transcript(room: &Room) -> String {
    let source = room.done(&["sources", "s.themata", "--json"]).json()[0]["name"].as_str().unwrap().to_owned();
    room.done(&["export", "s.themata", "--what", "transcript", "--source", &source, "-o", "t.html"]);
    std::fs::read_to_string(room.path("t.html")).unwrap()
}

#[test]
fn a_name_without_its_title_is_that_of_the_case_and_is_replaced_with_it() {
    let room = titled("Mrs Jane Morrison", "Q: And Jane Morrison?\n\nMrs Jane Morrison: Mrs Jane Morrison, yes.\n");
    room.done(&["pseudonyms", "s.themata", "add", "Jane Morrison", "--as", "Mary Stern", "--coder", "BP"]);
    let list = room.done(&["pseudonyms", "s.themata", "--json"]).json();
    assert_eq!((list.as_array().map(Vec::len), &list[0]["case"], &list[0]["pseudonym"]), (Some(1), &json!("P1"), &json!("Mary Stern")));
    room.done(&["pseudonyms", "s.themata", "apply", "--coder", "BP"]);
    let text = transcript(&room);
    assert!(!text.contains("Morrison") && text.matches("Mary Stern").count() == 3, "{text}");
}

#[test]
fn another_title_is_another_person() {
    let room = titled("Mr Lee", "Q: And Mrs Lee?\n\nMr Lee: She left.\n");
    room.done(&["pseudonyms", "s.themata", "add", "Mrs Lee", "--as", "Mrs Stern", "--coder", "BP"]);
    let list = room.done(&["pseudonyms", "s.themata", "--json"]).json();
    assert_eq!((&list[1]["name"], &list[1]["case"]), (&json!("Mrs Lee"), &Value::Null), "{list}");
}

#[test]
fn a_longer_name_that_nothing_stands_for_hides_no_name_that_is_replaced() {
    let room = titled("Jane Elizabeth Morrison", "Q: And Jane?\n\nAnn: Jane Elizabeth Morrison of Leeds City Council, yes, Leeds.\n");
    room.done(&["pseudonyms", "s.themata", "add", "Elizabeth Morrison", "--as", "Bea Stern", "--coder", "BP"]);
    room.done(&["pseudonyms", "s.themata", "apply", "--coder", "BP"]);
    let text = transcript(&room);
    assert!(text.contains("Jane Bea Stern of"), "{text}");
}

#[test]
fn words_with_a_capital_that_name_nobody_are_not_suggested() {
    let room = Room::new();
    let said = "Q: So I asked in July. In July I asked. But I did, but I did, so I did.\n\nA: Yes, my Lady. Thank you, I thank you. Yes, my Lady. Thank you.\n\n\
                Q: In April Ms Freeman came. On 3 April Ms Freeman left, and Mr. Lorne too. I saw Mr. Lorne.\n";
    room.write("in/one.txt", said);
    room.done(&["new", "s.themata", "--coder", "BP"]);
    room.done(&["import", "s.themata", "in", "--coder", "BP"]);
    let list = room.done(&["pseudonyms", "s.themata", "suggest", "--json"]).json();
    let mut names: Vec<&str> = list.as_array().unwrap().iter().filter(|one| one["from"] == "text").map(|one| one["name"].as_str().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["Freeman", "Lorne"]);
}

#[test]
fn a_name_that_stands_once_is_suggested_and_one_that_tells_who_it_is_is_refused() {
    let room = Room::new();
    room.write("in/one.txt", "Q: Where was it?\n\nA: We met Chidi Okonkwo in Harrogate, and later Beatrice.\n");
    room.done(&["new", "s.themata", "--coder", "BP"]);
    room.done(&["import", "s.themata", "in", "--coder", "BP"]);
    let list = room.done(&["pseudonyms", "s.themata", "suggest", "--all", "--json"]).json();
    let names: Vec<&str> = list.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert!(["Chidi Okonkwo", "Harrogate", "Beatrice"].iter().all(|name| names.contains(name)), "{names:?}");
    assert_eq!(names[0], "Chidi Okonkwo", "people come first");
    let told = room.run(&["pseudonyms", "s.themata", "add", "Chidi Okonkwo", "--as", "Witness Okonkwo", "--coder", "BP"]).ends(1);
    assert!(told.err.contains("holds “okonkwo”, which is a part of the name itself"), "{}", told.err);
}

#[test]
fn who_codes_under_a_name_of_the_list_is_handed_on_by_initials_alone() {
    let room = Room::new();
    room.write("in/one.txt", "Beth Penn: How was it?\n\nA: Fine.\n");
    room.done(&["new", "s.themata", "--coder", "BP"]);
    room.done(&["import", "s.themata", "in", "--coder", "BP"]);
    room.done(&["coders", "s.themata", "edit", "BP", "--name", "Beth Penn"]);
    room.done(&["coders", "s.themata", "add", "Beth"]);
    room.done(&["pseudonyms", "s.themata", "add", "Beth Penn", "Beth", "--as", "Ann Stern", "--coder", "BP"]);
    room.done(&["pseudonyms", "s.themata", "apply", "--coder", "BP"]);
    room.done(&["copy", "s.themata", "c.themata", "--without-key"]);
    assert!(!all_bytes(&room.path("c.themata")).iter().any(|bytes| holds(bytes, "Beth")));
    assert!(room.done(&["coders", "c.themata"]).out.contains("BP"));
    assert!(room.done(&["coders", "s.themata"]).out.contains("Beth Penn"), "the project keeps it");
}
