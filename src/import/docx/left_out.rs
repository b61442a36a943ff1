//! What of a Word file stays out, counted and said.

use crate::import::draft::Draft;

/// How often something was left out, by what it is.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    pub deleted: usize,
    pub hidden: usize,
    pub comments: usize,
    pub notes: usize,
    pub pictures: usize,
    pub boxes: usize,
    pub numbered: usize,
    pub inserted_files: usize,
}

impl LeftOut {
    /// Says so in the draft's notes.
    pub fn note(&self, draft: &mut Draft) {
        for (count, one, many) in [
            (
                self.deleted,
                "deleted or moved passage was left out; inserted words are in",
                "deleted or moved passages were left out; inserted words are in",
            ),
            (self.hidden, "hidden letter was left out", "hidden letters were left out"),
            (self.comments, "comment was left out", "comments were left out"),
            (self.notes, "footnote or endnote was left out", "footnotes and endnotes were left out"),
            (self.pictures, "picture was left out", "pictures were left out"),
            (self.boxes, "text box stands after the paragraph that it belongs to", "text boxes stand after the paragraphs that they belong to"),
            (
                self.numbered,
                "list item is without the number or bullet that Word shows",
                "list items are without the numbers or bullets that Word shows",
            ),
        ] {
            if count > 0 {
                draft.info(format!("{count} {}.", if count == 1 { one } else { many }));
            }
        }
        if self.inserted_files > 0 {
            draft.look("Another file that is inserted in this one was left out: import it by itself.");
        }
    }
}
