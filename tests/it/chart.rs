//! The framework chart: what is counted under its cells against a plain search, what is written in them through corrections, merges and undo.

use crate::support::{corpus, import, interview, small_project};
use std::path::Path;
use themata::analysis::{Chart, ChartAsk, ChartOf, Coded, Corpus, Filter, Scope, Voices, behind, beneath, retrieve};
use themata::model::*;
use themata::project::{AttributeDraft, CellDraft, NewCoding, Project, Reader};

fn charts(corpus: &Corpus) -> Vec<ChartAsk> {
    let mut of = vec![ChartOf::Sources];
    of.extend(corpus.kinds().iter().map(|kind| ChartOf::Cases(kind.id)));
    let mut by = vec![None];
    by.extend(corpus.attributes().iter().map(|attribute| Some(Grouping::Attribute(attribute.id))));
    by.extend(corpus.kinds().iter().map(|kind| Some(Grouping::Kind(kind.id))));
    let codes: Vec<CodeId> = corpus.codes().iter().map(|code| code.id).collect();
    let ask = |of: &ChartOf, by: &Option<Grouping>| ChartAsk { of: *of, by: *by, codes: codes.clone(), ..ChartAsk::default() };
    of.iter().flat_map(|of| by.iter().map(move |by| ask(of, by))).collect()
}

/// Every cell of a chart counts the passages that a search for them finds.
fn counts_as_retrieved(corpus: &Corpus, reader: &Reader, ask: &ChartAsk) -> usize {
    let texts = reader.texts(corpus);
    let voices = Voices::read(corpus, &texts).unwrap();
    let chart = Chart::new(corpus, &voices, ask);
    let mut counted = 0;
    for (row, head) in chart.rows.iter().enumerate() {
        for (column, code) in chart.codes.iter().enumerate() {
            let mut query = beneath(corpus, &head.key, *code, &ask.scope);
            // Who stands in several groups counts in each with what was said there.
            if !head.together && chart.rows.iter().filter(|other| other.key == head.key).count() > 1 {
                query.filters.push(Filter { by: ask.by.unwrap(), values: vec![chart.groups[head.group].label.clone()] });
            }
            let found = retrieve(corpus, &query, &texts).unwrap();
            // What stands beside the cell is what the cell counts.
            if let Some(only) = chart.sources_of(corpus, ask, row) {
                let beside = retrieve(corpus, &beneath(corpus, &head.key, *code, &ask.scope), &texts).unwrap();
                let beside = beside.excerpts.iter().filter(|excerpt| only.contains(&excerpt.source)).count();
                assert_eq!(beside, found.excerpts.len(), "{} × {}", head.title, corpus.path(*code).join("/"));
            }
            let passages = chart.under(row, column).passages as usize;
            assert_eq!(passages, found.excerpts.len(), "{} × {}", head.title, corpus.path(*code).join("/"));
            counted += passages;
        }
    }
    counted
}

#[test]
fn every_cell_counts_what_a_plain_search_finds() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("study.themata");
    themata::example::build(&path, &|_, _| true).unwrap();
    let (reader, corpus) = (Reader::open(&path).unwrap(), corpus(&path));
    let all = charts(&corpus);
    // A few charts whole, those by people and by interviews among them: each cell is a search of its own.
    let person = corpus.kind_named("person").unwrap().id;
    let site = corpus.project.site;
    let codes: Vec<CodeId> = corpus.frameworks().iter().flat_map(|framework| corpus.tops(framework.id)).collect();
    for of in [ChartOf::Sources, ChartOf::Cases(person)] {
        let coder = corpus.coders[0].id;
        for scope in [Scope::default(), Scope { coders: vec![coder], ..Scope::default() }] {
            for by in [site, corpus.project.phase] {
                let ask = ChartAsk { of, by, codes: codes.clone(), scope: scope.clone(), ..ChartAsk::default() };
                assert!(counts_as_retrieved(&corpus, &reader, &ask) > 100);
            }
        }
    }
    // All others at least hold together: every row is in its group, a group's own row first.
    let texts = reader.texts(&corpus);
    let voices = Voices::read(&corpus, &texts).unwrap();
    for ask in all {
        let chart = Chart::new(&corpus, &voices, &ask);
        let mut next = 0;
        for (n, group) in chart.groups.iter().enumerate() {
            assert_eq!(group.rows.start, next);
            next = group.rows.end;
            assert!(chart.rows[group.rows.clone()].iter().enumerate().all(|(at, row)| row.group == n && (!row.together || at == 0)));
        }
        assert_eq!(next, chart.rows.len());
    }
}

