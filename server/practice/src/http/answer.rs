//! Answers: JSON objects, text, streams; and what a client accepts.
//!
//! Layer: I/O shell.

use std::convert::Infallible;

use bytes::Bytes;
use futures_util::StreamExt as _;
use http::{HeaderMap, Response, StatusCode, header};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt as _, Full, StreamBody};
use hyper::body::Frame;
use serde_json::Value;
use tokio::sync::mpsc;

use crate::status::Status;

/// Any body that we send.
pub(crate) type Body = UnsyncBoxBody<Bytes, Infallible>;

/// What a client accepts, read from its `Accept` header.
#[derive(Clone, Debug, Default)]
pub(crate) struct Accept {
    /// `v1` or `v1beta1` when a Table is wanted.
    pub(crate) table: Option<String>,
    /// `PartialObjectMetadata` or its list is wanted.
    pub(crate) partial: bool,
    /// YAML is wanted.
    yaml: bool,
}

impl Accept {
    /// Reads the header: the first thing that we can do wins.
    pub(crate) fn of(headers: &HeaderMap) -> Accept {
        let text = headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or("");
        for part in text.split(',') {
            let mut words = part.trim().split(';').map(str::trim);
            let media = words.next().unwrap_or("");
            let param = |name: &str| {
                part.split(';').map(str::trim).find_map(|w| w.strip_prefix(name)).map(str::to_owned)
            };
            if media == "application/yaml" {
                return Accept { yaml: true, ..Accept::default() };
            }
            if media != "application/json" && media != "*/*" {
                continue;
            }
            match param("as=").as_deref() {
                Some("Table") => {
                    return Accept {
                        table: Some(param("v=").unwrap_or_else(|| "v1".into())),
                        ..Accept::default()
                    };
                }
                Some("PartialObjectMetadata" | "PartialObjectMetadataList") => {
                    return Accept { partial: true, ..Accept::default() };
                }
                Some(_) => {}
                None => return Accept::default(),
            }
        }
        Accept::default()
    }
}

/// An answer.
pub(crate) struct Reply {
    code: u16,
    content: Content,
    warnings: Vec<String>,
}

enum Content {
    Json(Value),
    Raw(Bytes, &'static str),
    Stream(mpsc::Receiver<Bytes>, &'static str),
    Response(Box<Response<Body>>),
}

impl Reply {
    fn new(content: Content) -> Reply {
        Reply { code: 200, content, warnings: Vec::new() }
    }

    /// An object.
    pub(crate) fn json(value: Value) -> Reply {
        Reply::new(Content::Json(value))
    }

    /// JSON that is already text.
    pub(crate) fn raw_json(bytes: Bytes) -> Reply {
        Reply::new(Content::Raw(bytes, "application/json"))
    }

    /// Plain text.
    pub(crate) fn text(text: &str) -> Reply {
        Reply::new(Content::Raw(Bytes::copy_from_slice(text.as_bytes()), "text/plain; charset=utf-8"))
    }

    /// Bytes of a media type of their own.
    pub(crate) fn typed(bytes: Bytes, media: &'static str) -> Reply {
        Reply::new(Content::Raw(bytes, media))
    }

    /// A stream.
    pub(crate) fn stream(from: mpsc::Receiver<Bytes>, media: &'static str) -> Reply {
        Reply::new(Content::Stream(from, media))
    }

    /// A finished response, such as an upgrade.
    pub(crate) fn response(response: Response<Body>) -> Reply {
        Reply::new(Content::Response(Box::new(response)))
    }

    /// With another HTTP status.
    pub(crate) fn with_code(mut self, code: u16) -> Reply {
        self.code = code;
        self
    }

    /// With `Warning` headers.
    pub(crate) fn with_warnings(mut self, warnings: Vec<String>) -> Reply {
        self.warnings = warnings;
        self
    }

    /// With one more `Warning` header.
    pub(crate) fn with_warning(mut self, warning: &str) -> Reply {
        self.warnings.push(warning.to_owned());
        self
    }

    /// The HTTP response.
    pub(crate) fn into_response(self, accept: &Accept) -> Response<Body> {
        let mut builder = Response::builder()
            .status(StatusCode::from_u16(self.code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
        builder = builder
            .header("audit-id", crate::world::uuid())
            .header(header::CACHE_CONTROL, "no-cache, private");
        for w in self.warnings {
            builder = builder.header("warning", format!("299 - {:?}", w));
        }
        let built = match self.content {
            Content::Json(value) if accept.yaml => {
                let text = serde_yaml_ng::to_string(&value).unwrap_or_default();
                builder.header(header::CONTENT_TYPE, "application/yaml").body(full(Bytes::from(text)))
            }
            Content::Json(value) => {
                let mut bytes = serde_json::to_vec(&value).unwrap_or_default();
                bytes.push(b'\n');
                builder.header(header::CONTENT_TYPE, "application/json").body(full(Bytes::from(bytes)))
            }
            Content::Raw(bytes, media) => builder.header(header::CONTENT_TYPE, media).body(full(bytes)),
            Content::Stream(from, media) => {
                let stream = futures_util::stream::unfold(from, |mut from| async move {
                    from.recv().await.map(|b| (b, from))
                });
                let body = StreamBody::new(stream.map(|b| Ok::<_, Infallible>(Frame::data(b))));
                builder.header(header::CONTENT_TYPE, media).body(body.boxed_unsync())
            }
            Content::Response(response) => return *response,
        };
        built.unwrap_or_else(|error| {
            tracing::error!(%error, "an answer could not be built");
            Response::new(full(Bytes::new()))
        })
    }
}

impl From<Status> for Reply {
    fn from(status: Status) -> Reply {
        let code = status.code;
        Reply::json(status.body()).with_code(code)
    }
}

/// A body of bytes.
pub(crate) fn full(bytes: Bytes) -> Body {
    Full::new(bytes).boxed_unsync()
}
