//! Finding things: lessons, sections, commands and terms by their text, objects of the cluster in use by their names.

use std::time::Duration;

use api::frame::Lang;
use api::learn::{Hit, HitKind, Segment};
use cluster::{Cluster, ClusterId};
use course::Course;
use search::{Found, Index, Kind, Passage};

use crate::frame::{Action, Target, authorize};
use crate::{Actor, Portal, PortalError};

/// How much is told of the notes, and how much of the cluster.
const NOTES: usize = 12;
const OBJECTS: usize = 8;

/// The longest text that is searched for, in bytes.
const LONGEST: usize = 200;

/// How long a cluster may take to list its objects before the answer goes without them.
const PATIENCE: Duration = Duration::from_millis(300);

/// The kinds whose objects are found by name, as `kubectl describe` takes them.
const KINDS: [&str; 8] = [
    "pods",
    "deployments.apps",
    "services",
    "statefulsets.apps",
    "daemonsets.apps",
    "configmaps",
    "nodes",
    "namespaces",
];

/// The index of each language.
pub(crate) struct Indexes {
    en: Index,
    zh: Index,
}

impl Indexes {
    /// Builds both indexes.
    pub(crate) fn build(course: &Course) -> Indexes {
        let index = |lang| Index::build(passages(course, lang));
        let (en, zh) = rayon::join(|| index(Lang::En), || index(Lang::Zh));
        Indexes { en, zh }
    }

    fn of(&self, lang: Lang) -> &Index {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }
}

impl Portal {
    /// What fits to what was typed: the notes first, then objects of a cluster whose names have it in them.
    pub async fn search(
        &self,
        actor: &Actor,
        cluster: &str,
        lang: Lang,
        typed: &str,
    ) -> Result<Vec<Hit>, PortalError> {
        let id = ClusterId::from(cluster);
        authorize(actor, Action::Look, Target::Cluster(&id))?;
        if typed.len() > LONGEST {
            return Err(PortalError::Bad(format!("a search takes at most {LONGEST} characters")));
        }
        let found = self.notes().indexes.of(lang).search(typed, NOTES);
        let mut hits: Vec<Hit> = found.into_iter().map(hit).collect();
        // A cluster that cannot be reached keeps nobody from finding a lesson.
        if let Ok(cluster) = self.inner.clusters.get(&id).await {
            hits.extend(objects(&cluster, typed.trim()).await);
        }
        Ok(hits)
    }
}

async fn objects(cluster: &Cluster, typed: &str) -> Vec<Hit> {
    if typed.chars().count() < 2 {
        return Vec::new();
    }
    let mut hits = Vec::new();
    for kind in KINDS {
        let mut watch = cluster.watches.watch(kind, None);
        let singular = watch.first(PATIENCE).await.kind.to_lowercase();
        for key in watch.keys(|key| key.name.contains(typed)) {
            let (name, namespace) = (key.name, key.namespace);
            let flag = if namespace.is_empty() { String::new() } else { format!(" -n {namespace}") };
            hits.push(Hit {
                kind: HitKind::Object,
                title: format!("{singular}/{name}"),
                place: namespace.to_string(),
                text: String::new(),
                target: format!("kubectl describe {singular} {name}{flag}"),
            });
        }
    }
    hits.sort_by_key(|hit| (hit.title.len(), hit.title.clone()));
    hits.truncate(OBJECTS);
    hits
}

fn hit(found: Found) -> Hit {
    let Passage { kind, path, title, place, text } = found.passage;
    let kind = match kind {
        Kind::Lesson => HitKind::Lesson,
        Kind::Section => HitKind::Section,
        Kind::Command => HitKind::Command,
        Kind::Term => HitKind::Term,
    };
    Hit { kind, title, place, text, target: path }
}

/// Everything of a course that can be found, in one language.
fn passages(course: &Course, lang: Lang) -> Vec<Passage> {
    let mut passages = Vec::new();
    for summary in course.map(lang).parts.into_iter().flat_map(|part| part.lessons) {
        let path = lang.lesson_path(&summary.id);
        let passage = |kind, path: String, title: &str, text: &str| Passage {
            kind,
            path,
            title: title.to_owned(),
            place: if kind == Kind::Lesson { String::new() } else { summary.title.clone() },
            text: text.to_owned(),
        };
        passages.push(passage(Kind::Lesson, path.clone(), &summary.title, &summary.summary));
        for section in course.sections(lang, &summary.id).iter().filter(|s| !s.title.is_empty()) {
            let path = format!("{path}#{}", section.anchor);
            passages.push(passage(Kind::Section, path, &section.title, &section.text));
        }
        let Some(lesson) = course.lesson(lang, &summary.id) else { continue };
        for panel in course::panels(lesson) {
            let path = format!("{path}#step-{}", panel.id);
            passages.push(passage(Kind::Command, path, &line(lesson, &panel.line), ""));
        }
    }
    let glossary = lang.page("/glossary");
    for term in course.glossary(lang) {
        passages.push(Passage {
            kind: Kind::Term,
            path: format!("{glossary}#{}", term.id),
            title: term.term,
            place: String::new(),
            text: format!("{} {}", plain(&term.html), term.also.join(" ")),
        });
    }
    passages
}

/// A command as it stands with the defaults in its blanks.
fn line(lesson: &api::learn::Lesson, line: &[Segment]) -> String {
    let value = |name: &str| {
        lesson
            .blanks
            .iter()
            .find(|blank| blank.name == name)
            .map_or("", |blank| blank.default.as_str())
            .to_owned()
    };
    line.iter()
        .map(|segment| match segment {
            Segment::Text(text) => text.clone(),
            Segment::Blank(name) => value(name),
        })
        .collect()
}

/// The text of a term's HTML, which is ours: elements without `>` in their attributes.
fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    html_escape::decode_html_entities(&text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_course_is_found_in_both_languages() {
        let course = Course::load(&course::Embedded, crate::check_line).unwrap();
        let indexes = Indexes::build(&course);
        let finds = |lang, typed: &str, path: &str| {
            let found = indexes.of(lang).search(typed, 8);
            let paths: Vec<_> = found.into_iter().map(|f| f.passage.path).collect();
            assert!(paths.iter().any(|p| p.starts_with(path)), "{typed}: {paths:?}");
        };
        finds(Lang::En, "scale and heal", "/learn/scale-and-heal");
        finds(Lang::En, "kubectl scale deploymnet", "/learn/scale-and-heal#step-");
        finds(Lang::Zh, "清单", "/zh/learn/write-a-manifest");
    }

    #[test]
    fn the_text_of_html_is_read_back() {
        assert_eq!(plain("A <code>&lt;b&gt;</code> &amp; c"), "A <b> & c");
    }
}
