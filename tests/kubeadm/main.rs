//! The same lines by real kubeadm and by ours, on one real API server; and what ours does without a host.
//!
//! Layer: integration test. What cannot be equal is masked by [`mask`]: moments, which are as wide on both sides.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use regex::Regex;
use tests::kubeadm_init::{FOR_KUBEADM, init};
use tests::real_cluster::RealCluster;

/// Lines that change nothing, or nothing that a later line sees. `dead` and `reader` before a line choose a context.
const LINES: &[&str] = &[
    "token list",
    "token list -o json",
    "token list -o yaml",
    "token list -o text",
    "token list -o nope",
    "token list extra",
    "token list --nope",
    "token lst",
    "toke",
    "nope",
    "token generate extra",
    "token create abc",
    "token create abcdef.0123456789abcdeF",
    "token create abcdef.0123456789abcdef",
    "token create bbbbbb.0123456789abcdef --usages nope",
    "token create bbbbbb.0123456789abcdef --usages nope,signing",
    "token create bbbbbb.0123456789abcdef --usages signing",
    "token create bbbbbb.0123456789abcdef --groups bad,worse",
    "token create --ttl",
    "token create --ttl x",
    "token delete",
    "token delete x",
    "token delete zzzzzz",
    "token delete zzzzzz.0123456789abcdef",
    "config images list --kubernetes-version v1.36.3",
    "config images list --kubernetes-version 1.36.0 --image-repository registry.aliyuncs.com/google_containers",
    "config images list --kubernetes-version v1.36.3 -o json",
    "config images list --kubernetes-version v1.36.3 -o yaml",
    "config images list --kubernetes-version v1.34.9",
    "config images list --kubernetes-version nope",
    "config images list extra",
    "config images nope",
    "config nope",
    "version -o short",
    "version -o nope",
    "version extra",
    "reader token list",
    "reader token delete abcdef",
    "dead token list",
    "dead token delete abcdef",
    "join",
    "join 10.0.0.1:6443",
    "join 10.0.0.1:6443 --token nope",
    "join 10.0.0.1:6443 --token abcdef.0123456789abcdef",
    "join nohost --token abcdef.0123456789abcdef --discovery-token-ca-cert-hash sha256:00",
];

/// Stories: each is run whole by one side, undone by its last line, then by the other.
const STORIES: &[&[&str]] = &[
    &["token create cccccc.0123456789abcdef", "token list", "token delete cccccc"],
    &[
        "token create cccccc.0123456789abcdef --ttl 2h --description for-worker-3 --print-join-command",
        "token list",
        "token list -o json",
        "token list -o yaml",
        "token create cccccc.1123456789abcdef",
        "token delete cccccc.0123456789abcdef abcdeg",
    ],
    &[
        "token create cccccc.0123456789abcdef --usages authentication --groups system:bootstrappers:a,system:bootstrappers:b --ttl 30s",
        "token list",
        "token delete cccccc",
    ],
    &[
        "token create cccccc.0123456789abcdef --print-join-command --certificate-key 0011223344",
        "token delete cccccc",
    ],
    &[
        "token create cccccc.0123456789abcdef --certificate-key 0011223344",
        "token list",
        "token delete cccccc",
    ],
    &[
        "token create cccccc.0123456789abcdef --ttl 0",
        "token list",
        "token list -o json",
        "token delete cccccc",
    ],
];

/// What the older notes type, and the same for keys of any kind.
const PIPES: &[&str] = &[
    "openssl x509 -pubkey -in /etc/kubernetes/pki/ca.crt | openssl rsa -pubin -outform der 2>/dev/null | openssl dgst -sha256 -hex | sed 's/^.* //'",
    "openssl x509 -pubkey -in /etc/kubernetes/pki/ca.crt | openssl pkey -pubin -outform der 2>/dev/null | openssl dgst -sha256 -hex | sed 's/^.* //'",
];

struct Bench {
    cluster: RealCluster,
    ours: PathBuf,
}

fn built() -> PathBuf {
    let status = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "-p", "kubeadm", "--example", "kubeadm"])
        .status();
    assert!(status.is_ok_and(|status| status.success()), "ours does not build");
    let exe = std::env::current_exe().expect("the test has a path");
    exe.ancestors().nth(2).expect("the test is in target/*/deps").join("examples/kubeadm")
}

