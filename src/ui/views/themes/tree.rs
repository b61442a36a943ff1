//! The column at the left: frameworks with their codes and themes, how much each holds, and a field to find one.

use crate::analysis::{Corpus, Counts, Scope, gathers};
use crate::model::{Code, CodeId, CrosswalkId, FrameworkId};
use crate::project::Topic;
use crate::ui::counted::Counted;
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::fonts::Weight;
use crate::ui::format;
use crate::ui::icons;
use crate::ui::theme::measure;
use crate::ui::widgets::{Field, Row, Tip, VirtualList, paint, section_head, to_list};
use egui::accesskit::Role;
use egui::{EventFilter, Frame, Id, Key, Margin, Modifiers, Sense, Ui, WidgetInfo, pos2};
use std::collections::HashSet;
use std::sync::Arc;

/// A row: a framework, or a code with its depth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    Framework(FrameworkId),
    Code(CodeId, u8),
}

/// What was asked for.
#[derive(Default)]
pub struct Asked {
    /// The code that was chosen.
    pub code: Option<CodeId>,
    /// Whether Enter leads on to its passages.
    pub enter: bool,
}

/// The list, for the focus.
fn id() -> Id {
    Id::unique("themes tree")
}

/// What the column remembers between frames.
#[derive(Default)]
pub struct Tree {
    find: String,
    folded: HashSet<FrameworkId>,
    closed: HashSet<CodeId>,
    counts: Counted,
    reveal: bool,
    /// Whether the row of what shows was brought into sight once.
    begun: bool,
    /// The framework row that the keys stand on, when they do.
    on: Option<FrameworkId>,
}

impl Tree {
    /// Draws it over the ui; says what was asked for.
    pub fn draw(&mut self, ui: &mut Ui, cx: &Cx, chosen: Option<CodeId>, with_children: bool, lens: Option<CrosswalkId>) -> Asked {
        let Some(desk) = cx.project else { return Asked::default() };
        let corpus = &desk.corpus;
        let counts = self.counts(cx, desk, lens);
        let mut leads = None;
        section_head(ui, "Themes", |_| {});
        Frame::new().inner_margin(Margin { left: 9, right: 9, top: 0, bottom: 8 }).show(ui, |ui| {
            let (before, field) = (self.find.clone(), Id::unique("themes find"));
            leads = to_list(ui, field);
            Field::new(&mut self.find, "Find a theme or code").hint("Find").icon(icons::MAGNIFYING_GLASS).id(field).show(ui);
            self.reveal |= self.find != before;
        });
        let found = leads.and_then(|key| self.take(ui, corpus, chosen, key));
        let lines = self.lines(corpus);
        if lines.is_empty() {
            let words = if self.find.trim().is_empty() { "No codes yet" } else { "Nothing is called so" };
            let at = pos2(ui.max_rect().left() + 12.0, ui.cursor().top() + 12.0);
            paint::text(ui, at, egui::Align2::LEFT_CENTER, words, paint::meta(), cx.tokens.ink3);
            return Asked::default();
        }
        let asked = self.list(ui, cx, (corpus, &counts), &lines, found.or(chosen), with_children);
        Asked { code: asked.code.or(found), ..asked }
    }

    /// Goes from the field to the code that fits its letters best, which opens; Enter takes it, so that all others show again.
    fn take(&mut self, ui: &Ui, corpus: &Corpus, chosen: Option<CodeId>, key: Key) -> Option<CodeId> {
        let found = self.first(corpus, &self.lines(corpus), chosen)?;
        match key {
            Key::Enter => self.show(corpus, found),
            _ => (self.reveal, self.on) = (true, None),
        }
        ui.memory_mut(|memory| memory.request_focus(id()));
        Some(found)
    }

    /// The code among the lines that is meant by what is in the field: one that is called just so goes before one that begins so, and that before
    /// the rest. Without letters the chosen one, or the first.
    fn first(&self, corpus: &Corpus, lines: &[Line], chosen: Option<CodeId>) -> Option<CodeId> {
        let find = self.find.trim().to_lowercase();
        let mut codes = lines.iter().filter_map(|line| match line {
            Line::Code(id, _) => corpus.code(*id),
            Line::Framework(_) => None,
        });
        if find.is_empty() {
            return codes.clone().find(|code| Some(code.id) == chosen).or_else(|| codes.next()).map(|code| code.id);
        }
        let rank = |code: &&Code| {
            let name = code.name.to_lowercase();
            (name != find && code.short.to_lowercase() != find, !name.starts_with(&find))
        };
        codes.filter(|code| called(&code.name, &code.short, &find)).min_by_key(rank).map(|code| code.id)
    }

