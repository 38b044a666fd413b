//! Table `session`: browsers that were let in. Only hashes of tokens are kept.

use sha2::{Digest, Sha256};

use crate::{PersonId, Store, StoreError};

fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

impl Store {
    /// Lets a browser in with this token.
    pub async fn start_session(&self, token: &str, person: PersonId, now: i64) -> Result<(), StoreError> {
        sqlx::query("insert into session (token_hash, person_id, created_at) values (?, ?, ?)")
            .bind(hash(token))
            .bind(person.0)
            .bind(now)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Whose session this token is; `None` for one that was never given or has ended.
    pub async fn session(&self, token: &str) -> Result<Option<PersonId>, StoreError> {
        let id: Option<i64> = sqlx::query_scalar("select person_id from session where token_hash = ?")
            .bind(hash(token))
            .fetch_optional(&self.pool)
            .await?;
        Ok(id.map(PersonId))
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
        assert_eq!(store.session("secret-token").await.unwrap(), Some(person));
        assert_eq!(store.session("other").await.unwrap(), None);
        store.close().await;
        for file in std::fs::read_dir(dir.path()).unwrap() {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            assert!(!bytes.windows(12).any(|w| w == b"secret-token"));
        }
    }
}
