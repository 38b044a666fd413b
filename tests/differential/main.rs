//! The same command lines by real kubectl and by ours, on one real API server, compared byte for byte under masks.
//!
//! Layer: integration test. Cases are in `cases/*.txt`, one command line each; `cases/README.md` tells the format.

mod cases;
mod masks;
#[path = "../../server/kubectl/tests/replay/note.rs"]
mod note;
mod record;
#[path = "../../server/kubectl/tests/replay/recording.rs"]
mod recording;
#[path = "../../server/kubectl/tests/replay/tape.rs"]
mod tape;
mod web;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use cases::{Block, Line, Mode};
use masks::mask;
use record::Recorder;
use recording::Key;
use tape::Tape;
use tests::ages;
use tests::real_cluster::RealCluster;

/// What a run printed: what is random about it is taken out, nothing is masked yet.
#[derive(Clone, Debug, Default)]
struct Run {
    stdout: String,
    stderr: String,
    code: Option<i32>,
    /// What the engine asked and was answered, when that is recorded.
    tape: Tape,
}

/// What is compared of it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Printed {
    stdout: String,
    stderr: String,
    code: Option<i32>,
}

impl Run {
    fn masked(&self, line: &Line) -> Printed {
        let mut stdout = mask(&self.stdout);
        if line.any_order {
            let mut lines: Vec<&str> = stdout.lines().collect();
            lines.sort_unstable();
            stdout = lines.join("\n");
        }
        Printed { stdout, stderr: mask(&self.stderr), code: self.code }
    }
}

/// A kubectl: its program and the words before the arguments.
#[derive(Clone, Debug)]
struct Side {
    program: PathBuf,
    prefix: Vec<String>,
    name: &'static str,
}

/// Numbers the files of notes.
static COUNT: AtomicUsize = AtomicUsize::new(0);

struct Suite {
    cluster: RealCluster,
    real: Side,
    ours: Side,
    manifests: PathBuf,
    /// The address of the web server with the manifests.
    web: String,
    /// Set when the run is recorded.
    recorder: Option<Recorder>,
}

fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("differential")
}

/// `$WHEELHOUSE_BIN`, or the engine's own example, built now; only that one can be recorded.
fn ours() -> Side {
    let given = std::env::var_os("WHEELHOUSE_BIN").filter(|given| !given.is_empty());
    if let Some(given) = given.filter(|_| !record::wanted()) {
        let program = PathBuf::from(given);
        let is_portal = program.file_stem().is_some_and(|name| name == "wheelhouse");
        let prefix = if is_portal { vec!["kubectl".to_owned()] } else { Vec::new() };
        return Side { program, prefix, name: "ours" };
    }
    let built = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "-p", "kubectl", "--example", "kubectl"])
        .status();
    assert!(built.is_ok_and(|status| status.success()), "the engine does not build");
    let exe = std::env::current_exe().expect("the test has a path");
    let target = exe.ancestors().nth(2).expect("the test is in target/*/deps");
    Side { program: target.join("examples/kubectl"), prefix: Vec::new(), name: "ours" }
}

impl Suite {
    /// A kubeconfig whose contexts have this namespace.
    fn config(&self, namespace: &str) -> PathBuf {
        let path = self.cluster.folder().join(format!("config-{namespace}"));
        if !path.exists() {
            let text = std::fs::read_to_string(self.cluster.kubeconfig()).expect("the kubeconfig");
            let mut config: serde_json::Value = serde_json::from_str(&text).expect("the kubeconfig is JSON");
            for context in config["contexts"].as_array_mut().expect("contexts") {
                context["context"]["namespace"] = namespace.into();
            }
            std::fs::write(&path, config.to_string()).expect("a file");
        }
        path
    }

    /// A kubeconfig that this namespace's block may change.
    fn own_config(&self, namespace: &str) -> PathBuf {
        let path = self.cluster.folder().join(format!("change-{namespace}"));
        if !path.exists() {
            std::fs::copy(self.manifests.join("kubeconfig.txt"), &path).expect("a copy");
        }
        path
    }

    /// A line's words with what they stand for.
    fn words(&self, namespace: &str, line: &Line) -> Vec<String> {
        let fill = |word: &String| {
            let word = word.replace("{web}", &self.web);
            if word.contains("{config}") {
                return word.replace("{config}", &self.own_config(namespace).display().to_string());
            }
            word
        };
        line.args.iter().map(fill).collect()
    }

