//! What the command line says is what happened, and who did it is known.

use crate::cli_room::Room;

#[test]
fn what_was_coded_already_is_not_counted_again() {
    let room = Room::study();
    room.done(&["code", "s.themata", "--source", "North 1", "--code", "L1", "--turn", "2"]);
    let again = room.done(&["speakers", "s.themata", "code", "P1", "L1"]);
    assert!(again.err.contains("Coded a passage as "), "{}", again.err);
    let log = room.done(&["log", "s.themata", "--json"]).json();
    let last = log.as_array().unwrap().iter().max_by_key(|step| step["step"].as_i64()).unwrap();
    assert!(last["what"].as_str().unwrap().starts_with("Coded a passage as "), "{last}");
}

#[test]
fn a_code_that_is_there_is_neither_made_nor_passed_over_in_silence() {
    let room = Room::study();
    let steps = room.steps();
    for path in ["Law 2/Allocation of funds", "Leutz/Law 2/allocation of funds"] {
        let run = room.run(&["codebook", "s.themata", "add", path, "--description", "Who pays"]).ends(1);
        assert!(run.err.contains("already; nothing was changed") && run.err.contains("codebook FILE edit"), "{}", run.err);
    }
    assert_eq!(room.steps(), steps);
}

/// Whatever changes a project asks who does it; what makes one, and what only looks, does not.
#[test]
fn nothing_is_changed_by_nobody() {
    let room = Room::study();
    room.write("codes.txt", "One\n");
    room.write("more/East 1.txt", "INT: And you?\n\nP3: I do.\n");
    let steps = room.steps();
    let changing = [
        "import s.themata more",
        "codebook s.themata add New",
        "codebook s.themata rename L1 New",
        "codebook s.themata remove L1 --yes",
        "codebook s.themata import codes.txt",
        "cases s.themata add P9 --kind person",
        "cases s.themata remove P1 --yes",
        "attributes s.themata add ward --on case",
        "attributes s.themata set role East --case P1",
        "speakers s.themata rename INT Asker",
        "speakers s.themata role INT participant",
        "speakers s.themata join P1 person:P1",
        "sources s.themata edit South --name East",
        "sources s.themata remove South --yes",
        "folders s.themata add Round",
        "frameworks s.themata remove Leutz --yes",
        "project s.themata --name Other",
        "note s.themata --name Visit --text Words",
        "pseudonyms s.themata add Ann --as Mary",
        "memos s.themata add Words",
        "coders s.themata edit BP --name Bo",
        "search s.themata money --save Money",
        "words s.themata --leave money --remember",
        "undo s.themata",
        "redo s.themata",
    ];
    for line in changing {
        let run = room.unsigned(&line.split(' ').collect::<Vec<_>>());
        assert!(run.code == 2 && run.err.contains("it is not known who is working"), "{line} ended with {}: {}", run.code, run.err);
    }
    assert_eq!(room.steps(), steps);
    for line in ["import s.themata more --dry-run", "codes s.themata", "search s.themata money", "coders s.themata add XY", "new t", "example e"] {
        room.unsigned(&line.split(' ').collect::<Vec<_>>()).ends(0);
    }
    let log = room.done(&["log", "s.themata", "--json"]).json();
    let by_nobody = log.as_array().unwrap().iter().filter(|step| step["coder"] == "" && step["kind"] != "new project");
    assert_eq!(by_nobody.count(), 0, "{log}");
}

#[test]
fn a_framework_called_so_goes_before_codes_that_begin_so() {
    let room = Room::study();
    for code in ["Law", "Law/Money", "Law/Money/Pay"] {
        room.done(&if code == "Law" { ["frameworks", "s.themata", "add", code] } else { ["codebook", "s.themata", "add", code] });
    }
    room.done(&["codebook", "s.themata", "add", "Law/Money matters"]);
    let added = room.done(&["codebook", "s.themata", "add", "Law/New"]);
    assert!(added.err.contains("Law/New") && !added.err.contains("five laws"), "{}", added.err);
    let codes = room.done(&["codes", "s.themata", "--json"]).json();
    let new = codes.as_array().unwrap().iter().find(|code| code["name"] == "New").unwrap();
    assert_eq!((new["framework"].as_str(), new["depth"].as_u64()), (Some("Law"), Some(0)), "{new}");
}

