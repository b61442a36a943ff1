//! What becomes of links, verdicts, parts of themes and themes of reports when their code is merged into another.

use crate::Result;
use crate::model::{CodeId, CrosswalkLink, Gathered, ReportPart, ThemePart, Verdict};
use crate::store::Store;

/// Gives everything that names one code to another. What the other has already stays there once.
pub(in crate::project) fn move_links(store: &Store, from: CodeId, into: CodeId) -> Result<()> {
    let with = |code: CodeId| if code == from { into } else { code };
    for column in ["from_code", "to_code"] {
        for link in store.by::<CrosswalkLink>(column, &from)? {
            let new = CrosswalkLink { from_code: with(link.from_code), to_code: link.to_code.map(with), ..link.clone() };
            let there = store.by_both::<CrosswalkLink>(("crosswalk", &new.crosswalk), ("from_code", &new.from_code))?;
            // Of a code with a counterpart it is not said that it has none.
            let known = there.iter().any(|other| other.id != new.id && (other.to_code == new.to_code || new.to_code.is_none()));
            if known {
                store.delete::<CrosswalkLink>(new.id)?
            } else {
                store.update(&new)?
            }
            for other in there.iter().filter(|other| other.id != new.id && new.to_code.is_some() && other.to_code.is_none()) {
                store.delete::<CrosswalkLink>(other.id)?;
            }
        }
    }
    for column in ["from_code", "to_code", "moved"] {
        for verdict in store.by::<Verdict>(column, &from)? {
            let (from_code, to_code, moved) = (with(verdict.from_code), with(verdict.to_code), verdict.moved.map(with));
            store.update(&Verdict { from_code, to_code, moved, ..verdict })?;
        }
    }
    for column in ["theme", "code"] {
        for part in store.by::<ThemePart>(column, &from)? {
            let of = match part.of {
                Gathered::Code(code) => Gathered::Code(with(code)),
                passage => passage,
            };
            let new = ThemePart { theme: with(part.theme), of, ..part };
            let known = store.by::<ThemePart>("theme", &new.theme)?.iter().any(|other| other.id != new.id && other.of == new.of);
            if known || of == Gathered::Code(new.theme) { store.delete::<ThemePart>(new.id)? } else { store.update(&new)? }
        }
    }
    for part in store.by::<ReportPart>("theme", &from)? {
        let new = ReportPart { theme: into, ..part };
        let same = |other: &ReportPart| other.id != new.id && other.theme == into && other.quote == new.quote;
        let known = store.by::<ReportPart>("report", &new.report)?.iter().any(same);
        if known { store.delete::<ReportPart>(new.id)? } else { store.update(&new)? }
    }
    Ok(())
}
