//! Linguists' transcripts: each line begins with a speaker's code and a space, without a colon.

use super::{Head, Layout, Page};
use std::collections::HashMap;

/// `abc1950f the words`
pub(super) struct Codes;

/// The longest code in bytes.
const LONGEST: usize = 12;

impl Layout for Codes {
    fn name(&self) -> &'static str {
        "codes at the start of lines"
    }

    fn heads(&self, page: &Page) -> Vec<Head> {
        let found: Vec<Head> = (0..page.lines.len()).filter_map(|at| head(page, at)).collect();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for head in &found {
            *counts.entry(page.words(&head.name)).or_default() += 1;
        }
        let recur = counts.values().all(|count| *count > 1) && counts.len() > 1;
        // Nearly every line has to begin so, or the codes are only words with figures.
        if recur && found.len() * 5 >= page.lines.len() * 4 { found } else { Vec::new() }
    }
}

/// A line's code: letters and figures together, then a space or a tab.
fn head(page: &Page, line: usize) -> Option<Head> {
    let words = page.line(line);
    let (code, rest) = words.split_once([' ', '\t'])?;
    let letters = code.chars().filter(|c| c.is_alphabetic()).count();
    let figures = code.chars().filter(char::is_ascii_digit).count();
    let whole = letters + figures == code.chars().count() && code.starts_with(char::is_alphabetic);
    if !whole || letters == 0 || figures == 0 || code.len() > LONGEST || rest.trim().is_empty() {
        return None;
    }
    let start = page.lines[line].start;
    let end = start + code.len() as u32;
    let after = end + (words.len() - code.len() - rest.trim_start().len()) as u32;
    Some(Head { line, name: start..end, label: start..after, time: after..after, from: None, to: None })
}
