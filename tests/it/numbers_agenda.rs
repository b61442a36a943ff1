//! The parts of a meeting's agenda against a plain reckoning over random studies that were coded, settled and redefined by several people.

use crate::disagreements::plainly;
use crate::support::{Dice, corpus, import, interview};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::time::Duration;
use themata::analysis::{Corpus, MemoQuery};
use themata::export::{AgendaItem, AgendaOptions, AgendaPart, agenda};
use themata::model::*;
use themata::project::{CodeWords, LinkDraft, MemoDraft, NewCoding, Project, Reader, Settling, Template, TemplateCode};

const CODERS: [&str; 3] = ["BP", "AR", "SK"];
/// Steps in a study, and the one behind which a meeting was held.
const STEPS: usize = 26;
const MEETING: usize = 13;

/// What somebody settled of a passage: by whom, as what, when.
#[derive(Clone, Copy)]
struct Word {
    coder: usize,
    is: (Ruling, Option<CodeId>),
    at: usize,
}

/// A passage that is settled under a link, with the last word of each.
struct Settled {
    place: (SourceId, CodeId, CodeId),
    span: Span,
    words: Vec<Word>,
}

/// What was done, written down beside the project.
#[derive(Default)]
struct Record {
    memos: Vec<(MemoId, MemoKind, bool, usize)>,
    /// What codes were said to include, since when.
    said: HashMap<CodeId, Vec<(usize, String)>>,
    /// When codings were made, and when somebody judged them last.
    made: HashMap<CodingId, usize>,
    judged: HashMap<CodingId, usize>,
    settled: Vec<Settled>,
}

struct Study {
    project: Project,
    reader: Reader,
    first: FrameworkId,
    second: FrameworkId,
    links: Vec<(CodeId, CodeId)>,
    crosswalk: CrosswalkId,
    record: Record,
    meeting: Time,
}

fn begun(path: &Path) -> Study {
    let code = |name: &str, children: Vec<TemplateCode>| TemplateCode { name: name.into(), children, ..TemplateCode::default() };
    let mut project = Project::create(path, "Meeting").unwrap();
    project.be_coder("BP", "Bo").unwrap();
    let codes = vec![code("Trust", vec![code("Rivalry", vec![])]), code("Money", vec![])];
    let first = project.add_framework(&Template { name: "Working".into(), codes, ..Template::default() }).unwrap().value;
    let codes = vec![code("Law 1", vec![]), code("Law 2", vec![])];
    let second = project.add_framework(&Template { name: "Laws".into(), codes, ..Template::default() }).unwrap().value;
    let words = "We waited a long time for the money, and nobody trusted anybody until it came.";
    import(&mut project, None, vec![interview("N1", &["How was it?", words]), interview("N2", &["And then?", words])]).unwrap();
    let now = corpus(path);
    let named = |name: &str| now.codes().iter().find(|code| code.name == name).unwrap().id;
    let links = vec![(named("Rivalry"), named("Law 1")), (named("Rivalry"), named("Law 2")), (named("Money"), named("Law 2"))];
    let drafts: Vec<LinkDraft> = links.iter().map(|(from, to)| LinkDraft { from: *from, to: Some(*to), reason: String::new() }).collect();
    let crosswalk = project.map_codes(first, second, &drafts).unwrap().value;
    let said = now.codes().iter().map(|code| (code.id, vec![(0, String::new())])).collect();
    let record = Record { said, ..Record::default() };
    Study { project, reader: Reader::open(path).unwrap(), first, second, links, crosswalk, record, meeting: Time(0) }
}

/// The runs of a code in a source, letter by letter, whoever coded them, each with its codings.
fn runs(now: &Corpus, source: SourceId, code: CodeId) -> Vec<(Span, Vec<&Coding>)> {
    let here: Vec<&Coding> = now.codings_of(source).iter().filter(|coding| coding.code == code).collect();
    let mut list: Vec<(Span, Vec<&Coding>)> = Vec::new();
    for coding in here {
        match list.last_mut().filter(|(span, _)| coding.span.start <= span.end) {
            Some((span, codings)) => {
                span.end = span.end.max(coding.span.end);
                codings.push(coding);
            }
            None => list.push((coding.span, vec![coding])),
        }
    }
    list
}

