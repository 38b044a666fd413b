//! From words to values: variables, command substitution, splitting, file name patterns.
//!
//! Layer: simulation.

use std::sync::PoisonError;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;

use super::commands;
use super::files::resolve;
use super::io::{Input, Io, Output};
use super::parse::{Part, Word};
use super::run::Shell;

impl Shell {
    /// A word's values: variables and substitutions, split where they are not quoted, `*` matched against files.
    pub(super) fn expand<'a>(&'a mut self, word: &'a Word, io: &'a Io) -> BoxFuture<'a, Vec<String>> {
        async move {
            let mut out: Vec<String> = Vec::new();
            let mut current: Option<String> = None;
            let mut glob = false;
            for part in word {
                let (value, quoted) = match part {
                    Part::Text(t, quoted) => {
                        glob |= !quoted && t.contains(['*', '?']);
                        let t = if out.is_empty()
                            && current.is_none()
                            && !quoted
                            && (t == "~" || t.starts_with("~/"))
                        {
                            t.replacen('~', "/root", 1)
                        } else {
                            t.clone()
                        };
                        current = Some(current.unwrap_or_default() + &t);
                        continue;
                    }
                    Part::Var(name, default, quoted) => {
                        if name == "@" && *quoted {
                            out.extend(self.args.iter().cloned());
                            continue;
                        }
                        let value = self.variable(name);
                        (if value.is_empty() { default.clone().unwrap_or(value) } else { value }, *quoted)
                    }
                    Part::Command(text, quoted) => {
                        let (stdout, buffer) = Output::buffer();
                        let sub = Io { stdin: Input::empty(), stdout, stderr: io.stderr.clone() };
                        let mut shell = self.clone();
                        shell.depth += 1;
                        if shell.depth < 16 {
                            self.status = shell.script(text, &sub).await;
                        }
                        let bytes =
                            std::mem::take(&mut *buffer.lock().unwrap_or_else(PoisonError::into_inner));
                        (String::from_utf8_lossy(&bytes).trim_end_matches('\n').to_owned(), *quoted)
                    }
                    Part::Arithmetic(text) => {
                        (super::commands::arithmetic(text, &|n| self.variable(n)).to_string(), true)
                    }
                };
                if quoted {
                    current = Some(current.unwrap_or_default() + &value);
                    continue;
                }
                let mut pieces = value.split_whitespace();
                if value.starts_with(char::is_whitespace)
                    && let Some(done) = current.take()
                {
                    out.push(done);
                }
                if let Some(first) = pieces.next() {
                    current = Some(current.unwrap_or_default() + first);
                }
                for piece in pieces {
                    out.extend(current.replace(piece.to_owned()));
                }
                if value.ends_with(char::is_whitespace)
                    && let Some(done) = current.take()
                {
                    out.push(done);
                }
            }
            out.extend(current);
            if glob && out.len() == 1 {
                let matched = self.glob(&out[0]);
                if !matched.is_empty() {
                    return matched;
                }
            }
            out
        }
        .boxed()
    }

    fn glob(&self, pattern: &str) -> Vec<String> {
        let (dir, name) = pattern.rsplit_once('/').unwrap_or(("", pattern));
        let full = resolve(&self.cwd, if dir.is_empty() && pattern.starts_with('/') { "/" } else { dir });
        let names = self.process.files().get().names(&full);
        let prefix = if pattern.contains('/') { format!("{dir}/") } else { String::new() };
        names
            .into_iter()
            .filter(|n| !n.starts_with('.') && commands::matches_glob(name, n))
            .map(|n| format!("{prefix}{n}"))
            .collect()
    }
}
