//! `themata saturation`: what each further interview brings that is new.

use super::crosswalk::Through;
use super::desk::{AsJson, File, Shelf, end};
use super::excerpts::warn;
use super::find;
use super::out::{Outcome, Table, say, show, show_json, tame, usage};
use super::query::grouping;
use crate::analysis::saturation::{Guest, OfGroup, coded};
use crate::analysis::{Corpus, Groups, Saturation as Judge, Scope, Voices};
use crate::export::{labels_disclosed, write_saturation};
use crate::model::{CodeId, counted};
use crate::project::Reader;
use crate::text::capital;
use crate::{Error, Result};
use std::path::{Path, PathBuf};

/// Show after how many interviews new codes became rare
///
/// Interviews go by their dates. After Guest, Namey and Chen (2020): what the first interviews bring is the base; saturation is reached before the
/// first run of interviews that brings no more new codes than a share of it. Random orders say how much of that is chance.
///
/// Example: themata saturation study.themata --framework Leutz --by site
/// Example: themata saturation study.themata --base 6 --run 3 --threshold 0 --json
/// Example: themata saturation study.themata --framework Leutz -o saturation.svg
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Saturation {
    #[command(flatten)]
    file: File,
    /// The codes of this framework; without it, of all
    #[arg(long, value_name = "NAME")]
    framework: Option<String>,
    /// Count codes at the top of their framework, each with those below it
    #[arg(long)]
    tops: bool,
    /// Only the codings of this coder; several times for several
    #[arg(long, value_name = "INITIALS")]
    coder: Vec<String>,
    /// For each site, role, phase, value of an attribute or case of a kind by itself
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Interviews that make the base
    #[arg(long, value_name = "NUMBER", default_value_t = 4)]
    base: usize,
    /// Interviews looked at together
    #[arg(long, value_name = "NUMBER", default_value_t = 2)]
    run: usize,
    /// The most that a run may bring, in percent of what the base brought
    #[arg(long, value_name = "PERCENT", default_value_t = 5.0)]
    threshold: f64,
    /// How many random orders are tried
    #[arg(long, value_name = "NUMBER", default_value_t = 1000)]
    orders: usize,
    /// Which random orders: the same number gives the same ones
    #[arg(long, value_name = "NUMBER", default_value_t = 2020)]
    seed: u64,
    /// Write it as a picture, .svg or .png, the groups under each other
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    #[command(flatten)]
    through: Through,
    #[command(flatten)]
    form: AsJson,
}

/// One list of interviews, judged.
struct Part {
    /// Its group, and what stands for that outside; both empty for all interviews.
    label: String,
    shown: String,
    judged: Judge,
}

/// A picture that was drawn.
#[derive(serde::Serialize)]
struct Drawn<'a> {
    file: &'a Path,
}

#[derive(serde::Serialize)]
struct Json {
    group: String,
    base: usize,
    run: usize,
    threshold: f64,
    seed: u64,
    undated: usize,
    /// How many have the date of another one.
    same_day: usize,
    uncoded: usize,
    interviews: Vec<Interview>,
    base_total: u32,
    runs: Vec<RunJson>,
    after: Option<usize>,
    notation: Option<String>,
    /// Codes that came first behind the point where it was reached, and in how many interviews; nothing where it was not.
    new_after: Option<u32>,
    interviews_after: Option<usize>,
    reason: Option<&'static str>,
    orders: usize,
    reached: usize,
    median: Option<usize>,
    low: Option<usize>,
    high: Option<usize>,
    once: u32,
    twice: u32,
    chao2: Option<f64>,
    coverage: Option<f64>,
}

#[derive(serde::Serialize)]
struct Interview {
    source: String,
    date: String,
    codes: usize,
    new: u32,
    seen: u32,
    median: Option<u32>,
    low: Option<u32>,
    high: Option<u32>,
}

#[derive(serde::Serialize)]
struct RunJson {
    first: usize,
    last: usize,
    new: u32,
    ratio: f64,
    meets: bool,
}

