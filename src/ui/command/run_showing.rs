//! Executes the commands on what shows that are the window's to do; the rest the view takes itself while it is shown.

use super::Showing;
use crate::ui::app::Themata;
use crate::ui::dialogs::{FACES, Pick, PickItem};
use crate::ui::icons;
use crate::ui::notify::Notice;
use egui::Context;

/// Sizes of letters for reading, in points, and lengths of lines, in characters.
const SIZES: (f32, f32) = (11.0, 32.0);
const LINES: (u32, u32) = (40, 110);

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: Showing) {
    match command {
        Showing::Ask(title, ways) if ways.is_empty() => app.say(Notice::info(format!("{title}: there is nothing to choose from"))),
        Showing::Ask(title, ways) => {
            let item = |way: super::ShowWay| {
                let icon = if way.on { icons::CHECK } else { "" };
                PickItem::new(way.words, icon, way.then).note(if way.on { "shows" } else { "" })
            };
            app.open(ctx, Pick::new(title, "Letters of one of these", ways.into_iter().map(item).collect()));
        }
        Showing::AskFont => {
            let now = app.config().reading.font.clone();
            let item = |face: &str| {
                let on = *face == now;
                PickItem::new(face, if on { icons::CHECK } else { "" }, Showing::Font(face.to_owned())).note(if on { "shows" } else { "" })
            };
            app.open(ctx, Pick::new("The face for reading", "Name of a face", FACES.into_iter().map(item).collect()));
        }
        Showing::Font(face) => app.configure(|config| config.reading.font = face),
        Showing::Letters(by) => app.configure(|config| config.reading.size = (config.reading.size + f32::from(by)).clamp(SIZES.0, SIZES.1)),
        Showing::Lines(by) => {
            app.configure(|config| config.reading.width = config.reading.width.saturating_add_signed(i32::from(by)).clamp(LINES.0, LINES.1));
        }
        // The view takes these while it is shown.
        _ => {}
    }
}
