//! Sites that would be dangerous, or could not work: refused with words, and without a single step or script.

use api::frame::Lang;
use api::setup::Site;

use crate::{catalog, three};

/// Changes the example, and expects one of the problems to have these words in it.
fn refused(change: impl FnOnce(&mut Site), words: &str) {
    let catalog = catalog();
    let mut site = catalog.example();
    change(&mut site);
    for lang in Lang::ALL {
        let runbook = catalog.runbook(&site, lang);
        assert!(!runbook.problems.is_empty(), "{site:?}");
        assert!(runbook.steps.is_empty());
        if lang == Lang::En {
            assert!(runbook.problems.iter().any(|p| p.contains(words)), "{words}: {:?}", runbook.problems);
        }
        for machine in &site.machines {
            assert_eq!(catalog.script(&site, &machine.name, lang), None);
        }
    }
}

/// What nobody's machine is called.
const NASTY: &[&str] = &[
    "a;reboot",
    "$(reboot)",
    "`reboot`",
    "a'b",
    "a\"b",
    "a\nreboot",
    "a b",
    "../a",
    "-rf",
    "a-",
    "A",
    "é",
    "",
    "{{first}}",
    "END_OF_STEP",
];

#[test]
fn names_that_are_no_names() {
    for name in NASTY {
        refused(|site| (*name).clone_into(&mut site.machines[1].name), "is no host name");
        refused(|site| (*name).clone_into(&mut site.name), "is not made of");
        refused(|site| (*name).clone_into(&mut site.machines[0].address), "is no IPv4 address");
        refused(|site| (*name).clone_into(&mut site.machines[0].system), "is no system");
        refused(|site| (*name).clone_into(&mut site.machines[0].arch), "neither amd64 nor arm64");
        let choices: [fn(&mut Site) -> &mut String; 4] =
            [|s| &mut s.kubernetes, |s| &mut s.runtime, |s| &mut s.network, |s| &mut s.mirror];
        for choose in choices {
            refused(|site| (*name).clone_into(choose(site)), "to choose");
        }
        let ranges: [fn(&mut Site) -> &mut String; 2] = [|s| &mut s.pod_cidr, |s| &mut s.service_cidr];
        for range in ranges {
            refused(|site| *range(site) = format!("10.1.0.0/16{name}x"), "is no range");
        }
        if !name.is_empty() {
            refused(|site| (*name).clone_into(&mut site.endpoint), "neither a host name");
        }
    }
    refused(|site| site.machines[1].name = "a".repeat(64), "is no host name");
}

#[test]
fn addresses_that_meet() {
    refused(|site| site.service_cidr = "10.244.128.0/20".into(), "overlap");
    refused(|site| site.machines[0].address = "10.244.3.4".into(), "lies in the range");
    refused(|site| site.machines[0].address = "10.96.0.10".into(), "lies in the range");
    refused(|site| site.machines[1].address = site.machines[0].address.clone(), "have the address");
    refused(|site| site.pod_cidr = "10.244.1.0/16".into(), "is no range");
    refused(|site| site.pod_cidr = "10.244.0.0/40".into(), "is no range");
}

#[test]
fn machines_that_do_not_make_a_cluster() {
    refused(|site| site.machines[1].name = site.machines[2].name.clone(), "Two machines are called");
    refused(|site| site.machines[1].control_plane = true, "2 control-plane nodes");
    refused(|site| site.machines[0].control_plane = false, "0 control-plane nodes");
    refused(|site| site.machines.clear(), "0 control-plane nodes");
    refused(
        |site| {
            for number in 0..50_u8 {
                let mut machine = site.machines[1].clone();
                machine.name = format!("more-{number}");
                machine.address = format!("192.168.57.{number}");
                site.machines.push(machine);
            }
        },
        "More than 50",
    );
    refused(
        |site| {
            *site = three(&catalog());
            site.endpoint.clear();
        },
        "one name or address",
    );
}
