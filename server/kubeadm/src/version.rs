//! `version`: the kubeadm whose words these are.
//!
//! Layer: pure. Upstream: `app/cmd/version.go`.

use kubectl::toolkit::{Args, to_json, to_yaml};
use serde_json::json;

use crate::failure::{Outcome, fail};

/// The version whose words we speak.
pub(crate) const VERSION: &str = "v1.36.3";

/// What it prints. Of what only a built kubeadm has (commit, date, compiler) nothing is made up.
pub(crate) fn show(args: &Args) -> Outcome<String> {
    let object = json!({"clientVersion": {
        "buildDate": "1970-01-01T00:00:00Z", "compiler": "rustc", "gitCommit": "", "gitTreeState": "clean",
        "gitVersion": VERSION, "goVersion": "", "major": "1", "minor": "36", "platform": "linux/amd64",
    }});
    match args.str("output") {
        "" => Ok(format!(
            "kubeadm version: &version.Info{{Major:\"1\", Minor:\"36\", EmulationMajor:\"\", EmulationMinor:\"\", MinCompatibilityMajor:\"\", MinCompatibilityMinor:\"\", GitVersion:\"{VERSION}\", GitCommit:\"\", GitTreeState:\"clean\", BuildDate:\"1970-01-01T00:00:00Z\", GoVersion:\"\", Compiler:\"rustc\", Platform:\"linux/amd64\"}}\n"
        )),
        "short" => Ok(format!("{VERSION}\n")),
        "yaml" => Ok(to_yaml(&object) + "\n"),
        "json" => Ok(to_json(&object).replace("    ", "  ")),
        other => fail(format!("invalid output format: {other}")),
    }
}
