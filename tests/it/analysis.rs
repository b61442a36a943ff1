//! Counting, grouping and retrieving, against worked answers and small studies whose answers are plain.

use crate::corpora::Maker;
use serde_json::Value;
use std::collections::HashMap;
use themata::analysis::*;
use themata::model::*;

/// The folder with worked answers, or nothing after saying so.
fn vectors(name: &str) -> Option<Value> {
    let path = crate::support::shared_file(&format!("reference/vectors/{name}"))?;
    let bytes = std::fs::read(&path).unwrap();
    Some(serde_json::from_slice(&bytes).unwrap())
}

struct Vectors {
    maker: Maker,
    sources: HashMap<String, SourceId>,
    codes: HashMap<String, CodeId>,
    coders: HashMap<String, CoderId>,
}

fn span_of(value: &Value) -> Span {
    Span::new(value[0].as_u64().unwrap() as u32, value[1].as_u64().unwrap() as u32)
}

/// The small project of the worked answers; people are joined to speakers, sites stand on cases and phases on sources.
fn small_project(project: &Value) -> Vectors {
    let mut maker = Maker::new();
    let site = maker.attribute(Target::Case, "site", AttributeType::Text, &[]);
    let phase = maker.attribute(Target::Source, "phase", AttributeType::Number, &[]);
    (maker.corpus.project.site, maker.corpus.project.phase) = (Some(Grouping::Attribute(site)), Some(Grouping::Attribute(phase)));
    let mut cases = HashMap::new();
    for (name, values) in project["cases"].as_object().unwrap() {
        let case = maker.case(maker.person, name, None);
        maker.value(site, Owner::Case(case), values["site"].as_str().unwrap());
        cases.insert(name.clone(), case);
    }
    let mut sources = HashMap::new();
    for (name, document) in project["documents"].as_object().unwrap() {
        let person = document["case"].as_str().unwrap();
        let who: Vec<u32> = document["paragraphs_start_end_speaker"].as_array().unwrap().iter().map(|p| u32::from(p[2] == person)).collect();
        let voices = [("INT", SpeakerRole::Interviewer, None), (person, SpeakerRole::Participant, Some(cases[person]))];
        let source = maker.source(name, document["text"].as_str().unwrap(), &voices, &who);
        maker.link(source, cases[person]);
        maker.value(phase, Owner::Source(source), &document["attributes"]["phase"].to_string());
        sources.insert(name.clone(), source);
    }
    let (mut codes, mut coders): (HashMap<String, CodeId>, HashMap<String, CoderId>) = Default::default();
    for coding in project["codings"].as_array().unwrap() {
        let path = coding["code"].as_str().unwrap();
        let (parent, name) = path.split_once('/').map_or((None, path), |(parent, name)| (Some(parent), name));
        let parent = parent.map(|parent| *codes.entry(parent.into()).or_insert_with(|| maker.code(parent, None)));
        let code = *codes.entry(path.into()).or_insert_with(|| maker.code(name, parent));
        let initials = coding["coder"].as_str().unwrap();
        let coder = *coders.entry(initials.into()).or_insert_with(|| maker.coder(initials));
        let span = Span::new(coding["start"].as_u64().unwrap() as u32, coding["end"].as_u64().unwrap() as u32);
        maker.coding(sources[coding["source"].as_str().unwrap()], code, coder, span);
    }
    Vectors { maker, sources, codes, coders }
}

