//! Everything of a project but its texts, in memory and ready to be asked.

mod chart;
mod codings;
mod crosswalk;
mod key;
mod memos;
mod themes;
mod tree;

pub use chart::settled;
pub use tree::begins_with_words;

use super::Line;
use crate::model::*;
use codings::Codings;
use std::collections::HashMap;
use std::sync::Arc;

/// A snapshot of a project. Lists are in the order they are shown. Snapshots share what is large until one of them changes it: a clone costs next
/// to nothing, and a change no more than the part it changes.
#[derive(Clone, Debug)]
pub struct Corpus {
    /// The project's own row.
    pub project: Project,
    /// Coders.
    pub coders: Vec<Coder>,
    /// Layers.
    pub layers: Vec<Layer>,
    /// Memos, by id, which is by time. Passages are on the text that is shown, unless all their words were corrected away.
    pub memos: Arc<Vec<Memo>>,
    memo_states: Arc<HashMap<MemoId, MemoStanding>>,
    memo_links: Arc<HashMap<MemoId, Vec<MemoLink>>>,
    /// Pins.
    pub pins: Vec<Pin>,
    /// Progress of each coder.
    pub progress: Vec<Progress>,
    dismissed: Arc<Vec<Dismissed>>,
    searches: Vec<SavedSearch>,
    word_rules: Vec<KeptRule>,
    folders: Vec<Folder>,
    pseudonyms: Arc<Vec<Pseudonym>>,
    key: key::Kept,
    chart: chart::Kept,
    crosswalks: crosswalk::Kept,
    through_time: themes::Kept,
    sources: Arc<Vec<Source>>,
    versions: Arc<HashMap<SourceId, Version>>,
    /// Of sources whose text was corrected.
    lines: Arc<HashMap<SourceId, Line>>,
    speakers: Arc<HashMap<SourceId, Vec<Speaker>>>,
    kinds: Vec<CaseKind>,
    cases: Arc<Vec<Case>>,
    links: Arc<HashMap<SourceId, Vec<CaseId>>>,
    attributes: Vec<Attribute>,
    values: Arc<HashMap<(AttributeId, Owner), String>>,
    frameworks: Vec<Framework>,
    codes: Arc<Vec<Code>>,
    codings: Codings,
    /// Where what is coded in one framework is here as codes of another too.
    read_through: Option<Arc<ReadThrough>>,
    places: Arc<Places>,
}

/// How a corpus is read through a crosswalk.
#[derive(Clone, Debug)]
struct ReadThrough {
    /// The crosswalk.
    by: CrosswalkId,
    /// The framework as whose codes another one is read.
    into: FrameworkId,
    /// The corpus as it is coded.
    coded: Corpus,
}

/// Where an id stands in its list.
#[derive(Clone, Debug, Default)]
struct Places {
    sources: HashMap<SourceId, usize>,
    cases: HashMap<CaseId, usize>,
    codes: HashMap<CodeId, usize>,
    children: HashMap<Option<CodeId>, Vec<CodeId>>,
}

fn by_order<T, I: Ord>(list: &mut [T], key: impl Fn(&T) -> (&str, I)) {
    list.sort_by(|a, b| key(a).cmp(&key(b)));
}

impl Corpus {
    /// An empty snapshot of a project.
    pub fn new(project: Project) -> Self {
        Self {
            project,
            coders: Vec::new(),
            layers: Vec::new(),
            memos: Arc::default(),
            memo_states: Arc::default(),
            memo_links: Arc::default(),
            pins: Vec::new(),
            progress: Vec::new(),
            dismissed: Arc::default(),
            searches: Vec::new(),
            word_rules: Vec::new(),
            folders: Vec::new(),
            pseudonyms: Arc::default(),
            key: key::Kept::default(),
            chart: chart::Kept::default(),
            crosswalks: crosswalk::Kept::default(),
            through_time: themes::Kept::default(),
            sources: Arc::default(),
            versions: Arc::default(),
            lines: Arc::default(),
            speakers: Arc::default(),
            kinds: Vec::new(),
            cases: Arc::default(),
            links: Arc::default(),
            attributes: Vec::new(),
            values: Arc::default(),
            frameworks: Vec::new(),
            codes: Arc::default(),
            codings: Codings::default(),
            read_through: None,
            places: Arc::default(),
        }
    }

    /// Puts folders in.
    pub fn set_folders(&mut self, mut folders: Vec<Folder>) {
        by_order(&mut folders, |f| (&f.ord, f.id));
        self.folders = folders;
    }

