//! Import from the command line: rehearsed, refused, repeated, and the whole inquiry at once.

use crate::cli_room::Room;
use crate::support::shared;
use serde_json::{Value, json};

#[test]
fn one_bad_file_stops_nothing_and_a_dry_run_changes_nothing() {
    let room = Room::study();
    room.write("more/good.txt", "INT: A?\n\nP3: B.\n");
    room.write("more/broken.docx", "PK\u{3}\u{4}cut off");
    room.write("more/again.txt", "INT: Who decides?\n\nP2: The money decides. It always has, hasn't it?\n");
    let rehearsed = room.run(&["import", "s.themata", "more", "--dry-run", "--json"]);
    assert_eq!(rehearsed.json()["dry_run"], json!(true));
    assert_eq!(room.done(&["sources", "s.themata", "--json"]).json().as_array().unwrap().len(), 2);
    let run = room.run(&["import", "s.themata", "more", "--json"]).ends(1);
    let report = run.json();
    let names = |key: &str, of: &str| report[key].as_array().unwrap().iter().map(|item| item[of].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!((names("sources", "name"), names("same", "source")), (vec!["good".into()], vec!["South 1".into()]));
    assert!(names("refused", "file")[0].ends_with("broken.docx") && run.err.contains("error: "), "{}", run.err);
}

/// The names in one list of a report.
fn names(report: &Value, key: &str, of: &str) -> Vec<String> {
    report[key].as_array().unwrap().iter().map(|item| item[of].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_dry_run_says_what_the_real_one_then_does() {
    let room = Room::study();
    room.write("more/a.txt", "INT: A?\n\nP3: B.\n");
    room.write("more/b.txt", "INT: A?\n\nP3: B.\n");
    room.write("more/here already.txt", "INT: Who decides?\n\nP2: The money decides. It always has, hasn't it?\n");
    room.write("more/South 1.txt", "INT: A name that is taken?\n\nP4: Yes.\n");
    room.write("more/broken.docx", "PK\u{3}\u{4}cut off");
    let log = room.done(&["log", "s.themata"]).out;
    let import = ["import", "s.themata", "more", "--json"];
    let rehearsed = room.run(&[&import[..], &["--dry-run"]].concat()).ends(1);
    assert!(rehearsed.err.contains("2 sources would be imported.\n") && rehearsed.err.contains("Nothing was changed."), "{}", rehearsed.err);
    assert!(rehearsed.err.contains("passed over, its text is here already as “South 1”"), "{}", rehearsed.err);
    assert_eq!(room.done(&["log", "s.themata"]).out, log);
    let (rehearsed, done) = (rehearsed.json(), room.run(&import).ends(1).json());
    assert_eq!(names(&done, "sources", "name"), ["a", "South 1 (2)"]);
    assert_eq!(names(&done, "same", "source"), ["a", "South 1"]);
    for (key, of) in [("sources", "name"), ("sources", "file"), ("same", "source"), ("same", "file"), ("refused", "error"), ("refused", "file")] {
        assert_eq!(names(&rehearsed, key, of), names(&done, key, of), "{key} {of}");
    }
    let again = room.run(&[&import[..], &["--dry-run"]].concat()).ends(1).json();
    assert_eq!((names(&again, "sources", "name").len(), names(&again, "same", "source").len()), (0, 4));
    (0..9).for_each(|n| room.write(&format!("many/{n}.txt"), "INT: A?\n\nP3: B.\n"));
    let many = room.done(&["import", "s.themata", "many", "--dry-run"]);
    assert!(many.err.contains("9 files passed over, their texts are here already: a."), "{}", many.err);
    assert!(many.out.is_empty() && many.err.starts_with("No file would come in."), "{}", many.err);
}

#[test]
fn a_column_that_is_not_in_the_table_is_refused_also_when_nothing_else_is_new() {
    let room = Room::study();
    let log = room.done(&["log", "s.themata"]).out;
    for flag in ["--source-column", "--case-column", "--case-name-column", "--site-column"] {
        for rehearsed in [&[][..], &["--dry-run"][..]] {
            let run = room.run(&[&["import", "s.themata", "in", "--attributes", "people.csv", flag, "typo"][..], rehearsed].concat()).ends(1);
            assert!(run.err.contains("has no column “typo”") && run.err.contains("file, person, name, site, role, minutes"), "{}", run.err);
        }
    }
    room.write("new/East 1.txt", "INT: And you?\n\nP3: I do.\n");
    room.run(&["import", "s.themata", "new", "--attributes", "people.csv", "--case-column", "typo"]).ends(1);
    assert_eq!(room.done(&["log", "s.themata"]).out, log, "a refused table brings no source either");
    let again = room.done(&["import", "s.themata", "in"]);
    assert!(again.err.contains("Nothing was imported."), "{}", again.err);
}

#[test]
fn the_inquiry_comes_in_with_its_table_in_one_command() {
    let Some(shared) = shared() else { return };
    let room = Room::new();
    room.done(&["new", "q.themata"]);
    let corpora = shared.join("corpora");
    let (folder, table) = (corpora.join("inquiry_transcripts"), corpora.join("inquiry_metadata.csv"));
    let paths = [folder.to_str().unwrap(), "--attributes", table.to_str().unwrap()];
    let columns = ["--case-column", "case_id", "--case-name-column", "witness", "--site-column", "nation", "--kind", "interview"];
    let imported = room.done(&[&["import", "q.themata"][..], &paths, &columns].concat());
    let sources = room.done(&["sources", "q.themata", "--json"]).json();
    let sources = sources.as_array().unwrap();
    assert_eq!(sources.len(), 114);
    assert!(sources.iter().all(|source| source["attributes"]["nation"].is_string() && source["attributes"]["module"].is_string()));
    assert!(sources.iter().all(|source| source["cases"].as_array().unwrap().len() == 1));
    let people = room.done(&["cases", "q.themata", "--kind", "person", "--json"]).json();
    let people = people.as_array().unwrap();
    assert_eq!((people.len(), people.iter().filter(|person| person["full_name"] != "").count()), (80, 80));
    assert!(people.iter().all(|person| person["attributes"]["nation"].is_null()));
    // What the witness says is the witness's; counsel and the chair are joined to nobody.
    let voices = room.done(&["speakers", "q.themata", "--json"]).json();
    let joined: Vec<&Value> = voices.as_array().unwrap().iter().filter(|voice| !voice["case"].is_null()).collect();
    let with: std::collections::BTreeSet<&str> = joined.iter().map(|voice| voice["source"].as_str().unwrap()).collect();
    assert_eq!(with.len(), 114, "a voice in every source");
    for voice in &joined {
        let (label, case) = (voice["speaker"].as_str().unwrap(), voice["case"].as_str().unwrap());
        let name = people.iter().find(|person| case.ends_with(person["name"].as_str().unwrap())).unwrap()["full_name"].as_str().unwrap();
        let family = name.rsplit(' ').next().unwrap();
        assert!(label.ends_with(family) || label == "The Witness", "{label} as {name}");
        assert_eq!(voice["role"], json!("participant"));
    }
    assert!(imported.err.contains(" joined to a person."), "{}", imported.err);
    // The table's own count of turns stands beside ours.
    let right = sources.iter().filter(|source| source["attributes"]["turns"].as_str() == Some(&source["turns"].to_string())).count();
    assert!(right >= 110, "turns as the table counts them in {right} of 114");
}

#[test]
fn the_voice_with_a_persons_name_is_joined_and_what_is_not_sure_is_said() {
    let room = Room::study();
    room.write("new/one.txt", "Counsel: Who are you?\n\nMR SMITH: John Smith.\n\nCounsel: And you sit here?\n\nMR SMITH: I do.\n");
    room.write("new/two.txt", "Ann: We begin.\n\nBen: Yes.\n\nAnn: It was cold.\n\nBen: It was.\n");
    room.write("new.csv", "file,case_id,witness\none.txt,W1,\"Smith, Mr John\"\ntwo.txt,W2,Dr Carla Cole\n");
    let import =
        ["import", "s.themata", "new", "--attributes", "new.csv", "--case-column", "case_id", "--case-name-column", "witness", "--json", "--dry-run"];
    let rehearsed = room.done(&import);
    let done = room.done(&import[..import.len() - 1]);
    for run in [&rehearsed, &done] {
        assert!(run.err.contains("1 voice joined to a person."), "{}", run.err);
        assert!(run.err.contains("2 voices not joined to a person: “Ann” in two; “Ben” in two."), "{}", run.err);
        let table = &run.json()["table"];
        assert_eq!((&table["joined_voices"], names(table, "unjoined_voices", "speaker")), (&json!(1), vec!["Ann".into(), "Ben".into()]));
    }
    let voices = room.done(&["speakers", "s.themata", "--json"]).json();
    let case = |source: &str, speaker: &str| {
        let voice = voices.as_array().unwrap().iter().find(|voice| voice["source"] == source && voice["speaker"] == speaker).unwrap();
        voice["case"].as_str().map(str::to_owned)
    };
    assert!(case("one", "MR SMITH").is_some_and(|case| case.contains("W1")));
    assert_eq!((case("one", "Counsel"), case("two", "Ann")), (None, None));
    // The table once more changes nothing of it.
    let again = room.done(&["import", "s.themata", "--attributes", "new.csv", "--case-column", "case_id", "--json"]).json();
    assert_eq!((&again["table"]["joined_voices"], again["table"]["unjoined_voices"].as_array().unwrap().len()), (&json!(0), 2));
}

#[test]
fn a_dry_run_lists_the_cells_that_do_not_fit_and_where_they_stand() {
    let room = Room::study();
    room.done(&["attributes", "s.themata", "add", "beds", "--on", "case", "--type", "number", "--coder", "BP"]);
    room.write("beds.csv", "file,person,beds,minutes\nNorth 1.txt,P1,about a dozen,45\nSouth 1.txt,P2,12,long\n");
    let import = ["import", "s.themata", "--attributes", "beds.csv", "--case-column", "person", "--json"];
    let rehearsed = room.done(&[&import[..], &["--dry-run"]].concat());
    assert!(rehearsed.err.contains("Row 2: the cell is no number for “beds”; left out."), "{}", rehearsed.err);
    assert!(rehearsed.err.contains("Row 3: the cell is no number for “minutes”; left out."), "{}", rehearsed.err);
    assert!(!rehearsed.err.contains("dozen"), "what is in a cell is not said on standard error: {}", rehearsed.err);
    let done = room.done(&import);
    let (rehearsed, done) = (rehearsed.json(), done.json());
    let unfit = &rehearsed["table"]["unfit"];
    assert_eq!((&unfit[0]["row"], &unfit[0]["column"], &unfit[0]["value"]), (&json!(2), &json!("beds"), &json!("about a dozen")));
    assert_eq!((unfit, unfit.as_array().unwrap().len()), (&done["table"]["unfit"], 2));
    let cases = room.done(&["cases", "s.themata", "--json"]).json();
    let of = |name: &str| cases.as_array().unwrap().iter().find(|case| case["name"] == name).unwrap()["attributes"]["beds"].clone();
    assert_eq!((of("P1"), of("P2")), (Value::Null, json!("12")));
}

#[test]
fn a_table_that_comes_later_tells_files_of_one_name_by_their_folders() {
    let room = Room::new();
    room.done(&["new", "s.themata"]);
    room.write("field/North/a.txt", "INT: Who?\n\nP1: I am.\n");
    room.write("field/South/a.txt", "INT: Who?\n\nP2: I am, too.\n");
    room.done(&["import", "s.themata", room.path("field").to_str().unwrap()]);
    room.write("later.csv", "file,person\nSouth/a.txt,P2\nNorth/a.txt,P1\n");
    room.done(&["import", "s.themata", "--attributes", "later.csv", "--case-column", "person"]);
    let sources = room.done(&["sources", "s.themata", "--json"]).json();
    let of: Vec<(&str, &str)> =
        sources.as_array().unwrap().iter().map(|source| (source["file"].as_str().unwrap(), source["cases"][0].as_str().unwrap())).collect();
    assert_eq!(of, [("field/North/a.txt", "P1"), ("field/South/a.txt", "P2")], "and where the folder lies is not kept");
}

#[test]
fn a_column_of_dates_says_when_interviews_were_held() {
    let room = Room::new();
    room.done(&["new", "s.themata"]);
    room.write("in/a.txt", "INT: Who?\n\nP1: I am.\n");
    room.write("in/b.txt", "INT: Who?\n\nP2: I am, too.\n");
    room.write("in/2021-05-01 c.txt", "INT: Who?\n\nP2: Once more.\n");
    room.write(
        "t.csv",
        "file,person,interview date,born\na,P1,14.03.2022,1970-01-01\nb,P2,3.2.2022,1980-01-01\n2021-05-01 c,P2,3.2.2022,1980-01-01\n",
    );
    let dates = || -> Vec<(String, String)> {
        let sources = room.done(&["sources", "s.themata", "--json"]).json();
        let of = |source: &Value| ["name", "date"].map(|key| source[key].as_str().unwrap().to_owned()).into();
        sources.as_array().unwrap().iter().map(of).collect()
    };
    let named = |list: &[(&str, &str)]| -> Vec<(String, String)> { list.iter().map(|(a, b)| (String::from(*a), String::from(*b))).collect() };
    let import = ["import", "s.themata", "in", "--attributes", "t.csv", "--case-column", "person"];
    let told = room.done(&import);
    let told = told.out + &told.err;
    assert!(told.contains("Sources that have no date yet take the one in “interview date”."), "{told}");
    assert_eq!(dates(), named(&[("2021-05-01 c", "2021-05-01"), ("a", "2022-03-14"), ("b", "2022-02-03")]), "what the file’s name says stands");
    room.done(&["undo", "s.themata", "--coder", "BP"]);
    assert_eq!(dates(), []);
    // One that comes later dates them as well, also where its values stand already.
    room.done(&["import", "s.themata", "in"]);
    room.done(&["import", "s.themata", "--attributes", "t.csv", "--case-column", "person"]);
    assert_eq!(dates()[1..], named(&[("a", "2022-03-14"), ("b", "2022-02-03")]));
}

#[test]
fn comments_in_a_document_become_memos_on_their_passages_in_one_step() {
    let room = Room::study();
    let write = |name: &str| {
        std::fs::create_dir_all(room.path("more")).unwrap();
        std::fs::write(room.path(name), crate::mangled_files::pack(&crate::mangled_files::word())).unwrap();
    };
    write("more/field.docx");
    let rehearsed = room.done(&["import", "s.themata", "more", "--dry-run", "--json"]).json();
    let plan = &rehearsed["sources"][0]["plan"];
    assert_eq!((&plan["format"], &plan["comments"]), (&json!("Word"), &json!(1)));
    let notes: Vec<&str> = plan["notes"].as_array().unwrap().iter().map(|note| note["text"].as_str().unwrap()).collect();
    assert!(notes.contains(&"1 comment comes in as a memo on its passage."), "{notes:?}");
    assert_eq!(room.done(&["memos", "s.themata", "--json"]).json(), json!([]));
    room.done(&["import", "s.themata", "more", "--coder", "BP"]);
    let memos = room.done(&["memos", "s.themata", "--json"]).json();
    let memo = &memos[0];
    assert_eq!(memos.as_array().unwrap().len(), 1);
    assert_eq!((&memo["title"], &memo["body"], &memo["coder"]), (&json!("Comment by A"), &json!("Why?"), &json!("BP")));
    assert_eq!((&memo["source"], &memo["on"], &memo["span"]), (&json!("field"), &json!("passage"), &json!({"start": 10, "end": 29})));
    // A corrected file brings the comments that are new, and no other.
    let mut parts = crate::mangled_files::word();
    parts[1].1 = parts[1].1.replace("so", "thus");
    let comments = parts.last_mut().unwrap();
    comments.1 = comments.1.replace("Why?", "Why so?");
    std::fs::write(room.path("better.docx"), crate::mangled_files::pack(&parts)).unwrap();
    for (file, count) in [("more/field.docx", 1), ("better.docx", 2), ("better.docx", 2)] {
        room.done(&["reimport", "s.themata", "--source", "field", file, "--coder", "BP"]);
        let memos = room.done(&["memos", "s.themata", "--json"]).json();
        assert_eq!(memos.as_array().unwrap().len(), count, "{file}");
    }
    room.done(&["check", "s.themata"]);
    room.done(&["undo", "s.themata", "--coder", "BP"]);
    assert_eq!(room.done(&["memos", "s.themata", "--json"]).json().as_array().unwrap().len(), 1);
    room.done(&["undo", "s.themata", "--coder", "BP"]);
    assert_eq!(room.done(&["memos", "s.themata", "--json"]).json(), json!([]));
    assert_eq!(room.done(&["sources", "s.themata", "--json"]).json().as_array().unwrap().len(), 2);
}

#[test]
fn comments_come_in_as_memos_of_who_imports_and_name_their_authors() {
    let room = Room::new();
    room.done(&["new", "n.themata"]);
    let (mut parts, names) = (crate::mangled_files::word(), ["Anna Hill", "Adam Holt"]);
    for (n, name) in names.iter().enumerate() {
        let comments = parts.last_mut().unwrap();
        comments.1 = comments.1.replace(if n == 0 { "\"A\"" } else { "\"Anna Hill\"" }, &format!("\"{name}\""));
        parts[1].1 = parts[1].1.replace("so", &format!("so{n}"));
        std::fs::write(room.path(&format!("{n}.docx")), crate::mangled_files::pack(&parts)).unwrap();
    }
    room.done(&["import", "n.themata", "0.docx", "1.docx"]);
    let memos = room.done(&["memos", "n.themata", "--json"]).json();
    let memos = memos.as_array().unwrap();
    assert!(memos.len() == 2 && memos.iter().all(|memo| memo["coder"] == "BP"), "{memos:?}");
    assert!(names.iter().all(|name| memos.iter().any(|memo| memo["title"].as_str().unwrap().contains(name))), "{memos:?}");
}

#[test]
fn who_asks_in_most_files_asks_in_all_of_them() {
    let room = Room::study();
    let asks = |name: &str, answer: &str| format!("Dana Hill: {name}?\n\nMr Ray: {answer}.\n\n").repeat(3);
    room.write("heard/1.txt", &asks("Why", "So it was"));
    room.write("heard/2.txt", &asks("When", "In spring"));
    room.write("heard/3.txt", "Dana Hill: Thank you.\n\nMr Ray: Thank you.\n\nDana Hill: We end.\n\nMr Ray: Yes.\n");
    let roles = |list: &Value, name: &str, label: &str| {
        let of = list.as_array().unwrap().iter().filter(|speaker| speaker[label] == name);
        of.map(|speaker| speaker["role"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let rehearsed = room.done(&["import", "s.themata", "heard", "--dry-run", "--json"]).json();
    let planned: Vec<Value> =
        rehearsed["sources"].as_array().unwrap().iter().flat_map(|source| source["plan"]["speakers"].as_array().unwrap().clone()).collect();
    assert_eq!(roles(&json!(planned), "Dana Hill", "name"), ["interviewer"; 3]);
    assert_eq!(roles(&json!(planned), "Mr Ray", "name"), ["participant"; 3]);
    room.done(&["import", "s.themata", "heard"]);
    let voices = room.done(&["speakers", "s.themata", "--json"]).json();
    assert_eq!(roles(&voices, "Dana Hill", "speaker"), ["interviewer"; 3]);
    let alone = room.done(&["undo", "s.themata", "--yes"]);
    room.done(&["import", "s.themata", "heard/3.txt"]);
    let voices = room.done(&["speakers", "s.themata", "--json"]).json();
    assert_eq!(roles(&voices, "Dana Hill", "speaker"), ["participant"], "alone, nothing says that she asks {}", alone.err);
}

#[test]
fn a_speaker_pattern_is_given_or_found_by_the_name_it_is_kept_by() {
    let room = Room::new();
    room.done(&["new", "s.themata"]);
    room.write("odd/1.txt", "the nurse ~ So it was, as I said: cold.\n\nand dark.\n\nthe porter ~ It was.\n");
    let plan = |pattern: &str| {
        let run = room.done(&["import", "s.themata", "odd", "--dry-run", "--json", "--speaker-pattern", pattern]).json();
        let names = run["sources"][0]["plan"]["speakers"].as_array().unwrap().iter().map(|speaker| speaker["name"].as_str().unwrap().to_owned());
        (names.collect::<Vec<_>>(), run["sources"][0]["plan"]["notes"].to_string())
    };
    assert_eq!(plan("{name} ~ {words}").0, ["the nurse", "the porter"]);
    let (names, notes) = plan("capitals");
    assert!(names.is_empty() && notes.contains("No speaker is written as you said (a line of its own in capitals)"), "{notes}");
    let config = room.path("home/.config/themata/config.json");
    std::fs::create_dir_all(config.parent().unwrap()).unwrap();
    std::fs::write(&config, json!({"patterns": [{"name": "Our typist", "pattern": "{name} ~ {words}"}]}).to_string()).unwrap();
    if cfg!(target_os = "linux") {
        assert_eq!(plan("our typist").0, ["the nurse", "the porter"]);
    }
    let refused = room.run(&["import", "s.themata", "odd", "--speaker-pattern", "loud"]).ends(1);
    assert!(refused.err.contains("no speaker pattern “loud”") && refused.err.contains("bold-colon"), "{}", refused.err);
    room.done(&["import", "s.themata", "odd", "--speaker-pattern", "{name} ~ {words}"]);
    let sources = room.done(&["sources", "s.themata", "--json"]).json();
    assert_eq!((&sources[0]["turns"], &sources[0]["speakers"]), (&json!(2), &json!(2)));
}

#[test]
fn a_pattern_that_was_given_is_kept_and_tried_where_the_next_import_finds_no_speakers() {
    let room = Room::new();
    room.done(&["new", "s.themata"]);
    let talk = |word: &str| format!("the nurse ~ So it was, as I said: {word}.\n\nthe porter ~ It was.\n\nthe nurse ~ And then?\n");
    for word in ["cold", "dark", "late", "long"] {
        room.write(&format!("{word}.txt"), &talk(word));
    }
    room.write("prose.txt", "We went home ~ late as it was.\n\nNobody said a word about it.\n");
    let turns = |name: &str| {
        let sources = room.done(&["sources", "s.themata", "--json"]).json();
        sources.as_array().unwrap().iter().find(|source| source["name"] == name).unwrap()["turns"].clone()
    };
    room.done(&["import", "s.themata", "cold.txt", "--speaker-pattern", "{name} ~ {words}", "--no-kept-pattern"]);
    room.done(&["import", "s.themata", "dark.txt", "--speaker-pattern", "{name} ~ {words}", "--dry-run"]);
    let told = room.done(&["import", "s.themata", "prose.txt"]);
    assert!(!told.err.contains("pattern"), "{}", told.err);
    let told = room.done(&["import", "s.themata", "dark.txt", "--speaker-pattern", "{name} ~ {words}"]);
    assert!(told.err.contains("“{name} ~ {words}” is kept"), "{}", told.err);
    if !cfg!(target_os = "linux") {
        return;
    }
    let plain = room.done(&["import", "s.themata", "late.txt", "--dry-run", "--no-kept-pattern", "--json"]).json();
    assert_eq!(plain["sources"][0]["plan"]["speakers"], json!([]), "no layout fits");
    let told = room.done(&["import", "s.themata", "late.txt"]);
    assert!(
        told.err.contains("Speakers of 1 file were found by the pattern “{name} ~ {words}”") && told.err.contains("--no-kept-pattern"),
        "{}",
        told.err
    );
    assert_eq!((turns("late"), turns("prose")), (json!(3), json!(0)));
    let again = room.done(&["import", "s.themata", "long.txt", "--speaker-pattern", "{name} ~ {words}"]);
    assert!(!again.err.contains("is kept"), "once is enough: {}", again.err);
    // All else in the settings stays.
    let config = room.path("home/.config/themata/config.json");
    let settings: serde_json::Value = serde_json::from_slice(&std::fs::read(&config).unwrap()).unwrap();
    assert_eq!(settings["patterns"].as_array().unwrap().len(), 1);
    std::fs::write(&config, json!({"scale": 125, "patterns": []}).to_string()).unwrap();
    room.write("wet.txt", &talk("wet"));
    room.done(&["import", "s.themata", "wet.txt", "--speaker-pattern", "{name} ~ {words}"]);
    let settings: serde_json::Value = serde_json::from_slice(&std::fs::read(&config).unwrap()).unwrap();
    assert_eq!((&settings["scale"], settings["patterns"].as_array().unwrap().len()), (&json!(125), 1));
}

#[test]
fn a_table_in_a_folder_and_what_was_left_out_are_said() {
    let room = Room::new();
    room.done(&["new", "s.themata"]);
    room.write("in/one.md", "INT: Who? [here](http://x.org/a)\n\nP1: I do, and more.\n\nINT: So?\n\nP1: Yes.\n");
    room.write("in/more/cases.csv", "file,person\none.md,P1\n");
    let told = room.done(&["import", "s.themata", "in", "--dry-run"]);
    assert!(told.err.contains("cases.csv: passed over, it is a table") && told.err.contains("--attributes TABLE"), "{}", told.err);
    assert!(told.out.contains("1 addresses of links and pictures were left out"), "{}", told.out);
    let told = room.done(&["import", "s.themata", "in", "--dry-run", "--json"]).json();
    assert_eq!(told["passed_tables"].as_array().unwrap().len(), 1, "{told}");
    let told = room.done(&["import", "s.themata", "in", "--attributes", "in/more/cases.csv"]);
    assert!(!told.err.contains("passed over"), "{}", told.err);
    // Of a newer table the rows are named that it has no more.
    room.write("newer.csv", "file,person,beds\none.md,P2,3\n");
    let told = room.done(&["attributes", "s.themata", "newer.csv", "--case-column", "person", "--dry-run"]);
    assert!(told.out.contains("P1   in the project alone"), "{} {}", told.out, told.err);
}

#[test]
fn a_voice_that_asks_in_some_files_and_is_heard_in_others_is_named() {
    let room = Room::new();
    room.done(&["new", "s.themata"]);
    let asks = |n: usize| {
        format!(
            "Lady Hill: What was {n}?\n\nMr Ray{n}: It was long, and we said so at the time.\n\nLady Hill: And who paid?\n\nMr Ray{n}: Nobody did, I think.\n\nLady Hill: Still?\n\nMr Ray{n}: Still.\n"
        )
    };
    let heard = |n: usize| {
        format!(
            "Mr Cole: What was {n}?\n\nLady Hill: It was long, and we said so at the time.\n\nMr Cole: And who paid?\n\nLady Hill: Nobody did, I think.\n\nMr Cole: Still?\n\nLady Hill: Still.\n"
        )
    };
    room.write("in/1.txt", &asks(1));
    room.write("in/2.txt", &heard(2));
    room.write("in/3.txt", &heard(3));
    let told = room.done(&["import", "s.themata", "in", "--dry-run"]);
    assert!(told.err.contains("“Lady Hill” is taken for an interviewer in 1 file and for a participant in 2 files"), "{}", told.err);
    let told = room.done(&["import", "s.themata", "in", "--json"]).json();
    assert_eq!(told["mixed_roles"], json!([{"name": "Lady Hill", "asks": 1, "heard": 2}]));
    room.done(&["speakers", "s.themata", "role", "Lady Hill", "participant"]);
    let list = room.done(&["speakers", "s.themata", "--json"]).json();
    let roles: Vec<&str> =
        list.as_array().unwrap().iter().filter(|one| one["speaker"] == "Lady Hill").filter_map(|one| one["role"].as_str()).collect();
    assert_eq!(roles, ["participant"; 3]);
}

/// Interviews come in one after another: whose a column of one and the same table is hangs on all its rows, not on those of a day.
#[test]
fn transcripts_that_come_in_batches_with_one_table_stand_as_if_they_had_come_at_once() {
    let room = Room::new();
    let table = "file,person,nation,module\nA1,P1,UK,1\nA2,P1,Wales,2\nB1,P2,UK,1\nB2,P2,Scotland,2\nC1,P3,UK,1\n";
    room.write("people.csv", table);
    for (folder, names) in [("one", ["A1", "B1", "C1"].as_slice()), ("two", &["A2", "B2"])] {
        for name in names {
            room.write(&format!("{folder}/{name}.txt"), &format!("INT: And then?\nP: It was {name}.\n"));
            room.write(&format!("all/{name}.txt"), &format!("INT: And then?\nP: It was {name}.\n"));
        }
    }
    let import = |file: &str, folder: &str| {
        let import = ["import", file, folder, "--attributes", "people.csv", "--case-column", "person", "--site-column", "nation", "--coder", "BP"];
        room.done(&import);
    };
    room.done(&["new", "batches.themata"]);
    room.done(&["new", "once.themata"]);
    import("batches.themata", "one");
    import("batches.themata", "two");
    import("once.themata", "all");
    // Groups stand in the order in which they came.
    let told = |file: &str| {
        let out = room.done(&["table", file, "sites"]).out;
        let mut lines: Vec<String> = out.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(told("batches.themata"), told("once.themata"));
    let sites = room.done(&["table", "batches.themata", "sites"]).out;
    assert!(sites.contains("| Wales | 1 |") && sites.contains("| UK | 3 |") && !sites.contains("Unassigned"), "{sites}");
    room.done(&["project", "batches.themata", "--phase", "module"]);
    // Where each batch has a table of its own, what an earlier one gave to people is told, with the way out.
    room.write("early.csv", "file,person,nation,module\nA1,P1,UK,1\nB1,P2,UK,1\nC1,P3,UK,1\n");
    room.done(&["new", "apart.themata"]);
    let early =
        ["import", "apart.themata", "one", "--attributes", "early.csv", "--case-column", "person", "--site-column", "nation", "--coder", "BP"];
    room.done(&early);
    let late =
        ["import", "apart.themata", "two", "--attributes", "people.csv", "--case-column", "person", "--site-column", "nation", "--coder", "BP"];
    let told = room.done(&late);
    let said = told.out + &told.err;
    assert!(said.contains("“module” varies within a case, so that it is taken for the sources"), "{said}");
    assert!(said.contains("until “nation” is chosen as the site"), "{said}");
    // And that way leads there.
    room.done(&["attributes", "apart.themata", "remove", "case:module", "--yes", "--coder", "BP"]);
    room.done(&["attributes", "apart.themata", "people.csv", "--case-column", "person", "--site-column", "nation", "--coder", "BP"]);
    room.done(&["project", "apart.themata", "--site", "nation", "--phase", "module"]);
    let sites = room.done(&["table", "apart.themata", "sites"]).out;
    assert!(sites.contains("| Wales | 1 |") && sites.contains("| UK | 3 |"), "{sites}");
}
