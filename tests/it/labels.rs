//! What the history counts is what was changed: the number in a label against the rows that its step touched.

use crate::support::{import, interview, raw};
use std::path::Path;
use themata::model::{CodeId, ProgressState, SourceId, Span};
use themata::project::op::{OpKind, plain};
use themata::project::{CaseDraft, CodeDraft, CodeWords, Home, NewCoding, Place, Project, Reader};

/// Numbers of a label with what they count, names between isolates left out.
fn counted(label: &str) -> Vec<(usize, String)> {
    let (mut bare, mut inside) = (String::new(), false);
    for c in label.chars() {
        match c {
            '\u{2068}' => inside = true,
            '\u{2069}' => inside = false,
            _ if !inside => bare.push(c),
            _ => {}
        }
    }
    let bare = bare.replace("a passage", "1 passage");
    let words: Vec<&str> = bare.split(|c: char| c.is_whitespace() || ":()".contains(c)).filter(|word| !word.is_empty()).collect();
    let number = |word: &str| word.replace(',', "").parse().ok();
    words.windows(2).filter_map(|two| Some((number(two[0])?, two[1].trim_end_matches([',', 's']).to_owned()))).collect()
}

/// The table whose rows a noun of a label counts, and whether more of them may be touched than are counted: a twin that gets a star.
fn table(kind: OpKind, noun: &str) -> Option<(&'static str, bool)> {
    use OpKind::*;
    Some(match (kind, noun) {
        (ApplyCodes | RemoveCodes, "passage" | "coding") | (RemoveCodings | StarCodings, "coding") => ("coding", false),
        // Codings of several coders may be one passage.
        (RemoveCodings | StarCodings, "passage") => ("coding", true),
        (Recode | TrimCodings | MergeCodes, "passage" | "coding") => ("coding", true),
        (DismissPassages | OfferAgain, "passage") => ("dismissed", false),
        (SetProgress, "source") => ("progress", false),
        (LinkSources, "source") => ("source_case", false),
        (AddCase, "source") => ("source_case", true),
        // The table that comes with them may date others of its people.
        (ImportSources, "source") => ("source", true),
        (MoveSources | RemoveSources | AddFolder, "source") => ("source", false),
        (EditSpeaker | JoinSpeakers | AddCase, "speaker") => ("speaker", false),
        (SetValues, "row" | "value") => ("attribute_value", false),
        (RemoveCases, "case") => ("cases", true),
        (MoveCodes | RemoveCodes, "code") => ("code", true),
        (AddMemo | RemoveMemos, "memo") => ("memo", false),
        _ => return None,
    })
}

/// Holds every count in the label of a step against the rows it touched; how many counts there were.
pub fn holds(conn: &rusqlite::Connection, seq: i64) -> usize {
    let (kind, label): (String, String) =
        conn.query_row("SELECT kind, label FROM op WHERE seq = ?1", [seq], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let kind = OpKind::parse(&kind).unwrap();
    let mut held = 0;
    for (said, noun) in counted(&label) {
        let Some((table, more)) = table(kind, &noun) else { continue };
        let sql = "SELECT COUNT(DISTINCT row) FROM change WHERE op = ?1 AND tbl = ?2";
        let rows: i64 = conn.query_row(sql, rusqlite::params![seq, table], |row| row.get(0)).unwrap();
        let rows = rows as usize;
        assert!(said == rows || (more && said < rows), "{kind}: “{}” touched {rows} rows of {table}", plain(&label));
        held += 1;
    }
    held
}

struct Study {
    _dir: tempfile::TempDir,
    project: Project,
    sources: Vec<SourceId>,
    code: CodeId,
}

impl Study {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("labels.themata");
        let mut project = Project::create(&path, "Labels").unwrap();
        project.be_coder("BP", "Bo").unwrap();
        let texts = vec![interview("one", &["How?", "So it was."]), interview("two", &["Why?", "For money."])];
        let sources = import(&mut project, None, texts).unwrap().value;
        let code = project.add_path(Home::New("Codes".into()), None, &["Law 2".into(), "Funding".into()]).unwrap().value;
        Self { _dir: dir, project, sources, code }
    }

    fn path(&self) -> &Path {
        self.project.path()
    }

    fn label(&self) -> String {
        let step = self.project.next_undo().unwrap().unwrap();
        holds(&raw(self.path()), step.seq);
        plain(&step.label)
    }

    fn coding(&self, n: usize, start: u32) -> NewCoding {
        NewCoding { source: self.sources[n], span: Span::new(start, start + 3), code: self.code }
    }
}