impl Saturation {
    /// Shows it.
    pub(super) fn run(self) -> Outcome {
        if self.base == 0 || self.run == 0 || !(0.0..=100.0).contains(&self.threshold) {
            return usage("that is no way to judge", "--base and --run are at least 1, --threshold is from 0 to 100.");
        }
        if self.orders > 100_000 {
            return usage("so many orders take too long", "A thousand tell as much; write --orders 100000 at most.");
        }
        let Shelf { reader, corpus } = self.through.open(&self.file.file)?;
        let parts = self.parts(&reader, &corpus)?;
        if let Some(to) = &self.output {
            self.draw(&corpus, &parts, to)?;
            if self.form.json {
                show_json(&Drawn { file: to })?;
            }
            return end(&reader);
        }
        if self.form.json {
            show_json(&parts.iter().map(|part| json(&corpus, part)).collect::<Vec<_>>())?;
            return end(&reader);
        }
        corpus.applied().iter().for_each(|words| say(words));
        for part in &parts {
            tell(&corpus, part, parts.len() == 1)?;
        }
        end(&reader)
    }

    fn guest(&self) -> Guest {
        Guest { base: self.base, run: self.run, threshold: self.threshold / 100.0 }
    }

    fn codes(&self, corpus: &Corpus) -> Result<Vec<CodeId>> {
        let frameworks = match (&self.framework, corpus.reads_into()) {
            (Some(name), _) => vec![find::framework(corpus, name)?.id],
            (None, Some(read)) => vec![read],
            (None, None) => corpus.frameworks().iter().map(|framework| framework.id).collect(),
        };
        let of = |id| if self.tops { corpus.tops(id) } else { corpus.tree(id).into_iter().map(|(code, _)| code).collect() };
        Ok(frameworks.into_iter().flat_map(of).collect())
    }

    fn parts(&self, reader: &Reader, corpus: &Corpus) -> Result<Vec<Part>> {
        let codes = self.codes(corpus)?;
        let coders = self.coder.iter().map(|initials| find::coder(corpus, initials).map(|coder| coder.id)).collect::<Result<_>>()?;
        let scope = Scope::own(corpus, coders);
        let judge = |coded| Judge::new(coded, self.guest(), self.orders, self.seed);
        let part = |label: &str, shown: &str, coded| Part { label: label.to_owned(), shown: shown.to_owned(), judged: judge(coded) };
        let mut parts = vec![part("", "", coded(corpus, &codes, self.tops, &scope, None))];
        if let Some(name) = &self.by {
            let (groups, voices) = (Groups::new(corpus, Some(grouping(corpus, name)?)), Voices::read(corpus, &reader.texts(corpus))?);
            for group in groups.all() {
                let here = coded(corpus, &codes, self.tops, &scope, Some(OfGroup { groups: &groups, group, voices: &voices }));
                if !here.sources.is_empty() {
                    parts.push(part(groups.label(group), groups.shown(group), here));
                } else if here.uncoded > 0 {
                    let left = counted(here.uncoded, "interview", "interviews");
                    say(&format!("{}: nothing is coded yet in its {left}", groups.label(group)));
                }
            }
        }
        if parts[0].judged.coded.sources.is_empty() {
            if parts[0].judged.coded.uncoded > 0 {
                let hint = "Interviews count once something is coded in them with the framework.";
                let whose = if self.coder.is_empty() { "" } else { " by whom you name" };
                return Err(Error::hint(format!("no interview is coded{whose} yet"), hint));
            }
            let hint = "Field notes and documents are not counted; themata sources FILE says what each source is.";
            return Err(Error::hint("there are no interviews", hint));
        }
        Ok(parts)
    }

