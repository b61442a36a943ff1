//! The window where it cannot open: one sentence that says what is missing, and the command line works all the same.

use std::path::Path;
use std::process::{Command, Output};

/// The program on a machine without a display, with a home of its own.
fn themata(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_themata"));
    for name in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "XDG_RUNTIME_DIR"] {
        command.env_remove(name);
    }
    for (name, folder) in [("HOME", ""), ("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data"), ("XDG_CACHE_HOME", "cache")] {
        command.env(name, home.join(folder));
    }
    command
}

/// What it says when the window does not open: one line on standard error, and nothing else.
fn refusal(output: Output) -> String {
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stdout));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.trim_end().lines().count(), 1, "{said}");
    assert!(said.contains("themata --help"), "{said}");
    said
}

#[test]
fn without_a_display_it_says_so_and_the_command_line_works() {
    let home = tempfile::tempdir().unwrap();
    for arguments in [&[][..], &["--example"]] {
        let said = refusal(themata(home.path()).args(arguments).output().unwrap());
        assert!(said.contains("There is no display"), "{said}");
    }
    let file = home.path().join("study.themata");
    assert!(themata(home.path()).arg("new").arg(&file).output().unwrap().status.success());
    // A project file stands for opening it.
    assert!(refusal(themata(home.path()).arg(&file).output().unwrap()).contains("There is no display"));
    let missing = themata(home.path()).arg("missing.themata").output().unwrap();
    assert!(missing.status.code() == Some(2) && String::from_utf8_lossy(&missing.stderr).contains("there is no file missing.themata"));
    assert!(themata(home.path()).arg("check").arg(&file).output().unwrap().status.success());
}

#[test]
fn a_display_that_does_not_answer_is_one_sentence() {
    let home = tempfile::tempdir().unwrap();
    refusal(themata(home.path()).env("DISPLAY", ":54321").output().unwrap());
}

#[cfg(target_os = "linux")]
#[test]
fn a_library_that_is_missing_is_named_with_what_to_install() {
    let home = tempfile::tempdir().unwrap();
    let libraries = home.path().join("libraries");
    std::fs::create_dir(&libraries).unwrap();
    // A file that is no library stands in for one that is not there: the loader refuses it where it looks first.
    for name in ["libX11.so.6", "libX11-xcb.so.1", "libxkbcommon-x11.so.0", "libXcursor.so.1", "libXi.so.6"] {
        std::fs::write(libraries.join(name), "").unwrap();
    }
    let output = themata(home.path()).env("DISPLAY", ":54321").env("LD_LIBRARY_PATH", &libraries).output().unwrap();
    let said = refusal(output);
    assert!(said.contains("apt install") && said.contains("libx11-6"), "{said}");
}
