//! Walks the tree of a script: variables, expansion, redirections, loops; commands are in [`super::commands`].
//!
//! Layer: simulation. Time passes only in `sleep`; a loop that never sleeps is slowed down.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;

use super::files::resolve;
use super::io::{Input, Io, Output};
use super::parse::{Node, Redirect, Word, parse};
use super::{commands, files};
use crate::kubelet::Process;

/// A shell in a container.
#[derive(Clone)]
pub(crate) struct Shell {
    pub(crate) process: Arc<Process>,
    pub(crate) vars: BTreeMap<String, String>,
    pub(crate) exported: Vec<String>,
    pub(crate) args: Vec<String>,
    pub(crate) cwd: String,
    pub(crate) status: i32,
    /// Set by `exit`.
    pub(crate) exited: Option<i32>,
    /// `break` or `continue`.
    pub(crate) jump: Option<bool>,
    /// Whether this is the container's first process.
    pub(crate) main: bool,
    /// How deep shells call shells.
    pub(crate) depth: u32,
    /// `$0`.
    pub(crate) name: String,
    steps: u32,
}

impl Shell {
    /// A fresh shell.
    pub(crate) fn new(process: Arc<Process>) -> Shell {
        let image = process.found.image;
        let mut vars = BTreeMap::new();
        vars.insert(
            "PATH".to_owned(),
            "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin".to_owned(),
        );
        vars.insert("HOSTNAME".into(), process.launch.hostname.clone());
        vars.insert("HOME".into(), "/root".into());
        for (k, v) in image.env {
            let v = if *k == "NGINX_VERSION" {
                crate::images::nginx_version(&process.found.tag)
            } else {
                (*v).to_owned()
            };
            vars.insert((*k).to_owned(), v);
        }
        for (k, v) in &process.launch.env {
            vars.insert(k.clone(), v.clone());
        }
        let cwd = match process.launch.workdir.as_str() {
            "" if image.repos.contains(&"redis") => "/data".to_owned(),
            "" if image.repos.contains(&"httpd") => "/usr/local/apache2".to_owned(),
            "" => "/".to_owned(),
            dir => resolve("/", dir),
        };
        let exported = vars.keys().cloned().collect();
        Shell {
            process,
            vars,
            exported,
            args: Vec::new(),
            cwd,
            status: 0,
            exited: None,
            jump: None,
            main: false,
            depth: 0,
            name: "sh".into(),
            steps: 0,
        }
    }

    /// Runs a script.
    pub(crate) async fn script(&mut self, text: &str, io: &Io) -> i32 {
        match parse(text) {
            Ok(node) => {
                self.status = self.node(&node, io).await;
                self.exited.unwrap_or(self.status)
            }
            Err(why) => {
                let words =
                    if self.name == "bash" { format!("bash: {why}\n") } else { format!("sh: {why}\n") };
                io.stderr.text(&words).await;
                2
            }
        }
    }

