//! A second lens from the command line: linked, read, settled, covered, applied for good.

use super::cli_room::Room;
use serde_json::Value;

fn room() -> Room {
    let room = Room::study();
    for code in ["Working/Relations", "Working/Relations/Trust", "Working/Money", "Working/Weather"] {
        if code.matches('/').count() == 1 && code == "Working/Relations" {
            room.done(&["frameworks", "s.themata", "add", "Working"]);
        }
        room.done(&["codebook", "s.themata", "add", code]);
    }
    room.done(&["code", "s.themata", "--source", "North 1", "--code", "Working/Money", "--turn", "2"]);
    room.done(&["code", "s.themata", "--source", "South 1", "--code", "Working/Money", "--turn", "2"]);
    room.done(&["code", "s.themata", "--source", "North 1", "--code", "Working/Weather", "--turn", "1"]);
    room
}

fn read(room: &Room, more: &[&str]) -> Value {
    room.done(&[&["crosswalk", "s.themata", "--json", "read"], more].concat()).json()
}

#[test]
fn a_framework_is_read_through_another_without_recoding_and_applied_as_one_step() {
    let room = room();
    let none = room.run(&["crosswalk", "s.themata"]).ends(1);
    assert!(none.err.contains("no codes are linked") && none.err.contains("crosswalk FILE map"), "{}", none.err);
    let made = room.done(&["crosswalk", "s.themata", "map", "Working/Money", "Law 2", "--reason", "It costs before it pays"]);
    assert!(made.err.contains("Linked Money to Law 2"), "{}", made.err);
    room.done(&["crosswalk", "s.themata", "map", "Working/Weather", "--without", "Leutz", "--reason", "Not about integration"]);
    let instead = room.done(&["crosswalk", "s.themata", "map", "Working/Money", "--without", "Leutz"]);
    assert!(instead.err.contains("has no counterpart in Leutz’s five laws, which takes 1 link away"), "{}", instead.err);
    room.done(&["undo", "s.themata"]);
    let list = room.done(&["crosswalk", "s.themata"]);
    assert!(
        list.out.contains("It costs before it pays") && list.out.contains("no counterpart") && list.out.contains("not looked at yet"),
        "{}",
        list.out
    );
    let passages = read(&room, &["Law 2"]);
    let open: Vec<&str> = passages.as_array().unwrap().iter().map(|one| one["standing"].as_str().unwrap()).collect();
    assert_eq!(open, ["open", "open"]);
    assert!(passages[0]["words"].as_str().unwrap().starts_with("Long. We held") && passages[0]["attribution"] == "(North, nurse)", "{passages}");

    room.done(&["crosswalk", "s.themata", "settle", "Law 2", "2", "--reject", "--reason", "About power", "--coder", "DD"]);
    let settled = read(&room, &["Law 2"]);
    let told = |key: &str| settled[1][key].as_str().unwrap().to_owned();
    assert_eq!([told("standing"), told("reason"), told("coder")], ["rejected", "About power", "DD"]);
    assert_eq!(read(&room, &["Law 2", "--open"]).as_array().unwrap().len(), 1);
    let all = read(&room, &[]);
    assert_eq!((all["passages"].as_u64(), all["reach"].as_u64(), all["open"].as_u64()), (Some(3), Some(1), Some(1)));
    let left = room.done(&["crosswalk", "s.themata", "coverage"]);
    assert!(left.out.contains("rejected") && left.out.contains("no counterpart: Not about integration"), "{}", left.out);
    assert!(left.err.contains("1 of 3 passages are taken in, 33%; 1 reading is open"), "{}", left.err);

    // What somebody else settled is not settled anew unasked.
    let others = room.run(&["crosswalk", "s.themata", "settle", "Law 2", "2", "--move", "Law 5"]).ends(1);
    assert!(others.err.contains("DD rejected a passage as “Law 2") && others.err.contains(": “About power”; nothing was changed"), "{}", others.err);
    assert!(others.err.contains("--yes"), "{}", others.err);
    assert_eq!(read(&room, &["Law 2"])[1]["coder"], "DD");
    let same = ["crosswalk", "s.themata", "settle", "Law 2", "2", "--reject", "--reason", "About power"];
    assert!(room.done(&same).err.contains("Nothing changed"), "the same once more replaces nothing");
    let moved = room.done(&["crosswalk", "s.themata", "settle", "Law 2", "2", "--move", "Law 5", "--yes"]);
    assert!(moved.err.contains("Moved a passage to Law 5"), "{}", moved.err);
    assert_eq!(read(&room, &["Law 5"])[0]["moved"].as_str().unwrap().split('/').next(), Some("Leutz’s five laws"));
    let through = room.done(&["excerpts", "s.themata", "--through", "Working", "--code", "Law 2"]);
    assert!(
        through.out.contains("Long. We held") && room.done(&["excerpts", "s.themata", "--code", "Law 2"]).err.contains("0 passages"),
        "{}",
        through.out
    );
    // Whoever reads a number learns what it rests on, and of each passage how it was coded.
    assert!(through.err.contains("What is coded in Working counts as the codes of Leutz’s five laws that it is linked to"), "{}", through.err);
    let json = room.done(&["excerpts", "s.themata", "--through", "Working", "--code", "Law 2", "--format", "json"]).json();
    assert_eq!(json["excerpts"][0]["coded_as"][0], "Working/Money");
    let csv = room.done(&["excerpts", "s.themata", "--through", "Working", "--code", "Law 2", "--format", "csv"]);
    assert!(csv.out.lines().next().unwrap().trim_end().ends_with("coded as"), "{}", csv.out);
    let table = room.done(&["table", "s.themata", "codes", "--through", "Working"]);
    assert!(table.out.contains("What is coded in Working counts as the codes of"), "{}", table.out);
    for shown in [&["table", "s.themata", "codes"][..], &["saturation", "s.themata"], &["chart", "s.themata"]] {
        room.done(&[shown, &["--through", "Working>Leutz"]].concat());
    }
    let unlinked = room.run(&["excerpts", "s.themata", "--through", "Leutz"]).ends(1);
    assert!(unlinked.err.contains("is not linked to another framework"), "{}", unlinked.err);
    let dry = room.done(&["crosswalk", "s.themata", "apply", "--dry-run", "--json"]).json();
    let codes: Vec<u64> = dry.as_array().unwrap().iter().map(|one| one["passages"].as_u64().unwrap()).collect();
    assert_eq!(codes, [1, 1]);
    let before = room.done(&["codings", "s.themata", "--json"]).json().as_array().unwrap().len();
    let unasked = room.run(&["crosswalk", "s.themata", "apply"]).ends(1);
    assert!(
        unasked.err.contains("settled by nobody; nothing was coded") && unasked.err.contains("--settled") && unasked.err.contains("--open"),
        "{}",
        unasked.err
    );
    let applied = room.done(&["crosswalk", "s.themata", "apply", "--open"]);
    assert!(applied.err.contains("Coded 2 passages of Working in Leutz’s five laws for good"), "{}", applied.err);
    assert_eq!(room.done(&["codings", "s.themata", "--json"]).json().as_array().unwrap().len(), before + 2);
    room.done(&["undo", "s.themata"]);
    assert_eq!(room.done(&["codings", "s.themata", "--json"]).json().as_array().unwrap().len(), before);
    room.done(&["crosswalk", "s.themata", "unmap", "Working/Money"]);
    assert_eq!(read(&room, &["Law 2"]).as_array().unwrap().len(), 0);
}

