//! The rules that verbs keep: no twins, no two of one name, nothing left dangling, one step for one thing done.

use crate::support::{corpus, small_project};
use std::path::{Path, PathBuf};
use themata::analysis::Corpus;
use themata::model::{
    Attribute, AttributeType, CaseKind, Code, CodeId, Coder, CoderId, CodingId, Framework, Grouping, MemoKind, SourceId, Span, Subject, Target,
};
use themata::project::op::plain;
use themata::project::{AttributeDraft, Home, MemoDraft, NewCoding, Part, Project, Reader};

/// The small project in a folder of its own.
struct Study {
    _dir: tempfile::TempDir,
    path: PathBuf,
    project: Project,
}

fn study() -> Study {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("rules.themata");
    let project = small_project(&path);
    Study { _dir: dir, path, project }
}

impl Study {
    fn corpus(&self) -> Corpus {
        corpus(&self.path)
    }

    fn code(&self, name: &str) -> CodeId {
        self.corpus().find_code(name)[0]
    }

    fn source(&self) -> SourceId {
        self.corpus().source_named("one").unwrap().id
    }

    fn coded(&mut self, code: &str, start: u32, end: u32) -> CodingId {
        let coding = NewCoding { source: self.source(), span: Span { start, end }, code: self.code(code) };
        self.project.apply_codes(&[coding]).unwrap().value[0]
    }

    /// The spans under a code, by start.
    fn spans(&self, code: &str) -> Vec<(u32, u32)> {
        let (corpus, id) = (self.corpus(), self.code(code));
        corpus.codings().filter(|coding| coding.code == id).map(|coding| (coding.span.start, coding.span.end)).collect()
    }

    fn memo_on(&mut self, coding: CodingId) {
        let draft = MemoDraft { subject: Subject::Coding(coding), kind: MemoKind::Analytic, title: "Why".into(), body: String::new() };
        self.project.add_memo(draft).unwrap();
    }

    /// The one coding under a code has the star and the memo of the twin that went.
    fn one_with_star_and_memo(&self, code: &str) {
        let (corpus, id) = (self.corpus(), self.code(code));
        let left: Vec<_> = corpus.codings().filter(|coding| coding.code == id).collect();
        assert_eq!(left.len(), 1, "{left:?}");
        assert!(left[0].star);
        assert_eq!(corpus.memos.iter().map(|memo| memo.subject).collect::<Vec<_>>(), [Subject::Coding(left[0].id)]);
    }
}

#[test]
fn giving_another_code_makes_no_twins() {
    let mut study = study();
    let (moved, _) = (study.coded("Staff", 5, 9), study.coded("Money", 5, 9));
    study.memo_on(moved);
    study.project.star_codings(&[moved], true).unwrap();
    study.project.recode(&[moved], study.code("Money")).unwrap();
    study.one_with_star_and_memo("Money");
    assert_eq!(study.spans("Staff"), []);
    study.project.undo().unwrap();
    assert_eq!((study.spans("Money"), study.spans("Staff")), (vec![(5, 9)], vec![(5, 9)]));
}

#[test]
fn splitting_a_code_makes_no_twins_and_codes_nothing_as_a_heading() {
    let mut study = study();
    let (moved, _) = (study.coded("Staff", 5, 9), study.coded("Money", 5, 9));
    study.memo_on(moved);
    study.project.star_codings(&[moved], true).unwrap();
    let (staff, money) = (study.code("Staff"), study.code("Money"));
    let heading = study.code("Law 2");
    let row = study.corpus().code(heading).unwrap().clone();
    study.project.edit_code(Code { codable: false, ..row }).unwrap();
    let error = study.project.split_code(staff, &[(moved, Part::Code(heading))]).unwrap_err();
    assert!(error.to_string().contains("is a heading"), "{error}");
    study.project.split_code(staff, &[(moved, Part::Code(money))]).unwrap();
    study.one_with_star_and_memo("Money");
}

