//! What a reader typed and no disk may hold: manifests with a Secret in them, blanks that stand for one. It is kept in
//! memory and gone when the server ends.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use api::frame::Lang;
use api::learn::{Blank, Block, Lesson, Segment};
use serde::Deserialize;
use serde_yaml_ng::{Deserializer, Value};
use store::PersonId;

use crate::command::program::Program;
use crate::{Portal, PortalError};

/// What is kept in memory.
#[derive(Default)]
pub(crate) struct Unwritten(Mutex<HashMap<(PersonId, What), String>>);

#[derive(PartialEq, Eq, Hash)]
enum What {
    Blank(String),
    /// Lesson and file.
    Manifest(String, String),
}

impl Unwritten {
    fn lock(&self) -> MutexGuard<'_, HashMap<(PersonId, What), String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn put(&self, person: PersonId, what: What, text: Option<&str>) {
        let mut kept = self.lock();
        match text {
            Some(text) => drop(kept.insert((person, what), text.to_owned())),
            None => drop(kept.remove(&(person, what))),
        }
    }

    /// Keeps a manifest, or forgets it.
    pub(crate) fn manifest(&self, person: PersonId, lesson: &str, file: &str, text: Option<&str>) {
        self.put(person, What::Manifest(lesson.to_owned(), file.to_owned()), text);
    }

    /// A manifest that is kept.
    pub(crate) fn edited(&self, person: PersonId, lesson: &str, file: &str) -> Option<String> {
        self.lock().get(&(person, What::Manifest(lesson.to_owned(), file.to_owned()))).cloned()
    }

    /// The blanks that are kept, by name.
    pub(crate) fn blanks(&self, person: PersonId) -> BTreeMap<String, String> {
        let kept = self.lock();
        let own = kept.iter().filter(|((whose, _), _)| *whose == person);
        own.filter_map(|((_, what), text)| match what {
            What::Blank(name) => Some((name.clone(), text.clone())),
            What::Manifest(..) => None,
        })
        .collect()
    }
}

impl Portal {
    /// Keeps what was typed into a blank: on disk, unless it may stand for a secret.
    pub(crate) async fn keep_blank(
        &self,
        person: PersonId,
        name: &str,
        value: &str,
    ) -> Result<(), PortalError> {
        let secret = Some(value).filter(|value| !value.is_empty() && self.stands_for_secret(name));
        self.inner.unwritten.put(person, What::Blank(name.to_owned()), secret);
        let written = if secret.is_some() { "" } else { value };
        self.kept(person, self.inner.store.save_blank(person, name, written)).await
    }

    /// Whether a command prints the blank's value, or it stands in a line where that line's record hides it.
    fn stands_for_secret(&self, name: &str) -> bool {
        let notes = self.notes();
        let lessons = notes.course.lessons(Lang::En);
        lessons.into_iter().any(|lesson| {
            let printed = |blank: &Blank| blank.name == name && blank.printed.is_some();
            lesson.blanks.iter().any(printed) || lines(lesson).any(|line| hides(line, name))
        })
    }
}

fn lines(lesson: &Lesson) -> impl Iterator<Item = &[Segment]> {
    lesson.blocks.iter().filter_map(|block| match block {
        Block::Panel(panel) => Some(panel.line.as_slice()),
        Block::Host(host) => Some(host.line.as_slice()),
        _ => None,
    })
}

/// Whether a line's record hides what is in this blank.
fn hides(line: &[Segment], name: &str) -> bool {
    const MARK: &str = "a1b2c3.mark";
    let has = |segment: &Segment| matches!(segment, Segment::Blank(blank) if blank == name);
    if !line.iter().any(has) {
        return false;
    }
    let filled: String = line
        .iter()
        .map(|segment| match segment {
            Segment::Text(text) => text.as_str(),
            Segment::Blank(blank) if blank == name => MARK,
            Segment::Blank(_) => "x",
        })
        .collect();
    let Ok(program) = Program::parse(&filled) else { return false };
    !program.impact(true).verb.is_empty() && !program.masked(None).contains(MARK)
}

/// Whether a manifest has a Secret in it. One that cannot be read may.
pub(crate) fn holds_secret(text: &str) -> bool {
    for document in Deserializer::from_str(text) {
        match Value::deserialize(document) {
            Ok(value) => {
                if is_secret(&value) {
                    return true;
                }
            }
            Err(_) => return text.contains("Secret") || text.contains("stringData"),
        }
    }
    false
}

fn is_secret(value: &Value) -> bool {
    let kind = value.get("kind").and_then(Value::as_str).unwrap_or_default();
    let items = value.get("items").and_then(Value::as_sequence);
    kind == "Secret" || items.is_some_and(|items| items.iter().any(is_secret))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_with_a_secret_is_known() {
        assert!(holds_secret("kind: ConfigMap\n---\nkind: Secret\nstringData: {a: b}"));
        assert!(holds_secret("{kind: List, items: [{kind: Secret}]}"));
        assert!(holds_secret("kind: Secret\nstringData: {"));
        assert!(!holds_secret("kind: ConfigMap\ndata: {a: Secret}"));
        assert!(!holds_secret(""));
    }

    #[test]
    fn a_blank_where_the_record_hides_is_a_secret() {
        let line = |before: &str, after: &str| {
            [
                Segment::Text(before.to_owned()),
                Segment::Blank("x".to_owned()),
                Segment::Text(after.to_owned()),
            ]
        };
        for (before, after) in [
            ("kubectl create secret generic s --from-literal=k=", ""),
            ("kubectl exec web -- redis-cli -p", ""),
            ("kubeadm join 10.0.0.1:6443 --token ", " --discovery-token-ca-cert-hash sha256:00"),
            ("kubectl patch secret s -p '{\"stringData\":{\"a\":\"", "\"}}'"),
        ] {
            assert!(hides(&line(before, after), "x"), "{before}");
            assert!(!hides(&line(before, after), "y"), "{before}");
        }
        for (before, after) in [("kubectl get pod ", ""), ("kubectl exec ", " -- ls"), ("cat ", " | less")] {
            assert!(!hides(&line(before, after), "x"), "{before}");
        }
    }
}
