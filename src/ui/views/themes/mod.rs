//! Themes: the passages of a code side by side, in columns by site, role or phase, with who is heard and who is not.

mod board;
mod card;
mod choice;
mod data;
mod gathering;
mod gathers;
mod head;
mod keys;
mod lane;
pub(in crate::ui) mod menu;
mod reading;
mod showing;
mod tree;

pub use choice::{Axis, By, Choice, Only, groupings};
pub(super) use choice::{toggle, ways};
pub(super) use data::lenses;
pub(super) use reading::Readings;

use super::read::palette;
use super::{StatusItem, View, ViewId};
use crate::jobs::Progress;
use crate::model::{CodeId, CodingId, CrosswalkId, Passage};
use crate::project::{Reader, Topic};
use crate::ui::chosen::Chosen;
use crate::ui::command::{CodingCommand, Command, Entry, Export, Gathering, ReadCommand, Side, Study, Target, ThemesCommand, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::exports::{ExportJob, What};
use crate::ui::format::{count, counted};
use crate::ui::icons;
use crate::ui::later::{Later, Watched};
use crate::ui::mine;
use crate::ui::widgets::Button;
use board::{Asked, State};
use data::Board;
use egui::{Rect, Ui, pos2};

/// What its data are read from beside the passages.
const TOPICS: &[Topic] = &[Topic::Memos, Topic::Crosswalks, Topic::Themes, Topic::Reports];

/// What is said where no passage is chosen.
const NO_CARD: &str = "No passage is chosen: click on one, or walk to it with the arrows";

/// What is said where the keys are elsewhere.
const NOT_AT_CARDS: &str = "Choose a passage first: click on one, or go to the passages with Tab and walk them with the arrows";

/// What is said where another code was chosen a moment ago.
const READING: &str = "The passages of the chosen code are still being read: try again once they show";

/// Whether a command is about the passages that show.
fn is_of_passages(command: &Command) -> bool {
    match command {
        Command::Read(ReadCommand::Used(_) | ReadCommand::Say(_)) => false,
        Command::Read(_) => true,
        Command::Themes(command) => command.is_for_cards(),
        Command::Export(export) => matches!(export, Export::Page | Export::Passages | Export::As(_)),
        Command::Gathering(command) => command.is_for_cards() || matches!(command, Gathering::AskBalance | Gathering::AskPart),
        _ => false,
    }
}

/// The view.
#[derive(Default)]
pub struct Themes {
    choice: Option<Choice>,
    kept: Option<Choice>,
    /// What is to show, at which revision.
    asked: Option<(u64, Choice)>,
    /// What `board` shows.
    shown: Option<(u64, Choice)>,
    making: Later<(u64, Choice), Option<Board>>,
    board: Option<Board>,
    problem: Option<String>,
    tree: tree::Tree,
    state: State,
    /// The code that was used last.
    again: Option<CodeId>,
    /// The palette, while it is open, and what it codes.
    palette: Option<(palette::CodePalette, Vec<Passage>)>,
}

impl View for Themes {
    fn id(&self) -> ViewId {
        ViewId::Themes
    }

    fn main(&self) -> Option<egui::Id> {
        Some(board::id())
    }

    fn column(&self, side: Side) -> Option<&'static str> {
        (side == Side::Left).then_some("Themes")
    }

    fn chosen(&self, desk: &Desk) -> Chosen {
        let open = self.choice.as_ref().and_then(|choice| choice.code);
        Chosen { codes: open.into_iter().filter(|id| desk.corpus.code(*id).is_some()).collect(), ..Chosen::default() }
    }

    fn left(&mut self, ui: &mut Ui, cx: &Cx) {
        self.refresh(cx);
        let (code, below) = self.choice.as_ref().map_or((None, true), |choice| (choice.code, choice.with_children));
        let lens = self.lens(cx);
        let asked = self.tree.draw(ui, cx, code, below, lens);
        if let Some(code) = asked.code {
            self.show(cx, code);
        }
        if asked.enter && !self.is_behind() && self.board.as_ref().is_some_and(|board| !board.cards.is_empty()) {
            ui.memory_mut(|memory| memory.request_focus(board::id()));
        }
    }

    fn centre(&mut self, ui: &mut Ui, cx: &Cx) {
        self.refresh(cx);
        let (Some(desk), page) = (cx.project, ui.max_rect()) else { return };
        if let Some(problem) = &self.problem {
            return super::parts::empty(ui, cx, "These passages could not be read", problem, None);
        }
        if self.reading(ui, cx) {
            self.state.focused = false;
            return;
        }
        let (Some(board), Some(choice)) = (&self.board, &self.choice) else { return nothing(ui, cx, desk) };
        let mut wanted = choice.clone();
        let bottom = head::draw(ui, page, cx, &desk.corpus, board, &mut wanted);
        let below = Rect::from_min_max(pos2(page.left(), bottom), page.max);
        let asked = if board.cards.is_empty() {
            no_cards(ui, below, cx, board, choice);
            self.state.focused = false;
            None
        } else {
            board::draw(ui, below, cx, board, &mut self.state, self.palette.is_none())
        };
        if wanted != *choice {
            self.choose(cx, wanted);
        }
        if let Some(asked) = asked {
            self.act(cx, desk, asked);
        }
        self.show_palette(ui, cx, desk, below);
    }

    fn status(&self, cx: &Cx) -> Vec<StatusItem> {
        let (Some(desk), Some(board)) = (cx.project, &self.board) else { return Vec::new() };
        let shown = board.cards.len();
        let stars = board.cards.iter().filter(|card| card.star).count();
        let mut items = vec![
            StatusItem::new(format!("{} of {}", count(shown as i64), counted(board.total, "passage"))),
            StatusItem::new(counted(stars, "key quote")).command(Gathering::AskBalance),
        ];
        let against = board.cards.iter().filter(|card| card.against).count();
        if against > 0 {
            items.push(StatusItem::new(format!("{} {}", count(against as i64), if against == 1 { "contradicts" } else { "contradict" })));
        }
        let template = desk.corpus.project.attribution.replace(['{', '}'], "");
        items.push(StatusItem::new(format!("Attribution: {template}")).command(Study::Settings));
        let read = self.state.focused && self.state.cursor_card(board).is_some_and(|card| !board.cards[card].seen.is_empty());
        let keys: [(Command, &str); 3] = match self.state.focused {
            true if read => [
                (Gathering::Accept.into(), "accepts"),
                (ReadCommand::Delete.into(), "rejects"),
                (ReadCommand::Recode.into(), "moves to another code"),
            ],
            true => {
                [(ReadCommand::Star.into(), "key quote"), (Gathering::Against.into(), "speaks against"), (ThemesCommand::Context.into(), "context")]
            }
            false => [
                (Gathering::AskStatement.into(), "what it says"),
                (Gathering::AskBalance.into(), "who is quoted"),
                (Gathering::AskCode.into(), "gathers a code"),
            ],
        };
        let keys: Vec<String> = keys.into_iter().filter_map(|(command, does)| cx.keyed(command, does)).collect();
        items.push(StatusItem::new(keys.join(" · ")));
        if self.state.chosen() > 0 {
            items.push(StatusItem::new(format!("{} chosen", count(self.state.chosen() as i64))).right());
        }
        items
    }

    fn hears(&self, entry: &Entry) -> bool {
        match &entry.command {
            Command::Themes(command) if !command.is_for_cards() => true,
            Command::Gathering(command) if !command.is_for_cards() => true,
            Command::Themes(_) | Command::Read(_) | Command::Gathering(_) => self.state.focused && self.palette.is_none(),
            _ => true,
        }
    }

    fn unheard(&self, entry: &Entry) -> Option<&'static str> {
        let for_cards = matches!(&entry.command, Command::Gathering(command) if command.is_for_cards());
        (for_cards && self.palette.is_none() && !self.state.focused).then_some(NOT_AT_CARDS)
    }

    fn command(&mut self, command: &Command, cx: &Cx) -> bool {
        let Some(desk) = cx.project else { return false };
        let asked = match command {
            Command::Window(Window::Go(Target::Code(code))) => {
                self.refresh(cx);
                self.tree.show(&desk.corpus, *code);
                self.show(cx, *code);
                return true;
            }
            command if self.is_behind() && is_of_passages(command) => {
                cx.push(Window::Say(READING));
                return true;
            }
            Command::Read(command) => return self.by_key(cx, desk, command),
            Command::Export(Export::Page) => return self.export(cx, desk, What::Page),
            Command::Export(Export::Passages) => return self.export(cx, desk, What::Csv),
            Command::Export(Export::As(what)) => return self.export(cx, desk, *what),
            Command::Export(Export::PickTable) => {
                let code = self.choice.as_ref().and_then(|choice| choice.code);
                return code.map(|code| cx.push(Export::TableOf(code))).is_some();
            }
            Command::Themes(ThemesCommand::Jump) => Asked::Jump,
            Command::Themes(ThemesCommand::Context) => Asked::Context,
            Command::Themes(ThemesCommand::Code) => Asked::Palette(String::new(), palette::Purpose::Apply),
            Command::Themes(ThemesCommand::ChooseAll) => {
                self.board.iter().for_each(|board| self.state.choose_all(board));
                return true;
            }
            Command::Themes(ThemesCommand::ChooseNone) => {
                self.state.choose_none();
                return true;
            }
            Command::Gathering(command) => return self.gathering(cx, desk, command),
            Command::Showing(command) => return self.showing(cx, desk, command),
            Command::Window(Window::ShowAll) => {
                if let Some(choice) = self.choice.clone() {
                    self.choose(cx, choice.unfiltered());
                }
                return true;
            }
            _ => return false,
        };
        self.act(cx, desk, asked);
        true
    }
}

