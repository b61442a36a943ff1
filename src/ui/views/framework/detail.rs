//! The foot of the framework column: what the chosen code means, how much it holds, and what to do with it.

use super::Tree;
use crate::analysis::{Counts, Voices};
use crate::jobs::Progress;
use crate::model::{CaseId, Code, CodeId, Subject};
use crate::project::{Reader, Topic};
use crate::ui::command::{CodeCommand, MemoCommand, Target, Trait, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::format;
use crate::ui::icons;
use crate::ui::later::Watched;
use crate::ui::text::{Family, LabelStyle, PassageStyle, label};
use crate::ui::views::ViewId;
use crate::ui::views::menu::list;
use crate::ui::widgets::{Button, Tip, paint, wrapped};
use egui::{Align2, Frame, Margin, Rect, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use std::collections::BTreeSet;

/// What people are counted from.
const COUNTED: &[Topic] = &[Topic::Codings, Topic::Codes, Topic::Sources, Topic::Speakers, Topic::Cases];

/// What is read of who speaks where.
const SPOKEN: &[Topic] = &[Topic::Sources, Topic::Speakers, Topic::Cases];
/// Sources whose turns are read within a frame.
const FEW: usize = 24;

/// How many people a code's passages are of, and for what that was counted.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct People {
    of: (CodeId, bool, u64, bool),
    count: usize,
}

impl Tree {
    /// The one code that is chosen.
    pub(super) fn one(&self) -> Option<CodeId> {
        self.chosen.iter().copied().next().filter(|_| self.chosen.len() == 1)
    }

    /// How much room the foot takes of the column.
    pub(super) fn detail_room(&self, desk: &Desk, room: f32) -> f32 {
        match self.one().and_then(|id| desk.corpus.code(id)) {
            None if self.head.is_some() => self.detail_height.clamp(96.0, room * 0.45),
            Some(_) if self.edit.is_some() => room * 0.62,
            Some(_) => self.detail_height.clamp(96.0, room * 0.45),
            None => 0.0,
        }
    }

    pub(super) fn detail(&mut self, ui: &mut Ui, cx: &Cx, desk: &Desk, counts: &Counts, rect: Rect) {
        let Some(code) = self.one().and_then(|id| desk.corpus.code(id)).cloned() else { return };
        paint::hline(ui, ui.painter(), rect.x_range(), rect.top(), cx.tokens.line);
        self.title(ui, cx, desk, counts, &code, Rect::from_min_size(rect.min, vec2(rect.width(), 40.0)));
        let foot = Rect::from_min_max(pos2(rect.left() + 12.0, rect.bottom() - 36.0), pos2(rect.right() - 12.0, rect.bottom() - 11.0));
        let middle = Rect::from_min_max(pos2(rect.left(), rect.top() + 34.0), pos2(rect.right(), foot.top() - 4.0));
        ui.scope_builder(UiBuilder::new().max_rect(middle).id_salt("definition"), |ui| {
            ui.set_clip_rect(middle.intersect(ui.clip_rect()));
            ScrollArea::vertical().id_salt(("definition", code.id)).show(ui, |ui| {
                let shown = Frame::new().inner_margin(Margin::symmetric(12, 0)).show(ui, |ui| match self.edit.is_some() {
                    true => self.fields(ui, cx),
                    false => definition(ui, cx, &code),
                });
                self.detail_height = shown.response.rect.height() + 84.0;
            });
        });
        ui.scope_builder(UiBuilder::new().max_rect(foot).id_salt("code buttons"), |ui| self.buttons(ui, cx, desk, &code));
    }

    fn title(&mut self, ui: &mut Ui, cx: &Cx, desk: &Desk, counts: &Counts, code: &Code, rect: Rect) {
        let y = rect.top() + 20.0;
        let place = Rect::from_center_size(pos2(rect.left() + 17.0, y), vec2(18.0, 18.0));
        let swatch = ui.interact(place, egui::Id::unique("colour of the code"), Sense::click());
        swatch.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Button, true, "Colour of the code"));
        ui.painter().rect_filled(Rect::from_center_size(place.center(), vec2(10.0, 10.0)), 2.5, cx.tokens.code(desk.corpus.colour(code.id)));
        paint::focus(ui, &swatch, place, 5.0);
        list(&swatch, cx, 216.0, |ui| {
            let change = |colour| cx.push(CodeCommand::Give(vec![code.id], Trait::Colour(colour)));
            super::menus::swatches(ui, cx, code.colour, change);
        });
        let tally = counts.get(code.id, !self.look.own);
        let people = self.people(cx, desk, code.id);
        let passages = format::counted(tally.references as usize, "passage");
        let words = if people > 0 { format!("{passages} · {}", format::counted(people, "person|people")) } else { passages };
        let right = paint::text(ui, pos2(rect.right() - 13.0, y), Align2::RIGHT_CENTER, &words, paint::meta(), cx.tokens.ink3);
        let said = ui.interact(right, egui::Id::unique("tally of the code"), Sense::hover());
        let with = if self.look.own { "of the code itself" } else { "of the code and those below it" };
        said.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Label, true, format!("{words} {with}")));
        said.tip(with);
        let name = Rect::from_min_max(pos2(rect.left() + 28.0, y - 10.0), pos2(right.left() - 8.0, y + 10.0));
        ui.scope_builder(UiBuilder::new().max_rect(name), |ui| {
            let style = PassageStyle::new(Family::Sans, 13.0, 20.0).weight(crate::ui::text::Weight::Semibold);
            label(ui, &mut cx.text.borrow_mut(), &code.name, &LabelStyle::row(style, cx.tokens.ink));
        });
    }

    /// The people whose passages a code holds, counted when something changed; 0 while it is not known yet who speaks where.
    fn people(&mut self, cx: &Cx, desk: &Desk, id: CodeId) -> usize {
        let spoken = desk.revision(SPOKEN);
        if self.voices.wants(&spoken) {
            self.listen(cx, desk, spoken);
        }
        let Some(voices) = self.voices.last() else { return 0 };
        let of = (id, self.look.own, desk.revision(COUNTED), self.voices.of(&spoken).is_some());
        if let Some(known) = self.people.as_ref().filter(|known| known.of == of) {
            return known.count;
        }
        let corpus = &desk.corpus;
        let codes: BTreeSet<CodeId> = if self.look.own { BTreeSet::from([id]) } else { corpus.family(id).into_iter().collect() };
        let mut people: BTreeSet<CaseId> = BTreeSet::new();
        for source in corpus.sources() {
            let Some(voice) = voices.get(source.id) else { continue };
            let (mut turn, mut found) = (0, Vec::new());
            for coding in corpus.codings_of(source.id).iter().filter(|coding| codes.contains(&coding.code)) {
                turn = voice.people(coding.span, turn, &mut found);
                people.extend(found.iter().copied());
            }
        }
        self.people = Some(People { of, count: people.len() });
        people.len()
    }

    /// Reads who speaks in which turn: of a few sources at once, of many in the background.
    fn listen(&mut self, cx: &Cx, desk: &Desk, key: u64) {
        let corpus = &desk.corpus;
        if corpus.sources().iter().filter(|source| corpus.has_joined_voices(source.id)).count() <= FEW {
            return self.voices.put(key, Voices::read(corpus, &**desk));
        }
        let (path, corpus) = (desk.path().to_owned(), corpus.clone());
        let read = move |progress: &Progress| {
            let reader = Reader::open(&path)?;
            progress.begin(corpus.sources().iter().filter(|source| corpus.has_joined_voices(source.id)).count() as u64);
            Voices::read(&corpus, &Watched::new(reader.texts(&corpus), progress))
        };
        self.voices.start(key, cx.job(Some("Reading who speaks where"), read));
    }

    fn buttons(&mut self, ui: &mut Ui, cx: &Cx, desk: &Desk, code: &Code) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            if self.edit.is_some() {
                return self.edit_buttons(ui, cx);
            }
            if Button::chip("Memo").icon(icons::NOTE_PENCIL).tip("Memos on this code").show(ui).clicked() {
                cx.push(MemoCommand::Open(Subject::Code(code.id)));
            }
            if cx.views.contains(&ViewId::Themes) && Button::chip("Theme").icon(icons::COLUMNS).tip("Its passages side by side").show(ui).clicked() {
                cx.push(Window::Go(Target::Code(code.id)));
            }
            let more = Button::chip("").icon(icons::DOTS_THREE).name("More for this code").tip("Rename, define, colour, pin, split, remove").show(ui);
            list(&more, cx, 264.0, |ui| super::menus::code_entries(ui, cx, desk, code.id));
        });
    }
}

/// What defines a code; where nothing does, how to say it.
fn definition(ui: &mut Ui, cx: &Cx, code: &Code) {
    ui.set_width(ui.available_width());
    let style = PassageStyle::new(Family::Sans, 12.0, 20.0);
    // Under a statement the definition would read as its end.
    let head = if code.statement.trim().is_empty() { "" } else { "Definition" };
    let parts = [(head, &code.description), ("Include", &code.include), ("Exclude", &code.exclude), ("Example", &code.example)];
    let statement = ("Statement", &code.statement);
    let mut any = false;
    for (head, words) in std::iter::once(statement).chain(parts).filter(|(_, words)| !words.trim().is_empty()) {
        any = true;
        if !head.is_empty() {
            wrapped(ui, head, paint::meta(), cx.tokens.ink3, 20.0);
        }
        label(ui, &mut cx.text.borrow_mut(), words, &LabelStyle::wrapped(style, cx.tokens.ink));
        ui.add_space(6.0);
    }
    if !any {
        wrapped(ui, "No definition yet: “…” below has it, and what to include and exclude.", paint::meta(), cx.tokens.ink3, 18.0);
    }
}
