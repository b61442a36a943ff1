//! Frameworks through time: versions named and compared, what was coded under which, passages to look at again.

use super::cli_room::Room;
use crate::support::{Dice, corpus, import, interview};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use themata::analysis::{Between, CameIn, ChangedCode, CodeChange, between, framework_changes, in_force};
use themata::model::*;
use themata::project::{CodeDraft, CodeWords, NewCoding, Place, Project, Reader, Template, TemplateCode};

fn code(name: &str, children: Vec<TemplateCode>) -> TemplateCode {
    TemplateCode { name: name.into(), description: format!("What is {name}."), children, ..TemplateCode::default() }
}

fn project(path: &Path) -> Project {
    let mut project = Project::create(path, "Time").unwrap();
    project.be_coder("BP", "Bo").unwrap();
    let codes = vec![code("Relations", vec![code("Trust", vec![]), code("Rivalry", vec![])]), code("Money", vec![code("Want", vec![])])];
    project.add_framework(&Template { name: "Working".into(), codes, ..Template::default() }).unwrap();
    import(&mut project, None, vec![interview("N1", &["How was it?", "We waited for the money."]), interview("N2", &["And?", "Nobody trusted us."])])
        .unwrap();
    project
}

fn include(words: &str) -> CodeWords {
    CodeWords { include: Some(words.into()), ..CodeWords::default() }
}

#[test]
fn what_happened_between_two_versions_is_told_once_and_in_plain_words() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("s.themata");
    let mut project = project(&path);
    let start = corpus(&path);
    let framework = start.frameworks()[0].id;
    let named = |path: &str| start.find_code(path)[0];
    let (relations, trust, rivalry, money, want) = (named("Relations"), named("Trust"), named("Rivalry"), named("Money"), named("Want"));
    project.name_version(framework, "First", "As begun", "").unwrap();
    project.define_code(trust, include("goodwill")).unwrap();
    project.edit_code(Code { name: "Funding".into(), ..start.code(money).unwrap().clone() }).unwrap();
    project.move_codes(&[want], Place { framework, parent: Some(relations), ahead_of: None }).unwrap();
    project.merge_codes(&[rivalry], trust).unwrap();
    let place = Place { framework, parent: Some(money), ahead_of: None };
    project.add_code(place, &CodeDraft { name: "Budget".into(), ..CodeDraft::default() }).unwrap();
    let lines = |path: &Path| -> Vec<String> {
        let now = corpus(path);
        let version = now.framework_versions()[0].clone();
        framework_changes(&version.codes, now.codes(), now.merged_codes()).iter().map(CodeChange::line).collect()
    };
    let expected = [
        "Merged Relations/Rivalry into Relations/Trust",
        "Redefined Relations/Trust: definition and what to include",
        "Moved Relations/Want from Money",
        "Renamed Money to Funding",
        "Added Funding/Budget",
    ];
    assert_eq!(lines(&path), expected);
    // What it was merged into is gone too.
    project.remove_codes(&[trust]).unwrap();
    assert_eq!(lines(&path)[..2], ["Removed Relations/Trust", "Merged Relations/Rivalry into Relations/Trust"]);
    while !project.undo().unwrap().value.label.contains("First") {}
    assert!(corpus(&path).merged_codes().is_empty() && corpus(&path).framework_versions().is_empty());
}

