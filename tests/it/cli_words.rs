//! Words counted from the command line: lists, keyness, collocates, word trees.

use super::cli_room::Room;
use serde_json::{Value, json};

const WORDS: [&str; 2] = ["words", "s.themata"];

fn room(talks: &[(&str, &str)]) -> Room {
    let room = Room::new();
    std::fs::create_dir(room.path("talk")).unwrap();
    let mut people = String::from("source,person,site\n");
    for (name, words) in talks {
        room.write(&format!("talk/{name}.txt"), words);
        // Of those whose name begins with U nothing is known.
        if !name.starts_with('U') {
            people.push_str(&format!("{name},{name},{}\n", if name.starts_with('N') { "North" } else { "South" }));
        }
    }
    room.write("people.csv", &people);
    room.done(&["new", "s.themata", "--framework", "leutz"]);
    room.done(&["import", "s.themata", "talk", "--attributes", "people.csv", "--case-column", "person", "--site-column", "site"]);
    room
}

fn words(room: &Room, more: &[&str]) -> Value {
    room.done(&[&WORDS[..], more, &["--json"]].concat()).json()
}

fn talks() -> Room {
    room(&[
        ("N1", "INT: And the money?\nP1: The money is short, we need money. Um, the trust is slow.\nP1: We need help. We need more time.\n"),
        ("N2", "INT: And the money?\nP2: Money, always money. Um, we need help now.\n"),
        ("S1", "INT: And the money?\nP3: Our neighbours help. Neighbours trusted us, um, and trusts helped.\n"),
        ("S2", "INT: And the money?\nP4: The neighbours are kind. Zebra zebra zebra zebra zebra zebra zebra zebra.\n"),
    ])
}

fn pairs(list: &Value) -> Vec<(String, u64)> {
    let word = |word: &Value| (word["word"].as_str().unwrap().to_owned(), word["count"].as_u64().unwrap());
    list["words"].as_array().unwrap().iter().map(word).collect()
}

#[test]
fn words_are_counted_without_questions_and_common_ones_and_with_those_who_say_them() {
    let room = talks();
    let list = words(&room, &[]);
    assert_eq!(
        list["words"][0],
        json!({"word": "zebra", "count": 8, "share": 8.0 / list["total"].as_f64().unwrap(), "sources": 1, "cases": 1, "forms": {"zebra": 8}})
    );
    let counts = pairs(&list);
    let of = |word: &str| counts.iter().find(|(one, _)| one == word).map(|(_, count)| *count);
    assert_eq!((of("money"), of("need"), of("um"), of("the"), of("we")), (Some(4), Some(4), Some(3), None, None), "{counts:?}");
    let list = words(&room, &["--interviewers", "--common", "--leave", "um,zebra"]);
    let counts = pairs(&list);
    let of = |word: &str| counts.iter().find(|(one, _)| one == word).map(|(_, count)| *count);
    assert_eq!((of("money"), of("the"), of("um"), of("zebra")), (Some(8), Some(7), None, None), "{counts:?}");
    let heard: u64 = words(&room, &["--common", "--interviewers"])["total"].as_u64().unwrap();
    assert_eq!(heard, list["heard"].as_u64().unwrap());
}

#[test]
fn stems_and_merged_words_are_one_row_with_their_forms_and_groups_stand_beside() {
    let room = talks();
    let list = words(&room, &["--stems", "--merge", "aid=help,helped,kind", "--by", "site"]);
    let row =
        |word: &str| list["words"].as_array().unwrap().iter().find(|row| row["word"] == word).unwrap_or_else(|| panic!("{word} in {list}")).clone();
    assert_eq!(row("aid")["forms"], json!({"help": 3, "helped": 1, "kind": 1}));
    assert_eq!(row("trust")["forms"], json!({"trust": 1, "trusted": 1, "trusts": 1}));
    assert_eq!((&row("trust")["sources"], &row("trust")["cases"]), (&json!(2), &json!(2)));
    let counts: Vec<(&Value, &Value)> = vec![(&list["words"][0]["groups"][0]["group"], &list["words"][0]["groups"][1]["group"])];
    assert_eq!(counts, [(&json!("North"), &json!("South"))]);
    assert_eq!(row("aid")["groups"].as_array().unwrap().iter().map(|group| group["count"].as_u64().unwrap()).collect::<Vec<_>>(), [2, 3]);
    let told = room.run(&[&WORDS[..], &["--merge", "money"]].concat()).ends(2);
    assert!(told.err.contains("“money” does not say what is counted as what"), "{}", told.err);
}