impl Themes {
    /// Whether what shows is another code than the chosen one, which is being read: no key is to act on what was open before.
    fn is_behind(&self) -> bool {
        let chosen = self.choice.as_ref().and_then(|choice| choice.code);
        chosen.is_some() && self.board.as_ref().map(|board| board.code) != chosen
    }

    /// The crosswalk that is read through.
    fn lens(&self, cx: &Cx) -> Option<CrosswalkId> {
        let (choice, desk) = (self.choice.as_ref()?, cx.project?);
        choice.lens(&desk.corpus).map(|crosswalk| crosswalk.id)
    }

    /// Reads again what changed since the last frame: at once where that is little, else in the background.
    fn refresh(&mut self, cx: &Cx) {
        let Some(desk) = cx.project else { return };
        let choice = self.choice.get_or_insert_with(|| cx.config.themes.get(&desk.key()).cloned().unwrap_or_default());
        let revision = desk.revision(Topic::PASSAGES) + desk.revision(TOPICS);
        if self.asked.as_ref().is_none_or(|(seen, asked)| *seen != revision || asked != choice) {
            *choice = std::mem::take(choice).fitting(&desk.corpus);
            self.kept.get_or_insert_with(|| choice.clone());
            self.asked = Some((revision, choice.clone()));
        }
        let key = (revision, choice.clone());
        if self.shown.as_ref() == Some(&key) {
            return;
        }
        if self.making.wants(&key) {
            if data::is_little(&desk.corpus, choice) {
                let board = data::gather(&desk.corpus, &**desk, choice);
                self.making.put(key.clone(), board);
            } else {
                let (path, corpus, choice) = (desk.path().to_owned(), desk.corpus.clone(), choice.clone());
                // Where another code shows, or none, the page itself says how far it is.
                let same = self.board.as_ref().is_some_and(|board| Some(board.code) == choice.code);
                let read = move |progress: &Progress| {
                    let reader = Reader::open(&path)?;
                    data::gather(&corpus, &Watched::new(reader.texts(&corpus), progress), &choice)
                };
                self.making.start(key.clone(), cx.job(same.then_some("Reading the passages"), read));
            }
        }
        if self.making.of(&key).is_some() {
            let before = std::mem::replace(&mut self.board, self.making.take().flatten());
            self.shown = Some(key);
            self.problem = None;
            if let Some(board) = &self.board {
                self.state.keep(before.as_ref(), board);
            }
        } else if let Some(why) = self.making.trouble() {
            (self.board, self.problem, self.shown) = (None, Some(why.to_owned()), Some(key));
        }
    }

