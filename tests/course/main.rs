//! The course covers the older notes that set its scope, and docs/coverage.md says where.
//!
//! Layer: integration test of the content.

use std::process::Command;

use api::frame::Lang;
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
fn what_kubectl_complains_about_is_explained_and_no_cause_is_never_found() {
    #[derive(serde::Deserialize)]
    struct Complaint {
        message: String,
        cause: String,
    }
    let complaints: Vec<Complaint> = serde_yaml_ng::from_str(include_str!("complaints.yaml")).unwrap();
    let course = course().unwrap();
    let mut found = std::collections::BTreeSet::new();
    for complaint in &complaints {
        let cause = course.usual_cause(Lang::En, &complaint.message);
        let words = cause.map(|c| c.html.replace("<code>", "`").replace("</code>", "`")).unwrap_or_default();
        assert!(words.starts_with(&complaint.cause), "{}\nis explained as: {words}", complaint.message);
        found.insert(words);
        assert!(course.usual_cause(Lang::Zh, &complaint.message).is_some());
    }
    let causes: Vec<serde_yaml_ng::Value> =
        serde_yaml_ng::from_str(include_str!("../../content/causes.yaml")).unwrap();
    let words: std::collections::BTreeSet<&str> =
        causes.iter().filter_map(|cause| cause["en"].as_str()).collect();
    assert_eq!(found.len(), words.len(), "every cause has a message in complaints.yaml");
    assert_eq!(course.usual_cause(Lang::En, "something else"), None);
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
