//! What a step changed, in plain words: which field of what, before and after.

use crate::analysis::{Corpus, UNASSIGNED};
use crate::model::*;
use crate::project::Change;
use crate::text::capital;
use serde_json::Value;
use std::collections::HashMap;

/// One field that a step changed; what is new has no before, what is gone no after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which field of what: `Definition of Trust`.
    pub what: String,
    /// How it was.
    pub before: Option<String>,
    /// How it is since.
    pub after: Option<String>,
    /// Whether these are words of a passage or memo, to be set as text that is read.
    pub read: bool,
    /// The passage it is about, where it still stands.
    pub passage: Option<(SourceId, Span)>,
}

/// Gives the words of a span of a source's version, if that version is at hand.
pub type Words<'a> = &'a dyn Fn(SourceId, VersionId, Span) -> Option<String>;

/// Puts rows of the journal into words.
pub struct Teller<'a> {
    corpus: &'a Corpus,
    words: Words<'a>,
    /// Names of rows that are no longer in the corpus, from the changes themselves.
    gone: HashMap<String, String>,
}

/// Tables that follow another row and say nothing of themselves; what a version changed, `corrected` tells.
const SILENT: [&str; 5] = ["version", "layer", "crosswalk", "merged_code", "looked_again"];

/// The words for the columns of each table, in the order they are told. A column that is not here is left out.
const FIELDS: &[(&str, &[(&str, &str)])] = &[
    (
        "project",
        &[("name", "Name"), ("description", "Description"), ("site", "Site"), ("role", "Role"), ("phase", "Phase"), ("attribution", "Attribution")],
    ),
    ("coder", &[("name", "Name"), ("initials", "Initials"), ("role", "Part in the study")]),
    ("framework", &[("name", "Name"), ("short", "Short name"), ("description", "Description")]),
    ("folder", &[("name", "Name"), ("parent", "Lies in")]),
    ("source", &[("name", "Name"), ("kind", "Kind"), ("date", "Date"), ("language", "Language"), ("folder", "Folder")]),
    ("case_kind", &[("name", "Name"), ("parent", "Belongs to")]),
    ("cases", &[("name", "Name"), ("full_name", "Full name"), ("pseudonym", "Pseudonym"), ("kind", "Kind"), ("parent", "Belongs to")]),
    ("speaker", &[("name", "Name"), ("role", "Part"), ("case_id", "Case"), ("same_as", "Same voice as")]),
    ("attribute", &[("name", "Name"), ("kind", "Type"), ("choices", "Choices")]),
    ("attribute_value", &[("value", "Value")]),
    (
        "code",
        &[
            ("name", "Name"),
            ("short", "Short name"),
            ("description", "Definition"),
            ("include", "What to include"),
            ("exclude", "What to exclude"),
            ("example", "Example"),
            ("statement", "Statement"),
            ("colour", "Colour"),
            ("theme", "Theme"),
            ("codable", "Can be applied"),
            ("parent", "Stands under"),
            ("framework", "Framework"),
        ],
    ),
    ("coding", &[("code", "Code"), ("start", "Passage"), ("star", "Key quote")]),
    ("memo", &[("title", "Title"), ("body", "Words"), ("kind", "Kind")]),
    ("memo_state", &[("state", "State")]),
    ("pseudonym", &[("names", "Name"), ("stands", "Pseudonym"), ("kind", "Kind")]),
    ("saved_search", &[("name", "Name"), ("query", "What is sought")]),
    ("dismissed", &[("start", "Passage")]),
    ("chart_cell", &[("summary", "Words"), ("status", "Status"), ("code", "Code")]),
    ("crosswalk_link", &[("to_code", "Read as"), ("reason", "Reason")]),
    ("verdict", &[("ruling", "Settled as"), ("moved", "Read as"), ("reason", "Reason")]),
    ("theme_part", &[("stance", "Stance"), ("note", "Note"), ("star", "Key quote")]),
    ("report", &[("name", "Title"), ("intro", "Beginning"), ("quotes", "Quotes for a theme"), ("chart", "With the chart")]),
    ("framework_version", &[("name", "Name"), ("reason", "Reason"), ("note", "Meeting note")]),
    ("pin", &[("slot", "Key")]),
    ("progress", &[("state", "Progress")]),
];

