//! The course: its map, lessons and everything that stands in them, glossary and review.

pub(crate) mod blocks;
pub(crate) mod check;
pub(crate) mod data;
mod draw;
pub(crate) mod glossary;
mod host;
mod images;
pub(crate) mod lesson;
mod manifest;
pub(crate) mod map;
mod nav;
mod offer;
mod owners;
mod picture;
mod quiz;
pub(crate) mod review;
mod timeline;
