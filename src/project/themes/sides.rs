//! On which side of a theme codes are, and changes of the tree that would put some on the other side.

use super::family;
use crate::model::{Code, CodeId, Gathered, MergedCode, Stance, ThemePart};
use crate::project::codes::found;
use crate::store::Store;
use crate::{Error, Result};
use std::collections::{HashMap, HashSet};

/// Which side every code that a theme takes in is on, theme by theme: its own codes and those that it gathers, by itself and through others.
struct Sides {
    codes: Vec<Code>,
    parts: Vec<ThemePart>,
    of: HashMap<CodeId, HashMap<CodeId, Stance>>,
}

impl Sides {
    fn read(store: &Store) -> Result<Self> {
        let mut sides = Self { codes: Vec::new(), parts: store.all()?, of: HashMap::new() };
        if sides.parts.is_empty() {
            return Ok(sides);
        }
        sides.codes = store.all()?;
        for theme in sides.codes.iter().map(|code| code.id) {
            let family = family(&sides.codes, theme);
            if sides.parts.iter().any(|part| family.contains(&part.theme)) {
                let mut found: HashMap<CodeId, Stance> = family.iter().map(|code| (*code, Stance::Supports)).collect();
                family.into_iter().for_each(|code| sides.gather(&mut found, code, Stance::Supports, &mut HashSet::new()));
                sides.of.insert(theme, found);
            }
        }
        Ok(sides)
    }

    /// What speaks against a theme does so wherever else it came from.
    fn gather(&self, found: &mut HashMap<CodeId, Stance>, from: CodeId, stance: Stance, seen: &mut HashSet<CodeId>) {
        if !seen.insert(from) {
            return;
        }
        for part in self.parts.iter().filter(|part| part.theme == from) {
            let Gathered::Code(code) = part.of else { continue };
            let side = if stance == Stance::Contradicts { stance } else { part.stance };
            for member in family(&self.codes, code) {
                let place = found.entry(member).or_insert(side);
                *place = if side == Stance::Contradicts { side } else { *place };
                self.gather(found, member, side, seen);
            }
        }
    }
}

/// Changes the tree of codes, and refuses what would put the codings of a code on the other side of a theme, where nobody said so: by merging it, or
/// what it is merged into. Codes that are `moved` come to the side of the place that they are moved to.
pub(in crate::project) fn without_turning<T>(store: &Store, moved: &[CodeId], change: impl FnOnce() -> Result<T>) -> Result<T> {
    let before = Sides::read(store)?;
    let moved: HashSet<CodeId> = moved.iter().flat_map(|id| family(&before.codes, *id)).collect();
    let done = change()?;
    if before.of.is_empty() {
        return Ok(done);
    }
    let (after, into) = (Sides::read(store)?, merged(store)?);
    let now = |code: CodeId| std::iter::successors(Some(code), |code| into.get(code).copied()).last().unwrap_or(code);
    let all = || before.codes.iter().map(|code| code.id);
    for theme in all() {
        let Some((stood, stand)) = before.of.get(&theme).zip(after.of.get(&now(theme))) else { continue };
        let sides = |code: CodeId| Some((stood.get(&code)?, stand.get(&now(code))?));
        let turned = |code: &CodeId| !moved.contains(code) && sides(*code).is_some_and(|(before, after)| before != after);
        if let Some(code) = all().find(turned) {
            let called = |id: CodeId| Ok::<_, Error>(found(after.codes.iter().find(|code| code.id == id), "code")?.name.clone());
            let (theme, code, side) = (called(now(theme))?, called(now(code))?, stand[&now(code)]);
            let what = match side {
                Stance::Contradicts => format!("what is coded with “{code}” would come to contradict “{theme}”, which it bears out"),
                Stance::Supports => format!("what contradicts “{theme}” would come to bear it out, with “{code}”"),
            };
            return Err(Error::hint(what, format!("Say the same of both in “{theme}”, or take one of them out of it first.")));
        }
    }
    Ok(done)
}

/// Where codes went that were merged.
fn merged(store: &Store) -> Result<HashMap<CodeId, CodeId>> {
    Ok(store.all::<MergedCode>()?.into_iter().map(|one| (one.code, one.into_code)).collect())
}
