//! Reports from the command line: themes in a chosen order, with the quotes chosen for them.

use crate::cli_room::Room;

/// A study of two sites in which two codes are coded, one of them also under a theme.
fn study() -> Room {
    let room = Room::new();
    room.write("in/n1.txt", "Q: How was it?\n\nAda: Money came late. It never paid for itself.\n\nQ: And the staff?\n\nAda: Tired, all of them.\n");
    room.write("in/s1.txt", "Q: How was it?\n\nBen: Money was no trouble here.\n");
    room.done(&["new", "s.themata", "--framework", "leutz", "--coder", "BP"]);
    room.done(&["import", "s.themata", "in", "--coder", "BP"]);
    let code = |source: &str, code: &str, words: &str| {
        room.done(&["code", "s.themata", "--source", source, "--code", code, "--text", words, "--coder", "BP"]);
    };
    code("n1", "Law 2", "Money came late.");
    code("n1", "Law 2", "It never paid for itself.");
    code("n1", "Law 3", "Tired, all of them.");
    code("s1", "Law 2", "Money was no trouble here.");
    room.done(&["codebook", "s.themata", "edit", "Law 2", "--statement", "It costs before it pays.", "--coder", "BP"]);
    room
}

fn report(room: &Room, more: &[&str]) -> String {
    let told = room.done(&[&["report", "s.themata"][..], more].concat());
    told.out + &told.err
}

fn change(room: &Room, more: &[&str]) -> String {
    room.done(&[&["report", "s.themata"][..], more, &["--coder", "BP"]].concat()).err
}

/// Where words stand in a document.
fn at(words: &str, part: &str) -> usize {
    words.find(part).unwrap_or_else(|| panic!("“{part}” is not in {words}"))
}

#[test]
fn a_report_keeps_the_order_and_the_quotes_that_were_chosen_when_it_is_written_again() {
    let room = study();
    assert!(change(&room, &["new", "Board", "Law 3", "Law 2", "--quotes", "1", "--intro", "What we heard."]).contains("Began the report"));
    let first = report(&room, &["write", "Board"]);
    assert!(first.starts_with("# Board") && at(&first, "What we heard.") < at(&first, "Your integration"), "{first}");
    assert!(at(&first, "Tired, all of them.") < at(&first, "It costs before it pays."), "{first}");
    assert_eq!(first.matches("> “").count(), 2, "one quote a theme: {first}");
    // Another order, and two quotes in an order of one’s own.
    assert!(change(&room, &["place", "Board", "Law 2", "--before", "Law 3"]).contains("Moved "));
    change(&room, &["quotes", "Board", "Law 2", "3", "1"]);
    let second = report(&room, &["write", "Board"]);
    assert!(at(&second, "Money was no trouble here.") < at(&second, "Money came late."), "{second}");
    assert!(at(&second, "Money came late.") < at(&second, "Tired, all of them."), "{second}");
    // After a correction and a new coding the order and the choice are what they were, in today’s words.
    room.done(&["edit", "s.themata", "--source", "n1", "--replace", "came late", "came too late", "--coder", "BP"]);
    room.done(&["code", "s.themata", "--source", "n1", "--code", "Law 2", "--turn", "4", "--coder", "BP"]);
    let third = report(&room, &["write", "Board"]);
    assert!(at(&third, "Money was no trouble here.") < at(&third, "Money came too late."), "{third}");
    assert_eq!(third.matches("> “").count(), 3, "{third}");
    assert!(third.contains("4 passages"), "{third}");
    change(&room, &["quotes", "Board", "Law 2"]);
    assert_eq!(report(&room, &["write", "Board"]).matches("> “").count(), 2, "chosen by rule again");
    // One more is one more than what stands there by rule, and one taken out is one less.
    let standing = |theme: usize| -> Vec<String> {
        let all = room.done(&["report", "s.themata", "show", "Board", "--json"]).json();
        let chosen = all["parts"][theme]["chosen"].as_array().unwrap().clone();
        chosen.iter().map(|one| one["words"].as_str().unwrap().to_owned()).collect()
    };
    change(&room, &["edit", "Board", "--quotes", "2"]);
    let by_rule = report(&room, &["write", "Board"]);
    let more = change(&room, &["quotes", "Board", "Law 2", "--add", "1", "--add", "1"]);
    assert!(more.contains("Those taken by rule are chosen with it") && more.contains("Chose 3 quotes for"), "{more}");
    assert_eq!(standing(0).len(), 3, "{:?}", standing(0));
    assert!(standing(0)[..2].iter().all(|words| by_rule.contains(words.as_str())) && standing(0)[2].contains("came too late"), "{:?}", standing(0));
    let less = room.done(&["report", "s.themata", "--json", "quotes", "Board", "Law 2", "--drop", "1", "--coder", "BP"]).json();
    assert_eq!((less["quotes"].as_array().unwrap().len(), standing(0).len()), (2, 2), "{less}");
    let none = room.run(&["report", "s.themata", "quotes", "Board", "Law 2", "--drop", "1", "--coder", "BP"]).ends(1);
    assert!(none.err.contains("number 1 is not quoted there"), "{}", none.err);
    let twice = change(&room, &["quotes", "Board", "Law 2", "3", "1", "3"]);
    assert!(twice.contains("Chose 2 quotes"), "{twice}");
    change(&room, &["quotes", "Board", "Law 2"]);
    change(&room, &["edit", "Board", "--quotes", "1"]);
    room.done(&["check", "s.themata"]);
}

