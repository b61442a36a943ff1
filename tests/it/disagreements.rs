//! Where coders do not agree, against a plain reckoning letter by letter.

use crate::support::{Dice, corpus, import, interview};
use std::collections::BTreeSet;
use std::path::Path;
use themata::analysis::{Corpus, Disagreement, disagreements};
use themata::model::*;
use themata::project::{NewCoding, Project, Template, TemplateCode};

fn code(name: &str, children: Vec<TemplateCode>) -> TemplateCode {
    TemplateCode { name: name.into(), children, ..TemplateCode::default() }
}

fn project(path: &Path) -> Project {
    let mut project = Project::create(path, "Apart").unwrap();
    project.be_coder("BP", "Bo").unwrap();
    let first = vec![code("Trust", vec![code("Rivalry", vec![])]), code("Money", vec![])];
    project.add_framework(&Template { name: "Working".into(), codes: first, ..Template::default() }).unwrap();
    project
        .add_framework(&Template { name: "Laws".into(), codes: vec![code("Law 1", vec![]), code("Law 2", vec![])], ..Template::default() })
        .unwrap();
    let words = "We waited a long time for the money, and nobody trusted anybody until it came.";
    import(&mut project, None, vec![interview("N1", &["How was it?", words]), interview("N2", &["And then?", words])]).unwrap();
    project
}

/// One run of a coder under a code, letter by letter.
type Run = (CoderId, CodeId, BTreeSet<u32>);

fn letters(corpus: &Corpus, source: SourceId, coder: CoderId, code: CodeId) -> BTreeSet<u32> {
    let own = corpus.codings_of(source).iter().filter(|coding| coding.coder == coder && coding.code == code);
    own.flat_map(|coding| coding.span.start..coding.span.end).collect()
}

fn runs_of(letters: &BTreeSet<u32>) -> Vec<BTreeSet<u32>> {
    let mut list: Vec<BTreeSet<u32>> = Vec::new();
    for letter in letters {
        match list.last_mut().filter(|run| letter.checked_sub(1).is_some_and(|before| run.contains(&before))) {
            Some(run) => drop(run.insert(*letter)),
            None => list.push(BTreeSet::from([*letter])),
        }
    }
    list
}

fn same_place(one: &Run, other: &Run) -> bool {
    let common = one.2.intersection(&other.2).count();
    common > 0 && (one.1 == other.1 || 2 * common >= one.2.len().max(other.2.len()))
}

/// The places of one source in one framework, reckoned plainly.
pub fn plainly(corpus: &Corpus, framework: FrameworkId, source: SourceId) -> Vec<Disagreement> {
    let codes: Vec<CodeId> = corpus.tree(framework).into_iter().map(|(code, _)| code).collect();
    let all: Vec<CoderId> = corpus.coders.iter().map(|coder| coder.id).collect();
    let coders: Vec<CoderId> = all.into_iter().filter(|coder| codes.iter().any(|code| !letters(corpus, source, *coder, *code).is_empty())).collect();
    let mut runs: Vec<Run> = Vec::new();
    for coder in &coders {
        for code in &codes {
            runs.extend(runs_of(&letters(corpus, source, *coder, *code)).into_iter().map(|run| (*coder, *code, run)));
        }
    }
    // Who has not finished what others have finished may come to what they left out.
    let done: Vec<CoderId> =
        corpus.progress.iter().filter(|one| one.source == source && one.state == ProgressState::Done).map(|one| one.coder).collect();
    let to_come = |coder: CoderId, (start, end): (u32, u32)| {
        let silent = codes.iter().all(|code| letters(corpus, source, coder, *code).range(start..end).count() == 0);
        silent && !done.is_empty() && !done.contains(&coder)
    };
    let ends = |run: &Run| (*run.2.first().unwrap(), run.2.last().unwrap() + 1);
    let gave = |coder: CoderId, run: &Run| letters(corpus, source, coder, run.1).intersection(&run.2).count() > 0;
    let agreed = |run: &Run| coders.iter().all(|coder| gave(*coder, run) || to_come(*coder, ends(run)));
    let mut groups: Vec<Vec<Run>> = runs.iter().filter(|run| !agreed(run)).map(|run| vec![run.clone()]).collect();
    // Two groups that have runs of one place become one, until none has.
    while let Some((one, two)) = (0..groups.len())
        .flat_map(|one| (one + 1..groups.len()).map(move |two| (one, two)))
        .find(|(one, two)| groups[*one].iter().any(|run| groups[*two].iter().any(|other| same_place(run, other))))
    {
        let gone = groups.remove(two);
        groups[one].extend(gone);
    }
    let place = |group: Vec<Run>| {
        let start = group.iter().flat_map(|run| run.2.first()).min().unwrap();
        let end = group.iter().flat_map(|run| run.2.last()).max().unwrap() + 1;
        let within = |coder: CoderId, code: CodeId| letters(corpus, source, coder, code).range(*start..end).count() > 0;
        let disputed: Vec<CodeId> = codes.iter().copied().filter(|code| group.iter().any(|run| run.1 == *code)).collect();
        let own = corpus
            .codings_of(source)
            .iter()
            .filter(|coding| group.iter().any(|run| (run.0, run.1) == (coding.coder, coding.code) && run.2.contains(&coding.span.start)));
        Disagreement {
            framework,
            source,
            span: Span { start: *start, end },
            codes: disputed,
            said: coders
                .iter()
                .filter(|coder| !to_come(**coder, (*start, end)))
                .map(|coder| (*coder, codes.iter().copied().filter(|code| within(*coder, *code)).collect()))
                .collect(),
            last: own.map(|coding| coding.at).max().unwrap(),
        }
    };
    groups.into_iter().map(place).collect()
}

