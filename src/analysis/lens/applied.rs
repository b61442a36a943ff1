//! Links that were applied for good: what their layer holds, and what has come out of line with it since.

use super::{Applying, Lens, Seen, Standing, ToApply};
use crate::analysis::{Corpus, Scope, listed};
use crate::model::*;
use std::collections::{HashMap, HashSet};

/// What was applied of a crosswalk, and how it stands to what is read now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// How many passages are coded so.
    pub passages: usize,
    /// Who applied them, in the order of the project.
    pub coders: Vec<CoderId>,
    /// When that was done last.
    pub at: Time,
    /// How many of them are read so in passages with other ends.
    pub ends: usize,
    /// How many of them are read so no more.
    pub gone: usize,
    /// How many are read so by now and not coded: of what somebody settled alone, where that alone was applied.
    pub new: usize,
}

impl Applying {
    /// How many key quotes are among what is taken off.
    pub fn key_quotes_gone(&self, corpus: &Corpus) -> usize {
        self.gone.iter().filter(|id| corpus.any_coding(**id).is_some_and(|coding| coding.star)).count()
    }
}

/// What passages that are to be coded for good are made of, and what stays out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Readings {
    /// How many readings go in.
    pub readings: usize,
    /// The passages that they come to.
    pub passages: usize,
    /// How many were rejected.
    pub rejected: usize,
    /// How many are read as headings, which nothing is coded with.
    pub headings: usize,
    /// How many nobody settled as they are now.
    pub open: usize,
    /// How many of these were settled before they grew.
    pub grown: usize,
    /// Whether these stay out.
    pub only_settled: bool,
}

impl Readings {
    /// It in words, a sentence each.
    pub fn said(&self) -> Vec<String> {
        let were = |readings: usize| format!("{} {}", counted(readings, "reading", "readings"), if readings == 1 { "was" } else { "were" });
        let mut lines = Vec::new();
        if self.readings > self.passages {
            let [readings, passages] = [counted(self.readings, "reading", "readings"), counted(self.passages, "passage", "passages")];
            lines.push(format!("{readings} go in and come to {passages}: those that overlap or touch under one code become one."));
        }
        if self.rejected > 0 {
            lines.push(format!("{} rejected and {} out.", were(self.rejected), if self.rejected == 1 { "stays" } else { "stay" }));
        }
        if self.headings > 0 {
            let (is, stays) = if self.headings == 1 { ("is", "stays") } else { ("are", "stay") };
            lines.push(format!(
                "{} {is} read as headings and {stays} out: passages cannot be coded with these.",
                counted(self.headings, "reading", "readings")
            ));
        }
        match self.open {
            0 => lines.push("Every reading was settled.".into()),
            open => {
                let grown = match self.grown {
                    0 => String::new(),
                    1 => " (1 of them was before what is coded there grew)".to_owned(),
                    grown => format!(" ({} of them were before what is coded there grew)", grouped(grown as i64)),
                };
                let go = if self.only_settled { "stay out" } else { "go in" };
                lines.push(format!("{} settled by nobody and {go}{grown}.", were(open)));
            }
        }
        lines
    }
}

impl Lens<'_> {
    /// What applying comes to, by readings.
    pub fn readings_to_apply(&self, scope: &Scope, only_settled: bool, applying: &Applying) -> Readings {
        let seen = self.seen(scope);
        // What was rejected stays out also where it has grown since.
        let rejected = |one: &Seen<'_>| one.ruling() == Some(Ruling::Rejected);
        Readings {
            readings: readings(&seen, only_settled, &applying.new),
            passages: applying.new.len(),
            rejected: seen.iter().filter(|one| rejected(one)).count(),
            headings: seen.iter().filter(|one| one.read_as().is_some_and(|code| self.is_heading(code))).count(),
            open: seen.iter().filter(|one| !one.standing.is_settled() && !rejected(one)).count(),
            grown: seen.iter().filter(|one| one.standing == Standing::Again && !rejected(one)).count(),
            only_settled,
        }
    }

    /// Whether anything was applied of it.
    pub fn is_applied(&self) -> bool {
        self.corpus.codings().any(|coding| coding.layer == self.crosswalk.layer)
    }

    /// What was applied of it; nothing where its layer is empty.
    pub fn applied(&self, scope: &Scope) -> Option<Applied> {
        let (here, coders, at) = in_layer(self.corpus, self.crosswalk)?;
        let all = self.applying(scope, false);
        let gone: HashSet<CodingId> = all.gone.iter().copied().chain(all.ends.iter().map(|(id, _)| *id)).collect();
        let place = |one: &ToApply| (one.passage.source, one.passage.span, one.code);
        let settled: HashSet<_> = self.to_apply(scope, true).iter().map(place).collect();
        let open = |coding: &&&Coding| !gone.contains(&coding.id) && !settled.contains(&(coding.source, coding.span, coding.code));
        let new = if here.iter().any(|coding| open(&coding)) { all.new.len() } else { self.applying(scope, true).new.len() };
        let coders = coders.into_iter().map(|coder| coder.id).collect();
        Some(Applied { passages: here.len(), coders, at, ends: all.ends.len(), gone: all.gone.len(), new })
    }
}