fn agrees(found: &[&Excerpt], sources: &HashMap<String, SourceId>, expected: &Value, what: &str) {
    let count = |key: &str| expected[key].as_u64().unwrap() as usize;
    let distinct = |ids: Vec<String>| ids.into_iter().collect::<std::collections::BTreeSet<_>>().len();
    assert_eq!(found.len(), count("references"), "{what}: references");
    assert_eq!(distinct(found.iter().map(|e| e.source.to_string()).collect()), count("sources"), "{what}: sources");
    assert_eq!(distinct(found.iter().flat_map(|e| &e.people).map(ToString::to_string).collect()), count("cases"), "{what}: cases");
    assert_eq!(found.iter().map(|e| e.span.len() as usize).sum::<usize>(), count("characters"), "{what}: characters");
    assert_eq!(found.iter().map(|e| e.words as usize).sum::<usize>(), count("words"), "{what}: words");
    for (name, spans) in expected["segments"].as_object().unwrap() {
        let here: Vec<Span> = found.iter().filter(|e| e.source == sources[name]).map(|e| e.span).collect();
        assert_eq!(here, spans.as_array().unwrap().iter().map(span_of).collect::<Vec<_>>(), "{what} in {name}");
    }
}

#[test]
fn counts_and_passages_are_those_of_the_worked_answers() {
    let Some(vectors) = vectors("queries_small_project.json") else { return };
    let Vectors { maker, sources, codes, coders } = small_project(&vectors["project"]);
    let (corpus, texts) = maker.done();
    let voices = Voices::read(&corpus, &texts).unwrap();
    let all = counts(&corpus, &Scope::default(), &voices, None);
    let expected = &vectors["expected"];
    let by_code = expected["Q1_code_counts"].as_object().unwrap().iter().map(|(path, answer)| (path.as_str(), false, answer));
    for (path, with_children, answer) in by_code.chain([("Data", true, &expected["Q2_parent_aggregate_Data"])]) {
        let code = codes[path];
        let found = retrieve(&corpus, &Query::code(code, with_children), &texts).unwrap();
        agrees(&found.excerpts.iter().collect::<Vec<_>>(), &sources, answer, path);
        let tally = all.get(code, with_children);
        let number = |key: &str| answer[key].as_u64().unwrap() as u32;
        assert_eq!((tally.references, tally.sources, tally.people), (number("references"), number("sources"), number("cases")), "{path}");
        assert_eq!(tally.codings, number("references_all_coders_unmerged"), "{path}");
        let stored = Query { basis: Basis::Codings, ..Query::code(code, with_children) };
        assert_eq!(retrieve(&corpus, &stored, &texts).unwrap().excerpts.len() as u32, tally.codings, "{path}");
        for (name, share) in answer["coverage_per_source"].as_object().unwrap() {
            let spans = corpus.references(&Scope::default(), code, with_children, sources[name]);
            assert!((corpus.coverage(sources[name], &spans) - share.as_f64().unwrap()).abs() < 1e-9, "{path} in {name}");
        }
        for (initials, references) in answer["references_per_coder_merged"].as_object().into_iter().flatten() {
            let scope = Scope { coders: vec![coders[initials]], ..Scope::default() };
            assert_eq!(u64::from(counts(&corpus, &scope, &voices, None).get(code, false).references), references.as_u64().unwrap());
        }
    }
}

#[test]
fn passages_by_site_and_phase_are_those_of_the_worked_answers() {
    let Some(vectors) = vectors("queries_small_project.json") else { return };
    let Vectors { maker, sources, codes, .. } = small_project(&vectors["project"]);
    let (corpus, texts) = maker.done();
    for (path, cells) in vectors["expected"]["Q4_matrix_code_by_attribute"].as_object().unwrap() {
        for (cell, answer) in cells.as_object().unwrap() {
            let (name, value) = cell.split_once('=').unwrap();
            let filters = vec![Filter { by: corpus.grouping_named(name).unwrap(), values: vec![value.into()] }];
            let found = retrieve(&corpus, &Query { filters, ..Query::code(codes[path], false) }, &texts).unwrap();
            agrees(&found.excerpts.iter().collect::<Vec<_>>(), &sources, answer, &format!("{path} × {cell}"));
        }
    }
}

