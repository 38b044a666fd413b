//! `config images list`: what a control-plane node of a version runs.
//!
//! Layer: pure. Upstream: `app/images/images.go`, `app/constants/constants.go`, `app/util/version.go`.

use kubectl::toolkit::{Args, quote};
use serde_json::json;

use crate::failure::{Outcome, fail};
use crate::run::{check_output, printed};
use crate::version::VERSION;

/// Where images are unless somebody says otherwise.
const REPOSITORY: &str = "registry.k8s.io";

/// What this version of kubeadm brings besides Kubernetes itself.
const COREDNS: &str = "v1.14.2";
const PAUSE: &str = "3.10.2";
const ETCD: &str = "3.6.8-0";

/// The oldest minor version that it sets up.
const OLDEST: u32 = 35;

/// The lines that it prints.
pub(crate) fn list(args: &Args) -> Outcome<String> {
    let output = args.str("output");
    check_output(output)?;
    let version = version(args.str("kubernetes-version"))?;
    let repository = args.str("image-repository");
    let mut images: Vec<String> =
        ["kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-proxy"]
            .iter()
            .map(|name| format!("{repository}/{name}:{version}"))
            .collect();
    let dns = if repository == REPOSITORY { "coredns/coredns" } else { "coredns" };
    images.push(format!("{repository}/{dns}:{COREDNS}"));
    images.push(format!("{repository}/pause:{PAUSE}"));
    images.push(format!("{repository}/etcd:{ETCD}"));
    let fields = [
        ("kind", json!("Images")),
        ("apiVersion", json!("output.kubeadm.k8s.io/v1alpha3")),
        ("images", json!(images)),
    ];
    Ok(printed(output, &fields).unwrap_or_else(|| images.join("\n") + "\n"))
}

/// A version with its `v`. The labels of releases (`stable-1`) are looked up in the internet by kubeadm, which falls back
/// to its own version; so do we, at once.
fn version(given: &str) -> Outcome<String> {
    if ["stable", "latest"].iter().any(|label| given.starts_with(label)) {
        return Ok(VERSION.to_owned());
    }
    let plain = given.strip_prefix('v').unwrap_or(given);
    let core = plain.split(['-', '+']).next().unwrap_or("");
    let numbers: Vec<Option<u32>> = core.split('.').map(|part| part.parse().ok()).collect();
    let [Some(1), Some(minor), Some(_)] = numbers.as_slice() else {
        return fail(format!(
            "could not convert cfg to an internal cfg: version {} doesn't match patterns for neither semantic version nor labels (stable, latest, ...)",
            quote(given)
        ));
    };
    if *minor < OLDEST {
        return fail(format!(
            "could not convert cfg to an internal cfg: this version of kubeadm only supports deploying clusters with the control plane version >= 1.{OLDEST}.0. Current version: v{plain}"
        ));
    }
    Ok(format!("v{}", plain.replace('+', "_")))
}
