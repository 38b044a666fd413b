//! The kinds that are served: one file each behind [`Kind`]; adding one is a file and a line in the list below.
//!
//! Layer: pure. Hooks carry the names of upstream's strategies (`pkg/registry/*/strategy.go`), rows those of
//! `pkg/printers/internalversion/printers.go`.

mod certificate_signing_request;
mod config;
mod controller_revision;
mod cron_job;
mod daemon_set;
mod deployment;
mod endpoint_slice;
mod endpoints;
mod event;
mod horizontal_pod_autoscaler;
mod ingress;
mod ingress_class;
mod job;
mod lease;
mod limit_range;
pub(crate) mod meta;
mod namespace;
mod network_policy;
pub(crate) mod node;
mod persistent_volume;
mod persistent_volume_claim;
pub(crate) mod pod;
mod pod_disruption_budget;
pub(crate) mod pod_spec;
mod priority_class;
pub(crate) mod quantity;
mod rbac;
mod replica_set;
mod resource_quota;
mod runtime_class;
mod selector;
pub(crate) mod service;
mod service_account;
mod stateful_set;
mod storage_class;
pub(crate) mod table;

pub(crate) use selector::{FieldSelector, of_node};
pub(crate) use table::{Column, RowCx};

use std::collections::HashMap;
use std::sync::LazyLock;

use serde_json::Value;

use crate::status::Errors;

/// A kind's place in [`all`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct KindId(pub(crate) usize);

impl KindId {
    /// What is special to the kind.
    pub(crate) fn get(self) -> &'static dyn Kind {
        ALL[self.0]
    }

    /// Its names.
    pub(crate) fn meta(self) -> &'static Meta {
        ALL[self.0].meta()
    }
}

/// The names of a kind.
#[derive(Debug)]
pub(crate) struct Meta {
    /// API group; empty for core.
    pub(crate) group: &'static str,
    /// Version.
    pub(crate) version: &'static str,
    /// `Deployment`.
    pub(crate) kind: &'static str,
    /// `deployments`.
    pub(crate) plural: &'static str,
    /// `deploy`.
    pub(crate) short: &'static [&'static str],
    /// `all`.
    pub(crate) categories: &'static [&'static str],
    /// Whether its objects live in namespaces.
    pub(crate) namespaced: bool,
    /// Whether there is a `/status`.
    pub(crate) status: bool,
    /// Whether there is a `/scale`.
    pub(crate) scale: bool,
}

impl Meta {
    /// A namespaced kind without subresources.
    pub(crate) const fn namespaced(
        group: &'static str,
        version: &'static str,
        kind: &'static str,
        plural: &'static str,
    ) -> Meta {
        Meta {
            group,
            version,
            kind,
            plural,
            short: &[],
            categories: &[],
            namespaced: true,
            status: false,
            scale: false,
        }
    }

    /// A cluster-wide kind without subresources.
    pub(crate) const fn cluster(
        group: &'static str,
        version: &'static str,
        kind: &'static str,
        plural: &'static str,
    ) -> Meta {
        Meta {
            group,
            version,
            kind,
            plural,
            short: &[],
            categories: &[],
            namespaced: false,
            status: false,
            scale: false,
        }
    }

    /// With short names.
    pub(crate) const fn short(mut self, short: &'static [&'static str]) -> Meta {
        self.short = short;
        self
    }

    /// In the category `all`.
    pub(crate) const fn in_all(mut self) -> Meta {
        self.categories = &["all"];
        self
    }

    /// With `/status`.
    pub(crate) const fn with_status(mut self) -> Meta {
        self.status = true;
        self
    }

    /// With `/scale`.
    pub(crate) const fn with_scale(mut self) -> Meta {
        self.scale = true;
        self
    }

    /// `apps/v1`, `v1`.
    pub(crate) fn api_version(&self) -> String {
        if self.group.is_empty() {
            self.version.to_owned()
        } else {
            format!("{}/{}", self.group, self.version)
        }
    }
}

/// What is special to a kind. The defaults are those of a plain record.
pub(crate) trait Kind: Sync {
    /// Its names.
    fn meta(&self) -> &'static Meta;

    /// Fills in what a client left out, as `pkg/apis/*/v1/defaults.go` does.
    fn default(&self, _obj: &mut Value) {}

    /// Clears what a client may not set at birth, such as status.
    fn prepare_for_create(&self, obj: &mut Value) {
        if self.meta().status
            && let Some(map) = obj.as_object_mut()
        {
            map.remove("status");
        }
    }

    /// Finds what is wrong with an object.
    fn validate(&self, _obj: &Value, _errors: &mut Errors) {}

    /// Carries over what a client may not change.
    fn prepare_for_update(&self, _new: &mut Value, _old: &Value) {}

    /// Finds what may not be changed.
    fn validate_update(&self, _new: &Value, _old: &Value, _errors: &mut Errors) {}

    /// How names are checked.
    fn name_rule(&self) -> meta::NameRule {
        meta::NameRule::Subdomain
    }

    /// Whether `metadata.generation` counts changes of the spec.
    fn has_generation(&self) -> bool {
        false
    }

