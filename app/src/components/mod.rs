//! Components, one file each.

pub(crate) mod blocks;
pub(crate) mod check;
mod copy_button;
pub mod dock;
pub(crate) mod framed;
pub(crate) mod host;
pub(crate) mod images;
mod later;
pub(crate) mod lens;
pub(crate) mod live;
pub(crate) mod manifest;
pub(crate) mod nav;
pub(crate) mod owners;
mod palette;
pub mod panel;
mod picture;
pub(crate) mod quiz;
pub(crate) mod runbook;
pub(crate) mod setup;
pub(crate) mod slot;
pub(crate) mod switcher;
mod timeline;
pub(crate) mod top;
