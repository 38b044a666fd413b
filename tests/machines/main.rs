//! The set-up page's scripts on real machines: Debians with a systemd of their own, which have nothing that the scripts did not install.
//! Kubernetes, containerd, flannel and CoreDNS are the real programs; who answers for the package servers and registries is `server.rs`.
//!
//! Layer: integration test. `cargo xtask machines` builds what it needs, as root; `cargo xtask test` runs it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod machine;
mod server;
mod world;

use std::path::PathBuf;
use std::process::Command;

use api::lesson::Lang;
use machine::Machine;
use runbook::Catalog;
use world::World;

/// Says to the same program that it stands in namespaces of its own now.
const INSIDE: &str = "WHEELHOUSE_MACHINES_INSIDE";

/// Runs a test of this file again, in a network and with processes of its own, which all end with it.
fn inside(test: &str) -> bool {
    if std::env::var_os(INSIDE).is_some() {
        return true;
    }
    let status = Command::new("unshare")
        .args(["--net", "--mount", "--pid", "--fork", "--kill-child=KILL", "--mount-proc"])
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
    let folder =
        std::env::var_os("WHEELHOUSE_MACHINES").expect("WHEELHOUSE_MACHINES: `cargo xtask test` sets it");
    PathBuf::from(folder)
}

fn catalog() -> Catalog {
    let read = |name: &str| {
        std::fs::read_to_string(format!("{}/../content/setup/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
    };
    Catalog::read(&read("offers.yaml"), &read("steps.yaml")).unwrap()
}

#[test]
#[ignore = "needs root, and what `cargo xtask machines` builds: `cargo xtask test` runs it"]
fn two_machines_become_a_cluster() {
    if !inside("two_machines_become_a_cluster") {
        return;
    }
    let catalog = catalog();
    let mut site = catalog.example();
    site.machines.truncate(2);
    let world = World::new(&folder());
    let first = Machine::new(&world, "m1", "192.168.56.10");
    let ran = first.script(&catalog.script(&site, "control-plane-1", Lang::En).unwrap(), |_, _| false);
    eprintln!("{:?}", ran.code);
    if std::env::var_os("STAY").is_some() {
        std::thread::sleep(std::time::Duration::from_secs(3000));
    }
}
