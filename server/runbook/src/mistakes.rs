//! What is wrong in the files beyond their form: a blank that nothing fills, a choice that nobody can make.

use std::collections::BTreeSet;

use api::frame::Lang;

use crate::catalog::{Catalog, Choice, Mistake, OFFERS, WrittenOffer, WrittenStep};
use crate::site;
use crate::steps::{self, BLANKS};

/// Everything that is wrong.
pub(crate) fn of(catalog: &Catalog) -> Vec<Mistake> {
    let mut found = Vec::new();
    for (what, list) in lists(catalog) {
        offers(what, list, &mut found);
    }
    for problem in site::problems(&catalog.offers.example, &catalog.offers, Lang::En) {
        found.push(Mistake {
            file: OFFERS,
            line: 1,
            message: format!("the example cannot be built: {}", problem.text),
        });
    }
    let mut ids = BTreeSet::new();
    for step in &catalog.steps {
        let mut say = |message: String| {
            found.push(Mistake {
                file: step.file,
                line: 1,
                message: format!("step `{}`: {message}", step.id),
            });
        };
        if !ids.insert(&step.id) {
            say("another step has this id".to_owned());
        }
        for (choice, id) in &step.when {
            if !choices(catalog, *choice).contains(&id.as_str()) {
                say(format!("`when` names `{id}`, which cannot be chosen"));
            }
        }
        if step.verify.is_none() {
            say("a step has a `verify`".to_owned());
        }
        for (name, texts) in &step.says {
            if BLANKS.contains(&name.as_str()) {
                say(format!("`says` takes the name of the blank `{name}`"));
            }
            if Lang::ALL.iter().any(|lang| texts.get(*lang).contains(['"', '`', '$', '\\', '\''])) {
                say(format!("what `{name}` says stands between quotes of a shell: no quotes, backticks, $"));
            }
        }
        let known = known(catalog, step);
        for blank in texts(step).into_iter().flat_map(blanks) {
            if !known.contains(blank) {
                say(format!("nothing fills the blank `{{{{{blank}}}}}`"));
            }
        }
    }
    found
}

fn lists(catalog: &Catalog) -> [(&'static str, &[WrittenOffer]); 6] {
    let offers = &catalog.offers;
    [
        ("systems", &offers.systems),
        ("versions", &offers.versions),
        ("runtimes", &offers.runtimes),
        ("networks", &offers.networks),
        ("mirrors", &offers.mirrors),
        ("balancers", &offers.balancers),
    ]
}

fn offers(what: &str, list: &[WrittenOffer], found: &mut Vec<Mistake>) {
    let mut say = |message: String| found.push(Mistake { file: OFFERS, line: 1, message });
    if list.is_empty() {
        say(format!("`{what}` offers nothing"));
    }
    let mut ids = BTreeSet::new();
    for offer in list {
        if !ids.insert(&offer.id) {
            say(format!("two of `{what}` are called `{}`", offer.id));
        }
        if !offer.source.starts_with("https://") {
            say(format!("the source of `{}` is no https address", offer.id));
        }
        if offer.checked.as_deref().is_some_and(|day| !is_day(day)) {
            say(format!("`checked` of `{}` is no day such as 2026-11-25", offer.id));
        }
    }
}

fn is_day(text: &str) -> bool {
    let digits = |part: &str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    matches!(parts[..], [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2))
}

/// What `when` may say of a choice.
fn choices(catalog: &Catalog, choice: Choice) -> Vec<&str> {
    match choice {
        Choice::Version => ids_of(&catalog.offers.versions),
        Choice::Runtime => ids_of(&catalog.offers.runtimes),
        Choice::Network => ids_of(&catalog.offers.networks),
        Choice::Mirror => ids_of(&catalog.offers.mirrors),
        Choice::ControlPlanes => vec![steps::ONE, steps::SEVERAL],
        Choice::Balancer => ids_of(&catalog.offers.balancers),
    }
}

fn ids_of(list: &[WrittenOffer]) -> Vec<&str> {
    list.iter().map(|offer| offer.id.as_str()).collect()
}

/// The blanks that are filled whatever is chosen, and those of the choice that the step is for.
fn known<'a>(catalog: &'a Catalog, step: &'a WrittenStep) -> BTreeSet<&'a str> {
    let mut known: BTreeSet<&str> = BLANKS.into_iter().collect();
    known.extend(step.says.keys().map(String::as_str));
    for (choice, list) in [
        (Choice::Version, &catalog.offers.versions),
        (Choice::Runtime, &catalog.offers.runtimes),
        (Choice::Network, &catalog.offers.networks),
        (Choice::Mirror, &catalog.offers.mirrors),
    ] {
        let possible: Vec<&WrittenOffer> =
            list.iter().filter(|offer| step.when.get(&choice).is_none_or(|id| offer.id == *id)).collect();
        let Some(one) = possible.first() else { continue };
        let everywhere = |name: &&String| possible.iter().all(|offer| offer.set.contains_key(*name));
        known.extend(one.set.keys().filter(everywhere).map(String::as_str));
    }
    known
}

/// Every text of a step that may have blanks.
fn texts(step: &WrittenStep) -> Vec<&str> {
    let mut all = vec![step.run.as_str(), step.prints.as_str()];
    for texts in [&step.title, &step.why].into_iter().chain(&step.undo) {
        all.extend(Lang::ALL.map(|lang| texts.get(lang)));
    }
    for texts in step.says.values() {
        all.extend(Lang::ALL.map(|lang| texts.get(lang)));
    }
    for fail in &step.fails {
        all.push(&fail.prints);
        all.extend(Lang::ALL.map(|lang| fail.remedy.get(lang)));
    }
    if let Some(verify) = &step.verify {
        all.extend([verify.run.as_str(), verify.prints.as_str()]);
    }
    if let Some(check) = &step.check {
        all.extend(Lang::ALL.map(|lang| check.title.get(lang)));
        all.extend(check.spec.name.as_deref());
    }
    all
}

/// The names in a text's `{{blanks}}`.
fn blanks(text: &str) -> impl Iterator<Item = &str> {
    text.split("{{").skip(1).filter_map(|rest| rest.split_once("}}").map(|(name, _)| name))
}
