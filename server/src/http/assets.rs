//! `/pkg/...`: wasm, JavaScript, CSS and fonts, from inside the binary; compressed beforehand where that was done.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::body::Body;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use http::{HeaderMap, StatusCode};
use sha2::{Digest, Sha256};

use super::error::HttpError;

const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

struct Asset {
    bytes: &'static [u8],
    tag: String,
}

static ASSETS: LazyLock<HashMap<&'static str, Asset>> = LazyLock::new(|| {
    let asset = |bytes: &'static [u8]| {
        let tag: String = Sha256::digest(bytes).iter().take(8).map(|b| format!("{b:02x}")).collect();
        Asset { bytes, tag: format!("\"{tag}\"") }
    };
    FILES.iter().map(|(name, bytes)| (*name, asset(bytes))).collect()
});

/// Every file as it is, by name; those that were compressed beforehand are left out.
pub(crate) fn all() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    FILES.iter().copied().filter(|(name, _)| !name.ends_with(".br"))
}

/// What differs whenever the browser half does.
pub(crate) fn build() -> String {
    ASSETS.get("wheelhouse_bg.wasm").map_or_else(String::new, |wasm| wasm.tag.clone())
}

/// One file.
pub(crate) async fn get(Path(file): Path<String>, headers: HeaderMap) -> Response {
    let brotli = headers.get(ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).is_some_and(|v| v.contains("br"));
    let compressed = if brotli { ASSETS.get(format!("{file}.br").as_str()) } else { None };
    let Some(asset) = compressed.or_else(|| ASSETS.get(file.as_str())) else {
        return HttpError::not_found().into_response();
    };
    // Names do not change with their content, so a browser asks each time and mostly hears 304.
    let fresh = headers.get(IF_NONE_MATCH).and_then(|v| v.to_str().ok()) == Some(asset.tag.as_str());
    let mut response = if fresh {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Body::from(asset.bytes).into_response()
    };
    let set = response.headers_mut();
    for (name, value) in [
        (CONTENT_TYPE, content_type(&file)),
        (CACHE_CONTROL, "no-cache"),
        (VARY, "accept-encoding"),
        (ETAG, asset.tag.as_str()),
    ] {
        if let Ok(value) = value.parse() {
            set.insert(name, value);
        }
    }
    if compressed.is_some() {
        set.insert(CONTENT_ENCODING, http::HeaderValue::from_static("br"));
    }
    response
}

fn content_type(file: &str) -> &'static str {
    match file.rsplit('.').next().unwrap_or_default() {
        "wasm" => "application/wasm",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
