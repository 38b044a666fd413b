//! `content/setup/`: what can be chosen, and the steps, as they are written.

use std::collections::BTreeMap;

use api::frame::{Lang, Texts};
use api::learn::CheckSpec;
use api::setup::{Offer, Site};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::mistakes;

/// The file of choices, relative to the content's root.
pub const OFFERS: &str = "setup/offers.yaml";

/// The files of steps, relative to the content's root, in the order in which a machine does them.
pub const STEPS: [&str; 7] = [
    "setup/host.yaml",
    "setup/runtime.yaml",
    "setup/control-plane.yaml",
    "setup/network.yaml",
    "setup/join.yaml",
    "setup/proof.yaml",
    WEEKS,
];

/// The last of them: what is for the weeks after the set-up.
pub(crate) const WEEKS: &str = "setup/weeks.yaml";

/// Everything that a runbook is made from.
#[derive(Clone, Debug)]
pub struct Catalog {
    pub(crate) offers: WrittenOffers,
    pub(crate) steps: Vec<WrittenStep>,
}

/// Something wrong in one of the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The file, relative to the content's root.
    pub file: &'static str,
    /// The line, from 1, as far as it is known.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl Catalog {
    /// Reads the files, each by its name.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with them.
    pub fn read(text: impl Fn(&str) -> String) -> Result<Catalog, Vec<Mistake>> {
        let offers = parsed(OFFERS, &text(OFFERS)).map_err(|mistake| vec![mistake])?;
        let mut steps = Vec::new();
        for file in STEPS {
            let written: Vec<WrittenStep> = parsed(file, &text(file)).map_err(|mistake| vec![mistake])?;
            steps.extend(written.into_iter().map(|step| WrittenStep { file, ..step }));
        }
        let catalog = Catalog { offers, steps };
        let found = mistakes::of(&catalog);
        if found.is_empty() { Ok(catalog) } else { Err(found) }
    }
}

fn parsed<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, Mistake> {
    serde_yaml_ng::from_str(text).map_err(|error| Mistake {
        file,
        line: error.location().map_or(1, |at| at.line()),
        message: error.to_string(),
    })
}

/// `offers.yaml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenOffers {
    /// What somebody begins with who has said nothing yet.
    pub(crate) example: Site,
    pub(crate) systems: Vec<WrittenOffer>,
    pub(crate) versions: Vec<WrittenOffer>,
    pub(crate) runtimes: Vec<WrittenOffer>,
    pub(crate) networks: Vec<WrittenOffer>,
    pub(crate) mirrors: Vec<WrittenOffer>,
    pub(crate) balancers: Vec<WrittenOffer>,
}

/// Something that can be chosen.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenOffer {
    pub(crate) id: String,
    label: Texts,
    note: Texts,
    pub(crate) source: String,
    /// The day on which somebody looked it up; `None`: nobody did.
    #[serde(default)]
    pub(crate) checked: Option<String>,
    /// Values for the blanks of steps.
    #[serde(default)]
    pub(crate) set: BTreeMap<String, String>,
}

impl WrittenOffer {
    pub(crate) fn shown(&self, lang: Lang) -> Offer {
        Offer {
            id: self.id.clone(),
            label: self.label.get(lang).to_owned(),
            note: self.note.get(lang).to_owned(),
            source: self.source.clone(),
            checked: self.checked.clone(),
        }
    }
}

/// On which machines a step is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum On {
    All,
    ControlPlane,
    First,
    OtherControlPlanes,
    Workers,
    /// All but the first.
    Others,
}

/// What a step can depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Choice {
    Version,
    Runtime,
    Network,
    Mirror,
    /// How many machines run the control plane: `one` or `several`.
    ControlPlanes,
    Balancer,
}

/// A step as it is written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenStep {
    /// Where it stands.
    #[serde(skip)]
    pub(crate) file: &'static str,
    pub(crate) id: String,
    pub(crate) on: On,
    /// Choices that it is for: `{runtime: containerd}`.
    #[serde(default)]
    pub(crate) when: BTreeMap<Choice, String>,
    pub(crate) title: Texts,
    pub(crate) why: Texts,
    /// What its commands say, by the names of the blanks that it fills.
    #[serde(default)]
    pub(crate) says: BTreeMap<String, Texts>,
    #[serde(default)]
    pub(crate) run: String,
    #[serde(default)]
    pub(crate) prints: String,
    #[serde(default)]
    pub(crate) verify: Option<WrittenVerify>,
    #[serde(default)]
    pub(crate) undo: Option<Texts>,
    #[serde(default)]
    pub(crate) fails: Vec<WrittenFailure>,
    #[serde(default)]
    pub(crate) check: Option<WrittenCheck>,
}

/// A command that answers whether a step is done: then the last line that it prints is `prints`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenVerify {
    pub(crate) run: String,
    pub(crate) prints: String,
}

/// One way in which a step goes wrong.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenFailure {
    pub(crate) prints: String,
    #[serde(rename = "do")]
    pub(crate) remedy: Texts,
}

/// What the cluster shows when a step is done.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct WrittenCheck {
    pub(crate) title: Texts,
    #[serde(flatten)]
    pub(crate) spec: CheckSpec,
}
