//! What Read shows of a source: blocks to be laid out, with number and voice beside the first of each turn. Plain values.

use crate::analysis::Corpus;
use crate::model::{Passage, SourceId, Span, SpeakerRole, VersionId};
use crate::text::{SourceText, StyleKind};
use std::sync::Arc;

/// Scalar values above which a paragraph is laid out in pieces, so that no one of them takes long.
const LONGEST: u32 = 6_000;

/// A paragraph, or a piece of a very long one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands in the text, hidden marks included.
    pub span: Span,
    /// The turn it belongs to, from 0.
    pub turn: Option<u32>,
    /// Whether it is the first block of its turn, which shows number and voice.
    pub first: bool,
    /// Whether it follows the block above without a gap: a piece of the same paragraph.
    pub runs_on: bool,
    /// What it is besides plain words.
    pub kind: BlockKind,
}

/// An empty line that shows while a text is corrected, because the caret is on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fresh {
    /// Where it stands; hidden marks may be on it.
    pub span: Span,
    /// The turn it belongs to, from 0.
    pub turn: Option<u32>,
    /// Whether it begins its turn.
    pub first: bool,
    /// Who speaks there, where the text does not say so yet.
    pub speaker: Option<u32>,
    /// Whether its turn is one that the text does not have yet.
    pub new: bool,
    /// Whether it stands above the paragraph that its place begins; a turn that begins there begins with it.
    pub above: bool,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Plain words.
    Words,
    /// A heading of a level from 1 to 6.
    Heading(u8),
    /// An item of a list, at a depth from 0, and whether a bullet stands before it: one that says its number has none.
    Item(u8, bool),
}

impl BlockKind {
    /// Whether a bullet stands before it.
    pub fn has_bullet(self) -> bool {
        matches!(self, Self::Item(_, true))
    }
}

/// A voice as the gutter shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// Its label.
    pub name: String,
    /// Whether it asks: set lighter than those whose words are data.
    pub asks: bool,
}

/// A source as Read shows it.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The source.
    pub source: SourceId,
    /// The version shown.
    pub version: VersionId,
    /// Its text.
    pub text: Arc<SourceText>,
    /// Its blocks, by start.
    pub blocks: Vec<Block>,
    /// The voices, by the number that turns name them with.
    pub voices: Vec<Voice>,
    /// 0 for the text as it is stored, else the state of its correction.
    pub edition: u64,
    /// The empty line, by its place among the blocks, and who speaks there.
    line: Option<(usize, Fresh)>,
}

impl Sheet {
    /// The sheet of a source.
    pub fn new(corpus: &Corpus, source: SourceId, version: VersionId, text: Arc<SourceText>) -> Self {
        Self { source, version, blocks: blocks(&text), voices: voices(corpus, source), text, edition: 0, line: None }
    }

    /// Words of it, whatever is corrected later. While it is corrected, its places are not those of its version.
    pub fn passage(&self, span: Span) -> Passage {
        Passage { source: self.source, version: self.version, span }
    }

    /// The sheet of the same source while it is corrected: another text, perhaps with voices of these names after the first `known`.
    pub fn rewritten(&self, text: Arc<SourceText>, edition: u64, fresh: Option<Fresh>, known: u32, names: impl Iterator<Item = String>) -> Self {
        let mut blocks = blocks(&text);
        let line = fresh.map(|fresh| {
            if fresh.above {
                return (above(&mut blocks, fresh), fresh);
            }
            let at = blocks.partition_point(|block| block.span.start < fresh.span.start || block.span.end <= fresh.span.start);
            let Fresh { span, turn, first, new, .. } = fresh;
            blocks.insert(at, Block { span, turn, first, runs_on: false, kind: BlockKind::Words });
            // The rest of its turn begins with it.
            if let Some(next) = blocks.get_mut(at + 1).filter(|next| first && !new && next.turn == turn) {
                next.first = false;
            }
            (at, fresh)
        });
        let mut voices: Vec<Voice> = self.voices.iter().take(known as usize).cloned().collect();
        voices.extend(names.map(|name| Voice { name, asks: false }));
        Self { source: self.source, version: self.version, text, blocks, voices, edition, line }
    }

