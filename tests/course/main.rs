//! The course covers the older notes that set its scope, and docs/coverage.md says where.
//!
//! Layer: integration test of the content.

use tests::coverage::{course, gaps, notes, page, page_file};

#[test]
fn every_section_and_command_of_the_notes_has_its_place_in_the_course() {
    let found = gaps(&notes().unwrap(), &course().unwrap());
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn the_page_is_up_to_date() {
    let written = std::fs::read_to_string(page_file()).unwrap_or_default();
    assert!(
        written == page(&notes().unwrap()),
        "docs/coverage.md is out of date: run `cargo xtask coverage`"
    );
}
