//! Whose passage it is: a question is nobody's, and yet of the site and the phase it was asked in.

use crate::support::{corpus, import, interview};
use std::path::Path;
use themata::analysis::{Corpus, Excerpt, Groups, Query, Retrieved, retrieve};
use themata::export::{ExcerptOptions, excerpts_csv};
use themata::model::{AttributeType, CaseId, Grouping, Owner, SourceId, Span, Target};
use themata::project::{AttributeDraft, CaseDraft, Home, Project, Reader};

/// Who is in the study: sites, people with their roles, interviews with those who speak in them.
struct Field {
    project: Project,
    role: themata::model::AttributeId,
    phase: themata::model::AttributeId,
}

impl Field {
    fn new(path: &Path) -> Self {
        let mut project = Project::create(path, "Field").unwrap();
        project.be_coder("BP", "Bo").unwrap();
        let attribute = |project: &mut Project, target, name: &str| {
            let draft = AttributeDraft { target, name: name.into(), kind: AttributeType::Text, choices: Vec::new() };
            project.add_attribute(&draft).unwrap().value
        };
        let (role, phase) = (attribute(&mut project, Target::Case, "role"), attribute(&mut project, Target::Source, "phase"));
        let mut about = project.about().unwrap();
        (about.role, about.phase) = (Some(Grouping::Attribute(role)), Some(Grouping::Attribute(phase)));
        project.edit_project(about).unwrap();
        Self { project, role, phase }
    }

    fn case(&mut self, kind: &str, parent: Option<CaseId>, name: &str) -> CaseId {
        let kind = corpus(self.project.path()).kind_named(kind).unwrap().id;
        self.project.add_case(&CaseDraft { kind, parent, name: name.into(), full_name: String::new() }).unwrap().value
    }

    fn person(&mut self, site: CaseId, name: &str, role: &str) -> CaseId {
        let id = self.case("person", Some(site), name);
        self.project.set_values(&[(self.role, Owner::Case(id), role.into())]).unwrap_or_else(|_| unreachable!());
        id
    }

    /// An interview of these lines, question and answer by turns, in phase 1, coded whole as one passage a turn.
    fn talk(&mut self, name: &str, speaks: Option<CaseId>) -> SourceId {
        let lines = ["How is it?", "It is fine."];
        let source = import(&mut self.project, None, vec![interview(name, &lines)]).unwrap().value[0];
        self.project.set_values(&[(self.phase, Owner::Source(source), "one".into())]).unwrap();
        if let Some(person) = speaks {
            let voice = corpus(self.project.path()).speakers(source)[1].id;
            self.project.join_speakers(&[voice], Some(person)).unwrap();
        }
        let home = match corpus(self.project.path()).frameworks().first() {
            Some(framework) => Home::Framework(framework.id),
            None => Home::New("Codes".into()),
        };
        let turns = [(source, Span::new(5, 15)), (source, Span::new(20, 31))];
        self.project.apply_new_code(home, None, &["Talk".into()], &turns).unwrap();
        source
    }

    fn retrieved(&self) -> (Corpus, Retrieved) {
        let reader = Reader::open(self.project.path()).unwrap();
        let corpus = reader.corpus().unwrap();
        let found = retrieve(&corpus, &Query::default(), &reader.texts(&corpus)).unwrap();
        (corpus, found)
    }
}

fn names<'a>(groups: &'a Groups, list: &[u16]) -> Vec<&'a str> {
    list.iter().map(|group| groups.label(*group)).collect()
}

/// People, site, role and phase of a passage.
fn told(corpus: &Corpus, found: &Retrieved, excerpt: &Excerpt) -> (Vec<String>, String, String, String) {
    let heads = &found.heads;
    let people = excerpt.people.iter().map(|id| corpus.case(*id).unwrap().name.clone()).collect();
    (
        people,
        names(&heads.site, &excerpt.site).join("; "),
        names(&heads.role, &excerpt.role).join("; "),
        names(&heads.phase, &excerpt.phase).join("; "),
    )
}

fn row(people: &[&str], site: &str, role: &str, phase: &str) -> (Vec<String>, String, String, String) {
    (people.iter().map(|name| (*name).to_owned()).collect(), site.into(), role.into(), phase.into())
}

