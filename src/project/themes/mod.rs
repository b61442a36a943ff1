//! Themes: the codes and single passages they gather.

mod sides;

pub(super) use sides::without_turning;

use super::codes::{family, found, once};
use super::lines::{Lines, lies_in_its_text};
use super::op::{Op, OpKind, count, name};
use super::transact::{Done, Project};
use crate::model::{Code, CodeId, CoderId, Gathered, Stance, ThemePart, ThemePartId, Time};
use crate::store::Store;
use crate::{Error, Result};
use std::collections::HashSet;

/// What a theme is to gather.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartDraft {
    /// The code or the passage.
    pub of: Gathered,
    /// Whether it supports the theme or contradicts it.
    pub stance: Stance,
    /// Whether a single passage is a key quote.
    pub star: bool,
    /// What is to be said of it, or empty.
    pub note: String,
}

/// What was said of a part of a theme, and is said otherwise now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// What it is: “stance”, “key quote”, “note”.
    pub what: &'static str,
    /// How it was.
    pub before: String,
    /// How it is.
    pub after: String,
}

impl Replaced {
    /// “contradicts, was supports”; of a note only that it is another, as it may be long.
    fn said(&self) -> String {
        match (self.what, self.after.as_str()) {
            ("note", "") => "its note is gone".to_owned(),
            ("note", _) if self.before.is_empty() => "with a note".to_owned(),
            ("note", _) => "with another note".to_owned(),
            ("key quote", "yes") => "a key quote".to_owned(),
            ("key quote", _) => "no key quote any more".to_owned(),
            _ => format!("{}, was {}", self.after, self.before),
        }
    }
}

impl PartDraft {
    /// What it says otherwise of a part that is there.
    pub fn replaces(&self, part: &ThemePart) -> Vec<Replaced> {
        let star = |star: bool| if star { "yes" } else { "no" }.to_owned();
        let all = [
            ("stance", part.stance.name().to_owned(), self.stance.name().to_owned()),
            ("key quote", star(part.star), star(self.star)),
            ("note", part.note.clone(), self.note.trim().to_owned()),
        ];
        all.into_iter().filter(|(_, before, after)| before != after).map(|(what, before, after)| Replaced { what, before, after }).collect()
    }
}

impl Project {
    /// Gathers codes and passages into a theme; what it has gathered already gets the new stance, star and note, which the history says. A code
    /// that was no theme becomes one.
    pub fn gather_parts(&mut self, theme: CodeId, parts: &[PartDraft]) -> Result<Done> {
        let coder = self.who()?;
        let code = found(self.store.get::<Code>(theme)?, "code")?;
        if parts.is_empty() {
            return Err(Error::rejected("nothing is chosen to be gathered"));
        }
        // What is named several times is gathered once, as it was said last.
        let said = |of: Gathered| parts.iter().rfind(|part| part.of == of).cloned();
        let parts: Vec<PartDraft> = once(&parts.iter().map(|part| part.of).collect::<Vec<_>>()).into_iter().filter_map(said).collect();
        parts.iter().try_for_each(|part| self.check_part(&code, part))?;
        let work = |store: &Store| {
            let mut lines = Lines::new(store);
            if !code.theme {
                store.update(&Code { theme: true, ..code.clone() })?;
            }
            parts.iter().map(|part| write(store, &mut lines, theme, part, coder)).collect::<Result<Vec<_>>>()
        };
        let place = super::reader::framework_name(&self.store, code.framework)?;
        let done = self.transact_told(OpKind::GatherParts, work, |touched, replaced| {
            let store = touched.store();
            let what = match parts.as_slice() {
                [PartDraft { of: Gathered::Code(one), .. }] => name(&found(store.get::<Code>(*one)?, "code")?.name),
                [PartDraft { of: Gathered::Passage(_), .. }] => "a passage".to_owned(),
                _ => count(touched.rows::<ThemePart>()?, "code or passage", "codes and passages"),
            };
            if let [Some(replaced)] = replaced.as_slice() {
                let said: Vec<String> = replaced.iter().map(Replaced::said).collect();
                return Ok(Op::new(OpKind::GatherParts, format!("Changed {what} in {}: {}", name(&code.name), said.join("; "))).at(place));
            }
            let again = replaced.iter().flatten().filter(|list| !list.is_empty()).count();
            let again = if again > 0 {
                format!("; {} there already, and changed", if again == 1 { "1 was".to_owned() } else { format!("{again} were") })
            } else {
                String::new()
            };
            let against = if parts.iter().all(|part| part.stance == Stance::Contradicts) { " as contradicting" } else { "" };
            Ok(Op::new(OpKind::GatherParts, format!("Gathered {what} into {}{against}{again}", name(&code.name))).at(place))
        })?;
        Ok(Done { op: done.op, value: () })
    }

