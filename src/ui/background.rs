//! Work in the background as the app holds it: a job, its words, and what happens with its result.

use super::app::Themata;
use super::notify::Underway;
use crate::Result;
use crate::jobs::{Job, Progress, Report};
use egui::Context;

/// What happens with a result, between two frames.
type Finish = Box<dyn FnOnce(&mut Themata, &Context)>;

trait Pending {
    fn report(&self) -> Report;
    fn cancel(&self);
    fn finished(&mut self) -> Option<Finish>;
}

struct Work<T, F> {
    job: Job<T>,
    done: Option<F>,
}

impl<T: Send + 'static, F: FnOnce(&mut Themata, &Context, Result<T>) + 'static> Pending for Work<T, F> {
    fn report(&self) -> Report {
        self.job.report()
    }

    fn cancel(&self) {
        self.job.cancel();
    }

    fn finished(&mut self) -> Option<Finish> {
        let result = self.job.poll()?;
        let done = self.done.take()?;
        Some(Box::new(move |app, ctx| done(app, ctx, result)))
    }
}

struct Running {
    number: u64,
    label: Option<String>,
    pending: Box<dyn Pending>,
}

/// The work under way.
#[derive(Default)]
pub struct Background {
    running: Vec<Running>,
    made: u64,
}

impl Background {
    /// Starts `work`; `done` gets its result between two frames. With a label it is shown, with progress and Cancel; without, it is silent.
    pub fn start<T: Send + 'static>(
        &mut self,
        ctx: &Context,
        label: Option<String>,
        work: impl FnOnce(&Progress) -> Result<T> + Send + 'static,
        done: impl FnOnce(&mut Themata, &Context, Result<T>) + 'static,
    ) -> u64 {
        let wake = ctx.clone();
        let job = Job::start(move || wake.request_repaint(), work);
        self.made += 1;
        self.running.push(Running { number: self.made, label, pending: Box::new(Work { job, done: Some(done) }) });
        self.made
    }

    /// Stops one piece of work.
    pub fn cancel(&self, number: u64) {
        self.running.iter().filter(|running| running.number == number).for_each(|running| running.pending.cancel());
    }

    /// What has come to its end since the last look.
    pub fn finished(&mut self) -> Vec<Finish> {
        let mut finished = Vec::new();
        self.running.retain_mut(|running| match running.pending.finished() {
            Some(finish) => {
                finished.push(finish);
                false
            }
            None => true,
        });
        finished
    }

    /// What shows of the work under way: what has a label and takes longer than a moment.
    pub fn underway(&self) -> Vec<Underway> {
        let shown = self.running.iter().filter_map(|running| {
            let report = running.pending.report();
            let label = running.label.clone().filter(|_| report.elapsed.as_millis() >= 300)?;
            Some(Underway { number: running.number, label, report })
        });
        shown.collect()
    }
}
