//! `themata theme balance`: who is quoted for a theme, who spoke of it without being quoted, and the reports that it is in.

use super::super::out::{Outcome, Table, say, show_json};
use super::Told;
use crate::analysis::{Corpus, Quoted, balance};
use crate::project::op::count;

#[derive(serde::Serialize)]
struct BalanceRow {
    by: &'static str,
    group: String,
    quotes: usize,
    quoted: usize,
    passages: usize,
    heard: usize,
    silent: usize,
    people: usize,
    not_coded: usize,
    questions: usize,
    warning: Option<String>,
}

impl Told {
    pub(super) fn balance(&self, corpus: &Corpus, json: bool) -> Outcome {
        let excerpts: Vec<_> = self.gathered.iter().map(|one| &one.excerpt).collect();
        let both = balance(&excerpts, &self.heads, &self.cast, self.naming);
        let row = |(by, one): (&'static str, &Quoted)| BalanceRow {
            by,
            group: one.label.clone(),
            quotes: one.quotes,
            quoted: one.quoted,
            passages: one.passages,
            heard: one.heard,
            silent: one.silent(),
            people: one.people,
            not_coded: one.uncoded.people,
            questions: one.questions,
            warning: one.warning(),
        };
        let all = both.sites.iter().map(|one| ("site", one)).chain(both.roles.iter().map(|one| ("role", one)));
        let rows: Vec<BalanceRow> = all.map(row).collect();
        if json {
            return show_json(&rows);
        }
        let mut table =
            Table::new(&["by", "group", "#key quotes", "#quoted", "#passages", "#spoke of it", "#silent", "#not coded yet", "#in the study", "mind"]);
        for row in rows {
            let numbers = [row.quotes, row.quoted, row.passages, row.heard, row.silent, row.not_coded, row.people].map(|number| number.to_string());
            table.row([vec![row.by.to_owned(), row.group], numbers.to_vec(), vec![row.warning.unwrap_or_default()]].concat());
        }
        table.show("The project does not say what its sites and role groups are.")?;
        say(&format!("{} of {}.", count(both.quotes, "key quote", "key quotes"), count(both.quoted, "person", "people")));
        both.questions().iter().chain(&both.passages_of_nobody()).for_each(|words| say(words));
        for (report, quotes) in corpus.reports_with(self.code.id) {
            let how = if quotes == 0 { "quotes taken by rule".into() } else { format!("{} chosen", count(quotes, "quote", "quotes")) };
            say(&format!("It is in the report {}: {how}.", report.name));
        }
        Ok(())
    }
}
