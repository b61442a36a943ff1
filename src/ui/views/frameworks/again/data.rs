//! Passages that are to be looked at again, as plain values: code after code, with the words by which each was judged and those of now.

use super::super::data::Reworded;
use crate::Result;
use crate::analysis::{Corpus, DueAgain, Excerpt, Heads, Scope, Texts, Voice, applied_before, applied_left_out, short_line};
use crate::jobs::Progress;
use crate::model::{CodeId, CodingId, FrameworkId, SourceId, Span, Time};
use crate::project::Reader;
use crate::text::SourceText;
use crate::ui::later::Watched;
use crate::ui::views::Called;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The parts of a definition, as the journal keeps them.
const PARTS: [&str; 3] = ["definition", "what to include", "what to exclude"];

/// A passage that is to be looked at again.
#[derive(Clone, Debug)]
pub struct DueRow {
    /// The coding.
    pub id: CodingId,
    /// Where it stands.
    pub source: SourceId,
    /// The place.
    pub span: Span,
    /// Its code.
    pub code: CodeId,
    /// Its words, on one line.
    pub words: String,
    /// Whose it is, and where it stands.
    pub whose: String,
    /// The initials of who coded it.
    pub who: String,
    /// When it was judged last.
    pub seen: Time,
    /// What its code was said to be then and is now, as far as that differs.
    pub reworded: Arc<Vec<Reworded>>,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A code, with how many of its passages follow.
    Head(CodeId, usize),
    /// A passage, by its place.
    Row(usize),
}

/// What is to be looked at again, as far as that is known.
#[derive(Clone, Debug)]
pub struct Due {
    /// The passages.
    pub rows: Arc<[DueRow]>,
    /// When the history begins, where passages were coded before.
    pub unknown_before: Option<Time>,
    /// That codings were applied through a crosswalk and are not among them, in words.
    pub left_out: Option<String>,
}

/// Reads what of a framework is to be looked at again.
pub fn read(path: &std::path::Path, corpus: &Corpus, framework: FrameworkId, progress: &Progress) -> Result<Due> {
    let reader = Reader::open(path)?;
    let definitions = reader.definitions(corpus, framework)?;
    let mut due = reader.to_look_again(corpus, &definitions)?;
    due.retain(|due| Scope::default().has(due.coding));
    let texts = Watched::new(reader.texts(corpus), progress);
    let mut teller = Teller::new(corpus);
    let mut known: HashMap<(CodeId, [String; 3]), Arc<Vec<Reworded>>> = HashMap::new();
    let mut rows = Vec::new();
    for DueAgain { coding, seen } in due {
        progress.check()?;
        let Some(of) = definitions.get(&coding.code) else { continue };
        let (then, now) = (of.at(seen).cloned().unwrap_or_default(), of.now().cloned().unwrap_or_default());
        let reworded = known.entry((coding.code, then.clone())).or_insert_with(|| {
            let parts = PARTS.into_iter().zip(then.iter().zip(&now)).filter(|(_, (then, now))| then != now);
            Arc::new(parts.map(|(what, (then, now))| Reworded::new(what, then, now)).collect())
        });
        let (words, whose) = teller.told(&texts, coding.source, coding.span, coding.code)?;
        let who = corpus.coder(coding.coder).map_or_else(String::new, |coder| coder.initials.clone());
        let (id, source, span, code) = (coding.id, coding.source, coding.span, coding.code);
        rows.push(DueRow { id, source, span, code, words, whose, who, seen, reworded: reworded.clone() });
    }
    let order: HashMap<CodeId, usize> = corpus.tree(framework).into_iter().enumerate().map(|(at, (code, _))| (code, at)).collect();
    // Sorting keeps the order of sources and places within a code.
    rows.sort_by_key(|row| order.get(&row.code).copied());
    let left_out = applied_left_out(applied_before(corpus, &definitions));
    Ok(Due { rows: rows.into(), unknown_before: reader.unknown_before(corpus)?, left_out })
}

/// Says whose passages are, source after source: each text is opened once.
struct Teller<'a> {
    corpus: &'a Corpus,
    heads: Heads,
    called: Called,
    open: Option<(SourceId, Arc<SourceText>, Voice)>,
}

