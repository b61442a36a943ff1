//! Who could be known by an export: the check before it, and the neutral labels that stand for names.

use crate::corpora::Maker;
use std::collections::HashMap;
use std::sync::Arc;
use themata::analysis::*;
use themata::export::*;
use themata::model::*;
use themata::text::SourceText;

type Study = (Corpus, HashMap<SourceId, Arc<SourceText>>);

/// Two people known by name, one by a key that is a name, and a voice that is joined to nobody.
fn named() -> Study {
    let mut maker = Maker::new();
    let role = maker.attribute(Target::Case, "role", AttributeType::Text, &[]);
    let note = maker.attribute(Target::Case, "note", AttributeType::Text, &[]);
    maker.corpus.project.role = Some(Grouping::Attribute(role));
    let site = maker.case(maker.site, "North", None);
    let (ann, bea) = (maker.case(maker.person, "P1", Some(site)), maker.case(maker.person, "P2", Some(site)));
    let cleo = maker.case(maker.person, "Cleo Marsh", Some(site));
    maker.case_mut(ann).full_name = "Ann Okafor".into();
    maker.case_mut(ann).pseudonym = "Rowan".into();
    maker.case_mut(bea).full_name = "Beatrix Lund".into();
    for (case, value) in [(ann, "Nurse"), (bea, "Nurse"), (cleo, "Porter")] {
        maker.value(role, Owner::Case(case), value);
    }
    maker.value(note, Owner::Case(bea), "ask for Lund");
    let asks = ("Interviewer Jo", SpeakerRole::Interviewer, None);
    let one = maker.source(
        "Okafor, ward 3",
        "How?\nWe ring first.\nAsk Beatrix Lund about it.\nOr Mrs. Lund, or ms LUND. The Lund road is closed.",
        &[asks, ("Ann", SpeakerRole::Participant, Some(ann))],
        &[0, 1, 1],
    );
    let voices = [asks, ("Bea", SpeakerRole::Participant, Some(bea)), ("Dilys", SpeakerRole::Participant, None)];
    let two = maker.source("second talk", "And you?\nNobody rings.\nI do ring.", &voices, &[0, 1, 2]);
    let three = maker.source("third talk", "And you?\nRotas are kept in pencil.", &[asks, ("Porter", SpeakerRole::Participant, None)], &[0, 1]);
    maker.link(three, cleo);
    let (code, coder) = (maker.code("Ringing", None), maker.coder("BP"));
    for (source, start, end) in [(one, 5, 19), (one, 20, 46), (two, 9, 22), (two, 23, 33), (three, 9, 34)] {
        maker.coding(source, code, coder, Span::new(start, end));
    }
    maker.done()
}

fn options((corpus, _): &Study, attribution: &str, naming: Naming) -> ExcerptOptions {
    ExcerptOptions { attribution: attribution.into(), naming, ..ExcerptOptions::new(&corpus.project) }
}

fn found(study: &Study, attribution: &str, naming: Naming, beside: Beside) -> Vec<String> {
    let query = Query { basis: Basis::Codings, ..Query::default() };
    let found = excerpts_disclosed(&study.0, &query, &study.1, &options(study, attribution, naming), beside).unwrap();
    found.tellings.iter().map(|telling| telling.line(found.unit)).collect()
}

fn csv(study: &Study, naming: Naming, by: Option<Grouping>) -> Vec<HashMap<String, String>> {
    let mut out = Vec::new();
    let query = Query { basis: Basis::Codings, ..Query::default() };
    let options = ExcerptOptions { by, table: TableOptions { bom: false, ..TableOptions::default() }, ..options(study, "({name})", naming) };
    excerpts_csv(&study.0, &query, &study.1, &options, &mut out).unwrap();
    let mut reader = ::csv::Reader::from_reader(out.as_slice());
    reader.deserialize().map(|row| row.unwrap()).collect()
}

