//! What a reader costs who follows a log that never ends, and does not read. Nobody else measures that: what stands beside it is how
//! much may be on its way, 32 MiB.

use std::io::{Read, Result, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::Duration;

use super::{Server, memory, row};

/// How long nothing is read.
const STALLED: Duration = Duration::from_secs(5);

const FLOOD: &str = r#"kubectl run flood --image=busybox:1.37 -- sh -c \"while true; do echo 0123456789012345678901234567890123456789; done\""#;

/// Measures and prints.
pub(crate) fn reader(wheelhouse: &Path) -> Result<()> {
    let server = Server::start(wheelhouse, &[])?;
    let cookie = server.cookie()?;
    for line in [FLOOD, "kubectl wait pod/flood --for=condition=Ready --timeout=60s"] {
        send(&server, &cookie, line)?.read_to_end(&mut Vec::new())?;
    }
    let mut slow = send(&server, &cookie, "kubectl logs -f flood")?;
    slow.read_exact(&mut [0; 64 * 1024])?;
    let before = memory(server.child.id(), "VmRSS");
    std::thread::sleep(STALLED);
    let grown = memory(server.child.id(), "VmRSS") - before;
    row("a log that nobody reads, growth in 5 s (MiB)", grown, 32.0, "1");
    Ok(())
}

/// Sends a line; the answer is read by the caller.
fn send(server: &Server, cookie: &str, line: &str) -> Result<TcpStream> {
    let body = format!(
        r#"{{"cluster":"practice","lesson":null,"step":null,"lang":"en","line":"{line}","preview":false,"confirmed":null}}"#
    );
    let mut stream = TcpStream::connect(&server.address)?;
    let head = format!(
        "POST /api/run HTTP/1.0\r\nHost: {}\r\nCookie: {cookie}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        server.address,
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(body.as_bytes())?;
    Ok(stream)
}
