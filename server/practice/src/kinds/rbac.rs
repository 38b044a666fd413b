//! Roles and their bindings: stored, not enforced. Mirrors `pkg/registry/rbac`.
//!
//! Layer: pure.

use serde_json::Value;

use super::meta::NameRule;
use super::table::{AGE, Column, NAME, RowCx, col, wide};
use super::{Kind, Meta, meta};
use crate::json::{default, list, text};
use crate::status::Errors;

pub(crate) struct Role;
pub(crate) struct ClusterRole;
pub(crate) struct RoleBinding;
pub(crate) struct ClusterRoleBinding;

const GROUP: &str = "rbac.authorization.k8s.io";
static ROLE: Meta = Meta::namespaced(GROUP, "v1", "Role", "roles");
static CLUSTER_ROLE: Meta = Meta::cluster(GROUP, "v1", "ClusterRole", "clusterroles");
static ROLE_BINDING: Meta = Meta::namespaced(GROUP, "v1", "RoleBinding", "rolebindings");
static CLUSTER_ROLE_BINDING: Meta = Meta::cluster(GROUP, "v1", "ClusterRoleBinding", "clusterrolebindings");

static ROLE_COLUMNS: &[Column] = &[NAME, col("Created At", "@metadata.creationTimestamp")];
static BINDING_COLUMNS: &[Column] = &[
    NAME,
    col("Role", "@roleRef"),
    AGE,
    wide("Users", "Users in the roleBinding"),
    wide("Groups", "Groups in the roleBinding"),
    wide("ServiceAccounts", "ServiceAccounts in the roleBinding"),
];

fn role_row(obj: &Value, cx: &RowCx) -> Vec<Value> {
    vec![cx.name(obj), text(obj, "metadata.creationTimestamp").into()]
}

fn binding_row(obj: &Value, cx: &RowCx) -> Vec<Value> {
    let role = format!("{}/{}", text(obj, "roleRef.kind"), text(obj, "roleRef.name"));
    let of = |kind: &str| {
        let names: Vec<String> = list(obj, "subjects")
            .iter()
            .filter(|s| text(s, "kind") == kind)
            .map(|s| {
                if kind == "ServiceAccount" {
                    format!("{}/{}", text(s, "namespace"), text(s, "name"))
                } else {
                    text(s, "name").to_owned()
                }
            })
            .collect();
        Value::from(names.join(", "))
    };
    vec![cx.name(obj), role.into(), cx.age(obj), of("User"), of("Group"), of("ServiceAccount")]
}

fn binding_defaults(obj: &mut Value) {
    default(obj, "roleRef.apiGroup", GROUP);
    for subject in crate::json::list_mut(obj, "subjects") {
        if text(subject, "kind") != "ServiceAccount" {
            default(subject, "apiGroup", GROUP);
        }
    }
}

fn binding_update(new: &Value, old: &Value, errors: &mut Errors) {
    if new["roleRef"] != old["roleRef"] {
        errors.invalid("roleRef", new["roleRef"].clone(), "cannot change roleRef");
    }
}

macro_rules! role {
    ($kind:ident, $meta:ident) => {
        impl Kind for $kind {
            fn meta(&self) -> &'static Meta {
                &$meta
            }
            fn name_rule(&self) -> NameRule {
                meta::NameRule::Segment
            }
            fn columns(&self) -> &'static [Column] {
                ROLE_COLUMNS
            }
            fn row(&self, obj: &Value, cx: &RowCx) -> Vec<Value> {
                role_row(obj, cx)
            }
        }
    };
}

macro_rules! binding {
    ($kind:ident, $meta:ident) => {
        impl Kind for $kind {
            fn meta(&self) -> &'static Meta {
                &$meta
            }
            fn name_rule(&self) -> NameRule {
                meta::NameRule::Segment
            }
            fn default(&self, obj: &mut Value) {
                binding_defaults(obj);
            }
            fn validate_update(&self, new: &Value, old: &Value, errors: &mut Errors) {
                binding_update(new, old, errors);
            }
            fn columns(&self) -> &'static [Column] {
                BINDING_COLUMNS
            }
            fn row(&self, obj: &Value, cx: &RowCx) -> Vec<Value> {
                binding_row(obj, cx)
            }
        }
    };
}

role!(Role, ROLE);
role!(ClusterRole, CLUSTER_ROLE);
binding!(RoleBinding, ROLE_BINDING);
binding!(ClusterRoleBinding, CLUSTER_ROLE_BINDING);
