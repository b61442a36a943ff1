//! The agenda of a meeting: open memos, places where coders do not agree, passages of crosswalks that are open, and passages to be looked at
//! again. Each item has its passage, who said what, and room for the decision.

mod blocks;
mod disputes;

use crate::Result;
use crate::analysis::*;
use crate::export::Whose;
use crate::model::*;
use crate::project::{Reader, no_history_before};
use crate::text::capital;
use std::cmp::Reverse;
use std::collections::HashMap;

/// What goes on an agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaOptions {
    /// Which memos; `since` is asked of them too.
    pub memos: MemoQuery,
    /// Whether what coders do not agree on goes on it too: in coding, in crosswalks, and after a code was redefined.
    pub disagreements: bool,
    /// The framework that these are of; nothing means all.
    pub framework: Option<FrameworkId>,
    /// What was written, coded, settled or redefined since then alone.
    pub since: Option<Time>,
    /// The most items of a part; of what is left out the number is told.
    pub most: usize,
    /// What stands for people.
    pub naming: Naming,
}

impl Default for AgendaOptions {
    fn default() -> Self {
        let memos = MemoQuery { state: Some(MemoState::Open), ..MemoQuery::default() };
        Self { memos, disagreements: true, framework: None, since: None, most: Self::MOST, naming: Naming::default() }
    }
}

impl AgendaOptions {
    /// The most items of a part where nothing else is said.
    pub const MOST: usize = 20;
}

/// A part of an agenda.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgendaPart {
    /// Memos.
    Memos,
    /// Places that coders did not code alike.
    Coding,
    /// Passages of crosswalks that nobody settled, that have grown since, or that were settled otherwise before.
    Crosswalks,
    /// Passages whose code was redefined since they were coded.
    Again,
}

impl AgendaPart {
    /// Its name in lists.
    pub fn name(self) -> &'static str {
        match self {
            Self::Memos => "memos",
            Self::Coding => "coding",
            Self::Crosswalks => "crosswalks",
            Self::Again => "again",
        }
    }

    /// Its heading.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Memos => "Memos",
            Self::Coding => "Where we coded differently",
            Self::Crosswalks => "What is open between frameworks",
            Self::Again => "To be looked at again: the code was redefined",
        }
    }
}

/// A passage as it stands on an agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaQuote {
    /// The source.
    pub source: String,
    /// Where it stands in its text.
    pub span: Span,
    /// Its words.
    pub words: String,
    /// Whose they are, as it is written.
    pub attribution: String,
    /// Whose they are.
    pub whose: Whose,
}

/// Something to be talked about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgendaItem {
    /// What it is: a kind of memo, or why it is disputed.
    pub kind: &'static str,
    /// Its framework, or empty.
    pub framework: String,
    /// Its code, or the title of a memo.
    pub title: String,
    /// What it is on, or what there is to be known.
    pub about: String,
    /// The words of a memo, or empty.
    pub body: String,
    /// The passage.
    pub quote: Option<AgendaQuote>,
    /// Who said what, by initials; what a code was said to be before and now.
    pub said: Vec<(String, String)>,
    /// What a memo is linked to.
    pub linked: Vec<AgendaLink>,
}

/// What a memo on an agenda is linked to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaLink {
    /// What it is.
    pub what: String,
    /// Its passage, where it is one.
    pub quote: Option<AgendaQuote>,
}

impl AgendaLink {
    /// It in one line, with the words of its passage.
    pub fn line(&self) -> String {
        match &self.quote {
            Some(quote) => format!("{}: “{}” {}", self.what, quote.words, quote.attribution),
            None => self.what.clone(),
        }
    }
}

/// What stands before what a memo is linked to.
pub const LINKED_TO: &str = "Linked to";

/// The items of a part, and how many more there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaList {
    /// Which part.
    pub part: AgendaPart,
    /// Its items: by kind of memo, else by framework and code.
    pub items: Vec<AgendaItem>,
    /// How many were left out.
    pub more: usize,
}

/// The agenda of a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agenda {
    /// Its title.
    pub title: String,
    /// Its parts; one without items is left out.
    pub lists: Vec<AgendaList>,
    /// What is not on it: what there is no history of, and codings that were applied through a crosswalk; empty where all is.
    pub unknown: String,
}

/// What is not known where there is no history.
const EARLIER: &str = "what was redefined or settled otherwise earlier is not known";

/// Letters of the name of a code.
const NAME: usize = 56;

/// Where a quote stands, and the code it is of.
type Place = (SourceId, Span, CodeId);

/// Quotes by their places.
type Quotes = HashMap<Place, AgendaQuote>;

/// What an agenda is made with.
struct Maker<'a> {
    reader: &'a Reader,
    corpus: &'a Corpus,
    texts: &'a dyn Texts,
    options: &'a AgendaOptions,
    heads: Heads,
    names: Names,
    attribution: Attribution,
}

/// Makes the agenda of what the project holds now.
pub fn agenda(reader: &Reader, corpus: &Corpus, texts: &dyn Texts, options: &AgendaOptions) -> Result<Agenda> {
    let maker = Maker {
        reader,
        corpus,
        texts,
        options,
        heads: Heads::new(corpus),
        names: Names::new(corpus, options.naming),
        attribution: Attribution::new(corpus, &corpus.project.attribution, options.naming)?,
    };
    let mut lists = vec![maker.memos()?];
    let mut unknown = String::new();
    if options.disagreements {
        let begins = reader.unknown_before(corpus)?.filter(|begins| options.since.is_none_or(|since| since < *begins));
        unknown = begins.map_or(unknown, |begins| capital(&format!("{}: {EARLIER}.", no_history_before(begins))));
        let defined = maker.defined()?;
        if let Some(words) = maker.applied(&defined) {
            unknown = [unknown.as_str(), &format!("{words}.")].join(" ").trim().to_owned();
        }
        lists.extend([maker.coding()?, maker.crosswalks()?, maker.again(&defined)?]);
    }
    lists.retain(|list| !list.items.is_empty() || list.more > 0);
    Ok(Agenda { title: format!("Meeting agenda: {}", corpus.project.name), lists, unknown })
}

