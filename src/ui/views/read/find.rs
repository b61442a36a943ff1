//! Finding in the text that is open: a line over it, marks in it, and steps from one to the next.

use super::caret::Caret;
use super::open::Open;
use super::text_id;
use crate::Result;
use crate::analysis::{Beforehand, Texts};
use crate::jobs::Progress;
use crate::model::{SourceId, Span};
use crate::project::Topic;
use crate::search::{Finder, News, Search, Wanted, Wrong};
use crate::text::SourceText;
use crate::ui::command::{ReadCommand, ReadNote, SearchCommand, Target, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::fonts::{self, Weight};
use crate::ui::format::count;
use crate::ui::icons;
use crate::ui::later::Later;
use crate::ui::widgets::{Field, Highlight, Tip, icon_button, paint, select_all, within};
use egui::accesskit::Role;
use egui::{Align, Id, Key, Layout, Modifiers, Rect, Sense, Ui, WidgetInfo, pos2, vec2};
use std::sync::Arc;

/// How high the line is.
pub const HEIGHT: f32 = 42.0;
/// How wide its field is at most.
const WIDE: f32 = 380.0;
/// The longest selection that becomes what is sought.
const LONGEST: u32 = 80;

/// What is sought, in which state of which text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Sought {
    query: String,
    source: SourceId,
    edition: u64,
    revision: u64,
    originals: bool,
}

/// What was found, or what is wrong with the search.
type Answer = std::result::Result<Vec<Span>, Wrong>;

/// Finding in the open text.
#[derive(Default)]
pub struct Finding {
    /// Whether the line shows.
    open: bool,
    query: String,
    /// What it looked for when the line was closed.
    found: Later<Sought, Answer>,
    key: Option<Sought>,
    /// Where the caret stood before it went along with what was typed; nothing where it stays.
    origin: Option<u32>,
    /// Whether the field is to have the keys.
    focus: bool,
    /// Whether it had them in the last frame.
    had: bool,
    /// The other sources in which that was found.
    trail: Option<Trail>,
}

/// A search with the sources in which it finds something, each with its first hit and its last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trail {
    /// The search.
    pub query: String,
    /// The sources, in order.
    pub stops: Arc<[(SourceId, [Span; 2])]>,
}

fn field_id() -> Id {
    Id::unique("find in text")
}

impl Finding {
    /// Opens the line and gives it the keys; what is selected is sought.
    pub fn begin(&mut self, open: &Open) {
        if let Some(span) = open.selection().filter(|span| span.len() <= LONGEST) {
            self.query = quoted(&open.sheet.words(span));
        }
        (self.open, self.focus) = (true, true);
        self.origin = Some(open.caret.span().start);
    }

    /// Opens the line on what was sought elsewhere; the keys stay with the text.
    pub fn show(&mut self, trail: &Trail) {
        (self.open, self.query) = (true, trail.query.clone());
        self.origin = None;
        self.trail = Some(trail.clone());
    }

    /// Where the open source stands among those in which the same was found, if there are others.
    fn stop_of(&self, source: SourceId) -> Option<(&Trail, usize)> {
        let trail = self.trail.as_ref().filter(|trail| trail.query == self.query && trail.stops.len() > 1)?;
        Some((trail, trail.stops.iter().position(|(stop, _)| *stop == source)?))
    }

    /// Closes the line; says whether it was open.
    pub fn close(&mut self) -> bool {
        std::mem::take(&mut self.open)
    }

    /// Whether the line shows.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// The marks, in order; none while the line is closed.
    pub fn marks(&self) -> &[Span] {
        match (self.open, self.key.as_ref().and_then(|key| self.found.of(key))) {
            (true, Some(Ok(marks))) => marks,
            _ => &[],
        }
    }

    fn wrong(&self) -> Option<&Wrong> {
        self.key.as_ref().and_then(|key| self.found.of(key)).and_then(|answer| answer.as_ref().err())
    }

