//! `themata words`: words counted, compared between parts, and seen in company.

use super::desk::{AsJson, File, Shelf, Who, end};
use super::excerpts;
use super::index::Asked;
use super::out::{Outcome, Table, say, show, show_json, tame, usage};
use super::query::{Which, grouping};
use super::search::ready;
use super::target;
use super::word_rules::Counted;
use crate::Error;
use crate::analysis::{Corpus, Groups};
use crate::export::{CLOUD, TableOptions, WordsPicture, tree_rows, words_csv, words_disclosed, write_words};
use crate::jobs::Progress;
use crate::project::op::count;
use crate::search::words::{
    Bags, Beside, Branch, FARTHEST, Hearing, Keyword, Lexis, Side, WordCount, WordList, beside, keywords_of, telling, word_tree,
};
use crate::search::{Finder, in_thousand};
use serde::Serialize;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Count words: how often, whose, beside which others
///
/// What interviewers say is left out, and so are the common words of each language. With --key the words that one part says more
/// often than the rest stand first (log ratio; G² says whether it may be chance; only what two people or more say). --near lists the
/// words beside what a search finds, --after and --before what goes on from it, as a tree.
///
/// Example: themata words study.themata --stems --by site
/// Example: themata words study.themata --key site="ICS B"
/// Example: themata words study.themata --key site="ICS A" --against "ICS B"
/// Example: themata words study.themata --near 'money OR fund*'
/// Example: themata words study.themata --after 'we need' -o tree.svg
/// Example: themata words study.themata --leave um,erm --merge money=funding,cash --remember
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Words {
    #[command(flatten)]
    file: File,
    /// The count in each group beside that of all, such as by site; or by source
    #[arg(long, value_name = "NAME", conflicts_with_all = ["key", "near", "after", "before"])]
    by: Option<String>,
    /// The words that this part says more often than the rest, or less often
    #[arg(long, value_name = "NAME=VALUE", conflicts_with_all = ["near", "after", "before"])]
    key: Option<String>,
    /// With --key: compare with this part alone, such as --key site="ICS A" --against "ICS B"
    #[arg(long, value_name = "VALUE", requires = "key")]
    against: Option<String>,
    /// With --key: how likely by chance a difference may be
    #[arg(long, value_name = "SHARE", default_value_t = 0.01)]
    p: f64,
    /// With --key: how many people must say a word
    #[arg(long, value_name = "NUMBER", default_value_t = 2)]
    people: u32,
    /// The words near what this search finds
    #[arg(long, value_name = "QUERY", conflicts_with_all = ["after", "before"])]
    near: Option<String>,
    /// With --near: how many words on either side are near
    #[arg(long, value_name = "WORDS", default_value_t = 5, value_parser = clap::value_parser!(u8).range(1..=FARTHEST as i64))]
    span: u8,
    /// What follows what this search finds, as a tree
    #[arg(long, value_name = "QUERY", conflicts_with = "before")]
    after: Option<String>,
    /// What comes before what this search finds, as a tree
    #[arg(long, value_name = "QUERY")]
    before: Option<String>,
    /// With --after and --before: how many words are followed
    #[arg(long, value_name = "WORDS", default_value_t = 6)]
    depth: usize,
    /// Show so many rows; branches of a tree that fewer than two hits share are then told by their number
    #[arg(long, value_name = "NUMBER")]
    limit: Option<usize>,
    /// Write the list or the tree to this file: as a table (.csv), or as a picture (.svg, .png), a word cloud or the tree
    #[arg(short, long, value_name = "FILE", conflicts_with_all = ["key", "near", "json"])]
    output: Option<PathBuf>,
    /// Read every text instead of asking the index
    #[arg(long)]
    no_index: bool,
    #[command(flatten)]
    counted: Counted,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    form: AsJson,
}

#[derive(Serialize)]
struct ListJson {
    heard: u64,
    total: u64,
    words: Vec<WordJson>,
}

#[derive(Serialize)]
struct WordJson {
    word: String,
    count: u64,
    share: f64,
    sources: u32,
    cases: u32,
    forms: std::collections::BTreeMap<String, u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    groups: Option<Vec<GroupJson>>,
}

#[derive(Serialize)]
struct GroupJson {
    group: String,
    count: u64,
    share: f64,
    /// In a thousand words heard there.
    per_thousand: Option<f64>,
    /// How much it tells this group from the others.
    tf_idf: f64,
}

#[derive(Serialize)]
struct KeyJson {
    word: String,
    here: u64,
    there: u64,
    here_share: f64,
    there_share: f64,
    log_ratio: f64,
    g2: f64,
    p: f64,
    bayes: f64,
    cases_here: u32,
    cases_there: u32,
}

