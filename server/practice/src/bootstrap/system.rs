//! What runs in kube-system and kube-flannel, and the services and roles that every cluster has.
//!
//! Layer: state.

use serde_json::{Value, json};

use super::{make as add, run_now};
use crate::json::text;
use crate::kinds;
use crate::store::Key;
use crate::world::World;

/// Makes the system.
pub(super) fn make(w: &mut World) {
    services(w);
    accounts(w);
    for name in ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler"] {
        mirror(w, name);
    }
    daemon(
        w,
        "kube-system",
        "kube-proxy",
        json!({"k8s-app": "kube-proxy"}),
        "kube-proxy",
        "registry.k8s.io/kube-proxy:v1.36.3",
        "kube-proxy",
        "/usr/local/bin/kube-proxy",
    );
    daemon(
        w,
        "kube-flannel",
        "kube-flannel-ds",
        json!({"app": "flannel"}),
        "kube-flannel",
        "ghcr.io/flannel-io/flannel:v0.27.3",
        "flannel",
        "flanneld",
    );
    dns(w);
    // The controllers make the pods; they are running from the first moment on.
    while crate::controllers::turn(w, 16) {
        start_all(w);
    }
    start_all(w);
}

fn start_all(w: &mut World) {
    for pod in w.store.values(kinds::POD, None) {
        if text(&pod, "status.phase") == "Pending" {
            let key = Key::new(kinds::POD, text(&pod, "metadata.namespace"), text(&pod, "metadata.name"));
            crate::kubelet::forget(w, text(&pod, "metadata.uid"));
            if text(&pod, "spec.nodeName").is_empty() {
                crate::controllers::scheduler::schedule(w, &key);
            }
            run_now(w, &key);
        }
    }
}

fn services(w: &mut World) {
    add(
        w,
        kinds::SERVICE,
        "default",
        json!({
            "apiVersion": "v1", "kind": "Service", "metadata": {"name": "kubernetes", "labels": {"component": "apiserver", "provider": "kubernetes"}},
            "spec": {"clusterIP": "10.96.0.1", "ports": [{"name": "https", "port": 443, "protocol": "TCP", "targetPort": 6443}]},
        }),
    );
    add(
        w,
        kinds::ENDPOINTS,
        "default",
        json!({
            "apiVersion": "v1", "kind": "Endpoints", "metadata": {"name": "kubernetes", "labels": {"endpointslice.kubernetes.io/skip-mirror": "true"}},
            "subsets": [{"addresses": [{"ip": "192.168.56.10"}], "ports": [{"name": "https", "port": 6443, "protocol": "TCP"}]}],
        }),
    );
    add(
        w,
        kinds::ENDPOINT_SLICE,
        "default",
        json!({
            "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "metadata": {"name": "kubernetes", "labels": {"kubernetes.io/service-name": "kubernetes"}},
            "addressType": "IPv4", "endpoints": [{"addresses": ["192.168.56.10"], "conditions": {"ready": true}}], "ports": [{"name": "https", "port": 6443, "protocol": "TCP"}],
        }),
    );
    add(
        w,
        kinds::SERVICE,
        "kube-system",
        json!({
            "apiVersion": "v1", "kind": "Service",
            "metadata": {"name": "kube-dns", "annotations": {"prometheus.io/port": "9153", "prometheus.io/scrape": "true"}, "labels": {"k8s-app": "kube-dns", "kubernetes.io/cluster-service": "true", "kubernetes.io/name": "CoreDNS"}},
            "spec": {"clusterIP": "10.96.0.10", "selector": {"k8s-app": "kube-dns"}, "ports": [{"name": "dns", "port": 53, "protocol": "UDP", "targetPort": 53}, {"name": "dns-tcp", "port": 53, "protocol": "TCP", "targetPort": 53}, {"name": "metrics", "port": 9153, "protocol": "TCP", "targetPort": 9153}]},
        }),
    );
}