impl Maker<'_> {
    fn list(&self, part: AgendaPart, all: usize, items: Vec<AgendaItem>) -> AgendaList {
        let more = all - items.len();
        AgendaList { part, items, more }
    }

    fn initials(&self, id: CoderId) -> String {
        self.corpus.coder(id).map_or_else(String::new, |coder| coder.initials.clone())
    }

    fn framework(&self, id: FrameworkId) -> String {
        self.corpus.framework(id).map_or_else(String::new, |framework| framework.name.clone())
    }

    /// A code by its short name and the beginning of its name: names may be whole sentences.
    fn code(&self, id: CodeId) -> String {
        let Some(code) = self.corpus.code(id) else { return String::new() };
        let mut name: String = code.name.chars().take(NAME).collect();
        if name.len() < code.name.len() {
            name.truncate(name.trim_end().len());
            name.push('…');
        }
        [code.short.as_str(), &name].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    fn coded(&self, codes: &[CodeId]) -> String {
        let names: Vec<String> = codes.iter().map(|id| self.code(*id)).filter(|name| !name.is_empty()).collect();
        if names.is_empty() { "nothing".into() } else { names.join("; ") }
    }

    /// What stands at places; each text is read once.
    fn quotes(&self, places: impl Iterator<Item = Place>) -> Result<Quotes> {
        let places: Vec<Place> = places.collect();
        let excerpts = excerpts_at(self.corpus, &self.heads, &places, self.texts)?;
        let quote = |(source, span, _): &Place, excerpt: &Excerpt| AgendaQuote {
            source: self.names.source(self.corpus, *source).to_owned(),
            span: *span,
            words: excerpt.text.trim().to_owned(),
            attribution: self.attribution.of(self.corpus, excerpt),
            whose: Whose::of(excerpt),
        };
        Ok(places.iter().zip(&excerpts).map(|(place, excerpt)| (*place, quote(place, excerpt))).collect())
    }

    fn memos(&self) -> Result<AgendaList> {
        let query = MemoQuery { since: self.options.since, ..self.options.memos.clone() };
        let found = query.find(self.corpus, MemoOrder::Kind);
        let all = found.len();
        // Where not all can be talked about, the newest are, whatever their kind.
        let found = disputes::first(found, self.options.most, |memo| Reverse((memo.at, memo.id)));
        let places = found.iter().flat_map(|memo| self.corpus.subjects_of(memo)).filter_map(|subject| self.subject(subject).1);
        let quotes = self.quotes(places)?;
        let items = found.iter().map(|memo| self.memo(memo, &quotes)).collect();
        Ok(self.list(AgendaPart::Memos, all, items))
    }

    fn memo(&self, memo: &Memo, quotes: &Quotes) -> AgendaItem {
        let (on, place) = self.subject(memo.subject);
        let quote = place.and_then(|place| quotes.get(&place)).cloned();
        let body =
            if memo.title.trim().is_empty() { memo.body.trim().split_once('\n').map_or("", |(_, rest)| rest.trim()) } else { memo.body.trim() };
        let mut about = format!("{} · {} · {} · on {on}", memo.kind.name(), self.initials(memo.coder), memo.at.day());
        if let Some(settled) = self.corpus.memo_standing(memo.id).filter(|one| one.state == MemoState::Settled) {
            about.push_str(&format!(" · settled by {}", self.initials(settled.coder)));
        }
        let linked = self.corpus.links_of_memo(memo.id).iter().map(|link| self.linked(link.to, quotes)).collect();
        let (title, body) = (memo.heading().to_owned(), body.to_owned());
        AgendaItem { kind: memo.kind.name(), title, about, body, quote, linked, ..AgendaItem::default() }
    }

    /// What a memo is linked to; of a passage its words.
    fn linked(&self, to: Linked, quotes: &Quotes) -> AgendaLink {
        let subject = match to {
            Linked::On(subject) => subject,
            Linked::Memo(id) => {
                let what = format!("the memo “{}”", self.corpus.memo(id).map_or("", |memo| memo.heading()));
                return AgendaLink { what, quote: None };
            }
        };
        let (what, place) = self.subject(subject);
        AgendaLink { what, quote: place.and_then(|place| quotes.get(&place)).cloned() }
    }

    /// What a memo is on, and the passage to be quoted, where it is on one in the text that is shown.
    fn subject(&self, subject: Subject) -> (String, Option<Place>) {
        let source = |id| self.names.source(self.corpus, id).to_owned();
        match subject {
            Subject::Project => ("the project".into(), None),
            Subject::Source(id) => (source(id), None),
            Subject::Case(id) => (self.names.case(self.corpus, id).to_owned(), None),
            Subject::Code(id) => (format!("“{}”", self.code(id)), None),
            Subject::Passage(id, version, span) => {
                let place = self.corpus.shows(id, version).then_some((id, span, CodeId::from_bytes([0; 16])));
                (format!("a passage of {}", source(id)), place)
            }
            Subject::Coding(id) => match self.corpus.any_coding(id) {
                Some(coding) => {
                    let place = self.corpus.coding(id).map(|coding| (coding.source, coding.span, coding.code));
                    (format!("a passage of {} coded as “{}”", source(coding.source), self.code(coding.code)), place)
                }
                None => ("a coding".into(), None),
            },
        }
    }
}
