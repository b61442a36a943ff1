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
    assert!(refused.err.contains("--open COLUMN"), "{}", refused.err);
    let missing = room.run(&["survey", "s.themata", "none.csv"]).ends(1);
    assert!(missing.err.contains("no such file") && missing.err.contains("hint: ") && !missing.err.contains("os error"), "{}", missing.err);
    let missing = room.run(&["import", "s.themata", "none.txt"]).ends(1);
    assert!(missing.err.contains("no such file") && missing.err.contains("hint: ") && !missing.err.contains("os error"), "{}", missing.err);
    let refused = room.run(&["survey", "s.themata", "s.themata"]).ends(1);
    assert!(refused.err.contains("is no table"), "{}", refused.err);
    let refused = room.run(&["survey", "s.themata", "survey.csv", "--open", "Colour"]).ends(1);
    assert!(refused.err.contains("no column “Colour”"), "{}", refused.err);
    let nobody = room.unsigned(&["survey", "s.themata", "survey.csv", "--code-questions", "Survey"]).ends(2);
    assert!(nobody.err.contains("who is working"), "{}", nobody.err);
}

#[test]
fn an_answer_with_a_sign_that_ends_lines_is_one_answer_of_one_respondent() {
    let room = Room::study();
    room.write("survey.csv", "id,Anything else to be said here?,Age\nR1,the first words two\u{2028}three and more of them,4\u{85}1\nR2,all that I wanted to say is here\u{B}and here,38\n");
    let plan = room.done(&["survey", "s.themata", "survey.csv", "--dry-run", "--json"]).json();
    assert_eq!(plan["respondents"], 2, "{plan}");
    room.done(&["survey", "s.themata", "survey.csv", "--code-questions", "Survey", "--coder", "BP"]);
    let excerpts = room.done(&["excerpts", "s.themata", "--code", "Survey/Anything else to be said here?", "--format", "json"]).json();
    let passages: Vec<&str> = excerpts["excerpts"].as_array().unwrap().iter().map(|one| one["passage"].as_str().unwrap()).collect();
    assert_eq!(passages, ["the first words two\nthree and more of them", "all that I wanted to say is here\nand here"]);
    room.done(&["check", "s.themata"]);
}

