//! The types of the API: unknown fields are found with them, server-side apply merges by them, OpenAPI is made of them.
//!
//! Layer: pure. The schemas come from k8s-openapi; what they leave out is in [`extensions`].

mod extensions;
pub(crate) mod openapi;
pub(crate) mod protobuf;
mod strict;

pub(crate) use strict::{Problems, problems, untyped};

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use schemars::SchemaGenerator;
use serde_json::{Map, Value};

use crate::kinds::KindId;

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ty {
    Str,
    Int(&'static str),
    Num,
    Bool,
    /// An amount.
    Quantity,
    /// Anything: raw JSON, numbers or strings.
    Any,
    /// A type of the table.
    Ref(usize),
    List(Box<Ty>),
    Map(Box<Ty>),
}

/// How a list or map merges in server-side apply.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Merge {
    /// As a whole.
    #[default]
    Atomic,
    /// Field by field, or key by key.
    Granular,
    /// A list of objects, told apart by these keys.
    Keyed(Vec<&'static str>),
    /// A list of plain values, each its own.
    Set,
}

/// A field of a type.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) ty: Ty,
    pub(crate) merge: Merge,
}

/// A type: its fields; none: not an object.
#[derive(Clone, Debug, Default)]
pub(crate) struct Type {
    pub(crate) name: Box<str>,
    pub(crate) fields: HashMap<Box<str>, Field>,
    pub(crate) atomic: bool,
}

/// All types.
pub(crate) struct Types {
    all: Vec<Type>,
    by_name: HashMap<Box<str>, usize>,
}

impl Types {
    /// A type by number.
    pub(crate) fn get(&self, i: usize) -> &Type {
        &self.all[i]
    }

    /// The type of a kind.
    pub(crate) fn of_kind(&self, kind: KindId) -> Option<usize> {
        self.by_name.get(type_name(kind).as_str()).copied()
    }
}

/// `io.k8s.api.apps.v1.Deployment`.
pub(crate) fn type_name(kind: KindId) -> String {
    let m = kind.meta();
    let group = match m.group {
        "" => "core",
        g => g.split('.').next().unwrap_or(g),
    };
    format!("io.k8s.api.{group}.{}.{}", m.version, m.kind)
}

/// The schemas of all kinds as k8s-openapi has them, by type name. Made anew at each call: they are large.
pub(crate) fn definitions() -> Map<String, Value> {
    let mut g = SchemaGenerator::default();
    macro_rules! add {
        ($($t:path),* $(,)?) => { $( g.subschema_for::<$t>(); )* };
    }
    use k8s_openapi::api as a;
    add!(
        a::core::v1::ConfigMap,
        a::core::v1::Endpoints,
        a::core::v1::Event,
        a::core::v1::LimitRange,
        a::core::v1::Namespace,
        a::core::v1::Node,
        a::core::v1::PersistentVolumeClaim,
        a::core::v1::PersistentVolume,
        a::core::v1::Pod,
        a::core::v1::ResourceQuota,
        a::core::v1::Secret,
        a::core::v1::ServiceAccount,
        a::core::v1::Service,
        a::core::v1::Binding,
        a::apps::v1::ControllerRevision,
        a::apps::v1::DaemonSet,
        a::apps::v1::Deployment,
        a::apps::v1::ReplicaSet,
        a::apps::v1::StatefulSet,
        a::autoscaling::v1::Scale,
        a::autoscaling::v2::HorizontalPodAutoscaler,
        a::batch::v1::CronJob,
        a::batch::v1::Job,
        a::coordination::v1::Lease,
        a::discovery::v1::EndpointSlice,
        a::events::v1::Event,
        a::networking::v1::Ingress,
        a::networking::v1::NetworkPolicy,
        a::policy::v1::PodDisruptionBudget,
        a::policy::v1::Eviction,
        a::rbac::v1::ClusterRoleBinding,
        a::rbac::v1::ClusterRole,
        a::rbac::v1::RoleBinding,
        a::rbac::v1::Role,
        a::scheduling::v1::PriorityClass,
        a::storage::v1::StorageClass,
        a::node::v1::RuntimeClass,
        a::networking::v1::IngressClass,
        a::certificates::v1::CertificateSigningRequest,
    );
    g.take_definitions(true)
}

/// The types, made once.
pub(crate) static TYPES: LazyLock<Types> = LazyLock::new(build);

