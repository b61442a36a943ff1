//! 21 million words searched: the index built, a source taken in, first pages and exact totals of hundreds of searches, and a plain scan.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a bench that cannot go on stops")]

#[path = "support/mod.rs"]
mod support;

use std::collections::HashMap;
use std::ffi::OsStr;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};
use support::corpora::{import, markdown, requests};
use support::{Report, again, figures, folder, median, ms, peak_memory, percentile, role, shared};
use themata::analysis::Corpus;
use themata::jobs::Progress;
use themata::model::Span;
use themata::project::{Project, Reader};
use themata::search::{Finder, Found, Index, News, Search, Wanted, fold};
use themata::text::{SourceText, Tokens};

/// Hits on a page, and words of context beside each.
const PAGE: usize = 25;
const CONTEXT: usize = 10;

/// Random numbers that come again (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n as u64) as usize
    }
}

/// What the searches are made of: words as they stand in the texts, and how often each does.
struct Words {
    /// Words that follow one another, taken here and there.
    runs: Vec<[String; 3]>,
    /// All words, the commonest first.
    all: Vec<(String, u32)>,
}

impl Words {
    fn read(corpus: &Corpus, reader: &Reader) -> Self {
        let mut counts: HashMap<String, u32> = HashMap::new();
        let (mut runs, mut dice) = (Vec::new(), Dice(7));
        let each = &mut |_, text: &SourceText| {
            let text = text.geometry.text();
            let words: Vec<String> = Tokens::new(text).map(|word| fold(&text[word])).collect();
            for _ in 0..2 {
                let at = dice.below(words.len().max(4) - 3);
                runs.extend(words.get(at..at + 3).map(|three| [three[0].clone(), three[1].clone(), three[2].clone()]));
            }
            words.into_iter().for_each(|word| *counts.entry(word).or_default() += 1);
            Ok(())
        };
        visit(corpus, reader, each);
        let mut all: Vec<(String, u32)> = counts.into_iter().collect();
        all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Self { runs, all }
    }

    /// A word as somebody would seek it: of every frequency, the middle ones most.
    fn word(&self, dice: &mut Dice) -> &str {
        let span = [100, 1_000, 10_000, 40_000][dice.below(4)].min(self.all.len());
        &self.all[dice.below(span)].0
    }

    fn run(&self, dice: &mut Dice) -> &[String; 3] {
        &self.runs[dice.below(self.runs.len())]
    }

    /// Words, phrases and booleans.
    fn plain(&self, dice: &mut Dice) -> String {
        let word = |dice: &mut Dice| self.word(dice).to_owned();
        match dice.below(10) {
            0..=3 => word(dice),
            4 => format!("={}", word(dice)),
            5 => {
                let [a, b, c] = self.run(dice);
                format!("\"{a} {b} {c}\"")
            }
            6 => {
                let [a, b, _] = self.run(dice);
                format!("\"{a} {b}\"")
            }
            7 => format!("{} {}", word(dice), word(dice)),
            8 => format!("{} OR {}", word(dice), word(dice)),
            _ => format!("{} {} -{}", word(dice), word(dice), word(dice)),
        }
    }

    /// Beginnings, wildcards and slips.
    fn wild(&self, dice: &mut Dice) -> String {
        let word: Vec<char> = std::iter::repeat_with(|| self.word(dice).chars().filter(|c| c.is_alphabetic()).collect::<Vec<_>>())
            .find(|word| word.len() > 4)
            .expect("a word");
        let part = |from: usize, to: usize| word[from..to].iter().collect::<String>();
        let len = word.len();
        match dice.below(5) {
            0 | 1 => format!("{}*", part(0, 4)),
            2 => format!("{}*{}", part(0, 2), part(len - 2, len)),
            3 => format!("{}?{}", part(0, 2), part(3, len)),
            _ => format!("{}{}~", part(0, 2), part(3, len)),
        }
    }
}

fn visit(corpus: &Corpus, reader: &Reader, each: &mut dyn FnMut(themata::model::SourceId, &SourceText) -> themata::Result<()>) {
    let order: Vec<_> = corpus.sources().iter().map(|source| source.id).collect();
    themata::analysis::Texts::visit(&reader.texts(corpus), &order, each).expect("texts");
}

/// How long a search took: to its first page, and to its number.
fn timed(corpus: &Corpus, reader: &Reader, index: Option<&Index>, query: &str) -> (Duration, Duration, Found) {
    let texts = reader.texts(corpus);
    let begun = Instant::now();
    let mut search = Search::new(query, corpus).expect("a search");
    let finder = Finder::new(corpus, &texts).with(index);
    let (mut page, mut marked) = (begun.elapsed(), 0);
    let tell = &mut |news: News| {
        match news {
            News::Hit(hit, text) => marked += text.words_of(hit.span).len() + hit.around.map(|span| text.words_of(span).len()).iter().sum::<usize>(),
            News::Listed => page = begun.elapsed(),
            News::Counted { .. } => {}
        }
        Ok(())
    };
    let found = finder.run(&mut search, Wanted::first(PAGE, CONTEXT), &Progress::silent(), tell).expect("found");
    (page, begun.elapsed(), found)
}

