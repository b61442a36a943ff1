//! How the passages behind a cell are read, where the chart is read through a lens.

use super::Behind;
use crate::analysis::lens::{Lens, Seen};
use crate::analysis::{Corpus, Scope};
use crate::model::{CodeId, Passage};
use std::collections::{HashMap, HashSet};

/// How a passage, or a part of it, is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What it is coded with.
    pub from: CodeId,
    /// How that stands, in words: “open”, “accepted”.
    pub stands: String,
}

impl Reading {
    /// “read from Remit: open”.
    pub fn said(&self, corpus: &Corpus) -> String {
        let from = corpus.code(self.from).map_or("", |code| if code.short.is_empty() { &code.name } else { &code.short });
        format!("read from {from}: {}", self.stands)
    }
}

/// What is read as a code, or one below it, in each passage behind its cell; what is coded so in truth alone has none.
pub fn readings(corpus: &Corpus, lens: &Lens<'_>, (scope, code): (&Scope, CodeId), found: &[Behind]) -> HashMap<Passage, Vec<Reading>> {
    let family: HashSet<CodeId> = corpus.family(code).into_iter().collect();
    let mut seen: HashMap<_, Vec<Seen<'_>>> = HashMap::new();
    let mut list: HashMap<Passage, Vec<Reading>> = HashMap::new();
    for one in found {
        let here = seen.entry(one.excerpt.source).or_insert_with(|| lens.seen_in(scope, one.excerpt.source));
        for seen in here.iter().filter(|seen| seen.span.overlaps(one.excerpt.span) && seen.read_as().is_some_and(|read| family.contains(&read))) {
            let (readings, reading) = (list.entry(one.passage).or_default(), Reading { from: seen.from, stands: seen.said() });
            if !readings.contains(&reading) {
                readings.push(reading);
            }
        }
    }
    list
}
