//! Words as they are shown: rows with figures, or a tree.

use super::look::{Kind, WordLook};
use crate::analysis::{Corpus, Groups};
use crate::jobs::Progress;
use crate::model::Grouping;
use crate::search::words::{
    Bags, Beside, Branch, Hearing, Keyword, Lexis, Share, Side, WordCount, WordList, beside, keywords_of, telling, word_tree,
};
use crate::search::{Finder, Search, parse};
use crate::ui::format::{count, counted, rate};
use crate::{Error, Result};
use std::sync::{Arc, Mutex, PoisonError};

/// Words on either side of a hit that are beside it.
const NEAR: usize = 5;
/// Words that a tree follows.
const DEPTH: usize = 8;
/// From how rare a chance on, and from how many people, a word is said more by one part.
const CHANCE: f64 = 0.01;
const PEOPLE: u32 = 2;

/// What is counted, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The search; empty where all is counted.
    pub query: String,
    /// The state of what it reads.
    pub revision: u64,
    /// The state of the rules for counting.
    pub rules: u64,
    /// How it is looked at.
    pub look: WordLook,
    /// Groups beside the count of all.
    pub by: Option<Grouping>,
    /// The part that is compared with the rest.
    pub part: Option<(Grouping, String)>,
    /// The part that it is compared with instead of all the rest.
    pub against: Option<String>,
}

/// What is shown.
#[derive(Debug)]
pub enum Shown {
    /// Rows.
    Table(Table),
    /// What goes on from what was found.
    Tree(Branch),
    /// Nothing, and what would have to be asked.
    Nothing(&'static str, &'static str),
}

/// Rows of words with their figures.
#[derive(Debug, Default)]
pub struct Table {
    /// How much was counted, in words.
    pub said: String,
    /// The columns of figures.
    pub columns: Vec<Column>,
    /// The rows, the first column the greatest first.
    pub rows: Vec<WordRow>,
    /// The greatest of the first figures.
    pub most: f64,
    /// Whether any word was counted in other forms.
    pub has_forms: bool,
}

/// A column of figures.
#[derive(Debug)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// What it says.
    pub tip: String,
    /// Whether the smallest stands first where rows are sorted by it.
    pub rising: bool,
}

/// A word with its figures.
#[derive(Debug)]
pub struct WordRow {
    /// How it is shown.
    pub word: String,
    /// The forms that were counted as it; empty where it stands for itself.
    pub forms: Vec<String>,
    /// What the figures are.
    pub values: Vec<f64>,
    /// What they are in words.
    pub figures: Vec<String>,
}

/// The words that were read last, to be counted in other ways.
pub type Kept = Arc<Mutex<Option<(Read, Arc<Bags>)>>>;

/// What words were read of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    query: String,
    revision: u64,
    interviewers: bool,
    frame: bool,
}

fn column(head: &str, tip: &str) -> Column {
    Column { head: head.into(), tip: tip.into(), rising: false }
}

