//! The search as the view runs it: in the background, with what is found handed over as it comes.

use super::data::{Answer, HitKey, Passage, Row, Tally, Told};
use super::excerpt::Window;
use super::tally::Counting;
use crate::analysis::{Corpus, Groups, Voice, is_person};
use crate::jobs::{Job, Progress, Report};
use crate::model::{CaseId, CaseKindId, MemoId, SearchId, SourceId, Span};
use crate::project::Reader;
use crate::search::{self, Ask, Finder, Found, Hit, News, Place, Search, Seen, Wanted, Wrong, is_asked};
use crate::text::{SourceText, on_one_line};
use crate::ui::cx::Cx;
use crate::ui::desk::{Desk, IndexIn};
use crate::{Error, Result};
use std::collections::{HashMap, HashSet};
use std::mem::take;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// Hits that are listed; all are counted.
pub const LISTED: usize = 10_000;
/// Words before and after a hit in a concordance.
const AROUND: usize = 24;
/// What is found is handed over so often, the first of it sooner.
const OFTEN: Duration = Duration::from_millis(80);
const FIRST: usize = 40;

/// What is sought, in which state of the project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quest {
    /// The search as it was written.
    pub query: String,
    /// The state of what it reads.
    pub revision: u64,
    /// The saved search that it is, which says what is new.
    pub saved: Option<SearchId>,
}

/// A search under way.
pub struct Hunt {
    /// What is sought.
    pub quest: Quest,
    job: Job<()>,
    answers: Receiver<Answer>,
}

impl Hunt {
    /// Begins to search; dropping it stops the search.
    pub fn start(cx: &Cx, desk: &Desk, quest: Quest) -> Self {
        let (send, answers) = channel();
        let (path, corpus, query) = (desk.path().to_owned(), desk.corpus.clone(), quest.query.clone());
        let (saved, index) = (quest.saved, desk.index().clone());
        let work = move |progress: &Progress| {
            let mut search = match Search::new(&query, &corpus) {
                Ok(search) => search,
                Err(wrong) => return tell(&send, Answer::Wrong(wrong)),
            };
            let mut gathering = Gathering::new(&corpus, search.is_in_memos(), send, progress);
            let saved = corpus.searches().iter().find(|one| Some(one.id) == saved);
            gathering.seen = saved.map(|saved| Seen::read(&corpus, &saved.seen));
            finding(&index, &path, &corpus, |finder| {
                let found = finder.run(&mut search, Wanted::first(LISTED, AROUND), progress, &mut |news| gathering.hear(news))?;
                gathering.all_listed(found)?;
                if found.hits == 0 {
                    let hints = finder.hints(&query, progress)?;
                    gathering.tell_hints(hints)?;
                }
                if found.hits > LISTED {
                    // How the others are spread is counted too, once the list is there.
                    let rest = Wanted { skip: LISTED, hits: usize::MAX, context: 0 };
                    finder.run(&mut search, rest, progress, &mut |news| gathering.hear_rest(news))?;
                }
                Ok(())
            })?;
            gathering.end()
        };
        Self { quest, job: cx.job(None, work), answers }
    }

    /// What was found since the last look.
    pub fn answers(&self) -> impl Iterator<Item = Answer> + '_ {
        self.answers.try_iter()
    }

    /// How far it is.
    pub fn report(&self) -> Report {
        self.job.report()
    }

    /// Stops it; what was found stays.
    pub fn stop(&self) {
        self.job.cancel();
    }

    /// How it ended, once, when it has.
    pub fn ended(&self) -> Option<Result<()>> {
        self.job.poll()
    }
}

/// Hands `work` what finds in a project, by its index where it has one.
pub fn finding<T>(index: &IndexIn, path: &Path, corpus: &Corpus, work: impl FnOnce(&Finder) -> Result<T>) -> Result<T> {
    let reader = Reader::open(path)?;
    let texts = reader.texts(corpus);
    work(&Finder::new(corpus, &texts).with(index.open(corpus.project.id, path).as_ref()))
}

/// Begins to take into the index what it has not; searches find the same meanwhile. Nothing where the window keeps none.
pub fn index(cx: &Cx, desk: &Desk) -> Option<Job<bool>> {
    let (place, path, corpus) = (desk.index().clone(), desk.path().to_owned(), desk.corpus.clone());
    if place == IndexIn::Nowhere {
        return None;
    }
    let work = move |progress: &Progress| {
        let Some(index) = place.open(corpus.project.id, &path) else { return Ok(false) };
        let reader = Reader::open(&path)?;
        if reader.harm().is_some() {
            return Ok(false);
        }
        // Where another program is writing it, that one takes in what there is.
        Ok(index.catch_up(&corpus, &reader.texts(&corpus), progress)? && index.forget(progress)?)
    };
    Some(cx.job(Some("Making the search index"), work))
}

