//! What every command is, read back: its effect and manner over the forms that change them, and what a page refuses.

use Effect::{Changes, Destroys, Reads, Runs};
use Manner::{Ends, Interactive, Streams};

use super::*;
use crate::commands::all;

/// A line, what it does, how it behaves.
const LINES: &[(&str, Effect, Manner)] = &[
    ("get pods", Reads, Ends),
    ("get pods -w", Reads, Streams),
    ("get pods --watch-only", Reads, Streams),
    ("get pods --watch=false", Reads, Ends),
    ("get --raw /version", Reads, Ends),
    ("logs web", Reads, Ends),
    ("logs -f web", Reads, Streams),
    ("api-resources", Reads, Ends),
    ("api-versions", Reads, Ends),
    ("version", Reads, Ends),
    ("cluster-info", Reads, Ends),
    ("config view", Reads, Ends),
    ("config get-contexts", Reads, Ends),
    ("config current-context", Reads, Ends),
    ("config use-context x", Changes, Ends),
    ("config set-context x", Changes, Ends),
    ("describe pod web", Reads, Ends),
    ("rollout status deployment/web", Reads, Ends),
    ("rollout status deployment/web -w", Reads, Ends),
    ("rollout history deployment/web", Reads, Ends),
    ("rollout undo deployment/web", Changes, Ends),
    ("rollout undo deployment/web --dry-run=server", Reads, Ends),
    ("rollout restart deployment/web", Changes, Ends),
    ("rollout pause deployment/web", Changes, Ends),
    ("rollout resume deployment/web", Changes, Ends),
    ("events", Reads, Ends),
    ("events -w", Reads, Streams),
    ("wait pod/web --for=delete", Reads, Ends),
    ("auth can-i get pods", Reads, Ends),
    ("auth whoami", Reads, Ends),
    ("explain pods", Reads, Ends),
    ("diff -f web.yaml", Reads, Ends),
    ("exec web -- ls", Runs, Ends),
    ("exec -it web -- sh", Runs, Interactive),
    ("exec -i web -- sh", Runs, Interactive),
    ("attach web", Runs, Interactive),
    ("delete pod web", Destroys, Ends),
    ("delete pod web --dry-run=client", Reads, Ends),
    ("delete pod web --dry-run", Reads, Ends),
    ("delete pod web --dry-run=none", Destroys, Ends),
    ("delete --raw /api/v1/namespaces/x/pods/web --dry-run=client", Destroys, Ends),
    ("scale deployment/web --replicas=2", Changes, Ends),
    ("create -f web.yaml", Changes, Ends),
    ("create -f web.yaml --dry-run=server", Reads, Ends),
    ("create deployment web --image=nginx", Changes, Ends),
    ("create deploy web --image=nginx --dry-run=client -o yaml", Reads, Ends),
    ("create namespace x", Changes, Ends),
    ("create configmap x", Changes, Ends),
    ("create secret generic x", Changes, Ends),
    ("create serviceaccount x", Changes, Ends),
    ("create service clusterip x --tcp=80", Changes, Ends),
    ("create svc nodeport x --tcp=80", Changes, Ends),
    ("create service loadbalancer x --tcp=80", Changes, Ends),
    ("create service externalname x --external-name a.b", Changes, Ends),
    ("create job x --image=busybox -- date", Changes, Ends),
    ("create cronjob x --image=busybox --schedule=@daily", Changes, Ends),
    ("apply -f web.yaml", Changes, Ends),
    ("apply -f web.yaml --prune", Destroys, Ends),
    ("apply -f web.yaml --force", Destroys, Ends),
    ("apply -f web.yaml --force --dry-run=server", Reads, Ends),
    ("label pod web a=b", Changes, Ends),
    ("label pod web --list", Reads, Ends),
    ("label -f web.yaml a=b --local", Reads, Ends),
    ("annotate pod web a=b", Changes, Ends),
    ("annotate pod web --list", Reads, Ends),
    ("patch pod web -p {}", Changes, Ends),
    ("patch pod web -p {} --local", Reads, Ends),
    ("set image deployment/web web=nginx", Changes, Ends),
    ("set image deployment/web web=nginx --local", Reads, Ends),
    ("run web --image=nginx", Changes, Ends),
    ("run web --image=nginx --dry-run=client", Reads, Ends),
    ("run web --image=nginx -it -- sh", Changes, Interactive),
    ("run web --image=nginx --attach", Changes, Streams),
    ("expose deployment web --port=80", Changes, Ends),
    ("drain worker-1", Destroys, Ends),
    ("drain worker-1 --dry-run=client", Reads, Ends),
    ("cordon worker-1", Changes, Ends),
    ("uncordon worker-1", Changes, Ends),
    ("taint node worker-1 a=b:NoSchedule", Changes, Ends),
];

fn of(line: &str) -> Impact {
    classify(&crate::parse_line(line).unwrap())
}

