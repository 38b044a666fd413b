//! Volumes, tolerations and spread constraints of a pod or of a template.
//!
//! Layer: pure. Upstream: `describeVolumes`, `printTolerationsMultilineWithIndent`, `describeTopologySpreadConstraints`.

use apimachinery::path::{at, int_at, list_at, str_at};
use go_text::value::go_value;
use serde_json::Value;

use super::writer::Writer;

/// Prints volumes.
pub(super) fn describe(volumes: &[Value], space: &str, out: &mut Writer) {
    if volumes.is_empty() {
        out.line(0, &format!("{space}Volumes:\t<none>"));
        return;
    }
    out.line(0, &format!("{space}Volumes:"));
    for volume in volumes {
        let indent = if space.is_empty() { "" } else { " " };
        out.line(1, &format!("{indent}{}:", str_at(volume, &["name"])));
        let known = SOURCES.iter().find_map(|source| at(volume, &[source.key]).map(|value| (source, value)));
        match known {
            Some((source, value)) => {
                out.line(2, &format!("Type:\t{}", source.words));
                for (label, key, default) in source.fields {
                    let shown = value
                        .get(key)
                        .filter(|value| !value.is_null())
                        .map_or_else(|| (*default).to_owned(), go_value);
                    out.line(2, &format!("{label}:\t{shown}"));
                }
            }
            None => match at(volume, &["projected"]) {
                Some(projected) => describe_projected(projected, out),
                None => out.line(1, "<unknown>"),
            },
        }
    }
}

struct Source {
    key: &'static str,
    words: &'static str,
    fields: &'static [(&'static str, &'static str, &'static str)],
}

const SOURCES: &[Source] = &[
    Source {
        key: "hostPath",
        words: "HostPath (bare host directory volume)",
        fields: &[("Path", "path", ""), ("HostPathType", "type", "<none>")],
    },
    Source {
        key: "emptyDir",
        words: "EmptyDir (a temporary directory that shares a pod's lifetime)",
        fields: &[("Medium", "medium", ""), ("SizeLimit", "sizeLimit", "<unset>")],
    },
    Source {
        key: "secret",
        words: "Secret (a volume populated by a Secret)",
        fields: &[("SecretName", "secretName", ""), ("Optional", "optional", "false")],
    },
    Source {
        key: "configMap",
        words: "ConfigMap (a volume populated by a ConfigMap)",
        fields: &[("Name", "name", ""), ("Optional", "optional", "false")],
    },
    Source {
        key: "nfs",
        words: "NFS (an NFS mount that lasts the lifetime of a pod)",
        fields: &[("Server", "server", ""), ("Path", "path", ""), ("ReadOnly", "readOnly", "false")],
    },
    Source {
        key: "persistentVolumeClaim",
        words: "PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)",
        fields: &[("ClaimName", "claimName", ""), ("ReadOnly", "readOnly", "false")],
    },
];

fn describe_projected(projected: &Value, out: &mut Writer) {
    out.line(2, "Type:\tProjected (a volume that contains injected data from multiple sources)");
    let optional = |value: &Value| value.get("optional").and_then(Value::as_bool).unwrap_or(false);
    for source in list_at(projected, &["sources"]) {
        if let Some(secret) = at(source, &["secret"]) {
            out.field(2, "SecretName", str_at(secret, &["name"]));
            out.line(2, &format!("Optional:\t{}", optional(secret)));
        } else if at(source, &["downwardAPI"]).is_some() {
            out.line(2, "DownwardAPI:\ttrue");
        } else if let Some(map) = at(source, &["configMap"]) {
            out.field(2, "ConfigMapName", str_at(map, &["name"]));
            out.line(2, &format!("Optional:\t{}", optional(map)));
        } else if let Some(token) = at(source, &["serviceAccountToken"]) {
            out.line(
                2,
                &format!("TokenExpirationSeconds:\t{}", int_at(token, &["expirationSeconds"]).unwrap_or(0)),
            );
        }
    }
}

/// Prints tolerations.
pub(super) fn tolerations(title: &str, tolerations: &[Value], out: &mut Writer) {
    out.put(0, &format!("{title}:\t"));
    if tolerations.is_empty() {
        out.line(0, "<none>");
        return;
    }
    let mut sorted: Vec<&Value> = tolerations.iter().collect();
    sorted.sort_by_key(|toleration| str_at(toleration, &["key"]));
    for (i, toleration) in sorted.into_iter().enumerate() {
        let (key, value, effect) =
            (str_at(toleration, &["key"]), str_at(toleration, &["value"]), str_at(toleration, &["effect"]));
        let mut text = if i == 0 { String::new() } else { "\t".to_owned() };
        text += key;
        if !value.is_empty() {
            text += &format!("={value}");
        }
        if !effect.is_empty() {
            text += &format!(":{effect}");
        }
        if str_at(toleration, &["operator"]) == "Exists" && value.is_empty() {
            text += if key.is_empty() && effect.is_empty() { "op=Exists" } else { " op=Exists" };
        }
        if let Some(seconds) = int_at(toleration, &["tolerationSeconds"]) {
            text += &format!(" for {seconds}s");
        }
        out.line(0, &text);
    }
}

/// Prints topology spread constraints.
pub(super) fn spread(constraints: &[Value], space: &str, out: &mut Writer) {
    if constraints.is_empty() {
        return;
    }
    let mut sorted: Vec<&Value> = constraints.iter().collect();
    sorted.sort_by_key(|constraint| str_at(constraint, &["topologyKey"]));
    out.put(0, &format!("{space}Topology Spread Constraints:\t"));
    for (i, constraint) in sorted.into_iter().enumerate() {
        if i != 0 {
            out.put(0, &format!("{space}\t"));
        }
        let selector = constraint.get("labelSelector").filter(|selector| !selector.is_null());
        let selector = selector.map(|selector| {
            let text = crate::commands::label_selector(Some(selector));
            format!(" for selector {}", if text.is_empty() { "<none>" } else { &text })
        });
        out.line(
            0,
            &format!(
                "{}:{} when max skew {} is exceeded{}",
                str_at(constraint, &["topologyKey"]),
                str_at(constraint, &["whenUnsatisfiable"]),
                int_at(constraint, &["maxSkew"]).unwrap_or(0),
                selector.unwrap_or_default()
            ),
        );
    }
}
