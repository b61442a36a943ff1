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
}
