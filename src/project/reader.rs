//! Reading a project: a second, read-only connection that fills the corpus and hands out texts.

use super::changes::{Changes, Topic};
use crate::analysis::Corpus;
use crate::jobs::Progress as Watched;
use crate::model::*;
use crate::store::{Mode, Store};
use crate::text::{Correction, Geometry, SourceText, Structure};
use crate::{Error, Result};
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

/// How many codings are read one by one; more of them, and all are read anew.
const ONE_BY_ONE: usize = 256;

/// A project open to be read.
pub struct Reader {
    store: Store,
    harm: Option<String>,
}

impl Reader {
    /// Opens a project file to read.
    pub fn open(path: &Path) -> Result<Self> {
        Ok(Self { store: Store::open(path, Mode::Read, |_| Ok(()))?, harm: None })
    }

    /// Opens a project file to read, with its last step's place in the journal and everything but texts. Of a damaged one comes what can be
    /// read, lists ending where the damage begins, and [`Reader::harm`] says so.
    pub fn open_with_corpus(path: &Path) -> Result<(Self, i64, Corpus)> {
        match Self::open(path).and_then(|reader| Ok((reader.store.snapshot(|_| Ok((reader.last_op()?, reader.corpus()?)))?, reader))) {
            Ok(((seen, corpus), reader)) => Ok((reader, seen, corpus)),
            Err(error) if error.is_damage() || matches!(error, Error::NotFound(_)) && path.exists() => {
                let mut reader = Self::open(path)?;
                reader.store.be_lenient();
                reader.harm = Some(format!("the file is damaged, and what can be read of it is shown ({error})"));
                let corpus = reader.damaged_corpus()?;
                Ok((reader, 0, corpus))
            }
            Err(error) => Err(error),
        }
    }

    /// Whether it reads a copy of a file that is of an older program, and sees nothing of what is written to it.
    pub(super) fn is_copy(&self) -> bool {
        self.store.is_copy()
    }

    /// What is wrong with the file, where not all of it can be read.
    pub fn harm(&self) -> Option<&str> {
        self.harm.as_deref()
    }

    /// The corpus of a damaged project: what can be read, under the file's name where its own is lost.
    fn damaged_corpus(&self) -> Result<Corpus> {
        let name = self.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let unnamed = || Project {
            id: ProjectId::new(),
            name,
            description: String::new(),
            site: None,
            role: None,
            phase: None,
            attribution: Project::ATTRIBUTION.into(),
        };
        self.filled(self.about().unwrap_or_else(|_| unnamed()))
    }

    pub(super) fn store(&self) -> &Store {
        &self.store
    }

    /// The project file.
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// The project's own row.
    pub fn about(&self) -> Result<Project> {
        the_project(&self.store)
    }

    /// The last step's place in the journal.
    pub fn last_op(&self) -> Result<i64> {
        self.store.last_op()
    }

    /// A number that changes when somebody else writes the project; asking costs next to nothing.
    pub(super) fn data_version(&self) -> Result<i64> {
        self.store.data_version()
    }

    /// What changed after the step `seq`.
    pub fn changes_since(&self, seq: i64) -> Result<Changes> {
        let upto = self.store.last_op()?;
        Ok(Changes::of(upto, self.store.touched(seq, upto)?))
    }

    /// Everything but texts, in memory, as it stands at one moment.
    pub fn corpus(&self) -> Result<Corpus> {
        self.store.snapshot(|_| self.filled(self.about()?))
    }

    fn filled(&self, project: Project) -> Result<Corpus> {
        let mut corpus = Corpus::new(project);
        let topics = [Topic::Coders, Topic::Layers, Topic::Folders, Topic::Sources, Topic::Speakers, Topic::Cases, Topic::Attributes];
        let more = [
            Topic::Codes,
            Topic::Memos,
            Topic::Dismissed,
            Topic::Pseudonyms,
            Topic::Searches,
            Topic::WordRules,
            Topic::Chart,
            Topic::Crosswalks,
            Topic::Themes,
            Topic::Reports,
            Topic::Versions,
            Topic::Pins,
            Topic::Progress,
        ];
        for topic in topics.into_iter().chain(more) {
            self.fill(&mut corpus, topic)?;
        }
        corpus.set_codings(self.store.all()?);
        Ok(corpus)
    }

    /// Brings a corpus up to date: whole topics anew, codings one by one, or all of them where very many changed.
    pub fn refresh(&self, corpus: &mut Corpus, changes: &Changes) -> Result<()> {
        self.refresh_watched(corpus, changes, &Watched::silent())
    }

    /// The same, stopped between two topics where it shall stop.
    pub(super) fn refresh_watched(&self, corpus: &mut Corpus, changes: &Changes, progress: &Watched) -> Result<()> {
        self.store.snapshot(|_| self.refresh_now(corpus, changes, progress))
    }

