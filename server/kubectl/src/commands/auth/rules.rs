//! `auth can-i --list`: all rules of a namespace that are about who asks.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/auth/cani.go` (`RunAccessList`).

use serde_json::{Value, json};

use crate::api::Request;
use crate::context::Context;
use crate::failure::Outcome;
use crate::printers::tabwriter::TabWriter;
use crate::text::list_at;

/// What a rule lets: resources, URLs, names, verbs.
type Rule = [Vec<String>; 4];

/// Prints the rules.
pub(super) async fn list(cx: &Context, no_headers: bool) -> Outcome {
    let namespace = cx.namespace().await?.0;
    let review = json!({ "apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectRulesReview", "spec": { "namespace": namespace } });
    let path = "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews";
    let answer = cx.json(Request::ask(path, &review)).await?;
    let mut writer = TabWriter::tables();
    if !no_headers {
        writer.write("Resources\tNon-Resource URLs\tResource Names\tVerbs\n");
    }
    let mut rules = compact(list_at(&answer, &["status", "resourceRules"]));
    for rule in list_at(&answer, &["status", "nonResourceRules"]) {
        for url in words(rule, "nonResourceURLs") {
            rules.push([Vec::new(), vec![url], Vec::new(), words(rule, "verbs")]);
        }
    }
    rules.sort_by_key(order);
    for rule in rules {
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

fn words(rule: &Value, key: &str) -> Vec<String> {
    list_at(rule, &[key]).iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// One rule for each resource, with all its verbs.
fn compact(rules: &[Value]) -> Vec<Rule> {
    let mut compact: Vec<Rule> = Vec::new();
    for rule in rules {
        for group in words(rule, "apiGroups") {
            for resource in words(rule, "resources") {
                let resource = vec![combined(&group, resource)];
                let (names, verbs) = (words(rule, "resourceNames"), words(rule, "verbs"));
                match compact.iter_mut().find(|old| old[0] == resource && old[2] == names) {
                    Some(old) => old[3].extend(verbs),
                    None => compact.push([resource, Vec::new(), names, verbs]),
                }
            }
        }
    }
    compact
}

/// `deployments.apps/scale`.
fn combined(group: &str, resource: String) -> String {
    match (group, resource.split_once('/')) {
        ("", _) => resource,
        (group, Some((base, sub))) => format!("{base}.{group}/{sub}"),
        (group, None) => format!("{resource}.{group}"),
    }
}

/// Upstream sorts rules by how Go prints them: verbs, groups, resources, names, URLs.
fn order(rule: &Rule) -> String {
    let (resource, group) =
        rule[0].first().map_or(("", ""), |name| name.split_once('.').unwrap_or((name, "")));
    let groups = if rule[0].is_empty() { "[]".to_owned() } else { format!("[{group}]") };
    let list = |words: &[String]| format!("[{}]", words.join(" "));
    format!("{},{groups},[{resource}],{},{}", list(&rule[3]), list(&rule[2]), list(&rule[1]))
}