#[derive(Serialize)]
struct NearJson {
    hits: u64,
    words: Vec<NeighbourJson>,
}

#[derive(Serialize)]
struct NeighbourJson {
    word: String,
    count: u64,
    before: u64,
    after: u64,
    g2: f64,
    log_dice: f64,
    information: f64,
    cases: u32,
}

#[derive(Serialize)]
struct BranchJson {
    words: String,
    count: u32,
    branches: Vec<BranchJson>,
}

fn share(count: u64, of: u64) -> f64 {
    count as f64 / of.max(1) as f64
}

fn percent(share: f64) -> String {
    format!("{:.2}%", share * 100.0)
}

impl Words {
    /// Counts and shows.
    pub(super) fn run(self) -> Outcome {
        if self.counted.is_about_rules() {
            let who = Who { coder: self.which.coder.first().cloned() };
            return self.counted.rules(&self.file.file, who.needed()?, self.form.json);
        }
        let Shelf { reader, corpus } = Shelf::open(&self.file.file)?;
        let lexis = self.counted.lexis(&corpus)?;
        let hearing = Hearing { query: self.which.query(&corpus)?, interviewers: self.counted.interviewers };
        let texts = reader.texts(&corpus);
        let asked = Asked::new(&reader, &corpus, !self.no_index && (self.near.is_some() || self.after.is_some() || self.before.is_some()));
        let finder = Finder::new(&corpus, &texts).with(asked.index());
        let progress = Progress::silent();
        if let Some(query) = self.after.as_ref().or(self.before.as_ref()) {
            let side = if self.after.is_some() { Side::After } else { Side::Before };
            let tree = word_tree(&corpus, &finder, &hearing, &mut ready(query, &corpus)?, (side, self.depth), &progress)?;
            match &self.output {
                Some(path) => write_tree(&corpus, query, &tree, side, path)?,
                None => self.show_tree(query, &tree, side)?,
            }
        } else if let Some(query) = &self.near {
            let bags = Bags::new(&corpus, &texts, &hearing, &progress)?;
            let found = beside(&corpus, &finder, (&hearing, &bags), &lexis, &mut ready(query, &corpus)?, usize::from(self.span), &progress)?;
            self.show_near(&found)?;
        } else {
            let bags = Bags::new(&corpus, &texts, &hearing, &progress)?;
            match &self.key {
                Some(part) => self.show_key(&self.keys(&corpus, &bags, &lexis, part)?)?,
                None => self.show_list(&corpus, &bags, &lexis)?,
            }
        }
        end(&reader)
    }

