//! The steps of a site: those that its choices and machines ask for, with every `{{blank}}` filled.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use api::frame::{Lang, Texts};
use api::learn::{Check, CheckSpec, Failure};
use api::setup::{Machine, Site, Step};

use crate::catalog::{Catalog, Choice, On, WEEKS, WrittenOffer, WrittenStep};

/// The blanks that every step may have.
pub(crate) const BLANKS: [&str; 22] = [
    // The machine.
    "name",
    "address",
    "system",
    "arch",
    "cpus",
    "memory",
    "ticket",
    "advertise",
    "peers",
    "priority",
    "router",
    // The site.
    "minor",
    "network",
    "pod_cidr",
    "service_cidr",
    "first",
    "first_address",
    "endpoint",
    "hosts",
    "machines",
    "lost_node",
    // What the version sets; every one does.
    "pause",
];

/// Every step on every machine, in the order in which they are done: the first machine, then the others that run the
/// control plane, then the workers.
pub(crate) fn all(catalog: &Catalog, site: &Site, lang: Lang) -> Vec<Step> {
    let shared = shared(catalog, site);
    let (control, workers): (Vec<_>, Vec<_>) =
        site.machines.iter().partition(|machine| machine.control_plane);
    let mut steps = Vec::new();
    for machine in control.into_iter().chain(workers) {
        let mut values = shared.clone();
        values.extend(own(machine).map(|(name, value)| (name.to_owned(), value)));
        values.extend(among_control_planes(machine, site).map(|(name, value)| (name.to_owned(), value)));
        let here = |step: &&WrittenStep| wanted(step, site) && done_on(step.on, machine, site);
        steps.extend(catalog.steps.iter().filter(here).map(|step| filled(step, machine, &values, lang)));
    }
    // What is for later comes after all machines' set-up.
    steps.sort_by_key(|step| step.later);
    steps
}

