//! A lesson as the page shows it: prose already rendered and sanitized, everything that is alive as data.

use serde::{Deserialize, Serialize};

use crate::frame::Lang;
use crate::learn::{About, Images, LiveValue, Owners, Picture, Timeline};

/// All parts of the course in reading order, for the map and the outline at the left.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CourseMap {
    /// The parts, in order.
    pub parts: Vec<Part>,
}

/// One part of the course: "Concepts", "Run applications".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// Stable id, the same in every language.
    pub id: String,
    /// The heading, in the page's language.
    pub title: String,
    /// The lessons, in order.
    pub lessons: Vec<LessonSummary>,
}

/// What the map tells of a lesson.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LessonSummary {
    /// Stable id; also the file name and the last part of the address.
    pub id: String,
    /// Title in the page's language.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// Reading and doing time in minutes.
    pub minutes: u32,
    /// Ids of the steps that count towards progress (panels, manifests, checks, quizzes), in order.
    pub steps: Vec<String>,
}

/// A whole lesson in one language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Lesson {
    /// Stable id.
    pub id: String,
    /// The language of all text in it.
    pub lang: Lang,
    /// Title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// Title of the part it belongs to.
    pub part: String,
    /// Minutes.
    pub minutes: u32,
    /// What the lesson changes in the cluster, in a few words; `None` when it only looks.
    pub changes: Option<String>,
    /// Whether its commands need containers that really run: logs, exec, images that cannot be pulled.
    #[serde(default)]
    pub containers: bool,
    /// Lessons whose result this one starts from.
    pub needs: Vec<String>,
    /// What must hold in the cluster before the lesson, and the commands that make it so.
    pub setup: Setup,
    /// Headings of level two, for the table of contents.
    pub outline: Vec<Heading>,
    /// The blanks of all its panels, by name.
    pub blanks: Vec<Blank>,
    /// Values that the cluster puts into the text. They stay on the server, which says what they are.
    #[serde(skip)]
    pub live: Vec<LiveValue>,
    /// The content, in order.
    pub blocks: Vec<Block>,
    /// Where the facts can be looked up: `https://` addresses.
    #[serde(default)]
    pub sources: Vec<String>,
    /// The lesson before.
    pub prev: Option<Link>,
    /// The lesson after.
    pub next: Option<Link>,
}

/// The state that a lesson starts from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Setup {
    /// What must hold: when all of these pass there is nothing to set up. It stays on the server.
    #[serde(skip)]
    pub expect: Vec<CheckSpec>,
    /// kubectl commands (without blanks) that make it so, in order, offered and shown when it does not hold.
    pub commands: Vec<String>,
}

/// A link to another lesson.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// Lesson id.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// A heading with its anchor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Heading {
    /// Anchor, the same in every language.
    pub id: String,
    /// Text.
    pub title: String,
}

/// A piece of a lesson. Everything but [`Block::Html`] and [`Block::Aside`] has an id that is the same in every language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// Prose: sanitized HTML, code in it already highlighted.
    Html {
        /// The HTML.
        html: String,
    },
    /// "Older notes say": sanitized HTML.
    Aside {
        /// The HTML.
        html: String,
    },
    /// A command that runs.
    Panel(Panel),
    /// A manifest that the reader edits and applies.
    Manifest(Manifest),
    /// A command for a machine, which no API can run.
    Host(Host),
    /// Statements about the cluster, watched live.
    Check(Check),
    /// A question.
    Quiz(Quiz),
    /// A picture.
    Picture(Picture),
    /// What owns what, live.
    Owners(Owners),
    /// What happened, live.
    Timeline(Timeline),
    /// Which images the nodes have and lack, live.
    Images(Images),
}

/// A command panel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Panel {
    /// Step id, unique in the lesson.
    pub id: String,
    /// The command, cut at its blanks. Joined with the blanks' values it is one command line, `kubectl` (or `kubeadm`) included.
    pub line: Vec<Segment>,
}

/// A part of a command line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Segment {
    /// Text as it stands.
    Text(String),
    /// The value of the blank with this name.
    Blank(String),
}

