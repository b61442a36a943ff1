//! `themata search`: words found in what was said, and coded if asked.

use super::desk::{AsJson, Desk, File, Shelf, Who, end};
use super::index::Asked;
use super::out::{Failure, Outcome, say, show, show_json, tame};
use super::{find, saved};
use crate::analysis::Corpus;
use crate::jobs::Progress;
use crate::model::grouped;
use crate::model::{SavedSearch, SourceId, Span};
use crate::project::NewCoding;
use crate::project::op::{OpKind, count};
use crate::search::{Finder, Found, Hit, News, Noting, Place, Search, Seen, Unit, Wanted, uncoded, widened};
use crate::text::SourceText;
use std::collections::BTreeMap;

/// Letters of context before and after a hit, in a line to be read.
const LINE: usize = 44;

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
    /// Show this many hits; all are counted
    #[arg(long, value_name = "NUMBER")]
    limit: Option<usize>,
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
struct Row {
    source: Option<String>,
    memo: Option<String>,
    turn: Option<usize>,
    speaker: Option<String>,
    start: u32,
    end: u32,
    left: String,
    words: String,
    right: String,
    /// Whether it was not there when somebody looked last; said of saved searches alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<bool>,
}

impl Row {
    fn new(corpus: &Corpus, hit: &Hit, text: &SourceText) -> Self {
        let (source, turn) = match hit.place {
            Place::Source(source, entry) => (corpus.source(source), entry.turn),
            Place::Memo(_) => (None, None),
        };
        let speaker = source.zip(turn.and_then(|turn| text.structure.turns.get(turn)));
        Self {
            source: source.map(|source| source.name.clone()),
            memo: if let Place::Memo(memo) = hit.place { Some(memo.to_string()) } else { None },
            turn: turn.map(|turn| turn + 1),
            speaker: speaker.and_then(|(source, turn)| corpus.speaker(source.id, turn.speaker)).map(|voice| voice.name.clone()),
            start: hit.span.start,
            end: hit.span.end,
            left: text.words_of(hit.around[0]),
            words: text.words_of(hit.span),
            right: text.words_of(hit.around[1]),
            new: None,
        }
    }

    /// A line of a concordance: the hit in the middle, where it stands at the end.
    fn line(&self) -> String {
        let flat = |words: &str| tame(words).split_whitespace().collect::<Vec<_>>().join(" ");
        let left: Vec<char> = flat(&self.left).chars().collect();
        let left: String = left[left.len().saturating_sub(LINE)..].iter().collect();
        let right: String = flat(&self.right).chars().take(LINE).collect();
        let place = match (&self.source, self.turn) {
            (Some(source), Some(turn)) => format!("{source}, turn {turn}"),
            (Some(source), None) => source.clone(),
            (None, _) => "memo".into(),
        };
        let gap = |words: &str| if words.is_empty() || words.starts_with(['.', ',', ';', ':', '?', '!', '…']) { "" } else { " " };
        let right = format!("{}{right}", gap(&right));
        let new = if self.new == Some(true) { "  new" } else { "" };
        format!("{left:>LINE$} [{}]{right:<LINE$}  {}{new}", flat(&self.words), tame(&place))
    }
}

#[derive(serde::Serialize)]
struct Report {
    hits: usize,
    places: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<usize>,
    rows: Vec<Row>,
}

/// A search made ready; what is wrong with it is shown where it stands.
pub(super) fn ready(query: &str, corpus: &Corpus) -> Outcome<Search> {
    Search::new(query, corpus).map_err(|wrong| {
        say(&wrong.shown(&tame(query)));
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
        let seen = saved.as_ref().map(|saved| Seen::read(&corpus, &saved.seen));
        let (mut new, mut noting) = (0, Noting::default());
        let limit = self.limit.unwrap_or(usize::MAX);
        let wanted = if seen.is_some() { Wanted::all(self.context) } else { Wanted::first(limit, self.context) };
        let mut rows = Vec::new();
        let texts = reader.texts(&corpus);
        let asked = Asked::new(&reader, &corpus, !self.no_index);
        let found = Finder::new(&corpus, &texts).with(asked.index()).run(&mut search, wanted, &Progress::silent(), &mut |news| {
            let News::Hit(hit, text) = news else { return Ok(()) };
            let is_new = seen.as_ref().map(|seen| !seen.has(&hit));
            new += usize::from(is_new == Some(true));
            if seen.is_some() {
                noting.take(&corpus, &hit);
            }
            if rows.len() < limit {
                rows.push(Row { new: is_new, ..Row::new(&corpus, &hit, text) });
            }
            Ok(())
        })?;
        if self.form.json {
            show_json(&Report { hits: found.hits, places: found.places, new: saved.as_ref().map(|_| new), rows })?;
        } else {
            show(|out| rows.iter().try_for_each(|row| writeln!(out, "{}", row.line().trim_end())))?;
            let since = saved.as_ref().map_or_else(String::new, |saved| format!(", {} new since {}", grouped(new), saved::day(saved.at)));
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

    fn code_it(&self) -> Outcome {
        let identity = self.who.needed()?;
        let desk = Desk::open(&self.file.file)?;
        let code = find::code(&desk.corpus, self.code.as_deref().unwrap_or_default())?.id;
        let (query, _) = self.sought(&desk.corpus)?;
        let mut search = ready(&query, &desk.corpus)?;
        let mut passages: Vec<(SourceId, Span)> = Vec::new();
        let (texts, asked) = (desk.reader.texts(&desk.corpus), Asked::new(&desk.reader, &desk.corpus, !self.no_index));
        let finder = Finder::new(&desk.corpus, &texts).with(asked.index());
        let found = finder.run(&mut search, Wanted::all(0), &Progress::silent(), &mut |news| {
            if let News::Hit(Hit { place: Place::Source(source, entry), span, .. }, text) = news {
                passages.push((source, widened(text, entry, span, self.unit.unit())));
            }
            Ok(())
        })?;
        let coder = desk.corpus.coder_named(&identity.initials).map(|coder| coder.id);
        let list: Vec<NewCoding> =
            uncoded(&desk.corpus, &passages, code, coder).into_iter().map(|(source, span)| NewCoding { source, span, code }).collect();
        let mut sources: BTreeMap<SourceId, usize> = BTreeMap::new();
        list.iter().for_each(|coding| *sources.entry(coding.source).or_default() += 1);
        let told =
            format!("{}: {} in {}", summary(found, &search), count(list.len(), "passage", "passages"), count(sources.len(), "source", "sources"));
        match (list.is_empty(), self.dry_run) {
            (true, _) => {
                say(&format!("{told}, nothing to be coded that you have not coded so already."));
                Ok(())
            }
            (_, true) => {
                say(&format!("{told} would be coded."));
                Ok(())
            }
            _ => {
                say(&format!("{told}."));
                desk.act(identity, OpKind::ApplyCodes, |project| project.apply_codes(&list).map(drop))
            }
        }
    }
}

fn summary(found: Found, search: &Search) -> String {
    let places = if search.is_in_memos() { ("memo", "memos") } else { ("source", "sources") };
    format!("{} in {}", count(found.hits, "hit", "hits"), count(found.places, places.0, places.1))
}
