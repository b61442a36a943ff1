//! What themes gather, and the framework through time, in the corpus.

use super::Corpus;
use crate::model::*;
use std::collections::HashMap;
use std::sync::Arc;

/// What themes gather, named versions, merged codes, and codings that were looked at again.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept {
    parts: Arc<Vec<ThemePart>>,
    versions: Arc<Vec<FrameworkVersion>>,
    merged: Arc<Vec<MergedCode>>,
    looked: Arc<Vec<LookedAgain>>,
    reports: Arc<Vec<Report>>,
    report_parts: Arc<Vec<ReportPart>>,
}

impl Corpus {
    /// Puts in what themes gather. Single passages are on the text that is shown, unless all their words were corrected away.
    pub fn set_theme_parts(&mut self, mut parts: Vec<ThemePart>) {
        for part in &mut parts {
            if let Gathered::Passage(passage) = part.of {
                part.of = Gathered::Passage(self.shown(passage));
            }
        }
        self.through_time.parts = Arc::new(parts);
    }

    /// Everything that themes gather, in the order it was gathered.
    pub fn theme_parts(&self) -> &[ThemePart] {
        &self.through_time.parts
    }

    /// What one theme gathers.
    pub fn parts_of(&self, theme: CodeId) -> impl Iterator<Item = &ThemePart> {
        self.through_time.parts.iter().filter(move |part| part.theme == theme)
    }

    /// Puts reports and their parts in. Quotes are on the text that is shown, unless all their words were corrected away.
    pub fn set_reports(&mut self, mut reports: Vec<Report>, mut parts: Vec<ReportPart>) {
        super::by_order(&mut reports, |report| (&report.ord, report.id));
        super::by_order(&mut parts, |part| (&part.ord, part.id));
        for part in &mut parts {
            part.quote = part.quote.map(|quote| self.shown(quote));
        }
        (self.through_time.reports, self.through_time.report_parts) = (Arc::new(reports), Arc::new(parts));
    }

    /// The reports.
    pub fn reports(&self) -> &[Report] {
        &self.through_time.reports
    }

    /// A report by its title, without regard to case.
    pub fn report_named(&self, name: &str) -> Option<&Report> {
        self.reports().iter().find(|report| report.name.to_lowercase() == name.trim().to_lowercase())
    }

    /// The themes and chosen quotes of all reports, in their order.
    pub fn report_parts(&self) -> &[ReportPart] {
        &self.through_time.report_parts
    }

    /// The themes of a report in its order: as it was chosen, but that a theme which lies below another one of the report stands under that, among the
    /// others there in the order that was chosen.
    pub fn themes_of_report(&self, report: ReportId) -> impl Iterator<Item = CodeId> {
        let chosen: Vec<CodeId> =
            self.through_time.report_parts.iter().filter(|part| part.report == report && part.quote.is_none()).map(|part| part.theme).collect();
        let mut under: HashMap<Option<CodeId>, Vec<CodeId>> = HashMap::new();
        chosen.iter().for_each(|theme| under.entry(self.theme_above(*theme, &chosen)).or_default().push(*theme));
        let (mut order, mut next) = (Vec::with_capacity(chosen.len()), under.remove(&None).unwrap_or_default());
        next.reverse();
        while let Some(theme) = next.pop() {
            order.push(theme);
            next.extend(under.remove(&Some(theme)).into_iter().flatten().rev());
        }
        order.into_iter()
    }

    /// The nearest code above a theme that is one of these: whose sub-theme it is in a report of them.
    pub fn theme_above(&self, theme: CodeId, themes: &[CodeId]) -> Option<CodeId> {
        let above = |id: &CodeId| self.code(*id).and_then(|code| code.parent);
        std::iter::successors(above(&theme), above).find(|id| themes.contains(id))
    }

    /// The quotes chosen for a theme of a report, in their order, also those whose words were corrected away.
    pub fn quotes_of_report(&self, report: ReportId, theme: CodeId) -> impl Iterator<Item = Passage> {
        let here = move |part: &&ReportPart| part.report == report && part.theme == theme;
        self.through_time.report_parts.iter().filter(here).filter_map(|part| part.quote)
    }

    /// The reports that a theme is in, each with how many quotes were chosen for the theme there.
    pub fn reports_with(&self, theme: CodeId) -> impl Iterator<Item = (&Report, usize)> {
        let here = move |report: &&Report| self.themes_of_report(report.id).any(|one| one == theme);
        self.reports().iter().filter(here).map(move |report| (report, self.quotes_of_report(report.id, theme).count()))
    }

    /// Puts in the named versions of frameworks, the codes that were merged, and the codings that were looked at again.
    pub fn set_versions(&mut self, mut versions: Vec<FrameworkVersion>, merged: Vec<MergedCode>, looked: Vec<LookedAgain>) {
        versions.sort_by_key(|version| (version.at, version.id));
        let kept = &mut self.through_time;
        (kept.versions, kept.merged, kept.looked) = (Arc::new(versions), Arc::new(merged), Arc::new(looked));
    }

    /// The named versions of all frameworks, oldest first.
    pub fn framework_versions(&self) -> &[FrameworkVersion] {
        &self.through_time.versions
    }

    /// The named versions of one framework, oldest first.
    pub fn versions_of(&self, framework: FrameworkId) -> impl Iterator<Item = &FrameworkVersion> {
        self.through_time.versions.iter().filter(move |version| version.framework == framework)
    }

    /// Codes that were merged, oldest first.
    pub fn merged_codes(&self) -> &[MergedCode] {
        &self.through_time.merged
    }

    /// Codings that were looked at again.
    pub fn looked_again(&self) -> &[LookedAgain] {
        &self.through_time.looked
    }
}
