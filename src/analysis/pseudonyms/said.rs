//! What is said in the place of a name: in the capitals it had there, as a possessive where it was one, over line ends.

use super::{Known, Swap};
use crate::model::PseudonymKind;
use std::ops::Range;

/// The swaps for a name that stands at `at`; none where nothing stands for it or it reads so already.
pub(super) fn swaps(text: &str, at: &Range<usize>, spelling: &str, known: &Known) -> Vec<Swap> {
    let found = &text[at.clone()];
    if known.stands.is_empty() {
        return Vec::new();
    }
    let stands = in_case(part(known, spelling), found, spelling, known);
    if stands == found {
        return Vec::new();
    }
    let old = words(found);
    let new: Vec<&str> = stands.split_whitespace().collect();
    if old.len() > 1 && old.len() == new.len() {
        // Word by word, so that what is coded of the one half stays on it, and lines end where they did.
        let swap = |(old, new): (&Range<usize>, &&str)| Swap { at: at.start + old.start..at.start + old.end, words: (*new).to_owned() };
        let mut list: Vec<Swap> = old.iter().zip(&new).map(swap).filter(|swap| text[swap.at.clone()] != swap.words).collect();
        possessive(text, at.end, found, &mut list);
        return list;
    }
    // A line that ends within the name ends before what stands for it.
    let words = if found.contains('\n') { format!("\n{stands}") } else { stands };
    let mut list = vec![Swap { at: at.clone(), words }];
    possessive(text, at.end, found, &mut list);
    list
}

/// The words of a name where nothing but spaces part them; else nothing.
fn words(found: &str) -> Vec<Range<usize>> {
    let start = |word: &str| word.as_ptr() as usize - found.as_ptr() as usize;
    found.split_whitespace().map(|word| start(word)..start(word) + word.len()).collect()
}

/// What stands for a part of a person's name: “Anne” of Anne Miller, who is Mary Stern, is Mary, and so is “Annie”; “Miller” is Stern.
fn part<'a>(known: &'a Known, spelling: &str) -> &'a str {
    let (full, new): (Vec<&str>, Vec<&str>) = (known.name().split_whitespace().collect(), known.stands.split_whitespace().collect());
    if known.kind != PseudonymKind::Person || full.len() != new.len() || full.len() < 2 || spelling.contains(char::is_whitespace) {
        return &known.stands;
    }
    let same = full.iter().position(|word| word.to_lowercase() == spelling.to_lowercase());
    let short = || full[0].chars().next().zip(spelling.chars().next()).is_some_and(|(a, b)| a.to_lowercase().eq(b.to_lowercase())).then_some(0);
    same.or_else(short).and_then(|n| new.get(n).copied()).unwrap_or(&known.stands)
}

/// What stands for a name, in capitals or small letters where the name is against its spelling.
fn in_case(stands: &str, found: &str, spelling: &str, known: &Known) -> String {
    let capital = |text: &str| text.chars().any(char::is_uppercase);
    let small = |text: &str| text.chars().any(char::is_lowercase);
    if known.is_redacted() {
        return stands.to_owned();
    }
    let letters = found.chars().filter(|c| c.is_uppercase()).count();
    if letters > 1 && !small(found) && small(spelling) {
        return stands.to_uppercase();
    }
    // A spelling in small letters is one of a name in small letters, or words of another sort such as “the boss”.
    let written = |name: &String| name != spelling && name.to_lowercase() == spelling;
    if small(found) && !capital(found) && (capital(spelling) || known.names.iter().any(written)) {
        return stands.to_lowercase();
    }
    stands.to_owned()
}

/// “James’ book” becomes “Peter’s book”: a possessive that the name's own s had swallowed.
fn possessive(text: &str, end: usize, found: &str, list: &mut [Swap]) {
    let Some(last) = list.last_mut().filter(|last| last.at.end == end) else { return };
    let mut rest = text[end..].chars();
    let Some(sign) = rest.next().filter(|c| matches!(c, '\'' | '’')) else { return };
    let hisses = |text: &str| text.chars().next_back().is_some_and(|c| matches!(c, 's' | 'S' | 'x' | 'X' | 'z' | 'Z'));
    let letters = last.words.chars().next_back().is_some_and(char::is_alphabetic);
    let goes_on = rest.next().is_some_and(char::is_whitespace) && rest.next().is_some_and(char::is_alphanumeric);
    if hisses(found) && letters && !hisses(&last.words) && goes_on && !is_quoted(text, end - found.len(), sign) {
        last.at.end += sign.len_utf8();
        last.words.push(sign);
        last.words.push(if last.words.chars().any(char::is_lowercase) { 's' } else { 'S' });
    }
}

/// Whether a sign ends words that were quoted in the same line.
fn is_quoted(text: &str, start: usize, sign: char) -> bool {
    let open = if sign == '’' { '‘' } else { sign };
    let line = &text[text[..start].rfind('\n').map_or(0, |at| at + 1)..start];
    let opens = |(at, _): (usize, &str)| line[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    let begun = line.match_indices(open).filter(|one| opens(*one)).count();
    let ended =
        line.match_indices(sign).filter(|one| !opens(*one) && line[one.0 + sign.len_utf8()..].chars().next().is_none_or(|c| !c.is_alphanumeric()));
    begun > ended.count()
}