#[test]
fn a_framework_does_not_differ_from_itself_and_every_code_is_accounted_for() {
    let dir = tempfile::tempdir().unwrap();
    for seed in 0..25 {
        let path = dir.path().join(format!("{seed}.themata"));
        let (mut project, mut dice) = (project(&path), Dice(seed));
        let framework = corpus(&path).frameworks()[0].id;
        project.name_version(framework, "First", "", "").unwrap();
        for round in 0..10 {
            let now = corpus(&path);
            let codes: Vec<CodeId> = now.codes().iter().map(|code| code.id).collect();
            let (Some(one), Some(other)) = (dice.pick(&codes).copied(), dice.pick(&codes).copied()) else { break };
            // Some of these are refused; the others change something.
            let _ = match dice.below(5) {
                0 => project.merge_codes(&[one], other).map(drop),
                1 => project.edit_code(Code { name: format!("N{round}"), ..now.code(one).unwrap().clone() }).map(drop),
                2 => project.move_codes(&[one], Place { framework, parent: Some(other), ahead_of: None }).map(drop),
                3 => project.remove_codes(&[one]).map(drop),
                _ => project.define_code(one, include(&format!("{round}"))).map(drop),
            };
        }
        let now = corpus(&path);
        let (old, new) = (now.framework_versions()[0].codes.clone(), now.codes().to_vec());
        assert!(framework_changes(&new, &new, now.merged_codes()).is_empty() && framework_changes(&old, &old, &[]).is_empty());
        let changes = framework_changes(&old, &new, now.merged_codes());
        let told = |kind: &str| changes.iter().filter(|change| change.kind() == kind).count();
        let stays = |code: &&Code| new.iter().any(|other| other.id == code.id);
        assert_eq!(told("merged") + told("removed"), old.iter().filter(|code| !stays(code)).count(), "seed {seed}");
        assert_eq!(told("added"), new.iter().filter(|code| old.iter().all(|other| other.id != code.id)).count());
        let both = |differs: fn(&Code, &Code) -> bool| {
            old.iter().filter_map(|was| Some((was, new.iter().find(|code| code.id == was.id)?))).filter(|(was, code)| differs(was, code)).count()
        };
        assert_eq!(told("renamed"), both(|was, code| was.name != code.name), "seed {seed}");
        assert_eq!(told("moved"), both(|was, code| was.parent != code.parent));
        assert_eq!(
            told("redefined"),
            both(|was, code| (&was.description, &was.include, &was.exclude) != (&code.description, &code.include, &code.exclude))
        );
    }
}

/// What happened since the first version, with what was coded.
fn since_first(path: &Path) -> Vec<ChangedCode> {
    let reader = Reader::open(path).unwrap();
    let now = reader.corpus().unwrap();
    let version = &now.framework_versions()[0];
    let states = Between { framework: version.framework, older: Some(version.id), newer: None };
    between(&now, &states, &reader.gone_codes(&now, version.framework).unwrap())
}

#[test]
fn what_a_code_had_that_went_is_told_as_it_was_in_the_step_in_which_it_went() {
    let dir = tempfile::tempdir().unwrap();
    for seed in 0..30 {
        let path = dir.path().join(format!("{seed}.themata"));
        let (mut project, mut dice) = (project(&path), Dice(seed));
        let start = corpus(&path);
        let (framework, sources) = (start.frameworks()[0].id, start.sources().to_vec());
        project.name_version(framework, "First", "", "").unwrap();
        // Written down beside the journal: by code that went, its codings then, and by merge those that were under the other code after it.
        let mut had: BTreeMap<CodeId, BTreeSet<CodingId>> = BTreeMap::new();
        let mut came: BTreeMap<CodeId, (CodeId, BTreeSet<CodingId>)> = BTreeMap::new();
        let under = |now: &themata::analysis::Corpus, code: CodeId| -> BTreeSet<CodingId> {
            now.codings().filter(|coding| coding.code == code).map(|coding| coding.id).collect()
        };
        let mut now = corpus(&path);
        for _ in 0..30 {
            let codes: Vec<CodeId> = now.codes().iter().map(|code| code.id).collect();
            let (Some(one), Some(other)) = (dice.pick(&codes).copied(), dice.pick(&codes).copied()) else { break };
            let coding: Vec<CodingId> = now.codings().map(|coding| coding.id).collect();
            let at = dice.below(4) as u32;
            let _ = match dice.below(12) {
                0..7 => {
                    let span = Span::new(at, at + 1 + dice.below(3) as u32);
                    project.apply_codes(&[NewCoding { source: dice.pick(&sources).unwrap().id, span, code: one }]).map(drop)
                }
                7 => dice.pick(&coding).map_or(Ok(()), |coding| project.recode(&[*coding], one).map(drop)),
                8 => dice.pick(&coding).map_or(Ok(()), |coding| project.remove_codings(&[*coding]).map(drop)),
                9 => project.remove_codes(&[one]).map(drop),
                _ => project.merge_codes(&[one], other).map(drop),
            };
            // Now and then it is taken back and done again, which is another step.
            if dice.below(4) == 0 {
                project.undo().unwrap();
                project.redo().unwrap();
            }
            let then = corpus(&path);
            for code in now.codes().iter().filter(|code| then.code(code.id).is_none()) {
                had.insert(code.id, under(&now, code.id));
                if let Some(merge) = then.merged_codes().iter().find(|merge| merge.code == code.id) {
                    let moved = under(&now, code.id).intersection(&under(&then, merge.into_code)).copied().collect();
                    came.insert(code.id, (merge.into_code, moved));
                }
            }
            now = then;
        }
        for changed in since_first(&path) {
            let was = || start.codes().iter().find(|code| start.path(code.id) == changed.change.path()).unwrap().id;
            let coded = changed.coded.unwrap();
            match &changed.change {
                CodeChange::Removed(_) => assert_eq!((coded.codings, coded.moved), (had[&was()].len(), None), "seed {seed}"),
                CodeChange::Merged(..) => {
                    let was = was();
                    let (mut at, mut with) = (was, had[&was].clone());
                    while at != changed.code {
                        let (next, moved) = &came[&at];
                        with = with.intersection(moved).copied().collect();
                        at = *next;
                    }
                    assert_eq!((coded.codings, coded.moved), (had[&was].len(), Some(with.len())), "seed {seed}");
                }
                _ => assert_eq!((coded.codings, coded.moved), (under(&corpus(&path), changed.code).len(), None), "seed {seed}"),
            }
        }
    }
}