impl Study {
    fn step(&mut self, at: usize, dice: &mut Dice) {
        std::thread::sleep(Duration::from_millis(2));
        if at == MEETING {
            self.meeting = Time::now();
        }
        let (now, who) = (self.reader.corpus().unwrap(), dice.below(CODERS.len()));
        self.project.be_coder(CODERS[who], "").unwrap();
        let codes: Vec<CodeId> = now.codes().iter().map(|code| code.id).collect();
        let codings: Vec<CodingId> = now.codings().map(|coding| coding.id).collect();
        let code = *dice.pick(&codes).unwrap();
        match dice.below(14) {
            0..6 => {
                let (source, start) = (dice.pick(now.sources()).unwrap().id, dice.below(60) as u32);
                let span = Span::new(start, start + 1 + dice.below(24) as u32);
                let made = self.project.apply_codes(&[NewCoding { source, span, code }]).unwrap().value;
                let known: BTreeSet<CodingId> = codings.into_iter().collect();
                for id in made.into_iter().filter(|id| !known.contains(id)) {
                    self.record.made.insert(id, at);
                    self.record.judged.insert(id, at);
                }
            }
            6 | 7 => {
                let words = ["", "goodwill", "ill will"][dice.below(3)].to_owned();
                let _ = self.project.define_code(code, CodeWords { include: Some(words.clone()), ..CodeWords::default() });
                let said = self.record.said.get_mut(&code).unwrap();
                if said.last().unwrap().1 != words {
                    said.push((at, words));
                }
            }
            8 => {
                if let Some(id) = dice.pick(&codings) {
                    let _ = self.project.recode(&[*id], code);
                    if now.coding(*id).unwrap().code != code {
                        self.record.judged.insert(*id, at);
                    }
                }
            }
            9 => {
                if let Some(id) = dice.pick(&codings) {
                    self.project.look_again(&[*id]).unwrap();
                    self.record.judged.insert(*id, at);
                }
            }
            10 => {
                let kind = *dice.pick(MemoKind::ALL).unwrap();
                let draft = MemoDraft { subject: Subject::Project, kind, title: String::new(), body: "So.".into() };
                let id = self.project.add_memo(draft).unwrap().value;
                self.record.memos.push((id, kind, false, at));
            }
            11 => {
                if let Some(of) = (!self.record.memos.is_empty()).then(|| dice.below(self.record.memos.len())) {
                    let (id, _, settled, _) = &mut self.record.memos[of];
                    let state = if *settled { MemoState::Open } else { MemoState::Settled };
                    *settled = !*settled;
                    self.project.settle_memos(&[*id], state).unwrap();
                }
            }
            _ => self.settle(&now, (at, who), dice),
        }
    }

    fn settle(&mut self, now: &Corpus, (at, who): (usize, usize), dice: &mut Dice) {
        let of = |source: &Source| {
            let here = self.links.iter().flat_map(|(from, to)| runs(now, source.id, *from).into_iter().map(move |run| (*from, *to, run.0)));
            here.map(|(from, to, span)| (source.id, from, to, span)).collect::<Vec<_>>()
        };
        let all: Vec<(SourceId, CodeId, CodeId, Span)> = now.sources().iter().flat_map(of).collect();
        let Some((source, from, to, span)) = dice.pick(&all).copied() else { return };
        let other = self.links.iter().map(|link| link.1).find(|code| *code != to);
        let is = [(Ruling::Accepted, None), (Ruling::Rejected, None), (Ruling::Moved, other)][dice.below(3)];
        let settling = Settling { passage: now.passage(source, span).unwrap(), from, to, ruling: Some(is.0), moved: is.1 };
        self.project.settle_passages(self.crosswalk, &[settling], "so").unwrap();
        let word = Word { coder: who, is, at };
        let here: Vec<usize> = (0..self.record.settled.len())
            .filter(|at| self.record.settled[*at].place == (source, from, to) && self.record.settled[*at].span.overlaps(span))
            .collect();
        // It takes the place of what it overlaps.
        match here.first() {
            None => self.record.settled.push(Settled { place: (source, from, to), span, words: vec![word] }),
            Some(first) => {
                let outdated = self.redefined((from, to), self.record.settled[*first].words.last().unwrap()).is_some();
                let old = &mut self.record.settled[*first];
                if outdated || old.span != span || old.words.last().unwrap().is != is {
                    old.span = span;
                    old.words.retain(|word| word.coder != who);
                    old.words.push(word);
                }
                here[1..].iter().rev().for_each(|gone| drop(self.record.settled.remove(*gone)));
            }
        }
    }

    /// When a code of what was settled became what it is, where that was after it was settled and it was said to be something else then.
    fn redefined(&self, (from, to): (CodeId, CodeId), word: &Word) -> Option<usize> {
        let since = |code: CodeId| {
            let said = &self.record.said[&code];
            let then = said.iter().rfind(|(at, _)| *at <= word.at).map(|(_, words)| words);
            said.last().filter(|(_, now)| Some(now) != then).map(|(at, _)| *at)
        };
        [Some(from), Some(to), word.is.1].into_iter().flatten().filter_map(since).max()
    }

