//! Plain systems: busybox, alpine, debian, ubuntu and small tool boxes.
//!
//! Layer: data.

use super::{Image, Os, PLAIN, version};

/// The systems.
pub(super) static IMAGES: &[Image] = &[
    Image {
        repos: &["busybox"],
        tag: |t| {
            version(t, 1, 24..=37, &["stable", "glibc", "musl", "uclibc", "stable-glibc", "stable-musl"])
                || t.strip_prefix("1.").is_some_and(|r| {
                    r.split('-').nth(1).is_some_and(|s| ["glibc", "musl", "uclibc"].contains(&s))
                })
        },
        size: 2_223_685,
        os: Os::Busybox,
        cmd: &["sh"],
        ..PLAIN
    },
    Image {
        repos: &["alpine"],
        tag: |t| version(t, 3, 10..=22, &["edge"]),
        size: 3_802_452,
        os: Os::Alpine,
        cmd: &["/bin/sh"],
        ..PLAIN
    },
    Image {
        repos: &["debian"],
        tag: |t| {
            [
                "latest",
                "stable",
                "testing",
                "bookworm",
                "bookworm-slim",
                "trixie",
                "trixie-slim",
                "bullseye",
                "bullseye-slim",
                "stable-slim",
                "13",
                "13-slim",
                "12",
                "12-slim",
                "11",
            ]
            .contains(&t)
        },
        size: 49_276_010,
        os: Os::Debian,
        cmd: &["bash"],
        ..PLAIN
    },
    Image {
        repos: &["ubuntu"],
        tag: |t| {
            ["latest", "rolling", "devel", "24.04", "22.04", "20.04", "25.04", "noble", "jammy", "focal"]
                .contains(&t)
        },
        size: 29_720_918,
        os: Os::Ubuntu,
        cmd: &["/bin/bash"],
        ..PLAIN
    },
    Image {
        repos: &["curlimages/curl"],
        size: 9_521_302,
        os: Os::Alpine,
        entrypoint: &["/entrypoint.sh"],
        cmd: &["curl"],
        tools: &["curl"],
        ..PLAIN
    },
    Image {
        repos: &["nicolaka/netshoot"],
        size: 198_312_554,
        os: Os::Alpine,
        cmd: &["zsh"],
        tools: &["curl", "bash", "dig", "zsh"],
        ..PLAIN
    },
    Image {
        repos: &["registry.k8s.io/e2e-test-images/jessie-dnsutils", "tutum/dnsutils"],
        size: 112_030_336,
        os: Os::Debian,
        cmd: &["sleep", "infinity"],
        tools: &["nslookup", "dig", "curl"],
        ..PLAIN
    },
];
