//! `themata search`: words found in what was said, and coded if asked.

mod code;
mod rows;

use super::desk::{AsJson, File, Shelf, Who, end};
use super::index::Asked;
use super::out::{Failure, Outcome, Table, say, show, show_json, tame};
use super::saved;
use crate::analysis::Corpus;
use crate::jobs::Progress;
use crate::model::SavedSearch;
use crate::model::grouped;
use crate::project::op::count;
use crate::search::{Finder, Found, News, Noting, Search, Seen, Unit, Wanted, said_in};
use rows::{Heads, People, Row, SortArg, Spread, SpreadJson};
use std::str::FromStr;

/// Find words in everything that was said, or in memos
///
/// Words are found by their stem in the language of the text: trust finds trusted. =trust finds that form alone, fund* every
/// beginning, organi?ation any letter, organsiation~ slips. "shared record" is a phrase, "shared record"~5 lets five words stand
/// between. AND is understood between words, OR, NOT or - and brackets are written; near(money, trust, 10 words), or turn, or
/// paragraph, finds what stands together. Fields say where: speaker: interviewer:out answers: heading: source: kind: lang: case: site: role: phase:
/// any attribute, code: -code: coder: and memo:any for memos.
///
/// Example: themata search study.themata 'money OR fund* site:"ICS B" -code:"Law 2"'
/// Example: themata search study.themata 'money -code:"Law 2"' --save "Money, not yet coded"
/// Example: themata search study.themata money --spread site --spread role
/// Example: themata search study.themata money --sort after --group site
/// Example: themata search study.themata '"shared record"' --code "Law 1/Shared care records" --as sentence --coder BP
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct SearchIt {
    #[command(flatten)]
    file: File,
    /// What is sought
    #[arg(value_name = "QUERY", allow_hyphen_values = true, required_unless_present_any = ["saved", "forget", "rename"])]
    query: Option<String>,
    /// Words of context on either side of a hit, in JSON
    #[arg(long, value_name = "WORDS", default_value_t = 10)]
    context: usize,
    /// Show this many hits; all are counted. With --code, code these alone
    #[arg(long, value_name = "NUMBER")]
    limit: Option<usize>,
    /// What the hits are sorted by
    #[arg(long, value_enum, default_value_t)]
    sort: SortArg,
    /// Put the hits under heads: source, case, site, or anything else that can be grouped by
    #[arg(long, value_name = "NAME")]
    group: Option<String>,
    /// How the hits are spread over site, role, phase or another attribute, and how many come to a thousand words there
    #[arg(long, value_name = "NAME", conflicts_with_all = ["code", "save", "seen"])]
    spread: Vec<String>,
    /// Number the hits
    #[arg(long)]
    numbers: bool,
    /// With --code: only the hits of these numbers, as --numbers shows them, such as 1,4-6
    #[arg(long, value_name = "NUMBERS", value_delimiter = ',', requires = "code")]
    only: Vec<Range>,
    /// With --code: also what interviewers say; a search that says interviewer: or speaker:, in each of its branches, means what it says
    #[arg(long, requires = "code")]
    interviewers: bool,
    /// Code what was found with this code
    #[arg(long, value_name = "PATH")]
    code: Option<String>,
    /// What of it is coded
    #[arg(long = "as", value_enum, value_name = "UNIT", default_value = "hit", requires = "code")]
    unit: UnitArg,
    /// Read every text instead of asking the index
    #[arg(long)]
    no_index: bool,
    /// Say what would be coded, and change nothing
    #[arg(long, requires = "code")]
    dry_run: bool,
    /// Keep the search under a name; what it finds now is not new later
    #[arg(long, value_name = "NAME", conflicts_with_all = ["saved", "code"])]
    save: Option<String>,
    /// Run the saved search of this name, and say what is new; without a name, list the saved searches
    #[arg(long, value_name = "NAME", num_args = 0..=1, conflicts_with = "query")]
    saved: Option<Option<String>>,
    /// Take what the saved search finds as seen: none of it is new the next time
    #[arg(long, requires = "saved", conflicts_with = "code")]
    seen: bool,
    /// Remove the saved search of this name
    #[arg(long, value_name = "NAME", conflicts_with_all = ["saved", "save", "code", "query"])]
    forget: Option<String>,
    /// Call the saved search of this name something else
    #[arg(long, value_names = ["NAME", "NEW"], num_args = 2, conflicts_with_all = ["saved", "save", "code", "query", "forget"])]
    rename: Vec<String>,
    #[command(flatten)]
    who: Who,
    #[command(flatten)]
    form: AsJson,
}