    /// Draws the lists under each other.
    fn draw(&self, corpus: &Corpus, parts: &[Part], to: &Path) -> Outcome {
        warn(&labels_disclosed(corpus, parts.iter().map(|part| part.shown.as_str())));
        let name = |shown: &str| if shown.is_empty() { "All interviews".to_owned() } else { shown.to_owned() };
        let parts: Vec<(String, &Judge)> = parts.iter().map(|part| (name(&part.shown), &part.judged)).collect();
        write_saturation(&parts, to)?;
        say(&format!("Wrote {}.", to.display()));
        Ok(())
    }
}

fn json(corpus: &Corpus, Part { label, judged: part, .. }: &Part) -> Json {
    let mut seen = 0;
    let mut interviews = Vec::new();
    for (at, source) in part.coded.sources.iter().enumerate() {
        seen += part.fresh[at];
        let chance = part.permuted.seen.get(at);
        let (median, low, high) = (chance.map(|all| all.0), chance.map(|all| all.1), chance.map(|all| all.2));
        let of = |get: fn(&crate::model::Source) -> &String| corpus.source(*source).map_or_else(String::new, |source| get(source).clone());
        let (name, date) = (of(|source| &source.name), of(|source| &source.date));
        interviews.push(Interview { source: name, date, codes: part.coded.codes[at].len(), new: part.fresh[at], seen, median, low, high });
    }
    let run = |run: &crate::analysis::saturation::Run| RunJson {
        first: run.interviews.0,
        last: run.interviews.1,
        new: run.fresh,
        ratio: run.ratio,
        meets: run.meets,
    };
    let after = part.judged.after.ok();
    Json {
        group: label.clone(),
        base: part.guest.base,
        run: part.guest.run,
        threshold: percent(part.guest.threshold),
        seed: part.seed,
        undated: part.coded.undated,
        same_day: part.coded.same_day,
        uncoded: part.coded.uncoded,
        interviews,
        base_total: part.judged.base_total,
        runs: part.judged.runs.iter().map(run).collect(),
        after,
        notation: after.map(|after| part.guest.notation(after)),
        new_after: part.later().map(|later| later.fresh),
        interviews_after: part.later().map(|later| later.interviews),
        reason: part.judged.after.err().map(|why| why.name()),
        orders: part.permuted.orders,
        reached: part.permuted.reached,
        median: part.permuted.after.map(|(median, ..)| median),
        low: part.permuted.after.map(|(_, low, _)| low),
        high: part.permuted.after.map(|(.., high)| high),
        once: part.unseen.once,
        twice: part.unseen.twice,
        chao2: part.unseen.chao2,
        coverage: part.unseen.coverage,
    }
}

fn tell(corpus: &Corpus, part: &Part, alone: bool) -> Outcome {
    let Part { label, judged, .. } = part;
    match label.as_str() {
        "" if alone => {}
        "" => show(|out| writeln!(out, "All interviews"))?,
        group => show(|out| writeln!(out, "\n{}", tame(group)))?,
    }
    // Where no random order was tried nothing is known of chance.
    let chance = judged.permuted.orders > 0;
    let heads = ["#", "Interview", "Date", "#Codes", "#New", "#Seen", "Seen by chance"];
    let mut table = Table::new(if chance { &heads } else { &heads[..6] });
    for (at, row) in json(corpus, part).interviews.into_iter().enumerate() {
        let seen = row.median.zip(row.low).zip(row.high).map(|((median, low), high)| format!("{median} ({low}–{high})"));
        let numbers = [row.codes.to_string(), row.new.to_string(), row.seen.to_string()];
        table.row([vec![(at + 1).to_string(), row.source, row.date], numbers.to_vec(), seen.into_iter().collect()].concat());
    }
    table.show("No interview.")?;
    show(|out| {
        writeln!(out, "{}.", judged.line())?;
        judged.beside().iter().try_for_each(|words| writeln!(out, "{}.", capital(words)))?;
        writeln!(out, "{}.", judged.left())?;
        judged.coded.order().iter().try_for_each(|words| writeln!(out, "{}.", capital(words)))
    })
}

/// A share in percent, as it was given.
fn percent(share: f64) -> f64 {
    (share * 10_000.0).round() / 100.0
}
