//! `wheelhouse kubectl`: the pages' engine on a terminal.

/// Runs one command and returns kubectl's exit code.
pub(crate) fn run(args: Vec<String>) -> i32 {
    match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => {
            let code = runtime.block_on(kubectl::terminal::main(args));
            // A thread that still waits for standard input must not hold the process.
            runtime.shutdown_background();
            code
        }
        Err(error) => {
            eprintln!("error: cannot start: {error}");
            1
        }
    }
}
