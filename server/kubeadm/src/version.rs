//! `version`: the kubeadm whose words these are.
//!
//! Layer: pure. Upstream: `app/cmd/version.go`.

use kubectl::toolkit::{to_json, to_yaml};
use serde_json::json;

use crate::failure::{Outcome, fail};
use crate::flags::prelude::*;

/// The version whose words we speak.
pub(crate) const VERSION: &str = "v1.36.3";

kubectl::flags! {
    /// `version`, as typed.
    pub(crate) struct Version {
        /// Output format: short, json, yaml
        output: String = short('o', "output", "", Nothing, Format);
    }
    with {  }
}

impl Command for Version {
    const SPEC: Spec = Spec {
        path: "version",
        aliases: &[],
        suggest_for: &[],
        about: "Print the version of kubeadm",
        usage: "",
        words: Words::PLAIN,
        place: Where::Anywhere,
    };

    const WORDS: Most = Most::None;

    fn effect(&self, _: Place) -> Effect {
        Effect::Reads
    }

    fn doubt(&self) -> Option<Doubt> {
        None
    }

    async fn run(self, cx: &Context, _: Place) -> Outcome {
        cx.out(show(&self.output)?).await;
        Ok(())
    }
}

/// What it prints. Of what only a built kubeadm has (commit, date, compiler) nothing is made up.
fn show(output: &str) -> Outcome<String> {
    let object = json!({"clientVersion": {
        "buildDate": "1970-01-01T00:00:00Z", "compiler": "rustc", "gitCommit": "", "gitTreeState": "clean",
        "gitVersion": VERSION, "goVersion": "", "major": "1", "minor": "36", "platform": "linux/amd64",
    }});
    match output {
        "" => Ok(format!(
            "kubeadm version: &version.Info{{Major:\"1\", Minor:\"36\", EmulationMajor:\"\", EmulationMinor:\"\", MinCompatibilityMajor:\"\", MinCompatibilityMinor:\"\", GitVersion:\"{VERSION}\", GitCommit:\"\", GitTreeState:\"clean\", BuildDate:\"1970-01-01T00:00:00Z\", GoVersion:\"\", Compiler:\"rustc\", Platform:\"linux/amd64\"}}\n"
        )),
        "short" => Ok(format!("{VERSION}\n")),
        "yaml" => Ok(to_yaml(&object) + "\n"),
        "json" => Ok(to_json(&object).replace("    ", "  ")),
        other => fail(format!("invalid output format: {other}")),
    }
}
