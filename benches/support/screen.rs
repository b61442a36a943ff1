//! A screen for a window: the desktop's, else a virtual one; drawn in software either way.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// A display that windows open on; a virtual one ends with it.
pub struct Screen {
    display: Option<String>,
    server: Option<Child>,
}

impl Screen {
    /// The display that is there, else one of 2560×1440 that Xvfb makes; `None` after saying why there is neither.
    pub fn new() -> Option<Self> {
        if std::env::var_os("DISPLAY").is_some_and(|name| !name.is_empty()) {
            return Some(Self { display: None, server: None });
        }
        let mut command = Command::new("Xvfb");
        command.args(["-displayfd", "1", "-screen", "0", "2560x1440x24", "+extension", "GLX", "-nolisten", "tcp"]);
        let Ok(mut server) = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn() else {
            println!("skipped: there is no display and Xvfb is missing (Debian: apt install xvfb)");
            return None;
        };
        // Xvfb says its number once it answers.
        let mut number = String::new();
        let said = server.stdout.take().map(|out| BufReader::new(out).read_line(&mut number));
        let screen = Self { display: Some(format!(":{}", number.trim())), server: Some(server) };
        if said.is_some_and(|read| read.is_ok()) && !number.trim().is_empty() {
            return Some(screen);
        }
        println!("skipped: there is no display and Xvfb does not start");
        None
    }

    /// Puts a program on this screen, with Mesa drawing on the processor.
    pub fn dress<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        if let Some(display) = &self.display {
            command.env("DISPLAY", display);
        }
        command.env("LIBGL_ALWAYS_SOFTWARE", "1").env("WINIT_UNIX_BACKEND", "x11").env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET")
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        if let Some(server) = &mut self.server {
            let _ = server.kill();
            let _ = server.wait();
        }
    }
}
