//! What `kubeadm init` leaves in the API of a cluster: its phases that need no host, run by the real kubeadm.
//!
//! Layer: test harness, above [`crate::real_cluster`].

use std::io::{Error, Result};
use std::path::Path;
use std::process::Command;

use crate::real_cluster::RealCluster;

/// Tokens, roles of those who join, `cluster-info` and `kubeadm-config`: what every later kubeadm asks for.
pub const FOR_KUBEADM: &[&[&str]] = &[&["bootstrap-token"], &["upload-config", "kubeadm"]];

/// The same, the kubelets' configuration, CoreDNS and kube-proxy: what a reader finds in kube-system.
pub const FOR_READERS: &[&[&str]] = &[&["bootstrap-token"], &["upload-config", "all"], &["addon", "all"]];

/// What `kubeadm init` binds, without a phase of its own, when it first uses the administrator's certificate
/// (`EnsureAdminClusterRoleBinding` in kubeadm's `phases/kubeconfig`).
///
/// # Errors
///
/// kubectl cannot be run or refuses: its words.
pub fn bind_administrators(cluster: &RealCluster) -> Result<()> {
    let group = "kubeadm:cluster-admins";
    let flags = ["--clusterrole=cluster-admin", "--group=kubeadm:cluster-admins"];
    let output = cluster.run(&[&["create", "clusterrolebinding", group], &flags[..]].concat())?;
    if output.status.success() {
        return Ok(());
    }
    Err(Error::other(String::from_utf8_lossy(&output.stderr).into_owned()))
}

/// Runs phases of `kubeadm init`, in order.
///
/// # Errors
///
/// kubeadm cannot be run or refuses: its words.
pub fn init(cluster: &RealCluster, phases: &[&[&str]]) -> Result<()> {
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("kubeadm/init.yaml");
    let kubeconfig = cluster.trusting("real")?;
    for phase in phases {
        let mut command = Command::new(cluster.kubeadm());
        command.args(["init", "phase"]).args(*phase).arg("--config").arg(&config);
        let output = command.arg("--kubeconfig").arg(&kubeconfig).output()?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(Error::other(format!("kubeadm init phase {}: {said}", phase.join(" "))));
        }
    }
    Ok(())
}
