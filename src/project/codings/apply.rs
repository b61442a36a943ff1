//! Coding passages.

use super::{Twins, Where, codable, code_name, place};
use crate::model::{CodeId, Coder, CoderId, Coding, CodingId, Layer, LayerId, LayerKind, Source, SourceId, Span, Time, Version, VersionId};
use crate::project::op::{Op, OpKind, count};
use crate::project::{Done, Home, Project};
use crate::store::{Store, Touched};
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

/// What coding with a code that may be new came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewCode {
    /// The code.
    pub code: CodeId,
    /// Whether it was made.
    pub new: bool,
    /// How many passages were coded with it that were not yet.
    pub coded: usize,
}

/// The same, with the codings.
struct CodedAnew {
    code: CodeId,
    new: bool,
    codings: Vec<Coding>,
}

impl Project {
    /// Codes passages as the present coder in the independent layer. A passage that this coder has coded so already, to the letter, is passed over.
    pub fn apply_codes(&mut self, list: &[NewCoding]) -> Result<Done<Vec<CodingId>>> {
        let coder = self.who()?;
        if list.is_empty() {
            return Err(Error::rejected("nothing is selected to be coded"));
        }
        let told = |store: &Store, new: &[Coding]| {
            let label = match new {
                [first, rest @ ..] if rest.iter().all(|c| c.code == first.code) => {
                    format!("Coded {} as {}", passages_of(new.len()), code_name(store, first.code)?)
                }
                _ => format!("Coded {}", passages_of(new.len())),
            };
            Ok(Op::new(OpKind::ApplyCodes, label).at(place(store, new.iter().map(|c| c.source))?))
        };
        let done = self.transact_told(OpKind::ApplyCodes, |store| insert(store, list, coder), |touched, new| told(touched.store(), new))?;
        Ok(Done { op: done.op, value: done.value.into_iter().map(|coding| coding.id).collect() })
    }

    /// Makes the codes of a path that are missing and codes passages with the last of them, as one operation. The framework may be made with them.
    pub fn apply_new_code(
        &mut self,
        home: impl Into<Home>,
        under: Option<CodeId>,
        names: &[String],
        passages: &[(SourceId, Span)],
    ) -> Result<Done<NewCode>> {
        let (coder, home) = (self.who()?, home.into());
        let last = names.last().ok_or_else(|| Error::rejected("a code needs a name"))?;
        let title = crate::project::op::name(last.trim());
        let work = |store: &Store| {
            let (code, new) = crate::project::codes::insert_path(store, home.enter(store)?, under, names)?;
            let list: Vec<NewCoding> = passages.iter().map(|(source, span)| NewCoding { source: *source, span: *span, code }).collect();
            Ok(CodedAnew { code, new, codings: insert(store, &list, coder)? })
        };
        let done = self.transact_told(OpKind::ApplyCodes, work, |touched, made| {
            let label = match (made.codings.len(), made.new) {
                (0, _) => format!("Made the code {title}"),
                (n, true) => format!("Coded {} as the new code {title}", passages_of(n)),
                (n, false) => format!("Coded {} as {}", passages_of(n), code_name(touched.store(), made.code)?),
            };
            Ok(Op::new(OpKind::ApplyCodes, label).at(place(touched.store(), made.codings.iter().map(|c| c.source))?))
        })?;
        let CodedAnew { code, new, codings } = done.value;
        Ok(Done { op: done.op, value: NewCode { code, new, coded: codings.len() } })
    }

    /// Codes passages for several coders at once, as a study brought from elsewhere has them: coder, passage, key quote or not.
    /// What a coder has coded so already, to the letter, is passed over.
    pub fn apply_codes_of(&mut self, list: &[(CoderId, NewCoding, bool)]) -> Result<Done> {
        let told = |touched: &Touched<'_>, (): &()| {
            Ok(Op::new(OpKind::ApplyCodes, format!("Brought in {}", count(touched.rows::<Coding>()?, "coding", "codings"))))
        };
        let work = |store: &Store| {
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
        };
        self.transact_told(OpKind::ApplyCodes, work, told)
    }
}

/// `a passage`, `3 passages`.
pub(super) fn passages_of(n: usize) -> String {
    if n == 1 { "a passage".into() } else { count(n, "passage", "passages") }
}

/// The codings that were not there yet.
fn insert(store: &Store, list: &[NewCoding], coder: CoderId) -> Result<Vec<Coding>> {
    store.expect(list.len() as u64);
    let (mut checks, mut twins) = (Checks::new(store)?, Twins::new(store));
    let mut new = Vec::new();
    for coding in list {
        let (_, version, span) = checks.place(coding)?;
        let row = checks.row(coding, version, span, coder, false);
        if twins.add(&row)? {
            new.push(row);
        }
    }
    Ok(new)
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
