//! Saturation as it shows: what is asked, and what came of it.

use crate::analysis::saturation::{Guest, OfGroup, coded};
use crate::analysis::{Corpus, Groups, Saturation, Scope, Voices};
use crate::jobs::Progress;
use crate::model::{FrameworkId, Grouping, SourceId};
use crate::project::Reader;
use std::path::Path;

/// Which random orders, as the command line takes them by itself too.
const SEED: u64 = 2020;

/// How interviews are judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Terms {
    /// The site, role or phase whose interviews count; all where nothing is.
    pub part: Option<(Grouping, String)>,
    /// Whether the top codes count alone, each with those below it.
    pub tops: bool,
    /// Base, run and threshold.
    pub guest: Guest,
    /// How many random orders are tried.
    pub orders: usize,
}

impl Default for Terms {
    fn default() -> Self {
        Self { part: None, tops: false, guest: Guest::default(), orders: 1000 }
    }
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Made {
    /// The interviews, judged.
    pub judged: Saturation,
    /// Their names and days, in the order they were held.
    pub interviews: Vec<(SourceId, String, String)>,
    /// How many codes there are to be found.
    pub codes: usize,
}

impl Made {
    /// Judges the interviews of a project.
    pub fn new(path: &Path, corpus: &Corpus, framework: FrameworkId, terms: &Terms, progress: &Progress) -> crate::Result<Self> {
        let codes = if terms.tops { corpus.tops(framework) } else { corpus.tree(framework).into_iter().map(|(code, _)| code).collect() };
        let groups = Groups::new(corpus, terms.part.as_ref().map(|(by, _)| *by));
        let group = terms.part.as_ref().and_then(|(_, label)| groups.all().find(|group| groups.label(*group) == label.as_str()));
        // Whose words they are matters where one group is looked at alone.
        let voices = match group {
            Some(_) => Voices::read(corpus, &Reader::open(path)?.texts(corpus))?,
            None => Voices::default(),
        };
        let only = group.map(|group| OfGroup { groups: &groups, group, voices: &voices });
        let coded = coded(corpus, &codes, terms.tops, &Scope::default(), only);
        progress.check()?;
        let name = |id: &SourceId| corpus.source(*id).map(|source| (*id, source.name.clone(), source.date.clone()));
        let interviews = coded.sources.iter().filter_map(name).collect();
        Ok(Self { judged: Saturation::new(coded, terms.guest, terms.orders, SEED), interviews, codes: codes.len() })
    }

    /// What is said of an interview: its number, name and day, and what it brought.
    pub fn said(&self, at: usize, bar: &str) -> String {
        let Some((_, name, date)) = self.interviews.get(at) else { return bar.to_owned() };
        let day = if date.is_empty() { "no date" } else { date.as_str() };
        format!("{bar}; {name}, {day}")
    }
}