#[test]
fn a_link_of_somebody_else_is_not_replaced_unasked() {
    let room = room();
    let map = |more: &[&str]| room.run(&[&["crosswalk", "s.themata", "map", "Working/Money"], more].concat());
    let links = || room.done(&["crosswalk", "s.themata", "--json"]).json()["codes"].to_string();
    map(&["Law 2", "--reason", "It costs", "--coder", "DD"]).ends(0);
    let before = links();
    let again = map(&["Law 2"]).ends(0);
    assert!(
        again.err.contains("DD linked “Money” to “Law 2") && again.err.contains("“It costs”") && again.err.contains("Nothing changed"),
        "{}",
        again.err
    );
    for other in [&["Law 2", "--reason", "Mine"][..], &["--without", "Leutz", "--reason", "None"]] {
        let asked = map(other).ends(1);
        assert!(
            asked.err.contains("DD linked “Money” to “Law 2") && asked.err.contains("nothing was changed") && asked.err.contains("--yes"),
            "{}",
            asked.err
        );
    }
    assert_eq!(links(), before);
    map(&["Law 5", "--coder", "DD"]).ends(0);
    let parted = room.run(&["crosswalk", "s.themata", "unmap", "Working/Money", "Law 2"]).ends(1);
    assert!(parted.err.contains("DD linked “Money” to “Law 2") && parted.err.contains("nothing was changed"), "{}", parted.err);
    let both = map(&["--without", "Leutz"]).ends(1);
    assert!(both.err.contains("“Money” has 2 links, by DD"), "{}", both.err);
    map(&["--without", "Leutz", "--reason", "None", "--yes"]).ends(0);
    let back = map(&["Law 2", "--coder", "DD"]).ends(1);
    assert!(back.err.contains("noted that “Money” has no counterpart") && back.err.contains(": “None”"), "{}", back.err);
    // What one said oneself is replaced as one says.
    map(&["Law 2", "--reason", "It does"]).ends(0);
    assert!(links().contains("It does"));
    map(&["Law 2", "--reason", "Theirs", "--yes", "--coder", "DD"]).ends(0);
    room.run(&["crosswalk", "s.themata", "unmap", "Working/Money"]).ends(1);
    room.done(&["crosswalk", "s.themata", "unmap", "Working/Money", "--yes"]);
    assert!(!links().contains("Theirs"));
}

