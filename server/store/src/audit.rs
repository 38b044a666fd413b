//! Table `audit`: every change, written before it is sent.

use serde_json::Value;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::{PersonId, Store, StoreError};

/// The key of an entry. A later entry has a greater one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AuditId(i64);

/// How a command ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// With this exit code.
    Exit(i32),
    /// The engine broke off: why.
    Fault(String),
}

/// An entry.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditEntry {
    /// Its key.
    pub id: AuditId,
    /// When it was written, in Unix milliseconds.
    pub at: i64,
    /// Who, by name.
    pub person: String,
    /// On which cluster.
    pub cluster: String,
    /// The command line without its secrets.
    pub line: String,
    /// The requests that it was going to send; `None` where that could not be found out.
    pub planned: Option<Value>,
    /// How it ended; `None` while it runs, or when the server ended first.
    pub end: Option<End>,
    /// Milliseconds from the record to the end.
    pub millis: Option<i64>,
}

/// What came of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It has not ended, as far as is known.
    Open,
    /// It ended with 0.
    Done,
    /// It ended otherwise.
    Failed,
}

impl Outcome {
    fn word(self) -> &'static str {
        match self {
            Outcome::Open => "open",
            Outcome::Done => "done",
            Outcome::Failed => "failed",
        }
    }
}

/// Which entries are wanted; what is `None` does not matter.
#[derive(Clone, Debug, Default)]
pub struct AuditFilter {
    /// Of this person.
    pub person: Option<PersonId>,
    /// On this cluster.
    pub cluster: Option<String>,
    /// That were going to change this resource, by its plural name.
    pub resource: Option<String>,
    /// That were going to change something in this namespace.
    pub namespace: Option<String>,
    /// That were going to change something of this name.
    pub name: Option<String>,
    /// With this outcome.
    pub outcome: Option<Outcome>,
    /// Not before this moment, in Unix milliseconds.
    pub from: Option<i64>,
    /// Before this moment, in Unix milliseconds.
    pub until: Option<i64>,
    /// Older than this entry: the next page.
    pub before: Option<AuditId>,
}

/// The newest first. All that is asked of an object must be true of the same planned request.
const SEARCH: &str = "\
select audit_id, at, person.name as person, cluster, line, planned, exit_code, fault, millis
from audit join person using (person_id)
where (?1 is null or audit.person_id = ?1)
  and (?2 is null or cluster = ?2)
  and ((?3 is null and ?4 is null and ?5 is null) or exists (
    select 1 from json_each(audit.planned) as request
    where (?3 is null or request.value ->> 'resource' = ?3)
      and (?4 is null or request.value ->> 'namespace' = ?4)
      and (?5 is null or request.value ->> 'name' = ?5)))
  and (?6 is null or ?6 = case
    when exit_code = 0 then 'done'
    when exit_code is null and fault is null then 'open'
    else 'failed' end)
  and (?7 is null or at >= ?7)
  and (?8 is null or at < ?8)
  and (?9 is null or audit_id < ?9)
order by audit_id desc limit ?10";

impl Store {
    /// Writes down a command that is about to change something: `line` without its secrets, and the requests that are
    /// planned. Where this fails, the command must not be sent.
    pub async fn record(
        &self,
        person: PersonId,
        cluster: &str,
        line: &str,
        planned: Option<&Value>,
        now: i64,
    ) -> Result<AuditId, StoreError> {
        let sql = "insert into audit (at, person_id, cluster, line, planned) values (?, ?, ?, ?, ?)";
        let done = sqlx::query(sql)
            .bind(now)
            .bind(person.0)
            .bind(cluster)
            .bind(line)
            .bind(planned.map(Value::to_string))
            .execute(&self.pool)
            .await?;
        Ok(AuditId(done.last_insert_rowid()))
    }

