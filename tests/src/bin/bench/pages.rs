//! Lesson pages as a class opens them: how many a second, and how long the slowest of two hundred people waits. Client and server share the
//! machine.

use std::io::{Error, Result};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::{Server, quantile, row, row_least};

/// How many people open a lesson at once.
const PEOPLE: usize = 200;

/// How many connections ask as fast as they are answered.
const BUSY: usize = 16;

/// For how long.
const LASTS: Duration = Duration::from_secs(5);

/// What is opened.
const LESSONS: [&str; 4] = ["/learn/pods", "/zh/learn/services", "/learn/scale-and-heal", "/learn"];

/// Measures and prints.
pub(crate) fn visits(wheelhouse: &Path) -> Result<()> {
    let server = Server::start(wheelhouse, &[])?;
    let cookie = server.cookie()?;
    tokio::runtime::Runtime::new()?.block_on(async {
        let ask = |path: &str| {
            format!(
                "GET {path} HTTP/1.1\r\nHost: {}\r\nCookie: {cookie}\r\nAccept-Encoding: gzip\r\n\r\n",
                server.address
            )
        };
        let asks: Arc<[String]> = LESSONS.map(ask).into();
        for ask in asks.iter() {
            visit(&mut TcpStream::connect(&server.address).await?, ask).await?;
        }
        row_least("lesson pages a second", busy(&server.address, &asks).await?, 2500.0);
        let mut waits = class(&server.address, &asks).await?;
        waits.sort_by(f64::total_cmp);
        row("a lesson opened by 200 at once, 99 % (ms)", quantile(&waits, 0.99), 50.0, "1");
        Ok(())
    })
}

/// Pages a second, asked one after the other on a few connections.
async fn busy(address: &str, asks: &Arc<[String]>) -> Result<f64> {
    let (done, began) = (Arc::new(AtomicUsize::new(0)), Instant::now());
    let tasks: Vec<_> = (0..BUSY)
        .map(|n| {
            let (address, asks, done) = (address.to_owned(), asks.clone(), done.clone());
            tokio::spawn(async move {
                let mut stream = TcpStream::connect(address).await?;
                while began.elapsed() < LASTS {
                    visit(&mut stream, &asks[n % asks.len()]).await?;
                    done.fetch_add(1, Ordering::Relaxed);
                }
                Ok::<(), Error>(())
            })
        })
        .collect();
    for task in tasks {
        task.await.map_err(Error::other)??;
    }
    #[expect(clippy::cast_precision_loss, reason = "a count of pages")]
    let pages = done.load(Ordering::Relaxed) as f64;
    Ok(pages / began.elapsed().as_secs_f64())
}

/// How long each of a class waits, in milliseconds, connecting included.
async fn class(address: &str, asks: &Arc<[String]>) -> Result<Vec<f64>> {
    let tasks: Vec<_> = (0..PEOPLE)
        .map(|n| {
            let (address, asks) = (address.to_owned(), asks.clone());
            tokio::spawn(async move {
                let began = Instant::now();
                visit(&mut TcpStream::connect(address).await?, &asks[n % asks.len()]).await?;
                Ok::<f64, Error>(began.elapsed().as_secs_f64() * 1000.0)
            })
        })
        .collect();
    let mut waits = Vec::new();
    for task in tasks {
        waits.push(task.await.map_err(Error::other)??);
    }
    Ok(waits)
}

/// Asks for a page and reads it whole.
async fn visit(stream: &mut TcpStream, ask: &str) -> Result<()> {
    stream.write_all(ask.as_bytes()).await?;
    let mut bytes = Vec::with_capacity(64 * 1024);
    let head = loop {
        if stream.read_buf(&mut bytes).await? == 0 {
            return Err(Error::other("the server hung up"));
        }
        if let Some(end) = bytes.windows(4).position(|w| w == b"\r\n\r\n") {
            break end + 4;
        }
    };
    let text = String::from_utf8_lossy(&bytes[..head]).to_lowercase();
    if !text.starts_with("http/1.1 200") {
        return Err(Error::other(text));
    }
    let length = text.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
    let length = length.ok_or_else(|| Error::other("a page without a length"))?;
    while bytes.len() < head + length {
        if stream.read_buf(&mut bytes).await? == 0 {
            return Err(Error::other("the page broke off"));
        }
    }
    Ok(())
}