#[test]
fn what_is_left_of_a_coding_makes_no_twin() {
    let mut study = study();
    let (wide, _) = (study.coded("Money", 5, 20), study.coded("Money", 5, 12));
    study.memo_on(wide);
    study.project.star_codings(&[wide], true).unwrap();
    study.project.trim_codings(&[wide], Span::new(12, 20)).unwrap();
    study.one_with_star_and_memo("Money");
    assert_eq!(study.spans("Money"), [(5, 12)]);
    // In the middle: the second piece stands there already.
    let wide = study.coded("Staff", 5, 20);
    study.coded("Staff", 15, 20);
    study.project.trim_codings(&[wide, wide], Span::new(10, 15)).unwrap();
    assert_eq!(study.spans("Staff"), [(5, 10), (15, 20)]);
}

#[test]
fn moving_the_ends_makes_no_twin() {
    let mut study = study();
    let (wide, _) = (study.coded("Money", 5, 20), study.coded("Money", 5, 12));
    study.memo_on(wide);
    study.project.star_codings(&[wide], true).unwrap();
    study.project.resize_coding(wide, Span::new(5, 12)).unwrap();
    study.one_with_star_and_memo("Money");
    // Another coder's coding of the same passage is no twin.
    study.project.be_coder("DD", "Dee").unwrap();
    study.coded("Money", 5, 12);
    let own = study.coded("Money", 5, 13);
    study.project.resize_coding(own, Span::new(5, 12)).unwrap();
    assert_eq!(study.spans("Money"), [(5, 12), (5, 12)]);
}

#[test]
fn one_call_codes_a_passage_once() {
    let mut study = study();
    let coding = NewCoding { source: study.source(), span: Span::new(5, 9), code: study.code("Money") };
    assert_eq!(study.project.apply_codes(&[coding.clone(), coding.clone()]).unwrap().value.len(), 1);
    let coder = study.project.coder().unwrap().id;
    study.project.apply_codes_of(&[(coder, coding, true)]).unwrap();
    assert_eq!(study.spans("Money"), [(5, 9)]);
}

#[test]
fn whose_codings_would_change_is_known_before() {
    let mut study = study();
    let own = study.coded("Money", 5, 9);
    study.project.be_coder("DD", "Dee").unwrap();
    let theirs = study.coded("Money", 5, 9);
    let corpus = study.corpus();
    let others = |ids: &[CodingId], own: &str| -> Vec<(String, usize)> {
        let own: Option<CoderId> = corpus.coder_named(own).map(|coder| coder.id);
        let name = |(coder, count): (&Coder, usize)| (coder.initials.clone(), count);
        corpus.coded_by_others(ids, own).into_iter().map(name).collect()
    };
    assert_eq!(others(&[own, theirs], "BP"), [("DD".to_owned(), 1)]);
    assert_eq!(others(&[own], "BP"), []);
    assert_eq!(others(&[own, theirs], "nobody").len(), 2);
}

#[test]
fn a_kind_of_case_that_goes_takes_its_grouping_along() {
    let mut study = study();
    let site = study.corpus().kind_named("site").unwrap().id;
    assert_eq!(study.corpus().project.site, Some(Grouping::Kind(site)));
    study.project.remove_case_kind(site).unwrap();
    assert_eq!(study.corpus().project.site, None);
    study.project.undo().unwrap();
    assert_eq!(study.corpus().project.site, Some(Grouping::Kind(site)));
}

#[test]
fn no_two_kinds_of_case_have_one_name() {
    let mut study = study();
    let person = study.corpus().kind_named("person").unwrap().clone();
    let error = study.project.edit_case_kind(CaseKind { name: " Site ".into(), ..person.clone() }).unwrap_err();
    assert!(error.to_string().contains("there is a kind of case “Site” already"), "{error}");
    study.project.edit_case_kind(CaseKind { name: " Person ".into(), ..person }).unwrap();
    assert!(study.project.add_case_kind("person", None).is_err());
    assert_eq!(study.corpus().kind_named("person").unwrap().name, "Person");
}

