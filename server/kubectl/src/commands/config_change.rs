//! `config use-context`, `config set-context`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/config/use_context.go`, `set_context.go`.

use crate::KubeconfigChange;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::flags::Args;
use crate::text::quote;

/// `config use-context`.
pub(crate) async fn use_context(cx: &Context, args: Args) -> Outcome {
    let [name] = args.positional.as_slice() else {
        return fail(format!("Unexpected args: [{}]", args.positional.join(" ")));
    };
    let change = KubeconfigChange::UseContext(name.clone());
    cx.session.clusters.change_kubeconfig(&cx.connection_flags, &change).map_err(Failure::Message)?;
    cx.out(format!("Switched to context {}.\n", quote(name))).await;
    Ok(())
}

/// `config set-context`.
pub(crate) async fn set_context(cx: &Context, args: Args) -> Outcome {
    let current = args.bool("current");
    let name = match args.positional.as_slice() {
        [] if current => None,
        [] => return fail("you must specify a non-empty context name or --current"),
        [_, ..] if current => return fail("you cannot specify both a context name and --current"),
        [name] => Some(name.clone()),
        many => return fail(format!("Unexpected args: [{}]", many.join(" "))),
    };
    let given = |field: &'static str| args.changed(field).then(|| (field, args.str(field).to_owned()));
    let fields = ["cluster", "user", "namespace"].into_iter().filter_map(given).collect();
    let change = KubeconfigChange::SetContext { name, fields };
    let changed =
        cx.session.clusters.change_kubeconfig(&cx.connection_flags, &change).map_err(Failure::Message)?;
    let done = if changed.created { "created" } else { "modified" };
    cx.out(format!("Context {} {done}.\n", quote(&changed.name))).await;
    Ok(())
}
