//! A machine: a Debian with its own systemd in namespaces of its own, with two network cards as a virtual machine has them: one that leads
//! out and has the default route, with the same address on every machine, and one on the switch.

use std::fs;
use std::io::{BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use api::setup::Step;

use crate::world::{HERE, World, ip};

/// One machine.
pub(crate) struct Machine {
    name: String,
    address: String,
    root: PathBuf,
    started: Child,
    /// Its first process, as the host counts.
    init: u32,
}

/// What a script said and how it ended.
pub(crate) struct Ran {
    /// Standard output and standard error.
    pub(crate) said: String,
    /// Its exit code; `None` where it was cut.
    pub(crate) code: Option<i32>,
}

impl Machine {
    /// Makes a machine that was just installed, and boots it.
    pub(crate) fn new(world: &World, name: &str, address: &str) -> Machine {
        let root = world.scratch.path().join(name);
        let copied =
            Command::new("cp").arg("-a").arg(world.folder.join("rootfs")).arg(&root).status().unwrap();
        assert!(copied.success());
        furnish(world, &root);
        let (started, init) = boot(&root, name);
        let machine = Machine { name: name.to_owned(), address: address.to_owned(), root, started, init };
        machine.connect();
        machine.up();
        machine
    }

    /// Cuts the power and boots it again.
    pub(crate) fn power_cut(&mut self) {
        self.kill();
        (self.started, self.init) = boot(&self.root, &self.name);
        self.connect();
        self.up();
    }

    fn kill(&mut self) {
        // Its cards vanish with it; the next boot makes them anew.
        let _ = Command::new("kill").args(["-9", &self.init.to_string()]).status();
        let _ = self.started.wait();
    }

    /// Gives it its cards.
    fn connect(&self) {
        for (card, switch) in [("eth0", false), ("eth1", true)] {
            let end = format!("{card}-{}", self.init);
            ip(&format!("link add {end} type veth peer name {card} netns {}", self.init));
            if switch {
                ip(&format!("link set {end} master lan"));
            }
            ip(&format!("link set {end} up"));
        }
        for line in [
            "ip addr add 10.0.2.15/24 dev eth0",
            "ip link set eth0 up",
            "ip route add default via 10.0.2.2 dev eth0",
            &format!("ip addr add {}/24 dev eth1", self.address),
            "ip link set eth1 up",
        ] {
            let output = self.command(line).output().unwrap();
            assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        }
    }

    /// Waits until systemd has come up.
    fn up(&self) {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(60) {
            let state = self.run("systemctl is-system-running").said;
            if ["running\n", "degraded\n"].contains(&state.as_str()) {
                return;
            }
            std::thread::sleep(Duration::from_millis(200));
        }
        panic!("{} does not come up", self.name);
    }

    /// A shell's command line on it, as root.
    fn command(&self, line: &str) -> Command {
        let mut command = Command::new("nsenter");
        command
            .args(["-t", &self.init.to_string(), "-m", "-u", "-i", "-n", "-p", "-C", "--", "env", "-i"])
            .args([
                "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                "HOME=/root",
                "LANG=C.UTF-8",
            ])
            .args(["bash", "-c", line])
            .stdin(Stdio::null());
        command
    }

    /// Runs a command line to its end.
    pub(crate) fn run(&self, line: &str) -> Ran {
        let output = self.command(&format!("exec 2>&1; {line}")).output().unwrap();
        Ran { said: String::from_utf8_lossy(&output.stdout).into_owned(), code: output.status.code() }
    }

    /// Runs a script that was printed for it to its end, or until `cut` says so, which is asked with what was said last and the machine.
    pub(crate) fn script(&self, text: &str, cut: impl Fn(&str, &Machine) -> bool + Sync) -> Ran {
        self.write("root/set-up.sh", text);
        // As a session of its own, which ends with all that it started, as when somebody closes the lid.
        let line = "systemd-run --quiet --collect --pipe --wait --unit=session --setenv=HOME=/root --setenv=LANG=C.UTF-8 bash /root/set-up.sh 2>&1";
        let mut child = self.command(line).stdout(Stdio::piped()).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let said = std::sync::Mutex::new(String::new());
        let ended = std::sync::atomic::AtomicBool::new(false);
        let was_cut = std::thread::scope(|scope| {
            scope.spawn(|| {
                let mut line = Vec::new();
                while out.read_until(b'\n', &mut line).unwrap_or(0) > 0 {
                    let text = String::from_utf8_lossy(&line).into_owned();
                    let _ = std::io::stderr().write_all(format!("{}: {text}", self.name).as_bytes());
                    said.lock().unwrap().push_str(&text);
                    line.clear();
                }
                ended.store(true, std::sync::atomic::Ordering::Relaxed);
            });
            while !ended.load(std::sync::atomic::Ordering::Relaxed) {
                let now = said.lock().unwrap().clone();
                if cut(&now, self) {
                    self.run("systemctl kill -s KILL session");
                    return true;
                }
                std::thread::sleep(Duration::from_millis(20));
            }
            false
        });
        let status = child.wait().unwrap();
        Ran { said: said.into_inner().unwrap(), code: status.code().filter(|_| !was_cut) }
    }

    /// Runs a script that has to end well; what it said.
    pub(crate) fn finish(&self, script: &str) -> String {
        let ran = self.script(script, |_, _| false);
        assert_eq!(ran.code, Some(0), "{}: {}", self.name, ran.said);
        ran.said
    }

    /// Runs a script that has to stop; what it said.
    pub(crate) fn stopped(&self, script: &str) -> String {
        let ran = self.script(script, |_, _| false);
        assert_eq!(ran.code, Some(1), "{}: {}", self.name, ran.said);
        ran.said
    }

    /// Does a step that is in no script, as a root shell where it is pasted would, and asks whether it is done; what that said.
    pub(crate) fn step(&self, step: &Step) -> String {
        self.write("root/step.sh", &step.commands);
        let ran = self.run("bash -euo pipefail /root/step.sh");
        assert_eq!(ran.code, Some(0), "{}: {}", step.id, ran.said);
        let (question, wanted) = step.verify.as_ref().unwrap();
        self.write("root/step.sh", question);
        let asked = self.run("bash /root/step.sh");
        assert_eq!(
            asked.said.lines().last(),
            Some(wanted.as_str()),
            "{}: {}\n{}",
            step.id,
            ran.said,
            asked.said
        );
        asked.said
    }

    /// Whether a file is there.
    pub(crate) fn has(&self, file: &str) -> bool {
        self.root.join(file).exists()
    }

    /// A file of it.
    pub(crate) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.root.join(file))
            .unwrap_or_else(|error| panic!("{}: {file}: {error}", self.name))
    }

    /// Puts a file on it.
    pub(crate) fn write(&self, file: &str, text: &str) {
        fs::write(self.root.join(file), text).unwrap();
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        self.kill();
        // The cgroups that `start.sh` made, and what was made in them.
        let line = "for folder in /sys/fs/cgroup/$0 /sys/fs/cgroup/*/$0; do [ ! -d $folder ] || find $folder -depth -type d -exec rmdir {} +; done";
        let _ = Command::new("sh").args(["-c", line, &self.name]).status();
    }
}

