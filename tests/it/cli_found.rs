//! What was found on the command line: in order, under heads, spread over sites with rates, and coded, all of it or some.

use super::cli_room::Room;
use serde_json::{Value, json};

fn room() -> Room {
    let room = Room::new();
    room.write("talk/One.txt", "INT: How is the money?\nP1: Money is short. The money ends.\n");
    room.write("talk/Two.txt", "INT: Well?\nP2: Old money, and no more of it here.\n");
    room.write("people.csv", "source,person,site,role\nOne,P1,North,Lead\nTwo,P2,South,Lead\n");
    room.done(&["new", "s.themata", "--framework", "leutz", "--coder", "BP"]);
    room.done(&["import", "s.themata", "talk", "--attributes", "people.csv", "--case-column", "person", "--site-column", "site", "--coder", "BP"]);
    room
}

fn rows(found: &Value, what: &str) -> Vec<String> {
    found["rows"].as_array().unwrap().iter().map(|row| row[what].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn hits_are_sorted_and_stand_under_heads() {
    let room = room();
    let found = |more: &[&str]| room.done(&[&["search", "s.themata", "money", "--json"], more].concat()).json();
    let after = found(&["--sort", "after"]);
    assert_eq!(rows(&after, "right"), [", and no more of it here", " ends", " is short. The money ends", ""], "{after}");
    let before = found(&["--sort", "before", "--limit", "2"]);
    assert_eq!(rows(&before, "left"), ["Old ", "How is the "], "what is listed is the first of all, sorted: {before}");
    let under = found(&["--group", "site"]);
    assert_eq!(rows(&under, "group"), ["North", "North", "North", "South"]);
    let shown = room.done(&["search", "s.themata", "money", "--group", "case", "--numbers"]);
    assert!(shown.out.contains("P1, 2 hits\n") && shown.out.contains("    4  "), "{}", shown.out);
    let long = room.done(&["search", "s.themata", "interviewer:out"]);
    assert!(long.out.lines().all(|line| line.chars().count() < 300));
}

#[test]
fn hits_are_spread_with_rates_in_a_thousand_words() {
    let room = room();
    let found = room.done(&["search", "s.themata", "money interviewer:out", "--spread", "site", "--json"]).json();
    let groups = &found["spread"][0]["groups"];
    assert_eq!(found["rows"], json!([]));
    let north = groups.as_array().unwrap().iter().find(|row| row["group"] == "North").unwrap();
    // Four words asked and six answered.
    assert_eq!((&north["hits"], &north["sources"], &north["words"]), (&json!(2), &json!(1), &json!(10)), "{groups}");
    assert_eq!(north["per_thousand"], json!(200.0));
    let shown = room.done(&["search", "s.themata", "money", "--spread", "site", "--limit", "1"]);
    assert!(shown.out.contains("By site") && shown.out.contains("per 1,000 words") && shown.out.contains("[money]"), "{}", shown.out);
    let words = room.done(&["words", "s.themata", "--by", "site", "--json"]).json();
    let money = words["words"].as_array().unwrap().iter().find(|row| row["word"] == "money").unwrap();
    let rate = money["groups"][0]["per_thousand"].as_f64().unwrap();
    assert!((rate - 2000.0 / 6.0).abs() < 1e-9, "of the six words that P1 says: {money}");
    let shown = room.done(&["words", "s.themata", "--by", "site"]).out;
    assert!(shown.contains("North 2 (333.33)"), "{shown}");
}

#[test]
fn some_of_what_was_found_is_coded_and_told_first() {
    let room = room();
    let code = |more: &[&str]| room.done(&[&["search", "s.themata", "money", "--code", "Law 2", "--as", "sentence", "--coder", "BP"], more].concat());
    let told = code(&["--dry-run"]);
    assert_eq!(told.out, "Money is short.  One\nThe money ends.  One\nOld money, and no more of it here.  Two\n");
    assert!(told.err.contains("1 hit that an interviewer says is left out; --interviewers"), "{}", told.err);
    let told = code(&["--dry-run", "--json"]).json();
    assert_eq!((&told["hits"], &told["asked"], &told["dry_run"]), (&json!(4), &json!(1), &json!(true)));
    assert_eq!(told["passages"].as_array().unwrap().len(), 3);
    let told = code(&["--dry-run", "--json", "--interviewers"]).json();
    assert_eq!((told["passages"].as_array().unwrap().len(), &told["passages"][0]["words"]), (4, &json!("How is the money?")));
    let told = code(&["--only", "4", "--json"]).json();
    assert_eq!(told["passages"][0]["source"], "Two");
    let told = code(&["--limit", "2", "--json"]).json();
    assert_eq!(
        (&told["passages"][0]["words"], told["passages"].as_array().unwrap().len()),
        (&json!("Money is short."), 1),
        "the first is a question"
    );
    let told = code(&["--json"]).json();
    assert_eq!((&told["coded"], told["passages"].as_array().unwrap().len()), (&json!(2), 1));
    let memos = room.done(&["search", "s.themata", "money memo:any", "--code", "Law 2", "--coder", "BP"]);
    assert!(memos.err.contains("Memos cannot be coded"), "{}", memos.err);
    room.run(&["search", "s.themata", "money", "--code", "Law 2", "--only", "0", "--coder", "BP"]).ends(2);
}

#[test]
fn two_parts_are_compared_by_name() {
    let room = Room::new();
    room.write("talk/One.txt", &format!("P1: {}\n", "water boat ".repeat(30)));
    room.write("talk/Two.txt", &format!("P2: {}\n", "water field ".repeat(30)));
    room.write("talk/Three.txt", &format!("P3: {}\n", "boat field ".repeat(30)));
    room.write("people.csv", "source,person,site\nOne,P1,North\nTwo,P2,South\nThree,P3,East\n");
    room.done(&["new", "s.themata", "--coder", "BP"]);
    room.done(&["import", "s.themata", "talk", "--attributes", "people.csv", "--case-column", "person", "--site-column", "site", "--coder", "BP"]);
    let key = |more: &[&str]| room.done(&[&["words", "s.themata", "--key", "site=North", "--people", "1", "--json"], more].concat()).json();
    let two = key(&["--against", "South"]);
    let row = |list: &Value, word: &str| list.as_array().unwrap().iter().find(|row| row["word"] == word).cloned();
    let boat = row(&two, "boat").unwrap();
    assert_eq!((&boat["here"], &boat["there"]), (&json!(30), &json!(0)), "East has no part in it: {two}");
    assert_eq!(row(&key(&[]), "boat").map(|row| row["there"].clone()).unwrap_or(json!(30)), json!(30));
    room.run(&["words", "s.themata", "--key", "site=North", "--against", "North"]).ends(2);
    let wrong = room.run(&["words", "s.themata", "--key", "site=North", "--against", "Nowhere"]);
    assert!(wrong.err.contains("no site is called “Nowhere”") && wrong.err.contains("South"), "{}", wrong.err);
}

#[test]
fn questions_are_coded_only_where_every_branch_of_a_search_says_whose_words_are_meant() {
    let room = room();
    let code = |query: &str, more: &[&str]| {
        let told = room.done(&[&["search", "s.themata", query, "--code", "Law 2", "--as", "sentence", "--dry-run"], more].concat());
        let questions = told.out.lines().filter(|line| line.starts_with("How is the money?")).count();
        (told.out.lines().count(), questions, told.err)
    };
    // Its second branch alone says it.
    for query in ["money OR short interviewer:out", "money -speaker:P2", "(money OR short speaker:P1) OR old"] {
        let (lines, questions, err) = code(query, &[]);
        assert!(lines > 0 && questions == 0 && err.contains("1 hit that an interviewer says is left out"), "{query}: {err}");
    }
    for query in ["money interviewer:in", "money interviewer:in OR old interviewer:in", "money speaker:INT", "(money OR short) interviewer:only"] {
        let (_, questions, err) = code(query, &[]);
        assert!(questions == 1 && err.contains("1 hit that an interviewer says is among them"), "{query}: {err}");
    }
    let (_, questions, err) = code("money OR short interviewer:out", &["--interviewers"]);
    assert!(questions == 1 && err.contains("is among them"), "{err}");
    let (_, _, err) = code("money interviewer:out", &[]);
    assert!(!err.contains("interviewer says"), "{err}");
}
