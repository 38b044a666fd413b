//! `cluster-info` in kube-public: what everybody may know of a cluster, its address and its certificate authority.
//!
//! Layer: one call, then pure. Upstream: `app/discovery/token/token.go`, `app/cmd/util/join.go`.

use go_text::base64;
use kubectl::toolkit::{Context, Request};
use serde_json::Value;

use crate::ask::ask;
use crate::ca;
use crate::failure::{Failure, Outcome, fail};

/// What is known.
pub(crate) struct ClusterInfo {
    /// Signatures of the kubeconfig by token id, and the kubeconfig itself.
    data: Value,
    /// The kubeconfig as it stands there.
    pub(crate) kubeconfig: String,
    /// Host and port.
    pub(crate) endpoint: String,
    /// The certificate authority as PEM.
    authority: String,
}

const PATH: &str = "/api/v1/namespaces/kube-public/configmaps/cluster-info";

impl ClusterInfo {
    /// Asks the cluster.
    pub(crate) async fn fetch(cx: &Context) -> Outcome<ClusterInfo> {
        let map = ask(cx, "Get", PATH, Request::get(PATH)).await?;
        ClusterInfo::read(&map)
    }

    /// Reads the ConfigMap.
    pub(crate) fn read(map: &Value) -> Outcome<ClusterInfo> {
        let data = map["data"].clone();
        let kubeconfig = data["kubeconfig"].as_str().unwrap_or("").to_owned();
        if kubeconfig.is_empty() {
            return fail(
                "there is no kubeconfig key in the cluster-info ConfigMap. This API Server isn't set up for token bootstrapping, can't connect",
            );
        }
        let config: Value = serde_yaml_ng::from_str(&kubeconfig).map_err(|error| {
            Failure::Kubeadm(format!(
                "couldn't parse the kubeconfig file in the cluster-info ConfigMap: {error}"
            ))
        })?;
        let cluster = &config["clusters"][0]["cluster"];
        let server = cluster["server"].as_str().unwrap_or("");
        let authority = cluster["certificate-authority-data"]
            .as_str()
            .and_then(|text| base64::decode(text).ok())
            .unwrap_or_default();
        Ok(ClusterInfo {
            endpoint: server.replace("https://", ""),
            authority: String::from_utf8_lossy(&authority).into_owned(),
            data,
            kubeconfig,
        })
    }

    /// The signature that the cluster made with a token.
    pub(crate) fn signature(&self, id: &str) -> Option<&str> {
        self.data.get(format!("jws-kubeconfig-{id}")).and_then(Value::as_str).filter(|text| !text.is_empty())
    }

    /// The pins of its certificate authority, hex digits.
    pub(crate) fn pins(&self) -> Outcome<Vec<String>> {
        let pins = ca::pins(&self.authority);
        if pins.is_empty() {
            return fail("no CA certificates found in kubeconfig");
        }
        Ok(pins)
    }
}
