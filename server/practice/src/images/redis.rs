//! Redis.
//!
//! Layer: data.

use super::{Image, Os, PLAIN, version};
use crate::kubelet::Process;

const VERSION: &str = "8.2.1";

/// redis on Debian, and on Alpine.
pub(super) static IMAGES: &[Image] = &[
    Image { tag: |t| !t.contains("alpine") && known(t), size: 49_858_217, os: Os::Debian, ..REDIS },
    Image { tag: |t| t.contains("alpine") && known(t), size: 21_463_870, os: Os::Alpine, ..REDIS },
];

fn known(tag: &str) -> bool {
    [5, 6, 7, 8].iter().any(|major| version(tag, *major, 0..=4, &[]))
}

const REDIS: Image = Image {
    repos: &["redis"],
    server: Some("redis-server"),
    entrypoint: &["docker-entrypoint.sh"],
    cmd: &["redis-server"],
    ports: &[6379],
    env: &[("REDIS_DOWNLOAD_URL", "https://github.com/redis/redis/archive/refs/tags/8.2.1.tar.gz")],
    tools: &["redis-server", "redis-cli"],
    files: |_| {
        vec![
            ("/data/", String::new()),
            ("/usr/local/bin/docker-entrypoint.sh", "#!/bin/sh\nset -e\nexec \"$@\"\n".into()),
        ]
    },
    startup,
    shutdown,
    stop_millis: 150,
    ..PLAIN
};

fn version_of(tag: &str) -> String {
    let number = tag.split('-').next().unwrap_or("");
    match number.split('.').count() {
        3 => number.to_owned(),
        2 if number.starts_with(|c: char| c.is_ascii_digit()) => format!("{number}.5"),
        1 if number.len() == 1 => format!("{number}.2.1"),
        _ => VERSION.to_owned(),
    }
}

fn startup(p: &Process) -> Vec<String> {
    let now = p.started.strftime("%d %b %Y %H:%M:%S.%3f").to_string();
    let version = version_of(&p.found.tag);
    let line = |role: char, mark: char, text: &str| format!("1:{role} {now} {mark} {text}");
    vec![
        "Starting Redis Server".into(),
        line('C', '*', "oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo"),
        line(
            'C',
            '*',
            &format!("Redis version={version}, bits=64, commit=00000000, modified=0, pid=1, just started"),
        ),
        line(
            'C',
            '#',
            "Warning: no config file specified, using the default config. In order to specify a config file use redis-server /path/to/redis.conf",
        ),
        line('M', '*', "monotonic clock: POSIX clock_gettime"),
        line('M', '*', "Running mode=standalone, port=6379."),
        line('M', '*', "Server initialized"),
        line('M', '*', "Ready to accept connections tcp"),
    ]
}

fn shutdown(p: &Process) -> Vec<String> {
    let now = p.clock.now().strftime("%d %b %Y %H:%M:%S.%3f").to_string();
    [
        "Received SIGTERM scheduling shutdown...",
        "User requested shutdown...",
        "Saving the final RDB snapshot before exiting.",
        "DB saved on disk",
        "Redis is now ready to exit, bye bye...",
    ]
    .iter()
    .map(|t| format!("1:M {now} * {t}"))
    .collect()
}