    /// Runs one command by its words.
    pub(crate) fn exec<'a>(&'a mut self, argv: &'a [String], io: &'a Io) -> BoxFuture<'a, i32> {
        commands::run(self, argv, io).boxed()
    }

    fn node<'a>(&'a mut self, node: &'a Node, io: &'a Io) -> BoxFuture<'a, i32> {
        async move {
            if self.exited.is_some() || self.jump.is_some() {
                return self.status;
            }
            self.pace().await;
            let code = match node {
                Node::Simple { assigns, words, redirects } => {
                    self.simple(assigns, words, redirects, io).await
                }
                Node::Pipe(nodes) => self.pipe(nodes, io).await,
                Node::And(a, b) => {
                    let code = self.node(a, io).await;
                    if code == 0 { self.node(b, io).await } else { code }
                }
                Node::Or(a, b) => {
                    let code = self.node(a, io).await;
                    if code != 0 { self.node(b, io).await } else { code }
                }
                Node::Not(a) => i32::from(self.node(a, io).await == 0),
                Node::Seq(nodes) => self.sequence(nodes, io).await,
                Node::If(arms, other) => self.choice(arms, other.as_deref(), io).await,
                Node::While(cond, body, until) => {
                    let mut code = 0;
                    while (self.node(cond, io).await == 0) != *until && self.exited.is_none() {
                        code = self.node(body, io).await;
                        if self.jump.take() == Some(true) {
                            break;
                        }
                    }
                    code
                }
                Node::For(name, words, body) => self.each(name, words, body, io).await,
                Node::Group(inner, redirects) => match self.redirect(redirects, io).await {
                    Ok((io, files)) => {
                        let code = self.node(inner, &io).await;
                        self.keep(files, &io).await;
                        code
                    }
                    Err(code) => code,
                },
                Node::Background(inner) => self.behind(inner, io),
            };
            self.status = code;
            code
        }
        .boxed()
    }

    async fn sequence(&mut self, nodes: &[Node], io: &Io) -> i32 {
        let mut code = 0;
        for n in nodes {
            code = self.node(n, io).await;
            self.status = code;
        }
        code
    }

    /// `if`; what follows the first condition that holds.
    async fn choice(&mut self, arms: &[(Node, Node)], other: Option<&Node>, io: &Io) -> i32 {
        for (cond, body) in arms {
            if self.node(cond, io).await == 0 {
                return self.node(body, io).await;
            }
        }
        match other {
            Some(body) => self.node(body, io).await,
            None => 0,
        }
    }

    /// `for`.
    async fn each(&mut self, name: &str, words: &[Word], body: &Node, io: &Io) -> i32 {
        let mut values = Vec::new();
        for w in words {
            values.extend(self.expand(w, io).await);
        }
        let mut code = 0;
        for v in values {
            self.vars.insert(name.to_owned(), v);
            code = self.node(body, io).await;
            if self.jump.take() == Some(true) || self.exited.is_some() {
                break;
            }
        }
        code
    }

    /// `&`.
    fn behind(&self, inner: &Node, io: &Io) -> i32 {
        let (mut shell, inner, io) = (self.clone(), inner.clone(), io.clone());
        let stopped = self.process.stopped.clone();
        tokio::spawn(async move {
            tokio::select! {
                _ = shell.node(&inner, &io) => {}
                () = stopped.cancelled() => {}
            }
        });
        0
    }

    /// Slows a loop down that never sleeps.
    async fn pace(&mut self) {
        self.steps += 1;
        if self.steps.is_multiple_of(256) {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    async fn pipe(&mut self, nodes: &[Node], io: &Io) -> i32 {
        let mut stdin = io.stdin.clone();
        let mut code = 0;
        for (i, node) in nodes.iter().enumerate() {
            let last = i + 1 == nodes.len();
            let (out, buffer) = Output::buffer();
            let part = Io {
                stdin: stdin.clone(),
                stdout: if last { io.stdout.clone() } else { out },
                stderr: io.stderr.clone(),
            };
            let mut sub = self.clone();
            code = sub.node(node, &part).await;
            stdin = Input::bytes(std::mem::take(&mut *buffer.lock().unwrap_or_else(PoisonError::into_inner)));
        }
        code
    }

    async fn simple(
        &mut self,
        assigns: &[(String, Word)],
        words: &[Word],
        redirects: &[Redirect],
        io: &Io,
    ) -> i32 {
        let mut argv = Vec::new();
        for w in words {
            argv.extend(self.expand(w, io).await);
        }
        let mut before = Vec::new();
        for (name, w) in assigns {
            let value = self.expand(w, io).await.join(" ");
            let old = self.vars.insert(name.clone(), value);
            before.push((name.clone(), old));
        }
        let (inner, files) = match self.redirect(redirects, io).await {
            Ok(pair) => pair,
            Err(code) => return code,
        };
        let code = if argv.is_empty() { 0 } else { self.exec(&argv, &inner).await };
        if !argv.is_empty() {
            for (name, old) in before {
                match old {
                    Some(old) => drop(self.vars.insert(name, old)),
                    None => drop(self.vars.remove(&name)),
                }
            }
        }
        self.keep(files, &inner).await;
        code
    }

    /// The streams under some redirections, and the files that they fill.
    async fn redirect(&mut self, redirects: &[Redirect], io: &Io) -> Result<(Io, Vec<Filled>), i32> {
        let mut io = io.clone();
        let mut filled = Vec::new();
        for r in redirects {
            let target = self.expand(&r.target, &io).await.join(" ");
            let path = resolve(&self.cwd, &target);
            let prefix = if self.name == "bash" { "bash: line 1" } else { "sh" };
            match r.op {
                "<<<" => io.stdin = Input::bytes(format!("{target}\n").into_bytes()),
                "<" => {
                    let read = self.process.files().get().read(&path);
                    match read {
                        Ok(content) => io.stdin = Input::bytes(content.into_bytes()),
                        Err(_) => {
                            io.stderr.text(&format!("{prefix}: can't open {target}: no such file\n")).await;
                            return Err(1);
                        }
                    }
                }
                ">&" => match (r.fd, target.as_str()) {
                    (2, "1") => io.stderr = io.stdout.clone(),
                    (_, "2") => io.stdout = io.stderr.clone(),
                    _ => {}
                },
                op => {
                    let (out, buffer) = Output::buffer();
                    let out = match target.as_str() {
                        "/dev/null" => Output::Null,
                        "/dev/stdout" => io.stdout.clone(),
                        "/proc/1/fd/1" | "/proc/1/fd/2" => Output::log(&self.process),
                        "/dev/stderr" => io.stderr.clone(),
                        _ => {
                            let made = self.process.files().get().write(&path, "", op == ">>");
                            if let Err(why) = made {
                                let why = if why == "No such file or directory" {
                                    "nonexistent directory"
                                } else {
                                    why
                                };
                                io.stderr.text(&format!("{prefix}: can't create {target}: {why}\n")).await;
                                return Err(1);
                            }
                            filled.push((path, buffer));
                            out
                        }
                    };
                    if op == "&>" {
                        io.stdout = out.clone();
                        io.stderr = out;
                    } else if r.fd == 2 {
                        io.stderr = out;
                    } else {
                        io.stdout = out;
                    }
                }
            }
        }
        Ok((io, filled))
    }

    async fn keep(&mut self, files: Vec<Filled>, io: &Io) {
        for (path, buffer) in files {
            let bytes = std::mem::take(&mut *buffer.lock().unwrap_or_else(PoisonError::into_inner));
            let written = self.process.files().get().write(&path, &String::from_utf8_lossy(&bytes), true);
            if let Err(why) = written {
                io.stderr.text(&format!("sh: write error: {why}\n")).await;
            }
        }
    }

    /// A variable's value; empty when unset.
    pub(crate) fn variable(&self, name: &str) -> String {
        match name {
            "?" => self.status.to_string(),
            "$" => {
                if self.main {
                    "1".into()
                } else {
                    "42".into()
                }
            }
            "#" => self.args.len().to_string(),
            "0" => self.name.clone(),
            "@" | "*" => self.args.join(" "),
            "PWD" => self.cwd.clone(),
            "RANDOM" => {
                use rand::Rng as _;
                rand::rng().random_range(0..32768).to_string()
            }
            n => match n.parse::<usize>() {
                Ok(i) => self.args.get(i.saturating_sub(1)).cloned().unwrap_or_default(),
                Err(_) => self.vars.get(n).cloned().unwrap_or_default(),
            },
        }
    }

    /// The absolute path of a name.
    pub(crate) fn path(&self, name: &str) -> String {
        files::resolve(&self.cwd, name)
    }
}

type Filled = (String, Arc<std::sync::Mutex<Vec<u8>>>);
