//! What is wrong with a site. Everything of it ends up in commands that somebody runs as root, also when the file came
//! from somebody else: names, addresses and choices are exactly what they should be, or nothing is written.

mod address;
mod machines;
mod networks;

use api::frame::Lang;
use api::setup::{Problem, Site};
use apimachinery::names::dns1123_label;

use crate::catalog::{WrittenOffer, WrittenOffers};

/// What has to be mended, in words for the reader, each at its field.
pub(crate) fn problems(site: &Site, offers: &WrittenOffers, lang: Lang) -> Vec<Problem> {
    let mut findings = Findings { lang, found: Vec::new() };
    if !is_name(&site.name) {
        findings.say(
            "name",
            format!(
                "The cluster's name `{}` is not made of lower-case letters, digits and dashes.",
                site.name
            ),
            format!("集群名“{}”只能由小写字母、数字和连字符组成。", site.name),
        );
    }
    for (at, what, zh, chosen, offered) in [
        ("kubernetes", "Kubernetes version", "Kubernetes 版本", &site.kubernetes, &offers.versions),
        ("runtime", "container runtime", "容器运行时", &site.runtime, &offers.runtimes),
        ("network", "pod network", "Pod 网络", &site.network, &offers.networks),
        ("mirror", "mirror", "镜像源", &site.mirror, &offers.mirrors),
    ] {
        if !has(offered, chosen) {
            findings.say(
                at,
                format!("There is no {what} `{chosen}` to choose."),
                format!("没有可选的{zh}“{chosen}”。"),
            );
        }
    }
    if !site.balancer.is_empty() && !has(&offers.balancers, &site.balancer) {
        findings.say(
            "balancer",
            format!("There is no `{}` to choose for the endpoint.", site.balancer),
            format!("没有可选的入口方式“{}”。", site.balancer),
        );
    }
    machines::check(site, offers, &mut findings);
    networks::check(site, &mut findings);
    findings.found
}

/// What was found so far.
struct Findings {
    lang: Lang,
    found: Vec<Problem>,
}

impl Findings {
    /// One more, at a field.
    fn say(&mut self, field: impl Into<String>, en: String, zh: String) {
        let text = match self.lang {
            Lang::En => en,
            Lang::Zh => zh,
        };
        self.found.push(Problem { field: field.into(), text });
    }
}

fn has(offers: &[WrittenOffer], id: &str) -> bool {
    offers.iter().any(|offer| offer.id == id)
}

fn is_name(name: &str) -> bool {
    dns1123_label(name).is_empty()
}