    /// What makes up a block while the text is corrected, as one number: the same words with the same marks and styles look the same.
    pub fn looks(&self, at: usize) -> u128 {
        let block = &self.blocks[at];
        let structure = &self.text.structure;
        let mut hash = blake3::Hasher::new();
        hash.update(self.text.geometry.slice(block.span).as_bytes());
        for mark in structure.marks_in(block.span) {
            hash.update(&[0xFF])
                .update(&mark.span.start.wrapping_sub(block.span.start).to_le_bytes())
                .update(&mark.span.end.wrapping_sub(block.span.start).to_le_bytes());
        }
        let from = structure.styles.partition_point(|style| style.span.start < block.span.start);
        for style in structure.styles[from..].iter().take_while(|style| style.span.start < block.span.end) {
            hash.update(format!("{:?}{}{}", style.kind, style.span.start - block.span.start, style.span.len()).as_bytes());
        }
        let mut half = [0; 16];
        half.copy_from_slice(&hash.finalize().as_bytes()[..16]);
        u128::from_le_bytes(half)
    }

    /// The block that holds `at`, or the last one before it.
    pub fn block_at(&self, at: u32) -> usize {
        if let Some((line, _)) = self.line.filter(|(_, fresh)| fresh.above && fresh.span.end == at) {
            return line;
        }
        self.blocks.partition_point(|block| block.span.start <= at).saturating_sub(1)
    }

    /// The voice of a block.
    pub fn voice(&self, block: &Block) -> Option<&Voice> {
        if let Some((_, Fresh { speaker: Some(speaker), .. })) = self.line.filter(|(at, _)| self.blocks.get(*at) == Some(block)) {
            return self.voices.get(speaker as usize);
        }
        let turn = self.text.structure.turns.get(block.turn? as usize)?;
        self.voices.get(turn.speaker as usize)
    }

    /// The number of the turn that begins with a block, from 1.
    pub fn number(&self, at: usize) -> Option<u32> {
        let block = self.blocks.get(at).filter(|block| block.first)?;
        let more = self.line.is_some_and(|(line, fresh)| fresh.new && fresh.first && line < at);
        block.turn.map(|turn| turn + 1 + u32::from(more))
    }

    /// Whether the words of a block are an interviewer's.
    pub fn asks(&self, block: &Block) -> bool {
        self.voice(block).is_some_and(|voice| voice.asks)
    }

    /// The words of a span, without labels and times.
    pub fn words(&self, span: Span) -> String {
        self.text.words_of(span)
    }
}

/// Puts an empty line above the block that its place begins; gives where.
fn above(blocks: &mut Vec<Block>, Fresh { span, .. }: Fresh) -> usize {
    let at = blocks.partition_point(|block| block.span.start <= span.end).saturating_sub(1);
    let (turn, first) = blocks.get(at).map_or((None, false), |below| (below.turn, below.first));
    if let Some(below) = blocks.get_mut(at) {
        (below.span.start, below.first) = (span.end, false);
    }
    blocks.insert(at, Block { span, turn, first, runs_on: false, kind: BlockKind::Words });
    at
}

/// The voices of a source by number, through merges.
fn voices(corpus: &Corpus, source: SourceId) -> Vec<Voice> {
    let count = corpus.speakers(source).iter().map(|speaker| speaker.number + 1).max().unwrap_or(0);
    let voice = |number| match corpus.speaker(source, number) {
        Some(speaker) => Voice { name: speaker.name.clone(), asks: speaker.role != SpeakerRole::Participant },
        None => Voice { name: String::new(), asks: false },
    };
    (0..count).map(voice).collect()
}

fn blocks(text: &SourceText) -> Vec<Block> {
    let structure = &text.structure;
    let mut blocks = Vec::with_capacity(structure.paragraphs.len());
    let (mut turn, mut shown) = (0usize, None);
    for paragraph in &structure.paragraphs {
        while structure.turns.get(turn).is_some_and(|t| t.span.end <= paragraph.start) {
            turn += 1;
        }
        let own = structure.turns.get(turn).filter(|t| t.span.start < paragraph.end).map(|_| turn as u32);
        if super::steps::tighten(text, *paragraph).is_empty() {
            continue;
        }
        let first = own.is_some() && own != shown;
        shown = own.or(shown);
        let kind = kind(text, *paragraph);
        for (n, span) in pieces(text, *paragraph).into_iter().enumerate() {
            blocks.push(Block { span, turn: own, first: first && n == 0, runs_on: n > 0, kind });
        }
    }
    blocks
}

