//! Coding passages.

use super::{Where, code_name, place};
use crate::model::{
    Code, CodeId, Coder, CoderId, Coding, CodingId, FrameworkId, Layer, LayerId, LayerKind, Source, SourceId, Span, Time, Version, VersionId,
};
use crate::project::op::{Op, OpKind, count};
use crate::project::{Done, Project};
use crate::store::Store;
use crate::{Error, Result};
use std::collections::HashMap;

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

    /// Makes the codes of a path that are missing and codes passages with the last of them, as one operation.
    pub fn apply_new_code(
        &mut self,
        framework: FrameworkId,
        under: Option<CodeId>,
        names: &[String],
        passages: &[(SourceId, Span)],
    ) -> Result<Done<CodeId>> {
        let coder = self.who()?;
        let last = names.last().ok_or_else(|| Error::rejected("a code needs a name"))?;
        let label = format!("Coded {} as the new code {}", count(passages.len(), "passage", "passages"), crate::project::op::name(last));
        let op = Op::new(OpKind::ApplyCodes, label).at(place(&self.store, passages.iter().map(|p| p.0))?);
        self.transact(&op, |store| {
            let code = crate::project::codes::insert_path(store, framework, under, names)?;
            let list: Vec<NewCoding> = passages.iter().map(|(source, span)| NewCoding { source: *source, span: *span, code }).collect();
            insert(store, &list, coder)?;
            Ok(code)
        })
    }

    /// Codes passages for several coders at once, as a study brought from elsewhere has them: coder, passage, key quote or not.
    pub fn apply_codes_of(&mut self, list: &[(CoderId, NewCoding, bool)]) -> Result<Done> {
        let op = Op::new(OpKind::ApplyCodes, format!("Brought in {}", count(list.len(), "coding", "codings")));
        self.transact(&op, |store| {
            let mut checks = Checks::new(store)?;
            for (coder, coding, star) in list {
                if store.get::<Coder>(*coder)?.is_none() {
                    return Err(Error::NotFound("a coder of these codings is not in the project".into()));
                }
                let (_, version, span) = checks.place(coding)?;
                store.insert(&checks.row(coding, version, span, *coder, *star))?;
            }
            Ok(())
        })
    }
}

fn insert(store: &Store, list: &[NewCoding], coder: CoderId) -> Result<Vec<CodingId>> {
    let mut checks = Checks::new(store)?;
    let mut ids = Vec::new();
    for coding in list {
        let (source, version, span) = checks.place(coding)?;
        let twin = checks
            .of_source(source)?
            .iter()
            .any(|c| (c.version, c.span, c.code, c.coder, c.layer) == (version, span, coding.code, coder, checks.layer));
        if twin {
            continue;
        }
        let row = checks.row(coding, version, span, coder, false);
        store.insert(&row)?;
        ids.push(row.id);
    }
    Ok(ids)
}

/// What every new coding is held against, each read once.
struct Checks<'a> {
    store: &'a Store,
    layer: LayerId,
    at: Time,
    versions: HashMap<SourceId, Version>,
    codes: HashMap<CodeId, bool>,
    codings: std::cell::RefCell<HashMap<SourceId, std::rc::Rc<Vec<Coding>>>>,
}

impl<'a> Checks<'a> {
    fn new(store: &'a Store) -> Result<Self> {
        let layer = store.by::<Layer>("kind", &LayerKind::Independent)?.first().map(|layer| layer.id);
        let layer = layer.ok_or_else(|| Error::NotFound("the project has no independent layer".into()))?;
        let (versions, codes) = (HashMap::new(), HashMap::new());
        Ok(Self { store, layer, at: Time::now(), versions, codes, codings: std::cell::RefCell::default() })
    }

    /// The place of a coding in the shown version, after checking that code and span are good.
    fn place(&mut self, coding: &NewCoding) -> Result<Where> {
        if let std::collections::hash_map::Entry::Vacant(entry) = self.codes.entry(coding.code) {
            let code = crate::project::codes::found(self.store.get::<Code>(coding.code)?, "code")?;
            if !code.codable {
                return Err(Error::hint(
                    format!("“{}” is a heading: passages cannot be coded with it", code.name),
                    "Choose a code below it, or make it codable.",
                ));
            }
            entry.insert(true);
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

    fn of_source(&self, source: SourceId) -> Result<std::rc::Rc<Vec<Coding>>> {
        if let Some(known) = self.codings.borrow().get(&source) {
            return Ok(known.clone());
        }
        let list = std::rc::Rc::new(self.store.by::<Coding>("source", &source)?);
        self.codings.borrow_mut().insert(source, list.clone());
        Ok(list)
    }

    fn row(&self, coding: &NewCoding, version: VersionId, span: Span, coder: CoderId, star: bool) -> Coding {
        Coding { id: CodingId::new(), source: coding.source, version, span, code: coding.code, coder, layer: self.layer, star, at: self.at }
    }
}
