//! What happens to a cluster after it was made: further runs, a second machine, mistakes, faults, a node that leaves and comes back.

use std::time::{Duration, Instant};

use crate::machine::Machine;
use crate::page::{FIRST, Page, WORKER, commands};
use crate::world::World;

/// Nothing but `ok`, in both languages.
pub(crate) fn a_second_run_changes_nothing(page: &Page, first: &Machine) {
    let said = first.finish(&page.script(FIRST));
    assert!(!said.contains("running  "), "{said}");
    let said = first.finish(&page.script_in_chinese(FIRST));
    assert!(!said.contains("执行中") && said.contains("已验证   节点就绪"), "{said}");
}

/// A machine that was cloned after it got its id; what the page says then helps.
pub(crate) fn a_copy_of_the_first_is_found_out(page: &Page, first: &Machine, worker: &Machine) {
    worker.write("etc/machine-id", &first.read("etc/machine-id"));
    carry(first, worker);
    let ran = worker.script(&page.script(WORKER), |_, _| false);
    assert_eq!(ran.code, Some(1), "{}", ran.said);
    assert!(ran.said.contains("this machine is a copy of control-plane-1"), "{}", ran.said);
    let join = page.step(WORKER, "join");
    let known = join.fails.iter().find(|fail| ran.said.contains(&fail.prints)).unwrap();
    assert!(ran.said.contains(&known.remedy), "{}", ran.said);
    let (_, command) = commands(&known.remedy)[0];
    assert_eq!(worker.run(command).code, Some(0));
    assert_ne!(worker.read("etc/machine-id"), first.read("etc/machine-id"));
}

/// The second machine joins, cut once on the way, and pods of both talk.
pub(crate) fn it_joins_and_pods_talk(page: &Page, first: &Machine, worker: &Machine) {
    let ran =
        worker.script(&page.script(WORKER), |said, _| said.contains("[kubelet-start] Starting the kubelet"));
    assert_eq!(ran.code, None, "{}", ran.said);
    works(page, first, worker);
}

/// Both scripts end well, and each proves it.
fn works(page: &Page, first: &Machine, worker: &Machine) {
    let said = worker.finish(&page.script(WORKER));
    assert!(said.contains("proved   The node is Ready"), "{said}");
    assert!(said.contains("was answered by CoreDNS on another machine"), "{said}");
    for file in ["root/join-worker.sh", "etc/kubernetes/bootstrap-kubelet.conf"] {
        assert!(!worker.has(file), "{file} was left");
    }
    let said = first.finish(&page.script(FIRST));
    assert!(said.contains("pod control-plane-1: was answered by the pod on node-1"), "{said}");
    assert!(said.contains("node-1 Ready") && !said.contains("NOT YET"), "{said}");
}

/// The worker's script on the first machine: says so, and renames nothing.
pub(crate) fn on_the_wrong_machine_nothing_is_done(page: &Page, first: &Machine) {
    let said = first.stopped(&page.script(WORKER));
    assert!(said.contains("this machine does not have the address 192.168.56.11 of node-1"), "{said}");
    assert!(said.contains("is not renamed: control-plane-1"), "{said}");
    assert_eq!(first.run("hostname").said, "control-plane-1\n");
}

/// What was entered otherwise since is named, with what changing it takes.
pub(crate) fn other_choices_are_named(page: &Page, first: &Machine, worker: &Machine) {
    let changed = page.with(|site| {
        "10.200.0.0/16".clone_into(&mut site.pod_cidr);
        "calico".clone_into(&mut site.network);
        "aliyun".clone_into(&mut site.mirror);
    });
    let said = first.stopped(&changed.script(FIRST));
    for fact in [
        "podSubnet: 10.244.0.0/16, the page says 10.200.0.0/16",
        "network: flannel, the page says calico",
        "imageRepository: registry.k8s.io, the page says registry.aliyuncs.com/google_containers",
        "another one takes a new cluster",
    ] {
        assert!(said.contains(fact), "{fact}: {said}");
    }
    let changed = page.with(|site| "api.example.org".clone_into(&mut site.endpoint));
    let said = worker.stopped(&changed.script(WORKER));
    assert!(
        said.contains("server: https://192.168.56.10:6443, the page says https://api.example.org:6443"),
        "{said}"
    );
}

