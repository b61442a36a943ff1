//! Who speaks where: every layout reads the lines for the heads of turns, and the one that finds most wins.

mod arrow;
mod assemble;
mod blocks;
mod bold;
mod codes;
mod colon;
mod columns;
mod given;
mod header;
mod inline;
mod kept;
pub(super) mod labels;
mod lists;
mod own;
#[cfg(test)]
mod tests;
pub(crate) mod times;

pub use given::SpeakerPattern;
pub use kept::KeptPattern;
pub use own::Own;

pub(super) use colon::heads_of;

use super::draft::{Bytes, Draft, Line};
use crate::text::MarkKind;
use std::borrow::Cow;

/// The lines that a layout looks at.
pub(super) struct Page<'a> {
    /// The whole text.
    pub text: &'a str,
    /// Its lines that hold words.
    pub lines: &'a [Line],
}

impl<'a> Page<'a> {
    /// The words of a line.
    pub fn line(&self, at: usize) -> &'a str {
        self.lines[at].of(self.text)
    }

    /// Whether an empty line stands before a line.
    pub fn is_parted(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or(0, |before| self.lines[before].end as usize);
        self.text[before..self.lines[at].first() as usize].bytes().filter(|byte| *byte == b'\n').nth(1).is_some()
    }

    /// The words of a range.
    pub fn words(&self, bytes: &Bytes) -> &'a str {
        &self.text[bytes.start as usize..bytes.end as usize]
    }
}

/// Where a turn begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// The place of its line.
    pub line: usize,
    /// The speaker's name.
    pub name: Bytes,
    /// The label with its colon and the space after it.
    pub label: Bytes,
    /// The time beside the label, or nothing.
    pub time: Bytes,
    /// When the turn begins, in milliseconds.
    pub from: Option<i64>,
    /// When it ends.
    pub to: Option<i64>,
}

/// A way of writing who speaks.
pub(super) trait Layout: Sync {
    /// Its name in plain words.
    fn name(&self) -> &'static str;
    /// The heads of turns that it finds; empty where the text is not written so.
    fn heads(&self, page: &Page) -> Vec<Head>;
    /// What a head counts for, in quarters: signs that nothing else uses count for more than a colon.
    fn weight(&self) -> usize {
        4
    }
    /// The words before a colon at the start of paragraphs that could be labels and were taken for what is said, one a paragraph.
    fn passed(&self, _page: &Page, _heads: &[Head]) -> Vec<String> {
        Vec::new()
    }
    /// Whether heads of the same voice after one another are one turn.
    fn joins(&self) -> bool {
        false
    }
}

/// The layouts; where two score alike, the earlier one wins.
static LAYOUTS: [&dyn Layout; 8] =
    [&bold::Inside, &bold::Outside, &colon::Colon, &header::Header, &inline::Inline, &arrow::Arrow, &columns::Columns, &codes::Codes];

/// A turn in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DraftTurn {
    /// From its label to the end of its last line.
    pub bytes: Bytes,
    /// Its place in `Reading::voices`.
    pub speaker: u32,
    /// When it begins, in milliseconds.
    pub from: Option<i64>,
    /// When it ends.
    pub to: Option<i64>,
}

/// Who speaks where in a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    /// The layout's name, empty where nobody speaks.
    pub layout: &'static str,
    /// The turns in order.
    pub turns: Vec<DraftTurn>,
    /// Labels and times that stand in the text, in order and without overlaps.
    pub marks: Vec<(Bytes, MarkKind)>,
    /// The voices by their labels, in the order they are first heard.
    pub voices: Vec<String>,
    /// The words before a colon at the start of paragraphs that could be labels and were taken for what is said, one a paragraph.
    pub passed: Vec<String>,
}

impl Reading {
    /// Of a text in which nobody speaks.
    fn unspoken(page: &Page) -> Self {
        Self { marks: assemble::times_in_brackets(page), ..Self::default() }
    }
}

/// Reads a draft as the user says that its speakers are written; where nothing in it is written so, as [`read`] does, and says it.
pub(super) fn read_as(draft: &mut Draft, given: Option<&SpeakerPattern>) -> Reading {
    let Some(pattern) = given else { return read(draft) };
    let spoken = spoken(&draft.lines);
    let page = Page { text: &draft.text, lines: &spoken };
    let heads = pattern.heads(&page);
    if heads.is_empty() && *pattern != SpeakerPattern::Nobody {
        drop(spoken);
        let reading = read(draft);
        draft.look(format!("No speaker is written as you said ({}): the file was read as it seems to be.", pattern.words()));
        return reading;
    }
    if heads.is_empty() {
        return Reading::unspoken(&page);
    }
    assemble::assemble(&page, pattern, &heads)
}

/// The lines in which somebody may speak. Footnotes stand at the end and are nobody's.
fn spoken(lines: &[Line]) -> Cow<'_, [Line]> {
    if lines.iter().any(|line| line.aside) {
        return lines.iter().filter(|line| !line.aside).cloned().collect();
    }
    Cow::Borrowed(lines)
}

/// Reads a draft with the layout that finds most.
pub(super) fn read(draft: &Draft) -> Reading {
    let spoken = spoken(&draft.lines);
    let page = Page { text: &draft.text, lines: &spoken };
    let mut best: Option<(&dyn Layout, Vec<Head>)> = None;
    let mut most = 0;
    for layout in LAYOUTS {
        let heads = layout.heads(&page);
        let score = heads.len() * layout.weight();
        if score > most {
            most = score;
            best = Some((layout, heads));
        }
    }
    match best {
        Some((layout, heads)) => Reading { passed: layout.passed(&page, &heads), ..assemble::assemble(&page, layout, &heads) },
        None => Reading::unspoken(&page),
    }
}