#[test]
fn who_was_interviewed_at_two_sites_counts_at_each_with_what_was_said_there() {
    let room = crate::cli_room::Room::new();
    room.write("in/a1.txt", "Q: So?\n\nAda: Money came late.\n\nQ: And?\n\nAda: It never paid.\n");
    room.write("in/a2.txt", "Q: So?\n\nAda: Here money came early.\n");
    room.write("in/b1.txt", "Q: So?\n\nBen: Money was no trouble here.\n");
    room.write("people.csv", "file,person,site\na1.txt,Ada,North\na2.txt,Ada,South\nb1.txt,Ben,South\n");
    room.done(&["new", "s.themata", "--framework", "leutz"]);
    room.done(&["import", "s.themata", "in", "--attributes", "people.csv", "--case-column", "person"]);
    room.done(&["project", "s.themata", "--site", "site"]);
    let code = |source: &str, code: &str, words: &str| drop(room.done(&["code", "s.themata", "--source", source, "--code", code, "--text", words]));
    code("a1", "Law 2", "Money came late.");
    code("a1", "Law 2", "It never paid.");
    code("a2", "Law 2", "Here money came early.");
    code("b1", "Law 2", "Money was no trouble here.");
    code("a2", "Law 3", "Here money");
    // A question is nobody's: it counts in the row of an interview and of its group, and beside people in that of their group alone.
    code("b1", "Law 3", "So?");
    let path = room.path("s.themata");
    let (reader, now) = (Reader::open(&path).unwrap(), corpus(&path));
    let (law2, law3) = (now.codes_meant("Law 2")[0], now.codes_meant("Law 3")[0]);
    let person = now.kind_named("person").unwrap().id;
    let ask = ChartAsk { of: ChartOf::Cases(person), by: now.project.site, codes: vec![law2, law3], ..ChartAsk::default() };
    counts_as_retrieved(&now, &reader, &ask);
    let voices = Voices::read(&now, &reader.texts(&now)).unwrap();
    let chart = Chart::new(&now, &voices, &ask);
    let told: Vec<(String, String, [u32; 2])> = chart
        .rows
        .iter()
        .enumerate()
        .map(|(at, row)| (chart.groups[row.group].label.clone(), row.title.clone(), [0, 1].map(|column| chart.under(at, column).passages)))
        .collect();
    let row = |group: &str, title: &str, passages| (group.to_owned(), title.to_owned(), passages);
    let plain = [
        row("North", "North together", [2, 0]),
        row("North", "Ada", [2, 0]),
        row("South", "South together", [2, 2]),
        row("South", "Ada", [1, 1]),
        row("South", "Ben", [1, 0]),
    ];
    assert_eq!(told, plain);
    let details: Vec<&str> = chart.rows.iter().map(|row| row.detail.as_str()).filter(|detail| detail.contains("nobody")).collect();
    assert_eq!(details, ["what nobody in particular said counts here too"], "South together");
    let beside = |row: usize| {
        let only = chart.sources_of(&now, &ask, row)?;
        // Those that Ada is heard in.
        let hers = now.sources().iter().filter(|source| source.name.starts_with('a') && only.contains(&source.id));
        Some(hers.map(|source| source.name.clone()).collect::<Vec<_>>())
    };
    assert_eq!([1, 3, 4].map(beside), [Some(vec!["a1".to_owned()]), Some(vec!["a2".to_owned()]), None], "what stands beside the cells");
    // What she says at one site alone is due once, whichever of her rows stands first; her cell is one, and so is what it keeps of the coding.
    assert_eq!(chart.charted(&now).due, 6);
    let ada: Vec<usize> = (0..chart.rows.len()).filter(|at| chart.rows[*at].title == "Ada").collect();
    assert_eq!(chart.mark(ada[0], 0), chart.mark(ada[1], 0));
    assert_ne!(chart.mark(ada[0], 0), chart.mark(ada[1] + 1, 0));
}

