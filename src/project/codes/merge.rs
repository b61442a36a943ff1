//! Merging codes: what was coded with them moves to the one that stays.

use super::{family, found};
use crate::Result;
use crate::analysis::can_merge;
use crate::analysis::lens::merging_settled_apart;
use crate::model::{Code, CodeId, Coding, MergedCode, MergedCodeId, Pin, Subject, Time, Verdict};
use crate::project::codings::Twins;
use crate::project::crosswalks::{move_links, together};
use crate::project::lines::Lines;
use crate::project::memos::move_memos;
use crate::project::op::{Op, OpKind, count, name};
use crate::project::themes::{without_circles, without_turning};
use crate::project::{Done, Project};
use crate::store::Store;

impl Project {
    /// Merges codes into `into`: their codings, memos, cells of the chart, links and children move there, their definitions and what they state are added to its own, and they are gone.
    /// Where one of them is a theme, it becomes one.
    /// Where the same coder has the very same span under both, one coding stays.
    pub fn merge_codes(&mut self, ids: &[CodeId], into: CodeId) -> Result<Done> {
        let codes = self.store.all::<Code>()?;
        let target = found(codes.iter().find(|c| c.id == into), "code")?.clone();
        let mut merged = Vec::new();
        for id in ids {
            merged.push(found(codes.iter().find(|c| c.id == *id), "code")?.clone());
        }
        can_merge(&codes, ids, into)?;
        let names: Vec<String> = merged.iter().map(|c| name(&c.name)).collect();
        let mut expected = 0;
        for code in &merged {
            expected += self.store.by::<Coding>("code", &code.id)?.len();
        }
        let place = super::super::reader::framework_name(&self.store, target.framework)?;
        let work = |store: &Store| {
            store.expect(expected as u64);
            let (mut twins, apart) = (Twins::new(store), settled_apart(store, &codes, ids, into)?);
            let merge = || merged.iter().try_fold(0, |moved, code| Ok(moved + merge_one(store, &mut twins, code, into)?));
            let moved = without_turning(store, &[], || without_circles(store, merge))?;
            Ok((moved, apart))
        };
        let done = self.transact_told(OpKind::MergeCodes, work, |_, (moved, apart)| {
            let label = format!("Merged {} into {}, {}", names.join(", "), name(&target.name), count(*moved, "coding", "codings"));
            let apart = match apart {
                0 => String::new(),
                many => format!("; {} settled otherwise as another of them", count(*many, "passage was", "passages were")),
            };
            Ok(Op::new(OpKind::MergeCodes, label + &apart).at(place))
        })?;
        Ok(Done { op: done.op, value: () })
    }
}

/// How many passages were settled otherwise as one of these codes than as another, on the texts that are shown.
fn settled_apart(store: &Store, codes: &[Code], ids: &[CodeId], into: CodeId) -> Result<usize> {
    let (mut lines, mut verdicts) = (Lines::new(store), store.all::<Verdict>()?);
    for verdict in &mut verdicts {
        if let Some(shown) = lines.shown(verdict.passage())? {
            (verdict.version, verdict.span) = (shown.version, shown.span);
        }
    }
    Ok(merging_settled_apart(codes, &verdicts, ids, into))
}

/// Merges a code into another, and the codes below it that have a namesake there; how many codings moved.
fn merge_one(store: &Store, twins: &mut Twins<'_>, from: &Code, into: CodeId) -> Result<usize> {
    let mut target = found(store.get::<Code>(into)?, "code")?;
    let codings = store.by::<Coding>("code", &from.id)?;
    let mut moved = codings.len();
    for coding in codings {
        twins.change(coding.id, |coding| Coding { code: into, ..coding })?;
    }
    move_memos(store, Subject::Code(from.id), Subject::Code(into))?;
    crate::project::chart::move_cells(store, from.id, into)?;
    move_links(store, from.id, into)?;
    let (id, framework, code, into_code) = (MergedCodeId::new(), from.framework, from.id, into);
    store.insert(&MergedCode { id, framework, code, into_code, at: Time::now() })?;
    for pin in store.by::<Pin>("code", &from.id)? {
        store.delete::<Pin>(pin.id)?;
    }
    moved += move_children(store, twins, from, &target)?;
    for (own, other) in [
        (&mut target.description, &from.description),
        (&mut target.include, &from.include),
        (&mut target.exclude, &from.exclude),
        (&mut target.example, &from.example),
        (&mut target.statement, &from.statement),
    ] {
        *own = together(own, other);
    }
    // What is stated is a theme's.
    target.theme |= from.theme;
    store.update(&target)?;
    store.delete::<Code>(from.id)?;
    Ok(moved)
}

/// Children move under the code that stays; a child of the same name as one there is merged with it.
fn move_children(store: &Store, twins: &mut Twins<'_>, from: &Code, target: &Code) -> Result<usize> {
    let mut moved = 0;
    for child in store.by::<Code>("parent", &from.id)? {
        let siblings = store.by::<Code>("parent", &target.id)?;
        match siblings.iter().find(|c| c.name.to_lowercase() == child.name.to_lowercase()) {
            Some(twin) => moved += merge_one(store, twins, &child, twin.id)?,
            None => {
                let last = siblings.iter().map(|c| c.ord.as_str()).max().unwrap_or("");
                let ord = crate::model::order::between(last, None);
                let below = family(&store.all::<Code>()?, child.id);
                store.update(&Code { framework: target.framework, parent: Some(target.id), ord, ..child })?;
                for id in &below[1..] {
                    let grandchild = found(store.get::<Code>(*id)?, "code")?;
                    store.update(&Code { framework: target.framework, ..grandchild })?;
                }
            }
        }
    }
    Ok(moved)
}