fn open(path: &Path) -> (Reader, Corpus) {
    let reader = Reader::open(path).expect("a project");
    let corpus = reader.corpus().expect("a corpus");
    (reader, corpus)
}

/// The child that builds the index: seconds, and the most memory held.
fn build(path: &Path, into: &Path) {
    let (reader, corpus) = open(path);
    let index = Index::open_in(into).expect("an index");
    let begun = Instant::now();
    index.catch_up(&corpus, &reader.texts(&corpus), &Progress::silent()).expect("built");
    println!("{} {}", begun.elapsed().as_secs_f64(), peak_memory());
}

fn play(role: &str) -> ControlFlow<()> {
    let words: Vec<_> = std::env::args_os().skip(1).collect();
    match (role, words.as_slice()) {
        ("build", [path, into, ..]) => build(Path::new(path), Path::new(into)),
        _ => return ControlFlow::Continue(()),
    }
    ControlFlow::Break(())
}

fn searches(report: &mut Report, corpus: &Corpus, reader: &Reader, index: &Index, words: &Words) {
    let at = |list: &mut Vec<Duration>| (ms(percentile(list, 0.5)), ms(percentile(list, 0.95)));
    let dice = &mut Dice(1);
    let run = |queries: &[String]| -> (Vec<Duration>, Vec<Duration>) {
        let times = queries.iter().map(|query| timed(corpus, reader, Some(index), query));
        times.map(|(page, total, _)| (page, total)).unzip()
    };
    let plain: Vec<String> = (0..500).map(|_| words.plain(dice)).collect();
    let (mut pages, mut totals) = run(&plain);
    report.at_most("first page of words, phrases, booleans (500, 95th percentile)", "ms", 20.0, at(&mut pages).1);
    report.note("the same in the middle, and exact totals", &format!("{:.1}, {:.1} ms", at(&mut pages).0, at(&mut totals).0));
    let wild: Vec<String> = (0..200).map(|_| words.wild(dice)).collect();
    let (mut pages, mut totals) = run(&wild);
    report.at_most("first page of beginnings, wildcards, slips (200, 95th percentile)", "ms", 60.0, at(&mut pages).1);
    report.note("the same in the middle, and exact totals", &format!("{:.1}, {:.1} ms", at(&mut pages).0, at(&mut totals).0));
    let single: Vec<String> = (0..300).map(|_| words.word(dice).to_owned()).collect();
    report.at_most("exact total of a word (300, 95th percentile)", "ms", 20.0, at(&mut run(&single).1).1);
    let absurd =
        ["*e".to_owned(), "?e* -the".to_owned(), words.all[..500].iter().map(|(word, _)| format!("{word} ")).collect(), "e* OR *t*".to_owned()];
    let slowest = run(&absurd).1.into_iter().max().unwrap_or_default();
    report.at_most("the number of an absurd search, such as *e or 500 words", "ms", 1000.0, ms(slowest));
    more_absurd(report, corpus, reader, index, words);
    let common: Vec<String> = (0..99).map(|at| format!("\"{} {}\"", words.all[at].0, words.all[at + 1].0)).collect();
    report.at_most("exact total of a phrase of the hundred commonest words (95th percentile)", "ms", 250.0, at(&mut run(&common).1).1);
}

/// Searches that are most of all words: what matters is that something comes at once, and that the rest is counted while one waits.
fn more_absurd(report: &mut Report, corpus: &Corpus, reader: &Reader, index: &Index, words: &Words) {
    let letters = ["a", "e", "i", "o", "t", "n", "r", "s", "b", "c", "d", "f", "h", "l", "m", "p"];
    let each = |make: &dyn Fn(&str) -> String, between: &str| letters.iter().map(|letter| make(letter)).collect::<Vec<_>>().join(between);
    let absurd = [
        "*a* OR *e* OR *i*".to_owned(),
        each(&|letter| format!("*{letter}*"), " OR "),
        each(&|letter| format!("*{letter}*"), " "),
        each(&|letter| format!("*{letter}*e*"), " OR "),
        each(&|letter| format!("{letter}b~2"), " OR "),
        words.all[..500].iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(" OR "),
        "\"*a* *e*\"~1000".to_owned(),
        "near(*a*, *e*, 1000 words)".to_owned(),
    ];
    let times: Vec<(Duration, Duration, Found)> = absurd.iter().map(|query| timed(corpus, reader, Some(index), query)).collect();
    let slowest = |of: fn(&(Duration, Duration, Found)) -> Duration| times.iter().map(of).max().unwrap_or_default();
    report.at_most("the first hits of a more absurd one, such as sixteen *a* or ab~2", "ms", 1000.0, ms(slowest(|time| time.0)));
    report.note("the slowest number of those", &format!("{:.0} ms", ms(slowest(|time| time.1))));
    let refused = [each(&|letter| format!("*{letter}*"), " OR ") + " OR *u*", "(".repeat(5000), "word ".repeat(10_000)];
    assert!(refused.iter().all(|query| Search::new(query, corpus).is_err()), "what is too much is refused");
}

