//! `nslookup`, `dig` and `getent`: names of the cluster.
//!
//! Layer: simulation.

use super::Call;
use crate::network;

/// Runs one of them.
pub(super) async fn run(call: Call<'_>) -> i32 {
    let host = call.args.iter().rfind(|a| !a.starts_with('-')).copied().unwrap_or("");
    let getent = call.name == "getent";
    let server = "Server:\t\t10.96.0.10\nAddress:\t10.96.0.10:53\n\n";
    match network::resolve(&call.sh.process, host) {
        None if getent => 2,
        None => {
            call.say(format!("{server}** server can't find {host}: NXDOMAIN\n\n")).await;
            1
        }
        Some((full, ip)) => {
            let words = if getent {
                format!("{ip:<15} {full}\n")
            } else {
                format!("{server}Name:\t{full}\nAddress: {ip}\n\n")
            };
            call.say(words).await;
            0
        }
    }
}