    /// Puts passages in that are not offered again for a code. Those whose words were all corrected away wait until their words come back.
    pub fn set_dismissed(&mut self, dismissed: Vec<Dismissed>) {
        let shown = |row: Dismissed| match self.lines.get(&row.source) {
            Some(line) => line.carry_dismissed(row),
            None => Some(row),
        };
        self.dismissed = Arc::new(dismissed.into_iter().filter_map(shown).collect());
    }

    /// Passages that are not offered again for a code, on the texts that are shown; in the order in which they were dismissed.
    pub fn dismissed(&self) -> &[Dismissed] {
        &self.dismissed
    }

    /// The same, for one code.
    pub fn dismissed_for(&self, code: CodeId) -> impl Iterator<Item = &Dismissed> {
        self.dismissed.iter().filter(move |row| row.code == code)
    }

    /// Puts searches in that are kept by name.
    pub fn set_searches(&mut self, mut searches: Vec<SavedSearch>) {
        by_order(&mut searches, |saved| (&saved.ord, saved.id));
        self.searches = searches;
    }

    /// Puts rules for counting words in.
    pub fn set_word_rules(&mut self, mut rules: Vec<KeptRule>) {
        by_order(&mut rules, |kept| (&kept.ord, kept.id));
        self.word_rules = rules;
    }

    /// The rules for counting words that the project keeps.
    pub fn word_rules(&self) -> &[KeptRule] {
        &self.word_rules
    }

    /// The searches that are kept by name.
    pub fn searches(&self) -> &[SavedSearch] {
        &self.searches
    }

    /// The saved search of a name, without regard to case.
    pub fn search_named(&self, name: &str) -> Option<&SavedSearch> {
        let name = name.trim().to_lowercase();
        self.searches.iter().find(|saved| saved.name.to_lowercase() == name)
    }

    /// Puts sources in, with the version of each that is shown.
    pub fn set_sources(&mut self, mut sources: Vec<Source>, versions: Vec<Version>) {
        by_order(&mut sources, |s| (&s.ord, s.id));
        Arc::make_mut(&mut self.places).sources = sources.iter().enumerate().map(|(n, s)| (s.id, n)).collect();
        let shown: HashMap<VersionId, SourceId> = sources.iter().map(|s| (s.version, s.id)).collect();
        self.versions = Arc::new(versions.into_iter().filter_map(|v| shown.get(&v.id).map(|source| (*source, v))).collect());
        self.sources = Arc::new(sources);
    }

    /// Puts in the lines of sources whose text was corrected. Codings and memos that are put in later follow them.
    pub fn set_lines(&mut self, lines: HashMap<SourceId, Line>) {
        self.lines = Arc::new(lines);
    }

    /// The line of a source whose text was corrected.
    pub fn line(&self, source: SourceId) -> Option<&Line> {
        self.lines.get(&source)
    }

    /// Puts speakers in.
    pub fn set_speakers(&mut self, speakers: Vec<Speaker>) {
        let mut of: HashMap<SourceId, Vec<Speaker>> = HashMap::new();
        for speaker in speakers {
            of.entry(speaker.source).or_default().push(speaker);
        }
        of.values_mut().for_each(|list| list.sort_by_key(|s| s.number));
        self.speakers = Arc::new(of);
    }

    /// Puts kinds, cases and their sources in.
    pub fn set_cases(&mut self, mut kinds: Vec<CaseKind>, mut cases: Vec<Case>, links: Vec<SourceCase>) {
        by_order(&mut kinds, |k| (&k.ord, k.id));
        by_order(&mut cases, |c| (&c.ord, c.id));
        Arc::make_mut(&mut self.places).cases = cases.iter().enumerate().map(|(n, c)| (c.id, n)).collect();
        let mut of: HashMap<SourceId, Vec<CaseId>> = HashMap::new();
        for link in links {
            of.entry(link.source).or_default().push(link.case_id);
        }
        (self.kinds, self.cases, self.links, self.key) = (kinds, Arc::new(cases), Arc::new(of), key::Kept::default());
    }

    /// Puts attributes and values in.
    pub fn set_attributes(&mut self, mut attributes: Vec<Attribute>, values: Vec<AttributeValue>) {
        by_order(&mut attributes, |a| (&a.ord, a.id));
        self.attributes = attributes;
        self.values = Arc::new(values.into_iter().map(|v| ((v.attribute, v.owner), v.value)).collect());
        self.settle_chart();
    }

    /// Puts frameworks and codes in.
    pub fn set_codes(&mut self, mut frameworks: Vec<Framework>, mut codes: Vec<Code>) {
        by_order(&mut frameworks, |f| (&f.ord, f.id));
        by_order(&mut codes, |c| (&c.ord, c.id));
        let places = Arc::make_mut(&mut self.places);
        places.codes = codes.iter().enumerate().map(|(n, c)| (c.id, n)).collect();
        places.children.clear();
        for code in &codes {
            places.children.entry(code.parent).or_default().push(code.id);
        }
        (self.frameworks, self.codes) = (frameworks, Arc::new(codes));
    }

