//! Import of real files, where the shared folder is present: turns and speakers as its tables count them.

use crate::support::{need_tool, shared_file};
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use themata::import::{self, ColumnUse, FileRequest, Imported, Plan, PlanOptions, TableGround, TableOptions, TablePlan, TableRequest, TableSource};
use themata::model::{AttributeType, Owner, SpeakerRole, Target};
use themata::project::{AttributeDraft, Project};

/// A file or folder of the corpora, or a word that the test was skipped.
pub fn shared(part: &str) -> Option<PathBuf> {
    shared_file(&format!("corpora/{part}"))
}

fn plans(folder: &Path) -> Vec<Plan> {
    let files = import::collect(&[folder.to_owned()], &|_| true).files;
    let plans = import::plan_all(&files, &PlanOptions::default(), &|_, _| true).expect("not stopped");
    plans.into_iter().map(|plan| plan.unwrap_or_else(|error| panic!("{error}"))).collect()
}

/// The rows of a table of the corpora by file name.
fn rows(table: &Path) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(table).expect("opened");
    let header = reader.headers().expect("a header").clone();
    let row = |row: csv::StringRecord| header.iter().map(str::to_owned).zip(row.iter().map(str::to_owned)).collect::<BTreeMap<_, _>>();
    reader.records().map(|record| row(record.expect("a row"))).map(|row| (row["file"].clone(), row)).collect()
}

