//! A second lens: what is read through it, letter by letter against a plain reckoning; settled, grown, applied for good, undone, merged.

use crate::support::{Dice, corpus, import, interview};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use themata::analysis::lens::{Lens, Mapped, Standing};
use themata::analysis::{Corpus, Scope, Voices, counts};
use themata::model::*;
use themata::project::{LinkDraft, NewCoding, Project, Reader, Settling, Template, TemplateCode};

fn code(name: &str, children: Vec<TemplateCode>) -> TemplateCode {
    TemplateCode { name: name.into(), children, ..TemplateCode::default() }
}

/// Two sources, a framework of six codes with two levels, and one of three.
fn project(path: &Path) -> Project {
    let mut project = Project::create(path, "Lens").unwrap();
    project.be_coder("BP", "Bo").unwrap();
    let first = vec![
        code("Relations", vec![code("Trust", vec![]), code("Rivalry", vec![])]),
        code("Money", vec![code("Want", vec![])]),
        code("Time", vec![]),
    ];
    project.add_framework(&Template { name: "Working".into(), codes: first, ..Template::default() }).unwrap();
    let second = vec![code("Law 1", vec![]), code("Law 2", vec![code("Costs", vec![])])];
    project.add_framework(&Template { name: "Laws".into(), codes: second, ..Template::default() }).unwrap();
    let words = "We waited a long time for the money, and nobody trusted anybody until it came.";
    import(&mut project, None, vec![interview("N1", &["How was it?", words]), interview("N2", &["And then?", words])]).unwrap();
    project
}

fn named(corpus: &Corpus, path: &str) -> CodeId {
    corpus.find_code(path)[0]
}

fn of(corpus: &Corpus, framework: usize) -> Vec<CodeId> {
    corpus.tree(corpus.frameworks()[framework].id).into_iter().map(|(code, _)| code).collect()
}

/// What a code is linked to, walking up until a link is found.
fn targets(corpus: &Corpus, crosswalk: CrosswalkId, code: CodeId) -> Vec<CodeId> {
    let mut at = corpus.code(code);
    while let Some(code) = at {
        let links: Vec<&CrosswalkLink> = corpus.all_links().iter().filter(|link| link.crosswalk == crosswalk && link.from_code == code.id).collect();
        if !links.is_empty() {
            return links.into_iter().filter_map(|link| link.to_code).collect();
        }
        at = code.parent.and_then(|id| corpus.code(id));
    }
    Vec::new()
}

/// The runs of letters of a set.
fn runs(letters: &BTreeSet<u32>) -> Vec<(u32, u32)> {
    let mut list: Vec<(u32, u32)> = Vec::new();
    for letter in letters {
        match list.last_mut() {
            Some((_, end)) if *end == *letter => *end += 1,
            _ => list.push((*letter, letter + 1)),
        }
    }
    list
}

/// Which letters are read as each code of the second framework, reckoned letter by letter. Codings that touch are one passage there too.
fn plainly(corpus: &Corpus, crosswalk: &Crosswalk, source: SourceId) -> BTreeMap<CodeId, BTreeSet<u32>> {
    let mut read: BTreeMap<CodeId, BTreeSet<u32>> = BTreeMap::new();
    let second = of(corpus, 1);
    for coding in corpus.codings_of(source).iter().filter(|coding| second.contains(&coding.code)) {
        read.entry(coding.code).or_default().extend(coding.span.start..coding.span.end);
    }
    for from in of(corpus, 0) {
        let letters: BTreeSet<u32> =
            corpus.codings_of(source).iter().filter(|coding| coding.code == from).flat_map(|coding| coding.span.start..coding.span.end).collect();
        for (start, end) in runs(&letters) {
            for to in targets(corpus, crosswalk.id, from) {
                let settled = corpus.verdicts_of(source).iter().filter(|one| (one.from_code, one.to_code) == (from, to));
                let settled: Vec<_> = settled.filter(|one| one.span.start < end && start < one.span.end).collect();
                let whole = settled.iter().filter(|one| one.span.start <= start && end <= one.span.end).max_by_key(|one| one.at);
                // What has grown is as it was settled, where that was done in one way.
                let ways: BTreeSet<_> = settled.iter().map(|one| (one.ruling.to_string(), one.moved)).collect();
                let settled = whole.or(settled.first().filter(|_| ways.len() == 1));
                let becomes = match settled.map(|one| (one.ruling, one.moved)) {
                    Some((Ruling::Rejected, _)) => None,
                    Some((Ruling::Moved, moved)) => moved,
                    _ => Some(to),
                };
                becomes.into_iter().for_each(|code| read.entry(code).or_default().extend(start..end));
            }
        }
    }
    read
}

