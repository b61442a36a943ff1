//! Which quotes a report takes by rule and how it tells of those that were chosen: no question, and what speaks against a theme.

use crate::cli_room::Room;

fn report(room: &Room, more: &[&str]) -> String {
    let told = room.done(&[&["report", "s.themata"][..], more].concat());
    told.out + &told.err
}

/// Where words stand in a document.
fn at(words: &str, part: &str) -> usize {
    words.find(part).unwrap_or_else(|| panic!("“{part}” is not in {words}"))
}

#[test]
fn by_rule_no_question_is_quoted_and_one_that_is_chosen_says_that_it_is_one() {
    let room = Room::study();
    let code =
        |code: &str, source: &str, turn: &str| drop(room.done(&["code", "s.themata", "--source", source, "--code", code, "--turn", turn, "--star"]));
    code("Law 2", "North 1", "1");
    code("Law 2", "North 1", "2");
    code("Law 3", "South 1", "1");
    room.done(&["report", "s.themata", "new", "Board", "Law 2", "Law 3"]);
    let (question, asked) = ("How was the winter?", "interviewers alone speak in its passages");
    let written = report(&room, &["write", "Board"]);
    assert!(written.contains("> “Long. We held") && !written.contains(question) && !written.contains("Who decides?"), "{written}");
    assert!(written.to_lowercase().matches(asked).count() == 1 && at(&written, asked) > at(&written, "> “Long"), "of Law 3 alone: {written}");
    assert!(written.contains("Passages without people are what interviewers say"), "{written}");
    let table = room.done(&["table", "s.themata", "themes", "--code", "Law 2", "--code", "Law 3"]).out;
    assert!(!table.contains(question) && !table.contains("Who decides?") && table.to_lowercase().contains(asked), "{table}");
    // Chosen by hand, it is no witness's.
    room.done(&["report", "s.themata", "quotes", "Board", "Law 2", "1"]);
    let written = report(&room, &["write", "Board"]);
    assert!(at(&written, "(North, interviewer)") > at(&written, "> “How was the winter?”"), "{written}");
    // Wherever an attribution stands, by whatever template.
    for (template, whose) in [
        ("({site}, {role})", "(North, interviewer)"),
        ("({role})", "(interviewer)"),
        ("[{name}]", "[interviewer]"),
        ("{name}, {role}", "interviewer"),
        ("({site})", "(North, interviewer)"),
        ("{source}, {minutes}", "North 1, interviewer"),
        ("({speaker})", "(Interviewer)"),
    ] {
        room.done(&["project", "s.themata", "--attribution", template]);
        let shown = room.done(&["excerpts", "s.themata", "--code", "Law 2", "--format", "json"]).json();
        assert_eq!(shown["excerpts"][0]["attribution"], whose, "{template}");
        assert!(!shown["excerpts"][1]["attribution"].as_str().unwrap().to_lowercase().contains("interviewer"), "{template}: {shown}");
    }
    room.done(&["project", "s.themata", "--attribution", ""]);
    assert_eq!(room.done(&["excerpts", "s.themata", "--code", "Law 2", "--format", "json"]).json()["excerpts"][0]["attribution"], "");
}

#[test]
fn where_none_of_the_chosen_quotes_speaks_against_a_theme_that_is_said() {
    let room = Room::study();
    room.done(&["code", "s.themata", "--source", "North 1", "--code", "Law 3", "--turn", "2"]);
    room.done(&["theme", "s.themata", "quote", "Law 3", "--source", "South 1", "--text", "The money decides.", "--contradicts"]);
    room.done(&["report", "s.themata", "new", "Board", "Law 3"]);
    let none = "None of the chosen quotes speaks against it.";
    let written = report(&room, &["write", "Board"]);
    assert!(!written.contains(none) && written.contains("What speaks against it:"), "{written}");
    let shown = room.done(&["theme", "s.themata", "show", "Law 3", "--json"]).json();
    let number = |stance: &str| shown["quotes"].as_array().unwrap().iter().find(|one| one["stance"] == stance).unwrap()["number"].to_string();
    report(&room, &["quotes", "Board", "Law 3", &number("supports")]);
    let written = report(&room, &["write", "Board"]);
    assert!(written.contains(none) && !written.contains("What speaks against it:"), "{written}");
    report(&room, &["quotes", "Board", "Law 3", &number("supports"), &number("contradicts")]);
    let written = report(&room, &["write", "Board"]);
    assert!(!written.contains(none) && written.contains("What speaks against it:"), "{written}");
}
