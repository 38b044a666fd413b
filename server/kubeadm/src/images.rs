//! `config images list`: what a control-plane node of a version runs; and the same for the cluster that is there.
//!
//! Layer: pure. Upstream: `app/images/images.go`, `app/constants/constants.go`, `app/util/version.go`.

use go_text::quote;
use serde_json::{Value, json};

use crate::failure::{Failure, Outcome, fail};
use crate::flags::prelude::*;
use crate::output::{check_output, printed};
use crate::version::VERSION;

/// Where images are unless somebody says otherwise.
const REPOSITORY: &str = "registry.k8s.io";

/// What this version of kubeadm brings besides Kubernetes itself.
const COREDNS: &str = "v1.14.2";
const PAUSE: &str = "3.10.2";
const ETCD: &str = "3.6.8-0";

/// The oldest minor version that it sets up.
const OLDEST: u32 = 35;

kubectl::flags! {
    /// `config images list`, as typed.
    pub(crate) struct ImagesList {
        /// Where the images are
        image_repository: String = flag("image-repository", "registry.k8s.io", Nothing, Allowed);
        /// The version of Kubernetes
        kubernetes_version: String = flag("kubernetes-version", "stable-1", Nothing, Allowed);
    }
    with { output: Output, token: Token }
    ignored {
        /// File with the configuration
        String = flag("config", "", Nothing, Nowhere("it names a file of the host"));
        /// Features to switch on or off
        String = flag("feature-gates", "", Nothing, Allowed);
    }
}

impl Command for ImagesList {
    const SPEC: Spec = Spec {
        path: "config images list",
        aliases: &[],
        suggest_for: &[],
        about: "Print the images that kubeadm uses",
        usage: "",
        words: Words::PLAIN,
        place: Where::Anywhere,
    };

    const WORDS: Most = Most::None;

    fn effect(&self, _: Place) -> Effect {
        Effect::Reads
    }

    fn doubt(&self) -> Option<Doubt> {
        None
    }

    async fn run(self, cx: &Context, _: Place) -> Outcome {
        cx.out(list(&self)?).await;
        Ok(())
    }
}

/// The lines that it prints.
fn list(args: &ImagesList) -> Outcome<String> {
    let output = args.output.output.as_str();
    check_output(output)?;
    let version = version(&args.kubernetes_version)?;
    let composed = compose(&version, &args.image_repository, &Value::Null);
    let images: Vec<String> = composed.into_iter().map(|needed| needed.image).collect();
    let fields = [
        ("kind", json!("Images")),
        ("apiVersion", json!("output.kubeadm.k8s.io/v1alpha3")),
        ("images", json!(images)),
    ];
    Ok(printed(output, &fields).unwrap_or_else(|| images.join("\n") + "\n"))
}

/// An image that kubeadm wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needed {
    /// Its full name.
    pub image: String,
    /// Every node needs it; otherwise only those of the control plane do.
    pub everywhere: bool,
}

/// What the nodes of a cluster need: by the `ClusterConfiguration` of its `kubeadm-config`, or, without one, by the version of its API
/// server. The error is kubeadm's.
pub fn needed(configuration: Option<&str>, server: &str) -> Result<Vec<Needed>, String> {
    let said = |failure| match failure {
        Failure::Kubeadm(why) | Failure::Ours(why) => why,
        Failure::Stopped => String::new(),
    };
    let configuration: Value =
        serde_yaml_ng::from_str(configuration.unwrap_or("{}")).map_err(|error| error.to_string())?;
    let version = version(configuration["kubernetesVersion"].as_str().unwrap_or(server)).map_err(said)?;
    let repository = configuration["imageRepository"].as_str().unwrap_or(REPOSITORY);
    Ok(compose(&version, repository, &configuration))
}

/// The images in kubeadm's order. A configuration may have the name server and etcd from elsewhere, or etcd on hosts of its own.
fn compose(version: &str, repository: &str, configuration: &Value) -> Vec<Needed> {
    let (dns, etcd) = (&configuration["dns"], &configuration["etcd"]["local"]);
    let from = |part: &Value| part["imageRepository"].as_str().unwrap_or(repository).to_owned();
    let tag = |part: &Value, own: &str| part["imageTag"].as_str().unwrap_or(own).to_owned();
    let of_kubernetes = ["kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-proxy"];
    let mut images: Vec<String> =
        of_kubernetes.iter().map(|name| format!("{repository}/{name}:{version}")).collect();
    let levels = if from(dns) == REPOSITORY { "coredns/coredns" } else { "coredns" };
    images.push(format!("{}/{levels}:{}", from(dns), tag(dns, COREDNS)));
    images.push(format!("{repository}/pause:{PAUSE}"));
    if configuration["etcd"]["external"].is_null() {
        images.push(format!("{}/etcd:{}", from(etcd), tag(etcd, ETCD)));
    }
    let everywhere = |image: &str| ["/kube-proxy:", "/pause:"].iter().any(|name| image.contains(name));
    images.into_iter().map(|image| Needed { everywhere: everywhere(&image), image }).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn names(configuration: &str) -> Vec<String> {
        needed(Some(configuration), "v1.36.1").unwrap().into_iter().map(|needed| needed.image).collect()
    }

    #[test]
    fn a_cluster_needs_what_its_configuration_says() {
        let plain = names("kubernetesVersion: v1.36.0");
        assert_eq!(plain[0], "registry.k8s.io/kube-apiserver:v1.36.0");
        assert_eq!((plain[4].as_str(), plain.len()), ("registry.k8s.io/coredns/coredns:v1.14.2", 7));
        let other = names(
            "imageRepository: registry.example\ndns: {imageRepository: dns.example, imageTag: v9}\netcd: {external: {endpoints: [a]}}",
        );
        assert_eq!(
            other[3..],
            [
                "registry.example/kube-proxy:v1.36.1",
                "dns.example/coredns:v9",
                "registry.example/pause:3.10.2"
            ]
        );
    }

    #[test]
    fn every_node_needs_two_and_an_old_cluster_is_not_known() {
        let all = needed(None, "v1.36.3").unwrap();
        assert_eq!(all.iter().filter(|needed| needed.everywhere).count(), 2);
        assert!(needed(None, "v1.30.0").unwrap_err().contains(">= 1.35.0"));
    }
}
