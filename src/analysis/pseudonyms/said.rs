//! What is said in the place of a name: in the capitals it had there, as a possessive where it was one, over line ends.

use super::lists::is_title;
use super::short_forms::is_short_for;
use super::{Known, Swap};
use crate::model::PseudonymKind;
use std::ops::Range;

/// The swaps for a name that stands at `at`; none where nothing stands for it or it reads so already. Where the name is glued to what stands
/// around it, or its words are to each other, so is what stands for it.
pub(super) fn swaps(text: &str, at: &Range<usize>, spelling: &str, known: &Known, glued: bool) -> Vec<Swap> {
    let found = &text[at.clone()];
    if known.stands.is_empty() {
        return Vec::new();
    }
    let stands = in_case(&part(known, spelling, follows_a_title(&text[..at.start])), found, spelling, known);
    if stands == found {
        return Vec::new();
    }
    let old = words(found, spelling);
    let new: Vec<&str> = stands.split_whitespace().collect();
    if old.len() > 1 && old.len() == new.len() {
        // Word by word, so that what is coded of the one half stays on it, and lines end where they did.
        let swap = |(old, new): (&Range<usize>, &&str)| Swap { at: at.start + old.start..at.start + old.end, words: (*new).to_owned() };
        let mut list: Vec<Swap> = old.iter().zip(&new).map(swap).filter(|swap| text[swap.at.clone()] != swap.words).collect();
        possessive(text, at.end, found, &mut list);
        return list;
    }
    let stands = match glued {
        true => new.concat(),
        false if is_of_one_piece(text, at) => new.join("_"),
        false => stands,
    };
    // A line that ends within the name ends before what stands for it.
    let words = if found.contains('\n') { format!("\n{stands}") } else { stands };
    let mut list = vec![Swap { at: at.clone(), words }];
    possessive(text, at.end, found, &mut list);
    list
}

/// The words of a name that stands somewhere: spaces part them, or the signs of file names that its spelling does not have.
fn words(found: &str, spelling: &str) -> Vec<Range<usize>> {
    let start = |word: &str| word.as_ptr() as usize - found.as_ptr() as usize;
    let parts = |c: char| c.is_whitespace() || c == '_' || matches!(c, '-' | '.') && !spelling.contains(c);
    found.split(parts).filter(|word| !word.is_empty()).map(|word| start(word)..start(word) + word.len()).collect()
}

/// Whether a name stands in words that underscores join, as in “2021_Anne_Miller.docx”; around emphasised words they join nothing.
fn is_of_one_piece(text: &str, at: &Range<usize>) -> bool {
    let joins = |first: Option<char>, second: Option<char>| first == Some('_') && second.is_some_and(char::is_alphanumeric);
    let (mut before, mut after) = (text[..at.start].chars().rev(), text[at.end..].chars());
    text[at.clone()].contains('_') || joins(before.next(), before.next()) || joins(after.next(), after.next())
}

/// Whether words end with a title, to which a name belongs that follows.
fn follows_a_title(before: &str) -> bool {
    let line = before.trim_end_matches([' ', '\u{a0}', '_']);
    let word = line.rsplit(|c: char| c.is_whitespace() || c == '_').next().unwrap_or_default();
    line.len() < before.len() && is_title(word.trim_start_matches(|c: char| !c.is_alphanumeric()))
}

/// A name without the titles before it, and these.
fn untitled(name: &str) -> (Vec<&str>, Vec<&str>) {
    let words: Vec<&str> = name.split_whitespace().collect();
    let titles = words.iter().take_while(|word| is_title(word)).count();
    let (titles, name) = words.split_at(titles);
    (titles.to_vec(), name.to_vec())
}

/// What stands for a part of a person's name: “Anne” of Anne Miller, who is Mary Stern, is Mary, and so is “Annie”; “Miller” is Stern. A title
/// goes before what stands for the name behind it: “Dame Anne” is Dame Mary.
fn part(known: &Known, spelling: &str, titled: bool) -> String {
    let (_, full) = untitled(known.name());
    let (own, new) = untitled(&known.stands);
    let (titles, name) = untitled(spelling);
    if known.kind != PseudonymKind::Person || known.is_redacted() || new.is_empty() {
        return known.stands.clone();
    }
    let of = |word: &str| {
        let small = word.to_lowercase();
        let ends = || small.chars().next() == full[0].to_lowercase().chars().next() || is_short_for(word, full[0]);
        match full.iter().position(|own| own.to_lowercase() == small) {
            Some(n) if n + 1 == full.len() => new.last(),
            Some(0) => new.first(),
            Some(n) if full.len() == new.len() => new.get(n),
            Some(_) => None,
            None => ends().then(|| new.first()).flatten(),
        }
    };
    let one = match name.as_slice() {
        [word] if full.len() > 1 && new.len() > 1 => of(word).copied(),
        _ => None,
    };
    // The whole name is what the user wrote for it, with its title or without; a title that stands there already is not said twice.
    let whole = name.is_empty() || spelling.to_lowercase() == known.name().to_lowercase();
    let before: &[&str] = match (whole, one, titles.is_empty()) {
        (true, ..) | (false, None, true) => return if titled { new.join(" ") } else { known.stands.clone() },
        (false, Some(_), true) => &[],
        (false, _, false) => {
            if own.is_empty() {
                &titles
            } else {
                &own
            }
        }
    };
    before.iter().copied().chain(one.map_or(new.clone(), |word| vec![word])).collect::<Vec<_>>().join(" ")
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
