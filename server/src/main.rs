//! `wheelhouse`, the one binary: configuration, HTTP, sessions, wiring. What it can do is in `portal`; what pages look
//! like in `app`.

mod cli;
mod commands;
mod http;

use std::process::ExitCode;

fn main() -> ExitCode {
    // kubectl's own parser reads these arguments, so clap must not.
    let mut args = std::env::args().skip(1);
    let code = if args.next().as_deref() == Some("kubectl") {
        commands::kubectl::run(args.collect())
    } else {
        commands::run(cli::parse())
    };
    ExitCode::from(u8::try_from(code.clamp(0, 255)).unwrap_or(1))
}
