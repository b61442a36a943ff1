//! Fuzzy matching with the places that matched, for palettes.

use crate::model::Span;
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// More runs of letters found by chance than this are no match: a long name holds every letter somewhere.
const SCATTERED: usize = 2;

/// One candidate that matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its place among the candidates.
    pub at: usize,
    /// How well it matched.
    pub score: u32,
    /// Whether it is what is wanted and no more, whatever its letters' case; the dots of a command that asks something do not count.
    pub whole: bool,
    /// The places of its characters that matched, in order.
    pub places: Vec<u32>,
}

/// The candidates that match `wanted`, the best first; all of them in their order when nothing is wanted. Those that hold its words as they are come
/// before others, and where there are such, none is found by letters strewn over it.
pub fn search<'a>(wanted: &str, candidates: impl Iterator<Item = &'a str>) -> Vec<Hit> {
    if wanted.trim().is_empty() {
        return candidates.enumerate().map(|(at, _)| Hit { at, score: 0, whole: false, places: Vec::new() }).collect();
    }
    let mut config = Config::DEFAULT;
    config.prefer_prefix = true;
    let mut matcher = Matcher::new(config);
    // Every sign is itself: a code may be called “Why?!” or “$”.
    let pattern = Pattern::new(wanted, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy);
    let whole = wanted.trim().to_lowercase();
    let holds = |small: &str| whole.split_whitespace().all(|word| small.contains(word));
    let mut buffer = Vec::new();
    let mut hits = Vec::new();
    for (at, candidate) in candidates.enumerate() {
        let mut places = Vec::new();
        if let Some(score) = pattern.indices(Utf32Str::new(candidate, &mut buffer), &mut matcher, &mut places) {
            places.sort_unstable();
            places.dedup();
            let chance = scattered(candidate, &places);
            if chance > SCATTERED {
                continue;
            }
            let small = candidate.trim_end_matches('…').to_lowercase();
            let begins = small.starts_with(&whole);
            // How well the letters match says nothing more where all of them are the first.
            let rank = if begins { u32::MAX } else { score };
            let (held, whole) = (holds(&small), small == whole);
            hits.push(((held, rank), (candidate.chars().count(), chance), Hit { at, score, whole, places }));
        }
    }
    if hits.iter().any(|((held, _), ..)| *held) {
        hits.retain(|((held, _), (_, chance), _)| *held || *chance == 0);
    }
    // Of what matches as well the shorter comes first: a code before those below it.
    hits.sort_by_key(|(rank, (letters, _), hit)| (std::cmp::Reverse((hit.whole, *rank)), *letters, hit.at));
    hits.into_iter().map(|(.., hit)| hit).collect()
}

/// How many runs of the places are letters found by chance: fewer than three, and none of them begins a word.
fn scattered(candidate: &str, places: &[u32]) -> usize {
    let begins: Vec<bool> = std::iter::once(' ').chain(candidate.chars()).map(|c| !c.is_alphanumeric()).collect();
    spans(places).into_iter().filter(|run| run.len() < 3 && !begins.get(run.start as usize).is_some_and(|begins| *begins)).count()
}

/// The characters at `places` as spans, to be set strong.
pub fn spans(places: &[u32]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for at in places.iter().copied() {
        match spans.last_mut() {
            Some(last) if last.end == at => last.end += 1,
            _ => spans.push(Span { start: at, end: at + 1 }),
        }
    }
    spans
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
    fn what_begins_with_the_letters_comes_before_what_holds_them_and_the_whole_name_before_both() {
        let names = ["Project settings…", "New case of this kind…", "New case…", "Settings…"];
        let first = |wanted: &str| search(wanted, names.into_iter())[0].at;
        assert_eq!((first("settings"), first("sett"), first("New Case"), first("new case of")), (3, 3, 2, 1));
        let codes = ["Law 2: it costs / Structures", "Law 2: it costs / Funds", "Law 2: it costs"];
        assert_eq!(search("law 2: it", codes.into_iter())[0].at, 2, "a code before those below it");
        let real = [
            "Law 2: Integration costs before it pays / Digital investment",
            "Law 2: Integration costs before it pays / Cost of building structures",
            "Law 2: Integration costs before it pays",
        ];
        assert_eq!(search("law 2: integration costs", real.into_iter())[0].at, 2, "also where the matcher likes a longer one better by a little");
    }

    #[test]
    fn where_names_hold_the_letters_as_typed_none_is_found_by_letters_strewn_over_it() {
        let names = ["Neighbourhood as the right level", "Gather a code into this theme…", "What they gather", "Give a talk"];
        let found = |wanted: &str, names: &[&'static str]| search(wanted, names.iter().copied()).into_iter().map(|hit| hit.at).collect::<Vec<_>>();
        assert_eq!(found("gather", &names), [1, 2]);
        assert_eq!(found("gather", &names[..1]), [0], "where nothing holds them, they are found as they can be");
        // Beginnings of words are no chance.
        assert_eq!(found("gat", &names), [1, 2, 3]);
    }

    #[test]
    fn letters_that_a_long_name_holds_somewhere_are_no_match_but_initials_and_slips_are() {
        let law = "You can integrate all of the services for some of the people, some of the services for all of the people";
        let names = ["Look: high contrast, light", law, "Organisational and professional culture"];
        let found = |wanted: &str| search(wanted, names.into_iter()).into_iter().map(|hit| hit.at).collect::<Vec<_>>();
        assert_eq!(found("high contrast"), [0]);
        assert_eq!((found("oapc")[0], found("orgnisational"), found("profcult")), (2, vec![2], vec![2]));
    }

    #[test]
    fn signs_are_letters_like_others() {
        let found =
            |wanted: &str| search(wanted, ["Why?!", "$ and £", "'quoted'", "Funding"].into_iter()).into_iter().map(|hit| hit.at).collect::<Vec<_>>();
        assert_eq!((found("!"), found("$"), found("'quo"), found("^f")), (vec![0], vec![1], vec![2], vec![]));
    }

    #[test]
    fn places_side_by_side_are_one_span() {
        assert_eq!(spans(&[0, 1, 4]), [Span { start: 0, end: 2 }, Span { start: 4, end: 5 }]);
        assert!(spans(&[]).is_empty());
    }
}
