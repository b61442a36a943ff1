//! Small corpora made in memory, for tests of counting and exports.

use std::collections::HashMap;
use std::sync::Arc;
use themata::analysis::Corpus;
use themata::model::*;
use themata::text::{Geometry, SourceText, Structure, Turn};

/// A corpus being put together, with its texts.
pub struct Maker {
    pub corpus: Corpus,
    pub texts: HashMap<SourceId, Arc<SourceText>>,
    pub site: CaseKindId,
    pub person: CaseKindId,
    layer: LayerId,
    framework: FrameworkId,
    sources: (Vec<Source>, Vec<Version>),
    speakers: Vec<Speaker>,
    cases: Vec<Case>,
    links: Vec<SourceCase>,
    attributes: Vec<Attribute>,
    values: Vec<AttributeValue>,
    codes: Vec<Code>,
    codings: Vec<Coding>,
}

impl Maker {
    /// An empty study with the kinds site and person.
    pub fn new() -> Self {
        let (site, person, layer, framework) = (CaseKindId::new(), CaseKindId::new(), LayerId::new(), FrameworkId::new());
        let project = Project {
            id: ProjectId::new(),
            name: "Small study".into(),
            description: String::new(),
            site: Some(Grouping::Kind(site)),
            role: None,
            phase: None,
            attribution: Project::ATTRIBUTION.into(),
        };
        Self {
            corpus: Corpus::new(project),
            texts: HashMap::new(),
            site,
            person,
            layer,
            framework,
            sources: Default::default(),
            speakers: Vec::new(),
            cases: Vec::new(),
            links: Vec::new(),
            attributes: Vec::new(),
            values: Vec::new(),
            codes: Vec::new(),
            codings: Vec::new(),
        }
    }

    fn ord(n: usize) -> String {
        order::sequence("", n + 1).pop().unwrap_or_default()
    }

    pub fn coder(&mut self, initials: &str) -> CoderId {
        let id = CoderId::new();
        self.corpus.coders.push(Coder { id, name: format!("Coder {initials}"), initials: initials.into(), role: String::new() });
        id
    }

    pub fn case(&mut self, kind: CaseKindId, name: &str, parent: Option<CaseId>) -> CaseId {
        let id = CaseId::new();
        let ord = Self::ord(self.cases.len());
        self.cases.push(Case { id, kind, parent, name: name.into(), full_name: String::new(), pseudonym: String::new(), ord });
        id
    }

    pub fn case_mut(&mut self, id: CaseId) -> &mut Case {
        self.cases.iter_mut().find(|case| case.id == id).unwrap()
    }

    pub fn attribute(&mut self, target: Target, name: &str, kind: AttributeType, choices: &[&str]) -> AttributeId {
        let id = AttributeId::new();
        let ord = Self::ord(self.attributes.len());
        self.attributes.push(Attribute { id, target, name: name.into(), kind, choices: choices.iter().map(|c| (*c).into()).collect(), ord });
        id
    }

    pub fn value(&mut self, attribute: AttributeId, owner: Owner, value: &str) {
        self.values.push(AttributeValue { id: ValueId::new(), attribute, owner, value: value.into() });
    }

    pub fn code(&mut self, name: &str, parent: Option<CodeId>) -> CodeId {
        let id = CodeId::new();
        let none = String::new;
        let ord = Self::ord(self.codes.len());
        let (framework, name) = (self.framework, name.to_owned());
        let (colour, theme, codable) = (None, false, true);
        let (short, description, include, exclude, example, statement) = (none(), none(), none(), none(), none(), none());
        self.codes.push(Code { id, framework, parent, name, short, description, include, exclude, example, colour, theme, statement, codable, ord });
        id
    }

    pub fn code_mut(&mut self, id: CodeId) -> &mut Code {
        self.codes.iter_mut().find(|code| code.id == id).unwrap()
    }

    /// A source whose paragraphs are the turns of `voices`, by place; joined to cases where they say so.
    pub fn source(&mut self, name: &str, text: &str, voices: &[(&str, SpeakerRole, Option<CaseId>)], who: &[u32]) -> SourceId {
        let (id, version) = (SourceId::new(), VersionId::new());
        let paragraphs = Structure::lines(text);
        let turns = paragraphs.iter().zip(who).map(|(span, speaker)| Turn { span: *span, speaker: *speaker, from: None, to: None }).collect();
        let text = SourceText { geometry: Geometry::new(text), structure: Structure { paragraphs, turns, ..Structure::default() } };
        let chars = text.geometry.chars();
        let (none, at) = (String::new, Time(1_700_000_000_000));
        let (date, language, file, encoding, reason) = (none(), none(), none(), none(), none());
        let (kind, ord, name) = (SourceKind::Interview, Self::ord(self.sources.0.len()), name.to_owned());
        self.sources.0.push(Source { id, folder: None, name, kind, date, language, version, file, encoding, original: None, at, ord });
        let turns = text.structure.turns.len() as u32;
        self.sources.1.push(Version {
            id: version,
            source: id,
            number: 1,
            reason,
            base: None,
            correction: None,
            text: [0; 32],
            structure: [0; 32],
            chars,
            words: 0,
            turns,
        });
        for (number, (name, role, case_id)) in voices.iter().enumerate() {
            let (number, name) = (number as u32, (*name).to_owned());
            self.speakers.push(Speaker { id: SpeakerId::new(), source: id, number, name, role: *role, case_id: *case_id, same_as: None });
        }
        self.texts.insert(id, Arc::new(text));
        id
    }

    pub fn kind(&mut self, source: SourceId, kind: SourceKind) {
        self.sources.0.iter_mut().find(|s| s.id == source).unwrap().kind = kind;
    }

    pub fn language(&mut self, source: SourceId, language: &str) {
        self.sources.0.iter_mut().find(|s| s.id == source).unwrap().language = language.into();
    }

    pub fn link(&mut self, source: SourceId, case_id: CaseId) {
        self.links.push(SourceCase { id: SourceCaseId::new(), source, case_id });
    }

    pub fn coding(&mut self, source: SourceId, code: CodeId, coder: CoderId, span: Span) -> CodingId {
        let id = CodingId::new();
        let version = self.sources.0.iter().find(|s| s.id == source).unwrap().version;
        self.codings.push(Coding { id, source, version, span, code, coder, layer: self.layer, star: false, at: Time(1_700_000_000_000) });
        id
    }

    pub fn star(&mut self, coding: CodingId) {
        self.codings.iter_mut().find(|c| c.id == coding).unwrap().star = true;
    }

    /// The corpus with everything put in.
    pub fn done(self) -> (Corpus, HashMap<SourceId, Arc<SourceText>>) {
        let mut corpus = self.corpus;
        let kind = |id, parent, name: &str, ord: &str| CaseKind { id, parent, name: name.into(), ord: ord.into() };
        let kinds = vec![kind(self.site, None, CaseKind::SITE, "a"), kind(self.person, Some(self.site), CaseKind::PERSON, "b")];
        let none = String::new;
        let framework = Framework { id: self.framework, name: "Themes".into(), short: none(), description: none(), ord: "a".into() };
        corpus.layers = vec![Layer { id: self.layer, kind: LayerKind::Independent, name: "Independent".into(), framework: None }];
        corpus.set_sources(self.sources.0, self.sources.1);
        corpus.set_speakers(self.speakers);
        corpus.set_cases(kinds, self.cases, self.links);
        corpus.set_attributes(self.attributes, self.values);
        corpus.set_codes(vec![framework], self.codes);
        corpus.set_codings(self.codings);
        (corpus, self.texts)
    }
}