#[test]
fn what_was_so_already_is_not_counted() {
    let mut study = Study::new();
    let (one, two) = (study.coding(0, 0), study.coding(1, 0));
    study.project.apply_codes(std::slice::from_ref(&one)).unwrap();
    study.project.apply_codes(&[one, two]).unwrap();
    assert_eq!(study.label(), "Coded a passage as Funding");
    let place: String = raw(study.path()).query_row("SELECT place FROM op ORDER BY seq DESC LIMIT 1", [], |row| row.get(0)).unwrap();
    assert_eq!(place, "two");
    let (first, both) = (study.sources[0], study.sources.clone());
    study.project.set_progress(&[first], ProgressState::Done).unwrap();
    study.project.set_progress(&both, ProgressState::Done).unwrap();
    assert_eq!(study.label(), "Marked two as done");
    let corpus = Reader::open(study.path()).unwrap().corpus().unwrap();
    let kind = corpus.kind_named("person").unwrap().id;
    let case = study.project.add_case(&CaseDraft { kind, parent: None, name: "P1".into(), full_name: String::new() }).unwrap().value;
    let voices: Vec<_> = both.iter().map(|source| corpus.speakers(*source)[1].id).collect();
    study.project.join_speakers(&voices[..1], Some(case)).unwrap();
    study.project.join_speakers(&voices, Some(case)).unwrap();
    assert_eq!(study.label(), "Joined 1 speaker to P1");
    study.project.link_sources(&both, case).unwrap();
    assert_eq!(study.label(), "Joined 1 speaker to P1", "both sources were the case's already");
    let codings: Vec<_> = Reader::open(study.path()).unwrap().corpus().unwrap().codings().map(|coding| coding.id).collect();
    study.project.star_codings(&codings[..1], true).unwrap();
    study.project.star_codings(&codings, true).unwrap();
    assert_eq!(study.label(), "Made a key quote of a passage as Funding");
}

#[test]
fn a_code_that_is_there_is_not_called_new() {
    let mut study = Study::new();
    let (home, above) = (study.project.framework_of(study.code).unwrap(), study.project.code(study.code).unwrap().parent);
    let passages = [(study.sources[0], Span::new(0, 3))];
    let made = study.project.apply_new_code(home, above, &["funding".into()], &passages).unwrap();
    assert_eq!((made.value.new, made.value.coded), (false, 1));
    assert_eq!(study.label(), "Coded a passage as Funding");
    let again = study.project.apply_new_code(home, above, &["Funding".into()], &passages).unwrap();
    assert_eq!((again.op, again.value.new, again.value.coded), (None, false, 0));
}

/// A step keeps what its verbs changed, also where none of them is of the kind it was begun as.
#[test]
fn a_step_gives_up_nothing_that_was_changed() {
    let mut study = Study::new();
    let framework = study.project.framework_of(study.code).unwrap();
    let words = CodeWords { description: Some("Who pays".into()), ..CodeWords::default() };
    let done = study
        .project
        .as_one_step(OpKind::AddCode, |project| {
            project.be_coder("NEW", "")?;
            let code = project.add_path(framework, None, &["Law 2".into(), "Funding".into()])?.value;
            project.define_code(code, words.clone()).map(drop)
        })
        .unwrap();
    assert!(done.op.is_some());
    assert_eq!(study.label(), "Changed the definition of Funding");
    let corpus = Reader::open(study.path()).unwrap().corpus().unwrap();
    assert_eq!((corpus.code(study.code).unwrap().description.as_str(), corpus.coders.len()), ("Who pays", 2));
    let kind: String = raw(study.path()).query_row("SELECT kind FROM op ORDER BY seq DESC LIMIT 1", [], |row| row.get(0)).unwrap();
    assert_eq!(kind, OpKind::EditCode.name());
    study.project.undo().unwrap();
    let corpus = Reader::open(study.path()).unwrap().corpus().unwrap();
    assert_eq!((corpus.code(study.code).unwrap().description.as_str(), corpus.coders.len()), ("", 1));

    // The kind it was begun as names it, whichever came first.
    let place = Place { framework, parent: None, ahead_of: None };
    let both = |project: &mut Project| {
        project.define_code(study.code, words.clone())?;
        project.add_code(place, &CodeDraft { name: "Trust".into(), ..CodeDraft::default() })
    };
    study.project.as_one_step(OpKind::AddCode, both).unwrap();
    assert_eq!(study.label(), "Made the code Trust");

    // Nobody joins for nothing.
    let before = study.project.depths();
    let nothing = study.project.as_one_step(OpKind::AddCode, |project| project.be_coder("XX", "").map(drop)).unwrap();
    assert_eq!((nothing.op, study.project.depths()), (None, before));
    assert_eq!(Reader::open(study.path()).unwrap().corpus().unwrap().coders.len(), 1);
}