fn tell(send: &Sender<Answer>, answer: Answer) -> Result<()> {
    // Nobody listens any more: something else is sought by now.
    send.send(answer).map_err(|_| Error::Cancelled)
}

/// What is known of a search by its words alone, read once as it is written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Read {
    /// The search, without the space around it.
    pub query: String,
    /// Whether it can be read.
    pub readable: bool,
    /// Whether what it finds depends on how passages are coded.
    pub codings: bool,
    /// Whether it asks for one of several things.
    pub either: bool,
    /// Whether it says whose words are meant.
    pub voices: bool,
}

impl Read {
    /// Of this search.
    pub fn new(query: &str) -> Self {
        let ask = search::parse(query);
        let codings = ask.as_ref().is_ok_and(reads);
        Self {
            query: query.to_owned(),
            readable: ask.is_ok(),
            codings,
            either: matches!(ask, Ok(Ask::Or(_))),
            voices: ask.as_ref().is_ok_and(Ask::names_voices),
        }
    }
}

fn reads(ask: &Ask) -> bool {
    match ask {
        Ask::Field { name, value, .. } if matches!(name.as_str(), "with" | "answers") => reads_codings(value),
        Ask::Field { name, .. } => matches!(name.as_str(), "code" | "coder" | "memo"),
        Ask::And(list) | Ask::Or(list) => list.iter().any(reads),
        Ask::Near(a, b, _) => reads(a) || reads(b),
        Ask::Not(inner) => reads(inner),
        Ask::Word(_) | Ask::Phrase { .. } => false,
    }
}

/// Whether what a search finds depends on how passages are coded; one that cannot be read depends on nothing.
pub fn reads_codings(query: &str) -> bool {
    search::parse(query).is_ok_and(|ask| reads(&ask))
}

/// What is wrong with a search, without asking the project.
pub fn parsed(query: &str) -> std::result::Result<Ask, Wrong> {
    search::parse(query)
}

/// The passage that is being put together, with its hits.
struct Open {
    passage: Passage,
    window: Window,
    rows: Vec<Row>,
}

/// Whose the passages of the source at hand are.
struct Here {
    source: SourceId,
    voice: Voice,
    turn: usize,
}

/// Hits on their way to the view.
struct Gathering<'a> {
    corpus: &'a Corpus,
    persons: HashSet<CaseKindId>,
    heads: [Groups; 3],
    counting: Counting,
    told: HashMap<(Option<SourceId>, Vec<CaseId>, Option<u32>), Arc<Told>>,
    here: Option<Here>,
    open: Option<Open>,
    found: Found,
    /// What was there when somebody looked last, of a saved search.
    seen: Option<Seen>,
    rows: Vec<Row>,
    passages: Vec<Passage>,
    /// New hits that are not listed.
    more_new: Vec<HitKey>,
    /// Hits and passages handed over and on their way.
    listed: (usize, usize),
    /// Whether anything was handed over yet.
    handed: bool,
    /// When something was handed over last, or the search began.
    sent: Instant,
    send: Sender<Answer>,
    progress: &'a Progress,
}

impl<'a> Gathering<'a> {
    fn new(corpus: &'a Corpus, memos: bool, send: Sender<Answer>, progress: &'a Progress) -> Self {
        let project = &corpus.project;
        let heads = [project.site, project.role, project.phase].map(|by| Groups::new(corpus, by));
        Self {
            corpus,
            persons: corpus.person_kinds(),
            counting: Counting::new(memos, &heads),
            heads,
            told: HashMap::new(),
            here: None,
            open: None,
            found: Found::default(),
            seen: None,
            rows: Vec::new(),
            passages: Vec::new(),
            more_new: Vec::new(),
            listed: (0, 0),
            handed: false,
            sent: Instant::now(),
            send,
            progress,
        }
    }

    fn hear(&mut self, news: News) -> Result<()> {
        match news {
            News::Hit(hit, text) => {
                let people = self.people(&hit, text);
                let words = on_one_line(text.words_of(hit.span));
                let new = self.is_new(&hit);
                let asked = is_asked(self.corpus, text, hit.place);
                self.counting.take(hit.place, &people, &words, &self.heads, (new, asked));
                self.list(&hit, text, people, words, new);
            }
            News::Listed => {}
            News::Counted { found, .. } => self.found = found,
        }
        let first = !self.handed && self.listed.0 >= FIRST;
        if first || self.sent.elapsed() >= OFTEN {
            self.hand_over(false)?;
        }
        self.progress.check()
    }

    /// Every hit is counted, and all that are listed are on their way.
    fn all_listed(&mut self, found: Found) -> Result<()> {
        self.close();
        self.found = found;
        self.hand_over(false)
    }

