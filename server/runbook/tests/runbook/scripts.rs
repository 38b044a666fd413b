//! The scripts: clean for shellcheck, in order, done once, stopped at the first failure.

use std::collections::BTreeSet;
use std::process::Command;

use api::frame::Lang;

use crate::machine::Host;
use crate::{catalog, every_choice, three};

#[test]
#[ignore = "needs shellcheck: `make test` runs it"]
fn every_script_is_clean_for_shellcheck() {
    let catalog = catalog();
    let mut texts = BTreeSet::new();
    for site in every_choice(&catalog) {
        for lang in Lang::ALL {
            let scripts =
                site.machines.iter().filter_map(|machine| catalog.script(&site, &machine.name, lang));
            texts.extend(scripts);
            // What is handed to `bash -c` is text to shellcheck: each step's commands on their own.
            for step in catalog.runbook(&site, lang).steps.into_iter().filter(|s| !s.commands.is_empty()) {
                texts.insert(format!("#!/usr/bin/env bash\n{}\n", step.commands));
                texts.insert(format!("#!/usr/bin/env bash\n{}\n", step.verify.unwrap().0));
            }
        }
    }
    assert!(texts.len() > 100, "{}", texts.len());
    let dir = tempfile::tempdir().unwrap();
    let files = texts.iter().enumerate().map(|(number, text)| {
        let file = dir.path().join(format!("{number}.sh"));
        std::fs::write(&file, text).unwrap();
        file
    });
    let output = Command::new("shellcheck").args(files).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

/// The hash of nothing: the CA's key as the stand-ins print it.
const NOTHING: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// Runs one machine's script to its end; what it said, line by line.
fn through(host: &Host, script: &str) -> Vec<String> {
    let output = host.run(script, "");
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    said.lines().map(str::to_owned).collect()
}

#[test]
fn steps_are_done_in_order_and_only_once() {
    let catalog = catalog();
    // Mirrors differ in addresses only: one of them stands for all.
    for site in every_choice(&catalog).into_iter().filter(|site| site.mirror == "aliyun") {
        let (first, worker) = (Host::new("192.168.56.10"), Host::new("192.168.56.11"));
        worker.write("etc/machine-id", "00000000000000000000000000000011\n");
        for (host, name) in [(&first, "control-plane-1"), (&worker, "node-1")] {
            let script = catalog.script(&site, name, Lang::En).unwrap();
            let titles: Vec<String> = catalog
                .runbook(&site, Lang::En)
                .steps
                .into_iter()
                .filter(|step| step.machine == name && !step.later && !step.commands.is_empty())
                .map(|step| step.title)
                .collect();
            let said = through(host, &script);
            let done: Vec<&str> = said.iter().filter_map(|line| line.strip_prefix("done     ")).collect();
            assert_eq!(done, titles, "{said:#?}");
            assert!(!host.record().is_empty());

            let again = through(host, &script);
            let mut steps = catalog.runbook(&site, Lang::En).steps;
            steps.retain(|step| step.machine == name && !step.later);
            let last = steps.iter().rposition(|step| !step.commands.is_empty()).unwrap();
            let all = steps[..=last].iter().map(|step| format!("ok       {}", step.title));
            assert_eq!(again, all.collect::<Vec<_>>());
            assert_eq!(host.record(), Vec::<String>::new(), "a second run changed something");
            if name == "control-plane-1" {
                worker.write("root/join-worker.sh", &first.read("root/join-worker.sh"));
            }
        }
    }
}

#[test]
fn files_are_what_they_should_be() {
    let catalog = catalog();
    let mut site = three(&catalog);
    "aliyun".clone_into(&mut site.mirror);
    let host = Host::new("192.168.56.10");
    through(&host, &catalog.script(&site, "control-plane-1", Lang::Zh).unwrap());
    assert_eq!(
        host.read("etc/hosts"),
        "127.0.0.1 localhost\n192.168.56.10 control-plane-1 # cluster machines\n\
         192.168.56.11 node-1 # cluster machines\n192.168.56.12 node-2 # cluster machines\n\
         192.168.56.22 control-plane-2 # cluster machines\n192.168.56.23 control-plane-3 # cluster machines\n"
    );
    assert_eq!(host.read("etc/fstab"), "UUID=1 / ext4 defaults 0 1\n#UUID=2 none swap sw 0 0\n");
    let containerd = host.read("etc/containerd/config.toml");
    assert!(containerd.contains("            SystemdCgroup = true\n"));
    assert!(
        containerd.contains("    sandbox_image = \"registry.aliyuncs.com/google_containers/pause:3.10.2\"\n")
    );
    assert_eq!(
        host.read("etc/apt/sources.list.d/kubernetes.list"),
        "deb [signed-by=/etc/apt/keyrings/kubernetes.gpg] https://mirrors.aliyun.com/kubernetes-new/core/stable/v1.36/deb/ /\n"
    );
    let init: Vec<String> =
        host.record().into_iter().filter(|line| line.starts_with("kubeadm init --")).collect();
    assert_eq!(
        init,
        [
            "kubeadm init --apiserver-advertise-address 192.168.56.10 --control-plane-endpoint api.example.org:6443 \
          --pod-network-cidr 10.244.0.0/16 --service-cidr 10.96.0.0/12 \
          --image-repository registry.aliyuncs.com/google_containers \
          --cri-socket unix:///run/containerd/containerd.sock --kubernetes-version v1.36.3"
        ]
    );
    let other = Host::new("192.168.56.22");
    other.write("etc/machine-id", "00000000000000000000000000000022\n");
    other.write("root/join-control-plane.sh", &host.read("root/join-control-plane.sh"));
    through(&other, &catalog.script(&site, "control-plane-2", Lang::En).unwrap());
    let join: Vec<String> =
        other.record().into_iter().filter(|line| line.starts_with("kubeadm join")).collect();
    let key = "0".repeat(64);
    assert_eq!(
        join,
        [format!(
            "kubeadm join api.example.org:6443 --token abcdef.0123456789abcdef --discovery-token-ca-cert-hash sha256:{NOTHING} --control-plane \
             --certificate-key {key} --apiserver-advertise-address 192.168.56.22 --cri-socket unix:///run/containerd/containerd.sock"
        )]
    );
}

#[test]
fn the_first_failure_stops_it_and_is_named() {
    let catalog = catalog();
    let site = catalog.example();
    let script = catalog.script(&site, "control-plane-1", Lang::En).unwrap();
    for (fails, step, never) in [
        ("swapoff", "Turn swap off", "modprobe"),
        ("modprobe", "Load kernel modules and switch forwarding on", "apt-get install -y containerd"),
        (
            "gpg --dearmor --yes -o /etc/apt/keyrings/kubernetes.gpg",
            "Install kubelet, kubeadm and kubectl, and hold them",
            "kubeadm",
        ),
        ("kubeadm init", "Make the control plane", "kubectl"),
    ] {
        let host = Host::new("192.168.56.10");
        let output = host.run(&script, fails);
        assert_eq!(output.status.code(), Some(1), "{fails}");
        let complained = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(complained.contains(&format!("STOPPED  {step}: a command failed")), "{complained}");
        let record = host.record();
        assert!(!record.iter().any(|line| line.starts_with(never)), "{fails}: {record:#?}");
        // Mended, it goes on from there.
        let said = through(&host, &script);
        assert!(said.contains(&format!("done     {step}")), "{said:#?}");
        assert!(said.contains(&"ok       Give the machine its name".to_owned()), "{said:#?}");
    }
}

#[test]
fn a_worker_without_the_file_from_the_first_machine_is_told_so() {
    let catalog = catalog();
    let host = Host::new("192.168.56.11");
    let output = host.run(&catalog.script(&catalog.example(), "node-1", Lang::En).unwrap(), "");
    assert_eq!(output.status.code(), Some(1));
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(
        said.contains(
            "/root/join-worker.sh is wanted here. On control-plane-1: sudo cat /root/join-worker.sh."
        ),
        "{said}"
    );
    assert!(said.contains("STOPPED  Join as a worker"), "{said}");
}

#[test]
fn what_no_step_installs_is_not_there() {
    let catalog = catalog();
    let script = catalog.script(&catalog.example(), "control-plane-1", Lang::En).unwrap();
    for package in ["gpg", "containerd", "cri-tools"] {
        let without: String = script.lines().map(|line| forgets(line, package) + "\n").collect();
        assert_ne!(without, script, "no step installs {package}");
        let output = Host::new("192.168.56.10").run(&without, "");
        assert_eq!(output.status.code(), Some(1), "ran to its end without {package}");
    }
}

/// A line of a script that does not install one of its packages.
fn forgets(line: &str, package: &str) -> String {
    if !line.starts_with("apt-get install") {
        return line.to_owned();
    }
    line.split(' ').filter(|word| *word != package).collect::<Vec<_>>().join(" ")
}