#[test]
fn what_was_asked_for_is_said_as_it_is() {
    let room = Room::study();
    // A memo without a title is named by its first words.
    room.done(&["memos", "s.themata", "add", "Two budgets, spoken of as one."]);
    room.done(&["memos", "s.themata", "link", "Two budgets", "--code", "Law 2"]);
    assert_eq!(room.done(&["memos", "s.themata", "--json"]).json()[0]["links"][0]["on"], "code");
    room.run(&["memos", "s.themata", "link", "Three budgets", "--code", "Law 2"]).ends(1);
    // A folder that is missing, by the name that was given.
    for more in [&[][..], &["--without-key"]] {
        let missing = room.run(&[&["copy", "s.themata", "nowhere/new.themata"][..], more].concat()).ends(1);
        assert!(missing.err.contains("there is no folder nowhere") && !missing.err.contains("-part"), "{}", missing.err);
    }
    let refused = room.run(&["table", "s.themata", "chart", "--code", "Law 2"]).ends(2);
    assert!(refused.err.contains("--code goes with the table of themes alone"), "{}", refused.err);
    room.done(&["code", "s.themata", "--source", "North 1", "--code", "Law 2", "--turn", "2"]);
    let one = room.run(&["chart", "s.themata", "set", "North 1", "Law 2", "Held. [1]", "--evidence", "9"]).ends(1);
    assert!(one.err.contains("1 passage is under this cell, no number 9"), "{}", one.err);
    let sat = room.done(&["saturation", "s.themata", "--coder", "BP", "--base", "1", "--run", "1"]);
    assert!((sat.out + &sat.err).contains("1 interview is not coded by BP and left out"));
}

#[test]
fn words_of_somebody_else_that_are_written_over_are_told_with_the_way_back() {
    let room = Room::study();
    let set = |words: &str, who: &str| room.done(&["chart", "s.themata", "set", "North 1", "Law 2", words, "--coder", who]).err;
    set("Held back.", "DD");
    let over = set("Never held.", "BP");
    assert!(over.contains("words of DD stood there") && over.contains("--step"), "{over}");
    assert!(!set("Never held at all.", "BP").contains("stood there"), "one’s own are one’s own");
    let step = over.split("--step ").nth(1).unwrap().split(' ').next().unwrap();
    room.done(&["chart", "s.themata", "back", "North 1", "Law 2", "--step", step]);
    assert!(room.done(&["chart", "s.themata", "cell", "North 1", "Law 2"]).out.starts_with("Held back."));
}

#[test]
fn setting_values_tells_which_words_of_the_chart_show_nowhere_after_it() {
    let room = Room::study();
    room.done(&["chart", "s.themata", "set", "role=nurse", "Law 2", "They held it back.", "--by", "role"]);
    let kept = room.done(&["attributes", "s.themata", "set", "minutes", "60", "--case", "P1"]);
    assert!(!kept.err.contains("which nothing has any more"), "{}", kept.err);
    let gone = room.done(&["attributes", "s.themata", "set", "role", "porter", "--case", "P1"]);
    assert!(gone.err.contains("1 written cell stands in the row “role nurse”, which nothing has any more"), "{}", gone.err);
}

#[test]
fn two_voices_of_a_source_never_get_one_name() {
    let room = Room::study();
    let steps = room.steps();
    let run = room.run(&["speakers", "s.themata", "rename", "INT", "p1", "--source", "North 1"]).ends(1);
    assert!(run.err.contains("there is a speaker “p1” in “North 1” already") && run.err.contains("speakers FILE merge"), "{}", run.err);
    assert_eq!(room.steps(), steps);
    room.done(&["speakers", "s.themata", "rename", "P1", "p1", "--source", "North 1"]);
    room.done(&["speakers", "s.themata", "merge", "INT", "--into", "p1", "--source", "North 1"]);
    room.done(&["speakers", "s.themata", "rename", "p1", "INT", "--source", "North 1"]);
}

#[test]
fn rows_of_a_table_that_match_no_source_are_named() {
    let room = Room::study();
    room.write("t.csv", "file,person,site\nElsewhere.txt,P9,North\n");
    let run = room.done(&["import", "s.themata", "in", "--attributes", "t.csv", "--case-column", "person"]);
    assert!(run.err.contains("1 row of the table matched no source, so that only a case was taken from there: row 2."), "{}", run.err);
    let log = room.done(&["log", "s.themata", "--json"]).json();
    assert!(log.as_array().unwrap().iter().any(|step| step["what"] == "Read in the table t.csv"), "{log}");
    assert!(!log.to_string().contains("Imported 0 sources"));
    let again = room.done(&["import", "s.themata", "in", "--attributes", "t.csv", "--case-column", "person"]);
    assert!(again.err.contains("Nothing was imported."), "{}", again.err);
}

