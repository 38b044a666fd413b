//! `nginx` as its own program, beside the one that serves.
//!
//! Layer: simulation.

use super::Call;

/// Runs it.
pub(super) async fn run(call: Call<'_>) -> i32 {
    let Call { args, io, .. } = call;
    let p = &call.sh.process;
    let version = crate::images::nginx_version(&p.found.tag);
    match args.first().copied().unwrap_or("") {
        "-v" => io.stderr.text(&format!("nginx version: nginx/{version}\n")).await,
        "-V" => io.stderr.text(&format!("nginx version: nginx/{version}\nbuilt by gcc 12.2.0 (Debian 12.2.0-14+deb12u1) \nbuilt with OpenSSL 3.0.15 3 Sep 2024\nTLS SNI support enabled\n")).await,
        "-t" => io.stderr.text("nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\nnginx: configuration file /etc/nginx/nginx.conf test is successful\n").await,
        "-T" => {
            io.stderr.text("nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\nnginx: configuration file /etc/nginx/nginx.conf test is successful\n").await;
            for f in ["/etc/nginx/nginx.conf", "/etc/nginx/mime.types", "/etc/nginx/conf.d/default.conf"] {
                let content = p.files().get().read(f).unwrap_or_default();
                io.stdout.text(&format!("# configuration file {f}:\n{content}\n")).await;
            }
        }
        "-s" if args.get(1) == Some(&"reload") => {
            let now = p.clock.now().strftime("%Y/%m/%d %H:%M:%S").to_string();
            p.say(&format!("{now} [notice] 1#1: signal 1 (SIGHUP) received from 42, reconfiguring"));
            io.stderr.text(&format!("{now} [notice] 42#42: signal process started\n")).await;
        }
        "-s" => {
            p.terminate();
            p.exit(0);
        }
        _ => {
            io.stderr.text("nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)\n").await;
            return 1;
        }
    }
    0
}