fn kind(text: &SourceText, paragraph: Span) -> BlockKind {
    let styles = &text.structure.styles;
    let from = styles.partition_point(|style| style.span.start < paragraph.start);
    let here = styles[from..].iter().take_while(|style| style.span.start < paragraph.end);
    let found = here.filter_map(|style| match style.kind {
        StyleKind::Heading(level) => Some(BlockKind::Heading(level)),
        StyleKind::Item(depth) => {
            let begin = Span { end: paragraph.end.min(paragraph.start + 24), ..paragraph };
            Some(BlockKind::Item(depth, !crate::text::is_numbered(text.geometry.slice(begin))))
        }
        _ => None,
    });
    found.take(1).next().unwrap_or(BlockKind::Words)
}

/// A paragraph cut after spaces into pieces of at most `LONGEST`.
fn pieces(text: &SourceText, paragraph: Span) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut start = paragraph.start;
    while paragraph.end - start > LONGEST {
        let words = text.geometry.slice(Span { start, end: start + LONGEST });
        let tail = words.chars().rev().take_while(|c| !c.is_whitespace()).count() as u32;
        let len = if tail < LONGEST { LONGEST - tail } else { LONGEST };
        pieces.push(Span { start, end: start + len });
        start += len;
    }
    pieces.push(Span { start, end: paragraph.end });
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Geometry, Mark, MarkKind, Structure, Turn};

    #[test]
    fn blocks_know_their_turns_and_leave_out_lines_of_labels_alone() {
        let words = "Title\nA:\nOne.\nTwo.\nB: Three.\n";
        let at = |needle: &str| words.find(needle).unwrap() as u32;
        let turn = |start: u32, end: u32, speaker: u32| Turn { span: Span { start, end }, speaker, from: None, to: None };
        let mark = |start: u32, len: u32| Mark { span: Span { start, end: start + len }, kind: MarkKind::Label };
        let structure = Structure {
            paragraphs: Structure::lines(words),
            turns: vec![turn(at("A:"), at("B:") - 1, 0), turn(at("B:"), words.len() as u32 - 1, 1)],
            marks: vec![mark(at("A:"), 2), mark(at("B:"), 3)],
            styles: Vec::new(),
        };
        let list = blocks(&SourceText { geometry: Geometry::new(words), structure });
        let seen: Vec<_> = list.iter().map(|b| (b.turn, b.first)).collect();
        assert_eq!(seen, [(None, false), (Some(0), true), (Some(0), false), (Some(1), true)]);
    }

    #[test]
    fn an_item_has_a_bullet_unless_it_says_its_number() {
        let words = "1. First\nSecond\n";
        let item = |start: u32, end: u32| crate::text::Style { span: Span { start, end }, kind: StyleKind::Item(0) };
        let structure = Structure { paragraphs: Structure::lines(words), styles: vec![item(0, 8), item(9, 15)], ..Structure::default() };
        let list = blocks(&SourceText { geometry: Geometry::new(words), structure });
        let kinds: Vec<_> = list.iter().map(|block| block.kind).collect();
        assert_eq!(kinds, [BlockKind::Item(0, false), BlockKind::Item(0, true)]);
    }

    #[test]
    fn a_very_long_paragraph_is_cut_after_spaces() {
        let words = "word ".repeat(5_000);
        let text =
            SourceText { structure: Structure { paragraphs: Structure::lines(&words), ..Structure::default() }, geometry: Geometry::new(words) };
        let list = blocks(&text);
        assert!(list.len() > 3 && list[1..].iter().all(|b| b.runs_on && text.geometry.slice(b.span).starts_with("word")));
        assert!(list.windows(2).all(|pair| pair[0].span.end == pair[1].span.start) && list.iter().all(|b| b.span.len() <= LONGEST));
    }
}