/// Two people of two sites in one group talk, and a person alone; a question coded too; a field note of a site.
fn focus_group() -> (Maker, CodeId, [SourceId; 3], [CaseId; 5]) {
    let mut maker = Maker::new();
    let role = maker.attribute(Target::Case, "role", AttributeType::Choice, &["Nurse", "Carer", "Porter"]);
    maker.corpus.project.role = Some(Grouping::Attribute(role));
    let (north, south) = (maker.case(maker.site, "North", None), maker.case(maker.site, "South", None));
    let (ann, bea) = (maker.case(maker.person, "P1", Some(north)), maker.case(maker.person, "P2", Some(south)));
    let cy = maker.case(maker.person, "P3", Some(north));
    maker.value(role, Owner::Case(ann), "Porter");
    maker.value(role, Owner::Case(bea), "Carer");
    let voices = [("INT", SpeakerRole::Interviewer, None), ("A", SpeakerRole::Participant, Some(ann)), ("B", SpeakerRole::Participant, Some(bea))];
    let group = maker.source("group", "Well now?\nIt is cold.\nIt is warm.\nAnd so?", &voices, &[0, 1, 2, 0]);
    let alone = maker.source("alone", "It is late.\nVery late.", &[], &[]);
    let note = maker.source("note", "Nobody came.", &[], &[]);
    maker.link(alone, cy);
    maker.link(note, north);
    maker.kind(note, SourceKind::Observation);
    let (code, coder) = (maker.code("Weather", None), maker.coder("BP"));
    for (source, start, end) in [(group, 0, 9), (group, 10, 21), (group, 15, 30), (group, 22, 33), (alone, 0, 11), (note, 0, 12)] {
        maker.coding(source, code, coder, Span::new(start, end));
    }
    (maker, code, [group, alone, note], [north, south, ann, bea, cy])
}

#[test]
fn a_passage_belongs_to_whoever_speaks_in_it() {
    let (maker, code, [group, alone, note], [_, _, ann, bea, cy]) = focus_group();
    let (corpus, texts) = maker.done();
    let found = retrieve(&corpus, &Query { basis: Basis::Codings, ..Query::code(code, false) }, &texts).unwrap();
    let whose: Vec<(SourceId, Vec<CaseId>)> = found.excerpts.iter().map(|e| (e.source, e.people.clone())).collect();
    let expected = [(group, vec![]), (group, vec![ann]), (group, vec![ann, bea]), (group, vec![bea]), (alone, vec![cy]), (note, vec![])];
    assert_eq!(whose, expected);
    let labels = |groups: &Groups, list: &[u16]| list.iter().map(|g| groups.label(*g).to_owned()).collect::<Vec<_>>().join("+");
    let sites: Vec<String> = found.excerpts.iter().map(|e| labels(&found.heads.site, &e.site)).collect();
    assert_eq!(sites, ["Unassigned", "North", "North+South", "South", "North", "North"]);
    let roles: Vec<String> = found.excerpts.iter().map(|e| labels(&found.heads.role, &e.role)).collect();
    assert_eq!(roles, ["Unassigned", "Porter", "Carer+Porter", "Carer", "Unassigned", "Unassigned"]);
    let voices = Voices::read(&corpus, &texts).unwrap();
    assert_eq!(counts(&corpus, &Scope::default(), &voices, None).get(code, false), Tally { references: 4, codings: 6, sources: 3, people: 3 });
    let here = counts(&corpus, &Scope::default(), &voices, Some(&[group])).get(code, true);
    assert_eq!(here, Tally { references: 2, codings: 4, sources: 1, people: 2 });
}

