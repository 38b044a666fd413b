//! What cannot be equal in two runs, and is therefore hidden: every rule with its reason.
//!
//! Layer: test data. A mask puts in as many characters as it takes out, so that a shifted column still shows. Only of what
//! changes its own width ([`ELASTIC`]) the column's padding is hidden, too: nobody is compared a second time.

use std::sync::LazyLock;

use regex::Regex;

use crate::ages;

/// Pattern and reason. Where the pattern has a group, only the group is hidden.
pub(crate) const MASKS: &[(&str, &str)] = &[
    (
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?: ?[+-][0-9]{2}:?[0-9]{2}|Z)?",
        "moments of the API, and of diff's files",
    ),
    (
        r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2}",
        "moments in descriptions; their zone shows",
    ),
    (r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "uids are random"),
    (
        r#"(?:resourceVersion: "|"resourceVersion": ")([0-9]+)""#,
        "the store counts every write of the cluster",
    ),
    (
        r"(?:-[0-9bcdf]{5,10})(-[bcdfghjklmnpqrstvwxz2456789]{5})\b",
        "the end of a pod's generated name is random",
    ),
    (r"/tmp/(?:LIVE|MERGED)-([0-9]+)", "diff's folders have random names"),
    (r"W[0-9]{4} ([0-9:.]+ +[0-9]+)", "the log's clock and process id"),
];

/// Pattern, reason, and the headings of its columns. As many characters as they are, so wide is the column: both are hidden
/// together with the spaces up to the next column.
pub(crate) const ELASTIC: &[(&str, &str, &[&str])] = &[(
    r"\b10\.(?:244|9[0-9]|1[01][0-9])\.[0-9]{1,3}\.[0-9]{1,3}\b",
    "addresses are given out in order of arrival, and may have a digit more",
    &["IP", "CLUSTER-IP", "ENDPOINTS"],
)];

/// Lines that only one of the two prints.
pub(crate) const DROPPED: &[(&str, &str)] = &[
    (
        "memcache.go:",
        "client-go's discovery cache logs every refused connection five times before kubectl says so once",
    ),
    ("Waiting for deployment", "how many steps of a rollout are seen depends on who is faster"),
];

/// The regular expressions of the tables above, made once.
struct Compiled {
    masks: Vec<Regex>,
    elastic: Vec<(Regex, Regex)>,
    folders: Regex,
}

static COMPILED: LazyLock<Compiled> = LazyLock::new(|| {
    let regex = |pattern: &str| Regex::new(pattern).expect("a mask is a regular expression");
    let elastic = ELASTIC.iter().map(|(pattern, _, headings)| {
        let headings = format!(r"( |^)({}) {{2,}}", headings.join("|"));
        (regex(&format!("(?:{pattern})(?: {{2,}})?")), regex(&headings))
    });
    Compiled {
        masks: MASKS.iter().map(|(pattern, _)| regex(pattern)).collect(),
        elastic: elastic.collect(),
        folders: regex(r"/tmp/(LIVE|MERGED)-#+"),
    }
});

/// The masked text.
pub(crate) fn mask(text: &str) -> String {
    let kept: Vec<&str> =
        text.split('\n').filter(|line| !DROPPED.iter().any(|(dropped, _)| line.contains(dropped))).collect();
    let mut text = ages::hide(&kept.join("\n"));
    for regex in &COMPILED.masks {
        text = regex
            .replace_all(&text, |found: &regex::Captures<'_>| {
                let whole = found.get(0).expect("a match").as_str();
                match found.get(1) {
                    Some(inner) => {
                        let hidden = "#".repeat(inner.as_str().chars().count());
                        let start = inner.start() - found.get(0).expect("a match").start();
                        format!("{}{hidden}{}", &whole[..start], &whole[start + inner.len()..])
                    }
                    None => "#".repeat(whole.chars().count()),
                }
            })
            .into_owned();
    }
    for (regex, headings) in &COMPILED.elastic {
        text = regex
            .replace_all(&text, |found: &regex::Captures<'_>| {
                if found[0].ends_with("  ") { "#  " } else { "#" }.to_owned()
            })
            .into_owned();
        text = headings.replace_all(&text, "$1$2  ").into_owned();
    }
    // diff's folders differ in length, too; nothing is aligned behind them.
    COMPILED.folders.replace_all(&text, "/tmp/$1-#").into_owned()
}

#[test]
fn a_mask_keeps_the_width() {
    let text = "pod-7887448d46-fx66g   1/1     Running   0          node-1   2026-01-01T00:00:00Z   x";
    assert_eq!(mask(text).chars().count(), text.chars().count());
    assert_eq!(
        mask(text),
        "pod-7887448d46######   1/1     Running   0          node-1   ####################   x"
    );
}

#[test]
fn an_age_hides_its_own_columns_width_and_no_others() {
    let young = "NAME   RESTARTS   AGE   IP           NODE\nweb    0          97s   10.244.1.1   node-1\n";
    let old =
        "NAME   RESTARTS   AGE     IP            NODE\nweb    0          2m13s   10.244.1.12   node-1\n";
    assert_eq!(mask(young), mask(old));
    assert_ne!(mask(young), mask(&old.replace("web    0", "web   0")));
    assert_ne!(mask(young), mask(&old.replace("  node-1", "  node-2")));
    assert_ne!(mask("  cpu  100m"), mask("  cpu  150m"));
}

#[test]
fn a_change_of_one_character_outside_the_masks_shows() {
    let text = "Name:             two\nNode:             node-1/127.0.0.1\nStart Time:       Mon, 23 Nov 2026 20:12:00 +0000\n\
                NAME                   READY   STATUS    RESTARTS\nweb-7887448d46-fx66g   1/1     Running   0\n\
                Error from server (NotFound): pods \"nope\" not found\n";
    let masked: Vec<char> = mask(text).chars().collect();
    let chars: Vec<char> = text.chars().collect();
    for (i, c) in chars.iter().enumerate() {
        if masked[i] == '#' {
            continue;
        }
        let mut changed = chars.clone();
        changed[i] = if *c == '~' { '_' } else { '~' };
        let changed: String = changed.into_iter().collect();
        assert_ne!(mask(&changed), mask(text), "a change of {c:?} at {i} is hidden");
    }
}
