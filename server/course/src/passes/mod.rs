//! The passes over a lesson's prose, each in its own file: events go in, HTML that needs no sanitizer comes out.
//!
//! Nothing that an author writes reaches the page as markup of its own: raw HTML, images and foreign links are
//! [refused](crate::Problem), and what is left is written by us.

pub(crate) mod highlight;
pub(crate) mod html;
pub(crate) mod links;
pub(crate) mod spacing;
pub(crate) mod svg;
mod words;
