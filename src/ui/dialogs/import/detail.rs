//! The chosen file: what was found and left out, its encoding, its voices, its first turns.

use super::ImportDialog;
use super::data::{FileRow, State};
use crate::import::{NoteKind, SpeakerChoice, SpeakerPattern, same_voice};
use crate::model::{SourceKind, SpeakerRole};
use crate::ui::cx::Cx;
use crate::ui::dialogs::halves::{self, choose, menu, part};
use crate::ui::icons;
use crate::ui::text::{Family, LabelStyle, PassageStyle, Weight as Heft, label};
use crate::ui::theme::measure;
use crate::ui::widgets::{Button, Field, Tip, checkbox, icon_button, paint, wrapped};
use egui::{Align, Layout, Margin, ScrollArea, Ui, vec2};

/// What was asked for in this frame.
#[derive(Default)]
struct Asked {
    /// How the speakers are written; nothing where that is to be found.
    pattern: Option<Option<SpeakerPattern>>,
    encoding: Option<String>,
    /// What stands in the margins of the pages stays.
    keep_margins: Option<bool>,
    kind: Option<SourceKind>,
    speakers: Option<Vec<SpeakerChoice>>,
    /// The source has another name.
    renamed: bool,
    /// A voice of this name has this role everywhere.
    role: Option<(String, SpeakerRole)>,
}

impl ImportDialog {
    /// Draws the right half.
    pub(super) fn detail(&mut self, ui: &mut Ui, cx: &Cx) {
        let Some(file) = self.files.get_mut(self.chosen) else { return };
        let mut asked = Asked::default();
        let preview = self.preview.as_ref().filter(|(request, _)| request.path == file.request.path).map(|(_, preview)| preview);
        ScrollArea::vertical().id_salt("import detail").auto_shrink([false, false]).show(ui, |ui| {
            egui::Frame::new().inner_margin(Margin { left: 16, right: 16, top: 14, bottom: 14 }).show(ui, |ui| {
                ui.set_width(ui.available_width());
                title(ui, cx, file);
                let Some(found) = file.found().cloned() else { return };
                chips(ui, cx, file, preview, &mut asked);
                if found.paged {
                    let mut keep = file.request.options.keep_margins;
                    ui.add_space(6.0);
                    if checkbox(ui, &mut keep, "Keep running heads, page and line numbers").changed() {
                        asked.keep_margins = Some(keep);
                    }
                }
                if !found.speakers.is_empty() || found.laid_out {
                    ui.add_space(12.0);
                    part(ui, "Speakers");
                }
                if found.laid_out {
                    asked.pattern = super::pattern::speakers_as(ui, cx, file.request.options.speakers.as_ref(), &mut self.pattern, true);
                }
                if !found.speakers.is_empty() {
                    voices(ui, cx, file, &mut asked);
                    ui.add_space(6.0);
                    checkbox(ui, &mut self.everywhere, "The same role in every file");
                }
                ui.add_space(12.0);
                part(ui, "Preview");
                if let Some(preview) = preview {
                    first_turns(ui, cx, file, preview);
                }
            });
        });
        if self.answer(asked) {
            // What is said of one voice counts in the guesses of the others.
            self.settle();
        }
    }

    /// Does what was asked for; says whether names or voices changed, which the table is matched by.
    fn answer(&mut self, asked: Asked) -> bool {
        let changed = asked.speakers.is_some() || asked.renamed;
        if let Some(pattern) = asked.pattern {
            let (chosen, everywhere) = (self.chosen, self.pattern.everywhere);
            let wanted = |n: usize, file: &FileRow| (everywhere || n == chosen) && file.found().is_some_and(|found| found.laid_out);
            for (_, file) in self.files.iter_mut().enumerate().filter(|(n, file)| wanted(*n, file)) {
                if file.request.options.speakers != pattern {
                    file.request.options.speakers.clone_from(&pattern);
                    // They are other voices now.
                    file.request.corrections.speakers = None;
                }
            }
        }
        if let Some(file) = self.files.get_mut(self.chosen) {
            if let Some(encoding) = asked.encoding {
                file.request.options.encoding = Some(encoding);
                file.request.corrections.speakers = None;
            }
            if let Some(keep) = asked.keep_margins {
                file.request.options.keep_margins = keep;
                file.request.corrections.speakers = None;
            }
            file.request.corrections.kind = asked.kind.or(file.request.corrections.kind);
            if asked.speakers.is_some() {
                file.request.corrections.speakers = asked.speakers;
            }
        }
        let Some((name, role)) = asked.role.filter(|_| self.everywhere) else { return changed };
        self.give_role(&name, role) || changed
    }