fn build() -> Types {
    let definitions = definitions();
    let by_name: HashMap<Box<str>, usize> =
        definitions.keys().enumerate().map(|(i, k)| (k.as_str().into(), i)).collect();
    let all = definitions
        .iter()
        .map(|(name, schema)| {
            let short = short_name(name);
            let fields = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
            let fields = fields.map(|(f, s)| (f.as_str().into(), field(short, f, s, &by_name))).collect();
            Type {
                name: name.as_str().into(),
                fields,
                atomic: extension(short, "").is_some_and(|e| e.2 == "atomic"),
            }
        })
        .collect();
    Types { all, by_name }
}

fn short_name(name: &str) -> &str {
    name.trim_start_matches("io.k8s.apimachinery.pkg.apis.").trim_start_matches("io.k8s.api.")
}

fn extension(short: &str, field: &str) -> Option<&'static extensions::Extension> {
    extensions::EXTENSIONS
        .binary_search_by(|e| (e.0, e.1).cmp(&(short, field)))
        .ok()
        .map(|i| &extensions::EXTENSIONS[i])
}

/// A field's known values, comma separated, and what the API adds to the description: their list. What it also says of
/// each value is not in k8s-openapi's schemas.
fn enumeration(short: &str, field: &str) -> Option<(&'static str, String)> {
    include_str!("enums.txt").lines().find_map(|line| {
        let mut cells = line.split('\t');
        (cells.next()? == short && cells.next()? == field).then_some(())?;
        let values = cells.next()?;
        let list: String = values.split(',').map(|value| format!("\n - `\"{value}\"`")).collect();
        Some((values, format!("\n\nPossible enum values:{list}")))
    })
}

fn field(owner: &str, name: &str, schema: &Value, by_name: &HashMap<Box<str>, usize>) -> Field {
    let ty = ty(schema, by_name);
    let ext = extension(owner, name);
    let merge = match (ext.map(|e| e.2), &ty) {
        (Some("map"), _) => Merge::Keyed(ext.map(|e| e.3.split(',').collect()).unwrap_or_default()),
        (Some("set"), _) => Merge::Set,
        (Some("atomic"), _) | (None | Some(""), Ty::List(_)) => Merge::Atomic,
        _ => Merge::Granular,
    };
    Field { ty, merge }
}

fn ty(schema: &Value, by_name: &HashMap<Box<str>, usize>) -> Ty {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let name = reference.rsplit('/').next().unwrap_or("");
        return match name.rsplit('.').next() {
            Some("Quantity") => Ty::Quantity,
            Some("IntOrString" | "JSON" | "RawExtension" | "FieldsV1") => Ty::Any,
            Some("Time" | "MicroTime") => Ty::Str,
            _ => by_name.get(name).map_or(Ty::Any, |i| Ty::Ref(*i)),
        };
    }
    match schema.get("type").and_then(Value::as_str) {
        Some("string") => Ty::Str,
        Some("integer") => Ty::Int(if schema.get("format").and_then(Value::as_str) == Some("int64") {
            "int64"
        } else {
            "int32"
        }),
        Some("number") => Ty::Num,
        Some("boolean") => Ty::Bool,
        Some("array") => Ty::List(Box::new(schema.get("items").map_or(Ty::Any, |s| ty(s, by_name)))),
        Some("object") => match schema.get("additionalProperties") {
            Some(s) => Ty::Map(Box::new(ty(s, by_name))),
            None => Ty::Any,
        },
        _ => Ty::Any,
    }
}

static DESCRIPTIONS: LazyLock<Mutex<HashMap<(KindId, &'static str), String>>> = LazyLock::new(Mutex::default);

/// A column's description; one that begins with `@` is that of a field.
pub(crate) fn column_description(kind: KindId, description: &'static str) -> String {
    let Some(path) = description.strip_prefix('@') else { return description.to_owned() };
    let Ok(mut cache) = DESCRIPTIONS.lock() else { return String::new() };
    if let Some(known) = cache.get(&(kind, description)) {
        return known.clone();
    }
    let definitions = definitions();
    for id in crate::kinds::all() {
        for column in id.get().columns() {
            if let Some(path) = column.description.strip_prefix('@') {
                let found = describe(&definitions, &type_name(id), path);
                cache.insert((id, column.description), found);
            }
        }
    }
    cache.get(&(kind, description)).cloned().unwrap_or_else(|| path.to_owned())
}

fn describe(definitions: &Map<String, Value>, root: &str, path: &str) -> String {
    let mut owner = root.to_owned();
    let mut description = String::new();
    for part in path.split('.') {
        let Some(schema) =
            definitions.get(&owner).and_then(|d| d.get("properties")).and_then(|p| p.get(part))
        else {
            break;
        };
        description = schema.get("description").and_then(Value::as_str).unwrap_or("").to_owned();
        owner = schema
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|r| r.rsplit('/').next())
            .unwrap_or("")
            .to_owned();
    }
    description
}
