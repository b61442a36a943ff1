//! Which words of one text are which words of another: whole sentences and longer runs by themselves, wherever they stand, then what lies between them.

use super::heaviest::in_order;
use super::words::Tokens;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// Parts of two texts that differ, as bytes of both.
pub(super) type Hunk = (Range<usize>, Range<usize>);

/// Words in a row that are the same in both when they stand at other places there: fewer are any words.
const MOVED: usize = 4;
/// Words in a row that hold unlike neighbours together.
pub(super) const ANCHOR: usize = 3;

/// A word of what differs.
pub(super) struct Word {
    pub at: Range<usize>,
    pub hunk: usize,
    /// The sentence it is of.
    pub unit: usize,
    pub id: u32,
}

/// A sentence of what differs.
pub(super) struct Unit<'a> {
    /// Its words.
    pub words: Range<usize>,
    /// How it reads.
    pub reads: &'a str,
    /// The line that it stands in.
    pub line: usize,
}

/// The words of one text in what differs.
pub(super) struct Side<'a> {
    pub text: &'a str,
    pub words: Vec<Word>,
    /// Its words, for every hunk.
    pub hunks: Vec<Range<usize>>,
    /// Its sentences.
    pub units: Vec<Unit<'a>>,
}

/// Two texts, and which word of the old one each word of the new one is.
pub(super) struct Paired<'a> {
    pub a: Side<'a>,
    pub b: Side<'a>,
    pub from: Vec<Option<usize>>,
    pub used: Vec<bool>,
}

/// Words in a row that are the same in both.
#[derive(Clone, Copy)]
pub(super) struct Run {
    pub a: usize,
    pub b: usize,
    pub len: usize,
    /// Whether it is a whole sentence.
    pub whole: bool,
}

/// Pairs the words of two texts in what differs; no word is taken twice.
pub(super) fn pair<'a>(old: &'a str, new: &'a str, hunks: &[Hunk]) -> Paired<'a> {
    let mut ids = HashMap::new();
    let a = Side::new(old, hunks.iter().map(|hunk| hunk.0.clone()), &mut ids);
    let b = Side::new(new, hunks.iter().map(|hunk| hunk.1.clone()), &mut ids);
    let (from, used) = (vec![None; b.words.len()], vec![false; a.words.len()]);
    let mut paired = Paired { a, b, from, used };
    let mut runs = if paired.is_much() {
        let mut at = 0;
        let ends = hunks.iter().map(|hunk| hunk.0.clone()).chain(std::iter::once(old.len()..old.len()));
        let same: Vec<&str> = ends.map(|hunk| &old[std::mem::replace(&mut at, hunk.end)..hunk.start]).collect();
        paired.moved(&same, &ids)
    } else {
        paired.unmoved()
    };
    runs.sort_by_key(|run| run.b);
    let mut first = 0;
    for n in 0..hunks.len() {
        let len = runs[first..].iter().take_while(|run| paired.b.words[run.b].hunk == n).count();
        paired.within(n, &runs[first..first + len]);
        first += len;
    }
    paired
}

impl<'a> Side<'a> {
    fn new(text: &'a str, parts: impl Iterator<Item = Range<usize>>, ids: &mut HashMap<Cow<'a, str>, u32>) -> Self {
        let mut side = Self { text, words: Vec::new(), hunks: Vec::new(), units: Vec::new() };
        let (mut line, mut counted) = (0, 0);
        for (hunk, part) in parts.enumerate() {
            let first = side.words.len();
            for unit in sentences(&text[part.clone()]) {
                let unit = part.start + unit.start..part.start + unit.end;
                let begin = side.words.len();
                line += text[counted..unit.start].matches('\n').count();
                counted = unit.start;
                for word in Tokens::new(&text[unit.clone()]) {
                    let at = unit.start + word.start..unit.start + word.end;
                    let next = ids.len() as u32;
                    let id = *ids.entry(folded(&text[at.clone()])).or_insert(next);
                    side.words.push(Word { at, hunk, unit: side.units.len(), id });
                }
                if begin < side.words.len() {
                    side.units.push(Unit { words: begin..side.words.len(), reads: text[unit].trim(), line });
                }
            }
            side.hunks.push(first..side.words.len());
        }
        side
    }

