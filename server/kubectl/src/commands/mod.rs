//! The list of commands, one line each. To add one: write its file, and its line here.
//!
//! Layer: data. Upstream: `kubectl/pkg/cmd/cmd.go`.

mod annotate;
mod api_resources;
mod api_versions;
mod apply;
mod attach;
mod auth;
mod cluster_info;
mod common;
mod config;
mod create;
mod delete;
mod describe;
mod diff;
mod events;
mod exec;
mod explain;
mod expose;
mod find;
mod get;
mod label;
mod logs;
mod metadata;
mod names;
mod node;
mod patch;
mod pods;
mod rollout;
mod run;
mod scale;
mod set;
mod talk;
mod version;
mod wait;
mod watch;

pub(crate) use common::LAST_APPLIED;
pub(crate) use find::{Found, command_named, find};
pub(crate) use names::GROUPS;
pub(crate) use pods::label_selector;
pub(crate) use rollout::history::sets as rollout_sets;

use crate::spec::{Entry, entry};

/// Every command, in the order in which help lists them.
static COMMANDS: &[Entry] = &[
    entry::<get::Get>(),
    entry::<logs::Logs>(),
    entry::<api_resources::ApiResources>(),
    entry::<api_versions::ApiVersions>(),
    entry::<version::Version>(),
    entry::<cluster_info::ClusterInfo>(),
    entry::<config::view::View>(),
    entry::<config::get_contexts::GetContexts>(),
    entry::<config::current_context::CurrentContext>(),
    entry::<describe::Describe>(),
    entry::<rollout::status::Status>(),
    entry::<rollout::history::History>(),
    entry::<events::Events>(),
    entry::<wait::Wait>(),
    entry::<auth::can_i::CanI>(),
    entry::<auth::whoami::Whoami>(),
    entry::<explain::Explain>(),
    entry::<diff::Diff>(),
    entry::<exec::Exec>(),
    entry::<attach::Attach>(),
    entry::<config::use_context::UseContext>(),
    entry::<config::set_context::SetContext>(),
    entry::<delete::Delete>(),
    entry::<scale::Scale>(),
    entry::<create::Create>(),
    entry::<create::deployment::Deployment>(),
    entry::<create::namespace::Namespace>(),
    entry::<create::configmap::ConfigMap>(),
    entry::<create::secret::Generic>(),
    entry::<create::service_account::ServiceAccount>(),
    entry::<create::service::ClusterIp>(),
    entry::<create::service::NodePort>(),
    entry::<create::service::LoadBalancer>(),
    entry::<create::service::ExternalName>(),
    entry::<create::job::Job>(),
    entry::<create::cronjob::CronJob>(),
    entry::<apply::Apply>(),
    entry::<label::Label>(),
    entry::<annotate::Annotate>(),
    entry::<patch::Patch>(),
    entry::<set::image::Image>(),
    entry::<rollout::undo::Undo>(),
    entry::<rollout::restart::Restart>(),
    entry::<rollout::pause::Pause>(),
    entry::<rollout::resume::Resume>(),
    entry::<run::Run>(),
    entry::<expose::Expose>(),
    entry::<node::drain::Drain>(),
    entry::<node::cordon::Cordon>(),
    entry::<node::uncordon::Uncordon>(),
    entry::<node::taint::Taint>(),
];

/// Every command.
pub(crate) fn all() -> impl Iterator<Item = &'static Entry> {
    COMMANDS.iter()
}

#[cfg(test)]
mod laws;
