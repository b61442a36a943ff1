//! Reports: themes chosen in an order, with the quotes chosen for each, so that a document can be written again after every change.

use super::codes::{found, not_empty, once};
use super::lines::{Lines, lies_in_its_text};
use super::op::{Op, OpKind, count, name};
use super::transact::{Done, Project};
use crate::model::{Code, CodeId, Passage, Report, ReportId, ReportPart, ReportPartId, order};
use crate::store::Store;
use crate::{Error, Result};

impl Project {
    /// Begins a report of these themes, in this order.
    pub fn add_report(&mut self, draft: &Report, themes: &[CodeId]) -> Result<Done<ReportId>> {
        let report = self.checked_report(Report { id: ReportId::new(), ..draft.clone() })?;
        let themes = once(themes);
        let last = self.store.all::<Report>()?.into_iter().map(|report| report.ord).max().unwrap_or_default();
        let report = Report { ord: order::between(&last, None), ..report };
        let label = format!("Began the report {} with {}", name(&report.name), count(themes.len(), "theme", "themes"));
        self.transact(&Op::new(OpKind::AddReport, label), |store| {
            store.insert(&report)?;
            place(store, report.id, &themes, None)?;
            Ok(report.id)
        })
    }

    /// Changes the title of a report, what stands before its themes, how many quotes they have, and whether the chart is in it.
    pub fn edit_report(&mut self, report: Report) -> Result<Done> {
        let was = found(self.store.get::<Report>(report.id)?, "report")?;
        let report = Report { ord: was.ord.clone(), ..self.checked_report(report)? };
        let same = Report { name: was.name.clone(), ..report.clone() } == was;
        let label = match (was.name == report.name, same) {
            (true, _) => format!("Changed the report {}", name(&report.name)),
            (false, true) => format!("Renamed the report {} to {}", name(&was.name), name(&report.name)),
            (false, false) => format!("Renamed the report {} to {}, and changed it", name(&was.name), name(&report.name)),
        };
        self.transact(&Op::new(OpKind::EditReport, label), |store| store.update(&report))
    }

    fn checked_report(&self, report: Report) -> Result<Report> {
        not_empty("a report", &report.name)?;
        let report = Report { name: report.name.trim().to_owned(), intro: report.intro.trim().to_owned(), ..report };
        let same = |other: &Report| other.id != report.id && other.name.to_lowercase() == report.name.to_lowercase();
        if self.store.all::<Report>()?.iter().any(same) {
            return Err(Error::hint(format!("there is a report “{}” already", report.name), "Choose another title, or change that one."));
        }
        Ok(report)
    }

    /// Removes reports; themes and passages stay as they are.
    pub fn remove_reports(&mut self, ids: &[ReportId]) -> Result<Done> {
        let first = found(ids.first().map(|id| self.store.get::<Report>(*id)).transpose()?.flatten(), "report")?;
        let work = |store: &Store| ids.iter().try_for_each(|id| store.delete::<Report>(*id));
        self.transact_told(OpKind::RemoveReports, work, |touched, ()| {
            let label = match touched.rows::<Report>()? {
                1 => format!("Removed the report {}", name(&first.name)),
                gone => format!("Removed {}", count(gone, "report", "reports")),
            };
            Ok(Op::new(OpKind::RemoveReports, label))
        })
    }

    /// Puts themes into a report before another one, or at its end. Those that are in it already go there, with their quotes.
    pub fn place_in_report(&mut self, report: ReportId, themes: &[CodeId], before: Option<CodeId>) -> Result<Done> {
        let row = found(self.store.get::<Report>(report)?, "report")?;
        let there = self.store.by::<ReportPart>("report", &report)?;
        let themes = once(themes);
        let moves = themes.iter().all(|theme| there.iter().any(|part| part.theme == *theme));
        let (what, title) = (self.themes_said(&themes)?, name(&row.name));
        let label = if moves { format!("Moved {what} in the report {title}") } else { format!("Put {what} into the report {title}") };
        self.transact(&Op::new(OpKind::EditReport, label), |store| place(store, report, &themes, before))
    }

    /// Takes themes out of a report, with the quotes chosen for them.
    pub fn take_from_report(&mut self, report: ReportId, themes: &[CodeId]) -> Result<Done> {
        let row = found(self.store.get::<Report>(report)?, "report")?;
        let themes = once(themes);
        let label = format!("Took {} out of the report {}", self.themes_said(&themes)?, name(&row.name));
        self.transact(&Op::new(OpKind::EditReport, label), |store| {
            let here = store.by::<ReportPart>("report", &report)?.into_iter().filter(|part| themes.contains(&part.theme));
            here.into_iter().try_for_each(|part| store.delete::<ReportPart>(part.id))
        })
    }

