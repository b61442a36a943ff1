//! Coding passages.

use super::{Twins, Where, codable, code_name, place};
use crate::model::{CodeId, Coder, CoderId, Coding, CodingId, Layer, LayerId, LayerKind, Source, SourceId, Span, Time, Version, VersionId};
use crate::project::op::{Op, OpKind, count};
use crate::project::{Done, Home, Project};
use crate::store::Store;
use crate::{Error, Result};
use std::collections::{HashMap, HashSet};

/// A passage to be coded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCoding {
    /// The source.
    pub source: SourceId,
    /// The span in the text of the version that is shown.
    pub span: Span,
    /// The code.
    pub code: CodeId,
}

impl Project {
    /// Codes passages as the present coder in the independent layer. A passage that this coder has coded so already, to the letter, is passed over.
    pub fn apply_codes(&mut self, list: &[NewCoding]) -> Result<Done<Vec<CodingId>>> {
        let coder = self.who()?;
        let label = match list {
            [] => return Err(Error::rejected("nothing is selected to be coded")),
            [one] => format!("Coded a passage as {}", code_name(&self.store, one.code)?),
            [first, rest @ ..] if rest.iter().all(|c| c.code == first.code) => {
                format!("Coded {} passages as {}", list.len(), code_name(&self.store, first.code)?)
            }
            _ => format!("Coded {}", count(list.len(), "passage", "passages")),
        };
        let op = Op::new(OpKind::ApplyCodes, label).at(place(&self.store, list.iter().map(|c| c.source))?);
        self.transact(&op, |store| insert(store, list, coder))
    }

    /// Makes the codes of a path that are missing and codes passages with the last of them, as one operation. The framework may be made with them.
    pub fn apply_new_code(
        &mut self,
        home: impl Into<Home>,
        under: Option<CodeId>,
        names: &[String],
        passages: &[(SourceId, Span)],
    ) -> Result<Done<CodeId>> {
        let (coder, home) = (self.who()?, home.into());
        let last = names.last().ok_or_else(|| Error::rejected("a code needs a name"))?;
        let label = format!("Coded {} as the new code {}", count(passages.len(), "passage", "passages"), crate::project::op::name(last.trim()));
        let op = Op::new(OpKind::ApplyCodes, label).at(place(&self.store, passages.iter().map(|p| p.0))?);
        self.transact(&op, |store| {
            let code = crate::project::codes::insert_path(store, home.enter(store)?, under, names)?;
            let list: Vec<NewCoding> = passages.iter().map(|(source, span)| NewCoding { source: *source, span: *span, code }).collect();
            insert(store, &list, coder)?;
            Ok(code)
        })
    }

    /// Codes passages for several coders at once, as a study brought from elsewhere has them: coder, passage, key quote or not.
    /// What a coder has coded so already, to the letter, is passed over.
    pub fn apply_codes_of(&mut self, list: &[(CoderId, NewCoding, bool)]) -> Result<Done> {
        let op = Op::new(OpKind::ApplyCodes, format!("Brought in {}", count(list.len(), "coding", "codings")));
        self.transact(&op, |store| {
            store.expect(list.len() as u64);
            let (mut checks, mut twins) = (Checks::new(store)?, Twins::new(store));
            for (coder, coding, star) in list {
                if store.get::<Coder>(*coder)?.is_none() {
                    return Err(Error::NotFound("a coder of these codings is not in the project".into()));
                }
                let (_, version, span) = checks.place(coding)?;
                twins.add(&checks.row(coding, version, span, *coder, *star))?;
            }
            Ok(())
        })
    }
}

fn insert(store: &Store, list: &[NewCoding], coder: CoderId) -> Result<Vec<CodingId>> {
    store.expect(list.len() as u64);
    let (mut checks, mut twins) = (Checks::new(store)?, Twins::new(store));
    let mut ids = Vec::new();
    for coding in list {
        let (_, version, span) = checks.place(coding)?;
        let row = checks.row(coding, version, span, coder, false);
        if twins.add(&row)? {
            ids.push(row.id);
        }
    }
    Ok(ids)
}

/// What every new coding is held against, each read once.
struct Checks<'a> {
    store: &'a Store,
    layer: LayerId,
    at: Time,
    versions: HashMap<SourceId, Version>,
    codes: HashSet<CodeId>,
}

impl<'a> Checks<'a> {
    fn new(store: &'a Store) -> Result<Self> {
        let layer = store.by::<Layer>("kind", &LayerKind::Independent)?.first().map(|layer| layer.id);
        let layer = layer.ok_or_else(|| Error::NotFound("the project has no independent layer".into()))?;
        Ok(Self { store, layer, at: Time::now(), versions: HashMap::new(), codes: HashSet::new() })
    }

    /// The place of a coding in the shown version, after checking that code and span are good.
    fn place(&mut self, coding: &NewCoding) -> Result<Where> {
        if self.codes.insert(coding.code) {
            codable(self.store, coding.code)?;
        }
        if let std::collections::hash_map::Entry::Vacant(entry) = self.versions.entry(coding.source) {
            let source = crate::project::codes::found(self.store.get::<Source>(coding.source)?, "source")?;
            entry.insert(crate::project::codes::found(self.store.get::<Version>(source.version)?, "version")?);
        }
        let version = &self.versions[&coding.source];
        let span = Span { start: coding.span.start, end: coding.span.end.min(version.chars) };
        if span.start >= span.end {
            return Err(Error::rejected("the passage is empty or lies past the end of the text"));
        }
        Ok((coding.source, version.id, span))
    }

    fn row(&self, coding: &NewCoding, version: VersionId, span: Span, coder: CoderId, star: bool) -> Coding {
        Coding { id: CodingId::new(), source: coding.source, version, span, code: coding.code, coder, layer: self.layer, star, at: self.at }
    }
}
