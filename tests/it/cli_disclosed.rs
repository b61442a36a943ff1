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
    for what in ["participants", "sites", "codes", "themes"] {
        let (_, err) = paper(&room, &["table", "s.themata", what]);
        assert!(err.contains("A cell counts one person"), "{what}: {err}");
    }
    for arguments in [PAPERS[5], PAPERS[7]] {
        let (_, err) = paper(&room, arguments);
        assert!(err.contains("A cell counts one person"), "{arguments:?}: {err}");
    }
    // Where nothing is told of people, nothing is said of it.
    room.done(&["project", "s.themata", "--attribution", ""]);
    let (_, err) = paper(&room, PAPERS[3]);
    assert!(!err.contains("fits one person"), "{err}");
}

/// Two people at a site speak of a theme, and the only one at the other does not; at the first the only porter does not either.
fn quiet() -> Room {
    let room = Room::new();
    let people =
        [("a1", "Ada", "North", "nurse"), ("a2", "Cyd", "North", "nurse"), ("a3", "Dot", "North", "porter"), ("b1", "Ben", "South", "nurse")];
    let mut table = "file,person,place,job\n".to_owned();
    for (file, person, place, job) in people {
        room.write(&format!("in/{file}.txt"), &format!("Q: So?\n\n{person}: Money came late.\n"));
        table.push_str(&format!("{file}.txt,{person},{place},{job}\n"));
    }
    room.write("who.csv", &table);
    room.done(&["new", "s.themata", "--framework", "leutz"]);
    room.done(&["import", "s.themata", "in", "--attributes", "who.csv", "--case-column", "person", "--site-column", "place"]);
    room.done(&["project", "s.themata", "--role", "job", "--attribution", ""]);
    for (file, code) in [("a1", "Law 2"), ("a2", "Law 2"), ("a3", "Law 1"), ("b1", "Law 1")] {
        room.done(&["code", "s.themata", "--source", file, "--code", code, "--text", "Money came late"]);
    }
    room
}

#[test]
fn a_silent_group_of_one_person_is_said_to_tell_who_that_is() {
    let room = quiet();
    let (table, err) = paper(&room, &["table", "s.themata", "themes", "--code", "Law 2"]);
    assert!(table.contains("1 of 1 in South") && err.contains("A cell counts one person: 1 part"), "{table}{err}");
    room.done(&["report", "s.themata", "new", "Board", "Law 2"]);
    let (report, err) = paper(&room, &["report", "s.themata", "write", "Board"]);
    assert!(report.contains("Silent: porter (none of 1 spoke of it)"), "{report}");
    assert!(err.contains("A cell counts one person: 2 parts"), "both sites: {err}");
    // With one more porter, and one more person in the south, nobody is singled out.
    room.write("more/a4.txt", "Q: So?\n\nEve: No.\n");
    room.write("more/b2.txt", "Q: So?\n\nFay: No.\n");
    room.write("more.csv", "file,person,place,job\na4.txt,Eve,North,porter\nb2.txt,Fay,South,nurse\n");
    room.done(&["import", "s.themata", "more", "--attributes", "more.csv", "--case-column", "person", "--site-column", "place"]);
    for (file, said) in [("a4", "No."), ("b2", "No.")] {
        room.done(&["code", "s.themata", "--source", file, "--code", "Law 1", "--text", said]);
    }
    let (report, err) = paper(&room, &["report", "s.themata", "write", "Board"]);
    assert!(report.contains("Silent: porter (none of 2 spoke of it)") && !err.contains("A cell counts"), "{report}{err}");
    let (_, err) = paper(&room, &["table", "s.themata", "themes", "--code", "Law 2"]);
    assert!(!err.contains("A cell counts"), "{err}");
}

#[test]
fn titles_of_papers_and_names_of_sources_are_looked_through_for_names() {
    let room = study();
    room.done(&["sources", "s.themata", "edit", "North 1", "--name", "Ash 1"]);
    let names_sources = [PAPERS[4], PAPERS[6], PAPERS[7]];
    for arguments in names_sources {
        let (words, err) = paper(&room, arguments);
        assert!(!words.contains("Ash") && !err.contains("A name in the source"), "{arguments:?}: {words} {err}");
        let (words, err) = paper(&room, &[arguments, &["--names", "keys"]].concat());
        assert!(words.contains("Ash 1") && err.contains("A name in the source: "), "{arguments:?}: {words} {err}");
    }
    // What somebody wrote by hand is looked through for them too, where they stand as a whole.
    room.done(&["report", "s.themata", "edit", "Board", "--intro", "As in ASH 1, above."]);
    assert!(paper(&room, PAPERS[5]).1.contains("A name in the source: 1 part"));
    room.done(&["report", "s.themata", "edit", "Board", "--intro", "As in Ash 12, above."]);
    assert!(!paper(&room, PAPERS[5]).1.contains("A name in the source"));
    for arguments in PAPERS {
        assert!(!paper(&room, arguments).1.contains("A name in the title"), "{arguments:?}");
    }
    room.done(&["project", "s.themata", "--name", "What Birch heard"]);
    room.done(&["report", "s.themata", "edit", "Board", "--name", "For Bob"]);
    for arguments in PAPERS {
        let arguments: Vec<&str> = arguments.iter().map(|word| if *word == "Board" { "For Bob" } else { *word }).collect();
        assert!(paper(&room, &arguments).1.contains("A name in the title: 1 part"), "{arguments:?}");
    }
}

#[test]
fn passages_that_memos_are_linked_to_are_looked_at_on_an_agenda_as_quotes_are() {
    let room = study();
    let memos = |arguments: &[&str]| drop(room.done(&[&["memos", "s.themata"], arguments].concat()));
    let open = room.done(&["memos", "s.themata", "--json"]).json();
    memos(&["settle", open[0]["id"].as_str().unwrap()]);
    memos(&["add", "Whose winter?", "--title", "Winter"]);
    let agenda = ["agenda", "s.themata", "--no-disagreements"];
    let (_, err) = paper(&room, &agenda);
    assert!(!err.contains("fits one person"), "{err}");
    memos(&["link", "Winter", "--source", "North 1", "--text", "We held the money back"]);
    let (words, err) = paper(&room, &agenda);
    assert!(words.contains("Linked to: a passage of") && words.contains("> “We held the money back”"), "{words}");
    assert!(err.contains("The attribution fits one person alone: 1 part, 1 person."), "{err}");
    let json = room.done(&[&agenda[..], &["--json"]].concat());
    assert!(json.err.contains("The attribution fits one person alone"), "{}", json.err);
    let said = json.json()[0]["items"][0]["said"][0].clone();
    assert_eq!(said["who"], "Linked to");
    assert!(said["what"].as_str().unwrap().ends_with(": “We held the money back” (Site X, Hospital Z)"), "{said}");
}