    /// Chooses the quotes of a theme in a report, in this order and in the place of those chosen before; with none, the report chooses by itself
    /// again.
    pub fn choose_quotes(&mut self, report: ReportId, theme: CodeId, quotes: &[Passage]) -> Result<Done> {
        let row = found(self.store.get::<Report>(report)?, "report")?;
        let code = found(self.store.get::<Code>(theme)?, "code")?;
        quotes.iter().try_for_each(|quote| lies_in_its_text(&self.store, quote))?;
        let mut distinct: Vec<Passage> = Vec::new();
        quotes.iter().for_each(|quote| {
            if !distinct.contains(quote) {
                distinct.push(*quote)
            }
        });
        let parts: Vec<ReportPart> = self.store.by::<ReportPart>("report", &report)?.into_iter().filter(|part| part.theme == theme).collect();
        if parts.is_empty() {
            let hint = "Put the theme into the report first.";
            return Err(Error::hint(format!("“{}” is not in the report “{}”", code.name, row.name), hint));
        }
        let (said, title) = (count(distinct.len(), "quote", "quotes"), name(&row.name));
        let label = match quotes.is_empty() {
            true => format!("Left the quotes of {} in the report {title} to be chosen by rule", name(&code.name)),
            false => format!("Chose {said} for {} in the report {title}", name(&code.name)),
        };
        self.transact(&Op::new(OpKind::EditReport, label), |store| rewrite(store, (report, theme), &parts, quotes))
    }

    /// “Money”, “3 themes”.
    fn themes_said(&self, themes: &[CodeId]) -> Result<String> {
        Ok(match themes {
            [] => return Err(Error::rejected("no theme is chosen")),
            [one] => name(&found(self.store.get::<Code>(*one)?, "code")?.name),
            all => count(all.len(), "theme", "themes"),
        })
    }
}

/// Writes the quotes of a theme; those that stay where they are keep their rows, so that choosing the same again changes nothing.
fn rewrite(store: &Store, (report, theme): (ReportId, CodeId), parts: &[ReportPart], quotes: &[Passage]) -> Result<()> {
    let mut lines = Lines::new(store);
    let mut shown = |quote: Passage| Ok::<_, Error>(lines.shown(quote)?.unwrap_or(quote));
    let mut wanted: Vec<Passage> = Vec::new();
    for quote in quotes {
        let quote = shown(*quote)?;
        if !wanted.contains(&quote) {
            wanted.push(quote);
        }
    }
    let mut old: Vec<(&ReportPart, Passage)> = Vec::new();
    for part in parts {
        if let Some(quote) = part.quote {
            old.push((part, shown(quote)?));
        }
    }
    old.sort_by(|(a, _), (b, _)| (&a.ord, a.id).cmp(&(&b.ord, b.id)));
    if old.iter().map(|(_, quote)| *quote).eq(wanted.iter().copied()) {
        return Ok(());
    }
    old.into_iter().try_for_each(|(part, _)| store.delete::<ReportPart>(part.id))?;
    let mut last = String::new();
    wanted.into_iter().try_for_each(|quote| {
        last = order::between(&last, None);
        store.insert(&ReportPart { id: ReportPartId::new(), report, theme, quote: Some(quote), ord: last.clone() })
    })
}

/// Puts themes in before another, or at the end.
fn place(store: &Store, report: ReportId, themes: &[CodeId], before: Option<CodeId>) -> Result<()> {
    let mut rows: Vec<ReportPart> = store.by::<ReportPart>("report", &report)?.into_iter().filter(|part| part.quote.is_none()).collect();
    rows.sort_by(|a, b| (&a.ord, a.id).cmp(&(&b.ord, b.id)));
    let (moved, rest): (Vec<ReportPart>, Vec<ReportPart>) = rows.iter().cloned().partition(|part| themes.contains(&part.theme));
    let at = match before {
        None => rest.len(),
        Some(theme) => {
            let missing = || Error::hint("that theme is not in the report", "Name one that is, or none for the end.");
            rest.iter().position(|part| part.theme == theme).ok_or_else(missing)?
        }
    };
    let was: Vec<CodeId> = rows.iter().map(|part| part.theme).collect();
    let mut wanted: Vec<CodeId> = rest.iter().map(|part| part.theme).collect();
    let mut new: Vec<CodeId> = Vec::new();
    themes.iter().filter(|theme| !wanted.contains(theme)).for_each(|theme| {
        if !new.contains(theme) {
            new.push(*theme);
        }
    });
    wanted.splice(at..at, new.iter().copied());
    if wanted == was {
        return Ok(());
    }
    let (mut last, next) = (at.checked_sub(1).map_or_else(String::new, |at| rest[at].ord.clone()), rest.get(at).map(|part| part.ord.clone()));
    for theme in new {
        found(store.get::<Code>(theme)?, "code")?;
        last = order::between(&last, next.as_deref());
        match moved.iter().find(|part| part.theme == theme) {
            Some(part) => store.update(&ReportPart { ord: last.clone(), ..part.clone() })?,
            None => store.insert(&ReportPart { id: ReportPartId::new(), report, theme, quote: None, ord: last.clone() })?,
        }
    }
    Ok(())
}
