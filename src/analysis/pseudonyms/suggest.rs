//! Which words may be names: speakers, cases, and words that stand with a capital where no sentence begins.

use super::lists::{COMMON, JOINS, ORGANISATIONS, PLACES, is_title};
use super::short_names::with_short_names;
use super::{How, PseudonymKey};
use crate::Result;
use crate::analysis::texts::made_of_each;
use crate::analysis::{Corpus, Texts, looks_like_a_name};
use crate::model::*;
use crate::text::{SourceText, Tokens};
use std::collections::{HashMap, HashSet};

/// Where a suggestion comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A case: its name in full, or a key that looks like a name.
    Case,
    /// A voice.
    Speaker,
    /// A part or a short form of a person's name that is on the list.
    Listed,
    /// Words of the texts.
    Text,
}

/// A word that may be a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The name in its likely spellings, the fullest first: “Ann Lee”, “Lee”.
    pub names: Vec<String>,
    /// What it is likely to be of.
    pub kind: PseudonymKind,
    /// Where it comes from.
    pub origin: Origin,
    /// The case that bears it, where one does.
    pub case: Option<CaseId>,
    /// Whose name it may be a part or a short form of.
    pub of: Option<String>,
}

impl Suggestion {
    /// The name as it is called: its fullest spelling.
    pub fn name(&self) -> &str {
        self.names.first().map_or("", String::as_str)
    }
}

/// What was seen of a run of words with capitals.
#[derive(Default)]
struct Seen {
    /// Where no sentence begins.
    inside: usize,
    /// Where one does.
    first: usize,
    sources: Vec<SourceId>,
    titled: usize,
    placed: usize,
}

/// What stands for names already is no name.
fn pseudonyms(corpus: &Corpus) -> impl Iterator<Item = String> {
    let cases = corpus.cases().iter().map(|case| case.pseudonym.to_lowercase());
    cases.chain(corpus.pseudonyms().iter().map(|row| row.stands.to_lowercase()))
}

/// Whether the whole of a name is on the list, with something that stands for it.
fn is_known(key: &PseudonymKey, name: &str) -> bool {
    key.find(name, How::Thorough).iter().any(|found| found.at == (0..name.len()))
}

/// People without a pseudonym, and voices with a label that looks like a name.
fn labels(corpus: &Corpus, key: &PseudonymKey) -> Vec<Suggestion> {
    let mut list: Vec<Suggestion> = Vec::new();
    let mut seen: HashSet<String> = key.kept.iter().map(|name| name.to_lowercase()).collect();
    seen.extend(pseudonyms(corpus));
    let mut add = |name: &str, kind, origin, case| {
        let name = plain(name);
        if !name.is_empty() && seen.insert(name.to_lowercase()) {
            list.push(Suggestion { names: vec![name.to_owned()], kind, origin, case, of: None });
        }
    };
    let persons = corpus.person_kinds();
    for case in corpus.cases().iter().filter(|case| case.pseudonym.is_empty()) {
        let person = persons.contains(&case.kind);
        let kind = if person { PseudonymKind::Person } else { PseudonymKind::Organisation };
        if !case.full_name.is_empty() {
            add(&case.full_name, kind, Origin::Case, Some(case.id));
        } else if looks_like_a_name(&case.name) {
            add(&case.name, kind, Origin::Case, Some(case.id));
        }
    }
    for speaker in corpus.sources().iter().flat_map(|source| corpus.speakers(source.id)) {
        let joined = speaker.case_id.is_some() || speaker.role == SpeakerRole::None;
        if !joined && looks_like_a_name(&speaker.name) && !is_known(key, &speaker.name) && !key.is_pseudonym(&speaker.name) {
            add(&speaker.name, PseudonymKind::Person, Origin::Speaker, None);
        }
    }
    list
}

/// The one case whose key or name in full is one of these names. A title before a name or letters behind it may be left out on one side:
/// “Ann Lee” is “Dr Ann Lee”, but “Mrs Lee” is not “Mr Lee”.
pub fn bearer(corpus: &Corpus, names: &[String]) -> Option<CaseId> {
    let one = |called: &dyn Fn(&str) -> bool| {
        let mut bearers = corpus.cases().iter().filter(|case| called(&case.name) || called(&case.full_name));
        bearers.next().filter(|_| bearers.next().is_none()).map(|case| case.id)
    };
    let same = |a: &str, b: &str| !a.trim().is_empty() && a.trim().to_lowercase() == b.trim().to_lowercase();
    let whole = |name: &str| names.iter().any(|own| same(own, name));
    let untitled = |name: &str| names.iter().any(|own| same(plain(own), name) || same(own, plain(name)));
    one(&whole).or_else(|| one(&untitled))
}

