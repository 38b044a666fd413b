//! One command as it is called, and what all of them do with that.
//!
//! Layer: simulation.

use super::super::io::Io;
use super::super::run::Shell;
use super::is_busybox;

/// A command with its words, the shell that calls it, and where it reads and writes.
#[derive(Clone, Copy)]
pub(super) struct Call<'a> {
    /// The shell.
    pub(super) sh: &'a Shell,
    /// What it was called by.
    pub(super) name: &'a str,
    /// Its words.
    pub(super) args: &'a [&'a str],
    /// Input and output.
    pub(super) io: &'a Io,
}

impl<'a> Call<'a> {
    /// Whether a flag of one letter was given, by itself or among others.
    pub(super) fn flag(&self, letter: char) -> bool {
        self.args.iter().any(|a| a.starts_with('-') && !a.starts_with("--") && a.contains(letter))
    }

    /// The words that are no flags.
    pub(super) fn names(&self) -> Vec<&'a str> {
        self.args.iter().filter(|a| !a.starts_with('-') || a.len() == 1).copied().collect()
    }

    /// Writes to standard output.
    pub(super) async fn say(&self, text: String) {
        self.io.stdout.text(&text).await;
    }

    /// Writes to standard error; the exit code of what failed.
    pub(super) async fn fail(&self, text: String) -> i32 {
        self.io.stderr.text(&text).await;
        1
    }

    /// All of standard input.
    pub(super) async fn stdin(&self) -> String {
        String::from_utf8_lossy(&self.io.stdin.all().await).into_owned()
    }

    /// The usual way in: the texts of these files, or of standard input; and the exit code.
    pub(super) async fn inputs(&self, files: &[&str]) -> (Vec<String>, i32) {
        let mut out = Vec::new();
        let mut code = 0;
        if files.is_empty() {
            out.push(self.stdin().await);
        }
        for f in files {
            if *f == "-" {
                out.push(self.stdin().await);
                continue;
            }
            let read = self.sh.process.files().get().read(&self.sh.path(f));
            match read {
                Ok(content) => out.push(content),
                Err(why) => {
                    let name = self.name;
                    code = if is_busybox(&self.sh.process) && why.starts_with("No such") {
                        self.fail(format!("{name}: can't open '{f}': {why}\n")).await
                    } else {
                        self.fail(format!("{name}: {f}: {why}\n")).await
                    };
                }
            }
        }
        (out, code)
    }
}