    fn refresh_now(&self, corpus: &mut Corpus, changes: &Changes, progress: &Watched) -> Result<()> {
        progress.begin(changes.topics.len() as u64);
        for topic in &changes.topics {
            progress.check()?;
            self.fill(corpus, *topic)?;
            progress.advance(1);
        }
        if changes.codings.len() > ONE_BY_ONE {
            corpus.set_codings(self.store.all()?);
            return Ok(());
        }
        for id in &changes.codings {
            match self.store.get::<Coding>(*id)? {
                Some(coding) => corpus.put_coding(coding),
                None => corpus.drop_coding(*id),
            }
        }
        Ok(())
    }

    /// About how many rows a refresh would read: what is little is read between two frames. No further than `most` is counted.
    pub(super) fn weight(&self, corpus: &Corpus, seen: i64, most: usize) -> Result<usize> {
        let touched = self.store.touches(seen, most)?;
        if touched >= most {
            return Ok(most);
        }
        let changes = self.changes_since(seen)?;
        let anew = if changes.codings.len() > ONE_BY_ONE { corpus.coding_count() } else { 0 };
        Ok(touched + anew + changes.topics.iter().map(|topic| weight(corpus, *topic, changes.texts)).sum::<usize>())
    }

    fn fill(&self, corpus: &mut Corpus, topic: Topic) -> Result<()> {
        let store = &self.store;
        match topic {
            Topic::Project => corpus.project = self.about()?,
            Topic::Coders => corpus.coders = store.all()?,
            Topic::Layers => corpus.layers = store.all()?,
            Topic::Folders => corpus.set_folders(store.all()?),
            Topic::Sources => self.fill_sources(corpus)?,
            Topic::Speakers => corpus.set_speakers(store.all()?),
            Topic::Cases => corpus.set_cases(store.all()?, store.all()?, store.all()?),
            Topic::Attributes => corpus.set_attributes(store.all()?, store.all()?),
            Topic::Codes => corpus.set_codes(store.all()?, store.all()?),
            Topic::Codings => {}
            Topic::Memos => {
                corpus.set_memos(store.all()?);
                corpus.set_memo_states(store.all()?);
                corpus.set_memo_links(store.all()?);
            }
            Topic::Pseudonyms => corpus.set_pseudonyms(store.all()?),
            Topic::Searches => corpus.set_searches(store.all()?),
            Topic::WordRules => corpus.set_word_rules(store.all()?),
            Topic::Chart => corpus.set_chart(store.all()?, store.all()?),
            Topic::Crosswalks => corpus.set_crosswalks(store.all()?, store.all()?, store.all()?),
            Topic::Themes => corpus.set_theme_parts(store.all()?),
            Topic::Reports => corpus.set_reports(store.all()?, store.all()?),
            Topic::Versions => corpus.set_versions(store.all()?, store.all()?, store.all()?),
            Topic::Pins => corpus.pins = store.all()?,
            Topic::Progress => corpus.progress = store.all()?,
            Topic::Dismissed => corpus.set_dismissed(store.all()?),
        }
        Ok(())
    }

    /// Sources and what is shown of them. Where another version is shown than before, codings and memos follow.
    fn fill_sources(&self, corpus: &mut Corpus) -> Result<()> {
        let before: Vec<(SourceId, VersionId)> = corpus.sources().iter().map(|source| (source.id, source.version)).collect();
        let versions = self.store.all::<Version>()?;
        let sources = self.store.all::<Source>()?;
        let lines = super::lines::corrected(&self.store, corpus, &sources, &versions)?;
        corpus.set_sources(sources, versions);
        corpus.set_lines(lines);
        let moved: Vec<SourceId> =
            before.into_iter().filter(|(id, version)| corpus.source(*id).is_some_and(|now| now.version != *version)).map(|(id, _)| id).collect();
        if !moved.is_empty() {
            let mut codings = Vec::new();
            for source in &moved {
                codings.extend(self.store.by::<Coding>("source", source)?);
            }
            corpus.set_codings_of(&moved, codings);
            corpus.set_memos(self.store.all()?);
            corpus.set_memo_links(self.store.all()?);
            corpus.set_dismissed(self.store.all()?);
            corpus.set_chart(self.store.all()?, self.store.all()?);
            corpus.set_crosswalks(self.store.all()?, self.store.all()?, self.store.all()?);
            corpus.set_theme_parts(self.store.all()?);
            corpus.set_reports(self.store.all()?, self.store.all()?);
        }
        Ok(())
    }

    /// The versions of a source's text, the imported one first.
    pub fn versions(&self, source: SourceId) -> Result<Vec<Version>> {
        let mut list = self.store.by::<Version>("source", &source)?;
        list.sort_by_key(|version| version.number);
        Ok(list)
    }

    /// How a version was made of the one before; nothing for an imported text.
    pub fn correction(&self, version: &Version) -> Result<Option<Correction>> {
        version.correction.map(|hash| self.store.correction(&hash)).transpose()
    }

    /// The text of a version with its structure.
    pub fn text(&self, version: &Version) -> Result<SourceText> {
        decode(self.store.value(&version.text)?, &self.store.value(&version.structure)?)
    }

    /// What stands over a version's text, without its words.
    pub fn structure(&self, version: &Version) -> Result<Structure> {
        postcard::from_bytes(&self.store.value(&version.structure)?).map_err(|_| damaged())
    }

