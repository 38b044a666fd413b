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
