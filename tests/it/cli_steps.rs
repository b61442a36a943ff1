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

    /// How many steps its history has.
    pub fn steps(&self) -> usize {
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
    one_step(&room, &["speakers", "s.themata", "part", "P2"], "join speakers: Parted 1 speaker from its case");
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

#[test]
fn redo_goes_step_by_step_or_up_to_a_step_and_says_how() {
    let room = Room::study();
    let first = room.steps() + 1;
    let folders = |room: &Room| room.done(&["folders", "s.themata", "--json"]).json().as_array().unwrap().len();
    for name in ["One", "Two", "Three", "Four"] {
        room.done(&["folders", "s.themata", "add", name, "--coder", "BP"]);
    }
    let back = room.done(&["undo", "s.themata", "--to", &first.to_string(), "--coder", "BP"]);
    let last = format!("themata redo s.themata --to {}", first + 3);
    assert!(back.err.contains("and the 3 steps after it") && back.err.contains(&last), "{}", back.err);
    assert_eq!(folders(&room), 0);
    let once = room.done(&["redo", "s.themata"]);
    assert!(
        once.err.contains("Brought again: Made the folder One.") && once.err.contains("Next to be brought again: Made the folder Two"),
        "{}",
        once.err
    );
    let rest = room.done(&["redo", "s.themata", "--to", &(first + 3).to_string()]);
    assert!(rest.err.contains("Four and the 2 steps before it"), "{}", rest.err);
    assert_eq!(folders(&room), 4);
    room.run(&["redo", "s.themata", "--to", &(first + 3).to_string()]).ends(1);
}

#[test]
fn what_changed_nothing_leaves_no_gap_in_the_numbers() {
    let room = Room::study();
    let edit = ["codebook", "s.themata", "edit", "Law 2", "--colour", "amber", "--coder", "BP"];
    room.done(&edit);
    for _ in 0..2 {
        assert!(room.done(&edit).err.contains("Nothing changed."));
        room.run(&["codebook", "s.themata", "remove", "no such code", "--yes"]).ends(1);
    }
    room.done(&["folders", "s.themata", "add", "One", "--coder", "BP"]);
    let log = room.done(&["log", "s.themata", "--json"]).json();
    let numbers: Vec<i64> = log.as_array().unwrap().iter().map(|step| step["step"].as_i64().unwrap()).collect();
    assert_eq!(numbers, (1..=numbers.len() as i64).collect::<Vec<_>>());
}

#[test]
fn all_that_an_edit_of_a_code_changed_is_said() {
    let room = Room::study();
    let edit = |more: &[&str]| room.done(&[&["codebook", "s.themata", "edit", "Law 2"][..], more, &["--coder", "BP"]].concat()).err;
    let all = edit(&["--colour", "plum", "--theme", "yes", "--statement", "Money follows the loudest"]);
    assert!(all.contains("Changed the colour and statement of Law 2") && all.contains("and made it a theme"), "{all}");
    let other = edit(&["--theme", "no", "--heading", "yes"]);
    assert!(other.contains("a code that is no theme and a heading"), "{other}");
}

#[test]
fn a_label_of_several_sources_is_joined_to_one_person_only_when_that_is_said() {
    let room = Room::new();
    for (file, words) in [("in/a.txt", "one"), ("in/b.txt", "two"), ("in/c.txt", "three")] {
        room.write(file, &format!("INT: Who?\n\nThe Witness: I am {words}.\n\nP1: Yes.\n"));
    }
    room.done(&["new", "s.themata", "--coder", "BP"]);
    room.done(&["import", "s.themata", "in", "--coder", "BP"]);
    for name in ["P1", "W1"] {
        room.done(&["cases", "s.themata", "add", name, "--kind", "person", "--coder", "BP"]);
    }
    let joined = |case: &str| {
        let list = room.done(&["speakers", "s.themata", "--json"]).json();
        list.as_array().unwrap().iter().filter(|row| row["case"] == case).count()
    };
    let join = |more: &[&str]| room.run(&[&["speakers", "s.themata", "join"][..], more, &["--coder", "BP"]].concat());
    let refused = join(&["The Witness", "person:W1"]).ends(1);
    assert!(
        refused.err.contains("3 sources have a speaker") && refused.err.contains("a, b, c") && refused.err.contains("--everywhere"),
        "{}",
        refused.err
    );
    assert_eq!(joined("W1"), 0);
    join(&["The Witness", "person:W1", "--source", "b"]).ends(0);
    assert_eq!(joined("W1"), 1);
    join(&["The Witness", "person:W1", "--everywhere"]).ends(0);
    join(&["P1", "person:P1"]).ends(0);
    assert_eq!((joined("W1"), joined("P1")), (3, 3), "a label that is the person's key needs no more");
}
