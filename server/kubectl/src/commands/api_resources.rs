//! `api-resources`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/apiresources/apiresources.go`.

use crate::context::Context;
use crate::failure::{Outcome, fail};
use crate::printers::tabwriter::TabWriter;
use crate::spec::prelude::*;
use crate::text::quote;
use apimachinery::discovery::{Discovery, Resource};

crate::flags! {
    /// `api-resources`, as typed.
    pub(crate) struct ApiResources {
        /// Only of this group
        api_group: Given<String> = flag("api-group", "", Nothing, Allowed);
        /// Only of these categories
        categories: Slice = flag("categories", "", Nothing, Allowed);
        /// Only with a namespace, or only without
        namespaced: Given<bool> = flag("namespaced", "true", Nothing, Allowed);
        /// Rows without headings
        no_headers: bool = flag("no-headers", "false", Nothing, Allowed);
        /// Output format: wide, name
        output: String = short('o', "output", "", Nothing, Format);
        /// name or kind
        sort_by: String = flag("sort-by", "", Nothing, Allowed);
        /// Only with these verbs
        verbs: Slice = flag("verbs", "", Nothing, Allowed);
    }
    with { words: Positional }
    ignored {
        /// From memory, where there is one
        bool = flag("cached", "false", Nothing, Allowed);
        /// Also show who manages which field
        bool = flag("show-managed-fields", "false", Nothing, Allowed);
    }
}

impl Command for ApiResources {
    const SPEC: Spec = Spec {
        path: "api-resources",
        aliases: &[],
        suggest_for: &[],
        about: "Print the supported API resources on the server",
        usage: "",
        words: Words::PLAIN,
        place: Where::Anywhere,
    };

    fn effect(&self) -> Effect {
        Effect::Reads
    }

    fn manner(&self) -> Manner {
        Manner::Ends
    }

    async fn run(self, cx: &Context) -> Outcome {
        list(cx, &self).await
    }
}

async fn list(cx: &Context, args: &ApiResources) -> Outcome {
    if !args.words.is_empty() {
        return fail(format!(
            "unexpected arguments: [{}]\nSee 'kubectl api-resources -h' for help and examples",
            args.words.join(" ")
        ));
    }
    if !matches!(args.output.as_str(), "" | "wide" | "name") {
        return fail(format!(
            "unable to match a printer suitable for the output format {}, allowed formats are: json,kyaml,name,wide,yaml",
            quote(&args.output)
        ));
    }
    if !matches!(args.sort_by.as_str(), "" | "name" | "kind") {
        return fail("--sort-by accepts only name or kind");
    }
    let mut shown = wanted(args, cx.discovery().await?);
    match args.sort_by.as_str() {
        "name" => shown.sort_by_key(|resource| resource.plural.clone()),
        "kind" => shown.sort_by_key(|resource| resource.kind.clone()),
        _ => shown.sort_by_key(|resource| (resource.group.clone(), resource.plural.clone())),
    }
    cx.out(table(args, &shown)).await;
    Ok(())
}

/// The resources that fit, each in the first version that has it: servers tell the preferred one first.
fn wanted<'d>(args: &ApiResources, discovery: &'d Discovery) -> Vec<&'d Resource> {
    let mut shown: Vec<&Resource> = Vec::new();
    for resource in &discovery.resources {
        let known = shown.iter().any(|old| same(old, resource));
        if !known && !resource.verbs.is_empty() && fits(args, resource) {
            shown.push(resource);
        }
    }
    shown
}

fn fits(args: &ApiResources, resource: &Resource) -> bool {
    (!args.api_group.given || resource.group == *args.api_group)
        && (!args.namespaced.given || resource.namespaced == *args.namespaced)
        && args.verbs.iter().all(|verb| resource.verbs.contains(verb))
        && args.categories.iter().all(|category| resource.categories.contains(category))
}

fn table(args: &ApiResources, shown: &[&Resource]) -> String {
    let (wide, names) = (args.output == "wide", args.output == "name");
    let mut writer = TabWriter::tables();
    if !names && !args.no_headers {
        writer.write("NAME\tSHORTNAMES\tAPIVERSION\tNAMESPACED\tKIND");
        writer.write(if wide { "\tVERBS\tCATEGORIES\n" } else { "\n" });
    }
    for resource in shown {
        if names {
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
    writer.flush()
}

fn same(a: &Resource, b: &Resource) -> bool {
    a.group == b.group && a.plural == b.plural
}