/// A copy is another file: what is kept of it never comes back over the original unasked.
#[test]
fn backups_belong_to_one_file() {
    let room = Room::study();
    let long = format!("{}.themata", "b".repeat(80));
    room.done(&["backup", "s.themata"]);
    room.done(&["copy", "s.themata", &long]);
    room.done(&["codebook", &long, "add", "Leutz/Of the copy"]);
    room.done(&["backup", &long]);
    let own = room.done(&["backup", "s.themata", "--list"]).out;
    assert!(own.lines().count() == 2 && !own.contains(&long) && own.contains(".themata"), "{own}");
    let all = room.done(&["backup", "s.themata", "--list", "--copies"]).out;
    assert!(all.lines().count() == 3 && all.contains(&long), "no path is cut: {all}");
    room.done(&["restore", "s.themata"]);
    let codes = |file: &str| room.done(&["codes", file, "--json"]).out;
    assert!(!codes("s.themata").contains("Of the copy"));
    let theirs = room.done(&["backup", &long, "--list", "--json"]).json()[0]["path"].as_str().unwrap().to_owned();
    let asked = room.done(&["restore", "s.themata", "--from", &theirs]);
    assert!(asked.err.contains("That backup was made of ") && asked.err.contains(&long), "{}", asked.err);
    assert!(codes("s.themata").contains("Of the copy"));
}

#[test]
fn a_dash_is_standard_output() {
    let room = Room::study();
    for line in [
        "export s.themata --format csv -o -",
        "excerpts s.themata --format csv -o -",
        "cases s.themata export -",
        "words s.themata -o -",
        "codebook s.themata export -",
    ] {
        let run = room.done(&line.split(' ').collect::<Vec<_>>());
        assert!(!run.out.is_empty() && !room.path("-").exists(), "{line}: {}", run.err);
    }
    room.run(&["recover", "s.themata", "-o", "-"]).ends(2);
}

#[test]
fn a_project_that_is_not_there_opens_no_window() {
    let room = Room::new();
    for arguments in [&["open", "missing.themata"][..], &["missing.themata"]] {
        let run = room.run(arguments).ends(2);
        assert!(run.err.contains("there is no file missing.themata") && run.err.contains("hint: themata new FILE"), "{}", run.err);
    }
}

#[test]
fn a_memo_without_a_title_is_listed_by_its_first_words_and_a_code_that_stands_elsewhere_is_named_with_its_path() {
    let room = Room::study();
    room.done(&["memos", "s.themata", "add", "They speak of two budgets as if of one, and nobody minds that.", "--coder", "BP"]);
    let list = room.done(&["memos", "s.themata"]).out;
    assert!(list.contains("They speak of two budgets as if of") && !list.contains("nobody minds"), "{list}");
    room.done(&["codebook", "s.themata", "add", "Law 2/Purses", "--coder", "BP"]);
    let none = room.run(&["excerpts", "s.themata", "--code", "Law 5/Purses"]).ends(1);
    assert!(none.err.contains("there is no code “Law 5/Purses”") && none.err.contains("/Purses”."), "{}", none.err);
}

#[test]
fn the_history_of_a_cell_is_called_so_as_what_stands_now_is_in_it() {
    let room = Room::study();
    for words in ["First.", "Anew."] {
        room.done(&["chart", "s.themata", "set", "North 1", "Law 2", words, "--coder", "BP"]);
    }
    let shown = room.done(&["chart", "s.themata", "cell", "North 1", "Law 2"]).out;
    let (_, history) = shown.split_once("History, the last as it stands now:\n").unwrap_or_else(|| panic!("{shown}"));
    assert!(history.find("First.").unwrap() < history.find("Anew.").unwrap(), "{shown}");
}

#[test]
fn a_cell_of_another_chart_than_that_of_interviews_says_where_it_shows() {
    let room = Room::study();
    let set = |row: &str| room.done(&["chart", "s.themata", "set", row, "Law 2", "Said so.", "--coder", "BP"]).err;
    assert!(!set("North 1").contains("It stands in the chart"));
    let person = set("P1");
    assert!(person.contains("not in that of interviews: themata chart FILE --rows person shows it."), "{person}");
    assert!(person.contains("The row of the interview is 'North 1'."), "{person}");
    assert!(room.done(&["chart", "s.themata", "--rows", "person"]).out.contains("Said so."));
    let group = set("role=nurse");
    assert!(group.contains("It stands in the chart by role: themata chart FILE --by role shows it."), "{group}");
    assert!(!set("site=North").contains("It stands in the chart"));
}
