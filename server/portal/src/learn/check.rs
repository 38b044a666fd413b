//! Checks: a declarative statement about the cluster, evaluated over watched objects; no I/O here.
//!
//! A check that does not pass says what is missing and why: [`why`] reads the pods behind a workload. Words are in
//! [`words`], one function a sentence, both languages side by side.

mod why;
mod words;

use std::sync::Arc;

use api::frame::Lang;
use api::learn::{CheckSpec, Expect};
use api::live::CheckState;
use apimachinery::path::{at, int_at, labels_of, str_at};
use apimachinery::selector::Selector;
use serde_json::Value;

use crate::live::sources::Sources;
use words::Called;

/// How many objects are named as evidence.
const EVIDENCE: usize = 20;

/// What a check is evaluated on.
pub(crate) struct Evidence<'a> {
    /// The objects' kind; empty while the cluster has not told it.
    pub(crate) kind: &'a str,
    /// Objects of the check's resource in its namespace.
    pub(crate) objects: &'a [Arc<Value>],
    /// Pods of that namespace, to explain with.
    pub(crate) pods: &'a [Arc<Value>],
    /// Why the objects cannot be read, if they cannot.
    pub(crate) problem: Option<&'a str>,
}

/// How a check stands by what is known now, and the names of the objects that it was read from.
pub(crate) fn look(
    sources: &mut Sources,
    id: &str,
    spec: &CheckSpec,
    namespace: &str,
    lang: Lang,
) -> (CheckState, Vec<String>) {
    let namespace = spec.namespace.as_deref().unwrap_or(namespace);
    let objects = sources.now(&spec.resource, Some(namespace));
    let pods = sources.now("pods", Some(namespace));
    let loading = (!objects.complete && objects.problem.is_none()).then_some("…");
    let problem = objects.problem.as_deref().or(loading);
    let found = objects.all();
    let evidence = Evidence { kind: &objects.kind, objects: &found, pods: &pods.all(), problem };
    let seen = found.iter().take(EVIDENCE).map(|object| str_at(object, "metadata.name").to_owned());
    (evaluate(id, spec, &evidence, lang), seen.collect())
}

/// How a check stands. `spec` has its blanks filled in already.
pub(crate) fn evaluate(id: &str, spec: &CheckSpec, evidence: &Evidence<'_>, lang: Lang) -> CheckState {
    let (passed, badge, message) = match judge(spec, evidence, lang) {
        Ok(found) => (true, None, found),
        Err(missing) => (false, missing.badge, missing.message),
    };
    CheckState { id: id.to_owned(), passed, message, badge }
}

/// What keeps a check from passing.
struct Missing {
    message: String,
    badge: Option<String>,
}

impl Missing {
    fn new(message: String) -> Missing {
        Missing { message, badge: None }
    }
}

fn judge(spec: &CheckSpec, evidence: &Evidence<'_>, lang: Lang) -> Result<String, Missing> {
    if let Some(problem) = evidence.problem {
        return Err(Missing::new(words::cannot_look(lang, problem)));
    }
    let kind = &Called { kind: evidence.kind, resource: &spec.resource };
    let selector = spec.selector.as_deref().map(Selector::parse).transpose();
    let selector = selector.map_err(|why| Missing::new(words::cannot_look(lang, &why)))?;
    let found: Vec<&Arc<Value>> = evidence
        .objects
        .iter()
        .filter(|object| spec.name.as_ref().is_none_or(|name| str_at(object, "metadata.name") == name))
        .filter(|object| selector.as_ref().is_none_or(|selector| selector.matches(labels_of(object))))
        .collect();
    let wanted_gone = spec.count == Some(0);
    if found.is_empty() && !wanted_gone {
        return Err(Missing::new(match (&spec.name, &spec.selector) {
            (Some(name), _) => words::no_such(lang, kind, name),
            (None, Some(selector)) => words::none_selected(lang, kind, selector),
            (None, None) => words::none(lang, kind),
        }));
    }
    let failing = found.iter().find_map(|object| {
        let missing = spec.expect.iter().find(|expect| !holds(object, expect))?;
        Some((*object, missing))
    });
    let meeting = found.iter().filter(|object| spec.expect.iter().all(|e| holds(object, e))).count();
    match (spec.count, failing) {
        (Some(count), _) if meeting != count as usize => {
            let badge = Some(words::of(lang, meeting, count as usize));
            let behind = failing.and_then(|(object, _)| why::slow(object, evidence.pods, lang));
            let left: Vec<&str> = found.iter().map(|object| str_at(object, "metadata.name")).collect();
            Err(Missing { message: words::count(lang, kind, meeting, count, &left, behind), badge })
        }
        (None, Some((object, expect))) => Err(unmet(kind, object, expect, evidence.pods, lang)),
        _ => Ok(words::found(
            lang,
            kind,
            &found.iter().map(|o| str_at(o, "metadata.name")).collect::<Vec<_>>(),
        )),
    }
}

