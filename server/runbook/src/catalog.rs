//! `content/setup/offers.yaml` and `steps.yaml`, as they are written.

use std::collections::BTreeMap;

use api::lesson::{CheckSpec, Lang};
use api::setup::Offer;
use serde::Deserialize;

/// Everything that a runbook is made from.
#[derive(Clone, Debug)]
pub struct Catalog {
    pub(crate) offers: WrittenOffers,
    pub(crate) steps: Vec<WrittenStep>,
}

impl Catalog {
    /// Reads the two files.
    ///
    /// # Errors
    ///
    /// What is wrong with one of them, with its line.
    pub fn read(offers: &str, steps: &str) -> Result<Catalog, String> {
        Ok(Catalog {
            offers: serde_yaml_ng::from_str(offers).map_err(|e| format!("setup/offers.yaml: {e}"))?,
            steps: serde_yaml_ng::from_str(steps).map_err(|e| format!("setup/steps.yaml: {e}"))?,
        })
    }
}

/// `offers.yaml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenOffers {
    pub(crate) systems: Vec<WrittenOffer>,
    pub(crate) versions: Vec<WrittenOffer>,
    pub(crate) runtimes: Vec<WrittenOffer>,
    pub(crate) networks: Vec<WrittenOffer>,
    pub(crate) mirrors: Vec<WrittenOffer>,
}

/// Something that can be chosen.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenOffer {
    pub(crate) id: String,
    label: Texts,
    note: Texts,
    source: String,
    checked: String,
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

/// A text in both languages.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Texts {
    en: String,
    zh: String,
}

impl Texts {
    pub(crate) fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
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
}

/// A step as it is written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenStep {
    pub(crate) id: String,
    pub(crate) on: On,
    /// Choices that it is for: `{runtime: containerd}`.
    #[serde(default)]
    pub(crate) when: BTreeMap<String, String>,
    pub(crate) title: Texts,
    pub(crate) why: Texts,
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

/// A command that answers whether a step is done.
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
