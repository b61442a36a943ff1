//! Long passages beside the chart: cut after some rows with what was coded in sight, or whole.

use super::cell::Card;
use crate::Result;
use crate::analysis::{Behind, Corpus, Texts};
use crate::model::{Coding, Passage, SourceId, Span};
use crate::text::on_one_line;
use crate::ui::text::{Family, Fitted, PassageStyle, TextEngine};
use std::collections::{HashMap, HashSet};

/// How many rows of a passage show before it is cut.
pub const ROWS: usize = 8;
/// A passage of fewer letters stands in these rows anyway.
const LONG: usize = 160;
/// So many letters before what was coded stay in sight.
const LEAD: usize = 40;

/// How the words of a passage look.
pub fn serif() -> PassageStyle {
    PassageStyle::new(Family::Serif, 15.0, 22.0)
}

/// The passages beside the chart that stand whole.
#[derive(Default)]
pub struct Whole(HashSet<Passage>);

impl Whole {
    /// Whether this one does.
    pub fn has(&self, passage: Passage) -> bool {
        self.0.contains(&passage)
    }

    /// Shows these whole, or cut where all of them are whole.
    pub fn turn(&mut self, passages: impl Iterator<Item = Passage> + Clone) {
        let all = passages.clone().all(|passage| self.has(passage));
        for passage in passages {
            match all {
                true => self.0.remove(&passage),
                false => self.0.insert(passage),
            };
        }
    }
}

/// Where in the words of long passages, written on one line, that stands which was coded: the shortest of the codings that the passage is made of.
pub fn coded_in(corpus: &Corpus, texts: &dyn Texts, found: &[Behind]) -> Result<HashMap<Passage, Span>> {
    let mut of: HashMap<SourceId, Vec<(Passage, Span)>> = HashMap::new();
    for one in found.iter().filter(|one| one.excerpt.text.chars().count() > LONG) {
        let codings = one.excerpt.codings.iter().filter_map(|id| corpus.coding(*id)).map(|coding: &Coding| coding.span);
        let shortest = codings.min_by_key(|span| (span.len(), span.start)).filter(|span| span.start > one.passage.span.start);
        of.entry(one.passage.source).or_default().extend(shortest.map(|span| (one.passage, span)));
    }
    of.retain(|_, list| !list.is_empty());
    let mut sources: Vec<SourceId> = of.keys().copied().collect();
    sources.sort_unstable();
    let mut places = HashMap::new();
    texts.visit(&sources, &mut |source, text| {
        for (passage, coded) in of.get(&source).into_iter().flatten() {
            let letters = |span: Span| on_one_line(text.words_of(span)).chars().count() as u32;
            let (start, end) = (letters(Span::new(passage.span.start, coded.start)), letters(Span::new(passage.span.start, coded.end)));
            places.insert(*passage, Span::new(start, end));
        }
        Ok(())
    })?;
    Ok(places)
}

/// The words of a passage laid out: whole, or cut after so many rows. Where what was coded would be behind the cut, its beginning is left out instead.
pub fn fit(engine: &mut TextEngine, card: &Card, width: f32, whole: bool, rows: usize) -> Fitted {
    let words = on_one_line(&card.words);
    if whole {
        return engine.fit(&words, &serif(), width, 0);
    }
    let fitted = engine.fit(&words, &serif(), width, rows);
    match card.coded {
        Some(coded) if fitted.cut && coded.end >= fitted.passage.len() => {
            engine.fit(&without_beginning(&words, coded.start as usize), &serif(), width, rows)
        }
        _ => fitted,
    }
}

/// Words from shortly before this letter on, beginning with a whole word.
fn without_beginning(words: &str, at: usize) -> String {
    let from = at.saturating_sub(LEAD);
    let behind = |from: usize| words.char_indices().nth(from).map_or("", |(byte, _)| &words[byte..]);
    let (lead, rest) = (behind(from), behind(at));
    if from == 0 {
        return words.to_owned();
    }
    let begins = lead.find(' ').map(|space| &lead[space + 1..]).filter(|words| words.len() >= rest.len()).unwrap_or(rest);
    format!("… {begins}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_at_the_beginning_ends_with_a_word() {
        let words = "We said at length what had been said before, and then somebody rang the ward.";
        let at = words.find("somebody").unwrap();
        assert_eq!(without_beginning(words, at), "… what had been said before, and then somebody rang the ward.");
        assert_eq!(without_beginning(words, 12), words, "a few letters are not left out");
        let long = "a".repeat(90);
        assert_eq!(without_beginning(&long, 60), format!("… {}", "a".repeat(30)), "a word without an end is cut at what was coded");
    }

    #[test]
    fn what_is_whole_is_turned_back_where_all_of_it_is() {
        let passage = |start| Passage { source: SourceId::new(), version: crate::model::VersionId::new(), span: Span::new(start, start + 1) };
        let (one, other) = (passage(0), passage(2));
        let mut whole = Whole::default();
        whole.turn([one].into_iter());
        assert!(whole.has(one) && !whole.has(other));
        whole.turn([one, other].into_iter());
        assert!(whole.has(one) && whole.has(other), "one was cut: both stand whole");
        whole.turn([one, other].into_iter());
        assert!(!whole.has(one) && !whole.has(other));
    }
}