#[test]
fn pseudonyms_leave_no_name_in_labels_and_are_the_same_all_through() {
    let study = named();
    let rows = csv(&study, Naming::Pseudonyms, None);
    let column = |name: &str| rows.iter().map(|row| row[name].as_str()).collect::<Vec<_>>();
    assert_eq!(column("source"), ["Interview 1", "Interview 1", "second talk", "second talk", "third talk"]);
    assert_eq!(column("case"), ["Rowan", "Rowan", "P2", "", "Participant 1"]);
    assert_eq!(column("speaker"), ["Rowan", "Rowan", "P2", "Participant 2", "Participant 1"], "one voice of one person is that person");
    assert_eq!(column("attribution"), ["(Rowan)", "(Rowan)", "(P2)", "", "(Participant 1)"]);
    let mut cases = Vec::new();
    cases_csv(&study.0, Naming::Pseudonyms, TableOptions::default(), &mut cases).unwrap();
    let cases = String::from_utf8(cases).unwrap();
    assert!(cases.contains("Participant 1") && !cases.contains("Cleo") && !cases.contains("Okafor"), "{cases}");
    let source = study.0.sources()[1].id;
    let options =
        TranscriptOptions { scope: Scope::default(), basis: Basis::References, naming: Naming::Pseudonyms, made: Time(0), paper: Paper::A4 };
    let mut page = Vec::new();
    transcript_page(&study.0, source, &study.1, &options, &mut page).unwrap();
    let page = String::from_utf8(page).unwrap();
    assert!(page.contains("<b>Participant 2</b>") && !page.contains("Dilys") && !page.contains("Jo<"), "the same label as in the table");
    let full = csv(&study, Naming::FullNames, None);
    assert_eq!((full[0]["case"].as_str(), full[0]["source"].as_str(), full[3]["speaker"].as_str()), ("Ann Okafor", "Okafor, ward 3", "Dilys"));
}

#[test]
fn a_grouping_by_people_shows_no_key_that_is_a_name() {
    let study = named();
    let by = study.0.grouping_named("person").unwrap();
    let rows = csv(&study, Naming::Pseudonyms, Some(by));
    let groups: Vec<&str> = rows.iter().map(|row| row["group: person"].as_str()).collect();
    assert_eq!(groups, ["Participant 1", "Rowan", "Rowan", "P2", "Unassigned"]);
}

#[test]
fn the_check_looks_at_every_column_and_says_it_in_few_lines() {
    let study = named();
    assert_eq!(
        found(&study, "({role})", Naming::Pseudonyms, Beside::Attribution),
        ["A name in the words themselves: 1 passage", "The attribution fits one person alone: 1 passage, 1 person"]
    );
    let naming = found(&study, "({source}, {name}, {speaker})", Naming::FullNames, Beside::Attribution);
    assert!(naming.contains(&"A name in the attribution: 4 passages, 3 people".to_owned()), "{naming:?}");
    assert!(naming.iter().any(|line| line.starts_with("The attribution fits one person alone")), "the source's name tells who it is: {naming:?}");
    let columns = found(&study, "", Naming::Pseudonyms, Beside::Columns);
    assert!(columns.iter().any(|line| line.starts_with("The columns together fit one person alone: ")), "{columns:?}");
    assert!(columns.contains(&"A name in an attribute: 1 passage, 1 person".to_owned()), "{columns:?}");
    assert!(!columns.iter().any(|line| line.starts_with("A name in the source") || line.starts_with("A name in the speaker")), "{columns:?}");
    let keys = found(&study, "", Naming::Keys, Beside::Columns);
    for line in ["A name in the source: 2 passages", "A name in the case: 1 passage, 1 person", "A name in the speaker: 2 passages"] {
        assert!(keys.iter().any(|found| found.starts_with(line)), "{line}: {keys:?}");
    }
    assert!(keys.len() <= 8, "few lines: {keys:?}");
}

