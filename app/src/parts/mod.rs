//! What pages share.

pub(crate) mod copy_button;
pub(crate) mod later;
pub(crate) mod message;
