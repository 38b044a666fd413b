//! A command line as it may be written down: what its flags and words state to be secret is left out.
//!
//! Layer: pure. The audit record and the evidence of steps keep nothing else of a line.

use crate::commands::{Found, find};
use crate::flags::{HIDDEN, Kept, Parsed, Token, Words};
use crate::plan::Plan;

/// The line (its words without the leading `kubectl`) as it may be written down. Of a line that names no command only
/// the program is left. `plan`: what it would change; bodies of changes that are meant for no Secret are kept then.
pub fn masked(args: &[String], plan: Option<&Plan>) -> String {
    match find(args) {
        Found::Command(entry, parsed) => {
            line("kubectl", &entry.spec.words, &parsed, plan.is_some_and(Plan::spares_secrets))
        }
        _ => format!("kubectl {HIDDEN}"),
    }
}

/// A parsed line of a program as it may be written down. `bodies`: bodies are known to be meant for no Secret.
pub fn line(program: &str, words: &Words, parsed: &Parsed, bodies: bool) -> String {
    let mut kept = program.to_owned();
    for token in &parsed.tokens {
        kept.push(' ');
        match token {
            Token::Path(word) | Token::Bare(word) => kept.push_str(&shell(word)),
            Token::Dash => kept.push_str("--"),
            Token::Flag { head, apart, flag, value } => {
                kept.push_str(head);
                kept.push_str(if *apart { " " } else { "" });
                kept.push_str(&shell(&flag.secret.kept(value, bodies)));
            }
            Token::Word(index) => kept.push_str(&shell(&word(words, parsed, *index, bodies))),
        }
    }
    kept
}

fn word(words: &Words, parsed: &Parsed, index: usize, bodies: bool) -> String {
    let word = &parsed.positional[index];
    match words.secret {
        Kept::Each(secret) => secret.kept(word, bodies),
        Kept::First if index == 0 && parsed.dash_at != Some(0) => word.clone(),
        Kept::First => HIDDEN.to_owned(),
        Kept::Program => {
            // What is before the program is one name, or none.
            let program = parsed.dash_at.unwrap_or(1).min(1);
            // A name with `=` in it is no program's, but perhaps a variable's; and what begins with a dash is a flag.
            let named = index == program && !word.contains('=') && !word.starts_with('-');
            if index < program || named { word.clone() } else { HIDDEN.to_owned() }
        }
    }
}

/// A word as a shell takes it, quoted where it must be.
fn shell(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./:=,@%+^~*{}[]!?".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::Planned;
    use crate::{Call, Known};

    fn kept(line: &str) -> String {
        masked(&crate::parse_line(line).unwrap(), None)
    }

    #[test]
    fn nothing_secret_is_left_of_a_line() {
        for (line, want) in [
            (
                "create secret generic s --from-literal pass=X",
                "kubectl create secret generic s --from-literal pass=***",
            ),
            (
                "create secret generic s --from-literal=a=X --from-literal=b=X,c=X",
                "kubectl create secret generic s --from-literal=a=*** --from-literal=b=***",
            ),
            ("create cm c --from-literal=X", "kubectl create cm c --from-literal=***"),
            ("run w --image=i --env=A=X", "kubectl run w --image=i --env=A=***"),
            ("run w --image=i --env A=X -- prog -X", "kubectl run w --image=i --env A=*** -- *** ***"),
            ("run w --image i prog X", "kubectl run w --image i *** ***"),
            ("run w --image=i --overrides={X}", "kubectl run w --image=i --overrides=***"),
            ("run w --image i X -- X", "kubectl run w --image i *** -- ***"),
            ("run w --image i -- X", "kubectl run w --image i -- ***"),
            ("exec w X -- X", "kubectl exec w X -- ***"),
            ("exec w -- -pX", "kubectl exec w -- ***"),
            ("exec w -- redis-cli -pX", "kubectl exec w -- redis-cli ***"),
            ("exec -it w -c c -- env A=X sh", "kubectl exec -it w -c c -- env *** ***"),
            ("exec w -- A=X", "kubectl exec w -- ***"),
            ("exec -f f.yaml -- prog X", "kubectl exec -f f.yaml -- prog ***"),
            ("create deploy d --image=i -- prog X", "kubectl create deploy d --image=i -- prog ***"),
            ("create job d --image=i -- prog X", "kubectl create job d --image=i -- prog ***"),
            (
                "create cronjob d --image=i --schedule=@daily -- prog X",
                "kubectl create cronjob d --image=i --schedule=@daily -- prog ***",
            ),
            ("patch secret s -p {X}", "kubectl patch secret s -p ***"),
            ("patch secret s --patch={X}", "kubectl patch secret s --patch=***"),
            ("-n x get pods --token X", "kubectl -n x get pods --token ***"),
            ("get pods --password=X -sX", "kubectl get pods --password=*** -s***"),
            ("gte pods X", "kubectl ***"),
            ("get pods --nope X", "kubectl ***"),
        ] {
            assert_eq!(kept(line), want, "{line}");
        }
    }

    #[test]
    fn a_body_is_kept_when_it_is_meant_for_no_secret() {
        let planned = |resource: &str| {
            let change = Planned { resource: resource.to_owned(), ..Planned::default() };
            let call = Call { change: Some(Box::new(change)), ..Call::default() };
            Plan {
                calls: vec![call],
                said: Vec::new(),
                code: 0,
                unsure: false,
                unreached: false,
                known: Known::default(),
            }
        };
        let line = crate::parse_line("patch pod,secret x -p {}").unwrap();
        let kept = |plan: &Plan| masked(&line, Some(plan));
        assert_eq!(kept(&planned("pods")), "kubectl patch pod,secret x -p {}");
        assert_eq!(kept(&planned("secrets")), "kubectl patch pod,secret x -p ***");
        assert_eq!(kept(&Plan { unsure: true, ..planned("pods") }), "kubectl patch pod,secret x -p ***");
        assert_eq!(kept(&Plan { calls: Vec::new(), ..planned("pods") }), "kubectl patch pod,secret x -p ***");
    }
}
