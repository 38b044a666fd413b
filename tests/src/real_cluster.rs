//! A real Kubernetes control plane with simulated nodes, started for a test and ended with it.
//!
//! Layer: test harness. The programs are built once per machine from `tests/real-cluster/`; nodes are kwok's, which also
//! answers logs and exec (exec runs on this host: for tests only).

use std::fs::{self, File};
use std::io::{Error, Result};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use base64::Engine;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

/// How many nodes the cluster has.
pub const NODES: usize = 3;

/// A running cluster. Dropping it ends its programs, by the process ids that it kept, and removes its files.
pub struct RealCluster {
    programs: PathBuf,
    children: Vec<(String, Child)>,
    dir: TempDir,
    nodes: Vec<Value>,
    pods_per_node: u32,
    /// The URL of its API server.
    pub server: String,
}

/// Where the programs lie: `$WHEELHOUSE_REAL_CLUSTER`, or a folder of the user's cache named by the recipes' hash.
pub fn programs() -> Result<PathBuf> {
    if let Some(given) = std::env::var_os("WHEELHOUSE_REAL_CLUSTER").filter(|given| !given.is_empty()) {
        return Ok(given.into());
    }
    let recipes = Path::new(env!("CARGO_MANIFEST_DIR")).join("real-cluster");
    let mut hash = Sha256::new();
    for file in ["kubernetes/go.mod", "kubernetes/go.sum", "kwok/go.mod", "kwok/go.sum"] {
        hash.update(fs::read(recipes.join(file))?);
    }
    let name: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let cache = match std::env::var_os("XDG_CACHE_HOME").filter(|given| !given.is_empty()) {
        Some(cache) => PathBuf::from(cache),
        None => PathBuf::from(std::env::var_os("HOME").ok_or_else(|| Error::other("HOME is not set"))?)
            .join(".cache"),
    };
    Ok(cache.join("wheelhouse/real-cluster").join(name))
}

impl RealCluster {
    /// Starts etcd, the control plane and kwok on free loopback ports; returns when nodes are ready.
    pub fn start() -> Result<RealCluster> {
        RealCluster::start_with(NODES, 110)
    }

    /// The same with as many nodes, and as many pods on each, as a measurement needs.
    pub fn start_with(nodes: usize, pods_per_node: u32) -> Result<RealCluster> {
        RealCluster::start_nodes_named(
            (0..nodes).map(|i| node(&format!("node-{i}"))).collect(),
            pods_per_node,
        )
    }

    /// The same with the nodes of a small cluster that kubeadm made: a control plane, tainted, and two workers.
    pub fn start_as_kubeadm_does() -> Result<RealCluster> {
        let mut control = node("control-plane");
        control["metadata"]["labels"]["node-role.kubernetes.io/control-plane"] = "".into();
        control["metadata"]["labels"]["node.kubernetes.io/exclude-from-external-load-balancers"] = "".into();
        control["spec"]["taints"] =
            json!([{ "key": "node-role.kubernetes.io/control-plane", "effect": "NoSchedule" }]);
        RealCluster::start_nodes_named(vec![control, node("worker-1"), node("worker-2")], 110)
    }

    fn start_nodes_named(nodes: Vec<Value>, pods_per_node: u32) -> Result<RealCluster> {
        let programs = programs()?;
        if !programs.join("kubectl").exists() {
            let text = format!(
                "the real cluster's programs are not in {}; build them from tests/real-cluster",
                programs.display()
            );
            return Err(Error::other(text));
        }
        let dir = tempfile::Builder::new().prefix("wheelhouse-cluster-").tempdir()?;
        let ports = free_ports(6)?;
        let server = format!("https://127.0.0.1:{}", ports[0]);
        let mut cluster = RealCluster { programs, children: Vec::new(), dir, nodes, pods_per_node, server };
        cluster.write_files()?;
        cluster.start_storage(&ports)?;
        cluster.wait("the API server", |cluster| cluster.ok(&["get", "--raw", "/readyz"]))?;
        cluster.start_controllers(&ports)?;
        cluster.start_nodes(&ports)?;
        cluster.wait("the default service account", |cluster| {
            cluster.ok(&["get", "serviceaccount", "default"])
        })?;
        cluster.wait("ready nodes", |cluster| {
            cluster.ok(&["wait", "--for=condition=Ready", "nodes", "--all", "--timeout=20s"])
        })?;
        Ok(cluster)
    }

    /// The kubeconfig: contexts `real` (an administrator) and `reader` (no rights), and `dead` (a port without a server).
    pub fn kubeconfig(&self) -> PathBuf {
        self.dir.path().join("kubeconfig")
    }

    /// The real kubectl.
    pub fn kubectl(&self) -> PathBuf {
        self.programs.join("kubectl")
    }

    /// The real kubeadm.
    pub fn kubeadm(&self) -> PathBuf {
        self.programs.join("kubeadm")
    }

