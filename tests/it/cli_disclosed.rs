//! What the papers of a study tell of people: groups go out by their pseudonyms, and who can be known by what stands there is said before.

use crate::cli_room::Room;

/// Two sites of which one has a pseudonym, a role that is an organisation with one, and a person in each.
fn study() -> Room {
    let room = Room::study();
    let case = |arguments: &[&str]| drop(room.done(&[&["cases", "s.themata"], arguments].concat()));
    case(&["edit", "North", "--pseudonym", "Site X"]);
    case(&["kinds", "add", "organisation"]);
    case(&["add", "Royal Infirmary", "--kind", "organisation", "--pseudonym", "Hospital Z", "--source", "North 1"]);
    room.done(&["project", "s.themata", "--role", "organisation", "--attribution", "({site}, {role})"]);
    room.done(&["frameworks", "s.themata", "add", "Ours"]);
    room.done(&["codebook", "s.themata", "add", "Ours/Money"]);
    for code in ["Law 2", "Ours/Money"] {
        room.done(&[
            "code",
            "s.themata",
            "--source",
            "North 1",
            "--code",
            code,
            "--text",
            "We held the money back until spring, and nobody liked it.",
        ]);
    }
    room.done(&["crosswalk", "s.themata", "map", "Ours/Money", "--without", "Leutz"]);
    room.done(&["report", "s.themata", "new", "Board", "Law 2", "--chart", "yes"]);
    room.done(&["chart", "s.themata", "set", "North 1", "Law 2", "Held back. [1]", "--evidence", "1"]);
    room.done(&["memos", "s.themata", "add", "--source", "North 1", "--text", "We held the money back", "Why?"]);
    room
}

/// The papers of the study that name groups, as arguments.
const PAPERS: [&[&str]; 9] = [
    &["table", "s.themata", "participants"],
    &["table", "s.themata", "sites"],
    &["table", "s.themata", "reporting"],
    &["table", "s.themata", "themes", "--code", "Law 2"],
    &["table", "s.themata", "chart", "--framework", "Leutz"],
    &["report", "s.themata", "write", "Board"],
    &["agenda", "s.themata"],
    &["chart", "s.themata", "export", "-o", "paper.md"],
    &["crosswalk", "s.themata", "coverage", "-o", "paper.md"],
];

fn paper(room: &Room, arguments: &[&str]) -> (String, String) {
    let run = room.done(arguments);
    let words = if arguments.contains(&"-o") { std::fs::read_to_string(room.path("paper.md")).unwrap() } else { run.out };
    (words, run.err)
}

#[test]
fn groups_go_out_by_their_pseudonyms_unless_keys_are_asked_for() {
    let room = study();
    for arguments in PAPERS {
        let (words, err) = paper(&room, arguments);
        assert!(!words.contains("North") && !words.contains("Royal"), "{arguments:?}: {words}");
        assert!(words.contains("Site X") || words.contains("Hospital Z"), "{arguments:?}: {words}");
        assert!(!err.contains("A name"), "{arguments:?}: {err}");
        let (keys, err) = paper(&room, &[arguments, &["--names", "keys"]].concat());
        assert!(!keys.contains("Site X") && !keys.contains("Hospital Z"), "{arguments:?}: {keys}");
        assert!(keys.contains("North") || keys.contains("Royal"), "{arguments:?}: {keys}");
        assert!(err.contains("A name in the words themselves"), "heads and names of tables are looked through too: {arguments:?}: {err}");
    }
}

#[test]
fn what_fits_one_person_is_said_of_every_paper() {
    let room = study();
    for arguments in &PAPERS[3..] {
        let (_, err) = paper(&room, arguments);
        assert!(
            err.contains("The attribution fits one person alone: 1 part, 1 person. Site, organisation fit one person of 2"),
            "{arguments:?}: {err}"
        );
        assert!(err.contains("themata project FILE --attribution"), "{err}");
    }
    for arguments in [&["crosswalk", "s.themata", "coverage", "--passages"][..], &["agenda", "s.themata", "--json"]] {
        let (_, err) = paper(&room, arguments);
        assert!(err.contains("The attribution fits one person alone"), "{arguments:?}: {err}");
    }
    for what in ["participants", "sites"] {
        let (_, err) = paper(&room, &["table", "s.themata", what]);
        assert!(err.contains("A cell counts one person"), "{what}: {err}");
    }
    // Where nothing is told of people, nothing is said of it.
    room.done(&["project", "s.themata", "--attribution", ""]);
    let (_, err) = paper(&room, PAPERS[3]);
    assert!(!err.contains("fits one person"), "{err}");
}
