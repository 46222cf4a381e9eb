//! The DSSE envelope round a signed statement.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::ssh::Signature;

/// The media type of in-toto statements.
const TYPE: &str = "application/vnd.in-toto+json";

/// A statement with its signature.
pub struct Envelope {
    statement: Vec<u8>,
    signature: Signature,
}

/// As it stands in a file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(rename = "payloadType")]
    payload_type: String,
    payload: String,
    signatures: Vec<WrittenSignature>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSignature {
    keyid: String,
    sig: String,
}

impl Envelope {
    /// A statement with the signature of its [`encoded`] form.
    pub fn sealed(statement: &[u8], signature: &Signature) -> Self {
        Self { statement: statement.to_owned(), signature: signature.clone() }
    }

    /// An envelope as it is written here; none where a byte is another.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let written: Written = serde_json::from_slice(bytes).ok()?;
        let [signature] = written.signatures.as_slice() else { return None };
        let signature = Signature::of(STANDARD.decode(&signature.sig).ok()?)?;
        let envelope = Self { statement: STANDARD.decode(written.payload).ok()?, signature };
        (envelope.bytes() == bytes).then_some(envelope)
    }

    /// As it stands in a file.
    pub fn bytes(&self) -> Vec<u8> {
        let signature = WrittenSignature { keyid: self.signature.key(), sig: STANDARD.encode(self.signature.blob()) };
        let written = Written {
            payload_type: TYPE.to_owned(),
            payload: STANDARD.encode(&self.statement),
            signatures: vec![signature],
        };
        let mut bytes = serde_json::to_vec(&written).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// The statement.
    pub fn statement(&self) -> &[u8] {
        &self.statement
    }

    /// Its signature.
    pub fn signature(&self) -> &Signature {
        &self.signature
    }
}

/// What is signed of a statement: the pre-authentication encoding of DSSE.
pub fn encoded(statement: &[u8]) -> Vec<u8> {
    let mut encoded = format!("DSSEv1 {} {TYPE} {} ", TYPE.len(), statement.len()).into_bytes();
    encoded.extend_from_slice(statement);
    encoded
}
