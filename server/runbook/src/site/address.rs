//! Addresses, host names and ranges, without I/O.

use std::net::Ipv4Addr;

/// What an address is that no machine can be reached by from another, in both languages; `None`: it may be a machine's.
pub(super) fn no_machines(address: Ipv4Addr) -> Option<(&'static str, &'static str)> {
    let first = address.octets()[0];
    Some(match address {
        a if a.is_loopback() => ("a loopback address", "回环地址"),
        a if a.is_multicast() => ("a multicast address", "组播地址"),
        a if a.is_broadcast() => ("the broadcast address", "广播地址"),
        a if a.is_link_local() => ("a link-local address", "链路本地地址"),
        _ if first == 0 => ("the address of no machine", "不是任何机器的地址"),
        _ if first >= 240 => ("a reserved address", "保留地址"),
        _ => return None,
    })
}

/// A host name of labels. One whose last label is a number is meant as an address (WHATWG URL, "ends in a number").
pub(super) fn is_host_name(host: &str) -> bool {
    let number = |label: &str| label.bytes().all(|b| b.is_ascii_digit());
    host.len() <= 253 && host.split('.').all(super::is_name) && !host.rsplit('.').next().is_none_or(number)
}

/// Whether a name leads to the machine that asks, whichever it is (RFC 6761, section 6.3).
pub(super) fn is_localhost(host: &str) -> bool {
    host == "localhost" || host.ends_with(".localhost")
}

/// A range of addresses.
#[derive(Clone, Copy)]
pub(super) struct Range {
    /// Its first address.
    pub(super) first: u32,
    /// Its last address.
    pub(super) last: u32,
    /// How many bits its addresses have in common.
    pub(super) bits: u32,
}

impl Range {
    /// Reads a range in CIDR form whose address is its first one.
    pub(super) fn parse(text: &str) -> Option<Range> {
        let (address, bits) = text.split_once('/')?;
        let plain = bits.bytes().all(|b| b.is_ascii_digit());
        let bits: u32 = bits.parse().ok().filter(|bits| plain && (1..=32).contains(bits))?;
        let mask = u32::MAX << (32 - bits);
        let first = u32::from(address.parse::<Ipv4Addr>().ok()?);
        (first & !mask == 0).then_some(Range { first, last: first | !mask, bits })
    }

    /// Whether an address lies in it.
    pub(super) fn holds(self, address: Ipv4Addr) -> bool {
        (self.first..=self.last).contains(&u32::from(address))
    }

    /// Whether the two have an address in common.
    pub(super) fn meets(self, other: Range) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}