/// Every position of the structure lies within the text, in order, at whole characters.
pub fn sound(plan: &Plan) {
    let chars = plan.text.chars().count() as u32;
    let structure = &plan.structure;
    assert!(structure.paragraphs.iter().all(|paragraph| !paragraph.is_empty() && paragraph.end <= chars), "{}", plan.name);
    assert!(structure.paragraphs.windows(2).all(|pair| pair[0].end < pair[1].start), "{}", plan.name);
    assert!(structure.turns.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{}", plan.name);
    assert!(structure.marks.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{}", plan.name);
    assert!(structure.turns.iter().all(|turn| !turn.span.is_empty() && turn.span.end <= chars && (turn.speaker as usize) < plan.speakers.len()));
    assert!(structure.styles.iter().all(|style| !style.span.is_empty() && style.span.end <= chars), "{}", plan.name);
    assert_eq!(structure.turns.len() as u32, plan.speakers.iter().map(|speaker| speaker.turns).sum::<u32>());
    assert!(plan.remarks.iter().all(|remark| remark.span.start < remark.span.end && remark.span.end <= chars), "{}", plan.name);
    assert!(!plan.text.contains(['\r', '\0', '\u{FEFF}']), "{}", plan.name);
}

#[test]
fn the_inquiry_has_the_turns_and_speakers_of_its_table() {
    let (Some(folder), Some(table)) = (shared("inquiry_transcripts"), shared("inquiry_metadata.csv")) else { return };
    let rows = rows(&table);
    let (mut right, mut heard) = (0, 0);
    for plan in plans(&folder) {
        sound(&plan);
        let row = &rows[&plan.path.file_name().expect("a name").to_string_lossy().into_owned()];
        let found = (plan.structure.turns.len().to_string(), plan.speakers.len().to_string());
        let expected = (row["turns"].clone(), row["speakers"].clone());
        if found == expected {
            right += 1;
        } else {
            let names: Vec<&str> = plan.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
            println!("{}: found {found:?}, the table has {expected:?}; {names:?}", plan.name);
        }
        assert!(plan.date.starts_with("20"), "{}", plan.name);
        let witness = plan.speakers.iter().find(|speaker| speaker.name == row["witness"]);
        heard += usize::from(witness.is_none_or(|witness| witness.role == SpeakerRole::Participant));
        let counsel = plan.speakers.iter().filter(|speaker| speaker.name.ends_with(" KC") || speaker.name.contains("Counsel"));
        assert!(counsel.into_iter().all(|speaker| speaker.role == SpeakerRole::Interviewer), "{}", plan.name);
    }
    println!("{right} of 114 right");
    assert!(right >= 110, "{right} of 114");
    assert_eq!(heard, 114, "witnesses are participants");
}

#[test]
fn the_markdown_transcripts_have_their_turns() {
    let Some(archive) = shared("changelog_md.tar.xz") else { return };
    let Some(table) = shared("changelog_metadata.csv") else { return };
    let (Some(tar), Some(_)) = (need_tool("tar"), need_tool("xz")) else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let unpacked = std::process::Command::new(tar).arg("xJf").arg(&archive).arg("-C").arg(folder.path()).status().expect("tar runs");
    assert!(unpacked.success(), "{} cannot be unpacked", archive.display());
    let rows = rows(&table);
    let files = import::collect(&[folder.path().to_owned()], &|_| true).files;
    let (mut turns, mut files_right, mut seen) = (0, 0, HashSet::new());
    import::plan_each(&files, &PlanOptions::default(), &|_, _| true, |path, plan| {
        let plan = plan?;
        sound(&plan);
        turns += plan.structure.turns.len();
        let name = path.strip_prefix(folder.path()).expect("inside").to_string_lossy().into_owned();
        let right = rows[&name]["turns"] == plan.structure.turns.len().to_string();
        if !right {
            println!("{name}: {} turns, the table has {}", plan.structure.turns.len(), rows[&name]["turns"]);
        }
        files_right += usize::from(right);
        seen.insert(name);
        Ok(())
    })
    .expect("planned");
    assert_eq!((turns, files_right, seen.len()), (364_049, 2084, 2084));
}

#[test]
fn the_inquiry_table_makes_eighty_people_of_its_rows() {
    let (Some(folder), Some(path)) = (shared("inquiry_transcripts"), shared("inquiry_metadata.csv")) else { return };
    let named =
        |file: PathBuf| TableSource { name: file.file_stem().expect("a name").to_string_lossy().into_owned(), file, ..TableSource::default() };
    let names = TableGround { sources: import::collect(&[folder], &|_| true).files.into_iter().map(named).collect(), ..TableGround::default() };
    let table = import::read_table(&path, &PlanOptions::default()).expect("read");
    let some = |name: &str| Some(name.to_owned());
    let options =
        TableOptions { case_column: some("case_id"), case_name_column: some("witness"), site_column: some("nation"), ..TableOptions::default() };
    let plan = TablePlan::new(&table, &names, &options).expect("planned");
    assert_eq!((plan.matched_rows, plan.cases.len(), plan.unmatched_rows.len(), plan.unmatched_sources.len()), (114, 80, 0, 0));
    let used = |name: &str| plan.columns.iter().find(|column| column.name == name).expect("a column").used;
    assert_eq!((used("file"), used("case_id"), used("witness")), (ColumnUse::Source, ColumnUse::CaseKey, ColumnUse::CaseName));
    assert_eq!(
        (used("nation"), used("module"), used("appearances_total")),
        (ColumnUse::SourceAttribute, ColumnUse::SourceAttribute, ColumnUse::CaseAttribute)
    );
    assert_eq!(plan.grouping.map(|at| plan.attributes[at].name.as_str()), Some("nation"));
    assert!(plan.sites.is_empty());
    let guessed = TablePlan::new(&table, &names, &TableOptions::default()).expect("planned");
    assert_eq!((guessed.cases.len(), guessed.matched_rows), (80, 114));
}

/// A project, a folder of files with these words, and what an import of the folder with a table brings.
fn brought(
    files: &[(&str, &str)],
    table: &str,
    before: impl FnOnce(&mut Project),
) -> (tempfile::TempDir, Imported, TablePlan, themata::analysis::Corpus) {
    let dir = tempfile::tempdir().expect("a folder");
    for (name, words) in files {
        let path = dir.path().join("field").join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, words).expect("written");
    }
    let path = dir.path().join("p.themata");
    let mut project = Project::create(&path, "P").expect("a project");
    before(&mut project);
    let data = import::read_table_bytes(Path::new("t.csv"), table.as_bytes(), &PlanOptions::default()).expect("a table");
    let requests: Vec<FileRequest> = import::collect(&[dir.path().join("field")], &|_| true).files.into_iter().map(FileRequest::new).collect();
    let table = TableRequest { file: "t.csv".into(), data: &data, options: TableOptions::default() };
    let mut imported = import::import_files(&mut project, &requests, None, Some(&table), &|_, _| true).expect("imported");
    let corpus = crate::support::corpus(&path);
    let (plan, _) = imported.table.take().expect("planned");
    (dir, imported, plan, corpus)
}

/// The people of the source whose text holds this word.
fn people_of(imported: &Imported, corpus: &themata::analysis::Corpus, file: &str) -> Vec<String> {
    let (_, id) = imported.sources.iter().find(|(path, _)| path.ends_with(file)).expect("imported");
    corpus.cases_of(*id).iter().map(|id| corpus.case(*id).expect("a case").name.clone()).collect()
}

#[test]
fn files_of_one_name_get_the_people_of_their_own_folder() {
    let files = [("North/a.txt", "INT: Who?\nP1: I."), ("South/a.txt", "INT: Who?\nP2: I, too."), ("South/b.txt", "INT: Who?\nP3: Me.")];
    let table = "file,person,role\nSouth/a.txt,P2,porter\nNorth/a.txt,P1,nurse\nsouth/b.txt,P3,clerk\n";
    let (_dir, imported, plan, corpus) = brought(&files, table, |_| {});
    assert_eq!((plan.matched_rows, plan.unmatched_rows.len()), (3, 0));
    for (file, person) in [("North/a.txt", "P1"), ("South/a.txt", "P2"), ("South/b.txt", "P3")] {
        assert_eq!(people_of(&imported, &corpus, file), [person], "{file}");
    }
    // Without the folder nobody can tell, so nobody gets the wrong people.
    let (_dir, imported, plan, corpus) = brought(&files, "file,person\na.txt,P2\na.txt,P1\nb.txt,P3\n", |_| {});
    assert_eq!((plan.matched_rows, plan.unmatched_rows.iter().filter(|row| row.several).count()), (1, 2));
    assert!(plan.notes.iter().any(|note| note.text.contains("“a.txt” may mean several sources")), "{:?}", plan.notes);
    assert!(people_of(&imported, &corpus, "North/a.txt").is_empty() && people_of(&imported, &corpus, "South/a.txt").is_empty());
}

#[test]
fn a_cell_that_does_not_fit_is_left_out_and_the_rest_comes_in() {
    let files = [("a.txt", "INT: Who?\nP1: I."), ("b.txt", "INT: Who?\nP2: I, too.")];
    let number = |project: &mut Project| {
        let draft = AttributeDraft { target: Target::Case, name: "beds".into(), kind: AttributeType::Number, choices: Vec::new() };
        project.add_attribute(&draft).expect("made");
    };
    let (_dir, imported, plan, corpus) = brought(&files, "file,person,beds\na,P1,about a dozen\nb,P2,12\n", number);
    assert_eq!(imported.sources.len(), 2);
    let unfit: Vec<_> = plan.unfit.iter().map(|unfit| (unfit.row, unfit.column.as_str(), unfit.value.as_str(), unfit.kind)).collect();
    assert_eq!(unfit, [(0, "beds", "about a dozen", AttributeType::Number)]);
    assert!(imported.unfit.is_empty(), "the plan knew it all");
    let beds = corpus.attributes()[0].id;
    let of = |name: &str| corpus.value(beds, Owner::Case(corpus.cases().iter().find(|case| case.name == name).expect("a case").id));
    assert_eq!((of("P1"), of("P2")), (None, Some("12")));
}

#[test]
fn a_folder_that_cannot_be_read_stops_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().expect("a folder");
    let closed = dir.path().join("closed");
    std::fs::create_dir(&closed).expect("made");
    std::fs::write(dir.path().join("a.txt"), "INT: Who?\nP1: I.").expect("written");
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o000)).expect("closed");
    let missing = dir.path().join("missing.txt");
    let found = import::collect(&[dir.path().to_owned(), missing.clone()], &|_| true);
    let can_read_all = std::fs::read_dir(&closed).is_ok();
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o755)).expect("opened");
    assert_eq!(found.files, [dir.path().join("a.txt")]);
    let refused: Vec<&PathBuf> = found.refused.iter().map(|(path, _)| path).collect();
    // Root reads whatever it likes.
    assert_eq!(refused, if can_read_all { vec![&missing] } else { vec![&closed, &missing] });
}