/// A blank in command lines: what the reader types once and every panel of the course remembers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Blank {
    /// Name, unique in the course.
    pub name: String,
    /// What it is, for the field's label, in the page's language.
    pub label: String,
    /// Value while the reader has not typed one. With [`Blank::from`] it is what stands there until the cluster answers.
    pub default: String,
    /// Where the cluster can fill it.
    pub from: Option<Pick>,
    /// Which panel prints it, for the reader to copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed: Option<Printed>,
}

/// "The word after this one in what that panel printed": where a reader copies a blank's value from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Printed {
    /// The panel's id.
    pub panel: String,
    /// The text right before the value; empty: the value is the first word.
    #[serde(default)]
    pub after: String,
}

impl Printed {
    /// The value in an answer.
    pub fn find(&self, answer: &str) -> Option<String> {
        let (_, rest) = answer.split_once(&self.after)?;
        rest.split_whitespace().next().map(str::to_owned)
    }
}

/// "The first object of this kind that matches": fills a blank such as a pod's generated name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Pick {
    /// Resource, as `kubectl get` takes it: `pods`, `nodes`, `replicasets.apps`.
    pub resource: String,
    /// Label selector; empty: all.
    #[serde(default)]
    pub selector: String,
}

/// A manifest in the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Step id.
    pub id: String,
    /// The file's name, as panels write it after `-f`.
    pub file: String,
    /// The YAML as the lesson has it.
    pub text: String,
    /// The same, highlighted on the server: HTML.
    pub html: String,
}

/// A host command: copied, never run here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Host {
    /// Id, unique in the lesson. Not a step: nothing here can see that it was done.
    pub id: String,
    /// The lines, cut at their blanks.
    pub line: Vec<Segment>,
    /// What it prints when it goes well, if the lesson says so.
    pub prints: Option<String>,
    /// What it changes and how it fails; every host command of a course that is loaded has it.
    pub about: Option<About>,
}

/// A check: statements about the cluster that pass by themselves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// Step id.
    pub id: String,
    /// What should be true, in the reader's words: HTML of one line.
    pub title: String,
    /// The statement. It stays on the server, which says how it stands.
    #[serde(skip)]
    pub spec: CheckSpec,
    /// Commands that fulfil it, for a check that no panel leads to: a reader may open them, a test runs them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answer: Vec<Vec<Segment>>,
}

/// A declarative statement about cluster state. Blanks (`<name>`) are allowed in `name`, `selector` and values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckSpec {
    /// Resource: `pods`, `deployments.apps`.
    pub resource: String,
    /// One object by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// All objects with these labels. Neither name nor selector: all of the namespace.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub selector: Option<String>,
    /// Namespace, if another than the lesson's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub namespace: Option<String>,
    /// How many objects must match and meet `expect`; without it at least one, and every one that matches.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// What must hold of each object. Empty: that it exists.
    #[serde(default)]
    pub expect: Vec<Expect>,
}

/// What must hold at one path of an object.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// Path with dots, list items by number or by a key's value: `status.readyReplicas`,
    /// `spec.template.spec.containers.0.image`, `status.conditions[type=Ready].status`.
    pub path: String,
    /// The value must be this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equals: Option<serde_json::Value>,
    /// The number must be at least this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<i64>,
    /// The string must contain this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contains: Option<String>,
    /// The path must exist (`true`) or must not (`false`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exists: Option<bool>,
}

/// A question whose every answer is explained.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quiz {
    /// Step id.
    pub id: String,
    /// The question: HTML.
    pub question: String,
    /// The answers, in order.
    pub answers: Vec<Answer>,
}

/// An answer to a [`Quiz`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The answer: HTML of one line.
    pub text: String,
    /// Whether it is right, and why. A page gets it once this answer was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
}

/// What is said of an [`Answer`] that was given.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// Whether it is right.
    pub right: bool,
    /// Why it is right, or why it is tempting and wrong: HTML.
    pub why: String,
}

/// A lesson as every reader gets it: the answer of the server function that a lesson page loads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LessonPage {
    /// The lesson itself.
    pub lesson: Lesson,
    /// What its panels do, in their order.
    pub panels: Vec<PanelTraits>,
}

/// What a panel's command does, so that the page can offer the right buttons.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PanelTraits {
    /// Step id of the panel.
    pub id: String,
    /// It changes something: a dry run is offered.
    pub changes: bool,
    /// It wants a terminal.
    pub interactive: bool,
    /// It goes on until it is stopped.
    pub streams: bool,
}