#[test]
fn a_theme_says_which_of_its_passages_are_quoted_in_which_report() {
    let room = study();
    change(&room, &["new", "Board", "Law 2", "Law 3"]);
    change(&room, &["quotes", "Board", "Law 2", "3", "1"]);
    change(&room, &["new", "Nurses", "Law 2"]);
    change(&room, &["quotes", "Nurses", "Law 2", "1"]);
    let shown = room.done(&["theme", "s.themata", "show", "Law 2", "--json"]).json();
    let of = |at: usize| shown["quotes"][at]["reports"].clone();
    assert_eq!([of(0), of(1), of(2)], [serde_json::json!(["Board", "Nurses"]), serde_json::json!([]), serde_json::json!(["Board"])]);
    assert_eq!(shown["reports"], serde_json::json!([{"name": "Board", "quotes": 2}, {"name": "Nurses", "quotes": 1}]));
    let read = room.done(&["theme", "s.themata", "show", "Law 2"]).out;
    assert_eq!(read.matches("— quoted in Board, Nurses").count(), 1, "{read}");
    assert_eq!(read.matches("— quoted in").count(), 2, "{read}");
    let balance = room.done(&["theme", "s.themata", "balance", "Law 2"]).err;
    assert!(balance.contains("It is in the report Board: 2 quotes chosen.") && balance.contains("Nurses: 1 quote chosen."), "{balance}");
    let balance = room.done(&["theme", "s.themata", "balance", "Law 3"]).err;
    assert!(balance.contains("It is in the report Board: quotes taken by rule.") && !balance.contains("Nurses"), "{balance}");
}

#[test]
fn what_is_named_twice_is_counted_once() {
    let room = study();
    assert!(change(&room, &["new", "Board", "Law 2", "Law 2"]).contains("Began the report Board with 1 theme"));
    let placed = change(&room, &["place", "Board", "Law 3", "Law 3", "Law 5", "Law 5"]);
    assert!(placed.contains("Put 2 themes into the report Board"), "{placed}");
    let gone = change(&room, &["drop", "Board", "Law 5", "Law 5"]);
    assert!(gone.contains("Took Law 5") && gone.contains("out of the report Board"), "{gone}");
    let theme = |more: &[&str]| room.done(&[&["theme", "s.themata"][..], more, &["--coder", "BP"]].concat()).err;
    let one = theme(&["gather", "Law 5", "Law 3", "Law 3"]);
    assert!(one.contains("Gathered Law 3"), "{one}");
    let out = theme(&["part", "Law 5", "1", "1"]);
    assert!(out.contains("Took Law 3"), "{out}");
    room.done(&["codebook", "s.themata", "edit", "Law 2", "--description", "Otherwise", "--coder", "AR"]);
    let again = room.done(&["frameworks", "s.themata", "again", "Leutz", "--holds", "1", "1", "--coder", "BP"]).err;
    assert!(again.contains("Looked again at a passage as Law 2"), "{again}");
}

