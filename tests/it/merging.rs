//! What merging codes does beside moving what was coded, told before it and after: definitions taken over, links that hold for more passages.

use super::cli_room::Room;
use super::window_read::desk_with;
use crate::support::{Dice, corpus, import, interview};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use themata::analysis::lens::{Lens, Mapped};
use themata::analysis::{Corpus, Scope, can_merge, merging};
use themata::model::*;
use themata::project::{CodeWords, LinkDraft, NewCoding, Project, Reader, Template, TemplateCode};
use themata::ui::command::CodeCommand;

/// Money is coded twice, Purse once, and neither is said to be anything.
fn room() -> Room {
    let room = Room::study();
    room.done(&["frameworks", "s.themata", "add", "Working"]);
    for code in ["Working/Money", "Working/Purse", "Working/Weather"] {
        room.done(&["codebook", "s.themata", "add", code]);
    }
    let code = |source: &str, code: &str, words: &str| drop(room.done(&["code", "s.themata", "--source", source, "--code", code, "--text", words]));
    code("North 1", "Working/Money", "held the money back");
    code("South 1", "Working/Money", "The money decides");
    code("North 1", "Working/Purse", "nobody liked it");
    room
}

const MERGE: [&str; 6] = ["codebook", "s.themata", "merge", "Working/Purse", "--into", "Working/Money"];

/// What a merge tells: in a rehearsal, which changes nothing, and when it is done.
fn told(room: &Room) -> (String, String) {
    let before = room.done(&["log", "s.themata"]).out;
    let rehearsed = room.done(&[&MERGE[..], &["--dry-run"]].concat()).err;
    assert!(rehearsed.contains("Nothing was changed: this was a rehearsal."), "{rehearsed}");
    assert_eq!(room.done(&["log", "s.themata"]).out, before);
    (rehearsed, room.done(&MERGE).err)
}

#[test]
fn a_definition_that_is_taken_over_tells_how_much_is_to_be_looked_at_again() {
    let room = room();
    room.done(&["codebook", "s.themata", "edit", "Working/Purse", "--description", "Whoever holds it"]);
    let said = "“Money” takes over the definition of “Purse”: 2 codings are to be looked at again.";
    let (rehearsed, done) = told(&room);
    assert!(rehearsed.contains("1 coding in 1 source take its name.") && rehearsed.contains(said), "{rehearsed}");
    assert!(done.contains("Merged Purse into Money, 1 coding") && done.contains(said), "{done}");
    let again = room.done(&["frameworks", "s.themata", "again", "Working", "--json"]).json();
    assert_eq!(again.as_array().unwrap().len(), 2, "{again}");
    room.done(&["undo", "s.themata"]);
    room.done(&["codebook", "s.themata", "edit", "Working/Money", "--include", "Budgets"]);
    assert!(told(&room).1.contains("The definition of “Purse” is added to that of “Money”: 2 codings are to be looked at again."));
    // Where the code that goes is not said to be anything, nothing is told.
    room.done(&["undo", "s.themata"]);
    room.done(&["codebook", "s.themata", "edit", "Working/Purse", "--description", ""]);
    let (rehearsed, done) = told(&room);
    assert!(!rehearsed.contains("definition") && !done.contains("definition"), "{rehearsed}{done}");
}

#[test]
fn a_link_that_comes_to_hold_for_more_passages_is_told_with_how_many() {
    let room = room();
    room.done(&["crosswalk", "s.themata", "map", "Working/Purse", "Law 2", "--reason", "It pays"]);
    let said = "“Money” is read as “Costs before benefits” like “Purse”: 2 passages more.";
    let reach = || room.done(&["crosswalk", "s.themata", "--json", "read"]).json()["reach"].as_u64();
    assert_eq!(reach(), Some(1));
    let law = room.done(&["codings", "s.themata", "--json"]).out;
    let (rehearsed, done) = told(&room);
    let name = rehearsed.lines().find(|line| line.contains("is read as")).unwrap_or_else(|| panic!("{rehearsed}{law}")).to_owned();
    assert!(name.starts_with("“Money” is read as “") && name.ends_with("” like “Purse”: 2 passages more."), "{name}, as {said}");
    assert!(done.contains(&name), "{done}");
    assert_eq!(reach(), Some(3));
    room.done(&["undo", "s.themata"]);
    room.done(&["crosswalk", "s.themata", "map", "Working/Purse", "--without", "Leutz", "--reason", "Not about integration"]);
    let without = "“Money” is said to have no counterpart in Leutz’s five laws like “Purse”: 2 passages.";
    let (rehearsed, done) = told(&room);
    assert!(rehearsed.contains(without) && done.contains(without), "{rehearsed}{done}");
    // What goes is read as the code that stays is.
    room.done(&["undo", "s.themata"]);
    room.done(&["crosswalk", "s.themata", "map", "Working/Money", "Law 5"]);
    let (_, done) = told(&room);
    assert!(done.contains("What was “Purse” is read as “") && done.contains("” like “Money”: 1 passage more."), "{done}");
}

