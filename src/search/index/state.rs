//! An index as it is at one moment: its segments, and where each source and memo lies in them.

use super::folder::Folder;
use super::terms::Terms;
use crate::analysis::Corpus;
use crate::model::{Key, Memo, Source};
use crate::search::Whole;
use crate::search::fold;
use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use tantivy::directory::{Directory, INDEX_WRITER_LOCK};
use tantivy::index::{InvertedIndexReader, SegmentId};
use tantivy::postings::TermInfo;
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer};
use tantivy::{IndexSettings, SegmentReader, TantivyError};

/// The form of the index, a part of the name of its field of words. It rises whenever words, entries or their folding are made otherwise, so
/// that an index of before is emptied.
const WORDS: &str = "words 4";
const KEY: &str = "key";
const LANGUAGE: &str = "language";
const LENGTH: &str = "length";

/// What ends a word in the text that is given to the index; no word of a text has one.
pub(super) const END: char = '\u{0}';

/// The fields of an entry.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    /// Its words in small letters, with their places. What else they are, folded and by their stems, is told from these.
    pub words: Field,
    /// What its source or memo is kept under.
    pub key: Field,
    /// The language of its text, as eight bytes.
    pub language: Field,
    /// How many words it has.
    pub length: Field,
}

/// An index at one moment.
#[derive(Clone)]
pub(in crate::search) struct State {
    /// Nothing where the folder cannot be used: all is read then.
    pub(super) index: Option<tantivy::Index>,
    pub(super) segments: Vec<Arc<Segment>>,
    pub(super) places: HashMap<u64, Place>,
}

/// A part of the index that never changes, apart from what is deleted in it.
pub(super) struct Segment {
    id: SegmentId,
    deleted: Option<u64>,
    pub words: Arc<InvertedIndexReader>,
    pub terms: Arc<Terms>,
    runs: Vec<Kept>,
    /// The words before each entry, and at last all.
    pub before: Vec<u32>,
}

/// The entries of one source or memo in a segment.
struct Kept {
    key: u64,
    docs: Range<u32>,
    language: u64,
}

/// Where the entries of a source or memo lie, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::search) struct Place {
    /// The segment.
    pub segment: usize,
    /// Its entries in that segment.
    pub docs: Range<u32>,
    /// The language of its text by its words; 0 where the index cannot hold the text.
    pub language: u64,
}

/// A language in eight bytes.
pub(super) fn packed(language: &str) -> u64 {
    let mut bytes = [0; 8];
    let len = language.len().min(8);
    bytes[..len].copy_from_slice(&language.as_bytes()[..len]);
    u64::from_le_bytes(bytes)
}

impl Place {
    /// The language of its text by its words, or nothing where it has to be read.
    pub fn language(&self) -> Option<String> {
        let bytes: Vec<u8> = self.language.to_le_bytes().into_iter().take_while(|byte| *byte != 0).collect();
        String::from_utf8(bytes).ok().filter(|language| !language.is_empty())
    }
}

fn key(kind: &[u8], parts: &[&[u8]]) -> u64 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(kind);
    parts.iter().for_each(|part| {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    });
    let mut first = [0; 8];
    first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    u64::from_le_bytes(first)
}

/// What a source is kept under, as it is now.
pub(in crate::search) fn source_key(corpus: &Corpus, source: &Source) -> Option<u64> {
    let version = corpus.version(source.id)?;
    Some(key(b"source", &[source.id.bytes(), &version.text, &version.structure]))
}

/// What a memo is kept under, as it is now.
pub(in crate::search) fn memo_key(memo: &Memo) -> u64 {
    key(b"memo", &[memo.id.bytes(), memo.title.as_bytes(), memo.body.as_bytes()])
}

/// What a corpus has, with what each is kept under.
pub(super) fn wanted(corpus: &Corpus) -> Vec<(Whole, u64)> {
    let sources = corpus.sources().iter().filter_map(|source| Some((Whole::Source(source.id), source_key(corpus, source)?)));
    sources.chain(corpus.memos.iter().map(|memo| (Whole::Memo(memo.id), memo_key(memo)))).collect()
}

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let words = TextFieldIndexing::default().set_tokenizer(WORDS).set_index_option(IndexRecordOption::WithFreqsAndPositions).set_fieldnorms(false);
    let fields = Fields {
        words: schema.add_text_field(WORDS, TextOptions::default().set_indexing_options(words)),
        key: schema.add_u64_field(KEY, INDEXED | FAST),
        language: schema.add_u64_field(LANGUAGE, FAST),
        length: schema.add_u64_field(LENGTH, FAST),
    };
    (schema.build(), fields)
}

