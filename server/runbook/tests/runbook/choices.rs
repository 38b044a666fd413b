//! Whatever is chosen: every blank is filled, ids are unique, machines come in the order in which they are set up.

use std::collections::BTreeSet;

use api::frame::Lang;

use crate::{catalog, every_choice, three};

#[test]
fn no_blank_is_left_in_any_step_of_any_choice() {
    let catalog = catalog();
    let sites = every_choice(&catalog);
    assert!(sites.len() >= 24, "{}", sites.len());
    for site in sites {
        for lang in Lang::ALL {
            let runbook = catalog.runbook(&site, lang);
            assert_eq!(runbook.problems, Vec::new());
            let all = serde_json::to_string(&runbook).unwrap();
            assert!(!all.contains("{{") && !all.contains("}}}\""), "{all}");
            let ids: BTreeSet<&str> = runbook.steps.iter().map(|step| step.id.as_str()).collect();
            assert_eq!(ids.len(), runbook.steps.len());
            for machine in &site.machines {
                assert!(catalog.script(&site, &machine.name, lang).unwrap().contains(&machine.address));
            }
        }
    }
}

#[test]
fn the_first_machine_comes_first_then_the_other_control_planes_then_workers() {
    let catalog = catalog();
    let runbook = catalog.runbook(&three(&catalog), Lang::En);
    let weeks = runbook.steps.iter().position(|step| step.later).unwrap();
    assert!(runbook.steps[weeks..].iter().all(|step| step.later), "what is for later comes last");
    let machines: Vec<&str> = runbook.steps[..weeks]
        .chunk_by(|a, b| a.machine == b.machine)
        .map(|steps| steps[0].machine.as_str())
        .collect();
    assert_eq!(machines, ["control-plane-1", "control-plane-2", "control-plane-3", "node-1", "node-2"]);
    let of = |machine: &str| -> Vec<&str> {
        let steps = runbook.steps.iter().filter(|step| step.machine == machine && !step.later);
        steps.map(|step| step.id[machine.len() + 1..].as_ref()).collect()
    };
    let host = ["machine", "choices", "mirror", "name", "swap", "kernel", "packages", "containerd"];
    let then = |rest: &[&'static str]| -> Vec<&str> { host.iter().chain(rest).copied().collect() };
    assert_eq!(
        of("control-plane-1"),
        then(&["images", "endpoint", "init", "network", "tickets", "certificates", "ready", "proof"])
    );
    assert_eq!(of("control-plane-3"), then(&["images", "join-control-plane", "ready", "reached"]));
    assert_eq!(of("node-2"), then(&["join", "ready", "reached"]));
}

#[test]
fn what_is_not_there_has_no_script() {
    let catalog = catalog();
    assert_eq!(catalog.script(&catalog.example(), "worker-9", Lang::En), None);
}

#[test]
fn a_check_names_its_node() {
    let catalog = catalog();
    let runbook = catalog.runbook(&catalog.example(), Lang::En);
    let check = runbook.steps.iter().filter_map(|step| step.check.as_ref()).next_back().unwrap();
    assert_eq!((check.id.as_str(), check.title.as_str()), ("node-2-ready", "node-2 is Ready"));
    assert_eq!(check.spec.name.as_deref(), Some("node-2"));
}