#[test]
fn a_question_is_nobodys_and_yet_of_its_site_and_phase() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("field.themata");
    let mut field = Field::new(&path);
    let north = field.case("site", None, "North");
    let nurse = field.person(north, "P1", "Nurse");
    field.talk("one", Some(nurse));
    let (corpus, found) = field.retrieved();
    let [question, answer] = found.excerpts.as_slice() else { panic!("two passages") };
    assert_eq!(told(&corpus, &found, question), row(&[], "North", "Unassigned", "one"));
    assert_eq!(told(&corpus, &found, answer), row(&["P1"], "North", "Nurse", "one"));
    // The same in an export: nobody's name and nobody's role beside the question.
    let reader = Reader::open(&path).unwrap();
    let mut csv = Vec::new();
    excerpts_csv(&corpus, &Query::default(), &reader.texts(&corpus), &ExcerptOptions::new(&corpus.project), &mut csv).unwrap();
    let mut table = csv::ReaderBuilder::new().from_reader(csv.strip_prefix(b"\xEF\xBB\xBF".as_slice()).unwrap_or(&csv));
    let header = table.headers().unwrap().clone();
    let at = |name: &str| header.iter().position(|head| head == name).unwrap_or_else(|| panic!("no column {name} in {header:?}"));
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    let cells = |row: usize| [&rows[row][at("case")], &rows[row][at("site")], &rows[row][at("role")], &rows[row][at("phase")]];
    assert_eq!(cells(0), ["", "North", "", "one"]);
    assert_eq!(cells(1), ["P1", "North", "Nurse", "one"]);
    let attribution = |row: usize| &rows[row][at("attribution")];
    assert!(!attribution(0).contains("Nurse") && attribution(1).contains("Nurse"), "{} {}", attribution(0), attribution(1));
}

#[test]
fn where_nobody_is_joined_a_passage_is_its_sources() {
    let dir = tempfile::tempdir().unwrap();
    let mut field = Field::new(&dir.path().join("field.themata"));
    let north = field.case("site", None, "North");
    let nurse = field.person(north, "P1", "Nurse");
    let source = field.talk("one", None);
    field.project.link_sources(&[source], nurse).unwrap();
    let (corpus, found) = field.retrieved();
    assert_eq!(told(&corpus, &found, &found.excerpts[0]), row(&["P1"], "North", "Nurse", "one"));
}

#[test]
fn in_a_group_of_two_sites_a_question_has_none_and_nobody_borrows_anothers_role() {
    let dir = tempfile::tempdir().unwrap();
    let mut field = Field::new(&dir.path().join("field.themata"));
    let (north, south) = (field.case("site", None, "North"), field.case("site", None, "South"));
    let nurse = field.person(north, "P1", "Nurse");
    let silent = field.case("person", Some(south), "P2");
    let source = field.talk("group", Some(silent));
    field.project.link_sources(&[source], nurse).unwrap();
    let (corpus, found) = field.retrieved();
    assert_eq!(told(&corpus, &found, &found.excerpts[0]), row(&[], "Unassigned", "Unassigned", "one"));
    assert_eq!(told(&corpus, &found, &found.excerpts[1]), row(&["P2"], "South", "Unassigned", "one"), "the nurse’s role is the nurse’s");
    // By person: each passage under who said it.
    let by_person = Groups::new(&corpus, Some(Grouping::Kind(corpus.kind_named("person").unwrap().id)));
    let under = |n: usize| names(&by_person, &by_person.of(source, &found.excerpts[n].people)).join("; ");
    assert_eq!((under(0).as_str(), under(1).as_str()), ("Unassigned", "P2"));
}

#[test]
fn a_label_at_the_end_of_a_passage_is_nobodys_words() {
    let room = crate::cli_room::Room::new();
    let text = "Q: So?\n\nAda: It never paid.\n\nQ: Why?\n\nBen: No trouble there.\n";
    room.write("in/a.txt", text);
    room.done(&["new", "s.themata"]);
    room.done(&["import", "s.themata", "in", "--coder", "BP"]);
    for (speaker, case) in [("Ada", "P1"), ("Ben", "P2")] {
        room.done(&["cases", "s.themata", "add", case]);
        room.done(&["speakers", "s.themata", "join", speaker, case]);
    }
    room.done(&["codebook", "s.themata", "add", "Money"]);
    let at = |words: &str| text.find(words).unwrap();
    let people = |from: usize, to: usize| -> Vec<String> {
        room.done(&["code", "s.themata", "--source", "a", "--code", "Money", "--span", &format!("{from}..{to}"), "--coder", "BP"]);
        let told = room.done(&["excerpts", "s.themata", "--format", "json"]).json();
        room.done(&["undo", "s.themata", "--coder", "BP"]);
        let [one] = told["excerpts"].as_array().unwrap().as_slice() else { panic!("one passage: {told}") };
        let mut said: Vec<String> = ["case", "speaker"].iter().map(|field| one[*field].to_string()).collect();
        said.push(one["attribution"].to_string());
        said
    };
    let own = people(at("It never"), at("\n\nQ: Why"));
    assert!(own[0].contains("P1") && own[1].contains("P1"), "{own:?}");
    for end in [at("Q: Why"), at("Q: Why") + 2, at("Why?")] {
        assert_eq!(people(at("It never"), end), own, "up to {end}");
    }
    // A question with the label of who answers is a question still.
    let asked = people(at("Why?"), at("\n\nBen"));
    assert!(!asked[0].contains('P'), "{asked:?}");
    assert_eq!(people(at("Why?"), at("No trouble")), asked);
    // With a word of the next turn it is of both, and a label alone is of whom it begins.
    let both = people(at("Why?"), at("trouble"));
    assert!(both[0].contains("P2"), "{both:?}");
    assert_eq!(people(at("Ben:"), at("No trouble"))[0], both[0]);
}