#[test]
fn rows_say_where_the_same_person_stands_in_another_group_and_keep_their_order_there() {
    let room = crate::cli_room::Room::new();
    room.write("in/a1.txt", "Q: So?\n\nAda: Money came late.\n");
    room.write("in/b1.txt", "Q: So?\n\nBen: Money was no trouble here.\n");
    room.write("in/c1.txt", "Q: So?\n\nAda: Here money came early.\n");
    room.write("people.csv", "file,person,site\na1.txt,Ada,North\nb1.txt,Ben,South\nc1.txt,Ada,South\n");
    room.done(&["new", "s.themata", "--framework", "leutz"]);
    room.done(&["import", "s.themata", "in", "--attributes", "people.csv", "--case-column", "person"]);
    room.done(&["project", "s.themata", "--site", "site"]);
    let rows = |more: &[&str]| -> Vec<[String; 3]> {
        let told = room.done(&[&["chart", "s.themata", "--json"], more].concat()).json();
        let rows = told["rows"].as_array().unwrap().iter().filter(|row| !row["name"].as_str().unwrap().ends_with("together"));
        rows.map(|row| ["group", "name", "detail"].map(|field| row[field].as_str().unwrap().to_owned())).collect()
    };
    let row = |words: [&str; 3]| words.map(str::to_owned);
    let interviews = [row(["North", "a1", "same person also in South"]), row(["South", "b1", ""]), row(["South", "c1", "same person also in North"])];
    assert_eq!(rows(&[]), interviews);
    let people =
        [row(["North", "Ada", "also in South, the same cells"]), row(["South", "Ada", "also in North, the same cells"]), row(["South", "Ben", ""])];
    assert_eq!(rows(&["--rows", "person"]), people);
    room.done(&["chart", "s.themata", "export", "-o", "chart.md"]);
    let written = std::fs::read_to_string(room.path("chart.md")).unwrap();
    assert!(written.contains("same person also in South") && written.contains("same person also in North"), "{written}");
    // A phase of a number with a letter is called as one of a number alone is.
    room.done(&["attributes", "s.themata", "add", "module", "--on", "source"]);
    for (module, source) in [("1", "a1"), ("2A", "b1")] {
        room.done(&["attributes", "s.themata", "set", "module", module, "--source", source]);
    }
    room.done(&["project", "s.themata", "--phase", "module"]);
    let told = rows(&[]);
    assert_eq!((told[0][2].as_str(), told[1][2].as_str()), ("module 1 · same person also in South", "module 2A"));
    // Without groups there is nothing to be said.
    assert!(rows(&["--by", "none"]).iter().all(|row| !row[2].contains("also in")));
}

#[test]
fn people_met_twice_stand_behind_each_other_by_phase() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("study.themata");
    themata::example::build(&path, &|_, _| true).unwrap();
    let (reader, corpus) = (Reader::open(&path).unwrap(), corpus(&path));
    let voices = Voices::read(&corpus, &reader.texts(&corpus)).unwrap();
    let ask = ChartAsk { by: corpus.project.site, codes: vec![corpus.codes()[0].id], ..ChartAsk::default() };
    let chart = Chart::new(&corpus, &voices, &ask);
    let again: Vec<usize> = (0..chart.rows.len()).filter(|row| chart.rows[*row].again).collect();
    assert!(!again.is_empty());
    for row in again {
        assert!(chart.rows[row].detail.ends_with("same person"), "{:?}", chart.rows[row]);
        assert!(chart.rows[row].detail.contains("Phase 2") && chart.rows[row - 1].detail.contains("Phase 1"), "{:?}", chart.rows[row]);
    }
    // A filter leaves only the rows it lets through.
    let wanted = corpus.grouping_named("site").unwrap();
    let first = chart.groups[0].label.clone();
    let ask = ChartAsk { filters: vec![Filter { by: wanted, values: vec![first.clone()] }], ..ask };
    let chart = Chart::new(&corpus, &voices, &ask);
    assert_eq!((chart.groups.len(), &chart.groups[0].label), (1, &first));
}

