//! Laws over the flag parser: every message is pflag's.

use super::*;

const FLAGS: &[Flag] = &[
    short('n', "namespace", Kind::Str, ""),
    short('w', "watch", Kind::Bool, "false"),
    flag("replicas", Kind::Int, "0"),
    flag("timeout", Kind::Duration, "0s"),
    flag("dry-run", Kind::Str, "none").bare("unchanged"),
    short('f', "filename", Kind::Slice, ""),
];

fn parse(words: &[&str]) -> Result<Args, String> {
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    Table::new(vec![FLAGS]).parse(&words)
}

#[test]
fn values_stand_after_a_space_an_equals_sign_or_the_letter() {
    for words in
        [&["-n", "a"][..], &["-na"], &["-n=a"], &["--namespace", "a"], &["--namespace=a"], &["-wn", "a"]]
    {
        assert_eq!(parse(words).unwrap().str("namespace"), "a", "{words:?}");
    }
    let args = parse(&["x", "-f", "a,b", "-f", "c", "--dry-run", "--", "-y"]).unwrap();
    assert_eq!(args.list("filename"), ["a", "b", "c"]);
    assert_eq!(args.str("dry-run"), "unchanged");
    assert_eq!((args.positional.as_slice(), args.dash_at), (&["x".to_owned(), "-y".to_owned()][..], Some(1)));
}

#[test]
fn mistakes_get_pflags_words() {
    let cases = [
        (&["--x"][..], "unknown flag: --x"),
        (&["-wx"], "unknown shorthand flag: 'x' in -wx"),
        (&["-n"], "flag needs an argument: 'n' in -n"),
        (&["--namespace"], "flag needs an argument: --namespace"),
        (
            &["--replicas=x"],
            "invalid argument \"x\" for \"--replicas\" flag: strconv.ParseInt: parsing \"x\": invalid syntax",
        ),
        (
            &["-w=x"],
            "invalid argument \"x\" for \"-w, --watch\" flag: strconv.ParseBool: parsing \"x\": invalid syntax",
        ),
        (
            &["--timeout=5"],
            "invalid argument \"5\" for \"--timeout\" flag: time: missing unit in duration \"5\"",
        ),
        (&["--=x"], "bad flag syntax: --=x"),
    ];
    for (words, message) in cases {
        assert_eq!(parse(words).err().as_deref(), Some(message), "{words:?}");
    }
}
