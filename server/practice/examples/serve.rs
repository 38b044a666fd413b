//! Serves a practice cluster on a port and writes a kubeconfig, for trying things out with kubectl.
//!
//! `cargo run -p practice --example serve -- KUBECONFIG [max|FACTOR] [DATA_DIR]`

use practice::{Options, Practice, Speed};
use tokio_util::sync::CancellationToken;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let path = args.next().ok_or("usage: serve KUBECONFIG [max|FACTOR] [DATA_DIR]")?;
    let speed = match args.next().as_deref() {
        Some("max") => Speed::Max,
        Some(factor) => Speed::Factor(factor.parse()?),
        None => Speed::Factor(1.0),
    };
    let start = std::time::Instant::now();
    let workers = std::env::var("WORKERS").ok().and_then(|w| w.parse().ok()).unwrap_or(2);
    let pods_per_node = std::env::var("PODS_PER_NODE").ok().and_then(|w| w.parse().ok()).unwrap_or(110);
    let options = Options { data_dir: args.next().map(Into::into), speed, workers, pods_per_node };
    let practice = Practice::open(options).await?;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("https://{}", listener.local_addr()?);
    std::fs::write(&path, practice.kubeconfig(&url))?;
    println!("{url} ready in {:?}", start.elapsed());
    for notice in practice.notices() {
        println!("{notice}");
    }
    let shutdown = CancellationToken::new();
    let stop = shutdown.clone();
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            stop.cancel();
        }
    });
    let identity = practice.identity(&[])?;
    practice.serve(listener, identity, shutdown).await?;
    practice.close().await;
    Ok(())
}