    /// Looks again where what is sought or the text is another.
    pub fn follow(&mut self, cx: &Cx, desk: &Desk, open: &mut Open) {
        if !self.open {
            return;
        }
        let query = meant(&self.query);
        if query.is_empty() {
            self.key = None;
            return;
        }
        let revision =
            desk.revision(&[Topic::Sources, Topic::Speakers, Topic::Cases, Topic::Attributes, Topic::Codes, Topic::Codings, Topic::Coders]);
        let sheet = &open.sheet;
        let key = Sought { query, source: sheet.source, edition: sheet.edition, revision, originals: open.originals.is_some() };
        if self.found.wants(&key) {
            let (corpus, text, query, source) = (desk.corpus.clone(), sheet.text.clone(), key.query.clone(), key.source);
            let work = move |progress: &Progress| {
                let mut search = match Search::new(&query, &corpus) {
                    Ok(search) => search,
                    Err(wrong) => return Ok(Err(wrong)),
                };
                let mut marks = Vec::new();
                let only = Only(source, text);
                Finder::new(&corpus, &only).run(&mut search, Wanted::all(0), progress, &mut |news| {
                    if let News::Hit(hit, _) = news {
                        marks.push(hit.span);
                    }
                    Ok(())
                })?;
                Ok(Ok(marks))
            };
            self.found.start(key.clone(), cx.job(None, work));
        }
        let arrived = self.found.of(&key).is_some();
        self.key = Some(key);
        // What is typed is gone along with, from where the caret stood.
        if let Some(origin) = self.origin.filter(|_| arrived) {
            let marks = self.marks();
            let at = marks.partition_point(|mark| mark.start < origin);
            if let Some(mark) = marks.get(at).or(marks.first()).copied() {
                go(open, mark);
            }
            self.origin = None;
        }
    }

    /// Goes to the next mark or the one before. Past the last comes the next source in which the same was found elsewhere; without one it
    /// begins again.
    pub fn step(&self, cx: &Cx, open: &mut Open, on: bool) {
        let marks = self.marks();
        let here = open.caret.span();
        let next = match (on, marks.iter().position(|mark| *mark == here)) {
            (true, Some(at)) => marks.get(at + 1),
            (false, Some(at)) => at.checked_sub(1).and_then(|at| marks.get(at)),
            (true, None) => marks.get(marks.partition_point(|mark| mark.start < here.end)),
            (false, None) => marks.partition_point(|mark| mark.end <= here.start).checked_sub(1).and_then(|at| marks.get(at)),
        };
        if next.is_none() && self.beyond(cx, open.sheet.source, on) {
            return;
        }
        if let Some(mark) = next.or(if on { marks.first() } else { marks.last() }).copied() {
            go(open, mark);
        }
    }

    /// Goes on to the next source in which the same was found, or the one before, and says so; false where there is none.
    fn beyond(&self, cx: &Cx, source: SourceId, on: bool) -> bool {
        let Some((trail, at)) = self.stop_of(source) else { return false };
        let all = trail.stops.len();
        let to = if on { (at + 1) % all } else { (at + all - 1) % all };
        let (next, [first, last]) = trail.stops[to];
        let again = if on { to == 0 } else { to + 1 == all };
        cx.push(Window::Go(Target::Passage(next, if on { first } else { last })));
        cx.push(ReadCommand::Say(ReadNote::Further(next, to + 1, all, again)));
        true
    }

    /// Goes to the beginning of the next mark or of the one before, not past the last; says whether there is one.
    pub fn stop(&self, open: &mut Open, on: bool) -> bool {
        let (marks, here) = (self.marks(), open.caret.span().start);
        let next =
            if on { marks.partition_point(|mark| mark.start <= here) } else { marks.partition_point(|mark| mark.start < here).wrapping_sub(1) };
        let found = marks.get(next).copied();
        if let Some(mark) = found {
            (open.caret, open.chosen) = (Caret::new(mark.start), None);
            open.reveal = Some((mark.start, 84.0));
        }
        found.is_some()
    }

