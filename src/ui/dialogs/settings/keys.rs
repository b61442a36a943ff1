//! The keys page of the settings: press the keys a command shall have.

use crate::ui::command::keys::{Script, pressed};
use crate::ui::command::{Entry, Keys, table};
use crate::ui::config::Config;
use crate::ui::cx::Cx;
use crate::ui::icons;
use crate::ui::widgets::{Button, Field, VirtualList, icon_button, paint, within};
use egui::{Event, Frame, Key, Layout, Margin, Rect, Sense, Ui, pos2, vec2};

/// The keys page.
#[derive(Default)]
pub struct KeysPage {
    /// The command whose keys are being caught, and what was wrong with the last ones.
    catching: Option<(&'static str, String)>,
    filter: String,
}

impl KeysPage {
    /// Whether the next key that is pressed is caught.
    pub fn catching(&self) -> bool {
        self.catching.is_some()
    }

    /// Draws the list; `config` gets the changed keys.
    pub fn draw(&mut self, ui: &mut Ui, cx: &Cx, config: &mut Config) {
        self.catch(ui, cx, config);
        Frame::new().inner_margin(Margin { left: 20, right: 20, top: 12, bottom: 8 }).show(ui, |ui| {
            Field::new(&mut self.filter, "Filter the commands").hint("Filter").icon(icons::FUNNEL_SIMPLE).show(ui);
        });
        let wanted = self.filter.to_lowercase();
        let fits = |entry: &&Entry| cx.exists(entry) && entry.label.to_lowercase().contains(&wanted);
        let entries: Vec<&Entry> = table::all().filter(fits).collect();
        VirtualList::same("keys page", 34.0, entries.len()).show(ui, |ui, at| self.line(ui, cx, entries[at], config));
    }

    fn catch(&mut self, ui: &Ui, cx: &Cx, config: &mut Config) {
        let Some((id, _)) = self.catching else { return };
        let caught = ui.input_mut(|input| {
            let held = input.modifiers;
            let keys = input.events.iter().enumerate().find_map(|(at, event)| {
                let text = input.events.get(at + 1).and_then(|next| if let Event::Text(text) = next { Some(text.as_str()) } else { None });
                pressed(event, text, held, Script::Latin).into_iter().next()
            });
            let caught = |event: &Event| matches!(event, Event::Key { .. } | Event::Text(_) | Event::Copy | Event::Cut | Event::Paste(_));
            input.events.retain(|event| !caught(event));
            keys
        });
        let (Some(keys), Some(entry)) = (caught, table::all().find(|entry| entry.id == id)) else { return };
        if keys.key == Key::Escape {
            self.catching = None;
        } else if let Some(other) = cx.keys.clash(entry, keys) {
            self.catching = Some((id, format!("{} is taken by “{}”", keys.cap(), other.label)));
        } else {
            config.keys.insert(id.to_owned(), vec![keys.to_string()]);
            self.catching = None;
        }
    }

    fn line(&mut self, ui: &mut Ui, cx: &Cx, entry: &Entry, config: &mut Config) {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 34.0), Sense::hover());
        paint::place(ui, paint::line(ui, entry.label, paint::body(), cx.tokens.ink, 280.0), pos2(rect.left() + 20.0, rect.center().y));
        let right = Rect::from_min_max(pos2(rect.left() + 300.0, rect.top()), pos2(rect.right() - 20.0, rect.bottom()));
        within(ui, right, Layout::right_to_left(egui::Align::Center), |ui| {
            let changed = config.keys.contains_key(entry.id);
            if changed
                && icon_button(ui, icons::ARROW_COUNTER_CLOCKWISE, &format!("{}: the usual keys", entry.label), "Back to the usual keys").clicked()
            {
                config.keys.remove(entry.id);
            }
            self.button(ui, cx, entry);
        });
        paint::hline(ui, ui.painter(), rect.left() + 20.0..=rect.right() - 20.0, rect.bottom() - 1.0, cx.tokens.line_soft);
    }

    fn button(&mut self, ui: &mut Ui, cx: &Cx, entry: &Entry) {
        let caught = self.catching.as_ref().filter(|(id, _)| *id == entry.id).map(|(_, said)| said.clone());
        let keys = cx.keys.keys(entry).into_iter().map(Keys::cap).collect::<Vec<_>>().join("  or  ");
        let words = match &caught {
            Some(said) if said.is_empty() => "Press the keys, Esc to leave it".to_owned(),
            Some(said) => said.clone(),
            None if keys.is_empty() => "none".to_owned(),
            None => keys,
        };
        let name = format!("Change the keys of “{}”: {words}", entry.label);
        let button = Button::chip(&words).selected(caught.is_some()).name(&name);
        if button.tip(format!("Change the keys of “{}”", entry.label)).show(ui).clicked() {
            self.catching = Some((entry.id, String::new()));
            ui.memory_mut(|memory| memory.stop_text_input());
        }
    }
}