#[test]
fn a_merge_that_is_refused_is_refused_in_its_rehearsal_too() {
    let room = room();
    room.done(&["codebook", "s.themata", "move", "Working/Money", "--under", "Working/Purse"]);
    let merge = ["codebook", "s.themata", "merge", "Working/Purse", "--into", "Working/Purse/Money"];
    let done = room.run(&merge).ends(1).err;
    assert!(done.contains("“Money” lies below “Purse”"), "{done}");
    assert_eq!(room.run(&[&merge[..], &["--dry-run"]].concat()).ends(1).err, done);
}

#[test]
fn the_window_tells_it_before_codes_are_merged() {
    let mut desk = desk_with(|project, corpus| {
        let [money, staff] = ["Money", "Staff"].map(|name| corpus.find_code(name)[0]);
        let source = corpus.sources()[0].id;
        project.apply_codes(&[NewCoding { source, span: Span::new(20, 30), code: staff }]).unwrap();
        project.define_code(money, CodeWords { description: Some("What is paid.".into()), ..CodeWords::default() }).unwrap();
        let laws = project.add_framework(&template("Others", vec![code("Costs", vec![])])).map(|_| corpus.frameworks()[0].id).unwrap();
        let path = project.path().to_owned();
        let now = crate::support::corpus(&path);
        let (others, costs) = (now.frameworks()[1].id, now.find_code("Costs")[0]);
        project.map_codes(laws, others, &[LinkDraft { from: money, to: Some(costs), reason: String::new() }]).unwrap();
    });
    let corpus = corpus(&desk.path);
    let [money, staff] = ["Money", "Staff"].map(|name| corpus.find_code(name)[0]);
    desk.window.state().ask(CodeCommand::AskMerge(vec![money], staff));
    desk.window.run_steps(4);
    assert!(desk.says("Merge “Money” into “Staff”?"));
    assert!(desk.says("“Staff” takes over the definition of “Money”: 1 coding is to be looked at again."));
    assert!(desk.says("“Staff” is read as “Costs” like “Money”: 1 passage more."));
}

fn code(name: &str, children: Vec<TemplateCode>) -> TemplateCode {
    TemplateCode { name: name.into(), children, ..TemplateCode::default() }
}

fn template(name: &str, codes: Vec<TemplateCode>) -> Template {
    Template { name: name.into(), codes, ..Template::default() }
}

/// Two sources, and two frameworks in which codes of one name lie below several.
fn project(path: &Path) -> Project {
    let mut project = Project::create(path, "Merging").unwrap();
    project.be_coder("BP", "Bo").unwrap();
    let twins = || vec![code("Trust", vec![]), code("Time", vec![])];
    let first = vec![code("A", twins()), code("B", vec![code("Trust", vec![code("Time", vec![])])]), code("C", twins()), code("D", vec![])];
    project.add_framework(&template("Working", first)).unwrap();
    project.add_framework(&template("Laws", vec![code("L1", vec![]), code("L2", vec![code("L3", vec![])])])).unwrap();
    let words = "We waited a long time for the money, and nobody trusted anybody until it came.";
    import(&mut project, None, vec![interview("N1", &["How was it?", words]), interview("N2", &["And then?", words])]).unwrap();
    project
}

/// What each code comes to.
fn readings(corpus: &Corpus, code: CodeId) -> BTreeSet<Option<CodeId>> {
    match Lens::new(corpus, &corpus.crosswalks()[0]).mapped(code) {
        Mapped::Unmapped => BTreeSet::new(),
        Mapped::Without(_) => BTreeSet::from([None]),
        Mapped::To(links) => links.iter().map(|link| link.to_code).collect(),
    }
}

