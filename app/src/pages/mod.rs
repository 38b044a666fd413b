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