    /// How much is coded with every code, or read as it through a lens, counted again when something changed.
    pub fn counts(&mut self, cx: &Cx, desk: &Desk, lens: Option<CrosswalkId>) -> Arc<Counts> {
        let revision = desk.revision(&[Topic::Codes, Topic::Codings, Topic::Sources, Topic::Crosswalks]);
        self.counts.through(cx, &desk.corpus, revision, &Scope::default(), lens)
    }

    /// The rows that show: with words in the field, the codes called so and those above them.
    fn lines(&self, corpus: &Corpus) -> Vec<Line> {
        let find = self.find.trim().to_lowercase();
        let mut lines = Vec::new();
        for framework in corpus.frameworks() {
            let tree = corpus.tree(framework.id);
            let wanted: Option<HashSet<CodeId>> = (!find.is_empty()).then(|| {
                let hits = tree.iter().filter(|(id, _)| corpus.code(*id).is_some_and(|code| called(&code.name, &code.short, &find)));
                hits.flat_map(|(id, _)| above(corpus, *id)).collect()
            });
            if wanted.as_ref().is_some_and(HashSet::is_empty) {
                continue;
            }
            lines.push(Line::Framework(framework.id));
            if wanted.is_none() && self.folded.contains(&framework.id) {
                continue;
            }
            let mut skip: Option<usize> = None;
            for (id, depth) in tree {
                if skip.is_some_and(|closed| depth > closed) {
                    continue;
                }
                skip = None;
                match &wanted {
                    Some(wanted) if !wanted.contains(&id) => continue,
                    None if self.closed.contains(&id) => skip = Some(depth),
                    _ => {}
                }
                lines.push(Line::Code(id, depth.min(8) as u8));
            }
        }
        lines
    }

    fn list(
        &mut self,
        ui: &mut Ui,
        cx: &Cx,
        (corpus, counts): (&Corpus, &Counts),
        lines: &[Line],
        chosen: Option<CodeId>,
        with_children: bool,
    ) -> Asked {
        let id = id();
        let room = ui.available_rect_before_wrap();
        let response = ui.interact(room, id, Sense::focusable_noninteractive());
        response.widget_info(|| WidgetInfo::labeled(Role::Tree, true, "Themes and codes"));
        let (mut taken, mut enter) = (None, false);
        if response.has_focus() {
            ui.memory_mut(|memory| {
                memory.set_focus_lock_filter(id, EventFilter { vertical_arrows: true, horizontal_arrows: true, ..EventFilter::default() });
            });
            taken = self.keys(ui, corpus, lines, chosen);
            enter = self.enter(ui, corpus);
        }
        let now = taken.or(chosen);
        let at = lines.iter().position(|line| self.stands_on(*line, now));
        let list = VirtualList::same("themes list", measure::ROW, lines.len())
            .reveal(at.filter(|_| std::mem::take(&mut self.reveal) | !std::mem::replace(&mut self.begun, true)));
        let this = &*self;
        let (mut clicked, mut toggled) = (None, None);
        list.show(ui, |ui, at| {
            let line = lines[at];
            let row = row(corpus, cx, counts, line, with_children, this.is_open(corpus, line));
            let shown = row.selected(this.stands_on(line, now)).id(id.with(("row", at))).sense(Sense::CLICK).show(ui);
            if response.has_focus() && this.stands_on(line, now) {
                paint::ring(ui, shown.response.rect, 0.0);
            }
            // The head of such a theme has another number.
            if shown.response.hovered()
                && let Line::Code(code, _) = line
                && gathers(corpus, code, with_children)
            {
                let own = format::counted(counts.get(code, with_children).references as usize, "passage");
                shown.response.clone().tip(format!("{own} coded with it; what it gathers beside these is counted in its head"));
            }
            if shown.response.clicked() {
                ui.memory_mut(|memory| memory.request_focus(id));
                match line {
                    Line::Code(code, _) if !shown.toggled => clicked = Some(code),
                    line => toggled = Some(line),
                }
            }
        });
        if let Some(line) = toggled {
            self.toggle(line);
        }
        if clicked.is_some() {
            self.on = None;
        }
        Asked { code: clicked.or(taken), enter }
    }

    /// Enter folds or unfolds the framework at the keys; of a code it is told.
    fn enter(&mut self, ui: &Ui, corpus: &Corpus) -> bool {
        let pressed = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        match self.on.filter(|id| pressed && corpus.framework(*id).is_some()) {
            Some(framework) => self.toggle(Line::Framework(framework)),
            None => return pressed,
        }
        false
    }

    fn stands_on(&self, line: Line, chosen: Option<CodeId>) -> bool {
        match (line, self.on) {
            (Line::Framework(id), Some(on)) => id == on,
            (Line::Code(id, _), None) => Some(id) == chosen,
            _ => false,
        }
    }

