//! What a count rests on that is read through a crosswalk: readings, which nobody coded so.

use super::Lens;
use super::applied::{in_layer, settled_so};
use crate::analysis::sides::Sides;
use crate::analysis::{Corpus, Scope, listed};
use crate::model::{CodeId, Coder, CoderId, Crosswalk, FrameworkId, Gathered, counted, grouped};
use std::collections::HashSet;

impl Lens<'_> {
    /// “What is coded in Quality counts as the codes of Leutz that it is linked to: 175 readings, 165 of them settled by nobody.”
    pub fn basis(&self, scope: &Scope) -> String {
        let name = |id| self.corpus.framework(id).map_or("", |framework| framework.name.as_str());
        let (from, to) = (name(self.crosswalk.from_framework), name(self.crosswalk.to_framework));
        let (mut readings, mut open) = (0, 0);
        for source in self.corpus.sources() {
            for seen in self.seen_in(scope, source.id).iter().filter(|seen| seen.read_as().is_some()) {
                readings += 1;
                open += usize::from(!seen.standing.is_settled());
            }
        }
        let readings_said = counted(readings, "reading", "readings");
        let settled = match open {
            0 => "all of them settled".to_owned(),
            _ if open == readings => "none of them settled".to_owned(),
            open => format!("{} of them settled by nobody", grouped(open as i64)),
        };
        let how = if readings == 0 { "no readings".to_owned() } else { format!("{readings_said}, {settled}") };
        format!("What is coded in {from} counts as the codes of {to} that it is linked to: {how}.")
    }
}

impl Corpus {
    /// What is to be said of whatever is counted with the codes of these frameworks, of all where none is named: that it is read through a crosswalk,
    /// and what was coded through one for good.
    pub fn basis(&self, of: &[FrameworkId]) -> Vec<String> {
        let (coded, through) = self.read_out_of().map_or((self, None), |(coded, through)| (coded, coded.crosswalk(through)));
        let counts = |one: &&Crosswalk| of.is_empty() || of.contains(&one.to_framework);
        let read = through.filter(counts).map(|one| Lens::new(coded, one).basis(&Scope::default()));
        read.into_iter().chain(coded.crosswalks().iter().filter(counts).filter_map(|one| coded.applied_for_good(one, None))).collect()
    }

    /// The same of whatever is counted with these codes and those below them.
    pub fn basis_of(&self, codes: &[CodeId]) -> Vec<String> {
        self.basis_with(&codes.iter().flat_map(|code| self.family(*code)).collect())
    }

    /// The same of these themes, with all that they gather.
    pub fn basis_of_themes(&self, themes: &[CodeId]) -> Vec<String> {
        self.basis_with(&themes.iter().flat_map(|theme| Sides::of(self.for_theme(*theme), *theme, true).into_codes()).collect())
    }

    /// The same of whatever is counted with these codes alone.
    fn basis_with(&self, codes: &HashSet<CodeId>) -> Vec<String> {
        let of: HashSet<FrameworkId> = codes.iter().filter_map(|id| self.code(*id)).map(|code| code.framework).collect();
        let (coded, through) = self.read_out_of().map_or((self, None), |(coded, through)| (coded, coded.crosswalk(through)));
        let read = through.filter(|one| of.contains(&one.to_framework)).map(|one| Lens::new(coded, one).basis(&Scope::default()));
        read.into_iter().chain(coded.crosswalks().iter().filter_map(|one| coded.applied_for_good(one, Some(codes)))).collect()
    }

    /// That codes of other frameworks which a theme gathers are left out, as it is read through another one; nothing where none is.
    pub fn left_unread(&self, theme: CodeId) -> Option<String> {
        let away = |home: CodeId, of: &Gathered| matches!(of, Gathered::Code(code) if self.reads_away(home, *code));
        let many: usize = self.family(theme).into_iter().map(|home| self.parts_of(home).filter(|part| away(home, &part.of)).count()).sum();
        let are = if many == 1 { "code of another framework that it gathers is" } else { "codes of other frameworks that it gathers are" };
        (many > 0).then(|| format!("{} {are} left out, as it is read through another one", grouped(many as i64)))
    }

    /// What was coded through crosswalks for good, crosswalk by crosswalk.
    pub fn applied(&self) -> Vec<String> {
        let coded = self.read_out_of().map_or(self, |(coded, _)| coded);
        coded.crosswalks().iter().filter_map(|one| coded.applied_for_good(one, None)).collect()
    }

    /// “173 codings of Leutz were made by applying the links of Quality for good, by Bo Price, 2026-11-27: nobody settled them passage by passage.”;
    /// nothing where none were, or none with the codes that are looked at.
    fn applied_for_good(&self, crosswalk: &Crosswalk, codes: Option<&HashSet<CodeId>>) -> Option<String> {
        let (mut here, ..) = in_layer(self, crosswalk)?;
        here.retain(|coding| codes.is_none_or(|codes| codes.contains(&coding.code)));
        let last = here.iter().map(|coding| coding.at).max()?;
        let coders = self.called(here.iter().map(|coding| coding.coder).collect());
        let name = |id| self.framework(id).map_or("", |framework| framework.name.as_str());
        let (from, to) = (name(crosswalk.from_framework), name(crosswalk.to_framework));
        let with = if codes.is_some() { " with these codes" } else { "" };
        let were = format!("{}{with} of {to} {}", counted(here.len(), "coding", "codings"), if here.len() == 1 { "was" } else { "were" });
        let settled = settled_so(self, crosswalk, &here);
        Some(format!(
            "{were} made by applying the links of {from} for good, by {}, {}: {}.",
            listed(&coders),
            last.day(),
            self.settled_said(here.len(), &settled)
        ))
    }

    /// How many of what was applied had been settled passage by passage, and by whom.
    fn settled_said(&self, all: usize, settled: &[HashSet<CoderId>]) -> String {
        let coders = self.called(settled.iter().flatten().copied().collect());
        let by = listed(&coders);
        let open = all - settled.len();
        match (settled.len(), open) {
            (0, 1) => "nobody settled it passage by passage".into(),
            (0, _) => "nobody settled them passage by passage".into(),
            (1, 0) => format!("settled as a single passage by {by}"),
            (_, 0) => format!("all of them settled passage by passage, by {by}"),
            (some, open) => {
                let was = if some == 1 { "was" } else { "were" };
                format!("{} of them {was} settled passage by passage, by {by}, {} nobody settled", grouped(some as i64), grouped(open as i64))
            }
        }
    }

    /// What some coders are called, in the order of the project.
    fn called(&self, of: HashSet<CoderId>) -> Vec<&str> {
        self.coders.iter().filter(|coder| of.contains(&coder.id)).map(Coder::called).collect()
    }
}
