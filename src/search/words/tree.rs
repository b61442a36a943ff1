//! The word tree: what follows a word, or comes before it, as branches that share their beginnings (Wattenberg & Viégas 2008).

use super::super::ask::Search;
use super::super::finder::Finder;
use super::bags::Hearing;
use super::beside::heard;
use crate::Result;
use crate::analysis::Corpus;
use crate::jobs::Progress;
use crate::model::WordBranch as Branch;
use crate::text::Tokens;
use std::collections::BTreeMap;

/// Which words are followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Those that come before.
    Before,
    /// Those that come after.
    After,
}

/// The tree of what stands beside the hits of a search, up to so many words, never past the end of a sentence. Its root has no words and
/// the number of all hits.
pub fn word_tree(
    corpus: &Corpus,
    finder: &Finder,
    hearing: &Hearing,
    search: &mut Search,
    (side, depth): (Side, usize),
    progress: &Progress,
) -> Result<Branch> {
    let mut lines: Vec<Vec<String>> = Vec::new();
    heard(corpus, finder, hearing, search, depth, progress, &mut |_, _, text, around| {
        let words = text.words_of(around[if side == Side::Before { 0 } else { 1 }]);
        lines.push(within_sentence(&words, side));
        Ok(())
    })?;
    let mut root = grown(&lines, 0);
    if side == Side::Before {
        turned(&mut root);
    }
    Ok(root)
}

/// The words of a context up to the nearest end of a sentence, the nearest first.
fn within_sentence(context: &str, side: Side) -> Vec<String> {
    let ends = |c: char| matches!(c, '.' | '?' | '!' | '…' | '。' | '？' | '！' | '।' | '\n');
    let near = match side {
        Side::After => context.split(ends).next(),
        Side::Before => context.rsplit(ends).next(),
    };
    let near = near.unwrap_or_default();
    let words = Tokens::new(near).map(|word| super::lexis::lower(&near[word]));
    match side {
        Side::After => words.collect(),
        Side::Before => words.collect::<Vec<_>>().into_iter().rev().collect(),
    }
}

/// The branches of lines that are the same up to a place.
fn grown(lines: &[Vec<String>], from: usize) -> Branch {
    let mut next: BTreeMap<&str, Vec<Vec<String>>> = BTreeMap::new();
    for line in lines {
        if let Some(word) = line.get(from) {
            next.entry(word).or_default().push(line.clone());
        }
    }
    let branch = |(_, lines): (&str, Vec<Vec<String>>)| {
        // Words that all of these lines share are one branch.
        let shared = |at: usize| lines[0].get(at).is_some_and(|word| lines.iter().all(|line| line.get(at) == Some(word)));
        let to = (from + 1..).find(|at| !shared(*at)).unwrap_or(from + 1);
        Branch { words: lines[0][from..to].to_vec(), ..grown(&lines, to) }
    };
    let mut branches: Vec<Branch> = next.into_iter().map(branch).collect();
    branches.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.words.cmp(&b.words)));
    Branch { words: Vec::new(), count: lines.len() as u32, branches }
}

/// Puts the words of branches that grow towards the front into the order they are read.
fn turned(branch: &mut Branch) {
    branch.words.reverse();
    branch.branches.iter_mut().for_each(turned);
}