/// Numbers from one to another.
#[derive(Clone, Copy, Debug)]
struct Range(usize, usize);

impl Range {
    fn has(&self, number: usize) -> bool {
        (self.0..=self.1).contains(&number)
    }
}

impl FromStr for Range {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let number = |part: &str| part.trim().parse::<usize>().ok().filter(|number| *number > 0);
        let (from, to) = written.split_once('-').unwrap_or((written, written));
        let range = number(from).zip(number(to)).filter(|(from, to)| from <= to);
        range.map(|(from, to)| Self(from, to)).ok_or_else(|| "write numbers as 1,4-6".to_owned())
    }
}

#[derive(clap::ValueEnum, Clone, Copy, Debug)]
enum UnitArg {
    Hit,
    Sentence,
    Paragraph,
    Turn,
}

impl UnitArg {
    fn unit(self) -> Unit {
        match self {
            Self::Hit => Unit::Hit,
            Self::Sentence => Unit::Sentence,
            Self::Paragraph => Unit::Paragraph,
            Self::Turn => Unit::Turn,
        }
    }
}

#[derive(serde::Serialize)]
struct Report {
    hits: usize,
    places: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    spread: Vec<SpreadJson>,
    rows: Vec<Row>,
}

/// A search made ready; what is wrong with it is shown where it stands.
pub(super) fn ready(query: &str, corpus: &Corpus) -> Outcome<Search> {
    Search::new(query, corpus).map_err(|wrong| {
        say(&wrong.shown(query));
        Failure::Usage { what: wrong.what, hint: wrong.hint }
    })
}

impl SearchIt {
    /// Finds, shows and codes.
    pub(super) fn run(self) -> Outcome {
        if self.code.is_some() {
            return self.code_it();
        }
        if let Some(name) = &self.save {
            return saved::save(&self.file.file, name, self.query.as_deref().unwrap_or_default(), !self.no_index, self.who.needed()?);
        }
        if let Some(name) = &self.forget {
            return saved::forget(&self.file.file, name, self.who.needed()?);
        }
        if let [name, new] = &self.rename[..] {
            return saved::rename(&self.file.file, name, new, self.who.needed()?);
        }
        if let Some(None) = &self.saved {
            return saved::list(&self.file.file, !self.no_index, self.form.json);
        }
        self.show_it()
    }

    /// What is sought, and what of it was there when somebody looked last.
    fn sought(&self, corpus: &Corpus) -> Outcome<(String, Option<SavedSearch>)> {
        match &self.saved {
            Some(Some(name)) => {
                let saved = saved::named(corpus, name)?.clone();
                Ok((saved.query.clone(), Some(saved)))
            }
            _ => Ok((self.query.clone().unwrap_or_default(), None)),
        }
    }

