//! The column at the left: which codes show, and which crosswalks there are.

use super::CrosswalkView;
use super::choice::Show;
use crate::analysis::Corpus;
use crate::model::Crosswalk;
use crate::project::Topic;
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::icons;
use crate::ui::views::View;
use crate::ui::widgets::{Field, Row, section_head};
use egui::{Frame, Id, Margin, ScrollArea, Ui};

/// Draws it.
pub fn left(view: &mut CrosswalkView, ui: &mut Ui, cx: &Cx) {
    let (Some(desk), Some(choice)) = (cx.project, view.choice.clone()) else { return };
    let (mut wanted, list) = (choice.clone(), view.main());
    Frame::new().inner_margin(Margin { left: 10, right: 10, top: 10, bottom: 0 }).show(ui, |ui| {
        let field = Field::new(&mut wanted.words, "Filter the codes").hint("Filter codes").icon(icons::FUNNEL_SIMPLE);
        let field = field.id(Id::unique("crosswalk filter"));
        list.into_iter().fold(field, Field::narrows).show(ui);
    });
    ScrollArea::vertical().id_salt("crosswalk choices").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        section_head(ui, "Show", |_| {});
        let counts = view.map().map_or([0; 4], |map| map.codes);
        for (show, count) in Show::ALL.into_iter().zip(counts) {
            let count = format::count(count as i64);
            if Row::new(show.name()).count(count).selected(choice.show == show).show(ui).response.clicked() {
                wanted.show = show;
            }
        }
        if desk.corpus.crosswalks().is_empty() {
            return;
        }
        section_head(ui, "Linked so far", |_| {});
        let links = |one: &Crosswalk| (one.id, desk.corpus.links(one.id).filter(|link| link.to_code.is_some()).count());
        let revision = desk.revision(&[Topic::Crosswalks, Topic::Codes]);
        let linked = view.linked.get(revision, |_| desk.corpus.crosswalks().iter().map(links).collect());
        for &(id, links) in linked.iter() {
            let Some(one) = desk.corpus.crosswalk(id) else { continue };
            let name = title(&desk.corpus, one);
            let row = Row::new(&name).count(format::count(links as i64)).note(format::counted(links, "link")).ends();
            if row.selected(choice.ends() == Some((one.from_framework, one.to_framework))).show(ui).response.clicked() {
                (wanted.from, wanted.to) = (Some(one.from_framework), Some(one.to_framework));
            }
        }
    });
    if wanted != choice {
        view.reveal = true;
        view.change(cx, |choice| *choice = wanted);
    }
}

/// “Working → Leutz”, by short names where there are such.
pub fn title(corpus: &Corpus, one: &Crosswalk) -> String {
    let name = |id| {
        let framework = corpus.framework(id);
        framework.map_or("", |framework| if framework.short.is_empty() { framework.name.as_str() } else { framework.short.as_str() })
    };
    format!("{} → {}", name(one.from_framework), name(one.to_framework))
}
