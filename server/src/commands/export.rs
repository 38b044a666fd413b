//! `wheelhouse course export`: the whole course as files. Each page is rendered as the server renders it, then what only
//! works with a server is taken out and every link made relative.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use api::frame::Lang;
use axum::Router;
use axum::body::Body;
use http::header::HOST;
use http::{Request, StatusCode};
use lol_html::html_content::Element;
use lol_html::{RewriteStrSettings, element, rewrite_str};
use portal::{Portal, SystemClock};
use store::Store;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use super::serve::load_course;
use crate::http::{Server, assets, router};

/// The largest page, in bytes.
const PAGE_LIMIT: usize = 16 << 20;

/// What a page without a server has no use for.
const ALIVE: &str = "script, link[rel=modulepreload], link[rel=preload][as=fetch], .dock, .lens, .needs-js, .banner, .switcher, noscript";

/// Writes the course.
pub(crate) async fn run(out: &Path, content: Option<&Path>) -> Result<(), String> {
    empty(out)?;
    let course = load_course(content)?;
    let paths = pages(&course);
    let scratch = std::env::temp_dir().join(format!("wheelhouse-export-{}", std::process::id()));
    let written = write(out, &paths, course, &scratch).await;
    fs::remove_dir_all(&scratch).map_err(|e| format!("cannot remove {}: {e}", scratch.display()))?;
    written?;
    println!("{} pages in {}: begin at {}", paths.len(), out.display(), out.join("index.html").display());
    Ok(())
}

/// A folder that has nothing in it which could be overwritten.
fn empty(out: &Path) -> Result<(), String> {
    let cannot = |e: std::io::Error| format!("cannot write to {}: {e}", out.display());
    fs::create_dir_all(out).map_err(cannot)?;
    if fs::read_dir(out).map_err(cannot)?.next().is_some() {
        return Err(format!("{} is not empty: choose a new folder, or empty it", out.display()));
    }
    Ok(())
}

/// The addresses of all pages, in both languages.
fn pages(course: &course::Course) -> Vec<String> {
    let mut pages = Vec::new();
    for lang in Lang::ALL {
        pages.extend(["/learn", "/glossary", "/about"].map(|page| lang.page(page)));
        let lessons = course.map(lang).parts.into_iter().flat_map(|part| part.lessons);
        pages.extend(lessons.map(|lesson| lang.lesson_path(&lesson.id)));
    }
    pages
}

async fn write(out: &Path, paths: &[String], course: course::Course, scratch: &Path) -> Result<(), String> {
    let store = Store::open(scratch, "an export").await.map_err(|e| e.to_string())?;
    let clusters = cluster::Registry::new(None, None);
    let portal =
        Portal::new(course, store.clone(), clusters, Arc::new(SystemClock), Vec::new()).telling_answers();
    let router = router(Server::new(portal, CancellationToken::new()));
    for path in paths {
        let page = rendered(&router, path).await?;
        let page = rewrite(&page, path, paths)?;
        save(&out.join(file_of(path)), page.as_bytes())?;
    }
    let first = "<!DOCTYPE html><meta charset=\"utf-8\"><title>Wheelhouse</title>\
        <meta http-equiv=\"refresh\" content=\"0; url=learn.html\"><a href=\"learn.html\">Wheelhouse</a>\n";
    save(&out.join("index.html"), first.as_bytes())?;
    for (name, bytes) in assets::all().filter(|(name, _)| !name.ends_with(".js") && !name.ends_with(".wasm"))
    {
        save(&out.join("pkg").join(name), bytes)?;
    }
    store.close().await;
    Ok(())
}

async fn rendered(router: &Router, path: &str) -> Result<String, String> {
    let request =
        Request::get(path).header(HOST, "127.0.0.1").body(Body::empty()).map_err(|e| e.to_string())?;
    let response = router.clone().oneshot(request).await.map_err(|e| e.to_string())?;
    if response.status() != StatusCode::OK {
        return Err(format!("{path} answered {}", response.status()));
    }
    let bytes = axum::body::to_bytes(response.into_body(), PAGE_LIMIT).await.map_err(|e| e.to_string())?;
    String::from_utf8(bytes.into()).map_err(|e| e.to_string())
}

