//! What a cluster brings itself: the control plane, kube-proxy, CoreDNS, flannel, pause.
//!
//! Layer: data.

use super::{Image, Os, PLAIN};
use crate::kubelet::Process;

/// The system's images.
pub(super) static IMAGES: &[Image] = &[
    Image { repos: &["registry.k8s.io/kube-apiserver"], size: 27_702_160, ..COMPONENT },
    Image { repos: &["registry.k8s.io/kube-controller-manager"], size: 23_121_432, ..COMPONENT },
    Image { repos: &["registry.k8s.io/kube-scheduler"], size: 17_237_768, ..COMPONENT },
    Image { repos: &["registry.k8s.io/kube-proxy"], size: 26_513_890, ..COMPONENT },
    Image { repos: &["registry.k8s.io/etcd"], size: 22_900_000, ..COMPONENT },
    Image {
        repos: &["registry.k8s.io/coredns/coredns", "coredns/coredns"],
        size: 22_384_805,
        ports: &[53, 9153],
        startup: coredns,
        stop_millis: 5000,
        ..PLAIN
    },
    Image {
        repos: &["ghcr.io/flannel-io/flannel-cni-plugin"],
        size: 4_878_976,
        os: Os::Alpine,
        files: |_| vec![("/flannel", "the plug-in\n".to_owned())],
        ..PLAIN
    },
    Image {
        repos: &["ghcr.io/flannel-io/flannel"],
        size: 32_740_213,
        os: Os::Alpine,
        server: Some("flanneld"),
        startup: flannel,
        stop_millis: 300,
        ..PLAIN
    },
    Image { repos: &["registry.k8s.io/pause"], size: 320_448, stop_millis: 50, ..PLAIN },
    Image {
        repos: &["hello-world"],
        size: 2_561,
        server: Some("hello"),
        startup: |_| {
            vec![
                "".into(),
                "Hello from Docker!".into(),
                "This message shows that your installation appears to be working correctly.".into(),
            ]
        },
        ..PLAIN
    },
];

const COMPONENT: Image = Image { startup: component, stop_millis: 500, ..PLAIN };

/// Digests of what kubeadm 1.36.3 brings, as registry.k8s.io has them: of all architectures together.
pub(super) static DIGESTS: &[(&str, &str)] = &[
    (
        "registry.k8s.io/kube-apiserver:v1.36.3",
        "b4bc06c81fd76f81174e6c19ddacf477acdf1583e7a5846ebbd513493aef6e43",
    ),
    (
        "registry.k8s.io/kube-controller-manager:v1.36.3",
        "ed56454bf514916079a227f5765b64524fde52106dfcc52978b28634765b78b8",
    ),
    (
        "registry.k8s.io/kube-scheduler:v1.36.3",
        "128fc07d278d64c4f2cce416ed0a9f37b23a30cdde6f97873d18c9c78e259df4",
    ),
    ("registry.k8s.io/etcd:3.6.8-0", "397189418d1a00e500c0605ad18d1baf3b541a1004d768448c367e48071622e5"),
    (
        "registry.k8s.io/coredns/coredns:v1.14.2",
        "e7e6440cfd1e919280958f5b5a6ab2b184d385bba774c12ad2a9e1e4183f90d9",
    ),
    ("registry.k8s.io/pause:3.10.2", "f548e0e8e3dc1896ca956272154dde3314e8cc4fde0a57577ee9fa1c63f5baf4"),
];

fn klog(p: &Process, file: &str, text: &str) -> String {
    format!("I{} {:>7} {file}] {text}", p.started.strftime("%m%d %H:%M:%S.%6f"), 1)
}

fn component(p: &Process) -> Vec<String> {
    match p.launch.container.as_str() {
        "kube-apiserver" => vec![
            klog(p, "options.go:263", "external host was not specified, using 192.168.56.10"),
            klog(p, "server.go:150", "Version: v1.36.3"),
            klog(p, "secure_serving.go:211", "Serving securely on [::]:6443"),
        ],
        "kube-controller-manager" => vec![
            klog(p, "controllermanager.go:189", "\"Starting\" version=\"v1.36.3\""),
            klog(
                p,
                "leaderelection.go:271",
                "successfully acquired lease kube-system/kube-controller-manager",
            ),
        ],
        "kube-scheduler" => vec![
            klog(p, "server.go:172", "\"Starting Kubernetes Scheduler\" version=\"v1.36.3\""),
            klog(p, "leaderelection.go:271", "successfully acquired lease kube-system/kube-scheduler"),
        ],
        "kube-proxy" => vec![
            klog(p, "server_linux.go:63", "\"Using iptables proxy\""),
            klog(p, "server.go:715", "\"Version info\" version=\"v1.36.3\""),
            klog(p, "shared_informer.go:357", "\"Caches are synced\" controller=\"service config\""),
        ],
        _ => vec![format!(
            "{{\"level\":\"info\",\"ts\":\"{}\",\"caller\":\"embed/serve.go:210\",\"msg\":\"serving client traffic securely\",\"address\":\"127.0.0.1:2379\"}}",
            p.started.strftime("%Y-%m-%dT%H:%M:%S.%6fZ")
        )],
    }
}

fn coredns(_p: &Process) -> Vec<String> {
    vec![".:53".into(), "[INFO] plugin/reload: Running configuration SHA512 = 591cf328cccc12bc490481273e738df59329c62c0b729d94e8b61db9961c2fa5f046dd37f1cf888b953814040d180f52594972691cd6ff41be96639138a43908".into(), "CoreDNS-1.14.1".into(), "linux/amd64, go1.25.5, 96e9d8e".into()]
}

fn flannel(p: &Process) -> Vec<String> {
    vec![
        klog(p, "main.go:211", "CLI flags config: {ipMasq:true kubeSubnetMgr:true}"),
        klog(p, "main.go:231", "Created subnet manager: Kubernetes Subnet Manager"),
        klog(p, "main.go:528", "Running backend."),
    ]
}
