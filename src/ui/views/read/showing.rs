//! The commands on what Read shows: stripes, colour behind words, whose codings, in which layer, and what the tree counts.

use super::Read;
use super::show::{Show, WashMode};
use crate::ui::command::{ShowWay, Showing, Side, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;

impl Read {
    /// Takes what is Read's to do; says whether it was.
    pub(super) fn showing(&mut self, command: &Showing, cx: &Cx) -> bool {
        let Some(desk) = cx.project else { return false };
        let show = &mut self.show;
        match command {
            Showing::Stripes(mode) => show.stripes = *mode,
            Showing::Wash => show.wash = if show.wash == WashMode::All { WashMode::Chosen } else { WashMode::All },
            Showing::Coder(coder) => show.scope.coders = coder.iter().copied().collect(),
            Showing::Layer(layer) => show.scope.layers = layer.iter().copied().collect(),
            Showing::AskCoder => cx.push(Showing::Ask("Whose codings show".into(), coders(&self.show, desk))),
            Showing::AskLayer => cx.push(Showing::Ask("Which layer shows".into(), layers(&self.show, desk))),
            Showing::Own | Showing::Here | Showing::Fold | Showing::Unfold => {
                self.tree.showing(command, desk);
                cx.push(Window::Unfold(Side::Right));
            }
            _ => return false,
        }
        true
    }
}

/// The coders whose codings can show.
pub(super) fn coders(show: &Show, desk: &Desk) -> Vec<ShowWay> {
    let now = &show.scope.coders;
    let one = |coder: &crate::model::Coder| {
        let words = format!("{} · {}", coder.initials, coder.name);
        ShowWay::new(words, now.contains(&coder.id), Showing::Coder(Some(coder.id)))
    };
    let all = ShowWay::new("All coders", now.is_empty(), Showing::Coder(None));
    std::iter::once(all).chain(desk.corpus.coders.iter().map(one)).collect()
}

/// The layers that can show.
pub(super) fn layers(show: &Show, desk: &Desk) -> Vec<ShowWay> {
    let now = &show.scope.layers;
    let one = |layer: &crate::model::Layer| ShowWay::new(&layer.name, now.contains(&layer.id), Showing::Layer(Some(layer.id)));
    let all = ShowWay::new("All layers", now.is_empty(), Showing::Layer(None));
    std::iter::once(all).chain(desk.corpus.layers.iter().map(one)).collect()
}
