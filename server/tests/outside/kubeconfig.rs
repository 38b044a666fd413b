//! The operator's kubeconfigs with mistakes in them: what can be used is, what cannot says why, and no secret is told.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::harness::{TestApp, run, said, wheelhouse};

/// What no line may hold.
const SECRET: &str = "s3cret-t0ken";

/// A kubeconfig with one context of this name, in this namespace.
fn context(name: &str) -> Value {
    json!({
        "apiVersion": "v1", "kind": "Config",
        "clusters": [{"name": name, "cluster": {"server": "127.0.0.1:9"}}],
        "contexts": [{"name": name, "context": {"cluster": name, "user": "", "namespace": "its-own"}}],
    })
}

/// A server whose `KUBECONFIG` is this list, with its log in a file.
fn serve(dir: &Path, list: &[&str]) -> TestApp {
    let paths: Vec<_> = list.iter().map(|name| dir.join(name)).collect();
    let mut command = wheelhouse(dir);
    command.args(["serve", "--listen", "127.0.0.1:0", "--data-dir"]).arg(dir.join("data"));
    command.env("KUBECONFIG", std::env::join_paths(paths).unwrap());
    command.stderr(Stdio::from(std::fs::File::create(dir.join("log")).unwrap()));
    TestApp::spawned(None, dir.to_path_buf(), command)
}

fn on(app: &TestApp, cluster: &str) -> String {
    said(&app.run(&json!({
        "cluster": cluster, "lesson": null, "step": null, "lang": "en",
        "line": "kubectl auth whoami", "preview": false, "confirmed": null,
    })))
}

#[test]
fn what_is_broken_takes_nothing_else_with_it_and_tells_no_secret() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(dir.path().join(name), text).unwrap();
    write("broken", &format!("users:\n- name: u\n  user:\n    token: {SECRET}\n   bad: [\n"));
    let mut good = context("good");
    good["contexts"].as_array_mut().unwrap().push(json!({"name": "nowhere", "context": {"user": "u"}}));
    good["contexts"].as_array_mut().unwrap().push(json!({"name": "odd", "context": {"cluster": [SECRET]}}));
    write("good", &good.to_string());
    write("more", &context("more").to_string());
    let app = serve(dir.path(), &["missing", "broken", "good", "more"]);

    let own = app.own();
    let clusters = own["frame"]["clusters"].as_array().unwrap();
    let names: Vec<&str> = clusters.iter().map(|cluster| cluster["name"].as_str().unwrap()).collect();
    for name in ["practice", "good", "nowhere", "odd", "more"] {
        assert!(names.contains(&name), "{name} is not in {names:?}");
    }
    let good = clusters.iter().find(|cluster| cluster["name"] == "good").unwrap();
    assert_eq!(good["namespace"], "its-own");
    // Its server has no scheme: kubectl asks http://127.0.0.1:9, where nobody is.
    for cluster in ["good", "more"] {
        assert!(on(&app, cluster).contains("127.0.0.1:9 was refused"), "{}", on(&app, cluster));
    }
    let notices = own["frame"]["notices"].to_string();
    assert!(notices.contains("broken is left out") && notices.contains("line "), "{notices}");
    assert!(notices.contains("cluster was not specified for context"), "{notices}");
    let log = std::fs::read_to_string(dir.path().join("log")).unwrap();
    assert!(log.contains("broken is left out"), "{log}");
    assert!(!log.contains(SECRET) && !notices.contains(SECRET), "{log}{notices}");
    assert!(!log.contains('\u{1b}'), "{log:?}");

    let broken = dir.path().join("broken");
    let broken = broken.to_str().unwrap();
    for args in [
        &["kubectl", "--kubeconfig", broken, "get", "pods"][..],
        &["serve", "--kubeconfig", broken, "--listen", "127.0.0.1:0"],
    ] {
        let refused = run(dir.path(), args);
        let words = String::from_utf8_lossy(&refused.stderr);
        assert!(!refused.status.success() && words.contains("line ") && !words.contains(SECRET), "{words}");
    }
}

#[test]
fn the_data_directory_is_its_owners_alone() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    std::fs::create_dir(&data).unwrap();
    std::fs::write(data.join("old"), "x").unwrap();
    assert!(Command::new("chmod").args(["-R", "a+rX"]).arg(&data).status().unwrap().success());
    let app = serve(dir.path(), &[]);
    app.kubectl("kubectl create configmap a");
    let mut all = vec![data.clone()];
    all.extend(std::fs::read_dir(&data).unwrap().map(|entry| entry.unwrap().path()));
    assert!(all.len() > 3, "{all:?}");
    for path in all {
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{} is {mode:o}", path.display());
    }
    let log = std::fs::read_to_string(dir.path().join("log")).unwrap();
    assert!(log.contains("others had rights"), "{log}");
}