fn text<'v>(row: &'v Value, column: &str) -> &'v str {
    row.get(column).and_then(Value::as_str).unwrap_or_default()
}

fn number(row: &Value, column: &str) -> u32 {
    row.get(column).and_then(Value::as_u64).unwrap_or_default() as u32
}

fn span(row: &Value) -> Span {
    Span { start: number(row, "start"), end: number(row, "stop") }
}

impl<'a> Teller<'a> {
    /// A teller of these changes.
    pub fn new(corpus: &'a Corpus, words: Words<'a>, changes: &[Change]) -> Self {
        let named = changes.iter().filter_map(|change| {
            let row = change.before.as_ref().or(change.after.as_ref())?;
            let name = row.get("name").or(row.get("initials"))?.as_str()?;
            Some((change.row.clone(), name.to_owned()))
        });
        Self { corpus, words, gone: named.collect() }
    }

    /// What the changes did, in their order; rows that only follow others are left out.
    pub fn tell(&self, changes: &[Change]) -> Vec<Difference> {
        changes.iter().filter(|change| !SILENT.contains(&change.table.as_str())).flat_map(|change| self.one(change)).collect()
    }

    fn one(&self, change: &Change) -> Vec<Difference> {
        let table = change.table.as_str();
        let passage = self.passage(change);
        let read = matches!(table, "coding" | "memo" | "dismissed" | "chart_cell" | "evidence" | "verdict") || is_passage(table, change);
        match (&change.before, &change.after) {
            (Some(before), Some(after)) => {
                let mut told = self.fields(table, before, after);
                told.iter_mut().for_each(|difference| difference.passage = passage);
                told
            }
            (None, Some(row)) => vec![Difference { what: self.head(table, row), before: None, after: Some(self.summary(table, row)), read, passage }],
            (Some(row), None) => vec![Difference { what: self.head(table, row), before: Some(self.summary(table, row)), after: None, read, passage }],
            (None, None) => Vec::new(),
        }
    }

    /// The fields that differ between two states of a row.
    fn fields(&self, table: &str, before: &Value, after: &Value) -> Vec<Difference> {
        let Some((_, fields)) = FIELDS.iter().find(|(name, _)| *name == table) else { return Vec::new() };
        let differs = |column: &str| before.get(column) != after.get(column) || (column == "start" && before.get("stop") != after.get("stop"));
        let of = self.name(table, before);
        let mut told: Vec<Difference> = fields
            .iter()
            .filter(|(column, _)| differs(column))
            .map(|(column, field)| Difference {
                what: match table {
                    "project" => (*field).to_owned(),
                    "attribute_value" | "progress" | "pin" => of.clone(),
                    _ => format!("{field} of {of}"),
                },
                before: Some(self.value(table, column, before)),
                after: Some(self.value(table, column, after)),
                read: matches!(
                    (table, *column),
                    ("code", "description" | "include" | "exclude" | "example" | "statement")
                        | ("memo", "body")
                        | ("coding", "start")
                        | ("chart_cell", "summary")
                ),
                passage: None,
            })
            .collect();
        if told.is_empty() && differs("ord") {
            told.push(Difference {
                what: format!("Place of {of} among its siblings"),
                before: None,
                after: Some("moved".into()),
                read: false,
                passage: None,
            });
        }
        told
    }

    /// What a new or removed row is.
    fn head(&self, table: &str, row: &Value) -> String {
        match table {
            "coding" => format!("{} · {}", self.known("code", text(row, "code")), self.known("source", text(row, "source"))),
            "dismissed" => format!("Dismissed for {} · {}", self.known("code", text(row, "code")), self.known("source", text(row, "source"))),
            "memo" => format!("Memo, {}", text(row, "kind")),
            "memo_state" => self.name(table, row),
            "memo_link" => format!("Link of the memo {}", self.known("memo", text(row, "memo"))),
            "attribute_value" => self.name(table, row),
            "source_case" => format!("Sources of {}", self.known("cases", text(row, "case_id"))),
            "progress" => self.name(table, row),
            "chart_cell" => self.cell(row),
            "evidence" => format!("Passage [{}] of the cell, {}", number(row, "number"), self.known("source", text(row, "source"))),
            "crosswalk_link" | "verdict" => self.link(row),
            "theme_part" => format!("{} {}", capital(text(row, "stance")), self.known("code", text(row, "theme"))),
            "report_part" if text(row, "source").is_empty() => format!("Theme of the report {}", self.known("report", text(row, "report"))),
            "report_part" => format!("Quote for {}, {}", self.known("code", text(row, "theme")), self.known("source", text(row, "source"))),
            "framework_version" => format!("Version of {}", self.known("framework", text(row, "framework"))),
            "pin" => format!("Key {}", number(row, "slot")),
            "cases" => format!("Case, {}", self.known("case_kind", text(row, "kind"))),
            "case_kind" => "Kind of case".into(),
            "source" => "Source".into(),
            "speaker" => format!("Speaker in {}", self.known("source", text(row, "source"))),
            "code" => format!("Code in {}", self.known("framework", text(row, "framework"))),
            "attribute" => format!("Attribute of {}s", text(row, "target")),
            other => capital(other),
        }
    }

