//! `themata note`: words from an option, a file or standard input, as one step.

use super::cli_room::Room;
use serde_json::json;

#[test]
fn a_note_comes_from_an_option_a_file_or_standard_input() {
    let room = Room::study();
    room.done(&["folders", "s.themata", "add", "Notes"]);
    let note = ["note", "s.themata", "--name", "Ward", "--kind", "field note", "--date", "2022-03-14", "--folder", "Notes", "--coder", "BP"];
    let made = room.done(&[&note[..], &["--text", "# Hall\n\nA queue of twenty.", "--json"]].concat()).json();
    assert_eq!(made["words"], 5);
    let row = |name: &str| {
        let sources = room.done(&["sources", "s.themata", "--json"]).json();
        sources.as_array().unwrap().iter().find(|source| source["name"] == name).cloned().unwrap()
    };
    let ward = row("Ward");
    assert_eq!(
        (&ward["id"], &ward["kind"], &ward["date"], &ward["folder"]),
        (&made["source"], &json!("observation"), &json!("2022-03-14"), &json!("Notes"))
    );
    assert_eq!((&ward["file"], &ward["words"], &ward["turns"]), (&json!(""), &json!(5), &json!(0)));
    room.write("minutes.txt", "## Points\r\nOne.\r\n");
    room.done(&["note", "s.themata", "--name", "Minutes", "--kind", "document", "--file", "minutes.txt"]);
    assert_eq!((&row("Minutes")["kind"], &row("Minutes")["words"]), (&json!("document"), &json!(2)));
    let piped = room.piped(&["note", "s.themata", "--name", "Piped"], "Über \u{202B}שלום\u{202C} so.").ends(0);
    assert!(piped.err.contains("Wrote the note Piped"), "{}", piped.err);
    room.done(&["code", "s.themata", "--source", "Ward", "--code", "Law 2", "--text", "queue of twenty", "--coder", "BP"]);
    room.done(&["edit", "s.themata", "--source", "Ward", "--replace", "twenty", "thirty", "--coder", "BP"]);
    room.done(&["check", "s.themata"]);
    for _ in 0..5 {
        room.done(&["undo", "s.themata", "--yes"]);
    }
    assert_eq!(room.done(&["sources", "s.themata", "--json"]).json().as_array().unwrap().len(), 2);
}

#[test]
fn a_note_that_cannot_be_made_says_why() {
    let room = Room::study();
    for (more, why) in [
        (&["--name", "north 1", "--text", "x"][..], "there is a source “north 1” already"),
        (&["--name", "A", "--text", " \n "], "a note needs some words"),
        (&["--name", "A", "--text", "x", "--date", "March"], "“March” is no date"),
        (&["--name", "A", "--file", "none.txt"], "none.txt"),
        (&["--name", "A", "--text", "x", "--folder", "None"], "None"),
    ] {
        let told = room.run(&[&["note", "s.themata"], more].concat()).ends(1);
        assert!(told.err.contains(why), "{why}: {}", told.err);
    }
    room.run(&["note", "s.themata", "--name", "A", "--kind", "poem", "--text", "x"]).ends(2);
}
