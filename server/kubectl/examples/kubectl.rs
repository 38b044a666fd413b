//! The engine as a program of its own, for tests that hold it beside the real one.

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let args = std::env::args().skip(1).collect();
    std::process::exit(kubectl::terminal::main(args).await);
}
