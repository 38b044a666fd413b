//! Running commands: panels, the answer under them, the dock with its prompt and shells.

pub(crate) mod answer;
pub(crate) mod ask;
pub(crate) mod call;
pub(crate) mod dock;
pub(crate) mod panel;
pub mod shells;
pub(crate) mod slot;
pub mod state;