/// Counts what is wanted; words that were read before are not read again.
pub fn made(wanted: &Wanted, corpus: &Corpus, finder: &Finder, kept: &Kept, progress: &Progress) -> Result<Shown> {
    let (look, query) = (wanted.look, wanted.query.as_str());
    let refused = |wrong: crate::search::Wrong| Error::hint(wrong.what, wrong.hint);
    let ask = if query.is_empty() { None } else { Some(parse(query).map_err(refused)?) };
    let has_words = ask.as_ref().is_some_and(crate::search::Ask::has_words);
    let mut search = if query.is_empty() { Search::everything() } else { Search::new(query, corpus).map_err(refused)? };
    if search.is_in_memos() {
        return Ok(Shown::Nothing("Words are counted in what was said", "This search is in memos: take memo: out of it."));
    }
    let lexis = Lexis { stems: look.stems, leave_common: !look.common, ..Lexis::of(corpus) };
    let read = |frame: bool| -> Result<Arc<Bags>> {
        let of = Read { query: query.to_owned(), revision: wanted.revision, interviewers: look.interviewers, frame };
        if let Some((_, bags)) = kept.lock().unwrap_or_else(PoisonError::into_inner).as_ref().filter(|(known, _)| *known == of) {
            return Ok(bags.clone());
        }
        let mut search = match (query.is_empty(), frame) {
            (true, _) => Search::everything(),
            (_, true) => Search::frame(query, corpus).map_err(refused)?,
            (_, false) => Search::new(query, corpus).map_err(refused)?,
        };
        let share = if has_words && !frame { Share::Entries } else { Share::Hits };
        let bags = Arc::new(Bags::found(corpus, finder, &mut search, share, look.interviewers, progress)?);
        *kept.lock().unwrap_or_else(PoisonError::into_inner) = Some((of, bags.clone()));
        Ok(bags)
    };
    if look.kind.asks_for_words() && !has_words {
        return Ok(Shown::Nothing("Search for a word first", "Then the words that keep it company show here."));
    }
    let hearing = Hearing { interviewers: look.interviewers, ..Hearing::default() };
    Ok(match look.kind {
        Kind::List | Kind::Cloud => Shown::Table(listed(&*read(false)?, &lexis, corpus, wanted.by)),
        Kind::Key => match &wanted.part {
            Some((by, part)) => Shown::Table(key_words(&*read(false)?, &lexis, corpus, *by, (part, wanted.against.as_deref()))),
            None => Shown::Nothing(
                "There are no parts to compare",
                "Say in Cases which attribute is the site, the role or the phase, or join sources to cases.",
            ),
        },
        Kind::Beside => {
            let bags = read(true)?;
            Shown::Table(company(&beside(corpus, finder, (&hearing, &bags), &lexis, &mut search, NEAR, progress)?))
        }
        Kind::After => Shown::Tree(word_tree(corpus, finder, &hearing, &mut search, (Side::After, DEPTH), progress)?),
        Kind::Before => Shown::Tree(word_tree(corpus, finder, &hearing, &mut search, (Side::Before, DEPTH), progress)?),
    })
}

/// The other forms of a word.
fn forms(word: &WordCount) -> Vec<String> {
    if matches!(&word.forms[..], [(form, _)] if *form == word.label) { Vec::new() } else { word.forms.iter().map(|(form, _)| form.clone()).collect() }
}

fn listed(bags: &Bags, lexis: &Lexis, corpus: &Corpus, by: Option<Grouping>) -> Table {
    let list = WordList::new(bags, lexis);
    let groups = by.map_or_else(Vec::new, |by| WordList::by_group(bags, lexis, &Groups::new(corpus, Some(by))));
    let mut columns = vec![
        column("Count", "How often it is said"),
        column("Share", "Of all words that count"),
        column("Sources", "In how many sources"),
        column("People", "By how many people"),
    ];
    columns.extend(groups.iter().map(|(name, group)| Column {
        head: name.clone(),
        tip: format!("How often it is said in {name} · in a thousand of the {} heard there", counted(group.heard as usize, "word")),
        rising: false,
    }));
    if !groups.is_empty() {
        let tip = "The part that it tells most from the others: how often it is said there, times how few parts say it (tf–idf)";
        columns.push(column("Tells", tip));
    }
    let row = |word: &WordCount| {
        let in_groups: Vec<u64> = groups.iter().map(|(_, group)| group.by_key(&word.key).map_or(0, |word| word.count)).collect();
        let share = word.count as f64 / list.total.max(1) as f64;
        let mut values = vec![word.count as f64, share, f64::from(word.sources), f64::from(word.cases)];
        let mut figures = vec![count(word.count as i64), format!("{:.2}%", share * 100.0), count(word.sources), count(word.cases)];
        values.extend(in_groups.iter().map(|count| *count as f64));
        let rates = in_groups.iter().zip(&groups).map(|(n, (_, group))| format!("{} · {}", count(*n as i64), rate(*n, group.heard)));
        figures.extend(rates);
        if !groups.is_empty() {
            let most = telling(&groups, &word.key).into_iter().enumerate().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
            let (at, much) = most.unwrap_or_default();
            values.push(much);
            figures.push(if much > 0.0 { groups[at].0.clone() } else { String::new() });
        }
        WordRow { word: word.label.clone(), forms: forms(word), values, figures }
    };
    let different = if list.words.len() == 1 { "1 different word".to_owned() } else { format!("{} different words", count(list.words.len() as i64)) };
    let said = format!("{different} · {} counted of {} heard", count(list.total as i64), count(list.heard as i64));
    Table::new(said, columns, list.words.iter().map(row).collect())
}

