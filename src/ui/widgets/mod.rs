//! The controls the window is made of: each drawn by hand from the tokens, each with a name and a role for screen readers.

mod button;
mod choice;
mod compared;
mod field;
mod list;
mod marks;
pub mod paint;
mod popup;
mod region;
mod row;
mod section;
mod sought;
mod tip;
mod told;
mod words;

pub use button::{Button, Kind, cap, icon_button};
pub use choice::{ListKeys, list_keys, row_ground, tab_leads, take_focus};
pub use compared::{COMPARED_LINE, compared_style, lay_out_compared, mark_compared};
pub use field::{Field, Highlight, caret_to_end, multiline, outlined, prose, put_in, select_all, to_list, typing};
pub use list::{VirtualList, Visible};
pub use marks::{Mark, checkbox, disc, disc_on, progress_bar, progress_mark, swatch};
pub use popup::{popup, popup_open};
pub use region::{region, scroll_by_keys, within};
pub use row::{Row, RowResponse};
pub use section::{card, section_head, wrapped};
pub use sought::{fits, lead, seek};
pub use tip::{Tip, note_keys, pointed_at};
pub use told::{pieces as told_pieces, told, told_wrapped};
pub use words::{Setting, Words};