/// A label without titles before the name and letters behind it: “Dr Ann Lee KC” is Ann Lee.
fn plain(label: &str) -> &str {
    let mut label = label.trim();
    while let Some((first, rest)) = label.split_once(char::is_whitespace) {
        if !is_title(first) {
            break;
        }
        label = rest.trim_start();
    }
    match label.rsplit_once(char::is_whitespace) {
        Some((name, last)) if last.len() <= 3 && last.len() > 1 && last.chars().all(char::is_uppercase) && name.chars().any(char::is_lowercase) => {
            name.trim_end()
        }
        _ => label,
    }
}

/// Capitalised words being counted, and how often each stands in small letters.
#[derive(Default)]
pub(super) struct Counts {
    runs: HashMap<String, Seen>,
    small: HashMap<String, usize>,
}

impl Counts {
    /// Counts what is said in the texts of sources, on all cores.
    pub fn of(sources: Vec<SourceId>, texts: &dyn Texts) -> Result<Self> {
        let count = |source: SourceId, (), text: &SourceText| {
            let mut counts = Self::default();
            counts.read_text(source, text);
            counts
        };
        let mut all = Self::default();
        made_of_each(texts, sources.into_iter().map(|source| (source, ())).collect(), &count, &mut |_, more, _| {
            all.join(more);
            Ok(())
        })?;
        all.settle();
        Ok(all)
    }

    /// Takes in what was counted in sources behind its own.
    fn join(&mut self, more: Self) {
        for (run, seen) in more.runs {
            let own = self.runs.entry(run).or_default();
            own.inside += seen.inside;
            own.first += seen.first;
            own.titled += seen.titled;
            own.placed += seen.placed;
            own.sources.extend(seen.sources);
        }
        more.small.into_iter().for_each(|(word, count)| *self.small.entry(word).or_default() += count);
    }

    /// Counts what is said in a text.
    pub fn read_text(&mut self, source: SourceId, text: &SourceText) {
        for span in text.structure.spoken(text.geometry.span()) {
            self.read(source, text.geometry.slice(span));
        }
    }

    /// Takes from the beginning of names the words that have their capital from a sentence: “Then Anne” is Anne.
    pub fn settle(&mut self) {
        let begun = |(run, seen): (&String, &Seen)| {
            let (first, rest) = run.split_once(' ')?;
            let word = seen.inside == 0 && self.in_small(first) > 0 && rest.starts_with(char::is_uppercase);
            word.then(|| (run.clone(), plain(rest).to_owned()))
        };
        for (run, rest) in self.runs.iter().filter_map(begun).collect::<Vec<_>>() {
            let Some(seen) = self.runs.remove(&run) else { continue };
            if !may_be_a_name(&rest) {
                continue;
            }
            let into = self.runs.entry(rest).or_default();
            into.inside += seen.first;
            into.titled += seen.titled;
            into.placed += seen.placed;
            into.sources.extend(seen.sources);
        }
    }

    /// What may be names, by name.
    pub fn suggestions(&self, corpus: &Corpus) -> Vec<Suggestion> {
        let key = corpus.pseudonym_key();
        let mut list = labels(corpus, key);
        let mut taken: HashSet<String> = list.iter().map(|one| one.name().to_lowercase()).collect();
        taken.extend(key.kept.iter().map(|name| name.to_lowercase()));
        taken.extend(pseudonyms(corpus));
        let new = |one: &Suggestion| !taken.contains(&one.name().to_lowercase()) && !is_known(key, one.name()) && !key.is_pseudonym(one.name());
        list.extend(self.names().filter(new));
        // Who has no pseudonym yet is suggested with all spellings.
        let telling: Vec<_> = self.telling(corpus, key).into_iter().filter(|part| !key.names[part.of].stands.is_empty()).collect();
        // What is a part of a name on the list is that person's, and nobody's of the texts.
        list.retain(|one| one.origin == Origin::Case || telling.iter().all(|part| part.word != one.name()));
        taken.extend(telling.iter().map(|part| part.word.to_lowercase()));
        let mut list = with_short_names(list, self, corpus, &taken);
        list.extend(telling.into_iter().map(|part| part.suggested(key)));
        list.sort_by(|a, b| a.names.cmp(&b.names));
        list
    }

