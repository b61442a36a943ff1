//! Plain values: what a project holds, with no storage, no window and no I/O.

mod case;
mod chart;
mod code;
mod coding;
mod colour;
mod crosswalk;
mod figures;
mod framework_version;
mod id;
mod memo;
pub mod order;
mod path;
mod project;
mod pseudonym;
mod report;
mod search;
mod source;
mod span;
mod theme;
mod time;
mod word;
mod word_branch;

pub use case::{Attribute, AttributeType, AttributeValue, Case, CaseKind, Owner, SourceCase, Target};
pub use chart::{CellStatus, ChartCell, Evidence, RowKey, named_passages, names_nothing, numbered_on};
pub use code::{Code, Framework};
pub use coding::{Coder, Coding, Dismissed, Layer, LayerKind, Pin};
pub use colour::Colour;
pub use crosswalk::{Crosswalk, CrosswalkLink, Ruling, Verdict};
pub use figures::{counted, grouped, percent};
pub use framework_version::{FrameworkVersion, LookedAgain, MergedCode};
pub use id::*;
pub use memo::{Linked, Memo, MemoKind, MemoLink, MemoStanding, MemoState, Subject};
pub use path::{join_path, split_path};
pub use project::{Grouping, Project};
pub use pseudonym::{Pseudonym, PseudonymKind};
pub use report::{Report, ReportPart};
pub use search::SavedSearch;
pub use source::{Folder, Hash, Progress, ProgressState, Source, SourceKind, Speaker, SpeakerRole, Version};
pub use span::{Passage, Span, merge};
pub use theme::{Gathered, Stance, ThemePart};
pub use time::Time;
pub use word::{KeptRule, WordRule, WordRuleKind, primary_language};
pub use word_branch::WordBranch;

/// Declares an enum whose variants have a stored name, with `ALL`, `name()` and `parse()`.
macro_rules! named {
    ($(#[$meta:meta])* $kind:ident { $($(#[$vmeta:meta])* $variant:ident = $name:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $kind { $($(#[$vmeta])* #[serde(rename = $name)] $variant),+ }
        impl $kind {
            /// Every variant, in the order they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The name as it is stored and shown in tables.
            pub const fn name(self) -> &'static str { match self { $(Self::$variant => $name),+ } }
            /// The variant of that stored name.
            pub fn parse(name: &str) -> Option<Self> { match name { $($name => Some(Self::$variant),)+ _ => None } }
        }
        impl std::fmt::Display for $kind {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.name()) }
        }
    };
}
pub(crate) use named;
