//! More like these: paragraphs whose words are those of coded passages, and which words those are.

use super::super::ask::Search;
use super::super::find::{Hit, Place};
use super::super::finder::{Finder, News, Wanted};
use super::bags::Bags;
use super::keyness::Keyness;
use super::lexis::{Lexis, lower};
use super::list::WordList;
use crate::Result;
use crate::analysis::{Corpus, Texts};
use crate::jobs::Progress;
use crate::model::*;
use crate::search::entry::words;
use crate::text::SourceText;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Words that tell the passages of a code from all others, at most.
const TERMS: usize = 80;
/// How unlikely by chance a word must be in them: G² above this, one in ten.
const TELLING: f64 = 2.71;
/// A paragraph of fewer words says too little to be compared.
const LEAST: usize = 5;
/// How much a word counts that is said again, and how much a long paragraph is held against it (Robertson & Zaragoza 2009).
const AGAIN: f64 = 1.2;
const LENGTH: f64 = 0.6;

/// A word that tells the passages of a code from all that is said.
#[derive(Clone, Debug, PartialEq)]
pub struct Telling {
    /// The word, by its commonest form.
    pub word: String,
    /// How often it stands in the passages, and elsewhere.
    pub counts: Keyness,
}

impl Telling {
    fn weight(&self) -> f64 {
        self.counts.log_ratio()
    }
}

/// A paragraph that is like the passages of a code and is not coded so.
#[derive(Clone, Debug, PartialEq)]
pub struct Alike {
    /// Where it stands.
    pub source: SourceId,
    /// The paragraph, without labels and times at its beginning.
    pub span: Span,
    /// How like it is: only for comparing one with another.
    pub score: f64,
    /// The words that made it so, the weightiest first, by their place in the list of telling words.
    pub words: Vec<usize>,
    /// Where they stand, in scalar values of the source.
    pub marks: Vec<Span>,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MoreLike {
    /// The words that tell, the least likely by chance first.
    pub telling: Vec<Telling>,
    /// Paragraphs, the likest first.
    pub found: Vec<Alike>,
    /// How many have any of those words, also those that are not listed.
    pub of: usize,
}

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub struct Likeness<'a> {
    /// The codes; what lies below them counts with them.
    pub codes: &'a [CodeId],
    /// How many paragraphs are listed.
    pub most: usize,
    /// Only paragraphs that touch one of these places, where they are given.
    pub within: Option<Places>,
}

/// Places in sources.
pub type Places = HashMap<SourceId, Vec<Span>>;

/// Where a search finds something in sources.
pub fn places(finder: &Finder, search: &mut Search, progress: &Progress) -> Result<Places> {
    let mut places = Places::new();
    finder.run(search, Wanted::all(0), progress, &mut |news| {
        if let News::Hit(Hit { place: Place::Source(source, _), span, .. }, _) = news {
            places.entry(source).or_default().push(span);
        }
        Ok(())
    })?;
    Ok(places)
}

/// What is coded with codes or what lies below them, and what was dismissed for them: it is not offered.
pub fn settled(corpus: &Corpus, codes: &[CodeId]) -> Places {
    let family: HashSet<CodeId> = codes.iter().flat_map(|code| corpus.family(*code)).collect();
    let coded = corpus.codings().filter(|coding| family.contains(&coding.code)).map(|coding| (coding.source, coding.span));
    let dismissed = corpus.dismissed().iter().filter(|row| codes.contains(&row.code)).map(|row| (row.source, row.span));
    let mut places = Places::new();
    coded.chain(dismissed).for_each(|(source, span)| places.entry(source).or_default().push(span));
    places
}

/// The paragraphs most like the passages of codes, of those that nobody has coded so and nobody has dismissed for them. What interviewers
/// say is neither compared nor found.
pub fn more_like(corpus: &Corpus, texts: &dyn Texts, likeness: &Likeness, lexis: &Lexis, progress: &Progress) -> Result<MoreLike> {
    let codes = likeness.codes;
    // Each text is read twice: for its words, and to be compared by those that tell.
    let sources: Vec<SourceId> = corpus.sources().iter().map(|source| source.id).collect();
    progress.begin(2 * sources.len() as u64);
    let [coded, all] = Bags::coded_and_all(corpus, texts, codes, progress)?;
    let (coded, all) = (WordList::new(&coded, lexis), WordList::new(&all, lexis));
    let (telling, forms) = told(&coded, &all);
    if telling.is_empty() {
        return Ok(MoreLike::default());
    }
    let mut looking =
        Looking { corpus, likeness, settled: settled(corpus, codes), telling: &telling, forms: &forms, lengths: (0, 0), found: Vec::new() };
    texts.visit(&sources, &mut |source, text| {
        progress.check()?;
        progress.advance(1);
        looking.source(source, text);
        Ok(())
    })?;
    let of = looking.found.len();
    let found = looking.ranked(likeness.most);
    Ok(MoreLike { telling, found, of })
}

