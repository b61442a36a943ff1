//! Everything that a researcher can do has a command, and each takes names as people write them.

use crate::cli_room::Room;
use serde_json::{Value, json};

/// A room with the small study, and who works in it.
struct Desk(Room);

impl Desk {
    fn new() -> Self {
        Self(Room::study())
    }

    /// Runs `NOUN s.themata REST` as BP, which must succeed; gives what it said.
    #[track_caller]
    fn does(&self, words: &[&str]) -> String {
        self.0.done(&[&[words[0], "s.themata"], &words[1..]].concat()).err
    }

    #[track_caller]
    fn refuses(&self, words: &[&str], code: i32, said: &str) {
        let run = self.0.run(&[&[words[0], "s.themata"], &words[1..]].concat()).ends(code);
        assert!(run.err.starts_with("error: ") && run.err.contains(said), "{}", run.err);
    }

    /// A list as JSON, one field of each row.
    #[track_caller]
    fn each(&self, list: &[&str], field: &str) -> Vec<Value> {
        let rows = self.0.done(&[&[list[0], "s.themata"], &list[1..], &["--json"]].concat()).json();
        rows.as_array().unwrap().iter().map(|row| row[field].clone()).collect()
    }
}

#[test]
fn settings_of_the_project_are_shown_and_changed() {
    let desk = Desk::new();
    let shown = || desk.0.done(&["project", "s.themata", "--json"]).json();
    let before = shown();
    assert_eq!(
        (&before["name"], &before["site"], &before["role"], &before["phase"]),
        (&json!("Small"), &json!("site"), &json!("role"), &json!(null))
    );
    desk.does(&[
        "project",
        "--name",
        "Two winters",
        "--description",
        "What it cost",
        "--phase",
        "minutes",
        "--role",
        "",
        "--attribution",
        "[{phase}]",
    ]);
    let after = shown();
    assert_eq!(after["id"], before["id"]);
    for (key, value) in
        [("name", "Two winters"), ("description", "What it cost"), ("phase", "minutes"), ("attribution", "[{phase}]"), ("site", "site")]
    {
        assert_eq!(after[key], value, "{key}");
    }
    assert_eq!(after["role"], json!(null));
    desk.refuses(&["project", "--attribution", "({nobody})"], 1, "asks for {nobody}");
    desk.refuses(&["project", "--site", "nothing"], 1, "no attribute “nothing”");
    desk.does(&["undo"]);
    assert_eq!(shown(), before);
}

#[test]
fn sources_are_described_sorted_into_folders_and_removed() {
    let desk = Desk::new();
    desk.does(&["sources", "edit", "North 1.txt", "--name", "Winter", "--date", "2022-03-14", "--kind", "focus group", "--language", "en"]);
    desk.refuses(&["sources", "edit", "Winter", "--date", "soon"], 1, "is no date");
    desk.refuses(&["sources", "edit", "Winter", "--kind", "party"], 2, "no kind of source");
    desk.does(&["folders", "add", "Round 1/Long ones"]);
    desk.refuses(&["folders", "add", "round 1/long ones"], 1, "already");
    desk.does(&["sources", "move", "Winter", "South 1", "--to", "Long ones"]);
    assert_eq!(desk.each(&["sources"], "folder"), ["Round 1/Long ones", "Round 1/Long ones"]);
    desk.does(&["folders", "rename", "Round 1/Long ones", "A/B"]);
    desk.does(&["sources", "move", "South", "--out"]);
    assert_eq!(desk.each(&["sources"], "folder"), [json!("Round 1/A\\/B"), json!(null)]);
    desk.does(&["folders", "remove", "A\\/B"]);
    assert_eq!(desk.each(&["folders"], "path"), ["Round 1"]);
    assert_eq!(desk.each(&["sources"], "folder"), [json!("Round 1"), json!(null)]);
    desk.0.write("new/East 1.txt", "INT: And you?\n\nP3: I do.\n");
    desk.does(&["import", "new", "--folder", "Round 2"]);
    assert_eq!(desk.each(&["folders"], "path"), ["Round 1", "Round 2"]);
    desk.does(&["undo"]);
    assert_eq!(desk.each(&["folders"], "path"), ["Round 1"], "the folder came with the import");
    desk.does(&["code", "--source", "South 1", "--code", "L1", "--turn", "2", "--coder", "BP"]);
    desk.refuses(&["sources", "remove", "South 1"], 1, "1 coding would go with that");
    desk.does(&["sources", "remove", "South 1", "--yes"]);
    assert_eq!(desk.each(&["sources"], "name"), ["Winter"]);
    let id = desk.each(&["sources"], "id")[0].as_str().unwrap().to_owned();
    desk.does(&["sources", "remove", &id]);
    assert!(desk.each(&["sources"], "name").is_empty());
}

