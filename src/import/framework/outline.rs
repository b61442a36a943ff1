//! A framework from an indented outline, as it is typed or pasted.

use crate::error::{Error, Result};
use crate::project::{Template, TemplateCode};

/// Columns that a tab goes on to.
const TAB: usize = 4;

/// The framework of an outline: one code a line, deeper ones indented by tabs or spaces or under Markdown headings. Bullets and
/// numbers in front are left out, `2.5 Name` and `L2.5 Name` give a short name, and what follows `Name: ` is the description.
///
/// # Errors
/// An outline without a code.
pub fn outline(text: &str, name: &str) -> Result<Template> {
    let mut root = TemplateCode::default();
    // The depths at which the open codes stand, outermost first.
    let mut open: Vec<usize> = Vec::new();
    let mut below_heading = 0;
    for line in text.lines() {
        let Some((indent, words)) = taken_apart(line) else { continue };
        let depth = match heading(words) {
            Some(level) => {
                below_heading = level * 1000;
                (level - 1) * 1000
            }
            None => below_heading + indent,
        };
        while open.last().is_some_and(|last| *last >= depth) {
            open.pop();
        }
        last_at(&mut root, open.len()).children.push(code(words.trim_start_matches('#').trim()));
        open.push(depth);
    }
    match root.children.is_empty() {
        true => Err(Error::hint("there is no code in that outline", "Write one code a line, deeper ones indented.")),
        false => Ok(Template { name: name.into(), codes: root.children, ..Template::default() }),
    }
}

/// The last code that is `depth` below another.
fn last_at(code: &mut TemplateCode, depth: usize) -> &mut TemplateCode {
    if depth == 0 || code.children.is_empty() {
        return code;
    }
    let last = code.children.len() - 1;
    last_at(&mut code.children[last], depth - 1)
}

/// How far a line is indented, and its words without the bullet; nothing for an empty line.
fn taken_apart(line: &str) -> Option<(usize, &str)> {
    let mut indent = 0;
    let words = line.trim_start_matches(|c: char| {
        indent = match c {
            '\t' => (indent / TAB + 1) * TAB,
            c if c.is_whitespace() || c == '\u{feff}' => indent + usize::from(c != '\u{feff}'),
            _ => return false,
        };
        true
    });
    let bare = words.strip_prefix(['-', '*', '+', '•', '◦', '▪', '–', '·']).filter(|rest| rest.starts_with(char::is_whitespace)).unwrap_or(words);
    let bare = without_number(bare.trim_start());
    (!bare.trim().is_empty()).then_some((indent, bare.trim()))
}

/// A line without `1.`, `1)` or `a)` in front; `2.5` is no number of a list.
fn without_number(words: &str) -> &str {
    let Some((first, rest)) = words.split_once(char::is_whitespace) else { return words };
    let listed = first.strip_suffix(['.', ')']).is_some_and(|number| {
        let digits = !number.is_empty() && number.len() <= 3 && number.chars().all(|c| c.is_ascii_digit());
        digits || number.len() == 1 && first.ends_with(')') && number.chars().all(|c| c.is_ascii_alphabetic())
    });
    if listed { rest } else { words }
}

/// The level of a Markdown heading.
fn heading(words: &str) -> Option<usize> {
    let level = words.chars().take_while(|c| *c == '#').count();
    (1..=6).contains(&level).then_some(level).filter(|_| words[level..].starts_with(char::is_whitespace))
}

/// A code of one line: short name, name, description.
fn code(line: &str) -> TemplateCode {
    let (short, rest) = match line.split_once(char::is_whitespace) {
        Some((first, rest)) if is_short(first) => (first.trim_end_matches(['.', ':']), rest.trim()),
        _ => ("", line),
    };
    let (name, description) = rest.split_once(": ").unwrap_or((rest, ""));
    let name = name.trim().trim_end_matches(':').trim();
    TemplateCode { name: name.into(), short: short.into(), description: description.trim().into(), ..TemplateCode::default() }
}

/// Whether a word is a number such as `2.5`, `L2.5` or `L2`.
fn is_short(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ':']);
    let digits = word.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let letters = word.len() - digits.len();
    let numbered = !digits.is_empty() && digits.split('.').all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()));
    numbered && letters <= 2 && (letters > 0 || digits.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(codes: &[TemplateCode], depth: usize) -> Vec<String> {
        codes.iter().flat_map(|code| [vec![format!("{}{}", " ".repeat(depth), code.name)], names(&code.children, depth + 1)].concat()).collect()
    }

    #[test]
    fn indentation_by_tabs_spaces_and_bullets_makes_the_tree() {
        let text = "Money\n\t- Shares: who gets what\n\t- Costs\n\t\t• Posts\n\nTrust\n    1. Before terms\n    2. After\n";
        let template = outline(text, "Working").unwrap();
        assert_eq!(names(&template.codes, 0), ["Money", " Shares", " Costs", "  Posts", "Trust", " Before terms", " After"]);
        assert_eq!((template.name.as_str(), template.codes[0].children[0].description.as_str()), ("Working", "who gets what"));
    }

    #[test]
    fn numbers_become_short_names_and_headings_hold_what_follows() {
        let template = outline("# L1 Reach\n- 1.1 Levels: how deep\n## Deeper\ntext\n# Cost\n", "x").unwrap();
        assert_eq!(names(&template.codes, 0), ["Reach", " Levels", " Deeper", "  text", "Cost"]);
        assert_eq!((template.codes[0].short.as_str(), template.codes[0].children[0].short.as_str()), ("L1", "1.1"));
    }

    #[test]
    fn a_line_that_goes_back_half_way_joins_the_nearest_level() {
        let template = outline("A\n        B\n    C\n  D\nE", "x").unwrap();
        assert_eq!(names(&template.codes, 0), ["A", " B", " C", " D", "E"]);
    }

    #[test]
    fn nothing_is_no_framework() {
        assert!(outline(" \n\n- \n", "x").is_err());
    }

    proptest::proptest! {
        #[test]
        fn any_lines_give_one_code_each(lines in proptest::collection::vec("[\\t ]{0,6}[A-Za-zé#:.\\-]{0,3}[a-z]{1,9}", 1..40)) {
            let template = outline(&lines.join("\n"), "x").unwrap();
            proptest::prop_assert_eq!(names(&template.codes, 0).len(), lines.len());
        }
    }
}