    /// Gives the voices of a name a role in every file; says whether one changed.
    pub(super) fn give_role(&mut self, name: &str, role: SpeakerRole) -> bool {
        let mut changed = false;
        for file in &mut self.files {
            let mut speakers = file.speakers();
            let twins = speakers.iter_mut().filter(|speaker| same_voice(&speaker.name, name) && speaker.role != role);
            if twins.map(|speaker| speaker.role = role).count() > 0 {
                file.request.corrections.speakers = Some(speakers);
                changed = true;
            }
        }
        changed
    }
}

fn title(ui: &mut Ui, cx: &Cx, file: &FileRow) {
    wrapped(ui, &file.file(), paint::strong(), cx.tokens.ink, 20.0);
    match &file.state {
        State::Refused(why, remedy) => {
            ui.add_space(6.0);
            wrapped(ui, why, paint::body(), cx.tokens.danger, 20.0);
            wrapped(ui, remedy, paint::body(), cx.tokens.ink2, 20.0);
        }
        State::Found(found) => {
            let counted = crate::ui::format::counted;
            let layout = if found.layout.is_empty() { String::new() } else { format!(" · {}", found.layout) };
            let turns = if found.turns == 0 { String::new() } else { format!(" · {}", counted(found.turns, "turn")) };
            let words = counted(found.words as usize, "word");
            wrapped(ui, &format!("{}{layout}{turns} · {words}", found.format), paint::meta(), cx.tokens.ink2, 18.0);
            if let Some(name) = &found.same {
                wrapped(ui, &format!("The same text is here already, as “{name}”. It is passed over."), paint::meta(), cx.tokens.warn, 18.0);
            }
            for note in &found.notes {
                let (ink, sign) = if note.kind == NoteKind::Look { (cx.tokens.warn, "Look: ") } else { (cx.tokens.ink2, "") };
                wrapped(ui, &format!("{sign}{}", note.text), paint::meta(), ink, 18.0);
            }
        }
    }
}

/// Name, kind, date and encoding.
fn chips(ui: &mut Ui, cx: &Cx, file: &mut FileRow, preview: Option<&super::Preview>, asked: &mut Asked) {
    let Some(found) = file.found().cloned() else { return };
    ui.add_space(10.0);
    let corrections = &mut file.request.corrections;
    let mut name = corrections.name.clone().unwrap_or_else(|| found.name.clone());
    if Field::new(&mut name, "Name of the source").show(ui).changed() {
        corrections.name = Some(name);
        asked.renamed = true;
    }
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        let kind = corrections.kind.unwrap_or(found.kind);
        let chip = Button::chip(kind.name()).caret().tip("What the source is").show(ui);
        menu(cx, &chip, |ui| SourceKind::ALL.iter().for_each(|kind| choose(ui, kind.name(), || asked.kind = Some(*kind))));
        let mut date = corrections.date.clone().unwrap_or_else(|| found.date.clone());
        if Field::new(&mut date, "Date").hint("2022-03-14").width(104.0).show(ui).changed() {
            corrections.date = Some(date.trim().to_owned());
        }
        if !found.encoding.is_empty() {
            asked.encoding = halves::encoding_chip(ui, cx, &found.encoding, preview.map_or(&[][..], |preview| &preview.encodings));
        }
    });
}

/// The room of what a voice is.
const ROLE: f32 = 112.0;

/// What the name of a voice has at least, to have the rest beside it.
const NAME: f32 = 90.0;

/// The room beside the name of a voice: its turns, what it is, and the way to say that it is another.
const BESIDE: f32 = 62.0 + ROLE + 22.0 + 3.0 * 6.0;

