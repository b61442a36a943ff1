//! Markdown: bold, italic, headings and lists become styles, and the text loses its markup.

mod inline;

use super::draft::{Draft, Line};
use crate::text::StyleKind;
use inline::Inline;

/// The words of a Markdown text with their styles.
pub(super) fn read(source: &str) -> Draft {
    let mut reader =
        Reader { draft: Draft { text: String::with_capacity(source.len()), ..Draft::default() }, inline: Inline::default(), fenced: false };
    for line in source.split('\n') {
        reader.line(line);
    }
    let mut draft = reader.draft;
    if draft.text.ends_with('\n') {
        draft.text.pop();
    }
    let addresses = reader.inline.addresses;
    if addresses > 0 {
        draft.info(format!("{addresses} addresses of links and pictures were left out; their words are kept."));
    }
    draft
}

struct Reader {
    draft: Draft,
    inline: Inline,
    fenced: bool,
}

impl Reader {
    fn line(&mut self, line: &str) {
        let trimmed = line.trim_end_matches([' ', '\t']);
        let fence = trimmed.trim_start();
        if fence.starts_with("```") || fence.starts_with("~~~") {
            self.fenced = !self.fenced;
            return;
        }
        if self.fenced {
            return self.plain(trimmed);
        }
        if rule(fence) {
            self.underline(fence);
            return self.plain("");
        }
        let (block, words) = block(trimmed);
        self.words(block, words);
    }

    /// A line as it stands.
    fn plain(&mut self, line: &str) {
        let start = self.draft.text.len() as u32;
        self.draft.text.push_str(line);
        self.end(Line { start, ..Line::default() });
    }

    /// A line under another that makes it a heading.
    fn underline(&mut self, line: &str) {
        if !line.starts_with('=') {
            return;
        }
        let end = self.draft.text.len() as u32;
        if let Some(last) = self.draft.lines.last_mut().filter(|last| last.end + 1 == end && last.heading == 0) {
            last.heading = 1;
            let at = self.draft.styles.partition_point(|(bytes, _)| bytes.start < last.start);
            self.draft.styles.insert(at, (last.start..last.end, StyleKind::Heading(1)));
        }
    }

    fn words(&mut self, block: Block, words: &str) {
        let draft = &mut self.draft;
        let start = draft.text.len() as u32;
        let first = draft.styles.len();
        self.inline.read(words, &mut draft.text, &mut draft.styles);
        let end = draft.text.len() as u32;
        // Bold words that open a line wholly in italics are part of a quotation, no label.
        let opening = draft.styles.get(first).filter(|(bytes, kind)| bytes.start == start && *kind == StyleKind::Bold);
        let bold = opening.map_or(0, |(bytes, _)| bytes.end - start);
        let mut line = Line { start, bold, ..Line::default() };
        let kind = match block {
            Block::Heading(level) => {
                line.heading = level;
                Some(StyleKind::Heading(level))
            }
            Block::Item(depth) => {
                line.item = true;
                Some(StyleKind::Item(depth))
            }
            Block::Words => None,
        };
        if let Some(kind) = kind.filter(|_| end > start) {
            draft.styles.insert(first, (start..end, kind));
        }
        self.end(line);
    }

    fn end(&mut self, mut line: Line) {
        line.end = self.draft.text.len() as u32;
        if !line.of(&self.draft.text).trim().is_empty() {
            self.draft.lines.push(line);
        }
        self.draft.text.push('\n');
    }
}

/// What a line is before its words are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Block {
    Words,
    Heading(u8),
    Item(u8),
}

/// Whether a line is a rule or an underline: three or more of one sign and nothing else.
fn rule(line: &str) -> bool {
    let mut signs = line.bytes().filter(|byte| *byte != b' ');
    let Some(first) = signs.next().filter(|byte| matches!(byte, b'-' | b'*' | b'_' | b'=')) else { return false };
    let mut count = 1;
    signs.all(|byte| {
        count += 1;
        byte == first
    }) && count >= 3
}

/// What kind of line it is, and its words without the signs of that.
fn block(line: &str) -> (Block, &str) {
    let mut rest = line;
    while let Some(quoted) = rest.trim_start_matches(' ').strip_prefix('>') {
        rest = quoted.strip_prefix(' ').unwrap_or(quoted);
    }
    let body = rest.trim_start_matches([' ', '\t']);
    let level = body.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&level)
        && let Some(words) = body[level..].strip_prefix([' ', '\t'])
    {
        return (Block::Heading(level as u8), words.trim().trim_end_matches('#').trim_end());
    }
    if let Some(words) = body.strip_prefix(['-', '*', '+']).and_then(|words| words.strip_prefix([' ', '\t'])) {
        let indent: usize = rest[..rest.len() - body.len()].bytes().map(|byte| if byte == b'\t' { 4 } else { 1 }).sum();
        return (Block::Item((indent / 2).min(8) as u8), words.trim_start());
    }
    (Block::Words, rest)
}

/// How many signs of Markdown a text shows: labels in bold, headings, links, escapes.
pub(super) fn signs(text: &str) -> usize {
    let line_signs = |line: &str| {
        let heading = line.starts_with('#') && block(line).0 != Block::Words;
        let bold = line.starts_with("**") && line[2..].find("**").is_some_and(|end| end > 0);
        usize::from(heading) + usize::from(bold) * 2 + usize::from(line.contains("](http") || line.contains("\\[") || line.contains("\\#"))
    };
    text.lines().take(400).map(line_signs).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn styles(draft: &Draft) -> Vec<(&str, StyleKind)> {
        draft.styles.iter().map(|(bytes, kind)| (&draft.text[bytes.start as usize..bytes.end as usize], *kind)).collect()
    }

    #[test]
    fn markup_becomes_styles_and_leaves_the_words() {
        let draft =
            read("# The *first* day\n\n**Anna:** \\[04:15\\] it’s **not** 2\\*3 &amp; `a*b`\n- one [link](http://x.y/z_1)\n  - two_words_\n---\nend");
        assert_eq!(draft.text, "The first day\n\nAnna: [04:15] it’s not 2*3 & a*b\none link\ntwo_words_\n\nend");
        assert_eq!(
            styles(&draft),
            [
                ("The first day", StyleKind::Heading(1)),
                ("first", StyleKind::Italic),
                ("Anna:", StyleKind::Bold),
                ("not", StyleKind::Bold),
                ("one link", StyleKind::Item(0)),
                ("two_words_", StyleKind::Item(1)),
            ]
        );
        assert_eq!(draft.lines.iter().map(|line| (line.bold, line.heading)).collect::<Vec<_>>(), [(0, 1), (5, 0), (0, 0), (0, 0), (0, 0)]);
        assert_eq!(draft.notes.len(), 1);
    }

    #[test]
    fn quotes_lose_their_sign_and_fences_keep_their_words() {
        assert_eq!(read("> said *she*\n```\n*raw*\n```\nTitle\n=====").text, "said she\n*raw*\nTitle\n");
        assert_eq!(read("Title\n=====").lines[0].heading, 1);
    }
}
