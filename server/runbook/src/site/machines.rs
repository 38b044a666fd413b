//! What is wrong with the machines of a site.

use std::net::Ipv4Addr;

use api::setup::{Machine, Site};

use super::address::no_machines;
use super::{Findings, has, is_name};
use crate::catalog::WrittenOffers;

/// How many machines a site has at most.
const MOST: usize = 50;

/// Everything that is wrong with them.
pub(super) fn check(site: &Site, offers: &WrittenOffers, findings: &mut Findings) {
    let control_planes = site.machines.iter().filter(|m| m.control_plane).count();
    if ![1, 3, 5].contains(&control_planes) {
        findings.say(
            "machines",
            format!(
                "There are {control_planes} control-plane nodes: choose one; or three or five, so that etcd can outvote one or two that are lost."
            ),
            format!("控制平面节点有 {control_planes} 个：请选 1 个；或 3 个、5 个（这样坏一两个时 etcd 仍有多数）。"),
        );
    }
    if site.machines.len() > MOST {
        findings.say("machines", format!("More than {MOST} machines."), format!("机器超过 {MOST} 台。"));
    }
    for (at, machine) in site.machines.iter().enumerate() {
        let before = &site.machines[..at];
        name(at, machine, before, findings);
        address(at, machine, before, findings);
        if !has(&offers.systems, &machine.system) {
            findings.say(
                format!("machines/{at}/system"),
                format!("`{}` of `{}` is no system to choose.", machine.system, machine.name),
                format!("没有可选的操作系统“{}”（{}）。", machine.system, machine.name),
            );
        }
        if !["amd64", "arm64"].contains(&machine.arch.as_str()) {
            findings.say(
                format!("machines/{at}/arch"),
                format!("`{}` of `{}` is neither amd64 nor arm64.", machine.arch, machine.name),
                format!("“{}”（{}）既不是 amd64 也不是 arm64。", machine.arch, machine.name),
            );
        }
    }
}

fn name(at: usize, machine: &Machine, before: &[Machine], findings: &mut Findings) {
    let field = format!("machines/{at}/name");
    if machine.name == "localhost" {
        findings.say(
            field,
            "Every machine calls itself `localhost`: give it a name of its own.".to_owned(),
            "每台机器都把自己叫作“localhost”：请起一个它自己的名字。".to_owned(),
        );
    } else if !is_name(&machine.name) {
        findings.say(
            field,
            format!("`{}` is no host name: lower-case letters, digits and dashes, at most 63.", machine.name),
            format!("“{}”不是主机名：只能用小写字母、数字和连字符，最多 63 个。", machine.name),
        );
    } else if before.iter().any(|m| m.name == machine.name) {
        findings.say(
            field,
            format!("Two machines are called `{}`.", machine.name),
            format!("有两台机器都叫“{}”。", machine.name),
        );
    }
}

fn address(at: usize, machine: &Machine, before: &[Machine], findings: &mut Findings) {
    let field = format!("machines/{at}/address");
    let Ok(address) = machine.address.parse::<Ipv4Addr>() else {
        findings.say(
            field,
            format!("`{}` of `{}` is no IPv4 address.", machine.address, machine.name),
            format!("“{}”（{}）不是 IPv4 地址。", machine.address, machine.name),
        );
        return;
    };
    if let Some((what, zh)) = no_machines(address) {
        findings.say(
            field,
            format!("{address} is {what}: the others cannot reach `{}` by it.", machine.name),
            format!("{address} 是{zh}：别的机器无法用它访问“{}”。", machine.name),
        );
    } else if before.iter().any(|m| m.address == machine.address) {
        findings.say(
            field,
            format!("Two machines have the address {address}."),
            format!("有两台机器的地址都是 {address}。"),
        );
    }
}
