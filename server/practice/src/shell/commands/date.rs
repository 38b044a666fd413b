//! `date` and `uptime`.
//!
//! Layer: simulation.

use super::Call;

/// `date`.
pub(super) async fn run(call: Call<'_>) -> i32 {
    let Call { args, .. } = call;
    let p = &call.sh.process;
    let now = p.clock.now();
    let format = args
        .iter()
        .find_map(|a| a.strip_prefix('+'))
        .unwrap_or("%a %b %e %H:%M:%S UTC %Y")
        .replace("%N", "%9f")
        .replace("%Z", "UTC");
    let out = jiff::fmt::strtime::format(&format, now).unwrap_or(format);
    call.say(format!("{out}\n")).await;
    0
}

/// `uptime`.
pub(super) async fn uptime(call: Call<'_>) -> i32 {
    let p = &call.sh.process;
    call.say(format!(
        " {} up 12 days,  3:04,  0 users,  load average: 0.18, 0.21, 0.17\n",
        p.clock.now().strftime("%H:%M:%S")
    ))
    .await;
    0
}
