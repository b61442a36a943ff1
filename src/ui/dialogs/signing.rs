//! Who is coding is asked before a dialog closes on its work, so that what was prepared in it is still there when nobody says it.

use crate::ui::command::{Command, Edit};
use crate::ui::cx::Cx;

/// Work of a dialog that needs to know who does it.
#[derive(Debug, Default)]
pub struct Signing {
    /// Whether it was asked for and waits for a name.
    waits: bool,
}

impl Signing {
    /// Whether the work is to be done now: it is asked for, or was, and it is known who does it. Else the question is asked.
    pub fn goes(&mut self, cx: &Cx, asked: bool) -> bool {
        if cx.config.coder.is_some() {
            return std::mem::take(&mut self.waits) || asked;
        }
        if asked {
            self.waits = true;
            cx.push(Edit::AskCoder);
        }
        false
    }

    /// Hears that nobody said who it is.
    pub fn hear(&mut self, command: &Command) {
        if matches!(command, Command::Edit(Edit::NoCoder)) {
            self.waits = false;
        }
    }
}
