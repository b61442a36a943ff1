//! What of what was found would be coded: the ticked hits, or what stands around them, less what is coded so already.

use super::data::HitKey;
use super::excerpt::Window;
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
/// Letters before what was found in one.
const BEFORE: u32 = 40;

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
    /// The words of the first passages, around what was found in each, with the places of that.
    pub words: Vec<(String, Vec<Span>)>,
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
        if picked.ticks.has(&HitKey::of(corpus, &hit, text)) {
            for (list, (unit, _)) in found.iter_mut().zip(UNITS) {
                list.push((source, widened(text, entry, hit.span, unit)));
            }
        }
        Ok(())
    })?;
    let mut plans: [Plan; 4] = Default::default();
    let hits = found[0].clone();
    for (plan, (list, (unit, _))) in plans.iter_mut().zip(found.into_iter().zip(UNITS)) {
        *plan = planned(corpus, &list, code, coder);
        plan.words = words(&texts, &plan.passages, &hits, unit)?;
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

fn words(texts: &dyn Texts, passages: &[Passage], hits: &[(SourceId, Span)], unit: Unit) -> Result<Vec<(String, Vec<Span>)>> {
    let mut open: Option<(SourceId, Arc<SourceText>)> = None;
    let mut said = Vec::new();
    let mut rest = hits.iter().peekable();
    for Passage { source, span, .. } in passages.iter().take(SHOWN) {
        if open.as_ref().is_none_or(|(of, _)| of != source) {
            open = Some((*source, texts.text(*source)?));
        }
        let Some((_, text)) = &open else { continue };
        // Both are in the order of the texts.
        while rest.next_if(|(of, hit)| of != source || hit.end <= span.start).is_some() {}
        let mut here: Vec<Span> = Vec::new();
        let mut after = rest.clone();
        while let Some((_, hit)) = after.next_if(|(of, hit)| of == source && hit.start < span.end) {
            here.push(*hit);
        }
        // Of a hit alone nothing could be judged.
        let paragraph = text.structure.paragraph_at(span.start).map(|n| text.structure.paragraphs[n]).filter(|_| unit == Unit::Hit);
        let room = paragraph.and_then(|paragraph| text.said_in(paragraph)).filter(|room| room.covers(*span)).unwrap_or(*span);
        let (window, shown) = Window::before(text, room, here.first().copied().unwrap_or(*span), BEFORE);
        said.push((shown, here.iter().filter_map(|hit| window.mark(*hit)).collect()));
    }
    Ok(said)
}