#[test]
fn what_is_read_is_what_a_plain_reckoning_finds_and_applying_changes_nothing_of_it() {
    let dir = tempfile::tempdir().unwrap();
    let (mut grown, mut outgrown, mut moved_seen, mut stars) = (0, 0, 0, 0);
    for seed in 0..12 {
        let path = dir.path().join(format!("{seed}.themata"));
        let (mut project, mut dice) = (project(&path), Dice(seed));
        let start = corpus(&path);
        let (first, second, sources) = (of(&start, 0), of(&start, 1), start.sources().to_vec());
        for round in 0..4 {
            for _ in 0..6 {
                let source = dice.pick(&sources).unwrap().id;
                let chars = start.version(source).unwrap().chars as usize;
                let at = dice.below(chars - 2) as u32;
                let span = Span::new(at, (at + 1 + dice.below(30) as u32).min(chars as u32));
                let list = if dice.below(5) == 0 { &second } else { &first };
                let code = *dice.pick(list).unwrap();
                let made = project.apply_codes(&[NewCoding { source, span, code }]).unwrap().value;
                if dice.below(3) == 0 && !made.is_empty() {
                    project.star_codings(&made, true).unwrap();
                }
            }
            for _ in 0..3 {
                let to = dice.pick(&second).copied().filter(|_| !dice.0.is_multiple_of(4));
                let link = LinkDraft { from: *dice.pick(&first).unwrap(), to, reason: String::new() };
                project.map_codes(start.frameworks()[0].id, start.frameworks()[1].id, &[link]).unwrap();
            }
            let now = corpus(&path);
            let crosswalk = now.crosswalks()[0].clone();
            let seen = Lens::new(&now, &crosswalk).seen(&Scope::default());
            grown += seen.iter().filter(|one| one.standing == Standing::Again).count();
            outgrown += seen.iter().filter(|one| one.standing == Standing::Again && one.read_as() != Some(one.to)).count();
            for one in seen.iter().filter(|_| round < 3) {
                let ruling = [None, Some(Ruling::Accepted), Some(Ruling::Rejected), Some(Ruling::Moved)][dice.below(4)];
                let passage = now.passage(one.source, one.span).unwrap();
                let settling = Settling { passage, from: one.from, to: one.to, ruling, moved: dice.pick(&second).copied() };
                project.settle_passages(crosswalk.id, &[settling], "so").unwrap();
            }
        }
        let now = corpus(&path);
        let (crosswalk, scope) = (now.crosswalks()[0].clone(), Scope::default());
        let lens = Lens::new(&now, &crosswalk);
        moved_seen += lens.seen(&scope).iter().filter(|one| one.standing == Standing::Moved).count();
        let through = lens.corpus(&scope);
        for source in &sources {
            let plain = plainly(&now, &crosswalk, source.id);
            for code in &second {
                let read: Vec<(u32, u32)> = through.references(&scope, *code, false, source.id).iter().map(|span| (span.start, span.end)).collect();
                assert_eq!(read, runs(plain.get(code).unwrap_or(&BTreeSet::new())), "seed {seed}, {}", now.path(*code).join("/"));
            }
        }
        let reader = Reader::open(&path).unwrap();
        let voices = Voices::read(&now, &reader.texts(&now)).unwrap();
        let (coverage, plain) = (lens.coverage(&scope, &voices), counts(&through, &scope, &voices, None));
        for code in &second {
            assert_eq!(lens.counts(&scope, &voices).get(*code, true), plain.get(*code, true), "seed {seed}: one pass counts what the corpus holds");
            let narrow = Lens::new(&now, &crosswalk).only(&[*code]).corpus(&scope);
            assert!(narrow.codings().all(|coding| coding.code == *code));
            for source in &sources {
                assert_eq!(narrow.references(&scope, *code, false, source.id), through.references(&scope, *code, false, source.id), "seed {seed}");
            }
        }
        let open: usize = lens.seen(&scope).iter().filter(|one| !one.standing.is_settled()).count();
        assert_eq!(coverage.open(), open, "seed {seed}");
        for one in &coverage.codes {
            let linked = matches!(lens.mapped(one.code), Mapped::To(_));
            assert_eq!(one.reach + one.rejected, if linked { one.tally.references as usize } else { 0 }, "seed {seed}");
        }
        let before: Vec<_> = second.iter().map(|code| counts(&through, &scope, &voices, None).get(*code, true)).collect();
        let list = lens.to_apply(&scope, false);
        if list.is_empty() {
            continue;
        }
        // Letters of key quotes that are read: no other is one afterwards, and none is lost.
        let starred = |corpus: &Corpus| {
            let codings = corpus.codings().filter(|coding| coding.star && second.contains(&coding.code));
            codings.map(|coding| (coding.source, coding.code, coding.span)).collect::<Vec<_>>()
        };
        let keys = starred(&through);
        stars += list.iter().filter(|one| one.star).count();
        let steps = crate::support::dump(&crate::support::raw(&path));
        let applying = lens.applying(&scope, false);
        assert!(applying.gone.is_empty() && applying.new == list, "seed {seed}");
        project.apply_crosswalk(crosswalk.id, &applying).unwrap();
        let after = corpus(&path);
        let real = counts(&after, &scope, &voices, None);
        for (code, before) in second.iter().zip(&before) {
            let real = real.get(*code, true);
            assert_eq!((real.references, real.sources), (before.references, before.sources), "seed {seed}: it is coded as it was read");
        }
        let meet = |(a, of, own): &(SourceId, CodeId, Span), (b, code, span): &(SourceId, CodeId, Span)| {
            (a, of) == (b, code) && own.start < span.end && span.start < own.end
        };
        let now_keys = starred(&after);
        assert!(keys.iter().all(|key| now_keys.iter().any(|now| meet(key, now))), "seed {seed}: a key quote was lost");
        assert!(now_keys.iter().all(|now| keys.iter().any(|key| meet(now, key))), "seed {seed}: what was no key quote is one");
        assert!(Lens::new(&after, &crosswalk).applying(&scope, false).is_empty(), "seed {seed}: it is all there");
        assert!(project.apply_crosswalk(crosswalk.id, &applying).unwrap().op.is_none(), "it is coded so already");
        project.undo().unwrap();
        assert_eq!(crate::support::dump(&crate::support::raw(&path))["coding"], steps["coding"]);
    }
    assert!(
        grown > 5 && outgrown > 3 && moved_seen > 5 && stars > 5,
        "{grown} had grown, {outgrown} out of what holds, {moved_seen} were moved, {stars} were key quotes"
    );
}

