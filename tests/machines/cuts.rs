//! The first machine's script, cut at ten places: killed with all that it started, or by a loss of power. Run again it goes on.

use crate::machine::Machine;
use crate::page::{FIRST, Page};

/// Where it is cut: once it has said this.
const PLACES: [&str; 10] = [
    "Unpacking curl",
    "Unpacking kubelet",
    "kubelet set on hold",
    "Unpacking containerd",
    "Pulled registry.k8s.io/kube-apiserver",
    "[certs] Generating \"etcd/ca\" certificate",
    POWER,
    "[bootstrap-token] Creating the \"cluster-info\"",
    "daemonset.apps/kube-flannel-ds created",
    "proved   The node is Ready",
];

/// Here it is the power that is cut.
const POWER: &str = "[kubelet-start] Starting the kubelet";

/// It goes on after each, and in the end the machine is a node that works.
pub(crate) fn at_ten_places_it_goes_on(page: &Page, first: &mut Machine) {
    let script = page.script(FIRST);
    for place in PLACES {
        let ran = first.script(&script, |said, _| said.contains(place));
        assert_eq!(ran.code, None, "it ended before {place:?}: {}", ran.said);
        assert!(ran.said.contains(place), "{}", ran.said);
        if place == POWER {
            first.power_cut();
        }
    }
    let ran = first.finish(&script);
    for fact in [
        "ok       Make the control plane",
        "proved   The node is Ready",
        "CoreDNS answered the pod on this machine: kubernetes.default.svc.cluster.local = 10.96.0.1",
        "NOT YET: these have not joined. Run their scripts, then this one once more: node-1",
    ] {
        assert!(ran.contains(fact), "{fact}: {ran}");
    }
    assert!(
        ran.lines().last().unwrap().starts_with("control-plane-1: everything was asked once more"),
        "{ran}"
    );
}
