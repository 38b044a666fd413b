//! The course covers the older notes that set its scope, and docs/coverage.md says where.
//!
//! Layer: integration test of the content.

use std::process::Command;

use tests::coverage::{course, gaps, notes, page, page_file};
use tests::kubeadm_init::{FOR_READERS, bind_administrators, init};
use tests::real_cluster::RealCluster;

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

#[test]
fn what_lessons_say_that_kubeadm_prints_it_really_printed() {
    let found = tests::outputs::unrecorded(&course().unwrap()).unwrap();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
#[ignore = "needs the real cluster: cargo xtask test"]
fn lessons_that_need_no_container_run_on_a_real_control_plane() {
    let cluster = RealCluster::start_as_kubeadm_does().unwrap();
    init(&cluster, FOR_READERS).unwrap();
    bind_administrators(&cluster).unwrap();
    let wheelhouse = std::env::var_os("WHEELHOUSE_BIN").expect("WHEELHOUSE_BIN names the program");
    let content = concat!(env!("CARGO_MANIFEST_DIR"), "/../content");
    let run = Command::new(wheelhouse)
        .args(["course", "test", content, "--without-containers", "--kubeconfig"])
        .arg(cluster.kubeconfig())
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stdout));
}