    fn memos(&self, since: usize) -> BTreeMap<&'static str, usize> {
        counted(self.record.memos.iter().filter(|(_, _, settled, at)| !settled && *at >= since).map(|(_, kind, ..)| kind.name()))
    }

    fn coding(&self, now: &Corpus, only: Option<FrameworkId>, since: Option<Time>) -> BTreeMap<&'static str, usize> {
        let of = [self.first, self.second].into_iter().filter(|id| only.is_none_or(|only| only == *id));
        let places = of.flat_map(|id| now.sources().iter().flat_map(move |source| plainly(now, id, source.id)));
        let lately = places.filter(|place| since.is_none_or(|since| place.last >= since));
        let given = |codes: &[CodeId]| codes.to_vec();
        let kind = |place: themata::analysis::Disagreement| {
            let said: BTreeSet<Vec<CodeId>> = place.said.iter().map(|(_, codes)| given(codes)).filter(|codes| !codes.is_empty()).collect();
            if said.len() > 1 { "different codes" } else { "left out by some" }
        };
        counted(lately.map(kind))
    }

    fn crosswalk(&self, now: &Corpus, since: usize) -> BTreeMap<&'static str, usize> {
        let mut kinds = Vec::new();
        for (source, (from, to)) in now.sources().iter().flat_map(|source| self.links.iter().map(move |link| (source.id, *link))) {
            for (span, codings) in runs(now, source, from) {
                let here = || self.record.settled.iter().filter(move |one| one.place == (source, from, to) && one.span.overlaps(span));
                let last = |one: &&Settled| one.words.last().unwrap().at;
                let holds = here().filter(|one| one.span.start <= span.start && span.end <= one.span.end).max_by_key(last);
                let known = holds.or_else(|| here().max_by_key(last));
                let redefined = known.and_then(|one| self.redefined((from, to), one.words.last().unwrap()));
                let at = codings.iter().map(|coding| self.record.made[&coding.id]).chain(known.as_ref().map(last)).chain(redefined).max().unwrap();
                let differs = known.is_some_and(|one| {
                    let word = one.words.last().unwrap();
                    one.words.iter().any(|other| other.coder != word.coder && other.is != word.is)
                });
                let kind = match (differs, holds.is_some(), known.is_some()) {
                    (true, ..) => "settled differently",
                    (_, true, _) if redefined.is_some() => "redefined since it was settled",
                    (_, true, _) => continue,
                    (_, _, true) => "grown since it was settled",
                    _ => "open",
                };
                kinds.extend(Some(kind).filter(|_| at >= since));
            }
        }
        counted(kinds.into_iter())
    }

    fn again(&self, now: &Corpus, only: Option<FrameworkId>, since: usize) -> BTreeMap<&'static str, usize> {
        let due = |coding: &&Coding| {
            let said = &self.record.said[&coding.code];
            let seen = self.record.judged[&coding.id];
            let then = said.iter().rfind(|(at, _)| *at <= seen).map(|(_, words)| words);
            then != said.last().map(|(_, words)| words) && said.last().unwrap().0 >= since
        };
        let of = |coding: &&Coding| only.is_none_or(|only| now.code(coding.code).unwrap().framework == only);
        counted(now.codings().filter(of).filter(due).map(|_| "redefined"))
    }
}

fn counted(kinds: impl Iterator<Item = &'static str>) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    kinds.for_each(|kind| *counts.entry(kind).or_default() += 1);
    counts
}

#[test]
fn every_part_of_an_agenda_is_counted_as_by_hand() {
    let dir = tempfile::tempdir().unwrap();
    let mut met: BTreeMap<&str, usize> = BTreeMap::new();
    for seed in 0..50 {
        let mut study = begun(&dir.path().join(format!("{seed}.themata")));
        let mut dice = Dice(seed);
        (1..=STEPS).for_each(|at| study.step(at, &mut dice));
        let reader = &study.reader;
        let now = reader.corpus().unwrap();
        for (only, lately) in [(None, false), (Some(study.first), false), (Some(study.second), false), (None, true)] {
            let (since, begins) = if lately { (Some(study.meeting), MEETING) } else { (None, 0) };
            for most in [1_000, 2] {
                let memos = MemoQuery { state: Some(MemoState::Open), ..MemoQuery::default() };
                let options = AgendaOptions { memos, framework: only, since, most, ..AgendaOptions::default() };
                let made = agenda(reader, &now, &reader.texts(&now), &options).unwrap();
                let plain = [
                    (AgendaPart::Memos, study.memos(begins)),
                    (AgendaPart::Coding, study.coding(&now, only, since)),
                    (AgendaPart::Crosswalks, study.crosswalk(&now, begins)),
                    (AgendaPart::Again, study.again(&now, only, begins)),
                ];
                for (part, kinds) in plain {
                    let list = made.lists.iter().find(|list| list.part == part);
                    let (items, more) = list.map_or((&[][..], 0), |list| (&list.items[..], list.more));
                    let (all, what) = (kinds.values().sum::<usize>(), format!("seed {seed}, {only:?}, {lately}, {most}: {}", part.name()));
                    assert_eq!((items.len(), items.len() + more), (all.min(most), all), "{what}");
                    if most > 2 {
                        assert_eq!(counted(items.iter().map(|item: &AgendaItem| item.kind)), kinds, "{what}");
                        kinds.iter().for_each(|(kind, count)| *met.entry(kind).or_default() += count);
                    }
                }
            }
        }
    }
    for kind in ["different codes", "left out by some", "settled differently", "grown since it was settled", "open", "redefined"] {
        assert!(met.get(kind).is_some_and(|count| *count > 20), "{kind}: {met:?}");
    }
}
