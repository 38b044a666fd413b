//! Python, as far as its interpreter's version and its small web server go.
//!
//! Layer: data.

use super::{Image, Os, PLAIN, version};

/// python on Debian, and on Alpine.
pub(super) static IMAGES: &[Image] = &[
    Image {
        tag: |t| !t.contains("alpine") && version(t, 3, 8..=14, &["slim"]),
        size: 412_655_201,
        os: Os::Debian,
        ..PYTHON
    },
    Image {
        tag: |t| t.contains("alpine") && version(t, 3, 8..=14, &[]),
        size: 17_604_812,
        os: Os::Alpine,
        ..PYTHON
    },
];

const PYTHON: Image = Image {
    repos: &["python"],
    cmd: &["python3"],
    env: &[("PYTHON_VERSION", "3.13.7"), ("LANG", "C.UTF-8")],
    tools: &["python3", "python", "curl"],
    ..PLAIN
};
