//! Many files: planned on all cores, handed over in the order they were given, few at a time.

use super::{FileRequest, Plan, PlanOptions, plan_file};
use crate::error::{Error, Result};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;

/// Told after each file how many of how many are done; answers whether to go on.
pub type Progress<'a> = &'a dyn Fn(usize, usize) -> bool;

/// How many bytes of files may be in work or waiting at once; one file larger than that goes alone.
const AHEAD: u64 = 48 << 20;

/// Plans files on all cores and hands each plan to `take` in the order of `paths`, on the calling thread, while the next ones are read.
///
/// A file that fails is handed over as its error and stops nothing. Not to be called from within rayon's own threads.
///
/// # Errors
/// `Cancelled` when `progress` says so, and whatever `take` returns.
pub fn plan_each(
    paths: &[PathBuf],
    options: &PlanOptions,
    progress: Progress,
    mut take: impl FnMut(&Path, Result<Plan>) -> Result<()>,
) -> Result<()> {
    each(paths, &|at| plan_file(&paths[at], options), progress, |at, plan| take(&paths[at], plan))
}

/// Plans files on all cores as [`plan_each`] does, each as it is asked for; what is to be corrected in the plans is left to the caller.
///
/// # Errors
/// As [`plan_each`].
pub fn plan_requests(files: &[FileRequest], progress: Progress, take: impl FnMut(usize, Result<Plan>) -> Result<()>) -> Result<()> {
    let paths: Vec<PathBuf> = files.iter().map(|file| file.path.clone()).collect();
    each(&paths, &|at| plan_file(&files[at].path, &files[at].options), progress, take)
}

/// Runs `read` for each of `paths`, by its place, on all cores, and hands the results to `take` in order on the calling thread.
pub(super) fn each<T: Send>(
    paths: &[PathBuf],
    read: &(dyn Fn(usize) -> Result<T> + Sync),
    progress: Progress,
    mut take: impl FnMut(usize, Result<T>) -> Result<()>,
) -> Result<()> {
    let stopped = AtomicBool::new(false);
    let sizes: Vec<u64> = paths.iter().map(|path| std::fs::metadata(path).map_or(0, |meta| meta.len())).collect();
    let (send, receive) = mpsc::channel();
    rayon::in_place_scope(|scope| {
        let mut queue = Queue { next: 0, ahead: 0, sizes: &sizes };
        let mut waiting: BTreeMap<usize, Result<T>> = BTreeMap::new();
        let outcome = (0..paths.len()).try_for_each(|wanted| {
            while let Some(at) = queue.more(wanted) {
                let (send, stopped) = (send.clone(), &stopped);
                scope.spawn(move |_| {
                    let result = if stopped.load(Ordering::Relaxed) { Err(Error::Cancelled) } else { safely(&paths[at], || read(at)) };
                    // The receiver is only gone once nobody wants the result.
                    let _ = send.send((at, result));
                });
            }
            let result = loop {
                if let Some(result) = waiting.remove(&wanted) {
                    break result;
                }
                let Ok((at, result)) = receive.recv() else { return Err(Error::rejected("The files could not be read to the end")) };
                waiting.insert(at, result);
            };
            queue.ahead -= sizes[wanted];
            take(wanted, result)?;
            if progress(wanted + 1, paths.len()) { Ok(()) } else { Err(Error::Cancelled) }
        });
        stopped.store(true, Ordering::Relaxed);
        outcome
    })
}

/// Which files are in work.
struct Queue<'a> {
    next: usize,
    ahead: u64,
    sizes: &'a [u64],
}

impl Queue<'_> {
    /// The next file to begin, if there is room for it.
    fn more(&mut self, wanted: usize) -> Option<usize> {
        let size = *self.sizes.get(self.next)?;
        if self.next > wanted && self.ahead + size > AHEAD {
            return None;
        }
        self.ahead += size;
        self.next += 1;
        Some(self.next - 1)
    }
}

/// The plans of files in their order, each with its outcome.
///
/// # Errors
/// `Cancelled` when `progress` says so.
pub fn plan_all(paths: &[PathBuf], options: &PlanOptions, progress: Progress) -> Result<Vec<Result<Plan>>> {
    let mut plans = Vec::with_capacity(paths.len());
    plan_each(paths, options, progress, |_, plan| {
        plans.push(plan);
        Ok(())
    })?;
    Ok(plans)
}

/// What `read` makes of a file, or an error where a reader gave up on a damaged one.
pub(super) fn safely<T>(path: &Path, read: impl FnOnce() -> Result<T>) -> Result<T> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(read)).unwrap_or_else(|_| {
        Err(Error::import(
            path,
            "The file is damaged in a way that could not be read; nothing was imported from it",
            "Save it anew as .docx or .txt.",
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    fn folder(names: &[&str]) -> (tempfile::TempDir, Vec<PathBuf>) {
        let folder = tempfile::tempdir().expect("a folder");
        let paths: Vec<PathBuf> = names.iter().map(|name| folder.path().join(name)).collect();
        for path in &paths {
            std::fs::write(path, format!("Anna: I am {}.\nBen: Yes.", path.display())).expect("written");
        }
        (folder, paths)
    }

    #[test]
    fn plans_come_in_order_and_a_bad_file_stops_nothing() {
        let (_folder, mut paths) = folder(&["c.txt", "a.txt", "b.txt"]);
        paths.insert(1, PathBuf::from("nowhere.txt"));
        let done = Cell::new(0);
        let plans = plan_all(&paths, &PlanOptions::default(), &|now, all| {
            assert_eq!((now, all), (done.get() + 1, 4));
            done.set(now);
            true
        });
        let names: Vec<Option<String>> = plans.expect("not stopped").into_iter().map(|plan| plan.ok().map(|plan| plan.name)).collect();
        assert_eq!(names, [Some("c".into()), None, Some("a".into()), Some("b".into())]);
    }

    #[test]
    fn it_stops_when_told() {
        let names: Vec<String> = (0..50).map(|n| format!("{n}.txt")).collect();
        let (_folder, paths) = folder(&names.iter().map(String::as_str).collect::<Vec<_>>());
        let mut taken = 0;
        let outcome = plan_each(&paths, &PlanOptions::default(), &|done, _| done < 5, |_, plan| {
            taken += 1;
            plan.map(|_| ())
        });
        assert!(matches!(outcome, Err(Error::Cancelled)));
        assert_eq!(taken, 5);
    }
}
