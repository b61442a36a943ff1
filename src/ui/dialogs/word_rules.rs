//! Which words are left out of counts, which count although they are common, and which count as one.

use super::{Dialog, Footer, Step, footer, head};
use crate::model::{WordRule, WordRuleKind};
use crate::ui::command::SearchCommand;
use crate::ui::cx::Cx;
use crate::ui::widgets::{Button, multiline, paint, wrapped};
use egui::{Frame, Margin, Ui};

/// Asks which words count, and which as one.
pub struct WordRulesDialog {
    leave: String,
    keep: String,
    merge: String,
    old: [String; 3],
}

impl WordRulesDialog {
    /// The rules as they are kept.
    pub fn new<'a>(rules: impl Iterator<Item = &'a WordRule> + Clone) -> Self {
        let of = |kind: WordRuleKind| {
            let line = |rule: &WordRule| {
                let words = rule.words.join(", ");
                let words = if rule.kind == WordRuleKind::Merge { format!("{} = {words}", rule.label) } else { words };
                if rule.language.is_empty() { words } else { format!("{}: {words}", rule.language) }
            };
            rules.clone().filter(move |rule| rule.kind == kind).map(line).collect::<Vec<_>>().join("\n")
        };
        let [leave, keep, merge] = [WordRuleKind::Leave, WordRuleKind::Keep, WordRuleKind::Merge].map(of);
        Self { old: [leave.clone(), keep.clone(), merge.clone()], leave, keep, merge }
    }

    /// The rules as they are written; what is wrong otherwise.
    fn rules(&self) -> Result<Vec<WordRule>, String> {
        let mut rules = Vec::new();
        for (kind, lines) in [(WordRuleKind::Leave, &self.leave), (WordRuleKind::Keep, &self.keep), (WordRuleKind::Merge, &self.merge)] {
            for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
                rules.push(read(kind, line)?);
            }
        }
        Ok(rules)
    }

    fn is_changed(&self) -> bool {
        [&self.leave, &self.keep, &self.merge] != [&self.old[0], &self.old[1], &self.old[2]]
    }
}

/// A line as a rule: `um, erm`, `de: genau`, `money = funding, cash`.
fn read(kind: WordRuleKind, line: &str) -> Result<WordRule, String> {
    let (language, rest) = match line.split_once(':') {
        Some((language, rest)) if (2..=3).contains(&language.trim().len()) && !rest.trim().is_empty() => (language.trim(), rest),
        _ => ("", line),
    };
    let (label, words) = match (kind, rest.split_once('=')) {
        (WordRuleKind::Merge, Some((label, words))) => (label.trim(), words),
        (WordRuleKind::Merge, None) => return Err(format!("“{line}” does not say what is counted as what: money = funding, cash")),
        _ => ("", rest),
    };
    let words: Vec<String> = words.split([',', ';']).map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect();
    if kind == WordRuleKind::Merge && (label.is_empty() || words.is_empty()) {
        return Err(format!("“{line}” does not say what is counted as what: money = funding, cash"));
    }
    Ok(WordRule { kind, language: language.to_owned(), label: label.to_owned(), words })
}

impl Dialog for WordRulesDialog {
    fn name(&self) -> String {
        "Which words are counted".into()
    }

    fn width(&self) -> f32 {
        520.0
    }

    fn firm(&self) -> bool {
        self.is_changed()
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, _: bool) -> Step {
        head(
            ui,
            "Which words are counted",
            "Kept with the project, for the window and the command line alike. A language before a colon, as in de: genau, says where a line holds.",
        );
        Frame::new().inner_margin(Margin { left: 20, right: 20, top: 0, bottom: 14 }).show(ui, |ui| {
            wrapped(ui, "Left out, beside the common words of each language", paint::meta(), cx.tokens.ink2, 20.0);
            multiline(ui, &mut self.leave, "Words left out", "um, erm, you-know", 3);
            ui.add_space(8.0);
            wrapped(ui, "Counted although they are common", paint::meta(), cx.tokens.ink2, 20.0);
            multiline(ui, &mut self.keep, "Words counted although they are common", "we, they", 2);
            ui.add_space(8.0);
            wrapped(ui, "Counted as one, a line each", paint::meta(), cx.tokens.ink2, 20.0);
            multiline(ui, &mut self.merge, "Words counted as one", "money = funding, funds, cash", 4);
        });
        let rules = self.rules();
        let wrong = rules.as_ref().err().cloned().unwrap_or_default();
        match footer(ui, &wrong, Button::primary("Keep them").enabled(rules.is_ok()), Some("Cancel"), false) {
            Footer::Done => match rules {
                Ok(rules) => {
                    if self.is_changed() {
                        cx.push(SearchCommand::SetRules(rules));
                    }
                    Step::Close
                }
                Err(_) => Step::Stay,
            },
            Footer::Cancel => Step::Close,
            _ => Step::Stay,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_read_as_they_are_written() {
        let rules = [
            WordRule::new(WordRuleKind::Leave, vec!["um".into(), "erm".into()]),
            WordRule { language: "de".into(), ..WordRule::new(WordRuleKind::Leave, vec!["genau".into()]) },
            WordRule::new(WordRuleKind::Keep, vec!["we".into()]),
            WordRule::merge("money", vec!["funding".into(), "cash".into()]),
        ];
        let dialog = WordRulesDialog::new(rules.iter());
        assert_eq!((dialog.leave.as_str(), dialog.merge.as_str()), ("um, erm\nde: genau", "money = funding, cash"));
        assert_eq!(dialog.rules().unwrap(), rules);
        assert!(read(WordRuleKind::Merge, "money").is_err() && read(WordRuleKind::Merge, "= cash").is_err());
    }
}