#[test]
fn cases_and_their_kinds_are_made_nested_linked_and_removed() {
    let desk = Desk::new();
    desk.does(&["cases", "kinds", "add", "organisation", "--under", "site"]);
    desk.does(&["cases", "kinds", "edit", "person", "--under", "organisation"]);
    desk.refuses(&["cases", "kinds", "add", "Organisation"], 1, "already");
    desk.refuses(&["cases", "kinds", "edit", "site", "--under", "person"], 1, "cannot lie below itself");
    assert_eq!(desk.each(&["cases", "kinds"], "parent"), [json!(null), json!("organisation"), json!("site")]);
    desk.does(&["cases", "add", "Trust", "--kind", "organisation", "--under", "North"]);
    desk.does(&["cases", "edit", "person:P1", "--under", "Trust", "--pseudonym", "Maria"]);
    desk.does(&[
        "cases",
        "add",
        "P3",
        "--full-name",
        "Cy Cole",
        "--pseudonym",
        "Cy",
        "--under",
        "Trust",
        "--source",
        "North 1",
        "--source",
        "South 1",
    ]);
    desk.refuses(&["cases", "add", "p3"], 1, "already");
    let of = |field: &str| {
        let (names, values) = (desk.each(&["cases", "--kind", "person"], "name"), desk.each(&["cases", "--kind", "person"], field));
        values[names.iter().position(|name| name == "P3").unwrap()].clone()
    };
    assert_eq!(
        (of("full_name"), of("pseudonym"), of("parent"), of("sources")),
        (json!("Cy Cole"), json!("Cy"), json!("Trust"), json!(["North 1", "South 1"]))
    );
    desk.does(&["cases", "unlink", "P3", "North 1", "South 1"]);
    desk.does(&["cases", "link", "P3", "South 1"]);
    desk.does(&["cases", "edit", "P3", "--under", "", "--name", "P03"]);
    let (parents, sources) = (desk.each(&["cases", "--kind", "person"], "parent"), desk.each(&["cases", "--kind", "person"], "sources"));
    assert_eq!((&parents[2], &sources[2]), (&json!(null), &json!(["South 1"])));
    desk.refuses(&["cases", "kinds", "remove", "organisation"], 1, "left without a kind");
    desk.does(&["cases", "remove", "P03", "Trust"]);
    desk.does(&["cases", "kinds", "remove", "organisation"]);
    desk.refuses(&["cases", "--kind", "organisation"], 1, "no kind of case");
    desk.0.done(&["check", "s.themata"]);
}

#[test]
fn attributes_are_made_typed_filled_and_removed() {
    let desk = Desk::new();
    desk.does(&["attributes", "add", "ward", "--on", "case", "--type", "choice", "--choice", "A", "--choice", "B"]);
    desk.does(&["attributes", "add", "ward", "--on", "source", "--type", "number"]);
    desk.refuses(&["attributes", "add", "x", "--on", "case", "--choice", "A"], 2, "--type choice");
    desk.refuses(&["attributes", "add", "x", "--on", "nobody"], 2, "write case or source");
    desk.does(&["attributes", "set", "ward", "A", "--case", "P1", "--case", "P2"]);
    desk.does(&["attributes", "set", "ward", "7", "--source", "South 1"]);
    desk.refuses(&["attributes", "set", "ward", "seven", "--source", "South 1"], 1, "is no number");
    desk.refuses(&["attributes", "set", "ward", "A"], 2, "--case");
    desk.does(&["attributes", "set", "ward", "", "--case", "P2"]);
    assert_eq!(desk.each(&["attributes"], "values"), [2, 2, 1, 1]);
    desk.refuses(&["attributes", "edit", "ward", "--name", "Ward"], 1, "any of 2 attributes");
    desk.does(&["attributes", "edit", "case:ward", "--name", "Unit", "--choice", "B", "--choice", "A"]);
    desk.does(&["attributes", "edit", "role", "--type", "choice"]);
    assert_eq!(desk.each(&["attributes", "list"], "choices"), [json!(["nurse", "porter"]), json!([]), json!(["B", "A"]), json!([])]);
    desk.refuses(&["attributes", "remove", "Unit"], 1, "1 value would go");
    desk.does(&["attributes", "remove", "Unit", "--yes"]);
    assert_eq!(desk.each(&["attributes"], "name"), ["role", "minutes", "ward"]);
}