/// One turn of very many words that are all the same: what is asked of it takes as long as it is, and no longer.
fn monotone(report: &mut Report, dir: &Path) {
    let (text, path) = (dir.join("ha.txt"), dir.join("ha.themata"));
    std::fs::write(&text, format!("P1: {}\n", "ha ".repeat(120_000))).expect("a text");
    import(&requests(&text), &path);
    let (reader, corpus) = open(&path);
    let queries = ["\"ha ha\"".to_owned(), "\"ha ha\"~1000".to_owned(), "near(ha, ha, 1000 words)".to_owned(), format!("\"{}\"", "ha ".repeat(400))];
    let slowest = queries.iter().map(|query| timed(&corpus, &reader, None, query).1).max().unwrap_or_default();
    report.at_most("phrases and distances in one turn of 120,000 times the same word", "ms", 1000.0, ms(slowest));
}

/// The same searches by index and by reading everything.
fn against_a_scan(report: &mut Report, corpus: &Corpus, reader: &Reader, index: &Index, words: &Words) {
    let middle = words.all.iter().position(|(_, count)| *count < 40).unwrap_or(0);
    for (what, word) in [("commonest", &words.all[0]), ("thousandth", &words.all[1000]), ("rare", &words.all[middle])] {
        let query = format!("={}", word.0);
        let (_, scanned, all) = timed(corpus, reader, None, &query);
        let (_, looked, found) = timed(corpus, reader, Some(index), &query);
        assert_eq!(all, found, "the index counts otherwise");
        let ratio = scanned.as_secs_f64() / looked.as_secs_f64();
        let figures = format!("{:.0}, {:.1} ms, × {ratio:.0}", ms(scanned), ms(looked));
        report.note(&format!("the {what} word ({} hits): all read, by index, ratio", found.hits), &figures);
    }
}

/// One source corrected, taken in, and found.
fn changed(path: &Path, index: &Index) -> Duration {
    let mut project = Project::open(path).expect("a project");
    let mut step = 0;
    let prepare = || {
        step += 1;
        let source = Reader::open(path).and_then(|reader| reader.corpus()).expect("a corpus").sources()[step * 100].id;
        let mut revision = project.revise(source).expect("a text");
        let middle = revision.manuscript.text().geometry.chars() / 2;
        revision.manuscript.replace(Span::new(middle, middle), &format!(" quixotish{step} "));
        project.correct_text(&revision).expect("corrected");
        let (reader, corpus) = open(path);
        (reader, corpus, step)
    };
    let work = |(reader, corpus, step): (Reader, Corpus, usize)| {
        index.catch_up(&corpus, &reader.texts(&corpus), &Progress::silent()).expect("caught up");
        let (_, _, found) = timed(&corpus, &reader, Some(index), &format!("quixotish{step}"));
        assert_eq!((found.hits, index.behind(&corpus)), (1, 0));
    };
    median(7, prepare, work)
}

/// What was corrected leaves the files of the index.
fn forgotten(index: &Index) -> Duration {
    let begun = Instant::now();
    index.forget(&Progress::silent()).expect("forgotten");
    begun.elapsed()
}

fn main() {
    if role().is_some_and(|role| play(&role).is_break()) {
        return;
    }
    let Some(shared) = shared() else { return };
    let dir = folder();
    let Some(texts) = markdown(&shared, &dir.path().join("")) else { return };
    let path = dir.path().join("big.themata");
    let (sources, words) = import(&requests(&texts), &path);
    let mut report = Report::new(&format!("Finding in {sources} transcripts of {words} words"));
    let into = dir.path().join("index");
    let built = figures(again("build").args([path.as_os_str(), into.as_os_str()] as [&OsStr; 2]));
    report.at_most("the index built", "s", 30.0, built[0]);
    report.at_most("the most memory while it was built", "MB", 500.0, built[1] / 1e6);
    let (reader, corpus) = open(&path);
    let mut bytes = 0;
    visit(&corpus, &reader, &mut |_, text| {
        bytes += text.geometry.text().len();
        Ok(())
    });
    let size: u64 = std::fs::read_dir(&into).expect("files").map(|file| file.unwrap().metadata().unwrap().len()).sum();
    report.at_most("the size of the index, the texts being 100", "%", 100.0, size as f64 / bytes as f64 * 100.0);
    let begun = Instant::now();
    let index = Index::open_in(&into).expect("an index");
    report.note("the index opened, every file of it checked", &format!("{:.0} ms", ms(begun.elapsed())));
    assert_eq!(index.behind(&corpus), 0);
    let first = timed(&corpus, &reader, Some(&index), "trust");
    report.note("the first search of all", &format!("{:.0} ms", ms(first.1)));
    let words = Words::read(&corpus, &reader);
    searches(&mut report, &corpus, &reader, &index, &words);
    monotone(&mut report, dir.path());
    against_a_scan(&mut report, &corpus, &reader, &index, &words);
    report.at_most("a corrected source taken in and found (median)", "ms", 100.0, ms(changed(&path, &index)));
    report.note("seven corrected sources gone from the files of the index", &format!("{:.0} ms", ms(forgotten(&index))));
    report.end();
}
