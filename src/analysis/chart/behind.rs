//! What stands behind a cell: the passages under it, and those it rests on, also where they are no longer coded so.

use crate::Result;
use crate::analysis::ids::places;
use crate::analysis::{Beneath, Corpus, Excerpt, Scope, Texts, excerpts_of, retrieve};
use crate::model::{CodeId, Evidence, Passage, RowKey};

/// How a passage behind a cell is coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coded {
    /// It stands under the cell.
    Here,
    /// The cell rests on it; what stands under the cell in its place has other ends.
    Otherwise,
    /// The cell rests on it, and nothing of it stands under the cell.
    Nowhere,
    /// The cell rests on it, and it is not of the row at all.
    Elsewhere,
    /// The cell rests on it, and its words were corrected away.
    Corrected,
}

impl Coded {
    /// Its name for other programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Here => "here",
            Self::Otherwise => "otherwise",
            Self::Nowhere => "nowhere",
            Self::Elsewhere => "elsewhere",
            Self::Corrected => "corrected",
        }
    }

    /// What a reader is told; empty of what stands under the cell as it is.
    pub fn said(self) -> &'static str {
        match self {
            Self::Here => "",
            Self::Otherwise => "coded with other ends now",
            Self::Nowhere => "no longer coded here",
            Self::Elsewhere => "not of this row",
            Self::Corrected => "its words were corrected away",
        }
    }
}

/// A passage behind a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behind {
    /// The passage; one whose words were corrected away as it was before.
    pub excerpt: Excerpt,
    /// Where it stands.
    pub passage: Passage,
    /// How it is coded.
    pub coded: Coded,
}

/// The passages behind a cell, by source and place: each that the cell rests on as it was linked, in the place of what stands under the cell
/// there, and the others under the cell.
pub fn behind(corpus: &Corpus, (row, code): (&RowKey, CodeId), scope: &Scope, evidence: &[Evidence], texts: &dyn Texts) -> Result<Vec<Behind>> {
    let place = Beneath::new(corpus, row, code, scope);
    let found = retrieve(corpus, &super::beneath(corpus, row, code, scope), texts)?;
    let under: Vec<(Passage, Excerpt)> =
        found.excerpts.into_iter().filter_map(|excerpt| Some((corpus.passage(excerpt.source, excerpt.span)?, excerpt))).collect();
    let mut odd: Vec<Passage> = Vec::new();
    for one in evidence.iter().map(Evidence::passage) {
        if !odd.contains(&one) && !under.iter().any(|(here, _)| *here == one) {
            odd.push(one);
        }
    }
    let meets = |one: &Passage, other: &Passage| (one.source, one.version) == (other.source, other.version) && one.span.overlaps(other.span);
    let coded = |one: &Passage, excerpt: &Excerpt| match () {
        () if !corpus.shows(one.source, one.version) => Coded::Corrected,
        () if under.iter().any(|(here, _)| meets(one, here)) => Coded::Otherwise,
        () if place.is_of_row(excerpt.source, &excerpt.people) => Coded::Nowhere,
        () => Coded::Elsewhere,
    };
    let asked: Vec<(Passage, CodeId)> = odd.iter().map(|one| (*one, code)).collect();
    let linked = excerpts_of(corpus, &found.heads, &asked, texts)?;
    let mut list: Vec<Behind> = odd.iter().zip(linked).map(|(one, excerpt)| Behind { coded: coded(one, &excerpt), excerpt, passage: *one }).collect();
    let stays = |one: &Passage| evidence.iter().any(|other| other.passage() == *one) || !odd.iter().any(|other| meets(other, one));
    list.extend(under.into_iter().filter(|(here, _)| stays(here)).map(|(passage, excerpt)| Behind { excerpt, passage, coded: Coded::Here }));
    let order = places(corpus.sources().iter().map(|source| source.id));
    list.sort_by_cached_key(|one| (order.get(&one.passage.source).copied(), one.passage.span, one.coded == Coded::Corrected));
    Ok(list)
}
