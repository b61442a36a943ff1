//! Work in the background as the app holds it: a job, its words, and what happens with its result.

use super::app::Themata;
use super::notify::Underway;
use crate::Result;
use crate::jobs::{Job, Progress, Report, Watch};
use egui::Context;
use std::cell::{Cell, RefCell};
use std::time::Duration;

/// What happens with a result, between two frames.
type Finish = Box<dyn FnOnce(&mut Themata, &Context)>;

trait Pending {
    fn report(&self) -> Report;
    fn cancel(&self);
    fn finished(&mut self) -> Option<Finish>;
    /// Waits until it has come to its end; nobody takes the result any more.
    fn end(&self);
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

    fn end(&self) {
        // The window is gone: nobody is left to be told.
        let _ = self.job.wait();
    }
}

/// Work that others do.
struct Watched(Progress);

impl Pending for Watched {
    fn report(&self) -> Report {
        self.0.report()
    }

    fn cancel(&self) {
        self.0.cancel();
    }

    fn finished(&mut self) -> Option<Finish> {
        self.0.is_over().then(|| Box::new(|_: &mut Themata, _: &Context| {}) as Finish)
    }

    /// Whoever does the work waits for it.
    fn end(&self) {}
}

struct Running {
    number: u64,
    label: Option<String>,
    pending: Box<dyn Pending>,
    /// Whether the program waits for it when it ends.
    awaited: bool,
}

/// The work under way.
#[derive(Default)]
pub struct Background {
    running: Vec<Running>,
    /// Work that a view holds, with its words; a view may begin some while it is drawn.
    watched: RefCell<Vec<(u64, String, Watch)>>,
    made: Cell<u64>,
}

/// Work shows itself when it takes longer than this.
const MOMENT: Duration = Duration::from_millis(500);

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
        self.start_heard(move || wake.request_repaint(), label, work, done)
    }

    /// The same, with what is called when there is news of the work.
    pub fn start_heard<T: Send + 'static>(
        &mut self,
        wake: impl Fn() + Send + Sync + 'static,
        label: Option<String>,
        work: impl FnOnce(&Progress) -> Result<T> + Send + 'static,
        done: impl FnOnce(&mut Themata, &Context, Result<T>) + 'static,
    ) -> u64 {
        let job = Job::start(wake, work);
        let number = self.number();
        self.running.push(Running { number, label, pending: Box::new(Work { job, done: Some(done) }), awaited: false });
        number
    }

    /// Has the program wait, when it ends, for what was started under this number: it closes a project, to which the last changes are still being written.
    pub fn await_end(&mut self, number: u64) {
        self.running.iter_mut().filter(|running| running.number == number).for_each(|running| running.awaited = true);
    }

    /// Stops what is to be waited for at its next step, and waits for it.
    pub fn end(&self) {
        let awaited = || self.running.iter().filter(|running| running.awaited);
        awaited().for_each(|running| running.pending.cancel());
        awaited().for_each(|running| running.pending.end());
    }

    /// Starts `work` for a view, which holds it. With a label it is shown, with progress and Cancel, where what was made before stays in sight.
    pub fn job<T: Send + 'static>(&self, ctx: &Context, label: Option<&str>, work: impl FnOnce(&Progress) -> Result<T> + Send + 'static) -> Job<T> {
        let wake = ctx.clone();
        let job = Job::start(move || wake.request_repaint(), work);
        if let Some(label) = label {
            self.watched.borrow_mut().push((self.number(), label.to_owned(), job.progress().watch()));
        }
        ctx.request_repaint_after(MOMENT);
        job
    }

    /// Shows work that others do and answer for, the writer above all, with progress and Cancel.
    pub fn show(&mut self, ctx: &Context, label: String, progress: Progress) {
        let number = self.number();
        self.running.push(Running { number, label: Some(label), pending: Box::new(Watched(progress)), awaited: false });
        ctx.request_repaint_after(MOMENT);
    }

    fn number(&self) -> u64 {
        self.made.set(self.made.get() + 1);
        self.made.get()
    }

    /// Stops one piece of work; gives its words where a view holds it and can go on with it.
    pub fn cancel(&self, number: u64) -> Option<String> {
        self.running.iter().filter(|running| running.number == number).for_each(|running| running.pending.cancel());
        let watched = self.watched.borrow();
        let (_, label, watch) = watched.iter().find(|(other, ..)| *other == number)?;
        watch.progress()?.cancel();
        Some(label.clone())
    }

    /// Lets the view that holds a piece of work begin it again.
    pub fn go_on(&self, number: u64) {
        let watched = self.watched.borrow();
        let progress = watched.iter().find(|(other, ..)| *other == number).and_then(|(_, _, watch)| watch.progress());
        progress.into_iter().for_each(|progress| progress.resume());
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
            let label = running.label.clone().filter(|_| report.elapsed >= MOMENT)?;
            Some(Underway { number: running.number, label, report })
        });
        let mut watched = self.watched.borrow_mut();
        watched.retain(|(.., watch)| watch.progress().is_some());
        let held = watched.iter().filter_map(|(number, label, watch)| {
            let progress = watch.progress().filter(|progress| !progress.is_over() && !progress.cancelled())?;
            Some(Underway { number: *number, label: label.clone(), report: progress.report() }).filter(|work| work.report.elapsed >= MOMENT)
        });
        shown.chain(held).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;
    use crate::ui::later::Later;

    #[test]
    fn the_end_waits_for_what_closes_a_project_and_for_nothing_else() {
        let (ctx, mut background) = (Context::default(), Background::default());
        let (sent, closed) = std::sync::mpsc::channel();
        let closing = background.start(
            &ctx,
            None,
            move |progress: &Progress| {
                while progress.check().is_ok() {
                    std::hint::spin_loop();
                }
                let _ = sent.send(());
                Ok(())
            },
            |_, _, _: Result<()>| {},
        );
        background.await_end(closing);
        let (hold, held) = std::sync::mpsc::channel::<()>();
        background.start(&ctx, None, move |_: &Progress| Ok(held.recv().is_ok()), |_, _, _: Result<bool>| {});
        background.end();
        assert!(closed.try_recv().is_ok(), "it had ended");
        drop(hold);
    }

    #[test]
    fn work_that_a_view_holds_is_stopped_and_gone_on_with_by_its_number() {
        let (ctx, background, mut later) = (Context::default(), Background::default(), Later::default());
        later.put(1, Ok("before"));
        let until_cancelled = |progress: &Progress| {
            while progress.check().is_ok() {
                std::hint::spin_loop();
            }
            Err(Error::Cancelled)
        };
        later.start(2, background.job(&ctx, Some("Counting"), until_cancelled));
        assert_eq!(background.watched.borrow().len(), 1);
        assert_eq!(background.cancel(1).as_deref(), Some("Counting"));
        while !later.is_stopped() {
            assert!(!later.wants(&2));
        }
        assert!(background.underway().is_empty() && later.last() == Some(&"before"));
        background.go_on(1);
        assert!(later.wants(&2), "it is begun again");
        later.start(2, background.job(&ctx, None, |_| Ok("after")));
        while later.of(&2).is_none() {
            assert!(!later.wants(&2));
        }
        assert!(background.underway().is_empty() && background.watched.borrow().is_empty(), "what nobody holds is forgotten");
        assert_eq!(background.cancel(1), None);
    }
}
