//! What kubectl makes of YAML. Expected values are those of kubectl 1.36.3 (`create -f - --dry-run=client -o json`); the
//! differential suite holds both side by side on a cluster.

use serde_json::{Value, json};

use super::{documents, parse};

fn read(text: &str) -> Value {
    parse(text.as_bytes()).unwrap()
}

fn wrong(text: &str) -> String {
    parse(text.as_bytes()).unwrap_err()
}

#[test]
fn words_of_yaml_1_1_are_booleans_and_numbers() {
    let text = "a: yes\nb: Off\nc: y\nd: 'yes'\ne: 0644\nf: 1_000\ng: 0x1F\nh: 08\ni: 1e3\nj: 1.50\nk: ~\nl: yES\nm: 12:30:45\nmoment: 2026-01-02\no: +5\np: 0b101\nq: -0o17\nr: !!str no\ns: !!float 3\nt: 0.1\n";
    let expected = json!({
        "a": true, "b": false, "c": true, "d": "yes", "e": 420, "f": 1000, "g": 31, "h": 8, "i": 1000, "j": 1.5,
        "k": null, "l": "yES", "m": "12:30:45", "moment": "2026-01-02", "o": 5, "p": 5, "q": -15, "r": "no", "s": 3,
        "t": 0.1,
    });
    assert_eq!(read(text), expected);
}

#[test]
fn keys_become_text() {
    assert_eq!(read("yes: 1\n2: a\n1.5: b\n"), json!({ "true": 1, "2": "a", "1.5": "b" }));
    // Also where somebody means a coordinate.
    assert_eq!(read("x: 1\ny: 2\n"), json!({ "x": 1, "true": 2 }));
    assert_eq!(
        wrong("a: {{ .Name }}\n"),
        "yaml: invalid map key: map[interface {}]interface {}{\".Name\":interface {}(nil)}"
    );
}

#[test]
fn aliases_and_merges_are_followed_and_bombs_are_not() {
    let text = "base: &b {x: 1, z: 2}\none:\n  <<: *b\n  z: 3\n";
    assert_eq!(read(text)["one"], json!({ "x": 1, "z": 3 }));
    assert_eq!(wrong("a: &a [*a]\n"), "yaml: anchor 'a' value contains itself");
    assert_eq!(wrong("a: *b\n"), "yaml: unknown anchor 'b' referenced");
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..10 {
        let below = vec![format!("*a{}", level - 1); 9].join(", ");
        bomb += &format!("a{level}: &a{level} [{below}]\n");
    }
    assert_eq!(wrong(&bomb), "yaml: document contains excessive aliasing");
    assert!(wrong(&"[".repeat(100_000)).starts_with("yaml: exceeded max depth"));
}

#[test]
fn a_key_that_is_said_twice_counts_once() {
    assert_eq!(read("a: 1\na: 2\n"), json!({ "a": 2 }));
}

#[test]
fn documents_are_cut_at_their_separators() {
    let (all, wrong) = documents(b"---\na: 1\n--- # two\nb: 2\n---\n# nothing\n---\n");
    assert_eq!((all, wrong), (vec![json!({ "a": 1 }), json!({ "b": 2 })], None));
    let (all, wrong) = documents(b"a: 1\n---\nb: 2\n--- c: 3\n");
    assert_eq!(all, vec![json!({ "a": 1 })]);
    assert_eq!(wrong.unwrap(), "invalid Yaml document separator: c: 3");
}

#[test]
fn json_may_turn_into_yaml() {
    assert_eq!(documents(b"{\"a\": 1}\n{\"b\": 2}\n"), (vec![json!({ "a": 1 }), json!({ "b": 2 })], None));
    assert_eq!(documents(b"{a: yes}\n"), (vec![json!({ "a": true })], None));
    assert_eq!(
        documents(b"{\"a\": 1}\n---\nb: no\n"),
        (vec![json!({ "a": 1 }), json!({ "b": false })], None)
    );
    let (_, wrong) = documents(b"{\"a\" 1 :}");
    assert_eq!(wrong.unwrap(), "json: offset 6: invalid character '1' after object key");
    let (_, wrong) = documents(b"{\"a\": [1, 2");
    assert_eq!(wrong.unwrap(), "unexpected EOF");
}
