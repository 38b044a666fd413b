//! A web server with the manifests, for `-f URL`; both kubectls ask the same one.
//!
//! Layer: test data, served.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Result, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Serves a folder until the process ends. `/moved` leads to `/dep.yaml`, `/broken` fails, `/flaky` fails twice for each
/// client (by its `User-Agent`) and then works, `/for-ever` leads to itself.
pub(crate) fn serve(folder: PathBuf) -> Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    let flaky = Arc::new(Mutex::new(HashMap::new()));
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (folder, flaky) = (folder.clone(), flaky.clone());
            // A client that goes away is its own affair.
            std::thread::spawn(move || drop(answer(&stream, &folder, &flaky)));
        }
    });
    Ok(address)
}

fn answer(stream: &TcpStream, folder: &Path, flaky: &Mutex<HashMap<String, u32>>) -> Result<()> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    let mut who = String::new();
    for line in lines {
        let line = line?;
        if line.is_empty() {
            break;
        }
        if line.to_lowercase().starts_with("user-agent:") {
            who = line;
        }
    }
    let path = first.split(' ').nth(1).unwrap_or("/").trim_start_matches('/').to_owned();
    let file = |name: &str| std::fs::read(folder.join(name)).ok();
    let (head, body) = match path.as_str() {
        "moved" => ("302 Found\r\nLocation: /dep.yaml", Vec::new()),
        "for-ever" => ("302 Found\r\nLocation: /for-ever", Vec::new()),
        "broken" => ("500 Internal Server Error", b"broken".to_vec()),
        "flaky" => {
            let mut asked = flaky.lock().unwrap_or_else(PoisonError::into_inner);
            let times = asked.entry(who).or_default();
            *times += 1;
            if times.is_multiple_of(3) {
                ("200 OK", file("one.json").unwrap_or_default())
            } else {
                ("503 Service Unavailable", Vec::new())
            }
        }
        name => match file(name) {
            Some(body) => ("200 OK", body),
            None => ("404 Not Found", b"not here".to_vec()),
        },
    };
    let mut stream = stream;
    write!(stream, "HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len())?;
    stream.write_all(&body)
}
