//! A machine that is not one: its /etc and /root are scratch folders, and what would change it are stand-ins.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::PathBuf;
use std::process::{Command, Output};

use tempfile::TempDir;

/// What is stood in for of that which Debian itself has. All else comes with `apt-get install` (`standin.sh`), or is not there.
const STAND_INS: &[&str] = &[
    "apt-get",
    "apt-mark",
    "dpkg",
    "hostname",
    "hostnamectl",
    "ip",
    "modprobe",
    "openssl",
    "perl",
    "ping",
    "swapoff",
    "swapon",
    "sysctl",
    "systemctl",
];

/// What is real: tools that read and write files.
const REAL: &[&str] = &[
    "bash", "cat", "chmod", "cmp", "cp", "cut", "date", "flock", "grep", "head", "id", "install", "mkdir",
    "mktemp", "mv", "nproc", "paste", "rm", "sed", "seq", "sh", "sleep", "sort", "stat", "tail", "tee",
    "test", "timeout", "tr", "touch",
];

/// The machine.
pub(crate) struct Host {
    dir: TempDir,
    /// The version of containerd that its distribution has.
    containerd: &'static str,
    /// Its address.
    address: String,
}

impl Host {
    /// A machine as Debian 12 leaves it, with an address of the example's.
    pub(crate) fn new(address: &str) -> Host {
        Host { address: address.to_owned(), ..Host::with_containerd("1.6") }
    }

    /// The same with another containerd. What `containerd config default` prints there was recorded from 1.6.20, 1.7.24, 2.1.4 and
    /// 2.4.2, built from their Go modules, and from Ubuntu 24.04's package of 2.2.1.
    pub(crate) fn with_containerd(containerd: &'static str) -> Host {
        let address = "192.168.56.10".to_owned();
        let host = Host { dir: tempfile::tempdir().unwrap(), containerd, address };
        for folder in ["bin", "state", "root", "etc/modules-load.d", "etc/sysctl.d", "etc/apt/sources.list.d"]
        {
            fs::create_dir_all(host.path(folder)).unwrap();
        }
        host.write("etc/hosts", "127.0.0.1 localhost\n127.0.1.1 debian\n");
        host.write("etc/machine-id", "0123456789abcdef0123456789abcdef\n");
        host.write("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n");
        host.write("etc/fstab", "UUID=1 / ext4 defaults 0 1\nUUID=2 none swap sw 0 0\n");
        host.write("bin/stand-in", include_str!("standin.sh"));
        fs::set_permissions(host.path("bin/stand-in"), fs::Permissions::from_mode(0o755)).unwrap();
        for name in STAND_INS {
            symlink("stand-in", host.path(&format!("bin/{name}"))).unwrap();
        }
        // Its one check is of files that only the real servers have.
        host.write("bin/sha256sum", "#!/bin/sh\n[ \"$1\" = -c ] && { read -r sum file; exec /bin/grep -q ^from \"$file\"; }\nexec /usr/bin/sha256sum\n");
        fs::set_permissions(host.path("bin/sha256sum"), fs::Permissions::from_mode(0o755)).unwrap();
        for name in REAL {
            let real = ["/usr/bin", "/bin"].map(|dir| PathBuf::from(dir).join(name));
            symlink(real.iter().find(|file| file.exists()).unwrap(), host.path(&format!("bin/{name}")))
                .unwrap();
        }
        host
    }

    /// Runs a script as root, up to where it asks everything again and proves it: that takes real machines (`tests/machines`).
    /// `fail` begins the command that fails.
    pub(crate) fn run(&self, script: &str, fail: &str) -> Output {
        self.write("script.sh", script.split("\nonce_more\n").next().unwrap());
        let enter = "mount --bind \"$1/etc\" /etc && mount --bind \"$1/root\" /root && mount -t tmpfs tmpfs /run && mount -t tmpfs tmpfs /var/lib && mount -t tmpfs tmpfs /sys/class && PATH=\"$1/bin\" exec bash \"$1/script.sh\"";
        let config =
            format!("{}/tests/runbook/containerd-{}.toml", env!("CARGO_MANIFEST_DIR"), self.containerd);
        Command::new("unshare")
            .args(["--user", "--map-root-user", "--mount", "sh", "-c", enter, "sh"])
            .arg(self.dir.path())
            .env("STATE", self.path("state"))
            .env("ADDRESS", &self.address)
            .env("FAIL", fail)
            .env("CONTAINERD", config)
            .output()
            .unwrap()
    }

    /// What was called since the last time this was asked, without questions.
    pub(crate) fn record(&self) -> Vec<String> {
        let text = fs::read_to_string(self.path("state/record")).unwrap_or_default();
        self.write("state/record", "");
        text.lines().filter(|line| !asks(line)).map(str::to_owned).collect()
    }

    /// A file of it.
    pub(crate) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    /// Puts a file on it.
    pub(crate) fn write(&self, file: &str, text: &str) {
        fs::write(self.path(file), text).unwrap();
    }

    fn path(&self, file: &str) -> PathBuf {
        self.dir.path().join(file)
    }
}

/// Calls that change nothing.
fn asks(line: &str) -> bool {
    let reads = [
        "hostname ",
        "ip ",
        "dpkg --print",
        "containerd config dump",
        "openssl ",
        "kubelet --version",
        "systemctl show",
        "perl ",
        "ping ",
        "systemctl is-enabled",
        "kubectl version",
        "kubeadm config images list",
        "swapon --show",
        "sysctl -n",
        "systemctl is-active",
        "apt-mark showhold",
        "kubeadm version",
        "kubeadm token list",
        "crictl ",
    ];
    let asked = |word: &str| line.starts_with("kubectl") && line.contains(word);
    reads.iter().any(|read| line.starts_with(read))
        || [" get ", "get --raw", " wait "].into_iter().any(asked)
        || line.starts_with("curl")
            && ["-o /dev/null", "telnet:", "/version"].into_iter().any(|what| line.contains(what))
}