/// What lies in the layer of a crosswalk, who applied it, and when last; nothing where it is empty.
pub(super) fn in_layer<'a>(corpus: &'a Corpus, crosswalk: &Crosswalk) -> Option<(Vec<&'a Coding>, Vec<&'a Coder>, Time)> {
    let here: Vec<&Coding> = corpus.codings().filter(|coding| coding.layer == crosswalk.layer).collect();
    let at = here.iter().map(|coding| coding.at).max()?;
    let by = |coder: &&Coder| here.iter().any(|coding| coding.coder == coder.id);
    let coders = corpus.coders.iter().filter(by).collect();
    Some((here, coders, at))
}

/// Which of some codings of the layer were settled passage by passage, each by whom: all their words lie in passages that were settled as their code.
pub(super) fn settled_so(corpus: &Corpus, crosswalk: &Crosswalk, codings: &[&Coding]) -> Vec<HashSet<CoderId>> {
    let so = |coding: &&Coding| {
        let all: Vec<&Verdict> = corpus.verdicts_of(coding.source).iter().filter(|one| one.crosswalk == crosswalk.id).collect();
        let as_it = |one: &&&Verdict| match one.ruling {
            Ruling::Accepted => one.to_code == coding.code,
            Ruling::Moved => one.moved == Some(coding.code),
            Ruling::Rejected => false,
        };
        let here = |one: &&&Verdict| corpus.shows(one.source, one.version) && one.span.overlaps(coding.span);
        // What was said of a passage later and reaches as far is the last word on it.
        let link = |one: &Verdict| (one.from_code, one.to_code);
        let stands = |one: &&&Verdict| !all.iter().any(|other| link(other) == link(one) && other.at > one.at && other.span.covers(one.span));
        let settled: Vec<&Verdict> = all.iter().filter(as_it).filter(here).filter(stands).copied().collect();
        let covered = merge(settled.iter().map(|one| one.span).collect()).iter().any(|span| span.covers(coding.span));
        covered.then(|| settled.iter().map(|one| one.coder).collect())
    };
    codings.iter().filter_map(so).collect()
}

impl Applied {
    /// What is coded, by whom and since when, and what has come out of line since; `day` is how a time is said.
    pub fn in_full(&self, corpus: &Corpus, day: impl Fn(Time) -> String) -> String {
        let out = self.out_of_line();
        format!("{}; {}", self.said(corpus, day), out.as_deref().unwrap_or("nothing has come out of line since"))
    }

    fn said(&self, corpus: &Corpus, day: impl Fn(Time) -> String) -> String {
        let names: Vec<&str> = self.coders.iter().filter_map(|id| corpus.coder(*id)).map(Coder::called).collect();
        let [passages, are] = if self.passages == 1 { ["passage", "is"] } else { ["passages", "are"] };
        format!("Applied for good by {}, {}: {} {passages} {are} coded so", listed(&names), day(self.at), grouped(self.passages))
    }

    /// What has come out of line with what is read now; nothing where nothing has.
    pub fn out_of_line(&self) -> Option<String> {
        let are = |number: usize| if number == 1 { "is" } else { "are" };
        let of_them = [(self.gone, "read so no more"), (self.ends, "read so in longer or shorter passages by now")];
        let of_them = of_them.into_iter().filter(|(number, _)| *number > 0);
        let mut told: Vec<String> = of_them.map(|(number, what)| format!("{} of them {} {what}", grouped(number), are(number))).collect();
        match (told.is_empty(), self.new) {
            (_, 0) => {}
            (true, new) => told.push(format!("{} more {} read so by now", grouped(new), are(new))),
            (false, new) => told.push(format!("{} more {} by now", grouped(new), are(new))),
        }
        (!told.is_empty()).then(|| told.join(", "))
    }
}

/// How many of the readings these passages are made of.
fn readings(seen: &[Seen<'_>], only_settled: bool, passages: &[ToApply]) -> usize {
    let mut of: HashMap<(SourceId, CodeId), Vec<Span>> = HashMap::new();
    passages.iter().for_each(|one| of.entry((one.passage.source, one.code)).or_default().push(one.passage.span));
    let lies = |seen: &Seen<'_>, code: CodeId| {
        let spans = of.get(&(seen.source, code)).map_or(&[][..], Vec::as_slice);
        spans.iter().any(|span| span.start <= seen.span.start && seen.span.end <= span.end)
    };
    let wanted = |seen: &&Seen<'_>| !only_settled || seen.standing.is_settled();
    seen.iter().filter(wanted).filter(|seen| seen.read_as().is_some_and(|code| lies(seen, code))).count()
}

/// How many of the passages applied for good are read so no more since an earlier moment of the project.
pub fn gone_since(was: &Corpus, now: &Corpus, crosswalk: CrosswalkId) -> usize {
    let gone = |corpus: &Corpus| {
        let applied = corpus.crosswalk(crosswalk).and_then(|one| Lens::new(corpus, one).applied(&Scope::default()));
        applied.map_or(0, |applied| applied.gone)
    };
    let now = gone(now);
    if now == 0 { 0 } else { now.saturating_sub(gone(was)) }
}

/// What is said where codings of the layer are read so no more.
pub fn stays_applied(passages: usize) -> String {
    let [passage, is] = if passages == 1 { ["passage", "is"] } else { ["passages", "are"] };
    format!("{} {passage} {is} coded so for good, which stays until the links are applied again", grouped(passages))
}
