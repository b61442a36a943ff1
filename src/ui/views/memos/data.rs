//! The memos as plain values: newest first, filtered by kind, coder and words.

use crate::analysis::Corpus;
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
}

/// What of the memos shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Kinds that are left out.
    pub without: BTreeSet<MemoKind>,
    /// Coders whose memos are left out, by initials.
    pub silent: BTreeSet<String>,
    /// Words that a memo must hold.
    pub words: String,
}

impl Filter {
    /// Shows a kind of memo, or leaves it out.
    pub fn turn_kind(&mut self, kind: MemoKind) {
        if !self.without.remove(&kind) {
            self.without.insert(kind);
        }
    }

    /// Shows what somebody wrote, or leaves it out.
    pub fn turn_who(&mut self, who: &str) {
        if !self.silent.remove(who) {
            self.silent.insert(who.to_owned());
        }
    }
}

/// The memos and what there is to filter by.
#[derive(Clone, Debug, Default)]
pub struct Memos {
    /// The memos that show, the newest first.
    pub rows: Vec<Row>,
    /// How many there are of each kind.
    pub kinds: Vec<(MemoKind, usize)>,
    /// How many each coder wrote.
    pub coders: Vec<(String, usize)>,
    /// How many there are in all.
    pub all: usize,
}

impl Memos {
    /// Reads them off a corpus.
    pub fn new(corpus: &Corpus, filter: &Filter) -> Self {
        let mut rows: Vec<Row> = corpus.memos.iter().map(|memo| row(corpus, memo)).collect();
        rows.sort_by_key(|row| std::cmp::Reverse((row.at, row.id)));
        let count = |is: &dyn Fn(&Row) -> bool| rows.iter().filter(|row| is(row)).count();
        let kinds = MemoKind::ALL.iter().map(|kind| (*kind, count(&|row| row.kind == *kind))).filter(|(_, count)| *count > 0).collect();
        let names: BTreeSet<String> = rows.iter().map(|row| row.who.clone()).collect();
        let coders = names.into_iter().map(|who| (who.clone(), count(&|row| row.who == who))).collect();
        let all = rows.len();
        let wanted = filter.words.trim().to_lowercase();
        rows.retain(|row| {
            let holds = || [&row.title, &row.body].iter().any(|part| part.to_lowercase().contains(&wanted));
            !filter.without.contains(&row.kind) && !filter.silent.contains(&row.who) && (wanted.is_empty() || holds())
        });
        Self { rows, kinds, coders, all }
    }
}

fn row(corpus: &Corpus, memo: &Memo) -> Row {
    let title = if memo.title.is_empty() { memo.body.lines().next().unwrap_or_default().to_owned() } else { memo.title.clone() };
    let who = corpus.coder(memo.coder).map_or_else(String::new, |coder| coder.initials.clone());
    Row {
        id: memo.id,
        kind: memo.kind,
        title,
        body: memo.body.clone(),
        subject: memo.subject,
        target: target(corpus, memo.subject),
        who,
        at: memo.at,
    }
}

/// Where the subject of a memo can be gone to; a passage only while the text shows that version.
fn target(corpus: &Corpus, subject: Subject) -> Option<Target> {
    let shown = |source: SourceId, version: VersionId| corpus.version(source).is_some_and(|shown| shown.id == version);
    match subject {
        Subject::Project => None,
        Subject::Source(id) => Some(Target::Source(id)),
        Subject::Passage(id, version, span) => Some(if shown(id, version) { Target::Passage(id, span) } else { Target::Source(id) }),
        Subject::Code(id) => Some(Target::Code(id)),
        Subject::Case(id) => Some(Target::Case(id)),
        Subject::Coding(id) => corpus.coding(id).map(|coding| match shown(coding.source, coding.version) {
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
    fn memos_come_newest_first_and_are_filtered_by_kind_coder_and_words() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("memos.themata");
        let mut project = Project::create(&path, "Memos").unwrap();
        let write = |project: &mut Project, kind, title: &str, body: &str| {
            project.add_memo(MemoDraft { subject: Subject::Project, kind, title: title.into(), body: body.into() }).unwrap();
        };
        project.be_coder("BP", "Bo").unwrap();
        write(&mut project, MemoKind::Meeting, "Second meeting", "We settled on clauses.");
        project.be_coder("AR", "Ann").unwrap();
        write(&mut project, MemoKind::Analytic, "", "Trust comes first.\nThen money.");
        let corpus = Reader::open(&path).unwrap().corpus().unwrap();
        let titles = |filter: &Filter| Memos::new(&corpus, filter).rows.into_iter().map(|row| row.title).collect::<Vec<_>>();
        assert_eq!(titles(&Filter::default()), ["Trust comes first.", "Second meeting"]);
        assert_eq!(titles(&Filter { without: BTreeSet::from([MemoKind::Analytic]), ..Filter::default() }), ["Second meeting"]);
        assert_eq!(titles(&Filter { silent: BTreeSet::from(["BP".into()]), ..Filter::default() }), ["Trust comes first."]);
        assert_eq!(titles(&Filter { words: "MONEY".into(), ..Filter::default() }), ["Trust comes first."]);
        let all = Memos::new(&corpus, &Filter { words: "money".into(), ..Filter::default() });
        assert_eq!((all.all, all.kinds), (2, vec![(MemoKind::Analytic, 1), (MemoKind::Meeting, 1)]));
    }
}
