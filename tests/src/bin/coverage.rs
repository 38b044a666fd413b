//! Writes docs/coverage.md: `cargo xtask coverage`.
//!
//! Layer: tests only.

use std::process::ExitCode;

use tests::coverage::{notes, page, page_file};

fn main() -> ExitCode {
    let written =
        notes().and_then(|notes| std::fs::write(page_file(), page(&notes)).map_err(|e| e.to_string()));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("coverage: {why}");
            ExitCode::FAILURE
        }
    }
}