#[test]
fn a_code_in_another_framework_is_told_as_moved_and_its_links_are_not_lost() {
    let room = room();
    room.done(&["crosswalk", "s.themata", "map", "Working/Money", "Law 2", "--reason", "It costs"]);
    room.done(&["frameworks", "s.themata", "name", "Working", "First", "--reason", "Begun"]);
    room.done(&["frameworks", "s.themata", "name", "Leutz", "Five", "--reason", "Taken over"]);
    let compared = |framework: &str| room.done(&["frameworks", "s.themata", "compare", framework, "--json"]).json();
    room.done(&["codebook", "s.themata", "move", "Working/Money", "--under", "Law 5"]);
    let left = compared("Working");
    assert_eq!((left[0]["change"].as_str(), left[0]["gone"].as_bool(), left.as_array().unwrap().len()), (Some("moved"), Some(false), 1), "{left}");
    assert!(left[0]["line"].as_str().unwrap().starts_with("Moved Money to Leutz’s five laws/Law 5"), "{left}");
    let came = compared("Leutz");
    assert_eq!((came[0]["change"].as_str(), came[0]["codings"].as_u64()), (Some("moved"), Some(2)), "{came}");
    assert!(came[0]["line"].as_str().unwrap().ends_with("/Money here from Working"), "{came}");
    // Its link reads nothing now, and is told with the way to part it.
    let told = room.done(&["crosswalk", "s.themata"]).err;
    assert!(told.contains("is linked to “Leutz’s five laws/Law 2") && told.contains("nothing is read so") && told.contains("unmap"), "{told}");
    room.done(&["crosswalk", "s.themata", "unmap", "Law 5/Money", "Law 2"]);
    assert!(!room.done(&["crosswalk", "s.themata"]).err.contains("nothing is read so"));
    // Back again, nothing happened to it.
    room.done(&["codebook", "s.themata", "move", "Law 5/Money", "--under", "Working"]);
    assert_eq!((compared("Working").as_array().unwrap().len(), compared("Leutz").as_array().unwrap().len()), (0, 0));
}

/// What was moved to a code that leaves the second framework, and what is read as a heading, stops nothing else from being applied.
#[test]
fn what_cannot_be_coded_for_good_stays_out_and_is_told() {
    let room = room();
    room.done(&["crosswalk", "s.themata", "map", "Working/Money", "Law 2"]);
    room.done(&["codebook", "s.themata", "add", "Law 5/Purse"]);
    let settle = |number: &str, to: &str| room.done(&["crosswalk", "s.themata", "settle", "Law 2", number, "--move", to]);
    // Moved to where it is read, it is accepted.
    assert!(settle("1", "Law 2").err.contains("Accepted a passage as"));
    settle("1", "Law 5/Purse");
    room.done(&["codebook", "s.themata", "move", "Law 5/Purse", "--under", "Working"]);
    let told = room.done(&["crosswalk", "s.themata"]).err;
    assert!(told.contains("was moved to “Working/Purse”, which is no longer in the second framework") && told.contains("settle"), "{told}");
    let dry = || room.done(&["crosswalk", "s.themata", "apply", "--dry-run", "--json"]).json().to_string();
    assert!(dry().matches("\"passages\":1").count() == 1 && !dry().contains("Purse"), "{}", dry());
    let apply = || room.run(&["crosswalk", "s.themata", "apply", "--open"]);
    apply().ends(0);
    room.done(&["undo", "s.themata"]);
    // Back again it is read as it was settled.
    room.done(&["codebook", "s.themata", "move", "Working/Purse", "--under", "Law 5"]);
    assert!(dry().contains("Purse"), "{}", dry());
    // Merged with what it was moved from, it is accepted there.
    room.done(&["codebook", "s.themata", "merge", "Law 5/Purse", "--into", "Law 2"]);
    let read = room.done(&["crosswalk", "s.themata", "read", "Law 2", "--json"]).out;
    assert!(read.contains("\"accepted\"") && !read.contains("\"moved\","), "{read}");
    // A heading is read, and not coded with.
    room.done(&["codebook", "s.themata", "edit", "Law 2", "--heading", "yes"]);
    let said = room.done(&["crosswalk", "s.themata", "apply", "--dry-run"]);
    let said = said.out + &said.err;
    assert!(said.contains("2 readings are read as headings and stay out"), "{said}");
    let nothing = apply().ends(1);
    assert!(nothing.err.contains("read as headings: make these codable"), "{}", nothing.err);
}

