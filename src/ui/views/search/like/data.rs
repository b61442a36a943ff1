//! Paragraphs like the passages of a code, as plain values.

use super::super::data::Told;
use super::super::excerpt::{LETTERS, Window};
use crate::analysis::{Corpus, Groups, Texts, Voice, is_person};
use crate::jobs::Progress;
use crate::model::{CaseId, CaseKindId, CodeId, Dismissed, DismissedId, Passage, SourceId, Span};
use crate::search::words::{Lexis, Likeness, more_like, places};
use crate::search::{Finder, Search};
use crate::text::SourceText;
use crate::{Error, Result};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Paragraphs that are ranked for a list.
pub const LISTED: usize = 200;

/// What is ranked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The code.
    pub code: CodeId,
    /// The search that paragraphs must touch; empty where all may be like it.
    pub query: String,
    /// The state of what it reads. What is coded is none of it: a list stays as it is while it is gone through.
    pub revision: u64,
    /// The state of the rules for counting.
    pub rules: u64,
    /// Rises as it is ranked anew.
    pub anew: u64,
}

/// A paragraph by its place.
pub type Key = (SourceId, Span);

/// Words with marks in them, on one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// The words.
    pub text: String,
    /// Where the marks stand in them.
    pub marks: Vec<Span>,
    /// How many letters there are.
    pub letters: usize,
}

/// A paragraph in the list.
#[derive(Clone, Debug)]
pub struct LikeRow {
    /// Where it stands, in which version.
    pub passage: Passage,
    /// What is said of it beside its words.
    pub told: Arc<Told>,
    /// The number of its turn, from 1.
    pub turn: Option<usize>,
    /// The part with the weightiest words.
    pub short: Marked,
    /// All of it.
    pub whole: Marked,
    /// Why it stands here: the words that made it so, or who dismissed it.
    pub why: String,
    /// How like it is, of the likest.
    pub share: f32,
    /// What dismissed it, among what was dismissed.
    pub dismissed: Option<DismissedId>,
}

impl LikeRow {
    /// Its place.
    pub fn key(&self) -> Key {
        (self.passage.source, self.passage.span)
    }
}

/// A word that tells, with what is said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct TellingRow {
    /// The word.
    pub word: String,
    /// How often it stands in the passages, and elsewhere.
    pub counts: [u64; 2],
}

/// What was ranked.
#[derive(Debug, Default)]
pub struct Likes {
    /// The words that tell.
    pub telling: Vec<TellingRow>,
    /// The likest paragraphs, the likest first.
    pub rows: Vec<LikeRow>,
    /// How many have any of those words.
    pub of: usize,
    /// What is asked is in memos, where nothing can be coded.
    pub in_memos: bool,
}

/// Ranks what is wanted.
pub fn ranked(wanted: &Wanted, corpus: &Corpus, texts: &dyn Texts, finder: &Finder, progress: &Progress) -> Result<Likes> {
    let within = match wanted.query.as_str() {
        "" => None,
        query => {
            let mut search = Search::new(query, corpus).map_err(|wrong| Error::hint(wrong.what, wrong.hint))?;
            if search.is_in_memos() {
                return Ok(Likes { in_memos: true, ..Likes::default() });
            }
            Some(places(finder, &mut search, progress)?)
        }
    };
    let lexis = Lexis { stems: true, ..Lexis::of(corpus) };
    let like = more_like(corpus, texts, &Likeness { codes: &[wanted.code], most: LISTED, within }, &lexis, progress)?;
    let most = like.found.first().map_or(1.0, |first| first.score).max(f64::MIN_POSITIVE);
    let mut teller = Teller::new(corpus);
    let mut rows: Vec<Option<LikeRow>> = like.found.iter().map(|_| None).collect();
    let mut order: Vec<usize> = (0..rows.len()).collect();
    // Each text is read once.
    order.sort_by_key(|at| like.found[*at].source);
    for at in order {
        progress.check()?;
        let alike = &like.found[at];
        let words: Vec<&str> = alike.words.iter().map(|word| like.telling[*word].word.as_str()).collect();
        let row = teller.row(texts, (alike.source, alike.span), &alike.marks)?;
        rows[at] = row.map(|row| LikeRow { why: words.join(" · "), share: (alike.score / most) as f32, ..row });
    }
    let telling = like.telling.into_iter().map(|telling| TellingRow { word: telling.word, counts: [telling.counts.here, telling.counts.there] });
    Ok(Likes { telling: telling.collect(), rows: rows.into_iter().flatten().collect(), of: like.of, in_memos: false })
}

