//! `real-cluster KUBECONFIG`: a real Kubernetes control plane for tests that are not written in Rust. Writes the
//! kubeconfig, prints `ready KUBECTL`, and ends the cluster when its standard input closes.
//!
//! Layer: test harness, around [`tests::real_cluster`].

use std::io::{Error, Read, Result};

use tests::real_cluster::RealCluster;

fn main() -> Result<()> {
    let kubeconfig =
        std::env::args_os().nth(1).ok_or_else(|| Error::other("usage: real-cluster KUBECONFIG"))?;
    let cluster = RealCluster::start()?;
    std::fs::copy(cluster.kubeconfig(), kubeconfig)?;
    println!("ready {}", cluster.kubectl().display());
    // Nothing is expected there: what counts is that it ends, also when the other side was killed.
    std::io::stdin().read_to_end(&mut Vec::new())?;
    drop(cluster);
    Ok(())
}
