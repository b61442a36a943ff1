//! What the benches share: medians, verdicts against a target, and the corpora beside the project.

#![allow(dead_code, reason = "each bench uses its own part")]

pub mod charted;
pub mod corpora;
pub mod fling;
pub mod framework_method;
pub mod large;
pub mod long;
pub mod million;
pub mod screen;

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

/// One bench's findings; a miss makes the process exit with 1.
pub struct Report {
    missed: bool,
}

impl Report {
    /// Begins a bench.
    pub fn new(title: &str) -> Self {
        println!("\n{title}\n{:<72} {:>12} {:>12}  verdict", "what", "target", "actual");
        Self { missed: false }
    }

    /// Holds a figure against its target, in a unit that both are in: at most is good.
    pub fn at_most(&mut self, what: &str, unit: &str, target: f64, actual: f64) {
        let good = actual <= target;
        self.missed |= !good;
        println!(
            "{what:<72} {:>12} {:>12}  {}",
            format!("≤ {} {unit}", (target * 100.0).round() / 100.0),
            format!("{actual:.1} {unit}"),
            if good { "ok" } else { "MISSED" }
        );
    }

    /// A figure without a target, said beside the others.
    pub fn note(&self, what: &str, actual: &str) {
        println!("{what:<72} {:>12} {actual:>12}", "");
    }

    /// Ends the bench.
    pub fn end(self) {
        if self.missed {
            std::process::exit(1);
        }
    }
}

/// The median of `runs` timings of `work`, after one that does not count; `prepare` is not timed.
pub fn median<T>(runs: usize, mut prepare: impl FnMut() -> T, mut work: impl FnMut(T)) -> Duration {
    work(prepare());
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let input = prepare();
            let start = Instant::now();
            work(input);
            start.elapsed()
        })
        .collect();
    times.sort();
    times[times.len() / 2]
}

/// A duration in milliseconds.
pub fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// A place in a sorted list of timings, such as 0.95.
pub fn percentile(times: &mut [Duration], at: f64) -> Duration {
    times.sort();
    times[((times.len() - 1) as f64 * at).round() as usize]
}

/// The folder of corpora beside the project (`THEMATA_SHARED`, else `../shared`); a bench that needs it says so and ends well without.
pub fn shared() -> Option<PathBuf> {
    let path = std::env::var_os("THEMATA_SHARED").map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")), PathBuf::from);
    if path.join("corpora").is_dir() {
        return Some(path);
    }
    println!("skipped: there is no folder of corpora at {} (set THEMATA_SHARED)", path.display());
    None
}

/// The most memory this process has held, in bytes; 0 where the system does not say.
pub fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or("");
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) * 1024
}

/// This bench once more as a child that plays `role` with these words; what it prints last is its figure.
pub fn child(role: &str, words: &[&std::ffi::OsStr]) -> f64 {
    figures(again(role).args(words))[0]
}

/// This bench once more, to play `role`.
pub fn again(role: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this bench"));
    command.env("THEMATA_BENCH_ROLE", role);
    command
}

/// Runs such a child and takes the figures in the last line that it prints.
pub fn figures(command: &mut Command) -> Vec<f64> {
    let output = command.output().expect("a child");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let figures: Vec<f64> = text.lines().last().unwrap_or_default().split_whitespace().filter_map(|word| word.parse().ok()).collect();
    assert!(!figures.is_empty(), "a child ended without a figure: {}", String::from_utf8_lossy(&output.stderr));
    figures
}

/// The role that this process plays, if it is such a child.
pub fn role() -> Option<String> {
    std::env::var("THEMATA_BENCH_ROLE").ok()
}

/// The middle of some figures.
pub fn middle(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// A folder on a real disk that is gone when the bench ends.
pub fn folder() -> tempfile::TempDir {
    let base = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target");
    tempfile::Builder::new().prefix("bench-").tempdir_in(base).expect("a folder under target")
}
