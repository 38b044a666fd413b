//! A container's file system: directories and small text files, in memory.
//!
//! Layer: simulation; no path of the host is ever opened.

use std::collections::BTreeMap;

use crate::images::Os;
use crate::kubelet::Process;

/// How much all files of a container may hold.
const LIMIT: usize = 4 << 20;

/// The directories of every image; busybox' has fewer.
const DIRECTORIES: &[&str] = &[
    "/bin",
    "/dev",
    "/etc",
    "/home",
    "/lib",
    "/media",
    "/mnt",
    "/opt",
    "/proc",
    "/root",
    "/run",
    "/sbin",
    "/srv",
    "/sys",
    "/tmp",
    "/usr",
    "/usr/bin",
    "/usr/local",
    "/usr/local/bin",
    "/usr/sbin",
    "/var",
    "/var/log",
    "/var/run",
];

/// Files by absolute path; a directory has no content.
#[derive(Clone, Debug, Default)]
pub(crate) struct Files {
    nodes: BTreeMap<String, Option<String>>,
}

/// Joins a path to a working directory and resolves `.` and `..`.
pub(crate) fn resolve(cwd: &str, path: &str) -> String {
    let full = if path.starts_with('/') { path.to_owned() } else { format!("{cwd}/{path}") };
    let mut parts: Vec<&str> = Vec::new();
    for part in full.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            p => parts.push(p),
        }
    }
    format!("/{}", parts.join("/"))
}

impl Files {
    /// The files of a container when it starts.
    pub(crate) fn of(p: &Process) -> Files {
        let mut f = Files::default();
        f.directories(p.found.image.os);
        f.identity(p);
        f.distribution(p.found.image.os);
        for (path, content) in (p.found.image.files)(&p.found.tag)
            .into_iter()
            .map(|(p, c)| (p.to_owned(), c))
            .chain(p.launch.files.iter().cloned())
        {
            match path.strip_suffix('/') {
                Some(dir) => f.make_dirs(dir),
                None => f.put(&path, content),
            }
        }
        f
    }

    fn directories(&mut self, os: Os) {
        for dir in DIRECTORIES {
            if os != Os::Busybox || !["/media", "/mnt", "/opt", "/srv", "/run", "/sbin"].contains(dir) {
                self.nodes.insert((*dir).into(), None);
            }
        }
        if matches!(os, Os::Debian | Os::Ubuntu) {
            self.nodes.insert("/boot".into(), None);
            self.nodes.insert("/lib64".into(), None);
        }
    }

    /// What is the container's own: its name, its network, its people, its process.
    fn identity(&mut self, p: &Process) {
        let host = &p.launch.hostname;
        self.put("/etc/hostname", format!("{host}\n"));
        self.put("/etc/hosts", format!("# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\nfe00::\tip6-localnet\nfe00::\tip6-mcastprefix\nfe00::1\tip6-allnodes\nfe00::2\tip6-allrouters\n{}\t{host}\n", p.launch.ip));
        self.put("/etc/resolv.conf", format!("search {}.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n", p.launch.ns));
        self.put(
            "/etc/passwd",
            "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n"
                .into(),
        );
        self.put("/etc/group", "root:x:0:\nnogroup:x:65534:\n".into());
        self.put("/proc/1/cmdline", p.argv.join("\0"));
        self.put("/proc/version", "Linux version 6.12.41+deb13-amd64\n".into());
    }

