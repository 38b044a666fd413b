//! The server functions of the frame.

mod choices;
mod licences;
mod search;

pub use choices::{choose_theme, save_blank};
pub use licences::get_licences;
pub use search::search;
