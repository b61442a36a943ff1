//! The command line as a script uses it: the program itself, run in a folder of its own.

use crate::cli_room::{Room, golden};
use serde_json::json;
use std::path::Path;
use std::process::Stdio;

#[test]
fn a_small_study_is_done_from_the_command_line_alone() {
    let room = Room::study();
    room.done(&["codebook", "s.themata", "add", "Law 2/Spring/Summer", "--description", "When it comes", "--include", "Seasons", "--coder", "BP"]);
    let text = "We held the money back until spring";
    room.done(&["code", "s.themata", "--source", "North 1", "--code", "Law 2/Spring/Summer", "--text", text, "--star", "--coder", "BP"]);
    room.done(&["code", "s.themata", "--source", "North 1.txt", "--code", "L2.5", "--turn", "2", "--coder", "AR"]);
    room.done(&["speakers", "s.themata", "join", "P1", "person:P1"]);
    room.done(&["speakers", "s.themata", "code", "P2", "L5", "--coder", "BP"]);
    room.done(&[
        "memos",
        "s.themata",
        "add",
        "Said with a sigh.",
        "--source",
        "North 1",
        "--turn",
        "2",
        "--title",
        "Sigh",
        "--as",
        "field note",
        "--coder",
        "BP",
    ]);
    let codes = room.done(&["codes", "s.themata", "--json"]).json();
    let of = |short: &str| codes.as_array().unwrap().iter().find(|code| code["short"] == short).unwrap().clone();
    assert_eq!((&of("L2")["references"], &of("L2")["references_below"], &of("L2.5")["codings"]), (&json!(0), &json!(1), &json!(1)));
    let memos = golden(&room.done(&["memos", "s.themata", "--json"]));
    assert_eq!(
        memos[0],
        json!({
            "number": 1, "id": "…", "on": "passage", "source": "North 1", "span": {"start": 30, "end": 93}, "code": null, "case": null, "kind": "field note",
            "title": "Sigh", "body": "Said with a sigh.", "coder": "BP", "at": "…", "state": "open", "settled_by": null,
            "settled_at": null, "links": []
        })
    );
    let found = room.done(&["excerpts", "s.themata", "--code", "Law 2", "--where", "site=North", "--format", "json"]).json();
    assert_eq!((found["excerpts"].as_array().unwrap().len(), &found["excerpts"][0]["coders"]), (1, &json!(["AR", "BP"])));
    let shown = room.done(&["excerpts", "s.themata", "--by", "site", "--coder", "BP"]).out;
    assert!(shown.contains("== North (1) ==") && shown.contains("* “We held") && shown.contains("== South (1) =="), "{shown}");
    room.done(&["uncode", "s.themata", "--source", "North 1", "--code", "L2.5", "--turn", "2", "--coder", "AR"]);
    let log = room.done(&["log", "s.themata", "--coder", "AR", "--json"]).json();
    let kinds: Vec<&str> = log.as_array().unwrap().iter().map(|step| step["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["apply codes", "remove codings"], "who codes first joins in the same step");
    room.done(&["check", "s.themata"]);
}

#[test]
fn undo_asks_before_it_takes_back_the_work_of_another() {
    let room = Room::study();
    let code = |coder: &str| room.done(&["code", "s.themata", "--source", "South 1", "--code", "L1", "--turn", "2", "--coder", coder]);
    let codings = || room.done(&["sources", "s.themata", "--json"]).json()[1]["codings"].as_u64().unwrap();
    code("BP");
    code("AR");
    assert_eq!(codings(), 2);
    let refused = room.run(&["undo", "s.themata", "--coder", "BP"]).ends(1);
    assert!(refused.err.contains("work of AR") && refused.err.contains("hint: Add --yes"), "{}", refused.err);
    room.done(&["undo", "s.themata", "--yes"]);
    assert_eq!(codings(), 1);
    room.done(&["redo", "s.themata"]);
    assert_eq!(codings(), 2);
    let log = room.done(&["log", "s.themata", "--json"]).json();
    let first = log.as_array().unwrap().iter().find(|step| step["kind"] == "apply codes").unwrap()["step"].to_string();
    room.done(&["undo", "s.themata", "--to", &first, "--yes"]);
    assert_eq!(codings(), 0);
    room.run(&["undo", "s.themata", "--to", "1", "--yes"]).ends(1);
}

#[test]
fn exit_codes_tell_refusals_from_wrong_usage() {
    let room = Room::study();
    let wrong = room.unsigned(&["code", "s.themata", "--source", "North 1", "--code", "L1", "--turn", "2"]).ends(2);
    assert_eq!(wrong.err, "error: it is not known who is working\nhint: Add --coder INITIALS, or set THEMATA_CODER once: export THEMATA_CODER=BP\n");
    room.run(&["code", "s.themata", "--source", "North 1", "--code", "L1", "--coder", "BP"]).ends(2);
    room.run(&["code", "s.themata", "--source", "North 1", "--code", "L1", "--span", "9..x", "--coder", "BP"]).ends(2);
    room.run(&["nonsense"]).ends(2);
    room.run(&["import", "s.themata"]).ends(2);
    room.run(&["--example", "codes", "s.themata"]).ends(2);
    let missing = room.run(&["code", "s.themata", "--source", "East", "--code", "L1", "--turn", "2", "--coder", "BP"]).ends(1);
    assert!(missing.err.contains("there is no source “East”") && missing.out.is_empty(), "{}", missing.err);
    room.run(&["new", "s.themata"]).ends(1);
    room.run(&["codes", "nowhere.themata"]).ends(1);
    room.run(&["codes", "people.csv"]).ends(1);
    room.done(&["--help"]);
    room.done(&["--version"]);
    let quoted = room.run(&["code", "s.themata", "--source", "North 1", "--code", "L1", "--text", "the words of somebody", "--coder", "BP"]).ends(1);
    assert!(!quoted.err.contains("the words of somebody"), "a participant's words are not repeated: {}", quoted.err);
}

#[test]
fn the_coder_comes_from_the_option_the_environment_or_the_configuration() {
    let room = Room::study();
    let code = |turn: &str| ["code", "s.themata", "--source", "North 1", "--code", "L1", "--turn", turn].map(String::from);
    let coders = || {
        let list = room.done(&["coders", "s.themata", "--json"]).json();
        list.as_array().unwrap().iter().map(|coder| format!("{} {}", coder["initials"].as_str().unwrap(), coder["codings"])).collect::<Vec<_>>()
    };
    room.write("home/.config/themata/config.json", r#"{"coder": {"name": "Sofia Kowal", "initials": "SK"}, "scale": 100}"#);
    let own = code("2");
    room.unsigned(&own.each_ref().map(String::as_str)).ends(0);
    let mut command = room.command(&own.each_ref().map(String::as_str));
    assert!(command.env("THEMATA_CODER", "mo").status().unwrap().success());
    room.done(&[&code("4").each_ref().map(String::as_str)[..], &["--coder", "MO"]].concat());
    assert_eq!(coders(), ["BP 0", "SK 1", "mo 2"]);
}

#[test]
fn a_framework_that_is_called_so_goes_before_codes_whose_names_begin_so() {
    let room = Room::study();
    room.done(&["frameworks", "s.themata", "add", "Quality"]);
    room.done(&["codebook", "s.themata", "add", "Quality/Quality of care"]);
    room.done(&["codebook", "s.themata", "add", "Law 2/Money"]);
    room.done(&["codebook", "s.themata", "move", "Law 2/Money", "--under", "Quality"]);
    let depth = || {
        let codes = room.done(&["codes", "s.themata", "--json"]).json();
        let money = codes.as_array().unwrap().iter().find(|code| code["name"] == "Money").unwrap().clone();
        (money["framework"].as_str().unwrap().to_owned(), money["depth"].as_u64())
    };
    assert_eq!(depth(), ("Quality".into(), Some(0)));
    room.done(&["codebook", "s.themata", "move", "Quality/Money", "--under", "Quality of"]);
    assert_eq!(depth(), ("Quality".into(), Some(1)));
}

#[test]
fn a_path_that_may_mean_two_codes_lists_both() {
    let room = Room::study();
    for path in ["Law 1/Trust", "Law 2/Trust", "Law 3/A\\/B"] {
        room.done(&["codebook", "s.themata", "add", path]);
    }
    let refused = room.run(&["codebook", "s.themata", "rename", "Trust", "Faith"]).ends(1);
    assert!(refused.err.contains("any of 2 codes") && refused.err.contains("Integration costs before it pays/Trust'"), "{}", refused.err);
    room.done(&["codebook", "s.themata", "move", "A\\/B", "--under", "L4"]);
    room.done(&["codebook", "s.themata", "merge", "L1/Trust", "--into", "L2/Trust"]);
    room.done(&["codebook", "s.themata", "edit", "Trust", "--colour", "teal", "--theme", "yes", "--statement", "It takes time"]);
    room.run(&["codebook", "s.themata", "edit", "Trust", "--colour", "beige"]).ends(2);
    room.done(&["code", "s.themata", "--source", "North 1", "--code", "Trust", "--turn", "2", "--coder", "BP"]);
    room.run(&["codebook", "s.themata", "remove", "Trust"]).ends(1);
    room.done(&["codebook", "s.themata", "remove", "Trust", "--yes"]);
    let codes = room.done(&["codes", "s.themata", "--json"]).json();
    let names: Vec<&str> = codes.as_array().unwrap().iter().filter_map(|code| code["path"].as_str()).filter(|path| path.contains("A\\/B")).collect();
    assert_eq!(names.len(), 1);
    assert!(names[0].starts_with("Law 4"), "{names:?}");
}

#[test]
fn frameworks_come_from_files_and_go_back() {
    let room = Room::study();
    room.write("codes.txt", "Money: what it costs\n\tShares\nTrust\n");
    room.done(&["codebook", "s.themata", "import", "codes.txt", "--name", "Working"]);
    room.done(&["codebook", "s.themata", "export", "book.csv"]);
    room.done(&["new", "again.themata", "--framework", "book.csv"]);
    let book = |file: &str| {
        let mut value = golden(&room.done(&["codes", file, "--json"]));
        value.as_array_mut().unwrap().iter_mut().for_each(|code| code["id"] = json!(0));
        value
    };
    assert_eq!(book("s.themata"), book("again.themata"));
    room.run(&["codebook", "s.themata", "import", "codes.txt", "--name", "Working"]).ends(1);
    room.run(&["new", "third.themata", "--framework", "nothing"]).ends(1);
    assert!(!room.path("third.themata").exists());
}

#[test]
fn exports_are_complete_or_not_there() {
    let room = Room::study();
    room.done(&["code", "s.themata", "--source", "South 1", "--code", "L5", "--turn", "2", "--coder", "BP"]);
    for (format, start) in [("csv", "\u{feff}source,case,"), ("json", "{\"project\":\"Small\""), ("html", "<!doctype html>")] {
        let out = format!("out.{format}");
        room.done(&["export", "s.themata", "--format", format, "-o", &out]);
        let text = std::fs::read_to_string(room.path(&out)).unwrap();
        assert!(text.to_lowercase().starts_with(start) || text.starts_with(start), "{}", &text[..60]);
    }
    let refused = room.run(&["export", "s.themata", "--format", "csv", "-o", "s.themata"]).ends(1);
    assert!(refused.err.contains("is a project"), "{}", refused.err);
    room.done(&["check", "s.themata"]);
    room.run(&["export", "s.themata", "--format", "csv", "-o", "no/such/folder.csv"]).ends(1);
    room.run(&["excerpts", "s.themata", "--where", "site=West"]).ends(1);
    room.run(&["excerpts", "s.themata", "--where", "site"]).ends(2);
    let left: Vec<String> =
        std::fs::read_dir(room.dir.path()).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    assert!(!left.iter().any(|name| name.starts_with('.')), "{left:?}");
}

#[test]
fn backups_are_made_listed_and_restored() {
    let room = Room::study();
    room.done(&["backup", "s.themata"]);
    room.done(&["codebook", "s.themata", "add", "New"]);
    let list = room.done(&["backup", "s.themata", "--list", "--json"]).json();
    assert!(Path::new(list[0]["path"].as_str().unwrap()).starts_with(room.path("data")));
    room.done(&["restore", "s.themata"]);
    let codes = room.done(&["codes", "s.themata"]).out;
    assert!(!codes.contains("New"), "{codes}");
    // Also where the file cannot say any more which project it is.
    let mut bytes = std::fs::read(room.path("s.themata")).unwrap();
    bytes[..4096].fill(0);
    std::fs::write(room.path("s.themata"), bytes).unwrap();
    room.done(&["restore", "s.themata"]);
    assert_eq!(room.done(&["codes", "s.themata"]).out, codes);
    room.done(&["recover", "s.themata", "-o", "saved.themata"]);
    room.done(&["check", "saved.themata"]);
}

#[test]
fn the_example_is_written_and_never_over_something_else() {
    let room = Room::new();
    room.done(&["example", "try"]);
    let coders = room.done(&["coders", "try.themata", "--json"]).json();
    assert_eq!(
        coders.as_array().unwrap().iter().map(|coder| coder["initials"].as_str().unwrap()).collect::<Vec<_>>(),
        ["BP", "AR", "SK", "MO", "JD"]
    );
    room.done(&["codebook", "try.themata", "add", "L1/Mine"]);
    room.run(&["example", "try"]).ends(1);
    let run = room.done(&["example", "try", "--force"]);
    assert!(run.err.contains("is kept as"), "{}", run.err);
    assert!(!room.done(&["codes", "try.themata"]).out.contains("Mine"));
    room.done(&["check", "try.themata"]);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let room = Room::new();
    room.done(&["example", "try"]);
    let mut child = room.command(&["excerpts", "try.themata", "--format", "json"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(!String::from_utf8_lossy(&output.stderr).contains("error"), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn without_a_display_the_window_says_so_in_one_sentence() {
    let room = Room::new();
    room.done(&["new", "x.themata"]);
    for arguments in [&[][..], &["--example"][..], &["open", "x.themata"][..]] {
        let run = room.run(arguments).ends(1);
        assert!(run.err.starts_with("error: There is no display") && run.err.lines().count() == 1, "{}", run.err);
    }
}

#[test]
fn every_new_project_file_ends_as_projects_do() {
    let room = Room::new();
    room.done(&["new", "wave.2024"]);
    room.done(&["copy", "wave.2024.themata", "copied"]);
    room.done(&["recover", "wave.2024.themata", "-o", "saved"]);
    room.done(&["example", "tried.once"]);
    for file in ["wave.2024", "copied", "saved", "tried.once"] {
        assert!(room.path(&format!("{file}.themata")).exists() && !room.path(file).exists(), "{file}");
    }
}
