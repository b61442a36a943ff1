//! What becomes of links, verdicts, parts of themes and themes of reports when their code is merged into another.

use super::found;
use crate::model::{
    Code, CodeId, Coder, CrosswalkLink, Gathered, Memo, MemoId, MemoKind, ReportPart, Ruling, Stance, Subject, ThemePart, Verdict, order,
};
use crate::store::Store;
use crate::{Error, Result};

/// Gives everything that names one code to another. What the other has already stays there once.
pub(in crate::project) fn move_links(store: &Store, from: CodeId, into: CodeId) -> Result<()> {
    let with = |code: CodeId| if code == from { into } else { code };
    for column in ["from_code", "to_code"] {
        for link in store.by::<CrosswalkLink>(column, &from)? {
            let new = CrosswalkLink { from_code: with(link.from_code), to_code: link.to_code.map(with), ..link.clone() };
            let there = store.by_both::<CrosswalkLink>(("crosswalk", &new.crosswalk), ("from_code", &new.from_code))?;
            // Of a code with a counterpart it is not said that it has none.
            let mut others = there.iter().filter(|other| other.id != new.id);
            let twin = others.clone().find(|other| other.to_code == new.to_code);
            match twin.or_else(|| others.clone().find(|_| new.to_code.is_none())) {
                // Why it is so, by both, stands together.
                Some(known) => {
                    store.update(&CrosswalkLink { reason: reasons(store, known, &new)?, ..known.clone() })?;
                    store.delete::<CrosswalkLink>(new.id)?
                }
                None => {
                    let without = others.find(|other| new.to_code.is_some() && other.to_code.is_none());
                    let reason = without.map_or(Ok(new.reason.clone()), |without| reasons(store, &new, without))?;
                    without.map_or(Ok(()), |without| store.delete::<CrosswalkLink>(without.id))?;
                    store.update(&CrosswalkLink { reason, ..new })?
                }
            }
        }
    }
    for column in ["from_code", "to_code", "moved"] {
        for verdict in store.by::<Verdict>(column, &from)? {
            let (from_code, to_code, moved) = (with(verdict.from_code), with(verdict.to_code), verdict.moved.map(with));
            // What was moved to the code that it is read as now is accepted there.
            let ruling = if moved == Some(to_code) { Ruling::Accepted } else { verdict.ruling };
            store.update(&Verdict { from_code, to_code, moved: moved.filter(|code| *code != to_code), ruling, ..verdict })?;
        }
    }
    for column in ["theme", "code"] {
        for part in store.by::<ThemePart>(column, &from)? {
            let of = match part.of {
                Gathered::Code(code) => Gathered::Code(with(code)),
                passage => passage,
            };
            move_part(store, ThemePart { theme: with(part.theme), of, ..part })?;
        }
    }
    move_report_parts(store, from, into)
}

/// Why a link is so, with why another one that comes to it was: that says whose it is where it is of somebody else, and where it said that there is no
/// counterpart.
fn reasons(store: &Store, own: &CrosswalkLink, other: &CrosswalkLink) -> Result<String> {
    if other.reason.trim().is_empty() || other.reason.trim() == own.reason.trim() {
        return Ok(own.reason.clone());
    }
    let who = store.get::<Coder>(other.coder)?.filter(|_| other.coder != own.coder).map(|coder| coder.initials);
    let without = (own.to_code.is_some() && other.to_code.is_none()).then(|| "no counterpart".to_owned());
    let said: Vec<String> = who.into_iter().chain(without).collect();
    let lead = if said.is_empty() { String::new() } else { format!("{}: ", said.join(", ")) };
    Ok(together(&own.reason, &format!("{lead}{}", other.reason)))
}

/// Puts what a theme gathers where it is now. What contradicts comes to bear nothing out, nor the other way: that is refused.
fn move_part(store: &Store, part: ThemePart) -> Result<()> {
    let called = |code: CodeId| Ok::<_, Error>(found(store.get::<Code>(code)?, "code")?.name);
    let known = store.by::<ThemePart>("theme", &part.theme)?.into_iter().find(|other| other.id != part.id && other.of == part.of);
    match known {
        Some(known) if known.stance != part.stance => {
            let what = format!("“{}” gathers both, the one as what bears it out, the other as what contradicts it", called(part.theme)?);
            Err(Error::hint(what, "Say the same of both in the theme, or take one of them out of it first."))
        }
        // What was said of it in one theme and in the other stands together.
        Some(known) => {
            let note = together(&known.note, &part.note);
            store.update(&ThemePart { star: known.star || part.star, note, ..known })?;
            store.delete::<ThemePart>(part.id)
        }
        None if part.of == Gathered::Code(part.theme) => {
            if part.stance == Stance::Contradicts {
                let what = format!("“{}” gathers it as what contradicts it, and merged with it that would bear it out", called(part.theme)?);
                return Err(Error::hint(what, "Take it out of the theme first, or merge it with another code."));
            }
            // What was noted of it is a thought on the theme now.
            if !part.note.trim().is_empty() {
                let ThemePart { theme, note: body, coder, at, .. } = &part;
                let (id, subject, kind, title) = (MemoId::new(), Subject::Code(*theme), MemoKind::Analytic, String::new());
                store.insert(&Memo { id, subject, kind, title, body: body.clone(), coder: *coder, at: *at })?;
            }
            store.delete::<ThemePart>(part.id)
        }
        None => store.update(&part),
    }
}

/// Gives the places of a theme in reports, and its chosen quotes, to another: quotes come after those that the other has there.
fn move_report_parts(store: &Store, from: CodeId, into: CodeId) -> Result<()> {
    let mut parts = store.by::<ReportPart>("theme", &from)?;
    parts.sort_by(|a, b| (&a.ord, a.id).cmp(&(&b.ord, b.id)));
    for part in parts {
        let there = store.by_both::<ReportPart>(("report", &part.report), ("theme", &into))?;
        let last = there.iter().filter(|other| other.quote.is_some()).map(|other| other.ord.as_str()).max();
        let ord = last.filter(|_| part.quote.is_some()).map_or(part.ord.clone(), |last| order::between(last, None));
        let new = ReportPart { theme: into, ord, ..part };
        if there.iter().any(|other| other.quote == new.quote) { store.delete::<ReportPart>(new.id)? } else { store.update(&new)? }
    }
    Ok(())
}

/// Words of two places, a line each where they differ.
pub(in crate::project) fn together(own: &str, other: &str) -> String {
    match (own.trim(), other.trim()) {
        (one, two) if two.is_empty() || one == two => own.to_owned(),
        ("", _) => other.to_owned(),
        _ => format!("{own}\n{other}"),
    }
}
