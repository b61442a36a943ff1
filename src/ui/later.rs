//! What takes long to make: made at once where it is little, else in the background while the last one shows.

use crate::analysis::{Beforehand, Texts};
use crate::jobs::{Job, Progress, Report};
use crate::model::{SourceId, VersionId};
use crate::text::{SourceText, Structure};
use crate::{Error, Result};
use std::sync::Arc;

/// Data with the key it was made for, and the work on the next.
pub struct Later<K, D> {
    made: Option<(K, D)>,
    running: Option<(K, Job<D>)>,
    trouble: Option<(K, String)>,
    /// What the user stopped, and whether that still holds.
    stopped: Option<(K, Progress)>,
}

impl<K, D> Default for Later<K, D> {
    fn default() -> Self {
        Self { made: None, running: None, trouble: None, stopped: None }
    }
}

impl<K: PartialEq, D: Send + 'static> Later<K, D> {
    /// Takes what has come; says whether the data of `key` are still to be made, by nobody yet.
    pub fn wants(&mut self, key: &K) -> bool {
        if let Some((of, job)) = self.running.take() {
            match job.poll() {
                Some(Err(Error::Cancelled)) => self.stopped = Some((of, job.progress().clone())),
                Some(result) => self.put(of, result),
                // Work on what nobody wants any more is stopped by dropping it.
                None if of == *key => self.running = Some((of, job)),
                None => {}
            }
        }
        self.stopped.take_if(|(of, progress)| of != key || !progress.cancelled());
        let of = [
            self.made.as_ref().map(|(of, _)| of),
            self.running.as_ref().map(|(of, _)| of),
            self.trouble.as_ref().map(|(of, _)| of),
            self.stopped.as_ref().map(|(of, _)| of),
        ];
        of.into_iter().flatten().all(|of| of != key)
    }

    /// The data of `key`, made just now, or why they could not be made.
    pub fn put(&mut self, key: K, result: Result<D>) {
        (self.running, self.stopped) = (None, None);
        match result {
            Ok(data) => (self.made, self.trouble) = (Some((key, data)), None),
            Err(error) => (self.made, self.trouble) = (None, Some((key, error.to_string()))),
        }
    }

    /// Lets work in the background make the data of `key`.
    pub fn start(&mut self, key: K, job: Job<D>) {
        (self.running, self.stopped) = (Some((key, job)), None);
    }

    /// Stops the work under way; what was made last stays.
    pub fn cancel(&mut self) {
        if let Some((key, job)) = self.running.take() {
            job.cancel();
            self.stopped = Some((key, job.progress().clone()));
        }
    }

    /// Whether the user stopped the work.
    pub fn is_stopped(&self) -> bool {
        self.stopped.is_some()
    }

    /// Begins what was stopped again, at the next look.
    pub fn go_on(&mut self) {
        self.stopped = None;
    }

    /// The data made last, which may be of another key.
    pub fn last(&self) -> Option<&D> {
        self.made.as_ref().map(|(_, data)| data)
    }

    /// The same, with what it was made for.
    pub fn made(&self) -> Option<(&K, &D)> {
        self.made.as_ref().map(|(of, data)| (of, data))
    }

    /// The same where its key fits: what was made of one thing is not shown as that of another.
    pub fn last_of(&self, fits: impl FnOnce(&K) -> bool) -> Option<&D> {
        self.made.as_ref().filter(|(of, _)| fits(of)).map(|(_, data)| data)
    }

    /// The same, to be drawn by what keeps its own layout.
    pub fn last_mut(&mut self) -> Option<&mut D> {
        self.made.as_mut().map(|(_, data)| data)
    }

    /// The data made last, to be gone on from.
    pub fn take(&mut self) -> Option<D> {
        self.made.take().map(|(_, data)| data)
    }

    /// The data of `key`, if those were made last.
    pub fn of(&self, key: &K) -> Option<&D> {
        self.made.as_ref().filter(|(of, _)| of == key).map(|(_, data)| data)
    }

    /// How far the work under way is.
    pub fn report(&self) -> Option<Report> {
        self.running.as_ref().map(|(_, job)| job.report())
    }

    /// Why the data could not be made.
    pub fn trouble(&self) -> Option<&str> {
        self.trouble.as_ref().map(|(_, why)| why.as_str())
    }
}