    fn check_part(&self, theme: &Code, part: &PartDraft) -> Result<()> {
        match part.of {
            Gathered::Passage(passage) => lies_in_its_text(&self.store, &passage)?,
            Gathered::Code(code) => {
                let code = found(self.store.get::<Code>(code)?, "code")?;
                let below = family(&self.store.all::<Code>()?, theme.id).contains(&code.id);
                let parts = self.store.all::<ThemePart>()?;
                if leads_to(&self.store.all::<Code>()?, &parts, code.id, theme.id) {
                    return Err(Error::hint(
                        format!("“{}” gathers “{}” already, by itself or through others", code.name, theme.name),
                        "Two themes cannot gather each other: take one out of the other first.",
                    ));
                }
                if family(&self.store.all::<Code>()?, code.id)[1..].contains(&theme.id) {
                    return Err(Error::hint(
                        format!("“{}” lies below “{}”", theme.name, code.name),
                        "A theme cannot gather the code that it lies below: gather the codes beside it.",
                    ));
                }
                if code.id == theme.id || below && part.stance == Stance::Supports {
                    return Err(Error::hint(
                        format!("“{}” is in “{}” already", code.name, theme.name),
                        "A theme holds what is coded with it and with the codes below it.",
                    ));
                }
            }
        }
        Ok(())
    }

    /// Takes things out of the themes that gather them. A passage coded with the theme itself stays in it.
    pub fn part_with(&mut self, ids: &[ThemePartId]) -> Result<Done> {
        let ids = once(ids);
        let parts = ids.iter().map(|id| found(self.store.get::<ThemePart>(*id)?, "part of the theme")).collect::<Result<Vec<_>>>()?;
        let Some(first) = parts.first() else { return Err(Error::rejected("nothing is chosen to be taken out")) };
        let theme = found(self.store.get::<Code>(first.theme)?, "code")?;
        let what = match (parts.as_slice(), first.of) {
            ([_], Gathered::Code(code)) => name(&found(self.store.get::<Code>(code)?, "code")?.name),
            ([_], Gathered::Passage(_)) => "a passage".to_owned(),
            (all, _) => count(all.len(), "code or passage", "codes and passages"),
        };
        let place = super::reader::framework_name(&self.store, theme.framework)?;
        let op = Op::new(OpKind::GatherParts, format!("Took {what} out of {}", name(&theme.name))).at(place);
        self.transact(&op, |store| ids.iter().try_for_each(|id| store.delete::<ThemePart>(*id)))
    }
}

/// Whether what a code and those below it gather leads back to a theme. What leads to a code below the theme is in it already.
fn leads_to(codes: &[Code], parts: &[ThemePart], from: CodeId, theme: CodeId) -> bool {
    let home = family(codes, theme);
    let (mut waiting, mut seen) = (family(codes, from), HashSet::new());
    while let Some(code) = waiting.pop().filter(|_| !parts.is_empty()) {
        if home.contains(&code) || !seen.insert(code) {
            continue;
        }
        for part in parts.iter().filter(|part| part.theme == code) {
            if let Gathered::Code(gathered) = part.of {
                let below = family(codes, gathered);
                if below.contains(&theme) {
                    return true;
                }
                waiting.extend(below);
            }
        }
    }
    false
}

/// Themes that gather what leads back to them, each with what it gathers.
fn circles(store: &Store) -> Result<Vec<(CodeId, CodeId)>> {
    let parts = store.all::<ThemePart>()?;
    if parts.is_empty() {
        return Ok(Vec::new());
    }
    let codes = store.all::<Code>()?;
    let gathered = |part: &ThemePart| if let Gathered::Code(code) = part.of { Some((part.theme, code)) } else { None };
    Ok(parts.iter().filter_map(gathered).filter(|(theme, code)| leads_to(&codes, &parts, *code, *theme)).collect())
}

/// Changes the tree of codes, and refuses what would make themes gather each other.
pub(super) fn without_circles<T>(store: &Store, change: impl FnOnce() -> Result<T>) -> Result<T> {
    let before = circles(store)?.len();
    let done = change()?;
    let after = circles(store)?;
    match after.first() {
        Some((theme, code)) if after.len() > before => {
            let called = |id: CodeId| Ok::<_, Error>(found(store.get::<Code>(id)?, "code")?.name);
            let what = format!("“{}” and “{}” would gather each other after that", called(*theme)?, called(*code)?);
            Err(Error::hint(what, "Two themes cannot gather each other: take one out of the other first."))
        }
        _ => Ok(done),
    }
}

/// Writes what is gathered; what was replaced of it, where it was there.
fn write(store: &Store, lines: &mut Lines<'_>, theme: CodeId, draft: &PartDraft, coder: CoderId) -> Result<Option<Vec<Replaced>>> {
    let wanted = place(lines, draft.of)?;
    let mut known = None;
    for part in store.by::<ThemePart>("theme", &theme)? {
        if place(lines, part.of)? == wanted {
            known = Some(part);
        }
    }
    let (of, stance, star, note) = (draft.of, draft.stance, draft.star, draft.note.trim().to_owned());
    let replaced = known.as_ref().map(|part| draft.replaces(part));
    match known {
        Some(_) if replaced.as_ref().is_some_and(Vec::is_empty) => {}
        Some(part) => store.update(&ThemePart { stance, star, note, coder, at: Time::now(), ..part })?,
        None => store.insert(&ThemePart { id: ThemePartId::new(), theme, of, stance, star, note, coder, at: Time::now() })?,
    }
    Ok(replaced)
}

/// What is gathered, a passage as it stands in the text that is shown.
fn place(lines: &mut Lines<'_>, of: Gathered) -> Result<Gathered> {
    Ok(match of {
        Gathered::Passage(passage) => Gathered::Passage(lines.shown(passage)?.unwrap_or(passage)),
        code => code,
    })
}