impl State {
    /// The fields of every index.
    pub(super) fn fields() -> Fields {
        schema().1
    }

    /// The index in a folder, every file of it checked; an empty one where there is none, or none that can be used.
    pub fn open(folder: &Path) -> Self {
        load(&Folder::new(folder.to_owned())).unwrap_or_else(|_| Self::fresh(folder))
    }

    /// An empty index in a folder, whatever was there; one that holds nothing ever where that cannot be.
    fn fresh(folder: &Path) -> Self {
        Self::emptied(folder).unwrap_or_else(|_| Self { index: None, segments: Vec::new(), places: HashMap::new() })
    }

    /// An empty index in a folder, whatever was there.
    pub fn emptied(folder: &Path) -> tantivy::Result<Self> {
        let index = emptied(&Folder::new(folder.to_owned()))?;
        Ok(Self { index: Some(index), segments: Vec::new(), places: HashMap::new() })
    }

    /// Whether any word is in it.
    pub fn has_words(&self) -> bool {
        !self.segments.is_empty()
    }

    /// Its folded words, and in how many entries each stands.
    pub fn vocabulary(&self) -> HashMap<String, u64> {
        let mut known = HashMap::new();
        for segment in &self.segments {
            for word in 0..segment.terms.len() {
                *known.entry(fold(segment.terms.get(word))).or_default() += u64::from(segment.info(word as u32).doc_freq);
            }
        }
        known
    }

    /// The state after this one: what is on disk now. What did not change is taken over.
    pub fn next(&self) -> tantivy::Result<Self> {
        let index = self.index.clone().ok_or_else(|| TantivyError::SystemError("there is no index".into()))?;
        let segments = index.searchable_segments()?;
        let opened = segments.iter().map(|segment| {
            let known = self.segments.iter().find(|known| known.id == segment.id());
            match known {
                Some(known) if known.deleted == segment.meta().delete_opstamp() => Ok(Arc::clone(known)),
                _ => Segment::open(segment, known.map(|known| Arc::clone(&known.terms))).map(Arc::new),
            }
        });
        let segments = opened.collect::<tantivy::Result<Vec<_>>>()?;
        let mut places = HashMap::new();
        for (segment, one) in segments.iter().enumerate() {
            places.extend(one.runs.iter().map(|run| (run.key, Place { segment, docs: run.docs.clone(), language: run.language })));
        }
        Ok(Self { index: Some(index), segments, places })
    }

    /// The parts of it on disk that entries were taken out of.
    pub fn holed(&self) -> tantivy::Result<Vec<SegmentId>> {
        let Some(index) = &self.index else { return Ok(Vec::new()) };
        let parts = index.searchable_segment_metas()?;
        Ok(parts.iter().filter(|part| part.has_deletes()).map(|part| part.id()).collect())
    }

    /// The folder it lies in is still as it was left.
    pub fn is_there(&self) -> bool {
        self.index.as_ref().is_some_and(|index| index.load_metas().is_ok())
    }

    /// Where the entries of a key lie.
    pub fn place(&self, key: u64) -> Option<&Place> {
        self.places.get(&key)
    }

    /// The sources and memos of a corpus that are not here as they are now.
    pub fn missing(&self, corpus: &Corpus) -> Vec<(Whole, u64)> {
        wanted(corpus).into_iter().filter(|(_, key)| !self.places.contains_key(key)).collect()
    }
}

fn load(folder: &Folder) -> tantivy::Result<State> {
    // Held until the segments hold them, so that what was checked is what is read.
    let names = std::fs::read_dir(folder.path())?.flatten().map(|entry| entry.file_name());
    let _held: Vec<Arc<[u8]>> = names.filter_map(|name| folder.bytes(Path::new(&name)).ok()).collect();
    let mut index = tantivy::Index::open(folder.clone())?;
    if index.schema() != schema().0 {
        return Err(TantivyError::SchemaError("an index of another form".into()));
    }
    if !index.validate_checksum()?.is_empty() {
        return Err(TantivyError::SystemError("a file of the index is damaged".into()));
    }
    dress(&mut index);
    State { index: Some(index), segments: Vec::new(), places: HashMap::new() }.next()
}

/// Whether a folder holds an index, or the beginning of one.
pub(super) fn is_index(folder: &Path) -> bool {
    ["meta.json", ".managed.json"].iter().any(|name| folder.join(name).is_file()) || folder.join(INDEX_WRITER_LOCK.filepath.as_path()).is_file()
}

