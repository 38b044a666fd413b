//! `auth can-i` and `auth whoami`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/auth/cani.go`, `whoami.go`.

use serde_json::{Value, json};

use crate::api::Request;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::flags::Args;
use crate::printers::Printer;
use crate::printers::tabwriter::TabWriter;
use crate::text::{at, list_at, str_at};

/// `auth can-i`.
pub(crate) async fn can_i(cx: &Context, args: Args) -> Outcome {
    let words = &args.positional;
    if args.bool("list") {
        if !words.is_empty() {
            return fail("list option must be specified with no arguments");
        }
        if args.bool("quiet") || args.bool("all-namespaces") || !args.str("subresource").is_empty() {
            return fail(
                "list option can't be specified with neither quiet, all-namespaces nor subresource options",
            );
        }
        return list(cx, &args).await;
    }
    if words.len() != 2 {
        return fail(
            "you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples.",
        );
    }
    if args.bool("no-headers") {
        return fail("--no-headers cannot be set without --list specified");
    }
    let (verb, what) = (words[0].as_str(), words[1].as_str());
    let mut attributes = json!({ "verb": verb });
    let mut warning = String::new();
    let non_resource = what.starts_with('/');
    let mut resource_namespaced = true;
    if non_resource {
        if !args.str("subresource").is_empty() {
            return fail("--subresource can not be used with NonResourceURL");
        }
        attributes["path"] = what.into();
    } else {
        let (kind, name) = what.split_once('/').unwrap_or((what, ""));
        let (group, plural) = if kind == "*" {
            (String::new(), "*".to_owned())
        } else {
            match cx.discovery().await?.resource_for(kind) {
                Some(found) => {
                    resource_namespaced = found.namespaced;
                    (found.group.clone(), found.plural.clone())
                }
                None => {
                    let (plural, group) = kind.split_once('.').unwrap_or((kind, ""));
                    warning = if group.is_empty() {
                        format!("the server doesn't have a resource type '{plural}'\n")
                    } else {
                        format!("the server doesn't have a resource type '{plural}' in group '{group}'\n")
                    };
                    (group.to_owned(), plural.to_owned())
                }
            }
        };
        let known = [
            "get",
            "list",
            "watch",
            "create",
            "update",
            "patch",
            "delete",
            "deletecollection",
            "use",
            "bind",
            "impersonate",
            "*",
            "approve",
            "sign",
            "escalate",
            "attest",
        ];
        if !known.contains(&verb) {
            cx.err(format!("Warning: verb '{verb}' is not a known verb\n\n")).await;
        }
        attributes["resource"] = plural.into();
        attributes["group"] = group.clone().into();
        attributes["name"] = name.into();
        attributes["subresource"] = args.str("subresource").into();
        if warning.is_empty() && !resource_namespaced {
            let own = attributes["resource"].as_str().unwrap_or("").to_owned();
            warning = if group.is_empty() {
                format!("resource '{own}' is not namespace scoped\n")
            } else {
                format!("resource '{own}' is not namespace scoped in group '{group}'\n")
            };
        }
        if !args.bool("all-namespaces") {
            attributes["namespace"] = cx.namespace().await?.0.into();
        }
        drop_empty(&mut attributes);
    }
    if !warning.is_empty() {
        cx.err(format!("Warning: {warning}\n")).await;
    }
    let spec = if non_resource {
        json!({ "nonResourceAttributes": attributes })
    } else {
        json!({ "resourceAttributes": attributes })
    };
    let review =
        json!({ "apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectAccessReview", "spec": spec });
    let answer =
        cx.json(Request::post("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", &review)).await?;
    let allowed = at(&answer, &["status", "allowed"]).and_then(Value::as_bool).unwrap_or(false);
    let mut text = if allowed { "yes" } else { "no" }.to_owned();
    if !allowed {
        for key in ["reason", "evaluationError"] {
            if !str_at(&answer, &["status", key]).is_empty() {
                text += &format!(" - {}", str_at(&answer, &["status", key]));
            }
        }
    }
    if !args.bool("quiet") {
        cx.out(text + "\n").await;
    }
    if allowed { Ok(()) } else { Err(Failure::Exit(1)) }
}

fn drop_empty(value: &mut Value) {
    if let Some(map) = value.as_object_mut() {
        map.retain(|_, value| value.as_str() != Some(""));
    }
}