#[test]
fn what_was_chosen_and_then_taken_out_of_the_theme_is_not_printed() {
    let room = study();
    change(&room, &["new", "Board", "Law 2"]);
    change(&room, &["quotes", "Board", "Law 2", "3", "1"]);
    room.done(&["uncode", "s.themata", "--source", "s1", "--code", "Law 2", "--text", "Money was no trouble here.", "--coder", "BP"]);
    let written = room.done(&["report", "s.themata", "write", "Board"]);
    assert!(written.err.contains("1 chosen quote of “") && written.err.contains("is no longer in the theme and left out"), "{}", written.err);
    assert!(written.out.contains("Money came late.") && !written.out.contains("Money was no trouble"), "{}", written.out);
    assert!(report(&room, &["show", "Board"]).contains("Money was no trouble here. (no longer in the theme: not written)"));
    let chosen = room.done(&["report", "s.themata", "show", "Board", "--json"]).json()["parts"][0]["chosen"].clone();
    assert_eq!((&chosen[0]["gathered"], &chosen[1]["gathered"]), (&false.into(), &true.into()), "{chosen}");
    // Coded again it is printed where it stood.
    room.done(&["undo", "s.themata"]);
    let written = room.done(&["report", "s.themata", "write", "Board"]);
    assert!(at(&written.out, "Money was no trouble here.") < at(&written.out, "Money came late."), "{}", written.out);
}

#[test]
fn what_speaks_against_a_theme_and_what_the_chart_says_stand_under_it() {
    let room = study();
    room.done(&["theme", "s.themata", "quote", "Law 3", "--source", "s1", "--text", "Money was no trouble here.", "--contradicts", "--coder", "BP"]);
    let cell = ["chart", "s.themata", "set", "n1", "Law 3", "Tired [1] and few.", "--coder", "BP"];
    room.done(&cell);
    change(&room, &["new", "Board", "Law 3"]);
    room.done(&["report", "s.themata", "write", "Board", "-o", "b.html"]);
    let page = std::fs::read_to_string(room.path("b.html")).unwrap();
    assert!(at(&page, "Tired, all of them.") < at(&page, "What speaks against it:"), "{page}");
    assert!(at(&page, "What speaks against it:") < at(&page, "Money was no trouble here."), "{page}");
    assert!(at(&page, "From the framework chart") < at(&page, "Tired, all of them."), "{page}");
    let wrote = room.done(&["report", "s.themata", "write", "Board", "-o", "b.docx"]).err;
    assert!(!wrote.contains("parts."), "a report is not counted in parts beside those that are warned of: {wrote}");
    assert!(std::fs::read(room.path("b.docx")).unwrap().starts_with(b"PK"));
    assert!(room.run(&["report", "s.themata", "write", "Board", "-o", "b.csv"]).ends(2).err.contains(".docx, .html or .md"));
}

#[test]
fn what_is_charted_of_people_stands_in_a_report_beside_what_is_charted_of_interviews() {
    let room = study();
    room.done(&["cases", "s.themata", "add", "P1", "--source", "n1", "--coder", "BP"]);
    room.done(&["chart", "s.themata", "set", "n1", "Law 3", "Of the interview.", "--coder", "BP"]);
    room.done(&["chart", "s.themata", "--rows", "person", "set", "P1", "Law 3", "Of her in all.", "--coder", "BP"]);
    change(&room, &["new", "Board", "Law 3", "Law 2"]);
    let written = room.done(&["report", "s.themata", "write", "Board"]).out;
    assert!(at(&written, "Of the interview.") < at(&written, "P1") && at(&written, "P1") < at(&written, "Of her in all."), "{written}");
    assert_eq!(written.matches("From the framework chart").count(), 1, "nothing is charted of the other: {written}");
}

