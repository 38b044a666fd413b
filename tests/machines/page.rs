//! What the set-up page prints for two machines.

use api::frame::Lang;
use api::setup::{Site, Step};
use runbook::Catalog;

/// The page.
pub(crate) struct Page {
    catalog: Catalog,
    site: Site,
}

/// The names of the two machines.
pub(crate) const FIRST: &str = "control-plane-1";
pub(crate) const WORKER: &str = "node-1";

impl Page {
    /// The page as it comes, without the third machine.
    pub(crate) fn new() -> Page {
        let read = |name: &str| {
            std::fs::read_to_string(format!("{}/../content/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
        };
        let catalog = Catalog::read(read).unwrap();
        let mut site = catalog.example();
        site.machines.truncate(2);
        Page { catalog, site }
    }

    /// A machine's script in English.
    pub(crate) fn script(&self, machine: &str) -> String {
        self.catalog.script(&self.site, machine, Lang::En).unwrap()
    }

    /// A machine's script in Chinese.
    pub(crate) fn script_in_chinese(&self, machine: &str) -> String {
        self.catalog.script(&self.site, machine, Lang::Zh).unwrap()
    }

    /// The page after something was entered otherwise.
    pub(crate) fn with(&self, change: impl FnOnce(&mut Site)) -> Page {
        let mut site = self.site.clone();
        change(&mut site);
        Page { catalog: self.catalog.clone(), site }
    }

    /// A step of a machine.
    pub(crate) fn step(&self, machine: &str, step: &str) -> Step {
        let id = format!("{machine}-{step}");
        let steps = self.catalog.runbook(&self.site, Lang::En).steps;
        steps.into_iter().find(|step| step.id == id).unwrap_or_else(|| panic!("no step {id}"))
    }
}

/// The commands in a text, with what stands before each: a text has them between backticks.
pub(crate) fn commands(text: &str) -> Vec<(&str, &str)> {
    let parts: Vec<&str> = text.split('`').collect();
    parts.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
}