    fn run(&self, side: &Side, namespace: &str, line: &Line) -> Run {
        let notes =
            self.cluster.folder().join(format!("notes-{namespace}-{}", COUNT.fetch_add(1, Ordering::SeqCst)));
        let mut command = Command::new(&side.program);
        command
            .args(&side.prefix)
            .args(self.words(namespace, line))
            .env("KUBECONFIG", self.config(namespace))
            .env("HOME", self.cluster.folder())
            .envs(line.zone.as_ref().map(|zone| ("TZ", zone)))
            .envs(self.recorder.as_ref().map(|_| ("KUBECTL_RECORD", &notes)))
            .current_dir(&self.manifests)
            .stdin(if line.stdin.is_some() { Stdio::piped() } else { Stdio::null() })
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap_or_else(|error| panic!("{}: {error}", side.program.display()));
        if let (Some(text), Some(mut pipe)) = (&line.stdin, child.stdin.take()) {
            use std::io::Write;
            pipe.write_all(text.as_bytes()).expect("the command reads its input");
        }
        let limit = line.stop_after.unwrap_or(Duration::from_secs(20));
        let id = child.id();
        let (done, ended) = std::sync::mpsc::channel::<()>();
        let watchdog = std::thread::spawn(move || {
            if ended.recv_timeout(limit).is_err() {
                // It may have ended by itself a moment ago.
                let _killed = Command::new("kill").arg(id.to_string()).stderr(Stdio::null()).status();
            }
        });
        let output = child.wait_with_output().expect("the command ends");
        drop(done);
        watchdog.join().expect("the watchdog ends");
        let tape = std::fs::read_to_string(&notes).map(|notes| record::tape(&notes)).unwrap_or_default();
        // Without a recording there are no notes.
        let _gone = std::fs::remove_file(&notes);
        let text = |bytes: Vec<u8>| self.tidy(namespace, &String::from_utf8_lossy(&bytes));
        Run {
            stdout: text(output.stdout),
            stderr: text(output.stderr),
            code: if line.stop_after.is_some() { None } else { output.status.code() },
            tape,
        }
    }

    /// Takes out what is this run's only; a namespace is as long as what stands for it.
    fn tidy(&self, namespace: &str, text: &str) -> String {
        let folder = self.cluster.folder().display().to_string();
        text.replace(namespace, "namespac").replace(&self.web, "http://web").replace(&folder, "/folder")
    }

    fn prepare(&self, namespace: &str, lines: &[Line]) {
        for line in lines {
            let printed = self.run(&self.real, namespace, line);
            assert!(printed.code == Some(0), "setup failed: {}\n{}", line.text, printed.stderr);
        }
    }

    fn fresh(&self, namespace: &str) {
        let made = self.cluster.run(&["create", "namespace", namespace]).expect("kubectl runs");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        for _ in 0..100 {
            let found = self
                .cluster
                .run(&["get", "serviceaccount", "default", "-n", namespace])
                .expect("kubectl runs");
            if found.status.success() {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the namespace {namespace} never got its service account");
    }

    /// Runs a block on one side; returns what each line printed.
    fn block(&self, side: &Side, block: &Block, namespace: &str) -> Vec<Run> {
        if block.mode == Mode::Fresh {
            self.fresh(namespace);
        }
        if block.mode != Mode::Shared {
            self.prepare(namespace, &block.setup);
        }
        let printed = block.lines.iter().map(|line| self.run(side, namespace, line)).collect();
        self.prepare(namespace, &block.reset);
        printed
    }

    fn compare(&self, number: usize, block: &Block, ours: &Side, serial: &Mutex<()>) -> Vec<String> {
        let _turn = (block.mode == Mode::Serial)
            .then(|| serial.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
        let shared = block.mode != Mode::Fresh;
        let name =
            |letter: char| if shared { "shared00".to_owned() } else { format!("{letter}0-{number:05}") };
        let real = self.block(&self.real, block, &name('r'));
        let own = self.block(ours, block, &name('o'));
        let mut different = Vec::new();
        for ((line, key), (real, own)) in block.lines.iter().zip(&block.keys).zip(real.into_iter().zip(own)) {
            let (theirs, mine) = (real.masked(line), own.masked(line));
            if theirs != mine {
                different.push(report(&block.file, line, &theirs, &mine, ours.name));
            }
            if let Some(recorder) = self.recorder.as_ref().filter(|_| ours.name == "ours") {
                let Run { stdout, stderr, code, .. } = real;
                let printed = record::Printed { stdout, stderr, code, tape: own.tape };
                recorder.keep(key.clone(), printed, |text| self.tidy(&name('o'), text));
            }
        }
        different
    }
}

fn report(file: &str, line: &Line, real: &Printed, own: &Printed, name: &str) -> String {
    let mut text = format!("{file}: kubectl {}\n", line.text);
    if real.code != own.code {
        text += &format!("  exit code: real {:?}, {name} {:?}\n", real.code, own.code);
    }
    for (stream, real, own) in [("stdout", &real.stdout, &own.stdout), ("stderr", &real.stderr, &own.stderr)]
    {
        if real != own {
            let first = real.lines().zip(own.lines()).position(|(a, b)| a != b);
            let at = first.unwrap_or(real.lines().count().min(own.lines().count()));
            let shown = |text: &str| text.lines().skip(at).take(4).collect::<Vec<_>>().join("\n       ");
            text += &format!(
                "  {stream} from line {}:\n  real: {}\n  {name}: {}\n",
                at + 1,
                shown(real),
                shown(own)
            );
        }
    }
    text
}

/// Runs every block, two at a time; returns what differs.
fn run_all(suite: &Suite, blocks: &[Block], ours: &Side) -> Vec<String> {
    let next = AtomicUsize::new(0);
    let problems = Mutex::new(Vec::new());
    let serial = Mutex::new(());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::SeqCst);
                    let Some(block) = blocks.get(number) else { return };
                    let started = std::time::Instant::now();
                    let found = suite.compare(number, block, ours, &serial);
                    if started.elapsed() > Duration::from_secs(20) {
                        println!("slow ({:?}): {}", started.elapsed(), block.lines[0].text);
                    }
                    for one in &found {
                        println!("{one}");
                    }
                    problems.lock().unwrap_or_else(std::sync::PoisonError::into_inner).extend(found);
                }
            });
        }
    });
    problems.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
}

