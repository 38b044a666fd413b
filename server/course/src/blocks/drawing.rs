//! ```` ```owners #id ````, ```` ```timeline #id ```` and ```` ```images #id ````: drawings that follow the reader's cluster, in YAML.

use api::learn::{Images, Owners, Timeline};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::passes::html::Renderer;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenOwners {
    title: String,
    resource: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTimeline {
    title: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenImages {
    title: String,
}

/// Reads a drawing of owners.
pub(crate) fn owners(id: String, body: &str, line: usize, page: &mut Renderer<'_>) -> Option<Owners> {
    let WrittenOwners { title, resource, name } =
        yaml(body, line, "write `title:`, `resource:` and `name:`", page)?;
    Some(Owners { id, title, resource, name })
}

/// Reads a timeline.
pub(crate) fn timeline(id: String, body: &str, line: usize, page: &mut Renderer<'_>) -> Option<Timeline> {
    let WrittenTimeline { title, name } = yaml(body, line, "write `title:` and `name:`", page)?;
    Some(Timeline { id, title, name })
}

/// Reads a table of the nodes' images.
pub(crate) fn images(id: String, body: &str, line: usize, page: &mut Renderer<'_>) -> Option<Images> {
    let WrittenImages { title } = yaml(body, line, "write `title:`", page)?;
    Some(Images { id, title })
}

/// The fields of a fence; what is wrong with them goes into the report.
pub(crate) fn yaml<T: DeserializeOwned>(
    body: &str,
    line: usize,
    help: &str,
    page: &mut Renderer<'_>,
) -> Option<T> {
    match serde_yaml_ng::from_str(body) {
        Ok(written) => Some(written),
        Err(error) => {
            let at = line + error.location().map_or(0, |at| at.line());
            page.report.add(at, error.to_string(), help);
            None
        }
    }
}