#[test]
fn names_are_kept_without_the_spaces_around_them() {
    let mut study = study();
    let add = |name: &str| AttributeDraft { target: Target::Case, name: name.into(), kind: AttributeType::Text, choices: Vec::new() };
    study.project.add_attribute(&add("role")).unwrap();
    let role = study.corpus().attributes()[0].clone();
    study.project.edit_attribute(Attribute { name: " since ".into(), ..role }).unwrap();
    assert!(study.project.add_attribute(&add("since")).is_err(), "a twin of “ since ”");
    let row = study.corpus().code(study.code("Money")).unwrap().clone();
    study.project.edit_code(Code { name: "Funding ".into(), short: " f ".into(), ..row }).unwrap();
    let of = Home::Framework(study.corpus().frameworks()[0].id);
    let found = study.project.add_path(of, Some(study.code("Law 2")), &["funding".into()]).unwrap();
    assert_eq!(found.op, None, "the code is there already");
    assert_eq!(study.corpus().code(found.value).unwrap().short, "f");
    let laws = study.corpus().frameworks()[0].clone();
    study.project.edit_framework(Framework { name: " Rules ".into(), ..laws }).unwrap();
    assert_eq!(study.corpus().frameworks()[0].name, "Rules");
    let row = study.corpus().project;
    study.project.edit_project(themata::model::Project { name: " Small ".into(), ..row }).unwrap();
    assert_eq!(study.corpus().project.name, "Small");
}

fn bare(path: &Path) -> Project {
    let mut project = Project::create(path, "Bare").unwrap();
    project.be_coder("BP", "Bo").unwrap();
    project
}

#[test]
fn the_first_code_brings_its_framework_and_one_undo_takes_both() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("bare.themata");
    let mut project = bare(&path);
    crate::support::import(&mut project, None, vec![crate::support::interview("one", &["How?", "So it was."])]).unwrap();
    let source = corpus(&path).sources()[0].id;
    let before = project.depths().0;
    let home = || Home::New(" Codes ".into());
    project.apply_new_code(home(), None, &["Trust".into()], &[(source, Span::new(14, 18))]).unwrap();
    let now = corpus(&path);
    assert_eq!((now.frameworks()[0].name.as_str(), now.find_code("Codes/Trust").len(), now.coding_count()), ("Codes", 1, 1));
    assert_eq!(project.depths().0, before + 1);
    assert!(project.add_path(home(), None, &["More".into()]).is_err(), "there is a framework “Codes” already");
    project.undo().unwrap();
    assert_eq!((corpus(&path).frameworks().len(), corpus(&path).coding_count()), (0, 0));
    project.add_path(home(), None, &["More".into()]).unwrap();
    assert_eq!(project.depths().0, before + 1);
}

#[test]
fn a_folder_with_its_sources_is_one_step() {
    let mut study = study();
    let ids: Vec<SourceId> = study.corpus().sources().iter().map(|source| source.id).collect();
    let before = study.project.depths().0;
    let folder = study.project.add_folder_of(None, "Phase 1 ", &ids).unwrap().value;
    assert!(study.corpus().sources().iter().all(|source| source.folder == Some(folder)));
    let step = study.project.next_undo().unwrap().unwrap();
    assert_eq!((plain(&step.label).as_str(), study.project.depths().0), ("Made the folder Phase 1 with 2 sources", before + 1));
    study.project.undo().unwrap();
    assert!(study.corpus().folders().is_empty() && study.corpus().sources().iter().all(|source| source.folder.is_none()));
}

#[test]
fn a_full_stop_alone_is_nothing_that_is_left_of_a_coding() {
    let mut study = study();
    let corpus = study.corpus();
    let source = corpus.source_named("one").unwrap().id;
    let text = Reader::open(&study.path).unwrap().source_text(&corpus, source).unwrap();
    let at = |words: &str| text.geometry.text().find(words).map(|byte| text.geometry.char(byte)).unwrap();
    let whole = Span::new(at("It was fine"), at("costly.") + 7);
    let coding = study.coded("Money", whole.start, whole.end);
    study.project.trim_codings(&[coding], Span::new(at("costly"), at("costly") + 6)).unwrap();
    assert_eq!(study.spans("Money"), [(whole.start, at("costly"))], "the full stop went with what it ends");
}
