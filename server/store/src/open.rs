//! Opening: one process per data directory, no newer database, a copy before each migration.

use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use sqlx::SqlSafeStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection};

use crate::{Store, StoreError};

/// The files of `migrations/`, in the order of their numbers. A list here, since the macro that reads the folder compiles sqlx
/// and SQLite a second time, for itself.
static MIGRATIONS: LazyLock<Migrator> = LazyLock::new(|| {
    Migrator::with_migrations(vec![
        migration(1, "setup", include_str!("../../../migrations/1_setup.sql")),
        migration(2, "review", include_str!("../../../migrations/2_review.sql")),
        migration(3, "site", include_str!("../../../migrations/3_site.sql")),
        migration(4, "session", include_str!("../../../migrations/4_session.sql")),
        migration(5, "audit", include_str!("../../../migrations/5_audit.sql")),
    ])
});

fn migration(version: i64, description: &'static str, sql: &'static str) -> Migration {
    Migration::new(version, description.into(), MigrationType::Simple, sql.into_sql_str(), false)
}

/// How long a writer waits for its turn.
const BUSY: Duration = Duration::from_secs(10);

impl Store {
    /// Opens (and makes, where missing) the database in a data directory. `holder` is what a second process is told
    /// of this one: "process 4711, listening on 127.0.0.1:7466".
    pub async fn open(dir: &Path, holder: &str) -> Result<Store, StoreError> {
        fs::create_dir_all(dir).map_err(|source| StoreError::Directory { dir: dir.into(), source })?;
        let lock = lock(dir, holder)?;
        let file = dir.join("wheelhouse.db");
        back_up_before_migration(&file).await?;
        let pool = SqlitePoolOptions::new().max_connections(4).connect_with(options(&file)).await?;
        MIGRATIONS.run(&pool).await?;
        Ok(Store { pool, _lock: Arc::new(lock) })
    }
}

fn options(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // What a person was told is saved survives a power cut.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY)
}

fn lock(dir: &Path, holder: &str) -> Result<File, StoreError> {
    let failed = |source| StoreError::Directory { dir: dir.into(), source };
    let path = dir.join("wheelhouse.lock");
    let mut file =
        File::options().create(true).truncate(false).read(true).write(true).open(&path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let holder = fs::read_to_string(&path).unwrap_or_default();
            let holder = if holder.is_empty() { "another process".to_owned() } else { holder };
            return Err(StoreError::InUse { dir: dir.into(), holder });
        }
        Err(TryLockError::Error(source)) => return Err(failed(source)),
    }
    file.set_len(0).map_err(failed)?;
    file.write_all(holder.as_bytes()).map_err(failed)?;
    Ok(file)
}

/// Refuses a newer database and copies an older one; both before anything is written.
async fn back_up_before_migration(file: &Path) -> Result<(), StoreError> {
    if !file.exists() {
        return Ok(());
    }
    let Some(found) = schema_version(file).await? else { return Ok(()) };
    let known = MIGRATIONS.iter().map(|m| m.version).max().unwrap_or_default();
    if found > known {
        return Err(StoreError::Newer { file: file.into(), found, known });
    }
    if found < known {
        let mut copy = PathBuf::from(file);
        copy.set_file_name(format!("wheelhouse.db.before-{known}"));
        let mut from = options(file).read_only(true).connect().await?;
        if !copy.exists() {
            sqlx::query("vacuum into ?").bind(copy.to_string_lossy().into_owned()).execute(&mut from).await?;
            tracing::info!(copy = %copy.display(), "copied the database before its migration");
        }
        from.close().await?;
    }
    Ok(())
}

async fn schema_version(file: &Path) -> Result<Option<i64>, StoreError> {
    let mut db =
        SqliteConnectOptions::new().filename(file).read_only(true).busy_timeout(BUSY).connect().await?;
    let table: Option<i64> =
        sqlx::query_scalar("select 1 from sqlite_schema where name = '_sqlx_migrations'")
            .fetch_optional(&mut db)
            .await?;
    let version = match table {
        Some(_) => sqlx::query_scalar("select max(version) from _sqlx_migrations").fetch_one(&mut db).await?,
        None => None,
    };
    db.close().await?;
    Ok(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_second_process_is_told_who_holds_the_directory() {
        let dir = tempfile::tempdir().unwrap();
        let _first = Store::open(dir.path(), "process 1, listening on 127.0.0.1:7466").await.unwrap();
        let second = Store::open(dir.path(), "process 2").await.unwrap_err().to_string();
        assert!(second.contains("process 1, listening on 127.0.0.1:7466"), "{second}");
        assert!(second.contains("--data-dir"), "{second}");
    }

    #[tokio::test]
    async fn a_newer_database_is_refused_untouched() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), "x").await.unwrap();
        sqlx::query("insert into _sqlx_migrations (version, description, success, checksum, execution_time) values (999, 'later', 1, x'00', 0)")
            .execute(&store.pool)
            .await
            .unwrap();
        store.close().await;
        drop(store);
        let file = dir.path().join("wheelhouse.db");
        let before = fs::read(&file).unwrap();
        let error = Store::open(dir.path(), "x").await.unwrap_err();
        assert!(matches!(error, StoreError::Newer { found: 999, .. }), "{error}");
        assert_eq!(before, fs::read(&file).unwrap());
    }
}
