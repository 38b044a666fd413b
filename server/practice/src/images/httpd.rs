//! The Apache HTTP server.
//!
//! Layer: data.

use super::{Image, Os, PLAIN, version};
use crate::kubelet::Process;

/// httpd on Debian, and on Alpine.
pub(super) static IMAGES: &[Image] = &[
    Image {
        tag: |t| !t.contains("alpine") && version(t, 2, 4..=4, &["2.4.65", "2.4.62"]),
        size: 45_163_552,
        os: Os::Debian,
        ..HTTPD
    },
    Image {
        tag: |t| t.contains("alpine") && version(t, 2, 4..=4, &[]),
        size: 19_734_220,
        os: Os::Alpine,
        ..HTTPD
    },
];

const HTTPD: Image = Image {
    repos: &["httpd"],
    server: Some("httpd-foreground"),
    cmd: &["httpd-foreground"],
    ports: &[80],
    env: &[("HTTPD_PREFIX", "/usr/local/apache2"), ("HTTPD_VERSION", "2.4.65")],
    tools: &["httpd", "httpd-foreground"],
    files: |_| {
        vec![
            ("/usr/local/apache2/htdocs/index.html", "<html><body><h1>It works!</h1></body></html>\n".into()),
            (
                "/usr/local/apache2/conf/httpd.conf",
                "ServerRoot \"/usr/local/apache2\"\nListen 80\nDocumentRoot \"/usr/local/apache2/htdocs\"\n"
                    .into(),
            ),
        ]
    },
    startup,
    children: &[
        ("www-data", "httpd -DFOREGROUND"),
        ("www-data", "httpd -DFOREGROUND"),
        ("www-data", "httpd -DFOREGROUND"),
    ],
    stop_millis: 1100,
    http: Some(http),
    ..PLAIN
};

fn startup(p: &Process) -> Vec<String> {
    let now = p.started.strftime("%a %b %d %H:%M:%S.%6f %Y").to_string();
    let name = format!(
        "AH00558: httpd: Could not reliably determine the server's fully qualified domain name, using {}. Set the 'ServerName' directive globally to suppress this message",
        p.launch.ip
    );
    vec![
        name.clone(),
        name,
        format!(
            "[{now}] [mpm_event:notice] [pid 1:tid 1] AH00489: Apache/2.4.65 (Unix) configured -- resuming normal operations"
        ),
        format!("[{now}] [core:notice] [pid 1:tid 1] AH00094: Command line: 'httpd -D FOREGROUND'"),
    ]
}

fn http(p: &Process, _method: &str, path: &str) -> (u16, String) {
    let path = path.split('?').next().unwrap_or("/");
    let file = format!(
        "/usr/local/apache2/htdocs{}",
        if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
    );
    match p.files().get().read(&file) {
        Ok(body) => (200, body),
        Err(_) => (404, "<!DOCTYPE HTML PUBLIC \"-//IETF//DTD HTML 2.0//EN\">\n<html><head>\n<title>404 Not Found</title>\n</head><body>\n<h1>Not Found</h1>\n<p>The requested URL was not found on this server.</p>\n</body></html>\n".into()),
    }
}