/// Moments, what is left of a token's life where that is told in seconds, and the first of Go's log lines' words that are a clock.
fn mask(text: &str) -> String {
    let moment = Regex::new(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z").expect("a pattern");
    let healthy = Regex::new(r"healthy after [0-9.]+m?s").expect("a pattern");
    let left = Regex::new(r"(?m)^([a-z0-9]{6}\.[a-z0-9]{16} +)[0-9]{2}s ").expect("a pattern");
    let text = moment.replace_all(text, "####-##-##T##:##:##Z");
    healthy.replace(&left.replace_all(&text, "${1}##s "), "healthy after #").into_owned()
}

fn printed(output: &Output) -> (String, String, Option<i32>) {
    let text = |bytes: &[u8]| mask(&String::from_utf8_lossy(bytes));
    (text(&output.stdout), text(&output.stderr), output.status.code())
}

impl Bench {
    fn run(&self, program: &Path, line: &str) -> (String, String, Option<i32>) {
        let words: Vec<&str> = line.split(' ').collect();
        let (context, words) = match words[0] {
            "reader" | "dead" => (words[0], &words[1..]),
            _ => ("real", &words[..]),
        };
        self.run_words(program, context, words)
    }

    fn run_words(&self, program: &Path, context: &str, words: &[&str]) -> (String, String, Option<i32>) {
        let output = Command::new(program)
            .args(words)
            .env("KUBECONFIG", self.cluster.trusting(context).expect("a kubeconfig"))
            .env("KUBEADM_PRACTICE", "1")
            .env("KUBEADM_INSIST", "1")
            .output()
            .expect("it runs");
        printed(&output)
    }

    fn real(&self, line: &str) -> (String, String, Option<i32>) {
        self.run(&self.cluster.kubeadm(), line)
    }

    fn own(&self, line: &str) -> (String, String, Option<i32>) {
        self.run(&self.ours, line)
    }

    /// The hash as the notes have it, by a shell and openssl on the cluster's own certificate.
    fn openssl(&self, pipe: &str) -> String {
        let certificate = self.cluster.folder().join("certificates/apiserver.crt");
        let pipe = pipe.replace("/etc/kubernetes/pki/ca.crt", &certificate.display().to_string());
        let output = Command::new("sh").args(["-c", &pipe]).output().expect("a shell");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    fn joins(&self, problems: &mut Vec<String>) {
        let endpoint = self.cluster.server.replace("https://", "");
        let pin = self.run_words(&self.ours, "real", &[PIPES[0]]);
        let pin = pin.0.trim();
        let mut expect = |what: &str, line: &str, want: &str| {
            let (out, err, _) = self.own(line);
            if !(out + &err).contains(want) {
                problems.push(format!("{what}: {line}\n  wanted {want}\n  got {err}"));
            }
        };
        let join = |token: &str, pin: &str| {
            format!("join {endpoint} --token {token} --discovery-token-ca-cert-hash {pin} --node-name joined")
        };
        let (good, pin) = ("abcdef.0123456789abcdef", format!("sha256:{pin}"));
        let refused =
            "error: error execution phase preflight: couldn't validate the identity of the API Server: ";
        // The signature is the real controller's: only a token that signs the same is believed.
        expect(
            "a wrong secret",
            &join("abcdef.1123456789abcdef", &pin),
            &format!(
                "{refused}failed to verify JWS signature of received cluster info object, can't trust this API Server\n"
            ),
        );
        expect(
            "an unknown token",
            &join("zzzzzz.0123456789abcdef", &pin),
            &format!(
                "{refused}could not find a JWS signature in the cluster-info ConfigMap for token ID \"zzzzzz\"\n"
            ),
        );
        expect(
            "another CA",
            &join(good, &format!("sha256:{}", "0".repeat(64))),
            &format!(
                "{refused}cluster CA found in cluster-info ConfigMap is invalid: none of the public keys \"{pin}"
            ),
        );
        expect(
            "no hash",
            &join(good, "sha256:00"),
            &format!(
                "{refused}invalid discovery token CA certificate hash: invalid hash \"sha256:00\", expected a 32 byte SHA-256 hash, found 1 bytes\n"
            ),
        );
        expect(
            "a control-plane node",
            &(join(good, &pin) + " --control-plane"),
            "a control-plane node cannot join here",
        );
        let (out, err, code) = self.own(&join(good, &pin));
        if (out.as_str(), err.as_str(), code) != (mask(include_str!("join.txt")).as_str(), "", Some(0)) {
            problems.push(format!("a good join: {code:?}\n{out}\n{err}"));
        }
        let node = self.cluster.run(&["get", "node", "joined", "-o", "name"]).expect("kubectl runs");
        if String::from_utf8_lossy(&node.stdout) != "node/joined\n" {
            problems.push("the joined node is not there".to_owned());
        }
    }
}

#[test]
#[ignore = "needs a real cluster"]
fn every_line_prints_what_kubeadm_prints() {
    let bench = Bench { cluster: RealCluster::start().expect("a cluster"), ours: built() };
    init(&bench.cluster, FOR_KUBEADM).expect("kubeadm makes what it asks for");
    let mut problems = Vec::new();
    let mut compare =
        |line: &str, real: (String, String, Option<i32>), own: (String, String, Option<i32>)| {
            if real != own {
                problems.push(format!("kubeadm {line}\n  real: {real:?}\n  ours: {own:?}"));
            }
        };
    for line in LINES {
        compare(line, bench.real(line), bench.own(line));
    }
    for story in STORIES {
        let real: Vec<_> = story.iter().map(|line| bench.real(line)).collect();
        let own: Vec<_> = story.iter().map(|line| bench.own(line)).collect();
        for (line, (real, own)) in story.iter().zip(real.into_iter().zip(own)) {
            compare(line, real, own);
        }
    }
    // kubeadm tries for a minute; ours says at once what it says then.
    let line = "reader token create dddddd.0123456789abcdef";
    compare(line, bench.real(line), bench.own(line));
    for pipe in PIPES {
        compare(
            pipe,
            (bench.openssl(pipe), String::new(), Some(0)),
            bench.run_words(&bench.ours, "real", &[pipe]),
        );
    }
    let started = Instant::now();
    let signed = |bench: &Bench| {
        let map = bench.cluster.run(&["get", "configmap", "cluster-info", "-n", "kube-public", "-o", "yaml"]);
        map.is_ok_and(|map| String::from_utf8_lossy(&map.stdout).contains("jws-kubeconfig-abcdef"))
    };
    while !signed(&bench) {
        assert!(started.elapsed() < Duration::from_secs(30), "the first token never signed cluster-info");
        std::thread::sleep(Duration::from_millis(200));
    }
    bench.joins(&mut problems);
    assert!(problems.is_empty(), "{} problems:\n\n{}", problems.len(), problems.join("\n\n"));
}
