//! Rules for counting words, kept with the project.

use super::super::op::{Op, OpKind};
use super::super::transact::{Done, Project};
use crate::model::{KeptRule, WordRule, WordRuleId, WordRuleKind, order};
use crate::{Error, Result};
use std::collections::HashMap;

impl Project {
    /// Keeps these rules for counting words, and no others. Words are trimmed, each stands once; rules without words fall away.
    pub fn set_word_rules(&mut self, rules: &[WordRule]) -> Result<Done> {
        let rules = tidied(rules)?;
        let mut old = self.store.all::<KeptRule>()?;
        let mut last = old.iter().map(|kept| kept.ord.clone()).max().unwrap_or_default();
        self.transact(&Op::new(OpKind::SetWordRules, "Changed which words are counted"), |store| {
            for rule in rules {
                match old.iter().position(|kept| head(&kept.rule) == head(&rule)) {
                    Some(at) => {
                        let kept = old.swap_remove(at);
                        if kept.rule != rule {
                            store.update(&KeptRule { rule, ..kept })?;
                        }
                    }
                    None => {
                        last = order::between(&last, None);
                        store.insert(&KeptRule { id: WordRuleId::new(), rule, ord: last.clone() })?;
                    }
                }
            }
            old.iter().try_for_each(|kept| store.delete::<KeptRule>(kept.id))
        })
    }
}

impl Project {
    /// Leaves words out of every count, beside what is left out already.
    pub fn leave_words_out(&mut self, words: &[String]) -> Result<Done> {
        let mut kept = self.store.all::<KeptRule>()?;
        kept.sort_by(|a, b| (&a.ord, a.id).cmp(&(&b.ord, b.id)));
        let mut rules: Vec<WordRule> = kept.into_iter().map(|kept| kept.rule).collect();
        rules.push(WordRule::new(WordRuleKind::Leave, words.to_vec()));
        self.set_word_rules(&rules)
    }
}

/// What makes a rule the same one with other words.
fn head(rule: &WordRule) -> (WordRuleKind, String, String) {
    (rule.kind, rule.language.to_lowercase(), rule.label.to_lowercase())
}

/// Rules of one head are one, and no word is told two things of the same kind.
fn tidied(rules: &[WordRule]) -> Result<Vec<WordRule>> {
    let mut list: Vec<WordRule> = Vec::new();
    for rule in rules {
        let label = if rule.kind == WordRuleKind::Merge { rule.label.trim() } else { "" };
        let rule = WordRule { label: label.to_owned(), language: rule.language.trim().to_owned(), words: rule.words.clone(), ..rule.clone() };
        match list.iter_mut().find(|known| head(known) == head(&rule)) {
            Some(known) => known.words.extend(rule.words),
            None => list.push(rule),
        }
    }
    for rule in &mut list {
        let mut words: Vec<String> = Vec::new();
        for word in rule.words.iter().map(|word| word.trim()).filter(|word| !word.is_empty()) {
            if words.iter().all(|known| known.to_lowercase() != word.to_lowercase()) {
                words.push(word.to_owned());
            }
        }
        rule.words = words;
    }
    list.retain(|rule| !rule.words.is_empty());
    if let Some(rule) = list.iter().find(|rule| rule.kind == WordRuleKind::Merge && rule.label.is_empty()) {
        let hint = "Write it as WORD = WORDS, such as money = funding, cash.";
        return Err(Error::hint(format!("nothing says what “{}” is counted as", rule.words.join(", ")), hint));
    }
    let mut merged: HashMap<(String, String), &str> = HashMap::new();
    for rule in list.iter().filter(|rule| rule.kind == WordRuleKind::Merge) {
        for word in &rule.words {
            if let Some(other) = merged.insert((rule.language.to_lowercase(), word.to_lowercase()), &rule.label) {
                let hint = "A word is counted as one thing.";
                return Err(Error::hint(format!("“{word}” is to be counted both as “{other}” and as “{}”", rule.label), hint));
            }
        }
    }
    Ok(list)
}
