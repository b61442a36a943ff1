//! Correcting transcripts after coding, as a script does it.

use crate::cli_room::Room;
use serde_json::Value;

const CODER: [&str; 2] = ["--coder", "BP"];

fn coded() -> Room {
    let room = Room::study();
    let code = ["code", "s.themata", "--source", "North 1", "--code", "Law 2"];
    room.done(&[&code[..], &["--text", "held the money back until spring"], &CODER].concat());
    room.done(&[&code[..], &["--text", "nobody liked it"], &CODER].concat());
    let memo = ["memos", "s.themata", "add", "Said low.", "--source", "North 1", "--text", "nobody liked it"];
    room.done(&[&memo[..], &CODER].concat());
    room
}

fn correct<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["edit", "s.themata", "--source", "North 1"][..], more, &CODER].concat()
}

/// Where words begin and end in the source, as the coding of them has it.
fn place(room: &Room, words: &str) -> String {
    room.done(&["code", "s.themata", "--source", "North 1", "--code", "Law 3", "--text", words, "--coder", "BP"]);
    let list = room.done(&["codings", "s.themata", "--code", "Law 3", "--json"]).json();
    format!("{}..{}", list[0]["span"]["start"], list[0]["span"]["end"])
}

fn passages(room: &Room) -> Vec<String> {
    let value = room.done(&["excerpts", "s.themata", "--code", "Law 2", "--format", "json", "--basis", "codings"]).json();
    value["excerpts"].as_array().unwrap().iter().map(|one| one["passage"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn codings_stay_on_corrected_words_and_undo_brings_the_old_ones_back() {
    let room = coded();
    let told = room.done(&correct(&["--replace", "until spring", "until late spring", "--reason", "misheard"]));
    assert!(told.out.contains("held the money back until late spring"), "{}", told.out);
    assert!(!told.out.contains("nobody"), "a passage that did not change is not told: {}", told.out);
    assert!(told.err.contains("Corrected the text of") && told.err.contains("misheard"), "{}", told.err);
    assert_eq!(passages(&room), ["held the money back until late spring", "nobody liked it"]);
    room.done(&correct(&["--replace", "Long. ", "Very long, it was. "]));
    assert_eq!(passages(&room), ["held the money back until late spring", "nobody liked it"]);
    let versions = room.done(&["versions", "s.themata", "--source", "North 1", "--json"]).json();
    let seen = |n: usize, key: &str| versions[n][key].clone();
    assert_eq!((seen(0, "shown"), seen(1, "reason"), seen(2, "shown")), (Value::Bool(false), "misheard".into(), Value::Bool(true)));
    // What is coded now is coded on the new text, and both kinds are whole.
    room.done(&["code", "s.themata", "--source", "North 1", "--code", "Law 2", "--text", "Very long", "--coder", "BP"]);
    room.done(&["check", "s.themata"]);
    assert_eq!(passages(&room), ["Very long", "held the money back until late spring", "nobody liked it"]);
    for _ in 0..3 {
        room.done(&["undo", "s.themata", "--yes"]);
    }
    assert_eq!(passages(&room), ["held the money back until spring", "nobody liked it"]);
    room.done(&["redo", "s.themata"]);
    assert_eq!(passages(&room), ["held the money back until late spring", "nobody liked it"]);
}

#[test]
fn an_older_version_of_a_text_is_brought_back_as_a_new_one() {
    let room = coded();
    room.done(&correct(&["--replace", "nobody liked it", "nobody did"]));
    room.done(&correct(&["--replace", "until spring", "until summer"]));
    let refused = room.run(&correct(&["--back", "9"])).ends(1);
    assert!(refused.err.contains("there is no version 9") && refused.err.contains("It has 3."), "{}", refused.err);
    let rehearsed = room.done(&correct(&["--back", "1", "--dry-run", "--json"])).json();
    let told: Vec<&str> = rehearsed["codings"].as_array().unwrap().iter().map(|one| one["words_after"].as_str().unwrap()).collect();
    assert_eq!(told, ["held the money back until spring", "nobody liked it"]);
    assert_eq!(passages(&room), ["held the money back until summer", "nobody did"], "a rehearsal changes nothing");
    room.done(&correct(&["--back", "1"]));
    assert_eq!(passages(&room), ["held the money back until spring", "nobody liked it"]);
    let versions = room.done(&["versions", "s.themata", "--source", "North 1", "--json"]).json();
    assert_eq!((&versions[3]["shown"], versions[3]["reason"].as_str()), (&Value::Bool(true), Some("version 1 again")));
    room.done(&correct(&["--back", "2", "--reason", "the second was right"]));
    let versions = room.done(&["versions", "s.themata", "--source", "North 1", "--json"]).json();
    assert_eq!(versions[4]["reason"], "the second was right");
    room.done(&["check", "s.themata"]);
}

#[test]
fn memos_and_hits_stay_on_their_words_over_corrections() {
    let room = coded();
    let on = |room: &Room| {
        let memo = room.done(&["memos", "s.themata", "--json"]).json()[0]["span"].clone();
        let found = room.done(&["search", "s.themata", "\"nobody liked it\"", "--json"]).json();
        assert_eq!(found["rows"][0]["words"], "nobody liked it", "{found}");
        (format!("{}..{}", memo["start"], memo["end"]), place(room, "nobody liked it"))
    };
    let before = on(&room);
    assert_eq!(before.0, before.1);
    room.done(&["uncode", "s.themata", "--source", "North 1", "--code", "Law 3", "--text", "nobody liked it", "--coder", "BP"]);
    room.done(&correct(&["--replace", "Long. ", "Very long, it was. "]));
    let after = on(&room);
    assert_eq!(after.0, after.1);
    assert_ne!(before, after, "they moved with their words");
}

#[test]
fn what_changes_shows_with_the_words_around_it() {
    let room = Room::study();
    let words = "Long. We held the money back until spring, and nobody liked it.";
    room.done(&["code", "s.themata", "--source", "North 1", "--code", "Law 2", "--text", words, "--coder", "BP"]);
    let told = room.done(&correct(&["--replace", "nobody", "somebody", "--dry-run"]));
    let shown = told.out.lines().nth(1).unwrap_or_default();
    assert!(shown.contains("… until spring, and nobody liked it") && shown.contains("… until spring, and somebody liked it"), "{}", told.out);
    assert!(!shown.contains("Long."), "{}", told.out);
    let told = room.done(&correct(&["--replace", "Long.", "Very long.", "--dry-run"]));
    assert!(told.out.contains(" Long. We held") && told.out.contains("Very long. We held"), "{}", told.out);
}

#[test]
fn a_rehearsal_needs_nobody_to_let_go_of_the_project() {
    let room = coded();
    let held = themata::project::Project::open(&room.path("s.themata")).unwrap();
    let told = room.done(&correct(&["--replace", "nobody", "somebody", "--dry-run"]));
    assert!(told.out.contains("somebody liked it"), "{}", told.out);
    room.write("in/North 1.txt", "INT: So?\nP01: Long. We held the money back until late spring, and nobody liked it.\n");
    let told = room.done(&["reimport", "s.themata", "--source", "North 1", "in/North 1.txt", "--dry-run"]);
    assert!(told.err.contains("rehearsal"), "{}", told.err);
    // Who changes it waits for the other.
    assert!(room.run(&correct(&["--replace", "nobody", "somebody"])).err.contains("open"));
    drop(held);
}

#[test]
fn a_coding_that_lost_its_words_is_listed_and_finds_a_new_place() {
    let room = coded();
    let told = room.done(&correct(&["--replace", ", and nobody liked it", ""]));
    assert!(told.out.contains("nobody liked it") && told.out.contains("(no words left)"), "{}", told.out);
    assert_eq!(passages(&room), ["held the money back until spring"]);
    let versions = room.done(&["versions", "s.themata", "--source", "North 1", "--json"]).json();
    let lost = &versions[0]["codings_without_words"][0];
    assert_eq!(lost["words"], "nobody liked it");
    let memos = room.done(&["memos", "s.themata", "--json"]).json();
    assert_eq!(memos.as_array().unwrap().len(), 1, "the memo is still there");
    let id = lost["id"].as_str().unwrap();
    let listed = room.done(&["versions", "s.themata", "--source", "North 1"]);
    assert!(listed.out.contains(id) && listed.out.contains("nobody liked it"), "{}", listed.out);
    // The list of codings has it, with the id that other commands take.
    let codings = room.done(&["codings", "s.themata", "--json"]).json();
    let here = codings.as_array().unwrap().iter().find(|coding| coding["id"] == id).unwrap();
    assert_eq!((here["lost"] == true, codings.as_array().unwrap().iter().filter(|coding| coding["lost"] == false).count()), (true, 1));
    assert!(room.done(&["codings", "s.themata"]).out.contains("no words left"));
    room.done(&["resize", "s.themata", "--coding", id, "--to", &place(&room, "Better"), "--coder", "BP"]);
    assert_eq!(passages(&room), ["held the money back until spring", "Better"]);
    room.done(&["check", "s.themata"]);
}

#[test]
fn a_corrected_file_comes_in_over_a_coded_source() {
    let room = coded();
    room.write(
        "new/North 1.txt",
        "INT: How was the winter, then?\n\nP1: Long. We kept the money back until the spring, and nobody liked it.\n\nINT: And now?\n\nP1: Better.\n\nP9: Not for us.\n",
    );
    let again = ["reimport", "s.themata", "--source", "North 1", "new/North 1.txt", "--coder", "BP"];
    let rehearsed = room.done(&[&again[..], &["--dry-run", "--json"]].concat()).json();
    assert_eq!(rehearsed["codings"].as_array().unwrap().len(), 1);
    assert_eq!(rehearsed["codings"][0]["words_after"], "kept the money back until the spring");
    assert_eq!(passages(&room), ["held the money back until spring", "nobody liked it"]);
    room.done(&again);
    assert_eq!(passages(&room), ["kept the money back until the spring", "nobody liked it"]);
    let speakers = room.done(&["speakers", "s.themata", "--json"]).json();
    let names: Vec<&Value> = speakers.as_array().unwrap().iter().filter(|one| one["source"] == "North 1").map(|one| &one["speaker"]).collect();
    assert_eq!(names, ["INT", "P1", "P9"]);
    let compared = room.done(&["versions", "s.themata", "--source", "North 1", "--compare", "1", "2"]);
    assert!(compared.out.contains("  - held") && compared.out.contains("  + kept") && compared.out.contains("P9: Not for us."), "{}", compared.out);
    room.done(&["check", "s.themata"]);
    let told = room.done(&again);
    assert!(told.err.contains("Nothing changed"), "the same file again is no new version: {}", told.err);
}

#[test]
fn a_corrected_file_that_gives_turns_back_says_so_before() {
    let room = coded();
    room.done(&correct(&["--turn", "2", "--give", "P9"]));
    let again = ["reimport", "s.themata", "--source", "North 1", "in/North 1.txt", "--coder", "BP", "--dry-run"];
    let told = room.done(&again);
    assert!(told.err.contains("1 turn goes to another voice."), "{}{}", told.out, told.err);
    let turns = room.done(&[&again[..], &["--json"]].concat()).json()["turns"].clone();
    assert_eq!((turns["given"].as_u64(), turns["begun"].as_u64(), turns["joined"].as_u64()), (Some(1), Some(0), Some(0)));
}

#[test]
fn voices_that_were_renamed_are_known_again_in_a_corrected_file() {
    let room = coded();
    room.done(&["speakers", "s.themata", "rename", "P1", "Nurse of the night", "--source", "North 1", "--coder", "BP"]);
    room.write(
        "again/North 1.txt",
        "INT: How was the winter?\n\nP1: Long. We held the money back until spring, and nobody liked it.\n\nINT: And now?\n\nP1: Better by far.\n",
    );
    room.done(&["reimport", "s.themata", "--source", "North 1", "again/North 1.txt", "--coder", "BP"]);
    let speakers = room.done(&["speakers", "s.themata", "--json"]).json();
    let here = speakers.as_array().unwrap().iter().filter(|one| one["source"] == "North 1");
    let names: Vec<(&str, u64)> = here.map(|one| (one["speaker"].as_str().unwrap(), one["turns"].as_u64().unwrap())).collect();
    assert_eq!(names, [("INT", 2), ("Nurse of the night", 2)]);
}

#[test]
fn a_speaker_that_a_corrected_file_corrects_is_another_voice() {
    let room = coded();
    room.write(
        "again/North 1.txt",
        "INT: How was the winter?\n\nNurse: Long. We held the money back until spring, and nobody liked it.\n\nINT: And now?\n\nP1: Better.\n",
    );
    let told = room.done(&["reimport", "s.themata", "--source", "North 1", "again/North 1.txt", "--coder", "BP"]);
    assert!(told.err.contains("1 turn goes to another voice."), "{}", told.err);
    let speakers = room.done(&["speakers", "s.themata", "--json"]).json();
    let here = speakers.as_array().unwrap().iter().filter(|one| one["source"] == "North 1");
    let names: Vec<(&str, u64)> = here.map(|one| (one["speaker"].as_str().unwrap(), one["turns"].as_u64().unwrap())).collect();
    assert_eq!(names, [("INT", 2), ("P1", 1), ("Nurse", 1)]);
}

/// The first turn of the interviewee is by another label.
const NURSE: &str =
    "INT: How was the winter?\n\nNurse: Long. We held the money back until spring, and nobody liked it.\n\nINT: And now?\n\nP1: Better.\n";

#[test]
fn coded_passages_that_are_somebodys_no_more_are_told_before_and_after() {
    let room = coded();
    room.write("again/North 1.txt", NURSE);
    let again = ["reimport", "s.themata", "--source", "North 1", "again/North 1.txt", "--coder", "BP"];
    let said = "2 coded passages are P1’s no more: the voice “Nurse” is joined to nobody.";
    let people = || room.done(&["theme", "s.themata", "--json", "show", "Law 2"]).json()["people"].clone();
    let rehearsed = room.done(&[&again[..], &["--dry-run"]].concat());
    assert!(rehearsed.err.contains(said) && !rehearsed.out.contains("No coded passage"), "{}{}", rehearsed.out, rehearsed.err);
    assert!(rehearsed.err.contains("themata speakers s.themata join Nurse P1 --source 'North 1'"), "{}", rehearsed.err);
    let json = room.done(&[&again[..], &["--dry-run", "--json"]].concat()).json();
    assert_eq!(json["handed"], serde_json::json!([{ "passages": 2, "from": "P1", "to": null, "voice": "Nurse" }]));
    assert_eq!(people(), 1);
    let done = room.done(&again).err;
    assert!(done.contains(said), "{done}");
    assert_eq!(people(), 0);
    // What it says to do gives them back.
    room.done(&["speakers", "s.themata", "join", "Nurse", "P1", "--source", "North 1"]);
    assert_eq!(people(), 1);
    let same = room.done(&correct(&["--replace", "Long.", "Very long.", "--dry-run", "--json"])).json();
    assert_eq!(same["handed"], serde_json::json!([]));
}

#[test]
fn a_turn_that_is_given_to_an_interviewer_says_whose_passages_it_takes() {
    let room = coded();
    let told = room.done(&correct(&["--turn", "2", "--give", "INT"])).err;
    assert!(told.contains("2 coded passages are P1’s no more: the voice “INT” is an interviewer’s.") && !told.contains("join"), "{told}");
    let told = room.done(&correct(&["--turn", "2", "--give", "P1", "--dry-run", "--json"])).json();
    assert_eq!(told["handed"], serde_json::json!([{ "passages": 2, "from": null, "to": "P1", "voice": null }]));
    let told = room.done(&correct(&["--turn", "2", "--give", "P1"])).err;
    assert!(told.contains("2 coded passages become P1’s, and had been nobody’s."), "{told}");
}

#[test]
fn names_that_a_corrected_file_brings_back_are_told_before_and_after() {
    let room = Room::new();
    room.write("in/w.txt", "Q: And Carol Birch?\n\nCarol Birch: I came to Carol Birch’s house at nine.\n");
    room.done(&["new", "s.themata", "--coder", "BP"]);
    room.done(&["import", "s.themata", "in", "--coder", "BP"]);
    room.done(&["pseudonyms", "s.themata", "add", "Carol Birch", "--as", "Mary Stern", "--coder", "BP"]);
    room.done(&["pseudonyms", "s.themata", "apply", "--coder", "BP"]);
    let again = ["reimport", "s.themata", "--source", "w", "in/w.txt", "--coder", "BP"];
    let told = room.done(&[&again[..], &["--dry-run"]].concat());
    assert!(told.err.contains("names of the list of pseudonyms come back in 3 places"), "{}", told.err);
    assert!(room.done(&again).err.contains("come back in 3 places"));
    let speakers = room.done(&["speakers", "s.themata", "--json"]).json();
    assert!(speakers.as_array().unwrap().iter().all(|one| one["speaker"] != "Carol Birch"), "she is Mary Stern still: {speakers}");
}

#[test]
fn many_corrections_stay_quick_to_read_and_whole() {
    let room = coded();
    for n in 0..20 {
        let (old, new) = (format!("{}Better.", "very ".repeat(n)), format!("{}Better.", "very ".repeat(n + 1)));
        room.done(&correct(&["--replace", &format!("P1: {old}"), &format!("P1: {new}")]));
    }
    room.done(&["check", "s.themata"]);
    assert_eq!(passages(&room), ["held the money back until spring", "nobody liked it"]);
    room.done(&["recover", "s.themata", "-o", "saved.themata"]);
    let versions = room.done(&["versions", "saved.themata", "--source", "North 1", "--json"]).json();
    assert_eq!(versions.as_array().unwrap().len(), 21);
    let saved = room.done(&["excerpts", "saved.themata", "--code", "Law 2", "--format", "json", "--basis", "codings"]).json();
    assert_eq!(saved["excerpts"][0]["passage"], "held the money back until spring");
}

#[test]
fn what_stands_in_the_old_and_the_new_words_keeps_its_codings_and_its_label() {
    let room = coded();
    room.done(&["code", "s.themata", "--source", "North 1", "--code", "Law 4", "--text", "the money", "--coder", "BP"]);
    room.done(&correct(&["--replace", "held the money back", "kept the monies back"]));
    let list = room.done(&["excerpts", "s.themata", "--code", "Law 4", "--format", "json"]).json();
    assert_eq!(list["excerpts"][0]["passage"], "the monies");
    room.done(&correct(&["--replace", "INT: And now?", "INT: And by now?"]));
    room.done(&["code", "s.themata", "--source", "North 1", "--code", "Law 5", "--turn", "3", "--coder", "BP"]);
    let list = room.done(&["excerpts", "s.themata", "--code", "Law 5", "--format", "json"]).json();
    assert_eq!((&list["excerpts"][0]["passage"], &list["excerpts"][0]["words"]), (&"And by now?".into(), &3.into()), "its label is still one");
}

#[test]
fn memos_on_words_that_are_gone_hang_on_no_others() {
    let room = coded();
    let place = room.done(&["memos", "s.themata", "--json"]).json()[0]["span"].clone();
    room.done(&correct(&["--replace", ", and nobody liked it", ""]));
    let memos = room.done(&["memos", "s.themata", "--json"]).json();
    assert_eq!((&memos[0]["source"], &memos[0]["span"]), (&"North 1".into(), &Value::Null), "it has no place in the text that is shown");
    // Whatever stands now where its words were is coded.
    let (start, end) = (place["start"].as_u64().unwrap(), place["end"].as_u64().unwrap());
    room.done(&["code", "s.themata", "--source", "North 1", "--code", "Law 4", "--span", &format!("{start}..{end}"), "--coder", "BP"]);
    let list = room.done(&["excerpts", "s.themata", "--code", "Law 4", "--format", "json"]).json();
    assert_eq!(list["excerpts"][0]["memos"], serde_json::json!([]));
}

#[test]
fn codings_without_words_do_not_go_unasked() {
    let room = coded();
    room.done(&correct(&["--replace", "held the money back until spring, and nobody liked it", "waited"]));
    for remove in [["codebook", "s.themata", "remove", "Law 2"], ["sources", "s.themata", "remove", "North 1"]] {
        let told = room.run(&[&remove[..], &CODER].concat()).ends(1);
        assert!(told.err.contains("2 codings") && told.err.contains("would go with that"), "{}", told.err);
    }
    let told = room.run(&["frameworks", "s.themata", "remove", "Leutz’s five laws", "--coder", "BP"]).ends(1);
    assert!(told.err.contains("2 codings") && told.err.contains("would go with that"), "{}", told.err);
}

/// Corrects a source so often that the last text is stored whole, and takes that text's correction out of the file.
fn broken() -> Room {
    let room = coded();
    for n in 0..16 {
        let (old, new) = (format!("{}Better.", "very ".repeat(n)), format!("{}Better.", "very ".repeat(n + 1)));
        room.done(&correct(&["--replace", &format!("P1: {old}"), &format!("P1: {new}")]));
    }
    room.done(&["code", "s.themata", "--source", "North 1", "--code", "Law 2", "--text", "How was the winter", "--coder", "BP"]);
    let file = crate::support::raw(&room.path("s.themata"));
    let gone = file.execute("DELETE FROM value WHERE hash = (SELECT correction FROM version ORDER BY number DESC LIMIT 1)", []).unwrap();
    let whole = "SELECT packed <> 2 FROM value WHERE hash = (SELECT text FROM version ORDER BY number DESC LIMIT 1)";
    assert!(gone == 1 && file.query_row(whole, [], |row| row.get::<_, bool>(0)).unwrap(), "the text itself is whole");
    room
}

#[test]
fn a_lost_correction_is_damage_and_puts_no_coding_on_words_it_never_lay_on() {
    let room = broken();
    let excerpts = ["excerpts", "s.themata", "--code", "Law 2", "--format", "json", "--basis", "codings"];
    let told = room.run(&excerpts).ends(1);
    assert!(told.err.starts_with("warning: s.themata: the file is damaged"), "{}", told.err);
    assert_eq!(told.json()["excerpts"].as_array().unwrap().len(), 1, "what was coded on the last text is there");
    let check = room.run(&["check", "s.themata", "--json"]).ends(1).json();
    assert!(check["findings"].to_string().contains("how it was made of the version before"), "{check}");
    room.run(&["recover", "s.themata", "-o", "saved.themata"]).ends(1);
    room.done(&["check", "saved.themata"]);
    let saved = room.done(&["excerpts", "saved.themata", "--code", "Law 2", "--format", "json", "--basis", "codings"]).json();
    let passages: Vec<&Value> = saved["excerpts"].as_array().unwrap().iter().map(|one| &one["passage"]).collect();
    assert_eq!(passages, ["How was the winter"]);
    let versions = room.done(&["versions", "saved.themata", "--source", "North 1", "--json"]).json();
    assert_eq!(versions[0]["codings_without_words"].as_array().unwrap().len(), 2, "and the others wait for a place");
}

#[test]
fn of_a_text_that_does_not_come_out_of_its_correction_the_one_before_is_saved() {
    let room = coded();
    room.done(&correct(&["--replace", "until spring", "until late spring"]));
    let file = crate::support::raw(&room.path("s.themata"));
    assert_eq!(file.execute("DELETE FROM value WHERE hash = (SELECT correction FROM version WHERE number = 2)", []).unwrap(), 1);
    drop(file);
    room.run(&["codings", "s.themata"]).ends(1);
    room.run(&["recover", "s.themata", "-o", "saved.themata"]).ends(1);
    room.done(&["check", "saved.themata"]);
    let saved = room.done(&["excerpts", "saved.themata", "--code", "Law 2", "--format", "json", "--basis", "codings"]).json();
    assert_eq!(saved["excerpts"][0]["passage"], "held the money back until spring");
}

#[test]
fn the_first_place_is_corrected_or_every_one_at_once() {
    let room = coded();
    let refused = room.run(&correct(&["--replace", "money", ""])).ends(0);
    assert!(refused.out.contains("held the  back"), "{}", refused.out);
    room.done(&["undo", "s.themata", "--yes"]);
    let places = |room: &Room| {
        let compared = room.done(&["versions", "s.themata", "--source", "North 1", "--compare", "1", "2", "--json"]).json();
        compared.as_array().unwrap().len()
    };
    room.done(&correct(&["--replace", "the ", "that "]));
    assert_eq!(places(&room), 1);
    room.done(&["undo", "s.themata", "--yes"]);
    room.done(&correct(&["--replace", "the ", "that ", "--all"]));
    assert_eq!(places(&room), 2);
    let told = room.run(&["edit", "s.themata", "--source", "South 1", "--replace", "no such words", "x", "--all"]).ends(1);
    assert!(told.err.contains("do not stand in that source"), "{}", told.err);
}

#[test]
fn where_the_very_text_comes_back_so_do_the_codings_that_it_had() {
    let room = coded();
    room.done(&correct(&["--replace", ", and nobody liked it", ""]));
    room.done(&correct(&["--replace", "Better.", "Much better."]));
    assert_eq!(passages(&room), ["held the money back until spring"]);
    room.done(&["reimport", "s.themata", "--source", "North 1", "in/North 1.txt", "--coder", "BP"]);
    assert_eq!(passages(&room), ["held the money back until spring", "nobody liked it"]);
    room.done(&["check", "s.themata"]);
}

#[test]
fn turns_are_parted_given_to_another_voice_and_joined() {
    let room = Room::new();
    room.write("talk.txt", "INT: How was it?\nP1: Cold. And who decides? Nobody knows.\nP1: Thanks for coming.\nINT: Bye.\n");
    room.done(&["new", "s.themata", "--framework", "leutz", "--coder", "BP"]);
    room.done(&["import", "s.themata", "talk.txt", "--coder", "BP"]);
    room.done(&["code", "s.themata", "--source", "talk", "--code", "Law 2", "--text", "who decides? Nobody", "--coder", "BP"]);
    let edit = |more: &[&str]| room.done(&[&["edit", "s.themata", "--source", "talk"][..], more, &CODER].concat());
    let said = |query: &str| -> Vec<String> {
        let found = room.done(&["search", "s.themata", query, "--json"]).json();
        found["rows"].as_array().unwrap().iter().map(|row| row["words"].as_str().unwrap().to_owned()).collect()
    };
    edit(&["--part", "And who decides?", "--give", "int"]);
    edit(&["--part", "Nobody knows.", "--give", "P1"]);
    assert_eq!(said("interviewer:only"), ["How was it", "And who decides", "Bye"]);
    assert_eq!(said("speaker:P1"), ["Cold", "Nobody knows", "Thanks for coming"]);
    edit(&["--turn", "5", "--give", "Researcher"]);
    assert_eq!(said("speaker:Researcher"), ["Thanks for coming"]);
    edit(&["--turn", "5", "--join"]);
    assert_eq!(said("speaker:P1"), ["Cold", "Nobody knows. Thanks for coming"].map(|words| words.replace(". ", ".\n")));
    assert_eq!(passages(&room).len(), 1, "the coding stays on its words");
    room.done(&["check", "s.themata"]);
    // Words alone do not change who speaks, and that is said.
    let told = edit(&["--replace", "INT: Bye.", "P1: Bye."]);
    assert!(told.err.contains("--give NAME"), "{}", told.err);
    assert_eq!(said("interviewer:only bye"), ["Bye"]);
    let first = room.run(&[&["edit", "s.themata", "--source", "talk", "--turn", "1", "--join"][..], &CODER].concat()).ends(1);
    assert!(first.err.contains("no turn before the first"), "{}", first.err);
    room.run(&[&["edit", "s.themata", "--source", "talk", "--turn", "1"][..], &CODER].concat()).ends(2);
}

#[test]
fn a_turn_that_is_rewritten_with_its_sentences_in_another_order_keeps_their_codings() {
    let room = Room::study();
    room.write("in/w.txt", "INT: And then?\n\nP3: I was cold. I don’t know. It went on for hours. They left.\n\nP4: I don’t know.\n");
    room.done(&["import", "s.themata", "in/w.txt"]);
    for words in ["I was cold. I don’t know.", "It went on for hours"] {
        room.done(&["code", "s.themata", "--source", "w", "--code", "Law 2", "--text", words]);
    }
    let before = passages(&room);
    let now = "P3: They left. I was cold. I don’t know. It went on for hours.";
    room.done(&["edit", "s.themata", "--source", "w", "--turn", "2", "--with", now]);
    assert_eq!(passages(&room), before);
    let codings = || {
        let list = room.done(&["codings", "s.themata", "--source", "w", "--json"]).json();
        list.as_array().unwrap().iter().map(|one| one["span"]["start"].as_u64().unwrap()).collect::<Vec<_>>()
    };
    let at = codings();
    // The same file with its turn in the first order again, as a corrected file that comes in.
    room.done(&["reimport", "s.themata", "--source", "w", "in/w.txt"]);
    assert_eq!(passages(&room), before);
    assert_ne!(codings(), at);
    room.done(&["check", "s.themata"]);
}

#[test]
fn what_rests_on_words_that_are_corrected_away_is_told_before_and_after() {
    let room = coded();
    let gone = "nobody liked it";
    let done = |more: &[&str]| room.done(&[more, &CODER].concat()).out;
    done(&["chart", "s.themata", "set", "North 1", "Law 2", "Late [1], and not liked [2].", "--evidence", "1", "--evidence", "2"]);
    done(&["theme", "s.themata", "quote", "Law 5", "--source", "North 1", "--text", gone]);
    done(&["report", "s.themata", "new", "Board", "Law 2"]);
    done(&["report", "s.themata", "quotes", "Board", "Law 2", "2", "1"]);
    let words = [
        "[2] of the cell North 1 × Law 2: Integration costs before it pays",
        "a passage of the theme Law 5: The one who integrates calls the tune",
        "a quote for Law 2: Integration costs before it pays in the report Board",
    ];
    let rehearsed = room.done(&correct(&["--replace", gone, "", "--dry-run"])).out;
    words.iter().for_each(|words| assert!(rehearsed.contains(&format!("Loses its words: {words}.")), "{rehearsed}"));
    assert!(!rehearsed.contains("[1] of the cell"), "{rehearsed}");
    let edited = room.done(&correct(&["--replace", gone, "", "--json"])).json();
    assert_eq!(edited["resting"], serde_json::json!(words));
    let versions = room.done(&["versions", "s.themata", "--source", "North 1", "--json"]).json();
    let told: Vec<_> = versions[0]["resting_without_words"].as_array().unwrap().iter().map(|one| (&one["rests"], &one["words"])).collect();
    assert_eq!(told.len(), 3, "{versions}");
    assert!(told.iter().zip(words).all(|((rests, of), words)| **rests == words && **of == gone), "{versions}");
    assert!(versions[1]["resting_without_words"].as_array().unwrap().is_empty());
    // Each place where it rested says so, and keeps its number.
    let cell = room.done(&["chart", "s.themata", "cell", "North 1", "Law 2", "--json"]).json();
    let under = cell["under"].as_array().unwrap();
    let lost = under.iter().find(|one| one["linked"] == 2).unwrap();
    assert_eq!((lost["coded"].as_str(), lost["words"].as_str(), lost["span"].is_null()), (Some("corrected"), Some(gone), true), "{cell}");
    assert_eq!(under.iter().filter(|one| one["coded"] == "here").count(), 1);
    let plain = room.done(&["chart", "s.themata", "cell", "North 1", "Law 2"]).out;
    assert!(plain.contains("its words were corrected away") && plain.contains(gone), "{plain}");
    room.done(&["chart", "s.themata", "export", "-o", "chart.md"]);
    let chart = std::fs::read_to_string(room.path("chart.md")).unwrap();
    assert!(chart.contains(r"Late \[Q1\], and not liked \[Q2\].") && chart.contains("(its words were corrected away)"), "{chart}");
    assert!(!chart.contains(gone), "what was corrected away is quoted no more: {chart}");
    let report = room.done(&["report", "s.themata", "show", "Board"]).out;
    assert!(report.contains("its words were corrected away: not written"), "{report}");
    let written = room.done(&["report", "s.themata", "write", "Board", "-o", "board.md"]);
    assert!(written.err.contains("1 chosen quote of “Law 2: Integration costs before it pays” has no words since a correction"), "{}", written.err);
    assert!(!std::fs::read_to_string(room.path("board.md")).unwrap().contains(gone));
    assert!(room.done(&["theme", "s.themata", "show", "Law 5"]).out.contains("a passage of North 1 whose words were corrected away"));
    room.done(&["check", "s.themata"]);
}
