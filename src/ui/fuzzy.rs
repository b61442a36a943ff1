//! Fuzzy matching with the places that matched, for palettes.

use super::fonts::{self, Weight};
use egui::Color32;
use egui::text::{LayoutJob, TextFormat};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// One candidate that matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its place among the candidates.
    pub at: usize,
    /// How well it matched.
    pub score: u32,
    /// The places of its characters that matched, in order.
    pub places: Vec<u32>,
}

/// The candidates that match `wanted`, the best first; all of them in their order when nothing is wanted.
pub fn search<'a>(wanted: &str, candidates: impl Iterator<Item = &'a str>) -> Vec<Hit> {
    if wanted.trim().is_empty() {
        return candidates.enumerate().map(|(at, _)| Hit { at, score: 0, places: Vec::new() }).collect();
    }
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::parse(wanted, CaseMatching::Ignore, Normalization::Smart);
    let mut buffer = Vec::new();
    let mut hits = Vec::new();
    for (at, candidate) in candidates.enumerate() {
        let mut places = Vec::new();
        if let Some(score) = pattern.indices(Utf32Str::new(candidate, &mut buffer), &mut matcher, &mut places) {
            places.sort_unstable();
            places.dedup();
            hits.push(Hit { at, score, places });
        }
    }
    hits.sort_by_key(|hit| (std::cmp::Reverse(hit.score), hit.at));
    hits
}

/// Words in which the characters at `places` are set bold.
pub fn bold(words: &str, places: &[u32], size: f32, colour: Color32) -> LayoutJob {
    let mut job = LayoutJob::default();
    let mut run = String::new();
    let mut strong = false;
    let flush = |job: &mut LayoutJob, run: &mut String, strong: bool| {
        let weight = if strong { Weight::Semibold } else { Weight::Regular };
        job.append(run, 0.0, TextFormat::simple(fonts::text(weight, size), colour));
        run.clear();
    };
    for (at, letter) in words.chars().enumerate() {
        let now = places.binary_search(&(at as u32)).is_ok();
        if now != strong && !run.is_empty() {
            flush(&mut job, &mut run, strong);
        }
        strong = now;
        run.push(letter);
    }
    if !run.is_empty() {
        flush(&mut job, &mut run, strong);
    }
    job
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_match_comes_first_with_its_places() {
        let names = ["Population health", "Places, not systems", "Funding"];
        let hits = search("pla", names.into_iter());
        assert_eq!(hits[0].at, 1);
        assert_eq!(hits[0].places, [0, 1, 2]);
        assert!(hits.iter().all(|hit| hit.at != 2));
        assert_eq!(search("  ", names.into_iter()).len(), 3);
    }

    #[test]
    fn bold_runs_join_to_the_same_words() {
        let job = bold("Éa b", &[0, 3], 13.0, Color32::BLACK);
        assert_eq!(job.text, "Éa b");
        assert_eq!(job.sections.len(), 3);
    }
}
