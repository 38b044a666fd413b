//! `wheelhouse serve`: opens everything, listens, stops cleanly.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::serve::ListenerExt;
use cluster::{PracticeClusters, PracticeId};
use kubectl::terminal::Offered;
use portal::{Portal, SystemClock};
use store::Store;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio_util::sync::CancellationToken;

use super::port;
use crate::cli::Serve;
use crate::http::Server;
use crate::{cli, http};

/// How long open requests get to end after the streams were told.
const GRACE: Duration = Duration::from_secs(3);

/// Serves until it is asked to stop.
pub(crate) async fn run(args: Serve) -> Result<(), String> {
    if !args.listen.ip().is_loopback() {
        return Err(format!(
            "refusing to listen on {}: there are no accounts yet, so whoever reaches the port would have the cluster. Use --listen 127.0.0.1:{}",
            args.listen,
            args.listen.port()
        ));
    }
    let data_dir = cli::data_dir(args.data_dir.clone())?;
    super::private::keep(&data_dir)?;
    let holder = format!("process {}, asked to listen on {}", std::process::id(), args.listen);
    let store = Store::open(&data_dir, &holder).await.map_err(|e| e.to_string())?;
    let listener = listen(args.listen)?;
    let course = load_course(args.content.as_deref())?;
    let mut notices = Vec::new();
    let practice = match args.no_practice {
        true => None,
        false => Some(open_practice(&data_dir, &mut notices).await?),
    };
    let offered = read_kubeconfig(&args, &mut notices)?;
    for notice in &notices {
        tracing::warn!("{notice}");
    }
    let clusters =
        cluster::Registry::new(practice.clone(), Some(offered.kubeconfig)).with_unusable(offered.unusable);
    let portal = Portal::new(course, store.clone(), clusters, Arc::new(SystemClock), notices);

    let unneeded = portal.clone();
    let putting_away = tokio::spawn(async move { unneeded.put_away().await });
    let _watching = args.content.clone().map(|dir| super::edited::follow(portal.clone(), dir)).transpose()?;
    let stop = CancellationToken::new();
    let address = listener.local_addr().map_err(|e| e.to_string())?;
    println!("Wheelhouse is at http://{address}/");
    tracing::info!(%address, data_dir = %data_dir.display(), "serving");
    let app = http::router(Server::new(portal, stop.clone()));
    let asked = {
        let stop = stop.clone();
        async move {
            super::asked_to_stop().await;
            tracing::info!("stopping: streams are told, then the database is closed");
            stop.cancel();
        }
    };
    let serving = axum::serve(at_once(listener), app).with_graceful_shutdown(asked);
    let overdue = async {
        stop.cancelled().await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        done = serving => done.map_err(|e| format!("serving failed: {e}"))?,
        () = overdue => tracing::warn!("some requests did not end in time"),
    }
    putting_away.abort();
    if let Some(practice) = practice {
        practice.close_all().await;
    }
    store.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// Connections that send what is written at once: a line of a command is not held back until the one before it is
/// acknowledged, which takes up to 40 ms.
fn at_once(listener: TcpListener) -> impl axum::serve::Listener<Io = TcpStream, Addr = SocketAddr> {
    listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection stays slow");
        }
    })
}

/// How many connections may wait to be taken: a class that opens a lesson at once. One too many is tried again after a second.
const WAITING: u32 = 4096;

fn bound(address: SocketAddr) -> std::io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    // As the standard library has it: a server that starts again at once finds its port free.
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(WAITING)
}

fn listen(address: SocketAddr) -> Result<TcpListener, String> {
    bound(address).map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => {
            let holder = port::holder(address).unwrap_or_else(|| "another process".to_owned());
            format!("{address} is in use by {holder}: stop that one, or choose another address with --listen 127.0.0.1:PORT")
        }
        _ => format!("cannot listen on {address}: {error}; choose another address with --listen"),
    })
}

/// The lessons inside the binary, or those of a folder.
pub(crate) fn load_course(dir: Option<&Path>) -> Result<course::Course, String> {
    let loaded = match dir {
        Some(dir) => course::Course::load(&course::Dir(dir.to_path_buf()), portal::check_line),
        None => course::Course::load(&course::Embedded, portal::check_line),
    };
    loaded.map_err(|problems| {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        format!("the lessons have mistakes:\n{}", lines.join("\n"))
    })
}

/// The practice clusters; the one at home is opened at once, so that it is there when the first page is.
async fn open_practice(data_dir: &Path, notices: &mut Vec<String>) -> Result<Arc<PracticeClusters>, String> {
    let options =
        practice::Options { data_dir: Some(data_dir.to_path_buf()), ..practice::Options::default() };
    let clusters = Arc::new(PracticeClusters::new(options));
    let home = clusters.get(&PracticeId::HOME).await.map_err(|e| e.to_string())?;
    notices.extend(home.notices());
    Ok(clusters)
}

/// The operator's kubeconfig. One that was asked for must be readable; of those that were only found, what can be used is.
fn read_kubeconfig(args: &Serve, notices: &mut Vec<String>) -> Result<Offered, String> {
    let mut offered = kubectl::terminal::offered(args.kubeconfig.as_deref());
    if let Some(file) = &args.kubeconfig {
        if !file.exists() {
            return Err(format!("there is no kubeconfig {}: see --kubeconfig", file.display()));
        }
        if let Some(why) = offered.notices.first() {
            return Err(format!("{why}; see --kubeconfig"));
        }
    }
    if let Some(context) = &args.context {
        let contexts = &mut offered.kubeconfig.contexts;
        contexts.retain(|c| c.name == *context);
        if contexts.is_empty() {
            return Err(format!("the kubeconfig has no context {context:?}: see --context"));
        }
        offered.unusable.retain(|(name, _)| name == context);
    }
    notices.append(&mut offered.notices);
    for (name, why) in &offered.unusable {
        notices.push(format!("the context {name:?} of the kubeconfig cannot be used: {why}"));
    }
    Ok(offered)
}
