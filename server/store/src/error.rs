//! What can go wrong with the database, each with what to do about it.

use std::path::PathBuf;

/// Why the store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process works in this data directory.
    #[error(
        "the data directory {dir} is in use by {holder}: stop that one, or choose another with --data-dir"
    )]
    InUse {
        /// The data directory.
        dir: PathBuf,
        /// Who says that it holds it.
        holder: String,
    },
    /// The database was written by a newer version; it was not touched.
    #[error(
        "{file} was written by a newer Wheelhouse (schema {found}, this one knows {known}): update Wheelhouse, or choose another --data-dir; the file was not touched"
    )]
    Newer {
        /// The database file.
        file: PathBuf,
        /// Its schema version.
        found: i64,
        /// The newest that this binary knows.
        known: i64,
    },
    /// The data directory cannot be made or written.
    #[error("cannot use the data directory {dir}: {source}")]
    Directory {
        /// The data directory.
        dir: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// No space is left where the database lies. Nothing was lost; the write was not done.
    #[error(
        "the disk that holds the data directory is full: nothing was saved; free some space and try again"
    )]
    Full,
    /// Another writer held the database for too long.
    #[error("the database is locked by another program: nothing was saved; try again")]
    Busy,
    /// A migration failed; the copy made before it is untouched.
    #[error("cannot bring the database up to date: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// Anything else that SQLite says.
    #[error("the database failed: {0}")]
    Sqlite(sqlx::Error),
}

/// SQLite's primary result codes: <https://www.sqlite.org/rescode.html>.
const SQLITE_BUSY: &str = "5";
const SQLITE_LOCKED: &str = "6";
const SQLITE_FULL: &str = "13";

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let code = error.as_database_error().and_then(|e| e.code());
        match code.as_deref() {
            Some(SQLITE_FULL) => StoreError::Full,
            Some(SQLITE_BUSY | SQLITE_LOCKED) => StoreError::Busy,
            _ => StoreError::Sqlite(error),
        }
    }
}