#[test]
fn a_copy_without_history_says_that_it_does_not_know_what_codes_had() {
    let room = Room::study();
    for args in [&["Law 2"][..], &["Law 3"]] {
        room.done(&["code", "s.themata", "--source", "North 1", "--turn", "2", "--code", args[0]]);
    }
    room.done(&["frameworks", "s.themata", "name", "Leutz", "March"]);
    room.done(&["codebook", "s.themata", "merge", "Law 2", "--into", "Law 3"]);
    room.done(&["codebook", "s.themata", "remove", "Law 4", "--yes"]);
    let told = room.done(&["frameworks", "s.themata", "compare", "Leutz"]);
    // The same coder has the same passage under both: one stays.
    assert!(told.out.lines().any(|line| line.starts_with("Merged ") && line.ends_with("(had 1 coding · 0 moved)")), "{}", told.out);
    let json = room.done(&["frameworks", "s.themata", "compare", "Leutz", "--json"]).json();
    let merged = json.as_array().unwrap().iter().find(|row| row["change"] == "merged").unwrap();
    assert_eq!((&merged["codings"], &merged["moved"], &merged["gone"]), (&1.into(), &0.into(), &true.into()));
    room.done(&["copy", "s.themata", "bare.themata", "--without-key"]);
    let bare = room.done(&["frameworks", "bare.themata", "compare", "Leutz"]);
    assert!(bare.out.lines().any(|line| line.starts_with("Merged ") && line.ends_with("(codings not known)")), "{}", bare.out);
}

