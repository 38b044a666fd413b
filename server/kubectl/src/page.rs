//! What a page's command line may not do: name a connection, an identity, a path of the server or a URL.
//!
//! Layer: pure; checked before any call. Requirement 26 of the security list.

use crate::flags::Args;

/// Flags that are refused, and why.
const REFUSED: &[(&str, &str)] = &[
    ("kubeconfig", "it names a file of the server; choose the cluster in the page"),
    ("server", "it names another server; choose the cluster in the page"),
    ("token", "it names a credential; you act as who you are signed in as"),
    ("as", "it names another identity; you act as who you are signed in as"),
    ("as-group", "it names another identity; you act as who you are signed in as"),
    ("as-uid", "it names another identity; you act as who you are signed in as"),
    ("as-user-extra", "it names another identity; you act as who you are signed in as"),
    ("user", "it names another identity; you act as who you are signed in as"),
    ("username", "it names a credential; you act as who you are signed in as"),
    ("password", "it names a credential; you act as who you are signed in as"),
    ("cluster", "it names another cluster; choose the cluster in the page"),
    ("context", "it names another cluster; choose the cluster in the page"),
    ("certificate-authority", "it names a file of the server"),
    ("client-certificate", "it names a file of the server"),
    ("client-key", "it names a file of the server"),
    ("insecure-skip-tls-verify", "it changes how the connection is secured"),
    ("tls-server-name", "it changes how the connection is secured"),
    ("cache-dir", "it names a folder of the server"),
    ("profile", "it writes a file on the server"),
    ("profile-output", "it writes a file on the server"),
    ("proxy-url", "it names another server"),
    ("kuberc", "it names a file of the server"),
    ("kustomize", "it names a folder of the server"),
    ("log-file", "it writes a file on the server"),
    ("vmodule", "it sets the server's own log"),
];

/// Flags whose values are names of manifests.
const FILES: &[&str] = &["filename", "from-file", "from-env-file", "patch-file"];

/// Commands that change a file of the server.
const COMMANDS: &[&str] = &["config use-context", "config set-context"];

/// Refuses what a page may not ask for.
pub(crate) fn check(command: &str, args: &Args) -> Result<(), String> {
    if COMMANDS.contains(&command) {
        return Err(format!(
            "error: kubectl {command} cannot be used here: it changes a file of the server; choose the cluster and its namespace in the page"
        ));
    }
    for (name, value) in &args.given {
        if let Some((_, why)) = REFUSED.iter().find(|(refused, _)| refused == name) {
            return Err(format!("error: --{name} cannot be used here: {why}"));
        }
        if FILES.contains(&name.as_str()) {
            for one in value.split(',') {
                let file = if name == "from-file" {
                    one.rsplit_once('=').map_or(one, |(_, file)| file)
                } else {
                    one
                };
                check_file(name, file)?;
            }
        }
        if name == "output" || name == "template" {
            check_output(value)?;
        }
        if name == "raw" && command != "get" {
            return Err(
                "error: --raw cannot be used here: it sends a request that nobody has looked at".to_owned()
            );
        }
    }
    if args.changed("template") && !args.changed("output") {
        return Err("error: --template cannot be used here: it names a file of the server".to_owned());
    }
    Ok(())
}

fn check_file(flag: &str, file: &str) -> Result<(), String> {
    let lower = file.to_ascii_lowercase();
    if lower.starts_with("http://") || lower.starts_with("https://") {
        return Err(format!(
            "error: --{flag} {file} cannot be used here: the server fetches no URL for a page"
        ));
    }
    if file != "-"
        && (file.contains(['/', '\\', '\0', '*', '?', '['])
            || file == ".."
            || file == "."
            || file.contains(".."))
    {
        return Err(format!(
            "error: --{flag} {file} cannot be used here: only the lesson's own manifests have names here, without a path"
        ));
    }
    Ok(())
}

fn check_output(value: &str) -> Result<(), String> {
    for format in ["jsonpath-file", "go-template-file", "templatefile", "custom-columns-file"] {
        if value == format || value.starts_with(&format!("{format}=")) {
            return Err(format!("error: -o {format} cannot be used here: it names a file of the server"));
        }
    }
    Ok(())
}
