//! Random verbs of crosswalks, themes and versions of frameworks.

use super::{Act, NOTHING, Table, body, op, title};
use themata::analysis::Scope;
use themata::analysis::lens::Lens;
use themata::model::{CodeId, CodingId, Crosswalk, CrosswalkLinkId, Gathered, Passage, Report, ReportId, Ruling, Stance, ThemePartId};
use themata::project::op::OpKind;
use themata::project::{LinkDraft, PartDraft, Settling};

impl Table<'_> {
    /// A passage of the text that is shown.
    fn passage(&mut self) -> Option<Passage> {
        let source = self.source_id()?;
        let span = self.span(source);
        self.corpus.passage(source, span).filter(|passage| !passage.span.is_empty())
    }

    pub(super) fn lens(&mut self, kind: OpKind) -> Act {
        match kind {
            OpKind::MapCodes if self.dice.below(4) == 0 => {
                let links: Vec<CrosswalkLinkId> = self.corpus.all_links().iter().map(|link| link.id).collect();
                self.dice.pick(&links).map_or(NOTHING, |id| op(self.project.unmap_codes(&[*id])))
            }
            OpKind::MapCodes => self.map(),
            _ => match self.dice.pick(self.corpus.crosswalks()).cloned() {
                Some(crosswalk) => self.through(&crosswalk, kind),
                None => NOTHING,
            },
        }
    }

    fn map(&mut self) -> Act {
        // A code that something is coded with, where there is one: what is linked is to be read too.
        let coded: Vec<CodeId> = self.corpus.codings().map(|coding| coding.code).collect();
        let codes: Vec<CodeId> = self.corpus.codes().iter().map(|code| code.id).collect();
        let from = self.dice.pick(&coded).or(self.dice.pick(&codes)).and_then(|code| self.corpus.code(*code)).map(|code| code.framework);
        let others: Vec<_> = self.corpus.codes().iter().map(|code| code.framework).filter(|framework| Some(*framework) != from).collect();
        let (Some(from), Some(to)) = (from, self.dice.pick(&others).copied()) else { return NOTHING };
        let of = |framework, list: &[CodeId]| -> Vec<CodeId> {
            list.iter().copied().filter(|code| self.corpus.code(*code).is_some_and(|code| code.framework == framework)).collect()
        };
        let (first, second) = (of(from, &[&coded[..], &codes[..]].concat()), of(to, &codes));
        let mut links = Vec::new();
        for _ in 0..1 + self.dice.below(3) {
            let Some(code) = self.dice.pick(&first).copied() else { break };
            let to = self.dice.pick(&second).copied().filter(|_| !self.dice.0.is_multiple_of(4));
            links.push(LinkDraft { from: code, to, reason: body(&mut self.dice) });
        }
        if links.is_empty() { NOTHING } else { op(self.project.map_codes(from, to, &links)) }
    }

    fn through(&mut self, crosswalk: &Crosswalk, kind: OpKind) -> Act {
        let lens = Lens::new(&self.corpus, crosswalk);
        if kind == OpKind::ApplyCrosswalk {
            let mut applying = lens.applying(&Scope::default(), self.dice.coin());
            applying.new.retain(|one| self.corpus.code(one.code).is_some_and(|code| code.codable));
            return if applying.is_empty() { NOTHING } else { op(self.project.apply_crosswalk(crosswalk.id, &applying)) };
        }
        let second: Vec<CodeId> = self.corpus.codes().iter().filter(|code| code.framework == crosswalk.to_framework).map(|code| code.id).collect();
        let mut list = Vec::new();
        for seen in lens.seen(&Scope::default()) {
            if self.dice.coin() {
                continue;
            }
            let Some(passage) = self.corpus.passage(seen.source, seen.span) else { continue };
            let moved = self.dice.pick(&second).copied();
            let ruling = [None, Some(Ruling::Accepted), Some(Ruling::Rejected), Some(Ruling::Moved)][self.dice.below(4)];
            list.push(Settling { passage, from: seen.from, to: seen.to, ruling, moved });
        }
        if list.is_empty() {
            return NOTHING;
        }
        let reason = body(&mut self.dice);
        op(self.project.settle_passages(crosswalk.id, &list, &reason))
    }

    pub(super) fn theme(&mut self) -> Act {
        let parts: Vec<ThemePartId> = self.corpus.theme_parts().iter().map(|part| part.id).collect();
        if let Some(part) = self.dice.pick(&parts).filter(|_| self.dice.0.is_multiple_of(4)) {
            return op(self.project.part_with(&[*part]));
        }
        let codes: Vec<CodeId> = self.corpus.codes().iter().map(|code| code.id).collect();
        let Some(theme) = self.dice.pick(&codes).copied() else { return NOTHING };
        let below = self.corpus.family(theme);
        let code = self.dice.pick(&codes).copied().filter(|code| !below.contains(code)).map(Gathered::Code);
        let of = if self.dice.coin() { code } else { self.passage().map(Gathered::Passage) };
        let Some(of) = of else { return NOTHING };
        let stance = if self.dice.coin() { Stance::Supports } else { Stance::Contradicts };
        let part = PartDraft { of, stance, star: self.dice.coin(), note: body(&mut self.dice) };
        match self.project.gather_parts(theme, &[part]) {
            // Two themes do not gather each other.
            Err(error) if error.to_string().contains("already, by itself or through others") => NOTHING,
            done => op(done),
        }
    }

    pub(super) fn report(&mut self, kind: OpKind) -> Act {
        let known = self.dice.pick(self.corpus.reports()).cloned();
        let codes: Vec<CodeId> = self.corpus.codes().iter().map(|code| code.id).collect();
        let some: Vec<CodeId> = codes.iter().copied().filter(|_| self.dice.coin()).take(3).collect();
        let (name, intro) = (title(&mut self.dice), body(&mut self.dice));
        let (quotes, chart) = (self.dice.below(4) as u32, self.dice.coin());
        let Some(report) = known.filter(|_| kind != OpKind::AddReport) else {
            let draft = Report { id: ReportId::new(), name, intro, quotes, chart, pictures: chart, ord: String::new() };
            return if kind == OpKind::AddReport { op(self.project.add_report(&draft, &some)) } else { NOTHING };
        };
        if kind == OpKind::RemoveReports {
            return op(self.project.remove_reports(&[report.id]));
        }
        let here: Vec<CodeId> = self.corpus.themes_of_report(report.id).collect();
        let one = self.dice.pick(&here).copied();
        match (self.dice.below(4), one) {
            (0, _) => op(self.project.edit_report(Report { name, intro, quotes, chart, ..report })),
            (1, Some(theme)) => op(self.project.take_from_report(report.id, &[theme])),
            (2, Some(theme)) => {
                let passages: Vec<Passage> = (0..3).filter_map(|_| self.passage()).collect();
                op(self.project.choose_quotes(report.id, theme, &passages))
            }
            _ => op(self.project.place_in_report(report.id, &some, one.filter(|one| !some.contains(one)))),
        }
    }

    pub(super) fn version(&mut self, kind: OpKind) -> Act {
        let known = self.dice.pick(self.corpus.framework_versions()).cloned();
        let framework = self.dice.pick(self.corpus.frameworks()).map(|framework| framework.id);
        let (name, reason, note) = (title(&mut self.dice), body(&mut self.dice), body(&mut self.dice));
        match (kind, known, framework) {
            (OpKind::NameVersion, _, Some(framework)) => op(self.project.name_version(framework, &name, &reason, &note)),
            (OpKind::EditVersion, Some(version), _) => op(self.project.edit_version(version.id, &name, &reason, &note)),
            (OpKind::RemoveVersions, Some(version), _) => op(self.project.remove_versions(&[version.id])),
            (OpKind::LookAgain, ..) => {
                let codings: Vec<CodingId> = self.corpus.codings().map(|coding| coding.id).collect();
                self.dice.pick(&codings).map_or(NOTHING, |id| op(self.project.look_again(&[*id])))
            }
            _ => NOTHING,
        }
    }
}