#[test]
fn what_was_applied_for_good_follows_what_is_settled_after_it() {
    let room = room();
    room.done(&["crosswalk", "s.themata", "map", "Working/Money", "Law 2"]);
    let coded = |code: &str| room.done(&["excerpts", "s.themata", "--code", code, "--format", "json"]).json()["excerpts"].as_array().unwrap().len();
    let dry = || -> Vec<(u64, u64)> {
        let all = room.done(&["crosswalk", "s.themata", "apply", "--dry-run", "--json"]).json();
        all.as_array().unwrap().iter().map(|one| (one["passages"].as_u64().unwrap(), one["gone"].as_u64().unwrap())).collect()
    };
    let apply = |more: &[&str]| room.run(&[&["crosswalk", "s.themata", "apply"], more].concat());
    let own = || -> u64 {
        let coders = room.done(&["coders", "s.themata", "--json"]).json();
        coders.as_array().unwrap().iter().map(|one| one["codings"].as_u64().unwrap()).sum()
    };
    let had = own();
    apply(&["--open"]).ends(0);
    assert_eq!((coded("Law 2"), dry()), (2, vec![]));
    // Who applied them judged none of them: they are not a coder's own.
    assert_eq!(own(), had);
    assert!(room.done(&["coders", "s.themata"]).err.contains("made by applying the links of Working for good"));
    // Whoever applies it again, it is there once.
    assert!(apply(&["--coder", "DD"]).ends(0).err.contains("Nothing changed"));
    let rejected = room.done(&["crosswalk", "s.themata", "settle", "Law 2", "1", "--reject"]);
    assert!(rejected.err.contains("1 passage is coded so for good, which stays until the links are applied again"), "{}", rejected.err);
    let moved = room.done(&["crosswalk", "s.themata", "settle", "Law 2", "2", "--move", "Law 5"]);
    assert!(moved.err.contains("1 passage is coded so for good"), "{}", moved.err);
    assert_eq!(dry(), [(0, 2), (1, 0)]);
    // A key quote among what is taken off is counted, and so it is told after.
    let all = room.done(&["codings", "s.themata", "--json"]).json();
    let applied = all.as_array().unwrap().iter().find(|one| one["code"].as_str().is_some_and(|code| code.contains("Law 2"))).unwrap();
    room.done(&["star", "s.themata", "--coding", applied["id"].as_str().unwrap()]);
    let quotes = "2 passages that were applied before and are read so no more, 1 key quote among them, would be taken off";
    assert!(apply(&[]).ends(1).err.contains(quotes) && apply(&["--dry-run"]).ends(0).err.contains(quotes));
    assert_eq!(room.done(&["crosswalk", "s.themata", "apply", "--dry-run", "--json"]).json()[0]["key_quotes"], 1);
    assert!(apply(&["--yes"]).ends(0).err.contains("and took 2 passages off; 1 key quote among them"));
    room.done(&["undo", "s.themata"]);
    room.done(&["undo", "s.themata"]);
    let asked = apply(&[]).ends(1);
    assert!(
        asked.err.contains("2 passages that were applied before and are read so no more would be taken off; nothing was changed"),
        "{}",
        asked.err
    );
    let done = apply(&["--yes", "--coder", "DD"]).ends(0);
    assert!(done.err.contains("Coded 1 passage of Working in Leutz’s five laws for good, and took 2 passages off"), "{}", done.err);
    assert_eq!((coded("Law 2"), coded("Law 5"), dry()), (0, 1, vec![]));
    // What is open still stays, also where only what is settled is to come in; what lost its link goes.
    room.done(&["crosswalk", "s.themata", "settle", "Law 2", "1", "--open"]);
    apply(&["--open"]).ends(0);
    assert!(apply(&["--settled"]).ends(0).err.contains("Nothing changed"));
    room.done(&["crosswalk", "s.themata", "unmap", "Working/Money"]);
    let gone = apply(&["--yes"]).ends(0);
    assert!(gone.err.contains("Took 2 passages that Working reads so no more off Leutz’s five laws"), "{}", gone.err);
    room.done(&["undo", "s.themata"]);
    assert_eq!((coded("Law 2"), coded("Law 5")), (1, 1));
    assert!(room.run(&["crosswalk", "s.themata", "apply", "--dry-run"]).ends(0).err.contains("would be taken off"));
}