#[test]
fn one_talkative_person_makes_no_keyword() {
    let room = talks();
    let south = words(&room, &["--key", "site=South", "--p", "0.05"]);
    let first: Vec<&str> = south
        .as_array()
        .unwrap()
        .iter()
        .filter(|word| word["log_ratio"].as_f64().unwrap() > 0.0)
        .map(|word| word["word"].as_str().unwrap())
        .collect();
    assert_eq!(first, ["neighbours"], "{south}");
    assert_eq!(
        (&south[0]["here"], &south[0]["there"], &south[0]["cases_here"], &south[0]["cases_there"]),
        (&json!(3), &json!(0), &json!(2), &json!(0))
    );
    let alone = words(&room, &["--key", "site=South", "--people", "1"]);
    assert_eq!(alone[0]["word"], "zebra");
    let told = room.run(&[&WORDS[..], &["--key", "site=East"]].concat()).ends(1);
    assert!(told.err.contains("no site is called “East”") && told.err.contains("North, South"), "{}", told.err);
}

#[test]
fn what_is_of_no_group_is_not_the_rest_and_a_word_is_counted_with_what_is_merged_into_it() {
    let some = [
        ("N1", "P1: The money is short. Money, money, money.\n"),
        ("N2", "P2: Money is short, money always.\n"),
        ("S1", "P3: Our neighbours help with funding, neighbours help.\n"),
        ("S2", "P4: Our neighbours are kind, with cash and cash, and funds.\n"),
    ];
    let without = words(&room(&some), &["--key", "site=South", "--p", "1"]);
    let with = words(
        &room(&[&some[..], &[("U1", "P5: Neighbours, neighbours, all of us are neighbours.\n")]].concat()),
        &["--key", "site=South", "--p", "1"],
    );
    assert_eq!(with, without);
    let list = words(&room(&some), &["--stems", "--merge", "fund=cash", "--by", "site"]);
    let fund: Vec<&Value> = list["words"].as_array().unwrap().iter().filter(|row| row["word"] == "fund").collect();
    assert_eq!(fund.len(), 1, "{list}");
    assert_eq!((&fund[0]["forms"], &fund[0]["groups"][1]["count"]), (&json!({"cash": 2, "funding": 1, "funds": 1}), &json!(4)));
}

#[test]
fn people_are_cases_that_are_persons_and_sources_of_nobody_are_none() {
    let room = room(&[("N1", "P1: Our zebra.\n"), ("N2", "P2: Zebra, zebra.\n"), ("U1", "P5: Zebra and giraffe.\n")]);
    let list = words(&room, &["--leave", "our"]);
    let row = |word: &str| list["words"].as_array().unwrap().iter().find(|row| row["word"] == word).unwrap().clone();
    assert_eq!((&row("zebra")["sources"], &row("zebra")["cases"]), (&json!(3), &json!(2)));
    assert_eq!((&row("giraffe")["sources"], &row("giraffe")["cases"]), (&json!(1), &json!(0)));
}

#[test]
fn a_language_that_is_given_is_the_one_of_the_common_words() {
    let room = room(&[("N1", "P1: Die Kasse. Die Lage.\n")]);
    assert!(pairs(&words(&room, &[])).contains(&("die".into(), 2)), "too short to tell: {:?}", words(&room, &[]));
    room.done(&["sources", "s.themata", "edit", "N1", "--language", "de", "--coder", "BP"]);
    assert_eq!(pairs(&words(&room, &[])), [("kasse".into(), 1), ("lage".into(), 1)]);
}

