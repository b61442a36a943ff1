//! What the study page shows: who was interviewed, how far the coding is, who codes, what happened, what to look at again.

use crate::analysis::{Activity, Cast, Corpus, Heads, Sample, UNASSIGNED, activity, holdings, progress, sample};
use crate::export::{every_phase, tells};
use crate::model::grouped;
use crate::model::*;
use crate::project::op::OpKind;
use crate::project::{Entry, Session};
use crate::ui::command::{Command, FrameworkCommand, Target, Window};
use crate::ui::format;
use crate::ui::icons;
use crate::ui::views::ViewId;
use crate::ui::views::frameworks::Page as FrameworkPage;
use std::collections::HashSet;

/// How many of the latest steps are looked through for what happened.
const LATELY: i64 = 400;

/// A number in the table: people, and interviews where they are counted too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Different people.
    pub people: usize,
    /// Different interviews, where the column tells them.
    pub interviews: Option<usize>,
}

/// A row of the table; the last one is of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its role group.
    pub name: String,
    /// Its numbers, one a column.
    pub numbers: Vec<Number>,
}

/// How far a site is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The site.
    pub name: String,
    /// Sources done, in work and all.
    pub done: usize,
    /// Sources begun and not done.
    pub in_work: usize,
    /// All its sources.
    pub all: usize,
}

/// A coder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coding {
    /// Who it is.
    pub id: CoderId,
    /// Initials.
    pub initials: String,
    /// What they do in the study, or their name.
    pub part: String,
    /// What they have done.
    pub activity: Activity,
}

/// Something to look at again.
#[derive(Clone, Debug, PartialEq)]
pub struct Again {
    /// Its icon.
    pub icon: &'static str,
    /// What it is.
    pub words: String,
    /// Where it can be mended.
    pub command: Command,
}

/// The study page.
#[derive(Clone, Debug)]
pub struct Page {
    /// What the study holds, in one line.
    pub holdings: String,
    /// The heads of the table's columns after the first.
    pub columns: Vec<String>,
    /// What the columns tell apart, from the first on, and how many each has: sites, then phases.
    pub groups: Vec<(String, usize)>,
    /// The table's rows.
    pub rows: Vec<Row>,
    /// Why totals are not sums, or empty.
    pub note: String,
    /// How far each site is.
    pub bars: Vec<Bar>,
    /// The coders, the busiest first.
    pub coders: Vec<Coding>,
    /// The latest steps that stand, the newest first.
    pub happened: Vec<Entry>,
    /// What to look at again.
    pub again: Vec<Again>,
    /// The source to read next, by name, and whether it was read before.
    pub next: Option<(SourceId, String, bool)>,
}

impl Page {
    /// Reads it off an open project; `coder` is who is coding, by initials, `opened` the source that was open last, `due` how many passages of each
    /// framework are to be looked at again.
    pub fn new(session: &Session, coder: Option<&str>, opened: Option<SourceId>, due: &[(FrameworkId, usize)]) -> Self {
        let corpus = &session.corpus;
        let heads = Heads::new(corpus);
        let cast = Cast::new(corpus, &heads);
        let table = sample(&heads, &cast);
        let bars = progress(corpus, &heads, &cast).into_iter().map(|row| Bar {
            name: heads.site.label(row.site).to_owned(),
            done: row.done,
            in_work: row.in_work,
            all: row.sources,
        });
        Self {
            holdings: holdings(&cast),
            columns: columns(&heads, &table),
            groups: groups(&heads, &table),
            rows: rows(&heads, &table),
            bars: bars.collect(),
            coders: coders(session),
            happened: happened(session),
            again: [redefined(corpus, due), again(session, &heads, &cast)].concat(),
            next: next(session, coder, opened),
            note: table.note,
        }
    }

    /// Whether anybody stands in the table.
    pub fn has_people(&self) -> bool {
        self.rows.last().is_some_and(|all| all.numbers.last().is_some_and(|number| number.people > 0))
    }
}

