//! Who holds a port: for the message when it is in use.

use std::fs;
use std::net::SocketAddr;

/// The process that listens on a port, as `nginx (process 4711)`; `None` where the system does not tell.
pub(crate) fn holder(address: SocketAddr) -> Option<String> {
    let inode =
        ["/proc/net/tcp", "/proc/net/tcp6"].iter().find_map(|table| listening(table, address.port()))?;
    let link = format!("socket:[{inode}]");
    for process in fs::read_dir("/proc").ok()?.flatten() {
        let Ok(pid) = process.file_name().to_string_lossy().parse::<u32>() else { continue };
        let Ok(files) = fs::read_dir(process.path().join("fd")) else { continue };
        let holds = files
            .flatten()
            .any(|file| fs::read_link(file.path()).is_ok_and(|to| to.to_string_lossy() == link));
        if holds {
            let name = fs::read_to_string(process.path().join("comm")).unwrap_or_default();
            return Some(format!("{} (process {pid})", name.trim()));
        }
    }
    None
}

/// The inode of the socket that listens on a port: `sl local rem st ... inode`, state 0A, numbers in hexadecimal.
fn listening(table: &str, port: u16) -> Option<String> {
    let text = fs::read_to_string(table).ok()?;
    text.lines().skip(1).find_map(|line| {
        let columns: Vec<&str> = line.split_whitespace().collect();
        let local = columns.get(1)?.rsplit(':').next()?;
        let listens = *columns.get(3)? == "0A" && u16::from_str_radix(local, 16).ok()? == port;
        listens.then(|| columns.get(9).map(|inode| (*inode).to_owned())).flatten()
    })
}