fn unmet(kind: &Called<'_>, object: &Value, expect: &Expect, pods: &[Arc<Value>], lang: Lang) -> Missing {
    let name = str_at(object, "metadata.name");
    if let Some(wanted) = wanted_number(expect)
        && let Some(word) = words::replicas(lang, expect.path.as_str())
    {
        let have = int_at(object, &expect.path).unwrap_or_default();
        let message = words::replicas_of(lang, have, wanted, word, why::slow(object, pods, lang));
        return Missing { message, badge: Some(words::of(lang, have, wanted)) };
    }
    let behind = why::slow(object, pods, lang);
    Missing::new(words::unmet(lang, kind, name, expect, at(object, &expect.path), behind))
}

fn wanted_number(expect: &Expect) -> Option<i64> {
    expect.equals.as_ref().and_then(Value::as_i64).or(expect.at_least)
}

fn holds(object: &Value, expect: &Expect) -> bool {
    let value = at(object, &expect.path);
    let equals = expect.equals.as_ref().is_none_or(|wanted| match value {
        Some(value) => value == wanted,
        // The API leaves zeros and false out.
        None => matches!(wanted.as_i64(), Some(0)) || wanted == &Value::Bool(false) || wanted.is_null(),
    });
    let at_least =
        expect.at_least.is_none_or(|least| value.and_then(Value::as_i64).unwrap_or_default() >= least);
    let contains = expect
        .contains
        .as_ref()
        .is_none_or(|part| value.and_then(Value::as_str).is_some_and(|v| v.contains(part)));
    let exists = expect.exists.is_none_or(|wanted| value.is_some() == wanted);
    equals && at_least && contains && exists
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn spec(json: Value) -> CheckSpec {
        serde_json::from_value(json).unwrap()
    }

    fn kind(spec: &CheckSpec) -> &'static str {
        if spec.resource == "pods" { "Pod" } else { "Deployment" }
    }

    fn stand(spec: &CheckSpec, objects: Vec<Value>, pods: Vec<Value>, lang: Lang) -> CheckState {
        let objects: Vec<_> = objects.into_iter().map(Arc::new).collect();
        let pods: Vec<_> = pods.into_iter().map(Arc::new).collect();
        evaluate(
            "x",
            spec,
            &Evidence { kind: kind(spec), objects: &objects, pods: &pods, problem: None },
            lang,
        )
    }

    fn web(ready: i64) -> Value {
        json!({"metadata": {"name": "web"}, "spec": {"replicas": 3, "selector": {"matchLabels": {"app": "web"}}},
               "status": {"readyReplicas": ready}})
    }

    #[test]
    fn a_pull_that_fails_is_named_with_node_and_image() {
        let spec = spec(
            json!({"resource": "deployments.apps", "name": "web", "expect": [{"path": "status.readyReplicas", "equals": 3}]}),
        );
        let pod = json!({"metadata": {"name": "web-1", "labels": {"app": "web"}}, "spec": {"nodeName": "worker-1"},
            "status": {"phase": "Pending", "containerStatuses": [{"name": "nginx", "image": "nginx:1.99", "state": {"waiting": {"reason": "ImagePullBackOff"}}}]}});
        let state = stand(&spec, vec![web(2)], vec![pod], Lang::En);
        assert!(!state.passed);
        assert_eq!(state.message, "2 of 3 replicas ready: worker-1 cannot pull nginx:1.99.");
        assert_eq!(state.badge.as_deref(), Some("2 of 3"));
    }

    #[test]
    fn a_check_passes_when_the_cluster_agrees() {
        let spec = spec(
            json!({"resource": "deployments.apps", "name": "web", "expect": [{"path": "status.readyReplicas", "equals": 3}]}),
        );
        assert!(stand(&spec, vec![web(3)], vec![], Lang::Zh).passed);
    }

    #[test]
    fn nothing_there_is_said_with_its_name() {
        let spec = spec(json!({"resource": "deployments.apps", "name": "web"}));
        assert_eq!(stand(&spec, vec![], vec![], Lang::En).message, "There is no deployment called web yet.");
    }

    #[test]
    fn a_count_of_zero_passes_when_all_are_gone() {
        let spec = spec(json!({"resource": "pods", "selector": "app=web", "count": 0}));
        assert!(stand(&spec, vec![], vec![], Lang::En).passed);
        let left = json!({"metadata": {"name": "web-1", "labels": {"app": "web"}}});
        assert_eq!(stand(&spec, vec![left], vec![], Lang::En).message, "Still there: web-1.");
    }
}
