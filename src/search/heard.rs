//! One entry being searched: its words, and what of them a search finds.

use super::ask::{Asked, Coded, Node};
use super::grammar::Reach;
use super::sought::Lexicon;
use std::ops::Range;

/// Words of an entry from one place up to another.
pub(super) type Run = (u32, u32);

/// The words of an entry, and at which places the sought ones stand.
#[derive(Default)]
pub(super) struct Heard {
    pub words: Vec<Range<usize>>,
    /// Of each sought word.
    pub places: Vec<Vec<u32>>,
}

/// What is known of an entry beside its words.
pub(super) trait Around {
    /// Whether something said of the entry as a whole is so.
    fn is(&self, asked: &Asked) -> bool;
    /// The bytes of its text that are coded so, sorted; nothing where codes say something of the whole alone, as of a memo.
    fn coded(&self, coded: &Coded) -> Vec<Range<usize>>;
    /// The paragraph at a byte of its text.
    fn paragraph(&self, byte: usize) -> Option<usize>;
}

impl Heard {
    /// Takes in the words of an entry, which lie in `self.words`.
    pub fn hear(&mut self, text: &str, lexicon: &mut Lexicon) {
        self.places.resize_with(lexicon.len(), Vec::new);
        self.places.iter_mut().for_each(Vec::clear);
        for (at, range) in self.words.iter().enumerate() {
            let word = &text[range.clone()];
            for number in lexicon.numbers(word).iter().filter(|number| lexicon.is_written(**number, word)) {
                self.places[usize::from(*number)].push(at as u32);
            }
        }
    }

    /// What a search finds in the entry, sorted; empty where it is met by something that is no word, nothing where it is not met.
    pub fn runs(&self, node: &Node, around: &dyn Around) -> Option<Vec<Run>> {
        let some = |runs: Vec<Run>| if runs.is_empty() { None } else { Some(runs) };
        match node {
            Node::Word(number) => some(self.places[*number].iter().map(|at| (*at, at + 1)).collect()),
            Node::Phrase(numbers, between) => some(self.phrase(numbers, *between)),
            Node::Near(a, b, reach) => {
                let (a, b) = (self.runs(a, around)?, self.runs(b, around)?);
                let paragraph = |run: &Run| match reach {
                    Reach::Paragraph => around.paragraph(self.words[run.0 as usize].start),
                    _ => None,
                };
                let within = if let Reach::Words(words) = reach { *words } else { u32::MAX };
                let near = |own: &[Run], other: &[Run]| near(own, other, within, &paragraph);
                some(sorted([near(&a, &b), near(&b, &a)].concat()))
            }
            Node::Or(list) => {
                let found: Vec<Vec<Run>> = list.iter().filter_map(|node| self.runs(node, around)).collect();
                if found.is_empty() { None } else { Some(sorted(found.concat())) }
            }
            Node::Not(inner) => {
                if self.runs(inner, around).is_some() {
                    None
                } else {
                    Some(Vec::new())
                }
            }
            Node::Asked(asked) => around.is(asked).then(Vec::new),
            Node::Coded(coded) => some(self.within(&around.coded(coded))),
            Node::And(list) => self.all(list, around),
        }
    }

    /// What all of these find: the hits of each; of them those that lie in what is coded so, and none in what is not to be coded so.
    fn all(&self, list: &[Node], around: &dyn Around) -> Option<Vec<Run>> {
        let mut runs = Vec::new();
        let (mut inside, mut outside) = (Vec::new(), Vec::new());
        for node in list {
            match node {
                Node::Coded(coded) => inside.push(around.coded(coded)),
                Node::Not(inner) if matches!(**inner, Node::Coded(_)) => {
                    if let Node::Coded(coded) = &**inner {
                        outside.extend(around.coded(coded));
                    }
                }
                other => runs.extend(self.runs(other, around)?),
            }
        }
        let words = !runs.is_empty();
        let mut runs = sorted(runs);
        if !words {
            match inside.pop() {
                Some(coded) => runs = self.within(&coded),
                None if outside.is_empty() => return Some(runs),
                None => runs.push((0, self.words.len() as u32)),
            }
        }
        runs.retain(|run| inside.iter().all(|coded| self.touches(*run, coded)) && !self.touches(*run, &outside));
        if runs.is_empty() { None } else { Some(runs) }
    }

    fn bytes(&self, run: Run) -> Range<usize> {
        match self.words.get(run.0 as usize..run.1 as usize) {
            Some([first, .., last]) => first.start..last.end,
            Some([only]) => only.clone(),
            _ => 0..0,
        }
    }

    fn touches(&self, run: Run, coded: &[Range<usize>]) -> bool {
        let bytes = self.bytes(run);
        coded.iter().any(|coded| coded.start < bytes.end && bytes.start < coded.end)
    }

    /// The words in ranges of bytes.
    fn within(&self, coded: &[Range<usize>]) -> Vec<Run> {
        let run = |coded: &Range<usize>| {
            let from = self.words.partition_point(|word| word.end <= coded.start) as u32;
            let to = self.words.partition_point(|word| word.start < coded.end) as u32;
            (from < to).then_some((from, to))
        };
        sorted(coded.iter().filter_map(run).collect())
    }

    /// The shortest runs that hold these words in order, with so many others among them at most.
    pub fn phrase(&self, numbers: &[usize], between: u32) -> Vec<Run> {
        let Some((first, rest)) = numbers.split_first() else { return Vec::new() };
        let mut runs: Vec<Run> = Vec::new();
        for start in &self.places[*first] {
            let mut last = *start;
            let whole = rest.iter().all(|number| {
                let places = &self.places[*number];
                let next = places.get(places.partition_point(|at| *at <= last)).copied();
                last = next.unwrap_or(last);
                next.is_some()
            });
            if whole && last - start < numbers.len() as u32 + between {
                // One that ends in the same place holds this one.
                runs.retain(|run| run.1 != last + 1);
                runs.push((*start, last + 1));
            }
        }
        runs
    }
}

fn sorted(mut runs: Vec<Run>) -> Vec<Run> {
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// The runs of `own` that have one of `other` beside them: fewer than `within` words between, and in the same place.
fn near(own: &[Run], other: &[Run], within: u32, place: &dyn Fn(&Run) -> Option<usize>) -> Vec<Run> {
    let mut ends: Vec<Run> = other.to_vec();
    ends.sort_unstable_by_key(|run| run.1);
    let beside = |run: &&Run| {
        let after = other.get(other.partition_point(|one| one.0 < run.1)).filter(|one| one.0 - run.1 < within);
        let before = ends[..ends.partition_point(|one| one.1 <= run.0)].last().filter(|one| run.0 - one.1 < within);
        [after, before].into_iter().flatten().any(|one| place(one) == place(run))
    };
    own.iter().filter(beside).copied().collect()
}
