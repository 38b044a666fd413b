//! Why there is no credential, in client-go's words.

/// A plug-in gave no credential.
#[derive(Clone, Debug, thiserror::Error)]
#[error("getting credentials: {why}")]
pub(crate) struct LoginError {
    /// What went wrong.
    pub(crate) why: String,
    /// What it wrote on standard error, where that was caught.
    pub(crate) said: String,
}

impl From<String> for LoginError {
    fn from(why: String) -> LoginError {
        LoginError { why, said: String::new() }
    }
}