fn key_words(bags: &Bags, lexis: &Lexis, corpus: &Corpus, by: Grouping, (part, against): (&str, Option<&str>)) -> Table {
    let groups = Groups::new(corpus, Some(by));
    let Some(wanted) = groups.find(part) else { return Table::default() };
    let other = against.and_then(|name| groups.find(name)).filter(|other| *other != wanted);
    let list = keywords_of(bags, lexis, &groups, (wanted, other), CHANCE, PEOPLE);
    let rest = other.map_or("Rest", |other| groups.label(other));
    let columns = vec![
        column("Log ratio", "How many times as often it is said here: 1 is twice, 2 four times, −1 half as often"),
        column("G²", "How unlikely such a difference is by chance"),
        Column { rising: true, ..column("Chance", "The share of chance; words above 1 in 100 are left out") },
        column(part, &format!("How often it is said in {part}")),
        column(rest, &format!("How often {} says it", if other.is_some() { rest } else { "the rest" })),
        column("People", "How many people of this part say it"),
        column("Others", "How many people of the rest say it"),
    ];
    let row = |word: &Keyword| {
        let keyness = word.keyness;
        let p = keyness.p();
        let values = vec![
            keyness.log_ratio(),
            keyness.g2(),
            p,
            keyness.here as f64,
            keyness.there as f64,
            f64::from(word.cases_here),
            f64::from(word.cases_there),
        ];
        let figures = vec![
            format!("{:+.2}", keyness.log_ratio()).replace('-', "−"),
            format!("{:.1}", keyness.g2()),
            if p < 0.0001 { "< 0.0001".into() } else { format!("{p:.4}") },
            count(keyness.here as i64),
            count(keyness.there as i64),
            count(word.cases_here),
            count(word.cases_there),
        ];
        WordRow { word: word.word.clone(), forms: Vec::new(), values, figures }
    };
    let said = if list.len() == 1 { "1 word stands out".to_owned() } else { format!("{} words stand out", count(list.len() as i64)) };
    Table::new(said, columns, list.iter().map(row).collect())
}

fn company(found: &Beside) -> Table {
    let columns = vec![
        column("G²", "How unlikely such company is by chance"),
        column("logDice", "How closely the two keep together; at most 14"),
        column("Near", "How often it stands up to five words away"),
        column("Before", "How often before"),
        column("After", "How often after"),
        column("People", "In the words of how many people"),
    ];
    let row = |word: &crate::search::words::Neighbour| {
        let (g2, dice, [before, after]) = (word.near.likelihood(), word.pair.log_dice(), word.sides);
        WordRow {
            word: word.word.clone(),
            forms: Vec::new(),
            values: vec![g2, dice, word.near.both as f64, before as f64, after as f64, f64::from(word.cases)],
            figures: vec![
                format!("{g2:.1}"),
                format!("{dice:.2}"),
                count(word.near.both as i64),
                count(before as i64),
                count(after as i64),
                count(word.cases),
            ],
        }
    };
    let said = format!("{} beside {}", counted(found.words.len(), "word"), counted(found.hits as usize, "hit"));
    Table::new(said, columns, found.words.iter().map(row).collect())
}

impl WordRow {
    /// The figures for another program.
    pub fn plain(&self) -> impl Iterator<Item = String> {
        self.values.iter().map(|value| if value.fract() == 0.0 { format!("{value:.0}") } else { format!("{value:.6}") })
    }
}

impl Table {
    fn new(said: String, columns: Vec<Column>, rows: Vec<WordRow>) -> Self {
        let most = rows.iter().filter_map(|row| row.values.first()).fold(0.0_f64, |most, value| most.max(value.abs()));
        let has_forms = rows.iter().any(|row| !row.forms.is_empty());
        Self { said, columns, rows, most, has_forms }
    }

    /// The rows in the order of a column; as they are without.
    pub fn order(&self, by: Option<usize>) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        if let Some(column) = by {
            let value = |at: usize| self.rows[at].values.get(column).copied().unwrap_or_default();
            order.sort_by(|a, b| value(*b).total_cmp(&value(*a)));
            if self.columns.get(column).is_some_and(|column| column.rising) {
                order.sort_by(|a, b| value(*a).total_cmp(&value(*b)));
            }
        }
        order
    }
}