    /// ` · source 4 of 20`, where the same was found in others.
    fn stands(&self, open: &Open) -> String {
        self.stop_of(open.sheet.source)
            .map_or_else(String::new, |(trail, at)| format!(" · source {} of {}", count(at as i64 + 1), count(trail.stops.len() as i64)))
    }

    /// `3 of 41`.
    fn said(&self, open: &Open) -> String {
        let (marks, here) = (self.marks(), open.caret.span());
        let all = count(marks.len() as i64);
        let stands = |mark: &Span| *mark == here || (here.is_empty() && mark.start == here.start);
        match (marks.is_empty(), marks.iter().position(stands)) {
            _ if self.query.trim().is_empty() => String::new(),
            _ if self.key.as_ref().is_none_or(|key| self.found.of(key).is_none()) => "…".into(),
            (true, _) => "nothing here".into(),
            (false, Some(at)) => format!("{} of {all}{}", count(at as i64 + 1), self.stands(open)),
            (false, None) => format!("{all} here{}", self.stands(open)),
        }
    }

    /// Draws the line over `rect`.
    pub fn draw(&mut self, ui: &mut Ui, rect: Rect, cx: &Cx, open: &mut Open) {
        ui.painter().rect_filled(rect, 0.0, cx.tokens.panel);
        paint::hline(ui, ui.painter(), rect.x_range(), rect.bottom() - paint::hair(ui), cx.tokens.line);
        let y = rect.center().y;
        let wide = WIDE.min(rect.width() * 0.5);
        let field = Rect::from_min_size(pos2(rect.left() + 20.0, y - 14.0), vec2(wide, 28.0));
        self.field(ui, field, cx, open);
        let said = self.said(open);
        let wrong = self.wrong().map(|wrong| (wrong.what.clone(), wrong.hint.clone()));
        let right = Rect::from_min_max(pos2(field.right() + 8.0, rect.top()), pos2(rect.right() - 16.0, rect.bottom() - 1.0));
        within(ui, right, Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let ways = [(SearchCommand::Previous, icons::CARET_UP, "The one before"), (SearchCommand::Next, icons::CARET_DOWN, "The next one")];
            for (command, icon, name) in ways {
                if icon_button(ui, icon, name, &cx.tip(command.clone())).clicked() {
                    cx.push(command);
                }
            }
            let (words, tip) = wrong.map_or((said, String::new()), |(what, hint)| (what, hint));
            let ink = if tip.is_empty() { cx.tokens.ink2 } else { cx.tokens.danger };
            let line = paint::line(ui, &words, fonts::figures(Weight::Regular, 12.0), ink, (ui.available_width() - 40.0).max(0.0));
            let (place, response) = ui.allocate_exact_size(line.size(), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Status, true, &words));
            line.paint(ui.painter(), place.min);
            response.tip(tip);
        });
        let close = Rect::from_center_size(pos2(rect.right() - 28.0, y), vec2(22.0, 22.0));
        within(ui, close, Layout::left_to_right(Align::Center), |ui| {
            if icon_button(ui, icons::X, "Close", "Close, and take the marks away  (Esc)").clicked() {
                self.open = false;
            }
        });
    }

    fn field(&mut self, ui: &mut Ui, place: Rect, cx: &Cx, open: &mut Open) {
        if std::mem::take(&mut self.focus) {
            ui.memory_mut(|memory| memory.request_focus(field_id()));
            select_all(ui.ctx(), field_id());
        }
        let has = ui.memory(|memory| memory.has_focus(field_id()));
        // Esc takes the focus away before anybody hears of it.
        if std::mem::replace(&mut self.had, has) && !has && ui.input(|input| input.key_pressed(Key::Escape)) {
            self.open = false;
            ui.memory_mut(|memory| memory.request_focus(text_id()));
            return;
        }
        if has {
            let pressed = |modifiers, key| ui.input_mut(|input| input.count_and_consume_key(modifiers, key));
            for (modifiers, on) in [(Modifiers::SHIFT, false), (Modifiers::NONE, true)] {
                (0..pressed(modifiers, Key::Enter)).for_each(|_| self.step(cx, open, on));
            }
        }
        let under = self.wrong().filter(|_| meant(&self.query) == self.query.trim()).map(|wrong| wrong.at);
        let under = under.map(|span| Highlight { span: Span { end: span.end.max(span.start + 1), ..span }, colour: cx.tokens.danger, under: true });
        let field = Field::new(&mut self.query, "Find in this text").hint("Find in this text").icon(icons::MAGNIFYING_GLASS);
        if field.id(field_id()).highlights(under.as_slice()).show_in(ui, place).changed() {
            self.origin.get_or_insert(open.caret.span().start);
        }
    }

    /// Gives the keys back to the text.
    pub fn leave(&mut self, ui: &Ui) {
        if ui.memory(|memory| memory.has_focus(field_id())) {
            ui.memory_mut(|memory| memory.request_focus(text_id()));
        }
    }
}

