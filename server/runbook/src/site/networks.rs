//! What is wrong with the ranges and the endpoint of a site.

use std::net::Ipv4Addr;

use api::setup::Site;

use super::Findings;
use super::address::{Range, is_host_name, is_localhost, no_machines};

/// The size of the range that every node gets out of the pods' (`node-cidr-mask-size`, its default for IPv4).
const NODE_BITS: u32 = 24;

/// How much larger the pods' range may be than a node's (`PodSubnetNodeMaskMaxDiff`), and what kubeadm asks of the Services'
/// (`MaximumBitsForServiceSubnet`, `MinimumAddressesInServiceSubnet`): cmd/kubeadm/app/constants/constants.go.
const POD_BITS: std::ops::RangeInclusive<u32> = NODE_BITS - 16..=NODE_BITS;
const SERVICE_BITS: std::ops::RangeInclusive<u32> = 12..=28;

/// The balancer that makes an address.
const KEEPALIVED: &str = "keepalived";

/// Everything that is wrong with them.
pub(super) fn check(site: &Site, findings: &mut Findings) {
    let pods = range("pod_cidr", &site.pod_cidr, POD_BITS, findings);
    let services = range("service_cidr", &site.service_cidr, SERVICE_BITS, findings);
    if let Some(pods) = pods {
        room_for_nodes(site, pods, findings);
    }
    if let (Some(pods), Some(services)) = (pods, services) {
        if pods.meets(services) {
            findings.say(
                "service_cidr",
                "The ranges of pods and Services overlap.".to_owned(),
                "Pod 与 Service 的网段重叠。".to_owned(),
            );
        }
        machines_outside(site, &[pods, services], findings);
    }
    endpoint(site, pods.into_iter().chain(services).collect(), findings);
}

fn range(
    field: &str,
    text: &str,
    bits: std::ops::RangeInclusive<u32>,
    findings: &mut Findings,
) -> Option<Range> {
    let Some(range) = Range::parse(text) else {
        findings.say(
            field,
            format!(
                "`{text}` is no range of IPv4 addresses such as 10.244.0.0/16, which begins with its first address."
            ),
            format!("“{text}”不是 IPv4 网段；网段要从它的第一个地址写起，例如 10.244.0.0/16。"),
        );
        return None;
    };
    let taken = [range.first, range.last].into_iter().find_map(|end| no_machines(Ipv4Addr::from(end)));
    if let Some((what, zh)) = taken {
        findings.say(
            field,
            format!("`{text}` begins or ends with {what}."),
            format!("“{text}”的头或尾是{zh}。"),
        );
        return None;
    }
    if !bits.contains(&range.bits) {
        let (large, small) = (bits.start(), bits.end());
        findings.say(
            field,
            format!("`{text}`: kubeadm takes ranges from /{large} to /{small} here."),
            format!("“{text}”：kubeadm 在这里只接受 /{large} 到 /{small} 的网段。"),
        );
        return None;
    }
    Some(range)
}

/// Every node gets a /24 of the pods' range.
fn room_for_nodes(site: &Site, pods: Range, findings: &mut Findings) {
    let (room, nodes) = (1_usize << (NODE_BITS - pods.bits), site.machines.len());
    if room < nodes {
        findings.say(
            "pod_cidr",
            format!(
                "Every node gets a /{NODE_BITS} of `{}`: it is enough for {room}, and there are {nodes} machines.",
                site.pod_cidr
            ),
            format!("每个节点从“{}”里分一个 /{NODE_BITS}：只够 {room} 个节点，而机器有 {nodes} 台。", site.pod_cidr),
        );
    }
}

fn machines_outside(site: &Site, ranges: &[Range], findings: &mut Findings) {
    for (at, machine) in site.machines.iter().enumerate() {
        let Ok(address) = machine.address.parse::<Ipv4Addr>() else { continue };
        if ranges.iter().any(|range| range.holds(address)) {
            findings.say(
                format!("machines/{at}/address"),
                format!("The address of `{}` lies in the range of pods or Services.", machine.name),
                format!("“{}”的地址落在 Pod 或 Service 的网段里。", machine.name),
            );
        }
    }
}

fn endpoint(site: &Site, ranges: Vec<Range>, findings: &mut Findings) {
    let endpoint = site.endpoint.as_str();
    let several = site.machines.iter().filter(|m| m.control_plane).count() > 1;
    let address = endpoint.parse::<Ipv4Addr>().ok();
    let one = site.machines.iter().find(|m| [&m.address, &m.name].contains(&&site.endpoint));
    let said = if endpoint.is_empty() && several {
        Some((
            "Several control-plane nodes need one name or address that reaches them all: a load balancer, or a virtual address.".to_owned(),
            "多个控制平面节点需要一个能到达它们全部的名字或地址：负载均衡器或虚拟地址。".to_owned(),
        ))
    } else if endpoint.is_empty() {
        None
    } else if is_localhost(endpoint) {
        Some((
            format!("`{endpoint}` leads every machine to itself."),
            format!("“{endpoint}”让每台机器都指向自己。"),
        ))
    } else if address.is_none() && !is_host_name(endpoint) {
        Some((
            format!("`{endpoint}` is neither a host name nor an IPv4 address; it has no port here."),
            format!("“{endpoint}”既不是主机名也不是 IPv4 地址；这里不写端口。"),
        ))
    } else if several && site.balancer == KEEPALIVED && address.is_none() {
        Some((
            format!(
                "keepalived makes an address, and `{endpoint}` is a name: a free address of the machines' own network is wanted."
            ),
            format!("keepalived 提供的是地址，而“{endpoint}”是名字：请填机器所在网络里一个空闲的地址。"),
        ))
    } else if let Some((what, zh)) = address.and_then(no_machines) {
        Some((
            format!("{endpoint} is {what}: no other machine reaches the control plane by it."),
            format!("{endpoint} 是{zh}：别的机器无法用它访问控制平面。"),
        ))
    } else if address.is_some_and(|address| ranges.iter().any(|range| range.holds(address))) {
        Some((
            format!("{endpoint} lies in the range of pods or Services."),
            format!("{endpoint} 落在 Pod 或 Service 的网段里。"),
        ))
    } else {
        one.and_then(|machine| only_one(endpoint, machine.control_plane, several))
    };
    if let Some((en, zh)) = said {
        findings.say("endpoint", en, zh);
    }
}

/// What is wrong with an endpoint that is one of the machines.
fn only_one(endpoint: &str, control_plane: bool, several: bool) -> Option<(String, String)> {
    if !control_plane {
        return Some((
            format!("`{endpoint}` is a worker: no API server answers there."),
            format!("“{endpoint}”是工作节点：那里没有 API 服务器。"),
        ));
    }
    several.then(|| {
        (
            format!("`{endpoint}` is one of the control-plane nodes: when it is lost, the others are out of reach. Take a load balancer's or a virtual address."),
            format!("“{endpoint}”只是其中一个控制平面节点：它一坏，其他的也就到不了了。请用负载均衡器或虚拟地址。"),
        )
    })
}