    /// While another code is read that holds much: how far that is, and the way back to what showed before.
    fn reading(&mut self, ui: &mut Ui, cx: &Cx) -> bool {
        let code = self.choice.as_ref().and_then(|choice| choice.code);
        let before = self.board.as_ref().map(|board| board.code);
        if before == code {
            return false;
        }
        let Some(report) = self.making.report() else {
            if self.making.is_stopped() && super::parts::stopped(ui, "The passages were not all read") {
                self.making.go_on();
            }
            return self.making.is_stopped();
        };
        if super::parts::working(ui, "Reading the passages", &report) {
            match before {
                Some(code) => self.show(cx, code),
                None => self.making.cancel(),
            }
        }
        true
    }

    /// Shows something else, and remembers it.
    fn choose(&mut self, cx: &Cx, choice: Choice) {
        if self.choice.as_ref().is_none_or(|now| now.code != choice.code) {
            self.state.clear();
        }
        if self.kept.as_ref() != Some(&choice) {
            self.kept = Some(choice.clone());
            cx.push(ThemesCommand::Keep(Box::new(choice.clone())));
        }
        self.choice = Some(choice);
    }

    fn show(&mut self, cx: &Cx, code: CodeId) {
        let choice = Choice { code: Some(code), ..self.choice.clone().unwrap_or_default() };
        self.choose(cx, choice);
    }

