//! What cannot be equal on two clusters, and is therefore hidden: every rule with its reason.
//!
//! Layer: test data. A table is taken apart by its header and, once its cells are masked, set again as kubectl sets it: columns
//! as wide as their widest cell and three spaces. One that kubectl did not set like that is compared as it is.

use regex::Regex;
use tests::ages;

/// Pattern, what stands for it, and the reason. Where the pattern has a group, only the group is hidden.
const MASKS: &[(&str, &str, &str)] = &[
    (
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})",
        "<time>",
        "moments of the API",
    ),
    (
        r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]+ [+-][0-9]{4}",
        "<time>",
        "moments of diff's files",
    ),
    (
        r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} [+-][0-9]{4}",
        "<time>",
        "moments in descriptions",
    ),
    (r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<uid>", "uids are random"),
    (r#"resourceVersion"?: ?"([0-9]+)""#, "<version>", "the store counts every write of the cluster"),
    (r"[a-z0-9](-[bcdfghjklmnpqrstvwxz2456789]{5})\b", "-<end>", "the end of a generated name is random"),
    (
        r"\b10\.244\.[0-9]{1,3}\.[0-9]{1,3}\b",
        "<pod-ip>",
        "addresses of pods are given out in order of arrival",
    ),
    (
        r"\b10\.(?:9[6-9]|1[01][0-9])\.[0-9]{1,3}\.[0-9]{1,3}\b",
        "<cluster-ip>",
        "addresses of services are random",
    ),
    (r":(3[0-2][0-9]{3})/", "<node-port>", "so are node ports"),
    (
        r"\b(?:127\.0\.0\.1|192\.168\.56\.[0-9]+)(?::[0-9]+)?\b",
        "<node-ip>",
        "kwok's nodes and the API servers listen on this host",
    ),
    (r"\bworker-[12]\b", "<worker>", "which of two equal nodes is chosen"),
    (r"/tmp/(?:LIVE|MERGED)-([0-9]+)", "<random>", "diff's folders have random names"),
    (r"/tmp/[^ ]*?/(objects|[a-z0-9]+)\.yaml", "<file>", "where the test's files lie"),
];

/// Lines that only one of the two prints.
const DROPPED: &[(&str, &str)] = &[
    (r"^Waiting for ", "how many steps of a rollout are seen depends on who is faster"),
    (r"^ *(?:Normal|Warning) .* kubelet +", "kwok's kubelet records no events"),
    (r"^ *(?:Container ID|Image ID): ", "kwok's containers have no ids"),
];

/// The masked text.
pub(crate) fn mask(text: &str) -> String {
    let dropped: Vec<Regex> = DROPPED.iter().map(|(pattern, _)| regex(pattern)).collect();
    let masks: Vec<(Regex, &str)> = MASKS.iter().map(|(pattern, to, _)| (regex(pattern), *to)).collect();
    let text = ages::hide(text);
    let lines: Vec<&str> = text.lines().filter(|line| !dropped.iter().any(|d| d.is_match(line))).collect();
    let mut out = Vec::new();
    let mut rest = lines.as_slice();
    while let Some((first, after)) = rest.split_first() {
        let columns = columns(first);
        let length = after.iter().take_while(|l| !l.trim().is_empty()).count();
        let (block, behind) = rest.split_at(length + 1);
        match columns.and_then(|columns| cells(block, &columns)) {
            Some(table) => {
                let masked: Vec<Vec<String>> =
                    table.iter().map(|row| row.iter().map(|cell| hide(cell, &masks)).collect()).collect();
                out.extend(set(&masked));
                rest = behind;
            }
            None => {
                out.push(hide(first, &masks));
                rest = after;
            }
        }
    }
    out.join("\n")
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a mask is a regular expression")
}

fn hide(text: &str, masks: &[(Regex, &str)]) -> String {
    let mut text = text.to_owned();
    for (pattern, to) in masks {
        text = pattern
            .replace_all(&text, |found: &regex::Captures<'_>| {
                let whole = found.get(0).expect("a match");
                match found.get(1) {
                    Some(inner) => {
                        let (start, end) = (inner.start() - whole.start(), inner.end() - whole.start());
                        format!("{}{to}{}", &whole.as_str()[..start], &whole.as_str()[end..])
                    }
                    None => (*to).to_owned(),
                }
            })
            .into_owned();
    }
    text
}

/// Where the columns of a table begin, if this is the header of one.
fn columns(header: &str) -> Option<Vec<usize>> {
    let capitals = |c: char| c.is_ascii_uppercase() || "0123456789-/() ".contains(c);
    if !header.starts_with(|c: char| c.is_ascii_uppercase()) || !header.chars().all(capitals) {
        return None;
    }
    let starts: Vec<usize> =
        std::iter::once(0).chain(regex(" {3,}").find_iter(header.trim_end()).map(|gap| gap.end())).collect();
    (starts.len() > 1).then_some(starts)
}

/// The cells of a table that is set as kubectl sets them.
fn cells(lines: &[&str], columns: &[usize]) -> Option<Vec<Vec<String>>> {
    let table: Vec<Vec<String>> = lines
        .iter()
        .map(|line| {
            let chars: Vec<char> = line.chars().collect();
            let ends = columns[1..].iter().copied().chain([usize::MAX]);
            columns
                .iter()
                .zip(ends)
                .map(|(start, end)| {
                    let cell: String = chars.iter().take(end.min(chars.len())).skip(*start).collect();
                    cell.trim_end().to_owned()
                })
                .collect()
        })
        .collect();
    let again: Vec<String> = set(&table);
    again.iter().zip(lines).all(|(again, line)| again.trim_end() == line.trim_end()).then_some(table)
}

/// Sets a table.
fn set(table: &[Vec<String>]) -> Vec<String> {
    let count = table.first().map_or(0, Vec::len);
    let widths: Vec<usize> =
        (0..count).map(|i| table.iter().map(|row| row[i].chars().count()).max().unwrap_or(0) + 3).collect();
    table
        .iter()
        .map(|row| {
            let line: String =
                row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
            line.trim_end().to_owned()
        })
        .collect()
}

#[test]
fn a_table_with_other_ages_is_the_same_and_one_with_another_gap_is_not() {
    let mine = "NAME   AGE   NODE\na      5s    worker-1\n";
    assert_eq!(mask(mine), mask("NAME   AGE    NODE\na      115s   worker-2\n"));
    assert_ne!(mask(mine), mask("NAME   AGE    NODE\na      5s     worker-1\n"));
    let amounts = "NAME   CPU    AGE\na      100m   5s\n";
    assert_ne!(mask(amounts), mask(&amounts.replace("100m", "150m")));
    assert_ne!(mask(mine), mask("NAME   AGE   NODE\nb      5s    worker-1\n"));
}