/// A machine that is finished wants nothing from it.
pub(crate) fn without_the_package_server_a_new_join_command_is_made(
    page: &Page,
    world: &World,
    first: &Machine,
) {
    let old = first.read("root/join-worker.sh");
    assert_eq!(
        first.run("kubeadm token delete $(grep -oE '[a-z0-9]{6}[.][a-z0-9]{16}' /root/join-worker.sh)").code,
        Some(0)
    );
    world.server.away(&["deb.debian.org", "pkgs.k8s.io"]);
    let said = first.finish(&page.script(FIRST));
    world.server.away(&[]);
    assert!(said.contains("done     Write down how workers join"), "{said}");
    assert_ne!(first.read("root/join-worker.sh"), old);
}

/// A runtime whose CRI is off, and a node that was deleted: each is active, and neither works.
pub(crate) fn what_does_not_work_is_not_called_ok(page: &Page, first: &Machine, worker: &Machine) {
    let off = "sed -i 's/^disabled_plugins = .*/disabled_plugins = [\"io.containerd.grpc.v1.cri\"]/' /etc/containerd/config.toml && systemctl restart containerd && systemctl is-active containerd";
    assert_eq!(worker.run(off).said, "active\n");
    let said = worker.finish(&page.script(WORKER));
    assert!(said.contains("done     Install containerd with the systemd cgroup driver"), "{said}");
    assert_eq!(first.run("kubectl delete node node-1").code, Some(0));
    carry(first, worker);
    let said = worker.stopped(&page.script(WORKER));
    assert!(
        said.contains("of a cluster that does not know it or does not answer: https://192.168.56.10:6443"),
        "{said}"
    );
    undo(page, first, worker, |on| std::ptr::eq(on, worker));
    works(page, first, worker);
}

/// Runs the commands under "undo" of the step that joins, each on the machine that it names, as far as they are wanted.
fn undo(page: &Page, first: &Machine, worker: &Machine, wanted: impl Fn(&Machine) -> bool) {
    let undo = page.step(WORKER, "join").undo;
    let mut on = first;
    let mut run = 0;
    for (before, command) in commands(&undo) {
        if before.to_lowercase().contains("on control-plane-1") {
            on = first;
        } else if before.contains("here") {
            on = worker;
        }
        if wanted(on) {
            let ran = on.run(command);
            assert_eq!(ran.code, Some(0), "{command}: {}", ran.said);
            run += 1;
        }
    }
    assert!(run >= 3, "{undo}");
}

/// Removed by the commands under "undo", each on the machine that it names; back with a new token, where an old one is refused at once.
pub(crate) fn a_node_leaves_as_the_page_says_and_comes_back(page: &Page, first: &Machine, worker: &Machine) {
    undo(page, first, worker, |_| true);
    assert_eq!(first.run("kubectl get nodes -o name").said, "node/control-plane-1\n");
    carry(first, worker);
    assert_eq!(
        first.run("kubeadm token delete $(grep -oE '[a-z0-9]{6}[.][a-z0-9]{16}' /root/join-worker.sh)").code,
        Some(0)
    );
    let start = Instant::now();
    let said = worker.stopped(&page.script(WORKER));
    assert!(said.contains("the token is over"), "{said}");
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
    first.finish(&page.script(FIRST));
    carry(first, worker);
    works(page, first, worker);
}

/// A copy is taken and brought back, which forgets what came between; certificates are renewed; a lost node is given up. The script
/// finds everything in order afterwards.
pub(crate) fn the_first_weeks(page: &Page, first: &Machine, worker: Machine) {
    first.step(&page.step(FIRST, "weeks-backup"));
    assert_eq!(first.run("kubectl create configmap made-after-the-copy").code, Some(0));
    first.step(&page.step(FIRST, "weeks-restore"));
    let said = first.run("kubectl get configmap made-after-the-copy").said;
    assert!(said.contains("NotFound"), "{said}");
    let before = first.run("openssl x509 -in /etc/kubernetes/pki/apiserver.crt -noout -serial").said;
    first.step(&page.step(FIRST, "weeks-certificates"));
    assert_ne!(first.run("openssl x509 -in /etc/kubernetes/pki/apiserver.crt -noout -serial").said, before);
    works(page, first, &worker);
    drop(worker);
    let lost = "until kubectl get node node-1 | grep NotReady; do sleep 1; done";
    assert_eq!(first.run(&format!("timeout 120 sh -c '{lost}'")).code, Some(0));
    first.step(&page.step(FIRST, "weeks-lost-node"));
    assert_eq!(first.run("kubectl get nodes -o name").said, "node/control-plane-1\n");
}

/// Takes the file with the join command to the other machine.
fn carry(first: &Machine, worker: &Machine) {
    worker.write("root/join-worker.sh", &first.read("root/join-worker.sh"));
}