#[test]
fn frameworks_and_their_order_are_changed() {
    let desk = Desk::new();
    desk.does(&["frameworks", "add", "Working", "--short", "W"]);
    desk.does(&["frameworks", "edit", "W", "--name", "Ours", "--description", "What we saw"]);
    for path in ["Ours/Money", "Ours/Trust", "Ours/Time"] {
        desk.does(&["codebook", "add", path]);
    }
    desk.does(&["codebook", "move", "Trust", "Time", "--before", "Ours/Money"]);
    let ours = || desk.each(&["codes", "--framework", "Ours"], "name");
    assert_eq!(ours(), ["Trust", "Time", "Money"]);
    desk.does(&["codebook", "move", "Time", "--under", "Ours/Money"]);
    desk.does(&["code", "--source", "South 1", "--code", "Time", "--turn", "2", "--coder", "BP"]);
    desk.refuses(&["frameworks", "remove", "Ours"], 1, "1 coding would go");
    desk.does(&["frameworks", "remove", "Ours", "--yes"]);
    assert_eq!(desk.each(&["frameworks"], "short"), ["Leutz"]);
}

#[test]
fn codings_are_listed_starred_resized_and_recoded() {
    let desk = Desk::new();
    let turn = ["--source", "South 1", "--code", "L1", "--turn", "2"];
    for coder in ["BP", "AR"] {
        desk.does(&[&["code"][..], &turn, &["--coder", coder]].concat());
    }
    let with = |verb: &'static str, more: &[&'static str]| [&[verb][..], &turn, more].concat();
    desk.does(&with("star", &["--coder", "BP"]));
    assert_eq!(desk.each(&["codings"], "key_quote"), [true, false]);
    desk.does(&with("star", &["--coder", "BP", "--off"]));
    desk.does(&with("star", &["--coder", "BP", "--everybody"]));
    assert_eq!(desk.each(&["codings", "--coder", "AR"], "key_quote"), [true]);
    desk.does(&with("resize", &["--to", "23..30", "--coder", "BP"]));
    desk.refuses(&with("resize", &["--to", "23..28", "--coder", "BP", "--everybody"]), 2, "any of 2 codings");
    let id = desk.each(&["codings", "--coder", "AR"], "id")[0].as_str().unwrap().to_owned();
    desk.refuses(&["resize", "--coding", &id, "--to", "0..9", "--coder", "BP"], 1, "BP has not coded that");
    desk.does(&["resize", "--coding", &id, "--to", "0..9", "--coder", "AR"]);
    assert_eq!(desk.each(&["codings"], "span"), [json!({"start": 0, "end": 9}), json!({"start": 23, "end": 30})]);
    desk.does(&["recode", "--code", "L1", "--to", "L2.5", "--coder", "BP"]);
    desk.refuses(&["recode", "--code", "L1", "--to", "L2.5", "--coder", "BP"], 1, "AR has coded it");
    assert_eq!(desk.each(&["codings", "--code", "L2"], "coder"), ["BP"]);
    desk.refuses(&["star", "--code", "L1", "--coder", "AR"], 2, "which passage");
    desk.refuses(&["uncode", "--code", "L1", "--coder", "AR"], 2, "which passage");
    desk.does(&["uncode", "--coding", &id, "--coder", "AR"]);
    assert_eq!(desk.each(&["codings"], "coder"), ["BP"]);
}

#[test]
fn memos_stand_on_anything_and_are_changed_and_removed() {
    let desk = Desk::new();
    desk.does(&["code", "--source", "South 1", "--code", "L1", "--turn", "2", "--coder", "BP"]);
    let coding = desk.each(&["codings"], "id")[0].as_str().unwrap().to_owned();
    let on: [&[&str]; 6] =
        [&[], &["--source", "South 1"], &["--source", "South 1", "--turn", "2"], &["--code", "L1"], &["--case", "P1"], &["--coding", &coding]];
    for (n, subject) in on.iter().enumerate() {
        desk.does(&[&["memos", "add", "Thought.", "--title", &format!("Memo {n}"), "--coder", "BP"][..], subject].concat());
    }
    assert_eq!(desk.each(&["memos"], "on"), ["project", "source", "passage", "code", "case", "coding"]);
    desk.does(&["memos", "edit", "memo 3", "Thought again.", "--as", "method", "--title", "Better"]);
    let one = |field: &str| desk.each(&["memos"], field)[3].clone();
    assert_eq!((one("title"), one("body"), one("kind")), (json!("Better"), json!("Thought again."), json!("method")));
    desk.does(&["memos", "edit", one("id").as_str().unwrap(), "--as", "meeting"]);
    assert_eq!((one("title"), one("kind")), (json!("Better"), json!("meeting")));
    desk.does(&["memos", "edit", "4", "--as", "method"]);
    assert_eq!((one("number"), one("title"), one("kind")), (json!(4), json!("Better"), json!("method")), "its number names it too");
    desk.refuses(&["memos", "edit", "7", "--as", "method"], 1, "no memo");
    desk.refuses(&["memos", "edit", "Better", "", "--title", ""], 2, "no words");
    desk.does(&["memos", "remove", "Better", "Memo 0"]);
    assert_eq!(desk.each(&["memos"], "on"), ["source", "passage", "case", "coding"]);
    desk.refuses(&["memos", "remove", "Better"], 1, "no memo");
}

