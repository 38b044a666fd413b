//! What one more practice cluster in a process costs: `cargo run --release -p practice --example many -- 20`.

#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on has failed")]

use std::time::{Duration, Instant};

use practice::{Options, Practice};

/// Resident memory of this process, in KiB.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[tokio::main]
async fn main() {
    let count: u32 = std::env::args().nth(1).map_or(20, |n| n.parse().unwrap());
    let first = Practice::open(Options::default()).await.unwrap();
    tokio::time::sleep(Duration::from_secs(3)).await;
    let before = resident();
    let (mut more, began) = (Vec::new(), Instant::now());
    for _ in 0..count {
        more.push(Practice::open(Options::default()).await.unwrap());
    }
    let opened = began.elapsed() / count;
    tokio::time::sleep(Duration::from_secs(5)).await;
    let each = (resident() - before) / u64::from(count);
    println!("one more practice cluster: {each} KiB at rest, {opened:?} to open");
    drop((first, more));
}