impl<'a> Teller<'a> {
    fn new(corpus: &'a Corpus) -> Self {
        Self { corpus, heads: Heads::new(corpus), called: Called::new(corpus), open: None }
    }

    /// The words of a passage, and whose they are.
    fn told(&mut self, texts: &dyn Texts, source: SourceId, span: Span, code: CodeId) -> Result<(String, String)> {
        let (corpus, persons) = (self.corpus, self.corpus.person_kinds());
        let (_, text, voice) = match self.open.take().filter(|(of, ..)| *of == source) {
            Some(known) => self.open.insert(known),
            None => {
                let text = texts.text(source)?;
                let voice = Voice::of(corpus, &persons, source, &text.structure);
                self.open.insert((source, text, voice))
            }
        };
        let mut people = Vec::new();
        voice.people(span, 0, &mut people);
        people.retain(|case| crate::analysis::is_person(corpus, *case, &persons));
        let excerpt = Excerpt::bare(corpus, &self.heads, (source, span, code), (text, text.words_of(span)), people);
        let line = short_line(&self.heads, &excerpt, true);
        let name = self.called.whole(corpus, source);
        // A source is often named after what is known of it.
        let more = line.split(" · ").filter(|part| !part.is_empty() && !name.contains(part));
        let whose = std::iter::once(name.as_str()).chain(more).collect::<Vec<_>>().join(" · ");
        Ok((crate::text::on_one_line(&excerpt.text), whose))
    }
}

/// What of the rows shows.
#[derive(Debug, Default)]
pub struct Shown {
    /// All rows.
    rows: Arc<[DueRow]>,
    /// The places of those that show.
    open: Vec<usize>,
    /// Where each of these stands among them.
    places: HashMap<CodingId, usize>,
    /// What is listed: they, under their codes.
    pub lines: Vec<Line>,
    /// The codes of all that is not decided, each with how many.
    pub codes: Vec<(CodeId, usize)>,
}

impl Shown {
    /// What shows of rows where some are decided and some codes alone are asked for.
    pub fn new(rows: Arc<[DueRow]>, decided: &HashSet<CodingId>, only: Option<&HashSet<CodeId>>) -> Self {
        let mut shown = Self::default();
        for (at, row) in rows.iter().enumerate().filter(|(_, row)| !decided.contains(&row.id)) {
            // Rows come by codes.
            match shown.codes.last_mut() {
                Some((code, many)) if *code == row.code => *many += 1,
                _ => shown.codes.push((row.code, 1)),
            }
            if only.is_none_or(|only| only.contains(&row.code)) {
                if shown.open.last().is_none_or(|last| rows[*last].code != row.code) {
                    shown.lines.push(Line::Head(row.code, 0));
                }
                shown.places.insert(row.id, shown.open.len());
                shown.open.push(at);
                shown.lines.push(Line::Row(at));
            }
        }
        for line in &mut shown.lines {
            if let Line::Head(code, many) = line {
                *many = shown.codes.iter().find(|(of, _)| of == code).map_or(0, |(_, many)| *many);
            }
        }
        Self { rows, ..shown }
    }

    /// How many show.
    pub fn len(&self) -> usize {
        self.open.len()
    }

    /// A passage that shows, by its place among these.
    pub fn at(&self, place: usize) -> Option<&DueRow> {
        self.open.get(place).map(|at| &self.rows[*at])
    }

    /// Where a passage stands among those that show.
    pub fn place(&self, id: CodingId) -> Option<usize> {
        self.places.get(&id).copied()
    }

    /// A passage, by its line.
    pub fn row(&self, at: usize) -> &DueRow {
        &self.rows[at]
    }

    /// The line of a place.
    pub fn line(&self, place: usize) -> Option<usize> {
        let at = self.open.get(place)?;
        self.lines.iter().position(|line| line == &Line::Row(*at))
    }

    /// All that show.
    pub fn iter(&self) -> impl Iterator<Item = &DueRow> {
        self.open.iter().map(|at| &self.rows[*at])
    }
}

/// What a screen reader says of a passage.
pub fn spoken(row: &DueRow) -> String {
    let parts = row.reworded.iter().map(|part| format!("; {} now {}, then {}", part.what, part.quoted(1), part.quoted(0)));
    format!("{}, {}, {}{}", row.words, row.whose, row.who, parts.collect::<String>())
}
