//! Memos as they are gone through: by kind, by who wrote them, by what became of them, by what they are about, by their words.

use super::Corpus;
use crate::model::*;
use crate::text::caseless;
use std::cmp::Reverse;
use std::collections::HashSet;

/// What memos are about, with what lies under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Matter {
    /// A code, the codes below it, and what is coded with them. Links count as what a memo is on.
    Code(CodeId),
    /// A case and the cases below it.
    Case(CaseId),
    /// A source, its passages and what is coded in it.
    Source(SourceId),
}

/// In what order memos stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum MemoOrder {
    /// Kind by kind, the newest of each first.
    #[default]
    Kind,
    /// The newest first.
    Newest,
    /// The oldest first.
    Oldest,
    /// As they were begun, whenever they were written last: for lists that stay as they are.
    Written,
}

impl MemoOrder {
    /// The orders that are offered.
    pub const ALL: [Self; 3] = [Self::Kind, Self::Newest, Self::Oldest];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Kind => "by kind",
            Self::Newest => "newest first",
            Self::Oldest => "oldest first",
            Self::Written => "as they were begun",
        }
    }
}

/// Which memos are wanted; what is empty leaves none out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemoQuery {
    /// Kinds.
    pub kinds: Vec<MemoKind>,
    /// Who wrote them.
    pub coders: Vec<CoderId>,
    /// What became of them.
    pub state: Option<MemoState>,
    /// What they are about.
    pub about: Option<Matter>,
    /// Words that all stand in title or text, in any order; those in quotation marks stand together.
    pub words: String,
    /// The earliest time that they were written at.
    pub since: Option<Time>,
}

impl MemoQuery {
    /// The memos that are wanted, in this order.
    pub fn find<'a>(&self, corpus: &'a Corpus, order: MemoOrder) -> Vec<&'a Memo> {
        let about = self.about.map(|matter| About::new(corpus, matter));
        let words = sought(&self.words);
        let wanted = |memo: &&Memo| {
            (self.kinds.is_empty() || self.kinds.contains(&memo.kind))
                && (self.coders.is_empty() || self.coders.contains(&memo.coder))
                && self.state.is_none_or(|state| corpus.memo_state(memo.id) == state)
                && self.since.is_none_or(|since| memo.at >= since)
                && about.as_ref().is_none_or(|about| about.takes(corpus, memo))
                && (words.is_empty() || holds(memo, &words))
        };
        let mut list: Vec<&Memo> = corpus.memos.iter().filter(wanted).collect();
        match order {
            MemoOrder::Newest => list.sort_by_key(|memo| Reverse((memo.at, memo.id))),
            MemoOrder::Oldest => list.sort_by_key(|memo| (memo.at, memo.id)),
            // The corpus has them so.
            MemoOrder::Written => {}
            MemoOrder::Kind => list.sort_by_key(|memo| (MemoKind::ALL.iter().position(|kind| *kind == memo.kind), Reverse((memo.at, memo.id)))),
        }
        list
    }
}

/// What lies under a matter.
struct About {
    codes: HashSet<CodeId>,
    cases: HashSet<CaseId>,
    source: Option<SourceId>,
}

impl About {
    fn new(corpus: &Corpus, matter: Matter) -> Self {
        let (mut codes, mut cases, mut source) = (HashSet::new(), HashSet::new(), None);
        match matter {
            Matter::Code(id) => codes.extend(corpus.family(id)),
            Matter::Source(id) => source = Some(id),
            Matter::Case(id) => cases = corpus.cases_below(&HashSet::from([id])),
        }
        Self { codes, cases, source }
    }

    fn takes(&self, corpus: &Corpus, memo: &Memo) -> bool {
        corpus.subjects_of(memo).any(|subject| self.is(corpus, subject))
    }

    fn is(&self, corpus: &Corpus, subject: Subject) -> bool {
        match subject {
            Subject::Project => false,
            Subject::Source(id) | Subject::Passage(id, ..) => self.source == Some(id),
            Subject::Code(id) => self.codes.contains(&id),
            Subject::Case(id) => self.cases.contains(&id),
            Subject::Coding(id) => {
                corpus.any_coding(id).is_some_and(|coding| self.codes.contains(&coding.code) || self.source == Some(coding.source))
            }
        }
    }
}

fn small(words: &str) -> String {
    words.chars().flat_map(caseless).collect()
}

/// The words of a filter, in small letters; those in quotation marks as one.
fn sought(words: &str) -> Vec<String> {
    let (mut list, mut quoted) = (Vec::new(), false);
    for part in words.split(['"', '“', '”', '„', '«', '»']) {
        match quoted {
            true => list.push(crate::text::on_one_line(part)),
            false => list.extend(part.split_whitespace().map(str::to_owned)),
        }
        quoted = !quoted;
    }
    list.retain(|word| !word.is_empty());
    list.iter().map(|word| small(word)).collect()
}

fn holds(memo: &Memo, words: &[String]) -> bool {
    let text = small(&crate::text::on_one_line(format!("{} {}", memo.title, memo.body)));
    words.iter().all(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sought_in_any_order_and_phrases_together() {
        assert_eq!(sought("Money “who  pays” TRUST"), ["money", "who pays", "trust"]);
        assert_eq!(sought(" \"open phrase"), ["open phrase"]);
        let memo = |title: &str, body: &str| Memo {
            id: MemoId::from_bytes([1; 16]),
            subject: Subject::Project,
            kind: MemoKind::Analytic,
            title: title.into(),
            body: body.into(),
            coder: CoderId::from_bytes([2; 16]),
            at: Time(0),
        };
        let memo = memo("On trust", "Who\npays, and with whose money?");
        for (words, found) in [("money trust", true), ("\"who pays\"", true), ("\"pays who\"", false), ("", true), ("coal", false)] {
            assert_eq!(holds(&memo, &sought(words)), found, "{words}");
        }
    }
}