#[test]
fn words_near_a_search_and_trees_of_what_follows_stay_within_turns_and_sentences() {
    let room = talks();
    let near = words(&room, &["--near", "need", "--span", "2"]);
    assert_eq!(near["hits"], 4);
    let row = |word: &str| near["words"].as_array().unwrap().iter().find(|row| row["word"] == word).cloned();
    let help = row("help").unwrap();
    assert_eq!(
        (&help["before"], &help["after"], &help["count"], &help["cases"]),
        (&json!(0), &json!(2), &json!(2), &json!(2)),
        "each place counts once"
    );
    assert!(row("slow").is_none(), "it is of the turn before: {near}");
    let tree = words(&room, &["--after", "\"we need\""]);
    assert_eq!(tree["count"], 4);
    assert_eq!(tree["branches"][0], json!({"words": "help", "count": 2, "branches": [{"words": "now", "count": 1, "branches": []}]}));
    let ends: Vec<&str> = tree["branches"].as_array().unwrap().iter().map(|branch| branch["words"].as_str().unwrap()).collect();
    assert_eq!(ends, ["help", "money", "more time"]);
    let tree = words(&room, &["--before", "money", "--depth", "2"]);
    assert_eq!(
        tree["branches"].as_array().unwrap().iter().map(|branch| branch["words"].as_str().unwrap()).collect::<Vec<_>>(),
        ["money always", "we need", "the"]
    );
    let shown = room.done(&[&WORDS[..], &["--after", "\"we need\""]].concat());
    assert_eq!(shown.out, "\"we need\"  4\n  … help  2\n    1 once each\n  2 once each\n");
}

#[test]
fn lists_are_what_the_worked_answers_say() {
    let Some(path) = crate::support::shared_file("reference/vectors/text_word_frequency.json") else { return };
    let vectors: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let documents: Vec<(&str, &str)> =
        vectors["documents"].as_object().unwrap().iter().map(|(name, words)| (name.as_str(), words.as_str().unwrap())).collect();
    let room = room(&documents);
    let expected = &vectors["expected"];
    let counts = |list: &Value| -> Value {
        pairs(list)
            .into_iter()
            .collect::<std::collections::BTreeMap<_, _>>()
            .into_iter()
            .map(|(word, count)| (word, json!(count)))
            .collect::<serde_json::Map<_, _>>()
            .into()
    };
    let raw = words(&room, &["--common"]);
    assert_eq!((&raw["total"], raw["words"].as_array().unwrap().len() as u64), (&expected["tokens"], expected["types"].as_u64().unwrap()));
    assert_eq!(counts(&raw), expected["freq_raw"]);
    let stop: Vec<&str> = vectors["stop_words"].as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect();
    let stop = stop.join(",");
    let plain = words(&room, &["--common", "--leave", &stop]);
    assert_eq!((counts(&plain), &plain["total"]), (expected["freq_no_stop"].clone(), &expected["total_no_stop"]));
    for row in plain["words"].as_array().unwrap() {
        let (share, wanted) = (row["share"].as_f64().unwrap(), expected["weighted_pct_no_stop"][row["word"].as_str().unwrap()].as_f64().unwrap());
        assert!((share - wanted).abs() < 1e-9);
    }
    let stemmed = words(&room, &["--common", "--leave", &stop, "--stems"]);
    let groups = expected["stem_groups"].as_object().unwrap();
    assert_eq!(stemmed["words"].as_array().unwrap().len(), groups.len());
    for (stem, forms) in groups {
        let label = &expected["label"][stem];
        let row = stemmed["words"].as_array().unwrap().iter().find(|row| row["word"] == *label).unwrap_or_else(|| panic!("{label}"));
        assert_eq!(row["forms"], *forms);
    }
}

#[test]
fn rules_for_counting_are_kept_with_the_project_and_can_be_undone() {
    let room = talks();
    room.done(&["words", "s.themata", "--leave", "um,zebra", "--merge", "help=helped,neighbours", "--remember", "--coder", "BP"]);
    let counts = pairs(&words(&room, &[]));
    let of = |counts: &[(String, u64)], word: &str| counts.iter().find(|(one, _)| one == word).map(|(_, count)| *count);
    assert_eq!((of(&counts, "um"), of(&counts, "zebra"), of(&counts, "help")), (None, None, Some(7)), "{counts:?}");
    let plain = pairs(&words(&room, &["--without-rules"]));
    assert_eq!((of(&plain, "zebra"), of(&plain, "help")), (Some(8), Some(3)), "{plain:?}");
    // What is said beside the rules holds too; a word that is forgotten counts again.
    room.done(&["words", "s.themata", "--forget", "zebra,neighbours"]);
    let rules = words(&room, &["--rules"]);
    assert_eq!(
        rules,
        json!([{"kind": "leave", "language": "", "label": "", "words": ["um"]}, {"kind": "merge", "language": "", "label": "help", "words": ["helped"]}])
    );
    let counts = pairs(&words(&room, &["--leave", "money"]));
    assert_eq!((of(&counts, "zebra"), of(&counts, "money"), of(&counts, "um")), (Some(8), None, None), "{counts:?}");
    let twice = room.run(&["words", "s.themata", "--merge", "cash=helped", "--remember"]).ends(1);
    assert!(twice.err.contains("counted both as"), "{}", twice.err);
    room.done(&["undo", "s.themata"]);
    room.done(&["undo", "s.themata", "--yes"]);
    assert_eq!(words(&room, &["--rules"]), json!([]));
}