fn accounts(w: &mut World) {
    for (ns, name) in [("kube-system", "coredns"), ("kube-system", "kube-proxy"), ("kube-flannel", "flannel")]
    {
        add(
            w,
            kinds::SERVICE_ACCOUNT,
            ns,
            json!({"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": name}}),
        );
    }
    add(
        w,
        kinds::CONFIG_MAP,
        "kube-system",
        json!({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "coredns"}, "data": {"Corefile": ".:53 {\n    errors\n    health {\n       lameduck 5s\n    }\n    ready\n    kubernetes cluster.local in-addr.arpa ip6.arpa {\n       pods insecure\n       fallthrough in-addr.arpa ip6.arpa\n       ttl 30\n    }\n    prometheus :9153\n    forward . /etc/resolv.conf {\n       max_concurrent 1000\n    }\n    cache 30\n    loop\n    reload\n    loadbalance\n}\n"}}),
    );
    add(
        w,
        kinds::CONFIG_MAP,
        "kube-system",
        json!({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "kubeadm-config"}, "data": {"ClusterConfiguration": "apiVersion: kubeadm.k8s.io/v1beta4\nclusterName: kubernetes\ncontrolPlaneEndpoint: 192.168.56.10:6443\nimageRepository: registry.k8s.io\nkind: ClusterConfiguration\nkubernetesVersion: v1.36.3\nnetworking:\n  dnsDomain: cluster.local\n  podSubnet: 10.244.0.0/16\n  serviceSubnet: 10.96.0.0/12\n"}}),
    );
    add(
        w,
        kinds::CONFIG_MAP,
        "kube-public",
        json!({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "cluster-info"}, "data": {"kubeconfig": "apiVersion: v1\nkind: Config\nclusters:\n- cluster:\n    server: https://192.168.56.10:6443\n  name: \"\"\n"}}),
    );
    let rule = |verbs: Value, groups: Value, resources: Value| json!({"verbs": verbs, "apiGroups": groups, "resources": resources});
    let read = json!(["get", "list", "watch"]);
    for (name, rules) in [
        (
            "cluster-admin",
            json!([rule(json!(["*"]), json!(["*"]), json!(["*"])), {"nonResourceURLs": ["*"], "verbs": ["*"]}]),
        ),
        (
            "admin",
            json!([rule(
                json!(["*"]),
                json!(["", "apps", "batch", "networking.k8s.io", "policy", "rbac.authorization.k8s.io"]),
                json!(["*"])
            )]),
        ),
        (
            "edit",
            json!([rule(
                json!(["*"]),
                json!(["", "apps", "batch", "networking.k8s.io", "policy"]),
                json!(["*"])
            )]),
        ),
        (
            "view",
            json!([rule(read, json!(["", "apps", "batch", "networking.k8s.io", "policy"]), json!(["*"]))]),
        ),
    ] {
        add(
            w,
            kinds::CLUSTER_ROLE,
            "",
            json!({"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "metadata": {"name": name, "labels": {"kubernetes.io/bootstrapping": "rbac-defaults"}}, "rules": rules}),
        );
    }
    for (name, group) in
        [("cluster-admin", "system:masters"), ("kubeadm:cluster-admins", "kubeadm:cluster-admins")]
    {
        add(
            w,
            kinds::CLUSTER_ROLE_BINDING,
            "",
            json!({"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRoleBinding", "metadata": {"name": name}, "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "cluster-admin"}, "subjects": [{"apiGroup": "rbac.authorization.k8s.io", "kind": "Group", "name": group}]}),
        );
    }
}

fn mirror(w: &mut World, name: &str) {
    let image = if name == "etcd" {
        "registry.k8s.io/etcd:3.6.6-0".to_owned()
    } else {
        format!("registry.k8s.io/{name}:v1.36.3")
    };
    let cpu = match name {
        "kube-apiserver" => "250m",
        "kube-controller-manager" => "200m",
        _ => "100m",
    };
    let mut resources = json!({"requests": {"cpu": cpu}});
    if name == "etcd" {
        resources["requests"]["memory"] = "100Mi".into();
    }
    let hash = crate::world::uuid().replace('-', "");
    let owner =
        w.find(kinds::NODE, "", "control-plane").map(|n| n["metadata"]["uid"].clone()).unwrap_or_default();
    add(
        w,
        kinds::POD,
        "kube-system",
        json!({
            "apiVersion": "v1", "kind": "Pod",
            "metadata": {
                "name": format!("{name}-control-plane"), "labels": {"component": name, "tier": "control-plane"},
                "annotations": {"kubernetes.io/config.hash": hash, "kubernetes.io/config.mirror": hash, "kubernetes.io/config.source": "file", "kubernetes.io/config.seen": crate::clock::nano(w.clock.now())},
                "ownerReferences": [{"apiVersion": "v1", "kind": "Node", "name": "control-plane", "uid": owner, "controller": true}],
            },
            "spec": {
                "nodeName": "control-plane", "hostNetwork": true, "priorityClassName": "system-node-critical", "securityContext": {"seccompProfile": {"type": "RuntimeDefault"}},
                "tolerations": [{"effect": "NoExecute", "operator": "Exists"}],
                "containers": [{"name": name, "image": image, "imagePullPolicy": "IfNotPresent", "command": [name], "resources": resources}],
            },
        }),
    );
}

#[expect(clippy::too_many_arguments, reason = "a table row, called twice")]
fn daemon(
    w: &mut World,
    ns: &str,
    name: &str,
    labels: Value,
    container: &str,
    image: &str,
    account: &str,
    program: &str,
) {
    add(
        w,
        kinds::DAEMON_SET,
        ns,
        json!({
            "apiVersion": "apps/v1", "kind": "DaemonSet", "metadata": {"name": name, "labels": labels},
            "spec": {"selector": {"matchLabels": labels}, "template": {"metadata": {"labels": labels}, "spec": {
                "hostNetwork": true, "nodeSelector": {"kubernetes.io/os": "linux"}, "priorityClassName": "system-node-critical", "serviceAccountName": account,
                "tolerations": [{"operator": "Exists"}],
                "containers": [{"name": container, "image": image, "command": [program], "securityContext": {"privileged": true}}],
            }}},
        }),
    );
}

fn dns(w: &mut World) {
    let labels = json!({"k8s-app": "kube-dns"});
    add(
        w,
        kinds::DEPLOYMENT,
        "kube-system",
        json!({
            "apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "coredns", "labels": labels},
            "spec": {"replicas": 2, "selector": {"matchLabels": labels}, "strategy": {"rollingUpdate": {"maxUnavailable": 1}}, "template": {"metadata": {"labels": labels}, "spec": {
                "nodeSelector": {"kubernetes.io/os": "linux"}, "priorityClassName": "system-cluster-critical", "serviceAccountName": "coredns",
                "tolerations": [{"key": "CriticalAddonsOnly", "operator": "Exists"}, {"effect": "NoSchedule", "key": "node-role.kubernetes.io/control-plane"}],
                "containers": [{"name": "coredns", "image": "registry.k8s.io/coredns/coredns:v1.14.1", "args": ["-conf", "/etc/coredns/Corefile"], "resources": {"limits": {"memory": "170Mi"}, "requests": {"cpu": "100m", "memory": "70Mi"}},
                    "ports": [{"containerPort": 53, "name": "dns", "protocol": "UDP"}, {"containerPort": 53, "name": "dns-tcp", "protocol": "TCP"}, {"containerPort": 9153, "name": "metrics", "protocol": "TCP"}]}],
            }}},
        }),
    );
}