#[test]
fn reports_are_listed_changed_and_removed_and_mistakes_say_what_to_do() {
    let room = study();
    change(&room, &["new", "Board", "Law 2"]);
    assert!(room.run(&["report", "s.themata", "new", "board", "--coder", "BP"]).ends(1).err.contains("there is a report “board” already"));
    assert!(room.run(&["report", "s.themata", "write", "Bord"]).ends(1).err.contains("there is no report “Bord”"));
    let wrong = room.run(&["report", "s.themata", "quotes", "Board", "Law 2", "9", "--coder", "BP"]).ends(1);
    assert!(wrong.err.contains("has 3 passages, no number 9"), "{}", wrong.err);
    let wrong = room.run(&["report", "s.themata", "quotes", "Board", "Law 3", "1", "--coder", "BP"]).ends(1);
    assert!(wrong.err.contains("is not in the report “Board”"), "{}", wrong.err);
    change(&room, &["edit", "Board", "--name", "For the board", "--chart", "no"]);
    let list = room.done(&["report", "s.themata", "--json"]).json();
    assert_eq!((&list[0]["name"], &list[0]["themes"], &list[0]["chart"]), (&"For the board".into(), &1.into(), &false.into()));
    assert!(room.done(&["log", "s.themata"]).out.contains("Renamed the report Board to For the board, and changed it"));
    let asked = room.run(&["report", "s.themata", "remove", "For the board", "--coder", "BP"]).ends(1);
    assert!(asked.err.contains("1 theme in a report would go with that; nothing was changed"), "{}", asked.err);
    change(&room, &["remove", "For the board", "--yes"]);
    room.done(&["undo", "s.themata", "--yes"]);
    change(&room, &["drop", "For the board", "Law 2"]);
    assert!(report(&room, &["show", "For the board"]).contains("No themes yet"));
    change(&room, &["remove", "For the board"]);
    assert!(report(&room, &[]).contains("No reports yet"));
    room.done(&["undo", "s.themata", "--yes"]);
    assert!(report(&room, &[]).contains("For the board"));
}

#[test]
fn what_a_rule_takes_repeats_no_quote_of_the_report_while_there_are_others() {
    let room = study();
    let star = ["code", "s.themata", "--source", "n1", "--code", "Law 3", "--text", "It never paid for itself.", "--star", "--coder", "BP"];
    room.done(&star);
    change(&room, &["new", "Board", "Law 2", "Law 3", "--quotes", "1"]);
    change(&room, &["quotes", "Board", "Law 2", "2"]);
    let written = report(&room, &["write", "Board"]);
    assert_eq!(written.matches("It never paid for itself.").count(), 1, "chosen for one theme, and a key quote of the other: {written}");
    assert!(written.contains("Tired, all of them."), "{written}");
    // The same where both are taken by rule, whichever is asked for; and where there is no other, it comes last.
    change(&room, &["quotes", "Board", "Law 2"]);
    change(&room, &["edit", "Board", "--quotes", "3"]);
    let written = report(&room, &["write", "Board"]);
    assert_eq!(written.matches("It never paid for itself.").count(), 2, "{written}");
    let second = &written[at(&written, "Tired, all of them.")..];
    assert!(second.contains("It never paid for itself."), "{written}");
    let shown = room.done(&["report", "s.themata", "show", "Board", "--json"]).json();
    let by_rule = |part: usize| -> Vec<(u64, String)> {
        let quotes = shown["parts"][part]["by_rule"].as_array().unwrap().iter();
        quotes.map(|one| (one["number"].as_u64().unwrap(), one["words"].as_str().unwrap().to_owned())).collect()
    };
    assert_eq!(by_rule(1), [(2, "Tired, all of them.".to_owned()), (1, "It never paid for itself.".to_owned())], "{shown}");
    assert_eq!(by_rule(0).len(), 3, "{shown}");
    assert_eq!(shown["parts"][0]["chosen"].as_array().unwrap().len(), 0);
    // One that a rule took is taken out by the number that stands there.
    assert!(report(&room, &["show", "Board"]).lines().any(|line| line.contains("by rule") && line.contains("  2  Tired, all of them.")));
    change(&room, &["quotes", "Board", "Law 3", "--drop", "1"]);
    let shown = room.done(&["report", "s.themata", "show", "Board", "--json"]).json();
    assert_eq!((&shown["parts"][1]["chosen"][0]["number"], &shown["parts"][1]["by_rule"]), (&2.into(), &serde_json::json!([])), "{shown}");
    let wrong = room.run(&["report", "s.themata", "quotes", "Board", "Law 3", "--drop", "1", "--coder", "BP"]).ends(1);
    assert!(wrong.err.contains("themata report FILE show NAME lists the numbers of those that are"), "{}", wrong.err);
}

