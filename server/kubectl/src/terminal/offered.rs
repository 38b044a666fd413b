//! The kubeconfig as a server offers it: kubectl's merge, and where kubectl would refuse all for one mistake, the rest.
//!
//! Layer: I/O shell. Upstream: `client-go/tools/clientcmd/loader.go` (`Load`).

use std::path::Path;

use go_text::quote;
use kube::config::{Kubeconfig, NamedContext};

use super::entries::{Broken, typed};
use super::kubeconfig::read;

/// The contexts that there are.
#[derive(Default)]
pub struct Offered {
    /// All that can be read, merged.
    pub kubeconfig: Kubeconfig,
    /// Contexts that stand in it and cannot be used, each with the reason.
    pub unusable: Vec<(String, String)>,
    /// What could not be read at all, in whole sentences.
    pub notices: Vec<String>,
}

/// Reads this file, or those that kubectl would read; one that is not there is none.
pub fn offered(named: Option<&Path>) -> Offered {
    let paths = match named {
        Some(path) => vec![path.to_path_buf()],
        None => super::config::paths("").0,
    };
    let mut offered = Offered::default();
    let mut broken = Vec::new();
    for path in paths {
        match read(&path) {
            Ok(file) => {
                let (config, wrong) = typed(file, path.parent());
                let all = std::mem::take(&mut offered.kubeconfig);
                match all.clone().merge(config) {
                    Ok(merged) => offered.kubeconfig = merged,
                    Err(error) => {
                        offered.kubeconfig = all;
                        offered.notices.push(unread(&path, &error.to_string()));
                    }
                }
                broken.extend(wrong);
            }
            Err(why) => offered.notices.push(unread(&path, &why)),
        }
    }
    offered.unusable = unusable(&mut offered.kubeconfig, &broken);
    offered
}

fn unread(path: &Path, why: &str) -> String {
    format!("the kubeconfig {} is left out: {why}", path.display())
}

/// The contexts that lead to something broken or to nothing. Those that are broken themselves stand among the others again.
fn unusable(config: &mut Kubeconfig, broken: &[Broken]) -> Vec<(String, String)> {
    let of = |list: &str, name: &str| broken.iter().find(|one| one.list == list && one.name == name);
    let mut all = Vec::new();
    for named in &config.contexts {
        let Some(context) = &named.context else {
            all.push((named.name.clone(), "it is empty".to_owned()));
            continue;
        };
        let user = context.user.as_deref().unwrap_or_default();
        let known = config.clusters.iter().any(|cluster| cluster.name == context.cluster);
        let why = match (of("clusters", &context.cluster), of("users", user)) {
            _ if context.cluster.is_empty() => {
                Some(format!("cluster was not specified for context {}", quote(&named.name)))
            }
            (Some(cluster), _) if !known => {
                Some(format!("its cluster {}: {}", quote(&cluster.name), cluster.why))
            }
            _ if !known => Some(format!("cluster {} does not exist", quote(&context.cluster))),
            (_, Some(user)) => Some(format!("its user {}: {}", quote(&user.name), user.why)),
            _ => None,
        };
        all.extend(why.map(|why| (named.name.clone(), why)));
    }
    for one in broken.iter().filter(|one| one.list == "contexts" && !one.name.is_empty()) {
        if config.contexts.iter().all(|context| context.name != one.name) {
            config.contexts.push(NamedContext { name: one.name.clone(), ..NamedContext::default() });
            all.push((one.name.clone(), one.why.clone()));
        }
    }
    all
}
