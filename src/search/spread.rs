//! How much is said in groups, which rates are reckoned by, and how lines of a concordance are sorted.

use super::entry::{entries, words};
use super::fold;
use crate::Result;
use crate::analysis::{Corpus, Groups, Texts, Voice};
use crate::jobs::Progress;
use crate::model::SourceId;
use std::cmp::Ordering;

/// How many words are said in each group of each grouping, “Unassigned” last: all that is searched, interviewers’ words among them. What is of
/// several groups counts in each. Each source is a step of `progress`.
pub fn said_in(corpus: &Corpus, texts: &dyn Texts, by: &[&Groups], progress: &Progress) -> Result<Vec<Vec<u64>>> {
    let persons = corpus.person_kinds();
    let order: Vec<SourceId> = corpus.sources().iter().map(|source| source.id).collect();
    let mut said: Vec<Vec<u64>> = by.iter().map(|groups| vec![0; groups.len() + 1]).collect();
    let (mut here, mut people) = (Vec::new(), Vec::new());
    progress.begin(order.len() as u64);
    texts.visit(&order, &mut |source, text| {
        progress.check()?;
        let voice = Voice::of(corpus, &persons, source, &text.structure);
        let mut turn = 0;
        for entry in entries(&text.structure) {
            words(text, entry.span, &mut here);
            turn = voice.people(entry.span, turn, &mut people);
            for (said, groups) in said.iter_mut().zip(by) {
                groups.of(source, &people).into_iter().for_each(|group| said[usize::from(group)] += here.len() as u64);
            }
        }
        progress.advance(1);
        Ok(())
    })?;
    Ok(said)
}

/// So many in a thousand words; nothing where no word is said.
pub fn in_thousand(hits: u64, words: u64) -> Option<f64> {
    (words > 0).then(|| hits as f64 * 1000.0 / words as f64)
}

/// What a line of a concordance is sorted by: its words, those before it from the nearest on, those after it.
pub fn sort_keys(left: &str, words: &str, right: &str) -> [String; 3] {
    let plain = |words: &str| fold(words).chars().filter(|c| c.is_alphanumeric() || c.is_whitespace()).collect::<String>();
    let before = plain(left).split_whitespace().rev().collect::<Vec<_>>().join(" ");
    [plain(words), before, plain(right).trim_start().to_owned()]
}

/// What lines of a concordance are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortBy {
    /// The words found, then what stands after them.
    Found,
    /// What stands before.
    Before,
    /// What stands after.
    After,
}

/// Compares two lines of a concordance by their keys.
pub fn in_order(a: &[String; 3], b: &[String; 3], by: SortBy) -> Ordering {
    match by {
        SortBy::Found => a[0].cmp(&b[0]).then_with(|| by_side(&a[2], &b[2])),
        SortBy::Before => by_side(&a[1], &b[1]),
        SortBy::After => by_side(&a[2], &b[2]),
    }
}

/// Compares what stands on one side of two lines. What stands at the end of what is said has no word to be sorted by: it comes last.
fn by_side(a: &str, b: &str) -> Ordering {
    (a.is_empty(), a).cmp(&(b.is_empty(), b))
}
