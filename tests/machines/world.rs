//! A network of its own for the machines of a test: a switch that connects them, a name server, and what they ask for. Nothing of it
//! reaches the host's network, and all of it ends with the test's process.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::Arc;

use tempfile::TempDir;

use crate::server::Server;

/// The world's own address on the switch.
pub(crate) const HERE: &str = "192.168.56.1";

/// Everything outside of the machines.
pub(crate) struct World {
    /// What `cargo xtask machines` built.
    pub(crate) folder: PathBuf,
    /// Root file systems of this run.
    pub(crate) scratch: TempDir,
    /// What answers for the package servers and registries.
    pub(crate) server: Arc<Server>,
    /// The CA of its certificate, as PEM.
    pub(crate) ca: String,
    names: Child,
}

impl World {
    /// Makes the network and starts what answers there. The process stands in a network namespace of its own.
    pub(crate) fn new(folder: &Path) -> World {
        for line in [
            "link set lo up",
            "link add lan type bridge",
            "link set lan up",
            &format!("addr add {HERE}/24 dev lan"),
        ] {
            ip(line);
        }
        // Beside the cache: on a disk, since an overlay cannot lie on another, nor on memory for long.
        let scratch = TempDir::new_in(folder.parent().unwrap()).unwrap();
        let corefile = scratch.path().join("Corefile");
        fs::write(
            &corefile,
            format!(
                ".:53 {{\n  bind {HERE}\n  template IN A {{\n    answer \"{{{{ .Name }}}} 60 IN A {HERE}\"\n  }}\n  template IN AAAA {{\n    rcode NOERROR\n  }}\n}}\n"
            ),
        )
        .unwrap();
        let names = Command::new(folder.join("programs/coredns"))
            .arg("-quiet")
            .arg("-conf")
            .arg(&corefile)
            .spawn()
            .unwrap();
        let (server, ca) = Server::start(folder);
        World { folder: folder.to_owned(), scratch, server, ca, names }
    }
}

impl Drop for World {
    fn drop(&mut self) {
        // The test is over either way.
        let _ = self.names.kill();
        let _ = self.names.wait();
    }
}

/// Calls `ip`.
pub(crate) fn ip(line: &str) {
    let status = Command::new("ip").args(line.split(' ')).status().unwrap();
    assert!(status.success(), "ip {line}");
}
