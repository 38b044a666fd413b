//! What touches the browser itself. Each function says what it does on the server: nothing.

mod clipboard;
mod clock;
mod file;
mod focus;
mod own;
mod place;
mod popup;
mod scroll;
mod section;
mod shortcut;
mod widgets;

pub use clipboard::copy;
pub(crate) use clock::clock;
pub use clock::now;
pub(crate) use file::chosen_text;
pub(crate) use focus::focus_back;
pub(crate) use own::own;
pub use place::Spot;
pub(crate) use place::{reload, return_to, spot};
pub(crate) use popup::{outside, shut};
pub(crate) use scroll::{at_end, to_end};
pub(crate) use section::use_section;
pub(crate) use shortcut::use_shortcut;
#[cfg(feature = "hydrate")]
pub use widgets::{close_shell, editor_text, focus_editor, mount_editor, open_shell, set_editor};
