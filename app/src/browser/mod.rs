//! What touches the browser itself. Each function says what it does on the server: nothing.

mod clipboard;
mod events;
mod run;
mod widgets;

pub use clipboard::copy;
pub use events::follow;
pub use run::{Stop, run};
#[cfg(feature = "hydrate")]
pub use widgets::{close_shell, mount_editor, open_shell, set_editor};
