//! Three control-plane nodes with an address of their own making, from mirrors alone, by the scripts in Chinese; then one loses its power.

use std::time::{Duration, Instant};

use api::setup::Machine as Entered;

use crate::machine::Machine;
use crate::page::{FIRST, Page};
use crate::world::World;

/// What the mirrors stand in for.
const UPSTREAM: [&str; 4] = ["pkgs.k8s.io", "registry.k8s.io", "ghcr.io", "raw.githubusercontent.com"];

/// The machines and their addresses.
const MACHINES: [(&str, &str); 3] =
    [(FIRST, "192.168.56.10"), ("control-plane-2", "192.168.56.22"), ("control-plane-3", "192.168.56.23")];

/// The address that reaches them all.
const ENDPOINT: &str = "192.168.56.100";

/// They become a cluster, which goes on when the first is lost.
pub(crate) fn become_a_cluster_that_outlives_the_first(page: &Page, world: &World) {
    let page = page.with(|site| {
        "aliyun".clone_into(&mut site.mirror);
        "keepalived".clone_into(&mut site.balancer);
        ENDPOINT.clone_into(&mut site.endpoint);
        let like = site.machines[0].clone();
        let entered = |(name, address): (&str, &str)| Entered {
            name: name.to_owned(),
            address: address.to_owned(),
            ..like.clone()
        };
        site.machines = MACHINES.map(entered).to_vec();
    });
    world.server.away(&UPSTREAM);
    let mut machines: Vec<Machine> =
        MACHINES.iter().map(|(name, address)| Machine::new(world, name, address)).collect();
    let said = machines[0].finish(&page.script_in_chinese(FIRST));
    for fact in
        ["已就绪   入口 192.168.56.100 能到达这里", "完成     初始化控制平面", "尚未：以下机器还没有加入"]
    {
        assert!(said.contains(fact), "{fact}: {said}");
    }
    for (at, (name, _)) in MACHINES.iter().enumerate().skip(1) {
        let ticket = machines[0].read("root/join-control-plane.sh");
        machines[at].write("root/join-control-plane.sh", &ticket);
        let said = machines[at].finish(&page.script_in_chinese(name));
        assert!(said.contains("完成     作为控制平面节点加入"), "{said}");
        assert!(!machines[at].has("root/join-control-plane.sh"), "the token was left");
    }
    let said = machines[0].finish(&page.script_in_chinese(FIRST));
    for (name, _) in &MACHINES[1..] {
        assert!(said.contains(&format!("得到了应答，对方在 {name}")), "{said}");
    }
    let images = machines[1].run("crictl images").said;
    assert!(images.contains("m.daocloud.io") && !images.contains("k8s.io"), "{images}");
    drop(machines.remove(0));
    goes_on(&machines[0]);
    let lost = "until kubectl get node control-plane-1 | grep NotReady; do sleep 1; done";
    let gone =
        machines[0].run(&format!("export KUBECONFIG=/etc/kubernetes/admin.conf; timeout 120 sh -c '{lost}'"));
    assert_eq!(gone.code, Some(0), "{}", gone.said);
    let said = machines[0].step(&page.step(MACHINES[1].0, "weeks-lost-control-plane"));
    assert!(said.contains("192.168.56.23:2379 is healthy") && !said.contains("192.168.56.10"), "{said}");
}

/// Another has the address now, and etcd has a majority: something can be written.
fn goes_on(second: &Machine) {
    let start = Instant::now();
    let write = "kubectl --kubeconfig /etc/kubernetes/admin.conf create configmap written-after-the-loss --request-timeout=5s";
    loop {
        let ran = second.run(write);
        if ran.code == Some(0) {
            break;
        }
        assert!(start.elapsed() < Duration::from_secs(120), "{}", ran.said);
        std::thread::sleep(Duration::from_secs(1));
    }
    let server = second.run("grep -o 'server: .*' /etc/kubernetes/admin.conf").said;
    assert_eq!(server, format!("server: https://{ENDPOINT}:6443\n"));
}