#[test]
fn a_copy_without_history_does_not_say_that_nothing_was_redefined_settled_or_replaced() {
    let room = Room::study();
    room.done(&["code", "s.themata", "--source", "North 1", "--turn", "2", "--code", "Law 2"]);
    std::thread::sleep(std::time::Duration::from_millis(3));
    room.done(&["codebook", "s.themata", "edit", "Law 2", "--include", "Money put in first"]);
    std::thread::sleep(std::time::Duration::from_millis(3));
    room.done(&["copy", "s.themata", "bare.themata", "--without-key"]);
    let reporting = |file: &str, item: &str| {
        let rows = room.done(&["table", file, "reporting", "--json"]).json()["parts"][0]["rows"].clone();
        let row = rows.as_array().unwrap().iter().find(|row| row[2] == item).cloned();
        row.map(|row| row[3].as_str().unwrap().to_owned()).unwrap_or_default()
    };
    let none = "his file has no history of before ";
    for args in [&["frameworks", "FILE", "again", "Leutz"][..], &["agenda", "FILE"], &["agenda", "FILE", "--json"]] {
        let told = |file: &str| {
            let run = room.done(&args.iter().map(|arg| arg.replace("FILE", file)).collect::<Vec<_>>().iter().map(String::as_str).collect::<Vec<_>>());
            run.out + &run.err
        };
        let (whole, bare) = (told("s.themata"), told("bare.themata"));
        assert!(!whole.contains(none) && whole.contains("Law 2"), "{args:?}: {whole}");
        assert!(bare.contains(none) && bare.contains("not known") && !bare.contains("no code was redefined"), "{args:?}: {bare}");
    }
    assert!(reporting("s.themata", "Derivation of themes").starts_with("Codes: "));
    assert!(reporting("bare.themata", "Derivation of themes").starts_with("Not known, as this file has no history of before "));
    assert!(!reporting("s.themata", "Audit trail").contains("before"));
    assert!(reporting("bare.themata", "Audit trail").ends_with("; none of what was done before"));
    // What is done in the copy is known.
    std::thread::sleep(std::time::Duration::from_millis(3));
    room.done(&["codebook", "bare.themata", "edit", "Law 2", "--include", "Money, and who puts it in"]);
    let again = room.done(&["frameworks", "bare.themata", "again", "Leutz"]);
    assert!(again.out.contains("Law 2") && again.err.contains(none), "{} {}", again.out, again.err);
    assert!(reporting("bare.themata", "Derivation of themes").ends_with("; since: Codes: 1 redefined"));
    // A meeting since then needs nothing of before.
    let since = room.done(&["agenda", "bare.themata", "--since", "2999-01-01"]);
    assert!(!(since.out + &since.err).contains(none));
}

#[test]
fn what_was_coded_before_a_code_was_redefined_waits_until_it_was_looked_at() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("s.themata");
    let mut project = project(&path);
    let start = corpus(&path);
    let (framework, sources) = (start.frameworks()[0].id, start.sources().to_vec());
    let (trust, want) = (start.find_code("Trust")[0], start.find_code("Want")[0]);
    let coding = |source: usize, end, code| NewCoding { source: sources[source].id, span: Span::new(1, end), code };
    let pause = || std::thread::sleep(std::time::Duration::from_millis(3));
    project.apply_codes(&[coding(0, 5, trust), coding(1, 5, trust), coding(0, 6, want)]).unwrap();
    let due = |path: &Path| {
        let reader = Reader::open(path).unwrap();
        let corpus = reader.corpus().unwrap();
        reader
            .to_look_again(&corpus, &reader.definitions(&corpus, framework).unwrap())
            .unwrap()
            .into_iter()
            .map(|due| due.coding.clone())
            .collect::<Vec<_>>()
    };
    assert!(due(&path).is_empty());
    pause();
    project.name_version(framework, "Second", "", "").unwrap();
    project.define_code(trust, include("goodwill")).unwrap();
    pause();
    project.apply_codes(&[coding(1, 9, trust)]).unwrap();
    assert_eq!(due(&path).len(), 2, "those of Trust that were there");
    // Taken off and brought again, or given another code and back, they were judged when they were.
    let first = due(&path)[0].id;
    pause();
    project.remove_codings(&[first]).unwrap();
    project.undo().unwrap();
    project.recode(&[first], want).unwrap();
    project.undo().unwrap();
    assert_eq!(due(&path).len(), 2);
    project.look_again(&[due(&path)[0].id]).unwrap();
    assert_eq!(due(&path).len(), 1);
    // Given this code now, it was judged by the new words.
    let other = corpus(&path).codings().find(|coding| coding.code == want).unwrap().id;
    project.recode(&[other], trust).unwrap();
    assert_eq!(due(&path).len(), 1);
    // Taken back and brought again, words say when they were written first: what was coded under them holds.
    for _ in 0..2 {
        project.undo().unwrap();
    }
    for _ in 0..2 {
        project.redo().unwrap();
    }
    assert_eq!(due(&path).len(), 1);
    // Said as it was when they were coded: nothing is to be looked at again, but what was coded under the other words.
    pause();
    project.define_code(trust, include("")).unwrap();
    let (old, now) = (corpus(&path), due(&path));
    assert_eq!(now.len(), 3, "the new one, the recoded one, and the one that was looked at under the other words");
    assert_eq!(in_force(&old, framework, &CameIn::default()).iter().map(|force| force.codings).collect::<Vec<_>>(), [3, 1]);
}