#[test]
#[ignore = "needs a real cluster"]
fn every_form_prints_what_kubectl_prints() {
    let cluster = RealCluster::start().expect("a cluster");
    let real = Side { program: cluster.kubectl(), prefix: Vec::new(), name: "real" };
    let manifests = here().join("manifests");
    let web = format!("http://{}", web::serve(manifests.clone()).expect("a web server"));
    let recorder = record::wanted().then(Recorder::default);
    let mut suite = Suite { real, ours: ours(), manifests, web, cluster, recorder };
    suite.fresh("shared00");
    let only = std::env::var("ONLY").unwrap_or_default();
    let mut blocks = cases::load(&here().join("cases"));
    blocks.retain(|block| block.file.contains(&only));
    let order: Vec<Key> = blocks.iter().flat_map(|block| block.keys.clone()).collect();
    for block in blocks.iter().filter(|block| block.mode == Mode::Shared) {
        suite.prepare("shared00", &block.setup);
    }
    // What changes nodes comes after what looks at them.
    let (late, early): (Vec<Block>, Vec<Block>) =
        blocks.into_iter().partition(|block| block.mode == Mode::Serial);
    let cases: usize = early.iter().chain(&late).map(|block| block.lines.len()).sum();
    let mut problems = run_all(&suite, &early, &suite.ours);
    problems.extend(run_all(&suite, &late, &suite.ours));
    let sample: Vec<Block> =
        early.iter().filter(|block| block.mode == Mode::Shared).step_by(12).cloned().collect();
    let itself = run_all(&suite, &sample, &suite.real.clone());
    assert!(itself.is_empty(), "kubectl differs from itself under the masks:\n{}", itself.join("\n"));
    println!(
        "{} of {cases} forms are equal; {} held against kubectl itself",
        cases - problems.len(),
        sample.len()
    );
    assert!(problems.is_empty(), "{} of {cases} forms differ:\n\n{}", problems.len(), problems.join("\n"));
    let kubeconfig = suite.config("namespac");
    if let Some(recorder) = suite.recorder.take().filter(|_| only.is_empty()) {
        recorder.write(std::fs::read_to_string(kubeconfig).expect("the kubeconfig"), &order);
    }
}

#[test]
fn there_are_enough_forms() {
    let blocks = cases::load(&here().join("cases"));
    let all: usize = blocks.iter().map(|block| block.lines.len()).sum();
    let mistakes: usize = blocks.iter().flat_map(|block| &block.lines).filter(|line| line.mistake).count();
    assert!(all >= 250 && mistakes >= 60, "{all} forms, {mistakes} of them mistakes");
}
