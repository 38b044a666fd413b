//! Every form of the differential test once more, without a cluster and without kubectl: the engine is answered what it was answered
//! when it was held beside kubectl, and has to print what that printed.
//!
//! Layer: integration test. The forms are those of `tests/differential/cases`; a form, or a request, that the recording does not
//! have fails with its name. `RECORD=1 cargo test -p tests --test differential -- --ignored` renews the recording.

#[allow(unreachable_pub, reason = "it is a module of a library, too")]
#[path = "../../../../tests/src/ages.rs"]
mod ages;
#[allow(dead_code, reason = "how a block is set up, only a cluster needs to know")]
#[path = "../../../../tests/differential/cases.rs"]
mod cases;
#[path = "../../../../tests/differential/masks.rs"]
mod masks;
mod recording;
mod tape;
#[path = "../../../../tests/differential/web.rs"]
mod web;

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use cases::{Block, Line};
use flate2::read::GzDecoder;
use masks::mask;
use recording::{Form, Kept, Key, Recording};
use tape::{Exchange, Tape};

/// How long a form may take.
const LIMIT: Duration = Duration::from_secs(30);

struct Suite {
    engine: PathBuf,
    manifests: PathBuf,
    web: String,
    recording: Recording,
    forms: HashMap<Key, usize>,
}

fn differential() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/differential")
}

impl Suite {
    fn new() -> Suite {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/replay/recording.json.gz");
        let text = GzDecoder::new(File::open(file).expect("the recording"));
        let recording: Recording =
            serde_json::from_reader(BufReader::new(text)).expect("the recording is JSON");
        let forms = recording.forms.iter().enumerate().map(|(at, form)| (form.key.clone(), at)).collect();
        let exe = std::env::current_exe().expect("the test has a path");
        let target = exe.ancestors().nth(2).expect("the test is in target/*/deps");
        let manifests = differential().join("manifests");
        let web = format!("http://{}", web::serve(manifests.clone()).expect("a web server"));
        Suite { engine: target.join("examples/kubectl"), manifests, web, recording, forms }
    }

    fn tape(&self, form: &Form) -> Tape {
        let texts = |all: &[usize]| all.iter().map(|at| self.recording.texts[*at].clone()).collect();
        let exchange = |kept: &Kept| Exchange {
            asked: texts(&kept.asked),
            status: kept.status,
            headers: kept.headers.clone(),
            pieces: texts(&kept.pieces),
            ended: kept.ended,
        };
        Tape { clock: form.clock.clone(), exchanges: form.exchanges.iter().map(exchange).collect() }
    }

    /// Plays forms, one after the other; returns what differs.
    fn play(&self, forms: &[(&Line, &Key)]) -> Vec<String> {
        let folder = tempfile::tempdir().expect("a folder");
        let files = [("config", self.recording.kubeconfig.clone()), ("change", self.changed())];
        for (name, text) in files {
            fs::write(folder.path().join(name), text).expect("a file");
        }
        forms.iter().filter_map(|(line, key)| self.form(folder.path(), line, key).err()).collect()
    }

    /// The kubeconfig that forms change.
    fn changed(&self) -> String {
        fs::read_to_string(self.manifests.join("kubeconfig.txt")).expect("the kubeconfig")
    }

    fn form(&self, folder: &Path, line: &Line, key: &Key) -> Result<(), String> {
        let Key(file, text, _) = key;
        let Some(at) = self.forms.get(key) else {
            return Err(format!("{file}: kubectl {text}\n  is not recorded"));
        };
        let form = &self.recording.forms[*at];
        let tape = folder.join("tape");
        fs::write(&tape, serde_json::to_vec(&self.tape(form)).expect("JSON")).expect("a file");
        let child = self.start(folder, line, &tape);
        let want = [form.stdout, form.stderr].map(|at| self.recording.texts[at].as_str());
        let want = (sorted(mask(want[0]), line), mask(want[1]));
        let (stdout, stderr, code) =
            finish(child, line, |stdout| sorted(mask(&self.tidy(folder, stdout)), line) == want.0);
        let got = (sorted(mask(&self.tidy(folder, &stdout)), line), mask(&self.tidy(folder, &stderr)));
        if got == want && (line.stop_after.is_some() || code == form.code) {
            return Ok(());
        }
        Err(format!(
            "{file}: kubectl {text}\n  recorded {:?}: {}{}\n  replayed {code:?}: {}{}",
            form.code, want.0, want.1, got.0, got.1
        ))
    }

