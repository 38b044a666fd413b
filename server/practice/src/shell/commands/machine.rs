//! What a container says of itself and of its machine.
//!
//! Layer: simulation.

use super::Call;

/// `pwd`.
pub(super) async fn pwd(call: Call<'_>) -> i32 {
    let Call { sh, .. } = call;
    call.say(format!("{}\n", sh.cwd)).await;
    0
}

/// `hostname`.
pub(super) async fn hostname(call: Call<'_>) -> i32 {
    let Call { args, .. } = call;
    let p = &call.sh.process;
    let out = if args.contains(&"-i") || args.contains(&"-I") { &p.launch.ip } else { &p.launch.hostname };
    call.say(format!("{out}\n")).await;
    0
}

/// `whoami`.
pub(super) async fn whoami(call: Call<'_>) -> i32 {
    call.say("root\n".into()).await;
    0
}

/// `id`.
pub(super) async fn id(call: Call<'_>) -> i32 {
    let Call { args, .. } = call;
    call.say(if args.contains(&"-u") || args.contains(&"-g") {
        "0\n".into()
    } else {
        "uid=0(root) gid=0(root) groups=0(root)\n".into()
    })
    .await;
    0
}

/// `nproc`.
pub(super) async fn nproc(call: Call<'_>) -> i32 {
    call.say("2\n".into()).await;
    0
}

/// `uname`.
pub(super) async fn uname(call: Call<'_>) -> i32 {
    let Call { args, .. } = call;
    let p = &call.sh.process;
    let all = args.iter().any(|a| a.contains('a'));
    call.say(if all {
        format!("Linux {} 6.12.41+deb13-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.12.41-1 (2025-08-12) x86_64 GNU/Linux\n", p.launch.hostname)
    } else if args.contains(&"-r") {
        "6.12.41+deb13-amd64\n".into()
    } else if args.contains(&"-m") {
        "x86_64\n".into()
    } else if args.contains(&"-n") {
        format!("{}\n", p.launch.hostname)
    } else {
        "Linux\n".into()
    }).await;
    0
}

/// `free`.
pub(super) async fn free(call: Call<'_>) -> i32 {
    call.say("               total        used        free      shared  buff/cache   available\nMem:         4026532     1104532     1302812        3012     1619188     2669012\nSwap:              0           0           0\n".into()).await;
    0
}

/// `df`.
pub(super) async fn df(call: Call<'_>) -> i32 {
    call.say("Filesystem     1K-blocks    Used Available Use% Mounted on\noverlay         40453376 6120448  32245760  16% /\ntmpfs              65536       0     65536   0% /dev\n".into()).await;
    0
}
