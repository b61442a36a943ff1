//! Taking in what an index does not have yet.

use super::state::{END, Fields, State, packed, wanted};
use super::trouble;
use crate::Result;
use crate::analysis::{Corpus, Texts};
use crate::jobs::Progress;
use crate::search::Whole;
use crate::search::entry::{entries, words};
use crate::search::fold::lower;
use crate::search::going::memo_text;
use crate::search::language::detected;
use crate::text::SourceText;
use std::collections::{HashMap, HashSet};
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy, NoMergePolicy, UserOperation};
use tantivy::{IndexWriter, TantivyDocument, TantivyError, Term};

/// After so many bytes of words they are written and can be searched: what waits in memory has an end.
const AT_ONCE: usize = 48 << 20;

/// The memory a writer takes, in bytes: for little, and for much.
const LITTLE: usize = 15_000_000;
const MUCH: usize = 140_000_000;

/// From so many characters on it is much.
const MANY: u64 = 2_000_000;

/// A part of the index with more entries is never written again to be one with others.
const WHOLE: usize = 40_000;

/// The longest word the index holds, in bytes; a text with a longer one is always read.
const LONGEST: usize = 30_000;

/// Takes in what `corpus` has and the index has not, forgets what it has not any more, and hands each state on to `publish`. False where
/// another program is writing it.
pub(super) fn catch_up(now: &State, corpus: &Corpus, texts: &dyn Texts, progress: &Progress, publish: &mut dyn FnMut(State)) -> Result<bool> {
    let now = now.next().map_err(|error| trouble(&error))?;
    let keys: HashSet<u64> = wanted(corpus).into_iter().map(|(_, key)| key).collect();
    let gone: Vec<u64> = now.places.keys().filter(|key| !keys.contains(key)).copied().collect();
    let missing = now.missing(corpus);
    if gone.is_empty() && missing.is_empty() {
        publish(now);
        return Ok(true);
    }
    progress.begin(missing.len() as u64);
    let mut filling = match Filling::begin(now, corpus, &missing) {
        Err(TantivyError::LockFailure(..)) => return Ok(false),
        filling => filling.map_err(|error| trouble(&error))?,
    };
    gone.iter().for_each(|key| filling.forget(*key));
    let (mut sources, mut memos) = (Vec::new(), Vec::new());
    for (whole, _) in &missing {
        match whole {
            Whole::Source(source) => sources.push(*source),
            Whole::Memo(memo) => memos.push(*memo),
        }
    }
    let keys: HashMap<Whole, u64> = missing.into_iter().collect();
    let key = |whole: Whole| keys.get(&whole).copied().unwrap_or_default();
    texts.visit(&sources, &mut |source, text| {
        progress.check()?;
        progress.advance(1);
        filling.source(key(Whole::Source(source)), text)?;
        filling.write_if_much(publish)
    })?;
    for memo in corpus.memos.iter().filter(|memo| memos.contains(&memo.id)) {
        progress.check()?;
        progress.advance(1);
        filling.memo(key(Whole::Memo(memo.id)), &memo_text(memo))?;
        filling.write_if_much(publish)?;
    }
    filling.end(publish).map(|()| true)
}

/// Writes every part anew that entries were taken out of: until then their words are still in its files. False where another program is
/// writing it.
pub(super) fn rewrite(now: &State, progress: &Progress, publish: &mut dyn FnMut(State)) -> Result<bool> {
    let holed = now.holed().map_err(|error| trouble(&error))?;
    let Some(index) = now.index.as_ref().filter(|_| !holed.is_empty()) else { return Ok(true) };
    progress.begin(holed.len() as u64);
    let mut writer: IndexWriter = match index.writer_with_num_threads(1, LITTLE) {
        Err(TantivyError::LockFailure(..)) => return Ok(false),
        writer => writer.map_err(|error| trouble(&error))?,
    };
    writer.set_merge_policy(Box::new(NoMergePolicy));
    for part in holed {
        progress.check()?;
        writer.merge(&[part]).wait().map_err(|error| trouble(&error))?;
        progress.advance(1);
    }
    let last = writer.garbage_collect_files().wait().and_then(|_| writer.wait_merging_threads()).and_then(|()| now.next());
    publish(last.map_err(|error| trouble(&error))?);
    Ok(true)
}