#[test]
fn what_stands_beside_questions_and_unjoined_voices_tells_whose_interview_it_is() {
    let mut maker = Maker::new();
    let met = maker.attribute(Target::Source, "met", AttributeType::Text, &[]);
    let (ann, bea) = (maker.case(maker.person, "P1", None), maker.case(maker.person, "P2", None));
    let asks = ("Q", SpeakerRole::Interviewer, None);
    let (code, coder) = (maker.code("Ringing", None), maker.coder("BP"));
    // Ann's interview, one of two with Bea in which another voice is joined to nobody, and one whose only voice is.
    let one = maker.source("one", "How?\nWe ring.", &[asks, ("Ann", SpeakerRole::Participant, Some(ann))], &[0, 1]);
    let voices = [asks, ("Bea", SpeakerRole::Participant, Some(bea)), ("The Witness", SpeakerRole::Participant, None)];
    let two = maker.source("two", "How?\nWe sing.\nI wait.", &voices, &[0, 1, 2]);
    let three = maker.source("three", "How?\nI hum.", &[asks, ("The Witness", SpeakerRole::Participant, None)], &[0, 1]);
    for (source, value) in [(one, "in a hall"), (two, "by phone"), (three, "in a park")] {
        maker.value(met, Owner::Source(source), value);
    }
    for (source, start, end) in [(one, 0, 4), (one, 5, 13), (two, 0, 4), (two, 5, 13), (two, 14, 21), (three, 0, 4), (three, 5, 11)] {
        maker.coding(source, code, coder, Span::new(start, end));
    }
    let study = maker.done();
    assert_eq!(found(&study, "{met}", Naming::Pseudonyms, Beside::Attribution), ["The attribution fits one person alone: 7 passages, 3 people"]);
    let columns = found(&study, "", Naming::Pseudonyms, Beside::Columns);
    assert_eq!(columns, ["The columns together fit one person alone: 7 passages, 3 people"]);
    assert!(found(&study, "{kind}", Naming::Pseudonyms, Beside::Attribution).is_empty(), "what all share tells nobody");
}

#[test]
fn transcripts_and_tables_are_checked_too() {
    let study = named();
    let (corpus, texts) = &study;
    let lines = |found: Disclosed| found.tellings.iter().map(|telling| telling.line(found.unit)).collect::<Vec<_>>();
    let source = corpus.sources()[0].id;
    let kept = lines(transcript_disclosed(corpus, source, texts, Naming::Pseudonyms).unwrap());
    assert!(kept.contains(&"A name in the words themselves: 2 paragraphs".to_owned()) && !kept.iter().any(|line| line.contains("title")), "{kept:?}");
    let open = lines(transcript_disclosed(corpus, source, texts, Naming::FullNames).unwrap());
    assert!(open.contains(&"A name in the title: 4 paragraphs".to_owned()), "{open:?}");
    assert!(open.contains(&"A name in the speaker: 2 paragraphs".to_owned()), "{open:?}");
    assert!(open.iter().any(|line| line.starts_with("What stands over the transcript fits one person alone")), "{open:?}");
    let cases = lines(cases_disclosed(corpus, Naming::Keys));
    assert_eq!(
        cases,
        [
            "The columns together fit one person alone: 3 people, 3 people",
            "A name in an attribute: 1 person, 1 person",
            "A name in the case: 1 person, 1 person"
        ]
    );
    let heads = Heads::new(corpus);
    assert_eq!(lines(sample_disclosed(&sample(&heads, &Cast::new(corpus, &heads)))), ["A cell counts one person: 1 row"]);
    assert!(lines(codebook_disclosed(corpus, texts).unwrap()).is_empty());
}

