//! What a use case can refuse or fail with, in words for the person who asked.

/// Why a use case did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum PortalError {
    /// The database could not read or save.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// The cluster cannot be used.
    #[error(transparent)]
    Cluster(#[from] cluster::ClusterError),
    /// The person may not do that.
    #[error("this is not allowed: {0}")]
    Forbidden(String),
    /// No lesson has this id.
    #[error("there is no lesson {0:?}")]
    NoLesson(String),
    /// The lesson has no such part.
    #[error("this lesson has no {0}")]
    NoSuch(String),
    /// What was sent makes no sense.
    #[error("{0}")]
    Bad(String),
    /// The practice cluster is switched off.
    #[error("there is no practice cluster: the server was started with --no-practice")]
    NoPractice,
}
