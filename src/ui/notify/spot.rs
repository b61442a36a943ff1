//! Where notices stand: never over what is looked at where there is room elsewhere.

use crate::ui::theme::measure;
use egui::{Align2, Context, Id, Rect, Vec2, vec2};

/// What is looked at, and the pass in which that was said.
type Looked = (u64, Rect);

fn key() -> Id {
    Id::unique("what is looked at")
}

/// Says where one is looking now: at the chosen cell, or at the caret.
pub fn looked_at(ctx: &Context, rect: Rect) {
    let pass = ctx.cumulative_pass_nr();
    ctx.data_mut(|data| data.insert_temp::<Looked>(key(), (pass, rect)));
}

/// The corner, and how far from it, that notices of this size stand at: above the status line at the right, `beside` the column there, or
/// where nobody is looking. At the left while a dialog has its buttons at the right.
pub(super) fn spot(ctx: &Context, size: Vec2, dialog: bool, beside: f32) -> (Align2, Vec2) {
    let pass = ctx.cumulative_pass_nr();
    let looked = ctx.data(|data| data.get_temp::<Looked>(key())).filter(|(of, _)| *of == pass).map(|(_, rect)| rect);
    let spots = spots(beside);
    if dialog {
        return spots[1];
    }
    free(ctx.content_rect(), size, looked, &spots)
}

fn spots(beside: f32) -> [(Align2, Vec2); 3] {
    let (above, below) = (-measure::STATUS - 12.0, measure::TOP + 12.0);
    [(Align2::RIGHT_BOTTOM, vec2(-16.0 - beside, above)), (Align2::LEFT_BOTTOM, vec2(16.0, above)), (Align2::RIGHT_TOP, vec2(-16.0 - beside, below))]
}

/// The first of these spots that leaves what is looked at free; the first of all where none does.
fn free(screen: Rect, size: Vec2, looked: Option<Rect>, spots: &[(Align2, Vec2); 3]) -> (Align2, Vec2) {
    let covers = |(corner, by): &(Align2, Vec2)| {
        let rect = corner.align_size_within_rect(size, screen).translate(*by);
        looked.is_some_and(|looked| rect.intersects(looked))
    };
    spots.iter().copied().find(|spot| !covers(spot)).unwrap_or(spots[0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    #[test]
    fn notices_stand_where_nobody_is_looking() {
        let (screen, size) = (Rect::from_min_size(pos2(0.0, 0.0), vec2(1280.0, 800.0)), vec2(380.0, 60.0));
        let corner = |looked: Option<Rect>| free(screen, size, looked, &spots(276.0)).0;
        let at = |x: f32, y: f32, width: f32| Some(Rect::from_min_size(pos2(x, y), vec2(width, 80.0)));
        assert_eq!(corner(None), Align2::RIGHT_BOTTOM);
        assert_eq!(corner(at(300.0, 100.0, 200.0)), Align2::RIGHT_BOTTOM);
        assert_eq!(corner(at(800.0, 700.0, 200.0)), Align2::LEFT_BOTTOM);
        assert_eq!(corner(at(100.0, 700.0, 900.0)), Align2::RIGHT_TOP);
        assert_eq!(corner(Some(screen)), Align2::RIGHT_BOTTOM, "there is no room elsewhere");
    }
}