    /// The text of a source as it is shown.
    pub fn source_text(&self, corpus: &Corpus, source: SourceId) -> Result<Arc<SourceText>> {
        let version = corpus.version(source).ok_or_else(|| Error::NotFound("that source is no longer in the project".into()))?;
        self.text(version).map(Arc::new)
    }

    /// The original file of a source, as it was imported.
    pub fn original(&self, source: &Source) -> Result<Option<Vec<u8>>> {
        source.original.map(|hash| self.store.value(&hash)).transpose()
    }

    /// Which texts are here, by hash, and the names of their sources: to notice the same file again.
    pub fn known_texts(&self) -> Result<HashMap<Hash, String>> {
        known_texts(&self.store)
    }

    /// What was being typed in `place`.
    pub fn draft(&self, place: &str) -> Result<Option<String>> {
        self.store.draft(place)
    }

    /// When that was kept last.
    pub fn draft_at(&self, place: &str) -> Result<Option<Time>> {
        self.store.draft_at(place)
    }

    /// Every draft: its place and its words.
    pub fn drafts(&self) -> Result<Vec<(String, String)>> {
        self.store.drafts()
    }
}

/// About how many rows a topic has; with a text that changed, what lies on it is read again.
fn weight(corpus: &Corpus, topic: Topic, texts: bool) -> usize {
    match topic {
        Topic::Sources if texts => {
            let most = corpus.sources().iter().map(|source| corpus.codings_of(source.id).len()).max().unwrap_or(0);
            let carried = corpus.dismissed().len() + corpus.cells().count() + corpus.verdicts().count() + corpus.theme_parts().len();
            2 * corpus.sources().len() + most + corpus.memos.len() + carried
        }
        Topic::Sources => 2 * corpus.sources().len(),
        Topic::Speakers => 3 * corpus.sources().len(),
        Topic::Cases => corpus.cases().len() + corpus.sources().len(),
        Topic::Attributes => corpus.values().count(),
        Topic::Codes => corpus.codes().len(),
        Topic::Memos => corpus.memos.len(),
        Topic::Chart => corpus.cells().count(),
        Topic::Crosswalks => corpus.verdicts().count(),
        Topic::Themes => corpus.theme_parts().len(),
        Topic::Versions => corpus.framework_versions().iter().map(|version| version.codes.len()).sum::<usize>() + corpus.looked_again().len(),
        Topic::Pseudonyms => corpus.pseudonyms().len(),
        Topic::Progress => corpus.progress.len(),
        Topic::Dismissed => corpus.dismissed().len(),
        _ => 0,
    }
}

/// A text and its structure from their stored bytes.
pub(super) fn decode(text: Vec<u8>, structure: &[u8]) -> Result<SourceText> {
    let text = String::from_utf8(text).map_err(|_| damaged())?;
    let structure: Structure = postcard::from_bytes(structure).map_err(|_| damaged())?;
    Ok(SourceText { geometry: Geometry::new(text), structure })
}

fn damaged() -> Error {
    Error::hint("a text of this project cannot be read: the file is damaged", "Run “themata check FILE”, then “themata recover FILE -o NEW”.")
}

/// Which texts a project holds, by hash, and the names of their sources.
pub(super) fn known_texts(store: &Store) -> Result<HashMap<Hash, String>> {
    let names: HashMap<SourceId, String> = store.all::<Source>()?.into_iter().map(|s| (s.id, s.name)).collect();
    let versions = store.all::<Version>()?;
    Ok(versions.into_iter().filter_map(|v| names.get(&v.source).map(|name| (v.text, name.clone()))).collect())
}

/// The one row of the project.
pub(super) fn the_project(store: &Store) -> Result<Project> {
    store.all::<Project>()?.into_iter().next().ok_or_else(|| Error::NotFound("the file holds no project".into()))
}

/// The name of a framework, for the history.
pub(super) fn framework_name(store: &Store, id: FrameworkId) -> Result<String> {
    Ok(store.get::<Framework>(id)?.map_or_else(String::new, |framework| framework.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};

    #[test]
    fn what_is_read_again_is_of_one_moment() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("moment.themata");
        let project = crate::project::Project::create(&path, "Moment").unwrap();
        let reader = Reader::open(&path).unwrap();
        let changes = reader.changes_since(0).unwrap();
        assert!(changes.topics.len() > 1);
        let before = reader.corpus().unwrap().coders.len();
        // Somebody writes once the first topics are read.
        let (writer, calls) = (Arc::new(Mutex::new(project)), Mutex::new(0));
        let writes = writer.clone();
        let progress = Watched::new(move || {
            let mut calls = calls.lock().unwrap();
            *calls += 1;
            if *calls == 2 {
                writes.lock().unwrap().be_coder("BP", "Bo Price").unwrap();
            }
        });
        let mut corpus = reader.corpus().unwrap();
        reader.refresh_watched(&mut corpus, &Changes { topics: [Topic::Project, Topic::Coders].into(), ..changes }, &progress).unwrap();
        assert_eq!(corpus.coders.len(), before);
        assert_eq!(reader.corpus().unwrap().coders.len(), before + 1);
    }
}
