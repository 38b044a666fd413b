//! `version`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/version/version.go`.

use serde_json::json;

use crate::api::Request;
use crate::context::Context;
use crate::failure::{Outcome, fail};
use crate::printers::{json, yaml};
use crate::spec::prelude::*;
use crate::text::str_at;

/// The version whose words we speak.
const CLIENT: &str = "v1.36.3";
/// The kustomize inside that version.
const KUSTOMIZE: &str = "v5.8.1";

crate::flags! {
    /// `version`, as typed.
    pub(crate) struct Version {
        /// Only the client's
        client: bool = flag("client", "false", Nothing, Allowed);
        /// Output format: yaml, json
        output: String = short('o', "output", "", Nothing, Format);
    }
    with { words: Positional }
}

impl Command for Version {
    const SPEC: Spec = Spec {
        path: "version",
        aliases: &[],
        suggest_for: &[],
        about: "Print the client and server version information",
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
        version(cx, &self).await
    }
}

async fn version(cx: &Context, args: &Version) -> Outcome {
    if !args.words.is_empty() {
        return fail(format!("extra arguments: [{}]", args.words.join(" ")));
    }
    let output = args.output.as_str();
    if !matches!(output, "" | "yaml" | "json") {
        return fail("--output must be 'yaml' or 'json'");
    }
    let mut answer = json!({
        "clientVersion": {
            "buildDate": "1970-01-01T00:00:00Z", "compiler": "rustc", "gitCommit": "", "gitTreeState": "clean",
            "gitVersion": CLIENT, "goVersion": "", "major": "1", "minor": "36",
            "platform": format!("{}/{}", std::env::consts::OS, platform()),
        },
        "kustomizeVersion": KUSTOMIZE,
    });
    let mut failure = None;
    if !args.client {
        match cx.json(Request::get("/version")).await {
            Ok(server) => answer["serverVersion"] = server,
            Err(why) => failure = Some(why),
        }
    }
    let text = match output {
        "yaml" => yaml::to_yaml(&answer),
        "json" => json::to_json(&answer).replace("    ", "  "),
        _ => {
            let mut text = format!("Client Version: {CLIENT}\nKustomize Version: {KUSTOMIZE}\n");
            let server = str_at(&answer, &["serverVersion", "gitVersion"]);
            if !server.is_empty() {
                text += &format!("Server Version: {server}\n");
            }
            text
        }
    };
    cx.out(text).await;
    if let Some(text) = skew(str_at(&answer, &["serverVersion", "gitVersion"])) {
        cx.err(text).await;
    }
    failure.map_or(Ok(()), Err)
}

fn platform() -> &'static str {
    match std::env::consts::ARCH {
        "x86_64" => "amd64",
        "aarch64" => "arm64",
        other => other,
    }
}

/// The warning about versions that are too far apart.
fn skew(server: &str) -> Option<String> {
    let minor: i64 = server.strip_prefix("v1.")?.split('.').next()?.parse().ok()?;
    let short = format!("1.{minor}");
    let diff = (36 - minor).abs();
    (diff > 1).then(|| {
        format!(
            "Warning: version difference between client (1.36) and server ({short}) exceeds the supported minor version skew of +/-1\n"
        )
    })
}
