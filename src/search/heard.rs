//! One entry being searched: its words, and what of them a search finds.

use super::ask::{Asked, Coded, Node};
use super::grammar::Reach;
use super::sought::Lexicon;
use std::collections::HashSet;
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

/// Where hits may lie, by codes.
enum Held {
    /// In one of these ranges of bytes.
    In(Vec<Range<usize>>),
    All(Vec<Held>),
    Any(Vec<Held>),
    Not(Box<Held>),
    /// Anywhere in the entry, or nowhere.
    Met(bool),
}

impl Node {
    /// Whether it says of the place of hits beside it, by codes, whether they are some. Words that stand in brackets with codes are found by themselves.
    fn has_codes(&self) -> bool {
        match self {
            Self::Coded(_) => true,
            Self::Or(list) => list.iter().any(Self::has_codes),
            Self::And(list) => list.iter().all(Self::has_codes),
            Self::Not(inner) => inner.is_of_codes(),
            _ => false,
        }
    }

    /// Whether it asks for codes alone.
    fn is_of_codes(&self) -> bool {
        match self {
            Self::Coded(_) => true,
            Self::And(list) | Self::Or(list) => list.iter().all(Self::is_of_codes),
            Self::Not(inner) => inner.is_of_codes(),
            _ => false,
        }
    }
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
                let near = |own: &[Run], other: &[Run]| match reach {
                    Reach::Turn => own.to_vec(),
                    Reach::Words(words) => near(own, other, *words),
                    Reach::Paragraph => {
                        let paragraph = |run: &Run| around.paragraph(self.words[run.0 as usize].start);
                        let there: HashSet<Option<usize>> = other.iter().map(paragraph).collect();
                        own.iter().filter(|run| there.contains(&paragraph(run))).copied().collect()
                    }
                };
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

    /// What all of these find: the hits of each, of them those that lie where codes say. Where no word is asked for, what is coded so is found itself:
    /// of several codes what is coded with all of them.
    fn all(&self, list: &[Node], around: &dyn Around) -> Option<Vec<Run>> {
        let mut runs = Vec::new();
        for node in list.iter().filter(|node| !node.has_codes()) {
            runs.extend(self.runs(node, around)?);
        }
        let coded: Vec<&Node> = list.iter().filter(|node| node.has_codes()).collect();
        if coded.is_empty() {
            return Some(sorted(runs));
        }
        if runs.is_empty() {
            let mut said = coded.iter().filter(|node| !matches!(node, Node::Not(_)));
            runs = match said.next() {
                Some(first) => {
                    let first = self.runs(first, around)?;
                    said.try_fold(first, |runs, node| Some(self.shared(&runs, &self.runs(node, around)?)))?
                }
                None => vec![(0, self.words.len() as u32)],
            };
        } else {
            coded.iter().for_each(|node| runs.extend(self.worded(node, around)));
        }
        let held: Vec<Held> = coded.iter().map(|node| self.held(node, around)).collect();
        let mut runs = sorted(runs);
        runs.retain(|run| held.iter().all(|held| self.holds(held, *run)));
        if runs.is_empty() { None } else { Some(runs) }
    }

    /// What is found in words by something that asks for codes too.
    fn worded(&self, node: &Node, around: &dyn Around) -> Vec<Run> {
        match node {
            Node::Coded(_) | Node::Not(_) | Node::Asked(_) => Vec::new(),
            Node::Or(list) => list.iter().flat_map(|node| self.worded(node, around)).collect(),
            Node::And(list) if list.iter().all(Node::is_of_codes) => Vec::new(),
            other => self.runs(other, around).unwrap_or_default(),
        }
    }

    /// Where hits may lie, made ready.
    fn held(&self, node: &Node, around: &dyn Around) -> Held {
        let all = |list: &[Node]| list.iter().map(|node| self.held(node, around)).collect();
        match node {
            Node::Coded(coded) => Held::In(around.coded(coded)),
            Node::And(list) if node.has_codes() => Held::All(all(list)),
            Node::Or(list) if node.has_codes() => Held::Any(all(list)),
            Node::Not(inner) if inner.is_of_codes() => Held::Not(Box::new(self.held(inner, around))),
            other => Held::Met(self.runs(other, around).is_some()),
        }
    }

    fn holds(&self, held: &Held, run: Run) -> bool {
        match held {
            Held::In(coded) => self.touches(run, coded),
            Held::All(list) => list.iter().all(|held| self.holds(held, run)),
            Held::Any(list) => list.iter().any(|held| self.holds(held, run)),
            Held::Not(inner) => !self.holds(inner, run),
            Held::Met(met) => *met,
        }
    }

    /// The words that are in runs of both.
    fn shared(&self, a: &[Run], b: &[Run]) -> Vec<Run> {
        let covered = |runs: &[Run]| {
            let mut covered = vec![false; self.words.len()];
            let mut end = 0;
            for run in runs {
                // They are sorted, and may overlap.
                (end.max(run.0)..run.1).for_each(|at| covered[at as usize] = true);
                end = end.max(run.1);
            }
            covered
        };
        let (a, b) = (covered(a), covered(b));
        let mut shared: Vec<Run> = Vec::new();
        for at in (0..self.words.len() as u32).filter(|at| a[*at as usize] && b[*at as usize]) {
            match shared.last_mut() {
                Some(last) if last.1 == at => last.1 = at + 1,
                _ => shared.push((at, at + 1)),
            }
        }
        shared
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
        let most = numbers.len() as u32 + between;
        // Where each word was met last: a later start never meets it sooner.
        let mut met = vec![0; rest.len()];
        for start in &self.places[*first] {
            let mut last = *start;
            let whole = rest.iter().zip(&mut met).all(|(number, met)| {
                let places = &self.places[*number];
                while places.get(*met).is_some_and(|at| *at <= last) {
                    *met += 1;
                }
                last = places.get(*met).copied().unwrap_or(u32::MAX);
                last - start < most
            });
            if whole {
                // One that ends in the same place holds this one; ends never fall.
                if runs.last().is_some_and(|run| run.1 == last + 1) {
                    runs.pop();
                }
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

/// The runs of `own` that have one of `other` beside them, with at most so many words between, or over them.
fn near(own: &[Run], other: &[Run], words: u32) -> Vec<Run> {
    // How far those that begin so early reach at most.
    let reach: Vec<u32> = (other.iter())
        .scan(0, |end, run| {
            *end = run.1.max(*end);
            Some(*end)
        })
        .collect();
    let beside = |run: &&Run| {
        let early = other.partition_point(|one| one.0 <= run.1.saturating_add(words));
        early.checked_sub(1).is_some_and(|last| reach[last].saturating_add(words) >= run.0)
    };
    own.iter().filter(beside).copied().collect()
}
