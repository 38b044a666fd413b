//! What is printed for programs, and which formats there are.
//!
//! Layer: pure. Upstream: `app/util/output/output.go`.

use go_text::quote;
use kubectl::toolkit::{to_json, to_yaml};
use serde_json::Value;

use crate::failure::{Failure, Outcome};

/// An object in a format for programs, its fields in kubeadm's order; `None`: the format is text.
pub(crate) fn printed(output: &str, fields: &[(&str, Value)]) -> Option<String> {
    let object = || fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect::<Value>();
    match output {
        "yaml" => Some(to_yaml(&object())),
        "json" => {
            let field = |(name, value): &(&str, Value)| {
                let text = to_json(value).trim_end().replace('\n', "\n    ");
                format!("    {}: {text}", quote(name))
            };
            Some(format!("{{\n{}\n}}\n", fields.iter().map(field).collect::<Vec<_>>().join(",\n")))
        }
        _ => None,
    }
}

/// The formats that kubeadm has, and whether we have it too.
const OUTPUTS: &[(&str, bool)] = &[
    ("go-template", false),
    ("go-template-file", false),
    ("json", true),
    ("jsonpath", false),
    ("jsonpath-as-json", false),
    ("jsonpath-file", false),
    ("kyaml", false),
    ("template", false),
    ("templatefile", false),
    ("text", true),
    ("yaml", true),
];

/// Refuses a format that there is not, here or anywhere.
pub(crate) fn check_output(output: &str) -> Outcome {
    let name = output.split('=').next().unwrap_or("");
    match OUTPUTS.iter().find(|(known, _)| *known == name) {
        Some((_, true)) if name == output => Ok(()),
        Some((_, false)) => {
            Err(Failure::Ours(format!("-o {name} is not available here: text, json and yaml are")))
        }
        _ => {
            let all = OUTPUTS.iter().map(|(known, _)| *known).collect::<Vec<_>>().join(",");
            Err(Failure::Kubeadm(format!(
                "could not construct output printer: unable to match a printer suitable for the output format {}, allowed formats are: {all}",
                quote(output)
            )))
        }
    }
}
