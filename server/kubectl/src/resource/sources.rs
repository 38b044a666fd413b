//! What `-f` reads: files, folders, patterns, URLs, standard input.
//!
//! Layer: part of the builder. Upstream: `cli-runtime/pkg/resource/builder.go` (`FilenameParam`, `Path`), `visitor.go`.

use std::time::Duration;

use go_text::quote;

use super::Builder;
use crate::context::Context;
use crate::failure::{Failure, Outcome};
use crate::{Fetched, Manifest};

/// How often a URL is asked for.
const ATTEMPTS: u32 = 3;

/// How long to wait before asking again.
const PAUSE: Duration = Duration::from_secs(1);

/// All that was named.
#[derive(Default)]
pub(super) struct Sources {
    /// Each manifest with its name.
    pub(super) manifests: Vec<Manifest>,
    /// One file was named, and it is one.
    pub(super) single: bool,
}

impl Builder {
    /// Reads everything that was named. Names that lead nowhere are told together, before anything is read.
    pub(super) async fn sources(&self, cx: &Context) -> Outcome<Sources> {
        let mut manifests = Vec::new();
        let (mut stream, mut folder) = (false, false);
        let mut problems = Vec::new();
        for name in &self.filenames {
            let found = if name == "-" {
                stream = true;
                cx.stdin().await.map(|bytes| vec![Manifest { name: "STDIN".to_owned(), text: Ok(bytes) }])
            } else if name.starts_with("http://") || name.starts_with("https://") {
                Ok(vec![Manifest { name: name.clone(), text: Ok(Vec::new()) }])
            } else {
                cx.session.files.manifests(name, self.recursive).map_err(Failure::Message)
            };
            match found {
                Ok(found) => {
                    folder |= found.len() > 1;
                    manifests.extend(found);
                    if manifests.is_empty() && problems.is_empty() {
                        let why = "recognized file extensions are [.json .yaml .yml]";
                        problems.push(Failure::Message(format!("error reading [{name}]: {why}")));
                    }
                }
                Err(failure) => problems.push(failure),
            }
        }
        Failure::join(problems)?;
        let single = !folder && !stream && manifests.len() == 1;
        Ok(Sources { manifests, single })
    }
}

/// The bytes of a manifest; one behind a URL is fetched now.
pub(super) async fn bytes(cx: &Context, manifest: &Manifest) -> Outcome<Vec<u8>> {
    if manifest.name.starts_with("http://") || manifest.name.starts_with("https://") {
        return fetch(cx, &manifest.name).await;
    }
    manifest.text.clone().map_err(Failure::Message)
}

/// Fetches a URL. A server that fails, and one that does not answer, are asked again.
async fn fetch(cx: &Context, url: &str) -> Outcome<Vec<u8>> {
    let mut attempt = 1;
    loop {
        let failure = match cx.session.files.fetch(url).await {
            Ok(Fetched { code: 200, body, .. }) => return Ok(body),
            Ok(Fetched { code, status, .. }) => {
                let text = format!(
                    "unable to read URL {}, server reported {status}, status code={code}",
                    quote(url)
                );
                if !(500..600).contains(&code) {
                    return Err(Failure::Message(text));
                }
                Failure::Message(text)
            }
            Err(failure) => failure,
        };
        if attempt == ATTEMPTS {
            return Err(failure);
        }
        attempt += 1;
        tokio::time::sleep(PAUSE).await;
    }
}
