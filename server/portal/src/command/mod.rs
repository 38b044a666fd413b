//! Running a command line for a person: which engine it is for, the question, the preview, the run, shells.

pub(crate) mod connection;
pub(crate) mod engine;
pub(crate) mod files;
pub(crate) mod plan;
mod prepared;
mod preview;
pub(crate) mod program;
pub(crate) mod record;
mod run;
mod shell;
mod step;
mod text;

pub use program::check_line;
pub use shell::ShellInput;