struct Small {
    project: Project,
    source: SourceId,
    code: CodeId,
}

impl Small {
    fn new(path: &Path) -> Self {
        let mut project = small_project(path);
        let source = import(&mut project, None, vec![interview("three", &["And trust?", "Trust came late, and money."])]).unwrap().value[0];
        let code = corpus(path).codes()[0].id;
        Self { project, source, code }
    }

    fn corpus(&self) -> Corpus {
        corpus(self.project.path())
    }

    fn draft(&self, summary: &str) -> CellDraft {
        let (row, code) = (RowKey::Source(self.source), self.code);
        CellDraft { row, code, summary: summary.into(), status: CellStatus::Draft, evidence: Vec::new(), beneath: String::new(), fits: false }
    }

    fn code_as(&mut self, span: Span) -> themata::Result<themata::project::Done<Vec<CodingId>>> {
        self.project.apply_codes(&[NewCoding { source: self.source, span, code: self.code }])
    }

    fn changed(&self) -> bool {
        let corpus = self.corpus();
        let reader = Reader::open(self.project.path()).unwrap();
        let voices = Voices::read(&corpus, &reader.texts(&corpus)).unwrap();
        let chart = Chart::new(&corpus, &voices, &ChartAsk { codes: vec![self.code], ..ChartAsk::default() });
        let row = chart.row(&corpus, &RowKey::Source(self.source)).unwrap();
        chart.view(&corpus, row, 0).changed
    }

    fn mark(&self) -> String {
        let corpus = self.corpus();
        let reader = Reader::open(self.project.path()).unwrap();
        let voices = Voices::read(&corpus, &reader.texts(&corpus)).unwrap();
        let chart = Chart::new(&corpus, &voices, &ChartAsk { codes: vec![self.code], ..ChartAsk::default() });
        chart.under(chart.row(&corpus, &RowKey::Source(self.source)).unwrap(), 0).mark()
    }
}

#[test]
fn a_cell_says_when_the_coding_under_it_changed_and_not_when_words_before_it_were_corrected() {
    let dir = tempfile::tempdir().unwrap();
    let mut small = Small::new(&dir.path().join("chart.themata"));
    let end = small.corpus().version(small.source).unwrap().chars;
    small.code_as(Span::new(end - 6, end)).unwrap();
    let draft = CellDraft { beneath: small.mark(), ..small.draft("It was late. [1]") };
    small.project.write_cells(&[draft]).unwrap();
    assert!(!small.changed());
    let mut revision = small.project.revise(small.source).unwrap();
    revision.manuscript.replace(Span::new(5, 8), "But what of");
    small.project.correct_text(&revision).unwrap();
    assert!(!small.changed(), "its words are what they were");
    small.code_as(Span::new(8, 12)).unwrap();
    assert!(small.changed());
    small.project.undo().unwrap();
    assert!(!small.changed());
}