#[test]
fn applying_again_moves_ends_and_takes_off_only_what_nothing_is_read_as_any_more() {
    let dir = tempfile::tempdir().unwrap();
    let (mut moved, mut gone, mut stars) = (0, 0, 0);
    for seed in 0..12 {
        let path = dir.path().join(format!("{seed}.themata"));
        let (mut project, mut dice) = (project(&path), Dice(seed));
        let start = corpus(&path);
        let (first, second, sources, scope) = (of(&start, 0), of(&start, 1), start.sources().to_vec(), Scope::default());
        for (from, to) in first.iter().zip(second.iter().cycle()) {
            let link = LinkDraft { from: *from, to: Some(*to), reason: String::new() };
            project.map_codes(start.frameworks()[0].id, start.frameworks()[1].id, &[link]).unwrap();
        }
        let code = |project: &mut Project, dice: &mut Dice| {
            for _ in 0..8 {
                let source = dice.pick(&sources).unwrap().id;
                let at = dice.below(start.version(source).unwrap().chars as usize - 30) as u32;
                let span = Span::new(at, at + 1 + dice.below(28) as u32);
                project.apply_codes(&[NewCoding { source, span, code: *dice.pick(&first).unwrap() }]).unwrap();
            }
        };
        code(&mut project, &mut dice);
        let now = corpus(&path);
        let crosswalk = now.crosswalks()[0].clone();
        project.apply_crosswalk(crosswalk.id, &Lens::new(&now, &crosswalk).applying(&scope, false)).unwrap();
        let layer = |corpus: &Corpus| corpus.codings().filter(|coding| coding.layer == crosswalk.layer).cloned().collect::<Vec<Coding>>();
        let some: Vec<CodingId> = layer(&corpus(&path)).iter().filter(|_| dice.coin()).map(|coding| coding.id).collect();
        project.star_codings(&some, true).unwrap();
        code(&mut project, &mut dice);
        let off: Vec<CodingId> = corpus(&path).codings().filter(|one| first.contains(&one.code) && dice.below(5) == 0).map(|one| one.id).collect();
        project.remove_codings(&off).unwrap();
        let now = corpus(&path);
        let lens = Lens::new(&now, &crosswalk);
        let (applying, read) = (lens.applying(&scope, false), lens.to_apply(&scope, false));
        let meets = |one: &Coding| read.iter().any(|to| (to.passage.source, to.code) == (one.source, one.code) && to.passage.span.overlaps(one.span));
        for one in layer(&now) {
            assert_eq!(applying.gone.contains(&one.id), !meets(&one), "seed {seed}: only what nothing is read as goes");
        }
        (moved, gone) = (moved + applying.ends.len(), gone + applying.gone.len());
        // Nobody has settled anything: what is applied is not touched where only what was settled is to come in.
        let settled = lens.applying(&scope, true);
        assert!(settled.new.is_empty() && settled.ends.is_empty() && settled.gone == applying.gone, "seed {seed}");
        project.apply_crosswalk(crosswalk.id, &applying).unwrap();
        let after = corpus(&path);
        let held: BTreeSet<_> = layer(&after).iter().map(|one| (one.source, one.span, one.code)).collect();
        assert_eq!(held, read.iter().map(|one| (one.passage.source, one.passage.span, one.code)).collect(), "seed {seed}");
        assert!(Lens::new(&after, &crosswalk).applying(&scope, false).is_empty(), "seed {seed}: it is all there");
        for was in layer(&now).iter().filter(|one| one.star && !applying.gone.contains(&one.id)) {
            let kept = layer(&after).iter().any(|one| one.star && (one.source, one.code) == (was.source, was.code) && one.span.overlaps(was.span));
            assert!(kept, "seed {seed}: a key quote was lost");
            stars += 1;
        }
        project.undo().unwrap();
        assert_eq!(layer(&corpus(&path)), layer(&now), "seed {seed}");
    }
    assert!(moved > 10 && gone > 3 && stars > 10, "{moved} moved, {gone} went, {stars} key quotes");
}

