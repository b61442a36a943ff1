//! What was reported as saved is on disk: after `kill -9` at any moment, and by the order of the system's calls.

use crate::support::{Dice, again, child, corpus, import, interview, need_tool, small_project};
use crate::window::{harness, press, until};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};
use themata::model::Span;
use themata::project::{NewCoding, Project, check};
use themata::ui::command::ProjectCommand;
use themata::ui::config::{Config, Identity};

/// How often the coding run is killed.
const KILLS: u64 = 100;
/// How many codings a traced run reports.
const WORDS: usize = 12;

/// A project with a text long enough for a coding run of thousands.
fn long_project(path: &Path) {
    let mut project = small_project(path);
    let lines: Vec<String> = (0..400).map(|n| format!("{n}: what was said here is long enough to be coded in many places")).collect();
    import(&mut project, None, vec![interview("long", &lines.iter().map(String::as_str).collect::<Vec<_>>())]).unwrap();
    project.close().unwrap();
}

/// The scripted run: codes one passage after another and says of each that it is saved.
#[test]
fn child_codes_passages() {
    let (word, most) = match (child("codes"), child("codes a few")) {
        (Some(word), _) => (word, usize::MAX),
        (_, Some(word)) => (word, WORDS),
        _ => return,
    };
    let path = Path::new(&word);
    let mut project = Project::open(path).unwrap();
    project.be_coder("BP", "Bo Price").unwrap();
    let now = corpus(path);
    let (source, code) = (now.source_named("long").unwrap().id, now.find_code("law 2/money")[0]);
    let first = now.codings_of(source).len();
    println!("ready");
    for n in (first..).take(most) {
        project.apply_codes(&[NewCoding { source, span: span(n), code }]).unwrap();
        println!("saved {n}");
        std::io::stdout().flush().unwrap();
    }
    project.close().unwrap();
}

/// The passage of the coding `n`.
fn span(n: usize) -> Span {
    Span::new(n as u32, n as u32 + 7)
}

#[test]
fn a_hundred_kills_lose_nothing_that_was_reported_as_saved() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("killed.themata");
    long_project(&path);
    let (mut reported, mut during) = (0, 0);
    for seed in 0..KILLS {
        let mut dice = Dice(seed);
        let errors = std::fs::File::create(dir.path().join("errors")).unwrap();
        let mut run = again("kill::child_codes_passages", "codes", &path).stdout(Stdio::piped()).stderr(errors).spawn().unwrap();
        let mut out = BufReader::new(run.stdout.take().unwrap());
        let mut said = String::new();
        // One in ten dies while it opens the file; the others after some codings, and somewhere between two.
        let coding = seed % 10 > 0;
        let lines = dice.below(12);
        while coding && (said.matches("saved").count() < lines || !said.contains("ready")) {
            let more = out.read_line(&mut said).unwrap();
            let errors = || std::fs::read_to_string(dir.path().join("errors")).unwrap_or_default();
            assert!(more > 0, "kill {seed}: the run ended by itself: {said}{}", errors());
        }
        let moment = Instant::now() + Duration::from_micros(dice.below(if coding { 6_000 } else { 60_000 }) as u64);
        while Instant::now() < moment {
            std::hint::spin_loop();
        }
        run.kill().unwrap();
        run.wait().unwrap();
        out.read_to_string(&mut said).unwrap();
        let last = said.lines().filter_map(|line| line.strip_prefix("saved ")?.parse::<usize>().ok()).max();
        during += u32::from(last.is_some());
        reported = reported.max(last.map_or(0, |n| n + 1));
        after_a_kill(&path, reported, seed);
    }
    assert!(
        during > KILLS as u32 / 4 && reported > 100,
        "{during} kills came while passages were coded, {reported} codings in all: too few to mean anything"
    );
    println!("{KILLS} kills, {during} of them between two codings; {reported} codings reported, all there");
}

fn after_a_kill(path: &Path, reported: usize, seed: u64) {
    let now = corpus(path);
    let mut there: Vec<Span> = now.codings().map(|coding| coding.span).collect();
    there.sort_unstable();
    // One more than was reported may be on disk: killed between the sync and the word.
    assert!(there.len() >= reported, "kill {seed}: {reported} codings were reported as saved, {} are there", there.len());
    assert!(there.iter().enumerate().all(|(n, at)| *at == span(n)), "kill {seed}: a coding is missing among those that are there");
    let findings = check(path).unwrap().findings;
    assert!(findings.is_empty(), "kill {seed}: {findings:?}");
}

/// The same in the window, by keys: each time a longer selection is coded, and the bar's own word is passed on.
#[test]
fn child_codes_in_the_window() {
    let Some(word) = child("codes in the window") else { return };
    let path = Path::new(&word);
    let mut project = Project::open(path).unwrap();
    project.be_coder("BP", "Bo Price").unwrap();
    project.set_pin(1, Some(corpus(path).find_code("law 2/money")[0])).unwrap();
    project.close().unwrap();
    let coder = Some(Identity { name: "Bo Price".into(), initials: "BP".into() });
    let mut window = harness(Config { coder, ..Config::default() });
    window.state().ask(ProjectCommand::OpenPath(path.to_owned()));
    until(&mut window, |app| app.project().is_some());
    window.state().ask(themata::ui::command::Window::Show(themata::ui::ViewId::Read));
    window.run_steps(3);
    println!("ready");
    for n in 0..WORDS {
        press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowRight);
        press(&mut window, Modifiers::NONE, Key::Num1);
        until(&mut window, |app| app.project().is_some_and(|desk| desk.corpus.coding_count() > n));
        assert!(window.query_by_label("Saved").is_some(), "the bar does not say that it is saved");
        println!("saved {n}");
    }
}

#[test]
fn the_log_is_synced_before_each_word_that_it_is_saved() {
    synced_before_each_word("kill::child_codes_passages", "codes a few");
}

#[test]
fn the_log_is_synced_before_the_window_says_that_it_is_saved() {
    synced_before_each_word("kill::child_codes_in_the_window", "codes in the window");
}

/// Runs a child under strace and holds the order of its calls against what it said.
fn synced_before_each_word(test: &str, role: &str) {
    let Some(strace) = need_tool("strace") else { return };
    let dir = tempfile::tempdir().unwrap();
    let (path, trace) = (dir.path().join("traced.themata"), dir.path().join("trace"));
    long_project(&path);
    let run = again(test, role, &path);
    let mut traced = std::process::Command::new(strace);
    traced.args(["-f", "-y", "-s", "64", "-e", "trace=write,pwrite64,fsync,fdatasync", "-o"]).arg(&trace).arg(run.get_program()).args(run.get_args());
    traced.envs(run.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let output = traced.output().unwrap();
    if !output.status.success() && String::from_utf8_lossy(&output.stderr).contains("ptrace") {
        return crate::support::skip("strace may not trace here");
    }
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let (mut unsynced, mut syncs, mut words) = (false, 0, 0);
    for line in std::fs::read_to_string(trace).unwrap().lines() {
        let ours = line.contains("traced.themata>") || line.contains("traced.themata-wal>");
        if ours && (line.contains("pwrite64(") || line.contains(" write(")) {
            unsynced = true;
        } else if ours && (line.contains("fdatasync(") || line.contains("fsync(")) {
            unsynced = false;
            syncs += 1;
        } else if line.contains("\"saved ") {
            assert!(syncs > 0 && !unsynced, "“saved” was said before the write was synced: {line}");
            words += 1;
            syncs = 0;
        }
    }
    assert_eq!(words, WORDS, "the trace shows every word");
}