    /// Nothing is found, and this may be why.
    fn tell_hints(&mut self, hints: Vec<String>) -> Result<()> {
        if hints.is_empty() { Ok(()) } else { tell(&self.send, Answer::Instead(hints)) }
    }

    /// Counts hits that are not listed.
    fn hear_rest(&mut self, news: News) -> Result<()> {
        if let News::Hit(hit, text) = news {
            let people = self.people(&hit, text);
            let (new, key) = (self.is_new(&hit), HitKey::of(self.corpus, &hit, text));
            self.counting.take(hit.place, &people, &on_one_line(text.words_of(hit.span)), &self.heads, (new, key.asked));
            self.more_new.extend(new.then_some(key));
        }
        if self.sent.elapsed() >= OFTEN {
            self.hand_over(false)?;
        }
        self.progress.check()
    }

    /// Whether a hit was not there when somebody looked last.
    fn is_new(&mut self, hit: &Hit) -> bool {
        self.seen.as_mut().is_some_and(|seen| seen.is_new(hit))
    }

    /// Puts a hit into its passage.
    fn list(&mut self, hit: &Hit, text: &SourceText, people: Vec<CaseId>, words: String, new: bool) {
        if self.open.as_ref().is_none_or(|open| !open.passage.is_in(hit.place)) {
            self.close();
            let told = self.told(hit.place, people, text);
            let (window, shown) = Window::new(text, hit);
            let turn = if let Place::Source(_, entry) = hit.place { entry.turn.map(|turn| turn + 1) } else { None };
            let passage = Passage {
                place: hit.place,
                told,
                turn,
                letters: shown.chars().count(),
                text: shown,
                marks: Vec::new(),
                hits: self.listed.0..self.listed.0,
            };
            self.open = Some(Open { passage, window, rows: Vec::new() });
            self.listed.1 += 1;
        }
        let Some(open) = &mut self.open else { return };
        open.passage.marks.extend(open.window.mark(hit.span));
        open.passage.hits.end += 1;
        let key = HitKey::of(self.corpus, hit, text);
        let [left, right] = hit.around.map(|span: Span| on_one_line(text.words_of(span)));
        open.rows.push(Row::new(key, self.listed.1 - 1, [left, words, right], new));
        self.listed.0 += 1;
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            self.rows.extend(open.rows);
            self.passages.push(open.passage);
        }
    }

    /// Whose words a hit stands in; of a memo nobody's.
    fn people(&mut self, hit: &Hit, text: &SourceText) -> Vec<CaseId> {
        let Place::Source(source, entry) = hit.place else { return Vec::new() };
        if self.here.as_ref().is_none_or(|here| here.source != source) {
            let voice = Voice::of(self.corpus, &self.persons, source, &text.structure);
            self.here = Some(Here { source, voice, turn: 0 });
        }
        let mut people = Vec::new();
        if let Some(here) = &mut self.here {
            here.turn = here.voice.people(entry.span, here.turn, &mut people);
        }
        people
    }

    /// What is said of a passage beside its words, the same for all of a voice in a source.
    fn told(&mut self, place: Place, people: Vec<CaseId>, text: &SourceText) -> Arc<Told> {
        let (source, speaker) = match place {
            Place::Source(source, entry) => (Some(source), entry.turn.and_then(|turn| text.structure.turns.get(turn)).map(|turn| turn.speaker)),
            Place::Memo(memo) => return Arc::new(self.of_memo(memo)),
        };
        let key = (source, people, speaker);
        if let Some(told) = self.told.get(&key) {
            return told.clone();
        }
        let people: Vec<CaseId> = key.1.iter().copied().filter(|case| is_person(self.corpus, *case, &self.persons)).collect();
        let told = Arc::new(Told::new(self.corpus, &self.heads, source, &people, speaker));
        self.told.insert(key, told.clone());
        told
    }

    fn of_memo(&self, id: MemoId) -> Told {
        let memo = self.corpus.memos.iter().find(|memo| memo.id == id);
        let who = memo.and_then(|memo| self.corpus.coder(memo.coder)).map_or("", |coder| coder.initials.as_str());
        let kind = memo.map_or("", |memo| memo.kind.name());
        Told::of_memo(kind, who)
    }

    fn hand_over(&mut self, last: bool) -> Result<()> {
        (self.sent, self.handed) = (Instant::now(), true);
        let tally: Tally = self.counting.tally(self.found, &self.heads);
        tell(
            &self.send,
            Answer::More { rows: take(&mut self.rows), passages: take(&mut self.passages), new: take(&mut self.more_new), tally, last },
        )?;
        if !last {
            self.progress.wake();
        }
        Ok(())
    }

    fn end(mut self) -> Result<()> {
        self.close();
        self.hand_over(true)
    }
}
