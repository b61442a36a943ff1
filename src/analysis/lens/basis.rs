//! What a count rests on that is read through a crosswalk: readings, which nobody coded so.

use super::Lens;
use super::applied::in_layer;
use crate::analysis::{Corpus, Scope, listed};
use crate::model::{CodeId, Coder, Crosswalk, FrameworkId, Gathered, counted, grouped};

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
        read.into_iter().chain(coded.crosswalks().iter().filter(counts).filter_map(|one| coded.applied_for_good(one))).collect()
    }

    /// The same of whatever is counted with these codes.
    pub fn basis_of(&self, codes: &[CodeId]) -> Vec<String> {
        let of: Vec<FrameworkId> = codes.iter().filter_map(|id| self.code(*id)).map(|code| code.framework).collect();
        if of.is_empty() { Vec::new() } else { self.basis(&of) }
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
        coded.crosswalks().iter().filter_map(|one| coded.applied_for_good(one)).collect()
    }

    /// “173 codings of Leutz were made by applying the links of Quality, by Bo Price, 2026-11-27, not passage by passage.”
    fn applied_for_good(&self, crosswalk: &Crosswalk) -> Option<String> {
        let (here, coders, last) = in_layer(self, crosswalk)?;
        let name = |id| self.framework(id).map_or("", |framework| framework.name.as_str());
        let (from, to) = (name(crosswalk.from_framework), name(crosswalk.to_framework));
        let coders: Vec<&str> = coders.into_iter().map(Coder::called).collect();
        let were = format!("{} of {to} {}", counted(here.len(), "coding", "codings"), if here.len() == 1 { "was" } else { "were" });
        Some(format!("{were} made by applying the links of {from} for good, by {}, {}: not passage by passage.", listed(&coders), last.day()))
    }
}
