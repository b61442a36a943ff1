//! Which words are counted, and which as one: said with a command, or kept with the project.

use super::desk::{Desk, Shelf, end};
use super::out::{Outcome, Table, show_json, usage};
use crate::analysis::Corpus;
use crate::model::{WordRule, WordRuleKind};
use crate::project::Identity;
use crate::project::op::OpKind;
use crate::search::words::Lexis;
use std::path::Path;

/// Which words count, and which as one.
#[derive(clap::Args, Debug)]
pub(super) struct Counted {
    /// Count words of one stem as one
    #[arg(long)]
    stems: bool,
    /// Count common words too: articles, pronouns, forms of to be
    #[arg(long)]
    common: bool,
    /// Leave this word out, or these with commas between
    #[arg(long, value_name = "WORDS", value_delimiter = ',')]
    leave: Vec<String>,
    /// Count this word although it is common
    #[arg(long, value_name = "WORDS", value_delimiter = ',')]
    keep: Vec<String>,
    /// Count words as one, such as money=funding,funds,cash; several times for several
    #[arg(long, value_name = "WORD=WORDS")]
    merge: Vec<String>,
    /// Keep what --leave, --keep and --merge say with the project, for every count from now on; --coder says who did
    #[arg(long, conflicts_with = "without_rules")]
    remember: bool,
    /// Take these words out of the rules that the project keeps
    #[arg(long, value_name = "WORDS", value_delimiter = ',')]
    forget: Vec<String>,
    /// Show the rules that the project keeps
    #[arg(long)]
    rules: bool,
    /// Count without the rules that the project keeps
    #[arg(long)]
    without_rules: bool,
    /// The fewest letters of a word that counts
    #[arg(long, value_name = "LETTERS", default_value_t = 1)]
    least: usize,
    /// Count what interviewers say too
    #[arg(long)]
    pub interviewers: bool,
}

impl Counted {
    /// How words are counted, with the rules of the project.
    pub fn lexis(&self, corpus: &Corpus) -> Outcome<Lexis> {
        let mut rules = self.said()?;
        if !self.without_rules {
            rules.extend(Lexis::of(corpus).rules);
        }
        Ok(Lexis { stems: self.stems, least: self.least, leave_common: !self.common, rules })
    }

    /// Whether the rules of the project are meant, and nothing is to be counted.
    pub fn is_about_rules(&self) -> bool {
        self.rules || self.remember || !self.forget.is_empty()
    }

    /// Changes the rules that the project keeps, or shows them.
    pub fn rules(&self, file: &Path, who: Identity, json: bool) -> Outcome {
        if !self.remember && self.forget.is_empty() {
            return shown(file, json);
        }
        if self.remember && self.said()?.is_empty() && self.forget.is_empty() {
            return usage("nothing is said that could be remembered", "Say it with --leave, --keep or --merge.");
        }
        let desk = Desk::open(file)?;
        let mut rules: Vec<WordRule> = desk.corpus.word_rules().iter().map(|kept| kept.rule.clone()).collect();
        let gone = |word: &String| self.forget.iter().any(|gone| gone.trim().to_lowercase() == word.to_lowercase());
        rules.iter_mut().for_each(|rule| rule.words.retain(|word| !gone(word)));
        if self.remember {
            rules.extend(self.said()?);
        }
        desk.act(who, OpKind::SetWordRules, |project| project.set_word_rules(&rules).map(drop))
    }

    fn said(&self) -> Outcome<Vec<WordRule>> {
        let mut rules = Vec::new();
        for (kind, words) in [(WordRuleKind::Leave, &self.leave), (WordRuleKind::Keep, &self.keep)] {
            if !words.is_empty() {
                rules.push(WordRule::new(kind, words.clone()));
            }
        }
        for merge in &self.merge {
            let Some((label, words)) = merge.split_once('=') else {
                return usage(
                    format!("“{merge}” does not say what is counted as what"),
                    "Write it as WORD=WORDS, such as --merge money=funding,cash.",
                );
            };
            rules.push(WordRule::merge(label.trim(), words.split(',').map(|word| word.trim().into()).collect()));
        }
        Ok(rules)
    }
}

fn shown(file: &Path, json: bool) -> Outcome {
    let Shelf { reader, corpus } = Shelf::open(file)?;
    let rules: Vec<&WordRule> = corpus.word_rules().iter().map(|kept| &kept.rule).collect();
    if json {
        show_json(&rules)?;
        return end(&reader);
    }
    let mut table = Table::new(&["rule", "language", "counted as", "words"]);
    for rule in rules {
        table.row(vec![rule.kind.to_string(), rule.language.clone(), rule.label.clone(), rule.words.join(", ")]);
    }
    table.show("The project keeps no rules for counting words: --leave, --keep or --merge with --remember.")?;
    end(&reader)
}
