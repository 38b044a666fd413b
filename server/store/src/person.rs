//! Table `person`: who.

use crate::{Store, StoreError};

/// A person's key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PersonId(pub(crate) i64);

impl PersonId {
    /// One that no database has.
    #[doc(hidden)]
    pub fn for_tests() -> PersonId {
        PersonId(0)
    }
}

impl Store {
    /// The one person of the loopback mode, made when first asked for.
    pub async fn local_person(&self, now: i64) -> Result<PersonId, StoreError> {
        let known = sqlx::query_scalar("select person_id from person where name = 'local'");
        if let Some(id) = known.fetch_optional(&self.pool).await? {
            return Ok(PersonId(id));
        }
        sqlx::query("insert into person (name, created_at) values ('local', ?) on conflict do nothing")
            .bind(now)
            .execute(&self.pool)
            .await?;
        let id = sqlx::query_scalar("select person_id from person where name = 'local'")
            .fetch_one(&self.pool)
            .await?;
        Ok(PersonId(id))
    }
}
