//! The pin of a certificate authority: SHA-256 over its public key as the certificate has it.
//!
//! Layer: pure. Upstream: `app/util/pubkeypin/pubkeypin.go`; RFC 5280 for what stands where in a certificate.

use go_text::base64;

/// The pins of all certificates of a PEM file, as hex digits.
pub(crate) fn pins(pem: &str) -> Vec<String> {
    certificates(pem).iter().filter_map(|der| public_key(der)).map(hex).collect()
}

fn hex(key: &[u8]) -> String {
    let digest = ring::digest::digest(&ring::digest::SHA256, key);
    digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn certificates(pem: &str) -> Vec<Vec<u8>> {
    let parts = pem.split("-----BEGIN CERTIFICATE-----").skip(1);
    parts
        .filter_map(|part| part.split_once("-----END CERTIFICATE-----"))
        .filter_map(|(body, _)| base64::decode(&body.split_whitespace().collect::<String>()).ok())
        .collect()
}

/// `SubjectPublicKeyInfo`: in `TBSCertificate` after version, serial number, signature, issuer, validity, subject.
fn public_key(certificate: &[u8]) -> Option<&[u8]> {
    let (whole, _) = element(certificate)?;
    let (body, _) = element(whole.content)?;
    let mut rest = body.content;
    if element(rest)?.0.tag == 0xa0 {
        rest = element(rest)?.1;
    }
    for _ in 0..5 {
        rest = element(rest)?.1;
    }
    Some(element(rest)?.0.all)
}

/// One element of DER.
struct Element<'a> {
    tag: u8,
    all: &'a [u8],
    content: &'a [u8],
}

/// The first element and what follows it.
fn element(der: &[u8]) -> Option<(Element<'_>, &[u8])> {
    let (tag, first) = (*der.first()?, *der.get(1)?);
    let (head, length) = if first < 0x80 {
        (2, usize::from(first))
    } else {
        let count = usize::from(first & 0x7f);
        let bytes = der.get(2..2 + count).filter(|_| (1..=4).contains(&count))?;
        (2 + count, bytes.iter().fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte)))
    };
    let end = head.checked_add(length)?;
    Some((Element { tag, all: der.get(..end)?, content: der.get(head..end)? }, &der[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made by `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=kubernetes`; the pin by
    /// `openssl x509 -pubkey | openssl pkey -pubin -outform der | openssl dgst -sha256 -hex`.
    const CA: &str = include_str!("../testdata/ca.crt");
    const PIN: &str = include_str!("../testdata/ca.pin");

    #[test]
    fn the_pin_is_what_openssl_says() {
        assert_eq!(pins(CA), [PIN.trim()]);
        assert_eq!(pins(&format!("{CA}{CA}")).len(), 2);
    }

    #[test]
    fn what_is_no_certificate_has_no_pin() {
        assert!(pins("").is_empty());
        assert!(pins("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----").is_empty());
        for cut in 0..200 {
            let der = &certificates(CA)[0];
            assert!(public_key(&der[..cut.min(der.len() - 1)]).is_none());
        }
    }
}