    /// What a new or removed row says.
    fn summary(&self, table: &str, row: &Value) -> String {
        match table {
            "coding" | "dismissed" => self.value(table, "start", row),
            "memo" => [text(row, "title"), text(row, "body")].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("\n"),
            "attribute_value" => text(row, "value").to_owned(),
            "source_case" => self.known("source", text(row, "source")),
            "memo_link" => self.linked(row),
            "progress" | "memo_state" => text(row, "state").to_owned(),
            "chart_cell" if text(row, "summary").is_empty() => text(row, "status").to_owned(),
            "chart_cell" => text(row, "summary").to_owned(),
            "evidence" | "verdict" => self.value("coding", "start", row),
            "crosswalk_link" => self.value(table, "reason", row),
            "theme_part" if text(row, "code").is_empty() => self.value("coding", "start", row),
            "theme_part" => self.known("code", text(row, "code")),
            "report_part" if text(row, "source").is_empty() => self.known("code", text(row, "theme")),
            "report_part" => self.value("coding", "start", row),
            "pin" => self.known("code", text(row, "code")),
            "coder" => [text(row, "initials"), text(row, "name")].join(" ").trim().to_owned(),
            "pseudonym" => [self.value(table, "names", row), self.value(table, "stands", row)].join(" → "),
            "code" if !text(row, "description").is_empty() => format!("{}: {}", text(row, "name"), text(row, "description")),
            _ => text(row, "name").to_owned(),
        }
    }

    /// Whose a changed field is.
    fn name(&self, table: &str, row: &Value) -> String {
        match table {
            "project" => String::new(),
            "coding" => format!("a passage of {}", self.known("source", text(row, "source"))),
            "memo" => match text(row, "title") {
                "" => "the memo".to_owned(),
                title => format!("“{title}”"),
            },
            "memo_state" => format!("the memo {}", self.known("memo", text(row, "memo"))),
            "attribute_value" => {
                let (table, owner) = if text(row, "case_id").is_empty() { ("source", text(row, "source")) } else { ("cases", text(row, "case_id")) };
                format!("{} of {}", self.known("attribute", text(row, "attribute")), self.known(table, owner))
            }
            "progress" => format!("{}, {}", self.known("source", text(row, "source")), self.known("coder", text(row, "coder"))),
            "pin" => format!("Key {}", number(row, "slot")),
            "coder" => text(row, "initials").to_owned(),
            "pseudonym" => self.value(table, "names", row),
            "chart_cell" => self.cell(row),
            "crosswalk_link" | "verdict" => self.link(row),
            "theme_part" => format!("a part of {}", self.known("code", text(row, "theme"))),
            "report_part" => format!("a part of {}", self.known("report", text(row, "report"))),
            _ => text(row, "name").to_owned(),
        }
    }

    /// What a memo is linked to.
    fn linked(&self, row: &Value) -> String {
        match text(row, "subject") {
            "passage" | "coding" if !text(row, "version").is_empty() => self.value("coding", "start", row),
            "memo" => self.known("memo", text(row, "other")),
            "case" => self.known("cases", text(row, "case_id")),
            table => self.known(table, text(row, table)),
        }
    }

    /// What is read as what.
    fn link(&self, row: &Value) -> String {
        let to = match text(row, "to_code") {
            "" => "no counterpart".to_owned(),
            code => self.known("code", code),
        };
        format!("{} → {to}", self.known("code", text(row, "from_code")))
    }

