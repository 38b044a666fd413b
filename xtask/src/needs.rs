//! What the tests need of a machine: installed where that may be done, else named in one list before anything is built.
//!
//! Layer: the outside of a machine: its programs and its packages.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::machines;
use crate::paths::{has, run};

/// Something that has to be there.
struct Need {
    /// A Debian package that has it.
    package: &'static str,
    /// What it is for.
    why: &'static str,
    /// The suites that ask for it, as `SKIP` names them.
    suites: &'static [&'static str],
    there: fn() -> bool,
}

const NEEDS: &[Need] = &[
    Need {
        package: "npm",
        why: "the browser half has parts from npm",
        suites: &["always"],
        there: || has("npm"),
    },
    Need {
        package: "chromium",
        why: "the browser tests drive it",
        suites: &["browser"],
        there: || has("chromium"),
    },
    Need {
        package: "fonts-noto-cjk",
        why: "pages in Chinese need glyphs",
        suites: &["browser"],
        there: || has_chinese(Path::new("/usr/share/fonts")),
    },
    Need {
        package: "shellcheck",
        why: "the scripts of the set-up page are held against it",
        suites: &["shell"],
        there: || has("shellcheck"),
    },
    Need {
        package: "golang",
        why: "the real cluster is built from Go modules",
        suites: &["cluster", "machines"],
        there: || has("go"),
    },
    Need {
        package: "debootstrap",
        why: "the set-up page's scripts run on Debian machines made with it",
        suites: &["machines"],
        there: || has("debootstrap"),
    },
    Need {
        package: "gpg",
        why: "the machines' packages are signed",
        suites: &["machines"],
        there: || has("gpg"),
    },
    Need {
        package: "iproute2",
        why: "the machines' network is made with it",
        suites: &["machines"],
        there: || has("ip"),
    },
    Need {
        package: "gcc",
        why: "the machines' own programs are compiled with it",
        suites: &["machines"],
        there: || has("cc"),
    },
];

/// Makes sure that everything is there that the suites need which are not skipped.
///
/// # Errors
///
/// With all that is missing and cannot be installed here, each with what it is for and what to skip without it.
pub(crate) fn ready(skips: &dyn Fn(&str) -> bool) -> Result<()> {
    let wanted = |need: &&Need| need.suites.iter().any(|suite| !skips(suite));
    let missing = || NEEDS.iter().filter(wanted).filter(|need| !(need.there)()).collect::<Vec<_>>();
    if !missing().is_empty() && may_install() {
        install(&missing())?;
    }
    let mut problems: Vec<String> = missing().iter().map(|need| need.said()).collect();
    if !skips("machines")
        && let Err(why) = machines::possible()
    {
        problems.push(format!("{why:#}"));
    }
    if !problems.is_empty() {
        bail!("the tests cannot run here yet:\n  {}", problems.join("\n  "));
    }
    Ok(())
}

impl Need {
    fn said(&self) -> String {
        let skip = match self.suites {
            ["always"] => String::new(),
            suites => format!(" (or SKIP={})", suites.join(",")),
        };
        format!("apt-get install {}: {}{skip}", self.package, self.why)
    }
}

/// Whether packages may be installed: by root, on a Debian.
fn may_install() -> bool {
    let id = Command::new("id").arg("-u").output();
    has("apt-get") && id.is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}

fn install(needs: &[&Need]) -> Result<()> {
    for need in needs {
        println!("installing {}: {}", need.package, need.why);
    }
    run(Command::new("apt-get").args(["update", "-qq"]))?;
    run(Command::new("apt-get")
        .args(["install", "-qq", "-y", "--no-install-recommends"])
        .args(needs.iter().map(|need| need.package))
        .env("DEBIAN_FRONTEND", "noninteractive"))
}

/// Whether a folder has a font with Chinese letters, by its name.
fn has_chinese(folder: &Path) -> bool {
    let Ok(entries) = std::fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| {
        let named = entry.file_name().to_string_lossy().to_lowercase().contains("cjk");
        named || has_chinese(&entry.path())
    })
}