/// The values of a machine's own blanks: what kubeadm asks of a control plane's machine
/// (`ControlPlaneNumCPU`, `ControlPlaneMem` in MiB: cmd/kubeadm/app/constants), and half of it for a worker, of which it asks nothing.
fn own(machine: &Machine) -> [(&'static str, String); 8] {
    let by_role = |control: &str, worker: &str| {
        if machine.control_plane { control.to_owned() } else { worker.to_owned() }
    };
    [
        ("name", machine.name.clone()),
        ("address", machine.address.clone()),
        ("system", machine.system.clone()),
        ("arch", machine.arch.clone()),
        ("cpus", by_role("2", "1")),
        ("memory", by_role("1700", "850")),
        ("ticket", by_role("join-control-plane.sh", "join-worker.sh")),
        ("advertise", by_role(&format!("--apiserver-advertise-address {}", machine.address), "")),
    ]
}

/// What a control plane's machine has to know of the others for their common address: who they are, how much it wants the
/// address (all else being equal the first has it), and the number of their group, which no other on the network may have.
fn among_control_planes(machine: &Machine, site: &Site) -> [(&'static str, String); 3] {
    let others = site.machines.iter().filter(|m| m.control_plane && m.name != machine.name);
    let peers: Vec<&str> = others.map(|m| m.address.as_str()).collect();
    let is_first = first(site).is_some_and(|first| first.name == machine.name);
    let last = site.endpoint.parse::<Ipv4Addr>().map_or(1, |address| address.octets()[3].max(1));
    [
        ("peers", peers.join(" ")),
        ("priority", if is_first { "101" } else { "100" }.to_owned()),
        ("router", last.to_string()),
    ]
}

/// One control plane, and several, as `when` calls them.
pub(crate) const ONE: &str = "one";
pub(crate) const SEVERAL: &str = "several";

/// What makes the endpoint of several control planes where nobody chose: it is there already.
const GIVEN: &str = "given";

/// What a site has chosen, by the names that `when` has for it.
fn wanted(step: &WrittenStep, site: &Site) -> bool {
    let several = site.machines.iter().filter(|machine| machine.control_plane).count() > 1;
    let control_planes = if several { SEVERAL } else { ONE };
    let balancer = if site.balancer.is_empty() { GIVEN } else { &site.balancer };
    step.when.iter().all(|(choice, id)| match choice {
        Choice::Version => site.kubernetes == *id,
        Choice::Runtime => site.runtime == *id,
        Choice::Network => site.network == *id,
        Choice::Mirror => site.mirror == *id,
        Choice::ControlPlanes => control_planes == *id,
        Choice::Balancer => balancer == *id,
    })
}

fn done_on(on: On, machine: &Machine, site: &Site) -> bool {
    let first = first(site).is_some_and(|first| first.name == machine.name);
    match on {
        On::All => true,
        On::ControlPlane => machine.control_plane,
        On::First => first,
        On::OtherControlPlanes => machine.control_plane && !first,
        On::Workers => !machine.control_plane,
        On::Others => !first,
    }
}

/// The machine on which the control plane is made.
fn first(site: &Site) -> Option<&Machine> {
    site.machines.iter().find(|machine| machine.control_plane)
}

/// The values of the blanks that are the same on every machine.
fn shared(catalog: &Catalog, site: &Site) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    let chosen = |list: &[WrittenOffer], id: &str| list.iter().find(|o| o.id == id).map(|o| o.set.clone());
    for set in [
        chosen(&catalog.offers.versions, &site.kubernetes),
        chosen(&catalog.offers.runtimes, &site.runtime),
        chosen(&catalog.offers.networks, &site.network),
        chosen(&catalog.offers.mirrors, &site.mirror),
    ] {
        values.extend(set.unwrap_or_default());
    }
    let first = first(site).cloned().unwrap_or_default();
    let endpoint = if site.endpoint.is_empty() { &first.address } else { &site.endpoint };
    let machines: Vec<&str> = site.machines.iter().map(|m| m.name.as_str()).collect();
    let hosts: Vec<String> =
        site.machines.iter().map(|m| format!("{} {} # cluster machines", m.address, m.name)).collect();
    for (name, value) in [
        ("minor", site.kubernetes.clone()),
        ("network", site.network.clone()),
        ("pod_cidr", site.pod_cidr.clone()),
        ("service_cidr", site.service_cidr.clone()),
        ("endpoint", endpoint.clone()),
        ("first", first.name),
        ("first_address", first.address),
        ("machines", machines.join(" ")),
        // One to be replaced by the reader: the last.
        ("lost_node", machines.last().copied().unwrap_or_default().to_owned()),
        ("hosts", hosts.join("\n")),
    ] {
        values.insert(name.to_owned(), value);
    }
    values
}

fn filled(step: &WrittenStep, machine: &Machine, values: &BTreeMap<String, String>, lang: Lang) -> Step {
    let mut values = values.clone();
    let says: Vec<_> =
        step.says.iter().map(|(name, texts)| (name.clone(), fill(texts.get(lang), &values))).collect();
    values.extend(says);
    let text = |texts: &Texts| fill(texts.get(lang), &values);
    let id = format!("{}-{}", machine.name, step.id);
    Step {
        machine: machine.name.clone(),
        title: text(&step.title),
        why: text(&step.why),
        commands: apart(fill(step.run.trim_end(), &values)),
        prints: fill(step.prints.trim_end(), &values),
        fails: step
            .fails
            .iter()
            .map(|fail| Failure { prints: fill(&fail.prints, &values), remedy: text(&fail.remedy) })
            .collect(),
        undo: step.undo.as_ref().map(text).unwrap_or_default(),
        verify: step
            .verify
            .as_ref()
            .map(|v| (apart(fill(v.run.trim_end(), &values)), fill(&v.prints, &values))),
        check: step.check.as_ref().map(|check| Check {
            id: id.clone(),
            title: escaped(&text(&check.title).replace('`', "")),
            spec: filled_spec(&check.spec, &values),
            answer: Vec::new(),
        }),
        later: step.file == WEEKS,
        id,
    }
}

/// Commands that end early do so in a shell of their own: pasted at a prompt they would close it.
fn apart(commands: String) -> String {
    let ends = commands
        .lines()
        .any(|line| line.contains("exit ") || line.ends_with("exit") || line.starts_with("trap "));
    if ends { format!("(\n{commands}\n)") } else { commands }
}

fn filled_spec(spec: &CheckSpec, values: &BTreeMap<String, String>) -> CheckSpec {
    let mut spec = spec.clone();
    spec.name = spec.name.map(|name| fill(&name, values));
    spec
}

/// A check's title is HTML.
fn escaped(text: &str) -> String {
    html_escape::encode_text(text).into_owned()
}

/// Puts values into `{{blanks}}`.
pub(crate) fn fill(text: &str, values: &BTreeMap<String, String>) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{{{name}}}}}"), value))
}
