//! The terminal's size and its raw mode.
//!
//! Layer: I/O shell. Upstream: `kubectl/pkg/util/term`.

use rustix::termios::{OptionalActions, Termios, tcgetattr, tcgetwinsize, tcsetattr};
use tokio::sync::watch as channel;

use crate::Terminal;

fn size() -> (u16, u16) {
    tcgetwinsize(rustix::stdio::stdout()).map_or((80, 24), |size| (size.ws_col, size.ws_row))
}

/// The terminal's size, followed as it changes.
pub(super) fn watch() -> Terminal {
    let (sender, receiver) = channel::channel(size());
    tokio::spawn(async move {
        let kind = tokio::signal::unix::SignalKind::window_change();
        let Ok(mut changes) = tokio::signal::unix::signal(kind) else { return };
        while changes.recv().await.is_some() {
            if sender.send(size()).is_err() {
                return;
            }
        }
    });
    Terminal { size: receiver }
}

/// Raw mode, left when dropped.
pub(super) struct Raw {
    before: Option<Termios>,
}

impl Raw {
    /// Enters it; a terminal that cannot stays as it is.
    pub(super) fn enter() -> Raw {
        let before = tcgetattr(rustix::stdio::stdin()).ok();
        if let Some(before) = &before {
            let mut raw = before.clone();
            raw.make_raw();
            // Without raw mode the shell still works, line by line.
            let _set = tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, &raw);
        }
        Raw { before }
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        if let Some(before) = &self.before {
            // Nothing is left to do if the terminal is gone.
            let _set = tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, before);
        }
    }
}