#[test]
fn a_lens_changes_no_coding_under_a_cell() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("study.themata");
    themata::example::build(&path, &|_, _| true).unwrap();
    let (reader, own) = (Reader::open(&path).unwrap(), corpus(&path));
    let voices = Voices::read(&own, &reader.texts(&own)).unwrap();
    let through = themata::analysis::lens::Lens::new(&own, &own.crosswalks()[0]).corpus(&Scope::default());
    let codes = own.tops(own.crosswalks()[0].to_framework);
    let ask = ChartAsk { by: own.project.site, codes, ..ChartAsk::default() };
    let (plain, lens) = (Chart::new(&own, &voices, &ask), Chart::through(&through, &own, &voices, &ask));
    let cells = (0..plain.rows.len()).flat_map(|row| (0..plain.codes.len()).map(move |column| (row, column)));
    let (mut more, mut changed) = (0, 0);
    for (row, column) in cells {
        more += usize::from(lens.under(row, column).passages > plain.under(row, column).passages);
        changed += usize::from(plain.view(&own, row, column).changed);
        assert_eq!(lens.view(&through, row, column).changed, plain.view(&own, row, column).changed);
        // What is written while the chart is read so has not changed when it is read plainly.
        let draft = |chart: &Chart| CellDraft::of(&own, chart, row, column).unwrap().beneath;
        assert_eq!(draft(&lens), draft(&plain));
    }
    assert!(more > 5 && changed > 0, "{more} cells take more in, {changed} changed");
}

#[test]
fn the_passages_of_a_cell_follow_corrections_and_who_only_agrees_is_not_its_author() {
    let dir = tempfile::tempdir().unwrap();
    let mut small = Small::new(&dir.path().join("chart.themata"));
    let end = small.corpus().version(small.source).unwrap().chars;
    let passage = small.corpus().passage(small.source, Span::new(end - 6, end)).unwrap();
    small.project.write_cells(&[CellDraft { evidence: vec![(1, passage)], ..small.draft("Late. [1]") }]).unwrap();
    let mut revision = small.project.revise(small.source).unwrap();
    revision.manuscript.replace(Span::new(5, 8), "But what of");
    small.project.correct_text(&revision).unwrap();
    let corpus = small.corpus();
    let cell = corpus.cell(&RowKey::Source(small.source), small.code).unwrap().clone();
    let evidence = corpus.evidence(cell.id)[0].clone();
    let now = corpus.version(small.source).unwrap();
    assert_eq!((evidence.version, evidence.span), (now.id, Span::new(now.chars - 6, now.chars)));
    // Another one agrees: the words stay whose they are, and the passage is not written anew.
    small.project.be_coder("DD", "Dee").unwrap();
    let held = (1, Passage { source: evidence.source, version: evidence.version, span: evidence.span });
    let agreed = CellDraft { evidence: vec![held], status: CellStatus::Agreed, ..small.draft("Late. [1]") };
    small.project.write_cells(&[agreed]).unwrap();
    let corpus = small.corpus();
    let after = corpus.cell(&RowKey::Source(small.source), small.code).unwrap();
    assert_eq!((after.coder, after.at, after.status), (cell.coder, cell.at, CellStatus::Agreed));
    assert_eq!(corpus.evidence(after.id)[0].id, evidence.id);
}

#[test]
fn merging_codes_brings_the_words_of_their_cells_together() {
    let dir = tempfile::tempdir().unwrap();
    let mut small = Small::new(&dir.path().join("chart.themata"));
    let corpus = small.corpus();
    let [kept, gone] = [corpus.codes()[0].id, corpus.codes()[1].id];
    let passage = corpus.passage(small.source, Span::new(5, 9)).unwrap();
    let blank = small.draft("");
    let draft = |code, words: &str| CellDraft { code, summary: words.into(), evidence: vec![(1, passage)], ..blank.clone() };
    // The [2] of each names nothing, and goes on naming nothing: no number comes to mean another passage.
    for (first, second, merged, numbers) in [
        ("First [1].", "Second [1].", "First [1].\nSecond [2].", [1, 2]),
        ("First [1], [2].", "Second [1], [2].", "First [1], [2].\nSecond [3], [4].", [1, 3]),
    ] {
        small.project.write_cells(&[draft(kept, first), draft(gone, second)]).unwrap();
        small.project.merge_codes(&[gone], kept).unwrap();
        let corpus = small.corpus();
        let cell = corpus.cell(&RowKey::Source(small.source), kept).unwrap();
        assert_eq!(cell.summary, merged);
        assert_eq!(corpus.evidence(cell.id).iter().map(|one| one.number).collect::<Vec<_>>(), numbers);
        small.project.undo().unwrap();
        assert_eq!(small.corpus().cell(&RowKey::Source(small.source), gone).unwrap().summary, second);
    }
}

