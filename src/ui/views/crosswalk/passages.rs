//! The passages of a line, as plain values: what its link reads, and what was settled of each.

use super::data::LineKey;
use crate::Result;
use crate::analysis::lens::{self, Lens, Seen, Standing};
use crate::analysis::{Attribution, Corpus, Excerpt, Naming, Query, Scope, Texts, retrieve};
use crate::model::*;
use crate::ui::views::sources::called;
use std::collections::HashMap;

/// A passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Its source.
    pub source: SourceId,
    /// Where it stands in the text that is shown.
    pub span: Span,
    /// The same, to be kept.
    pub passage: Option<Passage>,
    /// Its words, and how many letters these are.
    pub words: String,
    pub letters: usize,
    /// In which source it stands, called as in the list of them.
    pub name: String,
    /// Its turn, and whose it is.
    pub whose: String,
    /// How it stands; nothing where it is not read as anything.
    pub standing: Option<Standing>,
    /// What was settled of it.
    pub settled: Option<Settled>,
}

/// What somebody settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// The initials of who did.
    pub who: String,
    /// Their name.
    pub coder: String,
    /// When.
    pub at: Time,
    /// Why.
    pub reason: String,
    /// The name of what it is instead.
    pub moved: Option<String>,
    /// What holds of that; nothing where parts of it were settled differently.
    pub holds: Option<Ruling>,
    /// Whether one of its codes was redefined since.
    pub redefined: bool,
}

/// The rulings that were made when a code of theirs was said to be something else.
type Outdated = HashMap<VerdictId, Time>;

/// Reads the passages of a line, by source and place.
pub fn read(
    corpus: &Corpus,
    texts: &dyn Texts,
    ((from, to), outdated): ((FrameworkId, FrameworkId), &Outdated),
    (code, target): LineKey,
) -> Result<Vec<Card>> {
    let attribution = Attribution::new(corpus, &corpus.project.attribution, Naming::Keys).ok();
    let names = called(corpus, corpus.project.site);
    let said = |excerpt: &Excerpt| {
        let named = names.get(&excerpt.source).or_else(|| corpus.source(excerpt.source).map(|source| &source.name));
        (named.cloned().unwrap_or_default(), attribution.as_ref().map(|template| template.bare(corpus, excerpt)).unwrap_or_default())
    };
    let Some((crosswalk, target)) = corpus.crosswalk_between(from, to).zip(target) else {
        let found = retrieve(corpus, &Query::code(code, false), texts)?;
        return Ok(found.excerpts.iter().map(|excerpt| card(corpus, excerpt, said(excerpt), None, outdated)).collect());
    };
    let lens = Lens::new(corpus, crosswalk).link(code, target);
    let seen = lens.seen(&Scope::default());
    let (_, excerpts) = lens::excerpts(corpus, &seen.iter().collect::<Vec<_>>(), texts)?;
    Ok(excerpts.iter().zip(&seen).map(|(excerpt, one)| card(corpus, excerpt, said(excerpt), Some(one), outdated)).collect())
}

/// By what a passage is known.
type CardKey = (SourceId, Span);

impl Card {
    fn key(&self) -> CardKey {
        (self.source, self.span)
    }

    /// Whether somebody has to look at it.
    fn is_open(&self) -> bool {
        self.standing.is_some_and(|standing| !standing.is_settled())
    }
}

/// Where the keys go from `at` when passages stand as they do `now`: to one that is open again, so that a slip is gone back to; from one that was
/// settled to the next that is open, from the last on to the first. Else they stay.
pub fn next(before: &[Card], now: &[Card], at: Option<CardKey>) -> Option<CardKey> {
    let was_open: HashMap<CardKey, bool> = before.iter().map(|card| (card.key(), card.is_open())).collect();
    let turned = |card: &&Card| was_open.get(&card.key()).is_some_and(|was| *was != card.is_open());
    if let Some(again) = now.iter().filter(turned).find(|card| card.is_open()) {
        return Some(again.key());
    }
    let place = now.iter().position(|card| Some(card.key()) == at && turned(&card))?;
    now[place..].iter().chain(&now[..place]).find(|card| card.is_open()).map(Card::key)
}

fn card(corpus: &Corpus, excerpt: &Excerpt, (name, whose): (String, String), seen: Option<&Seen<'_>>, outdated: &Outdated) -> Card {
    let words = crate::text::on_one_line(&excerpt.text);
    let turn = excerpt.turn.map_or_else(String::new, |turn| format!("turn {turn}"));
    Card {
        source: excerpt.source,
        span: excerpt.span,
        passage: corpus.passage(excerpt.source, excerpt.span),
        letters: words.chars().count(),
        words,
        name,
        whose: [turn, whose].iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" · "),
        standing: seen.map(|one| one.standing),
        settled: seen.and_then(|one| Some(settled(corpus, one.verdict?, one.ruling(), outdated))),
    }
}

fn settled(corpus: &Corpus, verdict: &Verdict, holds: Option<Ruling>, outdated: &Outdated) -> Settled {
    let coder = corpus.coder(verdict.coder);
    Settled {
        who: coder.map_or_else(String::new, |coder| coder.initials.clone()),
        coder: coder.map_or_else(String::new, |coder| coder.called().to_owned()),
        at: verdict.at,
        reason: verdict.reason.clone(),
        moved: verdict.moved.and_then(|code| corpus.code(code)).map(|code| code.name.clone()),
        holds,
        redefined: outdated.contains_key(&verdict.id),
    }
}
