//! What of what was found would be coded: the ticked hits, or what stands around them, less what is coded so already.

use super::data::{HitKey, Subject};
use super::ticks::Ticks;
use crate::Result;
use crate::analysis::{Corpus, Texts};
use crate::jobs::Progress;
use crate::model::{CodeId, CoderId, Passage, SourceId, Span};
use crate::project::Reader;
use crate::search::{Finder, News, Place, Search, Unit, Wanted, uncoded, widened};
use crate::ui::desk::IndexIn;
use crate::{Error, text::SourceText};
use std::path::Path;
use std::sync::Arc;

/// Passages whose words show before they are coded.
const SHOWN: usize = 300;
/// Letters of one.
const LETTERS: usize = 240;

/// The ticked hits of a search.
#[derive(Clone, Debug, PartialEq)]
pub struct Picked {
    /// The search.
    pub query: String,
    /// Which of its hits.
    pub ticks: Ticks,
    /// How many those are.
    pub count: usize,
    /// What was coded of hits the last time.
    pub unit: Unit,
}

/// What hits are coded with.
#[derive(Clone, Debug, PartialEq)]
pub enum Code {
    /// A code that is there.
    Known(CodeId),
    /// A code that is made for it, by this name.
    New(String),
}

/// A way to code hits.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// What would be coded, in order.
    pub passages: Vec<Passage>,
    /// How many more are coded so already.
    pub coded: usize,
    /// The words of the first passages.
    pub words: Vec<String>,
}

/// The units, in the order of [`plans`].
pub const UNITS: [(Unit, &str); 4] = [(Unit::Hit, "Hit"), (Unit::Sentence, "Sentence"), (Unit::Paragraph, "Paragraph"), (Unit::Turn, "Turn")];

/// What would be coded of the ticked hits, for each unit.
pub fn plans(
    index: &IndexIn,
    path: &Path,
    corpus: &Corpus,
    picked: &Picked,
    code: &Code,
    coder: Option<CoderId>,
    progress: &Progress,
) -> Result<[Plan; 4]> {
    let mut search = Search::new(&picked.query, corpus).map_err(|wrong| Error::hint(wrong.what, wrong.hint))?;
    let reader = Reader::open(path)?;
    let (texts, index) = (reader.texts(corpus), index.open(corpus.project.id, path));
    let mut found: [Vec<(SourceId, Span)>; 4] = Default::default();
    Finder::new(corpus, &texts).with(index.as_ref()).run(&mut search, Wanted::all(0), progress, &mut |news| {
        let News::Hit(hit, text) = news else { return Ok(()) };
        let Place::Source(source, entry) = hit.place else { return Ok(()) };
        if picked.ticks.has(&HitKey { subject: Subject::of(hit.place), span: hit.span }) {
            for (list, (unit, _)) in found.iter_mut().zip(UNITS) {
                list.push((source, widened(text, entry, hit.span, unit)));
            }
        }
        Ok(())
    })?;
    let mut plans: [Plan; 4] = Default::default();
    for (plan, list) in plans.iter_mut().zip(found) {
        *plan = planned(corpus, &list, code, coder);
        plan.words = words(&texts, &plan.passages)?;
        progress.check()?;
    }
    Ok(plans)
}

fn planned(corpus: &Corpus, list: &[(SourceId, Span)], code: &Code, coder: Option<CoderId>) -> Plan {
    // Of nobody, nothing is coded yet: what remains is each passage once.
    let all = |code| uncoded(corpus, list, code, None);
    let (passages, all) = match code {
        Code::Known(code) => (uncoded(corpus, list, *code, coder), all(*code).len()),
        Code::New(_) => {
            let passages = all(CodeId::new());
            let count = passages.len();
            (passages, count)
        }
    };
    let coded = all - passages.len();
    Plan { coded, passages: passages.into_iter().filter_map(|(source, span)| corpus.passage(source, span)).collect(), words: Vec::new() }
}

fn words(texts: &dyn Texts, passages: &[Passage]) -> Result<Vec<String>> {
    let mut open: Option<(SourceId, Arc<SourceText>)> = None;
    let mut said = Vec::new();
    for Passage { source, span, .. } in passages.iter().take(SHOWN) {
        if open.as_ref().is_none_or(|(of, _)| of != source) {
            open = Some((*source, texts.text(*source)?));
        }
        let Some((_, text)) = &open else { continue };
        let whole = text.words_of(*span).split_whitespace().collect::<Vec<_>>().join(" ");
        let mut short: String = whole.chars().take(LETTERS).collect();
        if short.len() < whole.len() {
            short.push('…');
        }
        said.push(short);
    }
    Ok(said)
}
