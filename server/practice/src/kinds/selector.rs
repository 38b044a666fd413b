//! Selectors of fields, and of nodes.
//!
//! Layer: pure. Mirrors `apimachinery/pkg/fields/selector.go` and `component-helpers/scheduling/corev1/nodeaffinity`. Selectors of
//! labels are `apimachinery::selector`.

use apimachinery::selector::{Operator, Requirement, Selector};
use serde_json::Value;

use crate::json::{list, text};

/// Reads the `matchExpressions` of a node selector term.
pub(crate) fn of_node(expressions: &[Value]) -> Result<Selector, String> {
    let requirements = expressions.iter().map(|one| {
        let operator = match text(one, "operator") {
            "In" => Operator::In,
            "NotIn" => Operator::NotIn,
            "Exists" => Operator::Exists,
            "DoesNotExist" => Operator::DoesNotExist,
            "Gt" => Operator::GreaterThan,
            "Lt" => Operator::LessThan,
            other => return Err(format!("{other:?} is not a valid node selector operator")),
        };
        let values = list(one, "values").iter().filter_map(Value::as_str).map(str::to_owned).collect();
        Requirement::new(text(one, "key"), operator, values)
    });
    requirements.collect::<Result<_, _>>().map(Selector::new)
}

/// Requirements on fields, all of which must hold: path, value, whether it must be equal.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct FieldSelector(pub(crate) Vec<(String, String, bool)>);

impl FieldSelector {
    /// Reads `status.phase!=Running,metadata.name=x`.
    pub(crate) fn parse(text: &str) -> Result<FieldSelector, String> {
        let mut out = Vec::new();
        for part in text.split(',').filter(|p| !p.is_empty()) {
            if let Some((key, value)) = part.split_once("!=") {
                out.push((key.to_owned(), value.to_owned(), false));
            } else if let Some((key, value)) = part.split_once("==").or_else(|| part.split_once('=')) {
                out.push((key.to_owned(), value.to_owned(), true));
            } else {
                return Err(format!("invalid selector: '{text}'; can't understand '{part}'"));
            }
        }
        Ok(FieldSelector(out))
    }

    /// Checks that a kind knows every field.
    pub(crate) fn check(&self, kind: super::KindId) -> Result<(), String> {
        for (field, _, _) in &self.0 {
            let common =
                field == "metadata.name" || (field == "metadata.namespace" && kind.meta().namespaced);
            if !common && !kind.get().selectable_fields().contains(&field.as_str()) {
                return Err(if kind.get().selectable_fields().is_empty() {
                    format!(
                        "{field:?} is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
                    )
                } else {
                    format!("field label not supported: {field}")
                });
            }
        }
        Ok(())
    }

    /// Whether an object meets it.
    pub(crate) fn matches(&self, kind: super::KindId, obj: &Value) -> bool {
        self.0.iter().all(|(field, value, equal)| (kind.get().field(obj, field) == *value) == *equal)
    }
}
