//! `wheelhouse`, the one binary: configuration, HTTP, sessions, wiring. What it can do is in `portal`; what pages look
//! like in `app`.

mod cli;
mod commands;
mod http;

use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|panic| {
        // Nobody is left to hear it where standard error is closed.
        let _told = writeln!(std::io::stderr(), "{}", place(panic));
    }));
    // kubectl's own parser reads these arguments, so clap must not.
    let mut args = std::env::args().skip(1);
    let code = if args.next().as_deref() == Some("kubectl") {
        commands::kubectl::run(args.collect())
    } else {
        commands::run(cli::parse())
    };
    ExitCode::from(u8::try_from(code.clamp(0, 255)).unwrap_or(1))
}

/// Says where a panic was and nothing else: its text may hold what somebody typed.
fn place(panic: &std::panic::PanicHookInfo<'_>) -> String {
    let place = panic.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
    format!(
        "wheelhouse: a mistake in the program at {place}; what it said is left out, since it may be private"
    )
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    #[test]
    fn a_panic_tells_its_place_and_not_its_text() {
        let told = Arc::new(Mutex::new(String::new()));
        let before = std::panic::take_hook();
        let heard = told.clone();
        std::panic::set_hook(Box::new(move |panic| *heard.lock().unwrap() = super::place(panic)));
        let panicked = std::panic::catch_unwind(|| panic!("s3cret"));
        std::panic::set_hook(before);
        assert!(panicked.is_err());
        let told = told.lock().unwrap();
        assert!(told.contains("main.rs:") && !told.contains("s3cret"), "{told}");
    }
}