/// What a statement would take back lies in memory: in a file of the system's, pages with words would be written some twenty times for each comment.
#[test]
fn nothing_is_written_beside_the_project_while_files_come_in() {
    let dir = tempfile::tempdir().expect("a folder");
    let comment = |n: usize, part: &str| match part {
        "text" => format!(
            "<w:p><w:commentRangeStart w:id=\"{n}\"/><w:r><w:t>Words {n}.</w:t></w:r><w:commentRangeEnd w:id=\"{n}\"/><w:r><w:commentReference w:id=\"{n}\"/></w:r></w:p>"
        ),
        _ => format!("<w:comment w:id=\"{n}\" w:author=\"A\"><w:p><w:r><w:t>Why {n}?</w:t></w:r></w:p></w:comment>"),
    };
    let all = |part: &str| (0..2000).map(|n| comment(n, part)).collect::<String>();
    let file = crate::mangled_files::pack(&[
        ("_rels/.rels", "<Relationships><Relationship Id=\"1\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/></Relationships>".into()),
        (
            "word/_rels/document.xml.rels",
            "<Relationships><Relationship Id=\"1\" Type=\"x/comments\" Target=\"comments.xml\"/></Relationships>".into(),
        ),
        ("word/document.xml", format!("<w:document><w:body>{}</w:body></w:document>", all("text"))),
        ("word/comments.xml", format!("<w:comments>{}</w:comments>", all("comments"))),
    ]);
    let (path, trace) = (dir.path().join("a.docx"), dir.path().join("trace"));
    std::fs::write(&path, file).expect("written");
    let Some(strace) = need_tool("strace") else { return };
    let project = dir.path().join("p.themata");
    drop(Project::create(&project, "P").expect("a project"));
    let mut traced = std::process::Command::new(strace);
    traced.args(["-f", "-y", "-e", "trace=pwrite64", "-o"]).arg(&trace).arg(env!("CARGO_BIN_EXE_themata"));
    let output = traced.arg("import").arg(&project).arg(&path).args(["--coder", "AB"]).output().expect("run");
    if !output.status.success() && String::from_utf8_lossy(&output.stderr).contains("ptrace") {
        return crate::support::skip("strace may not trace here");
    }
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = std::fs::read_to_string(trace).expect("traced");
    let (ours, beside): (Vec<&str>, Vec<&str>) = lines.lines().filter(|line| line.contains("pwrite64(")).partition(|line| line.contains("p.themata"));
    assert!(!ours.is_empty() && beside.is_empty(), "{} writes to the project, {} elsewhere: {:?}", ours.len(), beside.len(), beside.first());
}
