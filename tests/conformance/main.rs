//! The same script by real kubectl on the practice cluster and on a real API server, compared under masks.
//!
//! Layer: integration test. The script is `script.txt`, its objects `objects.yaml`.

#[path = "../differential/masks.rs"]
#[allow(dead_code, reason = "the differential suite uses the whole of it")]
mod masks;

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tests::real_cluster::RealCluster;

/// What may differ: the words of a command, and why.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("describe deploy d", "hashes in the names of replica sets are not upstream's"),
    ("get deploy/d -o yaml", "the same, in a condition's message"),
    ("get sts/s -o yaml", "the same, in the names of revisions"),
];

/// The practice cluster in a process of its own, ended with the test.
struct Practice {
    child: Child,
    kubeconfig: PathBuf,
    _folder: tempfile::TempDir,
}

impl Practice {
    /// Starts `$WHEELHOUSE_BIN practice`, by default the binary beside this test.
    fn start() -> Practice {
        let beside = || {
            let exe = std::env::current_exe().expect("the test has a path");
            exe.ancestors().nth(2).expect("the test is in target/*/deps").join("wheelhouse")
        };
        let program = std::env::var_os("WHEELHOUSE_BIN").map_or_else(beside, PathBuf::from);
        let folder = tempfile::tempdir().expect("a folder");
        let kubeconfig = folder.path().join("config");
        let child = Command::new(&program)
            .args(["practice", "--speed", "max", "--data-dir"])
            .arg(folder.path())
            .arg("--write-kubeconfig")
            .arg(&kubeconfig)
            .stdout(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{} does not start: {error}; build it first", program.display()));
        let practice = Practice { child, kubeconfig, _folder: folder };
        let started = Instant::now();
        // It appears, whole, once the cluster is ready.
        while !practice.kubeconfig.exists() {
            assert!(started.elapsed() < Duration::from_secs(60), "the practice cluster is not ready");
            std::thread::sleep(Duration::from_millis(20));
        }
        practice
    }
}

impl Drop for Practice {
    fn drop(&mut self) {
        if self.child.kill().is_ok() {
            drop(self.child.wait());
        }
    }
}

fn run(kubectl: &Path, kubeconfig: &Path, line: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance/objects.yaml");
    let words =
        line.split(' ').map(|w| if w == "FILE" { file.display().to_string() } else { w.replace('+', " ") });
    let output = Command::new(kubectl)
        .arg("--kubeconfig")
        .arg(kubeconfig)
        .args(["--namespace", "conformance"])
        .args(words)
        .output()
        .expect("kubectl runs");
    let text = format!(
        "{}------- stderr -------\n{}[exit status: {:?}]\n",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
        output.status.code()
    );
    // Columns are as wide as their widest cell, and ages differ: one space says as much as many.
    let lines = masks::mask(&text);
    lines
        .lines()
        .map(|l| l.split_whitespace().collect::<Vec<_>>().join(" "))
        .map(|l| l.replace('#', ""))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
#[ignore = "needs a real cluster"]
fn real_kubectl_sees_the_same_on_both_clusters() {
    let real = RealCluster::start().expect("the real cluster starts");
    let practice = Practice::start();
    let kubectl = real.kubectl();
    let sides = [real.kubeconfig(), practice.kubeconfig.clone()];
    for side in &sides {
        run(&kubectl, side, "create ns conformance");
    }
    std::thread::sleep(std::time::Duration::from_secs(1));
    let mut different = Vec::new();
    for line in include_str!("script.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let [theirs, ours] = [0, 1].map(|i| run(&kubectl, &sides[i], line));
        if line.starts_with("create -f") {
            std::thread::sleep(std::time::Duration::from_secs(2));
        }
        if theirs != ours && !EXCEPTIONS.iter().any(|(excepted, _)| *excepted == line) {
            different.push(format!("kubectl {line}\n--- real\n{theirs}\n--- practice\n{ours}\n"));
        }
    }
    assert!(different.is_empty(), "{} differ:\n{}", different.len(), different.join("\n"));
}