#[test]
fn a_link_holds_for_the_codes_below_unless_they_have_their_own() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("s.themata");
    let mut project = project(&path);
    let start = corpus(&path);
    let (working, laws) = (start.frameworks()[0].id, start.frameworks()[1].id);
    let (relations, trust, rivalry) = (named(&start, "Relations"), named(&start, "Trust"), named(&start, "Rivalry"));
    let (one, two) = (named(&start, "Law 1"), named(&start, "Law 2"));
    let link = |from, to| LinkDraft { from, to, reason: "why".into() };
    project.map_codes(working, laws, &[link(relations, Some(two)), link(relations, Some(one)), link(rivalry, None)]).unwrap();
    let now = corpus(&path);
    let lens = Lens::new(&now, &now.crosswalks()[0]);
    let to = |code| match lens.mapped(code) {
        Mapped::To(links) => links.into_iter().filter_map(|link| link.to_code).collect(),
        _ => Vec::new(),
    };
    assert_eq!((to(relations), to(trust)), (vec![two, one], vec![two, one]));
    assert!(matches!(lens.mapped(rivalry), Mapped::Without(_)) && matches!(lens.mapped(named(&now, "Time")), Mapped::Unmapped));
    assert_eq!(lens.read_as(one), [relations, trust]);
    // What gets a counterpart is no longer without one.
    project.map_codes(working, laws, &[link(rivalry, Some(one))]).unwrap();
    let now = corpus(&path);
    assert_eq!(Lens::new(&now, &now.crosswalks()[0]).read_as(one), [relations, trust, rivalry]);
    let refused = project.map_codes(working, laws, &[link(one, Some(two))]).unwrap_err().to_string();
    assert!(refused.contains("no code of Working"), "{refused}");
}

