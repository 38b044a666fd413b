//! Reading JSON objects of the API: paths, labels, selectors.

use serde_json::Value;

/// The value at a path such as `status.conditions[type=Ready].status` or `spec.containers.0.image`.
pub fn at<'a>(object: &'a Value, path: &str) -> Option<&'a Value> {
    parts(path).into_iter().try_fold(object, |value, part| match part {
        Part::Key(key) => match value {
            Value::Array(items) => items.get(key.parse::<usize>().ok()?),
            _ => value.get(key),
        },
        Part::Where(key, wanted) => value.as_array()?.iter().find(|item| text(item, key) == wanted),
    })
}

/// The string at a path; empty where there is none.
pub fn text<'a>(object: &'a Value, path: &str) -> &'a str {
    at(object, path).and_then(Value::as_str).unwrap_or_default()
}

/// The number at a path; 0 where there is none.
pub fn number(object: &Value, path: &str) -> i64 {
    at(object, path).and_then(Value::as_i64).unwrap_or_default()
}

/// The items of the list at a path.
pub fn list<'a>(object: &'a Value, path: &str) -> &'a [Value] {
    at(object, path).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

enum Part<'a> {
    Key(&'a str),
    Where(&'a str, &'a str),
}

/// Dots inside brackets do not separate: `metadata.labels[app.kubernetes.io/name]` is a key, `[type=Ready]` a search.
fn parts(path: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        if let Some(inside) = rest.strip_prefix('[') {
            let (inside, after) = inside.split_once(']').unwrap_or((inside, ""));
            parts.push(match inside.split_once('=') {
                Some((key, value)) => Part::Where(key, value),
                None => Part::Key(inside),
            });
            rest = after;
        } else {
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            if end > 0 {
                parts.push(Part::Key(&rest[..end]));
            }
            rest = &rest[end..];
        }
        rest = rest.strip_prefix('.').unwrap_or(rest);
    }
    parts
}

/// Whether an object's labels meet a selector: `a=b`, `a==b`, `a!=b`, `a`, `!a`, `a in (x,y)`, `a notin (x,y)`, joined by commas.
pub fn selected(object: &Value, selector: &str) -> bool {
    let labels = at(object, "metadata.labels");
    let label = |key: &str| labels.and_then(|l| l.get(key)).and_then(Value::as_str);
    requirements(selector).iter().all(|one| {
        let one = one.trim();
        let set = |list: &str, value: Option<&str>| {
            let list = list.trim().trim_start_matches('(').trim_end_matches(')');
            value.is_some_and(|v| list.split(',').any(|item| item.trim() == v))
        };
        if one.is_empty() {
            true
        } else if let Some((key, list)) = one.split_once(" notin ") {
            !set(list, label(key.trim()))
        } else if let Some((key, list)) = one.split_once(" in ") {
            set(list, label(key.trim()))
        } else if let Some((key, value)) = one.split_once("!=") {
            label(key.trim()) != Some(value.trim())
        } else if let Some((key, value)) = one.split_once("==").or_else(|| one.split_once('=')) {
            label(key.trim()) == Some(value.trim())
        } else if let Some(key) = one.strip_prefix('!') {
            label(key.trim()).is_none()
        } else {
            label(one).is_some()
        }
    })
}

/// Cuts a selector at the commas that are not inside parentheses.
fn requirements(selector: &str) -> Vec<&str> {
    let (mut depth, mut start, mut found) = (0, 0, Vec::new());
    for (at, c) in selector.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                found.push(&selector[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(&selector[start..]);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn paths_reach_keys_items_and_conditions() {
        let object = json!({
            "metadata": {"labels": {"app.kubernetes.io/name": "web"}},
            "status": {"conditions": [{"type": "A", "status": "x"}, {"type": "Ready", "status": "True"}]},
        });
        assert_eq!(text(&object, "status.conditions[type=Ready].status"), "True");
        assert_eq!(text(&object, "status.conditions.0.status"), "x");
        assert_eq!(text(&object, "metadata.labels[app.kubernetes.io/name]"), "web");
        assert_eq!(at(&object, "status.nothing.here"), None);
    }

    #[test]
    fn selectors_of_every_form() {
        let object = json!({"metadata": {"labels": {"app": "web", "tier": "front"}}});
        for yes in [
            "",
            "app=web",
            "app==web,tier",
            "app!=db",
            "!gone",
            "tier in (front,back)",
            "app notin (a,b),tier=front",
        ] {
            assert!(selected(&object, yes), "{yes}");
        }
        for no in ["app=db", "gone", "!app", "tier in (back)", "app notin (web)"] {
            assert!(!selected(&object, no), "{no}");
        }
    }
}
