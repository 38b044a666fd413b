//! JSON as Go's `encoding/json` writes it: four spaces, `<`, `>` and `&` escaped.
//!
//! Layer: pure. Upstream: `cli-runtime/pkg/printers/json.go`.

use serde_json::Value;

/// Indented by four spaces, with a newline at its end.
pub fn to_json(value: &Value) -> String {
    let mut out = String::new();
    write(value, 0, true, &mut out);
    out.push('\n');
    out
}

/// Appends one item of a list that is a field of the outermost object.
pub(crate) fn item(value: &Value, out: &mut String) {
    out.push_str("        ");
    write(value, 2, true, out);
}

/// Like [`to_json`], with the fields in the order of Go's structs instead of the alphabet's.
pub(crate) fn to_json_typed(value: &Value) -> String {
    let mut out = String::new();
    write_ordered(value, 0, false, &mut out);
    out.push('\n');
    out
}

/// The order of fields in `k8s.io/api`'s structs, as far as one list can give it.
const STRUCT_ORDER: &[&str] = &[
    "kind",
    "apiVersion",
    "metadata",
    "name",
    "cluster",
    "context",
    "user",
    "generateName",
    "namespace",
    "selfLink",
    "username",
    "uid",
    "resourceVersion",
    "generation",
    "creationTimestamp",
    "deletionTimestamp",
    "deletionGracePeriodSeconds",
    "labels",
    "annotations",
    "ownerReferences",
    "finalizers",
    "immutable",
    "data",
    "binaryData",
    "clusters",
    "users",
    "contexts",
    "current-context",
    "server",
    "spec",
    "replicas",
    "volumes",
    "initContainers",
    "containers",
    "image",
    "command",
    "args",
    "workingDir",
    "ports",
    "protocol",
    "port",
    "targetPort",
    "nodePort",
    "containerPort",
    "envFrom",
    "env",
    "value",
    "valueFrom",
    "selector",
    "template",
    "strategy",
    "minReadySeconds",
    "revisionHistoryLimit",
    "progressDeadlineSeconds",
    "clusterIP",
    "clusterIPs",
    "type",
    "rollingUpdate",
    "maxUnavailable",
    "maxSurge",
    "sessionAffinity",
    "ipFamilies",
    "ipFamilyPolicy",
    "internalTrafficPolicy",
    "resources",
    "volumeMounts",
    "mountPath",
    "livenessProbe",
    "readinessProbe",
    "terminationMessagePath",
    "terminationMessagePolicy",
    "imagePullPolicy",
    "stdin",
    "stdinOnce",
    "tty",
    "restartPolicy",
    "terminationGracePeriodSeconds",
    "dnsPolicy",
    "serviceAccountName",
    "serviceAccount",
    "securityContext",
    "schedulerName",
    "tolerations",
    "priority",
    "enableServiceLinks",
    "preemptionPolicy",
    "status",
    "groups",
    "extra",
    "insecure-skip-tls-verify",
    "certificate-authority",
    "certificate-authority-data",
];

fn write_ordered(value: &Value, depth: usize, free: bool, out: &mut String) {
    let pad = |depth: usize, out: &mut String| {
        out.push('\n');
        out.push_str(&"    ".repeat(depth));
    };
    match value {
        Value::Object(map) if !map.is_empty() => {
            let mut keys: Vec<&String> = map.keys().collect();
            let rank =
                |key: &str| STRUCT_ORDER.iter().position(|known| *known == key).unwrap_or(STRUCT_ORDER.len());
            if !free {
                keys.sort_by_key(|key| rank(key));
            }
            out.push('{');
            for (i, key) in keys.into_iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                pad(depth + 1, out);
                string(key, out);
                out.push_str(": ");
                let maps = [
                    "labels",
                    "annotations",
                    "matchLabels",
                    "data",
                    "binaryData",
                    "limits",
                    "requests",
                    "nodeSelector",
                ];
                let service_selector = key == "selector" && map.contains_key("ports");
                write_ordered(&map[key], depth + 1, maps.contains(&key.as_str()) || service_selector, out);
            }
            pad(depth, out);
            out.push('}');
        }
        Value::Array(items) if !items.is_empty() => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                pad(depth + 1, out);
                write_ordered(item, depth + 1, false, out);
            }
            pad(depth, out);
            out.push(']');
        }
        other => write(other, depth, true, out),
    }
}

/// On one line.
pub(crate) fn compact(value: &Value) -> String {
    let mut out = String::new();
    write(value, 0, false, &mut out);
    out
}

fn write(value: &Value, depth: usize, pretty: bool, out: &mut String) {
    let line = |depth: usize, out: &mut String| {
        if pretty {
            out.push('\n');
            out.push_str(&"    ".repeat(depth));
        }
    };
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(value) => out.push_str(&number(value)),
        Value::String(text) => string(text, out),
        Value::Array(items) if items.is_empty() => out.push_str("[]"),
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                line(depth + 1, out);
                write(item, depth + 1, pretty, out);
            }
            line(depth, out);
            out.push(']');
        }
        Value::Object(map) if map.is_empty() => out.push_str("{}"),
        Value::Object(map) => {
            out.push('{');
            for (i, (key, item)) in map.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                line(depth + 1, out);
                string(key, out);
                out.push_str(if pretty { ": " } else { ":" });
                write(item, depth + 1, pretty, out);
            }
            line(depth, out);
            out.push('}');
        }
    }
}

/// A number as Go's JSON has it: with an exponent below a millionth and from 21 digits on.
pub(crate) fn number(number: &serde_json::Number) -> String {
    match number.as_f64() {
        Some(float) if number.is_f64() => {
            let size = float.abs();
            if size != 0.0 && !(1e-6..1e21).contains(&size) {
                let text = format!("{float:e}");
                return if size >= 1e21 { text.replace('e', "e+") } else { text };
            }
            format!("{float}")
        }
        _ => number.to_string(),
    }
}

fn string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", c as u32)),
            c if (c as u32) < 0x20 => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
}