    /// A cell of the chart by its code and its row.
    fn cell(&self, row: &Value) -> String {
        let of = match (text(row, "source"), text(row, "case_id"), text(row, "value")) {
            ("", "", "") if !text(row, "kind").is_empty() => format!("{} {UNASSIGNED}", self.known("case_kind", text(row, "kind"))),
            ("", "", "") => format!("{} {UNASSIGNED}", self.known("attribute", text(row, "attribute"))),
            ("", "", value) => format!("{} {value}", self.known("attribute", text(row, "attribute"))),
            ("", case, _) => self.known("cases", case),
            (source, ..) => self.known("source", source),
        };
        format!("{} for {of}", self.known("code", text(row, "code")))
    }

    /// The value of a column in words; what is empty says so.
    fn value(&self, table: &str, column: &str, row: &Value) -> String {
        let plain = match row.get(column) {
            Some(Value::String(words)) => words.clone(),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        };
        let said = match (table, column) {
            ("coding" | "dismissed", "start") => {
                let (source, version) = (SourceId::parse(text(row, "source")), VersionId::parse(text(row, "version")));
                let found = source.zip(version).and_then(|(source, version)| (self.words)(source, version, span(row)));
                found.unwrap_or_else(|| "a passage of a text that is no longer shown".into())
            }
            ("coding" | "chart_cell", "code") | ("crosswalk_link", "to_code") | ("verdict", "moved") => self.known("code", &plain),
            ("coding" | "code" | "theme_part" | "report", "star" | "theme" | "codable" | "chart") => {
                if plain == "1" { "yes" } else { "no" }.to_owned()
            }
            ("code", "framework") => self.known("framework", &plain),
            ("project", "site" | "role" | "phase") => plain.split_once(':').map_or_else(String::new, |(kind, id)| {
                let table = if kind == "kind" { "case_kind" } else { "attribute" };
                self.known(table, id)
            }),
            ("attribute", "choices") | ("pseudonym", "names") => serde_json::from_str::<Vec<String>>(&plain).unwrap_or_default().join(", "),
            (_, "parent") if plain.is_empty() => "the top".into(),
            (_, "parent") => self.known(table, &plain),
            ("source", "folder") => self.known("folder", &plain),
            ("speaker", "case_id") => self.known("cases", &plain),
            ("speaker", "same_as") => self.known("speaker", &plain),
            ("cases", "kind") => self.known("case_kind", &plain),
            _ => plain,
        };
        if said.trim().is_empty() { "nothing".into() } else { said }
    }

    /// The name of a row by its id in hex: as it is now, or as it was when it went.
    fn known(&self, table: &str, id: &str) -> String {
        if id.is_empty() {
            return String::new();
        }
        let corpus = self.corpus;
        let now = match table {
            "code" => CodeId::parse(id).and_then(|id| corpus.code(id)).map(|code| code.name.clone()),
            "framework" => FrameworkId::parse(id).and_then(|id| corpus.framework(id)).map(|framework| framework.name.clone()),
            "source" => SourceId::parse(id).and_then(|id| corpus.source(id)).map(|source| source.name.clone()),
            "cases" => CaseId::parse(id).and_then(|id| corpus.case(id)).map(|case| case.name.clone()),
            "case_kind" => CaseKindId::parse(id).and_then(|id| corpus.kinds().iter().find(|kind| kind.id == id)).map(|kind| kind.name.clone()),
            "attribute" => AttributeId::parse(id).and_then(|id| corpus.attribute(id)).map(|attribute| attribute.name.clone()),
            "memo" => {
                let id = MemoId::parse(id);
                corpus.memos.iter().find(|memo| Some(memo.id) == id).map(|memo| format!("“{}”", memo.heading()))
            }
            "report" => ReportId::parse(id).and_then(|id| corpus.reports().iter().find(|report| report.id == id)).map(|report| report.name.clone()),
            "coder" => CoderId::parse(id).and_then(|id| corpus.coder(id)).map(|coder| coder.initials.clone()),
            "folder" => FolderId::parse(id).and_then(|id| corpus.folders().iter().find(|folder| folder.id == id)).map(|folder| folder.name.clone()),
            "speaker" => {
                let id = SpeakerId::parse(id);
                corpus.sources().iter().flat_map(|source| corpus.speakers(source.id)).find(|speaker| Some(speaker.id) == id).map(|s| s.name.clone())
            }
            _ => None,
        };
        now.or_else(|| self.gone.get(&id.to_lowercase()).cloned()).unwrap_or_else(|| format!("a {} that is gone", noun(table)))
    }