    pub fn same(&self, n: usize, other: &Self, m: usize) -> bool {
        self.words[n].id == other.words[m].id
    }
}

impl Paired<'_> {
    /// Whether more than a word differs, so that something may have moved.
    fn is_much(&self) -> bool {
        let (mut old, mut new) = (0, 0);
        for (a, b) in self.a.hunks.iter().zip(&self.b.hunks) {
            let same = |(n, m): &(usize, usize)| self.a.same(*n, &self.b, *m);
            let front = a.clone().zip(b.clone()).take_while(same).count();
            let back = (a.start + front..a.end).rev().zip((b.start + front..b.end).rev()).take_while(same).count();
            (old, new) = (old + a.len() - front - back, new + b.len() - front - back);
        }
        old.min(new) > 1
    }

    /// Whether a word of the old text is one of the new text's.
    pub fn is_used(&self, word: usize) -> bool {
        self.used[word]
    }

    pub fn take(&mut self, run: Run) {
        for n in 0..run.len {
            (self.from[run.b + n], self.used[run.a + n]) = (Some(run.a + n), true);
        }
    }

    /// Pairs what lies between the runs that stay in their order within a hunk; short runs that moved are given up.
    fn within(&mut self, hunk: usize, runs: &[Run]) {
        let (mine, theirs) = (self.a.hunks[hunk].clone(), self.b.hunks[hunk].clone());
        let here: Vec<Run> = runs.iter().filter(|run| self.a.words[run.a].hunk == hunk).copied().collect();
        let stays = in_order(&here.iter().map(|run| (run.a, run.len)).collect::<Vec<_>>());
        let stay: Vec<Run> = here.iter().zip(&stays).filter(|(_, stays)| **stays).map(|(run, _)| *run).collect();
        for run in runs.iter().filter(|run| !run.whole && run.len < MOVED && !stay.iter().any(|stay| stay.b == run.b)) {
            for n in 0..run.len {
                (self.from[run.b + n], self.used[run.a + n]) = (None, false);
            }
        }
        let (mut a, mut b) = (mine.start, theirs.start);
        for run in stay.iter().copied().chain([Run { a: mine.end, b: theirs.end, len: 0, whole: false }]) {
            self.between(a..run.a, b..run.b);
            (a, b) = (run.a + run.len, run.b + run.len);
        }
    }

    /// Pairs words that lie between the same words in both texts, in their order.
    fn between(&mut self, a: Range<usize>, b: Range<usize>) {
        let a: Vec<usize> = a.filter(|n| !self.used[*n]).collect();
        let b: Vec<usize> = b.filter(|n| self.from[*n].is_none()).collect();
        if a.is_empty() || b.is_empty() {
            return;
        }
        let ids = |side: &Side, list: &[usize]| list.iter().map(|n| side.words[*n].id).collect::<Vec<u32>>();
        let mut runs: Vec<Range2> = Vec::new();
        for op in capture_diff_slices(Algorithm::Myers, &ids(&self.a, &a), &ids(&self.b, &b)) {
            let (old, new) = (op.old_range(), op.new_range());
            let corrected = old.len() == new.len() && old.clone().zip(new.clone()).all(|(n, m)| self.alike(a[n], b[m]));
            if !matches!(op, DiffOp::Equal { .. }) && !corrected {
                continue;
            }
            match runs.last_mut() {
                Some(last) if last.a.end == old.start && last.b.end == new.start => (last.a.end, last.b.end) = (old.end, new.end),
                _ => runs.push(Range2 { a: old, b: new }),
            }
        }
        let (units_a, units_b): (Vec<usize>, Vec<usize>) =
            (a.iter().map(|n| self.a.words[*n].unit).collect(), b.iter().map(|n| self.b.words[*n].unit).collect());
        give_up_weak(&mut runs, &units_a, &units_b);
        for run in runs {
            for (n, m) in run.a.zip(run.b) {
                (self.from[b[m]], self.used[a[n]]) = (Some(a[n]), true);
            }
        }
    }

    /// Whether a word is another one with some letters corrected: half of the longer one is in both, from the front or the back.
    fn alike(&self, a: usize, b: usize) -> bool {
        let (old, new) = (&self.a.text[self.a.words[a].at.clone()], &self.b.text[self.b.words[b].at.clone()]);
        let (front, back) = shared(old, new);
        let same = old[..front].chars().count() + old[old.len() - back..].chars().count();
        same >= 2 && same * 2 >= old.chars().count().max(new.chars().count())
    }
}

