//! Sites that would be dangerous, or could not work: refused with words, and without a single step or script.

use api::frame::Lang;
use api::setup::Site;

use crate::{catalog, three};

/// Changes the example, and expects a problem at this field with these words in it.
fn refused(change: impl FnOnce(&mut Site), field: &str, words: &str) {
    let catalog = catalog();
    let mut site = catalog.example();
    change(&mut site);
    for lang in Lang::ALL {
        let runbook = catalog.runbook(&site, lang);
        assert!(runbook.problems.iter().any(|p| p.field == field), "{field}: {:?}", runbook.problems);
        assert!(runbook.steps.is_empty());
        if lang == Lang::En {
            let said = runbook.problems.iter().any(|p| p.field == field && p.text.contains(words));
            assert!(said, "{words}: {:?}", runbook.problems);
        }
        for machine in &site.machines {
            assert_eq!(catalog.script(&site, &machine.name, lang), None);
        }
    }
}

/// Changes the example, and expects it to be built.
fn taken(change: impl FnOnce(&mut Site)) {
    let catalog = catalog();
    let mut site = catalog.example();
    change(&mut site);
    assert_eq!(catalog.runbook(&site, Lang::En).problems, Vec::new());
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
        let own = |text: &mut String| (*name).clone_into(text);
        refused(|site| own(&mut site.machines[1].name), "machines/1/name", "is no host name");
        refused(|site| own(&mut site.name), "name", "is not made of");
        refused(|site| own(&mut site.machines[0].address), "machines/0/address", "is no IPv4 address");
        refused(|site| own(&mut site.machines[0].system), "machines/0/system", "is no system");
        refused(|site| own(&mut site.machines[0].arch), "machines/0/arch", "neither amd64 nor arm64");
        refused(|site| own(&mut site.kubernetes), "kubernetes", "to choose");
        refused(|site| own(&mut site.runtime), "runtime", "to choose");
        refused(|site| own(&mut site.network), "network", "to choose");
        refused(|site| own(&mut site.mirror), "mirror", "to choose");
        refused(|site| site.pod_cidr = format!("10.1.0.0/16{name}x"), "pod_cidr", "is no range");
        refused(|site| site.service_cidr = format!("10.1.0.0/16{name}x"), "service_cidr", "is no range");
        if !name.is_empty() {
            refused(|site| own(&mut site.endpoint), "endpoint", "neither a host name");
        }
    }
    refused(|site| site.machines[1].name = "a".repeat(64), "machines/1/name", "is no host name");
    refused(|site| site.machines[1].name = "localhost".into(), "machines/1/name", "calls itself");
}

#[test]
fn addresses_that_meet() {
    refused(|site| site.service_cidr = "10.244.128.0/20".into(), "service_cidr", "overlap");
    refused(|site| site.machines[0].address = "10.244.3.4".into(), "machines/0/address", "lies in the range");
    refused(|site| site.machines[0].address = "10.96.0.10".into(), "machines/0/address", "lies in the range");
    let twice = |site: &mut Site| site.machines[1].address = site.machines[0].address.clone();
    refused(twice, "machines/1/address", "have the address");
    refused(|site| site.endpoint = "10.96.0.1".into(), "endpoint", "lies in the range");
}

#[test]
fn addresses_of_no_machine() {
    for (address, what) in [
        ("127.0.0.1", "a loopback address"),
        ("224.0.0.18", "a multicast address"),
        ("255.255.255.255", "the broadcast address"),
        ("169.254.1.1", "a link-local address"),
        ("0.0.0.0", "the address of no machine"),
        ("250.1.1.1", "a reserved address"),
    ] {
        refused(|site| site.machines[2].address = address.into(), "machines/2/address", what);
        refused(|site| site.endpoint = address.into(), "endpoint", what);
    }
    refused(|site| site.pod_cidr = "224.0.0.0/16".into(), "pod_cidr", "a multicast address");
    refused(|site| site.service_cidr = "127.0.0.0/16".into(), "service_cidr", "a loopback address");
}

#[test]
fn endpoints_that_lead_elsewhere() {
    for name in ["localhost", "api.localhost"] {
        refused(|site| site.endpoint = name.into(), "endpoint", "leads every machine to itself");
    }
    for host in ["300.1.1.1", "1.2.3", "api.7", "api.example.org:6443", "2001:db8::1"] {
        refused(|site| site.endpoint = host.into(), "endpoint", "neither a host name nor");
    }
    refused(|site| site.endpoint = "192.168.56.12".into(), "endpoint", "is a worker");
    refused(|site| site.endpoint = "node-1".into(), "endpoint", "is a worker");
    for one in ["192.168.56.22", "control-plane-3"] {
        let change = |site: &mut Site| {
            *site = three(&catalog());
            one.clone_into(&mut site.endpoint);
        };
        refused(change, "endpoint", "is one of the control-plane nodes");
    }
    refused(
        |site| {
            *site = three(&catalog());
            "keepalived".clone_into(&mut site.balancer);
        },
        "endpoint",
        "keepalived makes an address",
    );
    refused(|site| site.balancer = "haproxy; reboot".into(), "balancer", "to choose for the endpoint");
    for good in ["control-plane-1", "192.168.56.10", "api.example.org", "192.168.56.100"] {
        taken(|site| good.clone_into(&mut site.endpoint));
    }
}

#[test]
fn ranges_that_kubeadm_refuses_or_that_are_too_small() {
    for (range, words) in [
        ("10.244.1.0/16", "is no range"),
        ("10.244.0.0/40", "is no range"),
        ("10.244.0.0/+16", "is no range"),
        ("10.244.0.0/25", "from /8 to /24"),
        ("10.244.0.0/23", "enough for 2, and there are 3 machines"),
    ] {
        refused(|site| site.pod_cidr = range.into(), "pod_cidr", words);
    }
    refused(|site| site.service_cidr = "10.96.0.0/29".into(), "service_cidr", "from /12 to /28");
    refused(|site| site.service_cidr = "10.0.0.0/11".into(), "service_cidr", "from /12 to /28");
    taken(|site| site.pod_cidr = "10.244.0.0/22".into());
}

#[test]
fn machines_that_do_not_make_a_cluster() {
    let same = |site: &mut Site| site.machines[1].name = site.machines[2].name.clone();
    refused(same, "machines/2/name", "Two machines are called");
    refused(|site| site.machines[1].control_plane = true, "machines", "2 control-plane nodes");
    refused(|site| site.machines[0].control_plane = false, "machines", "0 control-plane nodes");
    refused(|site| site.machines.clear(), "machines", "0 control-plane nodes");
    refused(
        |site| {
            for number in 0..50_u8 {
                let mut machine = site.machines[1].clone();
                machine.name = format!("more-{number}");
                machine.address = format!("192.168.57.{number}");
                site.machines.push(machine);
            }
        },
        "machines",
        "More than 50",
    );
    refused(
        |site| {
            *site = three(&catalog());
            site.endpoint.clear();
        },
        "endpoint",
        "one name or address",
    );
}