#[test]
fn a_cell_of_merged_codes_names_who_wrote_it_and_has_the_history_of_all() {
    let dir = tempfile::tempdir().unwrap();
    let mut small = Small::new(&dir.path().join("chart.themata"));
    let corpus = small.corpus();
    let (row, [kept, gone, third]) = (RowKey::Source(small.source), [0, 1, 2].map(|at| corpus.codes()[at].id));
    let passage = corpus.passage(small.source, Span::new(5, 9)).unwrap();
    let blank = small.draft("");
    let draft = |code, words: &str| CellDraft { code, summary: words.into(), evidence: vec![(1, passage)], ..blank.clone() };
    let drafts = [draft(kept, "First [1]."), draft(gone, "Second [1]."), draft(third, ""), draft(gone, "Second, again [1].")];
    small.project.write_cells(&drafts[..1]).unwrap();
    small.project.be_coder("DD", "Dee Dow").unwrap();
    small.project.write_cells(&drafts[1..3]).unwrap();
    small.project.write_cells(&drafts[3..]).unwrap();
    let name = corpus.codes()[1].name.clone();
    let [first, other] = ["BP", "DD"].map(|initials| small.corpus().coders.iter().find(|coder| coder.initials == initials).unwrap().id);
    let past = |small: &Small, code| {
        let corpus = small.corpus();
        let past = Reader::open(small.project.path()).unwrap().cell_past(corpus.cell(&row, code).unwrap().id).unwrap();
        let told = past.stood.iter().map(|one| (one.summary.clone(), one.of.as_ref().map(|(_, name)| name.clone()), one.evidence.len()));
        (told.collect::<Vec<_>>(), past.writers)
    };
    let told = |words: &str, of: Option<&str>, evidence| (words.to_owned(), of.map(str::to_owned), evidence);
    let one = [told("First [1].", None, 1)];
    small.project.merge_codes(&[gone], kept).unwrap();
    let both = vec![
        told("First [1].", None, 1),
        told("Second [1].", Some(&name), 1),
        told("Second, again [1].", Some(&name), 1),
        told("First [1].\nSecond, again [2].", None, 2),
    ];
    assert_eq!(past(&small, kept), (both.clone(), vec![first, other]));
    // Whoever takes back what was written over them gives them back their words, and wrote none.
    small.project.be_coder("BP", "Bo Park").unwrap();
    small.project.write_cells(&[draft(kept, "By one alone.")]).unwrap();
    small.project.be_coder("DD", "Dee Dow").unwrap();
    assert_eq!(past(&small, kept).1, [first]);
    for writers in [vec![first, other], vec![first], vec![first, other]] {
        let both = writers.len() > 1;
        drop(if both { small.project.undo().unwrap() } else { small.project.redo().unwrap() });
        assert_eq!(past(&small, kept).1, writers);
    }
    // Undone, each has its own; done again, both are there.
    small.project.undo().unwrap();
    assert_eq!(past(&small, kept).1, [first]);
    assert!(past(&small, kept).0.iter().all(|one| one.1.is_none()), "{:?}", past(&small, kept));
    small.project.redo().unwrap();
    let again = past(&small, kept);
    assert!(both.iter().all(|one| again.0.contains(one)) && again.1 == [first, other], "{again:?}");
    // What rests on passages alone was written by nobody; what is merged on goes along; who writes it anew wrote it.
    small.project.merge_codes(&[kept], third).unwrap();
    let all = past(&small, third);
    assert!(one.iter().chain(&both[1..3]).all(|one| all.0.iter().any(|other| (&other.0, other.2) == (&one.0, one.2))), "{all:?}");
    assert_eq!(all.1, [first, other]);
    small.project.write_cells(&[draft(third, "Anew.")]).unwrap();
    assert_eq!(past(&small, third).1, [other]);
}