    /// The same kubeconfig with the certificate authority in it, as kubeadm needs it, and another context chosen.
    pub fn trusting(&self, context: &str) -> Result<PathBuf> {
        let mut config: Value = serde_json::from_slice(&fs::read(self.kubeconfig())?)?;
        let authority = base64::engine::general_purpose::STANDARD
            .encode(fs::read(self.path("certificates/apiserver.crt"))?);
        for cluster in config["clusters"].as_array_mut().into_iter().flatten() {
            cluster["cluster"] =
                json!({ "server": cluster["cluster"]["server"], "certificate-authority-data": authority });
        }
        config["current-context"] = context.into();
        let path = PathBuf::from(self.path(&format!("kubeconfig-{context}")));
        fs::write(&path, config.to_string())?;
        Ok(path)
    }

    /// The process ids of its programs.
    pub fn pids(&self) -> Vec<u32> {
        self.children.iter().map(|(_, child)| child.id()).collect()
    }

    /// A folder for a test's files.
    pub fn folder(&self) -> &Path {
        self.dir.path()
    }

    /// Runs the real kubectl.
    pub fn run(&self, args: &[&str]) -> Result<Output> {
        Command::new(self.kubectl())
            .args(args)
            .env("KUBECONFIG", self.kubeconfig())
            .stdin(Stdio::null())
            .output()
    }

    fn ok(&self, args: &[&str]) -> bool {
        self.run(args).is_ok_and(|output| output.status.success())
    }

    fn wait(&mut self, what: &str, ready: impl Fn(&RealCluster) -> bool) -> Result<()> {
        let started = Instant::now();
        while !ready(self) {
            let mut ended = None;
            for (program, child) in &mut self.children {
                if let Some(status) = child.try_wait()? {
                    ended = Some((program.clone(), status));
                }
            }
            if let Some((program, status)) = ended {
                let log = fs::read_to_string(self.path(&format!("{program}.log"))).unwrap_or_default();
                let tail: Vec<&str> = log.lines().rev().take(5).collect();
                let text =
                    format!("{program} ended ({status}) while waiting for {what}:\n{}", tail.join("\n"));
                return Err(Error::other(text));
            }
            if started.elapsed() > Duration::from_secs(90) {
                return Err(Error::other(format!("waited too long for {what}")));
            }
            std::thread::sleep(Duration::from_millis(150));
        }
        Ok(())
    }

    fn path(&self, name: &str) -> String {
        self.dir.path().join(name).display().to_string()
    }

    fn spawn(&mut self, program: &str, args: Vec<String>) -> Result<()> {
        let log = File::create(self.path(&format!("{program}.log")))?;
        let child = Command::new(self.programs.join(program))
            .args(args)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()?;
        self.children.push((program.to_owned(), child));
        Ok(())
    }