#[test]
fn what_was_coded_in_another_framework_was_not_made_under_versions_of_this_one() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("s.themata");
    let mut project = project(&path);
    let codes = ["Voice", "Doubt", "Waiting"].map(|name| code(name, vec![])).to_vec();
    project.add_framework(&Template { name: "Other".into(), codes, ..Template::default() }).unwrap();
    let start = corpus(&path);
    let named = |path: &str| start.find_code(path)[0];
    let [trust, voice, doubt, waiting] = ["Trust", "Voice", "Doubt", "Waiting"].map(named);
    let (working, other) = (start.code(trust).unwrap().framework, start.code(voice).unwrap().framework);
    let coding = |end, code| NewCoding { source: start.sources()[0].id, span: Span::new(1, end), code };
    let pause = || std::thread::sleep(std::time::Duration::from_millis(3));
    project.name_version(working, "First", "", "").unwrap();
    project.name_version(other, "Draft", "", "").unwrap();
    pause();
    project.apply_codes(&[coding(5, trust), coding(6, voice), coding(7, doubt), coding(8, waiting), coding(9, waiting)]).unwrap();
    pause();
    project.name_version(working, "Second", "", "").unwrap();
    pause();
    // Made and came, by version of a framework: before any, then each.
    let told = |framework| -> Vec<(usize, usize)> {
        let (now, reader) = (corpus(&path), Reader::open(&path).unwrap());
        let came = reader.came_in(&now, framework).unwrap();
        in_force(&now, framework, &came).iter().map(|force| (force.codings, force.came)).collect()
    };
    assert_eq!((told(working), told(other)), (vec![(0, 0), (1, 0), (0, 0)], vec![(0, 0), (4, 0)]));
    let place = Place { framework: working, parent: None, ahead_of: None };
    project.move_codes(&[voice], place).unwrap();
    project.merge_codes(&[doubt], trust).unwrap();
    let one = corpus(&path).codings().find(|coding| coding.code == waiting).unwrap().id;
    project.recode(&[one], trust).unwrap();
    assert_eq!((told(working), told(other)), (vec![(0, 0), (1, 0), (0, 3)], vec![(0, 0), (1, 0)]));
    // What is coded now with a code that came is made here; what is merged within the framework stays where it was made.
    project.apply_codes(&[coding(10, voice)]).unwrap();
    project.merge_codes(&[voice], trust).unwrap();
    assert_eq!(told(working), [(0, 0), (1, 0), (1, 3)]);
    // Taken back, all is as it was.
    for _ in 0..5 {
        project.undo().unwrap();
    }
    assert_eq!((told(working), told(other)), (vec![(0, 0), (1, 0), (0, 0)], vec![(0, 0), (4, 0)]));
}

