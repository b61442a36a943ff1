//! What a correction changed in a text: each place with the words around it, or the turns that are another voice's.

use super::words::Difference;
use crate::Result;
use crate::analysis::Corpus;
use crate::model::{SourceId, Version, VersionId};
use crate::project::{Change, Reader};
use crate::text::{Beside, Side, around, differences, side_by_side};
use crate::ui::format::counted;

/// Places that are told one by one.
const MOST: usize = 12;

/// What the new versions among these changes changed in their texts.
pub(super) fn corrected(reader: &Reader, corpus: &Corpus, changes: &[Change]) -> Result<Vec<Difference>> {
    let mut told = Vec::new();
    for row in changes.iter().filter(|change| is_new_text(change)).filter_map(|change| change.after.as_ref()) {
        let id = |column: &str| row.get(column).and_then(serde_json::Value::as_str).unwrap_or_default();
        let (Some(version), Some(source)) = (VersionId::parse(id("id")), SourceId::parse(id("source"))) else { continue };
        let versions = reader.versions(source)?;
        let of = |id: VersionId| versions.iter().find(|version| version.id == id);
        if let Some(new) = of(version)
            && let Some(old) = new.base.and_then(of)
        {
            told.append(&mut places(reader, corpus, old, new)?);
        }
    }
    Ok(told)
}

/// Whether a change made a version of a text.
pub(super) fn is_new_text(change: &Change) -> bool {
    change.table == "version" && change.before.is_none()
}

fn places(reader: &Reader, corpus: &Corpus, older: &Version, newer: &Version) -> Result<Vec<Difference>> {
    let name = corpus.source(newer.source).map_or_else(String::new, |source| source.name.clone());
    let (old, new) = (reader.text(older)?, reader.text(newer)?);
    let shown = corpus.version(newer.source).is_some_and(|version| version.id == newer.id);
    let list = reader.correction(newer)?.map_or_else(Vec::new, |correction| differences(&old.geometry, &correction));
    let one = |place: &crate::text::Difference| Difference {
        what: format!("Text of {name}"),
        before: Some(around(&old.geometry, &[place.before])),
        after: Some(around(&new.geometry, &[place.after])),
        read: true,
        passage: (shown && !place.after.is_empty()).then_some((newer.source, place.after)),
    };
    let mut told: Vec<Difference> = list.iter().take(MOST).map(one).collect();
    let mut all = list.len();
    if list.is_empty() {
        let rows = side_by_side(&old, &new, &corpus.voice_names(newer.source));
        let turns: Vec<(Option<Side>, Option<Side>)> =
            rows.into_iter().filter_map(|row| if let Beside::Changed(old, new) = row { Some((old, new)) } else { None }).collect();
        all = turns.len();
        told.extend(turns.into_iter().take(MOST).map(|(before, after)| Difference {
            what: format!("Turn of {name}"),
            passage: after.as_ref().filter(|_| shown).map(|side| (newer.source, side.span)),
            before: before.map(|side| side.said()),
            after: after.map(|side| side.said()),
            read: true,
        }));
    }
    if all > MOST {
        told.push(Difference { what: format!("and {} more", counted(all - MOST, "place")), before: None, after: None, read: false, passage: None });
    }
    Ok(told)
}
