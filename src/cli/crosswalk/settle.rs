//! Passages settled, and a crosswalk applied, on the command line.

use super::read::seen;
use super::{Between, act, code_in, title};
use crate::Error;
use crate::analysis::lens::{Applying, Lens};
use crate::analysis::{Corpus, Scope};
use crate::cli::desk::{Desk, Shelf, Who};
use crate::cli::find;
use crate::cli::out::{Outcome, Table, say, show_json};
use crate::model::{Ruling, Time};
use crate::project::op::{OpKind, count};
use crate::project::{Overruled, Settling};
use std::collections::BTreeMap;
use std::path::Path;

#[derive(clap::Args, Debug)]
#[command(group(clap::ArgGroup::new("ruling").required(true)))]
pub(super) struct Settle {
    /// The code of the second framework, as in read
    #[arg(value_name = "CODE")]
    code: String,
    /// The passages, by their numbers in read CODE
    #[arg(value_name = "NUMBER", required = true)]
    numbers: Vec<usize>,
    /// It is that
    #[arg(long, group = "ruling")]
    accept: bool,
    /// It is not that
    #[arg(long, group = "ruling")]
    reject: bool,
    /// It is this code of the second framework instead
    #[arg(long = "move", value_name = "CODE", group = "ruling")]
    moved: Option<String>,
    /// Take back what was settled
    #[arg(long, group = "ruling")]
    open: bool,
    /// Why
    #[arg(long, value_name = "WORDS", default_value = "")]
    reason: String,
    /// Settle anew what somebody else settled
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    who: Who,
}

impl Settle {
    /// Settles them.
    pub fn run(self, file: &Path, between: &Between, json: bool) -> Outcome {
        let who = self.who.needed()?;
        let desk = Desk::open(file)?.telling(json);
        let crosswalk = between.find(&desk.corpus)?.clone();
        let to = code_in(&desk.corpus, crosswalk.to_framework, &self.code)?;
        let moved = self.moved.as_ref().map(|path| code_in(&desk.corpus, crosswalk.to_framework, path).map(|code| code.id)).transpose()?;
        let ruling = match (self.accept, self.reject, moved) {
            (true, ..) => Some(Ruling::Accepted),
            (_, true, _) => Some(Ruling::Rejected),
            (.., Some(_)) => Some(Ruling::Moved),
            _ => None,
        };
        let lens = Lens::new(&desk.corpus, &crosswalk);
        let all = seen(&lens, to.id);
        let mut list = Vec::new();
        for number in &self.numbers {
            let one = number.checked_sub(1).and_then(|at| all.get(at));
            let Some((one, passage)) = one.and_then(|one| Some((one, desk.corpus.passage(one.source, one.span)?))) else {
                let hint = "themata crosswalk FILE read CODE lists them.";
                let many = count(all.len(), "passage", "passages");
                return Err(Error::hint(format!("{many} are read as “{}”, no number {number}", to.name), hint).into());
            };
            list.push(Settling { passage, from: one.from, to: one.to, ruling, moved });
        }
        let own = desk.corpus.coder_named(&who.initials).map(|coder| coder.id);
        let overruled = Overruled::of(&desk.corpus, crosswalk.id, &list, Some(&self.reason), own);
        if !self.yes && !overruled.is_empty() {
            let said = format!("{}; nothing was changed", overruled.said(Time::day));
            return Err(Error::hint(said, "Add --yes to settle it anew; undo brings it back.").into());
        }
        act(desk, who, (OpKind::SettlePassages, Some(crosswalk.id)), |project| project.settle_passages(crosswalk.id, &list, &self.reason).map(drop))
    }
}

#[derive(clap::Args, Debug)]
pub(super) struct Apply {
    /// Only passages that somebody settled
    #[arg(long, conflicts_with = "open")]
    settled: bool,
    /// Those too that nobody settled, as their links say
    #[arg(long)]
    open: bool,
    /// Say what would be coded, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Also take off what was applied before and is read so no more
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    who: Who,
}

/// What applying comes to under one code.
#[derive(Default)]
struct Row {
    passages: usize,
    ends: usize,
    gone: usize,
    key_quotes: usize,
}

#[derive(serde::Serialize)]
struct Json {
    code: String,
    /// How many would be coded, how many that were applied before get other ends or are taken off, and how many key quotes are among these.
    passages: usize,
    ends: usize,
    gone: usize,
    key_quotes: usize,
}