#[test]
fn a_theme_and_a_report_are_read_through_as_excerpts_are() {
    let room = room();
    room.done(&["crosswalk", "s.themata", "map", "Working/Money", "Law 2"]);
    room.done(&["codebook", "s.themata", "edit", "Law 2", "--theme", "yes"]);
    room.done(&["codebook", "s.themata", "edit", "Working/Weather", "--theme", "yes"]);
    room.done(&["code", "s.themata", "--source", "North 1", "--code", "Law 2", "--turn", "4"]);
    let excerpts = |more: &[&str]| -> Vec<String> {
        let all = room.done(&[&["excerpts", "s.themata", "--code", "Law 2", "--format", "json"][..], more].concat()).json();
        all["excerpts"].as_array().unwrap().iter().map(|one| one["passage"].as_str().unwrap().to_owned()).collect()
    };
    let theme = |more: &[&str]| room.done(&[&["theme", "s.themata", "--json"][..], more].concat()).json();
    let quotes = |more: &[&str]| -> Vec<String> {
        let all = theme(&[&["show", "Law 2"][..], more].concat());
        all["quotes"].as_array().unwrap().iter().map(|one| one["words"].as_str().unwrap().to_owned()).collect()
    };
    let through = ["--through", "Working"];
    assert_eq!((quotes(&[]).len(), quotes(&through).len()), (1, 3));
    assert_eq!((quotes(&[]), quotes(&through)), (excerpts(&[]), excerpts(&through)));
    // What was rejected is not read so.
    room.done(&["crosswalk", "s.themata", "settle", "Law 2", "2", "--reject"]);
    assert_eq!((quotes(&through).len(), quotes(&through)), (2, excerpts(&through)));
    let heard = |more: &[&str]| -> u64 {
        let rows = theme(&[&["balance", "Law 2"][..], more].concat());
        rows.as_array().unwrap().iter().filter(|row| row["by"] == "site").map(|row| row["passages"].as_u64().unwrap()).sum()
    };
    assert_eq!((heard(&[]), heard(&through)), (1, 2));
    // The list has the themes of all frameworks, as tables and reports have.
    let listed = |more: &[&str]| theme(more).as_array().unwrap().iter().map(|row| row["passages"].as_u64().unwrap()).collect::<Vec<_>>();
    assert_eq!((listed(&[]), listed(&through)), (vec![1, 1], vec![2, 1]));
    room.done(&["report", "s.themata", "new", "Board", "Law 2"]);
    let written = |more: &[&str]| room.done(&[&["report", "s.themata", "write", "Board"][..], more].concat()).out;
    assert_eq!((written(&[]).matches("> “").count(), written(&through).matches("> “").count()), (1, 2));
    // A quote is chosen by its number in what is read so, and stays.
    let long = quotes(&through).iter().position(|words| words.starts_with("Long. We held")).unwrap() + 1;
    room.done(&["report", "s.themata", "quotes", "Board", "Law 2", &long.to_string(), "--through", "Working"]);
    assert!(written(&through).contains("> “Long. We held"));
    // What a theme gathers from elsewhere is left out, and that is said; nothing is changed through a crosswalk.
    room.done(&["theme", "s.themata", "gather", "Law 2", "Working/Weather"]);
    let shown = room.done(&["theme", "s.themata", "show", "Law 2", "--through", "Working"]);
    assert!(shown.err.contains("1 code of another framework that it gathers is left out"), "{}", shown.err);
    assert_eq!(quotes(&through).len(), 2);
    for change in [&["theme", "s.themata", "gather", "Law 2", "Working/Money"][..], &["report", "s.themata", "place", "Board", "Law 3"]] {
        assert!(room.run(&[change, &through].concat()).ends(2).err.contains("--through"));
    }
}

#[test]
fn what_cannot_be_settled_says_what_can() {
    let room = room();
    room.done(&["crosswalk", "s.themata", "map", "Working/Money", "Law 2"]);
    let nine = room.run(&["crosswalk", "s.themata", "settle", "Law 2", "9", "--accept"]).ends(1);
    assert!(nine.err.contains("2 passages are read as “Law 2") && nine.err.contains("no number 9"), "{}", nine.err);
    room.run(&["crosswalk", "s.themata", "settle", "Law 2", "1"]).ends(2);
    let other = room.run(&["crosswalk", "s.themata", "settle", "Law 2", "1", "--move", "Weather"]).ends(1);
    assert!(other.err.contains("“Weather” is no code of Leutz"), "{}", other.err);
    let itself = room.run(&["crosswalk", "s.themata", "map", "Working/Money", "Working/Weather"]).ends(1);
    assert!(itself.err.contains("not read through itself"), "{}", itself.err);
}

