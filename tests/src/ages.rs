//! Hides ages, which grow while a test runs, where ages stand and nowhere else: `100m` of CPU and `period=10s` stay.
//!
//! Layer: test harness, pure. Ages stand in the columns of a table that are headed so, before `ago`, and in a few fields of
//! descriptions. A column is set anew once its ages are hidden, as its width is that of its longest cell; a row that does not
//! stand in its column is left as it is, and shows.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// Headings of the columns with ages in them.
const HEADINGS: &[&str] =
    &["AGE", "Age", "LAST SEEN", "LAST SCHEDULE", "DURATION", "RESTARTS", "LASTRESTART"];

/// What `duration.HumanDuration` prints.
const AGE: &str = r"(?:[0-9]+(?:s|m|h|d|y)(?:[0-9]+(?:s|m|h|d))?)";

/// What stands for an age.
const HIDDEN: &str = "#";

static CELL: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!(r"^(?:{AGE}|<unknown>|<invalid>)(?: \(x([0-9]+) over {AGE}\))?$")));
static AGO: LazyLock<Regex> = LazyLock::new(|| regex(&format!(r"\b{AGE} ago\b")));
static FIELD: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!(r"(?m)^( *(?:Duration|Age): +){AGE}$|(\(lasts ){AGE}\)")));

/// A row of a table whose header was not asked for: what it counts (`1/1`) stands behind its name, its age alone in a column.
static ROW: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!(r"(?m)^(\S+ +[0-9]+/[0-9]+ .*? {{3}}){AGE}( +|$)")));

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a regular expression")
}

/// The text with its ages hidden.
pub fn hide(text: &str) -> String {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    for heading in HEADINGS {
        for at in 0..lines.len() {
            if let Some(column) = column(&lines[at], heading) {
                set_anew(&mut lines[at..], column);
            }
        }
    }
    let text = lines.join("\n");
    let text = FIELD.replace_all(&text, |found: &regex::Captures<'_>| match found.get(1) {
        Some(field) => format!("{}{HIDDEN}", field.as_str()),
        None => format!("(lasts {HIDDEN})"),
    });
    let text = AGO.replace_all(&text, format!("{HIDDEN} ago"));
    let row = |found: &regex::Captures<'_>| {
        let gap = if found[2].is_empty() { "" } else { "   " };
        format!("{}{HIDDEN}{gap}", &found[1])
    };
    ROW.replace_all(&text, row).into_owned()
}

/// Where a heading's column is in a header, in characters; the last one has no end.
fn column(line: &str, heading: &str) -> Option<Range<usize>> {
    let chars: Vec<char> = line.chars().collect();
    let wanted: Vec<char> = heading.chars().collect();
    let blank = |at: usize| chars.get(at).is_none_or(|c| *c == ' ');
    let start = (0..chars.len()).find(|at| {
        let end = at + wanted.len();
        let before = *at == 0 || blank(at - 1) && (*at == 1 || blank(at.saturating_sub(2)));
        before && chars[*at..].starts_with(&wanted) && blank(end) && blank(end + 1)
    })?;
    let next = (start + wanted.len()..chars.len()).find(|at| chars[*at] != ' ');
    Some(start..next.unwrap_or(usize::MAX))
}

/// Hides the ages of one column of the table that begins with the first line, and sets the column again.
fn set_anew(lines: &mut [String], column: Range<usize>) {
    let cells: Vec<String> = lines.iter().map_while(|line| cell(line, &column)).collect();
    if cells.len() < 2 {
        return;
    }
    let shown: Vec<String> = cells.iter().map(|cell| shown(cell)).collect();
    let widest = |cells: &[String]| cells.iter().map(|cell| cell.chars().count()).max().unwrap_or(0);
    let gap = column.end.saturating_sub(column.start).saturating_sub(widest(&cells));
    let width = widest(&shown).saturating_add(gap);
    for (line, cell) in lines.iter_mut().zip(shown) {
        let before: String = line.chars().take(column.start).collect();
        let after: String = line.chars().skip(column.end).collect();
        *line = if after.is_empty() && column.end == usize::MAX {
            format!("{before}{cell}")
        } else {
            format!("{before}{cell:width$}{after}")
        };
    }
}