/// Empties a folder and begins an index in it, unless somebody else is writing one.
fn emptied(folder: &Folder) -> tantivy::Result<tantivy::Index> {
    super::make_private(folder.path()).map_err(|error| TantivyError::SystemError(error.to_string()))?;
    let lock = folder.path().join(&INDEX_WRITER_LOCK.filepath);
    if lock.symlink_metadata().is_ok_and(|data| !data.is_file()) {
        // Nobody can hold it.
        if lock.is_dir() { std::fs::remove_dir_all(&lock) } else { std::fs::remove_file(&lock) }?;
    }
    let _lock = folder.acquire_lock(&INDEX_WRITER_LOCK).map_err(|error| TantivyError::LockFailure(error, None))?;
    for entry in std::fs::read_dir(folder.path())?.flatten().filter(|entry| entry.path().extension().is_none_or(|ending| ending != "lock")) {
        // A folder in the place of a part is none of an index; a link is taken away itself, not what it leads to.
        match entry.file_type()?.is_dir() {
            true => std::fs::remove_dir_all(entry.path())?,
            false => std::fs::remove_file(entry.path())?,
        }
    }
    let settings = IndexSettings { docstore_compress_dedicated_thread: false, ..IndexSettings::default() };
    let mut index = tantivy::Index::create(folder.clone(), schema().0, settings)?;
    dress(&mut index);
    Ok(index)
}

fn dress(index: &mut tantivy::Index) {
    index.tokenizers().register(WORDS, TextAnalyzer::from(Words::default()));
}

impl Segment {
    fn open(segment: &tantivy::Segment, terms: Option<Arc<Terms>>) -> tantivy::Result<Self> {
        let reader = SegmentReader::open(segment)?;
        let words = reader.inverted_index(State::fields().words)?;
        let terms = terms.map_or_else(|| Terms::read(&words).map(Arc::new), Ok)?;
        let (runs, before) = (runs(&reader)?, before(&reader)?);
        Ok(Self { id: segment.id(), deleted: segment.meta().delete_opstamp(), words, terms, runs, before })
    }

    /// The words of an entry, among all of the segment.
    pub fn places(&self, doc: u32) -> Range<u32> {
        self.places_of(&(doc..doc + 1))
    }

    /// The words of entries that follow one another.
    pub fn places_of(&self, docs: &Range<u32>) -> Range<u32> {
        self.before[docs.start as usize]..self.before[docs.end as usize]
    }

    /// Where the entries of a word of it are.
    pub fn info(&self, word: u32) -> TermInfo {
        self.terms.info(word)
    }
}

/// Which entries of a segment are whose. Those of one source or memo were given in one piece and stay together.
fn runs(reader: &SegmentReader) -> tantivy::Result<Vec<Kept>> {
    let keys = reader.fast_fields().u64(KEY)?.first_or_default_col(0);
    let languages = reader.fast_fields().u64(LANGUAGE)?.first_or_default_col(0);
    let mut runs: Vec<Kept> = Vec::new();
    for doc in (0..reader.max_doc()).filter(|doc| !reader.is_deleted(*doc)) {
        let key = keys.get_val(doc);
        match runs.last_mut() {
            Some(run) if run.key == key && run.docs.end == doc => run.docs.end = doc + 1,
            _ => runs.push(Kept { key, docs: doc..doc + 1, language: languages.get_val(doc) }),
        }
    }
    Ok(runs)
}

/// How many words stand before each entry.
fn before(reader: &SegmentReader) -> tantivy::Result<Vec<u32>> {
    let lengths = reader.fast_fields().u64(LENGTH)?.first_or_default_col(0);
    let (mut all, mut before) = (0, Vec::with_capacity(reader.max_doc() as usize + 1));
    for doc in 0..reader.max_doc() {
        before.push(all);
        all += lengths.get_val(doc) as u32;
    }
    before.push(all);
    Ok(before)
}

/// Cuts what [`END`] joins.
#[derive(Clone, Default)]
struct Words(Token);

struct Cut<'a> {
    rest: &'a str,
    token: &'a mut Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = Cut<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Cut<'a> {
        self.0.reset();
        Cut { rest: text, token: &mut self.0 }
    }
}

impl TokenStream for Cut<'_> {
    fn advance(&mut self) -> bool {
        let Some((word, rest)) = self.rest.split_once(END) else { return false };
        self.token.text.clear();
        self.token.text.push_str(word);
        self.token.position = self.token.position.wrapping_add(1);
        self.rest = rest;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