impl Apply {
    /// Codes what is read for good.
    pub fn run(self, file: &Path, between: &Between, json: bool) -> Outcome {
        if self.dry_run {
            return self.tell(file, between, json);
        }
        let who = self.who.needed()?;
        let desk = Desk::open(file)?.telling(json);
        let crosswalk = between.find(&desk.corpus)?.clone();
        let lens = Lens::new(&desk.corpus, &crosswalk);
        let applying = lens.applying(&Scope::default(), self.settled);
        if applying.is_empty() && !lens.is_applied() && lens.to_apply(&Scope::default(), self.settled).is_empty() {
            let headings = lens.readings_to_apply(&Scope::default(), self.settled, &applying).headings > 0;
            let hint = if headings { "What is read is read as headings: make these codable." } else { "Link codes of the two frameworks first." };
            return Err(Error::hint("there is nothing to be applied", hint).into());
        }
        if !self.yes && !applying.gone.is_empty() {
            let what = gone(&desk.corpus, &applying);
            return Err(Error::hint(
                format!("{what} would be taken off; nothing was changed"),
                "Add --yes to do it; --dry-run says with which codes they are.",
            )
            .into());
        }
        let open = lens.readings_to_apply(&Scope::default(), self.settled, &applying).open;
        if !self.settled && !self.open && open > 0 && !applying.new.is_empty() {
            let what = format!("{} settled by nobody; nothing was coded", count(open, "reading was", "readings were"));
            return Err(Error::hint(what, "Add --settled to leave out what nobody settled, or --open to take it in as the links say.").into());
        }
        self.tell_readings(&lens, &applying);
        desk.act(who, OpKind::ApplyCrosswalk, |project| project.apply_crosswalk(crosswalk.id, &applying).map(drop))
    }

    /// Says what is to be coded is made of, and what stays out.
    fn tell_readings(&self, lens: &Lens<'_>, applying: &Applying) {
        let readings = lens.readings_to_apply(&Scope::default(), self.settled, applying);
        // Where nothing is to be coded only headings can be what is in the way.
        if !applying.new.is_empty() || readings.headings > 0 {
            readings.said().iter().for_each(|line| say(line));
        }
    }

    fn tell(&self, file: &Path, between: &Between, json: bool) -> Outcome {
        let shelf = Shelf::open(file)?;
        let corpus = &shelf.corpus;
        let crosswalk = between.find(corpus)?;
        let lens = Lens::new(corpus, crosswalk);
        let applying = lens.applying(&Scope::default(), self.settled);
        let mut of: BTreeMap<String, Row> = BTreeMap::new();
        applying.new.iter().for_each(|one| of.entry(find::full_path(corpus, one.code)).or_default().passages += 1);
        for coding in applying.ends.iter().filter_map(|(id, _)| corpus.coding(*id)) {
            of.entry(find::full_path(corpus, coding.code)).or_default().ends += 1;
        }
        let codings = applying.gone.iter().filter_map(|id| corpus.coding(*id));
        for coding in codings {
            let row = of.entry(find::full_path(corpus, coding.code)).or_default();
            (row.gone, row.key_quotes) = (row.gone + 1, row.key_quotes + usize::from(coding.star));
        }
        if json {
            let row = |(code, Row { passages, ends, gone, key_quotes })| Json { code, passages, ends, gone, key_quotes };
            show_json(&of.into_iter().map(row).collect::<Vec<_>>())?;
            return shelf.end();
        }
        let mut table = Table::new(&["code", "#passages", "#other ends", "#taken off"]);
        of.into_iter().for_each(|(code, row)| table.row(vec![code, row.passages.to_string(), row.ends.to_string(), row.gone.to_string()]));
        table.show("Nothing would be coded.")?;
        let off = gone(corpus, &applying);
        let off = if applying.gone.is_empty() { String::new() } else { format!(" {off} would be taken off.") };
        let coded = count(applying.new.len(), "passage", "passages");
        let ends = match applying.ends.len() {
            0 => String::new(),
            1 => " 1 that was applied before would get the ends that it is read with now.".to_owned(),
            many => format!(" {} that were applied before would get the ends that they are read with now.", count(many, "passage", "passages")),
        };
        self.tell_readings(&lens, &applying);
        say(&format!("{coded} would be coded, {}.{ends}{off} Nothing was changed.", title(corpus, crosswalk)));
        shelf.end()
    }
}

/// “2 passages that were applied before and are read so no more, 1 key quote among them,”.
fn gone(corpus: &Corpus, applying: &Applying) -> String {
    let (one, many) = ("passage that was applied before and is read so no more", "passages that were applied before and are read so no more");
    let quotes = match applying.key_quotes_gone(corpus) {
        0 => String::new(),
        quotes => format!(", {} among them,", count(quotes, "key quote", "key quotes")),
    };
    count(applying.gone.len(), one, many) + &quotes
}
