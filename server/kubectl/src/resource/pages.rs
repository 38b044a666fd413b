//! Lists page by page.
//!
//! Layer: commands' shared first step. Upstream: `cli-runtime/pkg/resource/builder.go`, `selector.go`.

use apimachinery::discovery::Resource;
use bytes::Bytes;

use super::{Builder, Plan, segment};
use crate::api::Request;
use crate::context::Context;
use crate::failure::Outcome;

impl Builder {
    /// The only resource of a plan whose pages may be printed as they come.
    pub(crate) async fn only_list(&self, cx: &Context, plan: &Plan) -> Outcome<Option<Resource>> {
        let Plan::Lists { types, names, tuples } = plan else { return Ok(None) };
        if types.len() != 1 || !names.is_empty() || !tuples.is_empty() || !self.subresource.is_empty() {
            return Ok(None);
        }
        Ok(self.mappings(cx, types).await?.pop())
    }

    /// One page of a list, as the server sends it.
    pub(crate) async fn page(&self, cx: &Context, resource: &Resource, next: &str) -> Outcome<Bytes> {
        let namespace = if resource.namespaced { self.namespace.as_str() } else { "" };
        segment::check_list(namespace)?;
        let mut request = Request::get(resource.path(namespace))
            .query("labelSelector", self.selector.clone().unwrap_or_default())
            .query("fieldSelector", self.field_selector.clone().unwrap_or_default())
            .query("continue", next)
            .query("includeObject", self.include_object);
        if self.chunk > 0 {
            request = request.query("limit", self.chunk.to_string());
        }
        if let Some(accept) = self.accept {
            request = request.accept(accept);
        }
        Ok(cx.send(request).await.map_err(|failure| self.unlisted(resource, failure))?.body)
    }
}