#[test]
fn what_was_taken_back_was_never_settled_and_what_was_brought_again_was() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("s.themata");
    let mut project = project(&path);
    let start = corpus(&path);
    let (working, laws, source) = (start.frameworks()[0].id, start.frameworks()[1].id, start.sources()[0].id);
    let (trust, one, two) = (named(&start, "Trust"), named(&start, "Law 1"), named(&start, "Law 2"));
    project.map_codes(working, laws, &[LinkDraft { from: trust, to: Some(one), reason: "why".into() }]).unwrap();
    project.apply_codes(&[NewCoding { source, span: Span::new(2, 8), code: trust }]).unwrap();
    let (crosswalk, passage) = (corpus(&path).crosswalks()[0].id, start.passage(source, Span::new(2, 8)).unwrap());
    for who in ["AR", "CD", "BP"] {
        project.be_coder(who, "").unwrap();
    }
    let settle = |project: &mut Project, who: &str, ruling| {
        project.be_coder(who, "").unwrap();
        let moved = (ruling == Ruling::Moved).then_some(two);
        let settling = Settling { passage, from: trust, to: one, ruling: Some(ruling), moved };
        project.settle_passages(crosswalk, &[settling], "so").unwrap();
    };
    let before = || {
        let reader = Reader::open(&path).unwrap();
        let now = reader.corpus().unwrap();
        let mut found = reader.settled_otherwise(now.verdicts()).unwrap();
        let found = found.remove(&now.verdicts_of(source)[0].id).unwrap_or_default();
        found.into_iter().map(|one| (now.coder(one.coder).unwrap().initials.clone(), one.ruling)).collect::<Vec<_>>()
    };
    // Both taken back: nothing of them is told.
    settle(&mut project, "BP", Ruling::Accepted);
    settle(&mut project, "AR", Ruling::Rejected);
    project.undo().unwrap();
    project.undo().unwrap();
    settle(&mut project, "CD", Ruling::Moved);
    assert_eq!(before(), []);
    project.undo().unwrap();
    // Taken back and brought again, it was settled.
    settle(&mut project, "BP", Ruling::Accepted);
    project.undo().unwrap();
    project.redo().unwrap();
    settle(&mut project, "CD", Ruling::Rejected);
    assert_eq!(before(), [("BP".to_owned(), Ruling::Accepted)]);
    // So do steps of several people, taken back and in part brought again.
    settle(&mut project, "AR", Ruling::Moved);
    project.undo().unwrap();
    project.undo().unwrap();
    project.redo().unwrap();
    assert_eq!(before(), [("BP".to_owned(), Ruling::Accepted)]);
    project.redo().unwrap();
    assert_eq!(before(), [("BP".to_owned(), Ruling::Accepted), ("CD".to_owned(), Ruling::Rejected)]);
    settle(&mut project, "CD", Ruling::Accepted);
    assert_eq!(before(), [("AR".to_owned(), Ruling::Moved)], "BP says what CD says now");
}

#[test]
fn links_verdicts_and_readings_go_with_a_merged_code() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("s.themata");
    let mut project = project(&path);
    let start = corpus(&path);
    let (working, laws, source) = (start.frameworks()[0].id, start.frameworks()[1].id, start.sources()[0].id);
    let (trust, rivalry, one, two) = (named(&start, "Trust"), named(&start, "Rivalry"), named(&start, "Law 1"), named(&start, "Law 2"));
    let link = |from, to, reason: &str| LinkDraft { from, to, reason: reason.into() };
    project.map_codes(working, laws, &[link(trust, Some(one), "why"), link(rivalry, None, "nothing like it")]).unwrap();
    project.apply_codes(&[NewCoding { source, span: Span::new(2, 8), code: trust }]).unwrap();
    let crosswalk = corpus(&path).crosswalks()[0].clone();
    let passage = start.passage(source, Span::new(2, 8)).unwrap();
    let settling = Settling { passage, from: trust, to: one, ruling: Some(Ruling::Moved), moved: Some(two) };
    project.settle_passages(crosswalk.id, &[settling], "rather that").unwrap();
    project.merge_codes(&[trust], rivalry).unwrap();
    let now = corpus(&path);
    let lens = Lens::new(&now, &crosswalk);
    let seen = lens.seen(&Scope::default());
    assert_eq!(
        (seen.len(), seen[0].from, seen[0].read_as()),
        (1, rivalry, Some(two)),
        "of a code with a counterpart it is not said that it has none"
    );
    let reasons = |corpus: &Corpus| corpus.links(crosswalk.id).map(|link| link.reason.clone()).collect::<Vec<_>>();
    assert_eq!(reasons(&now), ["why\nno counterpart: nothing like it"], "why it had none is kept");
    project.be_coder("CD", "Cy").unwrap();
    project.map_codes(working, laws, &[link(rivalry, Some(two), "as they compete")]).unwrap();
    project.merge_codes(&[two], one).unwrap();
    let now = corpus(&path);
    assert_eq!(reasons(&now), ["why\nno counterpart: nothing like it\nCD: as they compete"], "two links to one code are one, with both reasons");
    assert_eq!(Lens::new(&now, &crosswalk).seen(&Scope::default())[0].read_as(), Some(one));
    assert!(Reader::open(&path).is_ok_and(|_| themata::project::check(&path).unwrap().findings.is_empty()));
}

