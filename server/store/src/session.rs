//! Table `session`: browsers that were let in. Only hashes of tokens are kept.

use sha2::{Digest, Sha256};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::{PersonId, Store, StoreError};

/// A session's key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct SessionId(i64);

impl SessionId {
    /// One that no database has.
    #[doc(hidden)]
    pub fn for_tests() -> SessionId {
        SessionId(0)
    }
}

/// A session as it is kept; times in Unix milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// Its key.
    pub session: SessionId,
    /// Whose it is.
    pub person: PersonId,
    /// When it began.
    pub created_at: i64,
    /// When it was used last, to the hour.
    pub seen_at: i64,
}

fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

fn session(row: &SqliteRow) -> Result<SessionRow, StoreError> {
    Ok(SessionRow {
        session: SessionId(row.try_get("session_id")?),
        person: PersonId(row.try_get("person_id")?),
        created_at: row.try_get("created_at")?,
        seen_at: row.try_get("seen_at")?,
    })
}

impl Store {
    /// Lets a browser in with this token. One that is known already stays as it is.
    pub async fn start_session(&self, token: &str, person: PersonId, now: i64) -> Result<(), StoreError> {
        sqlx::query(
            "insert into session (token_hash, person_id, created_at, seen_at) values (?, ?, ?, ?) on conflict do nothing",
        )
        .bind(hash(token))
        .bind(person.0)
        .bind(now)
        .bind(now)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// The session of this token; `None` for one that was never given or has ended.
    pub async fn session(&self, token: &str) -> Result<Option<SessionRow>, StoreError> {
        let row = sqlx::query(
            "select session_id, person_id, created_at, seen_at from session where token_hash = ?",
        )
        .bind(hash(token))
        .fetch_optional(&self.pool)
        .await?;
        row.as_ref().map(session).transpose()
    }

    /// Notes that a session is in use.
    pub async fn use_session(&self, id: SessionId, now: i64) -> Result<(), StoreError> {
        sqlx::query("update session set seen_at = ? where session_id = ?")
            .bind(now)
            .bind(id.0)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// A person's sessions, the one used last first.
    pub async fn sessions(&self, person: PersonId) -> Result<Vec<SessionRow>, StoreError> {
        let rows = sqlx::query(
            "select session_id, person_id, created_at, seen_at from session where person_id = ? order by seen_at desc, session_id desc",
        )
        .bind(person.0)
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(session).collect()
    }

    /// Ends one of a person's sessions; `false` when they have none with this key.
    pub async fn end_session(&self, person: PersonId, id: SessionId) -> Result<bool, StoreError> {
        let done = sqlx::query("delete from session where session_id = ? and person_id = ?")
            .bind(id.0)
            .bind(person.0)
            .execute(&self.pool)
            .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Takes away sessions that were used last before a time.
    pub async fn forget_sessions(&self, before: i64) -> Result<u64, StoreError> {
        let done =
            sqlx::query("delete from session where seen_at < ?").bind(before).execute(&self.pool).await?;
        Ok(done.rows_affected())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_dump_of_the_database_opens_no_session() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), "x").await.unwrap();
        let person = store.local_person(1).await.unwrap();
        store.start_session("secret-token", person, 1).await.unwrap();
        assert_eq!(store.session("secret-token").await.unwrap().map(|s| s.person), Some(person));
        assert_eq!(store.session("other").await.unwrap(), None);
        store.close().await;
        for file in std::fs::read_dir(dir.path()).unwrap() {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            assert!(!bytes.windows(12).any(|w| w == b"secret-token"));
        }
    }

    #[tokio::test]
    async fn sessions_are_listed_used_ended_and_forgotten() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), "x").await.unwrap();
        let person = store.local_person(1).await.unwrap();
        for (token, at) in [("a", 10), ("b", 20), ("c", 30)] {
            store.start_session(token, person, at).await.unwrap();
        }
        let a = store.session("a").await.unwrap().unwrap();
        store.use_session(a.session, 40).await.unwrap();
        let seen: Vec<i64> = store.sessions(person).await.unwrap().iter().map(|s| s.seen_at).collect();
        assert_eq!(seen, [40, 30, 20]);
        assert!(store.end_session(person, a.session).await.unwrap());
        assert!(!store.end_session(person, a.session).await.unwrap());
        assert_eq!(store.session("a").await.unwrap(), None);
        assert_eq!(store.forget_sessions(25).await.unwrap(), 1);
        assert_eq!(store.sessions(person).await.unwrap().len(), 1);
    }
}
