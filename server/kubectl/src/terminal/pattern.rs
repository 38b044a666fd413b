//! File patterns that no shell has expanded: `-f '*.yaml'`.
//!
//! Layer: I/O shell. Upstream: Go's `path/filepath.Glob` and `Match`.

use std::path::Path;

/// What a pattern fits, in the order of names; `None` when that is nothing.
pub(super) fn expand(pattern: &str) -> Option<Vec<String>> {
    if !pattern.contains(['*', '?', '[', '\\']) {
        return None;
    }
    let (root, rest) = match pattern.strip_prefix('/') {
        Some(rest) => ("/", rest),
        None => ("", pattern),
    };
    let mut found = vec![root.to_owned()];
    for (index, part) in rest.split('/').filter(|part| !part.is_empty()).enumerate() {
        let slash = if index == 0 { "" } else { "/" };
        found = found.iter().flat_map(|folder| step(&format!("{folder}{slash}"), part)).collect();
    }
    found.retain(|path| Path::new(path).exists());
    (!found.is_empty()).then_some(found)
}

/// What of a folder fits one part of a pattern.
fn step(folder: &str, part: &str) -> Vec<String> {
    if !part.contains(['*', '?', '[', '\\']) {
        return vec![format!("{folder}{part}")];
    }
    let shown = if folder.is_empty() { "." } else { folder };
    let Ok(entries) = std::fs::read_dir(shown) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned())).collect();
    names.retain(|name| fits(&part.chars().collect::<Vec<_>>(), &name.chars().collect::<Vec<_>>()));
    names.sort();
    names.into_iter().map(|name| format!("{folder}{name}")).collect()
}

/// Whether a name fits a pattern without slashes.
fn fits(pattern: &[char], name: &[char]) -> bool {
    match pattern {
        [] => name.is_empty(),
        ['*', rest @ ..] => (0..=name.len()).any(|taken| fits(rest, &name[taken..])),
        ['?', rest @ ..] => !name.is_empty() && fits(rest, &name[1..]),
        ['[', rest @ ..] => {
            let (Some(end), Some(first)) = (rest.iter().skip(1).position(|c| *c == ']'), name.first()) else {
                return false;
            };
            let (class, after) = (&rest[..=end], &rest[end + 2..]);
            let (not, class) = match class {
                ['^', class @ ..] => (true, class),
                class => (false, class),
            };
            one_of(class, *first) != not && fits(after, &name[1..])
        }
        ['\\', literal, rest @ ..] | [literal, rest @ ..] => {
            name.first() == Some(literal) && fits(rest, &name[1..])
        }
    }
}

fn one_of(class: &[char], c: char) -> bool {
    match class {
        [low, '-', high, rest @ ..] => (*low..=*high).contains(&c) || one_of(rest, c),
        [one, rest @ ..] => *one == c || one_of(rest, c),
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::fits;

    /// Pairs of Go's own `match_test.go`, as facts.
    #[test]
    fn patterns_fit_as_in_go() {
        let is = |pattern: &str, name: &str| {
            fits(&pattern.chars().collect::<Vec<_>>(), &name.chars().collect::<Vec<_>>())
        };
        for (pattern, name) in [("abc", "abc"), ("*", "abc"), ("*c", "abc"), ("a*", "a"), ("ab[c]", "abc")] {
            assert!(is(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in [("ab[b-d]", "abc"), ("ab[^e-g]", "abc"), ("a\\*b", "a*b"), ("a?b", "a☺b")] {
            assert!(is(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in
            [("ab[e-g]", "abc"), ("ab[^c]", "abc"), ("a\\*b", "ab"), ("a", "ab"), ("", "a")]
        {
            assert!(!is(pattern, name), "{pattern} {name}");
        }
    }
}