#[test]
fn the_page_opens_with_the_columns_that_were_asked_for() {
    let Some(browser) = crate::browser::Browser::start() else { return };
    let (corpus, texts) = named();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.html");
    let shown = |by: &str| {
        let options = ReviewOptions { by: corpus.grouping_named(by), ..ReviewOptions::new(&corpus.project) };
        let mut out = Vec::new();
        review_page(&corpus, &Query::default(), &texts, &options, &mut out).unwrap();
        assert!(!String::from_utf8_lossy(&out).contains("Cleo"), "no name is in the page");
        std::fs::write(&file, out).unwrap();
        browser.open(&file);
        browser.run("return [...document.querySelectorAll('.column h2')].map(head => head.textContent)")
    };
    assert_eq!(shown("role"), serde_json::json!(["Nurse", "Porter", "Unassigned"]));
    assert_eq!(shown("person"), serde_json::json!(["Participant 1", "Rowan", "P2", "Unassigned"]));
    assert_eq!(browser.text("#columns option:checked"), "person");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// What is drawn in the pictures of a page.
fn drawn(page: &str) -> String {
    page.split("<svg").skip(1).filter_map(|rest| rest.split("</svg>").next()).collect()
}

#[test]
fn no_picture_shows_a_group_by_a_name_of_the_list() {
    let room = crate::cli_pseudonyms::named_study();
    crate::cli_pseudonyms::list_names(&room);
    room.done(&["cases", "s.themata", "add", "P2", "--kind", "person", "--source", "second", "--coder", "BP"]);
    room.done(&["attributes", "s.themata", "add", "place", "--on", "case", "--type", "text", "--coder", "BP"]);
    for (place, case) in [("Leeds", "P1"), ("York", "P2")] {
        room.done(&["attributes", "s.themata", "set", "place", place, "--case", case, "--coder", "BP"]);
    }
    room.done(&["project", "s.themata", "--site", "place", "--role", "person", "--coder", "BP"]);
    room.done(&["report", "s.themata", "new", "Board", "Law 2", "--coder", "BP"]);
    room.done(&["report", "s.themata", "write", "Board", "-o", "board.html"]);
    let page = std::fs::read_to_string(room.path("board.html")).unwrap();
    let picture = drawn(&page);
    assert!(picture.contains("Northtown") && picture.contains("Mary Stern"), "{picture}");
    assert!(["Leeds", "Anne", "Miller", ">P1<"].iter().all(|name| !picture.contains(name)), "{picture}");
    assert!(page.contains("Only in Northtown") && !page.contains("Only in Leeds"), "{page}");
    for (by, shown, names) in [("place", "Northtown", ["Leeds"]), ("person", "Mary Stern", ["P1"])] {
        let told = room.done(&["saturation", "s.themata", "--by", by, "-o", "a.svg"]);
        let picture = std::fs::read_to_string(room.path("a.svg")).unwrap();
        assert!(picture.contains(&format!("<title>{shown}</title>")) && names.iter().all(|name| !picture.contains(name)), "{picture}");
        assert!(!told.err.contains("A name"), "{}", told.err);
    }
    let table = room.done(&["export", "s.themata", "--what", "sample", "-o", "sample.csv"]);
    let table = std::fs::read_to_string(room.path("sample.csv")).unwrap_or(table.out);
    assert!(table.contains("Northtown") && !table.contains("Leeds"), "{table}");
    // A name that nothing stands for is seen.
    room.done(&["cases", "s.themata", "edit", "P2", "--full-name", "Carla Dunn", "--coder", "BP"]);
    room.done(&["attributes", "s.themata", "add", "house", "--on", "case", "--type", "text", "--coder", "BP"]);
    room.done(&["attributes", "s.themata", "set", "house", "Dunn’s", "--case", "P2", "--coder", "BP"]);
    let told = room.done(&["saturation", "s.themata", "--by", "house", "-o", "a.svg"]);
    assert!(told.err.contains("A name in the group: 1 name of a group"), "{}", told.err);
}

#[test]
fn the_check_of_a_document_looks_at_what_its_pictures_say() {
    let (corpus, texts) = named();
    let picture = |words: &str| {
        let (svg, alt) = (String::new(), "Where it is heard.".to_owned());
        blocks_disclosed(
            &corpus,
            &texts,
            ("", &[Block::Picture(Picture { svg, width: 1.0, height: 1.0, alt, words: vec![words.to_owned()] })]),
            Naming::Pseudonyms,
        )
        .unwrap()
    };
    assert!(picture("Nurse").is_empty());
    assert_eq!(picture("near Beatrix Lund").tellings[0].what, "A name in the words themselves");
}