    fn act(&mut self, cx: &Cx, desk: &Desk, asked: Asked) {
        let Some(board) = &self.board else { return cx.push(Window::Say(NO_CARD)) };
        let Some(first) = self.state.cursor_card(board) else { return cx.push(Window::Say(NO_CARD)) };
        match asked {
            Asked::Jump => {
                let (source, span) = board.cards[first].key;
                cx.push(Window::Go(Target::Passage(source, span)));
            }
            Asked::Context => self.context(desk, first),
            Asked::Star => self.star(cx, desk),
            Asked::Palette(letters, purpose) => {
                let targets = self.state.targets(board);
                let words = targets.iter().map(|card| board.cards[*card].quote.split_whitespace().count() as u32).sum();
                let mut first: Vec<CodeId> = self.again.into_iter().collect();
                first.extend((1..=9).filter_map(|slot| cx.pinned(slot)));
                let subject = palette::Subject { vivo: String::new(), words, first };
                self.palette = Some((palette::CodePalette::new(letters, purpose, subject), passages(board, &targets)));
            }
        }
    }

    fn context(&mut self, desk: &Desk, card: usize) {
        let Some(board) = &self.board else { return };
        let key = board.cards[card].key;
        if self.state.open.remove(&key).is_some() {
            return;
        }
        match data::around(&desk.corpus, &**desk, key) {
            Ok(around) => drop(self.state.open.insert(key, around)),
            Err(error) => self.problem = Some(error.to_string()),
        }
    }

    /// Draws the palette under the card with the cursor, if it is open, and asks for what was taken.
    fn show_palette(&mut self, ui: &Ui, cx: &Cx, desk: &Desk, page: Rect) {
        let Some((mut palette, passages)) = self.palette.take() else { return };
        let at = beside(self.state.at.unwrap_or(page), page);
        let lens = self.lens(cx);
        let counts = self.tree.counts(cx, desk, lens);
        let outcome = palette.show(ui, cx, &desk.corpus, &counts, at, page);
        match outcome.taken {
            Some(palette::Taken::Code(code)) => match &palette.purpose {
                palette::Purpose::Apply => cx.push(CodingCommand::Apply(code, passages.clone())),
                palette::Purpose::Recode(ids) => {
                    self.stay(cx, ids);
                    mine::change(cx, ids.clone(), |ids| CodingCommand::Recode(ids, code));
                }
            },
            Some(palette::Taken::New(palette::NewCode { framework, under, names })) => {
                cx.push(CodingCommand::ApplyNew { framework, under, names, passages: passages.clone() });
            }
            None => {}
        }
        if outcome.closes {
            board::take_keys(ui);
        } else {
            self.palette = Some((palette, passages));
        }
    }

    /// Asks how what is shown shall be exported; without a code the window asks for every code.
    fn export(&mut self, cx: &Cx, desk: &Desk, what: What) -> bool {
        self.refresh(cx);
        let (Some(board), Some(choice)) = (&self.board, &self.choice) else { return false };
        let shown = choice.query(&desk.corpus).map(|query| (board.title.clone(), query));
        let by = data::grouping(&desk.corpus, choice);
        let grouped = by.is_some() && matches!(what, What::Page | What::Excel | What::Word);
        let through = choice.through;
        cx.push(Export::Edit(Box::new(ExportJob { by, grouped, through, ..ExportJob::new(what, shown, &desk.corpus.project) })));
        true
    }
}

/// Where a palette of its full height opens: under the card, else at a side of it, so that the words stay in sight.
fn beside(card: Rect, page: Rect) -> egui::Pos2 {
    const FULL: egui::Vec2 = egui::vec2(384.0, 330.0);
    let lowest = (page.bottom() - FULL.y).max(page.top());
    if card.bottom() + 4.0 <= lowest {
        return pos2(card.left() + 4.0, card.bottom() + 4.0);
    }
    let top = card.top().clamp(page.top(), lowest);
    if card.right() + FULL.x <= page.right() { pos2(card.right() + 4.0, top) } else { pos2(card.left() - FULL.x, top) }
}

