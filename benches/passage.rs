//! How long it takes to lay out reading text, and what it holds: prints target, actual and verdict, and exits 1 on a miss.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a bench that cannot go on stops")]

use std::time::{Duration, Instant};
use themata::ui::text::{Family, Held, Marks, Passage, PassageStyle, TextEngine};

const SENTENCE: &str = "It slowed it, but it also made us honest about what we could ask of people, and what they would have to stop. ";
const WIDTH: f32 = 500.0;

/// The shortest of several runs, after one that fills the caches.
fn best(mut run: impl FnMut()) -> Duration {
    run();
    let timed = (0..7).map(|_| {
        let start = Instant::now();
        run();
        start.elapsed()
    });
    timed.min().unwrap_or_default()
}

fn verdict(what: &str, target: f64, actual: f64, unit: &str) -> bool {
    let met = actual <= target;
    println!("{what:<52} target {target:>7.2} {unit}  actual {actual:>7.2} {unit}  {}", if met { "met" } else { "MISSED" });
    met
}

fn main() {
    let style = PassageStyle::new(Family::Serif, 17.0, 28.0);
    let start = Instant::now();
    let mut engine = TextEngine::new();
    let fonts = start.elapsed();
    let paragraph = SENTENCE.repeat(9);
    let paragraphs = 108_000 / paragraph.len();
    let mut passages: Vec<Passage> = Vec::new();
    let layout = best(|| passages = (0..paragraphs).map(|_| engine.lay_out(&paragraph, &style, Marks::default(), WIDTH)).collect());
    let one = SENTENCE.repeat(108_000 / SENTENCE.len());
    let single = best(|| drop(engine.lay_out(&one, &style, Marks::default(), WIDTH)));
    let letters: usize = paragraphs * paragraph.len();
    let bytes: usize = passages.iter().map(Passage::bytes).sum();
    let hits = best(|| {
        let places = passages.iter().flat_map(|passage| (0..20).map(|step| passage.hit(egui::pos2(WIDTH / 2.0, step as f32 * 11.0)).offset));
        assert!(places.map(u64::from).sum::<u64>() > 0);
    });
    let results = [
        verdict("bundled faces made ready", 20.0, fonts.as_secs_f64() * 1e3, "ms"),
        verdict("108 kB in paragraphs laid out", 30.0, layout.as_secs_f64() * 1e3, "ms"),
        verdict("108 kB in one paragraph laid out", 30.0, single.as_secs_f64() * 1e3, "ms"),
        verdict("bytes a letter", 32.0, bytes as f64 / letters as f64, "B "),
        verdict("a hit test", 5.0, hits.as_secs_f64() * 1e6 / (passages.len() * 20) as f64, "µs"),
    ];
    std::process::exit(i32::from(results.contains(&false)));
}