async fn list(cx: &Context, args: &Args) -> Outcome {
    let namespace = cx.namespace().await?.0;
    let review = json!({ "apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectRulesReview", "spec": { "namespace": namespace } });
    let answer =
        cx.json(Request::post("/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", &review)).await?;
    let mut writer = TabWriter::tables();
    if !args.bool("no-headers") {
        writer.write("Resources\tNon-Resource URLs\tResource Names\tVerbs\n");
    }
    let words = |rule: &Value, key: &str| -> Vec<String> {
        list_at(rule, &[key]).iter().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let mut rules: Vec<[Vec<String>; 4]> = Vec::new();
    for rule in list_at(&answer, &["status", "resourceRules"]) {
        for group in words(rule, "apiGroups") {
            for resource in words(rule, "resources") {
                let combined = if group.is_empty() {
                    resource
                } else {
                    match resource.split_once('/') {
                        Some((base, sub)) => format!("{base}.{group}/{sub}"),
                        None => format!("{resource}.{group}"),
                    }
                };
                rules.push([vec![combined], Vec::new(), words(rule, "resourceNames"), words(rule, "verbs")]);
            }
        }
    }
    let mut compact: Vec<[Vec<String>; 4]> = Vec::new();
    for rule in rules {
        match compact.iter_mut().find(|old| old[0] == rule[0] && old[2] == rule[2]) {
            Some(old) => old[3].extend(rule[3].clone()),
            None => compact.push(rule),
        }
    }
    for rule in list_at(&answer, &["status", "nonResourceRules"]) {
        for url in words(rule, "nonResourceURLs") {
            compact.push([Vec::new(), vec![url], Vec::new(), words(rule, "verbs")]);
        }
    }
    compact.sort_by_key(order);
    for rule in compact {
        let cell = |words: &[String]| format!("[{}]", words.join(" "));
        writer.write(&format!(
            "{}\t{}\t{}\t{}\n",
            rule[0].join(","),
            cell(&rule[1]),
            cell(&rule[2]),
            cell(&rule[3])
        ));
    }
    cx.out(writer.flush()).await;
    Ok(())
}

/// Upstream sorts rules by how Go prints them: verbs, groups, resources, names, URLs.
fn order(rule: &[Vec<String>; 4]) -> String {
    let (resource, group) =
        rule[0].first().map_or(("", ""), |name| name.split_once('.').unwrap_or((name, "")));
    let groups = if rule[0].is_empty() { "[]".to_owned() } else { format!("[{group}]") };
    let list = |words: &[String]| format!("[{}]", words.join(" "));
    format!("{},{groups},[{resource}],{},{}", list(&rule[3]), list(&rule[2]), list(&rule[1]))
}

/// `auth whoami`.
pub(crate) async fn whoami(cx: &Context, args: Args) -> Outcome {
    let review = json!({ "apiVersion": "authentication.k8s.io/v1", "kind": "SelfSubjectReview" });
    let answer = cx.json(Request::post("/apis/authentication.k8s.io/v1/selfsubjectreviews", &review)).await?;
    if !args.str("output").is_empty() {
        let mut printer = Printer::for_operation(cx, &args, "")?;
        cx.out(printer.print_typed(&answer)?).await;
        return Ok(());
    }
    let info = at(&answer, &["status", "userInfo"]).unwrap_or(&Value::Null);
    let mut writer = TabWriter::tables();
    writer.write("ATTRIBUTE\tVALUE\n");
    for (label, key) in [("Username", "username"), ("UID", "uid")] {
        if !str_at(info, &[key]).is_empty() {
            writer.write(&format!("{label}\t{}\n", str_at(info, &[key])));
        }
    }
    let words = |values: &[Value]| values.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" ");
    let groups = list_at(info, &["groups"]);
    if !groups.is_empty() {
        writer.write(&format!("Groups\t[{}]\n", words(groups)));
    }
    for (key, values) in at(info, &["extra"]).and_then(Value::as_object).into_iter().flatten() {
        let values = values.as_array().map_or(&[][..], Vec::as_slice);
        writer.write(&format!("Extra: {key}\t[{}]\n", words(values)));
    }
    cx.out(writer.flush()).await;
    Ok(())
}
