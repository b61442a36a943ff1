//! What the view does with commands: links made, changed and taken away, passages settled, what shows.

use super::CrosswalkView;
use super::choice::{Page, Show};
use super::cover::Line as CoverLine;
use super::data::{Line, Map, Said};
use super::passages::Card;
use crate::model::{CodeId, Ruling, SourceId, Span};
use crate::project::Settling;
use crate::ui::command::{Command, CrosswalkCommand, Gathering, ReadCommand, ShowWay, Showing, Target, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;

/// What is said where no code, no link or no passage is chosen.
const NO_CODE: &str = "No code is chosen: click on one, or walk the list with the arrows";
const NO_LINK: &str = "Nothing was said of this code yet: link it, or note that it has no counterpart";
const ABOVE: &str = "This is a link of a code above: link this code itself, or change that one";
const NO_TARGET: &str = "This code is not linked: nothing of it is read in Themes";
const NO_LINKS: &str = "Links are changed where they show: Alt+1, or “Links” at the head of the view";
pub(super) const NO_CARD: &str = "No passage is chosen: click on one beside, or walk to it with Tab and the arrows";
const NOTHING: &str = "Nothing is linked between these frameworks yet";
const NOT_READ: &str = "Nothing is to be settled: this passage is not read as anything yet";

impl CrosswalkView {
    /// Takes what is the view's to do; says whether it was.
    pub(super) fn act(&mut self, command: &Command, cx: &Cx, desk: &Desk) -> bool {
        match command {
            Command::Crosswalk(command) => self.on_links(command, cx, desk),
            Command::Gathering(Gathering::Accept) => self.settle(cx, Some(Ruling::Accepted)),
            Command::Gathering(Gathering::Reject) => self.settle(cx, Some(Ruling::Rejected)),
            Command::Gathering(Gathering::Reopen) => self.settle(cx, None),
            Command::Gathering(Gathering::AskMove) | Command::Read(ReadCommand::Recode) => self.settle(cx, Some(Ruling::Moved)),
            Command::Showing(Showing::AskKind) => {
                let now = self.choice.as_ref().map_or(Show::All, |choice| choice.show);
                let way = |show: Show| ShowWay::new(show.name(), now == show, Showing::Kind(show.name().to_owned()));
                cx.push(Showing::Ask("Which codes show".into(), Show::ALL.into_iter().map(way).collect()));
                true
            }
            Command::Showing(Showing::Kind(name)) => {
                let wanted = Show::ALL.into_iter().find(|show| show.name() == name);
                self.change(cx, |choice| choice.show = wanted.unwrap_or(choice.show));
                true
            }
            Command::Window(Window::ShowAll) => {
                self.change(cx, |choice| *choice = choice.unfiltered());
                true
            }
            _ => false,
        }
    }

    fn on_links(&mut self, command: &CrosswalkCommand, cx: &Cx, desk: &Desk) -> bool {
        match command {
            // What is not named comes from what was linked.
            CrosswalkCommand::Of(from, to) => self.change(cx, |choice| {
                *choice = super::Choice { from: *from, to: *to, ..choice.clone() }.fitting(&desk.corpus);
            }),
            CrosswalkCommand::AskFrom => self.ask_framework(cx, desk, "The framework that is read", true),
            CrosswalkCommand::AskTo => self.ask_framework(cx, desk, "The framework it is read as", false),
            CrosswalkCommand::ReadFrom(id) => {
                self.change(cx, |choice| {
                    // Two that change places.
                    choice.to = if choice.to == Some(*id) { choice.from } else { choice.to };
                    choice.from = Some(*id);
                });
            }
            CrosswalkCommand::ReadAs(id) => {
                self.change(cx, |choice| {
                    choice.from = if choice.from == Some(*id) { choice.to } else { choice.from };
                    choice.to = Some(*id);
                });
            }
            CrosswalkCommand::Turn => self.change(cx, |choice| std::mem::swap(&mut choice.from, &mut choice.to)),
            CrosswalkCommand::Page(page) => {
                self.change(cx, |choice| choice.page = *page);
                self.arrives = true;
            }
            CrosswalkCommand::Export => match self.map().and_then(|map| map.crosswalk) {
                Some(id) => cx.push(CrosswalkCommand::Check(id)),
                None => cx.push(Window::Say(NOTHING)),
            },
            CrosswalkCommand::Jump => match self.place() {
                Some((source, span)) => cx.push(Window::Go(Target::Passage(source, span))),
                None => cx.push(Window::Say(NO_CARD)),
            },
            CrosswalkCommand::Apply => match self.map().and_then(|map| map.crosswalk) {
                Some(id) => cx.push(CrosswalkCommand::AskApply(id)),
                None => cx.push(Window::Say(NOTHING)),
            },
            CrosswalkCommand::Unlink if self.beside => return self.settle(cx, Some(Ruling::Rejected)),
            CrosswalkCommand::Link | CrosswalkCommand::Without | CrosswalkCommand::Unlink | CrosswalkCommand::Reason | CrosswalkCommand::Read => {
                self.on_line(command, cx)
            }
            _ => return false,
        }
        true
    }

    /// The chosen passage: of the link, or of what is left out.
    fn place(&self) -> Option<(SourceId, Span)> {
        match self.page() {
            Page::LeftOut if !self.beside => self.left.map(|(_, source, span)| (source, span)),
            _ => self.chosen_card().map(|card| (card.source, card.span)),
        }
    }

    /// The code that is looked at beside the links.
    pub(super) fn code(&self) -> Option<CodeId> {
        match self.page() {
            Page::LeftOut => self.left.map(|(code, ..)| code),
            Page::Coverage => match self.row.as_ref().filter(|row| self.cover().is_some_and(|cover| cover.place(row).is_some()))? {
                CoverLine::Code(bar) => Some(bar.code),
                _ => None,
            },
            Page::Links => None,
        }
    }

    /// Does something with the line at the keys.
    fn on_line(&self, command: &CrosswalkCommand, cx: &Cx) {
        let Some(map) = self.map() else { return };
        if self.page() != Page::Links {
            let Some(code) = self.code() else { return cx.push(Window::Say(NO_CODE)) };
            match command {
                CrosswalkCommand::Link => return cx.push(CrosswalkCommand::PickTarget(map.from, map.to, code)),
                CrosswalkCommand::Without => return cx.push(Gathering::AskWhy(map.from, map.to, code, None)),
                _ => return cx.push(Window::Say(NO_LINKS)),
            }
        }
        let Some(line) = self.line(&map) else { return cx.push(Window::Say(NO_CODE)) };
        let (from, to, code) = (map.from, map.to, line.code);
        match command {
            CrosswalkCommand::Link => return cx.push(CrosswalkCommand::PickTarget(from, to, code)),
            CrosswalkCommand::Without => return cx.push(Gathering::AskWhy(from, to, code, None)),
            CrosswalkCommand::Read => return read_in_themes(cx, &map, line),
            _ => {}
        }
        match line.link() {
            None => cx.push(Window::Say(NO_LINK)),
            Some(link) if link.above.is_some() => cx.push(Window::Say(ABOVE)),
            Some(link) if *command == CrosswalkCommand::Unlink => cx.push(CrosswalkCommand::Unmap(vec![link.id])),
            Some(link) => cx.push(CrosswalkCommand::AskReason(from, to, code, link.to, link.reason.clone())),
        }
    }

    fn ask_framework(&self, cx: &Cx, desk: &Desk, title: &str, from: bool) {
        let now = self.choice.as_ref().and_then(|choice| if from { choice.from } else { choice.to });
        let way = |framework: &crate::model::Framework| {
            let then = if from { CrosswalkCommand::ReadFrom(framework.id) } else { CrosswalkCommand::ReadAs(framework.id) };
            ShowWay::new(&framework.name, now == Some(framework.id), then)
        };
        cx.push(Showing::Ask(title.to_owned(), desk.corpus.frameworks().iter().map(way).collect()));
    }

    /// Settles the chosen passage, or opens it again.
    fn settle(&self, cx: &Cx, ruling: Option<Ruling>) -> bool {
        let Some(card) = self.chosen_card() else {
            cx.push(Window::Say(NO_CARD));
            return true;
        };
        let Some((crosswalk, one)) = self.settling(&card, ruling) else {
            cx.push(Window::Say(NOT_READ));
            return true;
        };
        if ruling.is_none() && card.standing == Some(crate::analysis::lens::Standing::Open) {
            cx.push(Window::Say("Nothing was settled of this passage yet"));
            return true;
        }
        cx.push(match ruling {
            Some(Ruling::Rejected) => Gathering::AskReason(crosswalk, vec![one]),
            Some(Ruling::Moved) => Gathering::PickMove(crosswalk, vec![one]),
            _ => Gathering::Settle(crosswalk, vec![one], String::new()),
        });
        true
    }

    fn settling(&self, card: &Card, ruling: Option<Ruling>) -> Option<(crate::model::CrosswalkId, Settling)> {
        let (map, (from, to)) = (self.map()?, self.at?);
        let (passage, to): (_, CodeId) = card.passage.zip(to)?;
        card.standing?;
        Some((map.crosswalk?, Settling { passage, from, to, ruling, moved: None }))
    }
}

/// Shows what a line is linked to in Themes, with what is read as it.
fn read_in_themes(cx: &Cx, map: &Map, line: &Line) {
    let Said::To(link, ..) = &line.said else { return cx.push(Window::Say(NO_TARGET)) };
    let Some(target) = link.to else { return };
    cx.push(Window::Go(Target::Code(target)));
    // Themes shows by then, and takes it.
    cx.push(Showing::Through(Some(map.from)));
}
