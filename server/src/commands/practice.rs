//! `wheelhouse practice`: the practice cluster alone, for any client.

use std::fs;
use std::path::Path;

use practice::{Options, Practice as Cluster};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::cli;
use crate::cli::{Practice, PracticeAction};

/// Serves the practice cluster until asked to stop, or sets it back.
pub(crate) async fn run(args: Practice) -> Result<(), String> {
    if let Some(PracticeAction::Reset { data_dir }) = args.action {
        let options = Options { data_dir: Some(cli::data_dir(data_dir)?), ..Options::default() };
        let cluster = Cluster::open(options).await.map_err(|e| e.to_string())?;
        cluster.reset().await;
        cluster.close().await;
        println!("the practice cluster is as it was first");
        return Ok(());
    }
    let data_dir = cli::data_dir(args.data_dir)?;
    super::private::keep(&data_dir)?;
    let options = Options {
        data_dir: Some(data_dir),
        workers: args.nodes,
        pods_per_node: args.pods_per_node,
        speed: args.speed,
    };
    if !args.listen.ip().is_loopback() {
        return Err(format!(
            "refusing to listen on {}: loopback only, such as --listen 127.0.0.1:0",
            args.listen
        ));
    }
    let listener = TcpListener::bind(args.listen)
        .await
        .map_err(|e| format!("cannot listen on {}: {e}; see --listen", args.listen))?;
    let address = listener.local_addr().map_err(|e| e.to_string())?;
    let cluster = Cluster::open(options).await.map_err(|e| e.to_string())?;
    for notice in cluster.notices() {
        tracing::warn!("{notice}");
    }
    let identity = cluster.identity(&[]).map_err(|e| e.to_string())?;
    let kubeconfig = cluster.kubeconfig(&format!("https://{address}"));
    let stop = CancellationToken::new();
    let serving = tokio::spawn({
        let (cluster, stop) = (cluster.clone(), stop.clone());
        async move { cluster.serve(listener, identity, stop).await }
    });
    if let Some(file) = &args.write_kubeconfig {
        write_whole(file, &kubeconfig)?;
    }
    println!("the practice cluster is at https://{address}/");
    super::asked_to_stop().await;
    stop.cancel();
    let served = serving.await.map_err(|e| e.to_string())?;
    cluster.close().await;
    served.map_err(|e| format!("serving failed: {e}"))
}

/// Writes a file that appears whole or not at all, readable by its owner only.
fn write_whole(file: &Path, text: &str) -> Result<(), String> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let failed = |e: std::io::Error| format!("cannot write the kubeconfig {}: {e}", file.display());
    let mut part = file.as_os_str().to_owned();
    part.push(".part");
    let mut out = fs::File::options()
        .create(true)
        .write(true)
        .truncate(true)
        .mode(0o600)
        .open(&part)
        .map_err(failed)?;
    out.write_all(text.as_bytes()).map_err(failed)?;
    fs::rename(&part, file).map_err(failed)
}
