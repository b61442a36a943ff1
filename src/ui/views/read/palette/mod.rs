//! The code palette: a few letters find a code, or make one. What it offers is plain data; `draw` shows it below the selection.

mod draw;

pub use draw::{Outcome, Taken};

use crate::analysis::Corpus;
use crate::model::{CodeId, CodingId, FrameworkId, split_path};
use crate::ui::fuzzy;

/// What the palette does with the code that is taken.
#[derive(Clone, Debug, PartialEq)]
pub enum Purpose {
    /// Codes the selection.
    Apply,
    /// Gives these codings another code.
    Recode(Vec<CodingId>),
}

/// A place for a new code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCode {
    /// The framework; none where the project has none yet.
    pub framework: Option<FrameworkId>,
    /// The code above.
    pub under: Option<CodeId>,
    /// The names along the path that are missing.
    pub names: Vec<String>,
}

/// One thing that can be taken.
#[derive(Clone, Debug, PartialEq)]
pub enum Offer {
    /// A code, with the places of its path that matched.
    Code(CodeId, String, Vec<u32>),
    /// A new code, with the words of where it goes.
    New(NewCode, String),
    /// A new code named by the selected words.
    InVivo(NewCode),
    /// While another parent is chosen: a place for the new code, with its path and what matched.
    Under(NewCode, String, Vec<u32>),
}

/// What the palette has to know of the selection.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Subject {
    /// The selected words on one line, as the name of a code.
    pub vivo: String,
    /// How many words are selected.
    pub words: u32,
    /// The code used last and those on keys, offered before any letter.
    pub first: Vec<CodeId>,
}

/// The palette.
#[derive(Clone, Debug)]
pub struct CodePalette {
    /// The letters.
    pub query: String,
    /// What it does.
    pub purpose: Purpose,
    /// The place of the highlighted offer.
    pub at: usize,
    /// The name of the new code, while another parent is chosen for it.
    placing: Option<String>,
    subject: Subject,
    offers: Vec<Offer>,
    found: Option<String>,
    frames: u32,
}

/// How many codes show at most.
const MOST: usize = 8;

impl CodePalette {
    /// The palette with its first letters.
    pub fn new(query: String, purpose: Purpose, subject: Subject) -> Self {
        Self { query, purpose, at: 0, placing: None, subject, offers: Vec::new(), found: None, frames: 0 }
    }

    /// How high it is with what it offers now, in points.
    pub fn height(&self) -> f32 {
        52.0 + draw::ROW * self.offers.len().max(1) as f32
    }

    /// What it offers, found anew where the letters changed.
    pub fn find(&mut self, corpus: &Corpus) -> &[Offer] {
        let key = format!("{:?}\u{0}{}\u{0}{}", self.placing, self.query, self.at);
        if self.found.as_ref() != Some(&key) {
            self.offers = match &self.placing {
                Some(name) => places(corpus, name, &self.query),
                None => self.codes_and_new(corpus),
            };
            self.at = self.at.min(self.offers.len().saturating_sub(1));
            self.found = Some(format!("{:?}\u{0}{}\u{0}{}", self.placing, self.query, self.at));
        }
        &self.offers
    }

    fn codes_and_new(&self, corpus: &Corpus) -> Vec<Offer> {
        let mut offers = codes(corpus, &self.query, &self.subject.first);
        offers.truncate(MOST);
        if matches!(self.purpose, Purpose::Recode(_)) {
            return offers;
        }
        let above = match offers.get(self.at.min(offers.len().saturating_sub(1))) {
            Some(Offer::Code(code, ..)) => Some(*code),
            _ => None,
        };
        if let Some(new) = new_code(corpus, &self.query, above, self.subject.first.first().copied()) {
            let place = new.under.and_then(|id| corpus.code(id)).map(|code| code.name.clone());
            let place = place.or_else(|| new.framework.and_then(|id| corpus.framework(id)).map(|framework| framework.name.clone()));
            offers.push(Offer::New(new, place.unwrap_or_else(|| "a first framework".into())));
        }
        if !self.subject.vivo.is_empty() {
            let framework = home(corpus, self.subject.first.first().copied());
            offers.push(Offer::InVivo(NewCode { framework, under: None, names: vec![self.subject.vivo.clone()] }));
        }
        offers
    }

    /// The new code that Ctrl+Enter makes: under the highlighted code.
    pub fn new_one(&self) -> Option<&NewCode> {
        self.offers.iter().find_map(|offer| match offer {
            Offer::New(new, _) => Some(new),
            _ => None,
        })
    }

    /// Goes to choosing another parent for the new code, or back.
    pub fn turn(&mut self) {
        match self.placing.take() {
            Some(name) => self.query = name,
            None if !self.query.trim().is_empty() && self.purpose == Purpose::Apply => self.placing = Some(std::mem::take(&mut self.query)),
            None => {}
        }
        self.at = 0;
    }
}

