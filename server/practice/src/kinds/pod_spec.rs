//! Pod specs, alone and in templates: defaults and checks.
//!
//! Layer: pure. Mirrors `pkg/apis/core/v1/defaults.go` and the parts of `pkg/apis/core/validation/validation.go` that
//! people run into.

use serde_json::{Value, json};

use crate::json::{at, default, has, int, list, list_mut, map, set, text};
use crate::status::Errors;

/// Fills in a pod spec as the API server does.
pub(crate) fn defaults(spec: &mut Value) {
    default(spec, "restartPolicy", "Always");
    default(spec, "dnsPolicy", "ClusterFirst");
    default(spec, "schedulerName", "default-scheduler");
    default(spec, "terminationGracePeriodSeconds", 30);
    if at(spec, "securityContext").is_null() {
        set(spec, "securityContext", json!({}));
    }
    let account = text(spec, "serviceAccountName").to_owned();
    let old = text(spec, "serviceAccount").to_owned();
    if !account.is_empty() {
        set(spec, "serviceAccount", account);
    } else if !old.is_empty() {
        set(spec, "serviceAccountName", old);
    }
    for group in ["initContainers", "containers"] {
        for container in list_mut(spec, group) {
            container_defaults(container);
        }
    }
    for volume in list_mut(spec, "volumes") {
        volume_defaults(volume);
    }
}

/// Fills in what only pods have filled in, not templates: requests from limits, ports of the host.
pub(crate) fn pod_defaults(spec: &mut Value) {
    let host = crate::json::flag(spec, "hostNetwork");
    for group in ["initContainers", "containers"] {
        for c in list_mut(spec, group) {
            for (name, amount) in map(c, "resources.limits").cloned().into_iter().flatten() {
                crate::json::object(c, "resources.requests").entry(name).or_insert(amount);
            }
            for port in list_mut(c, "ports").iter_mut().filter(|_| host) {
                let number = int(port, "containerPort");
                default(port, "hostPort", number);
            }
        }
    }
}

/// Fills in a pod template.
pub(crate) fn template_defaults(template: &mut Value) {
    if !template.is_object() {
        return;
    }
    if at(template, "metadata").is_null() {
        set(template, "metadata", json!({}));
    }
    if let Some(spec) = template.get_mut("spec") {
        defaults(spec);
    }
}

fn container_defaults(c: &mut Value) {
    default(c, "terminationMessagePath", "/dev/termination-log");
    default(c, "terminationMessagePolicy", "File");
    let image = text(c, "image").to_owned();
    let tag = tag_of(&image);
    default(c, "imagePullPolicy", if tag == "latest" { "Always" } else { "IfNotPresent" });
    if at(c, "resources").is_null() {
        set(c, "resources", json!({}));
    }
    for port in list_mut(c, "ports") {
        default(port, "protocol", "TCP");
    }
    for env in list_mut(c, "env") {
        if has(env, "valueFrom.fieldRef") {
            default(env, "valueFrom.fieldRef.apiVersion", "v1");
        }
    }
    for probe in ["livenessProbe", "readinessProbe", "startupProbe"] {
        if at(c, probe).is_object() {
            for (field, value) in [
                ("timeoutSeconds", 1),
                ("periodSeconds", 10),
                ("successThreshold", 1),
                ("failureThreshold", 3),
            ] {
                if int(c, &format!("{probe}.{field}")) == 0 {
                    set(c, &format!("{probe}.{field}"), value);
                }
            }
            if at(c, &format!("{probe}.httpGet")).is_object() {
                default(c, &format!("{probe}.httpGet.path"), "/");
                default(c, &format!("{probe}.httpGet.scheme"), "HTTP");
            }
        }
    }
    for hook in ["lifecycle.postStart.httpGet", "lifecycle.preStop.httpGet"] {
        if at(c, hook).is_object() {
            default(c, &format!("{hook}.path"), "/");
            default(c, &format!("{hook}.scheme"), "HTTP");
        }
    }
}

fn volume_defaults(v: &mut Value) {
    let sources = v.as_object().map_or(0, |m| m.keys().filter(|k| *k != "name").count());
    if sources == 0 {
        set(v, "emptyDir", json!({}));
    }
    for (source, _) in [("secret", 0), ("configMap", 0), ("projected", 0), ("downwardAPI", 0)] {
        if at(v, source).is_object() {
            default(v, &format!("{source}.defaultMode"), 420);
        }
    }
    for path in ["projected.sources", "downwardAPI.items"] {
        for item in list_mut(v, path) {
            if at(item, "serviceAccountToken").is_object() {
                default(item, "serviceAccountToken.expirationSeconds", 3600);
            }
            for field in list_mut(item, "downwardAPI.items") {
                default(field, "fieldRef.apiVersion", "v1");
            }
        }
    }
    if at(v, "hostPath").is_object() && at(v, "hostPath.type").is_null() {
        set(v, "hostPath.type", "");
    }
}

/// The tag of an image reference; `latest` without one, empty with a digest.
pub(crate) fn tag_of(image: &str) -> &str {
    if image.contains('@') {
        return "";
    }
    match image.rsplit_once(':') {
        Some((_, tag)) if !tag.contains('/') => tag,
        _ => "latest",
    }
}

