//! What checks say, English and Chinese side by side.

use std::fmt::Display;

use api::frame::Lang;
use api::learn::Expect;
use serde_json::Value;

/// How objects are called: the kind, as the server has it, and the resource that the lesson names.
pub(super) struct Called<'a> {
    pub(super) kind: &'a str,
    pub(super) resource: &'a str,
}

impl Called<'_> {
    /// One of them in a sentence: `deployment`, `Deployment`.
    fn one(&self, lang: Lang) -> String {
        match (lang, self.kind) {
            (Lang::En, kind) => kind.to_lowercase(),
            (Lang::Zh, "Node") => "节点".to_owned(),
            (Lang::Zh, "Namespace") => "命名空间".to_owned(),
            (Lang::Zh, kind) => kind.to_owned(),
        }
    }

    /// Many of them, which only English tells apart: `deployments`.
    fn many(&self) -> &str {
        self.resource.split('.').next().unwrap_or_default()
    }
}

/// Appends a reason after a colon, or ends the sentence.
fn because(lang: Lang, sentence: String, why: Option<String>) -> String {
    let why = why.map(|w| w.trim_end_matches(['.', '。']).to_owned());
    match (lang, why) {
        (Lang::En, Some(why)) => format!("{sentence}: {why}."),
        (Lang::En, None) => format!("{sentence}."),
        (Lang::Zh, Some(why)) => format!("{sentence}：{why}。"),
        (Lang::Zh, None) => format!("{sentence}。"),
    }
}

pub(super) fn cannot_look(lang: Lang, problem: &str) -> String {
    let sentence = match lang {
        Lang::En => "The cluster could not be asked",
        Lang::Zh => "无法查询集群",
    };
    because(lang, sentence.to_owned(), Some(problem.to_owned()))
}

pub(super) fn no_such(lang: Lang, kind: &Called<'_>, name: &str) -> String {
    let kind = kind.one(lang);
    match lang {
        Lang::En => format!("There is no {kind} called {name} yet."),
        Lang::Zh => format!("还没有名为 {name} 的 {kind}。"),
    }
}

pub(super) fn none_selected(lang: Lang, kind: &Called<'_>, selector: &str) -> String {
    let kind = kind.one(lang);
    match lang {
        Lang::En => format!("There is no {kind} with the labels {selector} yet."),
        Lang::Zh => format!("还没有带标签 {selector} 的 {kind}。"),
    }
}

pub(super) fn none(lang: Lang, kind: &Called<'_>) -> String {
    let kind = kind.one(lang);
    match lang {
        Lang::En => format!("There is no {kind} here yet."),
        Lang::Zh => format!("这里还没有 {kind}。"),
    }
}

pub(super) fn of(lang: Lang, have: impl Display, wanted: impl Display) -> String {
    match lang {
        Lang::En => format!("{have} of {wanted}"),
        Lang::Zh => format!("{have} / {wanted}"),
    }
}

pub(super) fn count(
    lang: Lang,
    kind: &Called<'_>,
    have: usize,
    wanted: u32,
    left: &[&str],
    why: Option<String>,
) -> String {
    if wanted == 0 {
        return match lang {
            Lang::En => format!("Still there: {}.", left.join(", ")),
            Lang::Zh => format!("仍然存在：{}。", left.join("、")),
        };
    }
    let sentence = match lang {
        Lang::En => format!("{have} of {wanted} {} are as they should be", kind.many()),
        Lang::Zh => format!("{wanted} 个 {} 中已有 {have} 个符合要求", kind.one(lang)),
    };
    because(lang, sentence, why)
}

/// What a number of replicas at a path means; `None` for other paths.
pub(super) fn replicas(lang: Lang, path: &str) -> Option<&'static str> {
    let (en, zh) = match path {
        "status.readyReplicas" => ("ready", "就绪"),
        "status.availableReplicas" | "status.numberAvailable" => ("available", "可用"),
        "status.updatedReplicas" => ("updated", "已更新"),
        "status.numberReady" => ("ready", "就绪"),
        _ => return None,
    };
    Some(if lang == Lang::En { en } else { zh })
}

