//! Table `site`: the cluster that somebody is going to build.

use crate::{PersonId, Store, StoreError};

/// There is one site for each person so far.
const NAME: &str = "mine";

impl Store {
    /// Keeps a site (JSON).
    pub async fn save_site(&self, person: PersonId, data: &str) -> Result<(), StoreError> {
        sqlx::query(
            "insert into site (person_id, name, data) values (?, ?, ?) on conflict do update set data = excluded.data",
        )
        .bind(person.0)
        .bind(NAME)
        .bind(data)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// The site that was kept last; `None` before that.
    pub async fn site(&self, person: PersonId) -> Result<Option<String>, StoreError> {
        Ok(sqlx::query_scalar("select data from site where person_id = ? and name = ?")
            .bind(person.0)
            .bind(NAME)
            .fetch_optional(&self.pool)
            .await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_last_site_stays() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), "x").await.unwrap();
        let person = store.local_person(1).await.unwrap();
        assert_eq!(store.site(person).await.unwrap(), None);
        for data in [r#"{"name":"a"}"#, r#"{"name":"b"}"#] {
            store.save_site(person, data).await.unwrap();
        }
        assert_eq!(store.site(person).await.unwrap().as_deref(), Some(r#"{"name":"b"}"#));
    }
}