    fn rows<'a, T>(&self, list: &'a [T]) -> &'a [T] {
        // A list to be read has an end; JSON has all of it.
        let most = self.limit.unwrap_or(if self.form.json { usize::MAX } else { 50 });
        &list[..list.len().min(most)]
    }

    fn show_list(&self, corpus: &Corpus, bags: &Bags, lexis: &Lexis) -> Outcome {
        let list = WordList::new(bags, lexis);
        let groups = match &self.by {
            Some(name) if name == "source" => WordList::by_source(bags, lexis, corpus),
            Some(name) => WordList::by_group(bags, lexis, &Groups::new(corpus, Some(grouping(corpus, name)?))),
            None => Vec::new(),
        };
        let in_group = |group: &WordList, word: &WordCount| group.by_key(&word.key).map_or(0, |word| word.count);
        if let Some(path) = &self.output {
            return write(corpus, &list, &groups, path);
        }
        if self.form.json {
            let words = self.rows(&list.words).iter().map(|word| WordJson {
                word: word.label.clone(),
                count: word.count,
                share: share(word.count, list.total),
                sources: word.sources,
                cases: word.cases,
                forms: word.forms.iter().cloned().collect(),
                groups: self.by.as_ref().map(|_| {
                    let group = |((name, group), tf_idf): (&(String, WordList), f64)| {
                        let count = in_group(group, word);
                        let per_thousand = in_thousand(count, group.heard);
                        GroupJson { group: name.clone(), count, share: share(count, group.total), per_thousand, tf_idf }
                    };
                    groups.iter().zip(telling(&groups, &word.key)).map(group).collect()
                }),
            });
            return show_json(&ListJson { heard: list.heard, total: list.total, words: words.collect() });
        }
        let mut head = vec!["word", "#count", "#share", "#sources", "#cases"];
        head.extend(self.by.iter().flat_map(|_| ["in each group (per 1,000 words)", "tells most (tf–idf)"]));
        let mut table = Table::new(&[&head[..], &["forms"]].concat());
        for word in self.rows(&list.words) {
            let each = groups.iter().map(|(name, group)| {
                let count = in_group(group, word);
                let rate = in_thousand(count, group.heard).map_or_else(String::new, |rate| format!(" ({rate:.2})"));
                format!("{name} {count}{rate}")
            });
            let each: Vec<String> = each.collect();
            let forms: Vec<&str> = word.forms.iter().map(|(form, _)| form.as_str()).filter(|form| *form != word.label).collect();
            let (count, part) = (word.count.to_string(), percent(share(word.count, list.total)));
            let mut row = vec![word.label.clone(), count, part, word.sources.to_string(), word.cases.to_string()];
            row.extend(self.by.iter().flat_map(|_| [each.join(" · "), most_telling(&groups, word)]));
            row.push(forms.join(", "));
            table.row(row);
        }
        table.show("No words were heard.")
    }

    fn show_key(&self, list: &[Keyword]) -> Outcome {
        if self.form.json {
            let key = |word: &Keyword| KeyJson {
                word: word.word.clone(),
                here: word.keyness.here,
                there: word.keyness.there,
                here_share: share(word.keyness.here, word.keyness.here_of),
                there_share: share(word.keyness.there, word.keyness.there_of),
                log_ratio: word.keyness.log_ratio(),
                g2: word.keyness.g2(),
                p: word.keyness.p(),
                bayes: word.keyness.bayes(),
                cases_here: word.cases_here,
                cases_there: word.cases_there,
            };
            return show_json(&self.rows(list).iter().map(key).collect::<Vec<_>>());
        }
        let mut table = Table::new(&["word", "#here", "#there", "#log ratio", "#G²", "#p", "#cases here", "#cases there"]);
        for word in self.rows(list) {
            let keyness = word.keyness;
            let (ratio, g2) = (format!("{:.2}", keyness.log_ratio()), format!("{:.1}", keyness.g2()));
            let p = if keyness.p() < 0.0001 { "<0.0001".into() } else { format!("{:.4}", keyness.p()) };
            let (here, there) = (word.cases_here.to_string(), word.cases_there.to_string());
            table.row(vec![word.word.clone(), keyness.here.to_string(), keyness.there.to_string(), ratio, g2, p, here, there]);
        }
        table.show("No word is said so much more or less often than in the rest that chance and a single voice are unlikely.")
    }

    fn show_near(&self, found: &Beside) -> Outcome {
        if self.form.json {
            let word = |word: &crate::search::words::Neighbour| NeighbourJson {
                word: word.word.clone(),
                count: word.near.both,
                before: word.sides[0],
                after: word.sides[1],
                g2: word.near.likelihood(),
                log_dice: word.pair.log_dice(),
                information: word.near.information(),
                cases: word.cases,
            };
            return show_json(&NearJson { hits: found.hits, words: self.rows(&found.words).iter().map(word).collect() });
        }
        let mut table = Table::new(&["word", "#near", "#before", "#after", "#G²", "#logDice", "#cases"]);
        for word in self.rows(&found.words) {
            let (g2, dice) = (format!("{:.1}", word.near.likelihood()), format!("{:.2}", word.pair.log_dice()));
            let [before, after] = word.sides.map(|count| count.to_string());
            table.row(vec![word.word.clone(), word.near.both.to_string(), before, after, g2, dice, word.cases.to_string()]);
        }
        table.show("Nothing was found.")
    }

    fn show_tree(&self, query: &str, tree: &Branch, side: Side) -> Outcome {
        if self.form.json {
            return show_json(&json(tree));
        }
        show(|out| {
            writeln!(out, "{}  {}", tame(query), tree.count)?;
            self.grow(out, tree, side, 1)
        })
    }

    fn grow(&self, out: &mut dyn Write, branch: &Branch, side: Side, depth: usize) -> std::io::Result<()> {
        let (shared, alone): (Vec<&Branch>, Vec<&Branch>) = branch.branches.iter().partition(|branch| branch.count > 1);
        let indent = "  ".repeat(depth);
        for branch in self.rows(&shared) {
            let words = tame(&branch.words.join(" "));
            match side {
                Side::After => writeln!(out, "{indent}… {words}  {}", branch.count)?,
                Side::Before => writeln!(out, "{indent}{words} …  {}", branch.count)?,
            }
            self.grow(out, branch, side, depth + 1)?;
        }
        if !alone.is_empty() && (depth > 1 || !shared.is_empty()) {
            writeln!(out, "{indent}{} once each", alone.len())?;
        } else {
            for branch in self.rows(&alone) {
                writeln!(out, "{indent}{}", tame(&branch.words.join(" ")))?;
            }
        }
        Ok(())
    }
}