fn columns(heads: &Heads, table: &Sample) -> Vec<String> {
    let (by_site, by_phase) = (tells(&heads.site, &table.sites), tells(&heads.phase, &table.phases));
    let sites = table.sites.iter().filter(|_| by_site).map(|site| heads.site.label(*site).to_owned());
    let phases = table.phases.iter().filter(|_| by_phase).map(|phase| heads.phase.label(*phase).to_owned());
    sites.chain(phases).chain(every_phase(heads, table).map(str::to_owned)).chain(["All".to_owned()]).collect()
}

/// What the columns tell apart: a bare “1” says nothing of itself.
fn groups(heads: &Heads, table: &Sample) -> Vec<(String, usize)> {
    let sites = if tells(&heads.site, &table.sites) { table.sites.len() } else { 0 };
    let phases = if tells(&heads.phase, &table.phases) { table.phases.len() } else { 0 };
    let all = [(heads.site.title.clone(), sites), (heads.phase.title.clone(), phases + every_phase(heads, table).iter().count())];
    all.into_iter().filter(|(_, columns)| *columns > 0).collect()
}

/// The rows; a single unassigned role group says nothing that the row of all does not.
fn rows(heads: &Heads, table: &Sample) -> Vec<Row> {
    let only_unassigned = table.rows.len() == 2 && table.rows[0].role == Some(heads.role.unassigned());
    let (by_site, by_phase) = (tells(&heads.site, &table.sites), tells(&heads.phase, &table.phases));
    let rows = table.rows.iter().skip(usize::from(only_unassigned)).map(|row| {
        let both = |cell: &crate::analysis::Cell| Number { people: cell.people, interviews: Some(cell.interviews) };
        let mut numbers: Vec<Number> = row.sites.iter().filter(|_| by_site).map(both).collect();
        numbers.extend(row.phases.iter().filter(|_| by_phase).map(|cell| Number { people: cell.people, interviews: None }));
        numbers.extend(every_phase(heads, table).map(|_| Number { people: row.every_phase, interviews: None }));
        numbers.push(both(&row.all));
        Row { name: row.role.map_or_else(|| "All".to_owned(), |role| heads.role.label(role).to_owned()), numbers }
    });
    rows.collect()
}

fn coders(session: &Session) -> Vec<Coding> {
    let corpus = &session.corpus;
    let coder = |activity: Activity| {
        let coder = corpus.coder(activity.coder)?;
        let part = if coder.role.is_empty() { coder.name.clone() } else { coder.role.clone() };
        Some(Coding { id: coder.id, initials: coder.initials.clone(), part, activity })
    };
    activity(corpus).into_iter().filter_map(coder).collect()
}

/// The latest steps that stand. A history that cannot be read shows as none; the history's own page says why.
fn happened(session: &Session) -> Vec<Entry> {
    let reader = session.reader();
    let from = reader.last_op().unwrap_or_default() - LATELY;
    let mut list = reader.history(from.max(0)).unwrap_or_default();
    // Which keys somebody put codes on is their own affair.
    list.retain(|entry| !entry.undone && entry.undoes.is_none() && entry.kind != OpKind::SetPin);
    list.reverse();
    list.truncate(24);
    list
}

/// The source to read next, and whether it was read before: the one that was open last, else the first that is begun, else the first.
fn next(session: &Session, coder: Option<&str>, opened: Option<SourceId>) -> Option<(SourceId, String, bool)> {
    let corpus = &session.corpus;
    let me = coder.and_then(|initials| corpus.coder_named(initials)).map(|coder| coder.id);
    let state =
        |source: SourceId, state: ProgressState| corpus.progress.iter().any(|p| p.source == source && Some(p.coder) == me && p.state == state);
    let open: Vec<SourceId> = corpus.sources().iter().map(|source| source.id).filter(|id| !state(*id, ProgressState::Done)).collect();
    let last = opened.filter(|id| open.contains(id));
    let begun = || open.iter().copied().find(|id| state(*id, ProgressState::InWork));
    let id = last.or_else(begun).or_else(|| open.first().copied())?;
    corpus.source(id).map(|source| (id, source.name.clone(), last.is_some()))
}

/// A few names, and how many more.
fn named(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [first, second, third, _, rest @ ..] => format!(": {first}, {second}, {third} and {} more", grouped(rest.len() + 1)),
        few => format!(": {}", few.join(", ")),
    }
}