    /// Arrows walk, to the left and right fold and unfold.
    fn keys(&mut self, ui: &Ui, corpus: &Corpus, lines: &[Line], chosen: Option<CodeId>) -> Option<CodeId> {
        let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
        let at = lines.iter().position(|line| self.stands_on(*line, chosen));
        let (down, up) = (pressed(Key::ArrowDown) + pressed(Key::PageDown) * 12, pressed(Key::ArrowUp) + pressed(Key::PageUp) * 12);
        let (open, close) = (pressed(Key::ArrowRight) > 0, pressed(Key::ArrowLeft) > 0);
        let last = lines.len() - 1;
        if pressed(Key::Home) > 0 {
            return self.stand(lines[0]);
        }
        if pressed(Key::End) > 0 {
            return self.stand(lines[last]);
        }
        if down + up > 0 {
            // Where the open code is not among those that fit, the first step goes to what fits.
            let first =
                || self.first(corpus, lines, chosen).and_then(|code| lines.iter().position(|line| matches!(line, Line::Code(id, _) if *id == code)));
            let to = at.map_or_else(|| first().unwrap_or(0), |at| (at + down).min(last).saturating_sub(up));
            return self.stand(lines[to]);
        }
        let line = lines[at?];
        match (line, self.is_open(corpus, line)) {
            (_, Some(false)) if open => self.toggle(line),
            (_, Some(true)) if close => self.toggle(line),
            (Line::Code(id, _), _) if close => return corpus.code(id).and_then(|code| code.parent).inspect(|_| self.reveal = true),
            _ => {}
        }
        None
    }

    fn stand(&mut self, line: Line) -> Option<CodeId> {
        self.reveal = true;
        match line {
            Line::Framework(id) => {
                self.on = Some(id);
                None
            }
            Line::Code(id, _) => {
                self.on = None;
                Some(id)
            }
        }
    }

    fn is_open(&self, corpus: &Corpus, line: Line) -> Option<bool> {
        match line {
            Line::Framework(id) => Some(!self.folded.contains(&id)),
            Line::Code(id, _) => (!corpus.children(id).is_empty()).then(|| !self.closed.contains(&id)),
        }
    }

    fn toggle(&mut self, line: Line) {
        match line {
            Line::Framework(id) => {
                if !self.folded.remove(&id) {
                    self.folded.insert(id);
                }
            }
            Line::Code(id, _) => {
                if !self.closed.remove(&id) {
                    self.closed.insert(id);
                }
            }
        }
    }

    /// Folds every code that has others below it.
    pub fn fold(&mut self, corpus: &Corpus) {
        self.closed = corpus.codes().iter().map(|code| code.id).filter(|id| !corpus.children(*id).is_empty()).collect();
        self.reveal = true;
    }

    /// Unfolds all of it.
    pub fn unfold(&mut self) {
        self.closed.clear();
        self.folded.clear();
        self.reveal = true;
    }

    /// Shows the row of a code that was chosen elsewhere.
    pub fn show(&mut self, corpus: &Corpus, code: CodeId) {
        (self.reveal, self.on) = (true, None);
        self.find.clear();
        if let Some(code) = corpus.code(code) {
            self.folded.remove(&code.framework);
        }
        for id in above(corpus, code).into_iter().skip(1) {
            self.closed.remove(&id);
        }
    }
}

fn called(name: &str, short: &str, find: &str) -> bool {
    name.to_lowercase().contains(find) || short.to_lowercase() == find
}

/// A code and those above it.
fn above(corpus: &Corpus, code: CodeId) -> Vec<CodeId> {
    let mut list = Vec::new();
    let mut at = Some(code);
    while let Some(id) = at {
        list.push(id);
        at = corpus.code(id).and_then(|code| code.parent);
    }
    list
}

fn row<'a>(corpus: &'a Corpus, cx: &Cx, counts: &Counts, line: Line, with_children: bool, open: Option<bool>) -> Row<'a> {
    match line {
        Line::Framework(id) => {
            let name = corpus.framework(id).map_or("", |framework| framework.name.as_str());
            Row::new(name).weight(Weight::Semibold).open(open.unwrap_or(true))
        }
        Line::Code(id, depth) => {
            let code = corpus.code(id);
            let count = counts.get(id, with_children).references as usize;
            let mut row = Row::new(code.map_or("", |code| code.name.as_str())).level(depth).swatch(cx.tokens.code(corpus.colour(id)));
            row = row.count(format::count(count as i64)).note(format::counted(count, "passage")).cap(pin(corpus, cx, id));
            match open {
                Some(open) => row.open(open),
                None => row,
            }
        }
    }
}

/// The digit that a code is pinned to, for who is coding.
fn pin(corpus: &Corpus, cx: &Cx, code: CodeId) -> Option<String> {
    let coder = corpus.coder_named(&cx.config.coder.as_ref()?.initials)?;
    corpus.pins.iter().find(|pin| pin.code == code && pin.coder == coder.id).map(|pin| pin.slot.to_string())
}