    fn start(&self, folder: &Path, line: &Line, tape: &Path) -> Child {
        let change = folder.join("change").display().to_string();
        let words =
            line.args.iter().map(|word| word.replace("{web}", &self.web).replace("{config}", &change));
        let mut child = Command::new(&self.engine)
            .args(words)
            .env("KUBECONFIG", folder.join("config"))
            .env("KUBECTL_REPLAY", tape)
            .env("HOME", folder)
            .envs(line.zone.as_ref().map(|zone| ("TZ", zone)))
            .current_dir(&self.manifests)
            .stdin(if line.stdin.is_some() { Stdio::piped() } else { Stdio::null() })
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}", self.engine.display()));
        if let (Some(text), Some(mut pipe)) = (&line.stdin, child.stdin.take()) {
            pipe.write_all(text.as_bytes()).expect("the command reads its input");
        }
        child
    }

    fn tidy(&self, folder: &Path, text: &str) -> String {
        let own = [("config", "config-namespac"), ("change", "change-namespac")];
        let text = own.iter().fold(text.to_owned(), |text, (name, recorded)| {
            text.replace(&folder.join(name).display().to_string(), &format!("/folder/{recorded}"))
        });
        text.replace(&self.web, "http://web").replace(&folder.display().to_string(), "/folder")
    }
}

fn sorted(text: String, line: &Line) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    if !line.any_order {
        return text;
    }
    lines.sort_unstable();
    lines.join("\n")
}

/// Waits until a command has ended, or, of one that goes on until it is stopped, until it has said what it should.
fn finish(mut child: Child, line: &Line, said: impl Fn(&str) -> bool) -> (String, String, Option<i32>) {
    let read = |stream: Box<dyn Read + Send>| {
        let text = std::sync::Arc::new(Mutex::new(Vec::new()));
        let into = text.clone();
        let reading = std::thread::spawn(move || {
            let mut stream = stream;
            let mut piece = [0; 4096];
            while let Ok(length @ 1..) = stream.read(&mut piece) {
                into.lock().expect("the text").extend_from_slice(&piece[..length]);
            }
        });
        (text, reading)
    };
    let (stdout, out) = read(Box::new(child.stdout.take().expect("a pipe")));
    let (stderr, err) = read(Box::new(child.stderr.take().expect("a pipe")));
    let text =
        |bytes: &Mutex<Vec<u8>>| String::from_utf8_lossy(&bytes.lock().expect("the text")).into_owned();
    let started = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("the command runs") {
            break status;
        }
        if started.elapsed() > LIMIT || (line.stop_after.is_some() && said(&text(&stdout))) {
            child.kill().expect("the command runs");
            break child.wait().expect("the command ends");
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    out.join().expect("the reader ends");
    err.join().expect("the reader ends");
    (text(&stdout), text(&stderr), status.code())
}

/// The forms of a block, each by itself; those that change a kubeconfig stay together.
fn turns(block: &Block) -> Vec<Vec<(&Line, &Key)>> {
    let forms: Vec<_> = block.lines.iter().zip(&block.keys).collect();
    match block.lines.iter().any(|line| line.text.contains("{config}")) {
        true => vec![forms],
        false => forms.into_iter().map(|form| vec![form]).collect(),
    }
}

#[test]
fn every_form_prints_what_kubectl_printed() {
    let suite = Suite::new();
    let only = std::env::var("ONLY").unwrap_or_default();
    let mut blocks = cases::load(&differential().join("cases"));
    blocks.retain(|block| block.file.contains(&only));
    let turns: Vec<Vec<(&Line, &Key)>> = blocks.iter().flat_map(turns).collect();
    let next = AtomicUsize::new(0);
    let problems = Mutex::new(Vec::new());
    // Some forms wait until their time is over: the others do not wait for them.
    const WORKERS: usize = 16;
    std::thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                while let Some(turn) = turns.get(next.fetch_add(1, Ordering::SeqCst)) {
                    problems.lock().expect("the problems").extend(suite.play(turn));
                }
            });
        }
    });
    let problems = problems.into_inner().expect("the problems");
    let forms: usize = turns.iter().map(Vec::len).sum();
    assert!(problems.is_empty(), "{} of {forms} forms:\n\n{}", problems.len(), problems.join("\n\n"));
}

#[test]
fn a_request_that_is_not_recorded_is_named() {
    let suite = Suite::new();
    let folder = tempfile::tempdir().expect("a folder");
    let tape = folder.path().join("tape");
    fs::write(folder.path().join("config"), &suite.recording.kubeconfig).expect("a file");
    fs::write(&tape, r#"{"clock": [], "exchanges": []}"#).expect("a file");
    let blocks = cases::load(&differential().join("cases"));
    let line = blocks.iter().flat_map(|block| &block.lines).find(|line| line.text == "get pods");
    let line = line.expect("a form");
    let (_, stderr, code) = finish(suite.start(folder.path(), line, &tape), line, |_| false);
    assert!(stderr.contains("the recording has no answer to GET /api"), "{stderr}");
    assert_eq!(code, Some(99));
}