#[test]
fn what_was_settled_otherwise_as_a_merged_code_is_told_and_stays_beside_what_holds() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("s.themata");
    let mut project = project(&path);
    let start = corpus(&path);
    let (working, laws, source) = (start.frameworks()[0].id, start.frameworks()[1].id, start.sources()[0].id);
    let (trust, rivalry, one) = (named(&start, "Trust"), named(&start, "Rivalry"), named(&start, "Law 1"));
    let link = |from| LinkDraft { from, to: Some(one), reason: String::new() };
    project.map_codes(working, laws, &[link(trust), link(rivalry)]).unwrap();
    let (all, part) = (Span::new(2, 8), Span::new(2, 5));
    project.apply_codes(&[(all, trust), (part, rivalry)].map(|(span, code)| NewCoding { source, span, code })).unwrap();
    let crosswalk = corpus(&path).crosswalks()[0].clone();
    let settle = |project: &mut Project, span, from, ruling, reason| {
        std::thread::sleep(std::time::Duration::from_millis(2));
        let settling = Settling { passage: start.passage(source, span).unwrap(), from, to: one, ruling: Some(ruling), moved: None };
        project.settle_passages(crosswalk.id, &[settling], reason).unwrap();
    };
    settle(&mut project, part, rivalry, Ruling::Rejected, "no, it is not");
    settle(&mut project, all, trust, Ruling::Accepted, "yes, it is");
    let otherwise = || {
        let reader = Reader::open(&path).unwrap();
        let now = reader.corpus().unwrap();
        let seen = Lens::new(&now, &crosswalk).seen(&Scope::default());
        let found = reader.settled_otherwise(now.verdicts()).unwrap();
        let told = seen.into_iter().map(|one| {
            let before = one.verdict.and_then(|verdict| found.get(&verdict.id)).into_iter().flatten();
            (one.standing, before.map(|other| (other.ruling, other.reason.clone())).collect::<Vec<_>>())
        });
        told.collect::<Vec<_>>()
    };
    assert!(otherwise().iter().all(|(_, before)| before.is_empty()), "apart, neither is otherwise");
    let (codes, verdicts) = (corpus(&path).codes().to_vec(), corpus(&path).verdicts().cloned().collect::<Vec<_>>());
    let met = |ids: &[CodeId], into| themata::analysis::lens::merging_settled_apart(&codes, &verdicts, ids, into);
    assert_eq!((met(&[rivalry], trust), met(&[trust], rivalry), met(&[rivalry, trust], named(&start, "Money")), met(&[one], trust)), (1, 1, 1, 0));
    let done = project.merge_codes(&[rivalry], trust).unwrap();
    // One person said both, and both stand.
    assert_eq!(otherwise(), [(Standing::Accepted, vec![(Ruling::Rejected, "no, it is not".to_owned())])]);
    let entry = Reader::open(&path).unwrap().history(0).unwrap().into_iter().rfind(|entry| Some(entry.seq) == done.op).unwrap();
    assert!(entry.label.ends_with("; 1 passage was settled otherwise as another of them"), "{}", entry.label);
    // Settled once more, it is settled.
    settle(&mut project, all, trust, Ruling::Accepted, "looked at by all");
    assert_eq!(otherwise(), [(Standing::Accepted, vec![])]);
    project.undo().unwrap();
    assert_eq!(otherwise()[0].1.len(), 1);
}
