//! What every component knows of the reader, the cluster in use and the page: one context of signals.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use api::cluster::Lens;
use api::frame::{Frame, Lang, Work};
use api::live::{CheckState, Drawn};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::browser::{Spot, own};
use crate::command::shells::Dock;
use crate::command::state::PanelState;
use crate::frame::words::{Words, words};

/// How many of the reader's own commands the feed keeps.
const DID: usize = 12;

/// The signals that components share. Cheap to copy; reach it with [`Reader::of_page`].
#[derive(Clone, Copy)]
pub struct Reader {
    /// Progress, clusters and choices; what was ticked a moment ago is in it.
    pub frame: RwSignal<Frame>,
    /// Manifests as the reader edited them, by lesson and file.
    pub(crate) edits: RwSignal<BTreeMap<(String, String), String>>,
    /// The lessons whose [`Reader::edits`] are here.
    worked: StoredValue<BTreeSet<String>>,
    /// The language of the page, from its address.
    pub lang: Memo<Lang>,
    /// The cluster beside the text; `None` until the first picture arrived.
    pub lens: RwSignal<Option<Lens>>,
    /// How the lesson's checks stand.
    pub checks: RwSignal<Vec<CheckState>>,
    /// Values that the cluster gives to blanks.
    pub picked: RwSignal<BTreeMap<String, String>>,
    /// Values that panels of this visit printed for blanks. They stay on the page: a token is not written down.
    pub copied: RwSignal<BTreeMap<String, String>>,
    /// What the lesson's text and drawings show of the cluster.
    pub drawn: RwSignal<Drawn>,
    /// Whether the state that the lesson starts from is there.
    pub ready: RwSignal<bool>,
    /// The lesson whose starting state was there on this visit: what its reader then deletes is not offered again.
    pub(crate) started: StoredValue<String>,
    /// Where the reader was when the language was changed.
    pub(crate) spot: StoredValue<Option<Spot>>,
    /// The lesson whose checks the page shows, and the number of the view that said so; `None` on other pages.
    pub(crate) lesson: RwSignal<Option<(u32, String)>>,
    /// How many views of lessons there were.
    pub(crate) shown: StoredValue<u32>,
    /// Blanks that are on their way to the server.
    pub(crate) saving: StoredValue<BTreeSet<String>>,
    /// The build of the program that the page was loaded from; empty until it is told.
    pub(crate) build: StoredValue<String>,
    /// Whether the server can be heard.
    pub connected: RwSignal<bool>,
    /// What was done on this page that changed a cluster: unix time in milliseconds and the line, newest last.
    pub did: RwSignal<Vec<(i64, String)>>,
    /// What panels hold, by lesson and step: a change of language keeps it.
    pub panels: StoredValue<HashMap<(String, String), PanelState>>,
    /// The dock at the bottom.
    pub dock: Dock,
}

impl Reader {
    /// Makes the signals and hands them to everything below; called inside the router.
    ///
    /// # Server-Side Rendering
    /// A page is rendered once for all its readers: nothing of anybody's is in it. What is the reader's own stands beside it and is
    /// taken in when the page has come to life, so that both halves begin with the same page.
    pub(crate) fn provide() -> Reader {
        let reader = Reader {
            frame: RwSignal::default(),
            edits: RwSignal::default(),
            worked: StoredValue::default(),
            lang: use_lang(),
            lens: RwSignal::new(None),
            checks: RwSignal::default(),
            picked: RwSignal::default(),
            copied: RwSignal::default(),
            drawn: RwSignal::default(),
            ready: RwSignal::new(true),
            spot: StoredValue::default(),
            started: StoredValue::default(),
            lesson: RwSignal::default(),
            shown: StoredValue::default(),
            saving: StoredValue::default(),
            build: StoredValue::default(),
            connected: RwSignal::new(true),
            did: RwSignal::default(),
            panels: StoredValue::default(),
            dock: Dock::new(),
        };
        provide_context(reader);
        Effect::new(move |_| {
            if let Some(own) = own() {
                reader.frame.set(own.frame);
                own.work.into_iter().for_each(|work| reader.take_work(work));
            }
        });
        reader
    }

    /// The reader of the page that the calling component is in.
    pub fn of_page() -> Reader {
        expect_context()
    }

    /// Takes in what was made of a lesson.
    pub(crate) fn take_work(self, work: Work) {
        let Work { lesson, edits } = work;
        self.worked.update_value(|known| {
            known.insert(lesson.clone());
        });
        self.edits
            .update(|all| all.extend(edits.into_iter().map(|(file, text)| ((lesson.clone(), file), text))));
    }

