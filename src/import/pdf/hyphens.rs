//! Words that a line end parts: joined, with or without the hyphen.

use super::rows::is_wide;
use std::collections::HashSet;

/// Words after which a hyphen at a line's end is meant: “pre- and post-war”.
const ANDS: [&str; 16] = ["and", "or", "to", "und", "oder", "bzw", "bis", "et", "ou", "y", "o", "e", "en", "of", "og", "och"];

/// The words that a document writes within its lines, in small letters.
#[derive(Debug, Default)]
pub(super) struct Known(HashSet<String>);

impl Known {
    /// The words of lines; those that a line's end parts are not known.
    pub fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut known = HashSet::new();
        for line in lines {
            let whole = line.strip_suffix(hyphen).map_or(line, |rest| rest.rsplit_once(' ').map_or("", |(rest, _)| rest));
            known.extend(whole.split_whitespace().map(bare).filter(|word| !word.is_empty()));
        }
        Self(known)
    }

    fn has(&self, word: &str) -> bool {
        self.0.contains(&bare(word))
    }
}

/// A word in small letters without the signs around it.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).replace('\u{2010}', "-").to_lowercase()
}

fn hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{AD}')
}

/// Whether a line ends in a hyphen that parts a word.
pub(super) fn parts_a_word(line: &str) -> bool {
    let before = line.strip_suffix(hyphen).and_then(|rest| rest.chars().next_back());
    before.is_some_and(char::is_alphanumeric)
}

/// Adds a line to the text of its paragraph; says whether a hyphen was taken out.
pub(super) fn join(text: &mut String, next: &str, known: &Known) -> bool {
    let Some(first) = next.chars().next() else { return false };
    if text.ends_with('\u{AD}') {
        text.pop();
        text.push_str(next);
        return true;
    }
    if !parts_a_word(text) {
        let wide = text.ends_with(is_wide) && is_wide(first);
        if !wide && !text.is_empty() {
            text.push(' ');
        }
        text.push_str(next);
        return false;
    }
    let head = text.trim_end_matches(hyphen).rsplit(char::is_whitespace).next().unwrap_or("").to_owned();
    let tail = next.split(char::is_whitespace).next().unwrap_or("");
    if ANDS.contains(&bare(tail).as_str()) || tail.chars().count() == 1 {
        // A word that stops, or one that is made up later.
        text.push(' ');
    } else if first.is_lowercase() && head.ends_with(char::is_alphabetic) {
        let (joined, kept) = (known.has(&format!("{head}{tail}")), known.has(&format!("{head}-{tail}")));
        // Two hyphens in one word are a compound's: “day-to-\nday”.
        if joined || !kept && !head.contains(hyphen) {
            text.pop();
            text.push_str(next);
            return true;
        }
    }
    text.push_str(next);
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(lines: &str) -> String {
        let known = Known::of(lines.lines());
        let mut text = String::new();
        lines.lines().for_each(|line| _ = join(&mut text, line, &known));
        text
    }

    #[test]
    fn hyphens_of_line_ends_go_and_those_of_words_stay() {
        assert_eq!(joined("an or-\nganisation"), "an organisation");
        assert_eq!(joined("a well-known name, well-\nknown to us"), "a well-known name, well-known to us");
        assert_eq!(joined("the pre-\nand post-war years"), "the pre- and post-war years");
        assert_eq!(joined("from day-to-\nday, 2019-\n2020, Anglo-\nAmerican"), "from day-to-day, 2019-2020, Anglo-American");
        assert_eq!(joined("it was opti\u{AD}\nonal –\nso"), "it was optional – so");
        assert_eq!(joined("我们是\n朋友"), "我们是朋友");
    }
}