#[test]
fn a_list_is_written_as_a_table_or_as_a_cloud() {
    let room = talks();
    let told = room.done(&["words", "s.themata", "--by", "site", "-o", "words.csv"]);
    assert!(told.err.contains("Wrote ") && !told.err.contains("zebra"), "{}", told.err);
    let table = std::fs::read_to_string(room.path("words.csv")).unwrap();
    assert!(table.contains("Word,Count,Share,Sources,People,North,South,\"North per 1,000 words\",\"South per 1,000 words\",Forms"), "{table}");
    assert!(table.contains("\nzebra,8,") && table.contains("\nhelped,1,"), "{table}");
    room.done(&["words", "s.themata", "-o", "cloud.svg"]);
    assert!(std::fs::read_to_string(room.path("cloud.svg")).unwrap().contains("<title>zebra: 8</title>"));
    room.done(&["words", "s.themata", "-o", "cloud.png"]);
    assert!(std::fs::read(room.path("cloud.png")).unwrap().starts_with(b"\x89PNG"));
    let wrong = room.run(&["words", "s.themata", "-o", "cloud.gif"]).ends(1);
    assert!(wrong.err.contains(".svg, .png or .csv"), "{}", wrong.err);
}

/// A project where money is coded twice, spoken of once more, and everybody speaks of the sea.
fn sea() -> Room {
    let sea = "My sister lives near the sea with dogs. The garden was green and the tea was hot all day in that house by the harbour.";
    let room = room(&[
        ("N1", &format!("INT: How is it?\nP1: The money never reaches the ward, and the money runs out by March.\nP1: {sea}\n")),
        ("N2", &format!("INT: And money?\nP2: Money runs out early; when money runs out the ward is closed.\nP2: {sea}\n")),
        ("S1", &format!("INT: How is it?\nP3: Every March the funding runs out and no money is left.\nP3: {sea}\n")),
        ("S2", &format!("INT: How is it?\nP4: Well, there is some money in the ward again.\nP4: {sea}\n")),
    ]);
    for (source, words) in
        [("N1", "The money never reaches the ward, and the money runs out by March."), ("N2", "Money runs out early; when money runs out")]
    {
        room.done(&["code", "s.themata", "--source", source, "--text", words, "--code", "L2.5", "--coder", "BP"]);
    }
    room
}

fn like(room: &Room, more: &[&str]) -> Value {
    room.done(&[&["like", "s.themata", "L2.5"], more, &["--json"]].concat()).json()
}

fn texts(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(|row| row["text"].as_str().unwrap().to_owned()).collect()
}

const LEFT: &str = "Every March the funding runs out and no money is left.";
const AGAIN: &str = "Well, there is some money in the ward again.";

#[test]
fn more_like_the_passages_of_a_code_are_found_with_the_words_that_tell() {
    let room = sea();
    let found = like(&room, &[]);
    assert_eq!((texts(&found["found"]), &found["of"]), (vec![LEFT.to_owned(), AGAIN.to_owned()], &json!(2)), "{found}");
    let words: Vec<&str> = found["found"][0]["words"].as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect();
    assert!(words.contains(&"money") && words.contains(&"runs"), "{words:?}");
    assert_eq!((&found["telling"][0]["word"], &found["found"][0]["number"]), (&json!("money"), &json!(1)));
    // Only where a search finds something.
    assert_eq!(texts(&like(&room, &["--in", "source:S2"])["found"]), [AGAIN]);
    let none = room.run(&["like", "s.themata", "L3"]).ends(1);
    assert!(none.err.contains("no word tells"), "{}", none.err);
}