/// Checks a pod spec.
pub(crate) fn validate(spec: &Value, path: &str, errors: &mut Errors) {
    if list(spec, "containers").is_empty() {
        errors.required(format!("{path}.containers"), "");
    }
    let volumes: Vec<&str> = list(spec, "volumes").iter().map(|v| text(v, "name")).collect();
    let mut names: Vec<&str> = Vec::new();
    for group in ["initContainers", "containers"] {
        for (i, c) in list(spec, group).iter().enumerate() {
            let at_c = format!("{path}.{group}[{i}]");
            container(c, &at_c, &volumes, errors);
            let name = text(c, "name");
            if !name.is_empty() && names.contains(&name) {
                errors.duplicate(format!("{at_c}.name"), name);
            }
            names.push(name);
        }
    }
    let policy = text(spec, "restartPolicy");
    if !["", "Always", "OnFailure", "Never"].contains(&policy) {
        errors.not_supported(format!("{path}.restartPolicy"), policy, &["Always", "OnFailure", "Never"]);
    }
    let dns = text(spec, "dnsPolicy");
    if !["", "ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"].contains(&dns) {
        errors.not_supported(
            format!("{path}.dnsPolicy"),
            dns,
            &["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"],
        );
    }
    for (i, name) in volumes.iter().enumerate() {
        if name.is_empty() {
            errors.required(format!("{path}.volumes[{i}].name"), "");
        } else if volumes[..i].contains(name) {
            errors.duplicate(format!("{path}.volumes[{i}].name"), *name);
        }
    }
}

fn container(c: &Value, path: &str, volumes: &[&str], errors: &mut Errors) {
    let name = text(c, "name");
    if name.is_empty() {
        errors.required(format!("{path}.name"), "");
    } else {
        for problem in apimachinery::names::dns1123_label(name) {
            errors.invalid(format!("{path}.name"), name, &problem);
        }
    }
    let image = text(c, "image");
    if image.is_empty() {
        errors.required(format!("{path}.image"), "");
    } else if image.trim() != image {
        errors.invalid(format!("{path}.image"), image, "must not have leading or trailing whitespace");
    }
    let policy = text(c, "imagePullPolicy");
    if !["", "Always", "IfNotPresent", "Never"].contains(&policy) {
        errors.not_supported(format!("{path}.imagePullPolicy"), policy, &["Always", "IfNotPresent", "Never"]);
    }
    for (i, port) in list(c, "ports").iter().enumerate() {
        let number = int(port, "containerPort");
        if at(port, "containerPort").is_null() || number == 0 {
            errors.required(format!("{path}.ports[{i}].containerPort"), "");
        } else if !(1..=65535).contains(&number) {
            errors.invalid(
                format!("{path}.ports[{i}].containerPort"),
                number,
                "must be between 1 and 65535, inclusive",
            );
        }
        let protocol = text(port, "protocol");
        if !["", "TCP", "UDP", "SCTP"].contains(&protocol) {
            errors.not_supported(format!("{path}.ports[{i}].protocol"), protocol, &["SCTP", "TCP", "UDP"]);
        }
    }
    for (i, env) in list(c, "env").iter().enumerate() {
        if text(env, "name").is_empty() {
            errors.required(format!("{path}.env[{i}].name"), "");
        }
    }
    for (i, mount) in list(c, "volumeMounts").iter().enumerate() {
        let name = text(mount, "name");
        if text(mount, "mountPath").is_empty() {
            errors.required(format!("{path}.volumeMounts[{i}].mountPath"), "");
        }
        if !volumes.contains(&name) {
            errors.not_found(format!("{path}.volumeMounts[{i}].name"), name);
        }
    }
    resources(c, path, errors);
}

fn resources(c: &Value, path: &str, errors: &mut Errors) {
    for group in ["limits", "requests"] {
        for (name, amount) in map(c, &format!("resources.{group}")).into_iter().flatten() {
            let field = format!("{path}.resources.{group}[{name}]");
            if !["cpu", "memory", "ephemeral-storage"].contains(&name.as_str())
                && !name.contains('/')
                && !name.starts_with("hugepages-")
            {
                errors.invalid(
                    format!("{path}.resources.{group}"),
                    name.as_str(),
                    "must be a standard resource for containers",
                );
            }
            let request = super::quantity::milli(amount);
            if request.is_some_and(|n| n < 0) {
                errors.invalid(&field, amount.clone(), "must be greater than or equal to 0");
            }
            let limit = super::quantity::milli(at(c, &format!("resources.limits.{name}")));
            if group == "requests"
                && let (Some(r), Some(l)) = (request, limit)
                && r > l
            {
                errors.invalid(
                    format!("{path}.resources.requests"),
                    amount.clone(),
                    &format!(
                        "must be less than or equal to {name} limit of {}",
                        crate::json::text(c, &format!("resources.limits.{name}"))
                    ),
                );
            }
        }
    }
}

/// Checks a workload's template, whose restart policy must be `Always`.
pub(crate) fn validate_template(obj: &Value, errors: &mut Errors) {
    super::meta::labels(obj, "spec.template.metadata.labels", errors);
    let spec = at(obj, "spec.template.spec");
    validate(spec, "spec.template.spec", errors);
    let policy = text(spec, "restartPolicy");
    if ["OnFailure", "Never"].contains(&policy) {
        errors.not_supported("spec.template.spec.restartPolicy", policy, &["Always"]);
    }
}
