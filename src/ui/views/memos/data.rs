//! The memos as plain values: kind by kind or by time, filtered by kind, coder, state, what they are about, and words.

use crate::analysis::{Corpus, Matter, MemoOrder, MemoQuery};
use crate::model::*;
use crate::ui::command::Target;
use std::collections::BTreeSet;

/// A memo as it is listed.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its id.
    pub id: MemoId,
    /// What it is for.
    pub kind: MemoKind,
    /// Its title, or its first line where it has none.
    pub title: String,
    /// Whether it has a title of its own.
    pub titled: bool,
    /// Its words.
    pub body: String,
    /// What it is on.
    pub subject: Subject,
    /// Where that can be gone to.
    pub target: Option<Target>,
    /// The initials of who wrote it.
    pub who: String,
    /// When it was begun.
    pub at: Time,
    /// Who settled it, by initials, and when; nothing while it is open.
    pub settled: Option<(String, Time)>,
}

/// What of the memos shows, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Kinds that are left out.
    pub without: BTreeSet<MemoKind>,
    /// Coders whose memos are left out, by initials.
    pub silent: BTreeSet<String>,
    /// What became of them.
    pub state: Option<MemoState>,
    /// What they are about.
    pub about: Option<Matter>,
    /// Words that a memo must hold.
    pub words: String,
    /// In what order they stand.
    pub order: MemoOrder,
    /// Kinds whose memos are folded away under their head.
    pub folded: BTreeSet<MemoKind>,
}

/// Puts something into a set, or takes it out.
fn turn<T: Ord>(set: &mut BTreeSet<T>, one: T) {
    if !set.remove(&one) {
        set.insert(one);
    }
}

impl Filter {
    /// Shows a kind of memo, or leaves it out.
    pub fn turn_kind(&mut self, kind: MemoKind) {
        turn(&mut self.without, kind);
    }

    /// Shows what somebody wrote, or leaves it out.
    pub fn turn_who(&mut self, who: &str) {
        turn(&mut self.silent, who.to_owned());
    }

    /// Folds the memos of a kind away, or shows them.
    pub fn turn_fold(&mut self, kind: MemoKind) {
        turn(&mut self.folded, kind);
    }

    /// The same order and folds, and no memo left out.
    pub fn all(&self) -> Self {
        Self { order: self.order, folded: self.folded.clone(), ..Self::default() }
    }
}

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// The head of a kind: how many memos of it show, and how many of those are open.
    Head(MemoKind, usize, usize),
    /// A memo, by its place among the rows.
    Memo(usize),
}

/// Where the keys are in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// At the head of a kind.
    Head(MemoKind),
    /// At a memo.
    Memo(MemoId),
}

/// The memos and what there is to filter by.
#[derive(Clone, Debug, Default)]
pub struct Memos {
    /// The memos that show, in their order.
    pub rows: Vec<Row>,
    /// The lines of the list: heads where it goes by kind, and the memos that are not folded away.
    pub lines: Vec<Line>,
    /// How many of each kind the other filters leave.
    pub kinds: Vec<(MemoKind, usize)>,
    /// How many of each coder the other filters leave.
    pub coders: Vec<(String, usize)>,
    /// How many there are, and how many of them are open.
    pub total: (usize, usize),
    /// How many the filters but that of open and settled leave, and how many of them are open.
    pub all: (usize, usize),
}

impl Memos {
    /// Reads them off a corpus.
    pub fn new(corpus: &Corpus, filter: &Filter) -> Self {
        let initials = |id: CoderId| corpus.coder(id).map_or_else(String::new, |coder| coder.initials.clone());
        let query = MemoQuery { about: filter.about, words: filter.words.clone(), ..MemoQuery::default() };
        // Each filter counts what all others leave, so that it says what it would show.
        let found = query.find(corpus, filter.order);
        let state = |memo: &Memo| filter.state.is_none_or(|state| corpus.memo_state(memo.id) == state);
        let kind = |memo: &Memo| !filter.without.contains(&memo.kind);
        let who = |memo: &Memo| !filter.silent.contains(&initials(memo.coder));
        let count = |is: &dyn Fn(&Memo) -> bool| found.iter().filter(|memo| is(memo)).count();
        let there: BTreeSet<MemoKind> = corpus.memos.iter().map(|memo| memo.kind).collect();
        let kinds = MemoKind::ALL.iter().filter(|one| there.contains(one));
        let kinds = kinds.map(|one| (*one, count(&|memo| memo.kind == *one && state(memo) && who(memo)))).collect();
        let names: BTreeSet<String> = corpus.memos.iter().map(|memo| initials(memo.coder)).collect();
        let coders = names.into_iter().map(|name| (name.clone(), count(&|memo| initials(memo.coder) == name && state(memo) && kind(memo)))).collect();
        let open = |memo: &Memo| corpus.memo_state(memo.id) == MemoState::Open;
        let all = (count(&|memo| kind(memo) && who(memo)), count(&|memo| kind(memo) && who(memo) && open(memo)));
        let rows: Vec<Row> = found.iter().filter(|memo| state(memo) && kind(memo) && who(memo)).map(|memo| row(corpus, memo)).collect();
        Self { lines: lines(&rows, filter), rows, kinds, coders, total: (corpus.memos.len(), corpus.open_memos()), all }
    }

    /// The memos that are not folded away.
    pub fn shown(&self) -> impl Iterator<Item = &Row> {
        self.lines.iter().filter_map(|line| if let Line::Memo(at) = line { self.rows.get(*at) } else { None })
    }

    /// The kind with which a memo is folded away.
    pub fn folded(&self, at: At, filter: &Filter) -> Option<MemoKind> {
        let At::Memo(id) = at else { return None };
        if filter.order != MemoOrder::Kind || filter.folded.is_empty() {
            return None;
        }
        self.rows.iter().find(|row| row.id == id).map(|row| row.kind).filter(|kind| filter.folded.contains(kind))
    }

