//! What was found, coded: all of it or some, as hits, sentences, paragraphs or turns.

use super::super::desk::Desk;
use super::super::find;
use super::super::index::Asked;
use super::super::out::{Outcome, say, show, show_json, tame};
use super::rows::{self, Heads, People, Row};
use super::{SearchIt, ready, summary};
use crate::analysis::Texts;
use crate::jobs::Progress;
use crate::model::{SourceId, Span};
use crate::project::NewCoding;
use crate::project::op::{OpKind, count};
use crate::search::{Ask, Finder, Found, News, Place, Search, Wanted, is_asked, parse, uncoded, widened};
use std::collections::BTreeSet;

#[derive(serde::Serialize)]
struct Report {
    hits: usize,
    places: usize,
    /// Hits that interviewers say and that were left out.
    asked: usize,
    /// Passages that are coded so already.
    coded: usize,
    dry_run: bool,
    passages: Vec<Passage>,
}

#[derive(serde::Serialize)]
struct Passage {
    source: String,
    start: u32,
    end: u32,
    words: String,
}

/// What of it is to be coded.
struct Meant {
    found: Found,
    passages: Vec<(SourceId, Span)>,
    /// Hits that interviewers say and that are left out.
    asked: usize,
    /// Hits that interviewers say and that are taken.
    questions: usize,
}

impl SearchIt {
    /// Codes, or says what would be coded.
    pub(super) fn code_it(&self) -> Outcome {
        let identity = self.who.needed()?;
        let desk = Desk::open(&self.file.file)?;
        let code = find::code(&desk.corpus, self.code.as_deref().unwrap_or_default())?.id;
        let (query, _) = self.sought(&desk.corpus)?;
        let mut search = ready(&query, &desk.corpus)?;
        if search.is_in_memos() {
            say("Memos cannot be coded: what they are on can be, with a search without memo:.");
            return Ok(());
        }
        let meant = self.meant(&desk, &query, &mut search)?;
        let coder = desk.corpus.coder_named(&identity.initials).map(|coder| coder.id);
        let list = uncoded(&desk.corpus, &meant.passages, code, coder);
        let coded = uncoded(&desk.corpus, &meant.passages, code, None).len().saturating_sub(list.len());
        self.tell(&desk, &meant, &list, coded)?;
        if meant.asked > 0 {
            let what = count(meant.asked, "hit that an interviewer says is", "hits that interviewers say are");
            say(&format!("{what} left out; --interviewers codes that too."));
        }
        if meant.questions > 0 {
            say(&format!("{} among them.", count(meant.questions, "hit that an interviewer says is", "hits that interviewers say are")));
        }
        let sources: BTreeSet<SourceId> = list.iter().map(|(source, _)| *source).collect();
        let (passages, spread) = (count(list.len(), "passage", "passages"), count(sources.len(), "source", "sources"));
        let told = format!("{}: {passages} in {spread}", summary(meant.found, &search));
        let already = if coded > 0 { format!(", {coded} more coded so already") } else { String::new() };
        match (list.is_empty(), self.dry_run) {
            (true, _) => say(&format!("{told}, nothing to be coded that you have not coded so already.")),
            (_, true) => say(&format!("{told} would be coded{already}.")),
            _ => {
                say(&format!("{told}{already}."));
                let list: Vec<NewCoding> = list.into_iter().map(|(source, span)| NewCoding { source, span, code }).collect();
                return desk.act(identity, OpKind::ApplyCodes, |project| project.apply_codes(&list).map(drop));
            }
        }
        Ok(())
    }

    /// What of what is found is to be coded.
    fn meant(&self, desk: &Desk, query: &str, search: &mut Search) -> Outcome<Meant> {
        let heads = self.group.as_deref().map(|name| Heads::named(&desk.corpus, name)).transpose()?;
        let texts = desk.reader.texts(&desk.corpus);
        let asked = Asked::new(&desk.reader, &desk.corpus, !self.no_index);
        let takes_asked = self.interviewers || parse(query).is_ok_and(|ask: Ask| ask.names_voices());
        let (mut people, mut all, mut lines) = (People::new(&desk.corpus), Vec::new(), Vec::new());
        let finder = Finder::new(&desk.corpus, &texts).with(asked.index());
        let found = finder.run(search, Wanted::all(self.context), &Progress::silent(), &mut |news| {
            let News::Hit(hit, text) = news else { return Ok(()) };
            let Place::Source(source, entry) = hit.place else { return Ok(()) };
            let passage = (source, widened(text, entry, hit.span, self.unit.unit()));
            all.push((passage, is_asked(&desk.corpus, text, hit.place)));
            // What is coded of a list is what that list shows.
            if self.is_some_of_it() {
                let row = Row::new(&desk.corpus, &hit, text);
                lines.push(match &heads {
                    Some(heads) => row.under(&desk.corpus, heads, &hit, &people.of(&hit, text)),
                    None => row,
                });
            }
            Ok(())
        })?;
        let chosen = self.chosen(lines);
        let mut meant = Meant { found, passages: Vec::new(), asked: 0, questions: 0 };
        for (at, (passage, is_asked)) in all.into_iter().enumerate() {
            if chosen.as_ref().is_some_and(|chosen| !chosen.contains(&at)) {
                continue;
            }
            // Who names a hit by its number means it.
            if is_asked && !takes_asked && self.only.is_empty() {
                meant.asked += 1;
                continue;
            }
            meant.questions += usize::from(is_asked);
            meant.passages.push(passage);
        }
        Ok(meant)
    }

    /// Shows what is coded, or would be.
    fn tell(&self, desk: &Desk, meant: &Meant, list: &[(SourceId, Span)], coded: usize) -> Outcome {
        if !self.form.json && !self.dry_run {
            return Ok(());
        }
        let texts = desk.reader.texts(&desk.corpus);
        let mut passages = Vec::with_capacity(list.len());
        // They go by source: each text is opened once.
        for here in list.chunk_by(|a, b| a.0 == b.0) {
            let (source, text) = (here[0].0, texts.text(here[0].0)?);
            let name = desk.corpus.source(source).map_or_else(String::new, |source| source.name.clone());
            let passage =
                |(_, span): &(SourceId, Span)| Passage { source: name.clone(), start: span.start, end: span.end, words: text.words_of(*span) };
            passages.extend(here.iter().map(passage));
        }
        if self.form.json {
            let Found { hits, places } = meant.found;
            return show_json(&Report { hits, places, asked: meant.asked, coded, dry_run: self.dry_run, passages });
        }
        let flat = |words: &str| tame(&crate::text::on_one_line(words));
        show(|out| passages.iter().try_for_each(|passage| writeln!(out, "{}  {}", flat(&passage.words), tame(&passage.source))))
    }

    /// Whether only some of what was found is meant.
    fn is_some_of_it(&self) -> bool {
        self.limit.is_some() || !self.only.is_empty()
    }

    /// Which hits are meant, by their places in the texts; nothing where all are.
    fn chosen(&self, mut lines: Vec<Row>) -> Option<BTreeSet<usize>> {
        if !self.is_some_of_it() {
            return None;
        }
        rows::sort(&mut lines, self.sort);
        let limit = self.limit.unwrap_or(usize::MAX);
        let means = |row: &&Row| row.number <= limit && (self.only.is_empty() || self.only.iter().any(|range| range.has(row.number)));
        Some(lines.iter().filter(means).map(|row| row.at).collect())
    }
}