/// The page without what needs a server, its links relative to where it lies.
fn rewrite(page: &str, path: &str, known: &[String]) -> Result<String, String> {
    let link = |attribute: &'static str| {
        move |element: &mut Element<'_, '_>| {
            if let Some(address) = element.get_attribute(attribute)
                && let Some(relative) = relative(&address, path, known)
            {
                element.set_attribute(attribute, &relative)?;
            }
            Ok(())
        }
    };
    let handlers = vec![
        element!(ALIVE, |element| {
            element.remove();
            Ok(())
        }),
        element!("html", |element| Ok(element.set_attribute("data-export", "")?)),
        element!("a[href], link[href]", link("href")),
    ];
    let settings = handlers
        .into_iter()
        .fold(RewriteStrSettings::new(), RewriteStrSettings::append_element_content_handler);
    rewrite_str(page, settings).map_err(|e| format!("{path}: {e}"))
}

/// Where a page's file lies: `/zh/learn/pods` in `zh/learn/pods.html`.
fn file_of(path: &str) -> PathBuf {
    PathBuf::from(format!("{}.html", path.trim_start_matches('/')))
}

/// A link of this site as it is written in the file of `from`; `None` for a link that stays as it is.
fn relative(address: &str, from: &str, known: &[String]) -> Option<String> {
    let (path, anchor) =
        address.split_once('#').map_or((address, None), |(path, anchor)| (path, Some(anchor)));
    if !path.starts_with('/') || path.starts_with("//") {
        return None;
    }
    let target = if path.starts_with("/pkg/") {
        path.trim_start_matches('/').to_owned()
    } else if known.iter().any(|page| page == path) {
        file_of(path).to_string_lossy().into_owned()
    } else {
        // A page that only the server has: the map instead.
        let map = if path.starts_with("/zh") { "/zh/learn" } else { "/learn" };
        file_of(map).to_string_lossy().into_owned()
    };
    let up = "../".repeat(from.matches('/').count().saturating_sub(1));
    let anchor = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
    Some(format!("{up}{target}{anchor}"))
}

fn save(file: &Path, bytes: &[u8]) -> Result<(), String> {
    let cannot = |e: std::io::Error| format!("cannot write {}: {e}", file.display());
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(cannot)?;
    }
    fs::write(file, bytes).map_err(cannot)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_to_the_file_that_they_stand_in() {
        let known = ["/learn", "/learn/pods", "/zh/learn/pods", "/zh/learn"].map(str::to_owned);
        let seen = |address, from| relative(address, from, &known);
        assert_eq!(seen("/learn/pods#why", "/learn").as_deref(), Some("learn/pods.html#why"));
        assert_eq!(seen("/zh/learn/pods", "/learn/pods").as_deref(), Some("../zh/learn/pods.html"));
        assert_eq!(seen("/pkg/a.css", "/zh/learn/pods").as_deref(), Some("../../pkg/a.css"));
        assert_eq!(seen("/review", "/learn").as_deref(), Some("learn.html"));
        assert_eq!(seen("https://kubernetes.io/", "/learn"), None);
        assert_eq!(seen("#why", "/learn"), None);
    }

    #[test]
    fn what_needs_a_server_is_taken_out() {
        let page = "<html><head><script>x</script></head><body><button class=\"run needs-js\">Run</button><a href=\"/learn\">L</a></body></html>";
        let page = rewrite(page, "/learn/pods", &["/learn".to_owned()]).unwrap_or_default();
        assert_eq!(
            page,
            "<html data-export=\"\"><head></head><body><a href=\"../learn.html\">L</a></body></html>"
        );
    }
}
