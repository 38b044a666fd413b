//! The set-up page's scripts on real machines: Debians with a systemd of their own, which have nothing that the scripts did not install.
//! Kubernetes, containerd, flannel and CoreDNS are the real programs; who answers for the package servers and registries is `server.rs`.
//! Every machine has two network cards, the first of which has the default route and leads nowhere.
//!
//! Layer: integration test. `cargo xtask machines` builds what it needs, as root; `cargo xtask test` runs it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod cuts;
mod life;
mod machine;
mod page;
mod server;
mod several;
mod world;

use std::path::PathBuf;
use std::process::Command;

use machine::Machine;
use page::Page;
use world::World;

/// Says to the same program that it stands in namespaces of its own now.
const INSIDE: &str = "WHEELHOUSE_MACHINES_INSIDE";

/// Runs a test of this file again, in a network and with processes of its own, which all end with it.
fn inside(test: &str) -> bool {
    if std::env::var_os(INSIDE).is_some() {
        return true;
    }
    let own = ["--net", "--mount", "--pid", "--fork", "--kill-child=KILL", "--mount-proc"];
    let status = Command::new("setpriv")
        .args(["--pdeathsig", "KILL", "unshare"])
        .args(own)
        .arg(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "--nocapture", test])
        .env(INSIDE, "yes")
        .status()
        .unwrap();
    assert!(status.success(), "{test} failed in its namespaces");
    false
}

/// What `cargo xtask machines` built.
fn folder() -> PathBuf {
    let folder = std::env::var_os("WHEELHOUSE_MACHINES");
    PathBuf::from(folder.expect("WHEELHOUSE_MACHINES: `cargo xtask test` sets it"))
}

#[test]
#[ignore = "needs root, and what `cargo xtask machines` builds: `cargo xtask test` runs it"]
fn two_machines_become_a_cluster_and_stay_one() {
    if !inside("two_machines_become_a_cluster_and_stay_one") {
        return;
    }
    let page = Page::new();
    let world = World::new(&folder());
    let mut first = Machine::new(&world, "machine-1", "192.168.56.10");
    cuts::at_ten_places_it_goes_on(&page, &mut first);
    life::a_second_run_changes_nothing(&page, &first);
    let worker = Machine::new(&world, "machine-2", "192.168.56.11");
    life::a_copy_of_the_first_is_found_out(&page, &first, &worker);
    life::it_joins_and_pods_talk(&page, &first, &worker);
    life::on_the_wrong_machine_nothing_is_done(&page, &first);
    life::other_choices_are_named(&page, &first, &worker);
    life::without_the_package_server_a_new_join_command_is_made(&page, &world, &first);
    life::what_does_not_work_is_not_called_ok(&page, &first, &worker);
    life::a_node_leaves_as_the_page_says_and_comes_back(&page, &first, &worker);
    life::the_first_weeks(&page, &first, worker);
}

#[test]
#[ignore = "needs root, and what `cargo xtask machines` builds: `cargo xtask test` runs it"]
fn three_control_planes_outlive_the_first() {
    if !inside("three_control_planes_outlive_the_first") {
        return;
    }
    let world = World::new(&folder());
    several::become_a_cluster_that_outlives_the_first(&Page::new(), &world);
}