#[test]
fn a_survey_that_is_here_already_is_refused_updated_added_or_skipped_as_is_said() {
    let room = room();
    let survey = |more: &[&'static str]| [&["survey", "s.themata", "survey.csv", "--code-questions", "Survey", "--coder", "BP"][..], more].concat();
    let sources = || room.done(&["sources", "s.themata", "--json"]).json().as_array().unwrap().len();
    let passages = |code: &str| {
        let excerpts = room.done(&["excerpts", "s.themata", "--code", code, "--format", "json", "--basis", "codings"]).json();
        excerpts["excerpts"].as_array().unwrap().iter().map(|one| one["passage"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    // Nothing is here to be skipped yet: it comes in, and says so.
    let first = room.done(&survey(&["--again", "skip"]));
    assert!(!first.out.contains("0 respondents are new") && !first.err.contains("0 respondents are new"), "{}{}", first.out, first.err);
    room.done(&["code", "s.themata", "--source", "What would help?", "--code", "Law 2", "--text", "Money that arrives", "--coder", "BP"]);
    let refused = room.run(&survey(&[])).ends(1);
    for words in ["here already", "the same file", "--again update", "--again new", "--again skip"] {
        assert!(refused.err.contains(words), "{words}: {}", refused.err);
    }
    assert_eq!(sources(), 4);
    assert!(room.done(&survey(&["--again", "skip"])).err.contains("Nothing was changed"));
    let plan = room.done(&survey(&["--dry-run", "--json"])).json();
    assert_eq!(plan["here"].as_array().unwrap().len(), 2, "{plan}");
    // A later state of the same survey: an answer corrected, a respondent more, a value changed, a question more.
    let newer =
        TABLE.replace("id,Site", "id,And what is it that hinders you?,Site").replace("R1,North,41", "R1,Forms and more forms all day long,North,42");
    let newer = newer.replace("R2,", "R2,,").replace("R3,", "R3,,").replace("before the winter does", "before the spring does");
    room.write("survey.csv", &format!("{newer}R4,,South,22,A warmer room for the night shift,\n"));
    let refused = room.run(&survey(&[])).ends(1);
    assert!(refused.err.contains("2 questions are sources in which the same people answer"), "{}", refused.err);
    let told = room.done(&survey(&["--again", "update"]));
    assert!(told.err.contains("1 text changes, 1 coded passage changes, 1 respondent is new, 1 value is overwritten"), "{}", told.err);
    assert_eq!(sources(), 5);
    assert_eq!(passages("Law 2"), ["Money that arrives"]);
    let helped = passages("Survey/What would help?");
    assert_eq!(
        helped,
        ["More time with patients and fewer forms", "Money that arrives\nbefore the spring does", "A warmer room for the night shift"]
    );
    let cases = room.done(&["cases", "s.themata", "--json"]).json();
    let case = |name: &str| cases.as_array().unwrap().iter().find(|case| case["name"] == name).unwrap().clone();
    assert_eq!((&case("R1")["attributes"]["Age"], &case("R4")["attributes"]["Age"]), (&"42".into(), &"22".into()));
    let by = room.done(&["excerpts", "s.themata", "--code", "Survey/What would help?", "--where", "Site=South", "--format", "json"]).json();
    assert_eq!(by["excerpts"].as_array().unwrap().len(), 2, "who came new is a case with values");
    room.done(&["check", "s.themata"]);
    // One step, one undo.
    room.done(&["undo", "s.themata", "--yes"]);
    assert_eq!((sources(), passages("Survey/What would help?").len()), (4, 2));
    room.done(&survey(&["--again", "new"]));
    assert_eq!(sources(), 7);
}

#[test]
fn a_later_row_of_a_respondent_overwrites_nothing_and_what_it_says_is_told() {
    let room = Room::study();
    let table = "id,Site,Age,Colour,What would help most of all?\nR1,North,41,red,More time with patients please\nR2,South,38,,Money that arrives before winter\n\
        R1,South,43,red,And fewer forms to be filled in\nr1,North,,blue,\nR3,North,40,green,A good deal more of it all\nR4,North,29,green,Nothing at all as it is now\n";
    room.write("survey.csv", table);
    let told = room.done(&["survey", "s.themata", "survey.csv", "--coder", "BP"]);
    assert!(told.err.contains("2 rows have the key of an earlier one"), "{}", told.err);
    assert!(told.err.contains("3 values are left out that differ: row 4 (Site, Age), row 5 (Colour)"), "{}", told.err);
    assert!(!told.err.contains("43") && told.out.contains("43") && told.out.contains("blue"), "{} {}", told.err, told.out);
    let cases = room.done(&["cases", "s.themata", "--json"]).json();
    let case = cases.as_array().unwrap().iter().find(|case| case["name"] == "R1").unwrap();
    assert_eq!((&case["parent"], &case["attributes"]["Age"], &case["attributes"]["Colour"]), (&"North".into(), &"41".into(), &"red".into()));
    let read = room.done(&["search", "s.themata", "forms", "--json"]).json();
    assert_eq!(read["rows"].as_array().unwrap().len(), 1, "what a later row writes counts");
    let room = Room::study();
    room.write("survey.csv", table);
    let plan = room.done(&["survey", "s.themata", "survey.csv", "--dry-run", "--json"]).json();
    let left = plan["left_out"].as_array().unwrap();
    assert_eq!((left.len(), &left[1]["column"], &left[1]["stands"], &left[1]["left_out"]), (3, &"Age".into(), &"41".into(), &"43".into()));
}

#[test]
fn people_of_two_surveys_without_a_key_are_other_people() {
    let room = Room::study();
    let write = |name: &str, question: &str, rows: &[(&str, &str)]| {
        let rows: String = rows.iter().map(|(role, words)| format!("{role},{words}\n")).collect();
        room.write(name, &format!("Job,{question}\n{rows}"));
    };
    write("k.csv", "Comment", &[("nurse", "It was cold in the ward all night"), ("doctor", ""), ("porter", "We had no lifts that worked at all")]);
    write("k3.csv", "Remark", &[("mayor", "The roads are full of holes again"), ("clerk", "Nobody answers the phone over there")]);
    write("k4.csv", "Comment", &[("judge", "There is no time to read all that"), ("usher", "They wait in the rain for hours")]);
    let roles = || {
        let cases = room.done(&["cases", "s.themata", "--json"]).json();
        let role = |case: &serde_json::Value| Some(format!("{}: {}", case["name"].as_str()?, case["attributes"]["Job"].as_str()?));
        let mut roles: Vec<String> = cases.as_array().unwrap().iter().filter_map(role).filter(|role| role.starts_with("Respondent")).collect();
        roles.sort();
        roles
    };
    room.done(&["survey", "s.themata", "k.csv"]);
    let first = ["Respondent 1: nurse", "Respondent 2: doctor", "Respondent 3: porter"];
    assert_eq!(roles(), first);
    let rehearsed = room.done(&["survey", "s.themata", "k3.csv", "--dry-run"]);
    assert!(rehearsed.err.contains("other people than those who are here, numbered on from Respondent 4"), "{}", rehearsed.err);
    room.done(&["survey", "s.themata", "k3.csv"]);
    let second = [&first[..], &["Respondent 4: mayor", "Respondent 5: clerk"]].concat();
    assert_eq!(roles(), second);
    // The same question, asked of others.
    let told = room.done(&["survey", "s.themata", "k4.csv"]);
    assert!(told.err.contains("“Comment” is a source already"), "{}", told.err);
    let third = [&second[..], &["Respondent 6: judge", "Respondent 7: usher"]].concat();
    assert_eq!(roles(), third);
    // The same file has the same people, who wrote nothing too.
    room.run(&["survey", "s.themata", "k3.csv"]).ends(1);
    for file in ["k.csv", "k3.csv", "k4.csv"] {
        let told = room.done(&["survey", "s.themata", file, "--again", "update"]);
        assert!(told.err.contains("0 texts change, 0 respondents are new") && told.err.contains("Nothing changed"), "{file}: {}", told.err);
    }
    assert_eq!(roles(), third);
    room.done(&["survey", "s.themata", "k3.csv", "--again", "new"]);
    assert_eq!(roles(), third, "once more, of the same people");
    room.done(&["check", "s.themata"]);
}

#[test]
fn what_a_survey_that_is_brought_up_to_date_changes_is_told_before_and_after() {
    let room = room();
    let survey = ["survey", "s.themata", "survey.csv", "--code-questions", "Survey", "--again", "update"];
    room.done(&survey[..5]);
    let newer = TABLE.replace("R1,North,41", "R1,North,42").replace("before the winter does", "before the spring does");
    room.write("survey.csv", &newer.replace("=cmd, said with a smile and a long, long sigh", ""));
    let check = |told: &serde_json::Value| {
        assert_eq!(told["texts_changed"], serde_json::json!(["What would help?", "Anything else?"]), "{told}");
        let codings = told["codings"].as_array().unwrap();
        assert_eq!(codings.len(), 2, "{told}");
        assert_eq!(codings[0]["words_after"], "Money that arrives\nbefore the spring does");
        assert!(codings[1]["after"].is_null(), "{told}");
        assert_eq!(told["emptied"], serde_json::json!([{"source": "Anything else?", "respondent": "R1", "codings": 1}]));
        let value = &told["overwritten"][0];
        assert_eq!((&value["row"], &value["old"], &value["new"]), (&"R1".into(), &"41".into(), &"42".into()));
    };
    // What stands in them is shown on standard output alone.
    let shows = |told: &crate::cli_room::Run| {
        for words in ["before the winter does", "before the spring does", "(no words left)", "41", "42"] {
            assert!(told.out.contains(words) && !told.err.contains(words), "{words}: {} {}", told.out, told.err);
        }
        let line = "2 texts change, 1 coded passage changes, 1 is left without words and waits for a decision, 0 respondents are new, 1 value is overwritten";
        assert!(told.err.contains(line), "{}", told.err);
    };
    check(&room.done(&[&survey[..], &["--dry-run", "--json"]].concat()).json());
    shows(&room.done(&[&survey[..], &["--dry-run"]].concat()));
    check(&room.done(&[&survey[..], &["--json"]].concat()).json());
    room.done(&["undo", "s.themata", "--yes"]);
    shows(&room.done(&survey));
    let again = room.done(&survey);
    assert!(again.err.contains("0 texts change") && again.err.contains("Nothing changed"), "{}", again.err);
    // A second wave of the same people overwrites their values, and says so.
    room.write("wave.csv", "id,Age,And how was it for you this time?\nR2,39,A good deal better than it was before\n");
    let told = room.done(&["survey", "s.themata", "wave.csv", "--dry-run", "--json"]).json();
    assert_eq!((&told["overwritten"][0]["old"], &told["overwritten"][0]["new"]), (&"38".into(), &"39".into()), "{told}");
}