    fn read(&mut self, source: SourceId, text: &str) {
        for line in text.split('\n') {
            // Where nothing has a capital, small letters say nothing about a word.
            let tells = line.chars().any(char::is_uppercase);
            let words: Vec<std::ops::Range<usize>> = Tokens::new(line).collect();
            let mut n = 0;
            while n < words.len() {
                let end = run_of(line, &words, n);
                if end > n {
                    self.see(source, line, &words, n..end);
                    n = end;
                } else {
                    let word = &line[words[n].clone()];
                    match self.small.get_mut(word) {
                        Some(count) => *count += usize::from(tells),
                        None => drop(self.small.insert(word.to_owned(), usize::from(tells))),
                    }
                    n += 1;
                }
            }
        }
    }

    fn see(&mut self, source: SourceId, line: &str, words: &[std::ops::Range<usize>], mut run: std::ops::Range<usize>) {
        let first = begins_a_sentence(line, words[run.start].start);
        // The first word of a sentence has its capital from that: “So Anne” is Anne, where “so” is a word.
        if first && run.len() > 1 && is_common(&line[words[run.start].clone()]) {
            run.start += 1;
            return self.see_inside(source, line, words, run, false);
        }
        self.see_inside(source, line, words, run, first);
    }

    fn see_inside(&mut self, source: SourceId, line: &str, words: &[std::ops::Range<usize>], mut run: std::ops::Range<usize>, first: bool) {
        let titles = words[run.clone()].iter().take_while(|word| is_title(&line[(*word).clone()])).count();
        let titled = titles > 0;
        run.start += titles;
        if run.is_empty() {
            return;
        }
        let name = bare(&line[words[run.start].start..words[run.end - 1].end]);
        if !may_be_a_name(name) {
            return;
        }
        let before = run.start.checked_sub(1).map(|n| line[words[n].clone()].to_lowercase());
        let seen = match self.runs.get_mut(name) {
            Some(seen) => seen,
            None => self.runs.entry(name.to_owned()).or_default(),
        };
        seen.inside += usize::from(!first);
        seen.first += usize::from(first);
        seen.titled += usize::from(titled);
        seen.placed += usize::from(before.is_some_and(|word| matches!(word.as_str(), "in" | "to" | "from" | "at" | "near" | "around")));
        if seen.sources.last() != Some(&source) {
            seen.sources.push(source);
        }
    }

    /// Whether a word stands alone in the texts as a name does.
    pub fn is_name(&self, word: &str) -> bool {
        self.runs.get(word).is_some_and(|seen| seen.inside >= 1 && self.in_small(word) * 4 < seen.inside)
    }

    /// The sources in which one of these runs of words with capitals stands.
    pub fn sources_of(&self, wanted: impl Fn(&str) -> bool) -> HashSet<SourceId> {
        self.runs.iter().filter(|(run, _)| wanted(run)).flat_map(|(_, seen)| seen.sources.iter().copied()).collect()
    }

    /// Whether a run of words with capitals stands in one of these sources, as a name does.
    pub fn stands_in(&self, run: &str, sources: &HashSet<SourceId>) -> bool {
        self.runs.get(run).is_some_and(|seen| seen.sources.iter().any(|source| sources.contains(source)))
    }

    /// How often a run of words with capitals stands.
    pub fn often(&self, run: &str) -> usize {
        self.runs.get(run).map_or(0, |seen| seen.inside + seen.first)
    }

    /// Whether a run of words with capitals stands anywhere.
    pub fn has(&self, run: &str) -> bool {
        self.runs.contains_key(run)
    }

    /// Whether a word ends a longer name in the texts that `known` does not know, as a family name does: “Wormald” of “Chris Wormald”.
    pub fn ends_a_name(&self, word: &str, known: impl Fn(&str) -> bool) -> bool {
        let ends = |run: &str| run.strip_suffix(word).is_some_and(|before| before.ends_with(char::is_whitespace));
        self.runs.iter().any(|(run, seen)| seen.inside + seen.first > 0 && ends(run) && !known(run))
    }

    /// How often a word stands in small letters.
    pub fn in_small(&self, word: &str) -> usize {
        self.small.get(&word.to_lowercase()).copied().unwrap_or(0)
    }