/// Texts that are read in the background: each counts as a step, and the work stops between them when it is to. How many sources are asked for
/// their structure says whoever asks.
pub struct Watched<'a, T> {
    texts: T,
    progress: &'a Progress,
}

impl<'a, T: Texts> Watched<'a, T> {
    /// These texts, watched.
    pub fn new(texts: T, progress: &'a Progress) -> Self {
        Self { texts, progress }
    }
}

impl<T: Texts> Texts for Watched<'_, T> {
    fn text(&self, source: SourceId) -> Result<Arc<SourceText>> {
        self.progress.check()?;
        self.texts.text(source)
    }

    fn earlier(&self, source: SourceId, version: VersionId) -> Result<Arc<SourceText>> {
        self.progress.check()?;
        self.texts.earlier(source, version)
    }

    fn structure(&self, source: SourceId) -> Result<Structure> {
        self.progress.check()?;
        self.progress.advance(1);
        self.texts.structure(source)
    }

    fn visit_after(&self, work: &Beforehand, sources: &[SourceId], each: &mut dyn FnMut(SourceId, &SourceText) -> Result<()>) -> Result<()> {
        self.progress.begin(sources.len() as u64);
        self.texts.visit_after(work, sources, &mut |source, text| {
            self.progress.check()?;
            self.progress.advance(1);
            each(source, text)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job<D: Send + 'static>(work: impl FnOnce(&Progress) -> Result<D> + Send + 'static) -> Job<D> {
        Job::start(|| {}, work)
    }

    fn until_cancelled(progress: &Progress) -> Result<&'static str> {
        while progress.check().is_ok() {
            std::hint::spin_loop();
        }
        Err(Error::Cancelled)
    }

    #[test]
    fn data_come_once_and_work_that_nobody_wants_is_dropped() {
        let mut later = Later::default();
        assert!(later.wants(&1));
        later.put(1, Ok("one"));
        assert!(!later.wants(&1) && later.last() == Some(&"one"));
        assert!(later.wants(&2));
        later.start(2, job(until_cancelled));
        assert!(!later.wants(&2) && later.last() == Some(&"one") && later.of(&2).is_none());
        assert!(later.wants(&3) && later.report().is_none(), "the work on 2 is stopped");
        later.start(3, job(|_| Ok("three")));
        while later.of(&3).is_none() {
            assert!(!later.wants(&3));
        }
        assert!(later.wants(&4));
        later.put(4, Err(Error::rejected("no")));
        assert!(!later.wants(&4) && later.trouble().is_some() && later.last().is_none());
    }
    #[test]
    fn what_is_stopped_stays_so_until_it_is_gone_on_with() {
        let mut later = Later::default();
        later.put(1, Ok("one"));
        // Stopped from afar: the work itself says so in the end.
        later.start(2, job(until_cancelled));
        let progress = later.running.as_ref().map(|(_, job)| job.progress().clone()).unwrap();
        progress.cancel();
        while !later.is_stopped() {
            assert!(!later.wants(&2));
        }
        assert!(!later.wants(&2) && later.last() == Some(&"one") && later.report().is_none(), "what was made last stays");
        progress.resume();
        assert!(later.wants(&2) && !later.is_stopped());
        // Stopped here.
        later.start(2, job(until_cancelled));
        later.cancel();
        assert!(!later.wants(&2) && later.is_stopped());
        later.go_on();
        assert!(later.wants(&2));
        later.start(2, job(until_cancelled));
        later.cancel();
        assert!(later.wants(&3), "something else is wanted");
    }
}
