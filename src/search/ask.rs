//! A search made ready for a project: words numbered, names of sites, codes and people looked up.

use super::fields;
use super::grammar::{Ask, Reach, Wrong, parse};
use super::sought::Lexicon;
use crate::analysis::{Corpus, Groups};
use crate::model::{CaseId, CodeId, CoderId, MemoKind, SourceId, SourceKind};
use std::cell::{Cell, RefCell};
use std::collections::HashSet;

/// A search that can be run in the corpus it was made for.
pub struct Search {
    pub(super) node: Node,
    pub(super) lexicon: Lexicon,
    /// Whether memos are searched, and not what was said.
    pub(super) memos: bool,
}

/// What a search asks for, with everything in it known.
pub(super) enum Node {
    Word(usize),
    Phrase(Vec<usize>, u32),
    Near(Box<Node>, Box<Node>, Reach),
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
    Asked(Asked),
    Coded(Coded),
}

/// Something that is so of an entry as a whole, or not.
pub(super) enum Asked {
    /// It stands in one of these sources.
    Source(HashSet<SourceId>),
    /// Its source is of this kind.
    Kind(SourceKind),
    /// Its source is in this language.
    Language(String),
    /// Its voice, or the person who that is, is called so; `*` stands for any letters.
    Speaker(String),
    /// An interviewer says it.
    Interviewer,
    /// It stands in one of these groups.
    Group(Box<Groups>, u16),
    /// It is one of these people's, or its source is of one of these other cases.
    Case(HashSet<CaseId>),
    /// It is a memo, of this kind.
    Memo(Option<MemoKind>),
    /// It stands under a heading that is so called; `*` stands for any letters.
    Heading(String),
    /// An interviewer's last words before it are met by this search.
    Answers(Box<Question>),
    /// It is met by this search itself.
    With(Box<Question>),
    /// It always is.
    Always,
}

/// What is asked of a question, so that what answers it is found.
pub(super) struct Question {
    pub node: Node,
    pub lexicon: RefCell<Lexicon>,
    /// Whether the entry looked at last, by its source and where it begins, is met.
    pub last: Cell<Option<(SourceId, usize, bool)>>,
}

impl Question {
    /// Makes a search of questions ready.
    pub fn new(search: &str, corpus: &Corpus) -> Result<Self, Wrong> {
        let mut lexicon = Lexicon::new();
        let node = ready(&parse(search)?, corpus, &mut lexicon)?;
        Ok(Self { node, lexicon: RefCell::new(lexicon), last: Cell::new(None) })
    }
}

/// What is coded with one of these codes by one of these coders; nothing means any.
#[derive(Clone, Default)]
pub(super) struct Coded {
    pub codes: Option<HashSet<CodeId>>,
    pub coders: Option<HashSet<CoderId>>,
}

impl Search {
    /// Makes a search ready; says what is wrong with it, and where.
    pub fn new(search: &str, corpus: &Corpus) -> Result<Self, Wrong> {
        Self::of(&parse(search)?, corpus)
    }

    /// The same of what was read already.
    pub(super) fn of(ask: &Ask, corpus: &Corpus) -> Result<Self, Wrong> {
        let mut lexicon = Lexicon::new();
        let memos = asks_for_memos(ask);
        if memos {
            says_of_memos(ask)?;
        }
        let node = ready(ask, corpus, &mut lexicon)?;
        Ok(Self { node, lexicon, memos })
    }

    /// What finds every entry that a search could find words in: those that its fields let through. See [`Ask::frame`].
    pub fn frame(search: &str, corpus: &Corpus) -> Result<Self, Wrong> {
        let mut lexicon = Lexicon::new();
        let frame = parse(search)?.frame();
        let node = frame.map_or(Ok(Node::Asked(Asked::Always)), |ask| ready(&ask, corpus, &mut lexicon))?;
        Ok(Self { node, lexicon, memos: false })
    }

    /// What finds every entry.
    pub fn everything() -> Self {
        Self { node: Node::Asked(Asked::Always), lexicon: Lexicon::new(), memos: false }
    }

    /// Whether memos are searched, and not what was said.
    pub fn is_in_memos(&self) -> bool {
        self.memos
    }
}

fn asks_for_memos(ask: &Ask) -> bool {
    match ask {
        Ask::Field { name, .. } => name == fields::MEMO,
        Ask::And(list) | Ask::Or(list) => list.iter().any(asks_for_memos),
        Ask::Near(a, b, _) => asks_for_memos(a) || asks_for_memos(b),
        Ask::Not(_) | Ask::Word(_) | Ask::Phrase { .. } => false,
    }
}

/// Whether all that is asked can be asked of a memo.
fn says_of_memos(ask: &Ask) -> Result<(), Wrong> {
    match ask {
        Ask::Field { name, value, at, .. } => fields::of_memos(name, value, *at),
        Ask::And(list) | Ask::Or(list) => list.iter().try_for_each(says_of_memos),
        Ask::Near(a, b, _) => says_of_memos(a).and_then(|()| says_of_memos(b)),
        Ask::Not(inner) => says_of_memos(inner),
        Ask::Word(_) | Ask::Phrase { .. } => Ok(()),
    }
}

fn ready(ask: &Ask, corpus: &Corpus, lexicon: &mut Lexicon) -> Result<Node, Wrong> {
    let mut all = |list: &[Ask]| list.iter().map(|ask| ready(ask, corpus, lexicon)).collect::<Result<Vec<_>, _>>();
    Ok(match ask {
        Ask::And(list) => Node::And(one_place(all(list)?)),
        Ask::Or(list) => Node::Or(all(list)?),
        Ask::Word(word) => Node::Word(lexicon.add(word)),
        Ask::Phrase { words, between } => Node::Phrase(words.iter().map(|word| lexicon.add(word)).collect(), *between),
        Ask::Not(inner) => Node::Not(Box::new(ready(inner, corpus, lexicon)?)),
        Ask::Near(a, b, reach) => Node::Near(Box::new(ready(a, corpus, lexicon)?), Box::new(ready(b, corpus, lexicon)?), *reach),
        Ask::Field { name, value, at, from } => fields::ready(corpus, name, value, *at, *from)?,
    })
}

/// A code and a coder side by side are one coding's.
fn one_place(list: Vec<Node>) -> Vec<Node> {
    let mut made: Vec<Node> = Vec::new();
    for node in list {
        let fits = |one: &mut Node| match (one, &node) {
            (Node::Coded(a), Node::Coded(b)) if a.codes.is_none() && b.coders.is_none() || a.coders.is_none() && b.codes.is_none() => {
                a.codes = a.codes.take().or_else(|| b.codes.clone());
                a.coders = a.coders.take().or_else(|| b.coders.clone());
                true
            }
            _ => false,
        };
        if !made.iter_mut().any(fits) {
            made.push(node);
        }
    }
    made
}
