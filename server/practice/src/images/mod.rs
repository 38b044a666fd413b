//! The images that can be pulled, one family a file: tags, sizes, what they run, log and contain.
//!
//! Layer: data. An image that is not here does not exist, in containerd's words.

mod databases;
mod echo;
mod httpd;
mod nginx;
mod os;
mod python;
mod redis;
mod system;

use sha2_lite::hex;

use crate::kubelet::Process;

/// What a container's file system looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Os {
    /// Debian: coreutils and bash.
    Debian,
    /// Ubuntu.
    Ubuntu,
    /// Alpine: busybox' tools, no bash.
    Alpine,
    /// Busybox alone.
    Busybox,
    /// No shell at all.
    None,
}

/// Answers an HTTP request: method and path to status and body.
pub(crate) type Answer = fn(&Process, &str, &str) -> (u16, String);

/// An image.
#[derive(Clone, Copy)]
pub(crate) struct Image {
    /// Repositories under which it is known, without `docker.io/library/`.
    pub(crate) repos: &'static [&'static str],
    /// Whether a tag exists.
    pub(crate) tag: fn(&str) -> bool,
    /// Compressed size in bytes.
    pub(crate) size: u64,
    pub(crate) os: Os,
    /// The program that it serves with; `None`: it runs a command and ends.
    pub(crate) server: Option<&'static str>,
    pub(crate) entrypoint: &'static [&'static str],
    pub(crate) cmd: &'static [&'static str],
    pub(crate) ports: &'static [u16],
    pub(crate) env: &'static [(&'static str, &'static str)],
    /// Commands besides those of its file system.
    pub(crate) tools: &'static [&'static str],
    /// Files besides those of its file system.
    pub(crate) files: fn(&str) -> Vec<(&'static str, String)>,
    /// What it logs when it starts.
    pub(crate) startup: fn(&Process) -> Vec<String>,
    /// What it logs when it is told to stop.
    pub(crate) shutdown: fn(&Process) -> Vec<String>,
    /// Processes besides the first, as `ps` shows them: user and command.
    pub(crate) children: &'static [(&'static str, &'static str)],
    /// How long it takes to stop.
    pub(crate) stop_millis: u64,
    /// Answers an HTTP request: method and path to status and body. `None`: not an HTTP server.
    pub(crate) http: Option<Answer>,
}

/// Where the fields of most images begin.
pub(crate) const PLAIN: Image = Image {
    repos: &[],
    tag: |_| true,
    size: 30_000_000,
    os: Os::None,
    server: None,
    entrypoint: &[],
    cmd: &[],
    ports: &[],
    env: &[],
    tools: &[],
    files: |_| Vec::new(),
    startup: |_| Vec::new(),
    shutdown: |_| Vec::new(),
    children: &[],
    stop_millis: 100,
    http: None,
};

static ALL: &[&[Image]] = &[
    nginx::IMAGES,
    httpd::IMAGES,
    redis::IMAGES,
    os::IMAGES,
    python::IMAGES,
    databases::IMAGES,
    echo::IMAGES,
    system::IMAGES,
];

/// An image that was found, under its full name.
#[derive(Clone)]
pub(crate) struct Found {
    pub(crate) image: &'static Image,
    pub(crate) tag: String,
    /// `docker.io/library/nginx:1.27`.
    pub(crate) full: String,
}