    fn write_files(&self) -> Result<()> {
        let context = |name: &str, cluster: &str, user: &str| json!({ "name": name, "context": { "cluster": cluster, "user": user } });
        let cluster = |name: &str, server: &str| json!({ "name": name, "cluster": { "server": server, "insecure-skip-tls-verify": true } });
        let user = |name: &str, token: &str| json!({ "name": name, "user": { "token": token } });
        let config = json!({
            "apiVersion": "v1", "kind": "Config", "current-context": "real",
            "clusters": [cluster("real", &self.server), cluster("dead", "https://127.0.0.1:1")],
            "users": [user("admin", "admin-token"), user("reader", "reader-token")],
            "contexts": [context("real", "real", "admin"), context("reader", "real", "reader"), context("dead", "dead", "admin")],
        });
        fs::write(self.path("kubeconfig"), config.to_string())?;
        fs::write(
            self.path("tokens"),
            "admin-token,admin,1,\"system:masters\"\nreader-token,reader,2,\"readers\"\n",
        )?;
        for name in ["accounts", "node"] {
            let made =
                rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).map_err(Error::other)?;
            fs::write(self.path(&format!("{name}.crt")), made.cert.pem())?;
            fs::write(self.path(&format!("{name}.key")), made.signing_key.serialize_pem())?;
        }
        let log: String =
            (0..8).map(|i| format!("2026-01-01T00:00:0{i}.000000000Z stdout F line {i}\n")).collect();
        fs::write(self.path("pod.log"), log)?;
        fs::write(self.path("kwok.yaml"), self.stages())
    }

    /// How kwok's kubelet behaves.
    fn stages(&self) -> String {
        let kwok = |kind: &str, name: &str, spec: Value| {
            json!({ "apiVersion": "kwok.x-k8s.io/v1alpha1", "kind": kind, "metadata": { "name": name }, "spec": spec }).to_string()
        };
        let logs = json!({ "logs": [{ "logsFile": self.path("pod.log"), "follow": true }] });
        let exec = json!({ "execs": [{ "local": { "workDir": self.dir.path() } }] });
        let own = [kwok("ClusterLogs", "all", logs), kwok("ClusterExec", "all", exec)].join("\n---\n");
        format!("{}\n---\n{own}\n", include_str!("../real-cluster/stages.yaml"))
    }

    fn start_storage(&mut self, ports: &[u16]) -> Result<()> {
        let (client, peer) =
            (format!("http://127.0.0.1:{}", ports[1]), format!("http://127.0.0.1:{}", ports[2]));
        let etcd = [
            format!("--data-dir={}", self.path("etcd")),
            format!("--listen-client-urls={client}"),
            format!("--advertise-client-urls={client}"),
            format!("--listen-peer-urls={peer}"),
            format!("--initial-advertise-peer-urls={peer}"),
            format!("--initial-cluster=default={peer}"),
            "--unsafe-no-fsync".to_owned(),
        ];
        self.spawn("server", etcd.to_vec())?;
        let api = [
            "--bind-address=127.0.0.1".to_owned(),
            "--advertise-address=127.0.0.1".to_owned(),
            format!("--secure-port={}", ports[0]),
            format!("--cert-dir={}", self.path("certificates")),
            format!("--etcd-servers={client}"),
            "--authorization-mode=RBAC".to_owned(),
            format!("--token-auth-file={}", self.path("tokens")),
            "--service-account-issuer=https://kubernetes.default.svc".to_owned(),
            format!("--service-account-key-file={}", self.path("accounts.crt")),
            format!("--service-account-signing-key-file={}", self.path("accounts.key")),
            "--service-cluster-ip-range=10.96.0.0/12".to_owned(),
            // As kubeadm sets it: kube-proxy needs it.
            "--allow-privileged=true".to_owned(),
        ];
        self.spawn("kube-apiserver", api.to_vec())
    }

    fn start_controllers(&mut self, ports: &[u16]) -> Result<()> {
        let common = |cluster: &RealCluster, port: u16, name: &str| {
            vec![
                format!("--kubeconfig={}", cluster.path("kubeconfig")),
                "--leader-elect=false".to_owned(),
                "--bind-address=127.0.0.1".to_owned(),
                format!("--secure-port={port}"),
                format!("--cert-dir={}", cluster.path(name)),
            ]
        };
        let mut manager = common(self, ports[3], "manager");
        manager.extend([
            format!("--service-account-private-key-file={}", self.path("accounts.key")),
            "--use-service-account-credentials".to_owned(),
            "--allocate-node-cidrs".to_owned(),
            "--cluster-cidr=10.244.0.0/16".to_owned(),
            // As kubeadm starts it: tokens sign cluster-info, and end.
            "--controllers=*,bootstrap-signer-controller,token-cleaner-controller".to_owned(),
        ]);
        self.spawn("kube-controller-manager", manager)?;
        let scheduler = common(self, ports[4], "scheduler");
        self.spawn("kube-scheduler", scheduler)
    }

    fn start_nodes(&mut self, ports: &[u16]) -> Result<()> {
        let kwok = [
            format!("--kubeconfig={}", self.path("kubeconfig")),
            format!("--config={}", self.path("kwok.yaml")),
            "--manage-all-nodes".to_owned(),
            "--cidr=10.244.0.0/16".to_owned(),
            "--node-lease-duration-seconds=40".to_owned(),
            "--node-ip=127.0.0.1".to_owned(),
            format!("--node-port={}", ports[5]),
            format!("--server-address=127.0.0.1:{}", ports[5]),
            format!("--tls-cert-file={}", self.path("node.crt")),
            format!("--tls-private-key-file={}", self.path("node.key")),
        ];
        self.spawn("kwok", kwok.to_vec())?;
        let amounts = json!({ "cpu": "8", "memory": "32Gi", "pods": self.pods_per_node.to_string() });
        let nodes: Vec<Value> = self
            .nodes
            .iter()
            .cloned()
            .map(|mut node| {
                node["status"] = json!({ "allocatable": amounts, "capacity": amounts });
                node
            })
            .collect();
        let file = self.path("nodes.json");
        fs::write(&file, json!({ "apiVersion": "v1", "kind": "List", "items": nodes }).to_string())?;
        let made = self.run(&["create", "-f", &file])?;
        if made.status.success() {
            Ok(())
        } else {
            Err(Error::other(String::from_utf8_lossy(&made.stderr).into_owned()))
        }
    }
}

impl Drop for RealCluster {
    fn drop(&mut self) {
        for (_, child) in self.children.iter_mut().rev() {
            // A program that has already ended cannot be ended again.
            let _ended = child.kill();
            let _status = child.wait();
        }
    }
}

fn node(name: &str) -> Value {
    let labels = json!({
        "beta.kubernetes.io/arch": "amd64", "beta.kubernetes.io/os": "linux",
        "kubernetes.io/arch": "amd64", "kubernetes.io/hostname": name, "kubernetes.io/os": "linux",
    });
    json!({ "apiVersion": "v1", "kind": "Node", "metadata": { "name": name, "labels": labels } })
}

/// Free ports on the loopback interface, all different.
fn free_ports(count: usize) -> Result<Vec<u16>> {
    let listeners: Vec<TcpListener> =
        (0..count).map(|_| TcpListener::bind("127.0.0.1:0")).collect::<Result<_>>()?;
    listeners.iter().map(|listener| Ok(listener.local_addr()?.port())).collect()
}