#[test]
fn what_is_like_a_code_is_coded_or_dismissed_and_offered_again() {
    let room = sea();
    let act = |act: &str, marks: &str| room.done(&["like", "s.themata", "L2.5", act, marks, "--coder", "BP"]);
    let mark = |list: &Value, at: usize| list[at]["mark"].as_str().unwrap().to_owned();
    let (left, again) = (mark(&like(&room, &[])["found"], 0), mark(&like(&room, &[])["found"], 1));
    let done = act("--dismiss", &left);
    assert!(done.out.starts_with("dismissed") && done.out.contains(LEFT), "{}", done.out);
    assert_eq!(mark(&like(&room, &[])["found"], 0), again, "it is called the same in another list");
    let gone = room.run(&["like", "s.themata", "L2.5", "--accept", &left, "--coder", "BP"]).ends(1);
    assert!(gone.err.contains("no paragraph of the list has the mark"), "{}", gone.err);
    let said = done.err;
    assert!(said.contains("Dismissed a passage for"), "{said}");
    assert_eq!(texts(&like(&room, &[])["found"]), [AGAIN]);
    let dismissed = like(&room, &["--dismissed"]);
    assert_eq!((texts(&dismissed), &dismissed[0]["coder"]), (vec![LEFT.to_owned()], &json!("BP")));
    // A correction before it moves it, and it stays dismissed; so it does in a copy that is handed on.
    room.done(&["edit", "s.themata", "--source", "S1", "--coder", "BP", "--replace", "How is it?", "How is it there, on the whole?"]);
    assert_eq!(texts(&like(&room, &["--dismissed"])), [LEFT]);
    assert_eq!(texts(&like(&room, &[])["found"]), [AGAIN]);
    room.done(&["copy", "s.themata", "c.themata", "--without-key"]);
    let copy = room.done(&["like", "c.themata", "L2.5", "--dismissed", "--json"]).json();
    assert_eq!(texts(&copy), [LEFT]);
    // Words that are corrected away and come back.
    room.done(&["edit", "s.themata", "--source", "S1", "--coder", "BP", "--replace", LEFT, ""]);
    assert!(texts(&like(&room, &["--dismissed"])).is_empty());
    room.done(&["check", "s.themata"]);
    room.done(&["undo", "s.themata", "--yes"]);
    assert_eq!(texts(&like(&room, &["--dismissed"])), [LEFT]);
    let said = act("--again", &mark(&like(&room, &["--dismissed"]), 0)).err;
    assert!(said.contains("Offered a passage again for"), "{said}");
    assert_eq!(texts(&like(&room, &[])["found"]), [LEFT, AGAIN]);
    room.done(&["undo", "s.themata", "--yes"]);
    assert_eq!(texts(&like(&room, &[])["found"]), [AGAIN]);
    room.done(&["redo", "s.themata"]);
    // One is coded and one dismissed as one step, by what they are called in the list.
    let found = like(&room, &[])["found"].clone();
    let said = room.done(&["like", "s.themata", "L2.5", "--accept", &mark(&found, 1), "--dismiss", &mark(&found, 0), "--coder", "BP", "--json"]);
    let taken = said.json();
    assert_eq!((&taken[0]["done"], &taken[0]["text"]), (&json!("coded"), &json!(AGAIN)));
    assert_eq!((&taken[1]["done"], &taken[1]["text"]), (&json!("dismissed"), &json!(LEFT)));
    assert!(like(&room, &[])["found"].as_array().unwrap().is_empty());
    assert_eq!(room.done(&["codings", "s.themata", "--code", "L2.5", "--json"]).json().as_array().unwrap().len(), 3);
    room.done(&["undo", "s.themata", "--yes"]);
    assert_eq!(texts(&like(&room, &[])["found"]), [LEFT, AGAIN]);
    let wrong = room.run(&["like", "s.themata", "L2.5", "--dismiss", "1", "--coder", "BP"]).ends(2);
    assert!(wrong.err.contains("“1” is no mark"), "{}", wrong.err);
}
