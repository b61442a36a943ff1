//! Surveys, as a script imports them.

use crate::cli_room::Room;

const TABLE: &str = "id,Site,Age,What would help?,\"Anything else?\"\n\
    R1,North,41,More time with patients and fewer forms,\"=cmd, said with a smile and a long, long sigh\"\n\
    R2,South,38,\"Money that arrives\nbefore the winter does\",\n\
    R3,North,forty,,\"Nothing, thank you all the same, it was kind to ask\"\n";

fn room() -> Room {
    let room = Room::study();
    room.write("survey.csv", TABLE);
    room
}

#[test]
fn respondents_are_cases_and_answers_are_coded_by_question() {
    let room = room();
    let rehearsed = room.done(&["survey", "s.themata", "survey.csv", "--dry-run"]);
    assert!(rehearsed.out.contains("the respondents") && rehearsed.out.contains("a source"), "{}", rehearsed.out);
    assert!(rehearsed.err.contains("3 respondents") && rehearsed.err.contains("rehearsal"), "{}", rehearsed.err);
    room.done(&["survey", "s.themata", "survey.csv", "--code-questions", "Survey", "--folder", "Survey 2022", "--coder", "BP"]);
    let sources = room.done(&["sources", "s.themata", "--json"]).json();
    let source = sources.as_array().unwrap().iter().find(|source| source["name"] == "What would help?").unwrap();
    assert_eq!((&source["turns"], &source["speakers"], &source["folder"]), (&2.into(), &2.into(), &"Survey 2022".into()));
    let cases = room.done(&["cases", "s.themata", "--json"]).json();
    let case = cases.as_array().unwrap().iter().find(|case| case["name"] == "R2").unwrap();
    assert_eq!((&case["parent"], &case["attributes"]["Age"]), (&"South".into(), &"38".into()));
    let excerpts = room.done(&["excerpts", "s.themata", "--code", "Survey/What would help?", "--format", "json"]).json();
    let list = excerpts["excerpts"].as_array().unwrap();
    let seen: Vec<(&str, &str)> = list.iter().map(|one| (one["case"].as_str().unwrap(), one["passage"].as_str().unwrap())).collect();
    assert_eq!(seen, [("R1", "More time with patients and fewer forms"), ("R2", "Money that arrives\nbefore the winter does")]);
    let by = room.done(&["excerpts", "s.themata", "--code", "Survey/Anything else?", "--where", "Site=North", "--format", "json"]).json();
    assert_eq!(by["excerpts"].as_array().unwrap().len(), 2, "a respondent's attributes are the answers'");
    room.done(&["check", "s.themata"]);
    room.done(&["undo", "s.themata", "--yes"]);
    assert_eq!(room.done(&["sources", "s.themata", "--json"]).json().as_array().unwrap().len(), 2, "one step, one undo");
}

#[test]
fn a_workbook_and_words_of_the_same_survey_give_the_same() {
    let mut seen = Vec::new();
    for name in ["survey.csv", "survey.xlsx"] {
        let room = room();
        let rows = crate::mangled_tables::rows(TABLE, b',');
        std::fs::write(room.path("survey.xlsx"), crate::mangled_files::pack(&crate::mangled_tables::workbook(&rows))).unwrap();
        let plan = room.done(&["survey", "s.themata", name, "--dry-run", "--json"]).json();
        assert_eq!(plan["respondents"], 3);
        let done = room.done(&["survey", "s.themata", name, "--code-questions", "Survey", "--coder", "BP"]);
        assert_eq!(done.err.contains("The sheet “Cases” was read; 1 other"), name.ends_with("xlsx"), "{}", done.err);
        let excerpts = room.done(&["excerpts", "s.themata", "--code", "Survey/What would help?", "--format", "json"]).json();
        let list = excerpts["excerpts"].as_array().unwrap();
        let passages: Vec<String> = list.iter().map(|one| format!("{}: {}", one["case"], one["passage"])).collect();
        assert_eq!(passages.len(), 2, "{passages:?}");
        let cases = room.done(&["cases", "s.themata", "--json"]).json();
        let case = cases.as_array().unwrap().iter().find(|case| case["name"] == "R2").unwrap();
        seen.push((plan["questions"].clone(), passages, case["parent"].clone(), case["attributes"].clone()));
        room.done(&["check", "s.themata"]);
    }
    assert_eq!(seen[0], seen[1]);
}

#[test]
fn what_is_no_survey_is_refused_with_its_columns() {
    let room = room();
    room.write("values.csv", "id,site\nA,1\nB,2\n");
    let refused = room.run(&["survey", "s.themata", "values.csv"]).ends(1);
    assert!(refused.err.contains("open question") && refused.err.contains("id, site"), "{}", refused.err);
    let refused = room.run(&["survey", "s.themata", "survey.csv", "--open", "Colour"]).ends(1);
    assert!(refused.err.contains("no column “Colour”"), "{}", refused.err);
    let nobody = room.unsigned(&["survey", "s.themata", "survey.csv", "--code-questions", "Survey"]).ends(2);
    assert!(nobody.err.contains("who is working"), "{}", nobody.err);
}