#[test]
fn versions_are_named_compared_and_gone_through_from_the_command_line() {
    let room = Room::study();
    let law = "Leutz";
    let none = room.run(&["frameworks", "s.themata", "compare", law]).ends(1);
    assert!(none.err.contains("frameworks FILE name"), "{}", none.err);
    room.done(&["code", "s.themata", "--source", "North 1", "--code", "Law 2", "--turn", "2"]);
    std::thread::sleep(std::time::Duration::from_millis(3));
    let named = room.done(&["frameworks", "s.themata", "name", law, "March", "--reason", "Before the pilot"]);
    assert!(named.err.contains("as it stands") && named.err.contains("March"), "{}", named.err);
    room.done(&["codebook", "s.themata", "edit", "Law 2", "--include", "joint posts"]);
    room.done(&["codebook", "s.themata", "add", "Law 2/Estates"]);
    let told = room.done(&["frameworks", "s.themata", "compare", law]);
    assert!(told.out.contains("what to include") && told.out.contains("+ joint posts") && told.out.contains("Added "), "{}", told.out);
    assert!(told.err.contains("2 changes between March and now"), "{}", told.err);
    let json = room.done(&["frameworks", "s.themata", "compare", law, "March", "now", "--json"]).json();
    assert_eq!((json[0]["change"].as_str(), json[0]["parts"][0]["after"].as_str()), (Some("redefined"), Some("joint posts")));
    let versions = room.done(&["frameworks", "s.themata", "versions", law, "--json"]).json();
    assert_eq!(
        (versions[0]["name"].as_str(), versions[0]["codings"].as_u64(), versions[1]["reason"].as_str()),
        (Some("before any"), Some(1), Some("Before the pilot"))
    );
    let again = room.done(&["frameworks", "s.themata", "again", law]);
    assert!(
        again.out.contains("Include: Costs and effort ahead of any return. → joint posts") && again.out.contains("Long. We held"),
        "{}",
        again.out
    );
    room.done(&["frameworks", "s.themata", "again", law, "--holds", "1"]);
    assert!(room.done(&["frameworks", "s.themata", "again", law]).err.contains("Nothing is to be looked at again"));
    room.done(&["frameworks", "s.themata", "edit-version", law, "mar", "--name", "April", "--note", "All five agreed"]);
    let twice = room.run(&["frameworks", "s.themata", "name", law, "april"]).ends(1);
    assert!(twice.err.contains("a version “april” of this framework already"), "{}", twice.err);
    // What somebody else named is not taken away unasked.
    let removed = |more: &[&str]| room.run(&[&["frameworks", "s.themata", "edit-version", law, "April", "--remove"], more].concat());
    let refused = removed(&["--coder", "DD"]).ends(1).err;
    assert!(refused.contains("BP named “April” on ") && refused.contains("nothing was changed") && refused.contains("--yes"), "{refused}");
    removed(&["--coder", "DD", "--yes"]).ends(0);
    room.done(&["undo", "s.themata", "--yes"]);
    removed(&[]).ends(0);
    assert!(room.done(&["frameworks", "s.themata", "versions", law]).err.contains("No version of this framework"));
}

#[test]
fn a_code_that_was_moved_from_another_framework_says_so_though_no_version_held_it() {
    let room = Room::study();
    room.done(&["frameworks", "s.themata", "add", "Working"]);
    room.done(&["codebook", "s.themata", "add", "Working/Money"]);
    room.done(&["frameworks", "s.themata", "name", "Leutz", "First"]);
    room.done(&["codebook", "s.themata", "move", "Working/Money", "--under", "Law 2"]);
    let told = room.done(&["frameworks", "s.themata", "compare", "Leutz"]).out;
    assert!(told.contains("here from Working") && !told.contains("Added"), "{told}");
}

#[test]
fn a_code_merged_into_one_of_another_framework_is_told_as_merged() {
    let room = Room::study();
    room.done(&["frameworks", "s.themata", "add", "Working"]);
    room.done(&["codebook", "s.themata", "add", "Working/Money"]);
    room.done(&["code", "s.themata", "--source", "North 1", "--turn", "2", "--code", "Working/Money"]);
    room.done(&["frameworks", "s.themata", "name", "Working", "First"]);
    room.done(&["codebook", "s.themata", "merge", "Working/Money", "--into", "Law 2"]);
    let told = room.done(&["frameworks", "s.themata", "compare", "Working"]).out;
    assert!(told.starts_with("Merged Money into Leutz") && told.contains("Law 2: ") && told.contains("(had 1 coding · 1 moved)"), "{told}");
    room.done(&["frameworks", "s.themata", "name", "Working", "Second"]);
    let versions = room.done(&["frameworks", "s.themata", "versions", "Working", "--json"]).json();
    assert!(versions.as_array().unwrap().last().unwrap()["changes"][0].as_str().unwrap().starts_with("Merged Money into"), "{versions}");
}