#[test]
fn a_single_cell_of_the_chart_is_read_through_and_rests_on_what_is_read_so() {
    let room = room();
    room.done(&["crosswalk", "s.themata", "map", "Working/Money", "Law 2"]);
    let cell = |more: &[&str]| room.done(&[&["chart", "s.themata", "cell", "North 1", "Law 2", "--json"], more].concat()).json();
    let through = ["--through", "Working"];
    assert_eq!((cell(&[])["under"].as_array().unwrap().len(), cell(&through)["under"].as_array().unwrap().len()), (0, 1));
    assert_eq!((&cell(&[])["cell"]["passages"], &cell(&through)["cell"]["passages"]), (&0.into(), &1.into()));
    let set = ["chart", "s.themata", "set", "North 1", "Law 2", "Held back. [1]", "--evidence", "1"];
    room.run(&set).ends(1);
    room.done(&[&set[..], &through].concat());
    let now = cell(&through);
    assert_eq!((&now["under"][0]["linked"], now["cell"]["changed"].as_bool()), (&1.into(), Some(false)), "{now}");
}

#[test]
fn what_is_of_another_framework_than_is_read_is_as_it_is_coded() {
    let room = room();
    room.done(&["crosswalk", "s.themata", "map", "Working/Money", "Law 2"]);
    room.done(&["codebook", "s.themata", "edit", "Working/Money", "--theme", "yes"]);
    room.done(&["report", "s.themata", "new", "Board", "Working/Money", "Law 2"]);
    let through = ["--through", "Working"];
    let json = |plain: &[&str], more: &[&str]| room.done(&[plain, &["--json"], more].concat()).json();
    // The first framework's own theme, its code, its column and its passages do not go where they are read as another.
    let theme = ["theme", "s.themata", "show", "Working/Money"];
    assert_eq!((&json(&theme, &[])["passages"], json(&theme, &[])), (&2.into(), json(&theme, &through)));
    let codes = |more: &[&str]| room.done(&[&["table", "s.themata", "codes", "--framework", "Working"][..], more].concat()).out;
    assert_eq!(codes(&[]), codes(&through));
    let chart = |more: &[&str]| json(&["chart", "s.themata", "--framework", "Working"], more)["rows"].clone();
    assert_eq!(chart(&[]), chart(&through));
    let passages = |more: &[&str]| room.done(&[&["excerpts", "s.themata"][..], more].concat()).err;
    assert!(passages(&["--code", "Working/Money", "--through", "Working"]).contains("2 passages."));
    // Each theme of a report is of its own framework.
    let written = |more: &[&str]| room.done(&[&["report", "s.themata", "write", "Board"][..], more].concat()).out;
    assert_eq!((written(&[]).matches("> “").count(), written(&through).matches("> “").count()), (2, 4));
    // Where no code and no framework is named, all that is asked for is what is read.
    assert!(passages(&through).contains("2 passages."), "{}", passages(&through));
    let first = |more: &[&str]| json(&["chart", "s.themata"], more)["rows"][0]["cells"].as_array().unwrap().len();
    assert_eq!(first(&through), first(&["--framework", "Leutz"]));
}

#[test]
fn a_memo_on_a_coding_that_is_taken_off_stays_with_its_passage() {
    let room = room();
    room.done(&["crosswalk", "s.themata", "map", "Working/Money", "Law 2"]);
    room.done(&["crosswalk", "s.themata", "apply", "--open"]);
    let codings = room.done(&["codings", "s.themata", "--json"]).json();
    let of = |code: &str| -> String {
        let found = codings.as_array().unwrap().iter().find(|one| one["code"].as_str().unwrap().contains(code) && one["source"] == "North 1");
        found.unwrap()["id"].as_str().unwrap().to_owned()
    };
    for (code, words) in [("Law 2", "Is it?"), ("Weather", "Grey")] {
        room.done(&["memos", "s.themata", "add", words, "--coding", &of(code)]);
    }
    let on = || -> Vec<String> {
        let memos = room.done(&["memos", "s.themata", "--json"]).json();
        memos.as_array().unwrap().iter().map(|memo| memo["on"].as_str().unwrap().to_owned()).collect()
    };
    let before = on();
    assert!(before.iter().filter(|on| *on == "coding").count() == 2, "{before:?}");
    let settle = |number: &str| room.run(&["crosswalk", "s.themata", "settle", "Law 2", number, "--reject", "--reason", "No"]).ends(0);
    settle("1");
    settle("2");
    let gone = room.done(&["crosswalk", "s.themata", "apply", "--open", "--yes"]);
    assert!(gone.err.contains("off") && gone.err.contains("the memo on it stays with the passage"), "{}", gone.err);
    let gone = room.done(&["uncode", "s.themata", "--coding", &of("Weather")]);
    assert!(gone.err.contains("Took off the coding of a passage as Weather; the memo on it stays with the passage"), "{}", gone.err);
    assert!(
        on().len() == before.len() && !on().contains(&"coding".to_owned()) && on().iter().filter(|on| *on == "passage").count() >= 2,
        "{:?}",
        on()
    );
    room.done(&["undo", "s.themata"]);
    room.done(&["undo", "s.themata"]);
    assert_eq!(on(), before);
}

