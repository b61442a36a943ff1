//! Rehearsing: what an import of files would bring, by the rules of the real one and without a change.

use super::{FileRequest, Plan, Progress, TableGround, TableSource, TableVoice, settle_roles};
use crate::error::{Error, Result};
use crate::import::many::each;
use crate::project::{Reader, free_name};
use std::collections::HashSet;
use std::path::PathBuf;

/// What an import would bring.
#[derive(Debug, Default)]
pub struct Rehearsed {
    /// The files that would become sources, each under the name it would get. Their texts are not kept.
    pub plans: Vec<(PathBuf, Plan)>,
    /// The files that cannot be read, and why.
    pub refused: Vec<(PathBuf, Error)>,
    /// The files whose text is here already, or comes with a file before, and the source that has it.
    pub same: Vec<(PathBuf, String)>,
    /// The sources as they would be then, and the attributes, for a table.
    pub ground: TableGround,
}

/// Reads files as [`super::import_files`] does and says what would come of it.
///
/// # Errors
/// `Cancelled` when `progress` says so, and a project that cannot be read.
pub fn rehearse_files(reader: &Reader, files: &[FileRequest], progress: Progress) -> Result<Rehearsed> {
    let mut known = reader.known_texts()?;
    let mut all = Rehearsed { ground: TableGround::of(&reader.corpus()?), ..Rehearsed::default() };
    let mut taken: HashSet<String> = all.ground.sources.iter().map(|source| source.name.to_lowercase()).collect();
    let read = |at: usize| files[at].plan();
    let paths: Vec<PathBuf> = files.iter().map(|file| file.path.clone()).collect();
    each(&paths, &read, progress, |at, plan| {
        let path = paths[at].clone();
        let mut plan = match plan {
            Err(Error::Cancelled) => return Err(Error::Cancelled),
            Err(error) => {
                all.refused.push((path, error));
                return Ok(());
            }
            Ok(plan) => plan,
        };
        let hash = plan.text_hash();
        if let Some(here) = known.get(&hash) {
            all.same.push((path, here.clone()));
            return Ok(());
        }
        plan.name = free_name(&mut taken, &plan.name);
        known.insert(hash, plan.name.clone());
        (plan.text, plan.original) = (String::new(), Vec::new());
        all.plans.push((path, plan));
        Ok(())
    })?;
    settle_roles(&mut all.plans.iter_mut().map(|(_, plan)| plan.speakers.as_mut_slice()).collect::<Vec<_>>());
    let source = |(path, plan): &(PathBuf, Plan)| TableSource { name: plan.name.clone(), file: path.clone(), voices: plan.voices() };
    all.ground.sources.extend(all.plans.iter().map(source));
    Ok(all)
}

impl Plan {
    /// Its voices, as a table's people are compared with them.
    fn voices(&self) -> Vec<TableVoice> {
        let voice = |(n, speaker): (usize, &super::PlannedSpeaker)| TableVoice {
            number: n as u32,
            name: speaker.name.clone(),
            role: speaker.role,
            joined: false,
        };
        self.speakers.iter().enumerate().map(voice).collect()
    }
}
