//! The corpus: a snapshot of the project in memory, and pure functions over it.
//!
//! Texts come in through [`Texts`] alone: a session is one, so is [`crate::project::Reader::texts`], so is a map in a test.

mod attribution;
mod balance;
mod case_table;
mod cast;
mod chart;
mod corpus;
mod corrected;
mod counts;
mod disagreements;
mod disclosure;
mod excerpt;
mod framework_changes;
mod framework_states;
mod gathered;
mod goes_along;
mod gone_codes;
mod grouping;
mod ids;
pub mod lens;
mod line;
mod measure;
mod memos;
mod merging;
mod mixed;
mod naming;
mod natural;
mod people;
mod pseudonyms;
mod query;
mod quoting;
mod real_names;
mod resting;
mod sample;
mod saturated;
pub mod saturation;
mod scope;
mod sides;
mod silent;
mod texts;
mod theme;
mod turns;
mod whose;

pub use attribution::{Attribution, clock, short_line};
pub use balance::{Balance, Quoted, balance};
pub use case_table::{
    CASE_COLUMNS, CaseTable, SOURCE_COLUMN, attribute_head, case_table, defused_fully, parted, read_head, runs, source_table, undefused,
};
pub use cast::{Cast, Part, Uncoded};
pub use chart::{
    Behind, Beneath, CellView, Chart, ChartAsk, ChartGroup, ChartOf, ChartRow, Charted, Coded, Reading, Under, behind, beneath, mark_of, readings,
};
pub use corpus::{Corpus, begins_with_words, settled};
pub use corrected::{Becomes, Handed, Touched, handed, taken_away, touched};
pub use counts::{Counts, Tally, counts, counts_while, passages};
pub use disagreements::{Disagreement, disagreements};
pub use disclosure::{Disclosure, DisclosureCheck, Somebody, Told, disclosures};
pub use excerpt::{Excerpt, Heads, Retrieved, each_excerpt, excerpts_at, excerpts_of, retrieve};
pub use framework_changes::{
    CameIn, CodeChange, Definitions, DueAgain, InForce, Redefined, applied_before, applied_left_out, code_tree, due_again, framework_changes,
    in_force,
};
pub use framework_states::{Between, ChangedCode, between, changes, others_version, state_name};
pub use gathered::{Gathering, cast_of, contradiction, each_gathered, gather, gathered_corpus, gathers, in_order, stance_now, turned, turned_since};
pub use goes_along::{GoesAlong, Removed, goes_along};
pub use gone_codes::{CodeUse, GoneCodes, GoneCoding, Had};
pub use grouping::{Groups, UNASSIGNED};
pub use ids::IdMap;
pub use line::{Carried, Line, LineStep, LostCoding};
pub use measure::words_in;
pub use memos::{Matter, MemoOrder, MemoQuery};
pub use merging::{Merging, can_merge, merging};
pub use naming::{Names, Naming};
pub use natural::{is_bare_number, natural};
pub use people::{Voice, Voices, asked_said, is_person};
pub use pseudonyms::{
    Found, How, Known, NamesFound, Often, Origin, PseudonymKey, Sought, Spot, Standing, Suggested, Suggestion, Swap, Worded, bearer, by_place,
    is_title, look,
};
pub(crate) use query::Sieve;
pub use query::{Filter, Query};
pub use quoting::{Lies, all_are_quoted, lies_among, quoted_also, quoted_but, reports_quoting};
pub use real_names::{RealNames, looks_like_a_name};
pub use resting::{Resting, Rests, losses, resting_on, resting_on_nothing, resting_on_what_goes};
pub use sample::{Activity, Cell, Sample, SampleRow, SiteProgress, activity, holdings, not_sums, progress, sample};
pub use saturated::Saturation;
pub use scope::{Basis, Scope, coded_sources};
pub use silent::{Heard, Silent, not_coded, silence, silent};
pub use texts::{Beforehand, Texts, words_at};
pub use theme::{Column, Columns, Share, Theme, Voiced, listed, reach, theme};
pub use turns::turns_of;
