//! Who is working, where the environment says so (THEMATA_CODER): it counts for this window, before the settings, and is not kept in them.

use super::app::Themata;
use super::config::{Config, Identity};
use super::notify::Notice;

/// What the environment said, and what the settings say without it.
pub(super) struct Said {
    now: Identity,
    kept: Option<Identity>,
}

impl Themata {
    /// The same window, with these initials said from outside; nothing where they are empty.
    pub fn working_as(mut self, initials: &str) -> Self {
        let initials = initials.trim();
        if initials.is_empty() {
            return self;
        }
        let kept = self.config.coder.take();
        let own = kept.clone().filter(|own| own.initials.eq_ignore_ascii_case(initials));
        let now = own.unwrap_or_else(|| Identity { name: String::new(), initials: initials.to_owned() });
        self.config.coder = Some(now.clone());
        self.said = Some(Said { now, kept });
        self
    }

    /// A project was opened: who is working there is called as it knows them; where it knows nobody of these initials, that is said.
    pub(super) fn look_up_coder(&mut self) {
        let (Some(said), Some(desk)) = (&mut self.said, &self.project) else { return };
        if self.config.coder.as_ref() != Some(&said.now) || desk.corpus.coders.is_empty() {
            return;
        }
        if let Some(coder) = desk.corpus.coder_named(&said.now.initials) {
            said.now = Identity { name: coder.name.clone(), initials: coder.initials.clone() };
            self.config.coder = Some(said.now.clone());
            return;
        }
        let text = format!("Nobody of this project has the initials {}, which THEMATA_CODER says", said.now.initials);
        let detail = "With the first change they join it. Who is coding is chosen at the right of the top bar.";
        self.say(Notice { detail: detail.into(), ..Notice::info(text) });
    }

    /// The settings as they are kept: who is coding stays what it was where the environment said it.
    pub(super) fn kept_config(&self) -> Config {
        match &self.said {
            Some(said) if self.config.coder.as_ref() == Some(&said.now) => Config { coder: said.kept.clone(), ..self.config.clone() },
            _ => self.config.clone(),
        }
    }
}