/// Selects a mark and brings it in sight.
fn go(open: &mut Open, mark: Span) {
    open.caret = Caret::over(mark);
    open.reveal = Some((mark.start, 84.0));
}

/// One text alone, as all the texts there are.
struct Only(SourceId, Arc<SourceText>);

impl Texts for Only {
    fn text(&self, source: SourceId) -> Result<Arc<SourceText>> {
        if source == self.0 { Ok(self.1.clone()) } else { Err(crate::Error::NotFound("only the open text is searched".into())) }
    }

    fn visit_after(&self, work: &Beforehand, sources: &[SourceId], each: &mut dyn FnMut(SourceId, &SourceText) -> Result<()>) -> Result<()> {
        let Some(place) = sources.iter().position(|source| *source == self.0) else { return Ok(()) };
        work(place, &self.1);
        each(self.0, &self.1)
    }
}

/// What is sought by what was typed: words alone are sought one after another, the last by its beginning; else the language of searches counts.
fn meant(typed: &str) -> String {
    let words: Vec<&str> = typed.split_whitespace().collect();
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-');
    let is_word = |word: &&str| word.chars().all(plain) && word.starts_with(char::is_alphanumeric) && !["AND", "OR", "NOT"].contains(word);
    let goes_on = typed.ends_with(char::is_alphanumeric);
    match words.as_slice() {
        [] => String::new(),
        words if !words.iter().all(is_word) => typed.trim().to_owned(),
        [word] if goes_on => format!("{word} OR {word}*"),
        [word] => (*word).to_owned(),
        _ if goes_on => format!("\"{0}\" OR \"{0}*\"", words.join(" ")),
        _ => format!("\"{}\"", words.join(" ")),
    }
}

/// Words of a text as they are sought: on one line, in quotation marks where signs stand in them.
fn quoted(words: &str) -> String {
    let flat = crate::text::on_one_line(words);
    let plain = flat.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '\'' | '’'));
    if plain { flat } else { format!("\"{}\"", flat.replace(['"', '“', '”', '„', '*', '?'], " ").trim()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_alone_are_sought_as_they_stand_and_anything_else_as_it_is_written() {
        assert_eq!(meant("fun"), "fun OR fun*");
        assert_eq!(meant("fund "), "fund");
        assert_eq!(meant("the money f"), "\"the money f\" OR \"the money f*\"");
        assert_eq!(meant("money OR trust"), "money OR trust");
        assert_eq!(meant(" =Trust"), "=Trust");
        assert_eq!(meant("-code:Money"), "-code:Money");
        assert_eq!(meant("  "), "");
        assert_eq!((quoted("the\nmoney"), quoted("money, “as ever”")), ("the money".into(), "\"money,  as ever\"".into()));
    }
}