/// What stands in a column of a line; `None` where something reaches over its borders, or nothing is there.
fn cell(line: &str, column: &Range<usize>) -> Option<String> {
    let chars: Vec<char> = line.chars().collect();
    let inside = column.start < chars.len() && (column.start == 0 || chars[column.start - 1] == ' ');
    let end = column.end.min(chars.len());
    if !inside || (column.end <= chars.len() && chars[column.end - 1] != ' ') {
        return None;
    }
    let cell: String = chars[column.start..end].iter().collect();
    let last = column.end == usize::MAX;
    Some(if last { cell } else { cell.trim_end().to_owned() }).filter(|cell| !cell.contains("   "))
}

fn shown(cell: &str) -> String {
    let hidden = CELL.replace(cell, |found: &regex::Captures<'_>| match found.get(1) {
        Some(times) => format!("{HIDDEN} (x{} over {HIDDEN})", times.as_str()),
        None => HIDDEN.to_owned(),
    });
    AGO.replace_all(&hidden, format!("{HIDDEN} ago")).into_owned()
}

#[cfg(test)]
mod tests {
    use super::hide;

    #[test]
    fn other_ages_are_the_same_and_other_columns_are_not() {
        let young = "NAME   RESTARTS     AGE   NODE\nweb    1 (5s ago)   97s   node-1\n";
        let old = "NAME   RESTARTS        AGE     NODE\nweb    1 (2m10s ago)   2m13s   node-1\n";
        assert_eq!(hide(young), hide(old));
        assert_eq!(hide(young), "NAME   RESTARTS    AGE   NODE\nweb    1 (# ago)   #     node-1\n");
        for (right, wrong) in [
            ("web    1", "web     1"),
            ("2m13s   node", "2m13s    node"),
            ("2m13s   node", "2m13s  node"),
            ("1 (2m10s", "2 (2m10s"),
        ] {
            assert_ne!(hide(young), hide(&old.replace(right, wrong)), "{wrong}");
        }
    }

    #[test]
    fn rows_without_a_header_lose_their_ages_too() {
        let (young, old) = (
            "pod/a   1/1   Running   0   9s\npod/b   2/2   Running   1 (5s ago)   9s   10.0.0.1\n",
            "pod/a   1/1   Running   0   73s\npod/b   2/2   Running   1 (9s ago)   1m13s   10.0.0.1\n",
        );
        assert_eq!(hide(young), hide(old));
        assert_ne!(hide(young), hide(&old.replace("   0   ", "   3   ")));
    }

    #[test]
    fn amounts_and_periods_stay() {
        for text in [
            "  cpu                100m (5%)",
            "    Liveness:  http-get http://:80/ delay=0s timeout=1s period=10s",
            "NAME   CPU\nweb    1500m",
            "NAME   AGE\nwaits 20m before",
        ] {
            assert_eq!(hide(text), text);
        }
    }

    #[test]
    fn events_lose_their_ages() {
        let long = "  Type    Age                From\n  ----    ----               ----\n  Normal  5s (x3 over 2m3s)  kubelet\n";
        let short = "  Type    Age              From\n  ----    ----             ----\n  Normal  5s (x3 over 9s)  kubelet\n";
        assert_eq!(hide(long), hide(short));
        assert!(hide(long).contains("  Normal  # (x3 over #)  kubelet"), "{}", hide(long));
    }

    #[test]
    fn fields_of_descriptions_lose_their_ages() {
        assert_eq!(hide("Duration:  5s"), "Duration:  #");
        assert_eq!(hide("Status:  Terminating (lasts 3m)"), "Status:  Terminating (lasts #)");
        assert_eq!(hide("seen 3m5s ago, again in 5s"), "seen # ago, again in 5s");
    }
}