/// The voices: renamed, given a role, merged.
fn voices(ui: &mut Ui, cx: &Cx, file: &FileRow, asked: &mut Asked) {
    let Some(found) = file.found() else { return };
    let mut choices = file.speakers();
    let mut changed = false;
    // Taken once: a row that were wider than the place would make the next one wider still.
    let whole = ui.available_width();
    let narrow = whole - BESIDE < NAME;
    let room = if narrow { whole } else { whole - BESIDE };
    let shown: Vec<usize> = (0..choices.len()).filter(|n| choices[*n].same_as.is_none()).collect();
    for n in shown {
        ui.add_space(4.0);
        // Where there is no room beside the name, the rest stands under it.
        let layout = Layout::left_to_right(Align::Center).with_main_wrap(narrow);
        ui.allocate_ui_with_layout(vec2(whole, measure::FIELD), layout, |ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
            let long = paint::whole(ui, &choices[n].name, paint::body(), cx.tokens.ink).size().x > room - 24.0;
            let field = Field::new(&mut choices[n].name, "Speaker").width(room).show(ui);
            changed |= field.changed();
            if long && !field.has_focus() {
                field.tip(choices[n].name.clone());
            }
            let merged: u32 = (0..found.speakers.len()).filter(|m| choices[*m].same_as == Some(n)).map(|m| found.speakers[m].turns).sum();
            let turns = crate::ui::format::counted((found.speakers[n].turns + merged) as usize, "turn");
            let galley = paint::line(ui, &turns, paint::meta(), cx.tokens.ink2, 62.0);
            let (rect, _) = ui.allocate_exact_size(vec2(62.0, 30.0), egui::Sense::hover());
            paint::place(ui, galley, rect.left_center());
            let role = choices[n].role;
            let chip = Button::chip(role.name()).caret().width(ROLE).selected(role == SpeakerRole::Interviewer).tip("What this voice is").show(ui);
            menu(cx, &chip, |ui| {
                for role in SpeakerRole::ALL {
                    choose(ui, role.name(), || asked.role = Some((choices[n].name.clone(), *role)));
                }
            });
            if let Some((_, role)) = asked.role.as_ref().filter(|(name, _)| *name == choices[n].name) {
                changed |= choices[n].role != *role;
                choices[n].role = *role;
            }
            let names: Vec<(usize, String)> =
                (0..choices.len()).filter(|m| *m != n && choices[*m].same_as.is_none()).map(|m| (m, choices[m].name.clone())).collect();
            // Who speaks alone is the same as nobody.
            if !names.is_empty() {
                let merge = icon_button(ui, icons::ARROWS_MERGE, &format!("{}: same as …", choices[n].name), "The same as another voice");
                menu(cx, &merge, |ui| {
                    for (m, name) in &names {
                        choose(ui, name, || {
                            choices[n].same_as = Some(*m);
                            changed = true;
                        });
                    }
                });
            }
        });
        also(ui, cx, file, &mut choices, n, &mut changed);
    }
    if changed {
        asked.speakers = Some(choices);
    }
}

/// The other spellings of a voice, and the way to part those that the user merged.
fn also(ui: &mut Ui, cx: &Cx, file: &FileRow, choices: &mut [SpeakerChoice], n: usize, changed: &mut bool) {
    let Some(found) = file.found() else { return };
    let mut names: Vec<String> = found.speakers[n].also.iter().map(|name| format!("“{name}”")).collect();
    let merged: Vec<usize> = (0..choices.len()).filter(|m| choices[*m].same_as == Some(n)).collect();
    names.extend(merged.iter().map(|m| format!("“{}”", found.speakers[*m].name)));
    if names.is_empty() {
        return;
    }
    ui.horizontal(|ui| {
        wrapped(ui, &format!("also {}", names.join(", ")), paint::meta(), cx.tokens.ink3, 18.0);
        if !merged.is_empty() && Button::quiet("part again").show(ui).clicked() {
            merged.iter().for_each(|m| choices[*m].same_as = None);
            *changed = true;
        }
    });
}

/// The first turns as they would be read.
fn first_turns(ui: &mut Ui, cx: &Cx, file: &FileRow, preview: &super::Preview) {
    let choices = file.speakers();
    crate::ui::widgets::card(ui, Margin::symmetric(12, 10), |ui| {
        ui.set_width(ui.available_width());
        let mut asks = false;
        for (speaker, words) in &preview.lines {
            let voice = speaker.and_then(|n| choices.get(n as usize)).map(|own| own.same_as.and_then(|m| choices.get(m)).unwrap_or(own));
            if let Some(voice) = voice {
                asks = voice.role == SpeakerRole::Interviewer;
                let heft = if asks { Heft::Regular } else { Heft::Semibold };
                let style = PassageStyle::new(Family::Sans, 11.0, 18.0).weight(heft);
                label(ui, &mut cx.text.borrow_mut(), &voice.name, &LabelStyle::wrapped(style, cx.tokens.ink2));
            }
            let ink = if asks { cx.tokens.ink2 } else { cx.tokens.ink };
            label(ui, &mut cx.text.borrow_mut(), words, &LabelStyle::wrapped(PassageStyle::new(Family::Serif, 15.0, 23.0), ink));
            ui.add_space(4.0);
        }
    });
}