#[test]
fn the_row_of_a_group_that_is_called_otherwise_keeps_its_cells() {
    let dir = tempfile::tempdir().unwrap();
    let mut small = Small::new(&dir.path().join("chart.themata"));
    let choice = |name: &str| AttributeDraft { target: Target::Source, name: name.into(), kind: AttributeType::Text, choices: Vec::new() };
    let ward = small.project.add_attribute(&choice("ward")).unwrap().value;
    let sources: Vec<SourceId> = small.corpus().sources().iter().map(|source| source.id).collect();
    let set = |small: &mut Small, values: &[(usize, &str)]| {
        let list: Vec<_> = values.iter().map(|(at, value)| (ward, Owner::Source(sources[*at]), (*value).to_owned())).collect();
        small.project.set_values(&list).unwrap();
    };
    let row = |value: &str| RowKey::Group(ward, value.to_owned());
    let words = |small: &Small, value: &str| small.corpus().cell(&row(value), small.code).map(|cell| cell.summary.clone());
    set(&mut small, &[(0, "One"), (1, "One"), (2, "Two")]);
    let drafts = [CellDraft { row: row("One"), ..small.draft("Of one.") }, CellDraft { row: row("Two"), ..small.draft("Of two.") }];
    small.project.write_cells(&drafts).unwrap();
    // Everybody of the ward has another name for it: it is the same ward.
    set(&mut small, &[(0, "Ward 1"), (1, "Ward 1")]);
    assert_eq!((words(&small, "Ward 1"), words(&small, "One")), (Some("Of one.".into()), None));
    // Who goes to a ward that others are in leaves his own behind.
    set(&mut small, &[(2, "Ward 1")]);
    assert_eq!((words(&small, "Ward 1"), words(&small, "Two")), (Some("Of one.".into()), Some("Of two.".into())));
    assert_eq!(small.corpus().stray_rows(), [(row("Two"), 1)], "which is told, for no chart shows it");
    // Two new names are two new wards.
    set(&mut small, &[(0, "A"), (1, "A"), (2, "B")]);
    assert_eq!(words(&small, "Ward 1"), Some("Of one.".into()));
    for _ in 0..3 {
        small.project.undo().unwrap();
    }
    assert_eq!(words(&small, "One"), Some("Of one.".into()));
}

#[test]
fn what_a_cell_rests_on_stays_behind_it_whatever_is_coded_there() {
    let dir = tempfile::tempdir().unwrap();
    let mut small = Small::new(&dir.path().join("chart.themata"));
    let ids = small.code_as(Span::new(14, 24)).unwrap().value;
    let passage = small.corpus().passage(small.source, Span::new(14, 24)).unwrap();
    small.project.write_cells(&[CellDraft { evidence: vec![(1, passage)], ..small.draft("Late. [1]") }]).unwrap();
    let behind = |small: &Small| {
        let corpus = small.corpus();
        let row = RowKey::Source(small.source);
        let cell = corpus.cell(&row, small.code).unwrap().id;
        let reader = Reader::open(small.project.path()).unwrap();
        let list = behind(&corpus, (&row, small.code), &Scope::default(), corpus.evidence(cell), &reader.texts(&corpus)).unwrap();
        list.into_iter().map(|one| (one.excerpt.span, one.coded)).collect::<Vec<_>>()
    };
    assert_eq!(behind(&small), [(Span::new(14, 24), Coded::Here)]);
    small.code_as(Span::new(18, 30)).unwrap();
    assert_eq!(behind(&small), [(Span::new(14, 24), Coded::Otherwise)], "in the place of the longer one");
    small.code_as(Span::new(34, 38)).unwrap();
    small.project.remove_codings(&ids).unwrap();
    assert_eq!(behind(&small), [(Span::new(14, 24), Coded::Otherwise), (Span::new(34, 38), Coded::Here)]);
    let rest: Vec<CodingId> = small.corpus().codings_of(small.source).iter().filter(|one| one.span.start == 18).map(|one| one.id).collect();
    small.project.remove_codings(&rest).unwrap();
    assert_eq!(behind(&small), [(Span::new(14, 24), Coded::Nowhere), (Span::new(34, 38), Coded::Here)]);
}