/// Starts a root file system; the process that holds it, and the machine's first one.
fn boot(root: &Path, name: &str) -> (Child, u32) {
    let start = Path::new(env!("CARGO_MANIFEST_DIR")).join("machines/start.sh");
    let mut started = Command::new(start).arg(root).arg(name).spawn().unwrap();
    let children = format!("/proc/{0}/task/{0}/children", started.id());
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(20) {
        let child = fs::read_to_string(&children).unwrap_or_default();
        if let Some(init) = child.split_whitespace().next().and_then(|pid| pid.parse::<u32>().ok())
            && fs::read_to_string(format!("/proc/{init}/comm")).is_ok_and(|comm| comm.trim() == "systemd")
        {
            return (started, init);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    started.kill().unwrap();
    started.wait().unwrap();
    panic!("{name} does not start");
}

/// What is the network's and the kernel's, and not the scripts': name server, package source, the CA, settings that only machines inside
/// another's kernel need.
fn furnish(world: &World, root: &Path) {
    let write = |file: &str, text: &str| {
        let file = root.join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    };
    write("etc/hostname", "debian\n");
    write("etc/hosts", "127.0.0.1 localhost\n127.0.1.1 debian\n");
    write("etc/resolv.conf", &format!("nameserver {HERE}\n"));
    let key = fs::read_to_string(world.folder.join("debian/Release.key")).unwrap();
    write("usr/share/keyrings/tests.asc", &key);
    write(
        "etc/apt/sources.list",
        "deb [signed-by=/usr/share/keyrings/tests.asc] http://deb.debian.org/debian ./\n",
    );
    write("usr/local/share/ca-certificates/tests.crt", &world.ca);
    let release = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap();
    let modules = format!("usr/lib/modules/{}", release.trim());
    write(
        &format!("{modules}/modules.builtin"),
        "kernel/fs/overlayfs/overlay.ko\nkernel/net/bridge/br_netfilter.ko\n",
    );
    for file in ["modules.order", "modules.builtin.modinfo"] {
        write(&format!("{modules}/{file}"), "");
    }
    let depmod = Command::new("chroot").arg(root).args(["depmod", release.trim()]).status().unwrap();
    assert!(depmod.success());
    executable(root, "usr/local/sbin/runc", include_str!("runc.sh"));
    write("etc/kubelet-of-the-tests/10-tests.conf", KUBELET);
    write(
        "etc/systemd/system/kubelet.service.d/90-tests.conf",
        "[Service]\nEnvironment=\"KUBELET_CONFIG_ARGS=--config=/var/lib/kubelet/config.yaml --config-dir=/etc/kubelet-of-the-tests\"\n",
    );
    if !Path::new("/sys/fs/cgroup/cgroup.controllers").exists() {
        executable(root, "usr/local/bin/kubeadm", include_str!("kubeadm.sh"));
    }
}

/// How full the host's disk is, and which cgroups it has, is not what these tests are about.
const KUBELET: &str = r#"apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
failCgroupV1: false
evictionHard: {memory.available: "0%", nodefs.available: "0%", nodefs.inodesFree: "0%", imagefs.available: "0%", imagefs.inodesFree: "0%"}
imageGCHighThresholdPercent: 100
"#;

fn executable(root: &Path, file: &str, text: &str) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::write(root.join(file), text).unwrap();
    fs::set_permissions(root.join(file), fs::Permissions::from_mode(0o755)).unwrap();
}
