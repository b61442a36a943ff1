//! Parts and short forms of people's names: given to the people that may be on the list as spellings of theirs.

use super::lists::is_title;
use super::short_forms::{is_short_for, short_forms};
use super::suggest::{Counts, Origin, Suggestion};
use crate::analysis::Corpus;
use crate::model::{CaseId, PseudonymKind, SourceId};
use crate::text::capital;
use std::collections::{HashMap, HashSet};

/// The words of a name without the titles before it.
pub(super) fn words_of(name: &str) -> Vec<&str> {
    name.split_whitespace().skip_while(|word| is_title(word)).collect()
}

/// The sources that are about a person: those of the case, those where a voice is called so, and those in whose words the name stands.
pub(super) fn sources_about(corpus: &Corpus, counts: &Counts, case: Option<CaseId>, names: &[&str]) -> HashSet<SourceId> {
    let holds = |label: &str| names.iter().any(|name| label == *name || label.strip_suffix(*name).is_some_and(|before| before.ends_with(' ')));
    let mut sources = counts.sources_of(holds);
    for source in corpus.sources() {
        let called = || corpus.speakers(source.id).iter().any(|speaker| holds(&speaker.name));
        if case.is_some_and(|case| corpus.cases_of(source.id).contains(&case)) || called() {
            sources.insert(source.id);
        }
    }
    sources
}

/// Gives people the parts and the short forms of their names that stand alone in the texts and are nobody else's; these are suggested no more
/// for themselves. A short form that may be of several people is suggested for itself, with one of them.
pub(super) fn with_short_names(list: Vec<Suggestion>, counts: &Counts, corpus: &Corpus, taken: &HashSet<String>) -> Vec<Suggestion> {
    let mut list = with_other_first_names(list);
    let key = corpus.pseudonym_key();
    let full = |one: &Suggestion| one.kind == PseudonymKind::Person && (2..=4).contains(&words_of(one.name()).len());
    let mut bearers: HashMap<String, usize> = HashMap::new();
    let known = key.names.iter().filter(|known| known.kind == PseudonymKind::Person && !known.stands.is_empty()).map(|known| known.name());
    for name in list.iter().filter(|one| full(one)).map(Suggestion::name) {
        words_of(name).into_iter().for_each(|part| *bearers.entry(part.to_owned()).or_default() += 1);
    }
    for first in list.iter().filter(|one| full(one)).map(Suggestion::name).chain(known).filter_map(|name| words_of(name).first().copied()) {
        short_forms(first).for_each(|form| *bearers.entry(capital(form)).or_default() += 1);
    }
    let free = |part: &str| !taken.contains(&part.to_lowercase()) && key.known(part).is_none();
    let (mut absorbed, mut shared) = (HashSet::new(), Vec::new());
    for one in list.iter_mut().filter(|one| full(one)) {
        let name = one.name().to_owned();
        let words = words_of(&name);
        let (first, last) = (words[0], words[words.len() - 1]);
        let own = |part: &&str| bearers.get(*part) == Some(&1) && free(part);
        one.names.extend([last, first].into_iter().filter(own).filter(|part| counts.is_name(part)).map(str::to_owned));
        let called = short_forms(first).map(|form| format!("{} {last}", capital(form)));
        let other: Vec<String> = called.filter(|whole| free(whole) && counts.has(whole) && !one.names.contains(whole)).collect();
        one.names.extend(other);
        let about = std::cell::OnceCell::new();
        let near = |form: &String| counts.stands_in(form, about.get_or_init(|| sources_about(corpus, counts, one.case, &[&name, last])));
        for form in short_forms(first).map(capital).filter(|form| free(form) && counts.is_name(form)).filter(near).collect::<Vec<_>>() {
            match bearers.get(&form) == Some(&1) {
                true => one.names.push(form),
                false => shared.push((form, name.clone())),
            }
        }
        absorbed.extend(one.names.iter().skip(1).cloned());
    }
    list.retain(|one| one.names.len() > 1 || !absorbed.contains(one.name()) && shared.iter().all(|(form, _)| form != one.name()));
    let mut seen = HashSet::new();
    shared.retain(|(form, _)| seen.insert(form.clone()) && !absorbed.contains(form));
    let kind = PseudonymKind::Person;
    list.extend(shared.into_iter().map(|(form, of)| Suggestion { names: vec![form], kind, origin: Origin::Text, case: None, of: Some(of) }));
    list
}

/// Takes “Chris Wormald” as a spelling of Christopher Wormald.
fn with_other_first_names(mut list: Vec<Suggestion>) -> Vec<Suggestion> {
    let person = |one: &Suggestion| one.kind == PseudonymKind::Person;
    let mut at: HashMap<String, Vec<usize>> = HashMap::new();
    for (n, one) in list.iter().enumerate().filter(|(_, one)| person(one)) {
        if let [_, .., last] = words_of(one.name()).as_slice() {
            at.entry((*last).to_owned()).or_default().push(n);
        }
    }
    let mut gone = HashSet::new();
    for namesakes in at.values().filter(|list| list.len() > 1) {
        for short in namesakes.iter().copied() {
            if list[short].origin != Origin::Text {
                continue;
            }
            let first = words_of(list[short].name())[0];
            let whole: Vec<usize> = namesakes.iter().copied().filter(|n| is_short_for(first, words_of(list[*n].name())[0])).collect();
            if let [whole] = whole.as_slice() {
                gone.insert(short);
                let name = list[short].name().to_owned();
                list[*whole].names.push(name);
            }
        }
    }
    let mut n = 0;
    list.retain(|_| {
        n += 1;
        !gone.contains(&(n - 1))
    });
    list
}