    /// Adds how the command ended, and after how many milliseconds.
    pub async fn record_end(&self, id: AuditId, end: &End, millis: i64) -> Result<(), StoreError> {
        let (exit_code, fault) = match end {
            End::Exit(code) => (Some(*code), None),
            End::Fault(why) => (None, Some(why)),
        };
        sqlx::query("update audit set exit_code = ?, fault = ?, millis = ? where audit_id = ?")
            .bind(exit_code)
            .bind(fault)
            .bind(millis)
            .bind(id.0)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// The newest entries that fit, at most `limit` of them.
    pub async fn audit(&self, filter: &AuditFilter, limit: u32) -> Result<Vec<AuditEntry>, StoreError> {
        let rows = sqlx::query(SEARCH)
            .bind(filter.person.map(|person| person.0))
            .bind(&filter.cluster)
            .bind(&filter.resource)
            .bind(&filter.namespace)
            .bind(&filter.name)
            .bind(filter.outcome.map(Outcome::word))
            .bind(filter.from)
            .bind(filter.until)
            .bind(filter.before.map(|id| id.0))
            .bind(limit)
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(entry).collect()
    }
}

fn entry(row: &SqliteRow) -> Result<AuditEntry, StoreError> {
    let planned: Option<String> = row.try_get("planned")?;
    let planned = planned.map(|text| serde_json::from_str(&text)).transpose();
    let (exit_code, fault): (Option<i32>, Option<String>) =
        (row.try_get("exit_code")?, row.try_get("fault")?);
    Ok(AuditEntry {
        id: AuditId(row.try_get("audit_id")?),
        at: row.try_get("at")?,
        person: row.try_get("person")?,
        cluster: row.try_get("cluster")?,
        line: row.try_get("line")?,
        planned: planned.map_err(|error| sqlx::Error::Decode(error.into()))?,
        end: exit_code.map(End::Exit).or(fault.map(End::Fault)),
        millis: row.try_get("millis")?,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    async fn lines(store: &Store, filter: AuditFilter) -> Vec<String> {
        store.audit(&filter, 10).await.unwrap().into_iter().map(|entry| entry.line).collect()
    }

    #[tokio::test]
    async fn an_entry_is_found_by_all_that_it_tells() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), "test").await.unwrap();
        let person = store.local_person(1).await.unwrap();
        let pod = json!([
            {"verb": "delete", "resource": "pods", "namespace": "a", "name": "x"},
            {"verb": "patch", "resource": "nodes", "namespace": "", "name": "n"},
        ]);
        let first = store.record(person, "practice", "one", Some(&pod), 10).await.unwrap();
        let second = store.record(person, "kind", "two", None, 20).await.unwrap();
        let third = store.record(person, "kind", "three", Some(&json!([])), 30).await.unwrap();
        store.record_end(first, &End::Exit(0), 5).await.unwrap();
        store.record_end(second, &End::Fault("it broke".to_owned()), 6).await.unwrap();

        let all = store.audit(&AuditFilter::default(), 10).await.unwrap();
        assert_eq!(all.iter().map(|entry| entry.id).collect::<Vec<_>>(), [third, second, first]);
        assert_eq!(
            (all[2].planned.as_ref(), &all[2].end, all[2].millis),
            (Some(&pod), &Some(End::Exit(0)), Some(5))
        );
        assert_eq!((all[2].person.as_str(), all[2].at), ("local", 10));
        assert_eq!((&all[1].planned, &all[1].end), (&None, &Some(End::Fault("it broke".to_owned()))));
        assert_eq!(all[0].end, None);

        let none = AuditFilter::default;
        let resource = |word: &str| AuditFilter { resource: Some(word.to_owned()), ..none() };
        assert_eq!(lines(&store, resource("nodes")).await, ["one"]);
        assert_eq!(
            lines(&store, AuditFilter { namespace: Some("a".to_owned()), ..resource("pods") }).await,
            ["one"]
        );
        assert!(
            lines(&store, AuditFilter { name: Some("x".to_owned()), ..resource("nodes") }).await.is_empty()
        );
        assert_eq!(
            lines(&store, AuditFilter { cluster: Some("kind".to_owned()), ..none() }).await,
            ["three", "two"]
        );
        for (outcome, want) in [(Outcome::Open, "three"), (Outcome::Failed, "two"), (Outcome::Done, "one")] {
            assert_eq!(lines(&store, AuditFilter { outcome: Some(outcome), ..none() }).await, [want]);
        }
        assert_eq!(lines(&store, AuditFilter { from: Some(20), until: Some(30), ..none() }).await, ["two"]);
        assert_eq!(lines(&store, AuditFilter { before: Some(second), ..none() }).await, ["one"]);
        assert_eq!(lines(&store, AuditFilter { person: Some(person), ..none() }).await.len(), 3);
    }
}
