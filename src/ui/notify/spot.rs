//! Where notices stand: never over what is written or looked at where there is room elsewhere, and always in one place while they stand.

use crate::ui::theme::measure;
use egui::{Align2, Context, Id, Rect, Vec2, vec2};

/// What is looked at or written, and the pass in which that was said.
type Looked = (u64, Vec<Rect>);

fn looked() -> Id {
    Id::unique("what is looked at")
}

fn written() -> Id {
    Id::unique("what is written")
}

/// Says where one is looking now: at the chosen cell, or at the caret.
pub fn looked_at(ctx: &Context, rect: Rect) {
    say(ctx, looked(), rect);
}

/// Says where one is writing now.
pub fn written_at(ctx: &Context, rect: Rect) {
    say(ctx, written(), rect);
}

fn say(ctx: &Context, what: Id, rect: Rect) {
    let mut all = said(ctx, what);
    all.push(rect);
    let pass = ctx.cumulative_pass_nr();
    ctx.data_mut(|data| data.insert_temp::<Looked>(what, (pass, all)));
}

fn said(ctx: &Context, what: Id) -> Vec<Rect> {
    let pass = ctx.cumulative_pass_nr();
    ctx.data(|data| data.get_temp::<Looked>(what)).filter(|(of, _)| *of == pass).map_or_else(Vec::new, |(_, all)| all)
}

/// A place for notices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// Over the end of the status line, beside the column at the right: of what is read it covers least.
    Foot,
    /// Above the status line at the left, whose beginning says what keys do.
    Left,
    /// Under the top bar at the right.
    Top,
}

impl Spot {
    const ALL: [Self; 3] = [Self::Foot, Self::Left, Self::Top];

    /// The corner, and how far from it.
    pub(super) fn at(self, beside: f32) -> (Align2, Vec2) {
        match self {
            Self::Foot => (Align2::RIGHT_BOTTOM, vec2(-16.0 - beside, -6.0)),
            Self::Left => (Align2::LEFT_BOTTOM, vec2(16.0, -measure::STATUS - 12.0)),
            Self::Top => (Align2::RIGHT_TOP, vec2(-16.0 - beside, measure::TOP + 12.0)),
        }
    }

    fn covers(self, screen: Rect, (size, beside): (Vec2, f32), what: &[Rect]) -> bool {
        let (corner, by) = self.at(beside);
        let rect = corner.align_size_within_rect(size, screen).translate(by);
        what.iter().any(|what| rect.intersects(*what))
    }
}

/// Where notices of this size stand, which stood at `now`. At the left while a dialog has its buttons at the right.
pub(super) fn spot(ctx: &Context, size: Vec2, dialog: bool, beside: f32, now: Option<Spot>) -> Spot {
    if dialog {
        return Spot::Left;
    }
    free(ctx.content_rect(), (size, beside), (&said(ctx, written()), &said(ctx, looked())), now)
}

/// Where they stand already, unless something is written there; else the first place that leaves free what is written and looked at, or at least what is
/// written; the first of all where none does.
fn free(screen: Rect, size: (Vec2, f32), (written, looked): (&[Rect], &[Rect]), now: Option<Spot>) -> Spot {
    let free_of = |what| move |spot: &Spot| !spot.covers(screen, size, what);
    let both = |spot: &Spot| free_of(written)(spot) && free_of(looked)(spot);
    let find = |fits: &dyn Fn(&Spot) -> bool| Spot::ALL.into_iter().find(|spot| fits(spot));
    now.filter(free_of(written)).or_else(|| find(&both)).or_else(|| find(&free_of(written))).or(now).unwrap_or(Spot::Foot)
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    fn at(x: f32, y: f32, width: f32) -> Vec<Rect> {
        vec![Rect::from_min_size(pos2(x, y), vec2(width, 80.0))]
    }

    fn stand(written: &[Rect], looked: &[Rect], now: Option<Spot>) -> Spot {
        free(Rect::from_min_size(pos2(0.0, 0.0), vec2(1280.0, 800.0)), (vec2(380.0, 60.0), 276.0), (written, looked), now)
    }

    #[test]
    fn notices_come_where_nobody_is_looking() {
        assert_eq!(stand(&[], &[], None), Spot::Foot);
        assert_eq!(stand(&[], &at(300.0, 100.0, 200.0), None), Spot::Foot);
        assert_eq!(stand(&[], &at(800.0, 700.0, 200.0), None), Spot::Left);
        assert_eq!(stand(&[], &at(100.0, 700.0, 900.0), None), Spot::Top);
        let all = [Rect::from_min_size(pos2(0.0, 0.0), vec2(1280.0, 800.0))];
        assert_eq!(stand(&[], &all, None), Spot::Foot, "there is no room elsewhere");
    }

    #[test]
    fn notices_that_stand_stay_and_make_room_for_what_is_written_alone() {
        let here = at(800.0, 700.0, 200.0);
        assert_eq!(stand(&[], &here, Some(Spot::Foot)), Spot::Foot, "whoever walks there sees them stand");
        assert_eq!(stand(&here, &here, Some(Spot::Foot)), Spot::Left);
        assert_eq!(stand(&[], &[], Some(Spot::Left)), Spot::Left, "they do not jump back");
        assert_eq!(stand(&here, &at(100.0, 700.0, 300.0), None), Spot::Top);
    }
}
