//! Small HTTP servers that tell who answered: echoserver, hello-app, agnhost, http-echo, kubernetes-bootcamp.
//!
//! Layer: data.

use super::{Image, Os, PLAIN};
use crate::kubelet::Process;

/// The servers.
pub(super) static IMAGES: &[Image] = &[
    Image {
        repos: &[
            "k8s.gcr.io/echoserver",
            "registry.k8s.io/echoserver",
            "ealen/echo-server",
            "gcr.io/google_containers/echoserver",
            "kicbase/echo-server",
        ],
        size: 46_237_695,
        os: Os::Alpine,
        server: Some("nginx"),
        cmd: &["nginx", "-g", "daemon off;"],
        ports: &[8080],
        http: Some(echo),
        stop_millis: 500,
        ..PLAIN
    },
    Image {
        repos: &[
            "gcr.io/google-samples/hello-app",
            "us-docker.pkg.dev/google-samples/containers/gke/hello-app",
        ],
        size: 4_891_120,
        ports: &[8080],
        startup: |_| vec!["Server listening on port 8080".into()],
        http: Some(hello),
        ..PLAIN
    },
    Image {
        repos: &["registry.k8s.io/e2e-test-images/agnhost"],
        size: 53_544_003,
        os: Os::Alpine,
        server: Some("agnhost"),
        entrypoint: &["/agnhost"],
        cmd: &["pause"],
        tools: &["agnhost", "curl"],
        ports: &[8080, 9376, 80],
        http: Some(|p, _, _| (200, p.launch.hostname.clone())),
        startup: |_| vec!["Paused".into()],
        ..PLAIN
    },
    Image {
        repos: &["hashicorp/http-echo"],
        size: 2_310_000,
        server: Some("http-echo"),
        ports: &[5678],
        http: Some(|p, _, _| {
            (
                200,
                p.launch
                    .args
                    .iter()
                    .find_map(|a| a.trim_start_matches('-').strip_prefix("text="))
                    .map_or_else(|| "hello-world\n".to_owned(), |t| format!("{t}\n")),
            )
        }),
        startup: |p| {
            vec![format!("{} [INFO] server is listening on :5678", p.started.strftime("%Y/%m/%d %H:%M:%S"))]
        },
        ..PLAIN
    },
    Image {
        repos: &["gcr.io/google-samples/kubernetes-bootcamp", "jocatalin/kubernetes-bootcamp"],
        tag: |t| ["v1", "v2", "latest"].contains(&t),
        size: 83_615_117,
        os: Os::Debian,
        server: Some("node"),
        cmd: &["/bin/sh", "-c", "node server.js"],
        tools: &["node", "curl"],
        ports: &[8080],
        startup: |p| {
            vec![format!(
                "Kubernetes Bootcamp App Started At: {} | Running On:  {} ",
                p.started.strftime("%Y-%m-%dT%H:%M:%S.%3fZ"),
                p.launch.hostname
            )]
        },
        http: Some(|p, _, _| {
            (
                200,
                format!(
                    "Hello Kubernetes bootcamp! | Running on: {} | v={}\n",
                    p.launch.hostname,
                    p.found.tag.trim_start_matches('v')
                ),
            )
        }),
        ..PLAIN
    },
];

fn echo(p: &Process, method: &str, path: &str) -> (u16, String) {
    (
        200,
        format!(
            "\n\nHostname: {}\n\nPod Information:\n\t-no pod information available-\n\nRequest Information:\n\tclient_address={}\n\tmethod={method}\n\treal path={path}\n\trequest_version=1.1\n\trequest_scheme=http\n\n",
            p.launch.hostname, p.launch.ip
        ),
    )
}

fn hello(p: &Process, _method: &str, _path: &str) -> (u16, String) {
    (
        200,
        format!(
            "Hello, world!\nVersion: {}.0.0\nHostname: {}\n",
            p.found.tag.trim_end_matches(".0"),
            p.launch.hostname
        ),
    )
}