#[test]
fn a_theme_says_who_is_heard_and_who_is_silent() {
    let (mut maker, code, [group, ..], [north, ..]) = focus_group();
    let quiet = maker.case(maker.person, "P4", Some(north));
    let silent = maker.source("silent", "Nothing on that.", &[], &[]);
    maker.link(silent, quiet);
    let (corpus, texts) = maker.done();
    let query = Query { sources: vec![group], ..Query { basis: Basis::Codings, ..Query::code(code, false) } };
    let found = retrieve(&corpus, &query, &texts).unwrap();
    let cast = Cast::new(&corpus, &found.heads);
    let summary = theme(&[&found.excerpts[1]], &found.heads, &cast, Columns::Site);
    assert_eq!(summary.reach, "Only in North");
    assert_eq!(summary.columns.len(), 2);
    assert_eq!(summary.columns[0].voiced.short(), "1 · 1 person");
    assert_eq!(summary.columns[0].silence(|group| found.heads.role.label(group)), "Silent: Unassigned (none of 2 spoke of it)");
    assert_eq!(summary.columns[1].silence(|group| found.heads.role.label(group)), "Silent: Carer (none of 1 spoke of it)");
    let summary = theme(&found.excerpts.iter().collect::<Vec<_>>(), &found.heads, &cast, Columns::Site);
    assert_eq!((summary.reach.as_str(), summary.voiced.line().as_str()), ("In both sites", "4 passages · 1 interview · 2 people"));
    assert_eq!(summary.columns[1].warning(), "", "the passage of two people is not one voice");
    // By role the question stands under what has no role, and is said to be one.
    let roles = theme(&found.excerpts.iter().collect::<Vec<_>>(), &found.heads, &cast, Columns::Role);
    let lines: Vec<String> = roles.columns.iter().map(|column| format!("{}: {}", found.heads.role.label(column.group), column.line())).collect();
    assert_eq!(lines.last().unwrap(), "Unassigned: 1, a question · 0 people", "{lines:?}");
    let twice = [found.excerpts[1].clone(), found.excerpts[1].clone()];
    let summary = theme(&twice.iter().collect::<Vec<_>>(), &found.heads, &cast, Columns::Role);
    assert_eq!(summary.columns[1].warning(), "One voice only: both passages come from the same person.");
}

#[test]
fn nobody_is_silent_where_nobody_has_a_group() {
    let (mut maker, code, [group, ..], _) = focus_group();
    maker.corpus.project.role = None;
    let (corpus, texts) = maker.done();
    let query = Query { sources: vec![group], ..Query { basis: Basis::Codings, ..Query::code(code, false) } };
    let found = retrieve(&corpus, &query, &texts).unwrap();
    let summary = theme(&[&found.excerpts[1]], &found.heads, &Cast::new(&corpus, &found.heads), Columns::Site);
    assert!(summary.columns.iter().all(|column| column.silence(|group| found.heads.role.label(group)).is_empty()));
}

#[test]
fn the_sample_counts_people_once_and_says_so() {
    let (mut maker, _, [group, alone, _], _) = focus_group();
    let phase = maker.attribute(Target::Source, "phase", AttributeType::Text, &[]);
    maker.corpus.project.phase = Some(Grouping::Attribute(phase));
    maker.value(phase, Owner::Source(group), "Phase 1");
    maker.value(phase, Owner::Source(alone), "Phase 2");
    let again = maker.source("again", "Once more.", &[], &[]);
    maker.value(phase, Owner::Source(again), "Phase 2");
    let ann = maker.case(maker.person, "P9", None);
    maker.link(again, ann);
    maker.link(group, ann);
    let (corpus, _) = maker.done();
    let heads = Heads::new(&corpus);
    let cast = Cast::new(&corpus, &heads);
    let table = sample(&heads, &cast);
    let total = table.rows.last().unwrap();
    assert_eq!(total.all, Cell { people: 4, interviews: 3 }, "a field note is no interview");
    assert_eq!(total.every_phase, 1);
    let people: usize = total.phases.iter().map(|cell| cell.people).sum();
    assert_eq!(people, 5);
    // The focus group has people of two sites and roles; one of them was met in both phases.
    let of = |what: &str| format!("{what} count once in each and once in the total, so totals are not sums.");
    assert_eq!(table.note, [of("People in several phases"), of("Interviews in several role groups or sites")].join(" "));
    assert_eq!(holdings(&cast), "3 interviews with 4 people · 1 observation");
}

