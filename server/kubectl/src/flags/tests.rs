//! Laws over the flag parser: every message is pflag's.

use super::*;
use Page::Allowed;
use Secret::{Nothing, Pair, Whole};

crate::flags! {
    /// Flags of every kind.
    pub(crate) struct Some {
        /// A text
        namespace: String = short('n', "namespace", "", Nothing, Allowed);
        /// A switch
        watch: bool = short('w', "watch", "false", Nothing, Allowed);
        /// A number
        replicas: Given<i64> = flag("replicas", "0", Nothing, Allowed);
        /// A length
        timeout: Length = flag("timeout", "0s", Nothing, Allowed);
        /// A text that may be left out
        dry_run: String = flag("dry-run", "none", Nothing, Allowed).bare("unchanged");
        /// A list
        filename: Slice = short('f', "filename", "", Nothing, Allowed);
        /// A secret
        password: String = short('p', "password", "", Whole, Allowed);
        /// Half a secret
        env: Array = short('e', "env", "", Pair, Allowed);
    }
    with { words: Positional }
}

fn parsed(words: &[&str]) -> Result<Parsed, String> {
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    Parser::new(&[&Some::TABLE]).parse(&words, &[])
}

fn parse(words: &[&str]) -> Result<Some, String> {
    parsed(words).map(|parsed| Some::read(&parsed))
}

#[test]
fn values_stand_after_a_space_an_equals_sign_or_the_letter() {
    for words in
        [&["-n", "a"][..], &["-na"], &["-n=a"], &["--namespace", "a"], &["--namespace=a"], &["-wn", "a"]]
    {
        assert_eq!(parse(words).unwrap().namespace, "a", "{words:?}");
    }
    let args = parse(&["x", "-f", "a,b", "-f", "c", "--dry-run", "--", "-y"]).unwrap();
    assert_eq!(*args.filename, ["a", "b", "c"]);
    assert_eq!(args.dry_run, "unchanged");
    assert_eq!(
        (args.words.as_slice(), args.words.dash_at),
        (&["x".to_owned(), "-y".to_owned()][..], Option::Some(1))
    );
}

#[test]
fn a_type_is_how_a_value_is_read() {
    let args = parse(&["-w", "--replicas=0x10", "--timeout", "-1m", "-e", "a=1,b", "-e", "c"]).unwrap();
    assert!(args.watch && args.replicas.given && *args.replicas == 16);
    assert_eq!(
        (args.timeout, args.timeout.positive(), args.timeout.limit()),
        (Length(-60_000_000_000), None, None)
    );
    assert_eq!(*args.env, ["a=1,b", "c"]);
    assert_eq!(parse(&["-p", "x"]).unwrap().password, "x");
    let none = parse(&[]).unwrap();
    assert!(!none.watch && !none.replicas.given && none.filename.is_empty() && none.dry_run == "none");
}

#[test]
fn a_secret_is_hidden_in_every_spelling() {
    let words = Words::PLAIN;
    let kept = |typed: &[&str]| crate::mask::line("x", &words, &parsed(typed).unwrap(), false);
    for (typed, want) in [
        (&["--password=CANARY"][..], "x --password=***"),
        (&["--password", "CANARY"], "x --password ***"),
        (&["-pCANARY"], "x -p***"),
        (&["-p=CANARY"], "x -p=***"),
        (&["-p", "CANARY"], "x -p ***"),
        (&["-wpCANARY"], "x -wp***"),
        (&["-wp", "CANARY"], "x -wp ***"),
        (&["-e", "A=CANARY=,B=CANARY"], "x -e A=***"),
        (&["-eA=CANARY"], "x -eA=***"),
        (&["--env=CANARY"], "x --env=***"),
        (&["-w", "-n", "it's", "--", "-w"], r"x -w -n 'it'\''s' -- -w"),
    ] {
        assert_eq!(kept(typed), want, "{typed:?}");
    }
}

#[test]
fn a_word_of_the_path_is_nobodys_value() {
    let words = ["-n", "get", "a", "pods"].map(str::to_owned);
    let parsed = Parser::new(&[&Some::TABLE]).parse(&words, &[1]).unwrap();
    assert_eq!(Some::read(&parsed).namespace, "a");
    assert_eq!(parsed.positional, ["pods"]);
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
        assert_eq!(parse(words).err().as_deref(), Option::Some(message), "{words:?}");
    }
}