    /// Whether it is known what was made of a lesson.
    pub(crate) fn has_work(self, lesson: &str) -> bool {
        self.worked.with_value(|known| known.contains(lesson))
    }

    /// The frame's texts in the page's language.
    pub fn words(&self) -> &'static Words {
        words(self.lang.get())
    }

    /// One of the frame's texts, in the page's language. Every call gives the same type, so that views of texts are compiled once.
    pub(crate) fn say(
        self,
        text: fn(&'static Words) -> &'static str,
    ) -> impl Fn() -> &'static str + Copy + Send + Sync {
        move || text(self.words())
    }

    /// The value of the document's `lang` attribute.
    pub(crate) fn html_lang(&self) -> &'static str {
        match self.lang.get() {
            Lang::En => "en",
            Lang::Zh => "zh-CN",
        }
    }

    /// `light`, `dark`, or nothing for what the system says.
    pub(crate) fn theme(&self) -> Option<String> {
        Some(self.frame.with(|f| f.progress.theme.clone())).filter(|theme| !theme.is_empty())
    }

    /// Name of the cluster in use.
    pub fn cluster(&self) -> String {
        self.frame.with(|f| f.cluster.clone())
    }

    /// Whether the cluster in use is the practice cluster; also while it is not known which one is in use.
    pub fn on_practice(&self) -> bool {
        self.frame.with(|f| f.clusters.iter().find(|c| c.name == f.cluster).is_none_or(|c| c.practice))
    }

    /// The namespace that lessons work in on the cluster in use.
    pub fn namespace(&self) -> String {
        self.frame.with(|f| {
            f.clusters.iter().find(|c| c.name == f.cluster).map(|c| c.namespace.clone()).unwrap_or_default()
        })
    }

    /// Whether a step is done.
    pub fn is_done(&self, lesson: &str, step: &str) -> bool {
        self.frame.with(|f| f.progress.done.get(lesson).is_some_and(|steps| steps.iter().any(|s| s == step)))
    }

    /// Shows a step as ticked; the server said that it is on disk.
    pub fn mark_done(&self, lesson: &str, step: &str) {
        if self
            .frame
            .with_untracked(|f| f.progress.done.get(lesson).is_some_and(|s| s.iter().any(|s| s == step)))
        {
            return;
        }
        self.frame.update(|f| f.progress.done.entry(lesson.to_owned()).or_default().push(step.to_owned()));
    }

    /// Shows a step as not ticked any more; the server said that it is off the disk.
    pub fn mark_undone(&self, lesson: &str, step: &str) {
        self.frame.update(|f| {
            if let Some(steps) = f.progress.done.get_mut(lesson) {
                steps.retain(|known| known != step);
            }
        });
    }

    /// Remembers for the feed what was done just now.
    pub(crate) fn did_now(&self, line: &str) {
        let entry = (crate::browser::now(), line.to_owned());
        self.did.update(|did| {
            did.push(entry);
            let excess = did.len().saturating_sub(DID);
            did.drain(..excess);
        });
    }

    /// What a blank holds: what a panel printed or was typed, else what the cluster gives, else the lesson's own.
    pub fn blank(&self, name: &str, default: &str) -> String {
        let copied = self.copied.with(|c| c.get(name).cloned());
        let typed = self.frame.with(|f| f.progress.blanks.get(name).cloned());
        let own = copied.or(typed).or_else(|| self.picked.with(|p| p.get(name).cloned()));
        own.unwrap_or_else(|| default.to_owned())
    }

    /// The panel state of a step, made when first asked for.
    pub fn panel(&self, lesson: &str, step: &str) -> PanelState {
        let key = (lesson.to_owned(), step.to_owned());
        self.panels.try_update_value(|panels| panels.entry(key).or_default().clone()).unwrap_or_default()
    }
}

fn use_lang() -> Memo<Lang> {
    let location = use_location();
    Memo::new(move |_| location.pathname.with(|path| lang_of(path)))
}

fn lang_of(path: &str) -> Lang {
    if path == "/zh" || path.starts_with("/zh/") { Lang::Zh } else { Lang::En }
}

/// The same page in the other language.
pub(crate) fn other_language(path: &str) -> String {
    match lang_of(path) {
        Lang::Zh => path.strip_prefix("/zh").filter(|rest| !rest.is_empty()).unwrap_or("/learn").to_owned(),
        Lang::En => format!("/zh{path}"),
    }
}