/// Writes the list as a table, or as a cloud. Words that may be names are told first.
fn write(corpus: &Corpus, list: &WordList, groups: &[(String, WordList)], path: &Path) -> Outcome {
    let header = ["Word", "Count", "Share", "Sources", "People"].into_iter().map(str::to_owned);
    let names = groups.iter().map(|(name, _)| name.clone()).chain(groups.iter().map(|(name, _)| format!("{name} per 1,000 words")));
    let header: Vec<String> = header.chain(names).chain(["Forms".to_owned()]).collect();
    let row = |word: &WordCount| {
        let forms: Vec<&str> = word.forms.iter().map(|(form, _)| form.as_str()).filter(|form| *form != word.label).collect();
        let share = format!("{:.6}", share(word.count, list.total));
        let mut row = vec![word.label.clone(), word.count.to_string(), share, word.sources.to_string(), word.cases.to_string()];
        let count = |group: &WordList| group.by_key(&word.key).map_or(0, |word| word.count);
        row.extend(groups.iter().map(|(_, group)| count(group).to_string()));
        row.extend(groups.iter().map(|(_, group)| in_thousand(count(group), group.heard).map_or_else(String::new, |rate| format!("{rate:.4}"))));
        row.push(forms.join(", "));
        row
    };
    let rows: Vec<Vec<String>> = list.words.iter().map(row).collect();
    let counts: Vec<u64> = list.words.iter().map(|word| word.count).collect();
    excerpts::warn(&words_disclosed(corpus, list.words.iter().map(|word| word.label.as_str())));
    if target::is_standard(path) {
        return target::write(None, |out| words_csv(&header, &rows, TableOptions::default(), out)).map(drop);
    }
    write_words(&header, &rows, &counts, WordsPicture::Cloud, path)?;
    let is_picture = path.extension().is_some_and(|ending| ["svg", "png"].iter().any(|picture| ending.eq_ignore_ascii_case(picture)));
    if is_picture && rows.len() > CLOUD {
        say(&format!("Wrote the commonest of {} to {}, at most {CLOUD}.", count(rows.len(), "word", "words"), path.display()));
        return Ok(());
    }
    say(&format!("Wrote {} to {}.", count(rows.len(), "word", "words"), path.display()));
    Ok(())
}

/// The group that a word tells most from the others, and how much; nothing where all say it.
fn most_telling(groups: &[(String, WordList)], word: &WordCount) -> String {
    let most = telling(groups, &word.key).into_iter().enumerate().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
    most.filter(|(_, much)| *much > 0.0).map_or_else(String::new, |(at, much)| format!("{} {much:.2}", groups[at].0))
}

/// Writes a tree as a picture, or as rows. Words that may be names are told first.
fn write_tree(corpus: &Corpus, query: &str, tree: &Branch, side: Side, path: &Path) -> Outcome {
    let (backwards, header) = (side == Side::Before, ["Words", "Count"].map(str::to_owned));
    let rows = tree_rows(tree, backwards);
    excerpts::warn(&words_disclosed(corpus, rows.iter().flat_map(|row| row[0].split_whitespace())));
    if target::is_standard(path) {
        return target::write(None, |out| words_csv(&header, &rows, TableOptions::default(), out)).map(drop);
    }
    write_words(&header, &rows, &[], WordsPicture::Tree(query, tree, backwards), path)?;
    say(&format!("Wrote the tree of {} to {}.", count(tree.count as usize, "hit", "hits"), path.display()));
    Ok(())
}

fn json(branch: &Branch) -> BranchJson {
    BranchJson { words: branch.words.join(" "), count: branch.count, branches: branch.branches.iter().map(json).collect() }
}

impl Words {
    /// The keywords of a part, given as NAME=VALUE, against what is in another group.
    fn keys(&self, corpus: &Corpus, bags: &Bags, lexis: &Lexis, part: &str) -> Outcome<Vec<Keyword>> {
        let Some((name, value)) = part.split_once('=') else {
            return usage(format!("“{part}” names no part"), "Write it as NAME=VALUE, such as --key site=\"ICS B\".");
        };
        let groups = Groups::new(corpus, Some(grouping(corpus, name)?));
        let named = |value: &str| {
            groups.find(value.trim()).ok_or_else(|| {
                let all: Vec<&str> = groups.all().map(|group| groups.label(group)).collect();
                Error::hint(format!("no {name} is called “{value}”"), format!("There are: {}.", all.join(", ")))
            })
        };
        let (here, there) = (named(value)?, self.against.as_deref().map(named).transpose()?);
        if there == Some(here) {
            return usage("a part is compared with another one", "Name two parts, such as --key site=\"ICS A\" --against \"ICS B\".");
        }
        Ok(keywords_of(bags, lexis, &groups, (here, there), self.p, self.people))
    }
}
