//! What open pages cost on a large cluster: the first picture, memory, a busy cluster, a thousand pages.

use std::fs;
use std::io::{Error, Result};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde_json::json;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::sync::watch;

use super::large::Large;
use super::{Server, memory, quantile, row};

/// The large cluster.
const NODES: usize = 5_000;
const PODS: usize = 100_000;

/// How many pages are open, and how many change a second.
const PAGES: usize = 1_000;
const CHANGES: u64 = 200;

/// How many changes are followed to every page.
const MARKS: usize = 10;

/// Measures and prints.
pub(crate) fn pages(wheelhouse: &Path) -> Result<()> {
    tokio::runtime::Runtime::new()?.block_on(async {
        let (large, url) = Large::serve(NODES, PODS).await?;
        let dir = tempfile::tempdir()?;
        let kubeconfig = dir.path().join("kubeconfig");
        fs::write(&kubeconfig, config(&url))?;
        let server =
            Server::start(wheelhouse, &["--no-practice", "--kubeconfig", &kubeconfig.to_string_lossy()])?;
        let pid = server.child.id();
        let before = memory(pid, "VmRSS");
        let cookie = server.cookie()?;
        let began = Instant::now();
        let mut first = Page::open(&server, &cookie, &["lens"]).await?;
        let sent = first.until(|line| line.contains("\"fresh\":\"live\"")).await?;
        row("the first lens, 5,000 nodes, 100,000 pods (s)", began.elapsed().as_secs_f64(), 1.0, "1");
        #[expect(clippy::cast_precision_loss, reason = "a count of bytes")]
        row("the same, what a page is sent (KB)", sent as f64 / 1000.0, 40.0, "1");
        tokio::time::sleep(Duration::from_secs(2)).await;
        row("the server with it, above itself (MiB)", memory(pid, "VmRSS") - before, 350.0, "1");
        let busy = busy(&large, pid).await?;
        row("200 changes a second, of one core (%)", busy * 100.0, 30.0, "1");
        thousand(&server, &cookie, &large, first).await
    })
}

fn config(url: &str) -> String {
    json!({
        "apiVersion": "v1", "kind": "Config", "current-context": "large",
        "clusters": [{"name": "large", "cluster": {"server": url}}],
        "contexts": [{"name": "large", "context": {"cluster": "large", "user": "large"}}],
        "users": [{"name": "large", "user": {}}],
    })
    .to_string()
}

/// Which part of a core the server takes while the cluster changes.
async fn busy(large: &Large, pid: u32) -> Result<f64> {
    let changes = CHANGES * 10;
    let (before, began) = (seconds(pid)?, Instant::now());
    let mut tick = tokio::time::interval(Duration::from_secs(1) / u32::try_from(CHANGES).unwrap_or(1));
    for n in 0..changes {
        tick.tick().await;
        let number = 1 + usize::try_from(n * 7919).unwrap_or(0) % (PODS - 1);
        large.change(number, if n.is_multiple_of(2) { "Pending" } else { "Running" });
    }
    Ok((seconds(pid)? - before) / began.elapsed().as_secs_f64())
}

