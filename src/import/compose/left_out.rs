//! What of a document stays out or stands elsewhere, counted and said.

use crate::import::draft::Draft;

/// How often something was left out, by what it is.
#[derive(Debug, Default)]
pub(in crate::import) struct LeftOut {
    pub deleted: usize,
    pub hidden: usize,
    /// Comments that hang on no words.
    pub comments: usize,
    /// Footnotes and endnotes, which stand at the end.
    pub notes: usize,
    pub pictures: usize,
    pub boxes: usize,
    /// Items of lists whose bullet is no word.
    pub bullets: usize,
    pub inserted_files: usize,
    /// Signs of fonts of signs that no letter stands for.
    pub signs: usize,
    /// Letters that only a font of its own can tell.
    pub own_letters: usize,
    /// Headers and footers of pages.
    pub margins: usize,
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
            (self.comments, "comment that hangs on no words was left out", "comments that hang on no words were left out"),
            (
                self.notes,
                "footnote or endnote stands at the end, its number in brackets where it belongs",
                "footnotes and endnotes stand at the end, their numbers in brackets where they belong",
            ),
            (self.pictures, "picture was left out", "pictures were left out"),
            (self.boxes, "text box stands after the paragraph that it belongs to", "text boxes stand after the paragraphs that they belong to"),
            (self.bullets, "list item is without its bullet", "list items are without their bullets"),
        ] {
            if count > 0 {
                draft.info(format!("{count} {}.", if count == 1 { one } else { many }));
            }
        }
        if self.margins > 0 {
            draft.info("Headers and footers of the pages were left out.");
        }
        for (count, one, many) in [
            (
                self.signs,
                "sign of a font of signs such as Wingdings has no letter that stands for it and shows as ▯",
                "signs of a font of signs such as Wingdings have no letters that stand for them and show as ▯",
            ),
            (
                self.own_letters,
                "letter is one of a font of its own, without which it shows as a box",
                "letters are those of a font of their own, without which they show as boxes",
            ),
        ] {
            if count > 0 {
                draft.look(format!("{count} {}.", if count == 1 { one } else { many }));
            }
        }
        if self.inserted_files > 0 {
            draft.look("Another file that is inserted in this one was left out: import it by itself.");
        }
    }
}
