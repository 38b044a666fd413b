//! Running a command line for a person: which engine it is for, the question, the preview, the run, shells.

pub(crate) mod connection;
pub(crate) mod files;
mod preview;
pub(crate) mod program;
mod run;
mod shell;
mod text;

pub use program::check_line;
pub use shell::ShellInput;
