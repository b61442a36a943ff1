//! Themata, a workbench for qualitative analysis: one crate, one binary, one file per project.
//!
//! The rooms, each using only those before it (`tests/it/architecture.rs` keeps it so):
//! [`model`] plain values · [`text`] positions in a text · [`analysis`] the corpus in memory · `store` the only
//! room with SQL · [`project`] what a researcher can do · [`typeset`] faces and lines of any script · [`import`], [`export`] files in and out ·
//! [`search`] finding words · [`example`] the bundled study · [`cli`] and [`ui`], which never know each other. [`jobs`] runs what takes long; [`error`] says what went wrong.

pub mod analysis;
pub mod cli;
pub mod error;
pub mod example;
pub mod export;
pub mod import;
pub mod jobs;
pub mod model;
pub mod project;
pub mod search;
mod store;
pub mod text;
pub mod typeset;
pub mod ui;

pub use error::{Error, Result};