    /// Folders.
    pub fn folders(&self) -> &[Folder] {
        &self.folders
    }

    /// Sources.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// A source.
    pub fn source(&self, id: SourceId) -> Option<&Source> {
        self.places.sources.get(&id).map(|n| &self.sources[*n])
    }

    /// The source of a name, without regard to case.
    pub fn source_named(&self, name: &str) -> Option<&Source> {
        let name = name.trim().to_lowercase();
        self.sources.iter().find(|s| s.name.to_lowercase() == name)
    }

    /// The version of a source that is shown.
    pub fn version(&self, source: SourceId) -> Option<&Version> {
        self.versions.get(&source)
    }

    /// Words of the text of a source as it is shown, by their place; nothing where the source is gone.
    pub fn passage(&self, source: SourceId, span: Span) -> Option<Passage> {
        self.version(source).map(|version| Passage { source, version: version.id, span })
    }

    /// Whether a version is the one of its source that is shown.
    pub fn shows(&self, source: SourceId, version: VersionId) -> bool {
        self.version(source).is_some_and(|shown| shown.id == version)
    }

    /// The speakers of a source, by number.
    pub fn speakers(&self, source: SourceId) -> &[Speaker] {
        self.speakers.get(&source).map_or(&[], Vec::as_slice)
    }

    /// The speaker that a turn's number stands for, through merges.
    pub fn speaker(&self, source: SourceId, number: u32) -> Option<&Speaker> {
        let all = self.speakers(source);
        let own = all.iter().find(|s| s.number == number)?;
        own.same_as.and_then(|id| all.iter().find(|s| s.id == id)).or(Some(own))
    }

    /// The names of a source's voices by number, through merges.
    pub fn voice_names(&self, source: SourceId) -> Vec<String> {
        let count = self.speakers(source).iter().map(|speaker| speaker.number + 1).max().unwrap_or(0);
        (0..count).map(|number| self.speaker(source, number).map_or_else(String::new, |speaker| speaker.name.clone())).collect()
    }

    /// Kinds of cases.
    pub fn kinds(&self) -> &[CaseKind] {
        &self.kinds
    }

    /// A kind by name, without regard to case.
    pub fn kind_named(&self, name: &str) -> Option<&CaseKind> {
        self.kinds.iter().find(|k| k.name.to_lowercase() == name.trim().to_lowercase())
    }

    /// Cases.
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }

    /// A case.
    pub fn case(&self, id: CaseId) -> Option<&Case> {
        self.places.cases.get(&id).map(|n| &self.cases[*n])
    }

    /// A case and those it belongs to, it first.
    pub fn line_of(&self, id: CaseId) -> Vec<&Case> {
        let mut line: Vec<&Case> = Vec::new();
        let mut at = self.case(id);
        while let Some(case) = at.filter(|case| line.iter().all(|other| other.id != case.id)) {
            line.push(case);
            at = case.parent.and_then(|parent| self.case(parent));
        }
        line
    }

    /// The cases of a source.
    pub fn cases_of(&self, source: SourceId) -> &[CaseId] {
        self.links.get(&source).map_or(&[], Vec::as_slice)
    }

    /// The sources of a case itself, not of those below it.
    pub fn sources_of(&self, case: CaseId) -> Vec<SourceId> {
        self.sources.iter().map(|s| s.id).filter(|id| self.cases_of(*id).contains(&case)).collect()
    }

    /// Attributes.
    pub fn attributes(&self) -> &[Attribute] {
        &self.attributes
    }

    /// An attribute.
    pub fn attribute(&self, id: AttributeId) -> Option<&Attribute> {
        self.attributes.iter().find(|a| a.id == id)
    }

    /// The value of an attribute on a case or a source itself.
    pub fn value(&self, attribute: AttributeId, owner: Owner) -> Option<&str> {
        self.values.get(&(attribute, owner)).map(String::as_str)
    }

    /// All values, in no order.
    pub fn values(&self) -> impl Iterator<Item = (AttributeId, Owner, &str)> {
        self.values.iter().map(|((attribute, owner), value)| (*attribute, *owner, value.as_str()))
    }

    /// A coder.
    pub fn coder(&self, id: CoderId) -> Option<&Coder> {
        self.coders.iter().find(|c| c.id == id)
    }

    /// The coder of initials, without regard to case.
    pub fn coder_named(&self, initials: &str) -> Option<&Coder> {
        self.coders.iter().find(|c| c.initials.to_lowercase() == initials.trim().to_lowercase())
    }
}
