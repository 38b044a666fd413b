//! `make bench`: speed and memory beside what people use today, each pair in the same run, as ratios.
//!
//! Layer: measuring, around [`tests::real_cluster`]. Nothing here fails a test: the table is for people.
//! `BENCH_PODS` (10,000) and `BENCH_REPLICAS` (1,000) choose the sizes.

use std::fs;
use std::io::{BufRead, BufReader, Error, Read, Result, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tests::real_cluster::RealCluster;

mod edited;
mod large;
mod live;
mod pages;
mod search;
mod stalled;

/// How often a quick command is measured; the median counts.
const RUNS: usize = 11;

/// How many nodes both clusters have.
const NODES: usize = 10;

fn main() -> Result<()> {
    let bench = Bench {
        wheelhouse: std::env::var_os("WHEELHOUSE_BIN")
            .ok_or_else(|| Error::other("WHEELHOUSE_BIN is not set"))?
            .into(),
        pods: number("BENCH_PODS", 10_000),
        replicas: number("BENCH_REPLICAS", 1_000),
    };
    println!("{:44} {:>12} {:>12} {:>8}  aim", "", "wheelhouse", "counterpart", "ratio");
    // `BENCH_ONLY=pages,live` measures those alone.
    let only = std::env::var("BENCH_ONLY").unwrap_or_default();
    let wanted = |what: &str| only.is_empty() || only.split(',').any(|name| name == what);
    let parts: [(&str, &dyn Fn() -> Result<()>); 7] = [
        ("visit", &|| bench.first_visit()),
        ("search", &|| search::answers(&bench.wheelhouse)),
        ("edited", &|| edited::saves(&bench.wheelhouse)),
        ("stalled", &|| stalled::reader(&bench.wheelhouse)),
        ("pages", &|| pages::visits(&bench.wheelhouse)),
        ("live", &|| live::pages(&bench.wheelhouse)),
        ("clusters", &|| bench.clusters()),
    ];
    for (_, measure) in parts.iter().filter(|(name, _)| wanted(name)) {
        measure()?;
    }
    Ok(())
}

fn number(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

struct Bench {
    wheelhouse: PathBuf,
    pods: usize,
    replicas: usize,
}

/// What a process took.
#[derive(Clone, Copy)]
struct Cost {
    seconds: f64,
    mebibytes: f64,
}

impl Bench {
    /// The practice cluster beside the real control plane, then `wheelhouse kubectl` beside kubectl on the real one.
    fn clusters(&self) -> Result<()> {
        let per_node = u32::try_from(self.pods / NODES + 200).map_err(Error::other)?;
        let started = Instant::now();
        let real = RealCluster::start_with(NODES, per_node)?;
        let real_ready = started.elapsed().as_secs_f64();
        let practice = Practice::start(&self.wheelhouse, per_node)?;
        row("control plane ready, 10 nodes (s)", practice.ready, real_ready, "0.05");
        std::thread::sleep(Duration::from_secs(5));
        let real_rest: f64 = real.pids().into_iter().map(|pid| memory(pid, "VmRSS")).sum();
        row("memory at rest (MiB)", memory(practice.child.id(), "VmRSS"), real_rest, "0.125");
        let ours = self.scale_up(&real.kubectl(), &practice.kubeconfig(), self.replicas)?;
        let theirs = self.scale_up(&real.kubectl(), &real.kubeconfig(), self.replicas)?;
        row(&format!("{} replicas ready (s)", self.replicas), ours, theirs, "0.2");
        drop(practice);
        self.scale_up(&real.kubectl(), &real.kubeconfig(), self.pods)?;
        self.kubectl(&real)
    }

    /// Seconds until a deployment of so many replicas is ready.
    fn scale_up(&self, kubectl: &Path, kubeconfig: &Path, replicas: usize) -> Result<f64> {
        let run = |args: &[&str]| Command::new(kubectl).args(args).env("KUBECONFIG", kubeconfig).output();
        run(&["create", "deployment", "many", "--image=nginx:1.29", "--replicas=0"])?;
        let started = Instant::now();
        run(&["scale", "deployment", "many", &format!("--replicas={replicas}")])?;
        run(&[
            "wait",
            "deployment",
            "many",
            &format!("--for=jsonpath={{.status.readyReplicas}}={replicas}"),
            "--timeout=600s",
        ])?;
        Ok(started.elapsed().as_secs_f64())
    }

    fn kubectl(&self, real: &RealCluster) -> Result<()> {
        let first = String::from_utf8_lossy(&real.run(&["get", "pods", "-o", "name"])?.stdout).into_owned();
        let name = first.lines().next().unwrap_or_default().trim_start_matches("pod/").to_owned();
        let config = real.kubeconfig();
        let beside = |what: &str, args: &[&str], runs: usize, aims: (&str, &str)| -> Result<()> {
            let mut ours = vec!["kubectl"];
            ours.extend(args);
            let ours = median(&self.wheelhouse, &ours, &config, runs)?;
            let theirs = median(&real.kubectl(), args, &config, runs)?;
            row(&format!("kubectl {what} (s)"), ours.seconds, theirs.seconds, aims.0);
            row(&format!("kubectl {what} (MiB)"), ours.mebibytes, theirs.mebibytes, aims.1);
            Ok(())
        };
        beside("get pod NAME", &["get", "pod", &name], RUNS, ("0.5", ""))?;
        beside(&format!("get pods -A, {} pods", self.pods), &["get", "pods", "-A"], 3, ("1", "0.5"))?;
        beside(
            &format!("get pods -A -o yaml, {} pods", self.pods),
            &["get", "pods", "-A", "-o", "yaml"],
            1,
            ("1", "0.5"),
        )
    }

    /// What a browser loads on its first visit to a lesson, as it is sent.
    fn first_visit(&self) -> Result<()> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("browser/first-visit.mjs");
        let output = Command::new("node")
            .arg(script)
            .env("WHEELHOUSE_BIN", &self.wheelhouse)
            .stderr(std::process::Stdio::inherit())
            .output()?;
        let visit: serde_json::Value = serde_json::from_slice(&output.stdout)?;
        let size = |what: &str| visit[what].as_f64().ok_or_else(|| Error::other("the browser told no sizes"));
        row("a lesson's first visit, before it reads (KiB)", size("readable")?, 40.0, "1");
        row("a lesson's first visit, in all (KiB)", size("all")?, 350.0, "1");
        Ok(())
    }
}

fn row(what: &str, ours: f64, theirs: f64, aim: &str) {
    println!("{what:44} {ours:>12.2} {theirs:>12.2} {:>8.3}  {aim}", ours / theirs);
}

/// A row where more is better: the aim is a ratio of at least 1.
fn row_least(what: &str, ours: f64, least: f64) {
    println!("{what:44} {ours:>12.2} {least:>12.2} {:>8.3}  at least 1", ours / least);
}

/// The value that so large a part of sorted values does not exceed.
fn quantile(sorted: &[f64], part: f64) -> f64 {
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place in a list"
    )]
    let at = (sorted.len() as f64 * part) as usize;
    sorted.get(at.min(sorted.len().saturating_sub(1))).copied().unwrap_or_default()
}