#[test]
fn a_quote_whose_passage_has_grown_has_its_number_and_is_dropped_or_quoted_whole_by_it() {
    let room = study();
    change(&room, &["new", "Board", "Law 2"]);
    change(&room, &["quotes", "Board", "Law 2", "1", "3"]);
    // Two passages become one that is longer.
    room.done(&["code", "s.themata", "--source", "n1", "--code", "Law 2", "--turn", "2", "--coder", "BP"]);
    let standing = || room.done(&["report", "s.themata", "show", "Board", "--json"]).json()["parts"][0]["chosen"].clone();
    let both = standing();
    assert_eq!((&both[0]["number"], &both[0]["lies"], &both[0]["words"]), (&1.into(), &"within".into(), &"Money came late.".into()), "{both}");
    assert_eq!((&both[1]["number"], &both[1]["lies"]), (&2.into(), &"whole".into()), "{both}");
    let read = report(&room, &["show", "Board"]);
    assert!(read.contains("Money came late. (its passage has grown since it was chosen)"), "{read}");
    let theme = room.done(&["theme", "s.themata", "show", "Law 2", "--json"]).json();
    assert_eq!(theme["quotes"][0]["reports"], serde_json::json!(["Board"]), "what is quoted in part is quoted: {theme}");
    // The whole passage takes the place of the part that was quoted.
    let more = change(&room, &["quotes", "Board", "Law 2", "--add", "1"]);
    assert!(more.contains("Quoted now, by their numbers in the theme: 1, 2."), "{more}");
    let whole = standing();
    assert_eq!((&whole[0]["lies"], whole.as_array().unwrap().len()), (&"whole".into(), 2), "{whole}");
    assert!(whole[0]["words"].as_str().unwrap().contains("It never paid for itself."), "{whole}");
    room.done(&["undo", "s.themata", "--coder", "BP"]);
    let less = change(&room, &["quotes", "Board", "Law 2", "--drop", "1"]);
    assert!(less.contains("Chose 1 quote for") && less.contains("in the theme: 2."), "{less}");
    assert_eq!(standing()[0]["words"], "Money was no trouble here.");
}

#[test]
fn a_sub_theme_stands_under_its_theme_whatever_order_was_chosen() {
    let room = study();
    change(&room, &["new", "Board", "Law 3", "Law 2", "Law 5"]);
    let written = || room.done(&["report", "s.themata", "write", "Board"]).out;
    let headings =
        || written().lines().filter(|line| line.starts_with("##")).map(|line| line.chars().take(8).collect::<String>()).collect::<Vec<_>>();
    let before = headings();
    room.done(&["codebook", "s.themata", "move", "Law 3", "--under", "Law 2", "--coder", "BP"]);
    let after = headings();
    assert_eq!((after[0].as_str(), after[1].starts_with("### "), after.len()), (before[1].as_str(), true, 3), "{before:?} {after:?}");
    assert_eq!(after[2], before[2], "the others keep their order");
    // It cannot be put before its theme, and it is said where it stands.
    let placed = change(&room, &["place", "Board", "Law 3", "--before", "Law 2"]);
    assert!(placed.contains("is a sub-theme of") && placed.contains("and stands under it."), "{placed}");
    let placed = change(&room, &["place", "Board", "Law 3"]);
    assert!(placed.contains("is a sub-theme of"), "{placed}");
    assert_eq!(headings(), after);
    // Where its theme goes it goes along; without it, it stands where it was put.
    let moved = change(&room, &["place", "Board", "Law 2"]);
    assert!(!moved.contains("sub-theme"), "{moved}");
    assert_eq!(headings(), [before[2].clone(), after[0].clone(), after[1].clone()]);
    change(&room, &["drop", "Board", "Law 2"]);
    assert!(headings().iter().all(|heading| heading.starts_with("## ")), "{:?}", headings());
}

