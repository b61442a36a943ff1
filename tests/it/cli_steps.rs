//! What a user does at once is one step and one undo; what is refused half-way leaves nothing.

use crate::cli_room::Room;

impl Room {
    /// What each step of the history says, without the first `skip`.
    fn said(&self, skip: usize) -> Vec<String> {
        let log = self.done(&["log", "s.themata", "--json"]).json();
        log.as_array()
            .unwrap()
            .iter()
            .skip(skip)
            .map(|step| format!("{}: {}", step["kind"].as_str().unwrap(), step["what"].as_str().unwrap()))
            .collect()
    }

    fn steps(&self) -> usize {
        self.said(0).len()
    }
}

/// Runs a command that must be one step, undoes it, and looks that lists are as they were.
#[track_caller]
fn one_step(room: &Room, arguments: &[&str], said: &str) {
    let lists = || ["codes", "sources", "speakers", "coders", "memos", "cases"].map(|list| room.done(&[list, "s.themata", "--json"]).out);
    let (before, steps) = (lists(), room.steps());
    room.done(arguments);
    assert_eq!(room.said(steps), [said]);
    assert_ne!(lists(), before);
    room.done(&["undo", "s.themata", "--yes"]);
    assert_eq!(lists(), before, "one undo takes all of it back");
    room.done(&["redo", "s.themata"]);
}

#[test]
fn a_new_project_is_whole_or_not_there() {
    let room = Room::new();
    for frameworks in [["leutz", "leutz"], ["leutz", "missing.csv"]] {
        let run = room.run(&["new", "s.themata", "--framework", frameworks[0], "--framework", frameworks[1], "--coder", "BP"]).ends(1);
        assert!(run.err.starts_with("error: there is"), "{}", run.err);
        room.run(&["new", "s.themata", "--coder", "much too long"]).ends(1);
        assert_eq!(std::fs::read_dir(room.dir.path()).unwrap().count(), 0, "nothing is left");
    }
    room.done(&["new", "s.themata", "--framework", "leutz", "--framework", "quality"]);
    room.done(&["check", "s.themata"]);
}

#[test]
fn coding_with_a_star_by_somebody_new_is_one_step() {
    let room = Room::study();
    room.done(&["codebook", "s.themata", "add", "Law 2/Waiting"]);
    let code = ["code", "s.themata", "--source", "North 1", "--code", "Waiting", "--turn", "2", "--coder", "AR"];
    one_step(&room, &[&code[..], &["--star"]].concat(), "apply codes: Coded a passage as Waiting");
    let steps = room.steps();
    let again = room.done(&[&code[..], &["--star"]].concat());
    assert!(again.err.contains("Nothing changed."), "{}", again.err);
    room.done(&[&code[..7], &["4", "--coder", "AR"]].concat());
    room.done(&[&code[..7], &["4", "--coder", "AR", "--star"]].concat());
    assert_eq!(room.said(steps), ["apply codes: Coded a passage as Waiting", "star codings: Made a key quote of a passage as Waiting"]);
}

#[test]
fn a_code_with_codes_above_it_and_all_its_words_is_one_step() {
    let room = Room::study();
    let add = ["codebook", "s.themata", "add", "Law 2/Spring/Summer", "--include", "Seasons", "--theme", "yes", "--colour", "teal", "--coder", "AR"];
    one_step(&room, &add, "add code: Made the code Summer");
    let codes = room.done(&["codes", "s.themata", "--json"]).json();
    let made = codes.as_array().unwrap().iter().find(|code| code["name"] == "Summer").unwrap();
    assert_eq!((made["include"].as_str(), made["theme"].as_bool(), made["colour"].as_str()), (Some("Seasons"), Some(true), Some("teal")));
    let steps = room.steps();
    room.run(&["codebook", "s.themata", "add", "Law 2/New/\u{7}", "--coder", "SK"]).ends(1);
    assert_eq!(room.steps(), steps, "neither half a path nor a coder");
    room.done(&["new", "s2.themata"]);
    room.done(&["codebook", "s2.themata", "add", "Money/Shares"]);
    room.done(&["undo", "s2.themata"]);
    assert!(room.done(&["codes", "s2.themata"]).out.is_empty());
}

#[test]
fn a_role_in_every_source_is_one_step() {
    let room = Room::study();
    one_step(&room, &["speakers", "s.themata", "role", "INT", "participant", "--coder", "SK"], "edit speaker: Made INT a participant");
    let log = room.done(&["log", "s.themata", "--json"]).json();
    assert_eq!(log.as_array().unwrap().iter().rev().find(|step| step["kind"] == "edit speaker").unwrap()["place"], "2 sources");
    let steps = room.steps();
    let same = room.done(&["speakers", "s.themata", "role", "INT", "participant", "--coder", "MO"]);
    assert!(same.err.contains("Nothing changed."), "{}", same.err);
    assert_eq!(room.steps(), steps, "nobody joins for nothing");
    one_step(&room, &["speakers", "s.themata", "rename", "INT", "Asker"], "edit speaker: Renamed the speaker INT to Asker");
    one_step(&room, &["speakers", "s.themata", "merge", "Asker", "--into", "P1"], "merge speakers: Merged the speaker Asker into P1");
    one_step(&room, &["speakers", "s.themata", "part", "P2"], "join speakers: Parted 1 speaker from their case");
    one_step(&room, &["speakers", "s.themata", "join", "P2", "person:P2"], "join speakers: Joined 1 speaker to P2");
}

#[test]
fn an_import_by_somebody_new_is_one_step() {
    let room = Room::study();
    room.write("new/East 1.txt", "INT: And you?\n\nP3: I do.\n");
    one_step(&room, &["import", "s.themata", "new", "--coder", "JD"], "import sources: Imported 1 source");
    let steps = room.steps();
    room.done(&["import", "s.themata", "new", "--coder", "XY"]);
    assert_eq!(room.steps(), steps, "nothing new, nobody new");
}