/// What was dismissed for a code, what was dismissed last first.
pub fn dismissed(corpus: &Corpus, texts: &dyn Texts, code: CodeId, progress: &Progress) -> Result<Vec<LikeRow>> {
    let mut teller = Teller::new(corpus);
    let mut all: Vec<&Dismissed> = corpus.dismissed_for(code).collect();
    all.sort_by_key(|row| std::cmp::Reverse((row.at, row.id)));
    let mut rows = Vec::new();
    for one in all {
        progress.check()?;
        let who = corpus.coder(one.coder).map_or("", |coder| coder.initials.as_str());
        let row = teller.row(texts, (one.source, one.span), &[])?;
        rows.extend(row.map(|row| LikeRow { why: format!("Dismissed by {who}"), dismissed: Some(one.id), ..row }));
    }
    Ok(rows)
}

/// Puts paragraphs into rows.
struct Teller<'a> {
    corpus: &'a Corpus,
    persons: HashSet<CaseKindId>,
    heads: [Groups; 3],
    open: Option<(SourceId, Arc<SourceText>, Voice)>,
    told: HashMap<(SourceId, Vec<CaseId>, Option<u32>), Arc<Told>>,
}

impl<'a> Teller<'a> {
    fn new(corpus: &'a Corpus) -> Self {
        let project = &corpus.project;
        let heads = [project.site, project.role, project.phase].map(|by| Groups::new(corpus, by));
        Self { corpus, persons: corpus.person_kinds(), heads, open: None, told: HashMap::new() }
    }

    /// A paragraph with its marks; nothing where its source is gone.
    fn row(&mut self, texts: &dyn Texts, (source, span): Key, marks: &[Span]) -> Result<Option<LikeRow>> {
        let Some(passage) = self.corpus.passage(source, span) else { return Ok(None) };
        if self.open.as_ref().is_none_or(|(open, ..)| *open != source) {
            let text = texts.text(source)?;
            let voice = Voice::of(self.corpus, &self.persons, source, &text.structure);
            self.open = Some((source, text, voice));
        }
        let Some((_, text, voice)) = &self.open else { return Ok(None) };
        let turn = text.structure.turns_in(span).next();
        let mut people = Vec::new();
        voice.people(span, 0, &mut people);
        people.retain(|case| is_person(self.corpus, *case, &self.persons));
        let speaker = turn.and_then(|turn| text.structure.turns.get(turn)).map(|turn| turn.speaker);
        let key = (source, people, speaker);
        let told = match self.told.get(&key) {
            Some(told) => told.clone(),
            None => {
                let told = Arc::new(Told::new(self.corpus, &self.heads, Some(source), &key.1, speaker));
                self.told.insert(key, told.clone());
                told
            }
        };
        let place = densest(marks, span);
        let short = marked(Window::around(text, span, place), marks);
        let whole = marked(Window::whole(text, span), marks);
        Ok(Some(LikeRow { passage, told, turn: turn.map(|turn| turn + 1), short, whole, why: String::new(), share: 0.0, dismissed: None }))
    }
}

fn marked((window, text): (Window, String), marks: &[Span]) -> Marked {
    let letters = text.chars().count();
    Marked { text, marks: marks.iter().filter_map(|mark| window.mark(*mark)).collect(), letters }
}

/// The mark from which on as many as can be stand close together; the beginning where there is none, or all show from there.
fn densest(marks: &[Span], whole: Span) -> Span {
    let start = Span { start: whole.start, end: whole.start };
    if whole.len() <= LETTERS {
        return start;
    }
    let count = |first: &Span| marks.iter().filter(|mark| mark.start >= first.start && mark.end <= first.start + LETTERS / 2).count();
    marks.iter().max_by_key(|mark| (count(mark), std::cmp::Reverse(mark.start))).copied().unwrap_or(start)
}