#[test]
fn places_of_disagreement_are_those_of_a_plain_reckoning() {
    let dir = tempfile::tempdir().unwrap();
    let (mut met, mut unfinished) = (0, 0);
    for seed in 0..24 {
        let path = dir.path().join(format!("{seed}.themata"));
        let mut project = project(&path);
        let known = corpus(&path);
        let codes: Vec<CodeId> = known.codes().iter().map(|code| code.id).collect();
        let mut dice = Dice(seed);
        for initials in ["BP", "AR", "SK"].into_iter().take(2 + seed as usize % 2) {
            project.be_coder(initials, "").unwrap();
            for _ in 0..dice.below(9) {
                let source = dice.pick(known.sources()).unwrap().id;
                let start = dice.below(60) as u32;
                let span = Span { start, end: start + 1 + dice.below(24) as u32 };
                let code = *dice.pick(&codes).unwrap();
                project.apply_codes(&[NewCoding { source, span, code }]).unwrap();
            }
            let state = [ProgressState::NotBegun, ProgressState::InWork, ProgressState::Done][dice.below(3)];
            project.set_progress(&[dice.pick(known.sources()).unwrap().id], state).unwrap();
        }
        project.close().unwrap();
        let corpus = corpus(&path);
        let mut expected: Vec<Disagreement> = Vec::new();
        for framework in corpus.frameworks() {
            expected.extend(corpus.sources().iter().flat_map(|source| plainly(&corpus, framework.id, source.id)));
            let here: Vec<Disagreement> = disagreements(&corpus, Some(framework.id));
            assert!(here.iter().all(|one| one.framework == framework.id));
        }
        let found = disagreements(&corpus, None);
        met += found.iter().filter(|one| one.differs()).count();
        let coders_of = |one: &Disagreement| {
            let here =
                corpus.codings_of(one.source).iter().filter(|coding| corpus.code(coding.code).is_some_and(|code| code.framework == one.framework));
            here.map(|coding| coding.coder).collect::<BTreeSet<_>>().len()
        };
        unfinished += found.iter().filter(|one| one.said.len() < coders_of(one)).count();
        let key = |one: &Disagreement| (one.source, one.span, one.codes.clone());
        let mut sorted = found.clone();
        sorted.sort_by_key(key);
        expected.sort_by_key(key);
        assert_eq!(sorted, expected, "seed {seed}");
        let order: Vec<CodeId> = corpus.frameworks().iter().flat_map(|one| corpus.tree(one.id)).map(|(code, _)| code).collect();
        let places: Vec<_> = found.iter().map(|one| order.iter().position(|code| *code == one.codes[0])).collect();
        assert!(places.is_sorted(), "by framework and code");
    }
    assert!(met > 20 && unfinished > 2, "some gave different codes: {met}; some had not come there yet: {unfinished}");
}