/// How many passages are told to be read more, to be read less, and to have no counterpart; and how many codings are to be looked at again.
fn told_of(lines: &[String]) -> [usize; 4] {
    let number = |line: &String| line.rsplit_once(": ").and_then(|(_, rest)| rest.split(' ').next()?.parse::<usize>().ok()).unwrap_or(0);
    let sum = |is: &dyn Fn(&str) -> bool| lines.iter().filter(|line| is(line)).map(number).sum();
    [
        sum(&|line| line.ends_with("more.")),
        sum(&|line| line.ends_with("fewer.")),
        sum(&|line| line.contains("no counterpart")),
        sum(&|line| line.ends_with("looked at again.")),
    ]
}

#[test]
fn what_is_told_before_a_merge_is_what_comes_of_it() {
    let dir = tempfile::tempdir().unwrap();
    let (mut merged, mut seen) = (0, [0; 4]);
    for seed in 0..40 {
        let path = dir.path().join(format!("{seed}.themata"));
        let (mut project, mut dice) = (project(&path), Dice(seed));
        let start = corpus(&path);
        let of = |n: usize| -> Vec<CodeId> { start.tree(start.frameworks()[n].id).into_iter().map(|(code, _)| code).collect() };
        let (first, second) = (of(0), of(1));
        for _ in 0..25 {
            let (source, at) = (dice.pick(start.sources()).unwrap().id, dice.below(60) as u32);
            let span = Span::new(at, at + 1 + dice.below(20) as u32);
            project.apply_codes(&[NewCoding { source, span, code: *dice.pick(&first).unwrap() }]).unwrap();
        }
        for _ in 0..6 {
            let to = dice.pick(&second).copied().filter(|_| dice.below(4) > 0);
            let link = LinkDraft { from: *dice.pick(&first).unwrap(), to, reason: String::new() };
            project.map_codes(start.frameworks()[0].id, start.frameworks()[1].id, &[link]).unwrap();
        }
        for _ in 0..4 {
            let include = Some(["", "x", "y"][dice.below(3)].to_owned());
            project.define_code(*dice.pick(&first).unwrap(), CodeWords { include, ..CodeWords::default() }).unwrap();
        }
        let before = corpus(&path);
        let due = |path: &Path| {
            let reader = Reader::open(path).unwrap();
            let corpus = reader.corpus().unwrap();
            let definitions = reader.definitions(&corpus, corpus.frameworks()[0].id).unwrap();
            reader.to_look_again(&corpus, &definitions).unwrap().iter().map(|due| due.coding.code).collect::<Vec<_>>()
        };
        let all: Vec<CodeId> = if dice.below(4) == 0 { second.clone() } else { first.clone() };
        let (one, into) = (*dice.pick(&all).unwrap(), *dice.pick(&all).unwrap());
        if can_merge(before.codes(), &[one], into).is_err() {
            assert!(project.merge_codes(&[one], into).is_err());
            continue;
        }
        let told = merging(&before, &[one], into).besides;
        project.merge_codes(&[one], into).unwrap();
        let after = corpus(&path);
        let heirs: BTreeMap<CodeId, CodeId> = after.merged_codes().iter().map(|one| (one.code, one.into_code)).collect();
        let heir = |code: CodeId| heirs.get(&code).copied().unwrap_or(code);
        let mut plain = [0; 4];
        for code in &first {
            let was: BTreeSet<Option<CodeId>> = readings(&before, *code).into_iter().map(|to| to.map(heir)).collect();
            let is = readings(&after, heir(*code));
            let passages: usize = before.sources().iter().map(|source| before.references(&Scope::default(), *code, false, source.id).len()).sum();
            plain[0] += passages * is.difference(&was).filter(|to| to.is_some()).count();
            plain[1] += passages * was.difference(&is).filter(|to| to.is_some()).count();
            plain[2] += passages * is.difference(&was).filter(|to| to.is_none()).count();
        }
        // Of the codes whose definitions changed, all that was coded with them before.
        let changed = |code: &&CodeId| after.code(**code).is_some_and(|now| before.code(**code).unwrap().include.trim() != now.include.trim());
        let changed: Vec<CodeId> = first.iter().filter(changed).copied().collect();
        plain[3] = before.codings().filter(|coding| changed.contains(&coding.code)).count();
        assert_eq!(told_of(&told), plain, "seed {seed}: {told:?}");
        assert_eq!(due(&path).iter().filter(|code| changed.contains(code)).count(), plain[3], "seed {seed}: {told:?}");
        merged += 1;
        seen.iter_mut().zip(plain).for_each(|(seen, plain)| *seen += plain);
    }
    assert!(merged > 20 && seen.iter().all(|seen| *seen > 3), "{merged} merges, {seen:?}");
}