#[test]
fn memos_are_settled_opened_again_and_found_by_what_they_are() {
    let desk = Desk::new();
    let add = |title: &str, words: &str, more: &[&str]| {
        desk.does(&[&["memos", "add", words, "--title", title, "--coder", "BP"][..], more].concat());
    };
    add("Budgets", "Two budgets, and little trust.", &["--code", "L1", "--as", "meeting"]);
    add("Laughter", "Said with a laugh.", &["--source", "South 1", "--turn", "2", "--as", "field note"]);
    add("Marian", "Trust in two budgets.", &["--case", "P1"]);
    let found = |more: &[&str]| desk.each(&[&["memos"][..], more].concat(), "title");
    desk.does(&["memos", "settle", "Budgets", "Laughter", "--coder", "AR"]);
    assert_eq!(found(&["--state", "open"]), ["Marian"]);
    assert_eq!(desk.each(&["memos"], "state"), ["settled", "settled", "open"]);
    assert_eq!(desk.each(&["memos"], "settled_by"), [json!("AR"), json!("AR"), json!(null)]);
    desk.does(&["memos", "reopen", "Laughter", "--coder", "BP"]);
    assert_eq!(found(&["--state", "settled"]), ["Budgets"]);
    assert_eq!(desk.each(&["memos"], "settled_at").iter().filter(|at| at.is_null()).count(), 2);
    assert_eq!(found(&["--words", "TRUST budgets", "--sort", "newest"]), ["Marian", "Budgets"]);
    assert_eq!(found(&["--words", "\"trust in\""]), ["Marian"]);
    assert_eq!(found(&["--sort", "kind"]), ["Laughter", "Marian", "Budgets"]);
    assert_eq!(found(&["--about-source", "South 1"]), ["Laughter"]);
    assert_eq!(found(&["--about-case", "P1"]), ["Marian"]);
    assert_eq!(found(&["--about-code", "L1"]), ["Budgets"]);
    assert_eq!(found(&["--kind", "meeting", "--by", "BP", "--since", "2020-01-01"]), ["Budgets"]);
    assert!(found(&["--since", "2999-01-01"]).is_empty());
    desk.refuses(&["memos", "--state", "done"], 2, "no state");
    desk.does(&["undo", "--coder", "BP"]);
    assert_eq!(found(&["--state", "open"]), ["Marian"], "one step back");
    desk.does(&["memos", "remove", "Budgets"]);
    desk.does(&["check"]);
}

#[test]
fn a_memo_is_linked_to_several_things_at_once_and_known_by_words_that_are_begun() {
    let desk = Desk::new();
    desk.does(&["memos", "add", "Two budgets.", "--title", "Fix the definition of homes", "--coder", "BP"]);
    desk.does(&["memos", "add", "An afterthought or a rule?", "--coder", "BP"]);
    let on = || -> Vec<Value> { desk.each(&["memos"], "links")[1].as_array().unwrap().iter().map(|link| link["on"].clone()).collect() };
    desk.does(&["memos", "link", "An after", "--memo", "Fix the def", "--code", "L1", "--source", "South 1", "--coder", "AR"]);
    assert_eq!(on(), ["code", "source", "memo"]);
    desk.does(&["memos", "unlink", "An after", "--memo", "Fix", "--code", "L1", "--coder", "AR"]);
    assert_eq!(on(), ["source"]);
    desk.refuses(&["memos", "add", "Of two.", "--code", "L1", "--source", "South 1", "--coder", "BP"], 2, "a memo is on one thing");
    desk.refuses(&["memos", "settle", "ix the", "--coder", "BP"], 1, "there is no memo");
}

