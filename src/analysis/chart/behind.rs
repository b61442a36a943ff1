//! What stands behind a cell: the passages under it, and those it rests on, also where they are no longer coded so.

use crate::Result;
use crate::analysis::ids::places;
use crate::analysis::{Corpus, Excerpt, Scope, Texts, excerpts_at, retrieve};
use crate::model::{CodeId, Evidence, RowKey};

/// How a passage behind a cell is coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coded {
    /// It stands under the cell.
    Here,
    /// The cell rests on it; what stands under the cell in its place has other ends.
    Otherwise,
    /// The cell rests on it, and nothing of it stands under the cell.
    Nowhere,
}

impl Coded {
    /// Its name for other programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Here => "here",
            Self::Otherwise => "otherwise",
            Self::Nowhere => "nowhere",
        }
    }

    /// What a reader is told; empty of what stands under the cell as it is.
    pub fn said(self) -> &'static str {
        match self {
            Self::Here => "",
            Self::Otherwise => "coded with other ends now",
            Self::Nowhere => "no longer coded here",
        }
    }
}

/// A passage behind a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behind {
    /// The passage.
    pub excerpt: Excerpt,
    /// How it is coded.
    pub coded: Coded,
}

/// The passages behind a cell, by source and place: each that the cell rests on as it was linked, in the place of what stands under the cell
/// there, and the others under the cell. What was corrected away is not among them.
pub fn behind(corpus: &Corpus, (row, code): (&RowKey, CodeId), scope: &Scope, evidence: &[Evidence], texts: &dyn Texts) -> Result<Vec<Behind>> {
    let found = retrieve(corpus, &super::beneath(corpus, row, code, scope), texts)?;
    let is = |one: &Evidence, excerpt: &Excerpt| (one.source, one.span) == (excerpt.source, excerpt.span);
    let meets = |one: &Evidence, excerpt: &Excerpt| one.source == excerpt.source && one.span.overlaps(excerpt.span);
    let under = found.excerpts.iter();
    let mut odd: Vec<&Evidence> = Vec::new();
    for one in evidence.iter().filter(|one| corpus.shows(one.source, one.version)) {
        let known = odd.iter().any(|other| (other.source, other.span) == (one.source, one.span));
        if !known && !under.clone().any(|excerpt| is(one, excerpt)) {
            odd.push(one);
        }
    }
    let spots: Vec<_> = odd.iter().map(|one| (one.source, one.span, code)).collect();
    let coded = |one: &Evidence| if under.clone().any(|excerpt| meets(one, excerpt)) { Coded::Otherwise } else { Coded::Nowhere };
    let states: Vec<Coded> = odd.iter().map(|one| coded(one)).collect();
    let linked = excerpts_at(corpus, &found.heads, &spots, texts)?;
    let stays = |excerpt: &&Excerpt| evidence.iter().any(|one| is(one, excerpt)) || !odd.iter().any(|one| meets(one, excerpt));
    let mut list: Vec<Behind> = under.clone().filter(stays).map(|excerpt| Behind { excerpt: excerpt.clone(), coded: Coded::Here }).collect();
    list.extend(linked.into_iter().zip(states).map(|(excerpt, coded)| Behind { excerpt, coded }));
    let place = places(corpus.sources().iter().map(|source| source.id));
    list.sort_by_key(|behind| (place.get(&behind.excerpt.source).copied(), behind.excerpt.span));
    Ok(list)
}
