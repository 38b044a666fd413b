//! Why a command failed, in kubeadm's words: each layer puts its own before the cause's.
//!
//! Layer: pure. Upstream: `cmd/kubeadm/app/util/errors/errors.go`.

use kubectl::toolkit::Failure as Cause;

/// Why a command failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// kubeadm's own: printed with its advice about the stack trace.
    Kubeadm(String),
    /// Ours, for what is different here; no advice.
    Ours(String),
    /// It was stopped; nothing is printed.
    Stopped,
}

/// What commands return.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;

/// A failure with this message.
pub(crate) fn fail<T>(message: impl Into<String>) -> Outcome<T> {
    Err(Failure::Kubeadm(message.into()))
}

/// Puts words before a failure's own, as `errors.Wrap` does.
pub(crate) trait Wrap<T> {
    /// `WORDS: CAUSE`.
    fn wrap(self, words: &str) -> Outcome<T>;
}

impl<T> Wrap<T> for Outcome<T> {
    fn wrap(self, words: &str) -> Outcome<T> {
        self.map_err(|failure| match failure {
            Failure::Kubeadm(cause) => Failure::Kubeadm(format!("{words}: {cause}")),
            other => other,
        })
    }
}

impl From<Cause> for Failure {
    fn from(cause: Cause) -> Failure {
        Failure::Kubeadm(cause.text())
    }
}

impl Failure {
    /// What goes to standard error.
    pub(crate) fn report(&self) -> String {
        match self {
            Failure::Kubeadm(text) => {
                format!("error: {text}\nTo see the stack trace of this error execute with --v=5 or higher\n")
            }
            Failure::Ours(text) => format!("error: {text}\n"),
            Failure::Stopped => String::new(),
        }
    }
}