    /// The line where the keys are.
    pub fn line(&self, at: Option<At>) -> Option<usize> {
        self.lines.iter().position(|line| Some(self.at(*line)) == at)
    }

    /// What a line is.
    pub fn at(&self, line: Line) -> At {
        match line {
            Line::Head(kind, ..) => At::Head(kind),
            Line::Memo(at) => At::Memo(self.rows[at].id),
        }
    }
}

fn lines(rows: &[Row], filter: &Filter) -> Vec<Line> {
    if filter.order != MemoOrder::Kind {
        return (0..rows.len()).map(Line::Memo).collect();
    }
    let mut lines = Vec::new();
    for kind in MemoKind::ALL {
        let of: Vec<usize> = (0..rows.len()).filter(|at| rows[*at].kind == *kind).collect();
        if of.is_empty() {
            continue;
        }
        lines.push(Line::Head(*kind, of.len(), of.iter().filter(|at| rows[**at].settled.is_none()).count()));
        if !filter.folded.contains(kind) {
            lines.extend(of.into_iter().map(Line::Memo));
        }
    }
    lines
}

fn row(corpus: &Corpus, memo: &Memo) -> Row {
    let initials = |id| corpus.coder(id).map_or_else(String::new, |coder| coder.initials.clone());
    let settled = corpus.memo_standing(memo.id).filter(|standing| standing.state == MemoState::Settled);
    Row {
        id: memo.id,
        kind: memo.kind,
        title: memo.heading().to_owned(),
        titled: !memo.title.trim().is_empty(),
        body: memo.body.clone(),
        subject: memo.subject,
        target: target(corpus, memo.subject),
        who: initials(memo.coder),
        at: memo.at,
        settled: settled.map(|standing| (initials(standing.coder), standing.at)),
    }
}

/// Where the subject of a memo can be gone to; a passage only while the text shows that version.
pub fn target(corpus: &Corpus, subject: Subject) -> Option<Target> {
    match subject {
        Subject::Project => None,
        Subject::Source(id) => Some(Target::Source(id)),
        Subject::Passage(id, version, span) => Some(if corpus.shows(id, version) { Target::Passage(id, span) } else { Target::Source(id) }),
        Subject::Code(id) => Some(Target::Code(id)),
        Subject::Case(id) => Some(Target::Case(id)),
        Subject::Coding(id) => corpus.coding(id).map(|coding| match corpus.shows(coding.source, coding.version) {
            true => Target::Passage(coding.source, coding.span),
            false => Target::Source(coding.source),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{MemoDraft, Project, Reader};

    #[test]
    fn memos_are_listed_by_kind_or_by_time_and_filtered() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("memos.themata");
        let mut project = Project::create(&path, "Memos").unwrap();
        let write = |project: &mut Project, kind, title: &str, body: &str| {
            project.add_memo(MemoDraft { subject: Subject::Project, kind, title: title.into(), body: body.into() }).unwrap().value
        };
        project.be_coder("BP", "Bo").unwrap();
        let meeting = write(&mut project, MemoKind::Meeting, "Second meeting", "We settled on clauses.");
        project.be_coder("AR", "Ann").unwrap();
        write(&mut project, MemoKind::Analytic, "", "Trust comes first.\nThen money.");
        write(&mut project, MemoKind::Meeting, "Third meeting", "Money again.");
        project.settle_memos(&[meeting], MemoState::Settled).unwrap();
        let corpus = Reader::open(&path).unwrap().corpus().unwrap();
        let titles = |filter: &Filter| Memos::new(&corpus, filter).rows.into_iter().map(|row| row.title).collect::<Vec<_>>();
        let newest = Filter { order: MemoOrder::Newest, ..Filter::default() };
        assert_eq!(titles(&Filter::default()), ["Trust comes first.", "Third meeting", "Second meeting"]);
        assert_eq!(titles(&newest), ["Third meeting", "Trust comes first.", "Second meeting"]);
        assert_eq!(titles(&Filter { without: BTreeSet::from([MemoKind::Meeting]), ..Filter::default() }), ["Trust comes first."]);
        assert_eq!(titles(&Filter { silent: BTreeSet::from(["BP".into()]), ..newest.clone() }), ["Third meeting", "Trust comes first."]);
        assert_eq!(titles(&Filter { words: "MONEY trust".into(), ..Filter::default() }), ["Trust comes first."]);
        assert_eq!(titles(&Filter { state: Some(MemoState::Settled), ..Filter::default() }), ["Second meeting"]);
        let folded = Memos::new(&corpus, &Filter { folded: BTreeSet::from([MemoKind::Meeting]), ..Filter::default() });
        assert_eq!(folded.lines, [Line::Head(MemoKind::Analytic, 1, 1), Line::Memo(0), Line::Head(MemoKind::Meeting, 2, 1)]);
        assert_eq!((folded.all, folded.kinds), ((3, 2), vec![(MemoKind::Analytic, 1), (MemoKind::Meeting, 2)]));
        let money = Memos::new(&corpus, &Filter { words: "money".into(), state: Some(MemoState::Open), ..Filter::default() });
        assert_eq!((money.all, money.kinds), ((2, 2), vec![(MemoKind::Analytic, 1), (MemoKind::Meeting, 1)]));
        assert_eq!(money.coders, [("AR".to_owned(), 2), ("BP".to_owned(), 0)]);
        assert_eq!(Memos::new(&corpus, &newest).lines.len(), 3, "by time there are no heads");
        assert_eq!(folded.rows[2].settled.as_ref().map(|(who, _)| who.as_str()), Some("AR"));
    }
}