/// Looks an image up. The error is containerd's.
pub(crate) fn find(reference: &str) -> Result<Found, String> {
    let reference = reference.split('@').next().unwrap_or("");
    let tag = crate::kinds::pod_spec::tag_of(reference);
    let repo = reference.strip_suffix(tag).and_then(|r| r.strip_suffix(':')).unwrap_or(reference);
    if repo.is_empty() || repo.chars().any(|c| c.is_ascii_uppercase() || c.is_whitespace()) {
        return Err(format!("failed to parse image reference {reference:?}: invalid reference format"));
    }
    let first = repo.split('/').next().unwrap_or("");
    let hub = !repo.contains('/') || !(first.contains('.') || first.contains(':') || first == "localhost");
    let short = repo.trim_start_matches("docker.io/").trim_start_matches("library/");
    let full_repo = if !hub {
        if first == "docker.io" && !short.contains('/') {
            format!("docker.io/library/{short}")
        } else {
            repo.to_owned()
        }
    } else if repo.contains('/') {
        format!("docker.io/{repo}")
    } else {
        format!("docker.io/library/{repo}")
    };
    let full = format!("{full_repo}:{tag}");
    let known: Vec<&'static Image> =
        ALL.iter().flat_map(|f| f.iter()).filter(|i| i.repos.contains(&short)).collect();
    let image = known.iter().find(|i| (i.tag)(tag)).or(known.first()).copied();
    match image {
        Some(image) if (image.tag)(tag) => Ok(Found { image, tag: tag.to_owned(), full }),
        Some(_) => Err(format!(
            "rpc error: code = NotFound desc = failed to pull and unpack image \"{full}\": failed to resolve reference \"{full}\": {full}: not found"
        )),
        None if full.starts_with("docker.io/") => Err(format!(
            "failed to pull and unpack image \"{full}\": failed to resolve reference \"{full}\": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed"
        )),
        None => Err(format!(
            "failed to pull and unpack image \"{full}\": failed to resolve reference \"{full}\": failed to do request: Head \"https://{first}/v2/{}/manifests/{tag}\": dial tcp: lookup {first} on 192.168.56.1:53: no such host",
            repo.split_once('/').map_or("", |(_, p)| p)
        )),
    }
}

/// The version of nginx that a tag stands for.
pub(crate) fn nginx_version(tag: &str) -> String {
    nginx::version_of(tag)
}

/// The line that nginx logs for a request.
pub(crate) fn nginx_access(
    p: &Process,
    client: &str,
    method: &str,
    path: &str,
    code: u16,
    size: usize,
    agent: &str,
) -> String {
    nginx::access(p, client, method, path, code, size, agent)
}

/// An image's digest: the real one where it is known, otherwise one that stays the same for the name.
pub(crate) fn digest(full: &str) -> String {
    system::DIGESTS
        .iter()
        .find(|(name, _)| *name == full)
        .map_or_else(|| hex(full), |(_, real)| (*real).to_owned())
}

/// The name of an image by its digest: `docker.io/library/nginx@sha256:...`.
pub(crate) fn by_digest(full: &str) -> String {
    let repo = full.rsplit_once(':').map_or(full, |(repo, _)| repo);
    format!("{repo}@sha256:{}", digest(full))
}

/// Whether a tag is a version between two, such as `1.27`, `1.27.3`, `1.27-alpine`, or one of the named ones.
fn version(tag: &str, major: u32, minors: std::ops::RangeInclusive<u32>, words: &[&str]) -> bool {
    const SUFFIXES: &[&str] = &[
        "alpine",
        "slim",
        "bookworm",
        "trixie",
        "bullseye",
        "alpine-slim",
        "perl",
        "alpine3.20",
        "alpine3.21",
        "alpine3.22",
        "slim-bookworm",
    ];
    if words.contains(&tag) || tag == "latest" {
        return true;
    }
    let (number, suffix) = tag.split_once('-').unwrap_or((tag, ""));
    if !suffix.is_empty() && !SUFFIXES.contains(&suffix) {
        return false;
    }
    let parts: Option<Vec<u32>> = number.split('.').map(|p| p.parse().ok()).collect();
    match parts.as_deref() {
        Some([m]) => *m == major,
        Some([m, n]) => *m == major && minors.contains(n),
        Some([m, n, p]) => *m == major && minors.contains(n) && *p < 30,
        _ => SUFFIXES.contains(&tag),
    }
}

mod sha2_lite {
    //! A stable 64-digit number for a name; it only has to look like a digest.

    /// 64 hexadecimal digits.
    pub(super) fn hex(text: &str) -> String {
        (0..4u64)
            .map(|salt| {
                let mut h = 0xcbf2_9ce4_8422_2325_u64 ^ salt.wrapping_mul(0x9e37_79b9_7f4a_7c15);
                for b in text.bytes() {
                    h = (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3);
                }
                h ^= h >> 29;
                format!("{:016x}", h.wrapping_mul(0xbf58_476d_1ce4_e5b9))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_known_or_not() {
        assert!(find("nginx").is_ok());
        assert!(find("nginx:1.14.2").is_ok());
        assert!(find("docker.io/library/nginx:1.27-alpine").is_ok());
        assert!(
            find("nginx:1.99").err().is_some_and(|e| e.ends_with("docker.io/library/nginx:1.99: not found"))
        );
        assert!(find("nosuchimage").err().is_some_and(|e| e.contains("pull access denied")));
    }
}
