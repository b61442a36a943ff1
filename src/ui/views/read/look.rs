//! How Read is looked at: lists, folds, whose codings show and how. Remembered for each project in the user's configuration.

use super::Read;
use super::show::{Stops, StripeMode, WashMode};
use crate::model::{CoderId, LayerId};
use crate::ui::command::ReadCommand;
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::views::{framework, sources};
use serde::{Deserialize, Serialize};

/// How Read is looked at.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    /// The list of sources and cases.
    pub list: sources::Look,
    /// The tree of codes.
    pub tree: framework::Look,
    /// Whose codings show; empty means everybody's.
    pub coders: Vec<CoderId>,
    /// The layers that show; empty means all.
    pub layers: Vec<LayerId>,
    /// Which stripes.
    pub stripes: StripeMode,
    /// Where words are washed.
    pub wash: WashMode,
    /// What Next and Previous stop at.
    pub stops: Stops,
}

impl Read {
    /// Takes up how this project was looked at last, once.
    pub(super) fn recall(&mut self, cx: &Cx, desk: &Desk) {
        if self.kept.is_some() {
            return;
        }
        let mut look = cx.config.read.get(&desk.key()).cloned().unwrap_or_default();
        // Who is gone since then would hide everything.
        look.coders.retain(|id| desk.corpus.coder(*id).is_some());
        look.layers.retain(|id| desk.corpus.layers.iter().any(|layer| layer.id == *id));
        self.shelf.look.clone_from(&look.list);
        self.tree.look.clone_from(&look.tree);
        (self.show.scope.coders, self.show.scope.layers) = (look.coders.clone(), look.layers.clone());
        (self.show.stripes, self.show.wash, self.stops) = (look.stripes, look.wash, look.stops);
        self.kept = Some(look);
    }

    /// Remembers how it is looked at, when that changed.
    pub(super) fn remember(&mut self, cx: &Cx) {
        let scope = &self.show.scope;
        let look = Look {
            list: self.shelf.look.clone(),
            tree: self.tree.look.clone(),
            coders: scope.coders.clone(),
            layers: scope.layers.clone(),
            stripes: self.show.stripes,
            wash: self.show.wash,
            stops: self.stops,
        };
        if self.kept.as_ref() != Some(&look) {
            cx.push(ReadCommand::Remember(Box::new(look.clone())));
            self.kept = Some(look);
        }
    }
}
