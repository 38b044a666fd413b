//! From the moment at which an author saves a lesson to the page with it: the stream says that the notes were edited, the page is asked
//! for again. What a browser then needs to show it is measured by `tests/browser/files.test.mjs`, which prints it.

use std::fs;
use std::io::{BufRead, BufReader, Error, Result, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::{Duration, Instant};

use super::{Server, row};
use crate::search::copy;

/// How often somebody saves.
const TIMES: usize = 5;

/// How long an event may take until it is taken for lost.
const PATIENCE: Duration = Duration::from_secs(60);

/// Measures and prints.
pub(crate) fn saves(wheelhouse: &Path) -> Result<()> {
    let dir = tempfile::tempdir()?;
    let content = dir.path().join("content");
    copy(Path::new("content"), &content)?;
    let server = Server::start(wheelhouse, &["--content", &content.to_string_lossy()])?;
    let cookie = server.cookie()?;
    let file = content.join("en/pods.md");
    let text = fs::read_to_string(&file)?;
    let mut times = Vec::new();
    for time in 0..TIMES {
        let mark = format!("Saved {time},");
        let mut stream = listen(&server, &cookie)?;
        let started = Instant::now();
        fs::write(&file, text.replacen("\ntitle: ", &format!("\ntitle: {mark} "), 1))?;
        until(&mut stream, "event: edited")?;
        let (_, page) = server.ask("GET", "/learn/pods", &format!("Cookie: {cookie}\r\n"), "")?;
        times.push(started.elapsed().as_secs_f64());
        if !String::from_utf8_lossy(&page).contains(&mark) {
            return Err(Error::other("the page is the old one"));
        }
    }
    times.sort_by(f64::total_cmp);
    row("a saved lesson is served again (s)", times[TIMES / 2], 1.0, "1");
    Ok(())
}

/// The live stream of the lesson's page, after its first event.
fn listen(server: &Server, cookie: &str) -> Result<BufReader<TcpStream>> {
    let mut stream = TcpStream::connect(&server.address)?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    write!(stream, "GET /api/live HTTP/1.1\r\nHost: {}\r\nCookie: {cookie}\r\n\r\n", server.address)?;
    let mut stream = BufReader::new(stream);
    until(&mut stream, "event: beat")?;
    Ok(stream)
}

/// Reads up to a line with a text; a stream that only keeps itself alive is an error after a while.
fn until(stream: &mut BufReader<TcpStream>, text: &str) -> Result<()> {
    let started = Instant::now();
    let mut line = String::new();
    while !line.contains(text) {
        line.clear();
        if stream.read_line(&mut line)? == 0 || started.elapsed() > PATIENCE {
            return Err(Error::other(format!("the stream did not bring {text}")));
        }
    }
    Ok(())
}