    fn names(&self) -> impl Iterator<Item = Suggestion> {
        let likely = |(name, seen): &(&String, &Seen)| seen.inside > 0 && self.in_small(name) * 4 < seen.inside + seen.first;
        self.runs.iter().filter(likely).map(|(name, seen)| Suggestion {
            names: vec![name.clone()],
            kind: self.kind_of(name, seen),
            origin: Origin::Text,
            case: None,
            of: None,
        })
    }

    fn kind_of(&self, name: &str, seen: &Seen) -> PseudonymKind {
        let words: Vec<&str> = name.split_whitespace().collect();
        let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.to_lowercase().as_str()));
        let letters = name.chars().filter(|c| c.is_alphabetic()).count();
        // “NHS”, and “NHS England” too.
        let initials = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 2 && word.chars().all(|c| !c.is_lowercase());
        let capitals =
            letters <= 6 && name.chars().all(|c| !c.is_lowercase()) || words.len() > 1 && words.iter().any(initials) && !words.iter().all(initials);
        // Words that stand in small letters too are no names of people: “Prime Minister”.
        let ordinary = words.iter().any(|word| self.in_small(word) > 0);
        match () {
            () if has(ORGANISATIONS) => PseudonymKind::Organisation,
            () if has(&["kingdom", "states", "republic"]) => PseudonymKind::Place,
            () if seen.titled * 4 > seen.inside => PseudonymKind::Person,
            () if capitals => PseudonymKind::Organisation,
            () if has(PLACES) || seen.placed * 3 > seen.inside => PseudonymKind::Place,
            () if matches!(words.len(), 2 | 3) && !ordinary => PseudonymKind::Person,
            () => PseudonymKind::Other,
        }
    }
}

/// Where the run of capitalised words that begins with the word `n` ends; `n` where none does.
fn run_of(line: &str, words: &[std::ops::Range<usize>], n: usize) -> usize {
    let word = |n: usize| &line[words[n].clone()];
    // “I” is never a part of a name.
    let capital = |n: usize| word(n).chars().next().is_some_and(char::is_uppercase) && bare(word(n)) != "I";
    let beside = |n: usize| matches!(line[words[n - 1].end..words[n].start].trim_matches(' '), "" | "&");
    let titled = |n: usize| is_title(word(n));
    if !capital(n) {
        return n;
    }
    let (mut end, mut titles) = (n + 1, titled(n));
    while end < words.len() && !has_possessive(word(end - 1)) {
        // A title begins another name: “April Ms Freeman”.
        if titled(end) && !titles {
            break;
        }
        titles &= titled(end);
        let stop = line[words[end - 1].end..words[end].start].trim() == "." && is_shortened(word(end - 1));
        if (beside(end) || stop) && capital(end) {
            end += 1;
        } else if end + 1 < words.len() && beside(end) && beside(end + 1) && capital(end + 1) && JOINS.contains(&word(end)) && word(end) != "and" {
            end += 2;
        } else {
            break;
        }
    }
    end
}

/// Whether a full stop behind a title may belong to it: “Mr. Lee”, but not “my Lady. Thank you”.
fn is_shortened(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "mr" | "mrs" | "ms" | "mx" | "dr" | "prof" | "rev" | "cllr" | "hon" | "fr" | "st")
}

/// Whether a run of words with capitals names anybody: one letter, or a day of the week alone, does not.
fn may_be_a_name(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphabetic()).count() > 1 && !is_common(name)
}

fn has_possessive(word: &str) -> bool {
    bare(word).len() < word.len()
}

/// A name without the possessive behind it, and without what “I’m” and “He’d” are short for.
fn bare(name: &str) -> &str {
    let at = name.rfind(['\'', '’']).filter(|at| name[*at..].chars().skip(1).all(char::is_lowercase));
    at.map_or(name, |at| &name[..at])
}

fn is_common(word: &str) -> bool {
    let small = bare(word).to_lowercase();
    COMMON.contains(&small.as_str()) || JOINS.contains(&small.as_str())
}

/// Whether a word is the first of a sentence: nothing stands before it, or a sign that ends one or opens a quotation.
fn begins_a_sentence(line: &str, at: usize) -> bool {
    let before = line[..at].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '“' | '"' | '‘' | '(' | '[' | '—' | '–' | '-'));
    let titled = before.ends_with('.') && Tokens::new(before).last().is_some_and(|word| is_shortened(&before[word]));
    !titled
        && (before.len() < line[..at].trim_end().len()
            || before.chars().next_back().is_none_or(|c| matches!(c, '.' | '!' | '?' | ':' | '…' | '»' | '”' | ']')))
}