/// An index being written.
struct Filling {
    state: State,
    writer: IndexWriter,
    fields: Fields,
    /// Bytes of words since they were last written.
    waiting: usize,
    words: Vec<std::ops::Range<usize>>,
}

impl Filling {
    fn begin(state: State, corpus: &Corpus, missing: &[(Whole, u64)]) -> tantivy::Result<Self> {
        let chars = |whole: &Whole| match whole {
            Whole::Source(source) => corpus.version(*source).map_or(0, |version| u64::from(version.chars)),
            Whole::Memo(_) => 0,
        };
        let much = missing.iter().map(|(whole, _)| chars(whole)).sum::<u64>() > MANY;
        let index = state.index.as_ref().ok_or_else(|| TantivyError::SystemError("there is no index".into()))?;
        // One thread writes and one cuts into words: two cores have enough to do, and the entries stay in the order of the sources.
        let options = IndexWriterOptions::builder().memory_budget_per_thread(if much { MUCH } else { LITTLE }).num_merge_threads(1).build();
        let writer = index.writer_with_options(options)?;
        let mut merges = LogMergePolicy::default();
        merges.set_max_docs_before_merge(WHOLE);
        writer.set_merge_policy(Box::new(merges));
        Ok(Self { state, writer, fields: State::fields(), waiting: 0, words: Vec::new() })
    }

    fn forget(&self, key: u64) {
        self.writer.delete_term(Term::from_field_u64(self.fields.key, key));
    }

    fn source(&mut self, key: u64, text: &SourceText) -> Result<()> {
        let all = entries(&text.structure);
        self.put(key, text, all.iter().map(|entry| entry.span))
    }

    fn memo(&mut self, key: u64, text: &SourceText) -> Result<()> {
        self.put(key, text, std::iter::once(text.geometry.span()))
    }

    /// Puts the entries of a text in, in one piece. There is at least one, for it to be known.
    fn put(&mut self, key: u64, text: &SourceText, entries: impl Iterator<Item = crate::model::Span>) -> Result<()> {
        let mut language = packed(&detected(text.geometry.text()));
        let mut entries = entries.map(|entry| self.joined(text, entry)).collect::<Option<Vec<(String, u64)>>>().unwrap_or_else(|| {
            language = 0;
            Vec::new()
        });
        if entries.is_empty() {
            entries.push((String::new(), 0));
        }
        let add = |(entry, length): (String, u64)| {
            self.waiting += entry.len();
            let mut document = TantivyDocument::new();
            document.add_text(self.fields.words, entry);
            document.add_u64(self.fields.key, key);
            document.add_u64(self.fields.language, language);
            document.add_u64(self.fields.length, length);
            UserOperation::Add(document)
        };
        let entries: Vec<UserOperation> = entries.into_iter().map(add).collect();
        self.writer.run(entries).map(drop).map_err(|error| trouble(&error))
    }

    /// The words of an entry in small letters, each with its end, and how many; nothing where one is too long.
    fn joined(&mut self, text: &SourceText, entry: crate::model::Span) -> Option<(String, u64)> {
        words(text, entry, &mut self.words);
        let mut joined = String::with_capacity(entry.len() as usize);
        for word in &self.words {
            let small = lower(&text.geometry.text()[word.clone()]);
            if small.len() > LONGEST {
                return None;
            }
            joined.push_str(&small);
            joined.push(END);
        }
        Some((joined, self.words.len() as u64))
    }

    fn write_if_much(&mut self, publish: &mut dyn FnMut(State)) -> Result<()> {
        if self.waiting < AT_ONCE { Ok(()) } else { self.write(publish).map_err(|error| trouble(&error)) }
    }

    fn write(&mut self, publish: &mut dyn FnMut(State)) -> tantivy::Result<()> {
        self.waiting = 0;
        self.writer.commit()?;
        self.state = self.state.next()?;
        publish(self.state.clone());
        Ok(())
    }

    fn end(mut self, publish: &mut dyn FnMut(State)) -> Result<()> {
        let last = self.write(publish).and_then(|()| {
            self.writer.wait_merging_threads()?;
            self.state.next()
        });
        publish(last.map_err(|error| trouble(&error))?);
        Ok(())
    }
}