/// A thousand pages: memory of each, watches upstream, and how soon a change is at every one of them.
async fn thousand(server: &Server, cookie: &str, large: &Large, first: Page) -> Result<()> {
    let pid = server.child.id();
    let before = memory(pid, "VmRSS");
    let lessons =
        ["pods", "services", "scale-and-heal", "look-around", "controllers", "namespaces", "clean-up"];
    let times = Arc::new(Mutex::new(Vec::new()));
    let (mark, marked) = watch::channel((0_usize, Instant::now()));
    let mut pages = vec![first];
    for n in 1..PAGES {
        pages.push(Page::open(server, cookie, &["lens", lessons[n % lessons.len()]]).await?);
    }
    for page in &mut pages[1..] {
        page.until(|line| line.contains("\"fresh\":\"live\"")).await?;
    }
    tokio::time::sleep(Duration::from_secs(3)).await;
    #[expect(clippy::cast_precision_loss, reason = "a count of pages")]
    let each = (memory(pid, "VmRSS") - before) * 1024.0 / PAGES as f64;
    row("1,000 pages, each (KiB)", each, 100.0, "1");
    #[expect(clippy::cast_precision_loss, reason = "a count of watches")]
    row("the same, watches upstream (3 kinds)", large.watches() as f64, 3.0, "1");
    for mut page in pages {
        let (times, marked) = (times.clone(), marked.clone());
        tokio::spawn(async move {
            for turn in 1..=MARKS {
                let phase = phase(turn);
                page.until(|line| line.contains("default/marker") && line.contains(phase)).await?;
                let (_, sent) = *marked.borrow();
                times
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(sent.elapsed().as_secs_f64() * 1000.0);
            }
            Ok::<(), Error>(())
        });
    }
    for turn in 1..=MARKS {
        tokio::time::sleep(Duration::from_secs(1)).await;
        mark.send_replace((turn, Instant::now()));
        large.change(0, phase(turn));
    }
    tokio::time::sleep(Duration::from_secs(2)).await;
    let mut times = std::mem::take(&mut *times.lock().unwrap_or_else(PoisonError::into_inner));
    if times.len() != PAGES * MARKS {
        return Err(Error::other(format!("{} of {} changes reached a page", times.len(), PAGES * MARKS)));
    }
    times.sort_by(f64::total_cmp);
    row("the same, a change at every page, 99 % (ms)", quantile(&times, 0.99), 300.0, "1");
    Ok(())
}

fn phase(turn: usize) -> &'static str {
    if turn.is_multiple_of(2) { "Running" } else { "Pending" }
}

/// Processor time that a process has taken, in seconds.
fn seconds(pid: u32) -> Result<f64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat"))?;
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks: f64 = [11, 12].iter().filter_map(|at| fields.get(*at)?.parse::<f64>().ok()).sum();
    // Linux tells them in hundredths, whatever the kernel's own clock.
    Ok(ticks / 100.0)
}

/// An open page's stream.
struct Page {
    lines: BufReader<TcpStream>,
}

impl Page {
    /// Opens a stream and asks for topics: `lens`, or a lesson's id.
    async fn open(server: &Server, cookie: &str, topics: &[&str]) -> Result<Page> {
        let mut stream = TcpStream::connect(&server.address).await?;
        let head = format!("GET /api/live HTTP/1.0\r\nHost: {}\r\nCookie: {cookie}\r\n\r\n", server.address);
        stream.write_all(head.as_bytes()).await?;
        let mut lines = BufReader::with_capacity(1024, stream);
        let mut line = String::new();
        let name = loop {
            line.clear();
            if lines.read_line(&mut line).await? == 0 {
                return Err(Error::other("no stream was opened"));
            }
            if let Some(hello) = line.strip_prefix("data: ") {
                let hello: serde_json::Value = serde_json::from_str(hello)?;
                break hello["stream"].as_str().unwrap_or_default().to_owned();
            }
        };
        let topics: Vec<String> = topics
            .iter()
            .map(|topic| match *topic {
                "lens" => json!({"lens": {"cluster": "large", "namespace": "default"}}).to_string(),
                lesson => json!({"lesson": {"cluster": "large", "lesson": lesson, "lang": "en"}}).to_string(),
            })
            .collect();
        let body = json!({ "topics": topics }).to_string();
        let mut asking = TcpStream::connect(&server.address).await?;
        let head = format!(
            "POST /api/live/{name} HTTP/1.0\r\nHost: {}\r\nCookie: {cookie}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            server.address,
            body.len()
        );
        asking.write_all(head.as_bytes()).await?;
        let mut answer = String::new();
        BufReader::new(asking).read_line(&mut answer).await?;
        if !answer.contains(" 204 ") {
            return Err(Error::other(format!("the topics were answered with {answer}")));
        }
        Ok(Page { lines })
    }

    /// Reads up to a line that is as wanted; returns how many bytes came.
    async fn until(&mut self, wanted: impl Fn(&str) -> bool) -> Result<usize> {
        let (mut line, mut bytes) = (String::new(), 0);
        loop {
            line.clear();
            let read = tokio::time::timeout(Duration::from_secs(60), self.lines.read_line(&mut line)).await;
            let read = read.map_err(|_| Error::other("the stream is silent"))??;
            if read == 0 {
                return Err(Error::other("the stream ended"));
            }
            bytes += read;
            if wanted(&line) {
                return Ok(bytes);
            }
        }
    }
}
