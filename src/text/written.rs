//! Words as they are typed into a note: a line is a paragraph, and `# ` before it makes it a heading.

use super::{Geometry, SourceText, Structure, Style, StyleKind};
use crate::model::Span;

/// How deep headings go.
pub const DEEPEST: u8 = 6;

/// The level that a line gives itself and how many characters say so: `## Where we met` is of level 2 and has 3 of them.
pub fn heading_mark(line: &str) -> Option<(u8, u32)> {
    let level = line.chars().take_while(|c| *c == '#').count();
    let level = u8::try_from(level).ok().filter(|level| (1..=DEEPEST).contains(level))?;
    line[usize::from(level)..].starts_with(' ').then_some((level, u32::from(level) + 1))
}

/// A note of these words. Nobody speaks in it.
pub fn written(words: &str) -> SourceText {
    let words = words.trim_start_matches('\u{FEFF}').replace("\r\n", "\n").replace('\r', "\n");
    let (mut text, mut styles, mut at, mut first) = (String::with_capacity(words.len()), Vec::new(), 0u32, true);
    for line in words.trim_end().split('\n') {
        let (level, line) = match heading_mark(line) {
            Some((level, mark)) => (Some(level), line[mark as usize..].trim()),
            None => (None, line.trim_end()),
        };
        if !std::mem::take(&mut first) {
            text.push('\n');
            at += 1;
        }
        let end = at + line.chars().count() as u32;
        styles.extend(level.filter(|_| end > at).map(|level| Style { span: Span { start: at, end }, kind: StyleKind::Heading(level) }));
        text.push_str(line);
        at = end;
    }
    let text = Geometry::new(text);
    SourceText { structure: Structure { paragraphs: Structure::lines(text.text()), styles, ..Structure::default() }, geometry: text }
}

/// Whether an item of a list says its number itself, as `2.`, `a)`, `iv.` or `2.b)`, or brings a bullet of its own.
pub fn is_numbered(item: &str) -> bool {
    let first = item.split_whitespace().next().unwrap_or_default();
    let part = |part: &str| {
        let roman = part.chars().all(|c| "ivxIVX".contains(c));
        let letter = part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
        part.len() <= 4 && (part.chars().all(|c| c.is_ascii_digit()) || roman || letter)
    };
    let number = first.trim_start_matches('(');
    let signs = number.ends_with(['.', ')']) || number.contains('.') && number.ends_with(|c: char| c.is_ascii_digit());
    let number = number.trim_end_matches(['.', ')']);
    // Parts that are letters alone are an abbreviation.
    let parts = || number.split(['.', ')']);
    let counted = parts().count() == 1 || number.starts_with(|c: char| c.is_ascii_digit());
    matches!(first, "•" | "◦" | "▪" | "–" | "-" | "·" | "*") || signs && counted && !number.is_empty() && parts().all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_with_signs_before_them_are_headings_without_them() {
        let note = written("\u{FEFF}# The ward\r\n\r\nA queue. #3 was late.  \n### Später\n#No heading\n\n");
        assert_eq!(note.geometry.text(), "The ward\n\nA queue. #3 was late.\nSpäter\n#No heading");
        let seen: Vec<_> = note.structure.styles.iter().map(|style| (note.geometry.slice(style.span), style.kind)).collect();
        assert_eq!(seen, [("The ward", StyleKind::Heading(1)), ("Später", StyleKind::Heading(3))]);
        assert_eq!(note.structure.paragraphs.len(), 4);
        assert_eq!(written("").geometry.chars(), 0);
        assert_eq!(written("\n\nA").geometry.text(), "\n\nA");
    }

    #[test]
    fn an_item_that_says_its_number_is_known() {
        for item in ["1. First", "12) Twelfth", "a) One", "iv. Four", "2.b) Below", "(3) Third", "2.5 Half", "• Own", "- Own"] {
            assert!(is_numbered(item), "{item}");
        }
        for item in ["First", "We waited. Long.", "A good day", "No. Never.", "1980 was hard", "e.g. this", ""] {
            assert!(!is_numbered(item), "{item}");
        }
    }
}
