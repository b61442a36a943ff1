//! The list of files: how each stands, what it is, what was found.

use super::ImportDialog;
use super::data::{FileRow, Standing};
use crate::ui::cx::Cx;
use crate::ui::icons;
use crate::ui::widgets::{Tip, VirtualList, list_keys, paint, row_ground};
use egui::accesskit::Role;
use egui::{Align2, Color32, Id, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

/// The height of a row.
const ROW: f32 = 34.0;

/// What stands over the columns.
const HEADS: [&str; 4] = ["File", "Kind", "Found", "Note"];
/// The room of the mark before a file's name, of the gap behind a column, and of what the scroll bar takes.
const MARK: f32 = 36.0;
const GAP: f32 = 14.0;
const BAR: f32 = 12.0;
/// The widest that kind, what was found and the note become where room is short; the note has its words in full elsewhere.
const WIDEST: [f32; 3] = [110.0, 150.0, 160.0];
/// What of a wide list the notes leave to the rest.
const REST: f32 = 460.0;
/// What the names have at least: columns give way to them, the notes first, which stand beside the list and in a tooltip too.
const NAME: f32 = 140.0;
const NOTE: f32 = 90.0;
const GIVE_WAY: [usize; 3] = [3, 1, 2];

/// How wide the columns behind the names are, measured when the files or what was found in them change.
#[derive(Default)]
pub(super) struct Widths {
    of: usize,
    columns: [f32; 3],
}

impl Widths {
    /// Measures what stands in the columns; files that come one after the other are measured as they come.
    fn measure(&mut self, ui: &Ui, files: &[FileRow], room: f32) {
        if self.of > files.len() {
            *self = Self::default();
        }
        let widest = [WIDEST[0], WIDEST[1], WIDEST[2].max(room - REST)];
        for file in &files[self.of..] {
            let words = [kind(file), file.voices(), file.note()];
            for ((width, words), widest) in self.columns.iter_mut().zip(words).zip(widest) {
                if *width < widest && !words.is_empty() {
                    *width = width.max(paint::whole(ui, &words, paint::meta(), Color32::BLACK).size().x).min(widest);
                }
            }
        }
        self.of = files.len();
    }

    /// Where the columns begin: the file's name has all the room that the others leave. One that has no room ends where it begins.
    fn begin(&self, ui: &Ui, place: Rect) -> [f32; 4] {
        let head = |n: usize| paint::whole(ui, HEADS[n], paint::meta(), Color32::BLACK).size().x;
        let mut wide = [1, 2, 3].map(|n| if self.columns[n - 1] > 0.0 { self.columns[n - 1].max(head(n)) + GAP } else { 0.0 });
        let room = place.width() - BAR - MARK - NAME - GAP;
        let over = wide.iter().sum::<f32>() - room;
        if over > 0.0 && wide[2] - over >= NOTE {
            wide[2] -= over;
        }
        for n in GIVE_WAY {
            if wide.iter().sum::<f32>() > room + 0.5 {
                wide[n - 1] = 0.0;
            }
        }
        let mut right = place.right() - BAR;
        let mut begin = [place.left() + MARK; 4];
        for n in (1..4).rev() {
            right -= wide[n - 1];
            begin[n] = right;
        }
        begin
    }
}

/// What a file is; of one that cannot be read no more than its suffix says.
fn kind(file: &FileRow) -> String {
    let suffix = || file.request.path.extension().map(|suffix| suffix.to_string_lossy().to_uppercase()).unwrap_or_default();
    file.found().map_or_else(suffix, |found| found.format.clone())
}

fn mark(standing: Standing, cx: &Cx) -> (&'static str, Color32, &'static str) {
    match standing {
        Standing::Ready => (icons::CHECK_CIRCLE, cx.tokens.ok, "ready"),
        Standing::Look => (icons::WARNING, cx.tokens.warn, "to look at"),
        Standing::Here => (icons::COPY, cx.tokens.ink3, "already here"),
        Standing::Refused => (icons::X_CIRCLE, cx.tokens.danger, "cannot be read"),
    }
}

impl ImportDialog {
    /// Draws the list with its head.
    pub(super) fn list(&mut self, ui: &mut Ui, cx: &Cx) {
        let place = ui.max_rect();
        let mut widths = std::mem::take(&mut self.widths);
        widths.measure(ui, &self.files, place.width());
        let columns = widths.begin(ui, place);
        self.widths = widths;
        let (head, _) = ui.allocate_exact_size(vec2(place.width(), 28.0), Sense::hover());
        for (n, (x, words)) in columns.iter().zip(HEADS).enumerate() {
            if n > 0 && columns.get(n + 1).unwrap_or(&(place.right() - BAR)) - x < 1.0 {
                continue;
            }
            paint::text(ui, pos2(*x, head.center().y), Align2::LEFT_CENTER, words, paint::meta(), cx.tokens.ink3);
        }
        paint::hline(ui, ui.painter(), place.x_range(), head.bottom(), cx.tokens.line);
        if self.files.is_empty() && self.reading.is_none() {
            let words = "No files yet. Choose some, write a path above, or drop files and folders here.";
            paint::text(ui, pos2(columns[0], head.bottom() + 26.0), Align2::LEFT_CENTER, words, paint::meta(), cx.tokens.ink2);
            return;
        }
        let rows = Rect::from_min_max(pos2(place.left(), head.bottom()), place.max);
        let id = Id::unique("import files");
        let page = (rows.height() / ROW) as usize;
        let keys = list_keys(ui, id, rows, "Files to import", Some(self.chosen), self.files.len(), page);
        if let Some(at) = keys.moved {
            self.chosen = at;
            self.reveal = true;
        }
        let reveal = std::mem::take(&mut self.reveal).then_some(self.chosen);
        let (files, chosen) = (&self.files, self.chosen);
        let focused = keys.response.has_focus();
        let mut clicked = None;
        VirtualList::same("import list", ROW, files.len()).reveal(reveal).show(ui, |ui, n| {
            if row(ui, cx, &files[n], n == chosen, focused, &columns) {
                clicked = Some(n);
            }
        });
        if let Some(n) = clicked {
            self.chosen = n;
            keys.response.request_focus();
        }
    }
}

fn row(ui: &mut Ui, cx: &Cx, file: &FileRow, chosen: bool, focused: bool, columns: &[f32; 4]) -> bool {
    let rect = ui.max_rect();
    let response = ui.interact(rect, ui.scope_id().with("file"), Sense::click());
    let (glyph, colour, words) = mark(file.standing(), cx);
    let name = file.file();
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, format!("{name}, {words}, {}", file.voices())));
    row_ground(ui, rect, chosen, response.hovered(), focused && chosen);
    let y = rect.center().y;
    paint::icon(ui, pos2(columns[0] - 15.0, y), glyph, 15.0, colour);
    let kind = kind(file);
    let note = file.note();
    let cells = [(name.as_str(), cx.tokens.ink), (kind.as_str(), cx.tokens.ink2), (&file.voices(), cx.tokens.ink2), (&note, cx.tokens.ink3)];
    for (n, (words, ink)) in cells.into_iter().enumerate() {
        let end = columns.get(n + 1).copied().unwrap_or(rect.right() - BAR);
        if end - columns[n] < 1.0 {
            continue;
        }
        let font = if n == 0 { paint::body() } else { paint::meta() };
        let room = (end - columns[n] - GAP).max(0.0);
        let set = if n == 0 { paint::both_ends } else { paint::line };
        let galley = set(ui, words, font, ink, room);
        paint::place(ui, galley, pos2(columns[n], y));
    }
    paint::hline(ui, ui.painter(), rect.x_range(), rect.bottom(), cx.tokens.line_soft);
    let clicked = response.clicked();
    // What is cut in a row can be read whole.
    let cut = paint::whole(ui, &name, paint::body(), cx.tokens.ink).size().x > columns[1] - columns[0] - GAP;
    let lines = [cut.then_some(name), (!note.is_empty()).then_some(note)];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    if !lines.is_empty() {
        response.tip(lines.join("\n"));
    }
    clicked
}