/// A practice cluster of its own.
struct Practice {
    child: Child,
    dir: tempfile::TempDir,
    ready: f64,
}

impl Practice {
    fn start(wheelhouse: &Path, per_node: u32) -> Result<Practice> {
        let dir = tempfile::tempdir()?;
        let started = Instant::now();
        let child = Command::new(wheelhouse)
            .args([
                "practice",
                "--speed",
                "max",
                "--nodes",
                &NODES.to_string(),
                "--pods-per-node",
                &per_node.to_string(),
            ])
            .arg("--data-dir")
            .arg(dir.path())
            .arg("--write-kubeconfig")
            .arg(dir.path().join("kubeconfig"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let mut practice = Practice { child, dir, ready: 0.0 };
        while !practice.kubeconfig().exists() {
            if started.elapsed() > Duration::from_secs(60) {
                return Err(Error::other("the practice cluster did not become ready"));
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        practice.ready = started.elapsed().as_secs_f64();
        Ok(practice)
    }

    fn kubeconfig(&self) -> PathBuf {
        self.dir.path().join("kubeconfig")
    }
}

/// The median by time of several runs.
fn median(program: &Path, args: &[&str], kubeconfig: &Path, runs: usize) -> Result<Cost> {
    let mut costs = (0..runs).map(|_| measure(program, args, kubeconfig)).collect::<Result<Vec<Cost>>>()?;
    costs.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    Ok(costs[runs / 2])
}

/// Runs a program; its peak memory is read while it runs, every other millisecond.
fn measure(program: &Path, args: &[&str], kubeconfig: &Path) -> Result<Cost> {
    let started = Instant::now();
    let mut child =
        Command::new(program).args(args).env("KUBECONFIG", kubeconfig).stdout(Stdio::null()).spawn()?;
    let mut peak: f64 = 0.0;
    while child.try_wait()?.is_none() {
        peak = peak.max(memory(child.id(), "VmHWM"));
        std::thread::sleep(Duration::from_millis(2));
    }
    Ok(Cost { seconds: started.elapsed().as_secs_f64(), mebibytes: peak })
}

/// A process' memory in MiB, by a field of `/proc/PID/status`; 0 for one that has ended.
fn memory(pid: u32, field: &str) -> f64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':'));
    let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kib.unwrap_or_default() / 1024.0
}

/// A server of its own.
struct Server {
    child: Child,
    address: String,
    _dir: tempfile::TempDir,
}

impl Server {
    fn start(wheelhouse: &Path, more: &[&str]) -> Result<Server> {
        let dir = tempfile::tempdir()?;
        let mut child = Command::new(wheelhouse)
            .args(["serve", "--listen", "127.0.0.1:0", "--data-dir"])
            .arg(dir.path())
            .args(more)
            .env("HOME", dir.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut line = String::new();
        if let Some(out) = child.stdout.take() {
            BufReader::new(out).read_line(&mut line)?;
        }
        let address =
            line.trim().trim_start_matches("Wheelhouse is at http://").trim_end_matches('/').to_owned();
        Ok(Server { child, address, _dir: dir })
    }

    /// Head and body of an answer.
    fn ask(&self, method: &str, path: &str, fields: &str, body: &str) -> Result<(String, Vec<u8>)> {
        let mut stream = TcpStream::connect(&self.address)?;
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\n{fields}Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.address,
            body.len()
        );
        stream.write_all(head.as_bytes())?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        let end = bytes.windows(4).position(|w| w == b"\r\n\r\n").ok_or_else(|| Error::other("no answer"))?;
        let body = bytes.split_off(end + 4);
        Ok((String::from_utf8_lossy(&bytes).into_owned(), body))
    }

    /// The cookie that the first page sets.
    fn cookie(&self) -> Result<String> {
        let (head, _) = self.ask("GET", "/learn", "", "")?;
        let set = head.lines().find_map(|line| line.strip_prefix("set-cookie: "));
        let cookie = set.and_then(|set| set.split(';').next());
        cookie.map(str::to_owned).ok_or_else(|| Error::other("the first page set no cookie"))
    }

    fn post(&self, path: &str, cookie: &str, body: &str) -> Result<String> {
        let fields = format!("Cookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\n");
        Ok(String::from_utf8_lossy(&self.ask("POST", path, &fields, body)?.1).into_owned())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that has already ended cannot be ended again.
        let _ended = self.child.kill();
        let _status = self.child.wait();
    }
}

impl Drop for Practice {
    fn drop(&mut self) {
        // One that has already ended cannot be ended again.
        let _ended = self.child.kill();
        let _status = self.child.wait();
    }
}
