//! What a request carries: JSON, or JSON with files.

use futures_util::stream;
use http_body_util::BodyExt as _;
use hyper::{HeaderMap, body::Incoming, header};
use serde_json::Value;

/// The largest request that is taken.
const LARGEST: usize = 25 * 1024 * 1024;

/// A body, taken apart.
#[derive(Default)]
pub(crate) struct Sent {
    pub(crate) body: Option<Value>,
    /// By the number in `files[0]`.
    pub(crate) files: Vec<(u64, File)>,
}

#[derive(Clone)]
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

impl Sent {
    /// The JSON of it. Only where the place takes a body, so that it is there.
    pub(crate) fn json(&self) -> &Value {
        self.body.as_ref().unwrap_or(&Value::Null)
    }
}

/// Reads a body, or says what is wrong with it.
pub(crate) async fn read(headers: &HeaderMap, body: Incoming) -> Result<Sent, String> {
    let bytes = body.collect().await.map_err(|_| "the body broke off".to_owned())?.to_bytes();
    if bytes.is_empty() {
        return Ok(Sent::default());
    }
    if bytes.len() > LARGEST {
        return Err(format!("the body has {} bytes", bytes.len()));
    }
    let media = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    if let Ok(boundary) = multer::parse_boundary(media) {
        let parts = stream::once(std::future::ready(Ok::<_, std::convert::Infallible>(bytes)));
        return multipart(multer::Multipart::new(parts, boundary))
            .await
            .map_err(|error| format!("no good multipart: {error}"));
    }
    if media.split(';').next() != Some("application/json") {
        return Err(format!("the content type is `{media}`"));
    }
    let body =
        serde_json::from_slice(&bytes).map_err(|error| format!("the body is no JSON ({:?})", error.classify()))?;
    Ok(Sent { body: Some(body), files: Vec::new() })
}

async fn multipart(mut parts: multer::Multipart<'_>) -> Result<Sent, String> {
    let mut sent = Sent::default();
    while let Some(part) = parts.next_field().await.map_err(|error| error.to_string())? {
        let name = part.name().unwrap_or("").to_owned();
        let file = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.map_err(|error| error.to_string())?.to_vec();
        let number = name.strip_prefix("files[").and_then(|rest| rest.strip_suffix(']')?.parse().ok());
        match (name.as_str(), number, file) {
            ("payload_json", ..) => {
                sent.body = Some(serde_json::from_slice(&bytes).map_err(|_| "`payload_json` is no JSON")?);
            }
            (_, Some(number), Some(name)) => sent.files.push((number, File { name, bytes })),
            _ => return Err(format!("there is a part named `{name}`")),
        }
    }
    Ok(sent)
}