#[test]
fn every_command_is_known_for_what_it_does() {
    for (line, effect, manner) in LINES {
        let impact = of(line);
        assert_eq!((impact.effect, impact.manner), (*effect, *manner), "{line}");
    }
    for entry in all() {
        let path = entry.spec.path;
        assert!(LINES.iter().any(|(line, ..)| of(line).verb == path), "{path} has no line here");
    }
}

#[test]
fn every_dry_run_only_looks() {
    for (line, effect, _) in LINES.iter().filter(|(line, ..)| !line.contains("--raw")) {
        let (head, tail) =
            line.split_once(" -- ").map_or((*line, String::new()), |(h, t)| (h, format!(" -- {t}")));
        let dry = format!("{head} --dry-run=server{tail}");
        let has_flag = all().any(|entry| {
            entry.spec.path == of(line).verb && entry.table.all().iter().any(|flag| flag.name == "dry-run")
        });
        if has_flag {
            assert_eq!(of(&dry).effect, Reads, "{dry}");
        } else {
            assert!(of(&dry).verb.is_empty() || *effect == Reads, "{dry} is no dry run");
        }
    }
}

#[test]
fn what_names_no_command_does_nothing() {
    for line in ["rollout", "--help", "delete --help", "nope", "get --nope", "help delete"] {
        assert_eq!(of(line), Impact::of_looking(""), "{line}");
    }
}

/// Requirement 26: refused by name, each with its own reason.
#[test]
fn a_page_is_refused_connections_identities_paths_and_urls() {
    for (line, words) in [
        ("get pods --kubeconfig x", "--kubeconfig cannot be used here: it names a file of the server"),
        ("get pods -s http://x", "--server cannot be used here: it names another server"),
        ("get pods --token=x", "--token cannot be used here: it names a credential"),
        ("get pods --as x", "--as cannot be used here: it names another identity"),
        ("get pods --as-group x", "--as-group cannot be used here"),
        ("get pods --as-uid x", "--as-uid cannot be used here"),
        ("get pods --as-user-extra a=b", "--as-user-extra cannot be used here"),
        ("get pods --user x", "--user cannot be used here"),
        ("get pods --username x", "--username cannot be used here"),
        ("get pods --password x", "--password cannot be used here"),
        ("get pods --cluster x", "--cluster cannot be used here: it names another cluster"),
        ("get pods --context x", "--context cannot be used here: it names another cluster"),
        ("get pods --certificate-authority x", "--certificate-authority cannot be used here"),
        ("get pods --client-certificate x", "--client-certificate cannot be used here"),
        ("get pods --client-key x", "--client-key cannot be used here"),
        ("get pods --insecure-skip-tls-verify", "--insecure-skip-tls-verify cannot be used here"),
        ("get pods --tls-server-name x", "--tls-server-name cannot be used here"),
        ("get pods --cache-dir x", "--cache-dir cannot be used here"),
        ("get pods --profile cpu", "--profile cannot be used here"),
        ("get pods --profile-output x", "--profile-output cannot be used here"),
        ("get pods --kuberc x", "--kuberc cannot be used here"),
        ("get pods --vmodule x", "--vmodule cannot be used here"),
        ("apply -k x", "--kustomize cannot be used here: it names a folder of the server"),
        ("apply -f https://x/y", "--filename https://x/y cannot be used here: the server fetches no URL"),
        ("apply -f a.yaml,/etc/passwd", "--filename /etc/passwd cannot be used here: only the lesson's own"),
        ("apply -f ../x", "--filename ../x cannot be used here"),
        ("apply -f .", "--filename . cannot be used here"),
        ("exec -f a/b -- ls", "--filename a/b cannot be used here"),
        ("create configmap x --from-file=a=/etc/passwd", "--from-file /etc/passwd cannot be used here"),
        ("create configmap x --from-env-file=/etc/passwd", "--from-env-file /etc/passwd cannot be used here"),
        ("patch pod x --patch-file /etc/passwd", "--patch-file /etc/passwd cannot be used here"),
        (
            "get pods -o jsonpath-file=x",
            "-o jsonpath-file cannot be used here: it names a file of the server",
        ),
        ("get pods -ogo-template-file=x", "-o go-template-file cannot be used here"),
        ("get pods -o custom-columns-file=x", "-o custom-columns-file cannot be used here"),
        ("get pods --template x", "--template cannot be used here: it names a file of the server"),
        ("create --raw /api -f a.yaml", "--raw cannot be used here: it sends a request"),
        ("delete --raw /api", "--raw cannot be used here: it sends a request"),
        ("config use-context x", "kubectl config use-context cannot be used here: it changes a file"),
        ("config set-context x", "kubectl config set-context cannot be used here: it changes a file"),
    ] {
        let refused = of(line).refused.unwrap_or_default();
        assert!(refused.starts_with(&format!("error: {words}")), "{line}: {refused:?}");
    }
    for line in [
        "get pods -n x",
        "apply -f -",
        "apply -f web.yaml",
        "get --raw /version",
        "get pods -o name --template x",
    ] {
        assert_eq!(of(line).refused, None, "{line}");
    }
}