/// Words in a row in two lists.
struct Range2 {
    a: Range<usize>,
    b: Range<usize>,
}

/// Gives up runs of one or two words between changes that are as large as they are: such words stand in any two sentences. Given are the
/// sentences of all words. Whole sentences that were put in or taken out beside a run change nothing of its own.
fn give_up_weak(runs: &mut Vec<Range2>, a: &[usize], b: &[usize]) {
    let change = |mine: Range<usize>, theirs: Range<usize>, of: (usize, usize)| {
        let others = a[mine.clone()].iter().all(|unit| *unit != a[of.0]) && b[theirs.clone()].iter().all(|unit| *unit != b[of.1]);
        if others && (mine.is_empty() || theirs.is_empty()) { (0, 0) } else { (mine.len(), theirs.len()) }
    };
    loop {
        let before = runs.len();
        let mut kept: Vec<Range2> = Vec::with_capacity(before);
        let mut list = std::mem::take(runs).into_iter().peekable();
        while let Some(run) = list.next() {
            let (left, right) = (kept.last(), list.peek());
            let begun = left.map_or((0, 0), |run| (run.a.end, run.b.end));
            let ends = right.map_or((a.len(), b.len()), |run| (run.a.start, run.b.start));
            let changes = [
                change(begun.0..run.a.start, begun.1..run.b.start, (run.a.start, run.b.start)),
                change(run.a.end..ends.0, run.b.end..ends.1, (run.a.end - 1, run.b.end - 1)),
            ];
            let changed = changes.iter().filter(|change| change.0 + change.1 > 0);
            // At an edge only words for other words part it from what it belongs to: words that were put in or taken out do not.
            let between = changed.clone().count() == 2;
            let larger = |change: &(usize, usize)| if between { run.a.len() <= change.0.max(change.1) } else { run.a.len() < change.0.min(change.1) };
            // Where words were only put in, or only taken out, nothing stands in the place of anything: what is between them stayed.
            let replaced = changes.iter().any(|change| change.0 > 0) && changes.iter().any(|change| change.1 > 0);
            let weak = replaced && run.a.len() < ANCHOR && changed.clone().count() > 0 && changed.clone().all(larger);
            if !weak {
                kept.push(run);
            }
        }
        *runs = kept;
        if runs.len() == before {
            return;
        }
    }
}

/// A word in small letters: a sentence that begins elsewhere now has the same words.
pub(super) fn folded(word: &str) -> Cow<'_, str> {
    if word.contains(char::is_uppercase) { word.to_lowercase().into() } else { word.into() }
}

/// Sentences of a text, as bytes: what ends with a full stop and the like, a label's colon or a line end.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let (mut list, mut start, mut ended) = (Vec::new(), 0, false);
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if c == '\n' || (ended && c.is_whitespace()) || matches!(c, '。' | '！' | '？') {
            list.push(std::mem::replace(&mut start, end)..end);
            ended = false;
        } else {
            ended = matches!(c, '.' | '?' | '!' | '…' | ':') || (ended && !c.is_alphanumeric());
        }
    }
    list.push(start..text.len());
    list
}

/// How many bytes of letters two texts have in common at their front, and at the end of what is left.
pub(super) fn shared(old: &str, new: &str) -> (usize, usize) {
    let common = |a: &mut dyn Iterator<Item = (char, char)>| a.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum::<usize>();
    let front = common(&mut old.chars().zip(new.chars()));
    (front, common(&mut old[front..].chars().rev().zip(new[front..].chars().rev())))
}
