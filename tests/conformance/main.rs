//! The same script by real kubectl on the practice cluster and on a real one, compared under masks.
//!
//! Layer: integration test. The script is `script.txt`, which tells its format; its manifests lie beside it.

mod masks;

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tests::real_cluster::RealCluster;

/// How long the two may take until what is only looked at is the same.
const SETTLES: Duration = Duration::from_secs(6);

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

/// What a command printed, masked, and its exit code.
fn run(kubectl: &Path, kubeconfig: &Path, words: &[String]) -> (String, bool) {
    let output = Command::new(kubectl)
        .arg("--kubeconfig")
        .arg(kubeconfig)
        .args(["--namespace", "conformance"])
        .args(words)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance"))
        .stdin(Stdio::null())
        .output()
        .expect("kubectl runs");
    let stdout = String::from_utf8_lossy(&output.stdout);
    // What comes as it is on the wire is compared without the order of an object's fields, which says nothing.
    let ordered = serde_json::from_str::<serde_json::Value>(&stdout).map(|v| v.to_string());
    let stdout = if words.iter().any(|w| w == "--raw") {
        ordered.unwrap_or(stdout.into_owned())
    } else {
        stdout.into_owned()
    };
    let text = format!(
        "{}\n------- stderr -------\n{}\n[exit status: {:?}]",
        masks::mask(&stdout),
        masks::mask(&String::from_utf8_lossy(&output.stderr)),
        output.status.code()
    );
    (text, output.status.success())
}

/// The words of a line; `+` is a space inside one.
fn words(line: &str) -> Vec<String> {
    line.split(' ').filter(|w| !w.is_empty()).map(|w| w.replace('+', " ")).collect()
}

/// Whether a command only looks.
fn looks(words: &[String]) -> bool {
    ["get", "describe", "logs", "events", "api-resources"].contains(&words[0].as_str())
        || words[0] == "rollout" && words[1] == "history"
}

/// Whether every line of one text is in another, in order.
fn within(part: &str, whole: &str) -> bool {
    let mut whole = whole.lines();
    part.lines().all(|line| whole.any(|w| w == line))
}

fn compare(kubectl: &Path, sides: &[PathBuf; 2], line: &str) -> Option<String> {
    let (how, line) = match line.split_at(2) {
        ("- ", rest) => ('-', rest),
        ("< ", rest) => ('<', rest),
        _ => ('=', line),
    };
    let words = words(line);
    let started = Instant::now();
    loop {
        let [(theirs, fine), (ours, also)] = [0, 1].map(|i| run(kubectl, &sides[i], &words));
        let same = match how {
            '-' => fine && also,
            '<' => within(&ours, &theirs),
            _ => ours == theirs,
        };
        if same {
            return None;
        }
        if !looks(&words) || started.elapsed() > SETTLES {
            return Some(format!("kubectl {line}\n--- real\n{theirs}\n--- practice\n{ours}\n"));
        }
        std::thread::sleep(Duration::from_millis(300));
    }
}

#[test]
#[ignore = "needs a real cluster"]
fn real_kubectl_sees_the_same_on_both_clusters() {
    let real = RealCluster::start_as_kubeadm_does().expect("the real cluster starts");
    let practice = Practice::start();
    let sides = [real.kubeconfig(), practice.kubeconfig.clone()];
    let script = include_str!("script.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    let different: Vec<String> = script.filter_map(|line| compare(&real.kubectl(), &sides, line)).collect();
    assert!(different.is_empty(), "{} differ:\n{}", different.len(), different.join("\n"));
}
