//! From the words of a command to types and names.
//!
//! Layer: commands' shared first step. Upstream: `cli-runtime/pkg/resource/builder.go` (`ResourceTypeOrNameArgs`).

use super::Builder;
use crate::context::Context;
use crate::failure::{Outcome, fail};

/// What the words of a command come to.
pub(crate) enum Plan {
    /// Manifests.
    Files,
    /// All objects of some types, or those with a label; names would be a mistake.
    Lists {
        /// Types.
        types: Vec<String>,
        /// Names.
        names: Vec<String>,
        /// Types and names.
        tuples: Vec<(String, String)>,
    },
    /// `type/name`.
    Tuples(Vec<(String, String)>),
    /// Names of one type.
    Names {
        /// Types.
        types: Vec<String>,
        /// Names.
        names: Vec<String>,
    },
}

const MISSING: &str = "You must provide one or more resources by argument or filename.\n\
Example resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'\n   '<resource> <name>'\n   '<resource>'";

impl Builder {
    /// Reads the words; no object is asked for yet.
    pub(crate) async fn plan(&mut self, cx: &Context) -> Outcome<Plan> {
        if !self.filenames.is_empty() {
            return Ok(Plan::Files);
        }
        if self.all_namespaces {
            self.namespace = String::new();
        }
        let words = normalize(&self.args);
        let slashes = words.iter().filter(|word| word.contains('/')).count();
        if slashes > 0 && slashes < words.len() {
            return fail(
                "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'",
            );
        }
        let mut tuples = Vec::new();
        if slashes > 0 {
            for word in &words {
                tuples.push(split_name(word)?);
            }
        }
        let (types, names) = if slashes > 0 || words.is_empty() {
            (Vec::new(), Vec::new())
        } else {
            (self.expand(cx, &words[0]).await?, words[1..].to_vec())
        };
        if types.len() == 1 || slashes > 0 || !types.is_empty() {
            self.empty_selector &= words.len() == 1 && slashes == 0;
        }
        if self.select_all
            || (self.selector.is_none() && self.empty_selector && words.len() == 1 && slashes == 0)
        {
            self.selector.get_or_insert_with(String::new);
        }
        if self.selector.is_some() || self.field_selector.is_some() {
            return Ok(Plan::Lists { types, names, tuples });
        }
        if !tuples.is_empty() {
            return Ok(Plan::Tuples(tuples));
        }
        if !names.is_empty() {
            return Ok(Plan::Names { types, names });
        }
        if types.is_empty() {
            return fail(MISSING);
        }
        for word in &types {
            cx.discovery().await?.require(word)?;
        }
        fail("resource(s) were provided, but no name was specified")
    }

    /// Types of a comma-separated word, categories replaced by what is in them.
    async fn expand(&self, cx: &Context, word: &str) -> Outcome<Vec<String>> {
        let mut types = Vec::new();
        let discovery = cx.discovery().await?;
        for one in word.split(',') {
            match discovery.category(one) {
                Some(members) => types.extend(members),
                None => types.push(one.to_owned()),
            }
        }
        Ok(types)
    }
}

/// `a,b c d` becomes `a/c a/d b/c b/d`.
pub(super) fn normalize(words: &[String]) -> Vec<String> {
    if words.len() >= 2 {
        let types: Vec<&str> = words[0].split(',').filter(|one| !one.is_empty()).collect();
        if types.len() > 1 {
            return types
                .iter()
                .flat_map(|kind| words[1..].iter().map(move |name| format!("{kind}/{name}")))
                .collect();
        }
    }
    words.to_vec()
}

/// `type/name`.
fn split_name(word: &str) -> Outcome<(String, String)> {
    let parts: Vec<&str> = word.split('/').collect();
    match parts.as_slice() {
        [kind, name] if !kind.is_empty() && !name.is_empty() && !kind.contains(',') => {
            Ok(((*kind).to_owned(), (*name).to_owned()))
        }
        [_, _] => fail("arguments in resource/name form must have a single resource and name"),
        _ => fail("arguments in resource/name form may not have more than one slash"),
    }
}