fn passages(board: &Board, cards: &[usize]) -> Vec<Passage> {
    cards.iter().filter_map(|card| board.cards[*card].passage).collect()
}

fn codings(board: &Board, cards: &[usize]) -> Vec<CodingId> {
    let mut ids: Vec<CodingId> = cards.iter().flat_map(|card| board.cards[*card].codings.iter().copied()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// The buttons at the right of the head; gives their left edge.
fn export_buttons(ui: &mut Ui, cx: &Cx, right: f32, y: f32) -> f32 {
    let place = Rect::from_min_max(pos2(right - 340.0, y - 14.0), pos2(right, y + 14.0));
    let builder = egui::UiBuilder::new().max_rect(place).id_salt("theme exports").layout(egui::Layout::right_to_left(egui::Align::Center));
    let shown = ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let export = Button::new("Export").icon(icons::EXPORT).caret().tip(cx.tip(Export::Passages)).show(ui);
        let forms = [("Table (CSV)", What::Csv), ("Excel workbook", What::Excel), ("Word document", What::Word), ("JSON, for scripts", What::Json)];
        if let Some(at) = menu::menu(cx, &export, "Export", false, &forms.map(|(words, _)| menu::Item::new(words, false))) {
            cx.push(Export::As(forms[at].1));
        }
        if Button::new("Page for reviewers").icon(icons::FILE_HTML).tip(cx.tip(Export::Page)).show(ui).clicked() {
            cx.push(Export::Page);
        }
        ui.min_rect().left()
    });
    shown.inner
}

fn nothing(ui: &mut Ui, cx: &Cx, desk: &Desk) {
    if desk.corpus.frameworks().is_empty() || desk.corpus.codes().is_empty() {
        let more = "Code passages in Read: what you code gathers here, side by side by site, role or phase.";
        return super::parts::empty(ui, cx, "There are no codes yet", more, Some(("Go to Read", Window::Show(ViewId::Read).into())));
    }
    let first = desk.corpus.frameworks().iter().flat_map(|framework| desk.corpus.tree(framework.id)).map(|(id, _)| id);
    let used = desk.corpus.codings().next().map(|coding| coding.code);
    let show = used.or_else(|| first.into_iter().next()).and_then(|id| desk.corpus.code(id));
    let words = show.map(|code| format!("Show “{}”", code.name));
    let button = words.as_deref().zip(show.map(|code| Window::Go(Target::Code(code.id)).into()));
    super::parts::empty(ui, cx, "Choose a theme or code", "Its passages stand here side by side.", button);
}

fn no_cards(ui: &mut Ui, rect: Rect, cx: &Cx, board: &Board, choice: &Choice) {
    ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| {
        if choice.is_filtered() && board.total > 0 {
            let more = format!("{} of this code are filtered out.", counted(board.total, "passage"));
            super::parts::empty(ui, cx, "No passage passes the filters", &more, Some(("Show all", Window::ShowAll.into())));
        } else if choice.through.is_some() && !board.lenses.is_empty() {
            let more = "Nothing that is linked to this code is coded. The menu “Code” has “Read another code as this one…”.";
            super::parts::empty(ui, cx, "Nothing is read as this code", more, None);
        } else {
            let more = "Code some in Read with this code: they gather here.";
            super::parts::empty(ui, cx, "No passages yet", more, Some(("Go to Read", Window::Show(ViewId::Read).into())));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::vec2;

    #[test]
    fn the_palette_does_not_cover_the_card_it_is_about() {
        let page = Rect::from_min_max(pos2(224.0, 208.0), pos2(1280.0, 774.0));
        let size = vec2(372.0, 322.0);
        for (left, top) in [(236.0, 215.0), (236.0, 500.0), (1028.0, 266.0), (1028.0, 560.0), (500.0, 266.0)] {
            let card = Rect::from_min_size(pos2(left, top), vec2(240.0, 222.0));
            let palette = Rect::from_min_size(beside(card, page), size);
            let over = palette.intersect(card);
            assert!(over.width() <= 0.0 || over.height() <= 0.0, "{card:?} {palette:?}");
            assert!(palette.top() >= page.top() && palette.bottom() <= page.bottom(), "{palette:?}");
        }
    }
}
