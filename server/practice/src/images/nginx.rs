//! nginx.
//!
//! Layer: data.

use super::{Image, Os, PLAIN, version};
use crate::kubelet::Process;

const VERSION: &str = "1.29.1";

/// nginx on Debian, and on Alpine.
pub(super) static IMAGES: &[Image] = &[
    Image {
        tag: |t| !t.contains("alpine") && version(t, 1, 7..=29, &["stable", "mainline"]),
        size: 59_774_010,
        os: Os::Debian,
        ..NGINX
    },
    Image {
        tag: |t| t.contains("alpine") && version(t, 1, 7..=29, &["stable-alpine", "mainline-alpine"]),
        size: 21_804_118,
        os: Os::Alpine,
        ..NGINX
    },
];

const NGINX: Image = Image {
    repos: &["nginx", "nginxinc/nginx-unprivileged", "bitnami/nginx"],
    server: Some("nginx"),
    entrypoint: &["/docker-entrypoint.sh"],
    cmd: &["nginx", "-g", "daemon off;"],
    ports: &[80],
    env: &[
        ("NGINX_VERSION", VERSION),
        ("NJS_VERSION", "0.9.1"),
        ("NJS_RELEASE", "1~bookworm"),
        ("PKG_RELEASE", "1~bookworm"),
        ("DYNPKG_RELEASE", "1~bookworm"),
    ],
    tools: &["nginx", "curl", "openssl"],
    files,
    startup,
    shutdown,
    children: &[("nginx", "nginx: worker process"), ("nginx", "nginx: worker process")],
    stop_millis: 900,
    http: Some(http),
    ..PLAIN
};

/// The version that a tag stands for.
pub(crate) fn version_of(tag: &str) -> String {
    let number = tag.split('-').next().unwrap_or("");
    match number.split('.').count() {
        3 => number.to_owned(),
        2 if number.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("{number}.{}", if number == "1.14" { 2 } else { 1 })
        }
        _ => VERSION.to_owned(),
    }
}

fn startup(p: &Process) -> Vec<String> {
    let now = p.started.strftime("%Y/%m/%d %H:%M:%S").to_string();
    let entry = "/docker-entrypoint.sh:";
    let version = version_of(&p.found.tag);
    let notice = |text: &str| format!("{now} [notice] 1#1: {text}");
    let gcc = if p.found.image.os == Os::Alpine {
        "built by gcc 14.2.0 (Alpine 14.2.0) "
    } else {
        "built by gcc 12.2.0 (Debian 12.2.0-14+deb12u1) "
    };
    vec![
        format!("{entry} /docker-entrypoint.d/ is not empty, will attempt to perform configuration"),
        format!("{entry} Looking for shell scripts in /docker-entrypoint.d/"),
        format!("{entry} Launching /docker-entrypoint.d/10-listen-on-ipv6-by-default.sh"),
        "10-listen-on-ipv6-by-default.sh: info: Getting the checksum of /etc/nginx/conf.d/default.conf"
            .into(),
        "10-listen-on-ipv6-by-default.sh: info: Enabled listen on IPv6 in /etc/nginx/conf.d/default.conf"
            .into(),
        format!("{entry} Sourcing /docker-entrypoint.d/15-local-resolvers.envsh"),
        format!("{entry} Launching /docker-entrypoint.d/20-envsubst-on-templates.sh"),
        format!("{entry} Launching /docker-entrypoint.d/30-tune-worker-processes.sh"),
        format!("{entry} Configuration complete; ready for start up"),
        notice("using the \"epoll\" event method"),
        notice(&format!("nginx/{version}")),
        notice(gcc),
        notice("OS: Linux 6.12.41+deb13-amd64"),
        notice("getrlimit(RLIMIT_NOFILE): 1048576:1048576"),
        notice("start worker processes"),
        notice("start worker process 29"),
        notice("start worker process 30"),
    ]
}

fn shutdown(p: &Process) -> Vec<String> {
    let now = p.clock.now().strftime("%Y/%m/%d %H:%M:%S").to_string();
    let line = |text: &str| format!("{now} [notice] {text}");
    vec![
        line("1#1: signal 3 (SIGQUIT) received, shutting down"),
        line("29#29: gracefully shutting down"),
        line("30#30: gracefully shutting down"),
        line("29#29: exiting"),
        line("30#30: exiting"),
        line("29#29: exit"),
        line("30#30: exit"),
        line("1#1: signal 17 (SIGCHLD) received from 29"),
        line("1#1: worker process 29 exited with code 0"),
        line("1#1: worker process 30 exited with code 0"),
        line("1#1: exit"),
    ]
}