#[test]
fn key_quotes_words_and_pseudonyms() {
    let (mut maker, code, [group, ..], [north, ..]) = focus_group();
    let coder = maker.coder("SK");
    let starred = maker.coding(group, code, coder, Span::new(13, 20));
    maker.star(starred);
    maker.case_mut(north).pseudonym = "Site A".into();
    let (corpus, texts) = maker.done();
    let found = retrieve(&corpus, &Query { only_stars: true, ..Query::code(code, false) }, &texts).unwrap();
    assert_eq!(found.excerpts.len(), 1, "the reference that holds a starred coding, in full");
    assert_eq!((found.excerpts[0].span, found.excerpts[0].coders.len()), (Span::new(10, 33), 2));
    assert_eq!((found.heads.site.label(0), found.heads.site.shown(0)), ("North", "Site A"));
    let asked = Query { contains: "IS LATE".into(), ..Query::default() };
    assert_eq!(retrieve(&corpus, &asked, &texts).unwrap().excerpts.len(), 1);
    let site = |name: &str| Filter { by: corpus.grouping_named("site").unwrap(), values: vec![name.into()] };
    let asked = |name: &str| Query { filters: vec![site(name)], ..Query::default() };
    let count = |name: &str| retrieve(&corpus, &asked(name), &texts).unwrap().excerpts.len();
    assert_eq!((count("south"), count("site a"), count(""), count("nowhere")), (1, 3, 1, 0));
}

#[test]
fn attributions_and_whom_they_give_away() {
    let (mut maker, code, _, [.., ann, bea, cy]) = focus_group();
    maker.case_mut(ann).pseudonym = "Rowan".into();
    maker.case_mut(ann).full_name = "Ann Onymous".into();
    let (corpus, texts) = maker.done();
    let found = retrieve(&corpus, &Query { basis: Basis::Codings, ..Query::code(code, false) }, &texts).unwrap();
    let lines = |template: &str, naming| -> Vec<String> {
        let template = Attribution::new(&corpus, template, naming).unwrap();
        found.excerpts.iter().map(|excerpt| template.of(&corpus, excerpt)).collect()
    };
    let both = ["(interviewer)", "(North, Porter)", "(North and South, Carer and Porter)", "(South, Carer)", "(North)", "(North)"];
    assert_eq!(lines("({site}, {case.role})", Naming::Pseudonyms), both);
    assert_eq!(lines("{name}", Naming::Pseudonyms), ["interviewer", "Rowan", "Rowan and P2", "P2", "P3", ""]);
    assert_eq!(lines("{name}", Naming::Keys), ["interviewer", "P1", "P1 and P2", "P2", "P3", ""]);
    assert_eq!(lines("[{pseudonym}]", Naming::FullNames), ["[interviewer]", "[Rowan]", "[Rowan]", "", "", ""]);
    assert_eq!(lines("{source}, {phase}", Naming::Keys)[4], "alone");
    assert!(Attribution::new(&corpus, "({shoe size})", Naming::Keys).is_err());
    let check = |template: &str| -> Vec<(usize, Somebody)> {
        let template = Attribution::new(&corpus, template, Naming::Keys).unwrap();
        disclosures(&corpus, &template, &found.excerpts).into_iter().map(|found| (found.excerpt, found.person)).collect()
    };
    let [ann, bea, cy] = [ann, bea, cy].map(Somebody::Person);
    assert_eq!(check("({site})"), [(2, bea), (3, bea)], "two people are of North, one of South");
    assert_eq!(check("({site}, {role})"), [(1, ann), (2, ann), (3, bea)], "whoever has no role is shown by the site alone");
    assert_eq!(check("{source}"), [(4, cy)], "of the source “alone” there is one person, so its name tells who it is");
    assert_eq!(check("{name}, {speaker}"), [], "a key stands for somebody without telling who it is");
    let template = Attribution::new(&corpus, "({site})", Naming::Keys).unwrap();
    assert_eq!(disclosures(&corpus, &template, &found.excerpts)[0].why, "site South fits one person of 3");
}