/// Codings that were judged before their code was redefined, framework by framework.
fn redefined(corpus: &Corpus, due: &[(FrameworkId, usize)]) -> Vec<Again> {
    let line = |(id, many): &(FrameworkId, usize)| {
        let name = &corpus.framework(*id)?.name;
        let words = format!("{} under redefined codes: {name}", format::counted(*many, "coding"));
        Some(Again { icon: icons::CLOCK_COUNTER_CLOCKWISE, words, command: FrameworkCommand::Open(*id, FrameworkPage::Again).into() })
    };
    due.iter().filter_map(line).collect()
}

fn again(session: &Session, heads: &Heads, cast: &Cast) -> Vec<Again> {
    let corpus = &session.corpus;
    let mut list = Vec::new();
    let mut add = |icon, names: Vec<String>, one: &str, many: &str, command: Command| {
        if !names.is_empty() {
            let words = if names.len() == 1 { format!("1 {one}") } else { format!("{} {many}", format::count(names.len() as i64)) };
            list.push(Again { icon, words: words + &named(&names), command });
        }
    };
    let people = |lacks: &dyn Fn(&crate::analysis::Part) -> bool| -> Vec<String> {
        cast.people(lacks).into_iter().filter_map(|id| corpus.case(id)).map(|case| case.name.clone()).collect()
    };
    let cases = || Command::from(Window::Show(ViewId::Cases));
    let (no_role, no_site) = (heads.role.unassigned(), heads.site.unassigned());
    if corpus.project.role.is_some() {
        add(icons::USER, people(&|part| part.role == [no_role]), "person has no role", "people have no role", cases());
    }
    if corpus.project.site.is_some() && !heads.site.is_empty() {
        add(icons::MAP_PIN, people(&|part| part.site == [no_site]), "person has no site", "people have no site", cases());
    }
    let alone: HashSet<SourceId> = cast.sources(|part| part.is_talk() && part.person.is_none()).into_iter().collect();
    let names: Vec<String> = corpus.sources().iter().filter(|source| alone.contains(&source.id)).map(|source| source.name.clone()).collect();
    add(icons::FILE_TEXT, names, "interview without a person", "interviews without a person", Window::Show(ViewId::Speakers).into());
    let names = unjoined(session);
    add(icons::USERS, names, "speaker is not joined to a person", "speakers are not joined to a person", Window::Show(ViewId::Speakers).into());
    let bare: Vec<&Code> = corpus.codes().iter().filter(|code| code.codable && code.description.is_empty()).collect();
    if let Some(first) = bare.first() {
        let go = Window::Go(Target::Code(first.id)).into();
        add(icons::TAG, bare.iter().map(|code| code.name.clone()).collect(), "code has no definition", "codes have no definition", go);
    }
    list.extend(open_memos(session));
    list
}

/// How many memos are open, once the team settles memos: before that every memo is, and says nothing.
fn open_memos(session: &Session) -> Option<Again> {
    let (all, open) = (session.corpus.memos.len(), session.corpus.open_memos());
    let words = if open == 1 { "1 memo is open".to_owned() } else { format!("{} memos are open", format::count(open as i64)) };
    (0 < open && open < all).then(|| Again { icon: icons::NOTE, words, command: Window::Show(ViewId::Memos).into() })
}

/// Participants of whom it is not known who they are: in sources where more than one could be meant, or somebody else is joined.
fn unjoined(session: &Session) -> Vec<String> {
    let corpus = &session.corpus;
    let mut names = Vec::new();
    for source in corpus.sources() {
        let voices: Vec<&Speaker> =
            corpus.speakers(source.id).iter().filter(|voice| voice.role == SpeakerRole::Participant && voice.same_as.is_none()).collect();
        let clear = voices.len() == 1 && corpus.cases_of(source.id).len() <= 1;
        if !clear {
            names.extend(voices.iter().filter(|voice| voice.case_id.is_none()).map(|voice| voice.name.clone()));
        }
    }
    names
}

/// Whether a name of a group says that there is none.
pub fn is_unassigned(name: &str) -> bool {
    name == UNASSIGNED
}
