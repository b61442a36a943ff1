//! One entry being searched: its words, and what of them a search finds.

use super::ask::{Asked, Coded, Node};
use super::grammar::Reach;
use super::sought::Lexicon;
use std::collections::HashMap;
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

/// What is known of something that asks for codes.
struct Judged {
    /// What it finds by itself.
    found: Option<Vec<Run>>,
    /// What of that is found in words.
    worded: Vec<Run>,
    /// Where hits beside it may lie.
    held: Held,
}

impl Node {
    /// Whether it says of the place of hits beside it, by codes, whether they are some. Words that stand in brackets with codes are found by themselves.
    fn has_codes(&self) -> bool {
        match self {
            Self::Coded(_) => true,
            Self::Or(list) => list.iter().any(Self::has_codes),
            Self::And(list) => list.iter().all(Self::has_codes),
            Self::Not(inner) => inner.names_codes(),
            _ => false,
        }
    }

    /// Whether codes stand anywhere in it.
    fn names_codes(&self) -> bool {
        match self {
            Self::Coded(_) => true,
            Self::And(list) | Self::Or(list) => list.iter().any(Self::names_codes),
            Self::Not(inner) => inner.names_codes(),
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
                    // Nothing is beside itself.
                    Reach::Turn => own.iter().filter(|run| other.iter().take(2).any(|one| one != *run)).copied().collect(),
                    Reach::Words(words) => near(own, other, *words),
                    Reach::Paragraph => {
                        let paragraph = |run: &Run| around.paragraph(self.words[run.0 as usize].start);
                        let mut there: HashMap<Option<usize>, (Run, bool)> = HashMap::new();
                        for run in other {
                            let known = there.entry(paragraph(run)).or_insert((*run, false));
                            known.1 |= known.0 != *run;
                        }
                        let beside = |run: &&Run| there.get(&paragraph(run)).is_some_and(|(one, several)| *several || one != *run);
                        own.iter().filter(beside).copied().collect()
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
        let coded: Vec<Judged> = list.iter().filter(|node| node.has_codes()).map(|node| self.judged(node, around)).collect();
        match coded.is_empty() {
            true => Some(sorted(runs)),
            false => self.held_to(runs, &coded),
        }
    }

    /// Of hits, or where there are none of what is coded so, those that lie where codes say.
    fn held_to(&self, mut runs: Vec<Run>, coded: &[Judged]) -> Option<Vec<Run>> {
        if runs.is_empty() {
            let mut said = coded.iter().filter(|judged| !matches!(judged.held, Held::Not(_)));
            runs = match said.next() {
                Some(first) => said.try_fold(first.found.clone()?, |runs, judged| Some(self.shared(&runs, judged.found.as_ref()?)))?,
                None => vec![(0, self.words.len() as u32)],
            };
        } else {
            coded.iter().for_each(|judged| runs.extend(&judged.worded));
        }
        let mut runs = sorted(runs);
        runs.retain(|run| coded.iter().all(|judged| self.holds(&judged.held, *run)));
        if runs.is_empty() { None } else { Some(runs) }
    }

    /// All that has to be known of something that asks for codes, looked at once: brackets within brackets would else double the work.
    fn judged(&self, node: &Node, around: &dyn Around) -> Judged {
        match node {
            Node::Coded(coded) => {
                let ranges = around.coded(coded);
                let found = self.within(&ranges);
                Judged { found: if found.is_empty() { None } else { Some(found) }, worded: Vec::new(), held: Held::In(ranges) }
            }
            Node::Or(list) if node.has_codes() => {
                let all: Vec<Judged> = list.iter().map(|node| self.judged(node, around)).collect();
                let found: Vec<Run> = all.iter().filter_map(|judged| judged.found.as_ref()).flatten().copied().collect();
                let met = all.iter().any(|judged| judged.found.is_some());
                let worded = all.iter().flat_map(|judged| judged.worded.iter().copied()).collect();
                Judged { found: met.then(|| sorted(found)), worded, held: Held::Any(all.into_iter().map(|judged| judged.held).collect()) }
            }
            Node::And(list) if node.has_codes() => {
                let all: Vec<Judged> = list.iter().map(|node| self.judged(node, around)).collect();
                let found = self.held_to(Vec::new(), &all);
                let worded = if list.iter().all(Node::is_of_codes) { Vec::new() } else { found.clone().unwrap_or_default() };
                Judged { found, worded, held: Held::All(all.into_iter().map(|judged| judged.held).collect()) }
            }
            Node::Not(inner) if inner.names_codes() => {
                let held = self.placed(inner, around);
                let found =
                    if self.words.iter().enumerate().any(|(at, _)| self.holds(&held, (at as u32, at as u32 + 1))) { None } else { Some(Vec::new()) };
                Judged { found, worded: Vec::new(), held: Held::Not(Box::new(held)) }
            }
            other => {
                let found = self.runs(other, around);
                let worded = if matches!(other, Node::Not(_) | Node::Asked(_)) { Vec::new() } else { found.clone().unwrap_or_default() };
                Judged { held: Held::Met(found.is_some()), found, worded }
            }
        }
    }

    /// Where something holds that is not to: each code where it lies, everything else in the whole entry.
    fn placed(&self, node: &Node, around: &dyn Around) -> Held {
        let all = |list: &[Node]| list.iter().map(|node| self.placed(node, around)).collect();
        match node {
            Node::Coded(coded) => Held::In(around.coded(coded)),
            Node::And(list) if node.names_codes() => Held::All(all(list)),
            Node::Or(list) if node.names_codes() => Held::Any(all(list)),
            Node::Not(inner) if inner.names_codes() => Held::Not(Box::new(self.placed(inner, around))),
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

/// The runs of `own` that have one of `other` beside them, with at most so many words between, or over them. None is beside itself.
fn near(own: &[Run], other: &[Run], words: u32) -> Vec<Run> {
    // How far those that begin so early reach at most, and how far without the one that reaches farthest.
    let reach: Vec<(Run, u32)> = (other.iter())
        .scan(((0, 0), 0), |(far, next), run| {
            (*far, *next) = if run.1 > far.1 { (*run, far.1) } else { (*far, run.1.max(*next)) };
            Some((*far, *next))
        })
        .collect();
    let beside = |run: &&Run| {
        let early = other.partition_point(|one| one.0 <= run.1.saturating_add(words));
        early.checked_sub(1).is_some_and(|last| {
            let (far, next) = reach[last];
            let end = if far == **run { next } else { far.1 };
            end > 0 && end.saturating_add(words) >= run.0
        })
    };
    own.iter().filter(beside).copied().collect()
}
