//! How speakers are written, where no layout fits: chosen in the preview, for one file or all, and kept for the next import.

use crate::import::{KeptPattern, SpeakerPattern};
use crate::ui::command::ProjectCommand;
use crate::ui::cx::Cx;
use crate::ui::dialogs::halves::{choose, menu};
use crate::ui::widgets::{Button, Field, checkbox, paint, wrapped};
use egui::Ui;

/// What the user says of how speakers are written.
#[derive(Default)]
pub struct Form {
    /// The pattern of the user's own while it is written.
    writing: Option<Writing>,
    /// Whether it goes for every file.
    pub everywhere: bool,
}

/// A pattern that is being written.
#[derive(Default)]
struct Writing {
    pattern: String,
    name: String,
    /// Why it is none yet.
    trouble: String,
    /// Whether its field has been drawn: it has the focus from the first.
    drawn: bool,
}

impl Form {
    /// The patterns of the user's own among those in use that are to be kept from now on, each by its name or as it is written.
    pub fn to_keep<'a>(&self, used: impl Iterator<Item = &'a SpeakerPattern>, kept: &[KeptPattern]) -> Vec<KeptPattern> {
        let mut keep: Vec<KeptPattern> = Vec::new();
        for pattern in used.filter(|pattern| matches!(pattern, SpeakerPattern::Own(_))).map(SpeakerPattern::key) {
            let named = self.writing.as_ref().filter(|writing| writing.pattern.trim() == pattern).map(|writing| writing.name.trim());
            let name = named.filter(|name| !name.is_empty());
            let known = name.is_none() && kept.iter().any(|kept| kept.pattern == pattern);
            if !known && !keep.iter().any(|kept| kept.pattern == pattern) {
                keep.push(KeptPattern { name: name.unwrap_or(pattern).to_owned(), pattern: pattern.to_owned() });
            }
        }
        keep
    }
}

/// What a file's pattern is called.
fn called(cx: &Cx, pattern: Option<&SpeakerPattern>) -> String {
    let Some(pattern) = pattern else { return "as found".into() };
    let kept = cx.config.patterns.iter().find(|kept| kept.pattern == pattern.key());
    match pattern {
        SpeakerPattern::Own(own) => kept.map_or_else(|| own.written().to_owned(), |kept| kept.name.clone()),
        SpeakerPattern::Nobody => "nobody speaks".into(),
        other => other.words().to_owned(),
    }
}

/// How speakers are written, as it is asked for; nothing within where that is to be found.
type Asked = Option<Option<SpeakerPattern>>;

/// Draws the choice, and the fields for a pattern of the user's own. Gives what is asked for. With `many`, it can be said of every file.
pub fn speakers_as(ui: &mut Ui, cx: &Cx, current: Option<&SpeakerPattern>, form: &mut Form, many: bool) -> Asked {
    let mut asked: Asked = None;
    ui.horizontal_wrapped(|ui| {
        let words =
            if form.writing.is_some() { "Written as: a pattern of your own".to_owned() } else { format!("Written as: {}", called(cx, current)) };
        let chip = Button::chip(&words).caret().selected(current.is_some()).tip("How the speakers are written in the file").show(ui);
        menu(cx, &chip, |ui| {
            let mut say = |ui: &mut Ui, words: &str, pattern: Option<SpeakerPattern>| {
                choose(ui, words, || {
                    asked = Some(pattern);
                    form.writing = None;
                });
            };
            say(ui, "As found", None);
            for pattern in SpeakerPattern::CHOICES {
                let words = called(cx, Some(&pattern));
                say(ui, &crate::text::capital(&words), Some(pattern));
            }
            for kept in &cx.config.patterns {
                if let Ok(pattern) = SpeakerPattern::parse(&kept.pattern) {
                    let words = if kept.name == kept.pattern { kept.name.clone() } else { format!("{}   {}", kept.name, kept.pattern) };
                    say(ui, &words, Some(pattern));
                }
            }
            choose(ui, "A pattern of your own…", || {
                let pattern = current.filter(|pattern| matches!(pattern, SpeakerPattern::Own(_))).map_or("", SpeakerPattern::key).to_owned();
                form.writing = Some(Writing { pattern, ..Writing::default() });
            });
        });
        if many && checkbox(ui, &mut form.everywhere, "In every file").changed() && form.everywhere && current.is_some() {
            asked = Some(current.cloned());
        }
    });
    if let Some(writing) = &mut form.writing {
        own(ui, cx, current, writing, &mut asked);
    }
    asked
}

/// The fields for a pattern of the user's own, which the preview follows while it is typed.
fn own(ui: &mut Ui, cx: &Cx, current: Option<&SpeakerPattern>, writing: &mut Writing, asked: &mut Asked) {
    ui.add_space(6.0);
    let field = Field::new(&mut writing.pattern, "Pattern").hint("{name} - {words}").show(ui);
    if !std::mem::replace(&mut writing.drawn, true) {
        field.request_focus();
    }
    if field.changed() {
        writing.trouble.clear();
        match SpeakerPattern::parse(&writing.pattern) {
            Ok(pattern) => *asked = Some(Some(pattern)),
            Err(_) if writing.pattern.trim().is_empty() => *asked = Some(None),
            Err(error) => writing.trouble = error.to_string(),
        }
    }
    ui.add_space(3.0);
    let help = "Write a line as it is in the file, with {name} for the speaker, {words} for what is said and {time} for a time. Without {words} \
                the words are on the lines below.";
    wrapped(ui, help, paint::meta(), cx.tokens.ink3, 18.0);
    if !writing.trouble.is_empty() {
        wrapped(ui, &writing.trouble, paint::meta(), cx.tokens.warn, 18.0);
    }
    ui.add_space(4.0);
    Field::new(&mut writing.name, "Name of the pattern").hint("A name to keep it by for the next import").show(ui);
    if let Some(kept) = current.and_then(|current| cx.config.patterns.iter().find(|kept| kept.pattern == current.key()))
        && Button::quiet("Forget this pattern").tip("It is no longer offered; what was imported with it stays").show(ui).clicked()
    {
        cx.push(ProjectCommand::ForgetPattern(kept.pattern.clone()));
    }
    ui.add_space(8.0);
}