#[test]
fn what_the_chart_does_not_say_and_numbers_that_name_nothing_are_told_in_a_report() {
    let room = study();
    change(&room, &["new", "Board", "Law 3", "Law 2"]);
    let written = || room.done(&["report", "s.themata", "write", "Board"]).out;
    assert!(!written().contains("says nothing of it"), "without a chart nothing is missed");
    room.done(&["chart", "s.themata", "set", "n1", "Law 3", "Tired [1], few [7].", "--evidence", "1", "--coder", "BP"]);
    let now = written();
    assert_eq!(now.matches("The framework chart says nothing of it.").count(), 1, "{now}");
    assert!(now.contains("Tired, few \\[7\\]."), "what names a passage is left out, what names none stays: {now}");
    assert!(now.contains("In what n1 says, \\[7\\] names no passage."), "{now}");
    change(&room, &["edit", "Board", "--chart", "no"]);
    assert!(!written().contains("says nothing of it"), "{}", written());
}

#[test]
fn a_question_that_becomes_a_key_quote_says_so() {
    let room = study();
    let asked = ["--source", "n1", "--text", "And the staff?", "--coder", "BP"];
    let quoted = room.done(&[&["theme", "s.themata", "quote", "Law 2", "--star"][..], &asked].concat()).err;
    assert!(quoted.contains("This key quote is what an interviewer asks: it counts as nobody’s words"), "{quoted}");
    let coded = room.done(&[&["code", "s.themata", "--code", "Law 3", "--star"][..], &asked].concat()).err;
    assert!(coded.contains("This key quote is what an interviewer asks"), "{coded}");
    let star = |more: &[&str]| room.done(&[&["star", "s.themata", "--code", "Law 3", "--source", "n1", "--coder", "BP"], more].concat()).err;
    assert!(!star(&["--text", "And the staff?", "--off"]).contains("asks"));
    assert!(star(&["--text", "And the staff?"]).contains("This key quote is what an interviewer asks"));
    assert!(!star(&["--text", "Tired, all of them."]).contains("asks"), "an answer is one");
}

#[test]
fn themes_of_one_name_say_of_which_framework_they_are() {
    let room = study();
    room.done(&["frameworks", "s.themata", "add", "Ours"]);
    room.done(&["codebook", "s.themata", "add", "Ours/Money"]);
    room.done(&["codebook", "s.themata", "add", "Law 2/Money"]);
    change(&room, &["new", "Board", "Ours/Money", "Law 2/Money", "Law 3"]);
    let written = report(&room, &["write", "Board"]);
    at(&written, "# Money (Ours)");
    at(&written, "# Money (Leutz");
    assert!(!written.contains("# Law 3 ("), "{written}");
}

#[test]
fn a_cell_whose_coding_changed_says_so_in_a_report() {
    let room = study();
    let set = |words: &str, status: &str| {
        room.done(&["chart", "s.themata", "set", "n1", "Law 2", words, "--status", status, "--coder", "BP"]);
    };
    set("It came late.", "agreed");
    change(&room, &["new", "Board", "Law 2"]);
    at(&report(&room, &["write", "Board"]), "It came late. |");
    room.done(&["uncode", "s.themata", "--source", "n1", "--code", "Law 2", "--text", "It never paid for itself.", "--coder", "BP"]);
    at(&report(&room, &["write", "Board"]), "It came late. (the coding changed since) |");
    room.done(&["chart", "s.themata", "set", "n1", "Law 2", "--status", "draft", "--coder", "BP"]);
    room.done(&["code", "s.themata", "--source", "n1", "--code", "Law 2", "--text", "Tired", "--coder", "BP"]);
    at(&report(&room, &["write", "Board"]), "It came late. (draft; the coding changed since) |");
}