#[test]
fn memos_are_linked_to_more_than_what_they_are_on() {
    let desk = Desk::new();
    desk.does(&["memos", "add", "Two budgets.", "--title", "Budgets", "--code", "L1", "--coder", "BP"]);
    desk.does(&["memos", "add", "Said with a laugh.", "--title", "Laughter", "--coder", "BP"]);
    let link = |verb: &str, to: &[&str]| desk.does(&[&["memos", verb, "Budgets", "--coder", "AR"][..], to].concat());
    let to: [&[&str]; 5] =
        [&["--source", "South 1", "--turn", "2"], &["--source", "South 1"], &["--code", "L2"], &["--case", "P1"], &["--memo", "Laughter"]];
    for one in to {
        link("link", one);
        link("link", one);
    }
    link("link", &["--code", "L1"]);
    let links = |desk: &Desk| desk.each(&["memos"], "links")[0].clone();
    let of = |desk: &Desk, field: &str| links(desk).as_array().unwrap().iter().map(|link| link[field].clone()).collect::<Vec<_>>();
    assert_eq!(of(&desk, "on"), ["passage", "source", "code", "case", "memo"], "each once, and not to what it is on");
    assert_eq!((&of(&desk, "memo")[4], &of(&desk, "case")[3], &of(&desk, "source")[0]), (&json!("Laughter"), &json!("P1"), &json!("South 1")));
    assert!(of(&desk, "span")[0]["end"].as_u64().unwrap() > 0 && of(&desk, "memo_id")[4].is_string());
    assert_eq!(desk.each(&["memos", "--about-source", "South 1"], "title"), ["Budgets"], "links count as what it is about");
    desk.refuses(&["memos", "link", "Budgets", "--coder", "AR"], 2, "not said");
    desk.refuses(&["memos", "link", "Budgets", "--memo", "Budgets", "--coder", "AR"], 1, "itself");
    link("unlink", &["--case", "P1"]);
    assert_eq!(of(&desk, "on"), ["passage", "source", "code", "memo"]);
    desk.does(&["undo", "--coder", "AR"]);
    assert_eq!(of(&desk, "on").len(), 5);
    desk.does(&["memos", "remove", "Laughter"]);
    assert_eq!(of(&desk, "on").len(), 4, "a link goes with what it leads to");
    desk.does(&["check"]);
}

#[test]
fn coders_their_keys_and_their_progress_are_kept() {
    let desk = Desk::new();
    desk.does(&["coders", "add", "SK", "--name", "Sofia Kowal", "--role", "Second coder"]);
    desk.refuses(&["coders", "add", "sk"], 1, "already");
    desk.does(&["coders", "edit", "SK", "--initials", "SO"]);
    desk.refuses(&["coders", "edit", "SO", "--initials", "BP"], 1, "another coder");
    assert_eq!(desk.each(&["coders"], "role"), ["", "Second coder"]);
    desk.does(&["pin", "3", "L2.5", "--coder", "SO"]);
    desk.does(&["pin", "1", "L1", "--coder", "BP"]);
    assert_eq!(desk.each(&["pin"], "key"), [1, 3]);
    desk.refuses(&["pin", "3", "--coder", "SO"], 2, "which code");
    desk.refuses(&["pin", "12", "L1", "--coder", "SO"], 2, "1..=9");
    assert!(desk.0.unsigned(&["pin", "s.themata", "3", "L1"]).ends(2).err.contains("who is working"));
    desk.refuses(&["log", "--coder", "ZZ"], 1, "ZZ");
    desk.does(&["pin", "3", "--free", "--coder", "SO"]);
    assert_eq!(desk.each(&["pin", "--coder", "SO"], "key"), Vec::<Value>::new());
    desk.does(&["progress", "done", "North 1", "South 1", "--coder", "SO"]);
    desk.does(&["progress", "in-work", "South", "--coder", "SO"]);
    desk.refuses(&["progress", "nearly", "South", "--coder", "SO"], 2, "done, in-work and not-begun");
    assert_eq!(desk.each(&["progress", "--coder", "SO"], "state"), ["done", "in work"]);
    desk.does(&["progress", "not-begun", "South", "--coder", "SO"]);
    assert_eq!(desk.each(&["sources"], "progress"), [json!({"SO": "done"}), json!({})]);
}

#[test]
fn a_copy_is_the_same_project_and_never_over_something_else() {
    let desk = Desk::new();
    desk.does(&["copy", "again.themata"]);
    for list in ["sources", "cases", "codes", "log", "project"] {
        assert_eq!(desk.0.done(&[list, "again.themata", "--json"]).out, desk.0.done(&[list, "s.themata", "--json"]).out, "{list}");
    }
    desk.refuses(&["copy", "again.themata"], 1, "exists already");
}
