//! Examples of an attribution as it is being written: filled in at once in a small project, else in the background while the last ones show.

use super::cx::Cx;
use super::desk::Desk;
use super::later::Later;
use crate::analysis::{Attribution, Corpus, Excerpt, Naming};
use crate::model::{SourceId, Span};
use crate::project::Topic;
use std::sync::Arc;

/// Sources and cases that are looked through within a frame.
const FEW: usize = 500;

/// What attributions are made of.
const TOPICS: &[Topic] = &[Topic::Project, Topic::Sources, Topic::Speakers, Topic::Cases, Topic::Attributes];

/// What the attributions are of: the state of the project, the template, what stands for people, the passages.
type Key = (u64, String, Naming, Vec<(SourceId, Span)>);

/// The attribution of each passage, or what is wrong with the template.
pub type Filled = Result<Vec<String>, String>;

/// The attributions of a few passages, made again when the template or what they tell changes.
#[derive(Default)]
pub struct Attributed(Later<Key, Filled>);

/// What can be shown of them.
pub struct Shown<'a> {
    /// The attributions made last; nothing before the first.
    pub last: Option<&'a Filled>,
    /// Whether they are those of the template as it is, and it can be read.
    pub ready: bool,
}

impl Attributed {
    /// The attributions of passages by a template.
    pub fn of(&mut self, cx: &Cx, desk: &Desk, template: &str, naming: Naming, excerpts: &Arc<Vec<Excerpt>>) -> Shown<'_> {
        let passages = excerpts.iter().map(|excerpt| (excerpt.source, excerpt.span)).collect();
        let key = (desk.revision(TOPICS), template.to_owned(), naming, passages);
        if self.0.wants(&key) {
            let (corpus, excerpts, template) = (desk.corpus.clone(), excerpts.clone(), template.to_owned());
            let few = corpus.sources().len() + corpus.cases().len() <= FEW;
            let fill = move || Ok(filled(&corpus, &template, naming, &excerpts));
            if few { self.0.put(key.clone(), fill()) } else { self.0.start(key.clone(), cx.job(None, move |_| fill())) }
        }
        let ready = self.0.of(&key).is_some_and(Result::is_ok);
        Shown { last: self.0.last(), ready }
    }
}

fn filled(corpus: &Corpus, template: &str, naming: Naming, excerpts: &[Excerpt]) -> Filled {
    let template = Attribution::new(corpus, template, naming)
        .map_err(|error| if error.remedy().is_empty() { error.to_string() } else { format!("{error}. {}", error.remedy()) })?;
    Ok(excerpts.iter().map(|excerpt| template.of(corpus, excerpt)).collect())
}
