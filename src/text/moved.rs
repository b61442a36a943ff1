//! What stands elsewhere in a corrected text: whole sentences and longer runs of words. What stands more than once is known by its line and by what stands beside it.

use super::pairing::{ANCHOR, Paired, Run, Side, Word, folded, sentences};
use super::words::Tokens;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// Within what words are looked for: the parts of each text that are of the same number.
type Scope<'a> = (&'a dyn Fn(&Word) -> Option<usize>, &'a dyn Fn(&Word) -> Option<usize>);

/// What differs side by side.
const HUNK: Scope = (&|word| Some(word.hunk), &|word| Some(word.hunk));

/// Sentences that read the same, in the old text and in the new one.
type Alike = BTreeMap<usize, (Vec<usize>, Vec<usize>)>;

/// How often three words in a row stand in each text, and where, by the part that they are looked for in.
type Anchors = HashMap<(usize, [u32; ANCHOR]), [(u32, usize); 2]>;

impl Paired<'_> {
    /// Takes what stands in both texts, wherever that is. `same` are the words that did not change at all. First what stands once in both, and,
    /// in lines that are the same line by that, what stands there as often; then what is beside it, or stands once in a hunk.
    pub fn moved(&mut self, same: &[&str], ids: &HashMap<Cow<'_, str>, u32>) -> Vec<Run> {
        let mut runs = self.sentences(same);
        self.at_home(&mut runs);
        self.phrases((&|_| Some(0), &|_| Some(0)), Some((same, ids)), &mut runs);
        self.at_home(&mut runs);
        self.beside(&mut runs, true);
        self.repeated(HUNK, |a, b, words| a == 1 && b == 1 && words >= ANCHOR, &mut runs);
        self.beside(&mut runs, true);
        self.phrases(HUNK, None, &mut runs);
        runs
    }

    /// Takes the sentences that stand once in a hunk where so little differs that nothing has moved.
    pub fn unmoved(&mut self) -> Vec<Run> {
        let mut runs = Vec::new();
        self.repeated(HUNK, |a, b, _| a == 1 && b == 1, &mut runs);
        runs
    }

    /// Takes what stands in the same line of both texts, in whatever order.
    fn at_home(&mut self, runs: &mut Vec<Run>) {
        self.beside(runs, false);
        let homes = self.homes();
        let (line_a, line_b) = (lines(&self.a), lines(&self.b));
        let home: Scope = (&|word| homes[0].get(&line_a[word.unit]).copied(), &|word| homes[1].get(&line_b[word.unit]).copied());
        self.repeated(home, |a, b, _| a == b, runs);
        self.beside(runs, false);
        self.phrases(home, None, runs);
    }

    /// Sentences that stand once in both texts, word for word.
    fn sentences(&mut self, same: &[&str]) -> Vec<Run> {
        let mut known: HashMap<&str, (Vec<usize>, Vec<usize>)> = HashMap::new();
        self.a.units.iter().enumerate().for_each(|(n, unit)| known.entry(unit.reads).or_default().0.push(n));
        self.b.units.iter().enumerate().for_each(|(n, unit)| known.entry(unit.reads).or_default().1.push(n));
        for text in same {
            for unit in sentences(text) {
                known.remove(text[unit].trim());
            }
        }
        let once = known.into_values().filter(|(a, b)| a.len() == 1 && b.len() == 1).map(|(a, b)| (a[0], b[0]));
        let mut pairs: Vec<(usize, usize)> = once.collect();
        pairs.sort_unstable();
        pairs.into_iter().filter_map(|(a, b)| self.take_whole(a, b)).collect()
    }

    /// Takes a sentence as another one, where both read the same and no word of them is taken.
    fn take_whole(&mut self, a: usize, b: usize) -> Option<Run> {
        let (old, new) = (&self.a.units[a], &self.b.units[b]);
        let free = old.words.clone().all(|n| !self.used[n]) && new.words.clone().all(|n| self.from[n].is_none());
        if !free || old.reads != new.reads {
            return None;
        }
        let run = Run { a: old.words.start, b: new.words.start, len: old.words.len(), whole: true };
        self.take(run);
        Some(run)
    }

    /// Takes sentences that stand beside the same one in both texts, and those beside them: in its line, or in the next where both texts go on to another line there.
    fn beside(&mut self, runs: &mut Vec<Run>, over_lines: bool) {
        let mut at = 0;
        while let Some(run) = runs.get(at).copied() {
            at += 1;
            let ends = [(run.a, run.b, false), (run.a + run.len - 1, run.b + run.len - 1, true)];
            for (a, b, on) in ends {
                let (a, b) = (self.a.words[a].unit, self.b.words[b].unit);
                let next = |n: usize| if on { Some(n + 1) } else { n.checked_sub(1) };
                let (Some(c), Some(d)) = (next(a), next(b)) else { continue };
                if c < self.a.units.len() && d < self.b.units.len() && near(&self.a, a, c, over_lines) == near(&self.b, b, d, over_lines) {
                    runs.extend(near(&self.a, a, c, over_lines).and_then(|_| self.take_whole(c, d)));
                }
            }
        }
    }

    /// Which lines of the old text are which of the new one: by the words that are known to be of both, most first. Each pair has a number.
    fn homes(&self) -> [HashMap<usize, usize>; 2] {
        let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for (b, a) in self.from.iter().enumerate().filter_map(|(b, a)| Some((b, (*a)?))) {
            *shared.entry((self.a.units[self.a.words[a].unit].line, self.b.units[self.b.words[b].unit].line)).or_default() += 1;
        }
        let mut list: Vec<((usize, usize), usize)> = shared.into_iter().collect();
        list.sort_by_key(|(_, words)| Reverse(*words));
        // In a hunk of one line on either side there is no other that it could be.
        for (a, b) in self.a.hunks.iter().zip(&self.b.hunks).filter(|(a, b)| !a.is_empty() && !b.is_empty()) {
            let line = |side: &Side, n: usize| side.units[side.words[n].unit].line;
            let (first, last) = ((line(&self.a, a.start), line(&self.b, b.start)), (line(&self.a, a.end - 1), line(&self.b, b.end - 1)));
            list.extend((first == last).then_some((first, 0)));
        }
        let mut homes = [HashMap::new(), HashMap::new()];
        for (number, ((a, b), _)) in list.into_iter().enumerate() {
            if !homes[0].contains_key(&a) && !homes[1].contains_key(&b) {
                homes[0].insert(a, number);
                homes[1].insert(b, number);
            }
        }
        homes
    }

    /// Takes sentences that are left in one part of both texts, in their order, where they stand so often in either as `good` says; it is told
    /// also how many words they have.
    fn repeated(&mut self, scope: Scope, good: impl Fn(usize, usize, usize) -> bool, runs: &mut Vec<Run>) {
        let mut numbers: HashMap<(usize, &str), usize> = HashMap::new();
        let mut alike: Alike = BTreeMap::new();
        for (n, unit) in self.b.units.iter().enumerate().filter(|(_, unit)| unit.words.clone().all(|word| self.from[word].is_none())) {
            let Some(part) = scope.1(&self.b.words[unit.words.start]) else { continue };
            let next = numbers.len();
            alike.entry(*numbers.entry((part, unit.reads)).or_insert(next)).or_default().1.push(n);
        }
        for (n, unit) in self.a.units.iter().enumerate().filter(|(_, unit)| unit.words.clone().all(|word| !self.used[word])) {
            let number = scope.0(&self.a.words[unit.words.start]).and_then(|part| numbers.get(&(part, unit.reads)));
            number.and_then(|number| alike.get_mut(number)).into_iter().for_each(|places| places.0.push(n));
        }
        for (a, b) in alike.into_values() {
            if a.first().is_some_and(|first| good(a.len(), b.len(), self.a.units[*first].words.len())) {
                a.into_iter().zip(b).for_each(|(a, b)| runs.extend(self.take_whole(a, b)));
            }
        }
    }

    /// Takes runs of words that stand once in one part of both texts, as long as they are. Of the whole texts is given also what did not change.
    fn phrases(&mut self, scope: Scope, same: Option<(&[&str], &HashMap<Cow<'_, str>, u32>)>, runs: &mut Vec<Run>) {
        let mut known: Anchors = HashMap::new();
        self.count(&mut known, 0, scope.0, same.is_none());
        self.count(&mut known, 1, scope.1, same.is_none());
        for (text, ids) in same.iter().flat_map(|(same, ids)| same.iter().map(move |text| (*text, *ids))) {
            let all: Vec<u32> = Tokens::new(text).map(|word| ids.get(&folded(&text[word])).copied().unwrap_or(u32::MAX)).collect();
            for words in all.windows(ANCHOR) {
                known.remove(&(0, [words[0], words[1], words[2]]));
            }
        }
        let once = known.into_values().filter(|[a, b]| a.0 == 1 && b.0 == 1);
        let mut places: Vec<(usize, usize)> = once.map(|[a, b]| (b.1, a.1)).collect();
        places.sort_unstable();
        for (b, a) in places {
            if (0..ANCHOR).any(|n| self.used[a + n] || self.from[b + n].is_some()) {
                continue;
            }
            let (mine, theirs) = (self.a.hunks[self.a.words[a].hunk].clone(), self.b.hunks[self.b.words[b].hunk].clone());
            let free = |(n, m): &(usize, usize)| !self.used[*n] && self.from[*m].is_none() && self.a.same(*n, &self.b, *m);
            let back = (mine.start..a).rev().zip((theirs.start..b).rev()).take_while(free).count();
            let on = (a..mine.end).zip(b..theirs.end).take_while(free).count();
            let run = Run { a: a - back, b: b - back, len: back + on, whole: false };
            self.take(run);
            runs.push(run);
        }
    }

    /// Counts three words in a row of one of the texts, all or those that are free.
    fn count(&self, known: &mut Anchors, which: usize, part_of: &dyn Fn(&Word) -> Option<usize>, free: bool) {
        let taken = |n: usize| if which == 0 { self.used[n] } else { self.from[n].is_some() };
        let side = if which == 0 { &self.a } else { &self.b };
        for hunk in &side.hunks {
            for (n, words) in side.words[hunk.clone()].windows(ANCHOR).enumerate() {
                let Some(part) = part_of(&words[0]) else { continue };
                if free && (hunk.start + n..hunk.start + n + ANCHOR).any(taken) {
                    continue;
                }
                let place = &mut known.entry((part, [words[0].id, words[1].id, words[2].id])).or_default()[which];
                *place = (place.0 + 1, hunk.start + n);
            }
        }
    }
}

/// The line of each sentence.
fn lines(side: &Side) -> Vec<usize> {
    side.units.iter().map(|unit| unit.line).collect()
}

/// How two neighbouring sentences lie: in one line, or in two of one hunk where that counts.
fn near(side: &Side, a: usize, b: usize, over_lines: bool) -> Option<bool> {
    let (one, other) = (&side.units[a], &side.units[b]);
    let line = one.line == other.line;
    let hunk = side.words[one.words.start].hunk == side.words[other.words.start].hunk;
    (hunk && (line || over_lines)).then_some(line)
}
