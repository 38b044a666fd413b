//! The two languages, and a text in both as the data files of the content write it: `{en: Run, zh: 运行}`.

use serde::{Deserialize, Serialize};

/// The language of a page. English lives at `/learn/{id}`, Chinese at `/zh/learn/{id}`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English, the default.
    #[default]
    En,
    /// Chinese, simplified.
    Zh,
}

impl Lang {
    /// Both languages, in the order in which content is checked.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Zh];

    /// The folder under `content/` and the value of the page's `lang` attribute's first part.
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Zh => "zh",
        }
    }

    /// The address of a page in this language.
    pub fn page(self, path: &str) -> String {
        match self {
            Lang::En => path.to_owned(),
            Lang::Zh => format!("/zh{path}"),
        }
    }

    /// The address of a lesson in this language.
    pub fn lesson_path(self, id: &str) -> String {
        self.page(&format!("/learn/{id}"))
    }
}

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// English.
    pub en: String,
    /// Chinese.
    pub zh: String,
}

impl Texts {
    /// The text in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }
}
