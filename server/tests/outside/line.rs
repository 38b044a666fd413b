//! What a page may do through a command line (requirement 26), and what must be asked first.

use std::net::TcpListener;

use serde_json::json;

use crate::harness::{TestApp, code, said};

#[test]
fn flags_that_name_a_connection_or_an_identity_are_refused_by_name() {
    let app = TestApp::start();
    let canary = TcpListener::bind("127.0.0.1:0").unwrap();
    canary.set_nonblocking(true).unwrap();
    let server = format!("http://{}", canary.local_addr().unwrap());
    for flag in [
        format!("--server={server}"),
        format!("-s {server}"),
        "--kubeconfig=canary.yaml".to_owned(),
        "--token=x".to_owned(),
        "--as=admin".to_owned(),
        "--as-group=system:masters".to_owned(),
        "--user=x".to_owned(),
        "--cluster=x".to_owned(),
        "--context=x".to_owned(),
        "--certificate-authority=canary.pem".to_owned(),
        "--client-key=canary.pem".to_owned(),
        "--insecure-skip-tls-verify".to_owned(),
        "--cache-dir=canary".to_owned(),
    ] {
        let events = app.kubectl(&format!("kubectl get pods {flag}"));
        let name = flag.split(['=', ' ']).next().unwrap();
        assert_ne!(code(&events), 0, "{flag}");
        let text = said(&events);
        assert!(text.contains(name.trim_start_matches('-')) || text.contains("--server"), "{flag}: {text}");
        assert!(!events.iter().any(|e| e.get("call").is_some()), "{flag} reached the cluster: {text}");
    }
    assert!(canary.accept().is_err(), "the canary server was asked");
}

#[test]
fn files_of_the_server_are_out_of_reach() {
    let app = TestApp::start();
    let canary = app.dir().join("canary.yaml");
    std::fs::write(
        &canary,
        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: canary\ndata:\n  secret: hunter2\n",
    )
    .unwrap();
    let path = canary.display().to_string();
    for line in [
        format!("kubectl apply -f {path}"),
        "kubectl apply -f canary.yaml".to_owned(),
        "kubectl apply -f ../canary.yaml".to_owned(),
        "kubectl apply -f .".to_owned(),
        format!("kubectl get pods -o jsonpath-file={path}"),
        format!("kubectl get pods -o go-template-file={path}"),
        format!("kubectl get pods -o custom-columns-file={path}"),
        format!("kubectl create configmap x --from-file={path}"),
        format!("kubectl create configmap x --from-env-file={path}"),
    ] {
        let events = app.kubectl(&line);
        assert_ne!(code(&events), 0, "{line}: {}", said(&events));
        assert!(!said(&events).contains("hunter2"), "{line}");
    }
    let made = app.kubectl("kubectl get configmap canary");
    assert!(said(&made).contains("NotFound"), "{}", said(&made));
}

#[test]
fn a_url_is_never_fetched_for_a_page() {
    let app = TestApp::start();
    let canary = TcpListener::bind("127.0.0.1:0").unwrap();
    canary.set_nonblocking(true).unwrap();
    let address = canary.local_addr().unwrap();
    for (scheme, verb) in [
        ("http", "apply -f"),
        ("https", "create -f"),
        ("HTTP", "get -R -f"),
        ("http", "apply -f deployment.yaml,-f"),
    ] {
        let verb = verb.replace(",-f", " -f");
        let events = app.kubectl(&format!("kubectl {verb} {scheme}://{address}/x.yaml"));
        assert_ne!(code(&events), 0);
        assert!(said(&events).contains("the server fetches no URL for a page"), "{}", said(&events));
        assert!(!events.iter().any(|e| e.get("call").is_some()), "{scheme} reached the cluster");
    }
    assert!(canary.accept().is_err(), "the canary server was asked");
}

#[test]
fn the_servers_kubeconfig_is_not_changed_by_a_page() {
    let app = TestApp::start();
    for line in ["kubectl config use-context practice", "kubectl config set-context --current -n kube-system"]
    {
        let events = app.kubectl(line);
        assert_ne!(code(&events), 0, "{line}");
        assert!(said(&events).contains("it changes a file of the server"), "{}", said(&events));
    }
}

