//! `ping`: pods answer, and nobody else.
//!
//! Layer: simulation.

use std::time::Duration;

use super::Call;
use crate::network;

/// Runs it.
pub(super) async fn run(call: Call<'_>) -> i32 {
    let Call { sh, args, .. } = call;
    let is_value = |i: usize| i > 0 && ["-c", "-W", "-w"].contains(&args[i - 1]);
    let host = args.iter().enumerate().rfind(|(i, a)| !a.starts_with('-') && !is_value(*i));
    let host = host.map_or("", |(_, a)| *a);
    let count = args.iter().position(|a| *a == "-c").and_then(|i| args.get(i + 1));
    let count: u32 = count.and_then(|n| n.parse().ok()).unwrap_or(u32::MAX);
    let Some((_, ip)) = network::resolve(&sh.process, host) else {
        return call.fail(format!("ping: bad address '{host}'\n")).await;
    };
    call.say(format!("PING {host} ({ip}): 56 data bytes\n")).await;
    let alive = network::is_pod(&sh.process, &ip);
    let mut sent = 0;
    while sent < count {
        if alive {
            call.say(format!("64 bytes from {ip}: seq={sent} ttl=64 time=0.{}8 ms\n", sent % 9 + 1)).await;
        }
        sent += 1;
        sh.process.clock.process_sleep(Duration::from_secs(1)).await;
    }
    let (got, lost) = if alive { (sent, 0) } else { (0, 100) };
    call.say(format!("\n--- {host} ping statistics ---\n{sent} packets transmitted, {got} packets received, {lost}% packet loss\n"))
        .await;
    i32::from(!alive)
}