/// The page that nginx shows before it is configured.
pub(crate) const INDEX: &str = "<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
<style>
html { color-scheme: light dark; }
body { width: 35em; margin: 0 auto;
font-family: Tahoma, Verdana, Arial, sans-serif; }
</style>
</head>
<body>
<h1>Welcome to nginx!</h1>
<p>If you see this page, the nginx web server is successfully installed and
working. Further configuration is required.</p>

<p>For online documentation and support please refer to
<a href=\"http://nginx.org/\">nginx.org</a>.<br/>
Commercial support is available at
<a href=\"http://nginx.com/\">nginx.com</a>.</p>

<p><em>Thank you for using nginx.</em></p>
</body>
</html>
";

const CONF: &str = "
user  nginx;
worker_processes  auto;

error_log  /var/log/nginx/error.log notice;
pid        /run/nginx.pid;


events {
    worker_connections  1024;
}


http {
    include       /etc/nginx/mime.types;
    default_type  application/octet-stream;

    log_format  main  '$remote_addr - $remote_user [$time_local] \"$request\" '
                      '$status $body_bytes_sent \"$http_referer\" '
                      '\"$http_user_agent\" \"$http_x_forwarded_for\"';

    access_log  /var/log/nginx/access.log  main;

    sendfile        on;
    #tcp_nopush     on;

    keepalive_timeout  65;

    #gzip  on;

    include /etc/nginx/conf.d/*.conf;
}
";

const DEFAULT: &str = "server {
    listen       80;
    listen  [::]:80;
    server_name  localhost;

    location / {
        root   /usr/share/nginx/html;
        index  index.html index.htm;
    }

    error_page   500 502 503 504  /50x.html;
    location = /50x.html {
        root   /usr/share/nginx/html;
    }
}
";

fn files(_tag: &str) -> Vec<(&'static str, String)> {
    vec![
        ("/etc/nginx/nginx.conf", CONF.into()),
        ("/etc/nginx/conf.d/default.conf", DEFAULT.into()),
        ("/etc/nginx/mime.types", "\ntypes {\n    text/html                                        html htm shtml;\n    text/css                                         css;\n    application/javascript                           js;\n}\n".into()),
        ("/usr/share/nginx/html/index.html", INDEX.into()),
        ("/usr/share/nginx/html/50x.html", "<!DOCTYPE html>\n<html>\n<head>\n<title>Error</title>\n</head>\n<body>\n<h1>An error occurred.</h1>\n</body>\n</html>\n".into()),
        ("/docker-entrypoint.sh", "#!/bin/sh\n# runs the scripts in /docker-entrypoint.d, then the command\nexec \"$@\"\n".into()),
        ("/var/log/nginx/access.log", String::new()),
        ("/var/log/nginx/error.log", String::new()),
        ("/run/nginx.pid", "1\n".into()),
    ]
}

fn http(p: &Process, method: &str, path: &str) -> (u16, String) {
    let version = version_of(&p.found.tag);
    let error = |code: u16, words: &str| {
        (
            code,
            format!(
                "<html>\r\n<head><title>{code} {words}</title></head>\r\n<body>\r\n<center><h1>{code} {words}</h1></center>\r\n<hr><center>nginx/{version}</center>\r\n</body>\r\n</html>\r\n"
            ),
        )
    };
    let path = path.split('?').next().unwrap_or("/");
    let file = if path.ends_with('/') {
        format!("/usr/share/nginx/html{path}index.html")
    } else {
        format!("/usr/share/nginx/html{path}")
    };
    if !["GET", "HEAD"].contains(&method) {
        return error(405, "Not Allowed");
    }
    let mut files = p.files();
    match files.get().read(&file) {
        Ok(body) => (200, body),
        Err(_) => {
            drop(files);
            let (client, host) = ("127.0.0.1", "localhost");
            let now = p.clock.now().strftime("%Y/%m/%d %H:%M:%S").to_string();
            if path.ends_with('/') {
                return error(403, "Forbidden");
            }
            p.say(&format!("{now} [error] 29#29: *1 open() \"{file}\" failed (2: No such file or directory), client: {client}, server: localhost, request: \"{method} {path} HTTP/1.1\", host: \"{host}\""));
            error(404, "Not Found")
        }
    }
}

/// The line that nginx logs for a request.
pub(crate) fn access(
    p: &Process,
    client: &str,
    method: &str,
    path: &str,
    code: u16,
    size: usize,
    agent: &str,
) -> String {
    let time = p.clock.now().strftime("%d/%b/%Y:%H:%M:%S +0000").to_string();
    format!("{client} - - [{time}] \"{method} {path} HTTP/1.1\" {code} {size} \"-\" \"{agent}\" \"-\"")
}