/// Entries of a cluster, of its user and of its context, and what kubectl 1.36.3 says with them (`get --raw /version`).
fn refused() -> Vec<(Value, Value, &'static str)> {
    let server = "https://127.0.0.1:9";
    let cluster = json!({"server": server});
    let exec = |more: Value| {
        let mut exec = json!({"apiVersion": "client.authentication.k8s.io/v1", "command": "sh", "interactiveMode": "Never"});
        for (field, value) in more.as_object().unwrap() {
            exec[field] = value.clone();
        }
        exec.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        json!({ "exec": exec })
    };
    vec![
        (
            json!({"server": "127.0.0.1:9"}),
            json!({"token": "t"}),
            "The connection to the server 127.0.0.1:9 was refused - did you specify the right host or port?\n",
        ),
        (json!({"server": "a:1/b"}), json!({}), "error: host must be a URL or a host:port pair: \"a:1/b\"\n"),
        (
            json!({"server": server, "certificate-authority": "/nope"}),
            json!({}),
            "error: unable to read certificate-authority /nope for a due to open /nope: no such file or directory\n",
        ),
        (
            json!({"server": server, "insecure-skip-tls-verify": true, "certificate-authority-data": "QUJD"}),
            json!({"token": "t"}),
            "error: specifying a root certificates file with the insecure flag is not allowed\n",
        ),
        (
            json!({"server": server, "certificate-authority-data": "QUJD"}),
            json!({"token": "t"}),
            "error: unable to load root certificates: unable to parse bytes as PEM block\n",
        ),
        (
            cluster.clone(),
            json!({"client-certificate": "/nope", "client-key": "/nope2"}),
            "Error in configuration: \n* unable to read client-cert /nope for u due to open /nope: no such file or directory\n* unable to read client-key /nope2 for u due to open /nope2: no such file or directory\n",
        ),
        (
            cluster.clone(),
            json!({"client-certificate-data": "QUJD"}),
            "error: client-key-data or client-key must be specified for u to use the clientCert authentication method.\n",
        ),
        (
            cluster.clone(),
            json!({"token": "t", "username": "u", "password": "p"}),
            "error: more than one authentication method found for u; found [token basicAuth], only one is allowed\n",
        ),
        (cluster.clone(), json!({"tokenFile": "/nope"}), "error: open /nope: no such file or directory\n"),
        (
            cluster.clone(),
            json!({"auth-provider": {"name": "foo"}}),
            "error: no Auth Provider found for name \"foo\"\n",
        ),
        (
            cluster.clone(),
            exec(json!({"interactiveMode": null})),
            "error: interactiveMode must be specified for u to use exec authentication plugin\n",
        ),
        (
            cluster.clone(),
            exec(json!({"interactiveMode": "Always"})),
            "Unable to connect to the server: getting credentials: exec plugin cannot support interactive mode: standard input is not a terminal\n",
        ),
        (
            cluster.clone(),
            exec(json!({"args": ["-c", "echo oh >&2; exit 3"]})),
            "oh\nUnable to connect to the server: getting credentials: exec: executable sh failed with exit code 3\n",
        ),
        (
            cluster,
            exec(
                json!({"args": ["-c", "echo '{\"apiVersion\":\"client.authentication.k8s.io/v1beta1\",\"kind\":\"ExecCredential\"}'"]}),
            ),
            "Unable to connect to the server: getting credentials: exec plugin is configured to use API version client.authentication.k8s.io/v1, plugin returned version client.authentication.k8s.io/v1beta1\n",
        ),
    ]
}

#[test]
fn entries_are_refused_in_kubectls_words_on_a_terminal_and_on_a_page() {
    let dir = tempfile::tempdir().unwrap();
    for (at, (cluster, user, words)) in refused().into_iter().enumerate() {
        let config = json!({
            "apiVersion": "v1", "kind": "Config", "current-context": "a",
            "clusters": [{"name": "a", "cluster": cluster}], "users": [{"name": "u", "user": user}],
            "contexts": [{"name": "a", "context": {"cluster": "a", "user": "u"}}],
        });
        let file = dir.path().join(at.to_string());
        std::fs::write(&file, config.to_string()).unwrap();
        let mut command = wheelhouse(dir.path());
        command.args(["kubectl", "--kubeconfig"]).arg(&file).args(["get", "--raw", "/version"]);
        let printed = command.stdin(Stdio::null()).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&printed.stderr), words, "{config}");

        let app = TestApp::beside(&config.to_string());
        let page = on(&app, "a");
        // What is refused before anybody is asked is the page's own sentence, with kubectl's reason in it.
        let reason = words.trim_end().trim_start_matches("error: ");
        assert!(page.contains(reason), "{config}\n{page}");
    }
}