/// The words that tell passages from all that is said, and which form is which of them.
fn told(coded: &WordList, all: &WordList) -> (Vec<Telling>, HashMap<String, usize>) {
    let mut telling: Vec<(Telling, Vec<String>)> = Vec::new();
    for word in coded.words.iter().filter(|word| word.count > 1) {
        let every = all.by_key(&word.key).map_or(word.count, |every| every.count.max(word.count));
        let there_of = all.total.saturating_sub(coded.total);
        let counts = Keyness { here: word.count, there: every - word.count, here_of: coded.total, there_of };
        if counts.log_ratio() > 0.0 && counts.g2() > TELLING {
            let forms = all.by_key(&word.key).unwrap_or(word).forms.iter().map(|(form, _)| form.clone()).collect();
            telling.push((Telling { word: word.label.clone(), counts }, forms));
        }
    }
    telling.sort_by(|a, b| b.0.counts.g2().total_cmp(&a.0.counts.g2()).then_with(|| a.0.word.cmp(&b.0.word)));
    telling.truncate(TERMS);
    let forms = telling.iter().enumerate().flat_map(|(at, (_, forms))| forms.iter().map(move |form| (form.clone(), at))).collect();
    (telling.into_iter().map(|(telling, _)| telling).collect(), forms)
}

/// Paragraphs being looked at.
struct Looking<'a> {
    corpus: &'a Corpus,
    likeness: &'a Likeness<'a>,
    settled: Places,
    telling: &'a [Telling],
    forms: &'a HashMap<String, usize>,
    /// Paragraphs and their words.
    lengths: (u64, u64),
    /// What has any of the words: its length, and how often each stands there.
    found: Vec<(Alike, u32, BTreeMap<usize, u32>)>,
}

impl Looking<'_> {
    fn source(&mut self, source: SourceId, text: &SourceText) {
        let structure = &text.structure;
        let asks = |turn: usize| {
            let voice = structure.turns.get(turn).and_then(|turn| self.corpus.speaker(source, turn.speaker));
            voice.is_some_and(|voice| voice.role == SpeakerRole::Interviewer)
        };
        let settled = self.settled.get(&source).map_or(&[][..], Vec::as_slice);
        let within = self.likeness.within.as_ref().map(|within| within.get(&source).map_or(&[][..], Vec::as_slice));
        let mut here = Vec::new();
        for paragraph in &structure.paragraphs {
            let turns = structure.turns_in(*paragraph);
            if !turns.is_empty() && turns.clone().all(asks) || settled.iter().any(|span| span.overlaps(*paragraph)) {
                continue;
            }
            if within.is_some_and(|within| !within.iter().any(|span| span.overlaps(*paragraph))) {
                continue;
            }
            words(text, *paragraph, &mut here);
            let [first, .., last] = &here[..] else { continue };
            if here.len() < LEAST {
                continue;
            }
            self.lengths = (self.lengths.0 + 1, self.lengths.1 + here.len() as u64);
            let mut counts: BTreeMap<usize, u32> = BTreeMap::new();
            let mut marks = Vec::new();
            for word in &here {
                if let Some(term) = self.forms.get(&lower(&text.geometry.text()[word.clone()])) {
                    *counts.entry(*term).or_default() += 1;
                    marks.push(Span::new(text.geometry.char(word.start), text.geometry.char(word.end)));
                }
            }
            if !counts.is_empty() {
                let span = Span { start: text.geometry.char(first.start), end: paragraph.end.max(text.geometry.char(last.end)) };
                self.found.push((Alike { source, span, score: 0.0, words: Vec::new(), marks }, here.len() as u32, counts));
            }
        }
    }

    /// The likest first.
    fn ranked(self, most: usize) -> Vec<Alike> {
        let usual = self.lengths.1 as f64 / self.lengths.0.max(1) as f64;
        let mut found: Vec<Alike> = Vec::with_capacity(self.found.len());
        for (mut alike, length, counts) in self.found {
            let long = 1.0 - LENGTH + LENGTH * f64::from(length) / usual.max(1.0);
            let part = |(term, count): (&usize, &u32)| {
                let count = f64::from(*count);
                (*term, self.telling[*term].weight() * count * (AGAIN + 1.0) / (count + AGAIN * long))
            };
            let mut parts: Vec<(usize, f64)> = counts.iter().map(part).collect();
            parts.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            alike.score = parts.iter().map(|(_, score)| score).sum();
            alike.words = parts.into_iter().map(|(term, _)| term).collect();
            found.push(alike);
        }
        // Those of one score stand in the order of the sources.
        found.sort_by(|a, b| b.score.total_cmp(&a.score));
        found.truncate(most);
        found
    }
}