    /// The columns of its table.
    fn columns(&self) -> &'static [Column] {
        table::PLAIN
    }

    /// The cells of its row, one for each column.
    fn row(&self, obj: &Value, cx: &RowCx) -> Vec<Value> {
        vec![cx.name(obj), cx.age(obj)]
    }

    /// Fields that field selectors may name, besides `metadata.name` and `metadata.namespace`.
    fn selectable_fields(&self) -> &'static [&'static str] {
        &[]
    }

    /// The value of a selectable field.
    fn field(&self, obj: &Value, field: &str) -> String {
        match crate::json::at(obj, field) {
            Value::String(s) => s.clone(),
            Value::Null => String::new(),
            other => other.to_string(),
        }
    }

    /// The delete grace period in seconds when the client names none; 0 deletes at once.
    fn grace_period(&self, _obj: &Value) -> i64 {
        0
    }
}

macro_rules! kinds {
    ($($id:ident = $path:path),* $(,)?) => {
        static ALL: &[&dyn Kind] = &[$(&$path),*];
        #[repr(usize)]
        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "numbers the constants below")]
        #[derive(Clone, Copy)]
        enum Index { $($id),* }
        $(
            #[doc = concat!("`", stringify!($path), "`")]
            #[allow(dead_code, reason = "every kind has a constant, also those that no controller needs")]
            pub(crate) const $id: KindId = KindId(Index::$id as usize);
        )*
    };
}

kinds! {
    CONFIG_MAP = config::ConfigMap,
    ENDPOINTS = endpoints::Endpoints,
    EVENT = event::Event,
    LIMIT_RANGE = limit_range::LimitRange,
    NAMESPACE = namespace::Namespace,
    NODE = node::Node,
    PERSISTENT_VOLUME_CLAIM = persistent_volume_claim::PersistentVolumeClaim,
    PERSISTENT_VOLUME = persistent_volume::PersistentVolume,
    POD = pod::Pod,
    RESOURCE_QUOTA = resource_quota::ResourceQuota,
    SECRET = config::Secret,
    SERVICE_ACCOUNT = service_account::ServiceAccount,
    SERVICE = service::Service,
    CONTROLLER_REVISION = controller_revision::ControllerRevision,
    DAEMON_SET = daemon_set::DaemonSet,
    DEPLOYMENT = deployment::Deployment,
    REPLICA_SET = replica_set::ReplicaSet,
    STATEFUL_SET = stateful_set::StatefulSet,
    HORIZONTAL_POD_AUTOSCALER = horizontal_pod_autoscaler::HorizontalPodAutoscaler,
    CRON_JOB = cron_job::CronJob,
    JOB = job::Job,
    LEASE = lease::Lease,
    ENDPOINT_SLICE = endpoint_slice::EndpointSlice,
    INGRESS = ingress::Ingress,
    NETWORK_POLICY = network_policy::NetworkPolicy,
    POD_DISRUPTION_BUDGET = pod_disruption_budget::PodDisruptionBudget,
    CLUSTER_ROLE_BINDING = rbac::ClusterRoleBinding,
    CLUSTER_ROLE = rbac::ClusterRole,
    ROLE_BINDING = rbac::RoleBinding,
    ROLE = rbac::Role,
    PRIORITY_CLASS = priority_class::PriorityClass,
    STORAGE_CLASS = storage_class::StorageClass,
    RUNTIME_CLASS = runtime_class::RuntimeClass,
    INGRESS_CLASS = ingress_class::IngressClass,
    CERTIFICATE_SIGNING_REQUEST = certificate_signing_request::CertificateSigningRequest,
}

static BY_RESOURCE: LazyLock<HashMap<(&str, &str), KindId>> =
    LazyLock::new(|| all().map(|id| ((id.meta().group, id.meta().plural), id)).collect());

/// All kinds, in order.
pub(crate) fn all() -> impl Iterator<Item = KindId> {
    (0..ALL.len()).map(KindId)
}

/// The kind behind a resource's name. `events.k8s.io` events are core events in another dress.
pub(crate) fn by_resource(group: &str, version: &str, plural: &str) -> Option<KindId> {
    if (group, version, plural) == ("events.k8s.io", "v1", "events") {
        return Some(EVENT);
    }
    BY_RESOURCE.get(&(group, plural)).copied().filter(|id| id.meta().version == version)
}

/// A kind by its name in messages and in the file: `deployments.apps`.
pub(crate) fn by_qualified(name: &str) -> Option<KindId> {
    let (plural, group) = name.split_once('.').unwrap_or((name, ""));
    BY_RESOURCE.get(&(group, plural)).copied()
}

/// A core event in the dress of events.k8s.io/v1.
pub(crate) fn event_to_v1(core: &Value) -> Value {
    event::to_events_v1(core)
}

/// An event of events.k8s.io/v1 as a core event.
pub(crate) fn event_from_v1(event: &Value) -> Value {
    event::from_events_v1(event)
}

/// The spec of a job that a CronJob makes.
pub(crate) fn cron_job_spec(cron: &Value) -> Value {
    cron_job::job_of(cron)
}
