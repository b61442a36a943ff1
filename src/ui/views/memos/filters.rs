//! The left column: words, state, kinds, who, what the memos are about, and their order.

use super::MemosView;
use crate::analysis::{Corpus, Matter, MemoOrder};
use crate::model::MemoState;
use crate::ui::command::MemoCommand;
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::format;
use crate::ui::icons;
use crate::ui::views::parts;
use crate::ui::widgets::{Field, Row, section_head};
use egui::{Frame, Id, Margin, ScrollArea, Ui};

/// Draws it.
pub fn draw(view: &mut MemosView, ui: &mut Ui, cx: &Cx, desk: &Desk) {
    Frame::new().inner_margin(Margin { left: 10, right: 10, top: 10, bottom: 0 }).show(ui, |ui| {
        let field = Field::new(&mut view.filter.words, "Filter the memos").hint("Filter memos").icon(icons::FUNNEL_SIMPLE);
        field.id(Id::unique("memo filter")).narrows(super::list::id()).show(ui);
    });
    let MemosView { memos, filter, .. } = view;
    let Some(memos) = memos.last() else { return };
    ScrollArea::vertical().id_salt("memo filters").auto_shrink([false, false]).show(ui, |ui| {
        section_head(ui, "State", |_| {});
        let (all, open) = memos.all;
        let states = [(None, "All", all), (Some(MemoState::Open), "Open", open), (Some(MemoState::Settled), "Settled", all - open)];
        for (state, words, count) in states {
            let row = Row::new(words).count(format::count(count as i64)).selected(filter.state == state);
            if row.id(Id::unique(("memo state", words))).show(ui).response.clicked() {
                filter.state = state;
            }
        }
        section_head(ui, "Show", |_| {});
        for (kind, count) in &memos.kinds {
            if parts::tick(ui, cx, kind.name(), *count, !filter.without.contains(kind)) {
                filter.turn_kind(*kind);
            }
        }
        section_head(ui, "By", |_| {});
        for (who, count) in &memos.coders {
            if parts::tick(ui, cx, who, *count, !filter.silent.contains(who)) {
                filter.turn_who(who);
            }
        }
        section_head(ui, "About", |_| {});
        let words = filter.about.map_or_else(|| "Anything".to_owned(), |matter| named(&desk.corpus, matter));
        let row = Row::new(&words).icon(icons::FUNNEL_SIMPLE).selected(filter.about.is_some()).note("what the memos are about");
        if row.id(Id::unique("memo about")).show(ui).response.clicked() {
            cx.push(MemoCommand::AskAbout);
        }
        section_head(ui, "Order", |_| {});
        for order in MemoOrder::ALL {
            let row = Row::new(order.name()).selected(filter.order == order).id(Id::unique(("memo order", order.name())));
            if row.show(ui).response.clicked() {
                filter.order = order;
            }
        }
        ui.add_space(12.0);
    });
}

/// What a matter is called.
pub fn named(corpus: &Corpus, matter: Matter) -> String {
    match matter {
        Matter::Code(id) => corpus.code(id).map(|code| code.name.clone()),
        Matter::Case(id) => corpus.case(id).map(|case| case.name.clone()),
        Matter::Source(id) => corpus.source(id).map(|source| source.name.clone()),
    }
    .unwrap_or_else(|| "what is gone".to_owned())
}