    fn show_it(self) -> Outcome {
        let Shelf { reader, corpus } = Shelf::open(&self.file.file)?;
        let (query, saved) = self.sought(&corpus)?;
        let mut search = ready(&query, &corpus)?;
        let mut seen = saved.as_ref().map(|saved| Seen::read(&corpus, &saved.seen));
        let (mut new, mut noting) = (0, Noting::default());
        let heads = self.group.as_deref().map(|name| Heads::named(&corpus, name)).transpose()?;
        let mut spread: Vec<Spread> = self.spread.iter().map(|name| Spread::new(&corpus, name)).collect::<Outcome<_>>()?;
        let limit = self.limit.unwrap_or(if spread.is_empty() { usize::MAX } else { 0 });
        // What is sorted, or spread, is all of it.
        let in_order = self.sort == SortArg::Place && heads.is_none();
        let all = seen.is_some() || !spread.is_empty() || !in_order;
        let wanted = if all { Wanted::all(self.context) } else { Wanted::first(limit, self.context) };
        let (mut rows, mut people) = (Vec::new(), People::new(&corpus));
        let texts = reader.texts(&corpus);
        let asked = Asked::new(&reader, &corpus, !self.no_index);
        let found = Finder::new(&corpus, &texts).with(asked.index()).run(&mut search, wanted, &Progress::silent(), &mut |news| {
            let News::Hit(hit, text) = news else { return Ok(()) };
            let is_new = seen.as_mut().map(|seen| seen.is_new(&hit));
            new += usize::from(is_new == Some(true));
            if seen.is_some() {
                noting.take(&corpus, &hit);
            }
            let people = if heads.is_some() || !spread.is_empty() { people.of(&hit, text) } else { Vec::new() };
            spread.iter_mut().for_each(|spread| spread.take(&hit, &people));
            if rows.len() < limit || !in_order && limit > 0 {
                let mut row = Row::new(&corpus, &hit, text);
                row.new = is_new;
                rows.push(if let Some(heads) = &heads { row.under(&corpus, heads, &hit, &people) } else { row });
            }
            Ok(())
        })?;
        rows::sort(&mut rows, self.sort);
        rows.truncate(limit);
        let groups: Vec<_> = spread.iter().map(Spread::groups).collect();
        let said = if groups.is_empty() { Vec::new() } else { said_in(&corpus, &texts, &groups, &Progress::silent())? };
        let spread: Vec<SpreadJson> = spread.iter().zip(&said).map(|(spread, said)| spread.end(said)).collect();
        if self.form.json {
            show_json(&Report { hits: found.hits, places: found.places, new: saved.as_ref().map(|_| new), spread, rows })?;
        } else {
            show(|out| rows::lines(out, &rows, self.numbers))?;
            spread.iter().try_for_each(show_spread)?;
            let since = saved.as_ref().map_or_else(String::new, |saved| format!(", {} new since {}", grouped(new), saved.at.day()));
            say(&format!("{}{since}", summary(found, &search)));
        }
        if found.hits == 0 && self.limit != Some(0) {
            let finder = Finder::new(&corpus, &texts).with(asked.index());
            finder.hints(&query, &Progress::silent())?.iter().for_each(|hint| say(&format!("hint: {}", tame(hint))));
        }
        match saved.filter(|_| self.seen) {
            Some(saved) => saved::see(&self.file.file, saved.id, noting, self.who.needed()?),
            None => end(&reader),
        }
    }
}

/// How hits are spread, as a table.
fn show_spread(spread: &SpreadJson) -> Outcome {
    show(|out| writeln!(out, "By {}", tame(spread.head())))?;
    let mut table = Table::new(&["group", "#hits", "#sources", "#words said", "#per 1,000 words"]);
    for row in spread.rows() {
        let rate = row.per_thousand.map_or_else(|| "–".to_owned(), |rate| format!("{rate:.2}"));
        table.row(vec![row.group.clone(), row.hits.to_string(), row.sources.to_string(), row.words.to_string(), rate]);
    }
    table.show("There are no groups.")
}

fn summary(found: Found, search: &Search) -> String {
    let places = if search.is_in_memos() { ("memo", "memos") } else { ("source", "sources") };
    format!("{} in {}", count(found.hits, "hit", "hits"), count(found.places, places.0, places.1))
}