#[test]
fn a_theme_that_turns_passages_of_its_gatherer_round_tells_how_many() {
    let room = study();
    room.done(&["frameworks", "s.themata", "add", "Ours"]);
    room.done(&["codebook", "s.themata", "add", "Ours/Money"]);
    room.done(&["codebook", "s.themata", "add", "Law 2/Costs"]);
    for (source, words) in [("n1", "Money came late."), ("s1", "Money was no trouble here.")] {
        room.done(&["code", "s.themata", "--source", source, "--code", "Law 2/Costs", "--text", words, "--coder", "BP"]);
    }
    let gather = |more: &[&str]| room.done(&[&["theme", "s.themata", "gather"], more, &["--coder", "BP"]].concat()).err;
    assert!(!gather(&["Ours/Money", "Law 2/Costs"]).contains("contradict"));
    let told = gather(&["Law 2", "Ours/Money", "--contradicts"]);
    assert!(told.contains("2 passages that bear the theme out by its own codes contradict it now"), "{told}");
    assert!(!gather(&["Law 2", "Law 3"]).contains("by its own code"), "it is told once");
}

#[test]
fn what_was_applied_says_what_of_it_was_settled_and_is_looked_at_in_the_crosswalk() {
    let room = study();
    room.done(&["frameworks", "s.themata", "add", "Ours"]);
    room.done(&["codebook", "s.themata", "add", "Ours/Money"]);
    room.done(&["codebook", "s.themata", "add", "Ours/Other"]);
    room.done(&["crosswalk", "s.themata", "map", "Law 2", "Ours/Money"]);
    room.done(&["crosswalk", "s.themata", "settle", "Ours/Money", "1", "2", "--accept", "--coder", "BP"]);
    room.done(&["crosswalk", "s.themata", "apply", "--open"]);
    change(&room, &["new", "Board", "Ours/Money"]);
    change(&room, &["new", "Bare", "Ours/Other", "Law 3"]);
    let written = report(&room, &["write", "Board"]);
    at(&written, "3 codings with these codes of Ours were made by applying the links of Leutz");
    at(&written, ": 2 of them were settled passage by passage, by BP, 1 nobody settled.");
    assert!(!report(&room, &["write", "Bare"]).contains("by applying"), "none of its themes holds any");
    room.done(&["crosswalk", "s.themata", "settle", "Ours/Money", "3", "--accept", "--coder", "BP"]);
    at(&report(&room, &["write", "Board"]), ": all of them settled passage by passage, by BP.");
    // Whoever applied them judged none by the words of the code.
    room.done(&["codebook", "s.themata", "edit", "Ours/Money", "--description", "What is paid.", "--coder", "BP"]);
    room.done(&["codebook", "s.themata", "edit", "Ours/Money", "--description", "What is paid for.", "--coder", "BP"]);
    let again = room.done(&["frameworks", "s.themata", "again", "Ours"]);
    assert!(!again.out.contains("Money came late"), "{}", again.out);
    assert!(
        again.err.contains("3 codings that were applied through a crosswalk are left out: they are looked at in the crosswalk."),
        "{}",
        again.err
    );
    let agenda = room.done(&["agenda", "s.themata"]);
    assert!((agenda.out + &agenda.err).contains("3 codings that were applied through a crosswalk are left out"));
}

#[test]
fn codes_that_a_theme_gathers_and_that_are_not_read_are_told_in_the_list() {
    let room = study();
    room.done(&["frameworks", "s.themata", "add", "Ours"]);
    room.done(&["codebook", "s.themata", "add", "Ours/Money"]);
    room.done(&["codebook", "s.themata", "add", "Ours/Other"]);
    room.done(&["crosswalk", "s.themata", "map", "Ours/Money", "Law 2"]);
    room.done(&["theme", "s.themata", "gather", "Law 2", "Ours/Other", "--coder", "BP"]);
    let list = room.done(&["theme", "s.themata", "--through", "Ours"]);
    assert!(list.err.contains("1 code of another framework that it gathers is left out"), "{}", list.err);
    assert!(!room.done(&["theme", "s.themata"]).err.contains("left out"));
}
