//! What can be said of signatures without the tool that makes them.

use super::envelope::{Envelope, encoded};
use super::ssh::Signature;
use super::*;

/// Bytes as in a signature: the magic word, the version, a key and more.
fn signature() -> Signature {
    let key = b"\0\0\0\x0bssh-ed25519\0\0\0\x04abcd";
    let blob = [b"SSHSIG\0\0\0\x01".as_slice(), &(key.len() as u32).to_be_bytes(), key, &[7; 90]].concat();
    Signature::of(blob).unwrap()
}

#[test]
fn a_signature_is_read_as_it_was_written_and_no_byte_can_be_another() {
    let armored = signature().armored().into_bytes();
    assert_eq!(Signature::read(&armored).as_ref(), Some(&signature()));
    assert!(armored.split(|&byte| byte == b'\n').all(|line| line.len() <= 70));
    for at in 0..armored.len() {
        let mut other = armored.clone();
        other[at] ^= 1;
        assert_ne!(Signature::read(&other), Some(signature()), "byte {at}");
        assert_eq!(Signature::read(&armored[..at]), None, "cut at {at}");
    }
}

#[test]
fn an_envelope_is_read_as_it_was_written_and_no_byte_can_be_another() {
    let sealed = Envelope::sealed(br#"{"a":1}"#, &signature());
    let bytes = sealed.bytes();
    let read = |bytes: &[u8]| Envelope::read(bytes).map(|one| (one.statement().to_owned(), one.signature().clone()));
    let right = Some((br#"{"a":1}"#.to_vec(), signature()));
    assert_eq!(read(&bytes), right);
    for at in 0..bytes.len() {
        let mut other = bytes.clone();
        other[at] ^= 1;
        assert_ne!(read(&other), right, "byte {at}");
        assert_eq!(read(&bytes[..at]), None, "cut at {at}");
    }
}

#[test]
fn what_is_signed_of_a_statement_is_told_from_every_other_text() {
    assert_eq!(encoded(b"{}"), b"DSSEv1 28 application/vnd.in-toto+json 2 {}");
}

#[test]
fn a_release_is_signed_where_one_is_believed_and_nothing_is_wrong() {
    let file = |file: &str, verdict: Verdict| Checked { file: file.to_owned(), verdict };
    let by = || file("SHA256SUMS.a.sig", Verdict::By("a".to_owned()));
    let unknown = || file("SHA256SUMS.b.sig", Verdict::Unbelieved("revoked".to_owned()));
    assert!(is_signed(&[by(), unknown()]));
    for files in [
        vec![],
        vec![unknown()],
        vec![file("statement.a.json", Verdict::By("a".to_owned()))],
        vec![by(), file("notes.txt", Verdict::Wrong("no signature".to_owned()))],
    ] {
        assert!(!is_signed(&files), "{files:?}");
    }
}

#[test]
fn signatures_stand_beside_the_release() {
    assert_eq!(beside(Path::new("/data/v1.0.0")), Path::new("/data/v1.0.0.sig"));
    assert_eq!(beside(Path::new("/data/v1.0.0/")), Path::new("/data/v1.0.0.sig"));
}
