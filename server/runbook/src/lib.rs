//! From machines to a runbook: which steps a cluster's set-up has, machine by machine, with every blank filled, and the
//! same as a script.
//!
//! Layer: a library without I/O. The steps and what can be chosen are data (`content/setup/`); here is what they mean:
//! [`Catalog`] reads them, `mistakes.rs` says what is wrong in them, `site.rs` says what is wrong with a [`Site`], `steps.rs` fills the blanks, `script.rs` writes
//! the script of one machine. Nothing here is ever run.

mod catalog;
mod mistakes;
mod script;
mod site;
mod steps;

pub use catalog::{Catalog, Mistake, OFFERS, STEPS};

use api::frame::Lang;
use api::setup::{Offers, Runbook, Site};

impl Catalog {
    /// What can be chosen, in one language.
    pub fn offers(&self, lang: Lang) -> Offers {
        let shown = |list: &[catalog::WrittenOffer]| list.iter().map(|offer| offer.shown(lang)).collect();
        Offers {
            systems: shown(&self.offers.systems),
            versions: shown(&self.offers.versions),
            runtimes: shown(&self.offers.runtimes),
            networks: shown(&self.offers.networks),
            mirrors: shown(&self.offers.mirrors),
            balancers: shown(&self.offers.balancers),
        }
    }

    /// A site to begin with: one control-plane node and two workers.
    pub fn example(&self) -> Site {
        self.offers.example.clone()
    }

    /// The runbook of a site; one that cannot be built says why and has no steps.
    pub fn runbook(&self, site: &Site, lang: Lang) -> Runbook {
        let problems = site::problems(site, &self.offers, lang);
        let steps = if problems.is_empty() { steps::all(self, site, lang) } else { Vec::new() };
        Runbook { problems, steps }
    }

    /// The script of one machine; `None` where the site cannot be built or has no such machine.
    pub fn script(&self, site: &Site, machine: &str, lang: Lang) -> Option<String> {
        let runbook = self.runbook(site, lang);
        let steps: Vec<_> =
            runbook.steps.into_iter().filter(|step| step.machine == machine && !step.later).collect();
        (!steps.is_empty()).then(|| script::write(site, machine, &steps, lang))
    }
}
