//! A virtual list: rows of known heights, scrolled by pixel, of which only those in sight are drawn.

use egui::{Id, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};
use std::ops::Range;

/// A list of rows whose heights are known beforehand.
pub struct VirtualList {
    id: Id,
    heights: Heights,
    reveal: Option<usize>,
}

/// How high the rows are.
enum Heights {
    Same(f32, usize),
    /// The top of every row, and at the end the height of all.
    Tops(Vec<f32>),
}

/// What was drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Visible {
    /// The rows in sight.
    pub rows: Range<usize>,
    /// How far it is scrolled, in points.
    pub offset: f32,
}

impl VirtualList {
    /// `count` rows of one height.
    pub fn same(id: impl std::hash::Hash + std::fmt::Debug, height: f32, count: usize) -> Self {
        Self { id: Id::unique(id), heights: Heights::Same(height, count), reveal: None }
    }

    /// Rows of these heights.
    pub fn of(id: impl std::hash::Hash + std::fmt::Debug, heights: impl IntoIterator<Item = f32>) -> Self {
        let mut tops = vec![0.0];
        let mut top = 0.0;
        for height in heights {
            top += height;
            tops.push(top);
        }
        Self { id: Id::unique(id), heights: Heights::Tops(tops), reveal: None }
    }

    /// Scrolls so far that this row is in sight.
    pub fn reveal(mut self, row: Option<usize>) -> Self {
        self.reveal = row;
        self
    }

    fn count(&self) -> usize {
        match &self.heights {
            Heights::Same(_, count) => *count,
            Heights::Tops(tops) => tops.len() - 1,
        }
    }

    fn top(&self, row: usize) -> f32 {
        match &self.heights {
            Heights::Same(height, count) => *height * row.min(*count) as f32,
            Heights::Tops(tops) => tops[row.min(tops.len() - 1)],
        }
    }

    /// The rows that any of `from..to` shows.
    fn rows(&self, from: f32, to: f32) -> Range<usize> {
        let count = self.count();
        match &self.heights {
            Heights::Same(height, _) => ((from / height).max(0.0) as usize).min(count)..((to / height).ceil().max(0.0) as usize).min(count),
            Heights::Tops(tops) => {
                let first = tops.partition_point(|top| *top <= from).saturating_sub(1).min(count);
                first..tops.partition_point(|top| *top < to).min(count).max(first)
            }
        }
    }

    /// Shows it over all the room there is; `draw` is called for each row in sight, with a ui as wide as the list and as high as the row.
    pub fn show(self, ui: &mut Ui, mut draw: impl FnMut(&mut Ui, usize)) -> Visible {
        ui.spacing_mut().item_spacing.y = 0.0;
        let total = self.top(self.count());
        let mut seen = Visible { rows: 0..0, offset: 0.0 };
        ScrollArea::vertical().id_salt(self.id).auto_shrink([false, false]).show_viewport(ui, |ui, port| {
            ui.set_height(total);
            let origin = ui.max_rect().min;
            let width = ui.available_width();
            seen = Visible { rows: self.rows(port.top(), port.bottom()), offset: port.top() };
            for row in seen.rows.clone() {
                let rect = Rect::from_min_max(pos2(origin.x, origin.y + self.top(row)), pos2(origin.x + width, origin.y + self.top(row + 1)));
                ui.scope_builder(UiBuilder::new().max_rect(rect).id_salt((self.id, row)), |ui| draw(ui, row));
            }
            if let Some(row) = self.reveal {
                let rect = Rect::from_min_size(pos2(origin.x, origin.y + self.top(row)), vec2(width, self.top(row + 1) - self.top(row)));
                ui.scroll_to_rect(rect, None);
            }
        });
        seen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_in_sight_are_found_for_equal_and_for_known_heights() {
        let same = VirtualList::same("a", 26.0, 100);
        assert_eq!(same.rows(0.0, 52.0), 0..2);
        assert_eq!(same.rows(27.0, 53.0), 1..3);
        assert_eq!(same.rows(2590.0, 9000.0), 99..100);
        let known = VirtualList::of("b", [10.0, 20.0, 30.0]);
        assert_eq!(known.rows(0.0, 10.0), 0..1);
        assert_eq!(known.rows(9.0, 31.0), 0..3);
        assert_eq!(known.rows(10.0, 30.0), 1..2);
        assert_eq!(VirtualList::of("c", []).rows(0.0, 500.0), 0..0);
    }
}