pub(super) fn replicas_of(lang: Lang, have: i64, wanted: i64, word: &str, why: Option<String>) -> String {
    let sentence = match lang {
        Lang::En => format!("{have} of {wanted} replicas {word}"),
        Lang::Zh => format!("{wanted} 个副本中有 {have} 个{word}"),
    };
    because(lang, sentence, why)
}

pub(super) fn unmet(
    lang: Lang,
    kind: &Called<'_>,
    name: &str,
    expect: &Expect,
    have: Option<&Value>,
    why: Option<String>,
) -> String {
    let plain = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let path = &expect.path;
    let kind = kind.one(lang);
    let nothing = if lang == Lang::En { "not set" } else { "未设置" };
    let have = have.map_or_else(|| nothing.to_owned(), plain);
    let wanted = match (&expect.equals, expect.at_least, &expect.contains, expect.exists) {
        (Some(value), ..) => plain(value),
        (_, Some(least), ..) if lang == Lang::En => format!("at least {least}"),
        (_, Some(least), ..) => format!("至少 {least}"),
        (_, _, Some(part), _) if lang == Lang::En => format!("something with {part}"),
        (_, _, Some(part), _) => format!("包含 {part}"),
        (.., Some(false)) => nothing.to_owned(),
        _ if lang == Lang::En => "set".to_owned(),
        _ => "已设置".to_owned(),
    };
    let sentence = match lang {
        Lang::En => format!("{path} of {kind} {name} is {have}, it should be {wanted}"),
        Lang::Zh => format!("{kind} {name} 的 {path} 是 {have}，应为 {wanted}"),
    };
    because(lang, sentence, why)
}

pub(super) fn found(lang: Lang, kind: &Called<'_>, names: &[&str]) -> String {
    if names.is_empty() {
        return match lang {
            Lang::En => "All gone.".to_owned(),
            Lang::Zh => "已全部删除。".to_owned(),
        };
    }
    let kind = kind.one(lang);
    const MOST: usize = 3;
    let shown = names.iter().take(MOST).copied().collect::<Vec<_>>();
    let more = names.len().saturating_sub(MOST);
    match (lang, more) {
        (Lang::En, 0) => format!("Found {kind} {}.", shown.join(", ")),
        (Lang::En, _) => format!("Found {kind} {} and {more} more.", shown.join(", ")),
        (Lang::Zh, 0) => format!("已找到 {kind} {}。", shown.join("、")),
        (Lang::Zh, _) => format!("已找到 {kind} {}，另有 {more} 个。", shown.join("、")),
    }
}

pub(super) fn cannot_pull(lang: Lang, node: &str, image: &str) -> String {
    match lang {
        Lang::En => format!("{node} cannot pull {image}"),
        Lang::Zh => format!("{node} 无法拉取 {image}"),
    }
}

pub(super) fn crashes(lang: Lang, container: &str, pod: &str, code: i64) -> String {
    match lang {
        Lang::En => format!("container {container} of {pod} keeps ending with exit code {code}"),
        Lang::Zh => format!("{pod} 的容器 {container} 不断退出，退出码 {code}"),
    }
}

pub(super) fn no_node(lang: Lang, pod: &str, message: &str) -> String {
    match lang {
        Lang::En => format!("no node takes {pod} ({message})"),
        Lang::Zh => format!("没有节点能接收 {pod}（{message}）"),
    }
}

pub(super) fn starting(lang: Lang, pod: &str, node: &str) -> String {
    match lang {
        Lang::En => format!("{pod} is starting on {node}"),
        Lang::Zh => format!("{pod} 正在 {node} 上启动"),
    }
}

pub(super) fn ending(lang: Lang, pod: &str) -> String {
    match lang {
        Lang::En => format!("{pod} is ending"),
        Lang::Zh => format!("{pod} 正在结束"),
    }
}
