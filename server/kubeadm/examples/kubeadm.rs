//! The library as a program of its own, for tests that hold it beside the real one. One argument that begins with
//! `openssl ` is the whole line.

use kubeadm::Place;

#[tokio::main]
async fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let set = |name: &str| std::env::var_os(name).is_some();
    let place = Place { practice: set("KUBEADM_PRACTICE"), insisted: set("KUBEADM_INSIST") };
    let code =
        kubectl::terminal::with(false, async |session| kubeadm::run(&args, session, place).await).await;
    std::process::exit(code);
}
