//! Themes: the codes and single passages they gather.

use super::codes::{family, found};
use super::lines::{Lines, lies_in_its_text};
use super::op::{Op, OpKind, count, name};
use super::transact::{Done, Project};
use crate::model::{Code, CodeId, CoderId, Gathered, Stance, ThemePart, ThemePartId, Time};
use crate::store::Store;
use crate::{Error, Result};

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

impl Project {
    /// Gathers codes and passages into a theme; what it has gathered already gets the new stance, star and note. A code that was no theme
    /// becomes one.
    pub fn gather_parts(&mut self, theme: CodeId, parts: &[PartDraft]) -> Result<Done> {
        let coder = self.who()?;
        let code = found(self.store.get::<Code>(theme)?, "code")?;
        if parts.is_empty() {
            return Err(Error::rejected("nothing is chosen to be gathered"));
        }
        parts.iter().try_for_each(|part| self.check_part(&code, part))?;
        let work = |store: &Store| {
            let mut lines = Lines::new(store);
            if !code.theme {
                store.update(&Code { theme: true, ..code.clone() })?;
            }
            parts.iter().try_for_each(|part| write(store, &mut lines, theme, part, coder))
        };
        let place = super::reader::framework_name(&self.store, code.framework)?;
        self.transact_told(OpKind::GatherParts, work, |touched, ()| {
            let store = touched.store();
            let what = match parts {
                [PartDraft { of: Gathered::Code(one), .. }] => name(&found(store.get::<Code>(*one)?, "code")?.name),
                [PartDraft { of: Gathered::Passage(_), .. }] => "a passage".to_owned(),
                _ => count(touched.rows::<ThemePart>()?, "code or passage", "codes and passages"),
            };
            let against = if parts.iter().all(|part| part.stance == Stance::Contradicts) { " as contradicting" } else { "" };
            Ok(Op::new(OpKind::GatherParts, format!("Gathered {what} into {}{against}", name(&code.name))).at(place))
        })
    }

    fn check_part(&self, theme: &Code, part: &PartDraft) -> Result<()> {
        match part.of {
            Gathered::Passage(passage) => lies_in_its_text(&self.store, &passage)?,
            Gathered::Code(code) => {
                let code = found(self.store.get::<Code>(code)?, "code")?;
                let below = family(&self.store.all::<Code>()?, theme.id).contains(&code.id);
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

fn write(store: &Store, lines: &mut Lines<'_>, theme: CodeId, draft: &PartDraft, coder: CoderId) -> Result<()> {
    let wanted = place(lines, draft.of)?;
    let mut known = None;
    for part in store.by::<ThemePart>("theme", &theme)? {
        if place(lines, part.of)? == wanted {
            known = Some(part);
        }
    }
    let (of, stance, star, note) = (draft.of, draft.stance, draft.star, draft.note.trim().to_owned());
    match known {
        Some(part) if (part.stance, part.star, &part.note) == (stance, star, &note) => Ok(()),
        Some(part) => store.update(&ThemePart { stance, star, note, coder, at: Time::now(), ..part }),
        None => store.insert(&ThemePart { id: ThemePartId::new(), theme, of, stance, star, note, coder, at: Time::now() }),
    }
}

/// What is gathered, a passage as it stands in the text that is shown.
fn place(lines: &mut Lines<'_>, of: Gathered) -> Result<Gathered> {
    Ok(match of {
        Gathered::Passage(passage) => Gathered::Passage(lines.shown(passage)?.unwrap_or(passage)),
        code => code,
    })
}