#[test]
fn there_is_no_shell_behind_a_line() {
    let app = TestApp::start();
    let proof = app.dir().join("proof");
    for line in [
        format!("kubectl get pods; touch {}", proof.display()),
        format!("kubectl get pods && touch {}", proof.display()),
        format!("kubectl get pods | tee {}", proof.display()),
        format!("kubectl get pods > {}", proof.display()),
        format!("kubectl get pods $(touch {})", proof.display()),
        format!("kubectl get pods `touch {}`", proof.display()),
    ] {
        assert_ne!(code(&app.kubectl(&line)), 0, "{line}");
    }
    assert!(!proof.exists());
}

#[test]
fn a_deletion_asks_first_and_says_what_it_hits() {
    let app = TestApp::start();
    assert_eq!(code(&app.kubectl("kubectl create configmap one --from-literal=a=b")), 0);
    let events = app.kubectl("kubectl delete configmap one");
    assert_eq!(events.len(), 1, "{events:?}");
    assert!(events[0]["ask"]["hits"][0].as_str().unwrap().contains("configmap/one"), "{events:?}");
    assert_eq!(code(&app.kubectl("kubectl get configmap one")), 0, "it is still there");
    let yes = json!({
        "cluster": "practice", "lesson": null, "step": null, "lang": "en",
        "line": "kubectl delete configmap one", "preview": false, "confirmed": "",
    });
    let events = app.run(&yes);
    assert_eq!(code(&events), 0, "{}", said(&events));
    assert_ne!(code(&app.kubectl("kubectl get configmap one")), 0, "now it is gone");
}

#[test]
fn a_dry_run_shows_the_change_and_changes_nothing() {
    let app = TestApp::start();
    assert_eq!(code(&app.kubectl("kubectl create deployment web --image=nginx:1.29")), 0);
    let preview = json!({
        "cluster": "practice", "lesson": null, "step": null, "lang": "en",
        "line": "kubectl scale deployment web --replicas=3", "preview": true, "confirmed": null,
    });
    let events = app.run(&preview);
    let change = events.iter().find_map(|e| e.get("change")).unwrap_or_else(|| panic!("{events:?}"));
    let diff = change["diff"].as_str().unwrap();
    assert!(diff.contains("-  replicas: 1") && diff.contains("+  replicas: 3"), "{change}");
    let now = app.kubectl("kubectl get deployment web -o jsonpath={.spec.replicas}");
    assert_eq!(said(&now), "1");
}

#[test]
fn a_name_never_leaves_its_place_in_a_path() {
    let app = TestApp::start();
    for name in ["..", "../../namespaces", "a%2fb", "%2e%2e", "a?b=c", "a#b", "a/b"] {
        for line in [
            format!("kubectl get configmap '{name}'"),
            format!("kubectl get pods -n '{name}'"),
            format!("kubectl logs '{name}'"),
            format!("kubectl exec '{name}' -- ls"),
            format!("kubectl scale deployment '{name}' --replicas=1"),
        ] {
            let events = app.kubectl(&line);
            for call in events.iter().filter_map(|event| event.get("call")) {
                let path = call["path"].as_str().unwrap().split('?').next().unwrap().to_lowercase();
                let bad =
                    path.split('/').any(|part| part == ".." || part.contains('#') || part.contains("%2f"));
                assert!(!bad, "{line} asked for {path}");
            }
        }
    }
}

#[test]
fn what_a_cluster_says_is_shown_without_escape_sequences() {
    let app = TestApp::start();
    let evil = "kubectl create configmap evil --from-literal=a=\"\u{1b}]52;c;ZXZpbA==\u{7}\u{1b}[31mred\"";
    assert_eq!(code(&app.kubectl(evil)), 0);
    let events = app.kubectl("kubectl get configmap evil -o jsonpath={.data.a}");
    assert_eq!(said(&events), "red");
}
