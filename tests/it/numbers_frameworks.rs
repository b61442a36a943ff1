//! What differs between two versions of a framework, and what is coded under it, against a plain reckoning over random studies.

use crate::support::{Dice, corpus, import, interview};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use themata::analysis::{Between, Corpus, between};
use themata::model::*;
use themata::project::{CodeDraft, CodeWords, NewCoding, Place, Project, Reader, Template, TemplateCode};

/// A code as it stood.
type Codes = BTreeMap<CodeId, Code>;

/// What happened to a code: the kind of change, and its path.
type Told = BTreeSet<(&'static str, String)>;

fn begun(path: &Path) -> Project {
    let code = |name: &str, children: Vec<TemplateCode>| TemplateCode { name: name.into(), children, ..TemplateCode::default() };
    let mut project = Project::create(path, "Through time").unwrap();
    project.be_coder("BP", "Bo").unwrap();
    let codes = vec![code("A", vec![code("X", vec![]), code("Y", vec![code("Z", vec![])])]), code("B", vec![code("X", vec![])]), code("C", vec![])];
    project.add_framework(&Template { name: "One".into(), codes, ..Template::default() }).unwrap();
    project.add_framework(&Template { name: "Two".into(), codes: vec![code("D", vec![code("E", vec![])])], ..Template::default() }).unwrap();
    import(&mut project, None, vec![interview("N1", &["How was it?", "We waited."]), interview("N2", &["And?", "Nobody came."])]).unwrap();
    project
}

fn codes_of(now: &Corpus, framework: FrameworkId) -> Codes {
    now.codes().iter().filter(|code| code.framework == framework).map(|code| (code.id, code.clone())).collect()
}

fn path(codes: &Codes, id: CodeId) -> String {
    let line = std::iter::successors(codes.get(&id), |code| code.parent.and_then(|id| codes.get(&id)));
    let names: Vec<&str> = line.map(|code| code.name.as_str()).collect();
    names.into_iter().rev().collect::<Vec<_>>().join("/")
}

/// What is written down beside the journal.
struct Record {
    /// What merged codes became.
    into: BTreeMap<CodeId, CodeId>,
    /// Codes that stood in the other framework at some time.
    abroad: BTreeMap<CodeId, BTreeSet<FrameworkId>>,
}

impl Record {
    /// Whether a code that is gone lives on in another: one of either state, or one that is there now.
    fn is_merged(&self, id: CodeId, (old, new): (&Codes, &Codes), now: &Corpus) -> bool {
        let chain = std::iter::successors(self.into.get(&id), |id| self.into.get(id));
        chain.into_iter().any(|heir| new.contains_key(heir) || old.contains_key(heir) || now.code(*heir).is_some())
    }

    fn changes(&self, (old, new): (&Codes, &Codes), framework: FrameworkId, now: &Corpus) -> Told {
        let mut told = Told::new();
        for id in old.keys().filter(|id| !new.contains_key(id)) {
            let kind = match now.code(*id) {
                Some(code) if code.framework != framework => "moved",
                Some(_) => "removed",
                None if self.is_merged(*id, (old, new), now) => "merged",
                None => "removed",
            };
            told.insert((kind, path(old, *id)));
        }
        for (id, code) in new {
            let Some(was) = old.get(id) else {
                let came = self.abroad.get(id).is_some_and(|of| of.iter().any(|of| *of != framework));
                told.insert((if came { "moved" } else { "added" }, path(new, *id)));
                continue;
            };
            let said = |code: &Code| {
                let words = [&code.description, &code.include, &code.exclude, &code.example, &code.statement];
                (words.map(|words| words.trim().to_owned()), code.theme, code.codable)
            };
            told.extend((was.name != code.name).then(|| ("renamed", path(old, *id))));
            told.extend((was.parent != code.parent).then(|| ("moved", path(new, *id))));
            told.extend((said(was) != said(code)).then(|| ("redefined", path(new, *id))));
        }
        told
    }

    /// Notes where codes stand.
    fn stand(&mut self, now: &Corpus) {
        for code in now.codes() {
            self.abroad.entry(code.id).or_default().insert(code.framework);
        }
    }

    /// Something is done at random; some of it is refused.
    fn step(&mut self, project: &mut Project, now: &Corpus, (round, crosses): (usize, bool), dice: &mut Dice) {
        let codes: Vec<CodeId> = now.codes().iter().map(|code| code.id).collect();
        let (one, other) = (*dice.pick(&codes).unwrap(), *dice.pick(&codes).unwrap());
        let (of_one, of_other) = (now.code(one).unwrap().framework, now.code(other).unwrap().framework);
        if of_one != of_other && !crosses {
            return;
        }
        let words = |include: &str| CodeWords { include: Some(include.into()), ..CodeWords::default() };
        let place = Place { framework: of_other, parent: dice.coin().then_some(other), ahead_of: None };
        let _ = match dice.below(10) {
            0 => project.merge_codes(&[one], other).map(drop),
            1 => project.edit_code(Code { name: format!("N{round}"), ..now.code(one).unwrap().clone() }).map(drop),
            2 | 3 => project.move_codes(&[one], place).map(drop),
            4 if codes.len() > 5 => project.remove_codes(&[one]).map(drop),
            5 => project.define_code(one, words(["", "so", " so ", "else"][dice.below(4)])).map(drop),
            6 => project.edit_code(Code { theme: dice.coin(), codable: dice.coin(), ..now.code(one).unwrap().clone() }).map(drop),
            7 => project.add_code(place, &CodeDraft { name: format!("M{round}"), ..CodeDraft::default() }).map(drop),
            _ => {
                let (source, start) = (dice.pick(now.sources()).unwrap().id, dice.below(4) as u32);
                project.apply_codes(&[NewCoding { source, span: Span::new(start, start + 1 + dice.below(3) as u32), code: one }]).map(drop)
            }
        };
    }
}

#[test]
fn what_differs_between_versions_and_what_is_coded_under_it_is_as_by_hand() {
    let dir = tempfile::tempdir().unwrap();
    let mut met: BTreeMap<&str, usize> = BTreeMap::new();
    let mut coded = 0;
    for seed in 0..50 {
        let path = dir.path().join(format!("{seed}.themata"));
        let (mut project, mut dice, reader) = (begun(&path), Dice(seed), Reader::open(&path).unwrap());
        let crosses = seed % 2 == 0;
        let frameworks: Vec<FrameworkId> = corpus(&path).frameworks().iter().map(|one| one.id).collect();
        let mut record = Record { into: BTreeMap::new(), abroad: BTreeMap::new() };
        let mut states: Vec<(Option<FrameworkVersionId>, FrameworkId, Codes)> = Vec::new();
        for round in 0..22 {
            let now = reader.corpus().unwrap();
            if round % 8 == 0 {
                for framework in &frameworks {
                    let id = project.name_version(*framework, &format!("v{round}"), "", "").unwrap().value;
                    states.push((Some(id), *framework, codes_of(&now, *framework)));
                }
            }
            record.stand(&now);
            record.step(&mut project, &now, (round, crosses), &mut dice);
            let then = reader.corpus().unwrap();
            let known = |merge: &&MergedCode| now.code(merge.code).is_some() && then.code(merge.code).is_none();
            record.into.extend(then.merged_codes().iter().filter(known).map(|merge| (merge.code, merge.into_code)));
        }
        let now = reader.corpus().unwrap();
        record.stand(&now);
        states.extend(frameworks.iter().map(|framework| (None, *framework, codes_of(&now, *framework))));
        for (at, (older, framework, old)) in states.iter().enumerate() {
            // Where codes crossed over, what became of those that are gone by now is known of today alone.
            let later = states[at + 1..].iter().filter(|(newer, of, _)| of == framework && (newer.is_none() || !crosses));
            for (newer, _, new) in later {
                let history = reader.gone_codes(&now, *framework).unwrap();
                let told = between(&now, &Between { framework: *framework, older: *older, newer: *newer }, &history);
                let shown: Told = told.iter().map(|one| (one.change.kind(), one.change.path().join("/"))).collect();
                assert_eq!(shown, record.changes((old, new), *framework, &now), "seed {seed}, {at}");
                shown.iter().for_each(|(kind, _)| *met.entry(kind).or_default() += 1);
                for one in told.iter().filter(|one| !one.gone) {
                    let here: Vec<&Coding> = now.codings().filter(|coding| coding.code == one.code).collect();
                    let sources: BTreeSet<SourceId> = here.iter().map(|coding| coding.source).collect();
                    let under = one.coded.unwrap();
                    assert_eq!((under.codings, under.sources, under.moved), (here.len(), sources.len(), None), "seed {seed}: {:?}", one.change);
                    coded += usize::from(!here.is_empty());
                }
            }
        }
    }
    let kinds = ["added", "removed", "merged", "renamed", "moved", "redefined"];
    assert!(kinds.iter().all(|kind| met.get(kind).is_some_and(|count| *count > 30)) && coded > 100, "{met:?}, {coded} coded");
}