#[test]
fn what_was_read_out_of_a_framework_and_applied_is_not_read_back_into_it() {
    let room = room();
    room.done(&["crosswalk", "s.themata", "map", "Working/Money", "Law 2"]);
    room.done(&["crosswalk", "s.themata", "map", "Law 2", "Working/Relations/Trust"]);
    room.done(&["code", "s.themata", "--source", "South 1", "--code", "Law 2", "--turn", "1"]);
    let between = |from: &str, to: &str, more: &[&str]| room.done(&[&["crosswalk", "s.themata", "--from", from, "--to", to], more].concat());
    let back = || {
        let covered = between("Leutz", "Working", &["--json", "coverage"]).json();
        ["passages", "reach", "open"].map(|key| covered[key].as_u64().unwrap())
    };
    assert_eq!(back(), [1, 1, 1]);
    between("Working", "Leutz", &["apply", "--open"]);
    assert_eq!(back(), [1, 1, 1], "what came out of Working goes nowhere");
    let told = between("Leutz", "Working", &[]);
    assert!(told.err.contains("2 passages that were read out of Working and applied for good are not read back."), "{}", told.err);
    let parted = between("Working", "Leutz", &["unmap", "Working/Money"]);
    assert!(parted.err.contains("2 passages are coded so for good, which stays until the links are applied again"), "{}", parted.err);
    room.done(&["undo", "s.themata"]);
    // Applied in both directions, nothing is left to be done, however often.
    let done = between("Leutz", "Working", &["apply", "--open"]);
    assert!(done.err.contains("Coded 1 passage of Leutz’s five laws in Working for good"), "{}", done.err);
    for (from, to) in [("Working", "Leutz"), ("Leutz", "Working")] {
        let again = between(from, to, &["apply", "--open"]);
        assert!(again.err.contains("Nothing changed"), "{from}: {}", again.err);
    }
}

#[test]
fn what_was_rejected_stays_out_when_its_coding_grows_and_the_coder_is_told() {
    let room = room();
    room.done(&["crosswalk", "s.themata", "map", "Working/Money", "Law 2"]);
    room.done(&["crosswalk", "s.themata", "settle", "Law 2", "2", "--reject", "--reason", "About power", "--coder", "DD"]);
    let code = |text: &str| room.done(&["code", "s.themata", "--source", "South 1", "--code", "Working/Money", "--text", text]).err;
    // Nothing of it grows where the new coding lies within it.
    let within = code("The money decides");
    assert!(within.contains("Coded a passage") && !within.contains("has grown"), "{within}");
    let start = read(&room, &["Law 2"])[1]["span"]["start"].as_u64().unwrap();
    let grown =
        room.done(&["code", "s.themata", "--source", "South 1", "--code", "Working/Money", "--span", &format!("{}..{}", start - 10, start + 3)]).err;
    assert!(
        grown.contains("1 reading as Leutz’s five laws has grown since it was settled") && grown.contains("until somebody looks again"),
        "{grown}"
    );
    let now = read(&room, &["Law 2"]);
    assert_eq!((now[1]["standing"].as_str(), now[1]["ruling"].as_str()), (Some("to look at again"), Some("rejected")), "{now}");
    let told = room.done(&["crosswalk", "s.themata", "read", "Law 2"]).out;
    assert!(told.contains("to look at again: rejected before it grew · DD · About power"), "{told}");
    let through = room.done(&["excerpts", "s.themata", "--through", "Working", "--code", "Law 2"]);
    assert!(!through.out.contains("The money decides") && through.err.contains("1 passage"), "{} {}", through.out, through.err);
    room.done(&["crosswalk", "s.themata", "settle", "Law 2", "2", "--accept", "--yes"]);
    let through = room.done(&["excerpts", "s.themata", "--through", "Working", "--code", "Law 2"]);
    assert!(through.out.contains("The money decides"), "{}", through.out);
}

