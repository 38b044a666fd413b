//! What the parts of the set-up page share: the site that is typed, its runbook, what is saved.

use std::time::Duration;

use api::setup::{Machine, Offers, Runbook, SetUp, Site};
use leptos::prelude::*;

use crate::frame::reader::Reader;
use crate::parts::message::message;
use crate::setup::data::save_site;

/// The id under which the runbook's steps are kept, as if it were a lesson.
pub(crate) const SET_UP: &str = "set-up";

/// How long typing rests before it is saved.
const REST: Duration = Duration::from_millis(300);

/// What the parts of the page share. Cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    pub(super) reader: Reader,
    pub(super) site: RwSignal<Site>,
    /// One key for each machine, in the same order: a row keeps its fields while others come and go.
    pub(super) keys: RwSignal<Vec<u32>>,
    pub(super) next_key: StoredValue<u32>,
    pub(super) offers: StoredValue<Offers>,
    pub(super) runbook: RwSignal<Runbook>,
    /// What is typed is on disk.
    pub(super) saved: RwSignal<bool>,
    /// Why it could not be saved or loaded.
    pub(super) refused: RwSignal<Option<String>>,
    /// Rises with each change.
    pub(super) turn: StoredValue<u32>,
}

impl Desk {
    /// The desk with what was loaded on it.
    pub(crate) fn new(reader: Reader, set_up: SetUp) -> Desk {
        let desk = Desk {
            reader,
            site: RwSignal::default(),
            keys: RwSignal::default(),
            next_key: StoredValue::new(0),
            offers: StoredValue::new(set_up.offers.clone()),
            runbook: RwSignal::default(),
            saved: RwSignal::new(true),
            refused: RwSignal::new(None),
            turn: StoredValue::new(0),
        };
        desk.take(set_up);
        desk
    }

    /// Puts another site on the desk, with its runbook and ticks.
    pub(super) fn take(self, set_up: SetUp) {
        for step in &set_up.done {
            self.reader.mark_done(SET_UP, step);
        }
        self.keys.set(set_up.site.machines.iter().map(|_| self.key()).collect());
        self.site.set(set_up.site);
        self.runbook.set(set_up.runbook);
        self.saved.set(true);
        self.refused.set(None);
    }

    pub(super) fn key(self) -> u32 {
        self.next_key.update_value(|key| *key += 1);
        self.next_key.get_value()
    }

    pub(super) fn place(self, key: u32) -> Option<usize> {
        self.keys.with(|keys| keys.iter().position(|k| *k == key))
    }

    /// The machine of a row.
    pub(super) fn machine(self, key: u32) -> Machine {
        let place = self.place(key);
        self.site.with(|site| place.and_then(|at| site.machines.get(at).cloned()).unwrap_or_default())
    }

    /// What has to be mended at a field, in words.
    pub(super) fn wrong(self, field: Signal<String>) -> Vec<String> {
        self.runbook.with(|runbook| {
            let here = runbook.problems.iter().filter(|problem| field.with(|field| *field == problem.field));
            here.map(|problem| problem.text.clone()).collect()
        })
    }

    /// Whether anything has to be mended there.
    pub(super) fn is_wrong(self, field: Signal<String>) -> bool {
        !self.wrong(field).is_empty()
    }

    /// Changes the machine of a row.
    pub(super) fn change_machine(self, key: u32, with: impl FnOnce(&mut Machine)) {
        let place = untrack(|| self.place(key));
        self.change(|site| {
            if let Some(machine) = place.and_then(|at| site.machines.get_mut(at)) {
                with(machine);
            }
        });
    }

    /// One more worker.
    pub(super) fn add_machine(self) {
        let key = self.key();
        self.change(|site| {
            let like = site.machines.last().cloned().unwrap_or_default();
            site.machines.push(Machine {
                name: String::new(),
                address: String::new(),
                control_plane: false,
                ..like
            });
        });
        self.keys.update(|keys| keys.push(key));
    }

    /// Takes a machine away.
    pub(super) fn remove_machine(self, key: u32) {
        let Some(at) = untrack(|| self.place(key)) else { return };
        self.keys.update(|keys| {
            keys.remove(at);
        });
        self.change(|site| drop(site.machines.remove(at)));
    }

    /// Changes what was said, and saves it when typing rests.
    pub(super) fn change(self, with: impl FnOnce(&mut Site)) {
        self.site.update(with);
        self.saved.set(false);
        let turn = self.turn.get_value().wrapping_add(1);
        self.turn.set_value(turn);
        set_timeout(move || self.save(turn), REST);
    }

    /// Saves, unless something was changed since.
    pub(super) fn save(self, turn: u32) {
        let newest = move || self.turn.try_get_value() == Some(turn);
        if !newest() {
            return;
        }
        let (site, lang) = (self.site.get_untracked(), self.reader.lang.get_untracked());
        leptos::task::spawn_local(async move {
            let answer = save_site(site, lang).await;
            if !newest() {
                return;
            }
            match answer {
                Ok(runbook) => {
                    if self.runbook.with_untracked(|known| *known != runbook) {
                        self.runbook.set(runbook);
                    }
                    self.refused.set(None);
                    self.saved.set(true);
                }
                Err(error) => self.refused.set(Some(message(&error))),
            }
        });
    }
}
