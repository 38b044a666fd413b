//! What is wrong with a site. Everything of it ends up in commands that somebody runs as root, also when the file came
//! from somebody else: names, addresses and choices are exactly what they should be, or nothing is written.

use std::net::Ipv4Addr;

use api::frame::Lang;
use api::setup::Site;

use crate::catalog::{WrittenOffer, WrittenOffers};

/// How many machines a site has at most.
const MOST: usize = 50;

/// What has to be mended, in words for the reader.
pub(crate) fn problems(site: &Site, offers: &WrittenOffers, lang: Lang) -> Vec<String> {
    let mut found = Vec::new();
    let mut say = |en: String, zh: String| {
        found.push(match lang {
            Lang::En => en,
            Lang::Zh => zh,
        });
    };
    if !is_name(&site.name) {
        say(
            format!(
                "The cluster's name `{}` is not made of lower-case letters, digits and dashes.",
                site.name
            ),
            format!("集群名“{}”只能由小写字母、数字和连字符组成。", site.name),
        );
    }
    for (what, zh, chosen, offered) in [
        ("Kubernetes version", "Kubernetes 版本", &site.kubernetes, &offers.versions),
        ("container runtime", "容器运行时", &site.runtime, &offers.runtimes),
        ("pod network", "Pod 网络", &site.network, &offers.networks),
        ("mirror", "镜像源", &site.mirror, &offers.mirrors),
    ] {
        if !has(offered, chosen) {
            say(format!("There is no {what} `{chosen}` to choose."), format!("没有可选的{zh}“{chosen}”。"));
        }
    }
    machines(site, offers, &mut say);
    networks(site, &mut say);
    found
}

fn machines(site: &Site, offers: &WrittenOffers, say: &mut impl FnMut(String, String)) {
    let control_planes = site.machines.iter().filter(|m| m.control_plane).count();
    if control_planes != 1 && control_planes != 3 {
        say(
            format!(
                "There are {control_planes} control-plane nodes: choose one, or three, so that etcd can outvote a lost one."
            ),
            format!("控制平面节点有 {control_planes} 个：请选 1 个，或 3 个（这样坏一个时 etcd 仍有多数）。"),
        );
    }
    if site.machines.len() > MOST {
        say(format!("More than {MOST} machines."), format!("机器超过 {MOST} 台。"));
    }
    for (at, machine) in site.machines.iter().enumerate() {
        let before = &site.machines[..at];
        if !is_name(&machine.name) {
            say(
                format!(
                    "`{}` is no host name: lower-case letters, digits and dashes, at most 63.",
                    machine.name
                ),
                format!("“{}”不是主机名：只能用小写字母、数字和连字符，最多 63 个。", machine.name),
            );
        } else if before.iter().any(|m| m.name == machine.name) {
            say(
                format!("Two machines are called `{}`.", machine.name),
                format!("有两台机器都叫“{}”。", machine.name),
            );
        }
        if machine.address.parse::<Ipv4Addr>().is_err() {
            say(
                format!("`{}` of `{}` is no IPv4 address.", machine.address, machine.name),
                format!("“{}”（{}）不是 IPv4 地址。", machine.address, machine.name),
            );
        } else if before.iter().any(|m| m.address == machine.address) {
            say(
                format!("Two machines have the address {}.", machine.address),
                format!("有两台机器的地址都是 {}。", machine.address),
            );
        }
        if !has(&offers.systems, &machine.system) {
            say(
                format!("`{}` of `{}` is no system to choose.", machine.system, machine.name),
                format!("没有可选的操作系统“{}”（{}）。", machine.system, machine.name),
            );
        }
        if !["amd64", "arm64"].contains(&machine.arch.as_str()) {
            say(
                format!("`{}` of `{}` is neither amd64 nor arm64.", machine.arch, machine.name),
                format!("“{}”（{}）既不是 amd64 也不是 arm64。", machine.arch, machine.name),
            );
        }
    }
}

fn networks(site: &Site, say: &mut impl FnMut(String, String)) {
    if !site.endpoint.is_empty() && !is_host(&site.endpoint) {
        say(
            format!("`{}` is neither a host name nor an IPv4 address.", site.endpoint),
            format!("“{}”既不是主机名也不是 IPv4 地址。", site.endpoint),
        );
    }
    let several = site.machines.iter().filter(|m| m.control_plane).count() > 1;
    if several && site.endpoint.is_empty() {
        say(
            "Three control-plane nodes need one name or address that reaches them all: a load balancer, or a virtual address.".to_owned(),
            "三个控制平面节点需要一个能到达它们全部的名字或地址：负载均衡器或虚拟地址。".to_owned(),
        );
    }
    let pods = cidr(&site.pod_cidr);
    let services = cidr(&site.service_cidr);
    for (text, range) in [(&site.pod_cidr, pods), (&site.service_cidr, services)] {
        if range.is_none() {
            say(
                format!("`{text}` is no range of IPv4 addresses such as 10.244.0.0/16."),
                format!("“{text}”不是 IPv4 网段，例如 10.244.0.0/16。"),
            );
        }
    }
    let (Some(pods), Some(services)) = (pods, services) else { return };
    if pods.0 <= services.1 && services.0 <= pods.1 {
        say("The ranges of pods and Services overlap.".to_owned(), "Pod 与 Service 的网段重叠。".to_owned());
    }
    for machine in &site.machines {
        let Ok(address) = machine.address.parse::<Ipv4Addr>() else { continue };
        let address = u32::from(address);
        if [pods, services].iter().any(|range| (range.0..=range.1).contains(&address)) {
            say(
                format!("The address of `{}` lies in the range of pods or Services.", machine.name),
                format!("“{}”的地址落在 Pod 或 Service 的网段里。", machine.name),
            );
        }
    }
}

fn has(offers: &[WrittenOffer], id: &str) -> bool {
    offers.iter().any(|offer| offer.id == id)
}

/// RFC 1123 label.
fn is_name(name: &str) -> bool {
    let inner = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    (1..=63).contains(&name.len())
        && name.bytes().all(|b| inner(b) || b == b'-')
        && name.bytes().next().is_some_and(inner)
        && name.bytes().last().is_some_and(inner)
}

/// A host name of labels, or an IPv4 address.
fn is_host(host: &str) -> bool {
    host.len() <= 253 && host.split('.').all(is_name)
}

/// The first and the last address of a range.
fn cidr(text: &str) -> Option<(u32, u32)> {
    let (address, bits) = text.split_once('/')?;
    let bits: u32 = bits.parse().ok().filter(|bits| (8..=28).contains(bits))?;
    let mask = u32::MAX << (32 - bits);
    let first = u32::from(address.parse::<Ipv4Addr>().ok()?);
    (first & !mask == 0).then_some((first, first | !mask))
}