    fn distribution(&mut self, os: Os) {
        let release = match os {
            Os::Debian => {
                "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nNAME=\"Debian GNU/Linux\"\nVERSION_ID=\"12\"\nVERSION=\"12 (bookworm)\"\nVERSION_CODENAME=bookworm\nID=debian\nHOME_URL=\"https://www.debian.org/\"\nSUPPORT_URL=\"https://www.debian.org/support\"\nBUG_REPORT_URL=\"https://bugs.debian.org/\"\n"
            }
            Os::Ubuntu => {
                "PRETTY_NAME=\"Ubuntu 24.04.3 LTS\"\nNAME=\"Ubuntu\"\nVERSION_ID=\"24.04\"\nVERSION=\"24.04.3 LTS (Noble Numbat)\"\nVERSION_CODENAME=noble\nID=ubuntu\nID_LIKE=debian\n"
            }
            Os::Alpine => {
                "NAME=\"Alpine Linux\"\nID=alpine\nVERSION_ID=3.22.1\nPRETTY_NAME=\"Alpine Linux v3.22\"\nHOME_URL=\"https://alpinelinux.org/\"\nBUG_REPORT_URL=\"https://gitlab.alpinelinux.org/alpine/aports/-/issues\"\n"
            }
            Os::Busybox | Os::None => "",
        };
        if !release.is_empty() {
            self.put("/etc/os-release", release.into());
        }
        if os == Os::Debian {
            self.put("/etc/debian_version", "12.11\n".into());
        }
        if os == Os::Alpine {
            self.put("/etc/alpine-release", "3.22.1\n".into());
        }
    }

    fn put(&mut self, path: &str, content: String) {
        if let Some((dir, _)) = path.rsplit_once('/') {
            self.make_dirs(dir);
        }
        self.nodes.insert(path.to_owned(), Some(content));
    }

    /// Makes a directory and those above it.
    pub(crate) fn make_dirs(&mut self, path: &str) {
        let mut at = String::new();
        for part in path.split('/').filter(|p| !p.is_empty()) {
            at = format!("{at}/{part}");
            self.nodes.entry(at.clone()).or_insert(None);
        }
    }

    /// Whether something is at a path.
    pub(crate) fn exists(&self, path: &str) -> bool {
        path == "/" || self.nodes.contains_key(path)
    }

    /// Whether a directory is at a path.
    pub(crate) fn is_dir(&self, path: &str) -> bool {
        path == "/" || matches!(self.nodes.get(path), Some(None))
    }

    /// A file's content. The error is what programs print behind the name.
    pub(crate) fn read(&self, path: &str) -> Result<String, &'static str> {
        match self.nodes.get(path) {
            Some(Some(content)) => Ok(content.clone()),
            Some(None) => Err("Is a directory"),
            None if path == "/" => Err("Is a directory"),
            None if path == "/dev/null" => Ok(String::new()),
            None => Err("No such file or directory"),
        }
    }

    /// Writes a file.
    pub(crate) fn write(&mut self, path: &str, content: &str, append: bool) -> Result<(), &'static str> {
        if self.is_dir(path) {
            return Err("Is a directory");
        }
        if path == "/dev/null" {
            return Ok(());
        }
        let dir = path.rsplit_once('/').map_or("", |(d, _)| d);
        if !dir.is_empty() && !self.is_dir(dir) {
            return Err("No such file or directory");
        }
        let total: usize = self.nodes.values().flatten().map(String::len).sum();
        if total + content.len() > LIMIT {
            return Err("No space left on device");
        }
        match self.nodes.get_mut(path) {
            Some(Some(old)) if append => old.push_str(content),
            _ => drop(self.nodes.insert(path.to_owned(), Some(content.to_owned()))),
        }
        Ok(())
    }

    /// Takes a file or a whole directory away.
    pub(crate) fn remove(&mut self, path: &str) {
        let below = format!("{path}/");
        self.nodes.retain(|p, _| p != path && !p.starts_with(&below));
    }

    /// The names in a directory.
    pub(crate) fn names(&self, dir: &str) -> Vec<String> {
        let prefix = if dir == "/" { "/".to_owned() } else { format!("{dir}/") };
        self.nodes
            .keys()
            .filter_map(|p| p.strip_prefix(&prefix))
            .filter(|r| !r.is_empty() && !r.contains('/'))
            .map(str::to_owned)
            .collect()
    }

    /// How long a file is.
    pub(crate) fn size(&self, path: &str) -> usize {
        match self.nodes.get(path) {
            Some(Some(content)) => content.len(),
            _ => 4096,
        }
    }
}
