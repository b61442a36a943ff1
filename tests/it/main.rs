//! Whole flows through public doors.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod analysis;
mod architecture;
mod backups;
mod browser;
mod cli;
mod cli_import;
mod cli_room;
mod corpora;
mod export_tables;
mod import;
mod journal;
mod kill;
mod recover;
mod refusals;
mod review;
mod rules;
mod study;
mod support;
mod verbs;
mod window;
mod window_cases;
mod window_drafts;
mod window_exports;
mod window_history;
mod window_import;
mod window_keys;
mod window_layout;
mod window_read;
mod window_shell;
mod window_speakers;
mod window_study;
mod window_themes;
mod window_undo;
mod writer;