#[test]
fn what_was_applied_gets_the_ends_that_it_is_read_with_and_keeps_its_star() {
    let room = room();
    room.done(&["crosswalk", "s.themata", "map", "Working/Money", "Law 2"]);
    room.done(&["crosswalk", "s.themata", "settle", "Law 2", "2", "--accept"]);
    room.done(&["crosswalk", "s.themata", "apply", "--settled"]);
    let law = || -> Vec<Value> {
        let all = room.done(&["codings", "s.themata", "--code", "Law 2", "--json"]).json();
        all.as_array().unwrap().clone()
    };
    let (start, end) = (law()[0]["span"]["start"].as_u64().unwrap(), law()[0]["span"]["end"].as_u64().unwrap());
    let star = ["code", "s.themata", "--source", "South 1", "--code", "Law 2", "--span", &format!("{start}..{end}"), "--star"];
    room.done(&star);
    let stars = || law().iter().filter(|one| one["key_quote"] == true).count();
    assert_eq!((law().len(), stars()), (1, 1), "it was coded so already, and is starred");
    // Nobody has settled it as it is now: what is applied stays as it is.
    let grown = format!("{}..{}", start - 10, start + 3);
    room.done(&["code", "s.themata", "--source", "South 1", "--code", "Working/Money", "--span", &grown]);
    let list = room.done(&["crosswalk", "s.themata"]);
    assert!(list.err.contains("1 of them is read so in longer or shorter passages by now"), "{}", list.err);
    assert!(room.done(&["crosswalk", "s.themata", "apply", "--settled"]).err.contains("Nothing changed"));
    assert_eq!(law()[0]["span"]["start"].as_u64(), Some(start));
    let dry = room.done(&["crosswalk", "s.themata", "apply", "--dry-run", "--json"]).json();
    assert_eq!((dry[0]["passages"].as_u64(), dry[0]["ends"].as_u64(), dry[0]["gone"].as_u64()), (Some(1), Some(1), Some(0)), "{dry}");
    room.done(&["crosswalk", "s.themata", "settle", "Law 2", "2", "--accept"]);
    let moved = room.done(&["crosswalk", "s.themata", "apply", "--settled"]);
    assert!(moved.err.contains("Moved the ends of 1 passage as these are read now in Leutz’s five laws"), "{}", moved.err);
    assert_eq!((law().len(), stars(), law()[0]["span"]["start"].as_u64()), (1, 1, Some(start - 10)));
    room.done(&["undo", "s.themata"]);
    assert_eq!(law()[0]["span"]["start"].as_u64(), Some(start));
}

#[test]
fn what_was_settled_before_a_code_was_redefined_is_looked_at_again() {
    let room = room();
    room.done(&["crosswalk", "s.themata", "map", "Working/Money", "Law 2"]);
    room.done(&["crosswalk", "s.themata", "settle", "Law 2", "1", "2", "--accept", "--reason", "Costs"]);
    assert!(read(&room, &["Law 2", "--open"]).as_array().unwrap().is_empty());
    room.done(&["codebook", "s.themata", "edit", "Working/Money", "--description", "What is paid, and by whom"]);
    let open = read(&room, &["Law 2", "--open"]);
    assert_eq!((open.as_array().unwrap().len(), open[0]["standing"].as_str(), open[0]["redefined"].as_bool()), (2, Some("accepted"), Some(true)));
    let told = room.done(&["crosswalk", "s.themata"]).err;
    assert!(told.contains("2 passages were settled before one of their codes was redefined: themata crosswalk FILE read CODE --open"), "{told}");
    let shown = room.done(&["crosswalk", "s.themata", "read", "Law 2"]).out;
    assert!(shown.contains("accepted · a code of it was redefined since · BP · Costs"), "{shown}");
    let agenda = room.done(&["agenda", "s.themata", "--json"]).json().to_string();
    assert!(agenda.contains("redefined since it was settled"), "{agenda}");
    // The same once more is said by the words that stand now.
    let again = room.done(&["crosswalk", "s.themata", "settle", "Law 2", "1", "--accept", "--reason", "Costs"]).err;
    assert!(again.contains("Accepted a passage"), "{again}");
    assert_eq!(read(&room, &["Law 2", "--open"]).as_array().unwrap().len(), 1);
    for _ in 0..2 {
        room.done(&["undo", "s.themata"]);
    }
    assert!(read(&room, &["Law 2", "--open"]).as_array().unwrap().is_empty());
}