    /// The passage that the change of a coding or a dismissed passage is about, while the source shows that version.
    fn passage(&self, change: &Change) -> Option<(SourceId, Span)> {
        let row = change
            .after
            .as_ref()
            .or(change.before.as_ref())
            .filter(|_| matches!(change.table.as_str(), "coding" | "dismissed" | "verdict") || is_passage(&change.table, change))?;
        let source = SourceId::parse(text(row, "source"))?;
        let version = VersionId::parse(text(row, "version"))?;
        self.corpus.version(source).filter(|shown| shown.id == version).map(|_| (source, span(row)))
    }
}

/// Whether a change is one of a single passage that a theme gathers.
fn is_passage(table: &str, change: &Change) -> bool {
    matches!(table, "theme_part" | "report_part")
        && change.after.as_ref().or(change.before.as_ref()).is_some_and(|row| !text(row, "source").is_empty())
}

/// What one row of a table is called.
fn noun(table: &str) -> &str {
    match table {
        "cases" => "case",
        "case_kind" => "kind of case",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{AttributeDraft, CaseDraft, Project, Reader, Template, TemplateCode};

    fn told(path: &std::path::Path, seq: i64) -> Vec<(String, Option<String>, Option<String>)> {
        let reader = Reader::open(path).unwrap();
        let corpus = reader.corpus().unwrap();
        let changes = reader.changes_of(seq, 40).unwrap();
        let teller = Teller::new(&corpus, &|_, _, _| None, &changes);
        teller.tell(&changes).into_iter().map(|told| (told.what, told.before, told.after)).collect()
    }

    #[test]
    fn changes_are_told_field_by_field_in_plain_words() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("words.themata");
        let mut project = Project::create(&path, "Words").unwrap();
        project.be_coder("BP", "Bo").unwrap();
        let codes = vec![TemplateCode { name: "Trust".into(), description: "Goodwill.".into(), ..TemplateCode::default() }];
        project.add_framework(&Template { name: "Laws".into(), codes, ..Template::default() }).unwrap();
        let corpus = Reader::open(&path).unwrap().corpus().unwrap();
        let trust = corpus.codes()[0].clone();
        let edited = Code { description: "Acting before terms are settled.".into(), theme: true, ..trust.clone() };
        let seq = project.edit_code(edited).unwrap().op.unwrap();
        let some = |text: &str| Some(text.to_owned());
        let expected = [
            ("Definition of Trust".to_owned(), some("Goodwill."), some("Acting before terms are settled.")),
            ("Theme of Trust".to_owned(), some("no"), some("yes")),
        ];
        assert_eq!(told(&path, seq), expected);
        let seq = project.remove_codes(&[trust.id]).unwrap().op.unwrap();
        assert_eq!(told(&path, seq), [("Code in Laws".to_owned(), some("Trust: Acting before terms are settled."), None)]);
    }

    #[test]
    fn values_name_their_attribute_and_owner_even_when_both_are_gone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("values.themata");
        let mut project = Project::create(&path, "Values").unwrap();
        let kind = Reader::open(&path).unwrap().corpus().unwrap().kind_named("person").unwrap().id;
        let case = project.add_case(&CaseDraft { kind, parent: None, name: "P1".into(), full_name: String::new() }).unwrap().value;
        let draft = AttributeDraft { target: Target::Case, name: "role".into(), kind: AttributeType::Choice, choices: Vec::new() };
        let role = project.add_attribute(&draft).unwrap().value;
        let owner = Owner::Case(case);
        project.set_values(&[(role, owner, "lead".into())]).unwrap();
        let seq = project.set_values(&[(role, owner, "provider".into())]).unwrap().op.unwrap();
        let some = |text: &str| Some(text.to_owned());
        assert!(told(&path, seq).contains(&("role of P1".to_owned(), some("lead"), some("provider"))));
        let seq = project.remove_cases(&[case]).unwrap().op.unwrap();
        assert!(told(&path, seq).contains(&("role of P1".to_owned(), some("provider"), None)), "{:?}", told(&path, seq));
    }
}
