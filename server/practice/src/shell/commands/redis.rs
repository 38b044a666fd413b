//! `redis-cli`.
//!
//! Layer: simulation.

use super::Call;
use crate::network::{self, Failure};

/// Runs it.
pub(super) async fn run(call: Call<'_>) -> i32 {
    let mut host = "127.0.0.1";
    let mut rest = call.args;
    while let [flag, value, more @ ..] = rest {
        match *flag {
            "-h" => host = value,
            "-p" | "-n" | "-a" => {}
            _ => break,
        }
        rest = more;
    }
    let server = match network::connect(&call.sh.process, host, 6379) {
        Ok(server) => server,
        Err(failure) => {
            let why = match failure {
                Failure::NoHost => "Name or service not known",
                _ => "Connection refused",
            };
            return call.fail(format!("Could not connect to Redis at {host}:6379: {why}\n")).await;
        }
    };
    if !rest.is_empty() {
        call.say(network::redis(&server, rest)).await;
        return 0;
    }
    while let Some(line) = call.io.stdin.line().await {
        let words: Vec<&str> = line.split_whitespace().collect();
        if ["quit", "exit"].contains(&words.first().copied().unwrap_or("")) {
            break;
        }
        call.say(network::redis(&server, &words)).await;
    }
    0
}