/// The framework that new codes go into when nothing says which: that of a code used lately, else the first.
fn home(corpus: &Corpus, near: Option<CodeId>) -> Option<FrameworkId> {
    near.and_then(|id| corpus.code(id)).map(|code| code.framework).or_else(|| corpus.frameworks().first().map(|framework| framework.id))
}

/// The codes that match, the best first; without letters those of `first`, then all in the trees' order.
fn codes(corpus: &Corpus, query: &str, first: &[CodeId]) -> Vec<Offer> {
    let tree = corpus.frameworks().iter().flat_map(|framework| corpus.tree(framework.id)).map(|(id, _)| id);
    let mut ids: Vec<CodeId> = Vec::new();
    for id in first.iter().copied().chain(tree) {
        if corpus.code(id).is_some_and(|code| code.codable) && (first.is_empty() || !ids.contains(&id)) {
            ids.push(id);
        }
    }
    let paths: Vec<String> = ids.iter().map(|id| corpus.path(*id).join(" / ")).collect();
    let mut hits = fuzzy::search(query, paths.iter().map(String::as_str));
    // Letters strewn over a long path are no match beside a good one.
    let best = hits.iter().map(|hit| hit.score).max().unwrap_or(0);
    hits.retain(|hit| hit.score * 3 >= best * 2);
    // A match in the name itself is nearer to what is meant than one in the names above it.
    let in_name = |hit: &fuzzy::Hit| {
        let path = &paths[hit.at];
        let start = path.rfind(" / ").map_or(0, |at| path[..at].chars().count() as u32 + 3);
        !hit.places.is_empty() && hit.places.iter().all(|place| *place >= start)
    };
    hits.sort_by_key(|hit| (std::cmp::Reverse(hit.score + if in_name(hit) { 12 } else { 0 }), hit.at));
    // Who types a short name means it.
    let short = corpus.codes_by_short(query).into_iter().filter_map(|id| ids.iter().position(|known| *known == id));
    let short: Vec<usize> = short.collect();
    hits.retain(|hit| !short.contains(&hit.at));
    let named = short.into_iter().map(|at| Offer::Code(ids[at], paths[at].clone(), Vec::new()));
    named.chain(hits.into_iter().map(|hit| Offer::Code(ids[hit.at], paths[hit.at].clone(), hit.places))).collect()
}

/// The new code that letters name, unless there is one of that name already. Where none is highlighted it goes into the framework of the code
/// used last.
fn new_code(corpus: &Corpus, query: &str, above: Option<CodeId>, last: Option<CodeId>) -> Option<NewCode> {
    let names: Vec<String> = split_path(query).into_iter().filter(|name| !name.is_empty()).collect();
    if names.is_empty() || !corpus.find_code(query).is_empty() {
        return None;
    }
    // The longest beginning of the path that names one code is where the rest goes.
    for known in (1..names.len()).rev() {
        if let [under] = corpus.find_code(&crate::model::join_path(&names[..known]))[..] {
            let framework = corpus.code(under).map(|code| code.framework);
            return Some(NewCode { framework, under: Some(under), names: names[known..].to_vec() });
        }
    }
    let alone = names.len() == 1;
    let under = above.filter(|_| alone);
    Some(NewCode { framework: home(corpus, above.or(last)), under, names })
}

/// The places for a new code: every framework and every code that match.
fn places(corpus: &Corpus, name: &str, query: &str) -> Vec<Offer> {
    let names: Vec<String> = split_path(name).into_iter().filter(|name| !name.is_empty()).collect();
    let mut all: Vec<(NewCode, String)> = Vec::new();
    for framework in corpus.frameworks() {
        all.push((NewCode { framework: Some(framework.id), under: None, names: names.clone() }, framework.name.clone()));
        for (id, _) in corpus.tree(framework.id) {
            let path = corpus.path(id).join(" / ");
            all.push((NewCode { framework: Some(framework.id), under: Some(id), names: names.clone() }, path));
        }
    }
    let hits = fuzzy::search(query, all.iter().map(|(_, path)| path.as_str()));
    hits.into_iter().take(MOST + 2).map(|hit| Offer::Under(all[hit.at].0.clone(), all[hit.at].1.clone(), hit.places)).collect()
}

/// Words as the name of a code: one line, no full stop at the end, cut between words.
pub fn vivo(words: &str) -> String {
    const LONGEST: usize = 80;
    let mut name = String::new();
    for word in words.split_whitespace() {
        if !name.is_empty() && name.chars().count() + word.chars().count() >= LONGEST {
            break;
        }
        if !name.is_empty() {
            name.push(' ');
        }
        name.extend(word.chars().take(LONGEST));
    }
    let ends = |c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '–' | '—' | '“' | '”' | '"');
    name.trim_matches(ends).chars().filter(|c| !c.is_control()).collect()
}

#[cfg(test)]
mod tests;
