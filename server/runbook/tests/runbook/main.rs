//! The runbook that is really written (`content/setup/`): every choice of it, hostile sites, and its scripts run against
//! stand-ins for what they call.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod choices;
mod containerd;
mod hostile;
mod machine;
mod scripts;

use api::setup::{Machine, Site};
use runbook::Catalog;

/// The catalog of this repository.
fn catalog() -> Catalog {
    let read = |name: &str| {
        std::fs::read_to_string(format!("{}/../../content/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
    };
    Catalog::read(read).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"))
}

/// The example with three control-plane nodes.
fn three(catalog: &Catalog) -> Site {
    let mut site = catalog.example();
    let like = site.machines[0].clone();
    for number in [2, 3] {
        site.machines.push(Machine {
            name: format!("control-plane-{number}"),
            address: format!("192.168.56.{}", 20 + number),
            ..like.clone()
        });
    }
    "api.example.org".clone_into(&mut site.endpoint);
    site
}

/// Every site of one or three control-plane nodes with every choice.
fn every_choice(catalog: &Catalog) -> Vec<Site> {
    let offers = catalog.offers(api::frame::Lang::En);
    let mut sites = Vec::new();
    for base in [catalog.example(), three(catalog)] {
        for runtime in &offers.runtimes {
            for network in &offers.networks {
                for mirror in &offers.mirrors {
                    for balancer in &offers.balancers {
                        let several = base.machines.iter().filter(|m| m.control_plane).count() > 1;
                        if balancer.id == "keepalived" && !several {
                            continue;
                        }
                        let mut site = base.clone();
                        site.runtime.clone_from(&runtime.id);
                        site.network.clone_from(&network.id);
                        site.mirror.clone_from(&mirror.id);
                        site.balancer.clone_from(&balancer.id);
                        if balancer.id == "keepalived" {
                            "192.168.56.100".clone_into(&mut site.endpoint);
                        }
                        sites.push(site);
                    }
                }
            }
        }
    }
    sites
}
