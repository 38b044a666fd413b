//! PostgreSQL, MySQL and MariaDB: their logs and processes; they answer no queries.
//!
//! Layer: data.

use super::{Image, Os, PLAIN, version};
use crate::kubelet::Process;

/// The databases.
pub(super) static IMAGES: &[Image] = &[
    Image {
        repos: &["postgres"],
        tag: |t| (10..=18).any(|m| version(t, m, 0..=25, &[])),
        size: 158_442_709,
        os: Os::Debian,
        server: Some("postgres"),
        entrypoint: &["docker-entrypoint.sh"],
        cmd: &["postgres"],
        ports: &[5432],
        env: &[("PG_MAJOR", "17"), ("PGDATA", "/var/lib/postgresql/data")],
        tools: &["postgres", "psql"],
        startup: postgres,
        children: &[
            ("postgres", "postgres: checkpointer "),
            ("postgres", "postgres: background writer "),
            ("postgres", "postgres: walwriter "),
        ],
        stop_millis: 400,
        ..PLAIN
    },
    Image {
        repos: &["mysql", "mariadb"],
        tag: |t| [5, 8, 9, 10, 11, 12].iter().any(|m| version(t, *m, 0..=11, &["lts"])),
        size: 243_117_940,
        os: Os::Debian,
        server: Some("mysqld"),
        entrypoint: &["docker-entrypoint.sh"],
        cmd: &["mysqld"],
        ports: &[3306],
        env: &[("MYSQL_MAJOR", "8.4"), ("MYSQL_VERSION", "8.4.6-1.el9")],
        tools: &["mysqld", "mysql"],
        startup: mysql,
        stop_millis: 1800,
        ..PLAIN
    },
];

fn postgres(p: &Process) -> Vec<String> {
    let now = p.started.strftime("%Y-%m-%d %H:%M:%S.%3f UTC").to_string();
    let line = |text: &str| format!("{now} [1] LOG:  {text}");
    vec![
        String::new(),
        "PostgreSQL Database directory appears to contain a database; Skipping initialization".into(),
        String::new(),
        line(
            "starting PostgreSQL 17.6 (Debian 17.6-1.pgdg13+1) on x86_64-pc-linux-gnu, compiled by gcc (Debian 14.2.0-19) 14.2.0, 64-bit",
        ),
        line("listening on IPv4 address \"0.0.0.0\", port 5432"),
        line("listening on IPv6 address \"::\", port 5432"),
        line("listening on Unix socket \"/var/run/postgresql/.s.PGSQL.5432\""),
        line("database system is ready to accept connections"),
    ]
}

fn mysql(p: &Process) -> Vec<String> {
    let now = p.started.strftime("%Y-%m-%dT%H:%M:%S.%6fZ").to_string();
    vec![
        format!(
            "{} [Note] [Entrypoint]: Entrypoint script for MySQL Server 8.4.6-1.el9 started.",
            p.started.strftime("%Y-%m-%d %H:%M:%S+00:00")
        ),
        format!("{now} 0 [System] [MY-015015] [Server] MySQL Server - start."),
        format!(
            "{now} 0 [System] [MY-010116] [Server] /usr/sbin/mysqld (mysqld 8.4.6) starting as process 1"
        ),
        format!("{now} 1 [System] [MY-013576] [InnoDB] InnoDB initialization has started."),
        format!("{now} 1 [System] [MY-013577] [InnoDB] InnoDB initialization has ended."),
        format!(
            "{now} 0 [System] [MY-010931] [Server] /usr/sbin/mysqld: ready for connections. Version: '8.4.6'  socket: '/var/run/mysqld/mysqld.sock'  port: 3306  MySQL Community Server - GPL."
        ),
    ]
}
