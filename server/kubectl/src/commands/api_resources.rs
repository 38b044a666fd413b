//! `api-resources`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/apiresources/apiresources.go`.

use crate::context::Context;
use crate::discovery::Resource;
use crate::failure::{Outcome, fail};
use crate::flags::Args;
use crate::printers::tabwriter::TabWriter;

/// Runs it.
pub(crate) async fn run(cx: &Context, args: Args) -> Outcome {
    if !args.positional.is_empty() {
        return fail(format!(
            "unexpected arguments: [{}]\nSee 'kubectl api-resources -h' for help and examples",
            args.positional.join(" ")
        ));
    }
    let output = args.str("output").to_owned();
    if !matches!(output.as_str(), "" | "wide" | "name") {
        return fail(format!(
            "unable to match a printer suitable for the output format {}, allowed formats are: json,kyaml,name,wide,yaml",
            crate::text::quote(&output)
        ));
    }
    let sort = args.str("sort-by").to_owned();
    if !matches!(sort.as_str(), "" | "name" | "kind") {
        return fail("--sort-by accepts only name or kind");
    }
    let discovery = cx.discovery().await?;
    let verbs = args.list("verbs");
    let categories = args.list("categories");
    let mut shown: Vec<&Resource> = Vec::new();
    for resource in &discovery.resources {
        let preferred = discovery.versions.iter().find(|version| version.group == resource.group);
        if preferred.is_some_and(|version| version.version != resource.version)
            && shown.iter().any(|old| same(old, resource))
        {
            continue;
        }
        if resource.verbs.is_empty()
            || shown.iter().any(|old| same(old, resource))
            || (args.changed("api-group") && resource.group != args.str("api-group"))
            || (args.changed("namespaced") && resource.namespaced != args.bool("namespaced"))
            || !verbs.iter().all(|verb| resource.verbs.contains(verb))
            || !categories.iter().all(|category| resource.categories.contains(category))
        {
            continue;
        }
        shown.push(resource);
    }
    match sort.as_str() {
        "name" => shown.sort_by_key(|resource| resource.plural.clone()),
        "kind" => shown.sort_by_key(|resource| resource.kind.clone()),
        _ => shown.sort_by_key(|resource| (resource.group.clone(), resource.plural.clone())),
    }
    let wide = output == "wide";
    let mut writer = TabWriter::tables();
    if output != "name" && !args.bool("no-headers") {
        writer.write("NAME\tSHORTNAMES\tAPIVERSION\tNAMESPACED\tKIND");
        writer.write(if wide { "\tVERBS\tCATEGORIES\n" } else { "\n" });
    }
    for resource in shown {
        if output == "name" {
            writer.write(&format!("{}\n", resource.group_resource()));
            continue;
        }
        let short = resource.short_names.join(",");
        let (plural, version, kind) = (&resource.plural, resource.api_version(), &resource.kind);
        writer.write(&format!("{plural}\t{short}\t{version}\t{}\t{kind}", resource.namespaced));
        if wide {
            writer.write(&format!("\t{}\t{}", resource.verbs.join(","), resource.categories.join(",")));
        }
        writer.write("\n");
    }
    cx.out(writer.flush()).await;
    Ok(())
}

fn same(a: &Resource, b: &Resource) -> bool {
    a.group == b.group && a.plural == b.plural
}
