//! Pages, one file each.

mod about;
mod glossary;
mod lesson;
mod map;
mod not_found;
mod review;
mod setup;

pub(crate) use about::About;
pub(crate) use glossary::Glossary;
pub(crate) use lesson::LessonPage;
pub(crate) use map::Map;
pub(crate) use not_found::NotFound;
pub(crate) use review::Reviews;
pub(crate) use setup::SetUpPage;

/// Loads the code of the page at an address, where that comes by itself: a page is taken over as a whole.
#[cfg(feature = "hydrate")]
pub(crate) async fn load(path: &str) {
    use leptos_router::LazyRoute;
    match path.strip_prefix("/zh").unwrap_or(path).trim_end_matches('/') {
        "/learn" => Map::preload().await,
        "/setup" => SetUpPage::preload().await,
        "/glossary" => Glossary::preload().await,
        "/review" => Reviews::preload().await,
        "/about" => About::preload().await,
        _ => {}
    }
}
