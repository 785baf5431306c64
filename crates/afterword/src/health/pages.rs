//! What is answered at which path.

use super::watched::{Found, Watched};
use http_body_util::Full;
use hyper::{
    Method, Request, Response, StatusCode,
    body::{Bytes, Incoming},
    header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, HeaderValue},
};
use std::{convert::Infallible, fmt::Write as _, sync::Arc};

const PLAIN: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");
/// The text format, in the version that every Prometheus reads.
const PROMETHEUS: HeaderValue = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");

/// Answers one request.
pub(super) async fn answer(
    watched: Arc<Watched>,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let path = request.uri().path();
    if !["/healthz", "/readyz", "/metrics"].contains(&path) {
        return Ok(page(StatusCode::NOT_FOUND, PLAIN, "there are /healthz, /readyz and /metrics\n"));
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut refusal = page(StatusCode::METHOD_NOT_ALLOWED, PLAIN, "this can only be read: use GET\n");
        refusal.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return Ok(refusal);
    }
    Ok(match path {
        "/healthz" => told(&watched.healthy().await),
        "/readyz" => told(&watched.ready()),
        _ => page(StatusCode::OK, PROMETHEUS, watched.metrics().await),
    })
}

/// `ok`, or a line for everything that is not.
fn told(found: &[Found]) -> Response<Full<Bytes>> {
    let mut lines = String::new();
    for (name, found) in found {
        if let Err(why) = found {
            // A reason of several lines would look like several checks.
            writeln!(lines, "{name}: {}", why.replace('\n', " ")).expect("a String takes everything");
        }
    }
    if lines.is_empty() {
        page(StatusCode::OK, PLAIN, "ok\n")
    } else {
        page(StatusCode::SERVICE_UNAVAILABLE, PLAIN, lines)
    }
}

fn page(status: StatusCode, of: HeaderValue, text: impl Into<Bytes>) -> Response<Full<Bytes>> {
    let mut page = Response::new(Full::new(text.into()));
    *page.status_mut() = status;
    page.headers_mut().insert(CONTENT_TYPE, of);
    // What was so a moment ago is of no use to anybody.
    page.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    page
}
